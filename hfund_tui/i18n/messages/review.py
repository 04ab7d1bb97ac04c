"""One case before the person who decides it."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "review.maker": M("经办", "Maker"),
    "review.at": M("{terminal} 号窗口 {at}", "counter {terminal}, {at}"),
    "review.changed": M("提交后情况有变，按 F9 退回经办人", "The facts changed since: F9 sends it back"),
    "review.earlier": M("更正 {case_no}（{reason}）", "Corrects {case_no} ({reason})"),
    "review.reversed": M("冲销业务", "Reverses"),
    "review.reason": M("冲销原因", "Reason"),
    "review.returned_reference": M("退款编号", "Bank ref."),
    "review.ground": M("例外理由", "Ground"),
    "review.attachments": M("附件", "Papers filed"),
    "review.papers": M("已核材料", "Papers seen"),
    "review.passed": M("已核规则", "Rules that hold"),
    "review.own": M(
        "您经办的业务，由别的主管授权；Ctrl+R 撤销", "Your own case: others decide it; Ctrl+R gives it up"
    ),
    "review.not_pending": M("该笔已退回经办人", "It is with its maker"),
    "review.approved": M(
        "业务 {case_no} 已授权，回单 {receipt}", "Case {case_no} is approved, receipt {receipt}"
    ),
    "review.rejected": M("业务 {case_no} 已驳回，占用已释放", "Case {case_no} is rejected, its money free"),
    "review.sent_back": M("业务 {case_no} 已退回经办人", "Case {case_no} is back with its maker"),
    "review.facts_changed": M(
        "情况有变，业务 {case_no} 未入账，已退回经办人",
        "The facts changed: case {case_no} was not posted and is back with its maker",
    ),
    "review.stale": M("显示的不是现在的方案，请重新核对", "This is not the plan any more: check it again"),
    "review.help.rule": M(
        "高风险须再输密码；金额大或新卡须重输", "High risk: password; high amount or new card: again"
    ),
    "review.help.next": M(
        "PgUp/PgDn 翻看，F9 授权，Ctrl+N 驳回，Ctrl+G 退回",
        "PgUp/PgDn read on; F9 approves, Ctrl+N rejects, Ctrl+G sends back",
    ),
}
