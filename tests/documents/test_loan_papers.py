"""What papers say of a change to a loan."""

from __future__ import annotations

import pytest

from hfund_tui.documents.effects import effect_sentences
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.receipt import receipt_kind, receipt_lines
from hfund_tui.i18n import Language, Translator
from tests.support.loans import loan_facts, loan_request
from tests.support.policies import TODAY, policy

ZH, EN = Translator(Language.ZH), Translator(Language.EN)


def planned(operation: OperationCode, **wanted: object) -> Plan:
    return make_plan(loan_request(operation, **wanted), loan_facts(), policy(TODAY))


@pytest.mark.parametrize(
    ("operation", "wanted", "zh", "en"),
    [
        (
            OperationCode.EARLY_REPAYMENT,
            {},
            [
                "2020-02-27 从还款账户 建设银行 7788 扣款 100,063.19：本金 100,000.00，利息 63.19",
                "扣款成功后合同 D2018030001 部分提前还款：余额 363,306.48，158 个月，等额本息，每期 2,835.98",
            ],
            [
                "Debit 100,063.19 from CCB 7788 on 2020-02-27: principal 100,000.00, interest 63.19",
                "Once debited, contract D2018030001, partial early repayment: "
                "363,306.48 in 158 months, equal instalments, 2,835.98 each",
            ],
        ),
        (
            OperationCode.EARLY_REPAYMENT,
            {"amount_fen": None},
            [
                "2020-02-27 从还款账户 建设银行 7788 扣款 463,599.26：本金 463,306.48，利息 292.78",
                "扣款成功后结清合同 D2018030001",
            ],
            [
                "Debit 463,599.26 from CCB 7788 on 2020-02-27: principal 463,306.48, interest 292.78",
                "Settle contract D2018030001 once the bank has debited",
            ],
        ),
        (
            OperationCode.CHANGE_REPAYMENT_ACCOUNT,
            {},
            ["合同 D2018030001 的还款账户变更为 招商银行 0006"],
            ["Debit contract D2018030001 from CMB 0006"],
        ),
        (
            OperationCode.SHORTEN_TERM,
            {},
            ["合同 D2018030001 贷款缩期：余额 463,306.48，120 个月，等额本息，每期 4,527.39，2020-03-20 起"],
            [
                "Contract D2018030001, shortening: 463,306.48 in 120 months, equal instalments, "
                "4,527.39 each from 2020-03-20"
            ],
        ),
    ],
)
def test_every_effect_in_a_sentence(
    operation: OperationCode, wanted: dict[str, object], zh: list[str], en: list[str]
) -> None:
    plan = planned(operation, **wanted)
    assert (effect_sentences(plan, ZH), effect_sentences(plan, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("operation", "wanted", "kind", "lines"),
    [
        (
            OperationCode.EARLY_REPAYMENT,
            {},
            "debit_ordered",
            {
                "contract_no": "D2018030001",
                "debited_from": "CCB 7788",
                "debit_on": "2020-02-27",
                "prepaid_principal": "100,000.00",
                "interest_by_days": "63.19",
                "months_before": "216 months",
                "months_after": "158 months",
                "last_due": "2033-04-20",
                "loan_interest_saved": "65,712.26",
            },
        ),
        (
            OperationCode.EARLY_REPAYMENT,
            {"amount_fen": None},
            "debit_ordered",
            {
                "contract_no": "D2018030001",
                "loan_settled": "once the bank has debited",
                "loan_interest_saved": "148,972.00",
            },
        ),
        (
            OperationCode.CHANGE_DUE_DAY,
            {},
            "loan_changed",
            {
                "contract_no": "D2018030001",
                "loan_change": "change of due day",
                "first_due": "2020-04-05",
                "last_due": "2038-03-05",
                "loan_interest_added": "669.22",
            },
        ),
        (
            OperationCode.CHANGE_REPAYMENT_METHOD,
            {},
            "loan_changed",
            {"repayment_method": "equal principal", "instalment_after": "3,399.73"},
        ),
        (
            OperationCode.CHANGE_REPAYMENT_ACCOUNT,
            {},
            "loan_changed",
            {"contract_no": "D2018030001", "new_repayment_account": "CMB 0006"},
        ),
    ],
)
def test_the_lines_of_the_receipt(
    operation: OperationCode, wanted: dict[str, object], kind: str, lines: dict[str, str]
) -> None:
    plan = planned(operation, **wanted)
    assert receipt_kind(plan).value == kind
    shown = [
        (one.label_key.rpartition(".")[2], EN.shown(one.value)) for one in receipt_lines(plan, policy(TODAY))
    ]
    assert lines.items() <= dict(shown).items()
    assert len(dict(shown)) == len(shown), "nothing is said twice"
