"""What a signed self-service agreement opens in each channel."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "channel.mini_program.unlocks": M("提取、贷后变更", "withdrawals, loan changes"),
    "channel.app.unlocks": M("提取、贷后变更", "withdrawals, loan changes"),
    "channel.website.unlocks": M("提取", "withdrawals"),
    "channel.alipay.unlocks": M("提取", "withdrawals"),
    "channel.self_voice.unlocks": M("提取", "withdrawals"),
}
