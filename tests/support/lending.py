"""A loan of a member of the branch: half a million over twenty years, two years repaid, due on the 20th."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import Loan, LoanInstalment, LoanParty, LoanTerms, Member, RepaymentAccount
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.loans.schedule import Terms, schedule
from hfund_tui.domain.vocabulary import HomeKind, Ledger, LoanRole, LoanState, RepaymentMethod, SummaryCode
from tests.support import branch

CONTRACT, BRANCH = "D2018030001", "0003"


def lend(
    uow: UnitOfWork,
    number: int = 1,
    contract_no: str = CONTRACT,
    *,
    bank_code: str = "CCB",
    principal_fen: int = 500_000_00,
    months: int = 240,
    method: RepaymentMethod = RepaymentMethod.EQUAL_INSTALMENT,
    disbursed_on: date = date(2018, 2, 20),
    due_day: int = 20,
    unpaid: int = 0,
) -> None:
    """Lent to member `number`, with the instalments until the branch's day; the last `unpaid` are owed."""
    sql = uow.session
    first_due = date(disbursed_on.year, disbursed_on.month + 1, due_day)
    terms = Terms(principal_fen, Fraction("0.0325"), months, method, first_due, due_day)
    due = [row for row in schedule(terms).rows if row.due <= branch.TODAY]
    holder = sql.get_one(Member, number)
    sql.add(
        Loan(
            contract_no=contract_no,
            member_id=number,
            branch_code=BRANCH,
            bank_code=bank_code,
            home=HomeKind.FIRST,
            principal_fen=principal_fen,
            months=months,
            disbursed_on=disbursed_on,
            balance_fen=0,  # the batch below lends
            state=LoanState.SETTLED,
            settled_on=disbursed_on,
        )
    )
    version = LoanTerms(
        contract_no=contract_no,
        since=disbursed_on,
        principal_fen=principal_fen,
        rate_text="3.25",
        months=months,
        method=method,
        first_due=first_due,
        due_day=due_day,
        regular_fen=terms.regular,
    )
    account = RepaymentAccount(
        contract_no=contract_no,
        bank_code=bank_code,
        account_no=f"6217000000{number:06}",
        holder_name=holder.name,
        holder_id_no=holder.id_no,
        since=disbursed_on,
    )
    sql.add_all([version, account])
    sql.flush()
    assert version.id is not None
    for number_due, row in enumerate(due, 1):
        sql.add(
            LoanInstalment(
                contract_no=contract_no,
                terms_id=version.id,
                period=row.period,
                due_on=row.due,
                principal_fen=row.principal_fen,
                interest_fen=row.interest_fen,
                paid_on=row.due if number_due <= len(due) - unpaid else None,
            )
        )
    left = due[-1 - unpaid].balance_fen if len(due) > unpaid else principal_fen
    post_batch(
        uow,
        [Line(Ledger.LOAN_PRINCIPAL, -left, contract_no=contract_no), Line(Ledger.OPENING, left)],
        summary=SummaryCode.OPENING,
        business_date=disbursed_on,
        value_date=disbursed_on,
        created_at=branch.NOW,
    )
    if unpaid:
        sql.get_one(Loan, contract_no).state = LoanState.OVERDUE
    sql.flush()


def borrow_with(uow: UnitOfWork, number: int | None, contract_no: str = CONTRACT) -> None:
    """Member `number` borrows as well; None: somebody without an account here."""
    member = uow.session.get_one(Member, number) if number is not None else None
    uow.session.add(
        LoanParty(
            contract_no=contract_no,
            role=LoanRole.CO_BORROWER,
            position=number or 1,
            member_id=number,
            id_no=member.id_no if member else branch.id_number(date(1988, 8, 8), 88),
            name=member.name if member else "王五",
            joined_on=date(2018, 2, 20),
        )
    )
