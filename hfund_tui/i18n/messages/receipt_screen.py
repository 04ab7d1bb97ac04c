"""The receipt on the screen."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "receipt.help.rule": M("打印回单交客户；补打有标记", "Hand the receipt over; reprints are marked"),
    "receipt.help.next": M(
        "F5 接着提取，回车回到职工，F2 下一位", "F5 withdraws, Enter to the member, F2 the next"
    ),
    "receipt.screen.title": M("{operation} 已办结", "{operation}: done"),
    "receipt.screen.accepted": M("{operation} 已受理，待结算", "{operation}: accepted, to be settled"),
    "receipt.screen.ordered": M("{operation} 已受理，待银行扣款", "{operation}: accepted, to be debited"),
    "receipt.ordered": M(
        "已受理，扣款成功后生效；回单 {receipt_no}", "Accepted, counts once debited: receipt {receipt_no}"
    ),
    "receipt.accepted": M(
        "已受理，尚未付款；回单 {receipt_no}", "Accepted, nothing paid yet: receipt {receipt_no}"
    ),
    "receipt.reprint_first": M("先按 R 补打，再存 PDF", "Press R for a reprint first, then save it"),
    "receipt.another_member": M("先查出这位职工，再冲正", "Look this member up first, then take it back"),
    "receipts.title": M("已办业务的回单", "Receipts"),
    "receipts.of_member": M("当前职工", "of this member"),
    "receipts.title.papers": M("已出具的证明", "Issued papers"),
    "receipts.none.papers": M("没有证明，按 m 换范围，d 看回单", "No papers; m shows others, d receipts"),
    "receipts.own": M("本人今日", "own, today"),
    "receipts.branch": M("本管理部今日", "of the branch, today"),
    "receipts.none": M("没有回单，按 m 换范围", "No receipts; m shows others"),
    "receipts.loading": M("正在读取", "Loading"),
    "receipts.more": M("只列最近 {n} 张", "the last {n} only"),
    "receipts.copies": M("补打 {n} 次", "reprinted {n}x"),
    "receipts.help.rule": M(
        "回车看回单，R 补打有标记", "Enter shows a receipt; R there prints a marked copy"
    ),
    "receipts.help.next": M("m 换范围，d 看证明，F3 返回", "m shows others, d papers, F3 goes back"),
    "key.change_papers": M("证明", "Papers"),
    "key.change_papers.help": M("在回单和证明之间切换", "receipts or other papers"),
    "key.change_scope": M("范围", "Which"),
    "key.change_scope.help": M("谁的、哪一种", "whose, and which kind"),
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
