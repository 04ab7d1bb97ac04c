"""The rules of changes to a loan: titles, what is wanted, and what would change the outcome."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "finding.loan_running.title": M("在还贷款", "Running loan"),
    "finding.loan_party.title": M("申请人身份", "Applicant's role"),
    "finding.loan_not_overdue.title": M("逾期欠款", "Overdue"),
    "finding.not_on_due_day.title": M("非还款日", "Not a due day"),
    "finding.not_changed_in_cycle.title": M("本期未办变更", "No change in this cycle"),
    "finding.no_debit_under_way.title": M("没有在途扣款", "No debit under way"),
    "finding.repayment_account_there.title": M("还款账户", "Repayment account"),
    "finding.prepayment_minimum.title": M("提前还款最低额", "Least early repayment"),
    "finding.prepayment_within_balance.title": M("不超贷款余额", "Within the loan's balance"),
    "finding.no_empty_instalment.title": M("没有零元月供", "No instalment of nothing"),
    "finding.months_left.title": M("剩余期数", "Months left"),
    "finding.new_term.title": M("缩期后期数", "New number of months"),
    "finding.income_suffices.title": M("月供不超收入比例", "Instalment within income"),
    "finding.other_method.title": M("新还款方式", "New method"),
    "finding.other_due_day.title": M("新还款日", "New due day"),
    "finding.own_account_number.title": M("还款账号", "Account number"),
    "finding.account_bank.title": M("开户银行", "Bank"),
    # What is wanted, where any value within a limit will do.
    "finding.prepayment_minimum.wanted": M("至少 {wanted}", "at least {wanted}"),
    "finding.prepayment_within_balance.wanted": M("不超过 {wanted}", "at most {wanted}"),
    "finding.months_left.wanted": M("至少 {wanted}", "at least {wanted}"),
    "finding.income_suffices.wanted": M("不超过 {wanted}", "at most {wanted}"),
    # What would change the outcome.
    "remedy.no_running_loan": M("没有在还贷款，无需办理", "No running loan: nothing to do"),
    "remedy.borrower_comes": M("须借款人或共同借款人申请", "A borrower or co-borrower has to apply"),
    "remedy.pay_overdue": M(
        "请先还清逾期 {amount}，入账后再办", "Pay the overdue {amount} first, then come back"
    ),
    "remedy.come_tomorrow": M("今天扣款，请 {day} 再办", "Debited today: come on {day}"),
    "remedy.next_cycle": M("本期已办变更，请 {day} 起再办", "Changed in this cycle: possible from {day}"),
    "remedy.wait_for_debit": M("有扣款未回盘，待银行回盘后再办", "A debit is under way: wait for the bank"),
    "remedy.choose_repayment_account": M("请先变更还款账户", "Choose a repayment account first"),
    "remedy.at_least": M("每次至少 {amount}，或全部结清", "At least {amount} each time, or all of it"),
    "remedy.settle_instead": M(
        "余额 {amount}：不填金额即结清", "{amount} is left: an empty amount settles it"
    ),
    "remedy.repay_as_agreed": M("期数太少，请按原计划还清", "Too few months: repay as agreed"),
    "remedy.leave_more": M(
        "余下的不够分摊到每期，请少还一些", "Too little is left for the instalments: repay less"
    ),
    "remedy.months_between": M("请填 {least} 至 {most}", "Between {least} and {most}"),
    "remedy.choose_more_months": M(
        "请多留几期，使月供降低", "Keep more months, so that the instalment falls"
    ),
    "remedy.choose_other_method": M("已是这种方式，请选另一种", "It is repaid so already: choose the other"),
    "remedy.choose_due_day": M(
        "1 至 {last} 日，不能是现在的 {now} 日或今天 {today} 日",
        "From 1 to {last}, but not {now} (as it is) nor {today} (today)",
    ),
    "remedy.another_account": M("已在此账户扣款，请换一个", "Debited there already: take another account"),
}
