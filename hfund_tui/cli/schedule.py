"""`hfund schedule`: the instalments of a loan, with early repayments if asked. Needs no member."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import COUNT, DAY, YUAN, Read, json_option, misuse
from hfund_tui.domain.loans.rates import parse_rate
from hfund_tui.domain.loans.schedule import (
    Prepayment,
    PrepaymentError,
    Schedule,
    Terms,
    due_in,
    ends_in_time,
    schedule,
)
from hfund_tui.domain.money import AmountError, parse_yuan, plain_yuan
from hfund_tui.domain.months import Month, MonthError
from hfund_tui.domain.text import fold_full_width
from hfund_tui.domain.vocabulary import PrepaymentEffect, RepaymentMethod
from hfund_tui.services.errors import BadInput

_LONGEST = 600
_DUE, _PREPAID = 1, 5
_PREPAYMENT = re.compile(r"([1-9][0-9]{0,2}):([^:]+):([a-z_]+)")


def _read_rate(text: str, parameter: click.Parameter | None) -> Fraction:
    """A yearly rate in percent, as the fraction it is."""
    try:
        return parse_rate(text)
    except ValueError:
        raise misuse("usage_rate", parameter, text) from None


def _read_prepayment(text: str, parameter: click.Parameter | None) -> Prepayment:
    """``24:100000:keep_term``: after which period, how much in yuan, and what it does."""
    match = _PREPAYMENT.fullmatch(fold_full_width(text).strip())
    if match is None or match[3] not in list(PrepaymentEffect):
        raise misuse("usage_prepayment", parameter, text)
    try:
        amount = parse_yuan(match[2])
    except AmountError:
        raise misuse("usage_prepayment", parameter, text) from None
    return Prepayment(int(match[1]), amount, PrepaymentEffect(match[3]))


@click.command(cls=HouseCommand, help="cli.schedule.help", epilog="cli.schedule.more")
@click.option("--principal", type=YUAN, required=True, help="cli.option.principal")
@click.option("--rate", type=Read("%", _read_rate), required=True, help="cli.option.rate")
@click.option("--months", type=COUNT, required=True, help="cli.option.months")
@click.option(
    "--method",
    type=click.Choice([one.value for one in RepaymentMethod]),
    required=True,
    help="cli.option.method",
)
@click.option("--first-due", type=DAY, required=True, help="cli.option.first_due")
@click.option("--due-day", type=COUNT, help="cli.option.due_day")
@click.option(
    "--prepay",
    type=Read("N:AMOUNT:EFFECT", _read_prepayment),
    multiple=True,
    help="cli.option.prepay",
)
@json_option
@click.pass_obj
def schedule_command(
    console: Console,
    principal: int,
    rate: Fraction,
    months: int,
    method: str,
    first_due: date,
    due_day: int | None,
    prepay: tuple[Prepayment, ...],
    as_json: bool,
) -> int:
    """Exit code 0; wrong usage is 2."""
    terms = _terms(principal, rate, months, RepaymentMethod(method), first_due, due_day)
    try:
        made = schedule(terms, prepay)
    except PrepaymentError as error:
        params = {
            name: console.t.money(value) if name == "left" else value for name, value in error.params.items()
        }
        raise BadInput("--prepay", f"prepayment_{error.code}", **params) from error
    if as_json:
        console.say_json(_plain(made))
    else:
        _show(console, made)
    return 0


def _terms(
    principal: int, rate: Fraction, months: int, method: RepaymentMethod, first_due: date, due_day: int | None
) -> Terms:
    if principal == 0:
        raise BadInput("--principal", "usage_principal", name="--principal")
    if months > _LONGEST:
        raise BadInput("--months", "usage_months", name="--months", most=_LONGEST)
    try:
        month = Month.of(first_due)
    except MonthError:
        raise BadInput("--first-due", "usage_no_such_day", name="--first-due", value=first_due) from None
    if not ends_in_time(first_due, months):
        raise BadInput("--first-due", "usage_ends_too_late", name="--first-due", value=first_due)
    day = first_due.day if due_day is None else due_day
    if not 1 <= day <= 31 or first_due != due_in(month, day):
        raise BadInput("--due-day", "usage_due_day", name="--due-day", value=day, first=first_due)
    return Terms(principal, rate, months, method, first_due, day)


def _plain(made: Schedule) -> dict[str, object]:
    return {
        "instalment": plain_yuan(made.instalment_fen),
        "total_interest": plain_yuan(made.total_interest_fen),
        "total_payment": plain_yuan(made.total_payment_fen),
        "periods": [
            {
                "period": one.period,
                "due": one.due.isoformat(),
                "payment": plain_yuan(one.payment_fen),
                "principal": plain_yuan(one.principal_fen),
                "interest": plain_yuan(one.interest_fen),
                "prepaid": plain_yuan(one.prepaid_fen),
                "balance": plain_yuan(one.balance_fen),
            }
            for one in made.rows
        ],
    }


def _show(console: Console, made: Schedule) -> None:
    t = console.t
    facts = [
        (t("cli.schedule.instalment"), t.money(made.instalment_fen)),
        (t("cli.schedule.total_interest"), t.money(made.total_interest_fen)),
        (t("cli.schedule.total_payment"), t.money(made.total_payment_fen)),
        (t("cli.schedule.periods"), str(made.months)),
        (t("cli.schedule.last_due"), made.last_due.isoformat()),
    ]
    console.say(columns(facts, right={1}))
    console.say()
    heading = [
        t("cli.schedule.period"),
        t("cli.schedule.due"),
        t("cli.schedule.payment"),
        t("cli.schedule.principal"),
        t("cli.schedule.interest"),
        t("cli.schedule.balance"),
    ]
    rows = [
        [
            str(one.period),
            one.due.isoformat(),
            t.money(one.payment_fen),
            t.money(one.principal_fen),
            t.money(one.interest_fen),
            t.money(one.balance_fen),
        ]
        for one in made.rows
    ]
    if made.prepaid_fen:
        heading.insert(_PREPAID, t("cli.schedule.prepaid"))
        for row, one in zip(rows, made.rows, strict=True):
            row.insert(_PREPAID, t.money(one.prepaid_fen) if one.prepaid_fen else "")
    right = {place for place in range(len(heading)) if place != _DUE}
    console.say(columns([tuple(heading), *map(tuple, rows)], right=right))
