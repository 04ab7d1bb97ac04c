"""Calling back: somebody else rings the member before money that was asked for by telephone is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import CallBack, Case, Member, Staff
from hfund_tui.domain.masks import mask_name
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import AuditOutcome, CallBackOutcome, CaseStatus, Channel
from hfund_tui.services.authority import Actor, authorise
from hfund_tui.services.case_records import case_to_decide, deciding_branches, not_pending
from hfund_tui.services.casework import CaseWork
from hfund_tui.services.entries import longest
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.facts.people import relatives
from hfund_tui.services.records import record
from hfund_tui.services.review import Colleague, colleague
from hfund_tui.services.session import Session

_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class CallBackLine:
    """A request by telephone that waits for a call back. The name is masked; `last` is what came of ringing."""

    case_no: str
    operation: OperationCode
    member_name: str
    maker: Colleague
    created_at: datetime
    own: bool
    last: CallBackOutcome | None


class CallBackService:
    def __init__(self, work: CaseWork) -> None:
        self._work = work

    def waiting(self, session: Session) -> tuple[CallBackLine, ...]:
        """Pending requests by telephone of this branch that the member has not confirmed, the oldest first.
        Raises Refusal."""
        with self._work.store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.CALL_BACK)
            rows = sql.exec(
                select(Case, Member.name, Staff)
                .join(Member, col(Member.id) == col(Case.member_id))
                .join(Staff, col(Staff.code) == col(Case.maker))
                .where(
                    Case.branch_code == session.branch_code,
                    Case.channel == Channel.HOTLINE,
                    Case.status == CaseStatus.PENDING,
                    col(Case.call_back_by).is_(None),
                )
                .order_by(col(Case.created_at))
                .limit(_AT_MOST)
            ).all()
            return tuple(
                CallBackLine(
                    case.case_no,
                    OperationCode(case.operation),
                    mask_name(name),
                    colleague(maker),
                    case.created_at,
                    case.maker == session.staff_code,
                    last_outcome(sql, case.case_no),
                )
                for case, name, maker in rows
            )

    def number(self, session: Session, case_no: str) -> str:
        """The whole number to ring: the one on file when the request was made. The look is recorded.

        Raises Refusal, also for the maker of the request.
        """
        with self._work.deciding(session, OperationCode.CALL_BACK, case_no) as uow:
            actor, case = self._to_ring(uow.session, session, case_no)
            mobile = uow.session.get_one(Member, case.member_id).mobile
            if mobile is None:
                raise Refusal("code_no_mobile")
            record(
                uow,
                self._work.store.audit_key,
                session,
                self._work.clock.now(),
                f"{OperationCode.CALL_BACK.value}:number",
                AuditOutcome.READ,
                case_no=case.case_no,
                member_id=case.member_id,
                by=actor.code,
            )
            return mobile

    def settle(self, session: Session, case_no: str, outcome: CallBackOutcome, words: str = "") -> None:
        """What the call back came to. Confirmed once, a case needs no other; denied, it can't be approved.

        Raises Refusal, BadInput for too many words.
        """
        said = clean(words)
        if len(said) > (most := longest("call_back", "words")):
            raise BadInput("words", "text_too_long", most=most)
        with self._work.deciding(session, OperationCode.CALL_BACK, case_no) as uow:
            sql, now = uow.session, self._work.clock.now()
            actor, case = self._to_ring(sql, session, case_no)
            sql.add(
                CallBack(
                    case_no=case.case_no,
                    maker=case.maker,
                    rung_by=actor.code,
                    outcome=outcome,
                    words=said,
                    at=now,
                )
            )
            if outcome is CallBackOutcome.CONFIRMED:
                case.call_back_by = actor.code
                sql.add(case)
            self._work.record_handling(uow, session, OperationCode.CALL_BACK, case, now, reason=outcome.value)

    def _to_ring(self, sql: SqlSession, session: Session, case_no: str) -> tuple[Actor, Case]:
        actor = authorise(sql, session, OperationCode.CALL_BACK)
        case = case_to_decide(sql, session, case_no)
        if case.branch_code != session.branch_code and session.branch_code not in deciding_branches(
            sql, case.branch_code
        ):
            raise Refusal("case_unknown", case_no=case_no)
        if case.channel is not Channel.HOTLINE:
            raise Refusal("call_back_not_by_telephone", case_no=case_no)
        if case.status is not CaseStatus.PENDING:
            raise not_pending(sql, case)
        if actor.code == case.maker or actor.id_no == case.maker_id_no:
            raise Refusal("call_back_by_maker")
        if actor.id_no == case.member_id_no or case.member_id_no in relatives(sql, actor.id_no):
            raise Refusal("call_back_by_member")
        changed_on = sql.get_one(Member, case.member_id).mobile_changed_on
        if changed_on is not None and changed_on >= case.business_date:
            raise Refusal("call_back_number_changed", case_no=case_no)
        if case.call_back_by is not None or last_outcome(sql, case_no) is CallBackOutcome.DENIED:
            raise Refusal("call_back_done", case_no=case_no)
        return actor, case


def last_outcome(sql: SqlSession, case_no: str) -> CallBackOutcome | None:
    last = sql.exec(
        select(CallBack).where(CallBack.case_no == case_no).order_by(col(CallBack.id).desc())
    ).first()
    return last.outcome if last else None


def check_called_back(sql: SqlSession, case: Case, checker: Staff) -> None:
    """Before a request by telephone is approved: the member confirmed it to somebody who neither made nor checks
    it. Raises Refusal."""
    if case.channel is not Channel.HOTLINE:
        return
    if last_outcome(sql, case.case_no) is CallBackOutcome.DENIED:
        raise Refusal("call_back_denied", case_no=case.case_no)
    if case.call_back_by is None:
        raise Refusal("call_back_first", case_no=case.case_no)
    check_did_not_ring(sql, case, checker)


def check_did_not_ring(sql: SqlSession, case: Case, checker: Staff) -> None:
    """Whoever heard the member say yes decides nothing about the request, not even no. Raises Refusal."""
    if case.call_back_by is None:
        return
    rung_by = sql.get_one(Staff, case.call_back_by)
    if checker.code == rung_by.code or checker.id_no == rung_by.id_no:
        raise Refusal("call_back_by_checker")
