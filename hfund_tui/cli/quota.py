"""`hfund quota`: what a withdrawal for rent or other housing consumption would come to. Needs no member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from hfund_tui.cli.commands import HouseCommand
from hfund_tui.cli.covered import covered_days
from hfund_tui.cli.output import Console, columns
from hfund_tui.cli.parameters import MONTH, YUAN, json_option, on_option
from hfund_tui.domain.decision import Finding, Shown, count, month, month_span, remedy
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.months import Month, MonthError
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Quota
from hfund_tui.domain.policy import DatedValue, Policy
from hfund_tui.domain.quota import RATIO_KEY, claimable_months
from hfund_tui.domain.quota import quota as worth_of
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.rules.withdrawal import amount_positive, amount_within_available
from hfund_tui.i18n import Translator
from hfund_tui.services.clock import SystemClock
from hfund_tui.services.errors import BadInput
from hfund_tui.services.policies import load_policy_book

KINDS = {
    "rent": OperationCode.RENT_WITHDRAWAL,
    "other": OperationCode.OTHER_HOUSING_WITHDRAWAL,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a calculator is told. Exactly one of the two months is known; amounts are fen."""

    kind: OperationCode
    on: date
    monthly_due_fen: int
    last_withdrawal: Month | None = None
    first_contribution: Month | None = None
    balance_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The quota, the amount (fen) that could be taken, and what the rules say that need no member."""

    quota: Quota
    amount_fen: int
    findings: tuple[Finding, ...]
    ruleset: DatedValue


@click.command(cls=HouseCommand, help="cli.quota.help", epilog="cli.quota.more")
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="|".join(KINDS), help="cli.quota.kind")
@click.option("--monthly-due", type=YUAN, required=True, help="cli.option.monthly_due")
@click.option("--last-withdrawal", type=MONTH, help="cli.option.last_withdrawal")
@click.option("--first-contribution", type=MONTH, help="cli.option.first_contribution")
@on_option
@click.option("--balance", type=YUAN, help="cli.option.balance")
@json_option
@click.pass_obj
def quota(
    console: Console,
    kind: str,
    monthly_due: int,
    last_withdrawal: Month | None,
    first_contribution: Month | None,
    on: date | None,
    balance: int | None,
    as_json: bool,
) -> int:
    """Exit code 0 if something can be taken, 1 if nothing."""
    if (last_withdrawal is None) == (first_contribution is None):
        raise BadInput("--last-withdrawal", "usage_one_month")
    asked = Question(
        KINDS[kind],
        on or SystemClock().now().date(),
        monthly_due,
        last_withdrawal,
        first_contribution,
        balance,
    )
    with covered_days():
        answer = answered(asked, load_policy_book().on(asked.on))
    if as_json:
        console.say_json(_plain(answer))
    else:
        _show(console, asked, answer)
    return 0 if answer.amount_fen > 0 else 1


def answered(asked: Question, policy: Policy) -> Answer:
    """Work the quota out. Raises NoPolicyForDateError, and BadInput for months at the end of the calendar."""
    application = Month.of(asked.on)
    try:
        months = claimable_months(
            policy=policy,
            application=application,
            first_contribution=asked.first_contribution,
            last_withdrawal=asked.last_withdrawal,
        )
        claimable = _claimable(months, asked, policy)
    except MonthError as error:
        name, value = (
            ("--last-withdrawal", asked.last_withdrawal) if asked.last_withdrawal else ("--on", asked.on)
        )
        raise BadInput(name, "usage_bad_month", name=name, value=value) from error
    worth = worth_of(asked.kind, asked.monthly_due_fen, months, policy)
    amount_fen = worth.amount_fen
    findings = [claimable]
    if not months:
        return Answer(worth, 0, (claimable,), policy.entry(RATIO_KEY[asked.kind]))
    if asked.balance_fen is not None:
        spendable_fen = max(0, asked.balance_fen - policy.fen("withdrawal.min_balance_left"))
        findings.append(amount_within_available(worth.amount_fen, spendable_fen, policy))
        amount_fen = min(amount_fen, spendable_fen)
    findings.append(amount_positive(amount_fen, amount_fen))
    return Answer(worth, amount_fen, tuple(findings), policy.entry(RATIO_KEY[asked.kind]))


def _claimable(months: tuple[Month, ...], asked: Question, policy: Policy) -> Finding:
    """The rule about claimable months, as far as it can be asked without a member."""
    advice = None
    if not months:
        begin = asked.first_contribution if asked.last_withdrawal is None else asked.last_withdrawal + 1
        later = Month.of(asked.on) + 1
        advice = remedy("possible_from", month=month(max(begin or later, later)))
    return by_policy(
        policy,
        "withdrawal.partial_claim_consumes_all_months",
        "claimable_months",
        bool(months),
        month_span(months[0], months[-1]) if months else count(0, "unit.months"),
        count(1, "unit.months"),
        advice,
    )


def _plain(answer: Answer) -> dict[str, object]:
    return {
        "amount": plain_yuan(answer.amount_fen),
        "quota": plain_yuan(answer.quota.amount_fen),
        "months": len(answer.quota.months),
        "segments": [
            {
                "from": str(one.first),
                "to": str(one.last),
                "months": one.months,
                "ratio": one.ratio,
                "amount": plain_yuan(one.amount_fen),
            }
            for one in answer.quota.segments
        ],
        "findings": [_plain_finding(one) for one in answer.findings],
        "policy": f"{answer.ruleset.citation} {answer.ruleset.since}/{answer.ruleset.until or '..'}",
    }


def _plain_finding(finding: Finding) -> dict[str, object]:
    advice = finding.remedy
    return {
        "code": finding.code,
        "passed": finding.passed,
        "found": _plain_value(finding.found),
        "wanted": _plain_value(finding.wanted),
        "citation": finding.citation,
        "remedy": advice
        and {"code": advice.code, "params": {name: _plain_value(one) for name, one in advice.params}},
        "overridable": finding.overridable,
    }


def _plain_value(shown: Shown) -> str | int | bool | None:
    """Money in yuan as everywhere in JSON; counts, months and the rest as they are."""
    return plain_yuan(int(shown.value or 0)) if shown.kind == "money" else shown.value


def _show(console: Console, asked: Question, answer: Answer) -> None:
    t = console.t
    facts = [
        (t("cli.quota.on"), str(asked.on)),
        (t("cli.quota.monthly_due"), t.money(asked.monthly_due_fen)),
        (t("cli.quota.quota"), t.money(answer.quota.amount_fen)),
        (t("cli.quota.amount"), t.money(answer.amount_fen)),
    ]
    console.say(t(f"operation.{asked.kind.value}.title"))
    console.say(columns(facts, right={1}))
    if answer.quota.segments:
        heading = (t("cli.quota.span"), t("cli.quota.months"), t("cli.quota.ratio"), t("cli.quota.worth"))
        rows = [
            (
                t.shown(month_span(one.first, one.last)),
                str(one.months),
                t.ratio(one.ratio),
                t.money(one.amount_fen),
            )
            for one in answer.quota.segments
        ]
        console.say()
        console.say(columns([heading, *rows], right={1, 2, 3}))
    console.say()
    console.say(columns([_row(t, one) for one in answer.findings]))
    for one in answer.findings:
        if one.remedy is not None:
            console.say(f"{t('cli.remedy')} {t(f'remedy.{one.remedy.code}', **dict(one.remedy.params))}")
    console.say()
    console.say(_ruleset(t, answer.ruleset))


def _row(t: Translator, finding: Finding) -> tuple[str, str, str, str]:
    mark = t("decision.mark.passed" if finding.passed else "decision.mark.refused")
    citation = t.citation(finding.citation)
    if finding.assumption:
        citation = f"{citation} {t('decision.assumption')}"
    return mark, t(f"finding.{finding.code}.title"), t.shown(finding.found), citation


def _ruleset(t: Translator, entry: DatedValue) -> str:
    source = t.citation(entry.citation)
    if entry.until is None:
        return t("cli.quota.policy_since", source=source, since=entry.since)
    return t("cli.quota.policy_span", source=source, since=entry.since, until=entry.until)
