"""What stands on each page. Pure: values in, lines and charts out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.documents.adoption import age_words, rule_title
from hfund_tui.domain.adoption import WAYS, Adoption, MonthFigures, RuleFigures, share_bp
from hfund_tui.domain.vocabulary import SigningWay
from hfund_tui.screens.adoption.bars import Bars, Layer, short, ticks
from hfund_tui.widgets.columns import cut, flowing, padded
from hfund_tui.widgets.large_digits import large
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator

_GAP = 2
_BESIDE_FROM = 100
"""So wide, two tables stand beside each other."""
_NUMBER = 9
_SHARE = 9
_BLOCKS = 3
_BASIS_POINTS = 10_000
_FULL = "100"

MARKS = {
    SigningWay.COUNTER: ("#", "primary"),
    SigningWay.PROXY: ("%", "warning"),
    SigningWay.HOTLINE: ("H", "text-muted"),
    SigningWay.MINI_PROGRAM: ("W", "success"),
    SigningWay.WEBSITE: ("o", "text-muted"),
    SigningWay.APP: ("A", "accent"),
    SigningWay.ALIPAY: ("Z", "secondary"),
    SigningWay.SELF_VOICE: ("v", "text-muted"),
}
"""How each way is drawn: a character, and a colour that only helps."""


def percent(bp: int | None, t: Translator) -> str:
    """Basis points as a percentage with both decimals, so that nothing is rounded twice."""
    return t("format.none") if bp is None else f"{bp // 100}.{bp % 100:02}%"


# ---- overview ----------------------------------------------------------------------------------------------


def overview_lines(adoption: Adoption, t: Translator, width: int) -> list[Content]:
    wide = width >= _BESIDE_FROM
    ways, facts = _ways(adoption, t), _facts(adoption, t, width // 2 if wide else width)
    lines = [*_blocks(adoption, t, width), Content("")]
    return [*lines, *(_beside(ways, facts, width // 2) if wide else [*ways, Content(""), *facts])]


def _blocks(adoption: Adoption, t: Translator, width: int) -> list[Content]:
    """The three numbers, large where they fit."""
    room = width // _BLOCKS
    blocks = [
        (t("adoption.paying"), adoption.paying, "$text", ""),
        (t("adoption.signed"), adoption.signed, "$text-success", percent(adoption.signed_bp, t)),
        (t("adoption.unsigned"), adoption.unsigned, "$text-warning", percent(adoption.unsigned_bp, t)),
    ]
    figures = [large(number, room - _GAP) for _, number, _, _ in blocks]
    rows = [
        [
            joined(ui_text(label, "$text-muted"), ui_text(share, f"bold {style}"))
            for label, _, style, share in blocks
        ]
    ]
    if all(figures):
        rows += [
            [ui_text(line, f"bold {style}") for line, (_, _, style, _) in zip(lines, blocks, strict=True)]
            for lines in zip(*(one for one in figures if one), strict=True)
        ]
    else:
        rows.append([ui_text(f"{number:,}", f"bold {style}") for _, number, style, _ in blocks])
    lines = [Content.assemble(*(padded(one, room) for one in row)).rstrip() for row in rows]
    space = [Content("")] if width >= _BESIDE_FROM else []
    return [*lines, *space, ui_text(_pace(adoption, t), "$text-muted")]


def _pace(adoption: Adoption, t: Translator) -> str:
    if not adoption.unsigned:
        return t("adoption.everybody")
    months = adoption.months_to_go
    if months is None:
        return t("adoption.no_pace")
    return t("adoption.to_go", months=len(adoption.months) - 1, n=months)


def _ways(adoption: Adoption, t: Translator) -> list[Content]:
    """Agreements in force by how they were signed; those at a counter always, others where there are any."""
    shown = [way for way in WAYS if way in (SigningWay.COUNTER, SigningWay.PROXY) or way in adoption.by_way]
    label = max(cells(t.term(way)) for way in shown) + 2 * _GAP
    lines = [ui_text(t("adoption.by_way"), "bold $text-accent")]
    for way in shown:
        number = adoption.by_way.get(way, 0)
        share = percent(share_bp(number, adoption.signed), t)
        mark, colour = MARKS[way]
        lines.append(
            Content.assemble(
                ui_text(f"{mark} ", f"bold ${colour}"),
                padded(ui_text(t.term(way)), label),
                padded(ui_text(f"{number:,}", "bold"), _NUMBER, right=True),
                padded(ui_text(share, "$text-muted"), _SHARE, right=True),
            )
        )
    return lines


def _facts(adoption: Adoption, t: Translator, width: int) -> list[Content]:
    month = adoption.this_month
    shares = [
        ("adoption.proxy_share", percent(month.proxy_bp, t)),
        ("adoption.four", f"{percent(month.four_bp, t)}  {month.four:,}/{month.withdrawals:,}"),
        ("adoption.on_line", f"{percent(month.on_line_bp, t)}  {month.on_line:,}/{month.business:,}"),
        ("adoption.on_line_mean", percent(adoption.mean_on_line_bp, t)),
    ]
    label = max(cells(t(key)) for key, _ in shares) + _GAP
    counted = [
        ("adoption.refused", sum(one.this_month for one in adoption.refused), ""),
        ("adoption.overridden", sum(one.this_month for one in adoption.overridden), ""),
        ("adoption.waiting", adoption.waiting, ""),
        *([("adoption.overdue", adoption.overdue, "$text-warning")] if adoption.overdue else []),
    ]
    return [
        joined(ui_text(t("adoption.this_month"), "bold $text-accent"), str(month.month)),
        *(
            Content.assemble(padded(ui_text(t(key), "$text-muted"), label), ui_text(value, "bold"))
            for key, value in shares
        ),
        *flowing(
            [
                joined(ui_text(t(key), "$text-muted"), ui_text(f"{number:,}", f"bold {style}"), sep=" ")
                for key, number, style in counted
            ],
            width,
            gap=_GAP,
        ),
    ]


# ---- months ------------------------------------------------------------------------------------------------


def signing_lines(adoption: Adoption, t: Translator, width: int) -> list[Content]:
    """What the layers mean, with their sums."""
    signed = adoption.in_all.signed
    parts = [ui_text(t("adoption.signed_by_month"), "bold $text-accent"), _span(adoption, t)]
    parts += [
        joined(
            ui_text(MARKS[way][0], f"bold ${MARKS[way][1]}"),
            ui_text(t.term(way)),
            ui_text(f"{signed[way]:,}", "bold"),
            sep=" ",
        )
        for way in WAYS
        if signed[way]
    ]
    if ended := adoption.in_all.ended:
        parts.append(joined(ui_text(t("adoption.ended"), "$text-muted"), f"{ended:,}", sep=" "))
    return flowing(parts, width, gap=_GAP)


def signing_bars(adoption: Adoption) -> Bars:
    months = adoption.months
    shown = [way for way in WAYS if any(one.signed.get(way) for one in months)] or [SigningWay.COUNTER]
    totals = [one.signed_in_all for one in months]
    return Bars(
        tuple(one.month for one in months),
        tuple(Layer(*MARKS[way], tuple(one.signed.get(way, 0) for one in months)) for way in shown),
        tuple(short(total) for total in totals),
        ticks(max(totals)),
    )


def remaining_lines(adoption: Adoption, t: Translator, width: int) -> list[Content]:
    parts = [
        ui_text(t("adoption.left_by_month"), "bold $text-accent"),
        _span(adoption, t),
        ui_text(_pace(adoption, t), "bold"),
        ui_text(t("adoption.left_how"), "$text-muted"),
    ]
    return flowing(parts, width, gap=_GAP)


def remaining_bars(adoption: Adoption) -> Bars:
    left = tuple(one.unsigned for one in adoption.months)
    return Bars(
        tuple(one.month for one in adoption.months),
        (Layer("=", "warning", left),),
        tuple(short(one) for one in left),
        ticks(max(left)),
    )


def business_lines(adoption: Adoption, t: Translator, width: int) -> list[Content]:
    whole = adoption.in_all
    mean = percent(adoption.mean_on_line_bp, t)
    four = f"{percent(whole.four_bp, t)} {whole.four:,}/{whole.withdrawals:,}"
    parts = [
        ui_text(t("adoption.on_line_by_month"), "bold $text-accent"),
        _span(adoption, t),
        ui_text(t("adoption.on_line_what"), "$text-muted"),
        joined(ui_text(t("adoption.on_line_mean"), "$text-muted"), ui_text(mean, "bold"), sep=" "),
        joined(ui_text(t("adoption.four"), "$text-muted"), ui_text(four, "bold"), sep=" "),
    ]
    return flowing(parts, width, gap=_GAP)


def business_bars(adoption: Adoption) -> Bars:
    """Shares of months in which there was anything."""
    shares = [one.on_line_bp for one in adoption.months]
    captions = ("-" if one is None else _hundredths(one) for one in shares)
    return Bars(
        tuple(one.month for one in adoption.months),
        (Layer("#", "primary", tuple(one or 0 for one in shares)),),
        tuple(captions),
        ((0, "0"), (_BASIS_POINTS // 2, "50"), (_BASIS_POINTS, _FULL)),
    )


def _hundredths(bp: int) -> str:
    return _FULL if bp == _BASIS_POINTS else f"{bp // 100}.{bp % 100:02}"


def business_table(adoption: Adoption, t: Translator, width: int) -> list[Content]:
    heads = [
        t("adoption.month"),
        t("adoption.withdrawals"),
        t("adoption.of_them_four"),
        "%",
        t("adoption.all_business"),
        t("adoption.of_it_on_line"),
        "%",
    ]
    rows = [_business_row(one, t) for one in adoption.months if one.business]
    if not rows:
        return [ui_text(t("adoption.no_business"), "$text-muted")]
    widths = [max(cells(row[at]) for row in (heads, *rows)) + 2 * _GAP for at in range(len(heads))]
    return [
        cut(
            Content.assemble(
                *(
                    padded(ui_text(text, style), wide, right=True)
                    for text, wide in zip(row, widths, strict=True)
                )
            ),
            width,
        )
        for row, style in ((heads, "$text-muted"), *((row, "") for row in rows))
    ]


def _business_row(one: MonthFigures, t: Translator) -> list[str]:
    return [
        str(one.month),
        f"{one.withdrawals:,}",
        f"{one.four:,}",
        percent(one.four_bp, t),
        f"{one.business:,}",
        f"{one.on_line:,}",
        percent(one.on_line_bp, t),
    ]


def _span(adoption: Adoption, t: Translator) -> Content:
    first, last = adoption.months[0].month, adoption.months[-1].month
    return ui_text(t("exceptions.span", since=str(first), until=str(last)), "$text-muted")


# ---- rules and waiting cases -------------------------------------------------------------------------------


def rule_lines(adoption: Adoption, t: Translator, width: int, scope: str) -> list[Content]:
    room = width // 2 - _GAP if width >= _BESIDE_FROM else width
    refused = _rule_table("adoption.refused", adoption.refused, adoption, t, room)
    overridden = _rule_table("adoption.overridden", adoption.overridden, adoption, t, room)
    ages = _ages(adoption, t, room)
    title = joined(ui_text(t("adoption.column.scope"), "$text-muted"), scope)
    if width < _BESIDE_FROM:
        return [title, Content(""), *ages, Content(""), *refused, Content(""), *overridden]
    return [title, Content(""), *_beside(refused, [*ages, Content(""), *overridden], width // 2)]


def _rule_table(
    heading: str, rules: Sequence[RuleFigures], adoption: Adoption, t: Translator, width: int
) -> list[Content]:
    heads = (t("adoption.this_month"), t("adoption.in_all", n=len(adoption.months)))
    columns = [max(_NUMBER, cells(head) + _GAP) for head in heads]
    label = max(1, width - sum(columns))
    lines = [_three(ui_text(t(heading), "bold $text-accent"), heads, label, columns, "$text-muted")]
    lines += [
        _three(
            ui_text(rule_title(one.rule, t)),
            (f"{one.this_month:,}", f"{one.in_all:,}"),
            label,
            columns,
            "bold",
        )
        for one in rules
    ]
    return lines if rules else [*lines, ui_text(t("adoption.no_rules"), "$text-muted")]


def _ages(adoption: Adoption, t: Translator, width: int) -> list[Content]:
    heads = (t("adoption.pending"), t("adoption.returned"))
    columns = [max(_NUMBER, cells(head) + _GAP) for head in heads]
    label = max(1, width - sum(columns))
    lines = [_three(ui_text(t("adoption.ages"), "bold $text-accent"), heads, label, columns, "$text-muted")]
    for one in adoption.ages:
        style = "bold $text-warning" if one.days is None and one.pending + one.returned else "bold"
        lines.append(
            _three(
                ui_text(age_words(one.days, t)), (str(one.pending), str(one.returned)), label, columns, style
            )
        )
    return lines


def _three(head: Content, figures: Sequence[str], label: int, columns: Sequence[int], style: str) -> Content:
    return Content.assemble(
        padded(head, label),
        *(padded(ui_text(one, style), wide, right=True) for one, wide in zip(figures, columns, strict=True)),
    )


def _beside(left: Sequence[Content], right: Sequence[Content], room: int) -> list[Content]:
    nothing = Content("")
    return [
        Content.assemble(padded(one, room - _GAP), " " * _GAP, other).rstrip()
        for one, other in zip_longest(left, right, fillvalue=nothing)
    ]
