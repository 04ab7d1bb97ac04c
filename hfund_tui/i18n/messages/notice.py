"""Notices to members: `notice.<kind>`, short as a text message."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "notice.sender": M("【住房公积金】", "[Housing Provident Fund]"),
    "notice.not_you": M("如非本人办理，请即致电 12329。", "If this was not you, call 12329 at once."),
    "notice.agreement_signed": M(
        "您的{agreement}已于 {day} 签订生效。", "Your {agreement} is in force from {day}."
    ),
    "notice.agreement_ended": M("您的{agreement}已于 {day} 终止。", "Your {agreement} ended on {day}."),
    "notice.proxy_registered": M(
        "已登记他人代您办理业务的{document}，有效期至 {day}。",
        "A {document} by which somebody acts for you was put on file, valid to {day}.",
    ),
    "notice.proxy_revoked": M("您的一项在册委托已撤销。", "One of your proxy documents was revoked."),
    "notice.card_linked": M("您的收款账户已变更为 {card}。", "Your payout card is now {card}."),
    "notice.repayment_account_changed": M(
        "您的贷款还款账户已变更为 {card}。", "Your loan is now debited from {card}."
    ),
    "notice.payout_ordered": M(
        "您提取的 {amount} 元将于 {day} 前转入 {card}，到账前请勿注销该卡。",
        "{amount} yuan will be paid to {card} by {day}. Do not close the card before.",
    ),
    "notice.payout_failed": M(
        "您的 {amount} 元未能付出，请关联新的本人银行卡。",
        "{amount} yuan could not be paid. Please link another card of your own.",
    ),
    "notice.debit_failed": M(
        "您的提前还款 {amount} 元未能扣款，贷款未变更。请存足款项后重新申请。",
        "Your early repayment of {amount} yuan could not be debited; the loan is as it was. Have the money"
        " in the account and ask for it again.",
    ),
    "notice.closure_accepted": M(
        "您的销户申请已受理，待社保条件满足后结算。",
        "Your closure was accepted and will be settled once the insurance condition holds.",
    ),
    "notice.closure_cancelled": M(
        "您的销户申请已撤销，账户恢复封存。", "Your closure was taken back; the account is sealed again."
    ),
    "notice.reversed": M(
        "您的「{operation}」业务已冲正，账户恢复原状。",
        "'{operation}' was taken back; your account is as it was before.",
    ),
}
