"""The help screen."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "help.title": M("帮助", "Help"),
    "help.rule": M("规则", "Rule"),
    "help.next": M("下一步", "Next"),
    "help.close": M("Esc 关闭", "Esc closes"),
    # Of dialogs that have no more to say.
    "frame.confirm.help.rule": M("未按「是」之前什么都不变", "Nothing happens before Yes"),
    "frame.confirm.help.next": M(
        "左右选择，回车确定；Esc 等于否", "Left and Right choose, Enter takes it; Esc is No"
    ),
    "loan.chart.help.rule": M(
        "左边变更前，右边变更后；只看不改", "Before and after the change; to look at only"
    ),
    "loan.chart.help.next": M("I 换余额或利息，回车返回", "I changes balance and interest, Enter goes back"),
    "paper_view.help.rule": M("纸上说的就是屏上的这些", "The paper says what stands here"),
    "paper_view.help.next": M("上下翻看，回车返回", "Up and Down to read on, Enter goes back"),
    "operation.park.help.rule": M(
        "填的都留着，只有自己看得到", "All that was typed is kept, and only you see it"
    ),
    "operation.park.help.next": M(
        "写一句提示，可不写，回车暂存", "A line to remember it by, or none; Enter parks it"
    ),
    "parked.help.rule": M("只列自己的；丢弃不影响账户", "Your own only; discarding one touches no account"),
    "parked.help.next": M("回车接着办，Del 丢弃", "Enter goes on with one, Del discards it"),
    "reveal.help.rule": M("每看一次都有记录，到时自动遮蔽", "Every look is on record, and ends by itself"),
    "reveal.help.next": M("选一项，选理由，回车", "Choose what, choose why, Enter"),
    "sign_in.change.help.rule": M(
        "首次签到须改密码；别人不能代改", "The first password is changed by yourself"
    ),
    "sign_in.change.help.next": M("新密码录两遍，F9 修改", "Type the new one twice, then F9"),
    "sign_in.passphrase.help.rule": M("没有口令就打不开数据", "Without the passphrase the data stay shut"),
    "sign_in.passphrase.help.next": M("录口令，回车", "Type it, then Enter"),
}
