"""Rows of a loan: contract, terms, parties, repayment account, instalments, and its lines in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hfund_tui.domain.loans.schedule import Instalment
from hfund_tui.domain.vocabulary import Ledger, LoanRole, LoanState, PaymentState, SummaryCode
from hfund_tui.services.demo.loans import LoanLife, life_of
from hfund_tui.services.demo.numbers import repayment_account_no
from hfund_tui.services.demo.office import Office
from hfund_tui.services.demo.portrait import LoanPortrait, Portrait

Row = dict[str, Any]

NO_MONEY = "余额不足"


@dataclass(frozen=True, slots=True)
class LoanBatch:
    """A batch to be posted: lines of ledger, fen, and contract for those of the principal."""

    summary: SummaryCode
    day: date
    lines: tuple[tuple[Ledger, int, str | None], ...]


@dataclass(frozen=True, slots=True)
class LoanIds:
    """Numbers for the rows to come: `terms` and `account` are taken, `instalment` is the last one taken."""

    terms: int
    account: int
    instalment: int


def loan_rows(
    portrait: Portrait, loan: LoanPortrait, member_id: int, ids: LoanIds, office: Office
) -> Iterator[tuple[str, Row]]:
    """Rows with the table each belongs to."""
    life = life_of(loan, office.business_date)
    ended = life.paid[-1].due if life.balance_fen == 0 else None
    yield (
        "loan",
        {
            "contract_no": loan.contract_no,
            "member_id": member_id,
            "branch_code": office.branches[0].code,
            "bank_code": loan.bank_code,
            "home": loan.home,
            "principal_fen": loan.principal_fen,
            "months": loan.months,
            "disbursed_on": loan.disbursed_on,
            "balance_fen": life.balance_fen,
            "state": _state(life),
            "settled_on": ended,
        },
    )
    yield (
        "loan_terms",
        {
            "id": ids.terms,
            "contract_no": loan.contract_no,
            "change": None,
            "case_no": None,
            "since": loan.disbursed_on,
            "principal_fen": life.terms.principal_fen,
            "rate_text": loan.rate,
            "months": life.terms.months,
            "method": life.terms.method,
            "first_due": life.terms.first_due,
            "due_day": life.terms.due_day,
            "regular_fen": life.terms.regular,
            "odd_interest_fen": 0,
            "ended_on": ended,
            "ended_case": None,
        },
    )
    account_no = repayment_account_no(office.bank(loan.bank_code).card_prefix, loan.contract_no)
    holder = portrait.identity
    account = {
        "bank_code": loan.bank_code,
        "account_no": account_no,
        "holder_name": holder.name,
    }
    yield (
        "repayment_account",
        {
            "id": ids.account,
            "contract_no": loan.contract_no,
            **account,
            "holder_id_no": holder.id_no,
            "since": loan.disbursed_on,
            "case_no": None,
            "ended_on": None,
            "ended_case": None,
        },
    )
    if loan.co_borrower is not None:
        yield (
            "loan_party",
            {
                "contract_no": loan.contract_no,
                "role": LoanRole.CO_BORROWER,
                "position": 1,
                "member_id": None,
                "id_no": loan.co_borrower.id_no,
                "name": loan.co_borrower.name,
                "base_fen": loan.co_borrower.base_fen,
                "joined_on": loan.disbursed_on,
                "joined_case": None,
                "ended_on": None,
                "ended_case": None,
            },
        )
    for number, row in enumerate(life.fallen_due, 1):
        paid = number <= len(life.paid)
        yield (
            "loan_instalment",
            {
                "id": ids.instalment + number,
                "contract_no": loan.contract_no,
                "terms_id": ids.terms,
                "period": row.period,
                "due_on": row.due,
                "principal_fen": row.principal_fen,
                "interest_fen": row.interest_fen,
                "penalty_fen": 0,
                "paid_on": row.due if paid else None,
            },
        )
        if not paid:
            yield (
                "debit_order",
                {
                    "contract_no": loan.contract_no,
                    "instalment_id": ids.instalment + number,
                    "case_no": None,
                    "branch_code": office.branches[0].code,
                    "account_id": ids.account,
                    **account,
                    "amount_fen": row.payment_fen,
                    "principal_fen": row.principal_fen,
                    "interest_fen": row.interest_fen,
                    "penalty_fen": 0,
                    "business_date": row.due,
                    "state": PaymentState.FAILED,
                    "created_at": None,
                    "file_no": None,
                    "line_no": None,
                    "result_on": row.due,
                    "result_reason": NO_MONEY,
                },
            )


def loan_batches(loan: LoanPortrait, office: Office) -> Iterator[LoanBatch]:
    """What the loan was when the books began, or its disbursement since; then every instalment that was paid."""
    life, begin = life_of(loan, office.business_date), office.books_begin
    before = [row for row in life.paid if row.due <= begin]
    balance = before[-1].balance_fen if before else loan.principal_fen
    if balance == 0:
        return
    lent = loan.disbursed_on > begin
    yield LoanBatch(
        SummaryCode.LOAN_DISBURSED if lent else SummaryCode.OPENING,
        max(loan.disbursed_on, begin),
        (
            (Ledger.LOAN_PRINCIPAL, -balance, loan.contract_no),
            (Ledger.BANK if lent else Ledger.OPENING, balance, None),
        ),
    )
    for row in life.paid[len(before) :]:
        yield _repayment(loan, row)


def _repayment(loan: LoanPortrait, row: Instalment) -> LoanBatch:
    lines: tuple[tuple[Ledger, int, str | None], ...] = (
        (Ledger.BANK, -row.payment_fen, None),
        (Ledger.LOAN_PRINCIPAL, row.principal_fen, loan.contract_no),
        (Ledger.LOAN_INTEREST, row.interest_fen, None),
    )
    return LoanBatch(SummaryCode.LOAN_INSTALMENT, row.due, tuple(line for line in lines if line[1]))


def _state(life: LoanLife) -> LoanState:
    if life.balance_fen == 0:
        return LoanState.SETTLED
    return LoanState.OVERDUE if life.unpaid else LoanState.NORMAL
