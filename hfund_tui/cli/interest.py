"""`hfund interest`: what a balance earns until its account is closed. Needs no member."""

from __future__ import annotations

from datetime import date

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.covered import covered_days
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import DAY, YUAN, json_option, on_option
from hfund_tui.domain.decision import count
from hfund_tui.domain.facts import BalanceSpan
from hfund_tui.domain.interest import closing_interest
from hfund_tui.domain.money import plain_yuan
from hfund_tui.services.clock import SystemClock
from hfund_tui.services.policies import load_policy_book


@click.command(cls=HouseCommand, help="cli.interest.help", epilog="cli.interest.more")
@click.option("--balance", type=YUAN, required=True, help="cli.option.interest_balance")
@click.option("--since", type=DAY, required=True, help="cli.option.interest_since")
@on_option
@json_option
@click.pass_obj
def interest(console: Console, balance: int, since: date, on: date | None, as_json: bool) -> int:
    """Exit code 0 if something was earned, 1 if nothing."""
    closing = on or SystemClock().now().date()
    with covered_days():
        policy = load_policy_book().on(closing)
        earned = closing_interest((BalanceSpan(since, balance),), closing, policy)
        rate = policy.entry("interest.annual_rate")
    if as_json:
        console.say_json(
            {"days": earned.days, "rate": earned.rate, "interest": plain_yuan(earned.amount_fen)}
        )
    else:
        t = console.t
        rows = [
            (t("cli.interest.balance"), t.money(balance)),
            (t("cli.interest.days"), t.shown(count(earned.days, "unit.days"))),
            (t("cli.interest.rate"), f"{earned.rate}%"),
            (t("cli.interest.earned"), t.money(earned.amount_fen)),
            (t("cli.interest.total"), t.money(balance + earned.amount_fen)),
        ]
        console.say(columns(rows, right={1}))
        console.say()
        console.say(t("cli.quota.policy_since", source=t.citation(rate.citation), since=rate.since))
    return 0 if earned.amount_fen > 0 else 1
