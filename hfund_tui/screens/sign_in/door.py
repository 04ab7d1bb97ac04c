"""No business day is open: a supervisor opens the next one, or with a second supervisor the last one again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from hfund_tui.domain.text import fold_full_width
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.modal import HouseModal
from hfund_tui.services.errors import HfundError
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.date_field import DayInput
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.secret_input import SecretInput
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.errors import Param
    from hfund_tui.services.proven import Proven
    from hfund_tui.services.workstation import Workstation

_LABEL_WIDTH = 14


class Way(StrEnum):
    """What is done about it."""

    OPEN = "open"
    REOPEN = "reopen"


_WORDS = {Way.OPEN: "door.open", Way.REOPEN: "door.reopen"}
_SECOND = ("second", "second_password")


class DoorModal(HouseModal[bool]):
    """Closes with True once a day is open. `last` is None for a branch that never had a day."""

    AUTO_FOCUS = "#way"
    HELP_RULE = "door.help.rule"
    HELP_NEXT = "door.help.next"
    DEFAULT_CSS = """
    DoorModal > #body { width: 72; }
    DoorModal #way { width: 1fr; }
    DoorModal Field { margin-top: 1; }
    DoorModal #keys { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, by: Proven, branch: Param, following: date, last: date | None) -> None:
        super().__init__()
        self._by, self._branch, self._following, self._last = by, branch, following, last

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        ways = tuple(Way) if self._last is not None else (Way.OPEN,)
        yield Field("way", Choice(ways, value=Way.OPEN, id="way"), label_width=_LABEL_WIDTH)
        yield Field("business_date", DayInput(required=False, id="day"), label_width=_LABEL_WIDTH)
        yield Field("second", Input(id="second", max_length=20, compact=True), label_width=_LABEL_WIDTH)
        yield Field("second_password", SecretInput(id="password"), label_width=_LABEL_WIDTH)
        yield Static(id="keys")

    def on_mount(self) -> None:
        self.day.fallback = self._following
        self._lay_out()

    def retranslate(self) -> None:
        self.query_one("#title", Static).update(self.text("door.title", branch=self._branch))
        days = {Way.OPEN: self._following, Way.REOPEN: self._last}
        self.way.words(lambda way: self.t(_WORDS[way], day=days[way]))
        labels = {
            "way": "door.way",
            "business_date": "day_sheet.business_date",
            "second": "approval.checker",
            "second_password": "approval.password",
        }
        for field in self.query(Field):
            hint = self.text("door.day_hint", day=self._following) if field.control is self.day else None
            field.words(self.text(labels[str(field.name)]), hint)
        self.query_one("#keys", Static).update(self.text("door.keys"))

    @property
    def way(self) -> Choice[Way]:
        return self.query_one("#way", Choice)

    @property
    def day(self) -> DayInput:
        return self.query_one(DayInput)

    def _field(self, name: str) -> Field:
        return next(one for one in self.query(Field) if one.name == name)

    @on(Choice.Picked)
    def _lay_out(self) -> None:
        """The day to open, or the second supervisor that it takes to open the last one again."""
        opens = self.way.value is Way.OPEN
        self._field("business_date").display = opens
        for name in _SECOND:
            self._field(name).display = not opens

    @on(GoOn)
    @on(Input.Submitted)
    def _go_on(self) -> None:
        open_fields = [one for one in self.query(Input) if one.display and not one.value]
        following = next((one for one in open_fields if self._is_asked(one)), None)
        if following is None or following is self.focused:
            self.hint("door.f9")
        else:
            following.focus()

    def _is_asked(self, control: Input) -> bool:
        field = next(one for one in self.query(Field) if one.control is control)
        return field.display and field.name != "business_date"

    @on(Input.Changed)
    def _typed(self) -> None:
        for field in self.query(Field):
            field.unmark()

    # ---- F9 --------------------------------------------------------------------------------------------

    def do_commit(self) -> None:
        self.house.gate.drop()
        if self.way.value is Way.OPEN:
            self._open()
        else:
            self._reopen()

    def _open(self) -> None:
        if (problem := self.day.problem) is not None:
            self._demand("business_date", f"proxy.day.{problem.code}")
            return
        assert self.day.day is not None
        self.run_call(
            _open_day,
            self.workstation,
            self._by,
            self.day.day,
            then=lambda _: self.close(True),
            failed=self._failed,
            mode=Mode.COMMIT,
        )

    def _reopen(self) -> None:
        code = fold_full_width(self.query_one("#second", Input).value).strip()
        secret = self.query_one("#password", SecretInput)
        if not code:
            self._demand("second", "approval.checker_missing")
        elif not secret.value:
            self._demand("second_password", "approval.password_missing")
        else:
            self.run_call(
                _reopen_day,
                self.workstation,
                self._by,
                code,
                secret.take(),
                then=lambda _: self.close(True),
                failed=self._failed,
                mode=Mode.COMMIT,
            )

    def _demand(self, name: str, key: str) -> None:
        field = self._field(name)
        field.mark(self.text(key))
        field.control.focus()

    def _failed(self, error: HfundError) -> None:
        """At the field to correct, where there is one."""
        self.house.gate.drop()
        self.house.bell()
        what, do = self.t.error(error)
        opens = self.way.value is Way.OPEN
        wrong_password = error.code.startswith("sign_in_failed")
        field = self._field("business_date" if opens else _SECOND[wrong_password])
        field.mark(joined(ui_text(what), do))
        field.control.focus()


def _open_day(workstation: Workstation, by: Proven, day: date) -> None:
    workstation.day.open_at_door(day, by=by)


def _reopen_day(workstation: Workstation, by: Proven, code: str, password: str) -> None:
    """Raises Refusal, also for a wrong password of the second supervisor."""
    second = workstation.staff.prove_at_door(code, password)
    workstation.day.reopen(by.branch_code, by=by, second=second)
