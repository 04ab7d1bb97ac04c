"""`hfund init` and `hfund branch`: a house and its branches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from hfund_tui.cli.acting import opened
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import PATH, home_option, password_option, place_options
from hfund_tui.cli.passwords import new_secret
from hfund_tui.domain.vocabulary import Role
from hfund_tui.services.errors import BadInput


@click.command(cls=HouseCommand, help="cli.init.help", epilog="cli.init.more")
@home_option
@click.option("--branch-code", metavar="CODE", required=True, help="cli.option.branch_code")
@click.option("--branch-name", metavar="NAME", required=True, help="cli.option.branch_name")
@click.option("--branch-name-en", metavar="NAME", default="", help="cli.option.name_en")
@click.option("--admin-code", metavar="CODE", required=True, help="cli.option.staff_code")
@click.option("--admin-name", metavar="NAME", required=True, help="cli.option.staff_name")
@click.option("--admin-name-en", metavar="NAME", default="", help="cli.option.name_en")
@click.option("--admin-id", metavar="ID", required=True, help="cli.option.staff_id")
@password_option
@click.option("--key-file", type=PATH, metavar="FILE", envvar="HFUND_KEY_FILE", help="cli.option.key_file")
@click.option("--passphrase", is_flag=True, help="cli.option.passphrase")
@click.pass_obj
def init(
    console: Console,
    home: Path | None,
    branch_code: str,
    branch_name: str,
    branch_name_en: str,
    admin_code: str,
    admin_name: str,
    admin_name_en: str,
    admin_id: str,
    password_file: Path | None,
    key_file: Path | None,
    passphrase: bool,
) -> int:
    from hfund_tui.services.branches import NewBranch
    from hfund_tui.services.setup import Rung, require_new, set_up
    from hfund_tui.services.staff import NewStaff

    if key_file is not None and passphrase:
        raise BadInput("--passphrase", "one_key_place")
    settings = console.settings(home=home)
    rung = Rung.SEALED_FILE if passphrase else Rung.KEYRING
    if key_file is not None:
        rung = Rung.CREDENTIAL_FILE
        settings = replace(settings, key=replace(settings.key, credential_file=key_file.absolute()))
    require_new(settings)
    password = new_secret(console, "cli.ask.password", "cli.ask.password_again", password_file)
    found = set_up(
        settings,
        rung,
        NewBranch(branch_code, branch_name, branch_name_en),
        NewStaff(
            code=admin_code,
            name=admin_name,
            name_en=admin_name_en,
            role=Role.ADMINISTRATOR,
            branch_code=branch_code,
            id_no=admin_id,
            password=password,
        ),
        passphrase=lambda: new_secret(console, "cli.ask.passphrase", "cli.ask.passphrase_again"),
    )
    t = console.t
    console.say(t("cli.init.done", path=settings.place))
    console.say(t("cli.init.key", rung=t(_RUNGS[found.value])))
    if key_file is not None and found is Rung.CREDENTIAL_FILE:
        console.say(t("cli.init.key_file", path=str(settings.key.credential_file)))
    console.say(t("cli.init.next", branch=branch_code, staff=admin_code))
    return 0


_RUNGS = {
    "keyring": "cli.rung.keyring",
    "credential_file": "cli.rung.credential_file",
    "sealed_file": "cli.rung.sealed_file",
}


@click.group(cls=HouseGroup, help="cli.branch.help")
def branch() -> None:
    pass


@branch.command("add", cls=HouseCommand, help="cli.branch.add.help")
@place_options
@click.option("--code", metavar="CODE", required=True, help="cli.option.branch_code")
@click.option("--name", metavar="NAME", required=True, help="cli.option.branch_name")
@click.option("--name-en", metavar="NAME", default="", help="cli.option.name_en")
@click.pass_obj
def add_branch(console: Console, home: Path | None, demo: bool, code: str, name: str, name_en: str) -> int:
    from hfund_tui.services.branches import NewBranch

    with opened(console, home, demo) as workstation:
        added = workstation.branches.add(NewBranch(code, name, name_en))
    console.say(console.t("cli.branch.added", branch=added))
    return 0


@branch.command(
    "approval", cls=HouseCommand, help="cli.branch.approval.help", epilog="cli.branch.approval.more"
)
@place_options
@click.option("--code", metavar="CODE", required=True, help="cli.option.branch_code")
@click.option("--at", metavar="CODE", help="cli.option.approval_branch")
@click.pass_obj
def set_approval_branch(console: Console, home: Path | None, demo: bool, code: str, at: str | None) -> int:
    with opened(console, home, demo) as workstation:
        workstation.branches.approve_at(code, at)
    if at is None:
        console.say(console.t("cli.branch.approval.own", branch=code))
    else:
        console.say(console.t("cli.branch.approval.set", branch=code, other=at))
    return 0
