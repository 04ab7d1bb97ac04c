"""`hfund staff`: who works here. The author is whoever may run commands on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from hfund_tui.cli.acting import opened
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import json_option, password_option, place_options
from hfund_tui.cli.passwords import new_secret
from hfund_tui.domain.vocabulary import Role
from hfund_tui.i18n import Language

_code_option = click.option("--code", metavar="CODE", required=True, help="cli.option.staff_code")


@click.group(cls=HouseGroup, help="cli.staff.help")
def staff() -> None:
    pass


@staff.command("add", cls=HouseCommand, help="cli.staff.add.help", epilog="cli.staff.add.more")
@place_options
@_code_option
@click.option("--name", metavar="NAME", required=True, help="cli.option.staff_name")
@click.option("--name-en", metavar="NAME", default="", help="cli.option.name_en")
@click.option("--role", type=click.Choice([one.value for one in Role]), required=True, help="cli.option.role")
@click.option("--branch", metavar="CODE", required=True, help="cli.option.branch_code")
@click.option("--id", "id_no", metavar="ID", required=True, help="cli.option.staff_id")
@password_option
@click.pass_obj
def add_staff(
    console: Console,
    home: Path | None,
    demo: bool,
    code: str,
    name: str,
    name_en: str,
    role: str,
    branch: str,
    id_no: str,
    password_file: Path | None,
) -> int:
    from hfund_tui.services.staff import NewStaff

    with opened(console, home, demo) as workstation:
        password = new_secret(console, "cli.ask.password", "cli.ask.password_again", password_file)
        added = workstation.staff.add(
            NewStaff(
                code=code,
                name=name,
                name_en=name_en,
                role=Role(role),
                branch_code=branch,
                id_no=id_no,
                password=password,
            )
        )
    console.say(console.t("cli.staff.added", staff=added, role=Role(role)))
    return 0


@staff.command("list", cls=HouseCommand, help="cli.staff.list.help")
@place_options
@json_option
@click.pass_obj
def list_staff(console: Console, home: Path | None, demo: bool, as_json: bool) -> int:
    with opened(console, home, demo) as workstation:
        lines = workstation.staff_care.all()
    if as_json:
        console.say_json(
            [
                {
                    "code": one.code,
                    "name": one.name,
                    "role": one.role.value,
                    "branch": one.branch_code,
                    "active": one.active,
                    "must_change": one.must_change,
                    "locked": one.locked_until is not None,
                }
                for one in lines
            ]
        )
        return 0
    t = console.t
    rows = [[t(f"cli.staff.list.{head}") for head in ("code", "name", "role", "branch", "standing")]]
    for one in lines:
        name = one.name_en if t.language is Language.EN else one.name
        standing = (
            "left"
            if not one.active
            else "locked"
            if one.locked_until
            else "first"
            if one.must_change
            else "in"
        )
        rows.append([one.code, name, t.term(one.role), one.branch_code, t(f"cli.staff.standing.{standing}")])
    console.say(columns(rows))
    return 0


@staff.command("password", cls=HouseCommand, help="cli.staff.password.help", epilog="cli.staff.add.more")
@place_options
@_code_option
@password_option
@click.pass_obj
def renew_password(
    console: Console, home: Path | None, demo: bool, code: str, password_file: Path | None
) -> int:
    with opened(console, home, demo) as workstation:
        password = new_secret(console, "cli.ask.password", "cli.ask.password_again", password_file)
        renewed = workstation.staff_care.renew_password(code, password)
    console.say(console.t("cli.staff.password.done", staff=renewed))
    return 0


@staff.command("dismiss", cls=HouseCommand, help="cli.staff.dismiss.help", epilog="cli.staff.dismiss.more")
@place_options
@_code_option
@click.pass_obj
def dismiss(console: Console, home: Path | None, demo: bool, code: str) -> int:
    with opened(console, home, demo) as workstation:
        left = workstation.staff_care.dismiss(code)
    console.say(console.t("cli.staff.dismiss.done", staff=left))
    return 0


@staff.command("reinstate", cls=HouseCommand, help="cli.staff.reinstate.help")
@place_options
@_code_option
@click.pass_obj
def reinstate(console: Console, home: Path | None, demo: bool, code: str) -> int:
    with opened(console, home, demo) as workstation:
        back = workstation.staff_care.reinstate(code)
    console.say(console.t("cli.staff.reinstate.done", staff=back))
    return 0


@staff.command("assign", cls=HouseCommand, help="cli.staff.assign.help", epilog="cli.staff.assign.more")
@place_options
@_code_option
@click.option("--role", type=click.Choice([one.value for one in Role]), help="cli.option.role")
@click.option("--branch", metavar="CODE", help="cli.option.branch_code")
@click.pass_obj
def assign(
    console: Console, home: Path | None, demo: bool, code: str, role: str | None, branch: str | None
) -> int:
    with opened(console, home, demo) as workstation:
        moved = workstation.staff_care.assign(code, role=Role(role) if role else None, branch_code=branch)
    console.say(console.t("cli.staff.assign.done", staff=moved))
    return 0
