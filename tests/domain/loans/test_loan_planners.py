"""The five changes of a loan: who may, when, with what else in the same cycle, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hfund_tui.domain.decision import Verdict
from hfund_tui.domain.loans.effects import AmendSchedule, OrderDebit, ReplaceRepaymentAccount, SettleLoan
from hfund_tui.domain.loans.facts import LoanStanding
from hfund_tui.domain.loans.penalty import Overdue
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan, RecordException
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.request import ExceptionGround
from hfund_tui.domain.vocabulary import LoanChange, LoanRole, LoanState, PrepaymentEffect, RepaymentMethod
from tests.support.builders import facts
from tests.support.loans import BORROWER, CONTRACT, LEFT, LOAN, SPOUSE, loan_facts, loan_request
from tests.support.policies import policy

EARLY, SHORTEN = OperationCode.EARLY_REPAYMENT, OperationCode.SHORTEN_TERM
ACCOUNT, METHOD = OperationCode.CHANGE_REPAYMENT_ACCOUNT, OperationCode.CHANGE_REPAYMENT_METHOD
DUE_DAY = OperationCode.CHANGE_DUE_DAY
LATE = Overdue(date(2020, 2, 20), 1_580_00, 1_255_98)
CHANGES = (EARLY, SHORTEN, ACCOUNT, METHOD, DUE_DAY)


def plan(
    operation: OperationCode, loan: LoanStanding | None = LOAN, on: date | None = None, **wanted: Any
) -> Plan:
    known = facts(loan=loan) if on is None else facts(loan=loan, business_date=on)
    return make_plan(loan_request(operation, **wanted), known, policy(known.business_date))


def failed(made: Plan) -> set[str]:
    return {one.code for one in made.decision.failed}


@pytest.mark.parametrize("operation", CHANGES)
def test_the_ordinary_borrower_may(operation):
    made = plan(operation)
    assert failed(made) == set()
    assert made.decision.verdict is Verdict.ALLOWED
    assert made.effects


# ---- what comes of it ----------------------------------------------------------------------------------


def test_a_partial_repayment_is_debited_with_the_interest_of_its_days():
    made = plan(EARLY, effect=PrepaymentEffect.KEEP_INSTALMENT)
    order: OrderDebit = made.effect(OrderDebit)
    # 100,000.00 x 3.25 % / 360 x 7 days, from 20 to 27 February.
    assert (order.principal_fen, order.interest_fen, order.amount_fen) == (100_000_00, 63_19, 100_063_19)
    assert (made.amount_fen, order.account_last_four) == (100_063_19, "7788")
    amended: AmendSchedule = made.effect(AmendSchedule)
    assert (amended.principal_fen, amended.months, amended.regular_fen) == (363_306_48, 158, 2_835_98)
    assert amended.when_debited
    comparison = made.comparison
    assert comparison is not None and comparison.after is not None
    assert comparison.after.interest_fen == 83_489_33
    assert comparison.due_now_fen == 63_19


def test_all_of_it_with_the_interest_to_the_day():
    made = plan(EARLY, amount_fen=None)
    order: OrderDebit = made.effect(OrderDebit)
    assert (order.principal_fen, order.interest_fen) == (463_306_48, 292_78)
    assert made.effect(SettleLoan) is not None and made.effect(AmendSchedule) is None
    assert made.comparison is not None and made.comparison.after is None
    assert plan(EARLY, amount_fen=463_306_48).effects == made.effects


@pytest.mark.parametrize(
    ("operation", "wanted", "expected"),
    [
        (SHORTEN, {"months": 120}, (LoanChange.SHORTENING, 120, 4_527_39, date(2020, 3, 20))),
        (
            METHOD,
            {"method": RepaymentMethod.EQUAL_PRINCIPAL},
            (LoanChange.METHOD_CHANGE, 216, 2_144_94, date(2020, 3, 20)),
        ),
        (DUE_DAY, {"due_day": 5}, (LoanChange.DUE_DAY_CHANGE, 216, 2_835_98, date(2020, 4, 5))),
        (DUE_DAY, {"due_day": 25}, (LoanChange.DUE_DAY_CHANGE, 216, 2_835_98, date(2020, 3, 25))),
    ],
)
def test_the_schedule_is_amended_at_once(operation, wanted, expected):
    (amended,) = plan(operation, **wanted).effects
    assert isinstance(amended, AmendSchedule)
    assert (amended.change, amended.months, amended.regular_fen, amended.first_due) == expected
    assert not amended.when_debited


def test_another_account_takes_the_place_of_the_one_there_is():
    (effect,) = plan(ACCOUNT).effects
    assert isinstance(effect, ReplaceRepaymentAccount)
    assert (effect.bank_code, effect.account_no, effect.replaces) == ("CMB", "6214830000000006", 31)


def test_the_linked_card_takes_its_place_by_itself():
    """Bank and number are the card's, whatever else the request holds."""
    request = loan_request(ACCOUNT, linked_card=True)
    (effect,) = make_plan(request, loan_facts(card_no="6217000000008821"), policy()).effects
    assert effect == ReplaceRepaymentAccount(CONTRACT, "CCB", "6217000000008821", 31)


