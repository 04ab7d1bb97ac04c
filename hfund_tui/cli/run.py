"""`hfund run` and `hfund train`: open the program in the terminal, to work or to learn."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import home_option, place_options
from hfund_tui.services.errors import Refusal
from hfund_tui.services.settings import Settings


@click.command(cls=HouseCommand, help="cli.run.help")
@place_options
@click.pass_obj
def run(console: Console, home: Path | None, demo: bool) -> int:
    return _open(console.settings(home=home, demo=demo))


@click.command(cls=HouseCommand, help="cli.train.help")
@home_option
@click.pass_obj
def train(console: Console, home: Path | None) -> int:
    return _open(console.settings(home=home, training=True))


def _open(settings: Settings) -> int:
    if not _has_terminal():
        raise Refusal("no_terminal")
    _follow_the_window()
    gc.disable()  # Until everything is loaded; the first screen switches it on again.
    from hfund_tui.app import HfundApp

    app = HfundApp(settings)
    app.run()
    return app.return_code or 0


def _follow_the_window() -> None:
    """Some shells export the size the window had when they began; the program would keep it for good."""
    if "TEXTUAL_DRIVER" not in os.environ:
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)


def _has_terminal() -> bool:
    """Whether there is somebody to show the program to: a terminal, or the browser it is served to."""
    if "TEXTUAL_DRIVER" in os.environ:
        return True
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))
