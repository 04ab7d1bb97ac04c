"""Jobs of the hotline: a call and its caller, a work order and its steps; and what is typed on the keypad."""

from __future__ import annotations

from typing import Any

from hfund_tui.domain.operation import OperationCode as Code
from hfund_tui.domain.vocabulary import CallerQuestion, OrderPriority, OrderResult, OrderTopic, WrapUp
from hfund_tui.domain.vocabulary import OrderAct as Act
from hfund_tui.services.calls.answers import Asked
from hfund_tui.services.work_orders import NewOrder, NextStep, OrderDraft, place_of
from tests.reliability.job import CODE, Desk, Job, Steps
from tests.support import branch, passwords, telephone

ORDER = NewOrder(OrderTopic.LOAN, OrderPriority.NORMAL, "问提前还款", "0755-8888 6666")
REFER = NextStep(Act.REFERRED, "请核实", to_branch="0003")
REPLY = NextStep(Act.REPLIED, "已核实，三日内到账")
REACHED = NextStep(Act.CALL_BACK, "已告知", reached=True)
CLOSE = NextStep(Act.CLOSED, result=OrderResult.SOLVED, satisfaction=5)


def _call(name: str, call: Steps, prepare: Steps, code: Code | None = Code.TAKE_CALL, **how: Any) -> Job:
    return Job(name, how.pop("through", f"calls.{name}"), call, code, branch.AGENT, prepare, **how)


def _idle(desk: Desk) -> None:
    return None


def _begun(desk: Desk) -> None:
    desk.station.calls.begin(desk.session)


def _identified(desk: Desk) -> None:
    _begun(desk)
    desk.station.calls.identify(desk.session, branch.MEMBER_IDS[1])


def _known(desk: Desk) -> None:
    """The caller at the basic level."""
    _identified(desk)
    desk.station.calls.answer(desk.session, "张一")
    desk.station.calls.answer(desk.session, "0001")


def _verified(desk: Desk) -> None:
    telephone.sign(desk.station)
    telephone.verify(desk.station, desk.session)


def _answers(given: str) -> Steps:
    """Whoever tries again says it only while it is still asked."""

    def call(desk: Desk) -> Any:
        now = desk.station.calls.current(desk.session)
        if now is not None and now.question is CallerQuestion.NAME:
            return desk.do(desk.session, given)
        return None

    return call


def _order(*steps: tuple[str, NextStep]) -> Steps:
    """An order, and the steps that were taken."""

    def prepare(desk: Desk) -> str:
        orders = desk.station.orders
        order_no = orders.open(desk.as_(branch.AGENT), ORDER, "key-of-an-order-1")
        for number, (who, step) in enumerate(steps):
            orders.take_step(desk.as_(who), order_no, step, f"key-of-the-step-{number}")
        return order_no

    return prepare


def _step(name: str, step: NextStep, prepare: Steps, code: Code, by: str = branch.AGENT) -> Job:
    return Job(
        name,
        "orders.take_step",
        lambda desk: desk.do(desk.session, desk.given, step, desk.key),
        code,
        by,
        prepare,
    )


def _typed() -> OrderDraft:
    return OrderDraft("key-of-a-form-01", place_of(Act.OPENED, None), {"words": "问提前还款"})


def _reset(desk: Desk) -> None:
    """The password was reset, and the code sent to the member's mobile."""
    passwords.reset(desk.station, desk.as_(branch.TELLER))


REFERRED = (branch.AGENT, REFER)
REPLIED = (branch.SUPERVISOR, REPLY)

CALL_JOBS: tuple[Job, ...] = (
    _call("begin", lambda desk: desk.do(desk.session), _idle),
    _call("end", lambda desk: desk.do(desk.session, WrapUp.ANSWERED, "已答复"), _begun,
          known=frozenset({"no_call"})),
    _call("note", lambda desk: desk.do(desk.session, "问租房提取"), _begun, None),
    _call("place", lambda desk: desk.do(desk.session, "wechat", 1), _begun),
    _call("identify", lambda desk: desk.do(desk.session, branch.MEMBER_IDS[1]), _begun, each_time=True),
    _call("other_caller", lambda desk: desk.do(desk.session), _identified, each_time=True),
    _call("answer", _answers("张一"), _identified),
    _call("answer wrongly", _answers("李四"), _identified, through="calls.answer", each_time=True),
    _call("send_code", lambda desk: desk.do(desk.session), _known, each_time=True, file_once=True),
    _call(
        "what_if",
        lambda desk: desk.do(desk.session, 1, Asked.QUOTA),
        _verified,
        Code.WHAT_IF,
        through="answers.answer",
        each_time=True,
    ),
    _call(
        "open a work order", lambda desk: desk.do(desk.session, ORDER, desk.key), _idle, Code.OPEN_WORK_ORDER,
        through="orders.open",
    ),
    _step("refer", REFER, _order(), Code.HANDLE_WORK_ORDER),
    _step("reply", REPLY, _order(REFERRED), Code.ANSWER_WORK_ORDER, branch.SUPERVISOR),
    _step("call back", REACHED, _order(REFERRED, REPLIED), Code.HANDLE_WORK_ORDER),
    _step("close", CLOSE, _order(REFERRED, REPLIED, (branch.AGENT, REACHED)), Code.HANDLE_WORK_ORDER),
    _call(
        "save a work order's form", lambda desk: desk.do(desk.session, _typed()), _idle, None,
        through="order_drafts.save",
    ),
    _call(
        "discard a work order's form", lambda desk: desk.do(desk.session, "key-of-a-form-01"),
        lambda desk: desk.station.order_drafts.save(desk.session, _typed()), None, through="order_drafts.discard",
    ),
    Job(
        "say the code of a reset", "passwords.hand_over",
        lambda desk: desk.do(desk.session, 1, passwords.GOOD, passwords.GOOD, CODE),
        prepare=_reset, known=frozenset({"code_expired"}),
    ),
    Job(
        "say a wrong code", "passwords.hand_over",
        lambda desk: desk.do(desk.session, 1, passwords.GOOD, passwords.GOOD, "000001"),
        prepare=_reset, ends_in="account_code_wrong", each_time=True,
    ),
)  # fmt: skip
