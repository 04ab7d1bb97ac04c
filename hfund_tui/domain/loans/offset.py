"""对冲还贷: how much each co-repayer's fund account gives to repay a loan early.

Pure: in the order of the agreements each gives what it has until what was asked for is there. Every line has its
reason, also one that gives nothing, and the lines with the shortfall are what was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class LineReason(StrEnum):
    """Why a co-repayer gives what the line says."""

    ALL_OF_IT = "all_of_it"
    """Everything available, and more was wanted."""
    THE_REST = "the_rest"
    """What was still wanted."""
    NOT_NEEDED = "not_needed"
    """Those before gave all."""
    NOTHING_AVAILABLE = "nothing_available"
    NOT_ALLOWED = "not_allowed"
    """A rule stands in the way; `CoRepayer.obstacle` names it."""


class Obstacle(StrEnum):
    """Why a co-repayer's account gives nothing."""

    DECEASED = "deceased"
    CLOSURE_OPEN = "closure_open"
    ACCOUNT_ENDED = "account_ended"
    FROZEN = "frozen"
    NO_AGREEMENT = "no_agreement"
    ONCE_A_YEAR = "once_a_year"


@dataclass(frozen=True, slots=True)
class CoRepayer:
    """One who may give: the account, what it has available above what must stay (fen), what forbids it, if
    something does, and whose it is (masked)."""

    account_no: str
    available_fen: int
    obstacle: Obstacle | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class OffsetLine:
    account_no: str
    amount_fen: int
    reason: LineReason
    obstacle: Obstacle | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """The lines in the order of the agreements, and what nobody gave."""

    lines: tuple[OffsetLine, ...]
    shortfall_fen: int

    @property
    def amount_fen(self) -> int:
        return sum(one.amount_fen for one in self.lines)


def allocate(asked_fen: int, co_repayers: Sequence[CoRepayer]) -> Allocation:
    """Raises ValueError for a negative amount and for an account that stands there twice."""
    if asked_fen < 0 or any(one.available_fen < 0 for one in co_repayers):
        raise ValueError("amounts are not negative")
    if len({one.account_no for one in co_repayers}) != len(co_repayers):
        raise ValueError("an account gives once")
    wanted = asked_fen
    lines: list[OffsetLine] = []
    for one in co_repayers:
        line = _line(one, wanted)
        wanted -= line.amount_fen
        lines.append(line)
    return Allocation(tuple(lines), wanted)


def _line(one: CoRepayer, wanted_fen: int) -> OffsetLine:
    given = 0 if one.obstacle else min(one.available_fen, wanted_fen)
    return OffsetLine(one.account_no, given, _reason(one, wanted_fen), one.obstacle, one.name)


def _reason(one: CoRepayer, wanted_fen: int) -> LineReason:
    if one.obstacle is not None:
        return LineReason.NOT_ALLOWED
    if wanted_fen == 0:
        return LineReason.NOT_NEEDED
    if one.available_fen == 0:
        return LineReason.NOTHING_AVAILABLE
    return LineReason.ALL_OF_IT if one.available_fen < wanted_fen else LineReason.THE_REST
