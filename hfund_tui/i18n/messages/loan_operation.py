"""Changes of a running loan: operations, papers, effects, receipts, ledgers and errors."""

from hfund_tui.i18n.message import M

MESSAGES = {
    # Operations.
    "operation.early_repayment.title": M("提前还款", "Early repayment"),
    "operation.early_repayment.help": M("部分还款或结清，先比较再定", "A part or all of it, compared first"),
    "operation.shorten_term.title": M("贷款缩期", "Shorten the term"),
    "operation.shorten_term.help": M("期限缩短，月供增加", "Fewer months, a higher instalment"),
    "operation.change_repayment_account.title": M("变更还款账户", "Change repayment account"),
    "operation.change_repayment_account.help": M(
        "换成本人另一账户扣款，逾期时也可办", "Another account of one's own, even while overdue"
    ),
    "operation.change_repayment_method.title": M("变更还款方式", "Change repayment method"),
    "operation.change_repayment_method.help": M(
        "等额本息与等额本金互换", "Between equal instalments and equal principal"
    ),
    "operation.change_due_day.title": M("变更还款日", "Change due day"),
    "operation.change_due_day.help": M("换一个每月扣款日", "Another day of the month to be debited on"),
    "vocabulary.operation_group.loan": M("贷后变更", "Loan changes"),
    "vocabulary.receipt_kind.debit_ordered": M("提前还款回单", "debit ordered"),
    "vocabulary.receipt_kind.loan_changed": M("贷后变更回单", "loan changed"),
    # Papers.
    "checklist.loan_change_form": M("贷后变更申请表填写完整并签名", "Loan change form complete and signed"),
    "checklist.own_account": M("本人还款账户凭证，户名一致", "Account proof in the applicant's own name"),
    # Effects.
    "effect.order_debit": M(
        "{day} 从还款账户 {card} 扣款 {amount}：本金 {principal}，利息 {interest}",
        "Debit {amount} from {card} on {day}: principal {principal}, interest {interest}",
    ),
    "effect.regular.equal_instalment": M("每期 {amount}", "{amount} each"),
    "effect.regular.equal_principal": M("每期本金 {amount}", "{amount} of principal each"),
    "effect.amend_schedule": M(
        "合同 {contract_no} {change}：余额 {balance}，{months}，{method}，{regular}，{first_due} 起",
        "Contract {contract_no}, {change}: {balance} in {months}, {method}, {regular} from {first_due}",
    ),
    "effect.amend_schedule_debited": M(
        "扣款成功后合同 {contract_no} {change}：余额 {balance}，{months}，{method}，{regular}",
        "Once debited, contract {contract_no}, {change}: {balance} in {months}, {method}, {regular}",
    ),
    "effect.settle_loan": M("结清合同 {contract_no}", "Settle contract {contract_no}"),
    "effect.settle_loan_debited": M(
        "扣款成功后结清合同 {contract_no}", "Settle contract {contract_no} once the bank has debited"
    ),
    "effect.replace_repayment_account": M(
        "合同 {contract_no} 的还款账户变更为 {card}", "Debit contract {contract_no} from {card}"
    ),
    # Receipts.
    "receipt.label.contract_no": M("贷款合同号", "Contract no."),
    "receipt.label.amount_debited": M("扣款金额", "To be debited"),
    "receipt.label.debited_from": M("还款账户", "Debited from"),
    "receipt.label.debit_on": M("扣款日", "Debited on"),
    "receipt.label.prepaid_principal": M("提前还本金", "Principal"),
    "receipt.label.interest_by_days": M("按日计息", "Interest by days"),
    "receipt.label.loan_change": M("变更事项", "Change"),
    "receipt.label.loan_balance": M("变更后余额", "Balance after"),
    "receipt.label.months_before": M("原剩余期数", "Months before"),
    "receipt.label.months_after": M("现剩余期数", "Months now"),
    "receipt.label.instalment_before": M("原下期应还", "Was next"),
    "receipt.label.instalment_after": M("现下期应还", "Next payment"),
    "receipt.label.repayment_method": M("还款方式", "Method"),
    "receipt.label.first_due": M("下次还款日", "Next due"),
    "receipt.label.last_due": M("最后还款日", "Last due"),
    "receipt.label.loan_interest_saved": M("节省利息", "Interest saved"),
    "receipt.label.loan_interest_added": M("增加利息", "Interest added"),
    "receipt.label.loan_settled": M("结清", "Settled"),
    "receipt.label.new_repayment_account": M("新还款账户", "New account"),
    "receipt.value.once_debited": M("扣款成功后", "once the bank has debited"),
    "receipt.note.debit_ordered": M(
        "请在扣款日前存足款项；银行扣款成功后变更才生效，扣款不成则本笔作废。",
        "Have the money there in time. The change counts once the bank has debited; if it can't, nothing changes.",
    ),
    "receipt.note.loan_changed": M(
        "变更自办理日起生效，其余合同条款不变。",
        "In force from today; every other term of the contract stays.",
    ),
    # Ledgers and journal.
    "vocabulary.ledger.loan_principal": M("贷款本金", "loan principal"),
    "vocabulary.ledger.loan_interest": M("贷款利息收入", "loan interest"),
    "vocabulary.ledger.loan_penalty": M("贷款罚息收入", "loan penalty interest"),
    "vocabulary.summary_code.loan_disbursed": M("贷款发放", "loan disbursed"),
    "vocabulary.summary_code.loan_instalment": M("贷款还款", "loan instalment"),
    "vocabulary.summary_code.loan_prepayment": M("提前还款", "early repayment"),
    "vocabulary.summary_code.loan_offset": M("对冲还贷", "offset repayment"),
}
