"""One case before the person who decides it."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "review.maker": M("经办", "Maker"),
    "review.at": M("{terminal} 号窗口 {at}", "counter {terminal}, {at}"),
    "review.changed": M("提交后情况有变，按 F9 退回经办人", "The facts changed since: F9 sends it back"),
    "review.earlier": M("更正 {case_no}（{reason}）", "Corrects {case_no} ({reason})"),
    "review.ground": M("例外理由", "Ground"),
    "review.attachments": M("附件", "Papers filed"),
    "review.papers": M("已核材料", "Papers seen"),
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
        "核对后 F9 授权，R 驳回，B 退回", "Check, then F9 approves, R rejects, B sends back"
    ),
}
