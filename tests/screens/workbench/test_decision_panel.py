"""The decision panel: marks, order, words, widths; and how columns line up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Digits

from hfund_tui.domain.decision import Decision, Finding, flag, money, remedy, term
from hfund_tui.domain.months import Month
from hfund_tui.domain.plan import Plan, Quota, QuotaSegment
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.vocabulary import AccountState
from hfund_tui.i18n import Language, Translator
from hfund_tui.widgets.columns import Fact, cut, flowing, grid, padded
from hfund_tui.widgets.finding_lines import (
    DecisionPanel,
    finding_content,
    finding_rows,
    formula_content,
    mark_content,
    reading_order,
    verdict_content,
)
from hfund_tui.widgets.text import ui_text
from tests.support import builders
from tests.support.policies import policy

ZH, EN = Translator(Language.ZH), Translator(Language.EN)

SEALED = Finding(
    "account_state",
    False,
    term(AccountState.SEALED),
    term(AccountState.NORMAL),
    "withdrawal_rules:12",
    remedy("employer_unseals"),
    overridable=True,
)
PASSWORD = Finding(
    "password_changed", False, flag(False), flag(True), "password_guide", remedy("change_password")
)
PAPERS = Finding(
    "papers_checked",
    False,
    term("checklist.id_original"),
    flag(True),
    "withdrawal_rules:16",
    remedy("tick_papers"),
    form=True,
)
ADVICE = Finding(
    "agreement_in_force",
    True,
    term("finding.agreement.none"),
    term("finding.agreement.in_force"),
    "withdrawal_rules",
    remedy("offer_agreement"),
    assumption=True,
)
TOO_MUCH = Finding("amount_within_quota", False, money(800000), money(780000), "ratio_notice_2017")
PASSED = Finding("amount_within_quota", True, money(780000), money(780000), "ratio_notice_2017")
ALL = (PASSED, ADVICE, PAPERS, SEALED, PASSWORD)


def plan_of(request: object = None, **changes: object) -> Plan:
    return make_plan(request or builders.rent(), builders.facts(**changes), policy())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("finding", "zh", "en"),
    [
        (PASSED, "v 通过", "v pass"),
        (ADVICE, "> 提示", "> note"),
        (PAPERS, "_ 待办", "_ to do"),
        (SEALED, "? 例外", "? except"),
        (PASSWORD, "! 不符", "! fail"),
    ],
)
def test_every_outcome_has_a_mark_and_a_word(finding: Finding, zh: str, en: str) -> None:
    assert mark_content(finding, ZH).plain.rstrip() == zh
    assert mark_content(finding, EN).plain.rstrip() == en


def test_what_bars_the_way_is_read_first() -> None:
    assert reading_order(Decision(ALL)) == (PASSWORD, SEALED, PAPERS, ADVICE, PASSED)


@pytest.mark.parametrize(
    ("finding", "lines"),
    [
        (SEALED, ["账户状态  封存  应为 正常  提取管理规定 第12条", "-> 请单位办理启封并恢复缴存后再办"]),
        (PASSWORD, ["初始密码已修改  退休提取指南", "-> 请职工先修改公积金账户初始密码"]),
        (ADVICE, ["自助办理协议  未签订  提取管理规定 (暂定)", "-> 建议签订协议，不影响本次"]),
        (TOO_MUCH, ["不超提取额度  8,000.00  不超过 7,800.00  2017 年提取额度通知"]),
        (PASSED, ["不超提取额度  7,800.00  2017 年提取额度通知"]),
    ],
)
def test_a_finding_in_words(finding: Finding, lines: list[str]) -> None:
    assert finding_content(finding, ZH).plain.split("\n") == lines


@pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("width", range(34, 100, 6))
def test_findings_stay_within_their_width_and_lose_nothing(t: Translator, width: int) -> None:
    for finding in plan_of().decision.findings + ALL:
        rows = finding_rows(finding, t, width, title_width=16)
        assert all(row.cell_length <= width for row in rows)
        said = "".join("".join(row.plain.split()) for row in rows)
        for line in finding_content(finding, t).plain.split("\n"):
            assert all(word in said for word in line.split())


def test_a_citation_without_room_beside_its_rule_stands_under_it() -> None:
    """A rule without a value leaves the column of values to its citation; nothing is drawn ragged."""
    bare = Finding("password_changed", True, flag(True), flag(True), "regulations")
    valued = Finding("account_state", True, term(AccountState.NORMAL), flag(True), "withdrawal_rules:12")

    def drawn(finding: Finding, width: int) -> list[str]:
        return [line.plain for line in finding_rows(finding, EN, width, 26)]

    begin = mark_content(bare, EN).cell_length + 2
    beside, under = drawn(bare, 54), drawn(valued, 54)
    assert len(beside) == 1 and beside[0].endswith("HPF Regulations")
    assert [line.strip() for line in under][1:] == ["Withdrawal Rules Art. 12"]
    assert under[1].index("W") == begin


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "可以办理"),
        ({"password_is_initial": True}, "不予受理，1 项不符"),
        ({"state": AccountState.SEALED}, "还有 1 项待办"),
    ],
)
def test_the_verdict(changes: dict[str, object], line: str) -> None:
    assert verdict_content(plan_of(**changes), ZH).plain.split("\n")[0] == line


def test_the_verdict_of_an_exception_whose_ground_was_stated() -> None:
    made = plan_of(builders.grounded(builders.rent()), state=AccountState.SEALED)
    assert verdict_content(made, ZH).plain.split("\n")[0] == "须主管授权放行"


def test_the_verdict_counts_what_is_left_to_do() -> None:
    plan = plan_of(builders.rent(ticked=frozenset(), home=None))
    assert verdict_content(plan, EN).plain == "2 things to do"


def test_the_formula_has_its_numbers() -> None:
    quota = plan_of().quota
    assert quota is not None
    assert (
        formula_content(quota, 780000, ZH).plain == "2,000.00 x 65% x 6 个月 = 7,800.00  2019-09 至 2020-02"
    )


def test_a_formula_of_several_ratios_adds_up_and_names_a_lower_maximum() -> None:
    segments = (
        QuotaSegment(Month(2017, 9), Month(2017, 10), 2, "0.5", 200000),
        QuotaSegment(Month(2017, 11), Month(2017, 11), 1, "0.65", 130000),
    )
    lines = formula_content(Quota(200000, segments, ()), 100000, EN).plain.split("\n")
    assert lines == [
        "2,000.00 x 50% x 2 months = 2,000.00  2017-09 to 2017-10",
        "2,000.00 x 65% x 1 month = 1,300.00  2017-11",
        "Quota in all 3,300.00",
        "At most 1,000.00 now",
    ]


# ---- the widget ----------------------------------------------------------------------------------------------


class PanelApp(App[None]):
    translator = ZH

    def compose(self) -> ComposeResult:
        yield DecisionPanel()


def panel_text(app: PanelApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.asyncio
async def test_the_panel_shows_amount_capitals_formula_and_findings() -> None:
    app = PanelApp()
    async with app.run_test(size=(60, 40)) as pilot:
        panel = app.query_one(DecisionPanel)
        await pilot.pause()
        assert "填写后即时给出结论" in panel_text(app)
        panel.show(plan_of())
        await pilot.pause()
        assert app.query_one(Digits).value == "7,800.00"
        for words in ("柒仟捌佰元整", "2,000.00 x 65% x 6 个月", "可以办理", "v 通过"):
            assert words in panel_text(app)
        app.translator = EN
        panel.show(panel.plan)
        await pilot.pause()
        assert "Allowed" in panel_text(app)
        panel.show(None)
        await pilot.pause()
        assert "7,800.00" not in panel_text(app)


@pytest.mark.asyncio
async def test_a_low_panel_has_the_amount_in_one_line_and_can_be_scrolled() -> None:
    app = PanelApp()
    async with app.run_test(size=(78, 8)) as pilot:
        panel = app.query_one(DecisionPanel)
        panel.show(plan_of())
        await pilot.pause()
        assert not app.query_one(Digits).display
        assert "7,800.00  柒仟捌佰元整" in panel_text(app)
        assert panel.focusable
        panel.focus()
        await pilot.press("end")
        await pilot.pause()
        assert "通过" in panel_text(app).splitlines()[-1] or "条" in panel_text(app).splitlines()[-1]


# ---- columns -------------------------------------------------------------------------------------------------

words = st.text(st.sampled_from("ab 张三𠮷é[/]"), max_size=30)
widths = st.integers(4, 60)


@given(words, widths)
def test_padded_texts_are_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert padded(ui_text(text), width).cell_length == width
    assert padded(ui_text(text), width, right=True).cell_length == width


@given(words, widths)
def test_cut_says_that_something_is_missing(text: str, width: int) -> None:
    shown = cut(ui_text(text), width)
    assert shown.cell_length <= width
    assert shown.plain == text or shown.plain.endswith("...")


@given(st.lists(words, max_size=12), widths)
def test_flowing_parts_are_never_broken(parts: list[str], width: int) -> None:
    lines = flowing([ui_text(part) for part in parts], width)
    assert all(line.cell_length <= width for line in lines)
    whole = [part for part in parts if 0 < ui_text(part).cell_length <= width]
    joined = "\n".join(line.plain for line in lines)
    assert all(part in joined for part in whole)


def test_a_grid_lines_up_labels_and_amounts() -> None:
    rows = [
        (Fact("余额", Content("1,250.00")), Fact("占用", Content("0.00"))),
        (Fact("月缴存额", Content("50.00")), Fact("个人 5%", Content("25.00"))),
    ]
    assert [line.plain for line in grid(rows, 60)] == [
        "余额      1,250.00      占用      0.00",
        "月缴存额     50.00      个人 5%  25.00",
    ]
