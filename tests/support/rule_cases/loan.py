"""Changes of a loan: what stands in the way of each, and on which value it passes."""

from dataclasses import replace
from datetime import date

from hfund_tui.domain.loans.facts import RepaymentAccount
from hfund_tui.domain.loans.penalty import Overdue
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import LoanChange, LoanRole, LoanState, PrepaymentEffect, RepaymentMethod
from tests.support.builders import CARD, MEMBER_ID_NO, change
from tests.support.loans import BORROWER, LEFT, LOAN, loan_facts, loan_request
from tests.support.rule_cases.case import Fails, Passes

EARLY, SHORTEN = OperationCode.EARLY_REPAYMENT, OperationCode.SHORTEN_TERM
ACCOUNT, METHOD = OperationCode.CHANGE_REPAYMENT_ACCOUNT, OperationCode.CHANGE_REPAYMENT_METHOD
DUE_DAY = OperationCode.CHANGE_DUE_DAY
SETTLED = loan_facts(replace(LOAN, state=LoanState.SETTLED, terms=None))
OVERDUE = replace(LOAN, state=LoanState.OVERDUE, overdue=(Overdue(date(2020, 2, 20), 1_581_17, 1_254_81),))
LATE = loan_facts(OVERDUE)
LAST_OWED = loan_facts(replace(OVERDUE, terms=None))
ELEVEN_LEFT = loan_facts(replace(LOAN, terms=replace(LEFT, months=11, regular_fen=None)))
LINKED, CARD_NO = loan_request(ACCOUNT, bank_code="", account_no="", linked_card=True), "6217000000008821"
ON_THE_DUE_DAY = change(loan_facts(), business_date=date(2020, 3, 20))
ONCE_IN_A_CYCLE = (EARLY, SHORTEN, METHOD, DUE_DAY)

