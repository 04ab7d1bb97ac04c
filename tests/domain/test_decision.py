"""Findings and decisions: what several rules together come to, and in which order people read it."""

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain import decision
from hfund_tui.domain.decision import NOTHING, Decision, Finding, Remedy, Shown, Verdict, remedy
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter, Presence
from hfund_tui.domain.vocabulary import AccountState, ProxyDocumentKind


def finding(
    code: str = "a_rule",
    *,
    passed: bool = True,
    advice: bool = False,
    overridable: bool = False,
    form: bool = False,
) -> Finding:
    way_out = remedy("do_this") if advice else None
    return Finding(code, passed, NOTHING, NOTHING, "a_text", way_out, overridable=overridable, form=form)


PASSED = finding("passed")
ADVICE = finding("advice", advice=True)
BARRED = finding("barred", passed=False, advice=True)
DEAD_END = finding("dead_end", passed=False)
OVERRIDABLE = finding("overridable", passed=False, advice=True, overridable=True)
UNFINISHED = finding("unfinished", passed=False, advice=True, form=True)


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ((), Verdict.ALLOWED),
        ((PASSED,), Verdict.ALLOWED),
        ((PASSED, ADVICE), Verdict.ALLOWED),
        ((PASSED, BARRED), Verdict.REFUSED),
        ((OVERRIDABLE,), Verdict.NEEDS_OVERRIDE),
        ((OVERRIDABLE, OVERRIDABLE, PASSED), Verdict.NEEDS_OVERRIDE),
        ((OVERRIDABLE, BARRED), Verdict.REFUSED),
        ((OVERRIDABLE, UNFINISHED), Verdict.REFUSED),
        ((UNFINISHED,), Verdict.REFUSED),
        ((finding(passed=True, overridable=True),), Verdict.ALLOWED),
    ],
)
def test_verdict(findings: tuple[Finding, ...], verdict: Verdict) -> None:
    assert Decision(findings).verdict is verdict


KINDS = [PASSED, ADVICE, BARRED, DEAD_END, OVERRIDABLE, UNFINISHED]


@given(st.lists(st.sampled_from(KINDS), max_size=12))
def test_one_hard_failure_refuses_whatever_else_is_found(findings: list[Finding]) -> None:
    made = Decision(tuple(findings))
    hard = [one for one in findings if not one.passed and not one.overridable]
    assert (made.verdict is Verdict.REFUSED) == bool(hard)
    assert (made.verdict is Verdict.ALLOWED) == all(one.passed for one in findings)


@given(st.lists(st.sampled_from(KINDS), max_size=12))
def test_people_read_failures_first_then_advice_then_the_rest(findings: list[Finding]) -> None:
    made = Decision(tuple(findings))
    ordered = made.failed_first
    assert sorted(map(id, ordered)) == sorted(map(id, findings)), "nothing lost, nothing added"
    ranks = [0 if not one.passed else 1 if one.remedy else 2 for one in ordered]
    assert ranks == sorted(ranks)
    assert [one for one in ordered if not one.passed and one.remedy] == [
        one for one in findings if not one.passed and one.remedy
    ], "rules keep their order"


@pytest.mark.parametrize(
    ("findings", "first"),
    [
        ((PASSED, ADVICE), None),
        ((OVERRIDABLE, BARRED), BARRED),
        ((PASSED, OVERRIDABLE), OVERRIDABLE),
        ((BARRED, UNFINISHED), BARRED),
    ],
)
def test_the_obstacle_to_show_where_there_is_room_for_one(
    findings: tuple[Finding, ...], first: Finding | None
) -> None:
    assert Decision(findings).first_obstacle is first


def test_parts_of_a_decision() -> None:
    made = Decision((PASSED, BARRED, OVERRIDABLE, UNFINISHED))
    assert made.failed == (BARRED, OVERRIDABLE, UNFINISHED)
    assert made.unfinished == (UNFINISHED,)
    assert made.finding("barred") is BARRED
    with pytest.raises(KeyError):
        made.finding("never asked")


@pytest.mark.parametrize(
    ("member", "key"),
    [
        (AccountState.CLOSED_UNSETTLED, "vocabulary.account_state.closed_unsettled"),
        (ProxyDocumentKind.NOTARISED_POA, "vocabulary.proxy_document_kind.notarised_poa"),
        (IdKind.RESIDENT, "vocabulary.id_kind.resident"),
        (Matter.RENT_WITHDRAWAL, "vocabulary.matter.rent_withdrawal"),
        (Presence.IN_PERSON, "vocabulary.presence.in_person"),
        ("finding.card.none", "finding.card.none"),
    ],
)
def test_the_message_key_of_a_word(member: StrEnum | str, key: str) -> None:
    assert decision.term_key(member) == key
    assert decision.term(member) == Shown("term", key)


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (decision.money(780000), Shown("money", 780000)),
        (decision.count(2), Shown("count", 2)),
        (decision.count(2, "unit.times"), Shown("count", 2, "unit.times")),
        (decision.day(date(2020, 2, 29)), Shown("day", "2020-02-29")),
        (decision.day(None), NOTHING),
        (decision.month(Month(2020, 3)), Shown("month", "2020-03")),
        (decision.month(None), NOTHING),
        (decision.month_span(Month(2019, 9), Month(2020, 2)), Shown("months", "2019-09/2020-02")),
        (decision.ratio("0.65"), Shown("ratio", "0.65")),
        (decision.text("[b]张三"), Shown("text", "[b]张三")),
        (decision.text(""), NOTHING),
        (decision.text(None), NOTHING),
        (decision.flag(False), Shown("flag", False)),
        (decision.card("CCB", "8821"), Shown("card", "CCB 8821")),
        (
            decision.terms([AccountState.NORMAL, "checklist.id_original"]),
            Shown("terms", "vocabulary.account_state.normal|checklist.id_original"),
        ),
        (decision.terms([]), NOTHING),
    ],
)
def test_shown_values(shown: Shown, wanted: Shown) -> None:
    assert shown == wanted
    assert Shown.from_canonical(shown.canonical()) == shown


def test_the_parameters_of_a_remedy_have_one_order() -> None:
    one = remedy("reduce_to", b=decision.count(2), a=decision.count(1))
    assert one == remedy("reduce_to", a=decision.count(1), b=decision.count(2))
    assert one == Remedy("reduce_to", (("a", Shown("count", 1)), ("b", Shown("count", 2))))
    assert remedy("sign_agreement", operation="sign_agreement").operation == "sign_agreement"


def test_what_identifies_a_finding_in_a_plan() -> None:
    assert BARRED.canonical() == {
        "code": "barred",
        "passed": False,
        "found": ["none", None, None],
        "wanted": ["none", None, None],
    }
