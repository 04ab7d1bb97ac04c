"""One waiting case as a row, and what is said of the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.approval import Risk
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import count
from hfund_tui.domain.vocabulary import CaseStatus
from hfund_tui.i18n import Language
from hfund_tui.widgets.columns import cut, padded
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfund_tui.i18n import Translator
    from hfund_tui.services.queue import QueueLine
    from hfund_tui.services.review import Age, Colleague

_GAP = "  "


def rows(lines: Sequence[QueueLine], t: Translator, width: int, *, own: str) -> list[Content]:
    """The cases in columns of `width` cells; `own` is the code of whoever looks.

    Makers are named where there is room; otherwise their codes stand for them.
    """
    table = [_cells(one, t, own, named(one.maker, t)) for one in lines]
    widths = _widths(table)
    if sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        table = [_cells(one, t, own, one.maker.code) for one in lines]
        widths = _widths(table)
    return [
        cut(
            Content(_GAP).join(
                padded(part, wide, right=number == _AMOUNT)
                for number, (part, wide) in enumerate(zip(row, widths, strict=True))
            ),
            width,
        )
        for row in table
    ]


_AMOUNT = 4


def _widths(table: Sequence[Sequence[Content]]) -> list[int]:
    return [max(part.cell_length for part in column) for column in zip(*table, strict=True)]


def _cells(one: QueueLine, t: Translator, own: str, maker: str) -> list[Content]:
    declared = OPERATIONS[one.operation]
    return [
        _sign(one, own),
        ui_text(t.instant(one.created_at)[5:], "$text-muted"),
        joined(ui_text(declared.transaction_code, "$text-muted"), t(declared.title_key), sep=" "),
        ui_text(one.member_name, "bold"),
        ui_text(t.money(one.amount_fen) if one.amount_fen else "", "bold"),
        _age(one, t),
        ui_text(maker, "$text-muted"),
    ]


def _sign(one: QueueLine, own: str) -> Content:
    """Sent back, of high risk, and by whom taken: two characters, read before the words."""
    if one.status is CaseStatus.RETURNED:
        return ui_text("< ", "bold $text-warning")
    if one.status is CaseStatus.REJECTED:
        return ui_text("- ", "bold $text-error")
    risk = "!" if one.risk is Risk.HIGH else " "
    taken = " " if one.owner is None else "*" if one.owner.code == own else "x"
    return Content.assemble(ui_text(risk, "bold $text-error"), ui_text(taken, "bold $text-accent"))


def age_words(age: Age, t: Translator) -> str:
    """How long a case has waited, and that it is late."""
    if age.working_days == 0:
        return t("queue.today")
    days = t.shown(count(age.working_days, "unit.days"))
    return t("queue.overdue", days=days) if age.overdue else days


def _age(one: QueueLine, t: Translator) -> Content:
    return ui_text(age_words(one.age, t), "bold $text-error" if one.age.overdue else "")


def named(person: Colleague, t: Translator) -> str:
    return f"{person.code} {person.name_en if t.language is Language.EN else person.name}"


def about(one: QueueLine, t: Translator, *, own: str, own_branch: str) -> list[Content]:
    """The case under the cursor: its number, by when, why, and who has it."""
    head = joined(
        ui_text(one.case_no, "bold"),
        ui_text(t("queue.branch", branch=one.branch_code)) if one.branch_code != own_branch else "",
        ui_text(t("queue.due", day=one.age.due_on), "$text-muted"),
        ui_text(t(f"vocabulary.risk.{one.risk.value}"), "bold $text-error" if one.risk is Risk.HIGH else ""),
    )
    if one.status in (CaseStatus.RETURNED, CaseStatus.REJECTED):
        reason = t(f"rejection_reason.{one.decision_code}")
        said = t("queue.rejected" if one.status is CaseStatus.REJECTED else "queue.returned", reason=reason)
        why = joined(ui_text(said, "bold $text-warning"), one.decision_words)
    else:
        why = ui_text(t("format.list_separator").join(t.term(reason) for reason in one.reasons))
    return [head, why, _held_by(one, t, own)]


def _held_by(one: QueueLine, t: Translator, own: str) -> Content:
    if one.status is CaseStatus.RETURNED:
        return ui_text(t("queue.hint.returned"), "$text-muted")
    if one.status is CaseStatus.REJECTED:
        return ui_text(t("queue.hint.rejected"), "$text-muted")
    if one.maker.code == own:
        return ui_text(t("queue.hint.own"), "$text-muted")
    if one.owner is None:
        return ui_text(t("queue.hint.free"), "$text-muted")
    if one.owner.code == own:
        return ui_text(t("queue.hint.mine"), "$text-accent")
    return ui_text(t("queue.hint.taken", who=named(one.owner, t)), "$text-warning")
