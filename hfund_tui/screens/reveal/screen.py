"""Reveal one masked field: which one, why, and then for a short time only. The service records every look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hfund_tui.domain.decision import NOTHING, card, text
from hfund_tui.domain.text import clean, fold_full_width
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.modal import HouseModal
from hfund_tui.services.revealing import RevealField
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.picker import Picker
from hfund_tui.widgets.secret_input import SecretInput
from hfund_tui.widgets.text import cells, fit, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.decision import Shown
    from hfund_tui.services.errors import HfundError
    from hfund_tui.services.overview import MemberOverview

SECONDS_KEY = "house.reveal_seconds"
_TICK_SECONDS = 0.25
_SHORTEST_REASON = 2

_FIELDS = {
    RevealField.ID_NO: "reveal.field.id_no",
    RevealField.NAME: "reveal.field.name",
    RevealField.MOBILE: "reveal.field.mobile",
    RevealField.ACCOUNT_NO: "reveal.field.account_no",
    RevealField.CARD_NO: "reveal.field.card_no",
}
_REASONS = (
    "reveal.reason.compare_original",
    "reveal.reason.member_asks",
    "reveal.reason.contact",
    "reveal.reason.bank",
    "reveal.reason.other",
)
_OTHER = len(_REASONS) - 1


class RevealModal(HouseModal[None]):
    """Three steps in one dialog: the field, the reason, the value with its time running out."""

    HELP_RULE = "reveal.help.rule"
    HELP_NEXT = "reveal.help.next"
    CSS_PATH = "reveal.tcss"
    AUTO_FOCUS = "#which"

    def __init__(self, overview: MemberOverview) -> None:
        super().__init__()
        self._member_id = overview.member_id
        self._name = overview.identity.name
        self._masked = _masked_values(overview)
        self._reason = ""
        self._value: str | None = None
        self._until = 0

    @property
    def _seconds(self) -> int:
        """How long a value is shown, by the policy of the business date."""
        return self.workstation.policies.on(self.session.business_date).count(SECONDS_KEY)

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="which-title", classes="heading")
        yield Picker(id="which")
        yield Static(id="chosen")
        yield Static(id="why-title", classes="heading")
        yield Picker(id="why")
        reason = Field("reason", Input(id="reason", max_length=200, compact=True), label_width=8)
        yield reason.add_class("reason")
        yield Static(id="second-title", classes="heading")
        second = Field("second", Input(id="second", max_length=20, compact=True), label_width=16)
        yield second.add_class("second")
        yield Field("second_password", SecretInput(id="second-password"), label_width=16).add_class("second")
        yield Static(id="value")
        yield Static(id="left")
        yield Static(id="rule")

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("reveal.title", name=self._name))
        self.query_one("#which-title", Static).update(self.text("reveal.which"))
        self.query_one("#why-title", Static).update(self.text("reveal.why"))
        reason, second, password = self.query(Field)
        reason.words(self.text("reveal.reason.label"))
        second.words(self.text("approval.checker"))
        password.words(self.text("approval.password"))
        self.query_one("#second-title", Static).update(self.text("reveal.second"))
        rule = self.text("reveal.rule", n=self._seconds)
        keys = self.text("reveal.keys.choose" if self._value is None else "reveal.keys.shown")
        self.query_one("#rule", Static).update(Content("\n").join([rule, keys]))
        fields = [(_FIELDS[field], masked) for field, masked in self._masked.items()]
        label_width = max(cells(self.t(key)) for key, _ in fields)
        which = [
            Option(joined(fit(self.t(key), label_width), ui_text(self.t.shown(masked), "$text-muted")))
            for key, masked in fields
        ]
        _refill(self.query_one("#which", Picker), which)
        _refill(self.query_one("#why", Picker), [Option(self.text(key)) for key in _REASONS])
        self._show_chosen()

    def _show_chosen(self) -> None:
        field = self._field
        masked = ui_text(self.t.shown(self._masked[field]), "$text-muted")
        chosen = joined(ui_text(self.t(_FIELDS[field]), "bold"), masked)
        self.query_one("#chosen", Static).update(chosen)

    @property
    def _field(self) -> RevealField:
        """The field that is highlighted."""
        return list(self._masked)[self.query_one("#which", Picker).highlighted or 0]

    # ---- choosing --------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#which")
    def _field_chosen(self) -> None:
        self._show_chosen()
        self.add_class("-chosen")
        self.query_one("#why", Picker).focus()

    def do_back(self) -> None:
        """From the reason to the field; from anywhere else out."""
        if self.has_class("-second"):
            self.remove_class("-second")
            self.query_one("#why", Picker).focus()
            return
        if not self.has_class("-chosen") or self.has_class("-shown"):
            self.close()
            return
        self.remove_class("-chosen", "-other")
        self.query_one("#which", Picker).focus()

    @on(OptionList.OptionSelected, "#why")
    def _reason_chosen(self, event: OptionList.OptionSelected) -> None:
        self.set_class(event.option_index == _OTHER, "-other")
        if event.option_index == _OTHER:
            self.query_one("#reason", Input).focus()
        else:
            self._ask(self.t(_REASONS[event.option_index]))

    @on(Input.Submitted, "#reason")
    def _reason_typed(self, event: Input.Submitted) -> None:
        reason = clean(event.value)
        if len(reason) < _SHORTEST_REASON:
            self.house.gate.drop()
            self.query(Field).first().mark(self.text("reveal.reason.missing", n=_SHORTEST_REASON))
        else:
            self._ask(reason)

    @on(Input.Changed)
    def _typed(self) -> None:
        for field in self.query(Field):
            field.unmark()

    @on(Input.Submitted, "#second")
    def _second_named(self) -> None:
        self.query_one("#second-password").focus()

    @on(Input.Submitted, "#second-password")
    def _second_proved(self) -> None:
        code = fold_full_width(self.query_one("#second", Input).value).strip()
        self._ask(self._reason, (code, self.query_one("#second-password", SecretInput).take()))

    # ---- showing ---------------------------------------------------------------------------------------

    def _ask(self, reason: str, second: tuple[str, str] | None = None) -> None:
        self._reason = reason
        self.run_call(
            self.workstation.members.reveal,
            self.session,
            self._member_id,
            self._field,
            reason,
            second,
            then=self._show,
            failed=self._not_shown,
            mode=Mode.COMMIT,
        )

    def _not_shown(self, error: HfundError) -> None:
        """Beyond the day's number of looks a supervisor has to be there."""
        if error.code == "reveal_needs_second":
            self.add_class("-second")
            self.query_one("#second").focus()
        elif self.has_class("-second"):
            self.house.gate.drop()
            self.house.bell()
            what, do = self.t.error(error)
            name = "second_password" if error.code.startswith("sign_in_failed") else "second"
            field = next(one for one in self.query(Field) if one.name == name)
            field.mark(joined(ui_text(what), do))
            field.control.focus()
            return
        self.show_error(error)

    def _show(self, value: str) -> None:
        if not self.is_here:
            return
        self._value = value
        self._until = self.house.clock.monotonic() + self._seconds * 1000
        self.remove_class("-second")
        self.add_class("-shown")
        self.set_focus(None)
        self.query_one("#value", Static).update(ui_text(value, "bold"))
        self.retranslate()
        self._tick()
        self.set_interval(_TICK_SECONDS, self._tick)

    def on_screen_resume(self) -> None:
        if self._until:
            self._tick()

    def _tick(self) -> None:
        """Mask the value as soon as its time is over, even under a lock; the dialog closes when it is on top."""
        left = self._until - self.house.clock.monotonic()
        if left > 0:
            self.query_one("#left", Static).update(self.text("reveal.left", n=-(-left // 1000)))
            return
        self._value = None
        self.query_one("#value", Static).update(ui_text(""))
        self.query_one("#left", Static).update(self.text("reveal.masked_again"))
        if self.is_active:
            self.close(None)


def _masked_values(overview: MemberOverview) -> dict[RevealField, Shown]:
    """The fields this member has, as they are shown masked."""
    linked = overview.card
    values = {
        RevealField.ID_NO: text(overview.identity.id_no),
        RevealField.NAME: text(overview.identity.name),
        RevealField.MOBILE: text(overview.identity.mobile),
        RevealField.ACCOUNT_NO: text(overview.account.account_no),
        RevealField.CARD_NO: card(linked.bank_code, linked.last_four) if linked else NOTHING,
    }
    return {field: masked for field, masked in values.items() if masked is not NOTHING}


def _refill(options: Picker, wanted: list[Option]) -> None:
    """Say the options again without moving the highlight."""
    kept = options.highlighted
    options.set_options(wanted)
    options.highlighted = kept or 0
