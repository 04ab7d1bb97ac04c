"""What a proof of social insurance says: its status by digit, then only what that status needs."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from hfund_tui.domain.request import InsuranceProof
from hfund_tui.domain.vocabulary import InsuranceStatus
from hfund_tui.i18n import Translator
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.date_field import DayInput
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.month_field import MonthInput
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import ui_text

LABELS = {
    "insurance_status": "closure.insurance.status",
    "last_paid": "closure.insurance.last_paid",
    "settled_on": "closure.insurance.settled_on",
}
_WANTS_MONTH = (InsuranceStatus.STOPPED, InsuranceStatus.PAYING)
_OPTIONS = (
    InsuranceStatus.STOPPED,
    InsuranceStatus.TRANSFERRED,
    InsuranceStatus.NEVER,
    InsuranceStatus.PAYING,
)


class OptionalChoice(Choice[InsuranceStatus]):
    """A choice that need not be made; Backspace takes it back."""

    BINDINGS = [("backspace", "unpick", ""), ("delete", "unpick", "")]
    optional = False

    class Unpicked(Message):
        """Nothing is picked any more."""

    @property
    def is_answered(self) -> bool:
        return self.optional or self.value is not None

    def action_unpick(self) -> None:
        if self.optional and self.value is not None:
            self.pick(None)
            self.post_message(self.Unpicked())


class InsuranceFields(Vertical):
    """Three fields. With `optional` no new proof need be there."""

    DEFAULT_CSS = """
    InsuranceFields { height: auto; }
    InsuranceFields .tall > Horizontal { height: auto; }
    """

    def __init__(self, *, label_width: int, optional: bool = False, id: str | None = None) -> None:
        super().__init__(id=id, name="insurance")
        self._label_width = label_width
        self.status = OptionalChoice(_OPTIONS, id="insurance-status")
        self.status.optional = optional
        self.last_paid = MonthInput(id="last-paid")
        self.settled_on = DayInput(id="settled-on")

    def compose(self) -> ComposeResult:
        yield Field("insurance_status", self.status, label_width=self._label_width).add_class("tall")
        yield Field("last_paid", self.last_paid, label_width=self._label_width)
        yield Field("settled_on", self.settled_on, label_width=self._label_width)

    def on_mount(self) -> None:
        self.lay_out()

    @on(Choice.Picked)
    @on(OptionalChoice.Unpicked)
    def lay_out(self) -> None:
        """Ask only for what the status needs."""
        status = self.status.value
        for field in self.query(Field):
            if field.control is self.last_paid:
                field.display = status in _WANTS_MONTH
            elif field.control is self.settled_on:
                field.display = status is InsuranceStatus.TRANSFERRED

    def words(self, t: Translator) -> None:
        """Labels; that of the status says whether it may be left open."""
        self.status.words(t.term)
        for field in self.query(Field):
            optional = field.control is self.status and self.status.optional
            key = "closure.insurance.if_new" if optional else LABELS[str(field.name)]
            field.words(ui_text(t(key)))
        self.mark(t)

    @on(Input.Changed)
    @on(Input.Submitted)
    @on(Input.Blurred)
    def _typed(self) -> None:
        self.mark(translator_of(self))

    def mark(self, t: Translator) -> None:
        """Say at a field why a month or a day can't be read."""
        for field in self.query(Field):
            problem = ""
            if (
                field.control is self.last_paid
                and self.last_paid.problem
                and not self.last_paid.is_unfinished
            ):
                problem = t("closure.insurance.bad_month")
            elif field.control is self.settled_on and (wrong := self.settled_on.problem) is not None:
                problem = "" if self.settled_on.is_unfinished else t(f"proxy.day.{wrong.code}")
            if problem:
                field.mark(ui_text(problem))
            else:
                field.unmark()

    @property
    def unreadable(self) -> bool:
        """Whether something that counts can't be read yet, or is missing."""
        match self.status.value:
            case InsuranceStatus.TRANSFERRED:
                return self.settled_on.day is None
            case InsuranceStatus.STOPPED | InsuranceStatus.PAYING:
                return self.last_paid.month is None
            case _:
                return False

    @property
    def proof(self) -> InsuranceProof | None:
        """What stands here; None while no status is picked."""
        status = self.status.value
        if status is None:
            return None
        return InsuranceProof(
            status,
            self.last_paid.month if status in _WANTS_MONTH else None,
            self.settled_on.day if status is InsuranceStatus.TRANSFERRED else None,
        )

    def texts(self) -> dict[str, str]:
        return {
            "insurance_status": self.status.value.value if self.status.value else "",
            "last_paid": self.last_paid.value,
            "settled_on": self.settled_on.value,
        }

    def refill(self, texts: Mapping[str, str]) -> None:
        written = texts.get("insurance_status", "")
        self.status.value = InsuranceStatus(written) if written else None
        self.last_paid.value = texts.get("last_paid", "")
        self.settled_on.value = texts.get("settled_on", "")
        self.lay_out()
