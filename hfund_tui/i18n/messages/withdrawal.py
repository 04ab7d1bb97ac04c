"""The withdrawal form."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "withdrawal.help.rule": M(
        "金额不填即按最高额；款项只付本人联名卡", "An empty amount is the maximum; paid to the own card only"
    ),
    "withdrawal.help.next": M("回车到下一项，F9 提交", "Enter goes to the next gap, F9 commits"),
    "withdrawal.step.eligibility": M("资格", "eligibility"),
    "withdrawal.step.amount": M("金额", "amount"),
    "withdrawal.step.papers": M("材料", "papers"),
    "withdrawal.step.check": M("核对", "check"),
    "withdrawal.home": M("家庭在深住房", "Family homes"),
    "withdrawal.home.none": M("无", "none"),
    "withdrawal.home.owned": M("有", "owns"),
    "withdrawal.home.who": M("含配偶、未成年子女", "and spouse, minors"),
    "withdrawal.payee": M("收款", "Paid to"),
    "withdrawal.payee.own": M("本人", "own card"),
    "withdrawal.payee.none": M("未关联本人银行卡", "no card linked"),
    "withdrawal.amount.maximum": M("空 = 最高 {amount}", "empty = all, {amount}"),
    "withdrawal.amount.typed_here": M(
        "数字记入提取金额；材料用空格勾选", "Digits are the amount; Space ticks papers"
    ),
    "withdrawal.amount.not_a_number": M("不是金额，如 1234.56", "Not an amount, as 1234.56"),
    "withdrawal.amount.exponent": M("请写全数字，不用 e，如 1234.56", "Write it out, without e, as 1234.56"),
    "withdrawal.amount.sign": M("金额不带正负号，如 1234.56", "No sign before an amount, as 1234.56"),
    "withdrawal.amount.exotic_digits": M(
        "「{character}」不能用，请用 0 至 9", "'{character}' won't do: use 0 to 9"
    ),
    "withdrawal.amount.too_many_decimals": M(
        "最多两位小数，现有 {decimals} 位，如 1234.56", "Two decimals at most, not {decimals}: as 1234.56"
    ),
    "withdrawal.amount.too_large": M("金额超过 {max}", "More than {max}"),
    "withdrawal.amount.bad_grouping": M(
        "千分位逗号位置不对，如 1,234.56", "A comma stands in the wrong place, as 1,234.56"
    ),
    "key.switch_kind": M("换类型", "Kind"),
    "key.switch_kind.help": M("租房/其他互换，已填不变", "rent or other; keeps all"),
}
