"""Taking in the bank's answers: looked through first, every bad line told; F9 takes in what is without fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import FileKind
from hfund_tui.screens.file_screen import Checked, FileScreen, FileWords, Progress, Total
from hfund_tui.screens.payments.services import files_of
from hfund_tui.services.errors import HfundError
from hfund_tui.services.inbox import path_of
from hfund_tui.services.outbox import read_foreign
from hfund_tui.widgets.hanging import Hung

if TYPE_CHECKING:
    from hfund_tui.services.payment_returns import ReturnReport


class ReturnsScreen(FileScreen["ReturnReport"]):
    """All of the file or, with one bad line, nothing."""

    HELP_RULE = "payments.returns.rule"
    HELP_NEXT = "payments.returns.next"
    KIND = FileKind.PAYOUT
    OPERATION = OperationCode.IMPORT_RETURNS
    PAID = "payments.returns.paid"
    FILE_WORDS = FileWords(
        path="payments.returns.path",
        path_first="payments.returns.path_first",
        enter="payments.returns.enter",
        looked_first="payments.returns.looked_first",
        nothing="payments.returns.nothing_new",
        taken="payments.returns.taken",
    )

    def look(self, path: str, on_progress: Progress) -> Checked[ReturnReport]:
        text = read_foreign(path_of(path))
        files = files_of(self.workstation, self.KIND)
        return Checked(path, text, files.import_returns(self.session, text, dry_run=True))

    def take(self, checked: Checked[ReturnReport], on_progress: Progress) -> ReturnReport:
        files = files_of(self.workstation, self.KIND)
        return files.import_returns(self.session, checked.content, on_progress=on_progress)

    def is_good(self, report: ReturnReport) -> bool:
        """Whether there is something to take in, and nothing that must not be."""
        return not report.bad and bool(report.paid or report.failed)

    def totals(self, report: ReturnReport) -> list[Hung]:
        return self.counted(
            "unit.cases",
            [
                Total(self.PAID, report.paid, report.paid_fen),
                Total("payments.returns.failed", report.failed, report.failed_fen),
                Total("payments.returns.known", report.known),
            ],
        )

    def verdict(self, report: ReturnReport) -> Content:
        if self.taken is not None:
            return self.text("payments.returns.taken", "bold $text-success")
        if report.bad:
            return self.text("payments.returns.bad", "bold $text-error", n=len(report.bad))
        if not report.paid and not report.failed:
            return self.text("payments.returns.nothing_new", "bold $text-warning")
        return self.text("payments.returns.good", "bold $text-success")

    def bad_lines(self, report: ReturnReport) -> Sequence[Any]:
        return report.bad

    def bad_row(self, one: Any) -> Hung:
        why = "  ".join(self.t.error(HfundError(one.code)))
        return Hung(self.t("table.line", n=one.number), why, "bold $text-error")

    def why_nothing(self, report: ReturnReport) -> None:
        if report.bad:
            self.complain("payments.returns.correct_first")
        else:
            super().why_nothing(report)

    def came(self, report: ReturnReport) -> None:
        """What turned out bad only now is told like what was looked through."""
        if report.bad and self.checked is not None:
            self._looked(Checked(self.checked.path, self.checked.content, report))
            return
        super().came(report)
