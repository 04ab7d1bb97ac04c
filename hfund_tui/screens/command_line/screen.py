"""The command line: a few keys of a name, of its pinyin, or a transaction code lead to any function."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.screens.base import Reason
from hfund_tui.screens.command_line.entries import Entry, all_entries, find
from hfund_tui.screens.modal import HouseModal
from hfund_tui.widgets.text import fit, ui_text

_CODE_CELLS, _TITLE_CELLS, _PINYIN_CELLS, _REASON_CELLS = 6, 28, 10, 38
_CODE_LENGTH = 4


class CommandLineModal(HouseModal[None]):
    """Functions that can't be used now stay in the list, dimmed, with the reason."""

    AUTO_FOCUS = "#typed"
    HELP_RULE = "command_line.help.rule"
    HELP_NEXT = "command_line.help.next"
    BINDINGS = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-8)", ""),
        ("pagedown", "move(8)", ""),
    ]
    DEFAULT_CSS = """
    CommandLineModal { align: center top; }
    CommandLineModal > #body { width: 78; margin-top: 2; padding: 1 1 0 1; }
    CommandLineModal Input { width: 100%; margin-bottom: 1; }
    CommandLineModal OptionList { height: auto; max-height: 12; border: none; padding: 0; background: $surface; }
    CommandLineModal #nothing { display: none; padding: 0 1; color: $text-muted; }
    CommandLineModal.-nothing #nothing { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Entry] = []

    def compose_body(self) -> ComposeResult:
        yield Input(id="typed", compact=True, max_length=40)
        options = OptionList(id="found", markup=False, compact=True)
        options.can_focus = False
        yield options
        yield Static(id="nothing")

    def retranslate(self) -> None:
        self.query_one(Input).placeholder = self.t("command_line.prompt")
        self.query_one("#nothing", Static).update(self.text("command_line.nothing"))
        self._show(self.query_one(Input).value)

    # ---- the list --------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)
        # Four digits name one function: waiting for Enter would only cost a key. It may come all the same.
        named = len(event.value) == _CODE_LENGTH and self._found and self._found[0].code == event.value
        if named and self._run(self._found[0]):
            self.house.gate.spare("enter")

    def _show(self, typed: str) -> None:
        self._found = find(all_entries(self.house.settings.training), typed)
        self.set_class(not self._found, "-nothing")
        options = self.query_one(OptionList)
        options.set_options([Option(self._line(entry)) for entry in self._found])
        options.highlighted = 0 if self._found else None
        self.clear_status()

    def _line(self, entry: Entry) -> Content:
        reason = self._reason(entry)
        code, title, pinyin = (
            fit(text, width)
            for text, width in (
                (entry.code, _CODE_CELLS),
                (self.t(entry.title_key), _TITLE_CELLS),
                (entry.pinyin, _PINYIN_CELLS),
            )
        )
        if reason is None:
            return Content.assemble(
                ui_text(code, "$text-accent"),
                ui_text(title),
                ui_text(pinyin, "$text-muted"),
                ui_text(entry.key, "$text-muted"),
            )
        words = reason if isinstance(reason, Content) else self.text(reason)
        head = ui_text(code + title, "$text-disabled")
        first, *rest = words.stylize("$text-disabled").wrap(_REASON_CELLS) or [Content("")]
        indent = " " * head.cell_length
        return Content("\n").join(
            [Content.assemble(head, first), *(Content.assemble(indent, one) for one in rest)]
        )

    def action_move(self, steps: int) -> None:
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = max(0, min(len(self._found) - 1, (options.highlighted or 0) + steps))

    # ---- running ---------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _chosen(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None and self._found:
            self._run(self._found[highlighted])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._run(self._found[event.option_index])

    def _reason(self, entry: Entry) -> Reason | None:
        """Why an entry can't be run from the screen beneath."""
        if entry.operation is None:
            return None
        if self.house.is_signed_in and self.session.role not in OPERATIONS[entry.operation].roles:
            return "command_line.not_permitted"
        return self.house.operation_reason(entry.operation)

    def _run(self, entry: Entry) -> bool:
        """Whether it can be run."""
        if (reason := self._reason(entry)) is not None:
            self.hint(reason)
            return False
        house, operation = self.house, entry.operation
        self.close()
        if operation is not None:
            house.call_later(house.start_operation, operation)
            return True
        run: dict[str, Callable[[], object]] = {
            "lock": house.lock,
            "language": house.switch_language,
            "theme": house.switch_theme,
            "sign_out": house.sign_out,
            "lessons": house.show_lessons,
            "quit": house.action_quit,
        }
        house.call_later(run[entry.name])
        return True
