"""`hfund serve`: the program in a browser, on this machine."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import place_options
from hfund_tui.services.errors import BadInput


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
@click.option("--public-url", metavar="URL", help="cli.serve.public_url")
@click.pass_obj
def serve(console: Console, home: Path | None, demo: bool, port: int, public_url: str | None) -> int:
    public_url = None if public_url is None else _public_url(public_url)
    console.settings(home=home, demo=demo)  # what is wrong with the place is said before a browser asks
    from hfund_tui.cli.browser import LOOPBACK, HouseServer

    t = console.t
    console.say(t("cli.serve.at", address=f"http://{LOOPBACK}:{port}"))
    console.say(t("cli.serve.warning"))
    HouseServer(served_command(home, demo), port=port, public_url=public_url).serve()
    return 0


def _public_url(given: str) -> str:
    """What browsers call the proxy in front, which speaks TLS: https, a name, perhaps a port. Raises BadInput."""
    try:
        parts = urlsplit(given.strip().rstrip("/").lower())
        parts.port  # noqa: B018  (raises for what is no port)
    except ValueError:
        raise BadInput("--public-url", "public_url") from None
    if parts.scheme != "https" or not parts.hostname or parts.username is not None:
        raise BadInput("--public-url", "public_url")
    if parts.path or parts.query or parts.fragment:
        raise BadInput("--public-url", "public_url")
    return f"https://{parts.netloc}"
