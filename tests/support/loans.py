"""A loan of the ordinary member: half a million over twenty years, two years repaid, due on the 20th."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.loans.facts import LoanParty, LoanStanding, RepaymentAccount
from hfund_tui.domain.loans.requests import (
    ChangeDueDay,
    ChangeRepaymentAccount,
    ChangeRepaymentMethod,
    LoanRequest,
    RepayEarly,
    ShortenTerm,
)
from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.vocabulary import HomeKind, LoanRole, LoanState, RepaymentMethod, Verification
from tests.support.builders import MEMBER, MEMBER_ID_NO, change, facts, resident_id

CONTRACT = "D2018030001"
LEFT = Terms(
    principal_fen=463_306_48,
    rate=Fraction("0.0325"),
    months=216,
    method=RepaymentMethod.EQUAL_INSTALMENT,
    first_due=date(2020, 3, 20),
    due_day=20,
    regular_fen=2_835_98,
)
BORROWER = LoanParty(LoanRole.BORROWER, MEMBER_ID_NO, "张示例", MEMBER.member_id, 10_000_00)
SPOUSE = LoanParty(LoanRole.CO_BORROWER, resident_id(date(1986, 1, 1), 4), "李示例", 2, 8_000_00)
LOAN = LoanStanding(
    contract_no=CONTRACT,
    state=LoanState.NORMAL,
    home=HomeKind.FIRST,
    bank_code="CCB",
    contract_months=240,
    disbursed_on=date(2018, 2, 20),
    terms=LEFT,
    rate=LEFT.rate,
    cycle_began=date(2020, 2, 20),
    changed_in_cycle=frozenset(),
    overdue=(),
    parties=(BORROWER, SPOUSE),
    account=RepaymentAccount(31, "CCB", "7788", MEMBER_ID_NO),
)


def loan_facts(loan: LoanStanding | None = LOAN, **changes: Any) -> Facts:
    """The ordinary member's facts on 2020-02-27, with that loan."""
    return change(facts(loan=loan), **changes) if changes else facts(loan=loan)


_REQUESTS: dict[OperationCode, tuple[type[LoanRequest], dict[str, Any]]] = {
    OperationCode.EARLY_REPAYMENT: (RepayEarly, {"amount_fen": 100_000_00}),
    OperationCode.SHORTEN_TERM: (ShortenTerm, {"months": 120}),
    OperationCode.CHANGE_REPAYMENT_ACCOUNT: (
        ChangeRepaymentAccount,
        {"bank_code": "CMB", "account_no": "6214830000000006"},
    ),
    OperationCode.CHANGE_REPAYMENT_METHOD: (
        ChangeRepaymentMethod,
        {"method": RepaymentMethod.EQUAL_PRINCIPAL},
    ),
    OperationCode.CHANGE_DUE_DAY: (ChangeDueDay, {"due_day": 5}),
}


LOAN_CHANGES = tuple(_REQUESTS)
"""The operations that change a loan."""


def loan_request(operation: OperationCode, **wanted: Any) -> LoanRequest:
    """What a borrower at the counter asks for, all papers seen."""
    kind, usual = _REQUESTS[operation]
    request = kind(
        member_id=MEMBER.member_id,
        presence=Presence.IN_PERSON,
        verification=Verification.ID_ORIGINAL,
        contract_no=CONTRACT,
        **{**usual, **wanted},
    )
    papers = OPERATIONS[operation].papers(Presence.IN_PERSON)
    return (
        request if "ticked" in wanted else replace(request, ticked=frozenset({*papers, *request.more_papers}))
    )
