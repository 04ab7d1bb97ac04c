"""Members found, one line each, masked; enough beside the name to tell namesakes apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.vocabulary import AccountState, Freeze
from hfund_tui.widgets.columns import padded
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.services.lookup import LookupRow

WIDE_FROM = 96
"""Cells from which account, mobile number and agreement are shown as well."""
_NEAR_THE_END = 5
_GAP = "  "


class LookupList(Vertical):
    """Rows with a head. Posts `Chosen` for a row that is opened and `NearEnd` when more rows are wanted."""

    DEFAULT_CSS = """
    LookupList {
        height: 1fr;
        & > .head { height: 1; padding: 0 1; color: $text-muted; }
        & > Picker { height: 1fr; }
    }
    """

    class Chosen(Message):
        """A member was picked."""

        def __init__(self, row: LookupRow) -> None:
            super().__init__()
            self.row = row

    class NearEnd(Message):
        """The highlight is near the last row."""

    class Left(Message):
        """Up was pressed on the first row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LookupRow] = []
        self._head = Static(classes="head")
        self._rows = _Rows()

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._rows

    def show(self, rows: tuple[LookupRow, ...]) -> None:
        """Show these rows instead of any others."""
        self.rows = list(rows)
        self.redraw()

    def extend(self, rows: tuple[LookupRow, ...]) -> None:
        """Add the rows of the next page; the highlight stays."""
        self.rows += rows
        columns, t = self._columns(), translator_of(self)
        self._rows.add_options([Option(_line(row, columns, t)) for row in rows])

    def redraw(self) -> None:
        """Draw again: the width or the language changed."""
        columns, t = self._columns(), translator_of(self)
        kept = self._rows.highlighted
        self._head.update(_head(columns, t))
        self._rows.set_options([Option(_line(row, columns, t)) for row in self.rows])
        if self.rows:
            self._rows.highlighted = min(kept or 0, len(self.rows) - 1)

    def focus_rows(self) -> None:
        self._rows.focus()

    @property
    def has_rows_focused(self) -> bool:
        return self._rows.has_focus

    def _columns(self) -> dict[str, int]:
        """Columns and their widths in cells; the employer takes what is left."""
        width = self._rows.row_cells
        wide = width >= WIDE_FROM
        columns = {"name": 8, "id_no": 18, "born": 4}
        columns |= {"account_no": 11, "mobile": 12, "state": 16, "agreement": 10} if wide else {"state": 13}
        used = sum(columns.values()) + len(_GAP) * len(columns)
        return columns | {"employer": max(0, width - used)}

    def on_resize(self, event: Resize) -> None:
        self.redraw()

    @on(OptionList.OptionSelected)
    def _opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self.rows[event.option_index]))

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index >= len(self.rows) - _NEAR_THE_END:
            self.post_message(self.NearEnd())


class _Rows(Picker):
    """Moving up from the first row leaves the list instead of starting again at its end."""

    def action_cursor_up(self) -> None:
        if self.highlighted in (None, 0):
            self.post_message(LookupList.Left())
        else:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        if self.highlighted is None or self.highlighted < self.option_count - 1:
            super().action_cursor_down()


def _head(columns: dict[str, int], t: Translator) -> Content:
    words = {
        "name": t("workbench.head.name"),
        "id_no": t("workbench.head.id_no"),
        "born": t("workbench.head.born"),
        "account_no": t("workbench.head.account_no"),
        "mobile": t("workbench.head.mobile"),
        "state": t("workbench.head.state"),
        "agreement": t("workbench.head.agreement"),
        "employer": t("workbench.head.employer"),
    }
    return Content(_GAP).join(padded(ui_text(words[name]), width) for name, width in columns.items())


def _line(row: LookupRow, columns: dict[str, int], t: Translator) -> Content:
    agreement = "workbench.agreement.in_force" if row.agreement_in_force else "workbench.agreement.none"
    values = {
        "name": ui_text(row.name, "bold"),
        "id_no": ui_text(row.id_no),
        "born": ui_text(str(row.birth_year)),
        "account_no": ui_text(row.account_no),
        "mobile": ui_text(row.mobile),
        "state": _state(row, t),
        "agreement": ui_text(t(agreement)),
        "employer": ui_text(row.employer, "$text-muted"),
    }
    return Content(_GAP).join(padded(values[name], width) for name, width in columns.items())


def _state(row: LookupRow, t: Translator) -> Content:
    """The state, or the freeze of an account that is normal otherwise; both where both matter."""
    if row.freeze is Freeze.NONE:
        normal = row.account_state is AccountState.NORMAL
        return ui_text(t.term(row.account_state), "" if normal else "$text-warning")
    words = [t.term(row.freeze)]
    if row.account_state is not AccountState.NORMAL:
        words.insert(0, t.term(row.account_state))
    return ui_text(" ".join(words), "bold $text-warning")
