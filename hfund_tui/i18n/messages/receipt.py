"""Receipts: titles, labels and notes."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "receipt.title": M("{operation}回单", "Receipt: {operation}"),
    "receipt.reprint": M("补打 第 {n} 次", "Reprint no. {n}"),
    "receipt.label.receipt_no": M("回单编号", "Receipt no."),
    "receipt.label.case_no": M("业务流水号", "Case no."),
    "receipt.label.transaction": M("交易", "Transaction"),
    "receipt.label.business_date": M("业务日期", "Business date"),
    "receipt.label.issued_at": M("办理时间", "Issued at"),
    "receipt.label.member": M("职工姓名", "Member"),
    "receipt.label.id_no": M("证件号码", "ID number"),
    "receipt.label.account_no": M("公积金账号", "Account no."),
    "receipt.label.proxy": M("受托人", "Proxy"),
    "receipt.label.proxy_id_no": M("受托人证件", "Proxy's ID"),
    "receipt.label.branch": M("办理网点", "Branch"),
    "receipt.label.operator": M("经办", "Served by"),
    "receipt.label.checker": M("授权", "Approved by"),
    "receipt.label.verification_code": M("验证码", "Verification code"),
    "receipt.label.anchor": M("审计锚点", "Audit anchor"),
    "receipt.label.amount": M("提取金额", "Amount"),
    "receipt.label.amount_capital": M("大写金额", "In capitals"),
    "receipt.label.quota": M("额度计算", "Quota"),
    "receipt.label.quota_total": M("提取额度", "Quota in all"),
    "receipt.label.held_until": M("冷静期至", "Held until"),
    "receipt.label.card": M("收款账户", "Paid to"),
    "receipt.label.pay_by": M("最迟支付日", "Paid by"),
    "receipt.label.agreement_version": M("协议版本", "Agreement version"),
    "receipt.label.agreement_hash": M("文本摘要", "Hash of the text"),
    "receipt.label.in_force_from": M("生效日期", "In force from"),
    "receipt.label.ended_on": M("终止日期", "Ended on"),
    "receipt.label.revoked_on": M("撤销日期", "Revoked on"),
    "receipt.label.unlocked_channels": M("开通渠道", "Channels opened"),
    "receipt.label.unlocked_withdrawals": M("可办提取", "Withdrawals"),
    "receipt.label.unlocked_loan_changes": M("可办贷后变更", "Loan changes"),
    "receipt.label.document_kind": M("委托文件", "Proxy document"),
    "receipt.label.certificate_no": M("证书编号", "Certificate no."),
    "receipt.label.document_valid_to": M("委托有效期至", "Document valid to"),
    "receipt.yuan": M("{amount} 元", "CNY {amount}"),
    "receipt.formula": M(
        "{due} {times} {ratio} {times} {months} = {amount}",
        "{due} {times} {ratio} {times} {months} = {amount}",
    ),
    "receipt.anchor": M("{chain} 第 {sequence} 号 {hash}", "{chain} no. {sequence} {hash}"),
    "receipt.note.own_card": M(
        "款项划入本人联名卡，到账前请勿注销该卡。", "The money goes to your own card: don't close it before."
    ),
    "receipt.note.held": M(
        "因受托人近期代办，款项自 {day} 起支付；此前本人可到柜台提出异议。",
        "A proxy acted lately: paid from {day} on; until then you may object at any counter.",
    ),
    "receipt.note.months": M(
        "所列月份已使用，不再用于任何住房消费提取。",
        "The months named are used up for every kind of housing withdrawal.",
    ),
    "receipt.note.agreement": M(
        "自助办理与柜台办理效力相同；请妥善保管密码，可随时到柜台终止协议。",
        "Self-service binds like the counter. Keep your password safe; end the agreement at any counter.",
    ),
    "receipt.note.verify": M(
        "凭回单编号和验证码可在柜台核验真伪。",
        "Any counter verifies this receipt by its number and verification code.",
    ),
}
