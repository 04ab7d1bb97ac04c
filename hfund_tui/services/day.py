"""The business date: a stored value, opened and closed by people, not read from a clock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db.audit import anchor as anchor_of
from hfund_tui.db.integrity_cases import sheet_sha256
from hfund_tui.db.tables import Branch, BusinessDay, DayDifference, Staff
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.day_sheet import DaySheet, Difference
from hfund_tui.domain.decision import money, term
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import from_plain, to_plain
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.receipt import Anchor
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import AuditOutcome, Role
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock, calendar_day
from hfund_tui.services.day_sheet import DaySheetMaker
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.outbox import file_in, write_private
from hfund_tui.services.proven import Proven
from hfund_tui.services.records import record
from hfund_tui.services.session import Session, machine_session
from hfund_tui.services.store import Store

_WORDS = 500

# The part of the terminal in the name of the chain that records what happens at no counter.
_NO_COUNTER = "00"


def open_day_of(sql: SqlSession, branch_code: str) -> date | None:
    """The branch's open business date, if one is open."""
    return sql.exec(
        select(col(BusinessDay.business_date)).where(
            BusinessDay.branch_code == branch_code, col(BusinessDay.closed_at).is_(None)
        )
    ).one_or_none()


def _last_day(sql: SqlSession, branch_code: str) -> date | None:
    return sql.exec(
        select(func.max(BusinessDay.business_date)).where(BusinessDay.branch_code == branch_code)
    ).one()


