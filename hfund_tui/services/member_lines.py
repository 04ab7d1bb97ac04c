"""Looking a member file through against what is on file, some hundred lines at a time, and posting what is good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from hfund_tui.db.ids import next_ids
from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import metadata
from hfund_tui.db.tables.types import MAX_FEN
from hfund_tui.db.unit_of_work import Reader, UnitOfWork
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.member_file import MemberLine
from hfund_tui.domain.member_record import MemberRecord
from hfund_tui.domain.member_rules import (
    MemberEffect,
    MemberTerms,
    OnFile,
    Surroundings,
    member_effect,
    member_faults,
)
from hfund_tui.domain.table_file import Fault
from hfund_tui.domain.vocabulary import Freeze, Ledger, SummaryCode
from hfund_tui.services.pinyin import pinyin_of

AT_ONCE = 400
"""Lines of one transaction."""

_ACCOUNT = metadata.tables["account"]
_MEMBER = metadata.tables["member"]
_EMPLOYER = metadata.tables["employer"]

_on_file = (
    sa.select(
        _ACCOUNT.c.account_no,
        _EMPLOYER.c.account_no.label("employer_no"),
        _ACCOUNT.c.state,
        _MEMBER.c.name,
        _MEMBER.c.id_no,
        _ACCOUNT.c.contribution_base_fen.label("base_fen"),
        _ACCOUNT.c.personal_rate_bp,
        _ACCOUNT.c.employer_rate_bp,
    )
    .join(_MEMBER, _MEMBER.c.id == _ACCOUNT.c.member_id)
    .join(_EMPLOYER, _EMPLOYER.c.id == _ACCOUNT.c.employer_id)
    .where(_ACCOUNT.c.account_no.in_(sa.bindparam("accounts", expanding=True)))
)
_owners = (
    sa.select(_MEMBER.c.id_no, _ACCOUNT.c.account_no)
    .join(_ACCOUNT, _ACCOUNT.c.member_id == _MEMBER.c.id)
    .where(_MEMBER.c.id_no.in_(sa.bindparam("people", expanding=True)))
)
_employers = sa.select(_EMPLOYER.c.account_no, _EMPLOYER.c.id, _EMPLOYER.c.name).where(
    _EMPLOYER.c.account_no.in_(sa.bindparam("employers", expanding=True))
)
_adjust = (
    _ACCOUNT.update()
    .where(_ACCOUNT.c.account_no == sa.bindparam("of_account"))
    .values(
        contribution_base_fen=sa.bindparam("base"),
        personal_rate_bp=sa.bindparam("personal_rate"),
        employer_rate_bp=sa.bindparam("employer_rate"),
        personal_due_fen=sa.bindparam("personal_due"),
        employer_due_fen=sa.bindparam("employer_due"),
        version=_ACCOUNT.c.version + 1,
    )
)

Good = tuple[MemberRecord, MemberEffect]


@dataclass(slots=True)
class MemberRun:
    """A member file on its way through: what was found so far."""

    lines: tuple[MemberLine, ...]
    sha256: str
    terms: MemberTerms
    hands: frozenset[str] = frozenset()
    """What identifies those who take it in, and their relatives."""
    opened: int = 0
    opened_fen: int = 0
    adjusted: int = 0
    known: int = 0
    bad: list[tuple[MemberLine, tuple[Fault, ...]]] = field(default_factory=list)
    _seen: dict[tuple[str, str], int] = field(default_factory=dict)
    """In which line an account or a person stood first."""
    _new_employers: dict[str, str] = field(default_factory=dict)
    """Names of employers that lines before have brought."""

    def portions(self) -> Iterator[tuple[int, Sequence[MemberLine]]]:
        """The lines, `AT_ONCE` at a time, each with how many are done after it."""
        for first in range(0, len(self.lines), AT_ONCE):
            portion = self.lines[first : first + AT_ONCE]
            yield first + len(portion), portion

    def look(self, reader: Reader | UnitOfWork, lines: Sequence[MemberLine]) -> list[tuple[int, Good]]:
        """The lines of a portion that open or adjust an account, by their numbers."""
        records = [one.record for one in lines if one.record is not None]
        execute = reader.connection.execute
        found = execute(_on_file, {"accounts": sorted({one.account_no for one in records})})
        accounts = {row.account_no: OnFile(**row._mapping) for row in found}
        people = execute(_owners, {"people": sorted({one.id_no for one in records})})
        owners = {row.id_no: row.account_no for row in people}
        known = execute(_employers, {"employers": sorted({one.employer_no for one in records})})
        employers = {**self._new_employers, **{row.account_no: row.name for row in known}}
        good: list[tuple[int, Good]] = []
        for line in lines:
            one = line.record
            if one is None:
                self.bad.append((line, line.faults))
                continue
            keys = (("account", one.account_no), ("person", one.id_no))
            earlier = min((self._seen[key] for key in keys if key in self._seen), default=None)
            account = accounts.get(one.account_no)
            around = Surroundings(
                account,
                owners.get(one.id_no),
                employers.get(one.employer_no),
                earlier,
                own=holder_no(one.id_no) in self.hands,
            )
            faults = member_faults(line.number, one, around, self.terms)
            if faults:
                self.bad.append((line, faults))
                continue
            self._seen.update(dict.fromkeys(keys, line.number))
            if one.employer_no not in employers:
                employers[one.employer_no] = self._new_employers[one.employer_no] = one.employer_name
            effect = member_effect(one, account)
            self._count(one, effect)
            if effect is not MemberEffect.KNOWN:
                good.append((line.number, (one, effect)))
        return good

    def _count(self, one: MemberRecord, effect: MemberEffect) -> None:
        match effect:
            case MemberEffect.OPENS:
                self.opened += 1
                self.opened_fen += one.balance_fen
            case MemberEffect.ADJUSTS:
                self.adjusted += 1
            case MemberEffect.KNOWN:
                self.known += 1


def post(
    uow: UnitOfWork, good: Sequence[tuple[int, Good]], terms: MemberTerms, business_date: date, now: datetime
) -> None:
    """Open and adjust accounts; what they hold is posted against the opening ledger, from the day up to which
    it has its interest."""
    new = [one for _, (one, effect) in good if effect is MemberEffect.OPENS]
    changed = [one for _, (one, effect) in good if effect is MemberEffect.ADJUSTS]
    execute = uow.connection.execute
    if new:
        employer_ids = _employer_ids(uow, new)
        member_ids = next_ids(uow.connection, _MEMBER, len(new))
        execute(_MEMBER.insert(), [_member_row(one, id_) for one, id_ in zip(new, member_ids, strict=True)])
        execute(
            _ACCOUNT.insert(),
            [
                _account_row(one, id_, employer_ids[one.employer_no], terms)
                for one, id_ in zip(new, member_ids, strict=True)
            ],
        )
    if changed:
        execute(
            _adjust,
            [
                {
                    "of_account": one.account_no,
                    "base": one.base_fen,
                    "personal_rate": one.personal_rate_bp,
                    "employer_rate": one.employer_rate_bp,
                    "personal_due": terms.contribution.part(one.base_fen, one.personal_rate_bp),
                    "employer_due": terms.contribution.part(one.base_fen, one.employer_rate_bp),
                }
                for one in changed
            ],
        )
    for value_date, lines in _batches(new, business_date):
        post_batch(
            uow,
            [*lines, Line(Ledger.OPENING, -sum(one.amount_fen for one in lines))],
            summary=SummaryCode.OPENING,
            business_date=business_date,
            value_date=value_date,
            created_at=now,
        )


def _batches(new: Sequence[MemberRecord], business_date: date) -> Iterator[tuple[date, list[Line]]]:
    """What new accounts hold, by the day up to which it has its interest; no batch is above what an entry holds."""
    held = sorted((one.interest_on or business_date, one.account_no, one.balance_fen) for one in new)
    for value_date, group in groupby(held, key=lambda one: one[0]):
        lines: list[Line] = []
        for line in (Line(Ledger.MEMBER, fen, account_no) for _, account_no, fen in group if fen):
            if sum(one.amount_fen for one in lines) + line.amount_fen > MAX_FEN:
                yield value_date, lines
                lines = []
            lines.append(line)
        if lines:
            yield value_date, lines


def _employer_ids(uow: UnitOfWork, new: Sequence[MemberRecord]) -> dict[str, int]:
    """The employers of new accounts by their numbers; those nobody knew are made."""
    names = {one.employer_no: one.employer_name for one in reversed(new)}
    execute = uow.connection.execute
    rows = execute(_employers, {"employers": sorted(names)})
    ids = {row.account_no: int(row.id) for row in rows}
    unknown = sorted(names.keys() - ids.keys())
    if unknown:
        made = dict(zip(unknown, next_ids(uow.connection, _EMPLOYER, len(unknown)), strict=True))
        execute(
            _EMPLOYER.insert(),
            [{"id": id_, "account_no": no, "name": names[no], "uscc": None} for no, id_ in made.items()],
        )
        ids |= made
    return ids


def _member_row(one: MemberRecord, member_id: int) -> dict[str, Any]:
    sound = pinyin_of(one.name)
    return {
        "id": member_id,
        "id_kind": one.id_kind,
        "id_no": one.id_no,
        "name": one.name,
        "pinyin": sound.full,
        "pinyin_initials": sound.initials,
        "sex": one.sex,
        "birth_date": one.birth_date,
        "mobile": one.mobile,
        "hukou_shenzhen": one.hukou_shenzhen,
        "deceased": False,
        "created_on": one.opened_on,
        "mobile_changed_on": None,
    }


def _account_row(one: MemberRecord, member_id: int, employer_id: int, terms: MemberTerms) -> dict[str, Any]:
    return {
        "account_no": one.account_no,
        "member_id": member_id,
        "employer_id": employer_id,
        "state": one.state,
        "opened_on": one.opened_on,
        "first_contribution_month": one.first_month,
        "paid_through": one.paid_through,
        "sealed_on": one.sealed_on,
        "closed_on": one.closed_on,
        "contribution_base_fen": one.base_fen,
        "personal_rate_bp": one.personal_rate_bp,
        "employer_rate_bp": one.employer_rate_bp,
        "personal_due_fen": terms.contribution.part(one.base_fen, one.personal_rate_bp),
        "employer_due_fen": terms.contribution.part(one.base_fen, one.employer_rate_bp),
        "balance_fen": 0,
        "held_fen": 0,
        "frozen_fen": 0,
        "freeze": Freeze.NONE,
        "last_interest_on": one.interest_on,
        "last_withdrawal_month": one.last_withdrawal,
        "password_is_initial": True,
        "version": 1,
    }
