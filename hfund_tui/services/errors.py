"""Errors people are meant to read: a code and parameters; the words are made at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from hfund_tui.domain.decision import Shown
from hfund_tui.domain.months import Month
from hfund_tui.domain.names import BilingualName

Param: TypeAlias = str | int | date | Month | Shown | BilingualName | None


class HfundError(Exception):
    """Says what is wrong (`error.<code>.what`) and what to do (`error.<code>.do`)."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Param] = params


class Refusal(HfundError):
    """The house says no: permission, state of the day, a lock."""


class BadInput(HfundError):
    """What was typed can't be used. `field` names it, so that the message stands beside it."""

    def __init__(self, field: str, code: str, **params: Param) -> None:
        super().__init__(code, **params)
        self.field = field


class Conflict(HfundError):
    """Somebody else was first, or the same key was used for something else."""


class Trouble(HfundError):
    """Storage, keys, disk: not the user's doing. Codes start with `storage_`."""
