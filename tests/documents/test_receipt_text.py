"""Receipts, refusal slips and summaries as text."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hfund_tui.documents.receipt import render_text
from hfund_tui.documents.refusal import render_refusal_text
from hfund_tui.documents.summary import render_summary
from hfund_tui.documents.text import NARROWEST
from hfund_tui.documents.wrapping import cells
from hfund_tui.domain.months import Month
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.plan import Plan, Quota, QuotaSegment
from hfund_tui.domain.receipt import PersonOnReceipt, Receipt, RefusalSlip
from hfund_tui.i18n import Language, Translator

ZH, EN = Translator(Language.ZH), Translator(Language.EN)
HOSTILE = [
    "[bold red]张三[/]",
    "\x1b[31m张三\x1b[0m",
    "张\u202e三\u200b",
    "张\n三\t四",
    "A" * 100,
    "龘" * 100,
    "{0} {name} %s",
    "مرحبا",
    "e\u0301" * 50,
]


def test_a_receipt_reads_like_this(withdrawal: Receipt) -> None:
    assert render_text(withdrawal, ZH) == [
        "                           住房公积金  福田管理部",
        "                                租房提取回单",
        "=" * 76,
        "回单编号    R20200227010100000012      业务流水号  20200227010100000012",
        "交易        2101 租房提取              业务日期    2020-02-27",
        "-" * 76,
        "职工姓名    张**                       证件号码    440***********0012",
        "公积金账号  2*******789",
        "-" * 76,
        "提取金额    7,800.00 元",
        "大写金额    柒仟捌佰元整",
        "-" * 76,
        "额度计算    2019-09 至 2020-02：2,000.00 x 65% x 6 个月 = 7,800.00",
        "收款账户    建设银行 8821",
        "最迟支付日  2020-03-03",
        "-" * 76,
        "办理网点    福田管理部                 办理时间    2020-02-27 09:41",
        "经办        林晓梅 (T0103)",
        "-" * 76,
        "验证码      K7QX-2MDA-9TFP",
        "审计锚点    0101-03 第 1234 号 9f2c9f2c9f2c9f2c",
        "=" * 76,
        "* 款项划入本人联名卡，到账前请勿注销该卡。",
        "* 所列月份已使用，不再用于任何住房消费提取。",
        "* 凭回单编号和验证码可在柜台核验真伪。",
    ]


@pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("width", [NARROWEST, 40, 60, 72, 76, 80, 132])
def test_no_line_is_too_wide(
    t: Translator,
    width: int,
    proxy_withdrawal: Receipt,
    signing: Receipt,
    slip: RefusalSlip,
    proxy_plan: Plan,
    refused_plan: Plan,
) -> None:
    papers = [
        render_text(proxy_withdrawal.reprinted(3), t, width=width, sample=True),
        render_text(signing, t, width=width),
        render_refusal_text(slip, t, width=width),
        *(_summary(plan, t, width) for plan in (proxy_plan, refused_plan)),
    ]
    assert max(cells(line) for paper in papers for line in paper) <= width


def _summary(plan: Plan, t: Translator, width: int = 76) -> list[str]:
    member = PersonOnReceipt("张**", "440***********0012")
    return render_summary(
        plan,
        t,
        branch=BilingualName("福田管理部", "Futian District Office"),
        member=member,
        account_no="2*******789",
        at=datetime(2020, 2, 27, 1, 41, tzinfo=UTC),
        width=width,
    )


def test_a_paper_narrower_than_a_till_roll_is_refused(withdrawal: Receipt) -> None:
    with pytest.raises(ValueError, match="31 cells"):
        render_text(withdrawal, ZH, width=31)


@pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
def test_labels_and_values_stand_in_columns(t: Translator, withdrawal: Receipt) -> None:
    lines = render_text(withdrawal, t, width=40)
    column = next(cells(line[: line.index("R2020")]) for line in lines if "R2020" in line)
    for value in ("2101", "2020-02-27", "张**", "440*", "2***", "K7QX", "0101-03"):
        line = next(line for line in lines if line.split(maxsplit=1)[-1] and value in line)
        assert cells(line[: line.index(value)]) == column, line


def test_a_payout_after_a_proxys_act_says_until_when_it_is_held(proxy_withdrawal: Receipt) -> None:
    text = "\n".join(render_text(proxy_withdrawal, ZH))
    assert proxy_withdrawal.held_until == date(2020, 3, 1)
    assert "冷静期至    2020-03-01" in text
    assert "款项自 2020-03-01 起支付" in text
    assert "授权        周志远 (S0101)" in text
    assert "受托人      李**" in text


def test_a_payout_in_person_is_not_held(withdrawal: Receipt) -> None:
    assert "冷静期" not in "\n".join(render_text(withdrawal, ZH))


@pytest.mark.parametrize(("copy", "shown"), [(0, False), (1, True), (12, True)])
def test_a_reprint_is_marked_with_its_number(copy: int, shown: bool, withdrawal: Receipt) -> None:
    text = "\n".join(render_text(withdrawal.reprinted(copy), ZH))
    assert (f"补打 第 {copy} 次" in text) is shown


def test_a_sample_says_so_in_its_first_line(withdrawal: Receipt) -> None:
    assert "样张" in render_text(withdrawal, ZH, sample=True)[0]
    assert "SAMPLE" in render_text(withdrawal, EN, sample=True)[0]
    assert "样张" not in "".join(render_text(withdrawal, ZH))


def test_a_quota_of_several_ratios_shows_each_and_the_sum(withdrawal: Receipt) -> None:
    quota = Quota(
        200_000,
        (
            QuotaSegment(Month(2025, 9), Month(2025, 10), 2, "0.65", 260_000),
            QuotaSegment(Month(2025, 11), Month(2025, 12), 2, "0.80", 320_000),
        ),
        (),
    )
    lines = render_text(replace(withdrawal, quota=quota, amount_fen=580_000), ZH)
    assert "额度计算    2025-09 至 2025-10：2,000.00 x 65% x 2 个月 = 2,600.00" in lines
    assert "            2025-11 至 2025-12：2,000.00 x 80% x 2 个月 = 3,200.00" in lines
    assert "提取额度    5,800.00 元" in lines


def test_taking_less_than_the_quota_shows_both(withdrawal: Receipt) -> None:
    lines = render_text(replace(withdrawal, amount_fen=500_000), ZH)
    assert "提取金额    5,000.00 元" in lines
    assert "大写金额    伍仟元整" in lines
    assert "提取额度    7,800.00 元" in lines


def test_an_agreement_receipt_names_what_is_unlocked(signing: Receipt) -> None:
    text = "".join(line.strip() for line in render_text(signing, ZH))
    for words in ("支付宝", "租房提取", "非深户离深销户提取", "提前还款", "变更还款日", "2020-02"):
        assert words in text
    assert "提取金额" not in text


def test_an_end_and_a_revocation_say_from_when(ending: Receipt, revocation: Receipt) -> None:
    assert "终止日期    2020-02-27" in render_text(ending, ZH)
    assert "撤销日期    2020-02-27" in render_text(revocation, ZH)


def test_a_refusal_gives_every_reason_its_text_and_its_remedy(slip: RefusalSlip) -> None:
    assert len(slip.findings) >= 2
    for t in (ZH, EN):
        text = " ".join(line.strip() for line in render_refusal_text(slip, t))
        for number, one in enumerate(slip.findings, start=1):
            assert f"{number}. {t(f'finding.{one.code}.title')}" in text
            assert t.shown(one.found) in text
            assert t.citation(one.citation) in text
            assert one.remedy is not None
            assert t(f"remedy.{one.remedy.code}", **dict(one.remedy.params)) in text
    assert f"以上为全部 {len(slip.findings)} 项原因" in "\n".join(render_refusal_text(slip, ZH))


def test_a_single_reason_is_called_the_only_one(slip: RefusalSlip) -> None:
    text = "\n".join(render_refusal_text(replace(slip, findings=slip.findings[:1]), EN))
    assert "the only reason" in text


def test_a_summary_says_what_will_happen_and_who_approves(proxy_plan: Plan) -> None:
    text = "\n".join(_summary(proxy_plan, ZH))
    for words in (
        "请核对办理内容",
        "7,800.00 元",
        "柒仟捌佰元整",
        "提交后将",
        "冷静期至 2020-03-01",
        "须第二人授权",
    ):
        assert words in text


def test_a_summary_of_a_refused_plan_gives_the_reasons_instead(refused_plan: Plan) -> None:
    text = "\n".join(_summary(refused_plan, ZH))
    assert "目前不能办理" in text
    assert "联名卡" in text
    assert "提交后将" not in text


@pytest.mark.hostile
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [NARROWEST, 76])
def test_hostile_names_break_no_line(name: str, width: int, proxy_withdrawal: Receipt) -> None:
    person = PersonOnReceipt(name, name)
    receipt = replace(proxy_withdrawal, member=person, proxy=person, account_no=name)
    lines = render_text(receipt, ZH, width=width)
    assert all(cells(line) <= width for line in lines)
    assert all(line.isprintable() for line in lines)
