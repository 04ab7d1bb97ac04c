"""`hfund policy show`: what a parameter is, since when, and where that is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

import click

from hfund_tui.cli.commands import HouseCommand, HouseGroup
from hfund_tui.cli.covered import covered_days
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import json_option, on_option, shortened
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.policy import DatedValue, MonthBand, Parameter
from hfund_tui.i18n import Translator
from hfund_tui.services.errors import BadInput
from hfund_tui.services.policies import load_policy_book


@click.group(cls=HouseGroup, help="cli.policy.help")
def policy() -> None:
    pass


@policy.command(cls=HouseCommand, help="cli.policy.show.help")
@click.argument("key", metavar="KEY", help="cli.policy.key")
@on_option
@json_option
@click.pass_obj
def show(console: Console, key: str, on: date | None, as_json: bool) -> int:
    """All values of a parameter, or with --on the one in force on that day."""
    parameters = load_policy_book().parameters
    if key not in parameters:
        near = get_close_matches(key, parameters, n=3, cutoff=0.3) or sorted(parameters)
        raise BadInput("KEY", "no_parameter", name=shortened(key), near=", ".join(near))
    parameter = parameters[key]
    with covered_days():
        values = parameter.values if on is None else (parameter.on(on),)
    if as_json:
        console.say_json([_plain(parameter, one) for one in values])
        return 0
    t = console.t
    heading = (t("cli.policy.since"), t("cli.policy.until"), t("cli.policy.value"), t("cli.policy.source"))
    console.say(columns([heading, *(_row(t, parameter, one) for one in values)]))
    for one in values:
        if one.note:
            console.say(f"{one.since}  {one.note}")
    return 0


def _row(t: Translator, parameter: Parameter, one: DatedValue) -> tuple[str, ...]:
    source = t.citation(one.citation)
    if one.assumption:
        source = f"{source} {t('decision.assumption')}"
    return str(one.since), str(one.until or ""), _text(parameter, one), source


def _plain(parameter: Parameter, one: DatedValue) -> dict[str, object]:
    return {
        "from": one.since.isoformat(),
        "until": one.until and one.until.isoformat(),
        "value": _text(parameter, one),
        "unit": parameter.unit,
        "citation": one.citation,
        "assumption": one.assumption,
        "note": one.note,
    }


def _text(parameter: Parameter, one: DatedValue) -> str:
    """The value as the policy file has it."""
    match one.value:
        case None:
            return "none"
        case bool(flag):
            return "true" if flag else "false"
        case int(number) if parameter.unit == "money":
            return plain_yuan(number)
        case Fraction() as ratio:
            return f"{Decimal(ratio.numerator) / ratio.denominator:f}"
        case tuple(items):
            return ", ".join(_band(item) if isinstance(item, MonthBand) else str(item) for item in items)
        case value:
            return str(value)


def _band(band: MonthBand) -> str:
    return band.text if band.until is None else f"{band.text} <= {band.until}"
