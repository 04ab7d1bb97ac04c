"""What falls due of the running loans of a branch, and what is still owed: instalments and orders to debit them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import ColumnElement
from sqlmodel import Session as SqlSession
from sqlmodel import col, func, or_, select

from hfund_tui.db.tables import DebitOrder, Loan, LoanInstalment, LoanTerms, RepaymentAccount
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.interest import percent
from hfund_tui.domain.loans.changes import at_rate
from hfund_tui.domain.loans.effects import AmendSchedule
from hfund_tui.domain.loans.penalty import Overdue
from hfund_tui.domain.loans.rates import rate_on
from hfund_tui.domain.loans.schedule import Instalment, Terms, due_after, schedule, terms_after
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import LoanChange, LoanState, PaymentState
from hfund_tui.services.facts.loans import ON_THE_WAY, rest_of, terms_in_force, terms_of
from hfund_tui.services.posting.loans import put_in_force


@dataclass(frozen=True, slots=True)
class Waiting:
    """Debits that wait: how many, and their sum in fen."""

    count: int
    total_fen: int


@dataclass(frozen=True, slots=True)
class Account:
    """A loan with what a bill of it is made from. `version` is None once its terms have ended; `fallen_due`
    counts the instalments of that version, `began` is the last due date or the day of disbursement."""

    loan: Loan
    version: LoanTerms | None
    fallen_due: int
    began: date
    debited: RepaymentAccount | None
    owed: tuple[LoanInstalment, ...]


@dataclass(frozen=True, slots=True)
class _Bill:
    """An instalment and what its debit takes, penalty included."""

    instalment: LoanInstalment
    account: RepaymentAccount | None
    penalty_fen: int = 0

    @property
    def amount_fen(self) -> int:
        return self.instalment.principal_fen + self.instalment.interest_fen + self.penalty_fen


def falling_due(
    loan: Loan, version: LoanTerms, fallen_due: int, began: date, on: date, book: PolicyBook
) -> Iterator[Instalment | Terms]:
    """What happens to a loan up to a day: each instalment that falls due, and before it, where the rate of its
    period is another one, the terms at that rate. The periods of instalments count from the terms before them.

    Raises NoPolicyForDateError.
    """
    rest, period = rest_of(version, fallen_due), fallen_due
    while rest is not None:
        rate = rate_on(loan.home, loan.months, loan.disbursed_on, began, book)
        if rate != rest.rate:
            rest, period = at_rate(rest, rate), 0
            yield rest
        if rest.first_due > on:
            return
        row, period = schedule(rest).rows[0], period + 1
        yield Instalment(period, row.due, row.principal_fen, row.interest_fen, row.balance_fen)
        began, rest = row.due, terms_after(rest, 1, row.balance_fen)


def queued(sql: SqlSession, branch_code: str) -> list[DebitOrder]:
    """Orders of the branch that are still in the house, in the order in which they were made."""
    return list(
        sql.exec(
            select(DebitOrder)
            .where(DebitOrder.branch_code == branch_code, DebitOrder.state == PaymentState.QUEUED)
            .order_by(col(DebitOrder.id))
        )
    )


def too_late(sql: SqlSession, branch_code: str, on: date) -> list[DebitOrder]:
    """Early repayments of the branch that lay in the house until a due day: their interest was counted to the
    day they were asked for, and the instalment of that due day is of the loan without them."""
    return [
        one
        for one in queued(sql, branch_code)
        if one.case_no is not None and _due_day_came(sql, one.contract_no, on)
    ]


def _due_day_came(sql: SqlSession, contract_no: str, on: date) -> bool:
    version = terms_in_force(sql, contract_no)
    if version is None:
        return False
    fallen_due = select(func.count()).where(LoanInstalment.terms_id == version.id)
    rest = rest_of(version, sql.exec(fallen_due).one())
    return rest is not None and rest.first_due <= on


def waiting_debits(
    sql: SqlSession, branch_code: str, on: date, book: PolicyBook, *, with_owed: bool = False
) -> Waiting:
    """Orders in the house and instalments that fell due and can be debited; with `with_owed` also those that
    were due before and are not paid. What is too late is not debited any more."""
    late = {one.id for one in too_late(sql, branch_code, on)}
    amounts = [one.amount_fen for one in queued(sql, branch_code) if one.id not in late]
    for one in _accounts(sql, branch_code, late, _may_wait(on, with_owed=with_owed)):
        if one.debited is None:
            continue
        if one.version is not None and _is_due(one, on):
            steps = falling_due(one.loan, one.version, one.fallen_due, one.began, on, book)
            amounts += [step.payment_fen for step in steps if isinstance(step, Instalment)]
        if with_owed:
            amounts += [bill.amount_fen for bill in _owed(sql, one, on, book)]
    amounts = [one for one in amounts if one]
    return Waiting(len(amounts), sum(amounts))


def bill(uow: UnitOfWork, branch_code: str, on: date, now: datetime, book: PolicyBook) -> int:
    """Make an instalment and an order of everything that fell due, and orders of what is owed; say how many
    instalments fell due. What can't be debited is overdue; an instalment of nothing is paid, as no bank debits
    it. Raises Conflict and NoPolicyForDateError."""
    sql = uow.session
    bills: list[_Bill] = []
    billed = 0
    for one in _accounts(sql, branch_code):
        owed = _owed(sql, one, on, book)
        fresh = [_Bill(row, one.debited) for row in _fall_due(sql, one, on, book)]
        billed += len(fresh)
        wanted = [one for one in (*owed, *fresh) if one.amount_fen]
        for empty in (one.instalment for one in (*owed, *fresh) if not one.amount_fen):
            empty.paid_on = on
            sql.add(empty)
        bills += wanted
        if one.debited is None and wanted:
            one.loan.state = LoanState.OVERDUE
            sql.add(one.loan)
    sql.flush()
    sql.add_all(_order(one, one.account, branch_code, on, now) for one in bills if one.account is not None)
    sql.flush()
    return billed


def _may_wait(on: date, *, with_owed: bool) -> ColumnElement[bool]:
    """Of the running loans those of which something may be due, and some more: no instalment has fallen due in the
    month yet, or the terms begin in it. Most loans have been debited in their month and need not be looked at."""
    month = on.replace(day=1)
    fallen_due = select(LoanInstalment.id).where(
        LoanInstalment.contract_no == Loan.contract_no, LoanInstalment.due_on >= month
    )
    begins = select(LoanTerms.id).where(
        LoanTerms.contract_no == Loan.contract_no,
        col(LoanTerms.ended_on).is_(None),
        LoanTerms.first_due >= month,
    )
    some = or_(~fallen_due.exists(), begins.exists())
    if not with_owed:
        return some
    owed = select(LoanInstalment.id).where(
        LoanInstalment.contract_no == Loan.contract_no, col(LoanInstalment.paid_on).is_(None)
    )
    return or_(some, owed.exists())


def _accounts(
    sql: SqlSession,
    branch_code: str,
    late: AbstractSet[int | None] = frozenset(),
    which: ColumnElement[bool] | None = None,
) -> Iterator[Account]:
    """The running loans of a branch, or *which* of them. Left out are those whose early repayment is with the bank
    or on its way there: what is owed depends on the answer. `late` are orders (ids) that are not sent any more."""
    # Wherever it was asked for: another branch may send the order.
    repaid_early = set(
        sql.exec(
            select(DebitOrder.contract_no).where(
                col(DebitOrder.case_no).is_not(None),
                col(DebitOrder.state).in_(ON_THE_WAY),
                col(DebitOrder.id).not_in(late),
            )
        )
    )
    in_branch = [col(Loan.branch_code) == branch_code, col(Loan.settled_on).is_(None)]
    if which is not None:
        in_branch.append(which)
    loans = sql.exec(select(Loan).where(*in_branch).order_by(col(Loan.contract_no))).all()
    of_loans = select(Loan.contract_no).where(*in_branch)
    versions = {
        one.contract_no: one
        for one in sql.exec(
            select(LoanTerms).where(
                col(LoanTerms.ended_on).is_(None), col(LoanTerms.contract_no).in_(of_loans)
            )
        )
    }
    debited = {
        one.contract_no: one
        for one in sql.exec(
            select(RepaymentAccount).where(
                col(RepaymentAccount.ended_on).is_(None), col(RepaymentAccount.contract_no).in_(of_loans)
            )
        )
    }
    fallen_due = dict(
        sql.exec(
            select(LoanInstalment.terms_id, func.count())
            .where(col(LoanInstalment.contract_no).in_(of_loans))
            .group_by(col(LoanInstalment.terms_id))
        ).all()
    )
    began = dict(
        sql.exec(
            select(LoanInstalment.contract_no, func.max(LoanInstalment.due_on))
            .where(col(LoanInstalment.contract_no).in_(of_loans))
            .group_by(col(LoanInstalment.contract_no))
        ).all()
    )
    owed: dict[str, list[LoanInstalment]] = {}
    live = select(DebitOrder.instalment_id).where(
        col(DebitOrder.instalment_id).is_not(None), col(DebitOrder.state).in_(ON_THE_WAY)
    )
    for row in sql.exec(
        select(LoanInstalment)
        .where(
            col(LoanInstalment.paid_on).is_(None),
            col(LoanInstalment.contract_no).in_(of_loans),
            col(LoanInstalment.id).not_in(live),
        )
        .order_by(col(LoanInstalment.due_on), col(LoanInstalment.id))
    ):
        owed.setdefault(row.contract_no, []).append(row)
    for loan in loans:
        if loan.contract_no in repaid_early:
            continue
        version = versions.get(loan.contract_no)
        yield Account(
            loan,
            version,
            fallen_due.get(version.id, 0) if version is not None and version.id is not None else 0,
            began.get(loan.contract_no, loan.disbursed_on),
            debited.get(loan.contract_no),
            tuple(owed.get(loan.contract_no, ())),
        )


def _is_due(one: Account, on: date) -> bool:
    """Whether another instalment of the terms in force is due."""
    if one.version is None or one.fallen_due >= one.version.months:
        return False
    return due_after(terms_of(one.version), one.fallen_due) <= on


def _fall_due(sql: SqlSession, one: Account, on: date, book: PolicyBook) -> Iterator[LoanInstalment]:
    """The instalments that fall due, each under the terms in force in its period."""
    version = one.version
    if version is None or one.fallen_due >= version.months:
        return
    for step in falling_due(one.loan, version, one.fallen_due, one.began, on, book):
        if isinstance(step, Terms):
            put_in_force(sql, _at_new_rate(one.loan.contract_no, step), None, on)
            sql.flush()
            version = terms_in_force(sql, one.loan.contract_no)
            continue
        assert version is not None and version.id is not None
        instalment = LoanInstalment(
            contract_no=one.loan.contract_no,
            terms_id=version.id,
            period=step.period,
            due_on=step.due,
            principal_fen=step.principal_fen,
            interest_fen=step.interest_fen,
        )
        sql.add(instalment)
        yield instalment


def _at_new_rate(contract_no: str, terms: Terms) -> AmendSchedule:
    return AmendSchedule(
        contract_no=contract_no,
        change=LoanChange.RATE_CHANGE,
        principal_fen=terms.principal_fen,
        rate_percent=percent(terms.rate),
        months=terms.months,
        method=terms.method,
        first_due=terms.first_due,
        due_day=terms.due_day,
        regular_fen=terms.regular,
        odd_interest_fen=terms.odd_interest_fen,
        when_debited=False,
    )


def _owed(sql: SqlSession, one: Account, on: date, book: PolicyBook) -> list[_Bill]:
    """What was due and is not paid, with its penalty up to the day at the rate of the terms in force; after
    those have ended, at that of its own."""
    bills = []
    for instalment in one.owed:
        terms = one.version or sql.get_one(LoanTerms, instalment.terms_id)
        late = Overdue(instalment.due_on, instalment.principal_fen, instalment.interest_fen)
        rate: Fraction = terms_of(terms).rate
        bills.append(_Bill(instalment, one.debited, late.penalty(on, rate, book.on(on))))
    return bills


def _order(one: _Bill, account: RepaymentAccount, branch_code: str, on: date, now: datetime) -> DebitOrder:
    assert account.id is not None
    return DebitOrder(
        contract_no=one.instalment.contract_no,
        instalment_id=one.instalment.id,
        branch_code=branch_code,
        account_id=account.id,
        bank_code=account.bank_code,
        account_no=account.account_no,
        holder_name=account.holder_name,
        amount_fen=one.amount_fen,
        principal_fen=one.instalment.principal_fen,
        interest_fen=one.instalment.interest_fen,
        penalty_fen=one.penalty_fen,
        business_date=on,
        created_at=now,
    )
