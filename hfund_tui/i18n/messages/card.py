"""The forms of cards and of payouts that failed."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "card.help.rule": M(
        "只关联本人名下 I 类账户；旧卡同时停用", "The member's own class-I card; it replaces the old one"
    ),
    "card.help.next": M("数字键选银行，录卡号，核对后 F9", "Bank by digit, the number, then F9"),
    "card.step.bank": M("银行", "bank"),
    "card.step.number": M("卡号", "number"),
    "card.step.payout": M("付款", "payout"),
    "card.step.papers": M("材料", "papers"),
    "card.step.check": M("核对", "check"),
    "card.bank": M("开户银行", "Bank"),
    "card.number": M("卡号", "Card number"),
    "card.number.odd": M("校验位不符，请核对", "check digit is off"),
    "card.replaces": M("替换", "Replaces"),
    "card.replaces.none": M("此前未关联", "none so far"),
    "card.replaces.since": M("{day} 关联", "since {day}"),
    "card.waits": M("首次付款", "First payout"),
    "card.waits.until": M("{day} 起；此前的付款顺延", "from {day}; earlier ones wait"),
    "card.redirect.rule": M(
        "银行付款失败的款项，改付现在关联的卡", "What the bank could not pay goes to the card linked now"
    ),
    "card.redirect.next": M("数字键选款项，核对后 F9", "A digit picks the payout, then F9"),
    "card.redirect.payout": M("失败付款", "Failed"),
}
