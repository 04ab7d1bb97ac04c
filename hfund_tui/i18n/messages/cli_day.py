"""The command line: the day, payment files, notices."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "cli.day.no_holidays": M(
        "注意: 没有 {year} 年放假安排，工作日只按周末计算；请补充 holidays.toml",
        "Note: the holidays of {year} are not known, only weekends count; add them to holidays.toml",
    ),
    "cli.option.by": M("经办的员工代码，须输入密码", "staff code of who does it; the password is asked"),
    "cli.option.second": M(
        "第二名主管的代码，须输入密码", "code of a second supervisor; the password is asked"
    ),
    "cli.option.second_password_file": M(
        "第二名主管密码所在文件的第一行", "file whose first line is the second password"
    ),
    "cli.ask.second_password": M("第二名主管的密码:", "Password of the second supervisor:"),
    # day
    "cli.day.help": M("营业日", "Business days"),
    "cli.day.open.help": M(
        "开营业日；不给日期则为下一个工作日", "Open a business day; without a date, the next working day"
    ),
    "cli.day.opened": M("管理部 {branch} 营业日 {day} 已开", "Branch {branch}: business day {day} is open"),
    "cli.day.sheet.help": M("显示日终单", "Show the day sheet"),
    "cli.day.sheet.more": M(
        "账不平时退出码为 1。已日终的营业日用 --date。",
        "Exit code 1 while the books don't agree. --date shows the sheet of a day that was closed.",
    ),
    "cli.day.sheet.written": M("日终单已写入 {path}", "The sheet is in {path}"),
    "cli.day.close.help": M("营业日终", "Close the business day"),
    "cli.day.close.more": M(
        "可说明的差异: orders_not_sent、debits_not_sent、returns_missing、payouts_failed、"
        "pending_overdue、contributions_unfinished。"
        "其余差异须更正。",
        "Differences that words explain: orders_not_sent, debits_not_sent, returns_missing, payouts_failed,"
        " pending_overdue, contributions_unfinished. Others are mended.",
    ),
    "cli.day.reopen.help": M("恢复最后一个营业日", "Open the last closed day again"),
    "cli.day.reopen.more": M(
        "须两名主管依次输入密码；不在终端时，从标准输入各读一行。",
        "Two supervisors give their passwords in turn; without a terminal, a line each on standard input.",
    ),
    "cli.day.reopened": M(
        "管理部 {branch} 营业日 {day} 已恢复", "Branch {branch}: business day {day} is open again"
    ),
    "cli.option.sheet_date": M("已日终的营业日", "a day that was closed"),
    "cli.option.sheet_pdf": M("另存为 PDF", "write it as PDF too"),
    "cli.option.explain": M("差异=说明，可重复", "difference=why; may be repeated"),
    "error.usage_explanation.what": M("{name} 写法不对: {value}", "{name} can't be understood: {value}"),
    "error.usage_explanation.do": M(
        "写作 orders_not_sent=原因；可说明的差异见 --help",
        "Write it like orders_not_sent=why; --help lists what can be explained",
    ),
    "cli.option.anchors": M(
        "日终时写出的锚点文件，可重复", "a file of anchors that closing a day wrote; may be repeated"
    ),
    "cli.option.against": M(
        "存在别处的备份文件: 其中不该再变的内容要与现在一致，可重复",
        "a backup kept elsewhere: nothing in it that never changes may be another here; may be repeated",
    ),
    "error.not_anchors.what": M("{path} 不是锚点文件", "{path} is no file of anchors"),
    "error.not_anchors.do": M("用日终写出的 anchor-*.txt", "Give an anchor-*.txt that closing a day wrote"),
    # payments
    "cli.payments.help": M("付款文件与银行回盘", "Payment files and the bank's answers"),
    "cli.payments.export.help": M("导出到期付款", "Send what is due to a file for the bank"),
    "cli.payments.export.more": M(
        "笔数超过规定时须 --second 另一名主管。写文件失败时用 again 重写，付款不会重复。",
        "Above the policy's number another supervisor is needed (--second). If the file can't be written,"
        " write it with again: nothing is sent twice.",
    ),
    "cli.payments.again.help": M(
        "重新写出付款文件，内容不变", "Write a payment file once more, byte for byte"
    ),
    "cli.payments.file_no": M("付款文件编号", "the file's number"),
    "cli.payments.returns.help": M("导入银行回盘", "Take in the bank's answers"),
    "cli.payments.returns.more": M(
        "有一行不对则全部不导入，退出码为 1。重复导入不会重复入账。",
        "With one bad line nothing is taken in, and the exit code is 1. A file may be given again.",
    ),
    "cli.payments.returned": M("银行回盘文件", "the bank's return file"),
    "cli.option.dry_run": M("只检查，不导入", "look it through, take nothing in"),
    "cli.payments.exporting": M("导出付款", "Exporting payments"),
    "cli.payments.importing": M("导入回盘", "Taking answers in"),
    "cli.payments.written": M("付款文件: {path}", "Payment file: {path}"),
    "cli.payments.totals": M(
        "{n} 笔，合计 {amount} 元",
        "{n} payouts, {amount} yuan in all",
        one="{n} payout, {amount} yuan in all",
    ),
    "cli.payments.paid": M("已付", "paid"),
    "cli.payments.failed": M("失败", "failed"),
    "cli.payments.known": M("先前已导入", "known before"),
    "cli.payments.bad": M("有误", "bad"),
    "cli.payments.line": M("第 {n} 行", "line {n}"),
    "cli.payments.taken": M("已导入", "Taken in"),
    "cli.payments.only_looked": M("检查通过，没有导入", "No fault found; nothing was taken in"),
    "cli.payments.nothing_taken": M(
        "没有导入；请银行更正后重新提供", "Nothing was taken in: the bank corrects it first"
    ),
    # notices
    "cli.notices.help": M("给职工的通知", "Notices to members"),
    "cli.notices.deliver.help": M("发送待发通知", "Deliver what waits"),
    "cli.notices.deliver.more": M(
        "每条通知写成一个文件，以编号命名；中断后重新运行，不会多发。",
        "Each notice becomes a file named by its number; cut short, it is run again and nothing is told twice.",
    ),
    "cli.notices.delivering": M("发送通知", "Delivering notices"),
    "cli.notices.read.help": M("演示：职工手机收到的短信", "Demo: what arrived on the members' mobiles"),
    "cli.notices.read.more": M(
        "先发送待发的通知，再列出最近几条，重置密码的验证码也在其中。只用于演示。",
        "Delivers what waits, then lists the last messages, codes for a new password among them. Demo only.",
    ),
    "cli.notices.read.last": M("列最近几条", "how many of the last ones"),
    "cli.notices.read.none": M("还没有短信", "No messages yet"),
    "error.only_in_demo.what": M("只有演示里能看职工的短信", "Only a demo shows what members are sent"),
    "error.only_in_demo.do": M("加 --demo", "Add --demo"),
    "error.notices_unreadable.what": M("不能读取 {path}", "Can't read {path}"),
    "error.notices_unreadable.do": M("检查路径和权限", "Check the path and its permissions"),
    "cli.notices.delivered": M("已发送 {n} 条通知", "{n} notices delivered", one="{n} notice delivered"),
}
