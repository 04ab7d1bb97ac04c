"""The receipt on the screen."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "receipt.help.rule": M("打印回单交客户；补打有标记", "Hand the receipt over; reprints are marked"),
    "receipt.help.next": M(
        "F5 接着提取，回车回到职工，F2 下一位", "F5 withdraws, Enter to the member, F2 the next"
    ),
    "receipt.screen.title": M("{operation} 已办结", "{operation}: done"),
    "receipt.reversed_already": M("这一笔不能再冲正", "This can't be taken back any more"),
    "receipt.posted": M("已办结，回单 {receipt_no}", "Done: receipt {receipt_no}"),
    "receipt.replayed": M("这一笔先前已办结，没有重复办理", "This was done before; nothing was done twice"),
    "receipt.saved": M("已存至 {path}", "Saved as {path}"),
    "receipt.reprinted": M("补打第 {n} 次", "Reprint no. {n}"),
    "key.reprint": M("补打", "Reprint"),
    "key.reprint.help": M("补打一份，标明次数", "print again, marked"),
    "error.receipt_folder.what": M("不能写入 {path}", "Can't write to {path}"),
    "error.receipt_folder.do": M(
        "回单已入账；检查磁盘空间和权限后再存", "The receipt stands; check space and rights, then save again"
    ),
    "key.reverse": M("冲正", "Reverse"),
    "key.reverse.help": M("冲正或撤销这一笔", "take this case back"),
}
