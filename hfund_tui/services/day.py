"""The business date: a stored value, opened and closed by people, not read from a clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db.tables import Branch, BusinessDay, Staff
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import AuditOutcome, Role
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.records import record
from hfund_tui.services.session import machine_session
from hfund_tui.services.store import Store

OPEN_DAY = "0008:open_day"

# The part of the terminal in the name of the chain that records what happens at no counter.
_NO_COUNTER = "00"


def open_day_of(sql: SqlSession, branch_code: str) -> date | None:
    """The branch's open business date, if one is open."""
    return sql.exec(
        select(col(BusinessDay.business_date)).where(
            BusinessDay.branch_code == branch_code, col(BusinessDay.closed_at).is_(None)
        )
    ).one_or_none()


class DayService:
    """Opening a branch's day. (Closing it, with its day sheet, is a supervisor's work of its own.)"""

    def __init__(self, store: Store, clock: Clock, policies: PolicyBook) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies

    def current(self, branch_code: str) -> date | None:
        with self._store.reading() as reader:
            return open_day_of(reader.session, branch_code)

    def open(self, branch_code: str, business_date: date, *, opened_by: str) -> None:
        """Open a business date, which only a supervisor of the branch does; days go forward.

        Raises Conflict when one is open, or this one or a later one was closed, Refusal or BadInput otherwise.
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
            last = sql.exec(
                select(func.max(BusinessDay.business_date)).where(BusinessDay.branch_code == branch_code)
            ).one()
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
            record(uow, self._store.audit_key, author, now, OPEN_DAY, AuditOutcome.DONE)

    def _check_day(self, business_date: date) -> None:
        """There are rules for the day, and it is not so far ahead that months would be claimed before they
        come. Raises BadInput or Refusal."""
        for parameter in self._policies.parameters.values():
            parameter.on(business_date)
        ahead = timedelta(days=self._policies.on(business_date).count("house.day_ahead"))
        latest = self._clock.now().date() + ahead
        if business_date > latest:
            raise BadInput("business_date", "day_too_far", day=business_date, latest=latest)
