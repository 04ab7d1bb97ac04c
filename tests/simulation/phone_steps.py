"""What agents of the hotline do in a call, and what comes of it: requests to be rung back, and work orders."""

from __future__ import annotations

from hfund_tui.domain.loans.requests import RepayEarly
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import HomeDeclaration, Withdraw
from hfund_tui.domain.vocabulary import (
    CallBackOutcome,
    CallerQuestion,
    OrderAct,
    OrderPriority,
    OrderResult,
    OrderTopic,
    Verification,
    WrapUp,
)
from hfund_tui.services.calls import Asked, CallView
from hfund_tui.services.work_orders import NewOrder, NextStep
from tests.simulation import town
from tests.simulation.world import World
from tests.support import branch


def answers_the_phone(world: World, code: str) -> None:
    """A call from its beginning to whatever the caller wants; not all of them are who they say."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    calls, choose = station.calls, world.random
    view = world.attempt(OperationCode.TAKE_CALL, lambda: calls.begin(session))
    if view is None:
        return
    member = choose.choice([*town.CALLERS, *town.CALLERS, choose.randint(1, town.MEMBERS)])
    view = world.attempt(OperationCode.TAKE_CALL, lambda: calls.identify(session, town.id_of(member)))
    knows = choose.random() < 0.85
    for _ in range(6):
        if view is None or view.question is None or view.question is CallerQuestion.ONE_TIME_CODE:
            break
        said = _answer(world, view, member) if knows else "不知道"
        view = world.attempt(OperationCode.TAKE_CALL, lambda said=said: calls.answer(session, said))
    if view is not None and view.level is Verification.HOTLINE_BASIC:
        view = world.attempt(OperationCode.TAKE_CALL, lambda: calls.send_code(session))
        if view is not None:
            heard = world.mobile.code if knows else "000000"
            view = world.attempt(OperationCode.TAKE_CALL, lambda: calls.answer(session, heard))
    _wants(world, code, member)
    if choose.random() < 0.8:
        wrap = choose.choice(list(WrapUp))
        world.attempt(OperationCode.TAKE_CALL, lambda: calls.end(session, wrap, "已记录"))


def _answer(world: World, view: CallView, member: int) -> str:
    names = "一二三四五六七八"
    match view.question:
        case CallerQuestion.NAME:
            return f"张{names[(member - 1) % len(names)]}"
        case CallerQuestion.ACCOUNT_NO:
            return branch.account_no(member)[-4:]
        case CallerQuestion.MOBILE:
            return f"138000000{member:02d}"[-4:]
    (card,) = world.rows(
        "SELECT max(card_no) FROM card WHERE member_id = :member AND state = 'linked'", member=member
    )[0]
    return str(card)[-4:]


def _wants(world: World, code: str, member: int) -> None:
    """What the caller is told, asks for, or has written down."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    choose = world.random
    world.attempt(OperationCode.CALLER_STATUS, lambda: station.calls.status(session, member))
    asked = choose.choice(list(Asked))
    world.attempt(OperationCode.WHAT_IF, lambda: station.answers.answer(session, member, asked))
    if choose.random() < 0.6:
        kind = choose.choice([OperationCode.RENT_WITHDRAWAL, OperationCode.OTHER_HOUSING_WITHDRAWAL])
        world.submit(
            code,
            Withdraw(
                member_id=member,
                verification=Verification.HOTLINE_FULL,
                kind=kind,
                amount_fen=choose.choice([None, 500_00, 1_000_00]),
                home=HomeDeclaration(owns_home=False),
            ),
        )
    if choose.random() < 0.2:
        world.submit(
            code,
            RepayEarly(
                member_id=member,
                verification=Verification.HOTLINE_FULL,
                contract_no=town.contract_of(1),
                amount_fen=None,
            ),
        )
    if choose.random() < 0.6:
        writes_down(world, code, member)


def writes_down(world: World, code: str, member: int) -> None:
    """A work order from the call, or from no call; the form is sent once, or twice."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    view = world.attempt("call", lambda: station.calls.current(session))
    known = view is not None and view.level is not Verification.NONE
    new = NewOrder(
        world.random.choice([*OrderTopic, None]),
        world.random.choice(list(OrderPriority)),
        "请回电说明",
        call_back_no=world.random.choice(["", "13900001234"]),
        call_no=view.call_no if view else None,
        member_id=view.member_id if view is not None and known else None,
    )
    key = station.cases.new_key()
    for _ in range(world.random.choice([1, 2])):
        world.attempt(OperationCode.OPEN_WORK_ORDER, lambda: station.orders.open(session, new, key))


def works_on_an_order(world: World, code: str) -> None:
    """Any step of any order, right or not, by an agent or a supervisor."""
    found = world.pick("SELECT order_no FROM work_order WHERE state <> 'closed' ORDER BY order_no")
    if found is None or (inside := world.enter(code)) is None:
        return
    station, session = inside
    world.attempt(OperationCode.WORK_ORDERS, lambda: station.orders.order(session, found[0]))
    acts = (
        [OrderAct.REPLIED]
        if code in town.SUPERVISORS
        else [one for one in OrderAct if one is not OrderAct.OPENED]
    )
    act = world.random.choice(acts)
    step = NextStep(
        act,
        world.random.choice(["已答复", "已答复", ""]),
        reached=world.random.random() < 0.6 if act is OrderAct.CALL_BACK else None,
        to_branch="0003" if act is OrderAct.REFERRED else None,
        result=world.random.choice(list(OrderResult)) if act is OrderAct.CLOSED else None,
    )
    key = station.cases.new_key()
    answering = act is OrderAct.REPLIED
    operation = OperationCode.ANSWER_WORK_ORDER if answering else OperationCode.HANDLE_WORK_ORDER
    for _ in range(world.random.choice([1, 1, 2])):
        world.attempt(operation, lambda: station.orders.take_step(session, found[0], step, key))


def rings_back(world: World, code: str) -> None:
    """Somebody rings a member who asked by telephone; whoever took the call may not."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    waiting = world.attempt("call_backs", lambda: station.call_backs.waiting(session))
    if not waiting:
        return
    case_no = world.random.choice(waiting).case_no
    outcome = world.random.choice([CallBackOutcome.CONFIRMED, CallBackOutcome.CONFIRMED, *CallBackOutcome])
    world.attempt(OperationCode.CALL_BACK, lambda: station.call_backs.number(session, case_no))
    world.attempt(OperationCode.CALL_BACK, lambda: station.call_backs.settle(session, case_no, outcome))
