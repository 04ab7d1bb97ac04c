"""A schedule that is only worked out, as lines. Pure: values in, lines out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.loans.schedule import Instalment, Schedule
from hfund_tui.widgets.columns import flowing, padded
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator

ROWS = 12
"""How many instalments are shown."""
_HEADING = (
    "loan_calculator.period",
    "loan_calculator.due",
    "loan_calculator.payment",
    "loan_calculator.of_it_principal",
    "loan_calculator.of_it_interest",
    "loan_calculator.left",
)
_GAP = "  "


def calculation_lines(made: Schedule, saved_fen: int, t: Translator, width: int) -> list[Content]:
    """The sums, and the first instalments with the row that something is repaid early after."""
    facts = [
        _fact("loan_calculator.instalment", t.money(made.instalment_fen), t),
        _fact("loan_calculator.interest", t.money(made.total_interest_fen), t),
        _fact("loan_calculator.paid", t.money(made.total_payment_fen), t),
        _fact("loan_calculator.last_due", t.day(made.last_due), t),
        ui_text(t("unit.months", n=made.months), "bold"),
    ]
    if made.prepaid_fen:
        facts.append(_fact("loan_calculator.saved", t.money(saved_fen), t))
    shown = [*made.rows[:ROWS], *(one for one in made.rows[ROWS:] if one.prepaid_fen)]
    table = [tuple(t(key) for key in _HEADING), *(_cells(one, t) for one in shown)]
    widths = [max(cells(row[at]) for row in table) for at in range(len(_HEADING))]
    lines = [_line(row, widths, "$text-muted" if not number else "") for number, row in enumerate(table)]
    for number, one in reversed([*enumerate(shown, 1)]):
        if one.prepaid_fen:
            amount = t("loan_calculator.prepaid_row", amount=t.money(one.prepaid_fen))
            indent = " " * (widths[0] + len(_GAP))
            lines.insert(number + 1, joined(indent, ui_text(amount, "$text-success"), sep=""))
    if (rest := made.months - len(shown)) > 0:
        lines.append(ui_text(t("loan_calculator.more", n=rest), "$text-muted"))
    return [*flowing(facts, width, gap=2), Content(""), *lines]


def _fact(key: str, value: str, t: Translator) -> Content:
    return joined(ui_text(t(key), "$text-muted"), ui_text(value, "bold"), sep=" ")


def _cells(one: Instalment, t: Translator) -> tuple[str, ...]:
    amounts = (one.payment_fen, one.principal_fen, one.interest_fen, one.balance_fen)
    return (str(one.period), t.day(one.due), *map(t.money, amounts))


def _line(row: tuple[str, ...], widths: list[int], style: str) -> Content:
    parts = [padded(ui_text(text, style), wide, right=True) for text, wide in zip(row, widths, strict=True)]
    return Content(_GAP).join(parts)
