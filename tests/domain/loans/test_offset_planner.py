"""Co-repayers: who may become one, and how their money repays a loan early."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.loans.effects import (
    AmendSchedule,
    JoinAsCoRepayer,
    LeaveAsCoRepayer,
    OffsetLoan,
    SettleLoan,
)
from hfund_tui.domain.loans.facts import CoRepayerFacts, LoanParty, LoanStanding
from hfund_tui.domain.loans.offset import LineReason, Obstacle
from hfund_tui.domain.loans.requests import EndCoRepayment, OffsetRepayment, SignCoRepayment
from hfund_tui.domain.operation import ApprovalReason, OperationCode, Presence
from hfund_tui.domain.plan import EndAgreement, Plan, PutAgreementInForce
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.vocabulary import (
    AccountState,
    AgreementKind,
    CoRepayerRelation,
    Freeze,
    LoanChange,
    LoanRole,
    PrepaymentEffect,
    Verification,
)
from tests.support.builders import AGREEMENT, MEMBER, facts, resident_id
from tests.support.loans import BORROWER, CONTRACT, LEFT, LOAN
from tests.support.policies import policy

FATHER, MOTHER = "20900000101", "20900000102"


def gives(account_no: str, available_fen: int, **changes: Any) -> CoRepayerFacts:
    known = CoRepayerFacts(
        account_no=account_no,
        name="张父",
        id_no=resident_id(date(1960, 1, 1), int(account_no[-3:])),
        state=AccountState.NORMAL,
        freeze=Freeze.NONE,
        available_fen=available_fen,
        has_agreement=True,
        closure_open=False,
        deceased=False,
        offsets_this_year=0,
    )
    return replace(known, **changes)


def loan(*givers: CoRepayerFacts, **changes: Any) -> LoanStanding:
    return replace(LOAN, co_repayers=givers, **changes)


def who(operation: OperationCode) -> dict[str, Any]:
    return {
        "member_id": MEMBER.member_id,
        "presence": Presence.IN_PERSON,
        "verification": Verification.ID_ORIGINAL,
        "ticked": frozenset(OPERATIONS[operation].papers(Presence.IN_PERSON)),
        "contract_no": CONTRACT,
    }


def offset(
    known: LoanStanding, amount_fen: int | None = 50_000_00, on: date = date(2020, 2, 27), **wanted: Any
) -> Plan:
    request = OffsetRepayment(amount_fen=amount_fen, **who(OperationCode.OFFSET_REPAYMENT), **wanted)
    return make_plan(request, facts(loan=known, business_date=on), policy(on))


def failed(made: Plan) -> set[str]:
    return {one.code for one in made.decision.failed}


# ---- the offset --------------------------------------------------------------------------------------------


def test_the_accounts_give_in_their_order_principal_with_the_interest_of_its_days():
    made = offset(loan(gives(FATHER, 30_000_00), gives(MOTHER, 80_000_00)))
    taken: OffsetLoan = made.effect(OffsetLoan)
    # 50,000.00 x 3.25 % / 360 x 7 days, from 20 to 27 February.
    assert (taken.principal_fen, taken.interest_fen) == (50_000_00, 31_60)
    assert [(one.account_no, one.amount_fen, one.reason) for one in taken.lines] == [
        (FATHER, 30_000_00, LineReason.ALL_OF_IT),
        (MOTHER, 20_031_60, LineReason.THE_REST),
    ]
    assert made.holds == ((FATHER, 30_000_00), (MOTHER, 20_031_60))
    assert made.amount_fen == 50_031_60
    amended: AmendSchedule = made.effect(AmendSchedule)
    assert (amended.change, amended.when_debited) == (LoanChange.OFFSET, False)
    assert amended.principal_fen == LEFT.principal_fen - 50_000_00


def test_a_second_person_always_looks():
    small = offset(loan(gives(FATHER, 80_000_00)), 5_000_00)
    assert [one.reason for one in small.approvals] == [ApprovalReason.OTHERS_MONEY]
    large = offset(loan(gives(FATHER, 80_000_00)), 60_000_00)
    assert {one.reason for one in large.approvals} == {
        ApprovalReason.OTHERS_MONEY,
        ApprovalReason.AMOUNT_ABOVE_LIMIT,
    }


def test_without_an_amount_all_that_is_there_is_taken():
    made = offset(loan(gives(FATHER, 30_000_00), gives(MOTHER, 10_000_00)), None)
    taken: OffsetLoan = made.effect(OffsetLoan)
    assert sum(one.amount_fen for one in taken.lines) == 40_000_00
    assert taken.principal_fen + taken.interest_fen == 40_000_00


def test_enough_for_all_settles_the_loan():
    made = offset(loan(gives(FATHER, 900_000_00), changed_in_cycle=frozenset({LoanChange.SHORTENING})), None)
    assert failed(made) == set()
    assert made.effect(SettleLoan) == SettleLoan(CONTRACT, when_debited=False)
    assert made.effect(OffsetLoan).principal_fen == LEFT.principal_fen


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"deceased": True}, "deceased"),
        ({"closure_open": True, "state": AccountState.CLOSED_UNSETTLED}, "closure_open"),
        ({"state": AccountState.CLOSED}, "account_ended"),
        ({"freeze": Freeze.FULL}, "frozen"),
        ({"has_agreement": False}, "no_agreement"),
        ({"offsets_this_year": 1}, "once_a_year"),
    ],
)
def test_who_may_not_gives_nothing_and_the_line_says_why(change, obstacle):
    made = offset(loan(gives(FATHER, 30_000_00, **change), gives(MOTHER, 80_000_00)))
    first, second = made.effect(OffsetLoan).lines
    assert (first.amount_fen, first.reason, first.obstacle) == (0, LineReason.NOT_ALLOWED, obstacle)
    assert second.amount_fen == 50_031_60
    assert failed(made) == set()
    alone = offset(loan(gives(FATHER, 80_000_00, **change)))
    assert "offset_covered" in failed(alone)


def test_a_sealed_account_repays_too():
    assert failed(offset(loan(gives(FATHER, 80_000_00, state=AccountState.SEALED)))) == set()


@pytest.mark.parametrize(
    ("known", "amount_fen", "on", "wanted"),
    [
        (loan(), 50_000_00, date(2020, 2, 27), {"co_repayers_there", "offset_covered"}),
        (loan(gives(FATHER, 80_000_00)), 4_999_99, date(2020, 2, 27), {"offset_minimum"}),
        (loan(gives(FATHER, 80_000_00)), 79_999_99, date(2020, 2, 27), {"offset_covered"}),
        (loan(gives(FATHER, 80_000_00)), 50_000_00, date(2020, 3, 20), {"not_on_due_day"}),
        (
            loan(gives(FATHER, 80_000_00), changed_in_cycle=frozenset({LoanChange.OFFSET})),
            50_000_00, date(2020, 2, 27), {"not_changed_in_cycle"},
        ),
        (
            loan(gives(FATHER, 80_000_00), debit_under_way=True),
            50_000_00, date(2020, 2, 27), {"no_debit_under_way"},
        ),
    ],
)  # fmt: skip
def test_what_stands_in_the_way(known, amount_fen, on, wanted):
    assert failed(offset(known, amount_fen, on)) == wanted


def test_the_remedy_of_a_shortfall_is_possible():
    known = loan(gives(FATHER, 30_000_00), gives(MOTHER, 10_000_00))
    found = offset(known, 40_000_00).decision.finding("offset_covered")
    most = dict(found.remedy.params)["amount"].value
    assert failed(offset(known, most)) == set()
    assert failed(offset(known, most + 1)) == {"offset_covered"}


def test_staff_take_nothing_from_their_own_account():
    mine = gives(FATHER, 80_000_00, id_no=facts().maker_id_no)
    assert failed(offset(loan(mine))) == {"co_repayers_unrelated"}


@given(
    asked=st.integers(0, 600_000_00),
    available=st.lists(st.integers(0, 300_000_00), max_size=4),
    effect=st.sampled_from(PrepaymentEffect),
)
def test_what_leaves_the_accounts_is_what_the_loan_gets(asked, available, effect):
    known = loan(*(gives(f"20900000{number:03}", fen) for number, fen in enumerate(available, 101)))
    made = offset(known, asked, effect=effect)
    taken: OffsetLoan | None = made.effect(OffsetLoan)
    if taken is None or failed(made):
        return
    assert sum(one.amount_fen for one in taken.lines) == taken.principal_fen + taken.interest_fen
    assert all(0 <= one.amount_fen <= fen for one, fen in zip(taken.lines, available, strict=True))


@pytest.mark.parametrize("obstacle", [None, Obstacle.FROZEN])
def test_who_gives_nothing_has_a_line_also_when_nobody_gives(obstacle):
    freeze = Freeze.FULL if obstacle else Freeze.NONE
    made = offset(loan(gives(FATHER, 80_000_00 if obstacle else 0, freeze=freeze)), None)
    (line,) = made.effect(OffsetLoan).lines
    assert (line.account_no, line.amount_fen, line.obstacle) == (FATHER, 0, obstacle)
    assert "offset_covered" in failed(made) and made.maximum_fen == 0


# ---- joining and leaving -----------------------------------------------------------------------------------


def join(known: LoanStanding | None = None, signed: bool = True, **wanted: Any) -> Plan:
    request = SignCoRepayment(
        **{"relation": CoRepayerRelation.PARENT, "version": "2020-02", **wanted},
        **who(OperationCode.SIGN_CO_REPAYMENT),
    )
    others = known or replace(LOAN, parties=(replace(BORROWER, member_id=99),))
    known_facts = facts(loan=others, agreement=AGREEMENT if signed else None)
    return make_plan(request, known_facts, policy())


def test_a_parent_becomes_a_co_repayer_with_the_agreement():
    made = join()
    assert failed(made) == set()
    assert made.effect(JoinAsCoRepayer) == JoinAsCoRepayer(CONTRACT, CoRepayerRelation.PARENT, "张**")
    assert made.effect(PutAgreementInForce).kind is AgreementKind.CO_REPAYER
    assert not made.approvals


def test_the_self_service_agreement_comes_first():
    assert failed(join(signed=False)) == {"self_service_signed"}


def test_an_older_text_is_not_signed():
    assert failed(join(version="2015-01")) == {"co_repayer_version"}


@pytest.mark.parametrize("role", list(LoanRole))
def test_who_is_a_party_becomes_no_co_repayer(role):
    known = replace(LOAN, parties=(replace(BORROWER, role=role),))
    assert failed(join(known)) == {"not_a_party_yet"}


def test_a_co_repayer_leaves_and_the_agreement_ends():
    me = LoanParty(LoanRole.CO_REPAYER, MEMBER.id_no, "张示例", MEMBER.member_id, 0, 7, 31)
    request = EndCoRepayment(**who(OperationCode.END_CO_REPAYMENT))
    made = make_plan(request, facts(loan=replace(LOAN, parties=(me,))), policy())
    assert failed(made) == set()
    assert made.effect(LeaveAsCoRepayer) == LeaveAsCoRepayer(CONTRACT, 7)
    assert made.effect(EndAgreement) == EndAgreement(31, AgreementKind.CO_REPAYER)


def test_who_is_none_can_not_leave():
    request = EndCoRepayment(**who(OperationCode.END_CO_REPAYMENT))
    assert failed(make_plan(request, facts(loan=LOAN), policy())) == {"is_co_repayer"}
