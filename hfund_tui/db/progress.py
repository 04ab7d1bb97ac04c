"""How long work tells where it stands."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the code of the step, how much of it is done, and how much there is (0: not known)."""


def silent(step: str, done: int, total: int) -> None:
    """For callers who do not want to know."""
