"""Answers that an agent reads out: whole sentences, figures where they are heard best."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.what_if.title": M("试算答复", "What-if answers"),
    "operation.what_if.help": M(
        "额度、提前还款、月供、销户利息", "Quota, early repayment, instalment, closing"
    ),
    "answer.asked.quota": M("提取额度", "Quota"),
    "answer.asked.early_repayment": M("提前还款", "Early repayment"),
    "answer.asked.instalment": M("下期月供", "Next instalment"),
    "answer.asked.closing": M("销户本息", "Closing"),
    "answer.quota": M(
        "{service}：您现在最多可以提取 {amount} 元，即每月应缴 {due} 元的 {ratio}，共 {months}，{span}。",
        "{service}: at most {amount} now, which is {ratio} of {due} a month for {months}, {span}.",
    ),
    "answer.quota_later": M(
        "{service}：额度是 {amount} 元（每月应缴 {due} 元的 {ratio}，共 {months}，{span}），但现在还不能办理。",
        "{service}: the quota is {amount} ({ratio} of {due} a month for {months}, {span}), but not yet.",
    ),
    "answer.quota_none": M(
        "{service}：现在没有可以提取的月份。", "{service}: there is no month to be claimed now."
    ),
    "answer.loan_now": M(
        "您的贷款还剩本金 {balance} 元，每月还 {instalment} 元，{last} 还清，还要付利息 {interest} 元。",
        "{balance} is still owed: {instalment} a month until {last}, with {interest} of interest to come.",
    ),
    "answer.loan_contract": M("合同 {contract}：", "Contract {contract}:"),
    "answer.loan_shorter": M(
        "提前还 {amount} 元、月供不变：{last} 还清，少付利息 {saved} 元；今天连利息共付 {today} 元。",
        "Repay {amount} and keep the instalment: done on {last}, {saved} of interest less; {today} today with "
        "interest.",
    ),
    "answer.loan_lower": M(
        "提前还 {amount} 元、期限不变：月供降到 {instalment} 元，少付利息 {saved} 元；今天连利息共付 {today} 元。",
        "Repay {amount} and keep the term: {instalment} a month, {saved} of interest less; {today} today with "
        "interest.",
    ),
    "answer.loan_all": M(
        "今天全部结清要付 {today} 元：本金 {amount} 元，利息 {interest} 元；少付利息 {saved} 元。",
        "To settle all of it today: {today}, principal {amount} and interest {interest}; {saved} of interest less.",
    ),
    "answer.loan_overdue": M(
        "您有逾期款 {amount} 元，要先还清才能提前还款。", "{amount} is overdue and has to be paid first."
    ),
    "answer.instalment": M(
        "下一期 {day} 应还 {amount} 元：本金 {principal}，利息 {interest}；之后还剩 {left} 元，年利率 {rate}%。",
        "{amount} is due on {day}: principal {principal}, interest {interest}; {left} left, at {rate} %.",
    ),
    "answer.closing": M(
        "今天销户，余额 {balance} 元，加利息 {interest} 元（{days}，年利率 {rate}%），一共 {total} 元。",
        "Closed today: {balance} and {interest} of interest ({days} at {rate} % a year), {total} in all.",
    ),
    "error.caller_owes_nothing.what": M("来电人没有在还的贷款", "The caller has no running loan"),
    "error.caller_owes_nothing.do": M("可答复提取额度或销户本息", "Speak about quota or closing instead"),
    "error.answer_amount.what": M("金额须大于 0，不超过贷款余额", "An amount above 0, at most what is owed"),
    "error.answer_amount.do": M("留空为全部结清", "Leave it empty to settle all of it"),
}
