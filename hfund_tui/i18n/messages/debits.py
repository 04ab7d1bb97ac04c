"""Debit files and the bank's answers: screens, errors, command line."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "debits.help.rule": M(
        "到期应还每笔扣一次；失败的下次连罚息再扣",
        "Each due instalment is debited once; one that failed, again",
    ),
    "debits.help.next": M("F9 导出，把文件交银行，I 导入回盘", "F9 exports; I takes in the answers"),
    "debits.due": M("应扣 {n} 笔，合计 {amount}", "{n} to debit, {amount} in all"),
    "debits.none_due": M("没有到期的扣款", "No debit is due"),
    "debits.no_files": M("还没有扣款文件，先按 F9 导出", "No debit file yet: F9 exports one"),
    "debits.exported": M("{file_no}  {n} 笔  {amount}", "{file_no}  {n} debits  {amount}"),
    "debits.files": M("扣款文件，新的在前", "Debit files, newest first"),
    "debits.state.sent": M("待回盘 {n}", "{n} open"),
    "debits.state.paid": M("已扣 {n}", "{n} debited"),
    "debits.state.failed": M("失败 {n}", "{n} failed"),
    "debits.returns.paid": M("已扣", "Debited"),
    "day.debits_due": M("待扣 {n} 笔  {amount}", "{n} to debit  {amount}"),
    "key.export_debits": M("扣款", "Debits"),
    "key.export_debits.help": M("导出到期扣款", "export due debits"),
    # Errors.
    "error.no_debits_to_send.what": M("没有到期的扣款", "No debit is due"),
    "error.no_debits_to_send.do": M("无需导出", "There is nothing to export"),
    "error.debits_need_second.what": M(
        "{n} 笔扣款超过单人上限 {most} 笔", "{n} debits are more than the {most} one person may send"
    ),
    "error.debits_need_second.do": M(
        "请另一名主管输入代码和密码", "Another supervisor gives code and password"
    ),
    "error.debit_file_unknown.what": M(
        "本管理部没有扣款文件 {file_no}", "This branch has no debit file {file_no}"
    ),
    "error.debit_file_unknown.do": M("核对文件编号", "Check the file number"),
    "error.debit_file_changed.what": M(
        "扣款文件 {file_no} 与导出时不符", "Debit file {file_no} is not what was exported"
    ),
    "error.debit_file_changed.do": M(
        "没有写出；运行 hfund verify 并报告管理员", "Nothing was written; run hfund verify and report it"
    ),
    "error.file_of_debits.what": M("{file_no} 是扣款文件", "{file_no} is a file of debits"),
    "error.file_of_debits.do": M("扣款回盘用 9305 导入", "9305 takes in the answers to debits"),
    "error.file_of_payouts.what": M("{file_no} 是付款文件", "{file_no} is a file of payouts"),
    "error.file_of_payouts.do": M("付款回盘用 9302 导入", "9302 takes in the answers to payouts"),
    # Command line.
    "cli.debits.help": M("贷款扣款文件与银行回盘", "Files of loan debits and the bank's answers"),
    "cli.debits.export.help": M("导出到期扣款", "Send the debits that are due to a file for the bank"),
    "cli.debits.export.more": M(
        "到期应还先入账为应收，失败的连罚息再扣。笔数超过规定时须 --second 另一名主管。"
        "写文件失败时用 again 重写，不会重复扣款。",
        "Instalments that fell due are billed first; what failed goes again with its penalty. Above the policy's"
        " number another supervisor is needed (--second). If the file can't be written, write it with again:"
        " nothing is debited twice.",
    ),
    "cli.debits.again.help": M("重新写出扣款文件，内容不变", "Write a debit file once more, byte for byte"),
    "cli.debits.file_no": M("扣款文件编号", "the file's number"),
    "cli.debits.import.help": M("导入银行扣款回盘", "Take in what the bank debited"),
    "cli.debits.list.help": M("列出待扣款项和扣款文件", "What is due, and the files so far"),
    "cli.debits.exporting": M("导出扣款", "Exporting debits"),
    "cli.debits.written": M("扣款文件: {path}", "Debit file: {path}"),
    "cli.debits.totals": M(
        "{n} 笔，合计 {amount} 元",
        "{n} debits, {amount} yuan in all",
        one="{n} debit, {amount} yuan in all",
    ),
    "cli.debits.due": M(
        "待扣 {n} 笔，合计 {amount} 元",
        "{n} debits due, {amount} yuan in all",
        one="{n} debit due, {amount} yuan in all",
    ),
    "cli.debits.paid": M("已扣", "debited"),
    "cli.debits.open": M("待回盘", "open"),
}
