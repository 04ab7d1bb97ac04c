"""`hfund verify-receipt`: whether a paper that is shown at the counter was issued here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.output import Console
from hfund_tui.cli.parameters import json_option, place_options
from hfund_tui.cli.passwords import passphrase_asker
from hfund_tui.domain.money import plain_yuan

if TYPE_CHECKING:
    from hfund_tui.domain.receipt import Receipt

_PAPER_WIDTH = 72
_SAID = {
    "genuine": "cli.receipt.genuine",
    "unknown": "cli.receipt.unknown",
    "other_code": "cli.receipt.other_code",
    "changed": "cli.receipt.changed",
}


@click.command(cls=HouseCommand, help="cli.receipt.help", epilog="cli.receipt.more")
@place_options
@click.argument("number", metavar="NUMBER", help="cli.receipt.number")
@click.argument("code", metavar="CODE", help="cli.receipt.code")
@json_option
@click.pass_obj
def verify_receipt(
    console: Console, home: Path | None, demo: bool, number: str, code: str, as_json: bool
) -> int:
    """Exit code 0 if the receipt is genuine, 1 otherwise."""
    from hfund_tui.documents.receipt import render_text
    from hfund_tui.services.keeping import open_keeping

    settings = console.settings_of_what_is_here(home=home, demo=demo)
    with open_keeping(settings, passphrase=passphrase_asker(console)) as keeping:
        found = keeping.verify_receipt(number, code)
    receipt = found.receipt
    if as_json:
        console.say_json(
            {
                "genuine": receipt is not None,
                "verdict": found.verdict.value,
                **(_plain(receipt) if receipt is not None else {}),
            }
        )
        return 0 if receipt is not None else 1
    console.say(console.t(_SAID[found.verdict.value]))
    if receipt is None:
        return 1
    console.say()
    console.say("\n".join(render_text(receipt, console.t, width=_PAPER_WIDTH, sample=settings.demo)))
    return 0


def _plain(receipt: Receipt) -> dict[str, Any]:
    return {
        "receipt_no": receipt.receipt_no,
        "operation": receipt.operation.value,
        "business_date": receipt.business_date.isoformat(),
        "member": receipt.member.name,
        "account_no": receipt.account_no,
        "amount": plain_yuan(receipt.amount_fen),
        "reversed_by": receipt.reversed_by.case_no if receipt.reversed_by is not None else None,
    }
