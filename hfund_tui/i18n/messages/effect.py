"""What posting a plan does, one sentence for each effect: `effect.<kind>`."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "effect.register_proxy": M(
        "登记 {name} 的{document}，有效期至 {valid_to}",
        "Put the {document} of {name} on file, valid to {valid_to}",
    ),
    "effect.record_proxy_act": M("记录受托人本次代办", "Record that the proxy acted"),
    "effect.put_agreement_in_force": M(
        "{agreement} {version} 版即时生效", "Put the {agreement} {version} in force at once"
    ),
    "effect.end_agreement": M("终止协议，停用自助渠道", "End the agreement and self-service with it"),
    "effect.end_co_repayment": M("终止共同还款人协议", "End the co-repayer agreement"),
    "effect.revoke_document": M(
        "撤销 {name} 的在册委托，立即生效", "Revoke the proxy document of {name} at once"
    ),
    "effect.claim_months": M(
        "使用可提取月份 {n} 个 ({span})",
        "Use {n} claimable months ({span})",
        one="Use {n} claimable month ({span})",
    ),
    "effect.forgone": M("；其余 {amount} 以后不能再提", "; the other {amount} can't be taken later"),
    "effect.debit_account": M("账户 {account} 扣减 {amount}", "Take {amount} from account {account}"),
    "effect.pay_out": M(
        "{pay_by} 前付至本人联名卡 {card}", "Pay to the member's own card {card} by {pay_by}"
    ),
    "effect.pay_out_held": M(
        "冷静期至 {not_before}，{pay_by} 前付至本人联名卡 {card}",
        "Hold until {not_before}, pay to the member's own card {card} by {pay_by}",
    ),
    "effect.change_card": M("收款账户变更为 {card}", "Link card {card} for payouts"),
    "effect.replace_order": M(
        "业务 {case_no} 的失败款项改由本笔支付", "Pay what failed in case {case_no} with this order"
    ),
    "effect.undo_case": M(
        "{kind}业务 {case_no} ({operation})", "Undo case {case_no} ({operation}) by a {kind}"
    ),
    "effect.credit_interest": M(
        "结息 {days} 天，年利率 {rate}%，入账 {amount}",
        "Credit {amount} of interest: {days} days at {rate}% a year",
    ),
    "effect.set_account_state": M(
        "账户 {account} 由{before}变为{state}", "Account {account}: {before} becomes {state}"
    ),
    "effect.accept_closure": M(
        "受理销户，暂不结算；按现有社保记录，{day} 起可结算",
        "Accept the closure without settling it; as things stand it can be settled from {day}",
    ),
    "effect.accept_closure_open": M(
        "受理销户，暂不结算；社保停缴或转移后方可结算",
        "Accept the closure without settling it; it waits until the insurance stops or is transferred",
    ),
    "effect.end_closure": M("撤回销户 {case_no}", "Take closure {case_no} back"),
    "effect.end_closure_settled": M("结算销户 {case_no}", "Settle closure {case_no}"),
    "effect.file_insurance": M("登记社保缴纳情况：{insurance}", "Put on file: social insurance {insurance}"),
    "effect.record_exception": M("登记例外：{rule}", "Record the exception: {rule}"),
}