# ---- amounts, terms, days ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount_fen", "wrong"),
    [
        (4_999_99, {"prepayment_minimum"}),
        (5_000_00, set()),
        (463_306_47, set()),
        (463_306_48, set()),
        (463_306_49, {"prepayment_within_balance"}),
    ],
)
def test_how_much(amount_fen, wrong):
    assert failed(plan(EARLY, amount_fen=amount_fen)) == wrong


def test_less_than_the_minimum_when_it_is_all_there_is():
    little = replace(LOAN, terms=replace(LEFT, principal_fen=3_000_00, months=2, regular_fen=1_506_10))
    assert failed(plan(EARLY, little, amount_fen=None)) == set()
    assert failed(plan(EARLY, little, amount_fen=2_999_99)) == {"prepayment_minimum"}


@pytest.mark.parametrize(
    ("bases_fen", "wrong"),
    [(9_054_78, set()), (9_054_77, {"income_suffices"}), (9_054_76, {"income_suffices"})],
)
def test_income_covers_the_shorter_term(bases_fen, wrong):
    alone = replace(LOAN, parties=(replace(BORROWER, base_fen=bases_fen),))
    assert failed(plan(SHORTEN, alone, months=120)) == wrong


def test_all_borrowers_count_and_no_co_repayer():
    half = replace(BORROWER, base_fen=4_527_39)
    with_spouse = replace(LOAN, parties=(half, replace(SPOUSE, base_fen=4_527_39)))
    assert failed(plan(SHORTEN, with_spouse, months=120)) == set()
    parent = replace(SPOUSE, role=LoanRole.CO_REPAYER, base_fen=4_527_39)
    assert failed(plan(SHORTEN, replace(LOAN, parties=(half, parent)), months=120)) == {"income_suffices"}


@pytest.mark.parametrize(
    ("months", "wrong"), [(11, True), (12, False), (215, False), (216, True), (300, True)]
)
def test_fewer_months_but_not_too_few(months, wrong):
    rich = replace(LOAN, parties=(replace(BORROWER, base_fen=10**9),))
    assert failed(plan(SHORTEN, rich, months=months)) == ({"new_term"} if wrong else set())


@pytest.mark.parametrize("operation", [SHORTEN, METHOD, DUE_DAY])
@pytest.mark.parametrize(
    ("contract_months", "left", "wrong"), [(240, 12, False), (240, 11, True), (12, 12, True), (13, 12, False)]
)
def test_too_little_left_to_change(operation, contract_months, left, wrong):
    loan = replace(
        LOAN,
        contract_months=contract_months,
        terms=replace(LEFT, principal_fen=30_000_00, months=left, regular_fen=None),
    )
    assert (
        "months_left" in failed(plan(operation, loan, **({"months": 12} if operation is SHORTEN else {})))
    ) == wrong


@pytest.mark.parametrize(("operation", "allowed"), [(EARLY, True), (ACCOUNT, True)])
def test_what_little_is_left_may_be_repaid_and_from_another_account(operation, allowed):
    loan = replace(LOAN, terms=replace(LEFT, principal_fen=30_000_00, months=3, regular_fen=None))
    assert (
        failed(plan(operation, loan, **({"amount_fen": None} if operation is EARLY else {}))) == set()
    ) == allowed


@pytest.mark.parametrize(
    ("due_day", "wrong"), [(0, True), (1, False), (20, True), (27, True), (28, False), (29, True), (31, True)]
)
def test_which_due_days(due_day, wrong):
    assert failed(plan(DUE_DAY, due_day=due_day)) == ({"other_due_day"} if wrong else set())


def test_the_method_it_has_already_is_no_change():
    assert failed(plan(METHOD, method=RepaymentMethod.EQUAL_INSTALMENT)) == {"other_method"}


@pytest.mark.parametrize(
    ("bank", "number", "wrong"),
    [
        ("CMB", "6214830000000006", set()),
        ("CCB", "6217000000007788", {"own_account_number"}),
        ("CMB", "123", {"own_account_number"}),
        ("HSBC", "6214830000000006", {"account_bank"}),
    ],
)
def test_which_accounts(bank, number, wrong):
    assert failed(plan(ACCOUNT, bank_code=bank, account_no=number)) == wrong


# ---- when ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("operation", CHANGES)
def test_not_on_the_due_day(operation):
    due = date(2020, 3, 20)
    assert "not_on_due_day" in failed(plan(operation, on=due))
    for other in (date(2020, 3, 19), date(2020, 3, 21)):
        assert "not_on_due_day" not in failed(plan(operation, on=other))


def test_the_last_of_a_short_month_is_the_due_day_of_a_31st():
    loan = replace(LOAN, terms=replace(LEFT, first_due=date(2020, 2, 29), due_day=31))
    assert failed(plan(EARLY, loan, on=date(2020, 2, 29))) == {"not_on_due_day"}
    assert failed(plan(EARLY, loan, on=date(2020, 2, 28))) == set()


