"""Reading a guide out: choosing one, going on and back, leaving it and coming back to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfund_tui.domain.vocabulary import WrapUp
from hfund_tui.i18n import Language
from hfund_tui.screens.guides.screen import GuidesScreen
from hfund_tui.screens.hotline.screen import HotlineScreen
from hfund_tui.screens.hotline.wrap_up import WrapUpModal
from hfund_tui.services.guides import GuideBook, GuideStep, Otherwise
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.picker import Picker
from tests.hostile.looking import look
from tests.hostile.payloads import PAYLOADS
from tests.support import demo_station as demo
from tests.support.looks import ALL
from tests.support.walking import Walk, walk

AGENT = "3001"
INITIAL_PASSWORD, NO_CARD = "441500199803159359", "430400199312229369"


def place(at: Walk) -> tuple[str, int] | None:
    assert isinstance(at.app.screen, HotlineScreen)
    return at.app.screen.place


async def to_basic(at: Walk, station: Workstation, id_no: str) -> None:
    """Verify the caller as far as amounts go."""
    station.calls._choose = lambda possible: possible[0]
    name, account = demo.row(
        station.settings,
        "SELECT m.name, a.account_no FROM member m JOIN account a ON a.member_id = m.id WHERE m.id_no = ?",
        id_no,
    )
    for said in (id_no, name, account[-4:]):
        await at.type(said, "enter")


async def test_a_guide_is_chosen_read_left_and_gone_on_with(demo_workstation: Workstation) -> None:
    async with walk(demo_workstation, staff=AGENT) as at:
        await at.press("f4")
        assert "没有正在进行的通话" in at.screen_text
        await at.press("enter", "f4")
        assert "不需核验" in at.screen_text and "会弹出签约" in at.screen_text
        await at.press("down", "enter")
        assert place(at) == ("app", 1)
        await at.press("backspace")
        assert place(at) == ("app", 1) and isinstance(at.focus, Picker)
        await at.press("1")
        assert place(at) == ("wechat", 1) and "第 1 步，共 7 步" in at.screen_text
        await at.press("space", "enter", "space", "backspace")
        assert place(at) == ("wechat", 3) and "初始密码" in at.screen_text
        assert "Esc 回到提问" in at.screen_text
        await at.press("escape")
        assert "微信签订 第 3/7 步 F4" in at.screen_text and "初始密码" not in at.screen_text
        await at.type(demo.HAS_LOAN, "enter")
        assert "请问您的姓名" in at.screen_text and place(at) == ("wechat", 3)
        await at.press("f4")
        assert "第 3 步，共 7 步" in at.screen_text and "请问您的姓名" in at.screen_text
        await at.press("f4")
        assert "从第 3 步接着读" in at.screen_text
        await at.press("enter")
        assert place(at) == ("wechat", 3), "going on where it was left, not anew"
        await at.switch_language()
        assert "Step 3 of 7" in at.screen_text and "initial password" in at.screen_text


async def test_read_to_its_end_the_call_is_wrapped_up_as_guided(demo_workstation: Workstation) -> None:
    async with walk(demo_workstation, staff=AGENT) as at:
        await at.press("enter", "f4", "3", *["space"] * 4, "f9")
        assert isinstance(at.app.screen, WrapUpModal)
        assert at.one(Picker).highlighted != list(WrapUp).index(WrapUp.GUIDED), "not read to its end"
        await at.press("escape", "space")
        assert "最后一步" in at.screen_text
        await at.press("f9")
        assert at.one(Picker).highlighted == list(WrapUp).index(WrapUp.GUIDED)
        await at.press("escape", "space")
        assert "已签完" in at.screen_text and place(at) == ("alipay", 7)
        await at.press("f4")
        assert "已读完" in at.screen_text
        await at.press("escape", "f9", "enter")
        assert demo.column(demo_workstation.settings, "SELECT wrap_up FROM call") == ["guided"]


async def test_notes_and_lock_come_between_and_the_step_stays(demo_workstation: Workstation) -> None:
    async with walk(demo_workstation, staff=AGENT) as at:
        await at.press("enter", "f4", "1", "space", "f7")
        await at.type("找身份证", "enter")
        await at.press("space")
        assert place(at) == ("wechat", 3)
        await at.press("f12")
        await at.type(demo.password(AGENT), "enter")
        await at.press("space")
        assert place(at) == ("wechat", 4)


@pytest.mark.parametrize(
    ("id_no", "words"),
    [
        (demo.NEVER_SIGNED, ("本人未签", "可以签")),
        (INITIAL_PASSWORD, ("本人未签", "签之前先办", "密码")),
        (NO_CARD, ("本人未签", "签之前先办", "卡")),
        (demo.SIGNED, ("本人签的是旧版",)),
        (demo.SIGNED_ON_ALIPAY, ("本人已签 2020-02-27",)),
    ],
)
async def test_what_comes_first_for_whoever_is_verified(
    demo_workstation: Workstation, id_no: str, words: tuple[str, ...]
) -> None:
    async with walk(demo_workstation, staff=AGENT, size=(120, 40)) as at:
        await at.press("enter")
        await to_basic(at, demo_workstation, id_no)
        await at.press("f4")
        (line,) = [one for one in at.screen_text.splitlines() if "本人" in one]
        assert all(word in line for word in words), line


async def test_at_the_counter_by_the_command_line(demo_workstation: Workstation) -> None:
    async with walk(demo_workstation) as at:
        await at.press("ctrl+p", *"1104")
        assert isinstance(at.app.screen, GuidesScreen) and "不需核验" in at.screen_text
        await at.press("escape")
        await at.find(demo.NEVER_SIGNED)
        await at.press("slash", *"qyzy", "enter")
        assert "本人未签" in at.screen_text
        await at.press("2", *["space"] * 5)
        assert "第 6 步，共 6 步" in at.screen_text
        await at.press("space")
        assert "已读完" in at.screen_text
        await at.press("escape")
        assert "张**" in at.screen_text and not isinstance(at.app.screen, GuidesScreen)
    assert demo.column(demo_workstation.settings, "SELECT guide FROM call") == []


async def test_whatever_a_file_says_is_shown_as_text(demo_workstation: Workstation) -> None:
    """As if nothing had been cleaned at reading."""
    (whole,) = [one for one in demo_workstation.guides.offered(demo.MORNING.date()) if one.code == "app"]
    payloads = PAYLOADS if ALL else PAYLOADS[::3]
    texts = [one.text for one in payloads]
    steps = tuple(GuideStep(one, (Otherwise(one, one),)) for one in texts)
    poisoned = [
        replace(whole, code=f"g{n}", language=language, title=one, shortest=one, steps=steps)
        for n, one in enumerate(texts[:9])
        for language in Language
    ]
    demo_workstation.guides = GuideBook(poisoned, demo_workstation.policies.channels)
    async with walk(demo_workstation) as at:
        await at.press("ctrl+p", *"1104")
        for _ in texts[:9]:
            look(at, "the choice")
            await at.press("down")
        await at.press("1")
        for one in payloads:
            look(at, one.name)
            await at.press("space")
        assert isinstance(at.app.screen, GuidesScreen)
