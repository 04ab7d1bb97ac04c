"""An employer's list on the screen: chosen, looked through, credited, given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfund_tui.screens.contributions.screen import ContributionsScreen
from hfund_tui.screens.day.screen import DayScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.picker import Picker
from tests.support import branch, house
from tests.support.closing import at_counter
from tests.support.contributing import contribution_list, entry, unpaid

SUPERVISOR = branch.SUPERVISOR


@pytest.fixture
def station(station: Workstation) -> Workstation:
    unpaid(station)
    return station


def in_the_inbox(station: Workstation, content: bytes, name: str = "list.csv") -> Path:
    station.settings.inbox.mkdir(exist_ok=True)
    path = station.settings.inbox / name
    path.write_bytes(content)
    return path


def credited(station: Workstation) -> int:
    return int(house.rows(station, "SELECT count(*) FROM contribution_line")[0][0])


async def test_a_list_is_chosen_looked_through_and_credited_once(station: Workstation) -> None:
    """Down, Enter, F9: 3 keys."""
    in_the_inbox(station, contribution_list([entry(n) for n in range(1, 9)]))
    in_the_inbox(station, b"", "\u202ename.csv")
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9306")
        screen = at.on(ContributionsScreen)
        at.keys = 0
        await at.press("down")
        assert isinstance(at.app.focused, Picker) and at.app.focused.option_count == 1
        await at.press("up")
        assert isinstance(at.app.focused, FormInput)
        at.keys = 0
        await at.press("down", "enter")
        assert screen.path == "list.csv" and screen.checked is not None
        assert screen.checked.report.good == 8 and "16,000.00" in at.screen_text
        await at.press("enter", "enter")
        assert credited(station) == 0  # Enter never credits
        at.keys = 2
        await at.press("f9")
        assert at.keys == 3 and credited(station) == 8
        assert "C202002270003001" in at.screen_text
        await at.press("f9")
        assert credited(station) == 8 and "已入账" in at.status
        await at.press("home", "x", "backspace")
        assert screen.checked is None and "C202002270003001" in at.screen_text  # among the latest lists
    house.clean(station)


async def test_bad_lines_below_the_window_are_reached(station: Workstation) -> None:
    people = [entry(n % 8 + 1, name="别人") for n in range(30)]
    path = in_the_inbox(station, contribution_list(people))
    async with at_counter(station, member=None, staff=SUPERVISOR, size=(80, 24)) as at:
        await at.run("9306")
        await at.type(str(path), "enter")
        first, last = "第 3 行", "第 32 行"
        assert first in at.screen_text and last not in at.screen_text
        await at.press("pagedown")
        assert first not in at.screen_text
        await at.press(*["pagedown"] * 20)
        assert last in at.screen_text
        await at.press(*["pageup"] * 20)
        assert first in at.screen_text


async def test_bad_lines_are_told_and_stay_out(station: Workstation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContributionsScreen, "AT_ONCE", 1)
    content = contribution_list([entry(1), entry(2, personal="1000.01"), entry(3, name="[/]别人")])
    path = in_the_inbox(station, content)
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9306")
        await at.type(str(path), "enter")
        assert "第 4 行" in at.screen_text and "1,000.01" in at.screen_text and "2 行有误" in at.screen_text
        await at.press("pagedown")
        assert "第 5 行" in at.screen_text and "第 4 行" not in at.screen_text
        await at.press("f9")
        report = at.on(ContributionsScreen).taken
        assert report is not None and report.returned is not None and report.returned.exists()
        assert report.returned.name in at.screen_text
        await at.switch_language()
        assert "line 5" in at.screen_text and "not the one on file" in at.screen_text
    assert credited(station) == 1


async def test_what_cannot_be_credited_is_said_and_f9_reads_it_again(station: Workstation) -> None:
    path = in_the_inbox(station, b"nothing")
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9306")
        screen = at.on(ContributionsScreen)
        await at.press("f9")
        assert "路径" in at.status
        for typed in ("~nobody/x.csv", "/nowhere", "x" * 300, str(path)):
            screen.query_one(FormInput).value = ""
            await at.type(typed, "enter")
            field = screen.query_one("Field")
            assert field.is_wrong and screen.path == typed  # type: ignore[attr-defined]
        path.write_bytes(contribution_list([entry(1, personal="1.00")]))
        await at.press("f9")
        assert "没有可入账的行" in at.screen_text
        path.write_bytes(contribution_list([entry(1)]))
        await at.press("f9", "f9")
        assert screen.taken is not None and credited(station) == 1


async def test_from_the_day_and_by_its_number(station: Workstation) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9201")
        at.on(DayScreen)
        await at.press("h")
        at.on(ContributionsScreen)
        await at.press("escape", "escape")
        await at.run("9308")
        assert "hfund members" in at.screen_text


async def test_tellers_take_no_lists_in(station: Workstation) -> None:
    async with at_counter(station, member=None) as at:
        await at.run("9201")
        at.on(DayScreen)
        await at.press("h")
        assert "主管" in at.status
        at.on(DayScreen)
