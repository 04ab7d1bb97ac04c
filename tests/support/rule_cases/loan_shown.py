"""What the rules of loan changes say they found and wanted: code, passed, request, facts, found, wanted."""

from dataclasses import replace
from datetime import date
from typing import Any

from hfund_tui.domain.decision import NOTHING, Shown, card, count, day, flag, money, term, terms, text
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.loans.facts import LoanStanding
from hfund_tui.domain.vocabulary import LoanChange, LoanRole, LoanState, PrepaymentEffect, RepaymentMethod
from tests.support.builders import change
from tests.support.loans import BORROWER, LEFT, LOAN, loan_facts, loan_request
from tests.support.policies import TODAY
from tests.support.rule_cases.loan import ACCOUNT, DUE_DAY, EARLY, LAST_OWED, LATE, METHOD, SETTLED, SHORTEN

YES, NO = flag(True), flag(False)
RUNNING = terms([LoanState.NORMAL, LoanState.OVERDUE])
BORROWERS = terms([LoanRole.BORROWER, LoanRole.CO_BORROWER])
BANKS = terms([f"vocabulary.bank.{one}" for one in ("CCB", "BOC", "CMB", "ICBC", "ABC", "CITIC", "PAB")])
EPI, EP = RepaymentMethod.EQUAL_INSTALMENT, RepaymentMethod.EQUAL_PRINCIPAL
DUE = date(2020, 3, 20)


def months(number: int) -> Shown:
    return count(number, "unit.months")


def loan(**changes: Any) -> Facts:
    known: LoanStanding = replace(LOAN, **changes)
    return loan_facts(known)


ROWS: list[tuple[str, bool, Any, Facts, Shown, Shown]] = [
    ("loan_running", True, loan_request(EARLY), loan(), term(LoanState.NORMAL), RUNNING),
    ("loan_running", False, loan_request(EARLY), SETTLED, term(LoanState.SETTLED), RUNNING),
    ("loan_party", True, loan_request(EARLY), loan(), term(LoanRole.BORROWER), BORROWERS),
    (
        "loan_party", False, loan_request(EARLY),
        loan(parties=(replace(BORROWER, role=LoanRole.CO_REPAYER),)),
        term(LoanRole.CO_REPAYER), BORROWERS,
    ),
    ("loan_not_overdue", True, loan_request(EARLY), loan(), money(0), money(0)),
    # 2,835.98 and its penalty: x 3.25 % x 1.5 / 360 x 7 days.
    ("loan_not_overdue", False, loan_request(EARLY), LATE, money(2_838_67), money(0)),
    ("loan_not_overdue", False, loan_request(EARLY), LAST_OWED, money(2_838_67), money(0)),
    ("not_on_due_day", True, loan_request(EARLY), loan(), day(TODAY), YES),
    ("not_on_due_day", False, loan_request(EARLY), change(loan(), business_date=DUE), day(DUE), YES),
    ("not_changed_in_cycle", True, loan_request(EARLY), loan(), YES, YES),
    (
        "not_changed_in_cycle", False, loan_request(EARLY),
        loan(changed_in_cycle=frozenset({LoanChange.OFFSET})), terms([LoanChange.OFFSET]), YES,
    ),
    ("no_debit_under_way", True, loan_request(EARLY), loan(), YES, YES),
    ("no_debit_under_way", False, loan_request(EARLY), loan(debit_under_way=True), NO, YES),
    ("repayment_account_there", True, loan_request(EARLY), loan(), card("CCB", "7788"), YES),
    ("repayment_account_there", False, loan_request(EARLY), loan(account=None), NOTHING, YES),
    ("prepayment_minimum", True, loan_request(EARLY), loan(), money(100_000_00), money(5_000_00)),
    (
        "prepayment_minimum", False, loan_request(EARLY, amount_fen=4_999_99), loan(),
        money(4_999_99), money(5_000_00),
    ),
    (
        "prepayment_within_balance", True, loan_request(EARLY), loan(),
        money(100_000_00), money(LEFT.principal_fen),
    ),
    (
        "prepayment_within_balance", False, loan_request(EARLY, amount_fen=500_000_00), loan(),
        money(500_000_00), money(LEFT.principal_fen),
    ),
    ("no_empty_instalment", True, loan_request(EARLY), loan(), months(0), months(0)),
    (
        "no_empty_instalment", False,
        loan_request(EARLY, amount_fen=463_306_00, effect=PrepaymentEffect.KEEP_TERM), loan(),
        months(215), months(0),
    ),
    ("months_left", True, loan_request(SHORTEN), loan(), months(216), months(12)),
    (
        "months_left", False, loan_request(DUE_DAY),
        loan(terms=replace(LEFT, months=11, regular_fen=None)), months(11), months(12),
    ),
    ("new_term", True, loan_request(SHORTEN), loan(), months(120), months(12)),
    ("new_term", False, loan_request(SHORTEN, months=11), loan(), months(11), months(12)),
    # Half of 10,000.00 and 8,000.00; 463,306.48 in 120 and in 48 months.
    ("income_suffices", True, loan_request(SHORTEN), loan(), money(4_527_39), money(9_000_00)),
    ("income_suffices", False, loan_request(SHORTEN, months=48), loan(), money(10_306_25), money(9_000_00)),
    ("other_method", True, loan_request(METHOD), loan(), term(EP), term(EPI)),
    ("other_method", False, loan_request(METHOD, method=EPI), loan(), term(EPI), term(EPI)),
    ("other_due_day", True, loan_request(DUE_DAY), loan(), count(5), count(28)),
    ("other_due_day", False, loan_request(DUE_DAY, due_day=29), loan(), count(29), count(28)),
    ("own_account_number", True, loan_request(ACCOUNT), loan(), text("0006"), NOTHING),
    (
        "own_account_number", False, loan_request(ACCOUNT, account_no="123"), loan(),
        term("identifier.bad_length"), NOTHING,
    ),
    ("account_bank", True, loan_request(ACCOUNT), loan(), term("vocabulary.bank.CMB"), BANKS),
    ("account_bank", False, loan_request(ACCOUNT, bank_code="HSBC"), loan(), text("HSBC"), BANKS),
]  # fmt: skip
