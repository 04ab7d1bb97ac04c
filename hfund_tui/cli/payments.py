"""`hfund payments export|again|returns`: payment files for the bank, and the bank's answers."""

from __future__ import annotations

from pathlib import Path

import click

from hfund_tui.cli.acting import by_options, second_options
from hfund_tui.cli.bank_files import export_file, import_file, say_report, say_written, write_file_again
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import PATH, json_option, place_options

_WRITTEN = ("cli.payments.written", "cli.payments.totals")


@click.group(cls=HouseGroup, help="cli.payments.help")
def payments() -> None:
    pass


@payments.command(
    "export", cls=HouseCommand, help="cli.payments.export.help", epilog="cli.payments.export.more"
)
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
        lambda workstation: workstation.payments,
        "cli.payments.exporting",
    )
    say_written(console, written, _WRITTEN, as_json)
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
    written = write_file_again(
        console, (home, demo), (by, password_file), lambda workstation: workstation.payments, file_no
    )
    say_written(console, written, _WRITTEN, as_json)
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
    report = import_file(
        console, (home, demo), (by, password_file), lambda workstation: workstation.payments, file, dry_run
    )
    say_report(console, report, "cli.payments.paid", dry_run, as_json)
    return 1 if report.bad else 0
