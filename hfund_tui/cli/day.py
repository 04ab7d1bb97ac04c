"""`hfund day open|sheet|close|reopen`: the business day of a branch."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hfund_tui.cli.acting import acting, by_options, opened, own_password, second_password
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import WIDTH, Console
from hfund_tui.cli.parameters import DAY, PATH, json_option, misuse, place_options
from hfund_tui.domain.day_sheet import DifferenceCode
from hfund_tui.domain.plain import to_plain
from hfund_tui.services.errors import Trouble

if TYPE_CHECKING:
    from hfund_tui.domain.day_sheet import DaySheet

_branch_option = click.option("--branch", metavar="CODE", required=True, help="cli.option.branch_code")
_pdf_option = click.option("--pdf", type=PATH, metavar="FILE", help="cli.option.sheet_pdf")


@click.group(cls=HouseGroup, help="cli.day.help")
def day() -> None:
    pass


@day.command("open", cls=HouseCommand, help="cli.day.open.help")
@place_options
@_branch_option
@click.option("--date", "business_date", type=DAY, help="cli.option.business_date")
@by_options
@click.pass_obj
def open_day(
    console: Console,
    home: Path | None,
    demo: bool,
    branch: str,
    business_date: date | None,
    by: str,
    password_file: Path | None,
) -> int:
    """Without a date, the next working day."""
    with opened(console, home, demo) as workstation:
        proven = workstation.staff.prove_at_door(by, own_password(console, password_file))
        chosen = business_date or workstation.day.next_day(branch)
        workstation.day.open(branch, chosen, opened_by=proven.code)
        covered = workstation.policies.calendar.covers(chosen)
    console.say(console.t("cli.day.opened", branch=branch, day=chosen))
    if not covered:
        console.tell(console.t("cli.day.no_holidays", year=str(chosen.year)))
    return 0


@day.command("sheet", cls=HouseCommand, help="cli.day.sheet.help", epilog="cli.day.sheet.more")
@place_options
@by_options
@click.option("--date", "business_date", type=DAY, help="cli.option.sheet_date")
@_pdf_option
@json_option
@click.pass_obj
def sheet(
    console: Console,
    home: Path | None,
    demo: bool,
    by: str,
    password_file: Path | None,
    business_date: date | None,
    pdf: Path | None,
    as_json: bool,
) -> int:
    """Exit code 0 if the books agree, 1 otherwise."""
    with (
        opened(console, home, demo) as workstation,
        acting(workstation, by, own_password(console, password_file)) as session,
    ):
        if business_date is None or business_date == session.business_date:
            found = workstation.day.sheet(session)
        else:
            found = workstation.day.stored_sheet(session, business_date)
    _show(console, found, pdf, as_json, sample=demo)
    return 0 if found.balances else 1


@day.command("close", cls=HouseCommand, help="cli.day.close.help", epilog="cli.day.close.more")
@place_options
@by_options
@click.option("--explain", "explained", metavar="WHAT=WHY", multiple=True, help="cli.option.explain")
@_pdf_option
@json_option
@click.pass_obj
def close(
    console: Console,
    home: Path | None,
    demo: bool,
    by: str,
    password_file: Path | None,
    explained: tuple[str, ...],
    pdf: Path | None,
    as_json: bool,
) -> int:
    words = dict(_explanation(one) for one in explained)
    with (
        opened(console, home, demo) as workstation,
        acting(workstation, by, own_password(console, password_file)) as session,
    ):
        found = workstation.day.close(session, explanations=words)
    _show(console, found, pdf, as_json, sample=demo)
    return 0


@day.command("reopen", cls=HouseCommand, help="cli.day.reopen.help", epilog="cli.day.reopen.more")
@place_options
@_branch_option
@by_options
@click.option("--second", metavar="CODE", required=True, help="cli.option.second")
@click.option("--second-password-file", type=PATH, metavar="FILE", help="cli.option.second_password_file")
@click.pass_obj
def reopen(
    console: Console,
    home: Path | None,
    demo: bool,
    branch: str,
    by: str,
    password_file: Path | None,
    second: str,
    second_password_file: Path | None,
) -> int:
    with opened(console, home, demo) as workstation:
        first = workstation.staff.prove_at_door(by, own_password(console, password_file))
        other = workstation.staff.prove_at_door(second, second_password(console, second_password_file))
        reopened = workstation.day.reopen(branch, by=first, second=other)
    console.say(console.t("cli.day.reopened", branch=branch, day=reopened))
    return 0


def _explanation(typed: str) -> tuple[str, str]:
    """``orders_not_sent=the bank's system is down``. Raises BadInput."""
    code, _, words = typed.partition("=")
    if code not in {one.value for one in DifferenceCode if one.explainable} or not words.strip():
        raise misuse("usage_explanation", click.Option(["--explain"]), typed)
    return code, words


def _show(console: Console, found: DaySheet, pdf: Path | None, as_json: bool, *, sample: bool) -> None:
    from hfund_tui.documents.day_sheet import render_sheet_pdf, render_sheet_text

    if as_json:
        plain: dict[str, Any] = to_plain(found)
        console.say_json({**plain, "balances": found.balances})
    else:
        console.say("\n".join(render_sheet_text(found, console.t, width=WIDTH, sample=sample)))
    if pdf is None:
        return
    try:
        render_sheet_pdf(found, console.t, pdf, sample=sample)
    except OSError as error:
        raise Trouble("file_not_written", path=str(pdf)) from error
    console.tell(console.t("cli.day.sheet.written", path=str(pdf)))
