from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.widgets import Button, Input, ProgressBar, Static

from hfund_tui.app import HfundApp
from hfund_tui.i18n import Language
from hfund_tui.screens.sign_in.change_password import ChangePasswordModal
from hfund_tui.screens.sign_in.screen import SignInScreen
from hfund_tui.services.errors import Trouble
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.secret_input import SecretInput
from tests.support import fake_workstation as fake
from tests.support.face import FaceApp, ProbeHome, sign_in, type_in
from tests.support.fake_workstation import FakeWorkstation
from tests.support.resting import press, rest, send, until

Face = Callable[..., HfundApp]


def shown(app: HfundApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


async def test_staff_code_and_password_lead_home(face: Face, workstation: FakeWorkstation) -> None:
    app = face()
    async with app.run_test() as pilot:
        await rest(pilot)
        await press(pilot, *"1001", "enter", *"demo-1001", "enter")
        assert isinstance(app.screen, ProbeHome)
        assert app.session.staff_code == "1001"
        assert workstation.staff.calls == [("sign_in", "1001")]


async def test_full_width_digits_of_an_input_method_are_understood(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await rest(pilot)
        app.screen.query_one("#staff", Input).value = " １００１ "
        await press(pilot, "enter", *"demo-1001", "enter")
        assert app.session.staff_code == "1001"


async def test_wrong_password_is_said_at_the_field_and_the_code_stays(face: Face) -> None:
    app = face(language="en")
    async with app.run_test() as pilot:
        await rest(pilot)
        await press(pilot, *"1001", "enter", *"wrong", "enter")
        secret = app.screen.query(Field).last()
        assert secret.is_wrong
        assert "4 tries left" in shown(app, "Field:last-of-type .error")
        assert app.screen.query_one("#staff", Input).value == "1001"
        assert app.screen.query_one(SecretInput).value == ""
        assert app.focused is app.screen.query_one(SecretInput)
        await type_in(pilot, "d")
        assert not secret.is_wrong


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        (["enter", "x", "enter"], "staff_code"),
        ([*"1001", "enter", "enter"], "password"),
    ],
)
async def test_an_empty_field_is_asked_for(face: Face, keys: list[str], wrong: str) -> None:
    app = face()
    async with app.run_test() as pilot:
        await rest(pilot)
        await press(pilot, *keys)
        assert [field.name for field in app.screen.query(Field) if field.is_wrong] == [wrong]
        assert isinstance(app.screen, SignInScreen)


async def test_a_first_password_has_to_be_changed(face: Face, workstation: FakeWorkstation) -> None:
    app = face()
    async with app.run_test() as pilot:
        await sign_in(pilot, "1002")
        assert isinstance(app.screen, ChangePasswordModal)
        await press(pilot, *"short", "enter", *"other", "f9")
        assert [field.name for field in app.screen.query(Field) if field.is_wrong] == ["again"]
        app.screen.query(SecretInput).last().value = "short"
        await press(pilot, "f9")
        assert [field.name for field in app.screen.query(Field) if field.is_wrong] == ["new_password"]
        for field in app.screen.query(SecretInput):
            field.value = "long enough now"
        await press(pilot, "f9")
        assert isinstance(app.screen, ProbeHome)
        assert ("change_password", "1002") in workstation.staff.calls


