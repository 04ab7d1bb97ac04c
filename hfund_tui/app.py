"""The application: what outlives a screen. Kept thin; screens do the work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.css.stylesheet import StylesheetParseError
from textual.filter import LineFilter
from textual.screen import Screen

from hfund_tui.domain.vocabulary import Role
from hfund_tui.i18n import Language, Translator
from hfund_tui.key_gate import COMMITTING, LOADING, KeyGate
from hfund_tui.keymap import KeymapError, load_keymap
from hfund_tui.screens.base import TOO_SMALL, HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.routes import screen_class
from hfund_tui.services.clock import Clock, SystemClock
from hfund_tui.services.errors import HfundError
from hfund_tui.stylesheet import KeptStylesheet
from hfund_tui.themes import DARK, OWN_VARIABLES, THEMES
from hfund_tui.widgets.context_header import Desk, HeaderView, Serving
from hfund_tui.widgets.line_filter import ControlFilter

if TYPE_CHECKING:
    from hfund_tui.domain.operation import OperationCode
    from hfund_tui.screens.lessons.coach import Coach
    from hfund_tui.screens.visit import Visit
    from hfund_tui.services.session import Session
    from hfund_tui.services.settings import Settings
    from hfund_tui.services.workstation import Workstation

    Opener = Callable[..., Workstation]

_HERE = Path(__file__).parent
_LOOK_AT_IDLE_SECONDS = 1.0
_ALWAYS = frozenset({"f12", "ctrl+q", "ctrl+c"})
"""Keys that work in a window that is too small: to lock it and to leave."""
_REDRAW_MINUTES_SECONDS = 20.0


def open_in_earnest(settings: Settings, **kwargs: Any) -> Workstation:
    """Open the workstation of `settings`. Imports storage only now; runs in a thread."""
    from hfund_tui.services.workstation import open_workstation

    return open_workstation(settings, **kwargs)


def _language(name: str) -> Language:
    return Language(name) if name in set(Language) else Language.ZH


class HfundApp(App[None]):
    """The workstation's face. `opener` opens what is behind it."""

    TITLE = "hfund"
    ENABLE_COMMAND_PALETTE = False
    # The first screen's styles stand here: loaded with that screen, they would all be parsed once more.
    CSS_PATH = [_HERE / "app.tcss", _HERE / "screens" / "sign_in" / "sign_in.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self, settings: Settings, *, clock: Clock | None = None, opener: Opener = open_in_earnest
    ) -> None:
        super().__init__()
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        self.opener = opener
        self.translator = Translator(_language(settings.language))
        self.gate = KeyGate(self, self._deliver)
        self.keymap: dict[str, str] = {}
        self.keymap_error: KeymapError | None = None
        self.serving: Serving | None = None
        self.visit: Visit | None = None
        self.coach: Coach | None = None
        if settings.training:
            from hfund_tui.screens.lessons.coach import Coach

            self.coach = Coach(self)
        self._served_since = 0
        self._active_at = self.clock.monotonic()
        self._workstation: Workstation | None = None
        self._session: Session | None = None
        for theme in THEMES.values():
            self.register_theme(theme)
        # Without its watchers, which would parse every style again before the first frame.
        self.set_reactive(App.theme, settings.theme if settings.theme in THEMES else DARK.name)
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        return screen_class("sign_in")()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return OWN_VARIABLES

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), ControlFilter()]

    def on_load(self) -> None:
        try:
            self.keymap = load_keymap(self.settings.keymap)
        except KeymapError as error:
            self.keymap_error = error
        self.set_keymap(self.keymap)

    def on_mount(self) -> None:
        self.set_interval(_LOOK_AT_IDLE_SECONDS, self._look_at_idle)
        self.set_interval(_REDRAW_MINUTES_SECONDS, self._redraw_frame)

    def on_unmount(self) -> None:
        self.gate.close()

    # ---- keys ------------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent | events.Paste):
            self._active_at = self.clock.monotonic()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self.coach is not None:
                self.coach.key()
            self.gate.admit(event)
        else:
            await super().on_event(event)

    async def _deliver(self, event: events.Key | events.Paste) -> None:
        leaving = isinstance(event, events.Key) and event.key in _ALWAYS
        if self.screen.classes & TOO_SMALL and not leaving:
            self.bell()  # it would go where nobody can see it
            return
        await super().on_event(event)

    @property
    def is_committing(self) -> bool:
        """Whether a write is under way."""
        return any(worker.group == COMMITTING and not worker.is_finished for worker in self.workers)

    # ---- what is behind --------------------------------------------------------------------------------

    @property
    def workstation(self) -> Workstation:
        """The open workstation. Raises RuntimeError before it is open."""
        if self._workstation is None:
            raise RuntimeError("the workstation is not open")
        return self._workstation

    @workstation.setter
    def workstation(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self.clock = workstation.clock
        self._active_at = self.clock.monotonic()

    @property
    def is_open(self) -> bool:
        return self._workstation is not None

    @property
    def session(self) -> Session:
        """Who is signed in. Raises RuntimeError when nobody is."""
        if self._session is None:
            raise RuntimeError("nobody is signed in")
        return self._session

    @property
    def is_signed_in(self) -> bool:
        return self._session is not None

    @property
    def is_agent(self) -> bool:
        """Whether an agent of the hotline is signed in."""
        return self._session is not None and self._session.role is Role.AGENT

    def sign_in(self, session: Session) -> None:
        """Begin the work of whoever signed in."""
        self._session = session
        self.open("hotline" if self.is_agent else "workbench")

    def sign_out(self) -> None:
        """Park what is unfinished and go back to the sign-in screen."""
        self.run_worker(self._sign_out(), group=LOADING)

    async def _sign_out(self) -> None:
        while len(self.screen_stack) > 1:
            await self._close_down_to(0)
        session, self._session = self._session, None
        self.serve(None)
        if session is not None:
            with suppress(HfundError):
                await asyncio.to_thread(self.workstation.staff.sign_out, session)
        self._house_screen.refresh_words()

    # ---- who is being served ---------------------------------------------------------------------------

    def serve(self, serving: Serving | None) -> None:
        """Show who is being served. Time and visit start anew with each member."""
        before = self.serving.member_id if self.serving else None
        self.serving = serving
        if serving is None or serving.member_id != before:
            self.visit = None
            self._served_since = self.clock.monotonic()
        if self.coach is not None and serving is not None:
            self.coach.serves(serving.member_id)
        self._redraw_frame()

    def header_view(self) -> HeaderView:
        """What the context header shows now."""
        minutes = (self.clock.monotonic() - self._served_since) // 60_000 if self.serving else 0
        mode = "header.demo" if self.settings.demo else "header.training" if self.settings.training else None
        rung = self._workstation.rung.value if self._workstation else "keyring"
        return HeaderView(
            desk=self._desk(),
            serving=self.serving,
            minutes=minutes,
            mode=mode,
            rung=None if rung == "keyring" or self.settings.is_sample else f"header.rung.{rung}",
        )

    def _desk(self) -> Desk | None:
        session = self._session
        if session is None:
            return None
        english = self.translator.language is Language.EN
        return Desk(
            branch_name=session.branch_name_en if english else session.branch_name,
            terminal=session.terminal,
            staff_code=session.staff_code,
            staff_name=session.staff_name_en if english else session.staff_name,
            role=session.role,
            business_date=session.business_date,
        )

    def _redraw_frame(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, HouseScreen) and screen.is_here:
                screen.refresh_frame()

    # ---- going somewhere -------------------------------------------------------------------------------

    @property
    def _house_screen(self) -> HouseScreen[Any]:
        screen = self.screen
        assert isinstance(screen, HouseScreen)
        return screen

    @property
    def home(self) -> HouseScreen[Any] | None:
        """The screen work starts from; None before anyone signed in."""
        stack = self.screen_stack
        return stack[1] if len(stack) > 1 and isinstance(stack[1], HouseScreen) else None

    def open(self, route: str, **kwargs: Any) -> None:
        """Show the screen of a route on top; `kwargs` go to its constructor."""
        self.push_screen(screen_class(route)(**kwargs))

    def leave(self, screen: HouseScreen[Any]) -> None:
        """Close a screen after parking what is unfinished. Home stays."""
        if screen is self.home or screen is self.screen_stack[0]:
            screen.hint("frame.already_home")
            return
        self.run_worker(self._close_down_to(self.screen_stack.index(screen)), group=LOADING)

    async def _close_down_to(self, keep: int) -> None:
        """Close screens from the top until the one at index `keep` - 1 is on top; the lowest one stays.

        What comes to lie on top meanwhile, such as the lock, stays there, and what is beneath it with it.
        """
        for screen in reversed(self.screen_stack[max(keep, 1) :]):
            if isinstance(screen, HouseScreen):
                await screen.put_away()
            if self.screen is not screen:
                return
            await self.pop_screen()

    def go_to_lookup(self) -> None:
        """Whoever is next: at a counter somebody is looked up, on the hotline the call is taken."""
        if self.is_agent:
            self.go_home(lambda home: home.take_call())
            return
        from hfund_tui.domain.operation import OperationCode

        self.start_operation(OperationCode.LOOKUP)

    @property
    def queue_operation(self) -> OperationCode:
        """What waits for whoever is signed in: work orders for an agent, cases for everybody else."""
        from hfund_tui.domain.operation import OperationCode

        return OperationCode.WORK_ORDERS if self.is_agent else OperationCode.VIEW_QUEUE

    def operation_reason(self, code: OperationCode) -> Reason | None:
        """Why an operation can't be begun now; None when it can."""
        if self.home is None or self._session is None:
            return "frame.sign_in_first"
        return self.home.begin_reason(code)

    def start_operation(self, code: OperationCode) -> None:
        """Go home, parking what is unfinished on the way, and begin an operation there."""
        if (reason := self.operation_reason(code)) is not None:
            self._house_screen.hint(reason)
            return
        self.go_home(lambda home: home.begin(code))

    def go_home(self, then: Callable[[HouseScreen[Any]], object]) -> None:
        """Close everything above the home screen, parking what is unfinished, and go on there."""
        self.run_worker(self._go_home(then), group=LOADING)

    async def _go_home(self, then: Callable[[HouseScreen[Any]], object]) -> None:
        with self.batch_update():  # what is opened from there shows at once, not home in between
            await self._close_down_to(2)
            if self.home is not None:
                then(self.home)

    def show_lessons(self, _: object = None) -> None:
        """Give up what lesson there is, sign out, and choose another."""
        if self.coach is not None:
            self.coach.end()
            self.run_worker(self._show_lessons(), group=LOADING)

    async def _show_lessons(self) -> None:
        if self._session is not None:
            await self._sign_out()
        await self.push_screen(screen_class("lessons")())

    def show_help(self, screen: HouseScreen[Any]) -> None:
        from hfund_tui.screens.help.screen import HelpModal

        self.push_screen(HelpModal(screen))

    def show_command_line(self) -> None:
        from hfund_tui.screens.command_line.screen import CommandLineModal

        self.push_screen(CommandLineModal())

    def copy_to_clipboard(self, text: str) -> None:
        """What is copied can be pasted within the program; the terminal's clipboard is everybody's."""
        self._clipboard = text

    def lock(self) -> None:
        """Cover everything until the same person gives the password; what was typed stays."""
        from hfund_tui.screens.lock.screen import LockModal

        if self._session is not None and not isinstance(self.screen, LockModal):
            self.gate.drop()
            self.push_screen(LockModal())

    def _look_at_idle(self) -> None:
        idle = self.clock.monotonic() - self._active_at
        # What is under way may open a screen when it is done, which must not come to lie on the lock.
        if idle >= self.settings.idle_lock_seconds * 1000 and not self.gate.is_held:
            self.lock()

    async def action_quit(self) -> None:
        """Ask before leaving while somebody is signed in."""
        from hfund_tui.screens.dialogs import ConfirmModal

        if self._session is None:
            self.exit()
        elif not isinstance(self.screen, ConfirmModal):
            self.push_screen(ConfirmModal("frame.quit.title", "frame.quit.question"), self._quit)

    def _quit(self, confirmed: bool | None) -> None:
        if confirmed:
            self.run_worker(self._leave_for_good(), group=LOADING)

    async def _leave_for_good(self) -> None:
        await self._sign_out()
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C with nothing selected: say how to leave."""
        if isinstance(self.screen, HouseScreen):
            self.screen.hint("frame.how_to_quit")

    # ---- language and theme ----------------------------------------------------------------------------

    def switch_language(self) -> None:
        self.translator = Translator(self.translator.language.other)
        for screen in self.screen_stack:
            if isinstance(screen, HouseScreen):
                screen.refresh_words()
        self._keep_preferences()

    def switch_theme(self) -> None:
        names = list(THEMES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self._keep_preferences()

    def _keep_preferences(self) -> None:
        from hfund_tui.services.settings import save_preferences

        self._house_screen.run_call(
            save_preferences,
            self.settings,
            language=self.translator.language,
            theme=self.theme,
            mode=Mode.BACKGROUND,
            topic="preferences",
        )

    # ---- the end ---------------------------------------------------------------------------------------

    def panic(self, *renderables: object) -> None:
        """Textual would print what it is given here, values included."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Leave with an incident number instead of a traceback, which would show local variables."""
        from hfund_tui import incident

        self.bell()
        error = self._exception or RuntimeError("unknown")
        number, path = incident.record(error, self.settings.home / "incidents", self.clock.now())
        t = self.translator
        lines = [t("incident.title", number=number), t("incident.state"), t("incident.next")]
        if path is not None:
            lines.append(t("incident.file", path=str(path)))
        self._exit_renderables[:] = [Text("\n".join(lines))]
        if isinstance(error, StylesheetParseError):  # Only a developer sees this one, and it holds no data.
            self._exit_renderables[:] = [error.errors]
        self._close_messages_no_wait()
