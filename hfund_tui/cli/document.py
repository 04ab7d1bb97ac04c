"""`hfund verify-document`: whether a certificate or statement was issued here, and says what was issued."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import PATH, json_option, place_options
from hfund_tui.cli.passwords import passphrase_asker
from hfund_tui.i18n import Language, Translator

if TYPE_CHECKING:
    from hfund_tui.services.issued_documents import DocumentCheck, IssuedPaper

_PAPER_WIDTH = 72
_PDF = b"%PDF-"
_RULE = re.compile("[=-]{4,}")
_SAID = {
    "genuine": "cli.document.genuine",
    "outdated": "cli.document.outdated",
    "unknown": "issued.unknown",
    "mistyped": "issued.mistyped",
    "changed": "cli.document.changed",
}
_ALTERED = "altered"


@click.command(cls=HouseCommand, help="cli.document.help", epilog="cli.document.more")
@place_options
@click.argument("code", metavar="CODE", help="cli.document.code")
@click.option("--paper", type=PATH, metavar="FILE", help="cli.document.paper")
@json_option
@click.pass_obj
def verify_document(
    console: Console, home: Path | None, demo: bool, code: str, paper: Path | None, as_json: bool
) -> int:
    """Exit code 0 if the paper is genuine and nothing was altered, 1 otherwise."""
    from hfund_tui.documents.issued import render_text
    from hfund_tui.services.keeping import open_keeping
    from hfund_tui.services.outbox import read_foreign_bytes

    brought = None if paper is None else read_foreign_bytes(paper)
    settings = console.settings_of_what_is_here(home=home, demo=demo)
    with open_keeping(settings, passphrase=passphrase_asker(console)) as keeping:
        found = keeping.verify_document(code)
    altered = brought is not None and found.paper is not None and not _is_print_of(found, brought)
    verdict = _ALTERED if altered else found.verdict.value
    if as_json:
        console.say_json({"genuine": verdict == "genuine", "verdict": verdict, **_plain(found)})
        return 0 if verdict == "genuine" else 1
    t = console.t
    console.say(t("cli.document.altered") if altered else t(_SAID[verdict]))
    if found.shown is not None and found.summary is not None:
        console.say()
        console.say("\n".join(render_text(found.shown, t, width=_PAPER_WIDTH, sample=settings.demo)))
        if found.summary.copies:
            console.say(t("cli.document.copies", n=found.summary.copies))
    return 0 if verdict == "genuine" else 1


def _is_print_of(found: DocumentCheck, brought: bytes) -> bool:
    """Whether a file is a print of what was issued, in either language: a PDF byte by byte, a text but for its
    spaces. The same paper always gives the same bytes."""
    from hfund_tui.documents.issued import issued_paper, render_text
    from hfund_tui.documents.pdf import pdf_bytes

    is_pdf = brought.startswith(_PDF)
    text = _without_spaces(brought.decode("utf-8", "replace"))
    for one in _prints(found):
        for language in Language:
            t = Translator(language)
            for sample in (False, True):
                if is_pdf and pdf_bytes(issued_paper(one, t, sample=sample), t)[0] == brought:
                    return True
                lines = [] if is_pdf else render_text(one, t, width=_PAPER_WIDTH, sample=sample)
                if lines and _without_spaces("".join(lines)) == text:
                    return True
    return False


def _prints(found: DocumentCheck) -> list[IssuedPaper]:
    """The original and each reprint."""
    from dataclasses import replace

    assert found.paper is not None and found.summary is not None
    paper = found.paper
    return [replace(paper, stamp=replace(paper.stamp, copy=copy)) for copy in range(found.summary.copies + 1)]


def _without_spaces(text: str) -> str:
    """The words of a text, wherever its lines were broken and ruled."""
    return _RULE.sub("", "".join(text.split()))


def _plain(found: DocumentCheck) -> dict[str, Any]:
    if found.summary is None:
        return {}
    one = found.summary
    return {
        "number": one.number,
        "kind": one.kind.value,
        "business_date": one.business_date.isoformat(),
        "issued_at": one.issued_at.isoformat(),
        "member": one.member_name,
        "copies": one.copies,
    }
