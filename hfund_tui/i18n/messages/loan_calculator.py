"""The loan calculator on the screen."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.loan_calculator.title": M("贷款计算器", "Loan calculator"),
    "operation.loan_calculator.help": M(
        "无需职工资料，试算还款计划", "A repayment schedule without a member"
    ),
    "loan_calculator.help.rule": M("只试算，什么都不保存", "It works out and keeps nothing"),
    "loan_calculator.help.next": M(
        "录本金和期数，其余有默认值，可试提前还款", "Principal and months; the rest has its default"
    ),
    "loan_calculator.principal": M("贷款本金", "Principal"),
    "loan_calculator.months": M("期数 (月)", "Months"),
    "loan_calculator.months.between": M("1 至 {most} 个月", "1 to {most} months"),
    "loan_calculator.months.years": M("{years} 年 {months} 个月", "{years} years {months} months"),
    "loan_calculator.home": M("住房", "Home"),
    "loan_calculator.rate": M("年利率 %", "Rate %"),
    "loan_calculator.rate.policy": M("不填 = 现行 {rate}%", "empty = {rate}% today"),
    "loan_calculator.rate.wrong": M("0 至 {most} 的百分数，如 3.25", "0 to {most} percent, like 3.25"),
    "loan_calculator.method": M("还款方式", "Method"),
    "loan_calculator.first_due": M("首次还款日", "First due"),
    "loan_calculator.first_due.default": M("不填 = {day}", "empty = {day}"),
    "loan_calculator.first_due.wrong": M("日期不对，如 20200320", "No such day; write it like 20200320"),
    "loan_calculator.first_due.too_late": M("超出 9999 年：请提前首期", "Ends after 9999: start earlier"),
    "loan_calculator.prepaid_after": M("第几期后提前还", "Prepaid after"),
    "loan_calculator.prepaid_after.hint": M("不填 = 不提前还款", "empty = none"),
    "loan_calculator.prepaid": M("提前还本金", "Prepaid"),
    "loan_calculator.effect": M("还款后", "Then"),
    "loan_calculator.instalment": M("首期月供", "First instalment"),
    "loan_calculator.interest": M("利息合计", "Interest in all"),
    "loan_calculator.paid": M("还款合计", "Paid in all"),
    "loan_calculator.last_due": M("到期日", "Last due"),
    "loan_calculator.saved": M("节省利息", "Interest saved"),
    "loan_calculator.period": M("期", "No."),
    "loan_calculator.due": M("还款日", "Due"),
    "loan_calculator.payment": M("月供", "Payment"),
    "loan_calculator.of_it_principal": M("本金", "Principal"),
    "loan_calculator.of_it_interest": M("利息", "Interest"),
    "loan_calculator.left": M("剩余本金", "Balance"),
    "loan_calculator.prepaid_row": M("提前还 {amount}", "prepaid {amount}"),
    "loan_calculator.more": M("其后 {n} 期", "{n} more"),
}