class DayService:
    """A branch's day: opening, its sheet, closing, and opening it again. `anchors` is where the ends of the
    audit chains are written to, outside of the database."""

    def __init__(self, store: Store, clock: Clock, policies: PolicyBook, anchors: Path | None = None) -> None:
        self._store = store
        self._anchors = anchors
        self._clock = clock
        self._policies = policies

    def current(self, branch_code: str) -> date | None:
        with self._store.reading() as reader:
            return open_day_of(reader.session, branch_code)

    def open(self, branch_code: str, business_date: date, *, opened_by: str) -> None:
        """Open a business date, which only a supervisor of the branch does; days go forward.

        The caller knows that it is this person who opens it. Raises Conflict when one is open, or this one or
        a later one was closed, Refusal or BadInput otherwise.
        """
        now = self._clock.now()
        with self._store.writing() as uow:
            sql = uow.session
            branch = sql.get(Branch, branch_code)
            if branch is None:
                raise Refusal("branch_unknown", branch=branch_code)
            opener = sql.get(Staff, opened_by)
            if opener is None:
                raise BadInput("opened_by", "staff_unknown", staff=opened_by)
            if (opener.role, opener.branch_code, opener.active) != (Role.SUPERVISOR, branch_code, True):
                raise Refusal("day_opener", staff=opened_by, branch=branch_code)
            current = open_day_of(sql, branch_code)
            if current is not None:
                raise Conflict("day_already_open", day=current)
            last = _last_day(sql, branch_code)
            if last is not None and business_date <= last:
                raise Conflict("day_was_closed", day=last)
            self._check_day(business_date)
            sql.add(
                BusinessDay(
                    branch_code=branch_code,
                    business_date=business_date,
                    opened_by=opened_by,
                    opened_at=now,
                )
            )
            author = replace(
                machine_session(branch, _NO_COUNTER, self._clock),
                staff_code=opened_by,
                role=opener.role,
                business_date=business_date,
            )
            label = OPERATIONS[OperationCode.OPEN_DAY].audit_label
            record(uow, self._store.audit_key, author, now, label, AuditOutcome.DONE)

    def open_at_door(self, business_date: date, *, by: Proven) -> None:
        """Open the day of one's own branch, while nobody is signed in yet. Raises as `open` does.

        A first password will do: without an open day nobody could sign in to change it.
        """
        self.open(by.branch_code, business_date, opened_by=by.code)

    def last_day(self, branch_code: str) -> date | None:
        """The latest day of the branch, open or closed: once closed, the one that can be opened again."""
        with self._store.reading() as reader:
            return _last_day(reader.session, branch_code)

    def next_day(self, branch_code: str) -> date:
        """The business date to propose: the first working day after the branch's last one, not before today."""
        last = self.last_day(branch_code)
        yesterday = calendar_day(self._clock.now()) - timedelta(days=1)
        return self._policies.calendar.add(max(yesterday, last or yesterday), 1)

    def sheet(self, session: Session) -> DaySheet:
        """The day as it stands now. Raises Refusal."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.VIEW_DAY)
            return self._maker(reader.session, session).make(self._clock.now())

    def stored_sheet(self, session: Session, business_date: date) -> DaySheet:
        """The sheet of a closed day, as it was closed. Raises Refusal."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.VIEW_DAY)
            day = reader.session.get(BusinessDay, (session.branch_code, business_date))
            if day is None or day.closed_at is None or day.sheet_json is None:
                raise Refusal("day_not_closed", day=business_date)
            return from_plain(DaySheet, json.loads(day.sheet_json))

    def beside(self, session: Session, day: date, *, later: bool = False) -> date | None:
        """The branch's closed day before `day`, or after it; None where there is none. Raises Refusal."""
        at = col(BusinessDay.business_date)
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.VIEW_DAY)
            query = select(at).where(
                BusinessDay.branch_code == session.branch_code, col(BusinessDay.sheet_json).is_not(None)
            )
            query = query.where(col(BusinessDay.closed_at).is_not(None))
            beside = (
                query.where(at > day).order_by(at) if later else query.where(at < day).order_by(at.desc())
            )
            return reader.session.exec(beside.limit(1)).first()

    def close(self, session: Session, *, explanations: Mapping[str, str] = MappingProxyType({})) -> DaySheet:
        """Close the branch's day, and return its sheet with the anchor of all audit chains.

        `explanations` give words for differences by code. Raises Refusal while books don't agree
        (day_unbalanced) or a difference has no words (day_unexplained). The anchor is also written into a
        file of its own; where that fails the day is closed all the same, and Trouble says so.
        """
        code = OperationCode.CLOSE_DAY
        with (
            refusals_recorded(self._store, self._clock, session, code, None),
            self._store.writing() as uow,
        ):
            sql = uow.session
            authorise(sql, session, code)
            now = self._clock.now()
            maker = self._maker(sql, session)
            self._explain(sql, session, tuple(maker.differences()), explanations)
            day = sql.get_one(BusinessDay, (session.branch_code, session.business_date))
            day.closed_by, day.closed_at = session.staff_code, now
            sql.add(day)
            sql.flush()
            heads = anchor_of(uow)
            sheet = maker.make(now)
            stamp = record(
                uow,
                self._store.audit_key,
                session,
                now,
                OPERATIONS[code].audit_label,
                AuditOutcome.DONE,
                heads={one.chain: [one.sequence, one.hash] for one in heads},
                sheet_sha256=sheet_sha256(to_plain(sheet)),
            )
            sheet = replace(sheet, anchor=Anchor(stamp.chain, stamp.sequence, stamp.hash))
            day.sheet_json = json.dumps(to_plain(sheet), ensure_ascii=False, sort_keys=True)
            sql.add(day)
        if self._anchors is not None:
            # A day that was opened again has more than one, and none takes the place of another.
            name = f"anchor-{session.branch_code}-{session.business_date:%Y%m%d}-{stamp.sequence}"
            lines = [f"{one.chain} {one.sequence} {one.hash}" for one in (*heads, stamp)]
            write_private(file_in(self._anchors, name, ".txt"), "\n".join(lines) + "\n")
        return sheet

    def reopen(self, branch_code: str, *, by: Proven, second: Proven) -> date:
        """Open the branch's last closed day again: two supervisors of the branch, never one twice.

        Raises Refusal, and Conflict while a day is open.
        """
        now = self._clock.now()
        with self._store.writing() as uow:
            sql = uow.session
            branch = sql.get(Branch, branch_code)
            if branch is None:
                raise Refusal("branch_unknown", branch=branch_code)
            for one in (by, second):
                staff = sql.get_one(Staff, one.code)
                if (staff.role, staff.branch_code, staff.active) != (Role.SUPERVISOR, branch_code, True):
                    raise Refusal("day_opener", staff=one.code, branch=branch_code)
                if staff.must_change:
                    raise Refusal("must_change_password")
            if by.code == second.code or by.id_no == second.id_no:
                raise Refusal("day_needs_two")
            current = open_day_of(sql, branch_code)
            if current is not None:
                raise Conflict("day_already_open", day=current)
            last = _last_day(sql, branch_code)
            if last is None:
                raise Refusal("no_day_to_reopen", branch=branch_code)
            day = sql.get_one(BusinessDay, (branch_code, last))
            shown = hashlib.sha256((day.sheet_json or "").encode()).hexdigest()
            day.closed_by = day.closed_at = None
            day.reopened_by, day.reopened_with, day.reopened_at = by.code, second.code, now
            sql.add(day)
            author = replace(
                machine_session(branch, _NO_COUNTER, self._clock),
                staff_code=by.code,
                role=Role.SUPERVISOR,
                business_date=last,
            )
            label = OPERATIONS[OperationCode.REOPEN_DAY].audit_label
            record(
                uow,
                self._store.audit_key,
                author,
                now,
                label,
                AuditOutcome.DONE,
                second=second.code,
                sheet_sha256=shown,
            )
            return last

    def _maker(self, sql: SqlSession, session: Session) -> DaySheetMaker:
        branch = sql.get_one(Branch, session.branch_code)
        policy = self._policies.on(session.business_date)
        return DaySheetMaker(sql, branch, session.business_date, policy)

    def _explain(
        self,
        sql: SqlSession,
        session: Session,
        differences: tuple[Difference, ...],
        explanations: Mapping[str, str],
    ) -> None:
        """Keep the words for each difference. Raises Refusal for one that has none, or that words don't mend."""
        for one in differences:
            if not one.code.explainable:
                raise Refusal("day_unbalanced", difference=term(one.code), amount=money(one.amount_fen))
            words = clean(explanations.get(one.code.value, ""))[:_WORDS]
            if not words:
                raise Refusal("day_unexplained", difference=term(one.code), n=one.count)
            sql.add(
                DayDifference(
                    branch_code=session.branch_code,
                    business_date=session.business_date,
                    code=one.code.value,
                    subject=one.subject,
                    words=words,
                    explained_by=session.staff_code,
                    explained_at=self._clock.now(),
                )
            )

    def _check_day(self, business_date: date) -> None:
        """There are rules for the day, and it is not so far ahead that months would be claimed before they
        come. Raises BadInput or Refusal."""
        for parameter in self._policies.parameters.values():
            parameter.on(business_date)
        ahead = timedelta(days=self._policies.on(business_date).count("house.day_ahead"))
        latest = calendar_day(self._clock.now()) + ahead
        if business_date > latest:
            raise BadInput("business_date", "day_too_far", day=business_date, latest=latest)
