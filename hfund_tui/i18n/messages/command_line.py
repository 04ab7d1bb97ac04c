"""The command line."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "command_line.prompt": M("名称、拼音首字母或交易码", "name, pinyin initials or transaction code"),
    "command_line.nothing": M("没有这个功能", "No such function"),
    "command_line.not_permitted": M("当前岗位不能办理", "Not for your role"),
    "command_line.sign_out": M("签退", "Sign out"),
    "command_line.quit": M("退出程序", "Quit"),
    "command_line.lock": M("锁屏", "Lock"),
    "command_line.language": M("切换语言 English", "Switch language 中文"),
    "command_line.theme": M("换主题", "Switch theme"),
    "command_line.help.rule": M(
        "输满四位交易码直接进入，其余按回车。", "A whole transaction code starts at once; else Enter."
    ),
    "command_line.help.next": M(
        "输入几个字母或数字，用上下键选择。", "Type a few letters or digits; choose with Up and Down."
    ),
}
