"""What-if answers for the member on the line: looked at, told, nothing done."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Session as SqlSession

from hfund_tui.db import turns
from hfund_tui.domain import answers
from hfund_tui.domain.answers import Answer, RunningLoan
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import Finding
from hfund_tui.domain.loans.requests import RepayEarly
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.policy import Policy, PolicyBook
from hfund_tui.domain.vocabulary import AuditOutcome, Channel, LoanRole, Verification
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.facts import FactsLoader
from hfund_tui.services.loan_views import loans_of
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store


class Asked(StrEnum):
    """What a caller wants to know. Its words are `answer.asked.<value>`."""

    QUOTA = "quota"
    EARLY_REPAYMENT = "early_repayment"
    INSTALMENT = "instalment"
    CLOSING = "closing"


class AnswerService:
    def __init__(self, store: Store, clock: Clock, policies: PolicyBook, texts: dict[str, str]) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._texts = texts

    def answer(self, session: Session, member_id: int, asked: Asked, amount_fen: int | None = None) -> Answer:
        """The answer as of today; that it was given is on record. `amount_fen` would be repaid early; None:
        all of it.

        Raises Refusal while the caller is not verified as this member, or owes nothing; BadInput for an amount
        that is more than is owed, or none.
        """
        told = self._answer(session, member_id, asked, amount_fen)
        with self._store.writing(turns.NOTHING) as uow:
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[OperationCode.WHAT_IF].audit_label,
                AuditOutcome.READ,
                reason=asked.value,
                member_id=member_id,
                amount_fen=amount_fen,
            )
        return told

    def _answer(self, session: Session, member_id: int, asked: Asked, amount_fen: int | None) -> Answer:
        code = OperationCode.WHAT_IF
        with (
            refusals_recorded(self._store, self._clock, session, code, member_id),
            self._store.reading() as reader,
        ):
            sql = reader.session
            actor = authorise(sql, session, code, member_id)
            policy = self._policies.on(session.business_date)
            if asked in (Asked.QUOTA, Asked.CLOSING):
                facts = FactsLoader(sql, self._texts).load(
                    member_id,
                    business_date=session.business_date,
                    channel=session.channel,
                    maker_id_no=actor.id_no,
                )
                about = answers.quota if asked is Asked.QUOTA else answers.closing
                return about(facts, policy)
            loans = _running(sql, member_id, session, policy)
            if not loans:
                raise Refusal("caller_owes_nothing")
            if asked is Asked.INSTALMENT:
                return answers.together(loans, [answers.instalment(one) for one in loans])
            most = max(one.terms.principal_fen for one in loans)
            if amount_fen is not None and not 0 < amount_fen <= most:
                raise BadInput("amount", "answer_amount")
            fitting = [one for one in loans if (amount_fen or 0) <= one.terms.principal_fen]
            told = [
                answers.early_repayment(
                    one,
                    amount_fen,
                    session.business_date,
                    policy,
                    self._against(sql, session, member_id, one, amount_fen, actor.id_no, policy),
                )
                for one in fitting
            ]
            return answers.together(fitting, told)

    def _against(
        self,
        sql: SqlSession,
        session: Session,
        member_id: int,
        loan: RunningLoan,
        amount_fen: int | None,
        maker_id_no: str,
        policy: Policy,
    ) -> tuple[Finding, ...]:
        """What would stand in the way of it at a counter today."""
        request = RepayEarly(
            member_id=member_id,
            verification=Verification.HOTLINE_FULL,
            contract_no=loan.contract_no,
            amount_fen=amount_fen,
        )
        facts = FactsLoader(sql, self._texts).for_request(
            request,
            business_date=session.business_date,
            channel=Channel.COUNTER,
            maker_id_no=maker_id_no,
        )
        failed = make_plan(request, facts, policy).decision.failed
        return tuple(one for one in failed if not one.form)


def _running(sql: SqlSession, member_id: int, session: Session, policy: Policy) -> list[RunningLoan]:
    """The loans the member owes."""
    return [
        RunningLoan(one.contract_no, one.terms, one.cycle_began, one.overdue_fen)
        for one in loans_of(sql, member_id, session.business_date, policy)
        if one.terms is not None and one.cycle_began and one.role is not LoanRole.CO_REPAYER
    ]
