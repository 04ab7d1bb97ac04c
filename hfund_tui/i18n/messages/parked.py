"""Parked drafts: what was begun and can be resumed."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "key.discard": M("丢弃", "Discard"),
    "key.discard.help": M("丢弃选中的暂存", "discard the chosen draft"),
    "parked.title": M("暂存的业务", "Parked drafts"),
    "parked.loading": M("正在读取...", "Loading..."),
    "parked.none": M(
        "没有暂存的业务。办理中按 F7 或 Esc 即自动暂存", "Nothing is parked. F7 or Esc inside a form parks it"
    ),
    "parked.keys": M("回车恢复   Del 丢弃   Esc 关闭", "Enter resumes   Del discards   Esc closes"),
    "parked.submitted_since": M(
        "后来已另办 {case_no}，无用可丢弃", "Since done as {case_no}: discard it if of no use"
    ),
    "parked.discard.title": M("丢弃暂存", "Discard the draft"),
    "parked.discard.question": M(
        "已录入的内容将删除，不影响职工账户。确定丢弃吗？",
        "What was typed is deleted; the account is untouched. Discard it?",
    ),
    "parked.discarded": M("已丢弃", "Discarded"),
}
