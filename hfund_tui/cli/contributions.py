"""`hfund contributions check|import|list`: employers' monthly contribution lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfund_tui.cli.acting import acting, by_options, opened, own_password
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.faults import plain_fault, say_faults
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import PATH, json_option, place_options
from hfund_tui.domain.money import plain_yuan

if TYPE_CHECKING:
    from hfund_tui.services.contributions import ContributionReport


@click.group(cls=HouseGroup, help="cli.contributions.help")
def contributions() -> None:
    pass


@contributions.command(
    "check", cls=HouseCommand, help="cli.contributions.check.help", epilog="cli.contributions.check.more"
)
@place_options
@by_options
@click.argument("file", type=PATH, metavar="FILE", help="cli.contributions.file")
@json_option
@click.pass_obj
def check(
    console: Console,
    home: Path | None,
    demo: bool,
    by: str,
    password_file: Path | None,
    file: Path,
    as_json: bool,
) -> int:
    """Exit code 0 if every line is good, 1 if one is bad."""
    report = _look(console, (home, demo), (by, password_file), file, take=False)
    return _say(console, report, as_json, taken=False)


@contributions.command(
    "import", cls=HouseCommand, help="cli.contributions.import.help", epilog="cli.contributions.import.more"
)
@place_options
@by_options
@click.argument("file", type=PATH, metavar="FILE", help="cli.contributions.file")
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
    """Exit code 0 if every line is good, 1 if one is bad; the good ones are credited all the same."""
    report = _look(console, (home, demo), (by, password_file), file, take=not dry_run)
    return _say(console, report, as_json, taken=not dry_run)


def _look(
    console: Console, place: tuple[Path | None, bool], who: tuple[str, Path | None], file: Path, *, take: bool
) -> ContributionReport:
    from hfund_tui.services.outbox import read_foreign_bytes

    content = read_foreign_bytes(file)
    step = "cli.contributions.importing" if take else "cli.contributions.checking"
    with (
        opened(console, *place) as workstation,
        acting(workstation, who[0], own_password(console, who[1])) as session,
        console.progress() as progress,
    ):
        service = workstation.contributions
        run = service.take_in if take else service.check
        return run(session, content, on_progress=lambda done, of: progress(step, done, of))


def _say(console: Console, report: ContributionReport, as_json: bool, *, taken: bool) -> int:
    if as_json:
        console.say_json(_plain(report, taken))
    else:
        _show(console, report, taken)
    return 1 if report.bad else 0


def _plain(report: ContributionReport, taken: bool) -> dict[str, object]:
    return {
        "taken": taken and not report.refused,
        "file_no": report.file_no,
        "employer": report.employer_no,
        "month": str(report.month),
        "lines": report.lines,
        "total": plain_yuan(report.total_fen),
        "good": report.good,
        "good_amount": plain_yuan(report.good_fen),
        "known": report.known,
        "known_amount": plain_yuan(report.known_fen),
        "bad": report.bad,
        "faults": [plain_fault(one) for one in report.faults],
        "returned": str(report.returned) if report.returned else None,
    }


def _show(console: Console, report: ContributionReport, taken: bool) -> None:
    t = console.t
    console.say(t("contributions.of", employer=report.employer, month=report.month))
    good = "contributions.credited" if taken and not report.refused else "contributions.good"
    rows = [
        (t("contributions.stated"), str(report.lines), t.money(report.total_fen)),
        (t(good), str(report.good), t.money(report.good_fen)),
        (t("contributions.known"), str(report.known), t.money(report.known_fen)),
        (t("contributions.bad"), str(report.bad), ""),
    ]
    console.say(columns(rows, right={1, 2}))
    say_faults(console, report.faults)
    if report.refused:
        console.say(t("contributions.refused"))
    elif not taken:
        console.say(t("cli.contributions.only_looked"))
    else:
        console.say(t("contributions.taken", file_no=report.file_no))
    if report.returned is not None:
        console.say(t("contributions.returned", path=str(report.returned)))


@contributions.command("list", cls=HouseCommand, help="cli.contributions.list.help")
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
        files = workstation.contributions.files(session)
    if as_json:
        console.say_json(
            [
                {
                    "file_no": one.file_no,
                    "business_date": one.business_date.isoformat(),
                    "employer": one.employer,
                    "month": str(one.month),
                    "lines": one.lines,
                    "total": plain_yuan(one.total_fen),
                    "taken": one.taken,
                    "taken_amount": plain_yuan(one.taken_fen),
                    "finished": one.finished,
                }
                for one in files
            ]
        )
        return 0
    t = console.t
    rows = [
        (
            one.file_no,
            str(one.month),
            t("unit.cases", n=one.lines),
            t.money(one.total_fen),
            t("contributions.finished", n=one.taken) if one.finished else t("contributions.unfinished"),
            one.employer,
        )
        for one in files
    ]
    console.say(columns(rows, right={2, 3}) if rows else t("cli.contributions.none"))
    return 0
