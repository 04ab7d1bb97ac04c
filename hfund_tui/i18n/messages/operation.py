"""Operations, and the closed lists of `domain/operation.py` and `domain/decision.py`.

The pinyin initials of a Chinese title are the operation's quick key (租房提取: zftq); a test compares them.
"""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.lookup.title": M("查询职工", "Look up a member"),
    "operation.lookup.help": M(
        "按证件号、账号、手机、卡号、姓名或拼音查找", "Find by ID, account, mobile, card, name or pinyin"
    ),
    "operation.view_member.title": M("职工概况", "Member overview"),
    "operation.view_member.help": M(
        "账户、协议、委托、贷款和现在能办的业务",
        "Account, agreements, proxies, loans, and what is possible now",
    ),
    "operation.reveal_field.title": M("显示明文", "Reveal a field"),
    "operation.reveal_field.help": M(
        "填写理由后短时显示，并记入审计", "Shown for a short time for a stated reason, and audited"
    ),
    "operation.sign_agreement.title": M("签订协议", "Sign agreement"),
    "operation.sign_agreement.help": M("签订自助办理服务协议，本人或受托人", "In person or by proxy"),
    "operation.terminate_agreement.title": M("终止协议", "Terminate agreement"),
    "operation.terminate_agreement.help": M("停用自助渠道；柜台业务不受影响", "Ends self-service only"),
    "operation.revoke_proxy.title": M("撤销委托", "Revoke a proxy"),
    "operation.revoke_proxy.help": M(
        "本人撤回在册委托，立即生效", "The member takes back a document on file, at once"
    ),
    "operation.rent_withdrawal.title": M("租房提取", "Rent withdrawal"),
    "operation.rent_withdrawal.help": M(
        "家庭在深无房，按可提取月份提取", "For families without a home in Shenzhen"
    ),
    "operation.other_housing_withdrawal.title": M("其他住房消费提取", "Other housing withdrawal"),
    "operation.other_housing_withdrawal.help": M(
        "物业费、维修金、装修、电梯等",
        "Fees, repairs, lifts etc.",
    ),
    "operation.approve_case.title": M("授权业务", "Approve a case"),
    "operation.approve_case.help": M(
        "第二人核对同一方案后授权", "A second person checks the same plan and approves"
    ),
    "operation.cancel_case.title": M("撤销申请", "Cancel a case"),
    "operation.cancel_case.help": M(
        "撤销待授权的业务，不产生任何影响", "Withdraw a case awaiting approval, without effect"
    ),
    "operation.reprint_receipt.title": M("补打回单", "Reprint a receipt"),
    "operation.reprint_receipt.help": M(
        "再打一份，标明补打次数", "Print again, marked with the number of the copy"
    ),
    "vocabulary.operation_group.member": M("职工", "Member"),
    "vocabulary.operation_group.agreement": M("协议与委托", "Agreement and proxy"),
    "vocabulary.operation_group.withdrawal": M("提取", "Withdrawal"),
    "vocabulary.operation_group.case": M("业务处理", "Cases"),
    "vocabulary.operation_nature.inquiry": M("查询", "inquiry"),
    "vocabulary.operation_nature.transaction": M("交易", "transaction"),
    "vocabulary.operation_nature.handling": M("处理", "handling"),
    "vocabulary.matter.self_service_agreement": M("自助办理服务协议", "self-service agreement"),
    "vocabulary.matter.rent_withdrawal": M("租房提取", "rent withdrawal"),
    "vocabulary.matter.other_housing_withdrawal": M("其他住房消费提取", "other housing withdrawal"),
    "vocabulary.matter.leaving_closure": M("非深户离深销户提取", "closure on leaving Shenzhen"),
    "vocabulary.matter.retirement_closure": M("退休(离休)销户提取", "closure on retirement"),
    "vocabulary.matter.post_loan_change": M("贷后变更", "loan changes"),
    "vocabulary.presence.in_person": M("本人办理", "in person"),
    "vocabulary.presence.proxy": M("受托人代办", "by proxy"),
    "vocabulary.receipt_kind.agreement_signed": M("协议签订回单", "agreement signed"),
    "vocabulary.receipt_kind.agreement_terminated": M("协议终止回单", "agreement terminated"),
    "vocabulary.receipt_kind.proxy_revoked": M("撤销委托回单", "proxy revoked"),
    "vocabulary.receipt_kind.withdrawal": M("提取回单", "withdrawal"),
    "vocabulary.verdict.allowed": M("可以办理", "allowed"),
    "vocabulary.verdict.needs_override": M("须授权放行", "needs an override"),
    "vocabulary.verdict.refused": M("不予受理", "refused"),
    "loan_change.early_repayment": M("提前还款", "early repayment"),
    "loan_change.term_shortening": M("贷款缩期", "term shortening"),
    "loan_change.change_account": M("变更还款账户", "change of repayment account"),
    "loan_change.change_method": M("变更还款方式", "change of repayment method"),
    "loan_change.change_due_day": M("变更还款日", "change of due day"),
}
