"""The words of commands: `key.<name>` in the key bar, `key.<name>.help` on the help screen."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "key.help": M("帮助", "Help"),
    "key.help.help": M("本屏的键和下一步", "keys and next step here"),
    "key.member": M("职工", "Find"),
    "key.member.help": M("查找职工", "find a member"),
    "key.back": M("返回", "Back"),
    "key.back.help": M("返回，已录入的自动暂存", "back; parks what you typed"),
    "key.agreement": M("协议", "Agreement"),
    "key.agreement.help": M("签订或终止自助协议", "sign or end the agreement"),
    "key.withdrawal": M("提取", "Withdraw"),
    "key.withdrawal.help": M("办理提取", "withdraw"),
    "key.loan": M("贷后", "Loan"),
    "key.loan.help": M("办理贷后变更", "change a loan"),
    "key.park": M("挂起", "Park"),
    "key.park.help": M("挂起本笔并记备注", "park this with a note"),
    "key.queue": M("待办", "Queue"),
    "key.queue.help": M("待办和挂起的业务", "pending and parked cases"),
    "key.commit": M("提交", "Commit"),
    "key.commit.help": M("提交；回车从不提交", "commit; Enter never does"),
    "key.lock": M("锁屏", "Lock"),
    "key.lock.help": M("锁屏，已录入的不变", "lock; all you typed stays"),
    "key.command_line": M("命令", "Go"),
    "key.command_line.help": M("按名称/拼音/交易码办事", "any function, by name"),
    "key.language": M("English", "中文"),
    "key.language.help": M("切换为英文", "switch to Chinese"),
    "key.theme": M("主题", "Theme"),
    "key.theme.help": M("深色/浅色/高对比", "dark, light, high contrast"),
    "key.change_span": M("月/年", "month/year"),
    "key.change_span.help": M("本月或本年", "this month or this year"),
}
