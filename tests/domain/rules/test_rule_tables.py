"""Each rule: what makes it fail, that its remedy takes it out of the way, and where exactly it stops failing."""

import pytest

from hfund_tui.domain.decision import Verdict
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.planners import make_plan
from tests.support.rule_cases.case import Fails, Passes, failed_codes
from tests.support.rule_cases.cures import DEAD_ENDS, cure
from tests.support.rule_cases.tables import FAILS, PASSES


@pytest.mark.parametrize("case", FAILS, ids=str)
def test_what_makes_a_rule_fail(case: Fails) -> None:
    decision = case.plan.decision
    assert failed_codes(decision) == {case.code, *case.along}
    finding = decision.finding(case.code)
    assert (finding.overridable, finding.form) == (case.overridable, case.form)
    assert finding.remedy is not None and finding.remedy.code == case.remedy
    alone = not case.along
    wanted = Verdict.NEEDS_OVERRIDE if alone and case.overridable else Verdict.REFUSED
    assert decision.verdict is wanted


@pytest.mark.parametrize("case", [one for one in FAILS if one.remedy not in DEAD_ENDS], ids=str)
def test_its_remedy_takes_it_out_of_the_way(case: Fails) -> None:
    remedy = case.plan.decision.finding(case.code).remedy
    assert remedy is not None
    request, facts = cure(case.request, case.facts, remedy)
    after = make_plan(request, facts, case.policy.book.on(facts.business_date)).decision
    assert case.code not in failed_codes(after)
    assert failed_codes(after) <= case.along, "a remedy brings no new obstacle"
    if not case.along:
        assert after.verdict is Verdict.ALLOWED


@pytest.mark.parametrize("case", [one for one in FAILS if one.remedy in DEAD_ENDS], ids=str)
def test_where_nothing_helps_it_is_the_fact_that_bars(case: Fails) -> None:
    assert case.otherwise is not None
    after = make_plan(case.request, case.otherwise, case.policy).decision
    assert after.verdict is Verdict.ALLOWED


@pytest.mark.parametrize("case", PASSES, ids=str)
def test_what_a_rule_lets_pass(case: Passes) -> None:
    decision = case.plan.decision
    assert decision.verdict is Verdict.ALLOWED
    finding = decision.finding(case.code)
    assert finding.passed
    assert (finding.remedy.code if finding.remedy else None) == case.advice


@pytest.mark.parametrize("case", [one for one in PASSES if one.advice], ids=str)
def test_advice_that_was_followed_is_not_given_again(case: Passes) -> None:
    remedy = case.plan.decision.finding(case.code).remedy
    assert remedy is not None
    request, facts = cure(case.request, case.facts, remedy)
    after = make_plan(request, facts, case.policy).decision
    assert after.finding(case.code).remedy is None
    assert after.verdict is Verdict.ALLOWED


@pytest.mark.parametrize("case", FAILS, ids=str)
def test_a_remedy_leads_to_an_operation_that_exists(case: Fails) -> None:
    remedy = case.plan.decision.finding(case.code).remedy
    assert remedy is not None
    if remedy.operation is not None:
        OperationCode(remedy.operation)
