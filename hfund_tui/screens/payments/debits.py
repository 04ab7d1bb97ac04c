"""Debit files: the same two screens as those of payouts, with their own orders and words."""

from __future__ import annotations

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import FileKind
from hfund_tui.screens.payments.returns import ReturnsScreen
from hfund_tui.screens.payments.screen import PaymentsScreen, Words


class DebitsScreen(PaymentsScreen):
    """What fell due of loans, and early repayments."""

    HELP_RULE = "debits.help.rule"
    HELP_NEXT = "debits.help.next"
    KIND = FileKind.DEBIT
    OPERATION = OperationCode.EXPORT_DEBITS
    RETURNS = "debit_returns"
    WORDS = Words(
        due="debits.due",
        none_due="debits.none_due",
        no_files="debits.no_files",
        exported="debits.exported",
        files="debits.files",
        sent="debits.state.sent",
        paid="debits.state.paid",
        failed="debits.state.failed",
    )


class DebitReturnsScreen(ReturnsScreen):
    """What the bank debited."""

    KIND = FileKind.DEBIT
    OPERATION = OperationCode.IMPORT_DEBITS
    PAID = "debits.returns.paid"
