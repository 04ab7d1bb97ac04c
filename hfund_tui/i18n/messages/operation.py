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
    "operation.leaving_closure.title": M("离深销户", "Closing on leaving Shenzhen"),
    "operation.leaving_closure.help": M(
        "非深户离深，社保已停缴或转移", "Non-residents whose insurance here has stopped or moved"
    ),
    "operation.retirement_closure.title": M("退休销户", "Closing on retirement"),
    "operation.retirement_closure.help": M(
        "退休或到龄，本息一次付清", "Retired or of age: balance and interest in one payment"
    ),
    "operation.settle_closure.title": M("销户结算", "Settle a closure"),
    "operation.settle_closure.help": M(
        "已受理的离深销户到期后付款", "Pays an accepted closure once it is due"
    ),
    "operation.cancel_closure.title": M("撤回销户", "Take a closure back"),
    "operation.cancel_closure.help": M(
        "撤回待结算的销户，账户恢复封存", "Ends an accepted closure; the account is sealed again"
    ),
    "operation.record_insurance.title": M("登记社保", "Record insurance"),
    "operation.record_insurance.help": M(
        "按社保证明登记停缴、转移或续缴", "What a proof of social insurance says, put on file"
    ),
    "operation.settle_due.title": M("批量结算", "Settle what is due"),
    "operation.settle_due.help": M(
        "结算全部到期的离深销户，撤回重新参保的",
        "Settles every closure that is due, ends those insured again",
    ),
    "operation.redirect_payout.title": M("付款改卡", "Redirect a payout"),
    "operation.redirect_payout.help": M(
        "银行退回的款项改付新关联的卡", "Pays what the bank could not pay to the card linked now"
    ),
    "operation.link_card.title": M("关联联名卡", "Link a card"),
    "operation.link_card.help": M(
        "换成本人名下另一张 I 类银行卡", "Another class-I card of the member's own"
    ),
    "operation.reverse_case.title": M("业务冲正", "Reverse a case"),
    "operation.reverse_case.help": M(
        "当日撤销或隔日冲正，后办的先冲", "A void today, a correcting entry later; the latest first"
    ),
    "operation.view_day.title": M("日终单", "Day sheet"),
    "operation.view_day.help": M("笔数、金额、总账和差异", "Counts, amounts, ledgers and differences"),
    "operation.open_day.title": M("开启营业日", "Open the day"),
    "operation.open_day.help": M("主管开启下一个营业日", "A supervisor opens the next business day"),
    "operation.close_day.title": M("营业日终", "Close the day"),
    "operation.close_day.help": M(
        "核对账务、说明差异后日终", "Books agree and differences have words, then it closes"
    ),
    "operation.reopen_day.title": M("恢复营业日", "Reopen the day"),
    "operation.reopen_day.help": M(
        "两名主管同时到场，恢复最后一日", "The last closed day, by two supervisors together"
    ),
    "operation.export_payments.title": M("导出付款", "Export payments"),
    "operation.export_payments.help": M(
        "把到期付款写成银行文件，每笔一次", "Writes what is due into a file for the bank, each once"
    ),
    "operation.import_returns.title": M("导入回盘", "Import returns"),
    "operation.import_returns.help": M(
        "导入银行付款结果，有误则全不入", "The bank's answers: all of a file, or nothing"
    ),
    "operation.export_debits.title": M("导出扣款", "Export debits"),
    "operation.export_debits.help": M(
        "应还贷款写成银行扣款文件，每笔一次", "Writes the loan debits that are due into a file, each once"
    ),
    "operation.import_debits.title": M("导入扣款回盘", "Import debit answers"),
    "operation.import_debits.help": M(
        "导入银行扣款结果，有误则全不入", "What the bank debited: all of a file, or nothing"
    ),
    "operation.import_contributions.title": M("导入汇缴清册", "Import a contribution list"),
    "operation.import_contributions.help": M(
        "单位每月的缴存明细入账，有误的行退回", "Credits an employer's month; bad lines go back"
    ),
    "operation.export_members.title": M("导出职工资料", "Export members"),
    "operation.export_members.help": M(
        "按 JGJ/T 320 字段写成文件，命令行办理", "To a file with JGJ/T 320 fields, by command"
    ),
    "operation.import_members.title": M("导入职工资料", "Import members"),
    "operation.import_members.help": M(
        "开户、调整基数，两名主管，命令行办理", "Opens accounts, sets bases; two supervisors"
    ),
    "operation.approve_case.title": M("授权业务", "Approve a case"),
    "operation.approve_case.help": M(
        "第二人核对同一方案后授权", "A second person checks the same plan and approves"
    ),
    "operation.view_queue.title": M("待办业务", "Queue"),
    "operation.view_queue.help": M(
        "待授权的业务，和退回给自己的业务", "Cases that wait for approval, and those sent back to you"
    ),
    "operation.take_case.title": M("领取待办", "Take a case"),
    "operation.take_case.help": M("领取后由本人授权，别人不能动", "Taken, it is yours alone to decide"),
    "operation.reject_case.title": M("驳回业务", "Reject a case"),
    "operation.reject_case.help": M("不予授权，占用的金额释放", "Says no; its money is free again"),
    "operation.return_case.title": M("退回业务", "Send a case back"),
    "operation.return_case.help": M("退给经办人修改后再提交", "The maker corrects it and submits it again"),
    "operation.view_exceptions.title": M("例外统计", "Exceptions"),
    "operation.view_exceptions.help": M(
        "按规则、经办人、授权人统计例外放行", "How often rules were passed over, and by whom"
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
    "vocabulary.operation_group.day": M("日终与付款", "The day"),
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
    "vocabulary.presence.absent": M("无人到场", "nobody present"),
    "vocabulary.receipt_kind.agreement_signed": M("协议签订回单", "agreement signed"),
    "vocabulary.receipt_kind.agreement_terminated": M("协议终止回单", "agreement terminated"),
    "vocabulary.receipt_kind.proxy_revoked": M("撤销委托回单", "proxy revoked"),
    "vocabulary.receipt_kind.withdrawal": M("提取回单", "withdrawal"),
    "vocabulary.receipt_kind.closure": M("销户回单", "account closed"),
    "vocabulary.receipt_kind.closure_accepted": M("销户受理回单", "closure accepted"),
    "vocabulary.receipt_kind.closure_cancelled": M("撤回销户回单", "closure taken back"),
    "vocabulary.receipt_kind.insurance_recorded": M("社保登记回单", "insurance recorded"),
    "vocabulary.receipt_kind.payout_redirected": M("付款改卡回单", "payout redirected"),
    "vocabulary.receipt_kind.card_linked": M("关联联名卡回单", "card linked"),
    "vocabulary.receipt_kind.reversal": M("冲正回单", "reversal"),
    "vocabulary.verdict.allowed": M("可以办理", "allowed"),
    "vocabulary.verdict.needs_override": M("须授权放行", "needs an override"),
    "vocabulary.verdict.refused": M("不予受理", "refused"),
    "loan_change.early_repayment": M("提前还款", "early repayment"),
    "loan_change.shorten_term": M("贷款缩期", "term shortening"),
    "loan_change.change_repayment_account": M("变更还款账户", "change of repayment account"),
    "loan_change.change_repayment_method": M("变更还款方式", "change of repayment method"),
    "loan_change.change_due_day": M("变更还款日", "change of due day"),
}
