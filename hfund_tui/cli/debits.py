"""`hfund debits export|again|import|list`: loan debits for the bank, and what the bank debited."""

from __future__ import annotations

from pathlib import Path

import click

from hfund_tui.cli.acting import acting, by_options, opened, own_password, second_options
from hfund_tui.cli.bank_files import export_file, import_file, say_report, say_written, write_file_again
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import PATH, json_option, place_options
from hfund_tui.domain.money import plain_yuan

_WRITTEN = ("cli.debits.written", "cli.debits.totals")


@click.group(cls=HouseGroup, help="cli.debits.help")
def debits() -> None:
    pass


@debits.command("export", cls=HouseCommand, help="cli.debits.export.help", epilog="cli.debits.export.more")
@place_options
@by_options
@second_options
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
    written = export_file(
        console,
        (home, demo),
        (by, password_file),
        (second, second_password_file),
        lambda workstation: workstation.debits,
        "cli.debits.exporting",
    )
    say_written(console, written, _WRITTEN, as_json)
    return 0


@debits.command("again", cls=HouseCommand, help="cli.debits.again.help")
@place_options
@by_options
@click.argument("file_no", metavar="NUMBER", help="cli.debits.file_no")
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
    written = write_file_again(
        console, (home, demo), (by, password_file), lambda workstation: workstation.debits, file_no
    )
    say_written(console, written, _WRITTEN, as_json)
    return 0


@debits.command("import", cls=HouseCommand, help="cli.debits.import.help", epilog="cli.payments.returns.more")
@place_options
@by_options
@click.argument("file", type=PATH, metavar="FILE", help="cli.payments.returned")
@click.option("--dry-run", is_flag=True, help="cli.option.dry_run")
@json_option
@click.pass_obj
def take_in(
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
    report = import_file(
        console, (home, demo), (by, password_file), lambda workstation: workstation.debits, file, dry_run
    )
    say_report(console, report, "cli.debits.paid", dry_run, as_json)
    return 1 if report.bad else 0


@debits.command("list", cls=HouseCommand, help="cli.debits.list.help")
@place_options
@by_options
@json_option
@click.pass_obj
def list_files(
    console: Console, home: Path | None, demo: bool, by: str, password_file: Path | None, as_json: bool
) -> int:
    with (
        opened(console, home, demo) as workstation,
        acting(workstation, by, own_password(console, password_file)) as session,
    ):
        due = workstation.debits.due(session)
        files = workstation.debits.files(session)
    if as_json:
        console.say_json(
            {
                "due": due.lines,
                "due_amount": plain_yuan(due.total_fen),
                "files": [
                    {
                        "file_no": one.file_no,
                        "business_date": one.business_date.isoformat(),
                        "lines": one.lines,
                        "total": plain_yuan(one.total_fen),
                        "open": one.sent,
                        "paid": one.paid,
                        "failed": one.failed,
                    }
                    for one in files
                ],
            }
        )
        return 0
    t = console.t
    console.say(t("cli.debits.due", n=due.lines, amount=t.money(due.total_fen)))
    rows = [
        (
            one.file_no,
            t("unit.cases", n=one.lines),
            t.money(one.total_fen),
            *(
                f"{t(key)} {n}"
                for key, n in (
                    ("cli.debits.open", one.sent),
                    ("cli.debits.paid", one.paid),
                    ("cli.payments.failed", one.failed),
                )
            ),
        )
        for one in files
    ]
    if rows:
        console.say(columns(rows, right={1, 2}))
    return 0