FAILS = [
    *(
        Fails(
            name=f"{operation} of a settled loan",
            code="loan_running",
            remedy="no_running_loan",
            request=loan_request(operation),
            facts=SETTLED,
            along=frozenset(along),
            otherwise=loan_facts(),
        )
        for operation, along in (
            (EARLY, {"prepayment_within_balance"}),
            (SHORTEN, {"months_left", "new_term"}),
            (ACCOUNT, set[str]()),
            (METHOD, {"months_left", "other_method"}),
            (DUE_DAY, {"months_left"}),
        )
    ),
    Fails(
        name="a co-repayer owes nothing, and changes nothing",
        code="loan_party",
        remedy="borrower_comes",
        request=loan_request(EARLY),
        facts=loan_facts(replace(LOAN, parties=(replace(BORROWER, role=LoanRole.CO_REPAYER),))),
    ),
    *(
        Fails(
            name=f"{operation} while an instalment is overdue",
            code="loan_not_overdue",
            remedy="pay_overdue",
            request=loan_request(operation),
            facts=LATE,
        )
        for operation in ONCE_IN_A_CYCLE
    ),
    *(
        Fails(
            name=f"{operation} on the due day",
            code="not_on_due_day",
            remedy="come_tomorrow",
            request=loan_request(operation),
            facts=ON_THE_DUE_DAY,
        )
        for operation in (*ONCE_IN_A_CYCLE, ACCOUNT)
    ),
    *(
        Fails(
            name=f"{operation} after {done}",
            code="not_changed_in_cycle",
            remedy="next_cycle",
            request=loan_request(operation),
            facts=loan_facts(replace(LOAN, changed_in_cycle=frozenset({done}))),
        )
        for operation, done in zip(
            ONCE_IN_A_CYCLE,
            (
                LoanChange.OFFSET,
                LoanChange.PARTIAL_PREPAYMENT,
                LoanChange.DUE_DAY_CHANGE,
                LoanChange.SHORTENING,
            ),
            strict=True,
        )
    ),
    *(
        Fails(
            name=f"{operation} while the bank has an order",
            code="no_debit_under_way",
            remedy="wait_for_debit",
            request=loan_request(operation),
            facts=loan_facts(replace(LOAN, debit_under_way=True)),
        )
        for operation in (EARLY, ACCOUNT)
    ),
    Fails(
        name="nothing to debit from",
        code="repayment_account_there",
        remedy="choose_repayment_account",
        request=loan_request(EARLY),
        facts=loan_facts(replace(LOAN, account=None)),
    ),
    Fails(
        name="a fen less than the minimum",
        code="prepayment_minimum",
        remedy="at_least",
        request=loan_request(EARLY, amount_fen=4_999_99),
        facts=loan_facts(),
    ),
    Fails(
        name="a fen more than is left",
        code="prepayment_within_balance",
        remedy="settle_instead",
        request=loan_request(EARLY, amount_fen=LEFT.principal_fen + 1),
        facts=loan_facts(),
    ),
    Fails(
        name="48 fen left for 216 instalments",
        code="no_empty_instalment",
        remedy="settle_instead",
        request=loan_request(EARLY, amount_fen=463_306_00, effect=PrepaymentEffect.KEEP_TERM),
        facts=loan_facts(),
    ),
    *(
        Fails(
            name=f"{operation} of the last eleven months",
            code="months_left",
            remedy="repay_as_agreed",
            request=loan_request(operation),
            facts=ELEVEN_LEFT,
            along=frozenset({"new_term"}) if operation is SHORTEN else frozenset(),
            otherwise=loan_facts(),
        )
        for operation in (SHORTEN, METHOD, DUE_DAY)
    ),
    *(
        Fails(
            name=f"shortened to {months} of 216 months",
            code="new_term",
            remedy="months_between",
            request=loan_request(SHORTEN, months=months),
            facts=loan_facts(),
            along=frozenset({"income_suffices"}) if 0 < months < 12 else frozenset(),
            form=True,
        )
        for months in (0, 11, 216, 300)
    ),
    Fails(
        name="an instalment above half of what both earn",
        code="income_suffices",
        remedy="choose_more_months",
        request=loan_request(SHORTEN, months=48),
        facts=loan_facts(),
    ),
    Fails(
        name="the method it has",
        code="other_method",
        remedy="choose_other_method",
        request=loan_request(METHOD, method=RepaymentMethod.EQUAL_INSTALMENT),
        facts=loan_facts(),
        form=True,
    ),
    *(
        Fails(
            name=f"due day {day}",
            code="other_due_day",
            remedy="choose_due_day",
            request=loan_request(DUE_DAY, due_day=day),
            facts=loan_facts(),
            form=True,
        )
        for day in (0, 20, 27, 29)
    ),
    Fails(
        name="a number of no account",
        code="own_account_number",
        remedy="correct_card_no",
        request=loan_request(ACCOUNT, account_no="123"),
        facts=loan_facts(),
        form=True,
    ),
    Fails(
        name="the account it is debited from",
        code="own_account_number",
        remedy="another_account",
        request=loan_request(ACCOUNT, bank_code="CCB", account_no="6217000000007788"),
        facts=loan_facts(),
        form=True,
    ),
    Fails(
        name="a bank that clears no loans",
        code="account_bank",
        remedy="choose_bank",
        request=loan_request(ACCOUNT, bank_code="HSBC"),
        facts=loan_facts(),
        form=True,
    ),
    Fails(
        name="the linked card, and none is linked",
        code="card_linked",
        remedy="link_card",
        request=LINKED,
        facts=loan_facts(card=None),
    ),
    Fails(
        name="the linked card, held by somebody else",
        code="card_linked",
        remedy="link_card",
        request=LINKED,
        facts=loan_facts(card=replace(CARD, holder_is_member=False), card_no=CARD_NO),
    ),
    Fails(
        name="the linked card, of class II",
        code="card_linked",
        remedy="link_card",
        request=LINKED,
        facts=loan_facts(card=replace(CARD, class_one=False), card_no=CARD_NO),
    ),
    Fails(
        name="the linked card, which is debited already",
        code="own_account_number",
        remedy="another_account",
        request=LINKED,
        facts=loan_facts(
            replace(LOAN, account=RepaymentAccount(31, "CCB", "8821", MEMBER_ID_NO)), card_no=CARD_NO
        ),
        form=True,
    ),
    Fails(
        name="the linked card, of a bank that clears no loans",
        code="account_bank",
        remedy="choose_bank",
        request=LINKED,
        facts=loan_facts(card=replace(CARD, bank_code="HSBC"), card_no=CARD_NO),
        form=True,
    ),
    Fails(
        name="no proof of another account",
        code="papers_checked",
        remedy="tick_papers",
        request=loan_request(ACCOUNT, ticked=LINKED.ticked),
        facts=loan_facts(),
        form=True,
    ),
]

PASSES = [
    Passes(
        name="the minimum itself",
        code="prepayment_minimum",
        request=loan_request(EARLY, amount_fen=5_000_00),
        facts=loan_facts(),
    ),
    Passes(
        name="all of it, whatever happened in the cycle",
        code="prepayment_within_balance",
        request=loan_request(EARLY, amount_fen=None),
        facts=loan_facts(replace(LOAN, changed_in_cycle=frozenset(LoanChange))),
    ),
    Passes(
        name="a fen left for each instalment",
        code="no_empty_instalment",
        request=loan_request(EARLY, amount_fen=LEFT.principal_fen - 216, effect=PrepaymentEffect.KEEP_TERM),
        facts=loan_facts(),
    ),
    Passes(
        name="the member's own card, without another proof",
        code="card_linked",
        request=LINKED,
        facts=loan_facts(card_no=CARD_NO),
    ),
    *(
        Passes(name=name, code="loan_running", request=loan_request(ACCOUNT), facts=facts)
        for name, facts in (
            ("another account while overdue", LATE),
            ("another account while only the last instalment is owed", LAST_OWED),
        )
    ),
    Passes(
        name="the day before the due day",
        code="not_on_due_day",
        request=loan_request(METHOD),
        facts=change(loan_facts(), business_date=date(2020, 3, 19)),
    ),
    Passes(
        name="twelve months left",
        code="months_left",
        request=loan_request(DUE_DAY),
        facts=loan_facts(replace(LOAN, terms=replace(LEFT, months=12, regular_fen=None))),
    ),
    Passes(
        name="the last day of the month that can be chosen",
        code="other_due_day",
        request=loan_request(DUE_DAY, due_day=28),
        facts=loan_facts(),
    ),
]
