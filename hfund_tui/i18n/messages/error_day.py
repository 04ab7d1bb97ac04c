"""Errors of cards, reversals, payment files, the day and notices: what is wrong, and what to do."""

from hfund_tui.i18n.message import M

MESSAGES = {
    # Cards and payouts.
    "error.card_taken.what": M("该卡已关联给其他职工", "This card is linked to another member"),
    "error.card_taken.do": M("没有改动；请换一张本人银行卡", "Nothing was changed; take another card"),
    "error.payout_not_failed.what": M("该笔款项已不在失败状态", "This payout is no longer a failed one"),
    "error.payout_not_failed.do": M("已由他人处理，查看结果", "Somebody dealt with it; look at its outcome"),
    # Reversals.
    "error.case_reversed.what": M("该业务刚被冲正", "This case was reversed just now"),
    "error.case_reversed.do": M(
        "没有重复冲正；查看冲正回单", "It was not reversed twice; look at the receipt"
    ),
    "error.void_too_late.what": M(
        "业务 {case_no} 已过当日，不能撤销", "Case {case_no} can't be voided after its day"
    ),
    "error.void_too_late.do": M("重新核对后按冲正办理", "Look again and make a correcting entry"),
    "error.payout_on_its_way.what": M(
        "业务 {case_no} 的款项已发银行", "The payout of case {case_no} is at the bank"
    ),
    "error.payout_on_its_way.do": M("待回盘后再冲正", "Wait for the bank's answer"),
    "error.payout_was_paid.what": M("业务 {case_no} 的款项已付出", "The payout of case {case_no} was paid"),
    "error.payout_was_paid.do": M("款项退回后录入退款编号", "Once it came back, enter the bank's reference"),
    # Payment files.
    "error.nothing_to_send.what": M("没有到期的付款", "No payout is due"),
    "error.nothing_to_send.do": M("无需导出", "There is nothing to export"),
    "error.export_needs_second.what": M(
        "{n} 笔付款超过单人上限 {most} 笔", "{n} payouts are more than the {most} one person may send"
    ),
    "error.export_needs_second.do": M(
        "请另一名主管输入代码和密码", "Another supervisor gives code and password"
    ),
    "error.payment_file_unknown.what": M(
        "本管理部没有付款文件 {file_no}", "This branch has no payment file {file_no}"
    ),
    "error.payment_file_unknown.do": M("核对文件编号", "Check the file number"),
    "error.payment_file_changed.what": M(
        "付款文件 {file_no} 与导出时不符", "Payment file {file_no} is not what was exported"
    ),
    "error.payment_file_changed.do": M(
        "没有写出；运行 hfund verify 并报告管理员", "Nothing was written; run hfund verify and report it"
    ),
    "error.file_not_written.what": M("写不了文件 {path}", "The file {path} can't be written"),
    "error.file_not_written.do": M(
        "业务已完成；检查磁盘后重新写出", "The work itself is done; check the disk and write it again"
    ),
    "error.file_not_read.what": M("读不出文件 {path}", "The file {path} can't be read"),
    "error.file_not_read.do": M("核对路径和权限", "Check the path and its permissions"),
    # Return files: the whole file.
    "error.return_not_a_file.what": M("这不是回盘文件", "This is not a return file"),
    "error.return_not_a_file.do": M("核对所选文件；没有导入", "Check which file it is; nothing was taken in"),
    "error.return_no_head.what": M("首行不是「R,文件编号」", "The first line is not R and a file number"),
    "error.return_no_head.do": M("请银行重新提供；没有导入", "Ask the bank again; nothing was taken in"),
    "error.return_no_totals.what": M("末行合计缺失", "The last line has no totals"),
    "error.return_no_totals.do": M(
        "文件可能不完整，请银行重新提供", "It may be cut off: ask the bank again; nothing was taken in"
    ),
    "error.return_empty.what": M("回盘文件没有明细", "The return file has no answers"),
    "error.return_empty.do": M("请银行重新提供；没有导入", "Ask the bank again; nothing was taken in"),
    # Return files: one line.
    "error.return_not_a_line.what": M(
        "明细应为 6 栏，以 D 开头", "An answer has 6 columns and begins with D"
    ),
    "error.return_not_a_line.do": M("请银行更正后重新提供", "Ask the bank to correct it"),
    "error.return_line_no.what": M("序号不是数字", "The line number is not a number"),
    "error.return_line_no.do": M("请银行更正后重新提供", "Ask the bank to correct it"),
    "error.return_result.what": M("结果应为 paid 或 failed", "The result is neither paid nor failed"),
    "error.return_result.do": M("请银行更正后重新提供", "Ask the bank to correct it"),
    "error.return_no_reason.what": M("失败没有写原因", "A failure without a reason"),
    "error.return_no_reason.do": M("请银行补写原因", "Ask the bank for the reason"),
    "error.return_amount.what": M("金额写法不对", "The amount can't be read"),
    "error.return_amount.do": M("请银行更正后重新提供", "Ask the bank to correct it"),
    "error.return_twice.what": M("同一序号出现两次", "The same line number stands there twice"),
    "error.return_twice.do": M("请银行更正后重新提供", "Ask the bank to correct it"),
    "error.return_totals.what": M("合计与明细不符", "The totals don't fit the answers"),
    "error.return_totals.do": M("请银行更正后重新提供", "Ask the bank to correct it"),
    "error.return_unknown_order.what": M("付款文件里没有这一笔", "The payment file has no such order"),
    "error.return_unknown_order.do": M(
        "与付款文件核对序号和业务流水号", "Compare line and case number with it"
    ),
    "error.return_other_amount.what": M("金额与付款文件不同", "The amount is not the one that was sent"),
    "error.return_other_amount.do": M("与银行核对这一笔", "Clear this order up with the bank"),
    "error.return_contradicts.what": M("与先前导入的结果相反", "It contradicts an answer taken in before"),
    "error.return_contradicts.do": M("与银行核对这一笔", "Clear this order up with the bank"),
    # The day.
    "error.day_unbalanced.what": M("{difference}：相差 {amount}", "{difference}: {amount} apart"),
    "error.day_unbalanced.do": M(
        "不能日终；运行 hfund verify 查明并更正",
        "The day can't be closed; hfund verify finds the rows to mend",
    ),
    "error.day_unexplained.what": M("{difference} {n} 笔未说明", "{difference}: {n} without words"),
    "error.day_unexplained.do": M("写明原因后再日终", "Say why, then close the day"),
    "error.day_needs_two.what": M("须两名不同的主管", "It takes two different supervisors"),
    "error.day_needs_two.do": M("请另一名主管输入代码和密码", "Another supervisor gives code and password"),
    "error.no_day_to_reopen.what": M(
        "管理部 {branch} 没有已日终的营业日", "Branch {branch} has closed no day yet"
    ),
    "error.no_day_to_reopen.do": M("先开启营业日", "Open a business day first"),
    "error.day_not_closed.what": M("营业日 {day} 没有日终单", "Business day {day} has no sheet"),
    "error.day_not_closed.do": M("日终后才有；核对日期", "It is made when the day closes; check the date"),
    # Notices.
    "error.notice_unreadable.what": M(
        "第 {number} 号通知无法生成", "Notice {number} can't be put into words"
    ),
    "error.notice_unreadable.do": M(
        "其余通知已发送；运行 hfund verify 查明", "The others went out; hfund verify says what is wrong"
    ),
}
