"""Words of the frame: header, status strip, leaving."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "frame.too_small": M(
        "窗口过小\n请放大到至少 80 列 24 行\n\n已录入的内容都还在",
        "The window is too small\nMake it at least 80 columns by 24 rows\n\nNothing you typed is lost",
    ),
    "frame.not_here": M("此处用不到这个键", "This key does nothing here"),
    "frame.dialog_open": M("请先完成或按 Esc 关闭当前窗口", "Finish this dialog first, or press Esc"),
    "frame.sign_in_first": M("请先签到", "Sign in first"),
    "frame.already_home": M("已在业务首页；Ctrl+Q 退出", "You are home already; Ctrl+Q quits"),
    "frame.how_to_quit": M("退出程序请按 Ctrl+Q", "Press Ctrl+Q to quit"),
    "frame.quit.title": M("退出程序", "Quit"),
    "frame.quit.question": M(
        "未办完的业务会自动暂存，下次签到后可继续。\n现在签退并退出?",
        "Unfinished work is parked; you can go on after signing in.\nSign out and quit now?",
    ),
    "frame.yes": M("是", "Yes"),
    "frame.no": M("否", "No"),
    "incident.title": M(
        "程序出错，已停止。事件编号 {number}", "The program failed and stopped. Incident {number}"
    ),
    "incident.state": M(
        "未提交的业务没有入账；已提交的以回单为准。",
        "Nothing that was not committed has been posted; what was committed has its receipt.",
    ),
    "incident.next": M(
        "请重新打开程序，并把事件编号告知系统管理员。",
        "Start it again, and tell the administrator the incident number.",
    ),
    "incident.file": M("记录在 {path} (不含职工资料)", "Recorded in {path} (holds no member data)"),
}
