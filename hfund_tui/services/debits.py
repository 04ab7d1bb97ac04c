"""Debit files: instalments and early repayments taken from repayment accounts, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import Case, DebitOrder, Loan, LoanInstalment
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.loans.effects import AmendSchedule, SettleLoan
from hfund_tui.domain.notices import debit_failed
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.payment_file import ReturnLine, SentLine, instalment_reference
from hfund_tui.domain.plan import stored_effects
from hfund_tui.domain.vocabulary import FileKind, Ledger, LoanState, PaymentState, SummaryCode
from hfund_tui.services.bank_files import BankFileService, Codes, Gathered
from hfund_tui.services.billing import bill, queued, too_late, waiting_debits
from hfund_tui.services.facts.loans import ON_THE_WAY, terms_in_force
from hfund_tui.services.notices import queue_notices
from hfund_tui.services.posting.loans import end_terms, put_in_force
from hfund_tui.services.session import Session

_TOO_LATE = "due_day_passed"
"""What stands as the reason of an order that was not sent before a due day."""


class DebitService(BankFileService[DebitOrder]):
    """Debits of repayment accounts. Exporting makes the orders of everything that fell due."""

    kind = FileKind.DEBIT
    exporting = OperationCode.EXPORT_DEBITS
    importing = OperationCode.IMPORT_DEBITS
    codes = Codes(
        nothing="no_debits_to_send",
        needs_second="debits_need_second",
        unknown="debit_file_unknown",
        other_kind="file_of_payouts",
        changed="debit_file_changed",
    )
    table = DebitOrder

    def _waiting(self, sql: SqlSession, session: Session) -> tuple[int, int]:
        branch_code, on = session.branch_code, session.business_date
        found = waiting_debits(sql, branch_code, on, self._policies, with_owed=True)
        return found.count, found.total_fen

    def _gather(self, uow: UnitOfWork, session: Session) -> Gathered[DebitOrder]:
        branch_code, on = session.branch_code, session.business_date
        given_up = too_late(uow.session, branch_code, on)
        for order in given_up:
            order.state, order.result_on, order.result_reason = PaymentState.FAILED, on, _TOO_LATE
            uow.session.add(order)
            self._tell(uow, order)
        uow.session.flush()
        billed = bill(uow, branch_code, on, self._clock.now(), self._policies)
        return Gathered(queued(uow.session, branch_code), billed, len(given_up))

    def _tell(self, uow: UnitOfWork, order: DebitOrder) -> None:
        """The member is told that an early repayment came to nothing."""
        case = uow.session.get_one(Case, order.case_no)
        queue_notices(uow, case, (debit_failed(order.amount_fen),), self._clock.now())

    def _lines(self, sql: SqlSession, orders: Sequence[DebitOrder]) -> list[SentLine]:
        due_on = _due_dates(sql, orders)
        return [
            SentLine(
                number,
                one.case_no or instalment_reference(one.contract_no, due_on[one.instalment_id]),
                one.bank_code,
                one.account_no,
                one.holder_name,
                one.amount_fen,
            )
            for number, one in enumerate(orders, 1)
        ]

    def _take(self, uow: UnitOfWork, on: date, order: DebitOrder, line: ReturnLine) -> None:
        """Paid: the money is posted, and what waited for it takes effect. Failed: an instalment is overdue and
        goes with the next file; of an early repayment the member is told."""
        if line.paid:
            self._post(uow, on, order)
            self._take_effect(uow.session, on, order)
        elif order.case_no is not None:
            self._tell(uow, order)
        _judge(uow.session, order.contract_no)

    def _post(self, uow: UnitOfWork, on: date, order: DebitOrder) -> None:
        lines = (
            Line(Ledger.BANK, -order.amount_fen),
            Line(Ledger.LOAN_PRINCIPAL, order.principal_fen, contract_no=order.contract_no),
            Line(Ledger.LOAN_INTEREST, order.interest_fen),
            Line(Ledger.LOAN_PENALTY, order.penalty_fen),
        )
        of_case = order.case_no is not None
        post_batch(
            uow,
            [one for one in lines if one.amount_fen],
            summary=SummaryCode.LOAN_PREPAYMENT if of_case else SummaryCode.LOAN_INSTALMENT,
            business_date=on,
            value_date=on,
            created_at=self._clock.now(),
            case_no=order.case_no,
        )

    @staticmethod
    def _take_effect(sql: SqlSession, on: date, order: DebitOrder) -> None:
        """The instalment is paid; or the case's change of the loan is made. Nothing is left of settled terms."""
        if order.case_no is not None:
            plan_json = sql.get_one(Case, order.case_no).plan_json
            assert plan_json is not None
            for effect in stored_effects(plan_json):
                match effect:
                    case AmendSchedule(when_debited=True):
                        put_in_force(sql, effect, order.case_no, on)
                    case SettleLoan(when_debited=True):
                        end_terms(sql, effect.contract_no, order.case_no, on)
        else:
            instalment = sql.get_one(LoanInstalment, order.instalment_id)
            instalment.paid_on, instalment.penalty_fen = on, order.penalty_fen
            sql.add(instalment)
        sql.flush()
        settled = sql.get_one(Loan, order.contract_no).state is LoanState.SETTLED
        if settled and terms_in_force(sql, order.contract_no) is not None:
            end_terms(sql, order.contract_no, order.case_no, on)


def _due_dates(sql: SqlSession, orders: Sequence[DebitOrder]) -> dict[int | None, date]:
    """The due dates of the instalments of orders of one file."""
    wanted = {one.instalment_id for one in orders if one.instalment_id is not None}
    rows = sql.exec(
        select(col(LoanInstalment.id), col(LoanInstalment.due_on))
        .join(DebitOrder, col(DebitOrder.instalment_id) == col(LoanInstalment.id))
        .where(DebitOrder.file_no == orders[0].file_no)
    ).all()
    found: dict[int | None, date] = dict(rows)
    assert wanted <= found.keys()
    return found


def _judge(sql: SqlSession, contract_no: str) -> None:
    """A loan is overdue while something of it is not paid and is on no first way to the bank."""
    loan = sql.get_one(Loan, contract_no)
    if loan.state is LoanState.SETTLED:
        return
    sql.flush()
    unpaid = set(
        sql.exec(
            select(LoanInstalment.id).where(
                LoanInstalment.contract_no == contract_no, col(LoanInstalment.paid_on).is_(None)
            )
        )
    )
    states: dict[int | None, set[PaymentState]] = {one: set() for one in unpaid}
    for instalment_id, state in sql.exec(
        select(col(DebitOrder.instalment_id), col(DebitOrder.state)).where(
            DebitOrder.contract_no == contract_no, col(DebitOrder.instalment_id).in_(unpaid)
        )
    ):
        states[instalment_id].add(state)
    overdue = any(not found or not found <= set(ON_THE_WAY) for found in states.values())
    loan.state = LoanState.OVERDUE if overdue else LoanState.NORMAL
    sql.add(loan)
