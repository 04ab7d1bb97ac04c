"""Guides to signing: what they say, what their files may hold, and that the place in one is kept with the call."""

from __future__ import annotations

import shutil
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from hfund_tui.db.tables import AuditEvent
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyError
from hfund_tui.domain.vocabulary import Channel, Verification, WrapUp
from hfund_tui.i18n import Language
from hfund_tui.resources import data_path
from hfund_tui.services.calls import CallService
from hfund_tui.services.errors import Refusal
from hfund_tui.services.guides import BREATH, GuideBook, load_guides, read_guide
from hfund_tui.services.policies import load_policy_book
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import MEMBER_IDS, raw, sign_in

NEWS = date(2020, 2, 27)
CHANNELS = load_policy_book().channels
CODES = ("wechat", "app", "alipay")


@pytest.fixture(scope="module")
def book() -> GuideBook:
    return load_guides(CHANNELS)


# ---- what they say ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_one_guide_for_each_channel_that_carries_signing(book: GuideBook, language: Language) -> None:
    offered = book.offered(NEWS, language)
    assert tuple(one.code for one in offered) == CODES
    reach = CHANNELS.reach(OperationCode.SIGN_AGREEMENT, NEWS)
    assert reach is not None and tuple(one.channel for one in offered) == reach.channels


def test_the_day_before_there_was_none(book: GuideBook) -> None:
    assert book.offered(date(2020, 2, 26)) == ()
    assert book.find("wechat", date(2020, 2, 26)) is None and book.find("website", NEWS) is None


