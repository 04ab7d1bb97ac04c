"""What closing an account does: effects and their order, amounts to the fen, who has to agree."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfund_tui.domain.decision import NOTHING, money, term
from hfund_tui.domain.facts import BalanceSpan, Facts
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ApprovalReason, OperationCode
from hfund_tui.domain.plan import (
    AcceptClosure,
    CreditInterest,
    DebitAccount,
    EndAgreement,
    EndClosure,
    FileInsurance,
    NeedsApproval,
    PayOut,
    Plan,
    SetAccountState,
)
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.request import CloseAccount, InsuranceProof
from hfund_tui.domain.vocabulary import AccountState, Channel, CoolingOff, InsuranceStatus, SummaryCode
from tests.support.builders import (
    ACCEPTED,
    ACCOUNT,
    AGREEMENT,
    TRANSFERRED,
    absent,
    accepted,
    by_proxy,
    closing,
    insured,
    leave,
    new_proxy,
    record_insurance,
    retire,
    settle,
    take_back,
)
from tests.support.policies import policy, policy_with

D, M = date, Month
S = InsuranceStatus
ON = ACCOUNT.account_no
SINCE_JULY = (BalanceSpan(D(2019, 7, 1), 50_000_00),)
RETIREMENT = NeedsApproval(ApprovalReason.CLOSURE, term("operation.retirement_closure.title"), NOTHING)
SWEEP = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plan(request: Any, known: Facts) -> Plan:
    return make_plan(request, known, policy(known.business_date))


def closed(before: AccountState = AccountState.SEALED) -> SetAccountState:
    return SetAccountState(ON, before, AccountState.CLOSED)


def card(amount_fen: int) -> PayOut:
    return PayOut(7, "CCB", "8821", amount_fen, D(2020, 2, 27), D(2020, 3, 3), None)


def test_retiring_pays_balance_and_interest_and_closes() -> None:
    made = plan(retire(), closing(balances=SINCE_JULY, agreement=AGREEMENT))
    total = 50_502_08
    assert not made.refused
    assert made.effects == (
        CreditInterest(ON, 502_08, 241, "1.50"),
        DebitAccount(ON, total, SummaryCode.RETIREMENT_CLOSURE),
        card(total),
        EndAgreement(3),
        closed(),
    )
    assert (made.amount_fen, made.maximum_fen, made.held_fen) == (total, total, 50_000_00)
    assert made.approvals == (RETIREMENT,)


def test_without_interest_and_agreement_there_is_less_to_do() -> None:
    made = plan(retire(), closing())
    assert made.effects == (
        DebitAccount(ON, 50_000_00, SummaryCode.RETIREMENT_CLOSURE),
        card(50_000_00),
        closed(),
    )


def test_an_empty_account_only_ends() -> None:
    made = plan(retire(), closing(balance_fen=0))
    assert not made.refused
    assert made.effects == (closed(),)
    assert (made.amount_fen, made.held_fen) == (0, 0)
    assert made.approvals == (RETIREMENT,)


def test_an_emptied_account_pays_the_interest_it_earned() -> None:
    emptied = (BalanceSpan(D(2019, 7, 1), 12_000_00), BalanceSpan(D(2019, 8, 15), 0))
    made = plan(retire(), closing(balance_fen=0, balances=emptied))
    assert made.effect(DebitAccount).amount_fen == made.effect(PayOut).amount_fen == made.amount_fen == 22_50
    assert made.held_fen == 0


@pytest.mark.parametrize(
    ("name", "request_", "known"),
    [
        ("shown", leave(insurance=TRANSFERRED), closing(balances=SINCE_JULY, insurance=None)),
        (
            "on file",
            leave(),
            closing(balances=SINCE_JULY, insurance=insured(S.TRANSFERRED, None, D(2020, 2, 1))),
        ),
    ],
)
def test_leaving_with_the_insurance_transferred_is_paid_at_once(
    name: str, request_: CloseAccount, known: Facts
) -> None:
    made = plan(request_, known)
    filed = (FileInsurance(TRANSFERRED),) if request_.insurance else ()
    assert made.effects == (
        *filed,
        CreditInterest(ON, 502_08, 241, "1.50"),
        DebitAccount(ON, 50_502_08, SummaryCode.LEAVING_CLOSURE),
        card(50_502_08),
        closed(),
    )
    assert made.amount_fen == made.maximum_fen == 50_502_08


@pytest.mark.parametrize(
    ("name", "proof", "due"),
    [
        ("insured until 2020-02", InsuranceProof(S.STOPPED, M(2020, 2)), D(2020, 5, 22)),
        ("insured until 2020-01", InsuranceProof(S.STOPPED, M(2020, 1)), D(2020, 4, 22)),
        ("paid this month, insured still", InsuranceProof(S.PAYING, M(2020, 2)), None),
        ("never insured", InsuranceProof(S.NEVER), D(2020, 8, 22)),
    ],
)
def test_leaving_otherwise_is_accepted_and_waits(name: str, proof: InsuranceProof, due: date | None) -> None:
    made = plan(leave(insurance=proof), closing(balances=SINCE_JULY, insurance=None, agreement=AGREEMENT))
    assert not made.refused
    assert made.effects == (
        FileInsurance(proof),
        SetAccountState(ON, AccountState.SEALED, AccountState.CLOSED_UNSETTLED),
        AcceptClosure(due),
    )
    assert (made.amount_fen, made.maximum_fen, made.held_fen) == (0, 50_502_08, 0)
    assert [one.reason for one in made.approvals] == [ApprovalReason.CLOSURE]


def test_a_settlement_pays_what_the_account_has_come_to() -> None:
    made = plan(settle(), accepted(balances=SINCE_JULY, agreement=AGREEMENT))
    assert not made.refused
    assert made.effects == (
        CreditInterest(ON, 502_08, 241, "1.50"),
        DebitAccount(ON, 50_502_08, SummaryCode.LEAVING_CLOSURE),
        card(50_502_08),
        EndAgreement(3),
        EndClosure(ACCEPTED.case_no, settled=True),
        closed(AccountState.CLOSED_UNSETTLED),
    )
    assert made.approvals == ()
    assert plan(absent(settle()), accepted(balances=SINCE_JULY, agreement=AGREEMENT)).effects == made.effects


def test_a_proof_shown_at_the_settlement_is_filed() -> None:
    made = plan(settle(insurance=TRANSFERRED), accepted(insurance=insured(S.PAYING, M(2019, 12))))
    assert not made.refused
    assert made.effects[0] == FileInsurance(replace(TRANSFERRED, last_paid=M(2019, 12)))


def test_taking_back_leaves_the_account_sealed() -> None:
    for request in (take_back(), absent(take_back())):
        made = plan(request, accepted(insurance=insured(S.PAYING, M(2020, 1))))
        assert not made.refused
        assert made.effects == (
            EndClosure(ACCEPTED.case_no, settled=False),
            SetAccountState(ON, AccountState.CLOSED_UNSETTLED, AccountState.SEALED),
        )
        assert (made.amount_fen, made.approvals) == (0, ())


def test_recording_keeps_the_last_month_that_is_known() -> None:
    made = plan(record_insurance(), accepted(insurance=insured(S.PAYING, M(2020, 1))))
    assert made.effects == (FileInsurance(replace(TRANSFERRED, last_paid=M(2020, 1))),)
    assert plan(record_insurance(), accepted(insurance=None)).effects == (FileInsurance(TRANSFERRED),)


def reasons(made: Plan) -> list[ApprovalReason]:
    return [one.reason for one in made.approvals]


@pytest.mark.parametrize(
    ("balance_fen", "above"), [(100_000_00, False), (100_000_01, True), (250_000_00, True)]
)
@pytest.mark.parametrize("request_", [retire(), leave()], ids=lambda one: one.operation.value)
def test_large_closings_say_so(request_: CloseAccount, balance_fen: int, above: bool) -> None:
    made = plan(request_, closing(balance_fen=balance_fen))
    limit = NeedsApproval(ApprovalReason.AMOUNT_ABOVE_LIMIT, money(balance_fen), money(100_000_00))
    assert (limit in made.approvals) is above
    assert ApprovalReason.CLOSURE in reasons(made)


def test_what_else_makes_a_second_person_look() -> None:
    new_card = closing(linked_on=D(2020, 2, 20), paid_before=False)
    assert reasons(plan(retire(), new_card)) == [ApprovalReason.CLOSURE, ApprovalReason.NEW_CARD]
    assert plan(retire(), new_card).effect(PayOut).cooling_off is None
    proxy = plan(by_proxy(retire(), new_proxy()), closing())
    assert reasons(proxy) == [ApprovalReason.PROXY_ACTS, ApprovalReason.CLOSURE]
    assert proxy.effect(PayOut).cooling_off is CoolingOff.PROXY
    settled = accepted(linked_on=D(2020, 2, 20), paid_before=False)
    assert reasons(plan(absent(settle()), settled)) == [ApprovalReason.NEW_CARD]


def test_whether_closings_and_settlements_are_looked_at_is_policy() -> None:
    free = policy_with(approval__closure=False)
    assert make_plan(retire(), closing(), free).approvals == ()
    strict = policy_with(closure__settlement_second_person=True)
    assert reasons(make_plan(settle(), accepted(), strict)) == [ApprovalReason.CLOSURE]


def test_a_closing_can_be_asked_for_on_line() -> None:
    for channel in (one for one in Channel if one.is_self_service):
        assert not plan(retire(), closing(channel=channel, agreement=AGREEMENT)).refused
        assert not plan(settle(), accepted(channel=channel, agreement=AGREEMENT)).refused


BALANCES = st.lists(st.integers(0, 10**9), min_size=1, max_size=5).map(
    lambda some: tuple(BalanceSpan(date(2019, 7 + n, 1), fen) for n, fen in enumerate(some))
)


@SWEEP
@given(BALANCES, st.sampled_from([retire(), leave(insurance=TRANSFERRED), settle()]))
def test_nothing_is_left_and_nothing_is_made_up(balances: tuple[BalanceSpan, ...], request_: Any) -> None:
    facts = accepted if request_.operation is OperationCode.SETTLE_CLOSURE else closing
    balance = balances[-1].fen
    made = plan(request_, facts(balance_fen=balance, balances=balances))
    interest = made.effect(CreditInterest)
    credited = interest.amount_fen if interest else 0
    debit, payout = made.effect(DebitAccount), made.effect(PayOut)
    assert made.amount_fen == balance + credited
    assert (debit.amount_fen if debit else 0) == (payout.amount_fen if payout else 0) == made.amount_fen
    assert made.held_fen == balance
    assert made.effects[-1].state is AccountState.CLOSED  # type: ignore[attr-defined]
