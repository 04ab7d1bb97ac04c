"""Commands that act for a staff member: the house is opened, and whoever acts proves who he or she is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import PATH, AnyFunction
from hfund_tui.cli.passwords import known_secret, passphrase_asker

if TYPE_CHECKING:
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation


def by_options(function: AnyFunction) -> AnyFunction:
    """--by and --password-file: who acts, and where the password is if nobody types it."""
    by = click.option("--by", metavar="CODE", required=True, help="cli.option.by")
    file = click.option("--password-file", type=PATH, metavar="FILE", help="cli.option.own_password_file")
    return by(file(function))


def own_password(console: Console, file: Path | None) -> str:
    return known_secret(console, "cli.ask.own_password", file)


def second_password(console: Console, file: Path | None) -> str:
    """The password of the second person, asked after the first one's."""
    return known_secret(console, "cli.ask.second_password", file)


def second_options(function: AnyFunction) -> AnyFunction:
    """--second and --second-password-file: another person, where it takes two."""
    code = click.option("--second", metavar="CODE", help="cli.option.second")
    file = click.option(
        "--second-password-file", type=PATH, metavar="FILE", help="cli.option.second_password_file"
    )
    return code(file(function))


def second_person(console: Console, code: str | None, file: Path | None) -> tuple[str, str] | None:
    """Code and password of the second person; None where none is named."""
    return None if code is None else (code, second_password(console, file))


@contextmanager
def opened(console: Console, home: Path | None, demo: bool) -> Iterator[Workstation]:
    """The services of the house. Raises Trouble where there is none."""
    from hfund_tui.services.workstation import open_workstation

    workstation = open_workstation(
        console.settings(home=home, demo=demo), passphrase=passphrase_asker(console)
    )
    try:
        yield workstation
    finally:
        workstation.close()


@contextmanager
def acting(workstation: Workstation, staff_code: str, password: str) -> Iterator[Session]:
    """A session for one command. Raises Refusal."""
    session = workstation.staff.sign_in(staff_code, password)
    try:
        yield session
    finally:
        workstation.staff.sign_out(session)
