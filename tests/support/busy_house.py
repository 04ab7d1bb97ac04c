"""A house in which everything has happened at least once, done through the program: every table has rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hfund_tui.db.tables import Account, Employer, FamilyMember, StaffRelative
from hfund_tui.domain.certificate import CertificateRequest
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import ExceptionGround, TerminateAgreement
from hfund_tui.domain.vocabulary import (
    CallBackOutcome,
    FamilyRelation,
    OrderPriority,
    OrderResult,
    OrderTopic,
    WrapUp,
)
from hfund_tui.domain.vocabulary import OrderAct as Act
from hfund_tui.services.drafts import Draft
from hfund_tui.services.outcomes import Pending, Refused
from hfund_tui.services.session import Session
from hfund_tui.services.work_orders import NewOrder, NextStep
from hfund_tui.services.workstation import Workstation
from tests.support import branch, family, house, passwords, telephone
from tests.support.builders import sign
from tests.support.case_work import by_proxy
from tests.support.closing import STOPPED, accepted, seal
from tests.support.contributing import contribution_list, entry
from tests.support.lending import lend
from tests.support.loans import loan_request

EARLY, THIRD, OWED = "D2018030002", "D2018030004", "D2018030008"
GROUND = ExceptionGround("hardship", "单位已注销，无法启封", ("A-1",))
TOMORROW = date(2020, 2, 28)


def live_in(station: Workstation) -> None:
    """Two days of work; the second one is open and something of every kind waits."""
    passwords.cheaply(station)
    _set_up(station)
    failed = _at_the_counter(station, branch.sign_in(station))
    _with_loans(station)
    _with_an_employer(station)
    _on_the_telephone(station)
    _with_the_bank(station, failed)
    house.next_day(station, to=TOMORROW)
    _left_waiting(station, branch.sign_in(station), failed)
    house.clean(station)


def _set_up(station: Workstation) -> None:
    with branch.raw(station) as uow:
        sql = uow.session
        kin = branch.id_number(date(1950, 5, 5), 9)
        sql.add(StaffRelative(staff_code=branch.TELLER_2, id_no=kin, declared_on=date(2019, 1, 1)))
        sql.add(
            FamilyMember(member_id=4, relation=FamilyRelation.MINOR_CHILD, name="张小", id_no=branch.CHILD_ID)
        )
        sql.add(Employer(id=2, account_no="100002", name="深圳第二科技有限公司"))
        for member in (4, 5, 6):
            sql.get_one(Account, branch.account_no(member)).paid_through = Month(2020, 1)
        lend(uow, 2, EARLY)
        lend(uow, 4, THIRD)
        lend(uow, 8, OWED, months=60, unpaid=1)


def _at_the_counter(station: Workstation, teller: Session) -> list[str]:
    """The numbers of two cases whose payout will fail."""
    for member in (4, 5):
        house.done(station, teller, sign(member_id=member))
    house.done(station, teller, house.complete(TerminateAgreement(member_id=5)))
    first = house.done(station, teller, house.rent(4, **by_proxy())).receipt.case_no
    refused = house.perform(station, teller, house.rent(4))
    assert isinstance(refused, Refused)
    second = house.done(station, teller, house.rent(6)).receipt.case_no
    wrong = house.done(station, teller, house.rent(5)).receipt.case_no
    house.done(station, teller, house.reverse(wrong, 5))
    seal(station, 3)
    house.done(station, teller, house.retire(3))
    seal(station, 5)
    house.done(station, teller, replace(house.rent(5), ground=GROUND))
    passwords.reset(station, teller, 6)
    accepted(station, 7, STOPPED)
    asked = CertificateRequest(6, Month(2019, 3), Month(2020, 1), with_balance=True, purpose="visa")
    station.certificates.issue(teller, asked)
    return [first, second]


def _with_loans(station: Workstation) -> None:
    family.related(station, family.FATHER)
    teller = branch.sign_in(station)
    for wanted in (
        loan_request(OperationCode.CHANGE_REPAYMENT_ACCOUNT),
        family.offset(10_000_00),
        replace(loan_request(OperationCode.EARLY_REPAYMENT), member_id=2, contract_no=EARLY),
    ):
        house.done(station, teller, wanted)


def _with_an_employer(station: Workstation) -> None:
    station.contributions.take_in(house.supervisor(station), contribution_list([entry(4), entry(6)]))


def _on_the_telephone(station: Workstation) -> None:
    agent = branch.sign_in(station, branch.AGENT)
    telephone.sign(station)
    telephone.verify(station, agent)
    station.calls.note(agent, "问租房提取")
    pending: Any = telephone.lodge(station, agent)
    order_no = station.orders.open(
        agent,
        NewOrder(OrderTopic.LOAN, OrderPriority.NORMAL, "问提前还款", "0755-88886666"),
        "order-key-00000001",
    )
    for number, step in enumerate(
        (
            NextStep(Act.REFERRED, "请核实", to_branch="0003"),
            NextStep(Act.REPLIED, "已核实，三日内到账"),
            NextStep(Act.CALL_BACK, "已告知", reached=True),
            NextStep(Act.CLOSED, result=OrderResult.SOLVED, satisfaction=5),
        )
    ):
        who = house.supervisor(station) if step.act is Act.REPLIED else agent
        station.orders.take_step(who, order_no, step, f"order-key-step-{number}")
    station.calls.end(agent, WrapUp.ANSWERED, "已答")
    ringing, deciding = house.supervisor(station), house.supervisor(station, branch.SUPERVISOR_2)
    station.call_backs.settle(ringing, pending.case_no, CallBackOutcome.CONFIRMED, "本人确认 1000 元")
    seen = station.approvals.view(deciding, pending.case_no)
    station.approvals.approve(
        deciding, pending.case_no, seen_sha256=seen.sha256, step_up_password=branch.PASSWORD
    )
    station.calls.begin(agent)
    station.calls.identify(agent, branch.MEMBER_IDS[8])
    while not house.rows(station, "SELECT id FROM caller_lock"):
        station.calls.answer(agent, "不对")
    station.calls.end(agent, WrapUp.ANSWERED)


def _with_the_bank(station: Workstation, failed: list[str]) -> None:
    house.settle_with_bank(station, dict.fromkeys(failed, "账户已销户"))
    sent = station.debits.export(house.supervisor(station))
    text = house.answer(sent, {f"{OWED}-20200220": "余额不足"})
    assert not station.debits.import_returns(house.supervisor(station), text).bad
    station.notices.deliver()


def _left_waiting(station: Workstation, teller: Session, failed: list[str]) -> None:
    house.done(station, teller, house.link(6, "6228480000000038"))
    house.done(station, teller, house.redirect(failed[1], 6))
    pending = house.perform(station, teller, house.rent(2, **by_proxy(certificate_no="2020-0002")))
    assert isinstance(pending, Pending), pending
    due_day = loan_request(OperationCode.CHANGE_DUE_DAY)
    house.done(station, teller, replace(due_day, member_id=4, contract_no=THIRD))
    rent = OperationCode.RENT_WITHDRAWAL
    station.drafts.save(teller, Draft(station.cases.new_key(), rent, 4, {"amount": "100.00"}, "1"))
