"""`hfund demo`: build the demo branch."""

from __future__ import annotations

from pathlib import Path

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import COUNT, home_option
from hfund_tui.i18n import Language


@click.command(cls=HouseCommand, help="cli.demo.help")
@home_option
@click.option("--members", type=COUNT, metavar="N", help="cli.option.members")
@click.option("--fresh", is_flag=True, help="cli.option.fresh")
@click.pass_obj
def demo(console: Console, home: Path | None, members: int | None, fresh: bool) -> int:
    from hfund_tui.services.demo import demo_accounts
    from hfund_tui.services.setup import new_demo

    t = console.t
    settings = console.settings(home=home, demo=True)
    with console.progress() as progress:
        built = new_demo(
            settings,
            members=members,
            fresh=fresh,
            on_progress=lambda done, total: progress("cli.step.demo", done, total),
        )
    console.say(t("cli.demo.done" if built else "cli.demo.there", path=str(settings.database)))
    english = t.language is Language.EN
    heading = [t("cli.demo.code"), t("cli.demo.password"), t("cli.demo.name"), t("cli.demo.role")]
    rows = [
        [one.code, one.password, one.name_en if english else one.name, t.term(one.role)]
        for one in demo_accounts()
    ]
    console.say(columns([heading, *rows]))
    return 0
