"""The help screen."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "help.title": M("帮助", "Help"),
    "help.rule": M("规则", "Rule"),
    "help.next": M("下一步", "Next"),
    "help.close": M("Esc 关闭", "Esc closes"),
}
