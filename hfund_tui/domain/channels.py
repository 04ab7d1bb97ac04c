"""Where a member can do something alone: which channel carries which service, from when, and what is signed first.

Staff channels are not part of it: what may be done at the counter or by telephone is declared with each operation.
This module is pure: it takes parsed TOML (`data/channels.toml`), the services read the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from hfund_tui.domain.calendar import PolicyError
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import Matter, OperationCode, OperationGroup
from hfund_tui.domain.vocabulary import AgreementKind, Channel

_KNOWN = {"operations", "channels", "from", "until", "agreement", "citation", "assumption", "note"}
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Opening:
    """Services that some channels carry from a day on (to another day, or until further notice).

    `agreement` is what must be signed before; None: nothing.
    """

    operations: tuple[OperationCode, ...]
    channels: tuple[Channel, ...]
    since: date
    until: date | None
    agreement: AgreementKind | None
    citation: str
    assumption: bool
    note: str

    def holds_on(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def overlaps(self, other: Opening) -> bool:
        """Whether both speak of the same service in the same channel on the same day."""
        return (
            bool({*self.operations} & {*other.operations} and {*self.channels} & {*other.channels})
            and self.since <= (other.until or date.max)
            and other.since <= (self.until or date.max)
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """Where one service can be done alone on one day, and what is signed first. Channels in the house's order."""

    channels: tuple[Channel, ...]
    agreement: AgreementKind | None
    citation: str
    assumption: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """What one signature opens on one day, all channels together."""

    channels: tuple[Channel, ...]
    withdrawals: tuple[Matter, ...]
    loan_changes: tuple[OperationCode, ...]


class ChannelMatrix:
    def __init__(self, openings: Iterable[Opening] = ()) -> None:
        self.openings = tuple(openings)

    def reach(self, operation: OperationCode, on: date) -> Reach | None:
        """None where a member can do it nowhere alone."""
        found = [one for one in self.openings if operation in one.operations and one.holds_on(on)]
        if not found:
            return None
        carried = {channel for one in found for channel in one.channels}
        return Reach(
            tuple(one for one in Channel if one in carried),
            found[0].agreement,
            found[0].citation,
            any(one.assumption for one in found),
        )

    def carries(self, channel: Channel, operation: OperationCode, on: date) -> bool:
        reach = self.reach(operation, on)
        return reach is not None and channel in reach.channels

    def opened_by(self, agreement: AgreementKind, on: date) -> Opened:
        """What waits for this agreement and nothing else, in the house's order."""
        wanted = {
            code: reach
            for code in OPERATIONS
            if (reach := self.reach(code, on)) is not None and reach.agreement is agreement
        }
        carried = {channel for reach in wanted.values() for channel in reach.channels}
        matters = {OPERATIONS[code].matter for code in wanted if _is(code, OperationGroup.WITHDRAWAL)}
        return Opened(
            tuple(one for one in Channel if one in carried),
            tuple(one for one in Matter if one in matters),
            tuple(code for code in wanted if _is(code, OperationGroup.LOAN)),
        )


def _is(code: OperationCode, group: OperationGroup) -> bool:
    return OPERATIONS[code].group is group


def read_channels(parsed: Mapping[str, Any], where: str) -> ChannelMatrix:
    """Check the parsed file and return the matrix. Raises PolicyError at the first fault."""
    rows = parsed.get("opening")
    if set(parsed) != {"opening"} or not isinstance(rows, list):
        raise PolicyError(where, "holds a list of 'opening' and nothing else")
    openings = [_opening(row, f"{where} opening {number}") for number, row in enumerate(rows, start=1)]
    for number, one in enumerate(openings):
        for other in openings[:number]:
            if one.overlaps(other):
                raise PolicyError(f"{where} opening {number + 1}", f"overlaps with that of {other.since}")
            shared = {*one.operations} & {*other.operations}
            if shared and one.since == other.since and one.agreement is not other.agreement:
                raise PolicyError(f"{where} opening {number + 1}", "wants another agreement for one service")
    return ChannelMatrix(openings)


def _opening(row: Any, at: str) -> Opening:
    if not isinstance(row, dict):
        raise PolicyError(at, "must be a table")
    if unknown := set(row) - _KNOWN:
        raise PolicyError(at, f"does not know {', '.join(sorted(unknown))}")
    since, until = row.get("from"), row.get("until")
    if type(since) is not date:
        raise PolicyError(at, "needs 'from', a date")
    if until is not None and (type(until) is not date or until < since):
        raise PolicyError(at, "'until' must be a date not before 'from'")
    citation, note, assumption = row.get("citation"), row.get("note", ""), row.get("assumption", False)
    if not isinstance(citation, str) or not citation.strip():
        raise PolicyError(at, "needs a citation")
    if not isinstance(assumption, bool) or not isinstance(note, str):
        raise PolicyError(at, "'assumption' must be true or false, 'note' a text")
    if assumption and not note.strip():
        raise PolicyError(at, "an assumption needs a note that says why")
    channels = _words(row, "channels", Channel, at)
    if not all(one.is_self_service for one in channels):
        raise PolicyError(at, "channels are those in which a member acts alone")
    agreement = row.get("agreement")
    if agreement is not None and agreement not in [*AgreementKind]:
        raise PolicyError(at, f"'agreement' must be one of {', '.join(AgreementKind)}")
    return Opening(
        _words(row, "operations", OperationCode, at),
        channels,
        since,
        until,
        AgreementKind(agreement) if agreement is not None else None,
        citation,
        assumption,
        note,
    )


def _words(row: Mapping[str, Any], name: str, kind: type[_Word], at: str) -> tuple[_Word, ...]:
    raw = row.get(name)
    if not isinstance(raw, list) or not raw or len({*map(str, raw)}) != len(raw):
        raise PolicyError(at, f"needs '{name}', a list without repetitions")
    try:
        return tuple(kind(one) for one in raw)
    except ValueError as problem:
        raise PolicyError(at, f"{name}: {problem}") from problem
