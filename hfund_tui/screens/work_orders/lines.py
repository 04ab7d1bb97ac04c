"""Work orders as rows, and one of them as lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderState, OrderTopic
from hfund_tui.screens.queue.lines import age_words, named
from hfund_tui.widgets.columns import cut, padded
from hfund_tui.widgets.hanging import Hung, hanging
from hfund_tui.widgets.text import joined, safe, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.calendar import Age
    from hfund_tui.i18n import Translator
    from hfund_tui.services.work_orders import Caller, OrderDraft, OrderLine, OrderView, StepView

_GAP = "  "
_WIDEST = 96
"""Cells of a line that is read out."""


def order_rows(lines: Sequence[OrderLine], t: Translator, width: int) -> list[Content]:
    """The orders in columns of `width` cells."""
    table = [_cells(one, t) for one in lines]
    widths = [max(part.cell_length for part in column) for column in zip(*table, strict=True)]
    return [
        cut(
            Content(_GAP).join(padded(part, wide) for part, wide in zip(row, widths, strict=True)),
            width,
        )
        for row in table
    ]


def _cells(one: OrderLine, t: Translator) -> list[Content]:
    return [
        _sign(one),
        ui_text(t.instant(one.opened_at)[5:], "$text-muted"),
        ui_text(t.term(one.topic)),
        ui_text(one.member_name or t("format.none"), "bold" if one.member_name else "$text-muted"),
        ui_text(t.term(one.state), "bold" if one.state is OrderState.REFERRED else ""),
        ui_text(_when(one.age, t), "bold $text-error" if one.age.overdue else ""),
        ui_text(one.owner.code, "" if one.mine else "$text-muted"),
    ]


def _when(age: Age, t: Translator) -> str:
    """By when it is to be answered, or how late it is."""
    return age_words(age, t) if age.overdue else t("work_order.due", day=str(age.due_on)[5:])


def _sign(one: OrderLine) -> Content:
    """Urgent, one's own, and begun: three characters, read before the words."""
    return Content.assemble(
        ui_text("!" if one.priority is OrderPriority.URGENT else " ", "bold $text-error"),
        ui_text("*" if one.mine else " ", "bold $text-accent"),
        ui_text("~" if one.begun else " ", "bold $text-warning"),
    )


def draft_row(draft: OrderDraft, t: Translator, width: int) -> Content:
    """A new order that was begun."""
    words = Content.assemble(
        ui_text("  ~", "bold $text-warning"),
        _GAP,
        ui_text(t.instant(draft.updated_at)[5:] if draft.updated_at else "", "$text-muted"),
        _GAP,
        ui_text(t("work_order.list.unfinished"), "bold $text-warning"),
        _GAP,
        ui_text(draft.number or "", "$text-muted"),
        _GAP,
        ui_text(draft.payload.get("words", "")),
    )
    return cut(words, width)


def about_line(one: OrderLine, t: Translator, own_branch: str) -> list[Content]:
    """The order under the cursor: number, by when, who has it, what was asked."""
    head = joined(
        ui_text(one.order_no, "bold"),
        ui_text(t("queue.branch", branch=one.branch_code)) if one.branch_code != own_branch else "",
        ui_text(t("work_order.due", day=one.age.due_on), "bold $text-error" if one.age.overdue else ""),
        ui_text(named(one.owner, t), "$text-muted"),
        ui_text(t("work_order.begun"), "$text-warning") if one.begun else "",
    )
    return [head, ui_text(_asked(one.topic, one.words, t))]


def _asked(topic: OrderTopic, words: str, t: Translator) -> str:
    if topic is OrderTopic.LOCKED_VERIFICATION:
        return t("work_order.locked")
    return safe(words).replace("\n", " ")


def order_lines(one: OrderView, t: Translator, width: int) -> list[Content]:
    """One order with its steps, the first on top."""
    facts = [
        Hung(t("work_order.field.topic"), _title(one, t), "$text-muted", "bold"),
        Hung(t("work_order.label.caller"), _caller(one, t), "$text-muted"),
        Hung(t("work_order.label.call_back"), call_back_words(one, t), "$text-muted", "bold"),
        Hung(t("work_order.label.words"), _asked(one.topic, one.words, t), "$text-muted"),
        Hung(t("work_order.label.owner"), _owner(one, t), "$text-muted"),
    ]
    if one.result is not None:
        facts.append(Hung(t("work_order.label.result"), _result(one, t), "$text-muted", "bold"))
    width = min(width, _WIDEST)
    lines = [*hanging(facts, width, gap=2), Content("")]
    return lines + hanging([_step(step, t) for step in one.steps], width, gap=2)


def _title(one: OrderView, t: Translator) -> str:
    urgent = t.term(one.priority) if one.priority is OrderPriority.URGENT else ""
    due = t("work_order.due", day=one.age.due_on)
    closed = one.state is OrderState.CLOSED
    late = "" if closed or not one.age.overdue else age_words(one.age, t)
    parts = (t.term(one.topic), urgent, t.term(one.state), "" if closed else due, late)
    return "  ".join(part for part in parts if part)


def _caller(one: OrderView, t: Translator) -> str:
    name = one.member_name or t("work_order.nobody")
    return f"{name}  {one.call_no}" if one.call_no else name


def call_back_words(one: OrderView | None, t: Translator) -> str:
    """The number to dial, and how often it was not answered."""
    if one is None:
        return ""
    number = one.call_back_no or (
        t("work_order.on_file", mobile=one.mobile) if one.mobile else t("format.none")
    )
    return f"{number}  {t('work_order.tries', n=one.tries)}" if one.tries else number


def _owner(one: OrderView, t: Translator) -> str:
    opened = f"{t('work_order.label.opened')} {t.instant(one.opened_at)} {named(one.opened_by, t)}"
    return f"{named(one.owner, t)}  ({opened})"


def _result(one: OrderView, t: Translator) -> str:
    said = t(f"work_order.satisfaction.{one.satisfaction or 0}")
    return f"{t.term(one.result)}  {said}" if one.result is not None else ""


def _step(step: StepView, t: Translator) -> Hung:
    head = f"{t.instant(step.at)[5:]}  {step.by.code}  {t.term(step.act)}"
    more = ""
    if step.act is OrderAct.CALL_BACK:
        more = t("work_order.reached.yes" if step.reached else "work_order.reached.no")
    elif step.to_branch is not None and step.to_branch_name is not None:
        names = step.to_branch_name
        more = f"{step.to_branch} {names.en if t.language.value == 'en' else names.zh}"
    return Hung(head, "  ".join(part for part in (more, step.words) if part), "$text-muted")


def caller_lines(caller: Caller | None, t: Translator, width: int) -> list[Content]:
    """Who a new order is about."""
    if caller is None:
        return []
    rows = [Hung(t("work_order.label.caller"), caller.name or t("work_order.nobody"), "$text-muted", "bold")]
    if caller.call_no is not None:
        rows.append(Hung(t("work_order.label.call"), caller.call_no, "$text-muted"))
    return hanging(rows, width, gap=2)
