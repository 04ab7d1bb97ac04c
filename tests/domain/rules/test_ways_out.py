"""Whatever stands in the way, following the remedies leads to an allowed request, or they say that none is."""

import tomllib
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from hfund_tui.domain.decision import Verdict
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import Presence
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.vocabulary import AccountState, Channel
from hfund_tui.resources import data_path
from tests.support import builders
from tests.support.policies import policy
from tests.support.rule_cases.cures import DEAD_ENDS, cure
from tests.support.strategies import facts, ordinary_requests

SWEEP = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ENOUGH_VISITS = 25
SOURCES = tomllib.loads(data_path("policies", "sources.toml").read_text())


def without_sealing_gaps(known: Facts) -> Facts:
    """Facts as the storage can hold them: what is sealed was sealed on a day."""
    account = known.account
    if account.state is AccountState.SEALED and account.sealed_on is None:
        return replace(known, account=replace(account, sealed_on=known.business_date))
    return known


@SWEEP
@given(ordinary_requests(), facts())
def test_following_the_remedies_one_by_one_ends_in_a_yes(request: Any, known: Facts) -> None:
    known = without_sealing_gaps(known)
    for _ in range(ENOUGH_VISITS):
        decision = make_plan(request, known, policy(known.business_date)).decision
        obstacle = decision.first_obstacle
        if obstacle is None:
            assert decision.verdict is Verdict.ALLOWED
            return
        assert obstacle.remedy is not None
        assume(obstacle.remedy.code not in DEAD_ENDS)
        request, known = cure(request, known, obstacle.remedy)
    raise AssertionError(f"still {obstacle.code} after {ENOUGH_VISITS} remedies")


@SWEEP
@given(ordinary_requests(), facts())
def test_all_reasons_are_told_at_once(request: Any, known: Facts) -> None:
    """Which rules are asked depends on what is asked and where, never on what another rule found."""
    asked = codes(request, known)
    ordinary = builders.facts(channel=known.channel, documents=known.documents)
    assert asked == codes(request, ordinary)
    assert len(asked) == len(set(asked)), "a rule is asked once"


def codes(request: Any, known: Facts) -> list[str]:
    """Without the question that only an exception raises: on what ground."""
    findings = make_plan(request, known, policy(known.business_date)).decision.findings
    return [one.code for one in findings if one.code != "exception_grounded"]


@SWEEP
@given(ordinary_requests(), facts())
def test_a_no_is_never_turned_into_a_yes_by_less(request: Any, known: Facts) -> None:
    """Without card, money, changed password or life nothing becomes possible that was not."""
    before = make_plan(request, known, policy(known.business_date)).decision.verdict
    for poorer in (
        replace(known, card=None),
        replace(known, member=replace(known.member, deceased=True)),
        replace(known, account=replace(known.account, balance_fen=0)),
        replace(known, account=replace(known.account, password_is_initial=True)),
    ):
        after = make_plan(request, poorer, policy(known.business_date)).decision.verdict
        assert rank(after) >= rank(before)


def rank(verdict: Verdict) -> int:
    return [Verdict.ALLOWED, Verdict.NEEDS_OVERRIDE, Verdict.REFUSED].index(verdict)


@SWEEP
@given(ordinary_requests(), facts())
def test_every_finding_can_be_looked_up(request: Any, known: Facts) -> None:
    for one in make_plan(request, known, policy(known.business_date)).decision.findings:
        assert one.citation.partition(":")[0] in SOURCES
        assert not (one.form and one.overridable), "what is unfinished is finished, not overridden"


@SWEEP
@given(ordinary_requests(), facts())
def test_only_at_the_counter_is_anybody_represented(request: Any, known: Facts) -> None:
    plan = make_plan(request, known, policy(known.business_date))
    if plan.presence is Presence.PROXY and known.channel is not Channel.COUNTER:
        assert plan.refused