@pytest.mark.parametrize("operation", CHANGES)
def test_overdue_blocks_all_but_the_account(operation):
    overdue = replace(LOAN, state=LoanState.OVERDUE, overdue=(LATE,))
    assert failed(plan(operation, overdue)) == (set() if operation is ACCOUNT else {"loan_not_overdue"})


@pytest.mark.parametrize("amount_fen", [None, 100_000_00])
def test_no_second_person_lets_pass_what_is_overdue_not_to_settle_either(amount_fen):
    """Penalty and overdue instalments are paid before anything early."""
    overdue = replace(LOAN, state=LoanState.OVERDUE, overdue=(LATE,))
    ground = ExceptionGround("hardship", "客户要求一次结清", ("A-1",))
    made = plan(EARLY, overdue, amount_fen=amount_fen, ground=ground)
    assert made.decision.verdict is Verdict.REFUSED
    assert [(one.code, one.overridable) for one in made.decision.failed] == [("loan_not_overdue", False)]
    assert made.approvals == () and made.effect(RecordException) is None


@pytest.mark.parametrize("operation", CHANGES)
def test_a_debit_under_way_blocks_everything(operation):
    assert failed(plan(operation, replace(LOAN, debit_under_way=True))) == {"no_debit_under_way"}


_DONE_BY = {
    EARLY: LoanChange.PARTIAL_PREPAYMENT,
    SHORTEN: LoanChange.SHORTENING,
    ACCOUNT: LoanChange.ACCOUNT_CHANGE,
    METHOD: LoanChange.METHOD_CHANGE,
    DUE_DAY: LoanChange.DUE_DAY_CHANGE,
}
_BLOCKING = {EARLY, SHORTEN, METHOD, DUE_DAY}


@pytest.mark.parametrize("second", CHANGES)
@pytest.mark.parametrize("first", [*CHANGES, None], ids=str)
def test_every_pair_in_one_cycle_in_both_orders(first, second):
    """Guide and reply give different lists; their union is read both ways. The account is always free."""
    done = LoanChange.OFFSET if first is None else _DONE_BY[first]
    loan = replace(LOAN, changed_in_cycle=frozenset({done}))
    blocked = (first is None or first in _BLOCKING) and second in _BLOCKING
    assert failed(plan(second, loan)) == ({"not_changed_in_cycle"} if blocked else set())


@pytest.mark.parametrize("done", list(LoanChange))
def test_all_of_it_may_be_repaid_whatever_happened_in_the_cycle(done):
    loan = replace(LOAN, changed_in_cycle=frozenset({done}))
    assert failed(plan(EARLY, loan, amount_fen=None)) == set()


def test_the_next_cycle_begins_after_the_next_due_day():
    loan = replace(LOAN, changed_in_cycle=frozenset({LoanChange.SHORTENING}))
    (finding,) = plan(EARLY, loan).decision.failed
    assert dict(finding.remedy.params)["day"].value == "2020-03-21"


# ---- who -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("operation", CHANGES)
@pytest.mark.parametrize(
    ("role", "wrong"),
    [(LoanRole.BORROWER, False), (LoanRole.CO_BORROWER, False), (LoanRole.CO_REPAYER, True)],
)
def test_borrowers_may_a_co_repayer_may_not(operation, role, wrong):
    loan = replace(LOAN, parties=(replace(BORROWER, role=role), replace(SPOUSE, base_fen=10**8)))
    assert failed(plan(operation, loan)) == ({"loan_party"} if wrong else set())


@pytest.mark.parametrize("operation", CHANGES)
def test_a_stranger_may_not(operation):
    assert "loan_party" in failed(plan(operation, replace(LOAN, parties=(SPOUSE,))))


@pytest.mark.parametrize("operation", CHANGES)
@pytest.mark.parametrize("loan", [None, replace(LOAN, terms=None, state=LoanState.SETTLED)])
def test_without_a_running_loan_there_is_nothing_to_change(operation, loan):
    made = plan(operation, loan)
    assert "loan_running" in failed(made)
    assert made.refused


def test_without_a_repayment_account_nothing_can_be_debited():
    assert failed(plan(EARLY, replace(LOAN, account=None))) == {"repayment_account_there"}


@pytest.mark.parametrize("operation", CHANGES)
def test_every_rule_that_stands_in_the_way_is_told_with_its_way_out(operation):
    loan = replace(
        LOAN,
        state=LoanState.OVERDUE,
        overdue=(LATE,),
        changed_in_cycle=frozenset(LoanChange),
        debit_under_way=True,
    )
    made = plan(operation, loan, on=date(2020, 3, 20))
    wanted = {"no_debit_under_way", "not_on_due_day"}
    if operation is not ACCOUNT:
        wanted |= {"loan_not_overdue", "not_changed_in_cycle"}
    assert wanted <= failed(made)
    assert all(one.remedy is not None for one in made.decision.failed)
