"""`hfund members export|import`: members as files with the field names of JGJ/T 320."""

from __future__ import annotations

from pathlib import Path

import click

from hfund_tui.cli.acting import acting, by_options, opened, own_password, second_options, second_person
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.faults import plain_fault, say_faults
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import PATH, json_option, place_options
from hfund_tui.domain.money import plain_yuan


@click.group(cls=HouseGroup, help="cli.members.help")
def members() -> None:
    pass


@members.command("export", cls=HouseCommand, help="cli.members.export.help", epilog="cli.members.export.more")
@place_options
@by_options
@second_options
@click.option("--employer", metavar="NUMBER", help="cli.members.employer")
@click.argument("file", type=PATH, metavar="FILE", help="cli.members.new_file")
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
    employer: str | None,
    file: Path,
    as_json: bool,
) -> int:
    with (
        opened(console, home, demo) as workstation,
        acting(workstation, by, own_password(console, password_file)) as session,
    ):
        other = second_person(console, second, second_password_file)
        with console.progress() as progress:
            exported = workstation.member_export.export(
                session,
                file,
                employer_no=employer,
                second=other,
                on_progress=lambda done, of: progress("cli.members.exporting", done, of),
            )
    if as_json:
        console.say_json({"path": str(exported.path), "lines": exported.lines, "sha256": exported.sha256})
    else:
        console.say(console.t("cli.members.exported", n=exported.lines, path=str(exported.path)))
    return 0


@members.command("import", cls=HouseCommand, help="cli.members.import.help", epilog="cli.members.import.more")
@place_options
@by_options
@second_options
@click.argument("file", type=PATH, metavar="FILE", help="cli.members.file")
@click.option("--dry-run", is_flag=True, help="cli.option.dry_run")
@json_option
@click.pass_obj
def take_in(
    console: Console,
    home: Path | None,
    demo: bool,
    by: str,
    password_file: Path | None,
    second: str | None,
    second_password_file: Path | None,
    file: Path,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Exit code 0 if every line is good, 1 if one is bad; the good ones are taken in all the same."""
    from hfund_tui.services.outbox import read_foreign_bytes

    content = read_foreign_bytes(file)
    with (
        opened(console, home, demo) as workstation,
        acting(workstation, by, own_password(console, password_file)) as session,
    ):
        other = None if dry_run else second_person(console, second, second_password_file)
        with console.progress() as progress:

            def tell(done: int, of: int) -> None:
                progress("cli.members.importing", done, of)

            service = workstation.member_import
            report = (
                service.check(session, content, on_progress=tell)
                if dry_run
                else service.take_in(session, content, second=other, on_progress=tell)
            )
    if as_json:
        console.say_json(
            {
                "taken": not dry_run,
                "lines": report.lines,
                "opened": report.opened,
                "opened_amount": plain_yuan(report.opened_fen),
                "adjusted": report.adjusted,
                "known": report.known,
                "bad": report.bad,
                "faults": [plain_fault(one) for one in report.faults],
                "returned": str(report.returned) if report.returned else None,
            }
        )
        return 1 if report.bad else 0
    t = console.t
    rows = [
        (t("cli.members.opened"), str(report.opened), t.money(report.opened_fen)),
        (t("cli.members.adjusted"), str(report.adjusted), ""),
        (t("cli.members.known"), str(report.known), ""),
        (t("contributions.bad"), str(report.bad), ""),
    ]
    console.say(columns(rows, right={1, 2}))
    say_faults(console, report.faults)
    console.say(t("cli.members.only_looked" if dry_run else "cli.members.taken"))
    if report.returned is not None:
        console.say(t("cli.members.returned", path=str(report.returned)))
    return 1 if report.bad else 0
