"""What the forms of a loan show, as lines: right to the fen, and never wider than there is room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hfund_tui.domain.loans.changes import due_on_day, repaid_by, repaid_early
from hfund_tui.domain.loans.options import Way, options_of
from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.domain.vocabulary import LoanState, PrepaymentEffect, RepaymentMethod
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.loan.parts import chart_lines, comparison_lines, loan_lines
from hfund_tui.services.overview import LoanView
from hfund_tui.widgets.two_courses import ONLY_AFTER, ONLY_BEFORE
from tests.support.loans import CONTRACT, LEFT

LARGEST = replace(LEFT, principal_fen=99_999_999_99, regular_fen=None, months=360)
OPTIONS = options_of(LEFT, 100_000_00, 7, 360)
ZH, EN = Translator(Language.ZH), Translator(Language.EN)


def loan(terms: Terms | None = LEFT, **changes: Any) -> LoanView:
    view = LoanView(
        CONTRACT, LoanState.NORMAL, 463_306_48, 2_835_98, "3.25", date(2020, 3, 20),
        terms=terms, cycle_began=date(2020, 2, 20), account=("CCB", "7788"),
    )  # fmt: skip
    return replace(view, **changes)


def test_the_comparison_in_chinese() -> None:
    assert [line.plain for line in comparison_lines(OPTIONS, ZH, 60, chosen=Way.LOWER)] == [
        "                  现在    缩短期限  * 减少月供    全部结清",
        "下期应还      2,835.98    2,835.98    2,223.86           -",
        "剩余期数           216         158         216           -",
        "最后还款日  2038-02-20  2033-04-20  2038-02-20           -",
        "剩余利息    149,264.78   83,489.33  117,047.67        0.00",
        "节省利息             -   65,712.26   32,153.92  148,972.00",
        "今日扣款             -  100,063.19  100,063.19  463,599.26",
        "其中利息             -       63.19       63.19      292.78",
    ]


def test_nothing_is_said_of_today_where_nothing_is_due() -> None:
    lines = comparison_lines(OPTIONS[:1], EN, 60)
    assert [line.plain.split()[0] for line in lines] == [
        "As",
        "Payment",
        "Months",
        "Last",
        "Interest",
        "Saved",
    ]
    assert comparison_lines((), EN, 60) == []


def test_where_columns_are_too_narrow_the_second_half_stands_below() -> None:
    options = options_of(LARGEST, 1_000_000_00, 30, 360)
    lines = [line.plain for line in comparison_lines(options, EN, 44)]
    assert [lines[0].split(), lines[8].split()] == [["As", "it", "is", "Shorter"], ["Lower", "Settled"]]
    assert len(lines) == 16


@pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("width", [58, 60, 74, 76])
def test_nothing_is_wider_than_there_is_room_and_no_amount_is_cut(t: Translator, width: int) -> None:
    options = options_of(LARGEST, 1_000_000_00, 30, 360)
    for lines in (
        comparison_lines(OPTIONS, t, width, chosen=Way.SHORTER),
        comparison_lines(options, t, width, chosen=Way.SETTLED),
        loan_lines(loan(overdue_fen=12_345_67), t, width),
        chart_lines(LEFT, None, t, width, interest=False),
    ):
        assert all(line.cell_length <= width for line in lines)
        assert not any("..." in line.plain for line in lines)


def test_the_loan_as_it_stands() -> None:
    assert [line.plain for line in loan_lines(loan(), ZH, 74)] == [
        "合同 D2018030001  余额 463,306.48  月供 2,835.98  下次还款 2020-03-20",
        "剩余 216 个月  等额本息 3.25%  扣款 建设银行 7788",
    ]
    assert loan_lines(loan(overdue_fen=2_850_11), EN, 74)[-1].plain == (
        "! Overdue: 2,850.11 to pay, penalty included"
    )
    assert loan_lines(loan(None, state=LoanState.SETTLED), EN, 74)[0].plain == f"{CONTRACT}  settled"
    owed = loan(None, state=LoanState.OVERDUE, balance_fen=2_827_90, overdue_fen=2_836_71)
    assert [line.plain for line in loan_lines(owed, ZH, 74)] == [
        "合同 D2018030001  余额 2,827.90  扣款 建设银行 7788",
        "! 逾期须先还 2,836.71 (含罚息)",
    ]
    assert "扣款 无" in loan_lines(loan(account=None), ZH, 74)[1].plain


SHORTER = repaid_early(LEFT, 100_000_00, PrepaymentEffect.KEEP_INSTALMENT)


@pytest.mark.parametrize(
    ("after", "interest", "falls", "grows", "last"),
    [
        (SHORTER, False, True, False, "2038-02-20"),
        (SHORTER, True, True, False, "2038-02-20"),
        (None, False, True, False, "2038-02-20"),
        (repaid_by(LEFT, RepaymentMethod.EQUAL_PRINCIPAL), False, True, False, "2038-02-20"),
        (due_on_day(LEFT, 5, 360), False, False, False, "2038-02-20"),
    ],
)
def test_the_chart(after: Terms | None, interest: bool, falls: bool, grows: bool, last: str) -> None:
    lines = [line.plain for line in chart_lines(LEFT, after, EN, 60, interest=interest)]
    drawn = "".join(lines[1:-1])
    assert (ONLY_BEFORE in drawn, ONLY_AFTER in drawn) == (falls, grows)
    top = "1,254" if interest else "463,306"
    assert lines[1].lstrip().startswith(top)
    assert lines[-1].split() == ["2020-03-20", last]


def test_what_is_added_is_named() -> None:
    """From equal principal to equal instalments the balance falls more slowly."""
    before = repaid_by(LEFT, RepaymentMethod.EQUAL_PRINCIPAL)
    lines = [line.plain for line in chart_lines(before, LEFT, EN, 60, interest=False)]
    assert any(ONLY_AFTER in line for line in lines[1:])
    assert "added" in lines[0]
