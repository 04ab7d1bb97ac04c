"""The hash of a plan: what is approved is what was seen, and what is posted is what was approved."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hfund_tui.domain.decision import Decision, Shown
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.loans.changes import compare
from hfund_tui.domain.loans.effects import (
    AmendSchedule,
    JoinAsCoRepayer,
    LeaveAsCoRepayer,
    OffsetLoan,
    OrderDebit,
    ReplaceRepaymentAccount,
    SettleLoan,
)
from hfund_tui.domain.loans.offset import LineReason, OffsetLine
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ChecklistItem, Matter, OperationCode
from hfund_tui.domain.plan import (
    AcceptClosure,
    ChangeCard,
    ClaimMonths,
    CreditInterest,
    DebitAccount,
    EndAgreement,
    EndClosure,
    FileInsurance,
    PayOut,
    Plan,
    PutAgreementInForce,
    PutPasswordInForce,
    RecordException,
    RecordProxyAct,
    RegisterProxy,
    ReplaceOrder,
    RevokeDocument,
    SendResetCode,
    SetAccountState,
    UndoCase,
)
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.request import ExceptionGround, InsuranceProof, NewProxy, ProxyOnFile
from hfund_tui.domain.vocabulary import (
    AccountState,
    AgreementKind,
    CoolingOff,
    CoRepayerRelation,
    InsuranceStatus,
    LoanChange,
    RepaymentMethod,
    ReversalKind,
    SummaryCode,
)
from tests.support.builders import (
    AGREEMENT,
    by_proxy,
    document,
    facts,
    new_proxy,
    rent,
    sign,
    spouse,
    terminate,
)
from tests.support.loans import LEFT
from tests.support.policies import policy
from tests.support.strategies import facts as any_facts
from tests.support.strategies import ordinary_requests

SWEEP = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plan(request: Any, known: Facts) -> Plan:
    return make_plan(request, known, policy(known.business_date))


def posted_and_why(made: Plan) -> tuple[Any, ...]:
    """What posting carries out, for whom, and the reasons a checker sees: compared as values."""
    return (
        (made.operation, made.member_id, made.account_no, made.business_date, made.channel, made.presence),
        made.amount_fen,
        made.effects,
        tuple((one.code, one.passed, one.found, one.wanted) for one in made.decision.findings),
        made.approvals,
    )


@SWEEP
@given(ordinary_requests(), any_facts(), ordinary_requests(), any_facts())
def test_the_hash_changes_exactly_when_what_is_posted_or_a_reason_changes(
    request_: Any, known: Facts, other_request: Any, other_facts: Facts
) -> None:
    """Whole cases, and cases that share the request or the facts, so that equal plans are common too."""
    cases = [(request_, known), (other_request, known), (request_, other_facts), (other_request, other_facts)]
    plans = [plan(*case) for case in cases]
    for one in plans:
        for another in plans:
            same = posted_and_why(one) == posted_and_why(another)
            assert (one.sha256() == another.sha256()) == same


@pytest.mark.parametrize(
    ("name", "request_", "known"),
    [
        ("more is ticked than is wanted", rent(ticked=frozenset(ChecklistItem)), facts()),
        ("the amount is typed instead of left at the most", rent(amount_fen=7_800_00), facts()),
        ("a contribution is booked as paid", rent(), facts(paid_through=Month(2020, 3))),
        ("an old document is on file that plays no part", rent(), facts(documents=(document(),))),
    ],
)
def test_what_plays_no_part_leaves_the_hash_alone(name: str, request_: Any, known: Facts) -> None:
    assert plan(request_, known).sha256() == plan(rent(), facts()).sha256()


@pytest.mark.parametrize(
    ("name", "request_", "known"),
    [
        ("another amount", rent(amount_fen=7_799_99), facts()),
        ("another day", rent(), facts(business_date=date(2020, 2, 28))),
        ("another balance", rent(), facts(balance_fen=49_999_99)),
        ("another card", rent(), facts(card_id=8)),
        ("an agreement signed meanwhile", rent(), facts(agreement=AGREEMENT)),
        ("a proxy acted meanwhile", rent(), facts(last_proxy_act=date(2020, 2, 26))),
        ("a month claimed meanwhile", rent(), facts(claimed_months=frozenset({Month(2019, 9)}))),
        ("frozen meanwhile", rent(), facts(frozen_fen=1, balance_fen=7_000_00)),
        ("a proxy instead", by_proxy(rent(), new_proxy()), facts()),
        ("another member", rent(), facts(member_id=2)),
        ("another account", rent(), facts(account_no="20123456780")),
        ("not every paper", rent(ticked=frozenset()), facts()),
    ],
)
def test_what_plays_a_part_changes_the_hash(name: str, request_: Any, known: Facts) -> None:
    assert plan(request_, known).sha256() != plan(rent(), facts()).sha256()


EFFECTS = (
    RegisterProxy(new_proxy(), date(1987, 3, 9), date(2020, 12, 31)),
    RecordProxyAct(None, "440304198703090021"),
    PutAgreementInForce(AgreementKind.SELF_SERVICE, "2020-02", "a" * 64),
    EndAgreement(3),
    RevokeDocument(11, "(2020)深证字第00001号", "李代办"),
    ClaimMonths("20123456789", (Month(2020, 1), Month(2020, 2)), ("0.65", "0.65")),
    DebitAccount("20123456789", 7_800_00, SummaryCode.RENT_WITHDRAWAL),
    PayOut(7, "CCB", "8821", 7_800_00, date(2020, 2, 27), date(2020, 3, 3), CoolingOff.PROXY),
    CreditInterest("20123456789", 502_08, 241, "1.50"),
    SetAccountState("20123456789", AccountState.SEALED, AccountState.CLOSED),
    AcceptClosure(date(2020, 5, 22)),
    EndClosure("201912100755000001", settled=True),
    FileInsurance(InsuranceProof(InsuranceStatus.STOPPED, Month(2020, 1), date(2020, 2, 1))),
    ChangeCard("CCB", "6217000000000001", 7),
    PutPasswordInForce("20123456789", "mc2q5s8v7wYQ1d0rXh3kPA"),
    SendResetCode("20123456789", "138****0001"),
    ReplaceOrder(3, "202002270755000001"),
    UndoCase(
        "202002270755000001",
        OperationCode.RENT_WITHDRAWAL,
        ReversalKind.VOID,
        "wrong_amount",
        "录入有误",
        "",
    ),
    OrderDebit("DK1", 31, "CCB", "7788", 100_000_00, 63_19, date(2020, 2, 27)),
    AmendSchedule(
        *("DK1", LoanChange.SHORTENING, 463_306_48, "3.25", 120, RepaymentMethod.EQUAL_INSTALMENT),
        *(date(2020, 3, 20), 20, 4_527_12, 1, False),
    ),
    SettleLoan("DK1", when_debited=True),
    ReplaceRepaymentAccount("DK1", "CMB", "6214830000000006", 31),
    JoinAsCoRepayer("DK1", CoRepayerRelation.PARENT, "张*"),
    LeaveAsCoRepayer("DK1", 7),
    OffsetLoan("DK1", 60_000_00, 37_92, (OffsetLine("20900000101", 60_037_92, LineReason.THE_REST),)),
    RecordException("account_state", ExceptionGround("hardship", "住院", ("001",))),
)


def different(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case None:
            return 1
        case bool():
            return not value
        case int():
            return value + 1
        case StrEnum():
            return next(one for one in type(value) if one is not value)
        case str():
            return value + "x"
        case date():
            return value + timedelta(days=1)
        case Month():
            return value + 1
        case tuple():
            return value[1:]
        case frozenset():
            return frozenset(sorted(value)[1:])
    raise AssertionError(value)


def hash_of(*effects: Effect) -> str:
    return replace(plan(rent(), facts()), effects=effects).sha256()


def test_every_kind_of_effect_is_tried() -> None:
    # By name: a slotted dataclass leaves the class it was made from behind.
    assert {type(one).__name__ for one in EFFECTS} == {one.__name__ for one in Effect.__subclasses__()}


@pytest.mark.parametrize(
    ("effect", "name"),
    [
        (effect, one.name)
        for effect in EFFECTS
        for one in fields(effect)
        if not isinstance(getattr(effect, one.name), NewProxy | InsuranceProof | ExceptionGround)
    ],
)
def test_every_field_of_an_effect_is_hashed(effect: Effect, name: str) -> None:
    changed = replace(effect, **{name: different(getattr(effect, name))})
    assert hash_of(changed) != hash_of(effect)


@pytest.mark.parametrize(
    ("effect", "part", "name"),
    [
        (effect, part, one.name)
        for effect, part in ((EFFECTS[12], "proof"), (EFFECTS[-1], "ground"))
        for one in fields(getattr(effect, part))
    ],
)
def test_every_field_of_a_proof_and_of_a_ground_is_hashed(effect: Effect, part: str, name: str) -> None:
    value = getattr(effect, part)
    changed = replace(effect, **{part: replace(value, **{name: different(getattr(value, name))})})
    assert hash_of(changed) != hash_of(effect)


@pytest.mark.parametrize("name", [one.name for one in fields(NewProxy)])
def test_every_field_of_a_new_document_is_hashed(name: str) -> None:
    register = EFFECTS[0]
    assert isinstance(register, RegisterProxy)
    changed = replace(register.document, **{name: different(getattr(register.document, name))})
    assert hash_of(replace(register, document=changed)) != hash_of(register)


def test_effects_differ_by_kind_number_and_order() -> None:
    end, revoke = EndAgreement(3), RevokeDocument(3, "1", "李代办")
    hashes = [hash_of(*one) for one in ((), (end,), (revoke,), (end, end), (end, revoke), (revoke, end))]
    assert len(set(hashes)) == len(hashes)


# A checker decides on effects and reasons; what was possible at most is in the findings about the amount.
NOT_HASHED = {"maximum_fen", "quota", "comparison"}


@pytest.mark.parametrize("name", [one.name for one in fields(Plan)])
def test_every_field_of_a_plan_is_hashed_but_what_only_explains_the_amount(name: str) -> None:
    made = plan(by_proxy(rent(), new_proxy()), facts())
    value = getattr(made, name)
    other = Decision(made.decision.findings[1:]) if name == "decision" else None
    if name == "comparison":
        other = compare(LEFT, None)
    changed = replace(
        made, **{name: other or (None if name in ("quota", "comparison") else different(value))}
    )
    assert (changed.sha256() == made.sha256()) == (name in NOT_HASHED)


@pytest.mark.parametrize("name", ["code", "passed", "found", "wanted"])
def test_every_reason_is_hashed(name: str) -> None:
    made = plan(rent(), facts())
    first, *rest = made.decision.findings
    new = Shown("text", "else") if name in ("found", "wanted") else different(getattr(first, name))
    changed = replace(made, decision=Decision((replace(first, **{name: new}), *rest)))
    assert changed.sha256() != made.sha256()


@pytest.mark.parametrize("name", ["reason", "value", "limit"])
def test_every_reason_for_approval_is_hashed(name: str) -> None:
    made = plan(by_proxy(rent(), new_proxy()), facts())
    (approval,) = made.approvals
    new = different(approval.reason) if name == "reason" else Shown("text", "else")
    assert replace(made, approvals=(replace(approval, **{name: new}),)).sha256() != made.sha256()


def test_values_of_different_kinds_are_told_apart() -> None:
    """Money of 1 fen, a count of 1, the text "1" and a yes are four things."""
    made = plan(rent(), facts())
    first = made.decision.findings[0]
    shown = [Shown("money", 1), Shown("count", 1), Shown("text", "1"), Shown("flag", True), Shown("flag", 1)]
    hashes = {replace(made, decision=Decision((replace(first, found=one),))).sha256() for one in shown}
    assert len(hashes) == len(shown)


def test_the_order_in_which_things_were_ticked_does_not_matter() -> None:
    matters = [Matter.RENT_WITHDRAWAL, Matter.SELF_SERVICE_AGREEMENT, Matter.LEAVING_CLOSURE]
    papers = sorted(by_proxy(rent(), new_proxy()).ticked)
    hashes = {
        plan(
            replace(by_proxy(rent(), new_proxy(matters=frozenset(named))), ticked=frozenset(seen)), facts()
        ).sha256()
        for named in permutations(matters)
        for seen in permutations(papers)
    }
    assert len(hashes) == 1


def some_hashes() -> list[str]:
    """Hashes of plans that hold sets, months, dates and words."""
    on_file = facts(documents=(document(),))
    return [
        plan(by_proxy(rent(), new_proxy(matters=frozenset(Matter))), facts()).sha256(),
        plan(by_proxy(sign(), spouse()), facts()).sha256(),
        plan(by_proxy(rent(), ProxyOnFile(11)), on_file).sha256(),
        plan(by_proxy(sign(), new_proxy(matters=frozenset({Matter.RENT_WITHDRAWAL}))), facts()).sha256(),
        plan(terminate(), facts(agreement=AGREEMENT)).sha256(),
    ]


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_hash_is_the_same_in_every_process(seed: str) -> None:
    """A plan is approved in another process than it was made in, where sets may run in another order."""
    root = Path(__file__).parents[2]
    script = f"import runpy; print(*runpy.run_path({__file__!r})['some_hashes']())"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == some_hashes()


@SWEEP
@given(ordinary_requests(), any_facts())
def test_the_hashed_text_is_plain_json(request_: Any, known: Facts) -> None:
    """It is stored with the case, so that what was approved can be read back years later."""
    made = plan(request_, known)
    stored = made.canonical_json()
    assert json.loads(stored) == made.canonical()
    assert json.dumps(json.loads(stored), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == stored
    assert made.sha256() == hashlib.sha256(stored.encode()).hexdigest()


def test_parts_of_a_plan() -> None:
    made = plan(rent(), facts())
    assert made.operation is OperationCode.RENT_WITHDRAWAL
    assert made.effect(DebitAccount).amount_fen == 7_800_00
    assert made.effect(EndAgreement) is None
    assert not made.refused and not made.needs_approval