async def test_the_accounts_of_the_demo_branch_are_listed(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await rest(pilot)
        for account in fake.ACCOUNTS:
            assert account.code in shown(app, "#note")
            assert account.password in shown(app, "#note")


async def test_no_accounts_are_listed_elsewhere(face: Face, workstation: FakeWorkstation) -> None:
    workstation.staff.listed = False
    app = face(demo=False)
    async with app.run_test() as pilot:
        await rest(pilot)
        assert shown(app, "#note") == ""


async def test_language_and_theme_change_at_run_time_and_are_kept(
    face: Face, workstation: FakeWorkstation
) -> None:
    app = face()
    async with app.run_test() as pilot:
        await rest(pilot)
        before = shown(app, "#product")
        await press(pilot, "ctrl+l", "ctrl+t")
        assert app.translator.language is Language.EN
        assert shown(app, "#product") != before
        assert app.theme == "hfund-light"
    kept = workstation.settings.preferences.read_text()
    assert 'language = "en"' in kept
    assert 'theme = "hfund-light"' in kept


@pytest.mark.parametrize("code", ["wrong_key", "missing", "locked", "no_key", "corrupt", "disk_full"])
async def test_trouble_with_storage_says_the_way_out_and_can_be_tried_again(
    workstation: FakeWorkstation, code: str
) -> None:
    trouble: list[Trouble] = [Trouble(f"storage_{code}", path="/srv/hfund/hfund.db", name="x")]

    def open_it(*_: object, **__: object) -> FakeWorkstation:
        if trouble:
            raise trouble.pop()
        return workstation

    app = FaceApp(replace(workstation.settings, language="en"), opener=open_it)
    async with app.run_test() as pilot:
        await rest(pilot)
        what, do = app.translator.error(Trouble(f"storage_{code}", path="/srv/hfund/hfund.db", name="x"))
        assert shown(app, "#trouble-what") == what
        assert shown(app, "#trouble-do") == do
        assert app.focused is app.screen.query_one("#retry", Button)
        await press(pilot, "enter")
        assert not app.screen.has_class("-trouble")
        await sign_in(pilot)
        assert isinstance(app.screen, ProbeHome)


async def test_signing_in_waits_until_the_database_is_open(workstation: FakeWorkstation) -> None:
    may_open = threading.Event()

    def open_it(*_: object, **__: object) -> FakeWorkstation:
        assert may_open.wait(10)
        return workstation

    app = FaceApp(workstation.settings, opener=open_it)
    async with app.run_test() as pilot:
        send(pilot, *"1001", "enter", *"demo-1001", "enter", *"440303")
        await until(pilot, lambda: not app.gate.is_idle)
        await pilot.pause()
        assert isinstance(app.screen, SignInScreen)
        may_open.set()
        await rest(pilot)
        assert isinstance(app.screen, ProbeHome)
        assert app.screen.query_one("#field", Input).value == "440303"


async def test_progress_of_making_the_demo_is_shown(workstation: FakeWorkstation) -> None:
    may_go_on, half_way = threading.Event(), threading.Event()

    def open_it(*_: object, on_progress: Callable[[int, int], None], **__: object) -> FakeWorkstation:
        on_progress(1, 2)
        half_way.set()
        assert may_go_on.wait(10)
        return workstation

    app = FaceApp(replace(workstation.settings, language="en"), opener=open_it)
    async with app.run_test() as pilot:
        await until(pilot, half_way.is_set)
        await until(pilot, lambda: "demo data" in shown(app, "#note"))
        may_go_on.set()
        await rest(pilot)
        assert not app.screen.query(ProgressBar)


async def test_the_passphrase_of_a_sealed_key_is_asked_for(workstation: FakeWorkstation) -> None:
    given: list[str] = []

    def open_it(*_: object, passphrase: Callable[[], str], **__: object) -> FakeWorkstation:
        given.append(passphrase())
        return workstation

    app = FaceApp(workstation.settings, opener=open_it)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query("#passphrase"))
        await press(pilot, *"open sesame".replace(" ", "_"), "enter")
        assert given == ["open_sesame"]
        assert isinstance(app.screen, SignInScreen)


async def test_a_password_does_not_leave_its_field(face: Face) -> None:
    app = face()
    async with app.run_test() as pilot:
        await rest(pilot)
        await press(pilot, "tab", *"secret")
        secret = app.screen.query_one(SecretInput)
        secret.select_all()
        await press(pilot, "ctrl+c", "ctrl+x")
        assert app.clipboard == ""
        assert secret.value == "secret"
        assert "secret" not in str(secret.render())


async def test_names_from_data_are_shown_as_they_are(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "[@click=app.quit]王[/] [/] [red] \x1b]0;x\x07 \u202e"
    accounts = (replace(fake.ACCOUNTS[0], name=hostile, code="[/]"),)
    monkeypatch.setattr(fake, "ACCOUNTS", accounts)
    app = face()
    async with app.run_test() as pilot:
        await rest(pilot)
        line = shown(app, "#note")
        assert "[/]" in line
        assert "[@click" in line
        assert "\x1b" not in line
        await pilot.click("#note", offset=(26, 2))
        assert app.is_running


async def test_keys_of_the_workbench_ask_for_signing_in_first(face: Face) -> None:
    app = face(language="en")
    async with app.run_test() as pilot:
        await rest(pilot)
        await press(pilot, "f2")
        assert shown_status(app) == "Sign in first"
        await press(pilot, "f12")
        assert isinstance(app.screen, SignInScreen)


def shown_status(app: HfundApp) -> str:
    from hfund_tui.widgets.status_strip import StatusStrip

    return app.screen.query_one(StatusStrip).message.plain
