"""The kinds of withdrawal in the order in which F5 goes through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.domain.operation import OperationCode

if TYPE_CHECKING:
    from hfund_tui.services.overview import MemberOverview

HOUSING = (OperationCode.RENT_WITHDRAWAL, OperationCode.OTHER_HOUSING_WITHDRAWAL)
CLOSING = (OperationCode.LEAVING_CLOSURE, OperationCode.RETIREMENT_CLOSURE)
_ORDER = (*HOUSING, *CLOSING)


def next_kind(kind: OperationCode, overview: MemberOverview) -> OperationCode:
    """The next kind that is possible for the member; else the other one of the same form."""
    at = _ORDER.index(kind)
    possible = {line.operation for line in overview.services if line.possible}
    following = (*_ORDER[at + 1 :], *_ORDER[:at])
    other = next(one for one in (HOUSING if kind in HOUSING else CLOSING) if one is not kind)
    return next((one for one in following if one in possible), other)


def first_kind(overview: MemberOverview) -> OperationCode:
    """Where F5 begins: with the first kind that is possible, else with rent."""
    possible = {line.operation for line in overview.services if line.possible}
    return next((one for one in _ORDER if one in possible), _ORDER[0])
