"""The first screen: it paints at once, opens what is behind it, and lets staff in."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from hfund_tui.domain.text import fold_full_width
from hfund_tui.domain.vocabulary import Role
from hfund_tui.i18n import Language
from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.services.errors import HfundError
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.secret_input import SecretInput
from hfund_tui.widgets.text import fit, joined, ui_text

if TYPE_CHECKING:
    from textual.widgets import ProgressBar

    from hfund_tui.screens.sign_in.trouble import TroublePanel
    from hfund_tui.services.session import Session
    from hfund_tui.services.staff import DemoAccount
    from hfund_tui.services.workstation import Workstation

_TIDY_AFTER = (20_000, 50, 50)
"""A screen is thousands of objects: looked through as often as Python does by itself, keys wait twice as long."""
_LABEL_WIDTH = 14


class SignInScreen(HouseScreen[None]):
    """Staff code and password. On a demo branch the accounts are listed."""

    AUTO_FOCUS = "#staff"
    KEYS = (Command("retry", "r"),)
    BAR = ("language", "theme", "help")
    HELP_RULE = "sign_in.help.rule"
    HELP_NEXT = "sign_in.help.next"

    def __init__(self) -> None:
        super().__init__()
        self._accounts: Sequence[DemoAccount] = ()
        self._opened = asyncio.Event()
        self._progress: ProgressBar | None = None
        self._trouble: TroublePanel | None = None

    def compose_body(self) -> ComposeResult:
        with Vertical(id="panel"):
            yield Static(id="product")

    def on_mount(self) -> None:
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        """Mount the form once the first frame is painted, then open: both would delay it."""
        staff = Input(id="staff", max_length=20, compact=True)
        await self.query_one("#panel").mount_all(
            [
                Field("staff_code", staff, label_width=_LABEL_WIDTH),
                Field("password", SecretInput(id="password"), label_width=_LABEL_WIDTH),
                Static(id="note"),
            ]
        )
        self.retranslate()
        staff.focus()
        self.call_after_refresh(self._open)

    def retranslate(self) -> None:
        self.query_one("#product", Static).update(self.text("sign_in.product"))
        if not self.query(Field):
            return
        staff, password = self.query(Field)
        staff.words(self.text("sign_in.staff"))
        password.words(self.text("sign_in.password"), self.text("sign_in.enter"))
        self.query_one("#note", Static).update(self._note())
        if self._trouble is not None:
            self._trouble.words(self.t)

    def _note(self) -> Content:
        """What stands below the form: how the opening goes, then the accounts of a demo branch."""
        if not self._opened.is_set():
            return self.text("sign_in.preparing" if self._progress else "sign_in.opening", "$text-muted")
        if not self._accounts:
            return Content("")
        training = self.house.settings.training
        title = self.text("sign_in.training.title" if training else "sign_in.demo.title", "bold")
        about = self.text("sign_in.demo.note", "$text-muted")
        return Content("\n").join([joined(title, about), Content(""), *map(self._account, self._accounts)])

    def _account(self, account: DemoAccount) -> Content:
        name = account.name_en if self.t.language is Language.EN else account.name
        return Content.assemble(
            ui_text(fit(account.code, 8), "bold $accent"),
            ui_text(fit(account.password, 18)),
            ui_text(fit(name, 14)),
            ui_text(fit(self.t.term(account.role), 16), "$text-muted"),
        )

    # ---- opening ---------------------------------------------------------------------------------------

    def _open(self) -> None:
        self.run_call(
            self.house.opener,
            self.house.settings,
            passphrase=self.ask_passphrase,
            on_progress=self._report_progress,
            then=self._is_open,
            failed=self._show_trouble,
            mode=Mode.BACKGROUND,
        )

    def _report_progress(self, done: int, total: int) -> None:
        """Called in the opening thread."""
        self.app.call_from_thread(self._show_progress, done, total)

    def _show_progress(self, done: int, total: int) -> None:
        from textual.widgets import ProgressBar

        if self._progress is None:
            self._progress = ProgressBar(show_percentage=False, show_eta=False)
            self.query_one("#panel").mount(self._progress)
            self.retranslate()
        self._progress.update(total=total, progress=done)

    async def _is_open(self, workstation: Workstation) -> None:
        _end_of_loading()
        self.house.workstation = workstation
        self._accounts = workstation.staff.demo_accounts()
        self._opened.set()
        await self._end_progress()
        self.refresh_words()
        self.house.show_lessons()
        if self.house.keymap_error is not None:
            self.show_error(HfundError(self.house.keymap_error.code, **self.house.keymap_error.params))

    async def _show_trouble(self, error: HfundError) -> None:
        _end_of_loading()
        self.house.gate.drop()
        self.house.bell()
        await self._end_progress()
        from hfund_tui.screens.sign_in.trouble import TroublePanel

        self._trouble = TroublePanel(error)
        await self.query_one("#body").mount(self._trouble)
        self.add_class("-trouble")
        self._trouble.words(self.t)
        self.query_one("#retry").focus()

    async def _end_progress(self) -> None:
        if self._progress is not None:
            await self._progress.remove()
            self._progress = None

    def unavailable(self, name: str) -> Reason | None:
        if name == "retry" and self._trouble is None:
            return "frame.not_here"
        if name == "back" and self.house.coach is not None:
            return None if self._opened.is_set() else "sign_in.opening"
        if name in ("member", "back", "lock", "command_line") and not self.house.is_signed_in:
            return "frame.sign_in_first"
        return super().unavailable(name)

    @property
    def bar(self) -> tuple[str, ...]:
        return ("back", *self.BAR) if self.house.coach is not None else self.BAR

    def do_back(self) -> None:
        """On a training database: to the lessons."""
        self.house.show_lessons()

    async def on_button_pressed(self) -> None:
        """Try again: the only button is the one of the trouble panel."""
        await self.do_retry()

    async def do_retry(self) -> None:
        if self._trouble is not None:
            self.remove_class("-trouble")
            self.query_one("#staff", Input).focus()
            await self._trouble.remove()
            self._trouble = None
            self._open()

    def ask_passphrase(self) -> str:
        """Ask for the passphrase of the key file. Called in the opening thread, which waits for the answer."""
        from hfund_tui.screens.sign_in.passphrase import PassphraseModal

        async def ask() -> str:
            answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
            await self.app.push_screen(PassphraseModal(), answer.set_result)
            return await answer or ""

        loop = self.app._loop
        assert loop is not None
        return asyncio.run_coroutine_threadsafe(ask(), loop).result()

    # ---- signing in ------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        for field in self.query(Field):
            if event.input is field.control:
                field.unmark()

    @on(Input.Submitted, "#staff")
    def _to_password(self) -> None:
        self.query_one("#password", SecretInput).focus()

    @on(Input.Submitted, "#password")
    def _submit(self) -> None:
        staff, password = self.query(Field)
        code = fold_full_width(self.query_one("#staff", Input).value).strip()
        secret = self.query_one("#password", SecretInput)
        if not code:
            self._demand(staff, "sign_in.staff_missing")
        elif not secret.value:
            self._demand(password, "sign_in.password_missing")
        else:
            self.run_worker(self._sign_in(code, secret.take()), group=Mode.LOAD.value)

    def _demand(self, field: Field, key: str) -> None:
        self.house.gate.drop()
        field.mark(self.text(key))
        field.control.focus()

    async def _sign_in(self, code: str, password: str) -> None:
        """Wait until the workstation is open, then ask it."""
        await self._opened.wait()
        self.clear_status()
        try:
            session = await self.call(self.workstation.staff.sign_in, code, password)
        except HfundError as error:
            self.house.gate.drop()
            if error.code == "no_open_day" and await self._opens_the_door(code, password, error):
                return
            self.house.bell()
            secret = self.query(Field).last()
            what, do = self.t.error(error)
            secret.mark(ui_text(f"{what}  {do}"))
            secret.control.focus()
            return
        self._enter(session, password)

    async def _opens_the_door(self, code: str, password: str, error: HfundError) -> bool:
        """Offer a supervisor to open a day, and sign in afterwards. False for anybody else."""
        from hfund_tui.screens.sign_in.door import DoorModal

        staff, day = self.workstation.staff, self.workstation.day
        by = await self.call(staff.prove_at_door, code, password)
        if by.role is not Role.SUPERVISOR:
            return False
        following = await self.call(day.next_day, by.branch_code)
        last = await self.call(day.last_day, by.branch_code)

        def opened(is_open: bool | None) -> None:
            if is_open:
                self.run_worker(self._sign_in(code, password), group=Mode.LOAD.value)

        self.app.push_screen(DoorModal(by, error.params["branch"], following, last), opened)
        return True

    def _enter(self, session: Session, password: str) -> None:
        from hfund_tui.screens.sign_in.change_password import ChangePasswordModal

        self.query_one("#staff", Input).value = ""
        self.query_one("#staff", Input).focus()
        if not session.must_change_password:
            self.house.sign_in(session)
            return

        def changed(done: Session | None) -> None:
            if done is not None:
                self.house.sign_in(done)

        self.app.push_screen(ChangePasswordModal(session, password), changed)


def _end_of_loading() -> None:
    """Tidy memory up from now on, where that was put off; what was loaded stays, and is never looked through."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*_TIDY_AFTER)
        gc.enable()
