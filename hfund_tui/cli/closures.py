"""`hfund closures settle`: the batch that pays accepted closures once they are due."""

from __future__ import annotations

from pathlib import Path

import click

from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import PATH, json_option, place_options
from hfund_tui.cli.passwords import known_secret, passphrase_asker
from hfund_tui.domain.money import plain_yuan
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.services.closures import SettlementReport
from hfund_tui.services.errors import Refusal


@click.group(cls=HouseGroup, help="cli.closures.help")
def closures() -> None:
    pass


@closures.command(
    "settle", cls=HouseCommand, help="cli.closures.settle.help", epilog="cli.closures.settle.more"
)
@place_options
@click.option("--branch", metavar="CODE", required=True, help="cli.option.branch_code")
@click.option("--by", metavar="CODE", required=True, help="cli.option.settled_by")
@click.option("--password-file", type=PATH, metavar="FILE", help="cli.option.own_password_file")
@json_option
@click.pass_obj
def settle(
    console: Console,
    home: Path | None,
    demo: bool,
    branch: str,
    by: str,
    password_file: Path | None,
    as_json: bool,
) -> int:
    """Exit code 0 if nothing that is due was refused, 1 otherwise."""
    from hfund_tui.services.workstation import open_workstation

    settings = console.settings(home=home, demo=demo)
    workstation = open_workstation(settings, passphrase=passphrase_asker(console))
    try:
        session = workstation.staff.sign_in(by, known_secret(console, "cli.ask.own_password", password_file))
        if session.branch_code != branch:
            raise Refusal("branch_of_another", staff=by, branch=branch)
        with console.progress() as progress:
            report = workstation.closures.settle_due(
                session, lambda done, total: progress("cli.closures.progress", done, total)
            )
        workstation.staff.sign_out(session)
    finally:
        workstation.close()
    if as_json:
        console.say_json(_plain(report))
    else:
        _show(console, report)
    return 1 if report.refused else 0


def _plain(report: SettlementReport) -> dict[str, object]:
    return {
        "business_date": report.business_date.isoformat(),
        "total": report.total,
        "amount": plain_yuan(report.amount_fen),
        "settled": [
            {"case_no": one.case_no, "receipt_no": one.receipt_no, "amount": plain_yuan(one.amount_fen)}
            for one in report.settled
        ],
        "cancelled": list(report.cancelled),
        "pending": list(report.pending),
        "waiting": list(report.waiting),
        "unknown": list(report.unknown),
        "refused": [{"case_no": one.case_no, "codes": list(one.codes)} for one in report.refused],
    }


def _show(console: Console, report: SettlementReport) -> None:
    t = console.t
    rows = [
        (t("cli.closures.day"), str(report.business_date)),
        (t("cli.closures.settled"), str(len(report.settled))),
        (t("cli.closures.amount"), t.money(report.amount_fen)),
        (t("cli.closures.cancelled"), str(len(report.cancelled))),
        (t("cli.closures.pending"), str(len(report.pending))),
        (t("cli.closures.waiting"), str(len(report.waiting))),
        (t("cli.closures.unknown"), str(len(report.unknown))),
        (t("cli.closures.refused"), str(len(report.refused))),
    ]
    console.say(columns(rows, right={1}))
    details = [(one.case_no, t.money(one.amount_fen)) for one in report.settled]
    details += [(one.case_no, _reasons(console, one.codes)) for one in report.refused]
    if details:
        console.say()
        console.say(columns(details))


def _reasons(console: Console, codes: tuple[str, ...]) -> str:
    """The rules that stood in the way, or the error."""
    t = console.t
    rules = {one: f"finding.{one}.title" for one in codes}
    words = [t(key if key in catalogue() else f"error.{one}.what") for one, key in rules.items()]
    return t("format.list_separator").join(words)
