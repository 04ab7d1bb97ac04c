"""What the teller confirms by a tick before F9: `checklist.<item>`."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "checklist.id_original": M("本人身份证原件，人证一致", "Own ID, original; face compared"),
    "checklist.card_and_pin": M("联名卡已刷卡验密", "Card swiped, PIN verified"),
    "checklist.agreement_read": M("协议全文已出示并阅读", "Agreement shown and read in full"),
    "checklist.application_form": M("申请表填写完整并签名", "Application form complete and signed"),
    "checklist.proxy_id_original": M("受托人身份证原件，人证一致", "Proxy's ID, original; face compared"),
    "checklist.power_of_attorney": M("授权委托文件原件", "Proxy document, original"),
    "checklist.member_id_seen": M("委托人身份证件已出示", "Member's ID seen"),
    "checklist.retirement_certificate": M("退休证原件已核对", "Retirement certificate, original"),
    "checklist.class_one_card": M("本人 I 类银行卡原件，户名一致", "Class-I card, original, in own name"),
    "checklist.insurance_proof": M("社保缴费或转移证明已核对", "Proof of social insurance seen"),
}
