"""The loan calculators of the command line, and what they say about wrong usage."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "cli.schedule.help": M("计算还款计划", "Work out a repayment schedule"),
    "cli.schedule.more": M(
        "无需职工资料。--prepay 可多次给出，在该期还款之后提前还款。",
        "No member is needed. --prepay may be given several times; it is paid right after that period's"
        " instalment.",
    ),
    "cli.option.principal": M("贷款本金，元", "the principal in yuan"),
    "cli.option.rate": M("年利率，百分数，0 至 60", "rate a year in percent, 0 to 60"),
    "cli.option.months": M("期数 (月)", "number of months"),
    "cli.option.method": M("等额本息或等额本金", "equal instalment or equal principal"),
    "cli.option.first_due": M("首次还款日", "the first due date"),
    "cli.option.due_day": M(
        "约定还款日 1 至 31，默认取首次还款日", "due day, 1 to 31; that of the first due date by default"
    ),
    "cli.option.prepay": M(
        "提前还款 期数:金额:方式，方式为 keep_term (期限不变) 或 keep_instalment (月供不变)",
        "early repayment period:amount:effect, the effect keep_term or keep_instalment",
    ),
    "cli.schedule.instalment": M("首期月供", "first instalment"),
    "cli.schedule.total_interest": M("利息合计", "interest in all"),
    "cli.schedule.total_payment": M("还款合计", "paid in all"),
    "cli.schedule.periods": M("期数", "instalments"),
    "cli.schedule.last_due": M("到期日", "last due date"),
    "cli.schedule.period": M("期", "no."),
    "cli.schedule.due": M("还款日", "due"),
    "cli.schedule.payment": M("月供", "payment"),
    "cli.schedule.principal": M("本金", "principal"),
    "cli.schedule.interest": M("利息", "interest"),
    "cli.schedule.prepaid": M("提前还款", "prepaid"),
    "cli.schedule.balance": M("剩余本金", "balance"),
    "error.usage_rate.what": M(
        "{name} 不是 0 至 60 的百分数: {value}", "{name} is no percentage from 0 to 60: {value}"
    ),
    "error.usage_rate.do": M("写作 3.25", "Write it like 3.25"),
    "error.usage_prepayment.what": M("{name} 无法识别: {value}", "{name} can't be read: {value}"),
    "error.usage_prepayment.do": M(
        "写作 24:100000:keep_term 或 24:100000:keep_instalment",
        "Write it like 24:100000:keep_term or 24:100000:keep_instalment",
    ),
    "error.usage_principal.what": M("{name} 不能为 0", "{name} can't be 0"),
    "error.usage_principal.do": M("以元为单位写出贷款本金", "Write the principal in yuan"),
    "error.usage_months.what": M("{name} 最多 {most}", "{name} is {most} at most"),
    "error.usage_months.do": M("核对期数，以月为单位", "Check the term; it is in months"),
    "error.usage_due_day.what": M(
        "{name} {value} 与首次还款日 {first} 不符", "{name} {value} does not fit the first due date {first}"
    ),
    "error.usage_due_day.do": M(
        "两者的日须相同；当月没有该日时为月末",
        "They are the same day, or the month's last if it is too short",
    ),
    "error.prepayment_after_the_end.what": M(
        "第 {period} 期已无欠款，共 {last} 期", "Nothing is left in period {period}; the last one is {last}"
    ),
    "error.prepayment_after_the_end.do": M("改为更早的期数", "Choose an earlier period"),
    "error.prepayment_more_than_left.what": M(
        "第 {period} 期后只欠 {left}", "After period {period} only {left} is left"
    ),
    "error.prepayment_more_than_left.do": M("提前还款不超过剩余本金", "Repay no more than what is left"),
}
