"""`hfund payments export|again|returns`: payment files for the bank, and the bank's answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfund_tui.cli.acting import acting, by_options, opened, own_password, second_password
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import PATH, json_option, place_options
from hfund_tui.domain.money import plain_yuan

if TYPE_CHECKING:
    from hfund_tui.services.payment_returns import ReturnReport
    from hfund_tui.services.payments import ExportedFile


@click.group(cls=HouseGroup, help="cli.payments.help")
def payments() -> None:
    pass


@payments.command(
    "export", cls=HouseCommand, help="cli.payments.export.help", epilog="cli.payments.export.more"
)
@place_options
@by_options
@click.option("--second", metavar="CODE", help="cli.option.second")
@click.option("--second-password-file", type=PATH, metavar="FILE", help="cli.option.second_password_file")
@json_option
@click.pass_obj
def export(
    console: Console,
    home: Path | None,
    demo: bool,
    by: str,
    password_file: Path | None,
    second: str | None,
    second_password_file: Path | None,
    as_json: bool,
) -> int:
    with (
        opened(console, home, demo) as workstation,
        acting(workstation, by, own_password(console, password_file)) as session,
    ):
        other = None if second is None else (second, second_password(console, second_password_file))
        with console.progress() as progress:
            written = workstation.payments.export(
                session,
                second=other,
                on_progress=lambda done, of: progress("cli.payments.exporting", done, of),
            )
    _written(console, written, as_json)
    return 0


@payments.command("again", cls=HouseCommand, help="cli.payments.again.help")
@place_options
@by_options
@click.argument("file_no", metavar="NUMBER", help="cli.payments.file_no")
@json_option
@click.pass_obj
def again(
    console: Console,
    home: Path | None,
    demo: bool,
    by: str,
    password_file: Path | None,
    file_no: str,
    as_json: bool,
) -> int:
    with (
        opened(console, home, demo) as workstation,
        acting(workstation, by, own_password(console, password_file)) as session,
    ):
        written = workstation.payments.write_again(session, file_no)
    _written(console, written, as_json)
    return 0


@payments.command(
    "returns", cls=HouseCommand, help="cli.payments.returns.help", epilog="cli.payments.returns.more"
)
@place_options
@by_options
@click.argument("file", type=PATH, metavar="FILE", help="cli.payments.returned")
@click.option("--dry-run", is_flag=True, help="cli.option.dry_run")
@json_option
@click.pass_obj
def returns(
    console: Console,
    home: Path | None,
    demo: bool,
    by: str,
    password_file: Path | None,
    file: Path,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Exit code 0 if the file is good, 1 if a line of it is bad and nothing was taken in."""
    from hfund_tui.services.outbox import read_foreign

    text = read_foreign(file)
    with (
        opened(console, home, demo) as workstation,
        acting(workstation, by, own_password(console, password_file)) as session,
        console.progress() as progress,
    ):
        report = workstation.payments.import_returns(
            session,
            text,
            dry_run=dry_run,
            on_progress=lambda done, of: progress("cli.payments.importing", done, of),
        )
    if as_json:
        console.say_json(_plain(report, dry_run))
    else:
        _report(console, report, dry_run)
    return 1 if report.bad else 0


def _written(console: Console, written: ExportedFile, as_json: bool) -> None:
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
    console.say(t("cli.payments.written", path=str(written.path)))
    console.say(t("cli.payments.totals", n=written.lines, amount=t.money(written.total_fen)))


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


def _report(console: Console, report: ReturnReport, dry_run: bool) -> None:
    t = console.t
    rows = [
        (t("cli.payments.paid"), str(report.paid), t.money(report.paid_fen)),
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
