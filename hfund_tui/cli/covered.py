"""Days that no policy covers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hfund_tui.domain.policy import NoPolicyForDateError
from hfund_tui.services.errors import BadInput


@contextmanager
def covered_days() -> Iterator[None]:
    """Turn a question about a day without policy into wrong usage that says which days have one."""
    try:
        yield
    except NoPolicyForDateError as error:
        if error.last is None:
            raise BadInput("on", "usage_day_before_policy", day=error.on, first=error.first) from error
        raise BadInput(
            "on", "usage_day_outside_policy", day=error.on, first=error.first, last=error.last
        ) from error
