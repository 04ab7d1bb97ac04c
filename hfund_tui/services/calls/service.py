"""Taking calls: who is calling, what has been shown, how the call ended. Each public method is one transaction."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session as SqlSession
from sqlmodel import col, false, func, select

from hfund_tui.db import turns
from hfund_tui.db.tables import Account, Call, CallerCheck, CallerLock, Card, Member, WorkOrder
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.calls import Answered, Choose, OnFile, is_right, level, next_question, still_wrong
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.masks import mask_mobile
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import Policy, PolicyBook
from hfund_tui.domain.text import clean_multiline
from hfund_tui.domain.vocabulary import (
    AuditOutcome,
    CallerQuestion,
    CardState,
    CodePurpose,
    OrderTopic,
    Verification,
    WrapUp,
)
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.calls.views import CallerStatus, CallView, CheckLine, status_of
from hfund_tui.services.case_records import next_case_no
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.guides import GuideBook
from hfund_tui.services.members import MemberService
from hfund_tui.services.one_time_codes import OneTimeCodes
from hfund_tui.services.query import QueryKind, understand
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store
from hfund_tui.services.work_orders import open_for_a_lock

_NOTES_LENGTH = 2000


class CallService:
    """One call at a time for each agent.

    `choose` picks the question that is asked. Without it the choice is as good as random to everybody, and stays
    the same for a member all day: whoever names the member again, or rings again, is asked the same.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        policies: PolicyBook,
        members: MemberService,
        codes: OneTimeCodes,
        guides: GuideBook,
        choose: Choose | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._members = members
        self._codes = codes
        self._guides = guides
        self._choose = choose

    # ---- the call ----------------------------------------------------------------------------------------

    def current(self, session: Session) -> CallView | None:
        """The call that is going on, if any. Raises Refusal."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.TAKE_CALL)
            call = _open(reader.session, session)
            return self._view(reader.session, session, call) if call else None

    def begin(self, session: Session) -> CallView:
        """Take a call, or the one that is still open. What was shown before another sign-in is worth nothing now:
        nobody knows who is on the line. Raises Refusal."""
        with self._writing(session) as uow:
            sql = uow.session
            call = _open(sql, session)
            if call is not None and call.session_id == session.id:
                return self._view(sql, session, call)
            if call is None:
                call = Call(
                    call_no=f"H{next_case_no(sql, session)}",
                    session_id=session.id,
                    agent=session.staff_code,
                    branch_code=session.branch_code,
                    terminal=session.terminal,
                    business_date=session.business_date,
                    began_at=self._clock.now(),
                )
                act = "begin"
            else:
                call.session_id = session.id
                _forget(call)
                act = "resume"
            sql.add(call)
            sql.flush()
            self._record(uow, session, call, act)
            return self._view(sql, session, call)

    def end(self, session: Session, wrap_up: WrapUp, notes: str = "") -> str:
        """The call is over; returns its number. Raises Refusal when there is none, BadInput for notes too long."""
        with self._writing(session) as uow:
            call = self._call(uow.session, session)
            call.notes = _notes(notes)
            call.ended_at = self._clock.now()
            call.wrap_up = wrap_up
            call.question = None
            uow.session.add(call)
            self._record(uow, session, call, "end", wrap_up=wrap_up.value)
            return call.call_no

    def note(self, session: Session, notes: str) -> None:
        """Keep what the agent wrote so far. Raises Refusal, BadInput."""
        with self._writing(session) as uow:
            call = self._call(uow.session, session)
            call.notes = _notes(notes)
            uow.session.add(call)

    def place(self, session: Session, guide: str, step: int) -> CallView:
        """Keep which step of a guide is being read out, or, one step behind the last, that the member has signed.
        Nobody has to be verified to hear one. Raises Refusal."""
        with self._writing(session) as uow:
            call = self._call(uow.session, session)
            found = self._guides.find(guide, session.business_date)
            if found is None or not found.has(step):
                raise Refusal("guide_unknown")
            was_in_it = call.guide == guide and call.guide_step < found.finished
            call.guide, call.guide_step = guide, step
            uow.session.add(call)
            if not was_in_it and step < found.finished:
                self._record(uow, session, call, "guide_begin", guide=guide)
            if was_in_it and step == found.finished:
                self._record(uow, session, call, "guide_end", guide=guide)
            return self._view(uow.session, session, call)

    # ---- who is calling ----------------------------------------------------------------------------------

    def identify(self, session: Session, id_no: str) -> CallView:
        """The caller says who he or she is, by a whole identity number. Whatever was shown about anybody else in
        this call is worth nothing from now on.

        Raises BadInput for a number that can't be one or that nobody has, Refusal after too many of those or while
        nobody may be verified as this member.
        """
        with self._writing(session) as uow:
            sql = uow.session
            call = self._call(sql, session)
            policy = self._policy(session)
            asked = understand(id_no, on=session.business_date)
            if asked.kind is not QueryKind.ID or asked.problem is not None:
                raise BadInput("id_no", "caller_number_wrong")
            if call.numbers_tried >= policy.count("hotline.numbers_tried"):
                raise Refusal("caller_numbers_tried")
            member = sql.exec(select(Member).where(Member.id_no == asked.value)).one_or_none()
            uow.turn(turns.member(member.id if member else None))
            _forget(call)
            call.member_id = member.id if member else None
            call.numbers_tried += member is None
            sql.add(call)
            if member is not None:
                self._check(uow, session, call, CallerQuestion.ID_NO, right=True)
            else:
                self._record(uow, session, call, "identify", found=False)
            view = self._view(sql, session, call)
        if view.member_id is None:
            raise BadInput("id_no", "caller_unknown")
        return view

    def other_caller(self, session: Session) -> CallView:
        """Somebody else is on the line: nothing that was shown counts any more. Raises Refusal."""
        with self._writing(session) as uow:
            call = self._call(uow.session, session)
            _forget(call)
            uow.session.add(call)
            self._record(uow, session, call, "other_caller")
            return self._view(uow.session, session, call)

    def answer(self, session: Session, given: str) -> CallView:
        """What the caller said to the question that is asked. The answer itself is kept nowhere.

        Raises Refusal when nothing is asked or the caller is locked out, BadInput for an empty answer.
        """
        with self._writing(session) as uow:
            sql = uow.session
            call = self._call(sql, session)
            if call.member_id is not None:
                self._not_locked(sql, call.member_id)
            if call.question is None or call.member_id is None:
                raise Refusal("caller_nothing_asked")
            if not given.strip():
                raise BadInput("answer", "caller_answer_empty")
            policy = self._policy(session)
            if call.question is CallerQuestion.ONE_TIME_CODE:
                right = self._codes.check(
                    uow, call.member_id, CodePurpose.CALLER, given, policy, within=call.call_no
                )
            else:
                right = is_right(call.question, given, _on_file(sql, call.member_id), policy)
            self._check(uow, session, call, call.question, right=right)
            return self._view(sql, session, call)

    def send_code(self, session: Session) -> CallView:
        """Send a one-time code to the mobile number on file: for the full level, from the basic one on.

        Raises Refusal without that level, without a mobile number, and after too many codes.
        """
        with self._writing(session) as uow:
            sql = uow.session
            call = self._call(sql, session)
            if call.member_id is None or call.level is Verification.NONE:
                raise Refusal("caller_not_verified")
            send = self._codes.prepare(
                uow,
                session,
                call.member_id,
                CodePurpose.CALLER,
                self._policy(session),
                within=call.call_no,
            )
            call.question = CallerQuestion.ONE_TIME_CODE
            sql.add(call)
            self._record(uow, session, call, "send_code")
            view = self._view(sql, session, call)
        send()
        return view

    def status(self, session: Session, member_id: int) -> CallerStatus:
        """How things stand with the member on the line, without amounts. Raises Refusal."""
        with (
            refusals_recorded(self._store, self._clock, session, OperationCode.CALLER_STATUS, member_id),
            self._store.reading() as reader,
        ):
            actor = authorise(reader.session, session, OperationCode.CALLER_STATUS, member_id)
            return status_of(self._members.look(reader.session, session, member_id, actor))

    # ---- the parts ---------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self, session: Session) -> Iterator[UnitOfWork]:
        with (
            refusals_recorded(self._store, self._clock, session, OperationCode.TAKE_CALL, None),
            self._store.writing(turns.staff(session.staff_code)) as uow,
        ):
            authorise(uow.session, session, OperationCode.TAKE_CALL)
            if not uow.alone:
                on_the_line = select(Call.member_id).where(Call.agent == session.staff_code, _goes_on())
                uow.turn(*map(turns.member, uow.session.exec(on_the_line)))
            yield uow

    def _policy(self, session: Session) -> Policy:
        return self._policies.on(session.business_date)

    def _call(self, sql: SqlSession, session: Session) -> Call:
        call = _open(sql, session)
        if call is None or call.session_id != session.id:
            raise Refusal("no_call")
        return call

    def _check(
        self, uow: UnitOfWork, session: Session, call: Call, question: CallerQuestion, *, right: bool
    ) -> None:
        """Count an answer, and go on: another question, another level, or a lock."""
        sql, now, policy = uow.session, self._clock.now(), self._policy(session)
        member_id = call.member_id or 0
        check = CallerCheck(
            call_id=call.id or 0,
            member_id=member_id,
            question=question,
            right=right,
            asked_by=session.staff_code,
            at=now,
        )
        sql.add(check)
        sql.flush()
        call.asked_from = call.asked_from or check.id
        self._record(uow, session, call, "check", question=question.value, right=right)
        answers = _answers(sql, call)
        before, call.level = call.level, level(answers, policy)
        if call.level is not before:
            self._record(uow, session, call, call.level.value)
        locked = not right and self._tries_left(sql, session, member_id) <= 0
        if locked:
            until = now + timedelta(hours=policy.count("hotline.lock_hours"))
            lock = CallerLock(call_id=call.id or 0, member_id=member_id, locked_at=now, until=until)
            sql.add(lock)
            sql.flush()
            _lock_out(sql, member_id)
            order = open_for_a_lock(sql, session, call, lock.id or 0, now, policy)
            self._record(uow, session, call, "lock", until=until.isoformat(), order=order.order_no)
        elif question is CallerQuestion.ONE_TIME_CODE and not right:
            pass  # the same code may be said once more, or another one is sent
        elif _locked_until(sql, member_id, now) is None:
            call.question = next_question(
                answers,
                {one.question for one in self._wrong_lately(sql, session, member_id)},
                _on_file(sql, member_id),
                policy,
                self._choose or self._choice_of_the_day(session, member_id),
            )
        sql.add(call)
        sql.flush()

    def _choice_of_the_day(self, session: Session, member_id: int) -> Choose:
        said = f"caller-question|{member_id}|{session.business_date}".encode()
        number = int.from_bytes(hmac.digest(self._store.audit_key, said, hashlib.sha256))
        return lambda possible: possible[number % len(possible)]

    def _wrong_lately(self, sql: SqlSession, session: Session, member_id: int) -> Sequence[CallerCheck]:
        """Wrong answers about a member that are not too old to count, in whatever call."""
        since = self._clock.now() - timedelta(hours=self._policy(session).count("hotline.counted_hours"))
        return sql.exec(
            select(CallerCheck).where(
                CallerCheck.member_id == member_id,
                col(CallerCheck.right).is_(false()),
                col(CallerCheck.at) > since,
            )
        ).all()

    def _tries_left(self, sql: SqlSession, session: Session, member_id: int) -> int:
        wrong = [one.at for one in self._wrong_lately(sql, session, member_id)]
        proven = sql.exec(
            select(func.max(CallerCheck.at)).where(
                CallerCheck.member_id == member_id,
                CallerCheck.question == CallerQuestion.ONE_TIME_CODE,
                col(CallerCheck.right),
            )
        ).one()
        return self._policy(session).count("hotline.wrong_answers") - still_wrong(wrong, proven)

    def _not_locked(self, sql: SqlSession, member_id: int) -> None:
        if _locked_until(sql, member_id, self._clock.now()) is not None:
            raise Refusal("caller_locked")

    def _view(self, sql: SqlSession, session: Session, call: Call) -> CallView:
        mine = call.session_id == session.id
        member_id = call.member_id if mine else None
        known = member_id is not None and call.level is not Verification.NONE
        mobile = sql.get_one(Member, member_id).mobile if known else None
        guide = self._guides.find(call.guide or "", session.business_date)
        placed = guide is not None and guide.has(call.guide_step)  # its file may have changed since
        return CallView(
            call.call_no,
            call.began_at,
            member_id,
            call.level if mine else Verification.NONE,
            call.question if mine else None,
            tuple(CheckLine(one.question, one.right) for one in _answers(sql, call)) if member_id else (),
            self._tries_left(sql, session, member_id) if member_id else 0,
            _locked_until(sql, member_id, self._clock.now()) if member_id else None,
            mask_mobile(mobile) if mobile else None,
            call.notes,
            _last_order(sql, call),
            call.guide if placed else None,
            call.guide_step if placed else 0,
        )

    def _record(self, uow: UnitOfWork, session: Session, call: Call, act: str, **detail: object) -> None:
        record(
            uow,
            self._store.audit_key,
            session,
            self._clock.now(),
            OPERATIONS[OperationCode.TAKE_CALL].audit_label,
            AuditOutcome.DONE,
            reason=act,
            member_id=call.member_id,
            call=call.call_no,
            told=detail,
        )


def _open(sql: SqlSession, session: Session) -> Call | None:
    return sql.exec(select(Call).where(Call.agent == session.staff_code, _goes_on())).one_or_none()


def _goes_on() -> ColumnElement[bool]:
    return col(Call.ended_at).is_(None)


def _last_order(sql: SqlSession, call: Call) -> str | None:
    return sql.exec(
        select(WorkOrder.order_no)
        .where(WorkOrder.call_id == call.id, WorkOrder.topic != OrderTopic.LOCKED_VERIFICATION)
        .order_by(col(WorkOrder.id).desc())
    ).first()


def _forget(call: Call) -> None:
    call.member_id = call.question = call.asked_from = None
    call.level = Verification.NONE


def _lock_out(sql: SqlSession, member_id: int) -> None:
    """On every line: nobody can tell which of the callers is the member."""
    for call in sql.exec(select(Call).where(Call.member_id == member_id, col(Call.ended_at).is_(None))):
        call.level = Verification.NONE
        call.question = None
        sql.add(call)


def _answers(sql: SqlSession, call: Call) -> Sequence[Answered]:
    if call.asked_from is None:
        return []
    rows = sql.exec(
        select(CallerCheck)
        .where(CallerCheck.call_id == call.id, col(CallerCheck.id) >= call.asked_from)
        .order_by(col(CallerCheck.id))
    )
    return [Answered(one.question, one.right) for one in rows]


def _locked_until(sql: SqlSession, member_id: int, now: datetime) -> datetime | None:
    until = sql.exec(select(func.max(CallerLock.until)).where(CallerLock.member_id == member_id)).one()
    return until if until is not None and until > now else None


def _on_file(sql: SqlSession, member_id: int) -> OnFile:
    member = sql.get_one(Member, member_id)
    account = sql.exec(select(Account.account_no).where(Account.member_id == member_id)).first()
    card = sql.exec(
        select(Card.card_no).where(Card.member_id == member_id, Card.state == CardState.LINKED)
    ).one_or_none()
    return OnFile(member.name, account or "", member.mobile, card)


def _notes(notes: str) -> str:
    kept = clean_multiline(notes)
    if len(kept) > _NOTES_LENGTH:
        raise BadInput("notes", "text_too_long", most=_NOTES_LENGTH)
    return kept
