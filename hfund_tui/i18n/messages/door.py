"""Opening a business day, where none is open."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "door.help.rule": M(
        "营业日只往前开；恢复上一日须两名主管", "Days go forward; the last one needs two to reopen"
    ),
    "door.help.next": M("F9 开门，随即签到", "F9 opens the day and signs you in"),
    "door.title": M("{branch}没有开着的营业日", "{branch} has no open business day"),
    "door.way": M("办理", "Do"),
    "door.open": M("开营业日 {day}", "open {day}"),
    "door.reopen": M("恢复 {day}", "reopen {day}"),
    "door.day_hint": M("空 = {day}", "empty = {day}"),
    "door.keys": M("F9 确定并签到   Esc 返回", "F9 does it and signs in   Esc goes back"),
    "door.f9": M("核对后按 F9", "Check, then F9"),
}
