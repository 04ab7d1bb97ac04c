"""One row of a form: a label, where to type, and what is wrong with it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from hfund_tui.widgets.text import put


class Field(Vertical):
    """A labelled input. `name` is what `BadInput.field` calls it.

    Rows of one form line up when they get the same `label_width`, in cells. Hint and error are mounted when
    there is something to say: most fields never need them, and every widget delays the screen.
    """

    DEFAULT_CSS = """
    Field { height: auto; }
    Field > Horizontal { height: 1; }
    Field .label { width: auto; color: $text-muted; }
    Field:focus-within { color: $text; }  /* Textual restyles the children of widgets that have such a rule. */
    Field:focus-within .label { color: $text; text-style: bold; }
    Field .hint { width: auto; color: $text-muted; padding-left: 2; }
    Field .error { height: auto; color: $text-error; display: none; }
    Field.-wrong .error { display: block; }
    Field Input { width: 28; }
    """

    def __init__(self, name: str, control: Widget, *, label_width: int = 14) -> None:
        super().__init__(name=name)
        self.control = control
        self._label_width = label_width
        self._label = Static(classes="label")
        self._hint = Static(classes="hint")
        self._error = Static(classes="error")
        self._problem = ""

    def compose(self) -> ComposeResult:
        self._label.styles.width = self._label_width
        self._error.styles.margin = (0, 0, 0, self._label_width)
        self._row = Horizontal(self._label, self.control)
        yield self._row

    def words(self, label: Content, hint: Content | None = None) -> None:
        """Set the label, and a hint to the right of the input."""
        put(label, self._label)
        put(hint or Content(""), self._hint)
        if hint and not self._hint.is_attached:
            self._row.mount(self._hint)

    @property
    def is_wrong(self) -> bool:
        return self.has_class("-wrong")

    @property
    def problem(self) -> str:
        """What is said to be wrong; "" while nothing is."""
        return self._problem if self.is_wrong else ""

    def mark(self, problem: Content) -> None:
        """Say at the field what is wrong; the input stays as it is."""
        self._problem = problem.plain
        put(Content.assemble(("! ", "bold"), problem), self._error)
        if not self._error.is_attached:
            self.mount(self._error)
        self.add_class("-wrong")

    def unmark(self) -> None:
        self.remove_class("-wrong")
