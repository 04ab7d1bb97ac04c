"""The services for one member: what each comes to now, or why not and what would make it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Resize
from textual.widgets.option_list import Option

from hfund_tui.domain.catalogue import OPERATIONS, operation
from hfund_tui.domain.operation import OperationCode
from hfund_tui.widgets.columns import cut, padded
from hfund_tui.widgets.finding_lines import remedy_text
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.decision import Finding
    from hfund_tui.i18n import Translator
    from hfund_tui.services.overview import SelfService, ServiceLine

BESIDE_FROM = 72
"""Cells from which the reason stands beside its service; below that it stands under it."""
_CODE_CELLS = 6
_KEY_CELLS = 2
_BESIDE_TITLE_AND_STATE = _CODE_CELLS + _KEY_CELLS + 4


def obstacle(finding: Finding, t: Translator) -> Content:
    """Why a service is not possible, and the way out.

    A yes-or-no rule whose remedy is known is told by the remedy alone: its title says what should be true.
    """
    why = _why(finding, t)
    if not finding.remedy:
        return ui_text(why)
    way_out = _remedy_words(finding, t)
    return joined(why, "->", way_out, sep=" ") if why else way_out


def _why(finding: Finding, t: Translator) -> str:
    title = t(f"finding.{finding.code}.title")
    if finding.found.kind not in ("flag", "none"):
        return t("workbench.service.found", rule=title, found=finding.found)
    return "" if finding.remedy else t("workbench.service.unmet", rule=title)


def _remedy_words(finding: Finding, t: Translator) -> Content:
    remedy = finding.remedy
    leads_to = operation(remedy.operation).shortcut if remedy and remedy.operation else ""
    return joined(ui_text(remedy_text(finding, t), "$text-muted"), ui_text(leads_to, "$text-accent"), sep=" ")


def self_service(alone: SelfService | None, t: Translator) -> Content:
    """Where the member can do it alone, and what comes first there."""
    label = ui_text(t("channel.alone"), "$text-muted")
    if alone is None:
        return joined(label, ui_text(t("channel.nowhere"), "$text-muted"))
    listed = t("format.list_separator").join(t(f"channel.{one}") for one in alone.channels)
    first = (
        _remedy_words(one, t) if one.remedy and one.remedy.operation else obstacle(one, t)
        for one in alone.missing
    )
    return joined(label, ui_text(listed), *first)


class ServiceList(Picker):
    """Services in the field's order; those not possible now are dimmed but can be asked why."""

    DEFAULT_CSS = """
    ServiceList { max-height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ServiceLine, ...] = ()

    @property
    def chosen(self) -> ServiceLine | None:
        """The highlighted service."""
        return None if self.highlighted is None else self.lines[self.highlighted]

    def show(self, lines: tuple[ServiceLine, ...]) -> None:
        """Show services; the highlight stays on its operation if it is still there."""
        kept = self.chosen.operation if self.chosen else None
        self.lines = lines
        self._draw(kept)

    def on_resize(self, event: Resize) -> None:
        self._draw(self.chosen.operation if self.chosen else None)

    def _draw(self, kept: OperationCode | None) -> None:
        t = translator_of(self)
        width = self.row_cells
        if not self.lines:
            self.clear_options()
        if not self.lines or width <= 0:  # before the first layout, or hidden
            return
        titles = max((cells(t(_title_key(line))) for line in self.lines), default=0)
        states = max((_state(line, t).cell_length for line in self.lines), default=0)
        states = min(states, width - titles - _BESIDE_TITLE_AND_STATE)  # what is cut is said below in full
        self.set_options([Option(self._prompt(line, titles, states, width, t)) for line in self.lines])
        codes = [line.operation for line in self.lines]
        if codes:
            self.highlighted = codes.index(kept) if kept in codes else self._first_possible()

    def _first_possible(self) -> int:
        return next((number for number, line in enumerate(self.lines) if line.possible), 0)

    def _prompt(self, line: ServiceLine, titles: int, states: int, width: int, t: Translator) -> Content:
        declared = OPERATIONS[line.operation]
        style = "" if line.possible else "$text-disabled"
        head = Content.assemble(
            padded(
                ui_text(declared.transaction_code, "$text-accent" if line.possible else style), _CODE_CELLS
            ),
            padded(ui_text(t(_title_key(line)), style or "$text"), titles),
            "  ",
            padded(cut(_state(line, t), states), states, right=True),
            "  ",
            padded(
                ui_text(declared.key.upper() if declared.key else "", style or "bold $text-accent"),
                _KEY_CELLS,
            ),
        )
        reason = _reason(line, t)
        if width >= BESIDE_FROM:
            return Content.assemble(head, "  ", _fitting(line, reason, width - head.cell_length - 2, t))
        below = reason.wrap(width - _CODE_CELLS)
        return Content("\n").join(
            [cut(head, width), *(Content.assemble(" " * _CODE_CELLS, line.rstrip()) for line in below)]
        )


def _fitting(line: ServiceLine, reason: Content, room: int, t: Translator) -> Content:
    """The reason; where there is no room for all of it a part that is whole. All of it stands under the list."""
    parts = [reason]
    if line.advice is not None and not line.advice.passed:
        parts += [ui_text(_why(line.advice, t), "$text-muted"), _remedy_words(line.advice, t)]
    return next((one for one in parts if one.plain and one.cell_length <= room), cut(reason, room))


def _title_key(line: ServiceLine) -> str:
    return OPERATIONS[line.operation].title_key


def _state(line: ServiceLine, t: Translator) -> Content:
    if not line.possible:
        return ui_text(t("workbench.service.impossible"), "$text-disabled")
    if line.with_paper:
        return ui_text(_not_without(line.advice, t), "$text-warning")
    if line.headline is not None:
        shown = t.shown(line.headline)
        of_all = line.operation is OperationCode.EARLY_REPAYMENT  # as much of it as one likes
        return ui_text(t("workbench.service.of", amount=shown) if of_all else shown, "bold")
    return ui_text(t("workbench.service.possible"), "$text-success")


def _not_without(advice: Finding | None, t: Translator) -> str:
    """From when on it is possible by itself, where that is known; else that it takes a paper."""
    remedy = advice.remedy if advice else None
    if remedy is not None and remedy.code == "settled_from":
        return t("workbench.service.from", day=dict(remedy.params)["day"])
    return t("workbench.service.with_paper")


def _reason(line: ServiceLine, t: Translator) -> Content:
    """Why not; or who else has to agree, and why; or advice; or what the service is."""
    approval = ui_text(t("workbench.service.approval") if line.needs_approval else "", "$text-warning")
    if line.advice is None:
        return (
            approval
            if approval.plain
            else ui_text(t(f"operation.{line.operation.value}.help"), "$text-muted")
        )
    if line.advice.passed:
        return joined(approval, _advice(line.advice, t))
    return joined(approval, obstacle(line.advice, t).stylize_before("$text-muted"))


def _advice(finding: Finding, t: Translator) -> Content:
    return joined(ui_text(t("decision.mark.advice"), "$text-warning"), _remedy_words(finding, t), sep=" ")
