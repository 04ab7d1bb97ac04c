"""`hfund serve`: the program in a browser, on this machine."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import place_options

_LOOPBACK = "127.0.0.1"
"""The only address it is ever bound to: whatever opens it to others has to stand in front of it."""


def served_command(home: Path | None, demo: bool) -> str:
    """What is run for each visitor."""
    command = [sys.executable, "-m", "hfund_tui", "run"]
    if home is not None:
        command += ["--home", str(home)]
    if demo:
        command.append("--demo")
    return shlex.join(command)


@click.command(cls=HouseCommand, help="cli.serve.help")
@place_options
@click.option(
    "--port", type=click.IntRange(1024, 65535), default=8000, show_default=True, help="cli.serve.port"
)
@click.pass_obj
def serve(console: Console, home: Path | None, demo: bool, port: int) -> int:
    console.settings(home=home, demo=demo)  # what is wrong with the place is said before a browser asks
    from textual_serve.server import Server

    t = console.t
    console.say(t("cli.serve.at", address=f"http://{_LOOPBACK}:{port}"))
    console.say(t("cli.serve.warning"))
    Server(served_command(home, demo), host=_LOOPBACK, port=port, title="hfund").serve()
    return 0
