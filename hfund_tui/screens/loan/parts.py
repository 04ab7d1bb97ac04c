"""What the forms of a loan show: its facts, the comparison, and the chart. Pure: values in, lines out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.decision import card, count
from hfund_tui.domain.loans.options import Option, Way, balances, interests
from hfund_tui.domain.loans.schedule import Terms, due_after
from hfund_tui.domain.vocabulary import LoanState
from hfund_tui.widgets.columns import flowing, padded
from hfund_tui.widgets.text import cells, fit, joined, ui_text
from hfund_tui.widgets.two_courses import BOTH, ONLY_AFTER, ONLY_BEFORE, courses

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.services.overview import LoanView

_GAP = 2
_WIDEST_COLUMN = 16
_AXIS_CELLS = 10
_FEN = 100
CHART_ROWS = 8

_HEADS = {
    Way.AS_IT_IS: "loan.way.as_it_is",
    Way.CHANGED: "loan.way.changed",
    Way.SHORTER: "loan.way.shorter",
    Way.LOWER: "loan.way.lower",
    Way.SETTLED: "loan.way.settled",
}

_BRIEF = frozenset({"loan.row.instalment", "loan.row.last_due", "loan.row.saved"})

Row = tuple[str, Callable[[Option], str]]
"""The message key of a label, and what stands in the column of an option."""


def loan_lines(loan: LoanView, t: Translator, width: int) -> list[Content]:
    """The loan as it stands: what is left, the next instalment, how it is repaid, and what is overdue."""
    terms = loan.terms
    if loan.state is LoanState.SETTLED:
        return [joined(loan.contract_no, t.term(loan.state))]
    account = t.shown(card(*loan.account)) if loan.account else t("format.none")
    facts = [
        _fact("loan.contract", loan.contract_no, t),
        _fact("loan.balance", t.money(loan.balance_fen), t, "bold"),
    ]
    if terms is not None:
        facts += [
            _fact("loan.instalment", t.money(loan.instalment_fen), t),
            _fact("loan.next_due", t.day(terms.first_due), t),
            _fact("loan.left", t("unit.months", n=terms.months), t),
            joined(t.term(terms.method), f"{loan.rate}%", sep=" "),
        ]
    facts.append(_fact("loan.debited_from", account, t))
    lines = flowing(facts, width, gap=_GAP)
    if loan.overdue_fen:
        overdue = t("loan.overdue", amount=t.money(loan.overdue_fen))
        lines.append(ui_text(f"! {overdue}", "bold $text-warning"))
    return lines


def _fact(key: str, value: str, t: Translator, style: str = "") -> Content:
    return joined(ui_text(t(key), "$text-muted"), ui_text(value, style), sep=" ")


# ---- the comparison ----------------------------------------------------------------------------------------


def comparison_lines(
    options: Sequence[Option],
    t: Translator,
    width: int,
    *,
    chosen: Way | None = None,
    brief: bool = False,
) -> list[Content]:
    """Options as columns; the chosen one is marked by a star and stands out. Each line fits the width.

    An amount is never cut: where the columns are too narrow, the second half stands under the first. With
    `brief` there are only the rows by which one chooses.
    """
    if not options:
        return []
    rows = [one for one in _rows(options, t) if not brief or one[0] in _BRIEF]
    table = [
        ("", [_head(one, chosen, t) for one in options]),
        *((t(key), [value(one) for one in options]) for key, value in rows),
    ]
    labels = max(cells(label) for label, _ in table)
    column = min(_WIDEST_COLUMN, (width - labels) // len(options) - _GAP)
    needed = max(cells(value) for _, values in table for value in values)
    if needed > column and len(options) > 1:
        half = (len(options) + 1) // 2
        parts = (options[:half], options[half:])
        return [
            line for part in parts for line in comparison_lines(part, t, width, chosen=chosen, brief=brief)
        ]
    styles = ["bold" if one.way is chosen else "" for one in options]
    return [_line(label, values, labels, max(1, column), styles) for label, values in table]


def _head(option: Option, chosen: Way | None, t: Translator) -> str:
    word = t(_HEADS[option.way])
    return f"* {word}" if option.way is chosen else word


def _line(label: str, values: Sequence[str], labels: int, column: int, styles: Sequence[str]) -> Content:
    parts = [ui_text(fit(label, labels), "$text-muted")]
    for value, style in zip(values, styles, strict=True):
        parts += [ui_text(" " * _GAP), padded(ui_text(value, style), column, right=True)]
    return Content.assemble(*parts).rstrip()


def _rows(options: Sequence[Option], t: Translator) -> list[Row]:
    """Rows in the order in which they are asked about; those about today only where something is due today."""

    def of_rest(value: Callable[[Option], str]) -> Callable[[Option], str]:
        return lambda option: value(option) if option.left is not None else "-"

    rows: list[Row] = [
        ("loan.row.instalment", of_rest(lambda one: t.money(one.left.instalment_fen if one.left else 0))),
        ("loan.row.months", of_rest(lambda one: t.shown(count(one.left.months if one.left else 0)))),
        ("loan.row.last_due", of_rest(lambda one: t.day(one.left.last_due) if one.left else "")),
        ("loan.row.interest", lambda one: t.money(one.left.interest_fen if one.left else 0)),
        ("loan.row.saved", lambda one: "-" if one.way is Way.AS_IT_IS else t.money(one.saved_fen)),
    ]
    if any(one.today_fen for one in options):
        rows += [
            ("loan.row.today", lambda one: "-" if one.way is Way.AS_IT_IS else t.money(one.today_fen)),
            (
                "loan.row.today_interest",
                lambda one: "-" if one.way is Way.AS_IT_IS else t.money(one.interest_today_fen),
            ),
        ]
    return rows


# ---- the chart ---------------------------------------------------------------------------------------------


def chart_lines(
    before: Terms, after: Terms | None, t: Translator, width: int, *, interest: bool, rows: int = CHART_ROWS
) -> list[Content]:
    """Balance or interest against time, before and after, with both ends of each axis and what the marks mean."""
    series = interests if interest else balances
    one, other = series(before), series(after)
    months = max(len(one), len(other))
    room = max(1, min(months, width - _AXIS_CELLS - 1))
    drawn = courses(one, other, room, rows)
    top = f"{max((*one, *other), default=0) // _FEN:,}"
    marks = [fit(text, _AXIS_CELLS, align="right") for text in (top, *[""] * (rows - 2), "0")]
    longest = before if after is None or len(one) >= len(other) else after
    first, last = t.day(longest.first_due), t.day(due_after(longest, longest.months - 1))
    axis = first if room < cells(first) + cells(last) + 1 else first + last.rjust(room - cells(first))
    title = t("loan.chart.interest" if interest else "loan.chart.balance")
    legend = [
        ui_text(title, "bold"),
        ui_text(f"{BOTH} {t('loan.chart.both')}"),
        ui_text(f"{ONLY_BEFORE} {t('loan.chart.only_before')}"),
    ]
    if any(ONLY_AFTER in line for line in drawn):
        legend.append(ui_text(f"{ONLY_AFTER} {t('loan.chart.only_after')}"))
    return [
        *flowing(legend, width, gap=_GAP),
        *(
            Content.assemble(ui_text(mark, "$text-muted"), " ", ui_text(line, "$text-primary"))
            for mark, line in zip(marks, drawn, strict=True)
        ),
        ui_text(" " * (_AXIS_CELLS + 1) + axis, "$text-muted"),
    ]