NAMED_IN_THE_NEWS = {
    "wechat": ["深圳市住房公积金管理中心", "立即办", "粤省事", "快速链接", "协议", "公积金自助办理服务协议"],
    "app": ["APP", "公积金", "提取", "贷后变更", "协议"],
    "alipay": ["支付宝", "城市服务", "深圳", "公积金查询", "公积金提取"],
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", CODES)
def test_what_is_tapped_stands_in_its_order(book: GuideBook, code: str, language: Language) -> None:
    """In English, too: the phone shows the Chinese words."""
    guide = book.find(code, NEWS, language)
    assert guide is not None
    told = " ".join([guide.title, *(one.say for one in guide.steps)])
    named = NAMED_IN_THE_NEWS[code][1 if language is Language.EN else 0 :]
    places = [told.find(word) for word in named if word not in ("APP", "粤省事")]
    assert -1 not in places, named
    if code != "app":
        assert places == sorted(places)


@pytest.mark.parametrize(("language", "word"), [(Language.ZH, "弹出"), (Language.EN, "prompt")])
@pytest.mark.parametrize("code", CODES)
def test_the_prompt_is_named_as_the_shortest_way(
    book: GuideBook, code: str, language: Language, word: str
) -> None:
    guide = book.find(code, NEWS, language)
    assert guide is not None and word in guide.shortest and "提取" in guide.shortest
    assert ("贷后变更" in guide.shortest) is (Channel(guide.channel) is not Channel.ALIPAY)
    inside = [one.say + " ".join(way.meets + way.do for way in one.otherwise) for one in guide.steps]
    assert any(word in step for step in inside)


@pytest.mark.parametrize("code", CODES)
def test_what_may_be_met_instead_is_told(book: GuideBook, code: str) -> None:
    guide = book.find(code, NEWS)
    assert guide is not None
    met = " ".join(way.meets for one in guide.steps for way in one.otherwise)
    for word in ("还没绑定", "初始密码", "密码忘了", "没有联名卡", "识别不通过"):
        assert word in met
    assert "已签订" in guide.steps[-1].say


@pytest.mark.parametrize("language", Language)
def test_every_line_can_be_read_out_and_drawn(book: GuideBook, language: Language) -> None:
    for guide in book.offered(NEWS, language):
        lines = [one.say for one in guide.steps]
        lines += [way.do for one in guide.steps for way in one.otherwise]
        assert max(map(len, lines)) <= BREATH[language]
        wide = [
            c for line in (*lines, guide.shortest) for c in line if unicodedata.east_asian_width(c) == "A"
        ]
        assert wide == []


def test_all_of_them_say_what_is_assumed(book: GuideBook) -> None:
    for guide in book.offered(NEWS):
        assert guide.since == NEWS and "agreement_news" in guide.citations
        assert guide.assumption and "Assumed" in guide.note


def test_the_data_go_into_the_wheel() -> None:
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert packed["data"] == "hfund_tui/_data"


# ---- what a file may hold --------------------------------------------------------------------------------------

HEAD = 'channel = "app"\nfrom = 2020-02-27\ncitations = ["agreement_news"]'
GOOD = f"+++\n{HEAD}\n+++\n# 标题\n\n最短的办法。\n\n1. 打开。\n   > 打不开：再来一次。\n2. 完成。\n"


def test_a_small_guide_is_read() -> None:
    guide = read_guide(GOOD, "small", Language.ZH)
    assert (guide.title, guide.shortest, guide.channel) == ("标题", "最短的办法。", Channel.APP)
    assert [one.say for one in guide.steps] == ["打开。", "完成。"]
    assert [(way.meets, way.do) for way in guide.steps[0].otherwise] == [("打不开", "再来一次。")]
    assert [guide.has(place) for place in (0, 1, 2, 3, 4)] == [False, True, True, True, False]
    assert guide.finished == 3


FAULTS = [
    ("an empty head", HEAD, "", "needs 'channel'"),
    ("head is no TOML", HEAD, "channel = ", "zh.md"),
    ("unknown word", HEAD, f"{HEAD}\ncolour = 1", "does not know colour"),
    ("staff channel", '"app"', '"counter"', "needs 'channel'"),
    ("no channel", '"app"', "1", "needs 'channel'"),
    ("no date", "2020-02-27", '"2020-02-27"', "needs 'from'"),
    ("no citation", '["agreement_news"]', "[]", "needs 'citations'"),
    ("assumption without a note", HEAD, f"{HEAD}\nassumption = true", "an assumption needs a note"),
    ("note is no text", HEAD, f"{HEAD}\nnote = 1", "'note' a text"),
    ("fence missing", "+++\n# 标题", "# 标题", "between two lines"),
    ("no title", "# 标题", "标题", "wants a title"),
    ("no paragraph", "最短的办法。", "", "wants a title"),
    ("two paragraphs", "最短的办法。", "最短的\n\n办法。", "line 10: is neither a step"),
    ("a step too long", "打开。", "打" * 41, "line 10: has 41 characters; 40"),
    ("a way out too long", "再来一次。", "再" * 41, "line 11: has 41"),
    ("a situation too long", "打不开", "打" * 17, "line 11: has 17 characters; 16"),
    ("no colon", "打不开：", "打不开 ", "line 11: wants"),
    ("nothing to do", "再来一次。", "  ", "line 11"),
    ("a number left out", "2. 完成。", "3. 完成。", "step 3 stands in the place of step 2"),
    ("one step only", "2. 完成。", "", "two steps or more"),
    ("only what can't be seen", "打开。", "\u200b\u200b", "says nothing"),
    ("another separator", "打开。", "打\u2028开。", "is neither a step"),
]


@pytest.mark.parametrize(("was", "becomes", "problem"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_bad_file_is_refused_with_its_place(was: str, becomes: str, problem: str) -> None:
    assert was in GOOD
    with pytest.raises(PolicyError, match=problem):
        read_guide(GOOD.replace(was, becomes, 1), "small", Language.ZH)


def spoilt(tmp_path: Path) -> Path:
    folder = tmp_path / "guides"
    shutil.copytree(data_path("guides"), folder)
    return folder


def test_the_folder_as_it_is(tmp_path: Path) -> None:
    assert len(load_guides(CHANNELS, spoilt(tmp_path)).offered(NEWS)) == 3


@pytest.mark.parametrize(
    ("name", "was", "becomes", "problem"),
    [
        ("app.en.md", "6. When", "6. Wait.\n7. When", r"app\.en\.md: has 7 steps"),
        (
            "app.en.md",
            "   > it is not installed",
            "   > it is not: there\n   > it is not installed",
            "step 1",
        ),
        ("app.en.md", "2020-02-27", "2020-02-28", "another head"),
        ("app.zh.md", '"agreement_news", ', '"nobody", ', "another head"),
        ("app.zh.md", 'channel = "app"', 'channel = "website"', "another head"),
        ("app.zh.md", "2. 点", "2.点", r"app\.zh\.md line 15"),
    ],
)
def test_languages_that_differ_are_refused(
    tmp_path: Path, name: str, was: str, becomes: str, problem: str
) -> None:
    folder = spoilt(tmp_path)
    text = (folder / name).read_text("utf-8")
    assert was in text
    (folder / name).write_text(text.replace(was, becomes, 1), "utf-8")
    with pytest.raises(PolicyError, match=problem):
        load_guides(CHANNELS, folder)


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        ('"agreement_news", ', '"nobody", ', "cites nobody"),
        ('channel = "app"', 'channel = "website"', "nobody can sign by website"),
        ("2020-02-27", "2020-02-26", "nobody can sign by app on 2020-02-26"),
    ],
)
def test_a_head_that_does_not_fit_the_house_is_refused(
    tmp_path: Path, was: str, becomes: str, problem: str
) -> None:
    folder = spoilt(tmp_path)
    for name in ("app.zh.md", "app.en.md"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(text.replace(was, becomes, 1), "utf-8")
    with pytest.raises(PolicyError, match=problem):
        load_guides(CHANNELS, folder)


@pytest.mark.parametrize(
    ("left", "added", "problem"),
    [
        ("app.en.md", None, r"app\.en\.md: is not there"),
        (None, "notes.md", r"notes\.md: is no guide"),
        (None, "app.fr.md", r"app\.fr\.md: is no guide"),
    ],
)
def test_a_file_too_few_or_too_many(
    tmp_path: Path, left: str | None, added: str | None, problem: str
) -> None:
    folder = spoilt(tmp_path)
    if left:
        (folder / left).unlink()
    if added:
        shutil.copy(folder / "app.zh.md", folder / added)
    with pytest.raises(PolicyError, match=problem):
        load_guides(CHANNELS, folder)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    (folder / "app.zh.md").write_bytes(b"+++\n\xff\xfe")
    with pytest.raises(PolicyError, match=r"app\.zh\.md"):
        load_guides(CHANNELS, folder)


# ---- the place in a call ---------------------------------------------------------------------------------------


@pytest.fixture
def calls(station: Workstation) -> Iterator[CallService]:
    station.calls._choose = lambda possible: possible[0]
    return station.calls


@pytest.fixture
def agent(station: Workstation) -> Session:
    return sign_in(station, branch.AGENT)


def where(calls: CallService, agent: Session) -> tuple[str | None, int]:
    call = calls.current(agent)
    assert call is not None
    return call.guide, call.guide_step


def told(station: Workstation) -> list[str]:
    with raw(station) as uow:
        reasons = uow.session.exec(select(AuditEvent.reason).order_by(col(AuditEvent.sequence))).all()
    return [one for one in reasons if one and one.startswith("guide")]


def refusal(call, *arguments) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as raised:
        call(*arguments)
    return raised.value.code


def test_a_guide_is_read_to_a_caller_whom_nobody_knows(station, calls, agent) -> None:
    calls.begin(agent)
    call = calls.place(agent, "wechat", 1)
    assert (call.member_id, call.level, call.guide, call.guide_step) == (None, Verification.NONE, "wechat", 1)


def test_only_beginning_and_end_are_recorded(station, calls, agent) -> None:
    calls.begin(agent)
    for step in (1, 2, 1, 2, 3, 4, 5, 6, 7, 6, 7, 8):
        calls.place(agent, "wechat", step)
    assert told(station) == ["guide_begin", "guide_end"]
    calls.place(agent, "wechat", 8)
    calls.place(agent, "alipay", 1)
    calls.place(agent, "wechat", 1)
    assert told(station) == ["guide_begin", "guide_end", "guide_begin", "guide_begin"]


@pytest.mark.parametrize(
    ("guide", "step"),
    [("wechat", 0), ("wechat", 9), ("wechat", -1), ("website", 1), ("", 1), ("../wechat", 1), ("app", 8)],
)
def test_no_other_place_is_kept(calls, agent, guide: str, step: int) -> None:
    calls.begin(agent)
    calls.place(agent, "app", 2)
    assert refusal(calls.place, agent, guide, step) == "guide_unknown"
    assert where(calls, agent) == ("app", 2)


def test_without_a_call_there_is_no_place(station, calls, agent) -> None:
    assert refusal(calls.place, agent, "app", 1) == "no_call"
    calls.begin(agent)
    calls.place(agent, "app", 1)
    calls.end(agent, WrapUp.GUIDED)
    assert refusal(calls.place, agent, "app", 2) == "no_call"
    calls.begin(agent)
    assert where(calls, agent) == (None, 0), "the next caller begins anew"


@pytest.mark.parametrize("who", [branch.TELLER, branch.SUPERVISOR, branch.AUDITOR])
def test_others_keep_no_place(station, calls, who: str) -> None:
    assert refusal(calls.place, sign_in(station, who), "app", 1) == "not_permitted"


def test_the_place_outlives_whatever_comes_between(calls, agent) -> None:
    calls.begin(agent)
    calls.place(agent, "wechat", 3)
    calls.identify(agent, MEMBER_IDS[1])
    calls.answer(agent, "张一")
    calls.note(agent, "对方去找身份证")
    calls.identify(agent, MEMBER_IDS[2])
    assert where(calls, agent) == ("wechat", 3)


def test_the_place_is_another_sign_ins_too(station, calls, agent) -> None:
    calls.begin(agent)
    calls.place(agent, "wechat", 3)
    again = sign_in(station, branch.AGENT)
    assert refusal(calls.place, again, "wechat", 4) == "no_call", "the call is not taken up yet"
    call = calls.begin(again)
    assert (call.guide, call.guide_step, call.member_id) == ("wechat", 3, None)
    assert refusal(calls.place, agent, "wechat", 4) == "no_call"
    calls.place(again, "wechat", 4)
    assert told(station) == ["guide_begin"]


def test_a_place_that_its_file_lost_is_none(station, calls, agent) -> None:
    calls.begin(agent)
    calls.place(agent, "wechat", 3)
    calls._guides = GuideBook()
    assert where(calls, agent) == (None, 0)
