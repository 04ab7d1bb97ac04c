"""The look-up field: what it says while one types, what Enter opens, how lists grow."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from textual.widgets import Input, OptionList

from hfund_tui.db.tables import Account, Employer, Member
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import Sex
from hfund_tui.screens.command_line.screen import CommandLineModal
from hfund_tui.screens.workbench.lookup_pane import LookupPane
from hfund_tui.services.errors import Trouble
from hfund_tui.services.lookup import LookupPage, LookupService
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.lookup_list import LookupList
from hfund_tui.widgets.service_list import ServiceList
from tests.support import branch
from tests.support.desk import desk

pytestmark = pytest.mark.asyncio

ID_1 = branch.MEMBER_IDS[1]
WRONG_LAST = ID_1[:-1] + ("0" if ID_1[-1] != "0" else "1")


def add_namesakes(station: Workstation, number: int) -> None:
    """So many members called 李伟, with two employers in turn."""
    with branch.raw(station) as uow:
        sql = uow.session
        sql.add(Employer(id=2, account_no="100002", name="第二家公司"))
        sql.flush()
        for n in range(100, 100 + number):
            sql.add(
                Member(
                    id=n,
                    id_kind=IdKind.RESIDENT,
                    id_no=branch.id_number(date(1970 + n % 30, 1, 1), n),
                    name="李伟",
                    pinyin="liwei",
                    pinyin_initials="lw",
                    sex=Sex.MALE,
                    birth_date=date(1970 + n % 30, 1, 1),
                    hukou_shenzhen=False,
                    created_on=date(2015, 1, 1),
                )
            )
            sql.add(
                Account(
                    account_no=branch.account_no(n),
                    member_id=n,
                    employer_id=1 + n % 2,
                    opened_on=date(2015, 1, 1),
                    first_contribution_month=Month(2015, 1),
                    paid_through=Month(2020, 2),
                    contribution_base_fen=10_000_00,
                    personal_rate_bp=500,
                    employer_rate_bp=500,
                    personal_due_fen=500_00,
                    employer_due_fen=500_00,
                )
            )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "可以输入"),
        ("12", "至少 4 位"),
        (ID_1[:14], "还差 4 位"),
        ("990305199001", "地区码 990305 不存在"),
        (ID_1[:6] + "19901301", "出生日期"),
        (WRONG_LAST, "与前面各位不符"),
        (ID_1 + "11", "应为 18"),
        ("查无此人", "姓名: 查无此人"),
        (branch.account_no(1), "账号或手机: 找到 1 人  回车打开"),
        ("13800000001", "账号或手机: 找到 1 人"),
        ("张", "姓名: 找到 8 人"),
        ("zhangyi", "拼音: 找到 1 人"),
        ("zw", "拼音: 找到 1 人"),
        ("张一 " + ID_1[-4:], "姓名和证件后四位: 找到 1 人"),
        ("zhang yi " + ID_1[-4:], "拼音和证件后四位: 找到 1 人"),
    ],
)  # fmt: skip
async def test_what_stands_under_the_field(station: Workstation, typed: str, said: str) -> None:
    async with desk(station) as at:
        await at.type(typed)
        await at.shows(said)


@pytest.mark.parametrize("typed", ["990305199001", WRONG_LAST])
async def test_a_wrong_id_is_never_searched(
    station: Workstation, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    searched: list[str] = []
    monkeypatch.setattr(LookupService, "search", lambda self, session, text, **_: searched.append(text))
    async with desk(station) as at:
        at.one(LookupPane).query_one("#query").value = typed
        await at.press("enter")
        assert at.one(Field).is_wrong
        assert at.one(LookupPane).text == typed
    assert searched == []


async def test_eighteen_digits_and_enter_open_the_member(station: Workstation) -> None:
    """Enter comes before any search has begun: it waits for the search and opens what it finds."""
    async with desk(station) as at:
        await at.type(ID_1, "enter")
        assert at.app.serving is not None and at.app.serving.member_id == 1
        assert isinstance(at.focus, OptionList)


async def test_enter_waits_for_a_search_that_is_under_way(
    station: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()
    search = LookupService.search

    def slow(self: LookupService, *args: object, **options: object) -> LookupPage:
        may_end.wait(10)
        return search(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(LookupService, "search", slow)
    async with desk(station) as at:
        at.send(*ID_1)
        await at.until(lambda: at.one(LookupPane)._searching)
        at.send("enter", "down")  # typed ahead: Down is for the services of the member
        await at.pilot.pause()
        assert at.app.serving is None
        may_end.set()
        await at.until(lambda: at.app.serving is not None)
        await at.rest()
        assert at.app.serving is not None and at.app.serving.member_id == 1
        assert at.one(ServiceList).highlighted == 1


async def test_a_newer_text_makes_the_older_answer_worthless(
    station: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_may_end = threading.Event()
    search = LookupService.search

    def slow_first(self: LookupService, session: object, text: str, **options: object) -> LookupPage:
        if text == "张":
            first_may_end.wait(10)
        return search(self, session, text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(LookupService, "search", slow_first)
    async with desk(station) as at:
        at.send("张")
        await at.until(lambda: at.one(LookupPane)._searching)
        at.send("二")
        await at.shows("姓名: 找到 1 人")
        first_may_end.set()
        await at.rest()
        assert len(at.one(LookupList).rows) == 1


async def test_an_unknown_number_says_what_to_do(station: Workstation) -> None:
    nobody = branch.id_number(date(1999, 9, 9), 1)
    async with desk(station) as at:
        await at.type(nobody, "enter")
        await at.shows("查无此人", "逐位核对原件")
        assert at.one(LookupPane).text == nobody
        assert at.app.serving is None


async def test_several_go_to_the_list_and_enter_opens_one(station: Workstation) -> None:
    async with desk(station) as at:
        await at.type("张", "enter", "down", "down", "enter")
        assert at.app.serving is not None and at.app.serving.name == "张*"
        rows = at.app.screen.query_one(LookupList).rows
        assert at.app.serving.member_id == rows[2].member_id


async def test_down_goes_to_the_list_and_up_comes_back(station: Workstation) -> None:
    async with desk(station) as at:
        await at.type("张")
        await at.shows("找到 8 人")
        await at.press("down")
        assert at.one(LookupPane).has_rows_focused
        await at.press("down", "up", "up")
        assert at.focus.id == "query"
        assert at.one(LookupPane).text == "张"


async def test_down_never_goes_to_rows_of_an_older_text(station: Workstation) -> None:
    async with desk(station) as at:
        await at.type("张一")
        await at.shows("找到 1 人")
        await at.press("backspace", "三", "down", "enter")
        assert at.app.serving is not None and at.app.serving.member_id == 3


async def test_a_search_given_up_never_says_that_nobody_was_found(
    station: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is typed, changed, and typed again while the first search is still being given up."""
    given_up = threading.Event()
    search = LookupService.search
    calls: list[str] = []

    def first_is_given_up(self: LookupService, session: object, text: str, **options: object) -> LookupPage:
        calls.append(text)
        if len(calls) == 1:
            given_up.wait(10)
            return LookupPage(self.understand(text), (), None)
        return search(self, session, text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(LookupService, "search", first_is_given_up)
    async with desk(station) as at:
        at.send("张")
        await at.until(lambda: calls)
        at.send("backspace", "张")
        given_up.set()
        await at.until(lambda: at.app.gate.is_idle)
        assert "查无此人" not in at.screen_text
        await at.shows("姓名: 找到 8 人")


async def test_pages_of_fifty_follow_each_other(station: Workstation) -> None:
    add_namesakes(station, 120)
    async with desk(station) as at:
        await at.type("lw")
        await at.shows("已列出 50 人")
        rows = at.one(LookupList)
        await at.press("down", "end")
        await at.until(lambda: len(rows.rows) == 100)
        await at.press("end")
        await at.until(lambda: len(rows.rows) == 120)
        await at.shows("找到 120 人")
        await at.press("end")
        assert len({row.member_id for row in rows.rows}) == 120


async def test_namesakes_differ_by_masked_id_birth_year_and_employer(station: Workstation) -> None:
    add_namesakes(station, 4)
    async with desk(station) as at:
        await at.type("lw")
        await at.shows("找到 4 人")
        lines = [line for line in at.screen_text.splitlines() if "李*" in line]
        assert len(set(lines)) == len(lines) == 4
        assert branch.MEMBER_IDS[1] not in at.screen_text
        await at.shows("1980", "1983", "深圳示例科技有限公司", "第二家公司")


async def test_an_overseas_mobile_number_is_listed_whole(station: Workstation) -> None:
    with branch.raw(station) as uow:
        uow.session.get_one(Member, 1).mobile = "+85291234567"
    async with desk(station, size=(120, 40)) as at:
        await at.type("张一")
        await at.shows("+852****4567")


async def test_trouble_in_a_search_keeps_what_was_typed(
    station: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: LookupService, *_: object, **__: object) -> LookupPage:
        raise Trouble("storage_locked")

    monkeypatch.setattr(LookupService, "search", broken)
    async with desk(station) as at:
        await at.type("张一", "enter")
        assert at.one(LookupPane).text == "张一"
        what, _ = at.app.translator.error(Trouble("storage_locked"))
        await at.shows(what)


async def test_both_languages_at_once(station: Workstation) -> None:
    async with desk(station, language="en") as at:
        await at.type("张")
        await at.shows("name: 8 members")
        await at.press("ctrl+l")
        await at.shows("姓名: 找到 8 人")
        assert at.one(LookupPane).text == "张"


async def test_a_slash_in_the_empty_field_opens_the_command_line(station: Workstation) -> None:
    async with desk(station) as at:
        await at.press("slash")
        assert isinstance(at.app.screen, CommandLineModal)
        await at.press("escape")
        await at.type("1/")
        assert at.app.screen.query_one("#query", Input).value == "1/"
