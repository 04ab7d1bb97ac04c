"""What each rule asks (`finding.<code>.title`), and the words it finds or wants beyond the closed lists.

A title reads before a value: 「账户状态：封存」. Where the value is yes or no, the title is the statement
that should be true.
"""

from hfund_tui.i18n.message import M

MESSAGES = {
    # Everybody: person, account, people and papers at the counter.
    "finding.member_alive.title": M("职工在世", "Member is living"),
    "finding.account_state.title": M("账户状态", "Account state"),
    "finding.account_open.title": M("账户未销户", "Account open"),
    "finding.account_not_frozen.title": M("账户冻结", "Freeze"),
    "finding.password_changed.title": M("初始密码已修改", "Initial password changed"),
    "finding.card_linked.title": M("联名卡", "Co-branded card"),
    "finding.people_differ.title": M("经办人与当事人不同", "Maker is not a party"),
    "finding.people_unrelated.title": M("经办人与当事人非亲属", "Maker is no relative"),
    "finding.attempts_today.title": M("当日被拒次数低于上限", "Refused today below limit"),
    "finding.exception_grounded.title": M("例外理由", "Ground of the exception"),
    "finding.papers_checked.title": M("材料核对", "Papers checked"),
    # Agreement.
    "finding.not_signed_yet.title": M("尚未签订协议", "Not signed yet"),
    "finding.signed_before.title": M("已签订协议", "Agreement signed"),
    "finding.current_version.title": M("协议版本", "Agreement version"),
    "finding.document_on_file.title": M("委托在册有效", "Proxy document on file"),
    "finding.agreement_in_force.title": M("自助办理协议", "Self-service agreement"),
    # Proxy.
    "finding.proxy_allowed.title": M("到场人", "Who is here"),
    "finding.proxy_named.title": M("受托人已登记", "Proxy is named"),
    "finding.proxy_complete.title": M("委托信息完整", "Proxy form complete"),
    "finding.proxy_id_valid.title": M("受托人证件号码", "Proxy's ID number"),
    "finding.proxy_not_member.title": M("受托人不是本人", "Proxy is not the member"),
    "finding.proxy_not_staff.title": M("受托人不是中心员工", "Proxy is not staff"),
    "finding.proxy_adult.title": M("受托人年龄", "Proxy's age"),
    "finding.proxy_principals.title": M("受托人当日代办人数", "Members served by proxy today"),
    "finding.proxy_principals_year.title": M("受托人本年代办人数", "Members served by proxy this year"),
    "finding.proxy_document_dates.title": M("委托书日期", "Document dates"),
    "finding.proxy_document_in_force.title": M("委托书有效期", "Document validity"),
    "finding.proxy_document_not_revoked.title": M("委托未撤销", "Document not revoked"),
    "finding.proxy_scope.title": M("委托事项", "Matters in the document"),
    "finding.proxy_certificate_unused.title": M("证书编号未被使用", "Certificate no. is new"),
    "finding.proxy_document_kind.title": M("委托文件种类", "Kind of document"),
    # Withdrawals.
    "finding.home_declared.title": M("住房声明", "Home declaration"),
    "finding.family_without_home.title": M("家庭在深住房", "Family's homes in Shenzhen"),
    "finding.no_running_loan.title": M("在还公积金贷款", "Running fund loans"),
    "finding.no_open_withdrawal.title": M("未办结的提取", "Open withdrawals"),
    "finding.frequency.title": M("已提取次数低于上限", "Times withdrawn below limit"),
    "finding.claimable_months.title": M("可提取月份", "Claimable months"),
    "finding.amount_positive.title": M("提取金额", "Amount"),
    "finding.amount_within_quota.title": M("不超提取额度", "Within the quota"),
    "finding.amount_within_available.title": M("不超可用余额", "Within the available balance"),
    # Closures.
    "finding.account_sealed.title": M("账户状态", "Account state"),
    "finding.account_unfrozen.title": M("账户冻结", "Freeze"),
    "finding.no_open_case.title": M("未办结的业务", "Open cases"),
    "finding.loan_told.title": M("在还公积金贷款", "Running fund loans"),
    "finding.retired.title": M("退休年龄", "Retirement age"),
    "finding.certificate_complete.title": M("退休证", "Retirement certificate"),
    "finding.hukou_elsewhere.title": M("非深圳户籍", "Household register outside Shenzhen"),
    "finding.insurance_known.title": M("本市社保缴纳情况", "Social insurance in Shenzhen"),
    "finding.insurance_consistent.title": M("社保证明", "Proof of social insurance"),
    "finding.closure_accepted.title": M("已受理的销户", "Accepted closure"),
    "finding.account_unsettled.title": M("账户状态", "Account state"),
    "finding.account_lasts.title": M("账户状态", "Account state"),
    "finding.settlement_due.title": M("结算条件", "Settlement"),
    "finding.batch_window.title": M("批量结算期", "Days of the batch"),
    "finding.insurance_paid_again.title": M("受理后重新参保", "Insurance paid again"),
    # Cards and payouts.
    "finding.card_number.title": M("卡号", "Card number"),
    "finding.card_bank.title": M("开户银行", "Bank"),
    "finding.card_free.title": M("此卡未被关联", "Card is not linked yet"),
    "finding.account_needs_card.title": M("账户状态", "Account state"),
    "finding.payout_failed.title": M("付款失败待处理", "Payout failed"),
    "finding.card_changed_since.title": M("已换收款账户", "Another card since"),
    # Reversals.
    "finding.reversal_target.title": M("被冲业务已办结", "Case completed"),
    "finding.reversal_undoable.title": M("可以冲正", "Can be reversed"),
    "finding.reversal_latest.title": M("是该职工最后一笔", "Member's latest case"),
    "finding.reversal_money.title": M("款项状态", "Where the money is"),
    "finding.reversal_reason.title": M("冲正原因", "Reason of the reversal"),
    # What is found or wanted.
    "finding.card.none": M("未关联", "none linked"),
    "finding.card.not_own": M("非本人户名", "not in the member's name"),
    "finding.card.not_class_one": M("非 I 类账户", "not a class-I account"),
    "finding.card.wanted": M("本人 I 类账户", "member's own class-I account"),
    "finding.agreement.none": M("未签订", "not signed"),
    "finding.agreement.in_force": M("已生效", "in force"),
    "finding.home.none": M("无房", "none"),
    "finding.home.owned": M("有房", "owns a home"),
    "finding.age.on_original": M("见证件原件", "as on the original ID"),
}
