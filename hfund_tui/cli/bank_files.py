"""What the commands about files to the bank do and say, whatever the orders are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hfund_tui.cli.acting import acting, opened, own_password, second_person
from hfund_tui.cli.output import Console, columns
from hfund_tui.domain.money import plain_yuan

if TYPE_CHECKING:
    from hfund_tui.services.bank_files import BankFileService, ExportedFile
    from hfund_tui.services.payment_returns import ReturnReport
    from hfund_tui.services.workstation import Workstation

    Files = Callable[[Workstation], BankFileService[Any]]


def export_file(
    console: Console,
    place: tuple[Path | None, bool],
    who: tuple[str, Path | None],
    second: tuple[str | None, Path | None],
    files: Files,
    progress_key: str,
) -> ExportedFile:
    """Send what is due. `place` is home and demo, `who` and `second` a code and the file of its password."""
    with (
        opened(console, *place) as workstation,
        acting(workstation, who[0], own_password(console, who[1])) as session,
    ):
        other = second_person(console, *second)
        with console.progress() as progress:
            return files(workstation).export(
                session, second=other, on_progress=lambda done, of: progress(progress_key, done, of)
            )


def write_file_again(
    console: Console,
    place: tuple[Path | None, bool],
    who: tuple[str, Path | None],
    files: Files,
    file_no: str,
) -> ExportedFile:
    """A file that was exported before, once more."""
    with (
        opened(console, *place) as workstation,
        acting(workstation, who[0], own_password(console, who[1])) as session,
    ):
        return files(workstation).write_again(session, file_no)


def import_file(
    console: Console,
    place: tuple[Path | None, bool],
    who: tuple[str, Path | None],
    files: Files,
    file: Path,
    dry_run: bool,
) -> ReturnReport:
    """Take in the bank's answers; all of the file or nothing."""
    from hfund_tui.services.outbox import read_foreign

    text = read_foreign(file)
    with (
        opened(console, *place) as workstation,
        acting(workstation, who[0], own_password(console, who[1])) as session,
        console.progress() as progress,
    ):
        return files(workstation).import_returns(
            session,
            text,
            dry_run=dry_run,
            on_progress=lambda done, of: progress("cli.payments.importing", done, of),
        )


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
