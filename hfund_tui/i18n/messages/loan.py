"""The forms of changes to a loan."""

from hfund_tui.i18n.message import M

MESSAGES = {
    # The loan as it stands.
    "loan.which": M("贷款合同", "Contract"),
    "loan.contract": M("合同", "Contract"),
    "loan.balance": M("余额", "balance"),
    "loan.instalment": M("月供", "instalment"),
    "loan.next_due": M("下次还款", "due"),
    "loan.left": M("剩余", "left"),
    "loan.debited_from": M("扣款", "from"),
    "loan.overdue": M("逾期须先还 {amount} (含罚息)", "Overdue: {amount} to pay, penalty included"),
    # Side by side.
    "loan.way.as_it_is": M("现在", "As it is"),
    "loan.way.changed": M("变更后", "Changed"),
    "loan.way.shorter": M("缩短期限", "Shorter"),
    "loan.way.lower": M("减少月供", "Lower"),
    "loan.way.settled": M("全部结清", "Settled"),
    "loan.row.instalment": M("下期应还", "Payment"),
    "loan.row.months": M("剩余期数", "Months"),
    "loan.row.last_due": M("最后还款日", "Last due"),
    "loan.row.interest": M("剩余利息", "Interest"),
    "loan.row.saved": M("节省利息", "Saved"),
    "loan.row.today": M("今日扣款", "Due today"),
    "loan.row.today_interest": M("其中利息", "- interest"),
    # The chart.
    "loan.chart.balance": M("贷款余额 (元)", "Balance (yuan)"),
    "loan.chart.interest": M("每期利息 (元)", "Interest of each month (yuan)"),
    "loan.chart.both": M("变更后", "after"),
    "loan.chart.only_before": M("变更减少", "saved"),
    "loan.chart.only_after": M("变更增加", "added"),
    "loan.chart.keys": M("i 余额/利息   回车 返回", "i balance or interest   Enter goes back"),
    "loan.chart.nothing": M("填写后才有图可看", "There is no chart yet: fill in first"),
    "key.chart": M("图", "Chart"),
    "key.chart.help": M("余额走势，变更前后", "before and after, over time"),
    "key.chart_interest": M("利息", "Interest"),
    "key.chart_interest.help": M("图上换看余额或利息", "balance or interest"),
    # Steps.
    "loan.step.amount": M("金额", "amount"),
    "loan.step.effect": M("方式", "effect"),
    "loan.step.months": M("期数", "months"),
    "loan.step.due_day": M("还款日", "due day"),
    "loan.step.method": M("还款方式", "method"),
    "loan.step.account": M("账户", "account"),
    "loan.step.papers": M("材料", "papers"),
    "loan.step.check": M("核对", "check"),
    # Early repayment.
    "loan.early.help.rule": M(
        "不填金额并回车即全部结清；利息按天计到今天",
        "Enter on an empty amount settles all; interest runs to today",
    ),
    "loan.early.help.next": M("录金额，比较各列，F9 提交", "The amount, compare the columns, F9"),
    "loan.early.amount": M("还本金额", "Principal"),
    "loan.early.effect": M("还款后", "Then"),
    "loan.early.effect.keep_instalment": M("缩短期限", "shorten the term"),
    "loan.early.effect.keep_term": M("减少月供", "lower the instalment"),
    "loan.early.empty": M("不填回车 = 结清 {amount}", "Enter = all, {amount}"),
    "loan.early.settles": M("全部结清", "settles the loan"),
    # Shortening.
    "loan.shorten.help.rule": M(
        "余额在更少的期数内还清，月供增加", "The rest in fewer months: the instalment rises"
    ),
    "loan.shorten.help.next": M("录剩余期数，回车比较，F9 提交", "Months left, Enter compares, F9"),
    "loan.shorten.months": M("改为剩余", "Months left"),
    "loan.shorten.between": M("{least} 至 {most} 个月", "{least} to {most} months"),
    # The repayment account.
    "loan.account.help.rule": M(
        "只用申请人本人账户；逾期时也可变更", "The applicant's own account only; also while overdue"
    ),
    "loan.account.help.next": M(
        "1 用联名卡；另一账户选银行、录账号，F9", "1 takes the linked card; else bank and number; F9"
    ),
    "loan.account.which": M("新账户", "New account"),
    "loan.account.linked_card": M("联名卡 {card}", "linked card {card}"),
    "loan.account.another": M("另一账户", "another account"),
    "loan.account.number": M("账号", "Account no."),
    "loan.account.replaces": M("替换", "Replaces"),
    "loan.account.none": M("此前没有", "none so far"),
    "loan.account.from": M("新账户自 {day} 扣款", "the new one is debited from {day}"),
    # The method.
    "loan.method.help.rule": M(
        "余额按另一方式还，期数不变", "The rest by the other method, in as many months"
    ),
    "loan.method.help.next": M("核对比较，勾选材料，F9 提交", "Compare, tick the papers, F9"),
    "loan.method.method": M("改为", "Method"),
    # The due day.
    "loan.due_day.help.rule": M(
        "首期带多出天数的利息，以后每月同一天", "The first instalment carries the odd days' interest"
    ),
    "loan.due_day.help.next": M("录每月还款日，回车，F9 提交", "The day of the month, Enter, F9"),
    "loan.due_day.day": M("改为每月", "Day of month"),
    "loan.due_day.limits": M(
        "1 至 {last}，不用 {now} (现在) 和 {today} (今天)", "1 to {last}, not {now} (now) nor {today} (today)"
    ),
    "loan.due_day.first": M("下次还款", "Next due"),
    "loan.due_day.odd": M("应还 {amount}，含多出天数利息 {odd}", "{amount}, odd days {odd}"),
}
