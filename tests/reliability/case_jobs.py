"""Jobs about cases: every operation that is asked for on the one way through, and what a second person does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hfund_tui.domain.approval import Retyped
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.operation import OperationCode as Code
from hfund_tui.domain.operation import Presence
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    RecordInsurance,
    RevokeProxy,
    SettleClosure,
    SignAgreement,
    TerminateAgreement,
)
from hfund_tui.domain.vocabulary import CallBackOutcome
from hfund_tui.services.drafts import Draft
from hfund_tui.services.outcomes import Pending
from tests.reliability.job import Desk, Job, Steps
from tests.support import branch, family, house, passwords, telephone
from tests.support.case_work import new_proxy
from tests.support.closing import STOPPED, TRANSFERRED, accepted, seal
from tests.support.lending import lend
from tests.support.loans import LOAN_CHANGES, loan_request

SIGN = house.complete(SignAgreement(member_id=1, version="2020-02"))
WRONG = {"code": "wrong_entry", "words": "金额请核对"}


def _asks(
    request: Any, prepare: Steps = lambda desk: None, name: str = "", by: str = branch.TELLER, **how: Any
) -> Job:
    """A request that is submitted. It may be made of what was prepared."""
    made: Callable[[Any], Any] = request if callable(request) else lambda given: request
    operation: Code = how.pop("operation", None) or request.operation
    return Job(
        name or operation.value,
        "cases.perform",
        lambda desk: desk.submit(made(desk.given)),
        operation,
        by,
        prepare,
        **how,
    )


# ---- what comes before -------------------------------------------------------------------------------------


def _done(request: Any) -> Steps:
    return lambda desk: house.done(desk.station, branch.sign_in(desk.station), request).receipt


def _lent(desk: Desk) -> None:
    with branch.raw(desk.station) as uow:
        lend(uow)


def _proxy_on_file(desk: Desk) -> int:
    _done(_by_proxy())(desk)
    ((number,),) = house.rows(desk.station, "SELECT id FROM proxy_document")
    return int(number)


def _by_proxy() -> Any:
    return house.rent(presence=Presence.PROXY, proxy=new_proxy())


def _closing(proof: Any = STOPPED) -> Steps:
    return lambda desk: accepted(desk.station, proof=proof)


def _insured_no_more(desk: Desk) -> str:
    """A closure that was accepted, whose insurance has been found to have ended since."""
    case_no = accepted(desk.station)
    request = RecordInsurance(member_id=1, presence=Presence.ABSENT, insurance=TRANSFERRED)
    house.done(desk.station, branch.sign_in(desk.station), house.complete(request))
    return case_no


def _bounced(desk: Desk) -> str:
    """A payout that the bank could not make, and another card since."""
    station = desk.station
    case_no = house.done(station, branch.sign_in(station), house.rent()).receipt.case_no
    house.settle_with_bank(station, {case_no: "账户已销户"})
    house.done(station, branch.sign_in(station), house.link())
    return str(case_no)


def _parents(*members: int) -> Steps:
    return lambda desk: family.related(desk.station, *members)


def _father_without_loan(desk: Desk) -> None:
    family.related(desk.station)
    house.done(desk.station, branch.sign_in(desk.station), replace(SIGN, member_id=family.FATHER))


def _pending(request: Any) -> Steps:
    """The case of a request that waits for a second person."""

    def prepare(desk: Desk) -> Pending:
        outcome = house.perform(desk.station, branch.sign_in(desk.station), request)
        assert isinstance(outcome, Pending), outcome
        return outcome

    return prepare


def _asked(desk: Desk, before: Steps, request: Any) -> Any:
    before(desk)
    return _pending(request)(desk)


def _taken(desk: Desk) -> Pending:
    waiting: Pending = WAITING(desk)
    desk.station.approvals.take(desk.as_(branch.SUPERVISOR), waiting.case_no)
    return waiting


def _returned(desk: Desk) -> Pending:
    waiting: Pending = WAITING(desk)
    desk.station.approvals.send_back(desk.as_(branch.SUPERVISOR), waiting.case_no, **WRONG)
    return waiting


def _returned_without_draft(desk: Desk) -> Pending:
    waiting = _returned(desk)
    teller = desk.as_(branch.TELLER)
    (draft,) = desk.station.drafts.open(teller)
    desk.station.drafts.discard(teller, draft.key)
    return waiting


def _facts_changed(desk: Desk) -> Pending:
    waiting: Pending = WAITING(desk)
    with branch.raw(desk.station) as uow:
        branch.deposit(uow, 1, 1_000_00)
        uow.connection.exec_driver_sql("UPDATE account SET personal_due_fen = 150000 WHERE member_id = 1")
    return waiting


def _on_the_line(desk: Desk) -> None:
    telephone.sign(desk.station)
    telephone.verify(desk.station, desk.session)


def _rung_for(desk: Desk) -> Pending:
    telephone.sign(desk.station)
    agent = desk.as_(branch.AGENT)
    telephone.verify(desk.station, agent)
    waiting = telephone.lodge(desk.station, agent)
    assert isinstance(waiting, Pending), waiting
    return waiting


def _draft(desk: Desk) -> None:
    desk.station.drafts.save(
        desk.as_(branch.TELLER), Draft(desk.key, Code.RENT_WITHDRAWAL, 1, {"amount": "7800"}, "1", "", False)
    )


# ---- jobs --------------------------------------------------------------------------------------------------


def _sets_password(desk: Desk) -> Any:
    handed = desk.station.passwords.hand_over(desk.session, 1, passwords.GOOD, passwords.GOOD)
    return desk.submit(passwords.setting(handed))


def _initial(desk: Desk) -> None:
    with branch.raw(desk.station) as uow:
        uow.connection.exec_driver_sql("UPDATE account SET password_is_initial = 1 WHERE member_id = 1")


def _approves(desk: Desk) -> Any:
    waiting: Pending = desk.given
    return desk.do(desk.session, waiting.case_no, seen_sha256=waiting.sha256, **_typed(waiting))


def _typed(waiting: Pending) -> dict[str, Any]:
    """What a checker types at the own terminal."""
    payout = next((one for one in waiting.plan.effects if type(one).__name__ == "PayOut"), None)
    last_four = payout.card_last_four if payout is not None else ""
    retyped = Retyped(plain_yuan(waiting.plan.amount_fen), last_four)
    return {"step_up_password": branch.PASSWORD, "retyped": retyped}


def _approves_on_the_spot(desk: Desk) -> Any:
    waiting: Pending = desk.given
    who = {"checker_code": branch.SUPERVISOR, "checker_password": branch.PASSWORD}
    typed = {**_typed(waiting), "step_up_password": None}
    return desk.do(desk.session, waiting.case_no, seen_sha256=waiting.sha256, **who, **typed)


def _types_it_wrong(desk: Desk) -> Any:
    waiting: Pending = desk.given
    typed = {**_typed(waiting), "retyped": Retyped("1.00", "0000")}
    return desk.do(desk.session, waiting.case_no, seen_sha256=waiting.sha256, **typed)


def _decides(
    name: str, code: Code | None, prepare: Steps, method: str = "", by: str = branch.SUPERVISOR, **how: Any
) -> Job:
    """Something that somebody does with a case that waits."""
    words: dict[str, Any] = how.pop("words", {})
    return Job(
        name,
        method or f"approvals.{name}",
        lambda desk: desk.do(desk.session, desk.given.case_no, **words),
        code,
        by,
        prepare,
        **how,
    )


def _approval(name: str, prepare: Steps, **how: Any) -> Job:
    by = how.pop("by", branch.SUPERVISOR)
    call = how.pop("call", _approves)
    return Job(f"approve {name}", "approvals.approve", call, Code.APPROVE_CASE, by, prepare, **how)


ENDED = frozenset({"case_decided", "case_ended", "case_not_pending"})
REVERSED_BY = house.reverse("202002270003000001")

RENT_DONE = _done(house.rent())
WAITING = _pending(_by_proxy())


def _closing_to_a_new_card(desk: Desk) -> Any:
    """High risk: the last digits of the card are typed again."""
    seal(desk.station)
    house.done(desk.station, branch.sign_in(desk.station), house.link())
    return _pending(house.retire())(desk)


def _reversal(desk: Desk) -> Any:
    return _asked(desk, RENT_DONE, REVERSED_BY)


CASE_JOBS: tuple[Job, ...] = (
    _asks(SIGN),
    _asks(house.complete(TerminateAgreement(member_id=1)), _done(SIGN)),
    _asks(
        lambda document: house.complete(RevokeProxy(member_id=1, document_id=document)),
        _proxy_on_file,
        operation=Code.REVOKE_PROXY,
    ),
    _asks(house.rent()),
    _asks(house.rent(), _draft, "rent from a draft"),
    _asks(_by_proxy(), name="rent by proxy, which waits"),
    _asks(house.rent(amount_fen=60_000_00), name="rent that is refused"),
    _asks(house.other()),
    _asks(
        house.complete(CloseAccount(member_id=1, kind=Code.LEAVING_CLOSURE, insurance=STOPPED)),
        lambda desk: seal(desk.station),
    ),
    _asks(house.retire(), lambda desk: seal(desk.station)),
    _asks(
        lambda case_no: house.complete(SettleClosure(member_id=1, case_no=case_no)),
        _insured_no_more,
        operation=Code.SETTLE_CLOSURE,
    ),
    _asks(
        lambda case_no: house.complete(CancelClosure(member_id=1, case_no=case_no)),
        _closing(),
        operation=Code.CANCEL_CLOSURE,
    ),
    _asks(house.redirect, _bounced, operation=Code.REDIRECT_PAYOUT),
    _asks(
        house.complete(RecordInsurance(member_id=1, presence=Presence.ABSENT, insurance=TRANSFERRED)),
        _closing(),
    ),
    _asks(house.link()),
    Job(
        "set_password",
        "cases.perform",
        _sets_password,
        Code.SET_PASSWORD,
        prepare=_initial,
        known=frozenset({"account_password_empty", "key_reused"}),
    ),
    _asks(passwords.resetting(), file_once=True),
    *(_asks(loan_request(code), _lent) for code in LOAN_CHANGES),
    _asks(family.join(family.FATHER), _father_without_loan),
    _asks(family.leave(family.FATHER), _parents(family.FATHER)),
    _asks(family.offset(60_000_00), _parents(family.FATHER, family.MOTHER)),
    _asks(REVERSED_BY, RENT_DONE),
    Job(
        "correct a returned case",
        "cases.perform",
        lambda desk: desk.submit(_by_proxy(), corrects=desk.given.case_no),
        Code.RENT_WITHDRAWAL,
        prepare=_returned,
        known=frozenset({"case_not_returned"}),
    ),
    _asks(
        telephone.rent(),
        _on_the_line,
        "rent by telephone",
        branch.AGENT,
    ),
    _approval("a withdrawal", WAITING),
    _approval("on the spot", WAITING, call=_approves_on_the_spot, by=branch.TELLER),
    _approval(
        "an offset",
        lambda desk: _asked(desk, _parents(family.FATHER, family.MOTHER), family.offset(60_000_00)),
    ),
    _approval("a closure", lambda desk: _asked(desk, lambda at: seal(at.station), house.retire())),
    _approval("a reversal", _reversal),
    _approval("what has changed", _facts_changed, known=ENDED),
    _approval(
        "typed wrongly",
        _closing_to_a_new_card,
        call=_types_it_wrong,
        ends_in="retype_differs",
        each_time=True,
    ),
    _decides("take", Code.TAKE_CASE, WAITING),
    _decides("release", Code.TAKE_CASE, _taken),
    _decides("reject", Code.REJECT_CASE, WAITING, words=WRONG, known=ENDED),
    _decides("send_back", Code.RETURN_CASE, WAITING, words=WRONG, known=ENDED),
    _decides("reopen", None, _returned_without_draft, by=branch.TELLER),
    _decides("cancel", Code.CANCEL_CASE, WAITING, "cases.cancel", branch.TELLER),
    _decides("cancel a returned case", Code.CANCEL_CASE, _returned, "cases.cancel", branch.TELLER),
    _decides("number", None, _rung_for, "call_backs.number", each_time=True),
    _decides(
        "settle a call back",
        Code.CALL_BACK,
        _rung_for,
        "call_backs.settle",
        words={"outcome": CallBackOutcome.CONFIRMED, "words": "本人确认"},
        known=frozenset({"call_back_done"}),
    ),
)
