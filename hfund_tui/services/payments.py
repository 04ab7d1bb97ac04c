"""Payment files: the day's payouts handed to the bank, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session as SqlSession
from sqlmodel import col, or_, select

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import Case, PaymentOrder
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.notices import payout_failed
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.payment_file import ReturnLine, SentLine
from hfund_tui.domain.vocabulary import FileKind, Ledger, PaymentState, SummaryCode
from hfund_tui.services.bank_files import (
    BankFileService,
    Codes,
    Due,
    ExportedFile,
    FileLine,
    Gathered,
)
from hfund_tui.services.notices import queue_notices
from hfund_tui.services.session import Session

__all__ = ["Due", "ExportedFile", "FileLine", "PaymentService"]


class PaymentService(BankFileService[PaymentOrder]):
    """Payouts to members' cards."""

    kind = FileKind.PAYOUT
    exporting = OperationCode.EXPORT_PAYMENTS
    importing = OperationCode.IMPORT_RETURNS
    codes = Codes(
        nothing="nothing_to_send",
        needs_second="export_needs_second",
        unknown="payment_file_unknown",
        other_kind="file_of_debits",
        changed="payment_file_changed",
    )
    table = PaymentOrder

    def _waiting(self, sql: SqlSession, session: Session) -> tuple[int, int]:
        orders = _due(sql, session)
        return len(orders), sum(one.amount_fen for one in orders)

    def _gather(self, uow: UnitOfWork, session: Session) -> Gathered[PaymentOrder]:
        return Gathered(_due(uow.session, session))

    def _lines(self, sql: SqlSession, orders: Sequence[PaymentOrder]) -> list[SentLine]:
        return [
            SentLine(number, one.case_no, one.bank_code, one.card_no, one.payee_name, one.amount_fen)
            for number, one in enumerate(orders, 1)
        ]

    def _take(self, uow: UnitOfWork, on: date, order: PaymentOrder, line: ReturnLine) -> None:
        """Paid money leaves the clearing; failed money waits there for another card."""
        now = self._clock.now()
        if line.paid:
            post_batch(
                uow,
                [
                    Line(Ledger.PAYOUT_CLEARING, -order.amount_fen),
                    Line(Ledger.BANK, order.amount_fen),
                ],
                summary=SummaryCode.PAYOUT,
                business_date=on,
                value_date=on,
                created_at=now,
                case_no=order.case_no,
            )
        else:
            case = uow.session.get_one(Case, order.case_no)
            queue_notices(uow, case, (payout_failed(order.amount_fen),), now)


def _due(sql: SqlSession, session: Session) -> list[PaymentOrder]:
    """Orders of the branch that may be sent on the business date, in the order in which they were made."""
    return list(
        sql.exec(
            select(PaymentOrder)
            .join(Case, col(Case.case_no) == col(PaymentOrder.case_no))
            .where(
                Case.branch_code == session.branch_code,
                or_(
                    col(PaymentOrder.state) == PaymentState.QUEUED,
                    col(PaymentOrder.state) == PaymentState.HELD,
                ),
                col(PaymentOrder.not_before) <= session.business_date,
            )
            .order_by(col(PaymentOrder.id))
        )
    )
