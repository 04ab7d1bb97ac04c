"""`hfund notices deliver`: what members are to be told goes out."""

from __future__ import annotations

from pathlib import Path

import click

from hfund_tui.cli.acting import opened
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import json_option, place_options


@click.group(cls=HouseGroup, help="cli.notices.help")
def notices() -> None:
    pass


@notices.command(
    "deliver", cls=HouseCommand, help="cli.notices.deliver.help", epilog="cli.notices.deliver.more"
)
@place_options
@json_option
@click.pass_obj
def deliver(console: Console, home: Path | None, demo: bool, as_json: bool) -> int:
    with opened(console, home, demo) as workstation, console.progress() as progress:
        sent = workstation.notices.deliver(lambda done, of: progress("cli.notices.delivering", done, of))
        folder = workstation.settings.outbox / "notices"
    if as_json:
        console.say_json({"delivered": sent, "folder": str(folder)})
    else:
        console.say(console.t("cli.notices.delivered", n=sent))
        console.say(str(folder))
    return 0
