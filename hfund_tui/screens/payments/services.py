"""Which service a kind of file belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.domain.vocabulary import FileKind

if TYPE_CHECKING:
    from hfund_tui.services.debits import DebitService
    from hfund_tui.services.payments import PaymentService
    from hfund_tui.services.workstation import Workstation


def files_of(workstation: Workstation, kind: FileKind) -> PaymentService | DebitService:
    return workstation.debits if kind is FileKind.DEBIT else workstation.payments
