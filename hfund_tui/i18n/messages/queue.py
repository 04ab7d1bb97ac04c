"""The queue."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "queue.title": M("待办", "Queue"),
    "queue.loading": M("正在读取...", "Loading..."),
    "queue.none": M("没有待办的业务，R 刷新，Esc 返回", "Nothing waits; R looks again, Esc goes back"),
    "queue.count": M("{n} 笔", "{n} cases", one="{n} case"),
    "queue.late": M("超期 {n} 笔", "{n} overdue"),
    "queue.left_out": M("另有 {n} 笔未列出", "{n} more not shown"),
    "queue.today": M("今天", "today"),
    "queue.overdue": M("{days} 超期", "{days} late"),
    "queue.due": M("{day} 前办结", "due {day}"),
    "queue.branch": M("管理部 {branch}", "branch {branch}"),
    "queue.returned": M("退回：{reason}", "Sent back: {reason}"),
    "queue.rejected": M("驳回：{reason}", "Rejected: {reason}"),
    "queue.hint.rejected": M(
        "已驳回，占用已释放；告知职工，可重新办理", "Rejected, its money is free: tell the member"
    ),
    "queue.hint.free": M("回车领取并打开", "Enter takes and opens it"),
    "queue.hint.mine": M("已由您领取，回车打开，T 释放", "Taken by you: Enter opens, T releases"),
    "queue.hint.taken": M("已由 {who} 领取", "Taken by {who}"),
    "queue.hint.own": M("您经办的业务，等主管授权", "Your own case: it waits for a supervisor"),
    "queue.hint.returned": M("回车打开表单修改，Ctrl+R 放弃", "Enter opens the form, Ctrl+R gives it up"),
    "queue.here_already": M("已在待办", "You are in the queue"),
    "queue.supervisor_takes": M("只有主管能领取", "Only a supervisor takes cases"),
    "queue.maker_gives_up": M("只有经办人能撤销", "Only its maker gives it up"),
    "queue.given_up": M("业务 {case_no} 已撤销，占用已释放", "Case {case_no} is cancelled, its money free"),
    "queue.give_up.title": M("撤销本笔业务", "Give the case up"),
    "queue.give_up.question": M(
        "撤销后不能恢复，占用的金额立即释放。要撤销吗？",
        "It can't be brought back; its money is free at once. Give it up?",
    ),
    "queue.help.rule": M(
        "经办的业务由别人授权，领取后别人不能动", "Others decide your cases; a taken one is yours"
    ),
    "queue.help.next": M("上下键或 J/K 选择，回车打开", "Up, Down or J, K choose; Enter opens"),
    "key.take": M("领取", "Take"),
    "key.take.help": M("领取或释放，不打开", "take or release it"),
    "key.give_up": M("撤销", "Give up"),
    "key.give_up.help": M("撤销自己经办的业务", "give up a case of your own"),
    "key.refresh": M("刷新", "Refresh"),
    "key.refresh.help": M("重新读取", "read again"),
}
