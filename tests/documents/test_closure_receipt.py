"""Receipts of closures: what was paid and how it came about, or that nothing was paid yet and what ends it."""

import re
from datetime import date
from typing import Any

import pytest

from hfund_tui.documents.effects import effect_sentences
from hfund_tui.documents.receipt import render_text
from hfund_tui.documents.summary import render_summary
from hfund_tui.domain.facts import BalanceSpan, Facts
from hfund_tui.domain.months import Month
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.receipt import receipt_kind
from hfund_tui.domain.request import InsuranceProof
from hfund_tui.domain.vocabulary import InsuranceStatus
from hfund_tui.i18n import Language, Translator
from tests.documents.conftest import _receipt
from tests.support.builders import (
    ACCEPTED,
    AGREEMENT,
    absent,
    accepted,
    closing,
    leave,
    record_insurance,
    retire,
    settle,
    take_back,
)
from tests.support.policies import TODAY, policy

ZH, EN = Translator(Language.ZH), Translator(Language.EN)
EARNED = {"balances": (BalanceSpan(date(2019, 7, 1), 50_000_00),), "agreement": AGREEMENT}
STOPPED = InsuranceProof(InsuranceStatus.STOPPED, Month(2020, 2))


def text_of(request: Any, known: Facts, t: Translator) -> str:
    made = make_plan(request, known, policy())
    return squeezed(render_text(_receipt(made, receipt_kind(made)), t, width=100))


def squeezed(lines: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(lines))


PAID = ["50,000.00", "502.08", "1.50%", "50,502.08", "伍万零伍佰零贰元零捌分"]


@pytest.mark.parametrize(
    ("request_", "known", "t", "says"),
    [
        (
            retire(),
            closing(**EARNED),
            ZH,
            [*PAID, "241 天", "销户日期", "2020-02-27", "已销户", "协议终止日"],
        ),
        (retire(), closing(**EARNED), EN, [*PAID, "241 days", "Closed on", "Agreement ended", "is closed"]),
        (settle(), accepted(**EARNED), ZH, [*PAID, "241 天", "结算的销户", ACCEPTED.case_no, "已销户"]),
        (absent(settle()), accepted(**EARNED), EN, [*PAID, "Settles case", ACCEPTED.case_no]),
        (
            leave(insurance=STOPPED),
            closing(**EARNED),
            ZH,
            [
                "尚未结算",
                "可结算日",
                "2020-05-22",
                "今日本息",
                "50,502.08",
                "销户未结算",
                "自动撤回",
                "末次缴费月",
            ],
        ),
        (
            leave(insurance=STOPPED),
            closing(**EARNED),
            EN,
            ["nothing was paid", "2020-05-22", "Worth today", "50,502.08", "ends the closure", "2020-02"],
        ),
        (
            leave(insurance=InsuranceProof(InsuranceStatus.PAYING, Month(2020, 2))),
            closing(**EARNED),
            EN,
            ["once the insurance stops or is transferred", "being paid"],
        ),
        (take_back(), accepted(), ZH, ["撤回的销户", ACCEPTED.case_no, "封存"]),
        (record_insurance(), accepted(), ZH, ["已转移或清算", "2020-02-20"]),
    ],
)
def test_what_the_receipt_says(request_: Any, known: Facts, t: Translator, says: list[str]) -> None:
    text = text_of(request_, known, t)
    assert [one for one in says if one not in text] == []


def test_an_acceptance_shows_no_amount_that_was_paid() -> None:
    text = text_of(leave(insurance=STOPPED), closing(**EARNED), ZH)
    assert "大写金额" not in text and "收款账户" not in text


def test_the_day_of_the_posting_is_what_counts() -> None:
    from hfund_tui.domain.receipt import receipt_lines

    made = make_plan(retire(), closing(), policy())
    late = {one.label_key: one.value.value for one in receipt_lines(made, policy(), date(2020, 3, 2))}
    assert late["receipt.label.closed_on"] == "2020-03-02"


@pytest.mark.parametrize("t", [ZH, EN], ids=lambda t: t.language.value)
@pytest.mark.parametrize(
    "made",
    [
        make_plan(request, known, policy())
        for request, known in (
            (retire(), closing(**EARNED)),
            (leave(insurance=STOPPED), closing(**EARNED)),
            (leave(insurance=InsuranceProof(InsuranceStatus.PAYING, Month(2020, 2))), closing()),
            (settle(), accepted(**EARNED)),
            (take_back(), accepted()),
            (record_insurance(), accepted()),
        )
    ],
    ids=lambda made: f"{made.operation.value}-{len(made.effects)}",
)
def test_every_effect_is_told_before_it_happens(made: Plan, t: Translator) -> None:
    sentences = effect_sentences(made, t)
    assert len(sentences) == len(made.effects)
    assert all("{" not in one and "None" not in one for one in sentences)
    receipt = _receipt(made, receipt_kind(made))
    summary = render_summary(
        made,
        t,
        branch=receipt.branch,
        member=receipt.member,
        account_no=receipt.account_no,
        at=receipt.issued_at,
    )
    assert summary and made.business_date == TODAY
