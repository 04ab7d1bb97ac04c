"""What every screen stands on: the frame, the house's commands, and words."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.screen import ScreenResultType
from textual.widgets import Input

from hfund_tui.screens.calls import CallingScreen
from hfund_tui.screens.command import HOUSE_COMMANDS, Command, is_typed, key_name
from hfund_tui.services.errors import BadInput, HfundError
from hfund_tui.widgets.coach_strip import CoachStrip
from hfund_tui.widgets.context_header import ContextHeader
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.key_bar import KeyBar, KeyEntry
from hfund_tui.widgets.status_strip import StatusStrip, Tone
from hfund_tui.widgets.text import joined, ui_text
from hfund_tui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from hfund_tui.domain.operation import OperationCode
    from hfund_tui.i18n import Translator
    from hfund_tui.i18n.translator import Param
    from hfund_tui.services.overview import MemberOverview
    from hfund_tui.services.session import Session
    from hfund_tui.services.workstation import Workstation

Reason = Content | str
"""Why a command can't be used now: text, or the key of a message."""


TOO_SMALL = frozenset({"-tiny", "-flat"})
"""Classes of a screen in a window below 80x24."""

_OPENS_A_FORM = frozenset({"agreement", "withdrawal", "loan"})


class HouseScreen(CallingScreen[ScreenResultType]):
    """A screen of the workstation: context header, its own body, status strip and key bar.

    A subclass composes its body in `compose_body`, sets every word in `retranslate`, and carries out its
    commands in methods `do_<name>`.
    """

    KEYS: ClassVar[tuple[Command, ...]] = ()
    """The screen's own commands, beside the house's."""
    BAR: ClassVar[tuple[str, ...]] = ("member", "back", "command_line", "lock", "help")
    """Names of the commands in the key bar, in its order; eight fit 80 columns."""
    HELP_RULE: ClassVar[str] = ""
    """Message key: the rule to know on this screen."""
    HELP_NEXT: ClassVar[str] = ""
    """Message key: the next step from here."""

    HOUSE_KEYS: ClassVar[tuple[Command, ...]] = HOUSE_COMMANDS
    BINDINGS = [command.binding() for command in HOUSE_COMMANDS]
    DEFAULT_CSS = """
    HouseScreen { layers: base cover; overflow: hidden; }
    HouseScreen > #body { height: 1fr; }
    HouseScreen > #foot { dock: bottom; height: auto; }
    HouseScreen.-very-wide ContextHeader { height: 2; }
    HouseScreen.-tiny TooSmall, HouseScreen.-flat TooSmall { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (80, "-narrow"), (100, "-wide"), (120, "-very-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (24, "-low"), (36, "-high")]
    ESCAPE_TO_MINIMIZE = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.BINDINGS = [
            *cls.__dict__.get("BINDINGS", ()),
            *(command.binding() for command in cls.__dict__.get("KEYS", ())),
        ]
        super().__init_subclass__(**kwargs)

    # ---- words -----------------------------------------------------------------------------------------

    @property
    def t(self) -> Translator:
        return self.house.translator

    @property
    def workstation(self) -> Workstation:
        """The open workstation. Raises RuntimeError before it is open."""
        return self.house.workstation

    @property
    def session(self) -> Session:
        """The signed-in session. Raises RuntimeError when nobody is signed in."""
        return self.house.session

    def text(self, key: str, style: str = "", **params: Param) -> Content:
        """A message, ready for a widget."""
        return ui_text(self.t(key, **params), style)

    # ---- the frame -------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield ContextHeader()
        with Container(id="body"):
            yield from self.compose_body()
        with Container(id="foot"):
            yield from self.compose_coach()
            yield StatusStrip()
            yield KeyBar()
        yield TooSmall()

    def compose_coach(self) -> ComposeResult:
        """Where a lesson says what comes next; on a training database only."""
        if (coach := self.house.coach) is not None:
            strip = CoachStrip()
            strip.show(coach.view())
            yield strip

    def compose_body(self) -> ComposeResult:
        """What stands between header and status strip."""
        yield from ()

    def on_mount(self) -> None:
        self.refresh_words()

    def on_screen_resume(self) -> None:
        if self.house.coach is not None:
            self.house.coach.on_screen(self)
        self.refresh_frame()

    def refresh_words(self) -> None:
        """Say everything again, after a change of language."""
        if not self.is_here:
            return
        self.query_one(TooSmall).show(self.text("frame.too_small"))
        self.retranslate()
        self.refresh_frame()

    def retranslate(self) -> None:
        """Set every word of the body. Called once it is mounted, and after each change of language."""

    def refresh_frame(self) -> None:
        """Draw header and key bar again: who is served, which commands are possible."""
        for header in self.query(ContextHeader):
            header.show(self.house.header_view(), self.t)
        for bar in self.query(KeyBar):
            bar.show(self.key_entries())

    # ---- commands --------------------------------------------------------------------------------------

    @property
    def commands(self) -> dict[str, Command]:
        """The commands of this screen by name: its own and the house's."""
        own = [command for base in reversed(type(self).__mro__) for command in base.__dict__.get("KEYS", ())]
        return {command.name: command for command in (*self.HOUSE_KEYS, *own)}

    def unavailable(self, name: str) -> Reason | None:
        """Why a command can't be used now; None when it can. Extend it, and call super for the rest."""
        if name == "queue":
            return self.house.operation_reason(self.house.queue_operation)
        return None if hasattr(self, f"do_{name}") else "frame.not_here"

    def key_entries(self) -> list[KeyEntry]:
        """What the key bar shows."""
        commands = self.commands
        return [
            KeyEntry(
                name,
                self.key_of(commands[name]),
                self.t(self.word_key(commands[name])),
                not self.unavailable(name) and not self._is_typed_away(commands[name]),
            )
            for name in self.bar
        ]

    def word_key(self, command: Command) -> str:
        """The message with the word of a command as this screen means it; the one with `.help` behind it is for
        the help."""
        return "key.to_call" if command.name == "member" and self.house.is_agent else command.label_key

    def _is_typed_away(self, command: Command) -> bool:
        """Whether the text field one is in takes every key of a command as a character."""
        own = self.house.keymap.get(command.id, command.keys)
        return isinstance(self.focused, Input) and all(map(is_typed, own.split(",")))

    @property
    def bar(self) -> tuple[str, ...]:
        """The commands the key bar shows now."""
        return self.BAR

    @property
    def help_words(self) -> tuple[str, str]:
        """The keys of the two lines of advice that the help gives now."""
        return self.HELP_RULE, self.HELP_NEXT

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _keys_may_read_otherwise(self) -> None:
        """A text field takes the keys that are characters."""
        self.refresh_frame()

    def key_of(self, command: Command) -> str:
        """The key of a command as printed, the user's own if the keymap has one."""
        keymap = self.house.keymap
        if command.id in keymap:
            return key_name(keymap[command.id].split(",")[0])
        keys = command.keys.split(",")
        if isinstance(self.focused, Input):
            return key_name(next((key for key in keys if not is_typed(key)), keys[0]))
        return command.shown or key_name(keys[0])

    async def action_command(self, name: str) -> None:
        """Carry out a command, or say why not."""
        if (reason := self.unavailable(name)) is not None:
            if name in _OPENS_A_FORM:
                self.house.gate.drop()  # What was typed for the form must not land here.
            self.hint(reason)
            return
        done = getattr(self, f"do_{name}")()
        if inspect.isawaitable(done):
            await done

    def do_help(self) -> None:
        self.house.show_help(self)

    def do_back(self) -> None:
        """Leave the screen."""
        self.house.leave(self)

    def do_member(self) -> None:
        """Go to the member look-up, or to the call."""
        self.house.go_to_lookup()

    def do_queue(self) -> None:
        """Go to what waits."""
        self.house.start_operation(self.house.queue_operation)

    def do_lock(self) -> None:
        self.house.lock()

    def do_command_line(self) -> None:
        self.house.show_command_line()

    def do_language(self) -> None:
        self.house.switch_language()

    def do_theme(self) -> None:
        self.house.switch_theme()

    def begin_reason(self, code: OperationCode) -> Reason | None:
        """For the home screen: why an operation can't be begun now; None when it can."""
        return "frame.not_here"

    def begin(self, code: OperationCode) -> None:
        """For the home screen: begin an operation. Everything above it has been put away."""

    def take_call(self) -> None:
        """For an agent's home screen: the telephone rings. Everything above is put away."""

    def correct(self, code: OperationCode, member_id: int) -> None:
        """For the home screen: open the form of a case that was sent back. Everything above is put away."""

    def member_changed(self, overview: MemberOverview) -> None:
        """For the home screen: the member as he or she is now that something was done."""

    async def put_away(self) -> None:
        """Park what is unfinished; called before the screen is closed for something else."""

    # ---- saying things ---------------------------------------------------------------------------------

    def say(self, key: str, **params: Param) -> None:
        """Something went well."""
        self._strip(ui_text(self.t(key, **params)), Tone.GOOD)

    def hint(self, reason: Reason, **params: Param) -> None:
        """Why a key does nothing, or what to do first."""
        self._strip(reason if isinstance(reason, Content) else ui_text(self.t(reason, **params)), Tone.HINT)

    def complain(self, key: str, **params: Param) -> None:
        """Something is wrong. What was typed ahead is dropped: it was meant for another outcome."""
        self._report_slip()
        self._strip(ui_text(self.t(key, **params)), Tone.BAD)

    def _report_slip(self) -> None:
        self.house.gate.drop()
        self.house.bell()
        if self.house.coach is not None:
            self.house.coach.slip()

    def show_error(self, error: HfundError) -> None:
        """What is wrong and what to do, at its field if it has one. The input stays as it is."""
        self._report_slip()
        what, do = self.t.error(error)
        if isinstance(error, BadInput):
            for field in self.query(Field):
                if field.name == error.field:
                    field.mark(joined(what, do))
                    field.control.focus()
                    return
        self._strip(joined(ui_text(what, "bold"), do), Tone.BAD)

    def clear_status(self) -> None:
        for strip in self.query(StatusStrip):
            strip.clear()

    def _strip(self, message: Content, tone: Tone) -> None:
        for strip in self.query(StatusStrip):
            strip.show(message, tone)
