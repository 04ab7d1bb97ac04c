"""What the commands about files to the bank say, whatever the orders are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.cli.output import Console, columns
from hfund_tui.domain.money import plain_yuan

if TYPE_CHECKING:
    from hfund_tui.services.bank_files import ExportedFile
    from hfund_tui.services.payment_returns import ReturnReport


def say_written(console: Console, written: ExportedFile, keys: tuple[str, str], as_json: bool) -> None:
    """Where the file is and what is in it: the messages for its path and its totals."""
    if as_json:
        console.say_json(
            {
                "file_no": written.file_no,
                "path": str(written.path),
                "lines": written.lines,
                "total": plain_yuan(written.total_fen),
                "sha256": written.sha256,
            }
        )
        return
    t = console.t
    path_key, totals_key = keys
    console.say(t(path_key, path=str(written.path)))
    console.say(t(totals_key, n=written.lines, amount=t.money(written.total_fen)))


def _plain(report: ReturnReport, dry_run: bool) -> dict[str, object]:
    return {
        "taken": not report.bad and not dry_run,
        "paid": report.paid,
        "paid_amount": plain_yuan(report.paid_fen),
        "failed": report.failed,
        "failed_amount": plain_yuan(report.failed_fen),
        "known": report.known,
        "bad": [{"line": one.number, "code": one.code} for one in report.bad],
    }


def say_report(console: Console, report: ReturnReport, paid_key: str, dry_run: bool, as_json: bool) -> None:
    """What a return file came to, or would come to."""
    if as_json:
        console.say_json(_plain(report, dry_run))
        return
    t = console.t
    rows = [
        (t(paid_key), str(report.paid), t.money(report.paid_fen)),
        (t("cli.payments.failed"), str(report.failed), t.money(report.failed_fen)),
        (t("cli.payments.known"), str(report.known), ""),
        (t("cli.payments.bad"), str(len(report.bad)), ""),
    ]
    console.say(columns(rows, right={1, 2}))
    if report.bad:
        console.say()
        lines = [(t("cli.payments.line", n=one.number), t(f"error.{one.code}.what")) for one in report.bad]
        console.say(columns(lines))
    if report.bad:
        console.say(t("cli.payments.nothing_taken"))
    elif dry_run:
        console.say(t("cli.payments.only_looked"))
    else:
        console.say(t("cli.payments.taken"))
