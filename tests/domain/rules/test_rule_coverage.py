"""No rule and no remedy without a row in the tables: what planners can say is collected, not listed."""

import ast
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import hfund_tui.domain
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners import PLANNERS, make_plan
from tests.support.policies import policy
from tests.support.rule_cases.cures import CURES, DEAD_ENDS
from tests.support.rule_cases.tables import FAILS, PASSES
from tests.support.strategies import facts, ordinary_requests

NEVER_FAILS = {"no_running_loan", "loan_told"}
"""Rules that only advise."""


def codes_in_source() -> set[str]:
    """The codes of all findings that the domain's code can build."""
    place = {"Finding": 0, "by_policy": 2}
    return {
        node.args[place[node.func.id]].value  # type: ignore[attr-defined]
        for file in Path(hfund_tui.domain.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in place
        and isinstance(node.args[place[node.func.id]], ast.Constant)
    }


class Said:
    """What planners say over a wide set of requests and facts."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.remedies: set[str] = set()
        self.bare: set[str] = set()
        self.planners: set[Any] = set()

    def note(self, plan: Plan) -> None:
        self.planners.add(plan.operation)
        for one in plan.decision.findings:
            self.codes.add(one.code)
            if one.remedy is not None:
                self.remedies.add(one.remedy.code)
            elif not one.passed:
                self.bare.add(one.code)

    def listen(self) -> "Said":
        @settings(
            max_examples=1000,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(ordinary_requests(), facts(most=3))
        def ask(request: Any, known: Facts) -> None:
            self.note(make_plan(request, known, policy(known.business_date)))

        ask()
        return self


@pytest.fixture(scope="module")
def said() -> Said:
    heard = Said()
    for case in (*FAILS, *PASSES):
        heard.note(case.plan)
    return heard.listen()


def test_every_planner_was_asked(said: Said) -> None:
    assert said.planners == PLANNERS.keys()


def test_every_rule_is_reached_by_some_request(said: Said) -> None:
    assert said.codes == codes_in_source()


def test_every_rule_has_a_row_in_which_it_fails(said: Said) -> None:
    assert said.codes - NEVER_FAILS == {one.code for one in FAILS}
    assert {one.code for one in PASSES if one.advice} - {one.code for one in FAILS} == NEVER_FAILS


def test_every_remedy_has_a_row_in_which_it_helps(said: Said) -> None:
    tested = {one.remedy for one in FAILS} | {one.advice for one in PASSES if one.advice}
    assert said.remedies <= tested
    assert tested == CURES.keys() | DEAD_ENDS


def test_no_rule_says_a_bare_no(said: Said) -> None:
    assert said.bare == set()


def test_rows_have_names_of_their_own() -> None:
    names = [str(one) for one in FAILS]
    assert len(names) == len(set(names))
