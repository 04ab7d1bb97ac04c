"""The channels in short, and where a member can do something alone."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "channel.mini_program": M("粤省事", "Yueshengshi"),
    "channel.website": M("网站", "web"),
    "channel.app": M("APP", "app"),
    "channel.alipay": M("支付宝", "Alipay"),
    "channel.self_voice": M("语音", "voice"),
    "channel.alone": M("自助", "Self-service"),
    "channel.nowhere": M("仅限柜台办理", "no, at the counter only"),
}
