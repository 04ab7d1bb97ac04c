"""How far the self-service agreement has come, read from counters: a few rows, however many members there are."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db import turns
from hfund_tui.db.tables import BusinessCount, MemberCount, OpenCaseCount, RuleCount, SigningCount
from hfund_tui.domain.adoption import (
    Adoption,
    Business,
    Counted,
    OpenCases,
    RuleHits,
    Signings,
    figures,
    months_shown,
)
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import AuditOutcome, Role, SigningWay
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.outbox import file_in, write_private
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

_CODE = OperationCode.VIEW_ADOPTION


class AdoptionService:
    """Members and business are the whole house's. Rules and waiting cases are a supervisor's own branch's, and an
    auditor's everywhere."""

    def __init__(self, store: Store, clock: Clock, policies: PolicyBook, folder: Path) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._folder = folder

    def figures(self, session: Session) -> Adoption:
        """The figures of this moment, in one snapshot. Raises Refusal."""
        on = session.business_date
        policy = self._policies.on(on)
        with self._store.reading() as reader:
            authorise(reader.session, session, _CODE)
            counted = _counted(reader.session, session, policy.count("agreement.paying_within_months"))
        return figures(
            counted,
            on=on,
            calendar=self._policies.calendar,
            decide_within_days=policy.count("approval.decide_within_days"),
        )

    def export(self, session: Session, text: str) -> Path:
        """Keep the figures as a table for a spreadsheet, over an older one of the same day, and record that they
        left. Raises Refusal and Trouble."""
        path = file_in(self._folder, f"adoption-{session.business_date:%Y%m%d}-{session.staff_code}", ".csv")
        with (
            refusals_recorded(self._store, self._clock, session, _CODE, None),
            self._store.writing(turns.NOTHING) as uow,
        ):
            authorise(uow.session, session, _CODE)
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[_CODE].audit_label,
                AuditOutcome.READ,
                file=path.name,
                content=hashlib.sha256(text.encode()).hexdigest(),
            )
        write_private(path, text)
        return path


def _counted(sql: SqlSession, session: Session, paying_within_months: int) -> Counted:
    months = months_shown(session.business_date)
    first, last = months[0], months[-1]
    members = (
        select(col(MemberCount.way), func.sum(col(MemberCount.number)))
        .where(col(MemberCount.paid_through) > last - paying_within_months)
        .group_by(col(MemberCount.way))
    )
    signings = select(SigningCount).where(col(SigningCount.month).between(first, last))
    business = select(BusinessCount).where(col(BusinessCount.month).between(first, last))
    rules = select(RuleCount).where(col(RuleCount.month).between(first, last))
    waiting = select(OpenCaseCount)
    if session.role is not Role.AUDITOR:
        rules = rules.where(RuleCount.branch_code == session.branch_code)
        waiting = waiting.where(OpenCaseCount.branch_code == session.branch_code)
    return Counted(
        members=tuple((SigningWay(way), number) for way, number in sql.exec(members)),
        signings=tuple(Signings(one.month, one.event, one.way, one.number) for one in sql.exec(signings)),
        business=tuple(Business(one.month, one.kind, one.channel, one.number) for one in sql.exec(business)),
        rules=tuple(RuleHits(one.month, one.event, one.rule, one.number) for one in sql.exec(rules)),
        open_cases=tuple(OpenCases(one.status, one.since, one.number) for one in sql.exec(waiting)),
    )
