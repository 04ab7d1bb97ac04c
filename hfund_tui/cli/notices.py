"""`hfund notices`: what members are to be told goes out; in the demo, what arrived on their mobiles."""

from __future__ import annotations

from pathlib import Path

import click

from hfund_tui.cli.acting import opened
from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import COUNT, json_option, place_options
from hfund_tui.services.errors import Refusal


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


@notices.command("read", cls=HouseCommand, help="cli.notices.read.help", epilog="cli.notices.read.more")
@place_options
@click.option("--last", type=COUNT, default=5, metavar="N", help="cli.notices.read.last")
@json_option
@click.pass_obj
def read(console: Console, home: Path | None, demo: bool, last: int, as_json: bool) -> int:
    """Only a demo has members whose messages may be read by staff."""
    from hfund_tui.services.notices import FileNotices

    settings = console.settings_of_what_is_here(home=home, demo=demo)
    if not settings.demo:
        raise Refusal("only_in_demo")
    with opened(console, home, demo=True) as workstation:
        workstation.notices.deliver()
        found = FileNotices(workstation.settings.outbox / "notices").newest(last)
    if as_json:
        console.say_json([{"key": one.key, "to": one.mobile, "text": one.text} for one in found])
        return 0
    for one in found:
        console.say(f"{one.mobile}  {one.text}")
    if not found:
        console.say(console.t("cli.notices.read.none"))
    return 0
