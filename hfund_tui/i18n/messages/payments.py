"""Payment files and the bank's answers."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "payments.help.rule": M(
        "每笔付款只导出一次；文件可重新写出", "Each payout is sent once; a file may be written again"
    ),
    "payments.help.next": M("F9 导出，把文件交银行，I 导入回盘", "F9 exports; I takes in the answers"),
    "payments.due": M("到期 {n} 笔，合计 {amount}", "{n} due, {amount} in all"),
    "payments.none_due": M("没有到期的付款", "No payout is due"),
    "payments.no_files": M("还没有付款文件，先按 F9 导出", "No payment file yet: F9 exports one"),
    "payments.second": M("超过 {n} 笔，须另一名主管在场", "More than {n}: another supervisor has to be here"),
    "payments.f9": M("按 F9 导出", "F9 exports"),
    "payments.exported": M("{file_no}  {n} 笔  {amount}", "{file_no}  {n} payouts  {amount}"),
    "payments.done": M("已导出 {file_no}", "Exported {file_no}"),
    "payments.written_again": M("已重新写出 {file_no}", "{file_no} was written again"),
    "payments.files": M("付款文件，新的在前", "Payment files, newest first"),
    "payments.state.sent": M("待回盘 {n}", "{n} open"),
    "payments.state.paid": M("已付 {n}", "{n} paid"),
    "payments.state.failed": M("失败 {n}", "{n} failed"),
    "payments.returns.rule": M("有一行不对，整个文件都不导入", "One bad line, and nothing is taken in"),
    "payments.returns.next": M("录路径，回车检查，F9 导入", "The path, Enter checks, F9 takes it in"),
    "payments.returns.path": M("回盘文件", "Return file"),
    "payments.returns.path_first": M("先录入回盘文件的路径", "Give the path of the file first"),
    "payments.returns.enter": M("回车检查文件，尚未导入", "Enter looks it through; nothing is taken in yet"),
    "payments.returns.looked_first": M("已检查；核对后再按 F9 导入", "Looked through: check, then F9 again"),
    "payments.returns.paid": M("已付", "Paid"),
    "payments.returns.failed": M("失败", "Failed"),
    "payments.returns.known": M("先前已导入", "Known before"),
    "payments.returns.good": M("检查通过，F9 导入", "No fault found: F9 takes it in"),
    "payments.returns.bad": M(
        "{n} 行有误，没有导入", "{n} bad lines: nothing is taken in", one="{n} bad line: nothing is taken in"
    ),
    "payments.returns.correct_first": M("先请银行更正有误的行", "The bank corrects the bad lines first"),
    "payments.returns.nothing_new": M("没有新的回盘结果", "There is nothing new in it"),
    "payments.returns.taken": M("已导入", "Taken in"),
    "payments.returns.range": M("第 {first} 至 {last} 条，共 {n} 条", "{first} to {last} of {n}"),
    "payments.returns.last_page": M("没有下一页", "There is no next page"),
    "payments.returns.first_page": M("没有上一页", "There is no page before"),
    "key.write_again": M("重写", "Rewrite"),
    "key.write_again.help": M("重新写出所选文件", "write the chosen file again"),
}
