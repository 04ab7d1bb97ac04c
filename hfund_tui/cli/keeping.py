"""`hfund verify`, `backup` and `restore`: is everything as it was recorded, a copy, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.output import Console, Progress, columns
from hfund_tui.cli.parameters import PATH, json_option, place_options
from hfund_tui.cli.passwords import passphrase_asker
from hfund_tui.i18n import Translator

if TYPE_CHECKING:
    from hfund_tui.services.keeping import Problem, Verification

_STEPS = {
    "storage": "cli.step.storage",
    "rules": "cli.step.rules",
    "audit_chains": "cli.step.audit_chains",
    "copy": "cli.step.copy",
    "digest": "cli.step.digest",
}


@click.command(cls=HouseCommand, help="cli.verify.help", epilog="cli.verify.more")
@place_options
@click.option("--anchors", type=PATH, metavar="FILE", multiple=True, help="cli.option.anchors")
@click.option("--against", type=PATH, metavar="FILE", multiple=True, help="cli.option.against")
@json_option
@click.pass_obj
def verify(
    console: Console,
    home: Path | None,
    demo: bool,
    anchors: tuple[Path, ...],
    against: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Exit code 0 if nothing is wrong, 1 otherwise."""
    from hfund_tui.services.keeping import open_keeping, read_anchors

    kept = [stamp for file in anchors for stamp in read_anchors(file)]

    settings = console.settings_of_what_is_here(home=home, demo=demo)
    with (
        open_keeping(settings, passphrase=passphrase_asker(console)) as keeping,
        console.progress() as progress,
    ):
        found = keeping.verify(_with_words(progress), anchors=kept, against=against)
    if as_json:
        console.say_json(_plain(found))
    else:
        _report(console, found)
    return 1 if found.problems else 0


@click.command(cls=HouseCommand, help="cli.backup.help")
@place_options
@click.argument("folder", type=PATH, metavar="FOLDER", help="cli.backup.folder")
@json_option
@click.pass_obj
def backup(console: Console, home: Path | None, demo: bool, folder: Path, as_json: bool) -> int:
    from hfund_tui.services.keeping import open_keeping

    settings = console.settings_of_what_is_here(home=home, demo=demo)
    with (
        open_keeping(settings, passphrase=passphrase_asker(console)) as keeping,
        console.progress() as progress,
    ):
        made = keeping.backup(folder, _with_words(progress))
    t = console.t
    if as_json:
        manifest = made.manifest
        plain = {"file": str(made.file), "manifest": str(made.manifest_file), "size": manifest.size}
        console.say_json({**plain, "sha256": manifest.sha256, "created_at": manifest.created_at})
    else:
        console.say(t("cli.backup.done", path=str(made.file)))
        console.say(t("cli.backup.manifest", path=str(made.manifest_file)))
        console.say(t("cli.backup.keys"))
    return 0


@click.command(cls=HouseCommand, help="cli.restore.help")
@place_options
@click.argument("file", type=PATH, metavar="FILE", help="cli.restore.file")
@click.option("--move-aside", is_flag=True, help="cli.option.move_aside")
@click.pass_obj
def restore(console: Console, home: Path | None, demo: bool, file: Path, move_aside: bool) -> int:
    from hfund_tui.services.keeping import restore as bring_back

    settings = console.settings_of_what_is_here(home=home, demo=demo)
    with console.progress() as progress:
        aside = bring_back(
            settings,
            file,
            move_aside=move_aside,
            passphrase=passphrase_asker(console),
            progress=_with_words(progress),
        )
    t = console.t
    console.say(t("cli.restore.done", path=str(settings.database)))
    if aside is not None:
        console.say(t("cli.restore.aside", path=str(aside)))
    return 0


def _with_words(progress: Progress) -> Progress:
    return lambda step, done, total: progress(_STEPS[step], done, total)


def _plain(found: Verification) -> dict[str, object]:
    return {
        "valid": not found.problems,
        "problems": [
            {"code": one.code, "table": one.table, "row": one.row, "params": one.params}
            for one in found.problems
        ],
        "anchors": [
            {"chain": one.chain, "sequence": one.sequence, "hash": one.hash} for one in found.anchors
        ],
    }


def _report(console: Console, found: Verification) -> None:
    t = console.t
    if not found.problems:
        console.say(t("cli.verify.sound", n=len(found.anchors)))
        return
    first = found.problems[0]
    console.say(t("cli.verify.first", table=first.table, row=first.row, problem=_words(t, first)))
    heading = (t("cli.verify.table"), t("cli.verify.row"), t("cli.verify.problem"), t("cli.verify.found"))
    rows = [(one.table, one.row, _words(t, one), _details(one)) for one in found.problems]
    console.say()
    console.say(columns([heading, *rows]))
    console.say()
    console.say(t("cli.verify.broken", n=len(found.problems)))


def _words(t: Translator, problem: Problem) -> str:
    return t(f"vocabulary.database_problem.{problem.code}")


def _details(problem: Problem) -> str:
    return " ".join(f"{name}={value}" for name, value in problem.params.items())
