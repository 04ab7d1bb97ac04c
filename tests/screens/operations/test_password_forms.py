"""Setting and resetting the account password by keys: the member's on the keypad, the teller's beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hfund_tui.db.tables import Account, Member
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import PasswordState
from hfund_tui.screens.password.reset import ResetPasswordScreen
from hfund_tui.screens.password.screen import PasswordScreen
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.keypad_input import KeypadState
from tests.support import branch, house
from tests.support.closing import Counter, at_counter
from tests.support.passwords import BETTER, GOOD, Mobile, cheaply, set_to


@pytest.fixture
def mobile(station: Workstation) -> Mobile:
    return cheaply(station)


def initial(station: Workstation) -> None:
    with branch.raw(station) as uow:
        uow.session.get_one(Account, branch.account_no(1)).password_is_initial = True


def state(station: Workstation) -> PasswordState:
    return station.members.overview(branch.sign_in(station), 1).account.password


def states(at: Counter) -> list[KeypadState]:
    return [one.state for one in at.on(PasswordScreen).keypads]


async def test_the_initial_password_is_changed(station: Workstation, mobile: Mobile) -> None:
    """Open 5, of the member 14 on the keypad, paper 1, F9: 7 keys of the teller."""
    initial(station)
    async with at_counter(station) as at:
        assert "/1204" in at.screen_text
        await at.run("1204")
        await at.press(*GOOD)
        assert states(at)[1] is KeypadState.TYPING and GOOD not in at.screen_text
        await at.press("enter", *GOOD, "enter")
        assert states(at)[1:] == [KeypadState.SEALED] * 2
        assert [one.secret for one in at.on(PasswordScreen).keypads] == ["", "", ""]
        await at.press("space", "f9")
        assert at.keys == 5 + 14 + 2
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None and receipt.operation is OperationCode.SET_PASSWORD
    assert state(station) is PasswordState.OWN


async def test_f9_takes_what_was_typed_without_the_confirm_key(station: Workstation, mobile: Mobile) -> None:
    initial(station)
    async with at_counter(station) as at:
        await at.run("1204")
        at.on(PasswordScreen).papers.focus()
        await at.press("space")
        at.on(PasswordScreen).keypads[1].focus()
        await at.press(*GOOD, "tab", *GOOD, "f9")
        at.on(ReceiptScreen)
    assert state(station) is PasswordState.OWN


WRONG = [
    ("two that differ", BETTER, "again", "两遍不一致"),
    ("in a row", "123456", "new_password", "顺序数字"),
    ("too short", "12", "new_password", "6 位数字"),
]


@pytest.mark.parametrize(("name", "second", "field", "said"), WRONG, ids=[one[0] for one in WRONG])
async def test_what_is_wrong_is_said_at_the_keypad_and_typed_again(
    station: Workstation, mobile: Mobile, name: str, second: str, field: str, said: str
) -> None:
    initial(station)
    async with at_counter(station) as at:
        await at.run("1204")
        first = GOOD if field == "again" else second
        await at.press(*first, "enter", *second, "enter")
        form = at.on(PasswordScreen)
        assert said in form.field(field).problem
        assert form.focused is form.keypads[1] and states(at)[1:] == [KeypadState.WAITING] * 2
        await at.press(*GOOD, "enter", *GOOD, "enter", "space", "f9")
        at.on(ReceiptScreen)


async def test_the_present_one_is_asked_for_and_a_wrong_one_typed_again(
    station: Workstation, mobile: Mobile
) -> None:
    initial(station)
    set_to(station, branch.sign_in(station))
    async with at_counter(station) as at:
        await at.run("1204")
        form = at.on(PasswordScreen)
        assert "原密码" in at.screen_text and form.focused is form.keypads[0]
        await at.press(*"111222", "enter", *BETTER, "enter", *BETTER, "enter")
        assert "还可试 4 次" in form.field("proof").problem
        assert states(at) == [KeypadState.WAITING, KeypadState.TYPED, KeypadState.TYPED]
        await at.press(*GOOD, "enter", "space", "f9")
        at.on(ReceiptScreen)


async def test_one_set_elsewhere_leads_to_the_reset(station: Workstation, mobile: Mobile) -> None:
    """The reset: open 5, papers 2, F9: 8 keys; then the new one with the code from the mobile."""
    async with at_counter(station) as at:
        await at.run("1204")
        at.on(PasswordScreen)
        assert "在别处设置" in at.screen_text and "/1205" in at.screen_text
        await at.press("escape")
        at.keys = 0
        await at.run("1205")
        at.on(ResetPasswordScreen)
        assert "138****0001" in at.screen_text and "5 分钟" in at.screen_text
        await at.press("space", "space", "f9")
        assert at.keys == 8
        at.on(ReceiptScreen)
        assert mobile.code not in at.screen_text
        await at.press("enter")
        at.on(WorkbenchScreen)
        assert "密码已重置" in at.screen_text
        await at.run("1204")
        assert "验证码" in at.screen_text
        await at.press(*mobile.code, "enter", *GOOD, "enter", *GOOD, "enter", "f9")
        at.on(ReceiptScreen)
    assert state(station) is PasswordState.OWN


async def test_nothing_typed_is_kept_in_a_draft(station: Workstation, mobile: Mobile) -> None:
    initial(station)
    async with at_counter(station) as at:
        await at.run("1204")
        await at.press(*GOOD, "enter", *GOOD)
        keypads = at.on(PasswordScreen).keypads
        await at.press("escape")
        assert [one.secret for one in keypads] == ["", "", ""]
        await at.run("1204")
        assert states(at)[1:] == [KeypadState.WAITING] * 2
    assert all(GOOD not in str(row) for row in house.rows(station, "SELECT * FROM draft"))


async def test_typing_again_after_it_was_taken_begins_anew(station: Workstation, mobile: Mobile) -> None:
    initial(station)
    async with at_counter(station) as at:
        await at.run("1204")
        await at.press(*GOOD, "enter", *GOOD, "enter")
        form = at.on(PasswordScreen)
        form.keypads[1].focus()
        await at.press("7")
        assert form.seal == "" and states(at)[1:] == [KeypadState.TYPING, KeypadState.WAITING]


async def test_what_waited_too_long_is_typed_again(station: Workstation, mobile: Mobile, clock) -> None:
    initial(station)
    async with at_counter(station) as at:
        await at.run("1204")
        await at.press(*GOOD, "enter", *GOOD, "enter")
        clock.advance(timedelta(minutes=11))
        await at.press("space", "f9")
        form = at.on(PasswordScreen)
        assert form.seal == "" and states(at)[1:] == [KeypadState.WAITING] * 2
        form.keypads[1].focus()
        await at.press(*GOOD, "enter", *GOOD, "enter", "f9")
        at.on(ReceiptScreen)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_hostile_mobile_harms_nothing(station: Workstation, mobile: Mobile, language: str) -> None:
    with branch.raw(station) as uow:
        uow.session.get_one(Member, 1).mobile = "[/]\x1b[2J\u202e12345"
    async with at_counter(station, language=language) as at:
        await at.run("1205")
        assert "\x1b" not in at.screen_text and "\u202e" not in at.screen_text
        await at.press("space", "space", "f9")
        at.on(ReceiptScreen)


async def test_nobody_sets_it_for_the_member(station: Workstation, mobile: Mobile) -> None:
    initial(station)
    async with at_counter(station) as at:
        await at.run("1204")
        at.on(PasswordScreen).papers.focus()
        await at.press("p")
        at.on(PasswordScreen)
        assert "不能代办" in at.status


async def test_reset_by_a_second_person_where_the_mobile_is_new(station: Workstation, mobile: Mobile) -> None:
    with branch.raw(station) as uow:
        uow.session.get_one(Member, 1).mobile_changed_on = branch.TODAY
    async with at_counter(station) as at:
        await at.run("1205")
        await at.press("space", "space", "f9")
        assert "2020-03-01" in at.screen_text
        at.on(ResetPasswordScreen)
        assert mobile.taken == []
