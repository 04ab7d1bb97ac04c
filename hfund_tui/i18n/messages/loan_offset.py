"""Co-repayers and the offset repayment: operations, rules, lines, effects, receipts, and loan papers."""

from hfund_tui.i18n.message import M

MESSAGES = {
    # Operations.
    "operation.sign_co_repayment.title": M("签订共同还款协议", "Sign co-repayer agreement"),
    "operation.sign_co_repayment.help": M(
        "借款人的父母或子女，须已签自助协议", "A parent or child; signs the self-service one first"
    ),
    "operation.end_co_repayment.title": M("终止共同还款协议", "End co-repayer agreement"),
    "operation.end_co_repayment.help": M("共同还款人本人终止，立即生效", "By the co-repayer, at once"),
    "operation.offset_repayment.title": M("对冲还贷", "Offset repayment"),
    "operation.offset_repayment.help": M(
        "用共同还款人的公积金余额提前还款", "Repays early from co-repayers' fund balances"
    ),
    "operation.loan_statement.title": M("贷款对账单", "Loan statement"),
    "operation.loan_statement.help": M("合同、还款明细和余额", "Contract, payments and what is left"),
    "operation.settlement_certificate.title": M("贷款结清证明", "Settlement certificate"),
    "operation.settlement_certificate.help": M(
        "贷款结清后开具，供解押用", "For a settled loan, to release the mortgage"
    ),
    "vocabulary.receipt_kind.co_repayment_signed": M("共同还款协议签订回单", "co-repayment signed"),
    "vocabulary.receipt_kind.co_repayment_ended": M("共同还款协议终止回单", "co-repayment ended"),
    "vocabulary.receipt_kind.offset": M("对冲还贷回单", "offset repayment"),
    "checklist.kinship_proof": M("与借款人关系证明原件", "Proof of kinship, original"),
    "vocabulary.co_repayer_relation.parent": M("父母", "parent"),
    "vocabulary.co_repayer_relation.child": M("子女", "child"),
    "vocabulary.co_repayer_relation.spouse": M("配偶", "spouse"),
    "vocabulary.notice_kind.offset_taken": M("对冲扣划", "offset taken"),
    "vocabulary.approval_reason.others_money": M("扣划他人账户", "others' money"),
    "approval.others_money": M("从 {value} 的账户扣划", "Money leaves the accounts of {value}"),
    # Rules.
    "finding.relation_allows.title": M("与借款人关系", "Relation to the borrower"),
    "finding.not_a_party_yet.title": M("尚非该贷款当事人", "Not a party of the loan"),
    "finding.is_co_repayer.title": M("是共同还款人", "Is a co-repayer"),
    "finding.self_service_signed.title": M("自助办理协议", "Self-service agreement"),
    "finding.co_repayer_version.title": M("协议版本", "Agreement version"),
    "finding.co_repayers_there.title": M("共同还款人", "Co-repayers"),
    "finding.co_repayers_unrelated.title": M("经办人与共同还款人无关", "Maker unrelated to co-repayers"),
    "finding.offset_minimum.title": M("对冲还贷最低额", "Least offset"),
    "finding.offset_minimum.wanted": M("至少 {wanted}", "at least {wanted}"),
    "finding.offset_covered.wanted": M("至少 {wanted}", "at least {wanted}"),
    "finding.offset_covered.title": M("共同还款人余额", "Balances suffice"),
    "remedy.parent_or_child": M("仅限借款人的父母或子女", "Only a parent or child of the borrower"),
    "remedy.sign_agreement_first": M("请先签订自助办理协议", "Sign the self-service agreement first"),
    "remedy.sign_co_repayment": M("请先签订共同还款协议", "Sign a co-repayer agreement first"),
    "remedy.offset_at_most": M("请将本金减至 {amount} 以内", "Reduce the principal to {amount} or less"),
    # Lines of an offset.
    "vocabulary.line_reason.all_of_it": M("全部可用余额", "all there is"),
    "vocabulary.line_reason.the_rest": M("补足余下部分", "the rest"),
    "vocabulary.line_reason.not_needed": M("前面已足够", "not needed"),
    "vocabulary.line_reason.nothing_available": M("无可用余额", "nothing available"),
    "vocabulary.line_reason.not_allowed": M("不可扣划", "not possible"),
    "vocabulary.obstacle.deceased": M("已故", "deceased"),
    "vocabulary.obstacle.closure_open": M("有办理中的销户", "a closure is open"),
    "vocabulary.obstacle.account_ended": M("账户已销户", "account closed"),
    "vocabulary.obstacle.frozen": M("账户已冻结", "account frozen"),
    "vocabulary.obstacle.no_agreement": M("未签自助协议", "no self-service agreement"),
    "vocabulary.obstacle.once_a_year": M("本年已对冲", "used this year"),
    # Effects.
    "effect.join_as_co_repayer": M(
        "成为 {borrower} 合同 {contract_no} 的共同还款人（{relation}）",
        "Be co-repayer of {borrower}, contract {contract_no} ({relation})",
    ),
    "effect.leave_as_co_repayer": M(
        "不再是合同 {contract_no} 的共同还款人", "Is no co-repayer of contract {contract_no} any more"
    ),
    "effect.offset_loan": M(
        "从 {accounts} 扣划，归还合同 {contract_no} 本金 {principal}、利息 {interest}",
        "Take {accounts}; repay {principal} of contract {contract_no} with {interest} of interest",
    ),
    # Receipts.
    "receipt.label.co_repayer_of": M("共同还款合同", "Co-repayer of"),
    "receipt.label.co_repayer_relation": M("与借款人关系", "Relation"),
    "receipt.label.amount_offset": M("扣划金额", "Taken in all"),
    "receipt.label.offset_from": M("扣划账户", "Taken from"),
    "receipt.label.offset_principal": M("归还本金", "Principal repaid"),
    "receipt.label.offset_interest": M("按日计息", "Interest by days"),
    "receipt.note.co_repayment_signed": M(
        "每年最多对冲一次，扣划后通知您。", "One offset a year at most; you are told of each."
    ),
    "receipt.note.co_repayment_ended": M(
        "此前已办的对冲还贷不受影响。", "Offsets before today stay as they are."
    ),
    "receipt.note.offset": M(
        "已从共同还款人账户扣划并归还贷款。", "Taken from the co-repayers, repaid to the loan."
    ),
    "notice.offset_taken": M(
        "您的公积金账户于 {day} 对冲还贷 {amount}。", "On {day}, {amount} of your fund balance repaid a loan."
    ),
    # Papers.
    "loan_paper.statement": M("住房公积金贷款对账单", "Housing provident fund loan statement"),
    "loan_paper.certificate": M(
        "住房公积金贷款结清证明", "Housing provident fund loan settlement certificate"
    ),
    "loan_paper.certified": M(
        "兹证明合同 {contract} 项下贷款本息已于 {day} 全部还清。",
        "The principal and interest of contract {contract} were repaid in full on {day}.",
    ),
    "loan_paper.release": M(
        "凭本证明到受托银行办理抵押注销。", "The bank releases the mortgage on this certificate."
    ),
    "loan_paper.events": M("还款明细", "Payments"),
    "loan_paper.contract": M("合同号", "Contract"),
    "loan_paper.borrower": M("借款人", "Borrower"),
    "loan_paper.bank": M("受托银行", "Bank"),
    "loan_paper.principal": M("贷款金额", "Principal"),
    "loan_paper.rate": M("年利率", "Yearly rate"),
    "loan_paper.method": M("还款方式", "Method"),
    "loan_paper.months": M("期限", "Term"),
    "loan_paper.disbursed_on": M("发放日", "Disbursed"),
    "loan_paper.state": M("状态", "State"),
    "loan_paper.balance": M("贷款余额", "Left to repay"),
    "loan_paper.paid_principal": M("已还本金", "Principal repaid"),
    "loan_paper.paid_interest": M("已还利息", "Interest paid"),
    "loan_paper.owed": M("逾期未还", "Overdue"),
    "loan_paper.settled_on": M("结清日", "Settled on"),
    "loan_paper.number": M("证明编号", "Certificate no."),
    "loan_paper.made_by": M("经办", "Made by"),
    "loan_paper.on": M("日期", "Date"),
    "loan_paper.kind": M("事项", "What"),
    "loan_paper.amount": M("金额", "Amount"),
    "loan_paper.of_it_interest": M("其中利息", "Interest"),
    "loan_paper.of_it_penalty": M("其中罚息 {amount}", "of it penalty {amount}"),
    "loan_paper.paid_on": M("实还日 {day}", "paid on {day}"),
    "loan_paper.left": M("贷款余额", "Left"),
    "vocabulary.loan_event_kind.disbursed": M("发放", "disbursed"),
    "vocabulary.loan_event_kind.instalment": M("还款", "instalment"),
    "vocabulary.loan_event_kind.overdue": M("逾期", "overdue"),
    "vocabulary.loan_event_kind.prepayment": M("提前还款", "early repayment"),
    "vocabulary.loan_event_kind.offset": M("对冲还贷", "offset"),
    "error.loan_unknown.what": M("没有这笔贷款", "There is no such loan"),
    "error.loan_unknown.do": M("核对合同号和职工", "Check the contract and the member"),
    "error.loan_of_others.what": M("共同还款人不是借款人", "A co-repayer is no borrower of the loan"),
    "error.loan_of_others.do": M("由借款人本人来开具", "A borrower comes for it"),
    "error.loan_not_settled.what": M("贷款未结清，余 {amount}", "Not settled: {amount} is left"),
    "error.loan_not_settled.do": M("结清后再开证明", "The certificate comes after the last payment"),
}
