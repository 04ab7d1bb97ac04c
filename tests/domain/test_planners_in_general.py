"""What holds of every plan: whose money, how much of it, and who had to agree."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import ApprovalReason, OperationGroup, Presence
from hfund_tui.domain.plan import (
    ClaimMonths,
    DebitAccount,
    PayOut,
    Plan,
    RecordProxyAct,
    RegisterProxy,
    SetAccountState,
)
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.request import Withdraw
from hfund_tui.domain.vocabulary import AccountState, Channel
from tests.support import strategies
from tests.support.builders import AGREEMENT, change, facts, other, rent
from tests.support.policies import policy

SWEEP = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plan(request: Any, known: Facts) -> Plan:
    return make_plan(request, known, policy(known.business_date))


def reasons(made: Plan) -> list[ApprovalReason]:
    return [one.reason for one in made.approvals]


CASES = (strategies.ordinary_requests(), strategies.facts())


@SWEEP
@given(*CASES)
def test_money_goes_to_the_members_own_card_and_never_more_than_there_is(request_: Any, known: Facts) -> None:
    made = plan(request_, known)
    debit, payment = made.effect(DebitAccount), made.effect(PayOut)
    if made.refused:
        return
    declared = OPERATIONS[made.operation]
    if made.amount_fen == 0 or not declared.moves_money:
        assert (debit, payment) == (None, None)
        # What a loan is repaid with comes from a bank account.
        assert made.amount_fen == 0 or declared.group is OperationGroup.LOAN
        return
    assert made.amount_fen == payment.amount_fen
    if debit is not None:
        assert made.amount_fen == debit.amount_fen
        assert debit.account_no == made.account_no == known.account.account_no
    assert known.card is not None and known.card.holder_is_member and known.card.class_one
    assert (payment.card_id, payment.card_last_four) == (known.card.card_id, known.card.last_four)
    assert known.business_date <= payment.not_before <= payment.pay_by
    assert (payment.cooling_off is not None) == (payment.not_before > known.business_date)
    if made.operation in Withdraw.KINDS:
        claim = made.effect(ClaimMonths)
        assert made.quota is not None
        assert 0 < made.amount_fen <= made.maximum_fen <= made.quota.amount_fen
        assert made.maximum_fen <= known.account.available_fen <= known.account.balance_fen
        assert claim.account_no == made.account_no
        assert len(set(claim.months)) == len(claim.months) == len(claim.ratios)
        assert not known.claimed_months & set(claim.months)
    elif debit is not None:
        assert made.held_fen == known.account.balance_fen
        assert made.effect(SetAccountState).state is AccountState.CLOSED


@SWEEP
@given(*CASES)
def test_whatever_a_proxy_does_is_recorded_and_approved(request_: Any, known: Facts) -> None:
    made = plan(request_, known)
    acted = made.effect(RecordProxyAct)
    if made.presence is not Presence.PROXY:
        assert acted is None and made.effect(RegisterProxy) is None
        assert ApprovalReason.PROXY_ACTS not in reasons(made)
    elif not made.refused:
        assert acted.proxy_id_no not in {known.maker_id_no, known.member.id_no}
        assert (acted.document_id is None) == (made.effect(RegisterProxy) is not None)
        assert made.needs_approval and ApprovalReason.PROXY_ACTS in reasons(made)
        payment = made.effect(PayOut)
        assert payment is None or payment.not_before == known.business_date + timedelta(days=3)


@SWEEP
@given(*CASES)
def test_approvals_are_those_the_declaration_knows(request_: Any, known: Facts) -> None:
    made = plan(request_, known)
    if made.refused:
        return
    assert set(reasons(made)) <= OPERATIONS[made.operation].approval
    overridden = [one.value.value for one in made.approvals if one.reason is ApprovalReason.RULE_OVERRIDDEN]
    assert overridden == [f"finding.{one.code}.title" for one in made.decision.failed]


@SWEEP
@given(*CASES)
def test_the_same_question_has_the_same_answer(request_: Any, known: Facts) -> None:
    assert plan(request_, known) == plan(request_, replace(known))


def posted(known: Facts, made: Plan) -> Facts:
    """The facts after the plan was posted: months claimed, money gone."""
    claim = made.effect(ClaimMonths)
    return change(
        known,
        balance_fen=known.account.balance_fen - made.amount_fen,
        last_withdrawal=known.month,
        claimed_months=known.claimed_months | set(claim.months),
    )


VISITS = st.lists(
    st.tuples(
        st.sampled_from([rent, other]),
        st.integers(0, 70),
        st.none() | st.integers(0, 10_000_00),
        st.sampled_from([Channel.COUNTER, Channel.APP]),
    ),
    max_size=8,
)


@SWEEP
@given(VISITS, st.integers(0, 20_000_00))
def test_visit_after_visit_no_month_is_paid_twice_and_no_fen_too_much(
    visits: list[tuple[Any, int, int | None, Channel]], balance: int
) -> None:
    known = facts(balance_fen=balance, agreement=AGREEMENT)
    paid, months = 0, []
    for build, days, amount, channel in visits:
        known = change(known, business_date=known.business_date + timedelta(days=days), channel=channel)
        made = plan(build(amount_fen=amount), known)
        if made.refused:
            continue
        paid += made.amount_fen
        months += made.effect(ClaimMonths).months
        known = posted(known, made)
        for kind in (rent, other):
            assert plan(kind(), known).refused, "the same month gives nothing more, of either kind"
    assert len(months) == len(set(months))
    assert paid + known.account.balance_fen == balance
    assert known.account.balance_fen >= 0
