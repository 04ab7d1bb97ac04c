"""The `hfund` command: its language, its commands, and how every error ends."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from hfund_tui.cli.commands import HouseGroup, console_of, explained
from hfund_tui.cli.output import Console
from hfund_tui.i18n import Language, Translator
from hfund_tui.i18n.chosen import chosen_language
from hfund_tui.services.errors import BadInput, HfundError, Trouble

DONE, REFUSED, MISUSED, BROKEN, INTERRUPTED = 0, 1, 2, 70, 130

_COMMANDS = {
    "run": ("hfund_tui.cli.run:run", "cli.run.help"),
    "train": ("hfund_tui.cli.run:train", "cli.train.help"),
    "serve": ("hfund_tui.cli.serve:serve", "cli.serve.help"),
    "demo": ("hfund_tui.cli.demo:demo", "cli.demo.help"),
    "check": ("hfund_tui.cli.check:check", "cli.check.help"),
    "quota": ("hfund_tui.cli.quota:quota", "cli.quota.help"),
    "interest": ("hfund_tui.cli.interest:interest", "cli.interest.help"),
    "schedule": ("hfund_tui.cli.schedule:schedule_command", "cli.schedule.help"),
    "policy": ("hfund_tui.cli.policy:policy", "cli.policy.help"),
    "init": ("hfund_tui.cli.setup:init", "cli.init.help"),
    "branch": ("hfund_tui.cli.setup:branch", "cli.branch.help"),
    "staff": ("hfund_tui.cli.staff:staff", "cli.staff.help"),
    "day": ("hfund_tui.cli.day:day", "cli.day.help"),
    "payments": ("hfund_tui.cli.payments:payments", "cli.payments.help"),
    "debits": ("hfund_tui.cli.debits:debits", "cli.debits.help"),
    "contributions": ("hfund_tui.cli.contributions:contributions", "cli.contributions.help"),
    "members": ("hfund_tui.cli.members:members", "cli.members.help"),
    "notices": ("hfund_tui.cli.notices:notices", "cli.notices.help"),
    "closures": ("hfund_tui.cli.closures:closures", "cli.closures.help"),
    "verify": ("hfund_tui.cli.keeping:verify", "cli.verify.help"),
    "verify-receipt": ("hfund_tui.cli.receipt:verify_receipt", "cli.receipt.help"),
    "verify-document": ("hfund_tui.cli.document:verify_document", "cli.document.help"),
    "backup": ("hfund_tui.cli.keeping:backup", "cli.backup.help"),
    "restore": ("hfund_tui.cli.keeping:restore", "cli.restore.help"),
}


@click.group(cls=HouseGroup, lazy=_COMMANDS, invoke_without_command=True, help="cli.help.hfund")
@click.option("--version", is_flag=True, help="cli.option.version")
@click.pass_context
def root(ctx: click.Context, version: bool) -> object:
    if version:
        from importlib.metadata import version as version_of

        console_of(ctx).say(f"hfund {version_of('hfund-tui')}")
        ctx.exit()
    if ctx.invoked_subcommand is not None:
        return None
    from hfund_tui.cli.run import run as run_command

    return ctx.invoke(run_command, home=None, demo=False)


def main() -> None:
    """Run the command line and leave with its exit code."""
    _hold_standard_streams()
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """One command: its exit code. What it says goes to stdout and stderr."""
    asked = _asked_language(arguments)
    if asked is not None:
        environment = {**environment, "HFUND_LANG": asked.value}
    console = Console(Translator(asked or _language_of(environment)), environment)
    try:
        code = root.main(list(arguments), "hfund", standalone_mode=False, obj=console)
    except click.exceptions.NoArgsIsHelpError as error:
        console.tell(error.message)
        return MISUSED
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx is not None else "hfund"
        console.complain(explained(error), console.t("cli.see_help", command=path))
        return MISUSED
    except BadInput as error:
        console.complain(error)
        return MISUSED
    except HfundError as error:
        console.complain(error)
        return REFUSED
    except PermissionError as error:
        console.complain(Trouble("no_access", path=str(error.filename or "")))
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        console.tell(console.t("cli.interrupted"))
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # whatever it is, its text may hold personal data
        _own_up(console, error)
        return BROKEN
    return code if isinstance(code, int) else DONE


def _own_up(console: Console, error: Exception) -> None:
    """An incident: the kind of error, and a number under which its path through the program is on record."""
    from hfund_tui import incident
    from hfund_tui.services.clock import SystemClock

    number, path = incident.record(error, _incident_folder(console), SystemClock().now())
    console.tell(console.t("cli.incident", number=number, kind=type(error).__name__))
    if path is not None:
        console.tell(console.t("incident.file", path=str(path)))


def _incident_folder(console: Console) -> Path:
    """Beside the database, as the program itself does it; where there is none, a fresh private folder."""
    try:
        home = console.settings().home
        if home.is_dir():
            return home / "incidents"
    except Exception:  # noqa: BLE001  # a second failure must not hide the first
        pass
    return Path(tempfile.mkdtemp(prefix="hfund-"))


def _asked_language(arguments: Sequence[str]) -> Language | None:
    """The value of --lang. Looked for before click reads anything, so that click's errors are translated."""
    for number, argument in enumerate(arguments):
        if argument == "--":
            return None
        name, given, value = argument.partition("=")
        if name == "--lang":
            value = value if given else "".join(arguments[number + 1 : number + 2])
            return Language(value) if value in set(Language) else None
    return None


def _language_of(environment: Mapping[str, str]) -> Language:
    """As the program itself: what was chosen in it counts here too."""
    from hfund_tui.services.settings import language_before_settings

    try:
        return language_before_settings(environment)
    except (OSError, RuntimeError):  # a home that can't be named; the command itself says so
        return chosen_language(environment)


def _hold_standard_streams() -> None:
    """Take up descriptors 0 to 2 where they are closed: a database or key file must never become stderr."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
