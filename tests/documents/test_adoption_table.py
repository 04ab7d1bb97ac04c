"""The table of the figures: complete, in both languages, and harmless in a spreadsheet whatever stands in it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hfund_tui.documents.adoption import adoption_table
from hfund_tui.domain.adoption import (
    Adoption,
    Business,
    Counted,
    OpenCases,
    RuleHits,
    Signings,
    figures,
)
from hfund_tui.domain.calendar import WorkingCalendar
from hfund_tui.domain.months import Month
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.vocabulary import CaseStatus, Channel, RuleEvent, SigningEvent, SigningWay
from hfund_tui.i18n import Language, Translator
from tests.hostile.payloads import PAYLOADS, Payload

NOW = datetime(2020, 2, 27, 1, 41, tzinfo=UTC)
TODAY, MONTH = date(2020, 2, 27), Month(2020, 2)
FUTIAN = BilingualName("福田管理部", "Futian Office")
COUNTED = Counted(
    members=((SigningWay.UNSIGNED, 840), (SigningWay.COUNTER, 1364), (SigningWay.PROXY, 105)),
    signings=(
        Signings(MONTH, SigningEvent.SIGNED, SigningWay.COUNTER, 28),
        Signings(MONTH, SigningEvent.ENDED, SigningWay.COUNTER, 1),
    ),
    business=(
        Business(MONTH, "rent_withdrawal", Channel.APP, 3),
        Business(MONTH, "another_withdrawal", Channel.COUNTER, 1),
    ),
    rules=(RuleHits(MONTH, RuleEvent.REFUSED, "card_linked", 2),),
    open_cases=(OpenCases(CaseStatus.PENDING, TODAY, 4),),
)


def made(counted: Counted = COUNTED) -> Adoption:
    return figures(counted, on=TODAY, calendar=WorkingCalendar(), decide_within_days=3)


def table(
    adoption: Adoption,
    language: Language = Language.ZH,
    branch: BilingualName | None = FUTIAN,
    staff: str = "2001",
) -> list[list[str]]:
    text = adoption_table(adoption, Translator(language), branch=branch, staff_code=staff, made_at=NOW)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            Language.ZH,
            [
                ["推广情况", "2020-02-27"],
                ["规则和待办范围", "福田管理部"],
                ["导出", "2020-02-27 09:41 2001"],
                ["类别", "项目", "时间", "数量", "总数", "占比 %"],
                ["职工", "实缴职工", "2020-02-27", "2309", "", ""],
                ["职工", "已签协议", "2020-02-27", "1469", "2309", "63.62"],
                ["职工", "未签协议", "2020-02-27", "840", "2309", "36.38"],
                ["有效协议", "柜台委托", "2020-02-27", "105", "1469", "7.15"],
                ["签约", "柜台本人", "2020-02", "28", "", ""],
                ["签约", "终止", "2020-02", "1", "", ""],
                ["签约", "月末未签", "2020-01", "867", "", ""],
                ["业务", "四类提取占全部提取", "2020-02", "3", "4", "75.00"],
                ["业务", "网上办理占提取和贷后", "2020-02", "3", "4", "75.00"],
                ["规则不通过", "联名卡", "2020-02", "2", "", ""],
                ["待授权", "今日", "2020-02-27", "4", "", ""],
            ],
        ),
        (
            Language.EN,
            [
                ["Rules and waiting cases of", "Futian Office"],
                ["Members", "Have signed", "2020-02-27", "1469", "2309", "63.62"],
                ["In force", "counter, by proxy", "2020-02-27", "105", "1469", "7.15"],
                ["Pending", "today", "2020-02-27", "4", "", ""],
            ],
        ),
    ],
)
def test_what_stands_in_it(language: Language, rows: list[list[str]]) -> None:
    found = table(made(), language)
    assert [row for row in rows if row not in found] == []
    assert {len(row) for row in found[3:]} == {6}


def test_everybodys_rules() -> None:
    assert ["规则和待办范围", "全中心"] in table(made(), branch=None)


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda one: one.name)
def test_a_hostile_text_is_a_text(payload: Payload) -> None:
    """A rule nobody knows any more is shown by its code, which like every name may be anything."""
    hostile = payload.text
    counted = replace(COUNTED, rules=(RuleHits(MONTH, RuleEvent.OVERRIDDEN, hostile, 1),))
    found = table(made(counted), branch=BilingualName(hostile, hostile), staff=hostile)
    for row in found:
        assert len(row) in (2, 6)
        for cell in row:
            assert not cell.startswith(tuple("=+-@＝＋－＠\t\r\n")), (payload.name, cell)
            assert not set(cell) & set("\x00\x1b\r\n\t\u202e\ufeff"), (payload.name, cell)
    assert [row for row in found if row[0] == "例外放行"]
