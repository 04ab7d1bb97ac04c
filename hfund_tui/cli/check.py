"""`hfund check`: is this number well formed? Nothing is looked up anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.covered import covered_days
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import json_option, on_option
from hfund_tui.domain.identifiers import (
    IdCheck,
    check_account_no,
    check_card,
    check_id,
    check_mobile,
    check_resident_15,
    check_uscc,
)
from hfund_tui.domain.identifiers.model import refused
from hfund_tui.i18n import Translator
from hfund_tui.services.clock import SystemClock
from hfund_tui.services.policies import load_policy_book

ID, CARD = "id", "card"
_WARNINGS = {"luhn": "cli.check.luhn"}
"""What a number that is usable all the same should be compared with."""
KINDS = (ID, "uscc", CARD, "account", "mobile")


@click.command(cls=HouseCommand, help="cli.check.help", epilog="cli.check.more")
@click.argument("kind", type=click.Choice(KINDS), metavar="|".join(KINDS), help="cli.check.kind")
@click.argument("values", metavar="VALUE...", nargs=-1, required=True, help="cli.check.value")
@on_option
@json_option
@click.pass_obj
def check(console: Console, kind: str, values: tuple[str, ...], on: date | None, as_json: bool) -> int:
    """Exit code 0 if every value is valid, 1 otherwise. A warning leaves a value valid."""
    ask = _checker(kind, on or SystemClock().now().date())
    checks = [ask(value) for value in values]
    if as_json:
        console.say_json([_plain(kind, one) for one in checks])
    else:
        t = console.t
        heading = (t("cli.check.number"), t("cli.check.verdict"), t("cli.check.remark"))
        console.say(columns([heading, *(_row(t, one) for one in checks)]))
    return 0 if all(one.valid for one in checks) else 1


def _checker(kind: str, on: date) -> Callable[[str], IdCheck]:
    match kind:
        case "id":
            return lambda value: _check_id(value, on)
        case "uscc":
            return check_uscc
        case "card":
            return check_card
        case "mobile":
            return check_mobile
        case _:
            with covered_days():
                length = load_policy_book().on(on).count("house.account_no_length")
            return lambda value: check_account_no(value, length=length)


def _check_id(value: str, on: date) -> IdCheck:
    """An old 15-digit number is not misspelt: it is no longer accepted, and says so."""
    old = check_resident_15(value)
    return refused(old.value, "lookup_only") if old.valid else check_id(value, on=on)


def _plain(kind: str, one: IdCheck) -> dict[str, object]:
    plain: dict[str, object] = {"value": one.value, "valid": one.valid, "reason": one.reason}
    if kind == ID:
        plain["birth_date"] = one.birth_date and one.birth_date.isoformat()
        plain["sex"] = one.sex
    if kind == CARD:
        plain["warning"] = one.warning
    return plain


def _row(t: Translator, one: IdCheck) -> tuple[str, str, str]:
    if not one.valid:
        return one.value, t("cli.check.invalid"), t(f"identifier.{one.reason}.detail", **one.detail)
    if one.warning:
        return one.value, t("cli.check.usable"), t(_WARNINGS[one.warning])
    known = [one.birth_date.isoformat()] if one.birth_date else []
    known += [t(f"vocabulary.sex.{one.sex}")] if one.sex else []
    return one.value, t("cli.check.valid"), " ".join(known)
