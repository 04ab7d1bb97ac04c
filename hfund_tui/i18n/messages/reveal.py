"""Revealing one masked field for a stated reason."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "reveal.title": M("显示明文: {name}", "Reveal: {name}"),
    "reveal.rule": M(
        "显示 {n} 秒后自动遮蔽；谁、何时、为何都记入审计",
        "Masked again after {n} seconds; who, when and why are audited",
    ),
    "reveal.which": M("显示哪一项", "Which field"),
    "reveal.why": M("为什么", "Why"),
    "reveal.keys.choose": M(
        "上下选择，回车下一步，Esc 取消", "Up and Down choose, Enter goes on, Esc cancels"
    ),
    "reveal.keys.shown": M("Esc 立即遮蔽", "Esc masks it now"),
    "reveal.field.name": M("姓名", "Name"),
    "reveal.field.id_no": M("证件号", "ID number"),
    "reveal.field.mobile": M("手机", "Mobile"),
    "reveal.field.account_no": M("个人账号", "Account"),
    "reveal.field.card_no": M("联名卡号", "Card"),
    "reveal.reason.compare_original": M("与证件原件核对", "Compare with the original"),
    "reveal.reason.contact": M("联系职工本人", "Contact the member"),
    "reveal.reason.bank": M("与银行核对账户", "Check the account with the bank"),
    "reveal.reason.member_asks": M("职工本人要求核对", "The member asks to check it"),
    "reveal.reason.other": M("其他 (填写)", "Other (type it)"),
    "reveal.reason.label": M("理由", "Reason"),
    "reveal.reason.missing": M("请填写理由，至少 {n} 个字", "Type the reason, at least {n} characters"),
    "reveal.left": M("还显示 {n} 秒", "{n} seconds left", one="{n} second left"),
    "reveal.masked_again": M("已重新遮蔽", "Masked again"),
    "reveal.second": M("当日次数已满，请主管到场", "Today's number is used up: a supervisor has to be here"),
}
