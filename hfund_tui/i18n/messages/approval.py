"""Why a second person is needed: `approval.<reason>`, with the value that made it so and the limit."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "approval.proxy_acts": M("由受托人代办 ({value})", "A proxy acts ({value})"),
    "approval.amount_above_limit": M(
        "金额 {value} 超过授权限额 {limit}", "Amount {value} is above the limit of {limit}"
    ),
    "approval.rule_overridden": M("例外放行：{value}", "Exception to a rule: {value}"),
    "approval.closure": M("{value}须复核", "{value}: every closing is looked at"),
    "vocabulary.approval_reason.closure": M("销户", "closing of an account"),
    "vocabulary.approval_reason.proxy_acts": M("受托人代办", "a proxy acts"),
    "vocabulary.approval_reason.amount_above_limit": M("金额超限", "amount above the limit"),
    "vocabulary.approval_reason.rule_overridden": M("例外放行", "exception to a rule"),
    "approval.reversal": M("撤销或冲正已入账业务：{value}", "A posted case is taken back: {value}"),
    "approval.new_card": M(
        "收款卡 {value} 新关联，{limit}内首次付款", "First payout to a card linked {value}, within {limit}"
    ),
    "vocabulary.approval_reason.new_card": M("新关联卡", "new card"),
    "vocabulary.approval_reason.reversal": M("撤销冲正", "reversal"),
}
