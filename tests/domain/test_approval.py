"""How closely a second person looks, and what is told of two plans that differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hfund_tui.domain.approval import (
    FindingChange,
    Outcome,
    PlanDifference,
    Retype,
    Retyped,
    Risk,
    plan_difference,
    retype_of,
    risk_of,
    stored_approvals,
    stored_difference,
)
from hfund_tui.domain.calendar import WorkingCalendar
from hfund_tui.domain.decision import flag, term
from hfund_tui.domain.operation import ApprovalReason
from hfund_tui.domain.plan import ClaimMonths, DebitAccount, PayOut, Plan
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.vocabulary import AccountState
from tests.support.builders import by_proxy, facts, grounded, new_proxy, rent, sign
from tests.support.policies import TODAY, policy, policy_with

P = ApprovalReason


def plan(request, known=None) -> Plan:
    known = known or facts()
    return make_plan(request, known, policy(known.business_date))


NEW_CARD = facts(paid_before=False, linked_on=date(2020, 2, 20))
RICH = facts(balance_fen=900_000_00, personal_due_fen=20_000_00, employer_due_fen=20_000_00)


class TestRisk:
    @pytest.mark.parametrize(
        ("reasons", "amount_fen", "risk"),
        [
            ([], 0, Risk.LOW),
            ([P.PROXY_ACTS], 7_800_00, Risk.LOW),
            ([P.AMOUNT_ABOVE_LIMIT], 100_000_00, Risk.LOW),
            ([P.AMOUNT_ABOVE_LIMIT], 100_000_01, Risk.HIGH),
            ([P.PROXY_ACTS, P.RULE_OVERRIDDEN], 0, Risk.HIGH),
            ([P.NEW_CARD], 1, Risk.HIGH),
            ([P.CLOSURE], 1, Risk.HIGH),
            ([P.REVERSAL], 0, Risk.HIGH),
        ],
    )
    def test_by_reason_and_amount(self, reasons, amount_fen, risk) -> None:
        assert risk_of(reasons, amount_fen, policy()) is risk

    def test_is_policy(self) -> None:
        strict = policy_with(approval__high_risk_reasons=("proxy_acts",), approval__high_risk_above=0)
        assert risk_of([P.PROXY_ACTS], 0, strict) is Risk.HIGH
        assert risk_of([P.CLOSURE], 0, strict) is Risk.LOW
        assert risk_of([], 1, strict) is Risk.HIGH


class TestRetype:
    def test_nothing_for_an_ordinary_amount_to_a_card_that_was_paid(self) -> None:
        assert not retype_of(plan(by_proxy(rent(), new_proxy())), policy()).needed

    def test_the_card_when_it_is_new(self) -> None:
        made = plan(rent(), NEW_CARD)
        assert [one.reason for one in made.approvals] == [P.NEW_CARD]
        assert retype_of(made, policy()) == Retype(None, "8821")

    def test_the_amount_when_it_is_high(self) -> None:
        made = plan(rent(), RICH)
        assert made.amount_fen > 100_000_00
        assert retype_of(made, policy()) == Retype(made.amount_fen, None)

    def test_both(self) -> None:
        known = replace(RICH, card=NEW_CARD.card)
        made = plan(rent(), known)
        assert retype_of(made, policy()) == Retype(made.amount_fen, "8821")

    @pytest.mark.parametrize(
        ("typed", "wrong"),
        [
            (Retyped("123,456.00", "8821"), None),
            (Retyped("123456", " 8821 "), None),
            (Retyped("１２３４５６．００", "８８２１"), None),
            (Retyped("123456.01", "8821"), "amount"),
            (Retyped("12345600", "8821"), "amount"),
            (Retyped("1,23456.00", "8821"), "amount"),
            (Retyped("", "8821"), "amount"),
            (Retyped("123456", ""), "last_four"),
            (Retyped("123456", "8812"), "last_four"),
            (Retyped("123456", "88210"), "last_four"),
        ],
    )
    def test_is_compared_exactly(self, typed: Retyped, wrong: str | None) -> None:
        assert Retype(123_456_00, "8821").wrong(typed) == wrong

    def test_what_is_not_asked_is_not_compared(self) -> None:
        assert Retype().wrong(Retyped("anything", "at all")) is None


class TestDifference:
    def test_of_a_plan_with_itself(self) -> None:
        made = plan(grounded(by_proxy(rent(), new_proxy())), facts(refused_today=3))
        assert not plan_difference(made.canonical_json(), made)
        assert plan_difference(made.canonical_json(), made) == PlanDifference()

    def test_the_amount_with_what_follows_from_it(self) -> None:
        before, now = plan(rent()), plan(rent(amount_fen=1_000_00))
        difference = plan_difference(before.canonical_json(), now)
        assert difference.amount_fen == (7_800_00, 1_000_00)
        assert [one.code for one in difference.findings] == [
            "amount_positive",
            "amount_within_quota",
            "amount_within_available",
        ]
        assert [type(one) for one in difference.effects_removed] == [DebitAccount, PayOut]
        assert [type(one) for one in difference.effects_added] == [DebitAccount, PayOut]
        assert difference.approvals_added == difference.approvals_removed == ()

    def test_a_rule_with_another_outcome(self) -> None:
        before = plan(rent())
        now = plan(rent(), facts(password_is_initial=True))
        difference = plan_difference(before.canonical_json(), now)
        assert difference == PlanDifference(
            findings=(
                FindingChange(
                    "password_changed",
                    Outcome(True, flag(True), flag(True)),
                    Outcome(False, flag(False), flag(True)),
                ),
            )
        )

    def test_rules_that_are_asked_anew_or_no_longer(self) -> None:
        sealed = facts(state=AccountState.SEALED, sealed_on=TODAY)
        before, now = plan(rent()), plan(grounded(rent()), sealed)
        forth = plan_difference(before.canonical_json(), now)
        asked = [one for one in forth.findings if one.before is None]
        assert [one.code for one in asked] == ["exception_grounded"]
        assert asked[0].now == Outcome(
            True,
            term("exception_reason.serious_illness"),
            now.decision.finding("exception_grounded").wanted,
        )
        assert [one.reason for one in forth.approvals_added] == [P.RULE_OVERRIDDEN]
        back = plan_difference(now.canonical_json(), before)
        assert [one.code for one in back.findings if one.now is None] == ["exception_grounded"]
        assert [one.reason for one in back.approvals_removed] == [P.RULE_OVERRIDDEN]

    def test_of_two_stored_plans(self) -> None:
        before, now = plan(sign()), plan(by_proxy(sign(), new_proxy()))
        stored = stored_difference(before.canonical_json(), now.canonical_json())
        assert stored == plan_difference(before.canonical_json(), now)
        assert stored.effects_added == now.effects[:2]
        assert ClaimMonths not in {type(one) for one in stored.effects_added}
        assert stored_approvals(now.canonical_json()) == now.approvals

    def test_of_what_is_no_plan(self) -> None:
        with pytest.raises(KeyError):
            plan_difference("{}", plan(rent()))
        with pytest.raises(ValueError):
            plan_difference("", plan(rent()))


def test_working_days_between_two_days() -> None:
    calendar = WorkingCalendar(
        days_off=frozenset({date(2020, 3, 2)}), worked_weekends=frozenset({date(2020, 2, 29)})
    )
    thursday = date(2020, 2, 27)
    passed = [calendar.between(thursday, thursday.replace(day=day)) for day in (27, 28, 29)]
    assert passed == [0, 1, 2]
    assert calendar.between(thursday, date(2020, 3, 1)) == 2
    assert calendar.between(thursday, date(2020, 3, 3)) == 3
    for days in range(1, 9):
        assert calendar.between(thursday, calendar.add(thursday, days)) == days
    assert calendar.between(thursday, date(2020, 2, 20)) == 0
