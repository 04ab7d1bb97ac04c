"""What a second person fills in: the reason for saying no, and what proves that the plan was looked at."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from hfund_tui.domain.approval import Retype, Retyped
from hfund_tui.widgets.answers import next_unanswered
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.secret_input import SecretInput
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from hfund_tui.i18n import Translator

LABEL_WIDTH = 18


class No(StrEnum):
    """The two ways of not approving."""

    REJECT = "reject"
    SEND_BACK = "send_back"


class NoForm(Vertical):
    """The coded reason by its digit, and words. Hidden until `ask`."""

    DEFAULT_CSS = """
    NoForm { height: auto; display: none; }
    NoForm.-asked { display: block; }
    NoForm .tall > Horizontal { height: auto; }
    NoForm #no-title { height: auto; }
    NoForm Input { width: 1fr; }
    """

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__()
        self.how: No | None = None
        options = StrEnum("_options", {one: one for one in codes})  # type: ignore[misc]
        self.code: Choice[StrEnum] = Choice(tuple(options), id="decision-code")
        self.words_input = FormInput(max_length=200, id="decision-words")

    def compose(self) -> ComposeResult:
        yield Static(id="no-title")
        yield Field("decision_code", self.code, label_width=LABEL_WIDTH).add_class("tall")
        yield Field("decision_words", self.words_input, label_width=LABEL_WIDTH)

    def ask(self, how: No | None, t: Translator) -> None:
        """Ask for the reason of one of the two ways, or of neither. What was typed stays."""
        self.how = how
        self.set_class(how is not None, "-asked")
        self.say(t)
        if how is not None:
            gap = next_unanswered(self)
            (gap or self.words_input).focus()

    def say(self, t: Translator) -> None:
        title = t(f"approval.{self.how.value}.title") if self.how is not None else ""
        self.query_one("#no-title", Static).update(ui_text(title, "bold $text-warning"))
        code, words = self.query(Field)
        code.words(ui_text(t("approval.no.code")))
        words.words(ui_text(t("approval.no.words")))
        self.words_input.placeholder = t("approval.no.placeholder")
        self.code.words(lambda one: t(f"rejection_reason.{one.value}"))

    def answer(self, t: Translator) -> tuple[str, str] | None:
        """Code and words; None while one is missing, which is said at its field."""
        code, words = self.query(Field)
        if self.code.value is None:
            _demand(code, t("approval.no.code_missing"))
            return None
        if not self.words_input.text:
            _demand(words, t("approval.no.words_missing"))
            return None
        return self.code.value.value, self.words_input.text

    def unmark(self) -> None:
        for field in self.query(Field):
            field.unmark()


class ProofForm(Vertical):
    """What is typed again, and the password where it is due. Nothing is there for a case of low risk."""

    DEFAULT_CSS = """
    ProofForm { height: auto; }
    ProofForm Field { display: none; }
    ProofForm Field.-due { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, Input] = {
            "retyped_amount": Input(id="retyped-amount", max_length=24, compact=True),
            "retyped_last_four": Input(id="retyped-last-four", max_length=8, compact=True),
            "step_up": SecretInput(id="step-up"),
        }

    def compose(self) -> ComposeResult:
        for name, control in self._fields.items():
            yield Field(name, control, label_width=LABEL_WIDTH)

    def show(self, retype: Retype, *, step_up: bool) -> None:
        """Ask for what is due."""
        due = {
            "retyped_amount": retype.amount_fen is not None,
            "retyped_last_four": retype.last_four is not None,
            "step_up": step_up,
        }
        for field in self.query(Field):
            field.set_class(due[str(field.name)], "-due")

    def say(self, t: Translator) -> None:
        for field in self.query(Field):
            field.words(ui_text(t(f"approval.{field.name}")))

    @property
    def retyped(self) -> Retyped:
        return Retyped(self._fields["retyped_amount"].value, self._fields["retyped_last_four"].value)

    def take_password(self) -> str | None:
        """The password typed, once; None where none is due."""
        secret = self._fields["step_up"]
        assert isinstance(secret, SecretInput)
        return secret.take() if self._field("step_up").has_class("-due") else None

    def next_after(self, source: Widget | None) -> Widget | None:
        """The next field that is due, after the one given; None after the last."""
        due = [one.control for one in self.query(Field) if one.has_class("-due")]
        if source not in due:
            return due[0] if due else None
        at = due.index(source)
        return due[at + 1] if at + 1 < len(due) else None

    def demand_missing(self, t: Translator) -> bool:
        """Go to the first field that is empty and say so. False when none is."""
        for field in self.query(Field):
            if field.has_class("-due") and not self._fields[str(field.name)].value.strip():
                _demand(field, t(f"approval.{field.name}.missing"))
                return True
        return False

    def _field(self, name: str) -> Field:
        return next(one for one in self.query(Field) if one.name == name)


def _demand(field: Field, problem: str) -> None:
    field.mark(ui_text(problem))
    field.control.focus()
