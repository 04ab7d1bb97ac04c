"""The screen of the day: closing it, settling what is due."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "day.help.rule": M(
        "账不平不能日终；可说明的差异须写明", "Books must agree; other differences need words"
    ),
    "day.help.next": M("E 导出  I 回盘  O 结算，最后 C 日终", "E export, I answers, O settle; C closes last"),
    "day.loading": M("正在轧账...", "Adding up..."),
    "day.supervisors_only": M("只有主管能办；柜员只能查看", "Supervisors only; you may read"),
    "day.verdict.clean": M("账平，无差异，可以日终", "Books agree, no differences: may be closed"),
    "day.verdict.explain": M(
        "账平；日终前须说明 {n} 类差异",
        "Books agree; {n} kinds to explain",
        one="Books agree; {n} kind to explain",
    ),
    "day.verdict.unbalanced": M("账不平，不能日终", "Books don't agree: can't be closed"),
    "day.verdict.closed": M("已日终", "Closed"),
    "day.read_only": M("只读", "read only"),
    "day.only_today": M("已日终的营业日只能查看和存 PDF", "A closed day is read, or saved as PDF"),
    "day.turn.before": M("Left 前一营业日", "Left: the day before"),
    "day.turn.after": M("Right 后一营业日", "Right: the day after"),
    "day.turn.both": M("Left 前一营业日  Right 后一营业日", "Left, Right: the days beside it"),
    "day.turn.first": M("没有更早的日终单", "There is no earlier sheet"),
    "day.turn.last": M("这就是当前营业日", "This is the open day"),
    "key.day_before": M("前一日", "Day before"),
    "key.day_before.help": M("查看前一营业日的日终单", "the sheet of the day before"),
    "key.day_after": M("后一日", "Day after"),
    "key.day_after.help": M("查看后一营业日的日终单", "the sheet of the day after"),
    "day.due": M("待导出 {n} 笔  {amount}", "{n} to export  {amount}"),
    "day.due.none": M("没有待导出的付款", "No payouts to export"),
    "day.mend_first": M("账不平：先查明并更正，再日终", "Mend the books first"),
    "day.batch_from": M("批量结算从每月 {n} 日起办理", "The batch runs from day {n} of a month on"),
    "day.at_the_door": M(
        "日终后在签到画面开门或恢复营业日", "Days open at the sign-in screen, once this one is closed"
    ),
    "day.close.title": M("日终  {day}", "Close the day  {day}"),
    "day.close.explain": M("逐类写明原因，随日终单留存", "Say why for each kind; it stays with the sheet"),
    "day.close.clean": M(
        "无差异。日终后本日不能再办业务。", "No differences. Nothing more is posted on this day."
    ),
    "day.close.words": M("说明", "Why"),
    "day.close.missing": M("请写明原因", "Say why"),
    "day.close.keys": M("F9 日终   Esc 返回", "F9 closes the day   Esc goes back"),
    "day.close.f9": M("核对后按 F9 日终", "Check, then F9 closes the day"),
    "day.close.running": M("正在日终...", "Closing..."),
    "day.close.rule": M("日终后须两名主管才能恢复", "Once closed, it takes two supervisors to reopen"),
    "day.close.next": M("写明差异，F9 日终", "Explain, then F9"),
    "day.closed": M("营业日 {day} 已日终", "Business day {day} is closed"),
    "day.closed_saved": M("营业日 {day} 已日终，日终单 {path}", "Business day {day} is closed; sheet {path}"),
    "day.settle.title": M("批量结算", "Settle what is due"),
    "day.settle.note": M(
        "结算全部到期的离深销户；重新参保的自动撤回。\n中断后可再次运行，不会重复付款。",
        "Settles every closure that is due; those insured again are taken back.\n"
        "Cut short, it may be run again: nothing is paid twice.",
    ),
    "day.settle.keys": M("F9 开始   Esc 返回", "F9 begins   Esc goes back"),
    "day.settle.f9": M("按 F9 开始", "F9 begins"),
    "day.settle.done": M("已完成，Esc 返回", "Done: Esc goes back"),
    "day.settle.rule": M("逐笔入账，一笔一张回单", "Each is posted by itself, with its receipt"),
    "day.settle.next": M("F9 开始，完成后回车", "F9 begins; Enter when done"),
    "day.settle.settled": M("已结算", "Settled"),
    "day.settle.cancelled": M("已撤回", "Taken back"),
    "day.settle.pending": M("待授权", "To approve"),
    "day.settle.waiting": M("未到期", "Not due"),
    "day.settle.unknown": M("无社保记录", "No insurance on file"),
    "day.settle.refused": M("未能结算", "Not settled"),
    "day.settle.changed": M("情况有变，请再运行", "Changed meanwhile: run it again"),
    "key.export_payments": M("导出", "Export"),
    "key.export_payments.help": M("导出到期付款", "export what is due"),
    "key.import_returns": M("回盘", "Answers"),
    "key.import_returns.help": M("导入银行回盘", "take in the bank's answers"),
    "key.settle_due": M("结算", "Settle"),
    "key.settle_due.help": M("结算到期的离深销户", "settle closures that are due"),
    "key.close_day": M("日终", "Close"),
    "key.close_day.help": M("办理日终", "close the business day"),
}
