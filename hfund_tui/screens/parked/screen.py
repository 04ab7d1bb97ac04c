"""The list of parked drafts: Enter resumes one, Del discards one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.modal import HouseModal
from hfund_tui.widgets.columns import cut, padded
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.drafts import DraftLine

_LINE_CELLS = 72


class ParkedModal(HouseModal["DraftLine"]):
    """Closes with the draft to resume, or None. The key that opened it closes it."""

    HELP_RULE = "parked.help.rule"
    HELP_NEXT = "parked.help.next"
    CSS_PATH = "parked.tcss"
    KEYS = (Command("park", "f7"), Command("discard", "delete"))

    def __init__(self) -> None:
        super().__init__()
        self._drafts: tuple[DraftLine, ...] | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="nothing")
        yield Picker()
        yield Static(id="keys")

    def on_mount(self) -> None:
        self._load()

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("parked.title"))
        self.query_one("#keys", Static).update(self.text("parked.keys" if self._drafts else "help.close"))
        nothing = "parked.loading" if self._drafts is None else "parked.none"
        self.query_one("#nothing", Static).update(self.text(nothing))
        self._draw()

    def _load(self) -> None:
        self.run_call(self.workstation.drafts.open, self.session, then=self._arrived)

    def _arrived(self, drafts: tuple[DraftLine, ...]) -> None:
        self._drafts = drafts
        self.retranslate()
        self.query_one(Picker).focus()

    def _draw(self) -> None:
        drafts = self._drafts or ()
        options = self.query_one(Picker)
        kept = options.highlighted or 0
        titles = max((cells(self.t(OPERATIONS[one.operation].title_key)) for one in drafts), default=0)
        options.set_options([Option(self._line(one, titles)) for one in drafts])
        self.set_class(bool(drafts), "-some")
        if drafts:
            options.highlighted = min(kept, len(drafts) - 1)

    def _line(self, one: DraftLine, titles: int) -> Content:
        """When, what, for whom; the cue below."""
        declared = OPERATIONS[one.operation]
        head = Content.assemble(
            ui_text(self.t.instant(one.updated_at), "$text-muted"),
            "  ",
            ui_text(declared.transaction_code, "$text-accent"),
            "  ",
            padded(ui_text(self.t(declared.title_key)), titles),
            "  ",
            ui_text(one.member_name, "bold"),
            ui_text(f"  {one.id_last_four}", "$text-muted"),
        )
        cue = ui_text(f"  {one.cue}", "$text-muted")
        if one.submitted_since is not None:
            since = self.text("parked.submitted_since", "$text-warning", case_no=one.submitted_since)
            cue = Content.assemble("  ", joined(since, one.cue))
        if one.corrects is not None:
            reason = self.t(f"rejection_reason.{one.decision_code}")
            returned = ui_text(self.t("queue.returned", reason=reason), "bold $text-warning")
            cue = Content.assemble("  ", joined(returned, one.decision_words))
        return Content("\n").join([cut(head, _LINE_CELLS), cut(cue, _LINE_CELLS)])

    @property
    def _highlighted(self) -> DraftLine | None:
        number = self.query_one(Picker).highlighted
        return self._drafts[number] if self._drafts and number is not None else None

    @on(OptionList.OptionSelected)
    def _resume(self) -> None:
        self.close(self._highlighted)

    def do_park(self) -> None:
        self.close(None)

    def do_discard(self) -> None:
        draft = self._highlighted
        if draft is None:
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.run_call(
                    self.workstation.drafts.discard,
                    self.session,
                    draft.key,
                    then=self._discarded,
                    mode=Mode.COMMIT,
                )

        self.house.push_screen(ConfirmModal("parked.discard.title", "parked.discard.question"), confirmed)

    def _discarded(self, _: None) -> None:
        if self.is_here:
            self.say("parked.discarded")
            self._load()
