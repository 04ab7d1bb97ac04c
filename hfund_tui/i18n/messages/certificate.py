"""The contribution certificate: operation, paper, form, errors."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.contribution_certificate.title": M("缴存证明", "Contribution certificate"),
    "operation.contribution_certificate.help": M(
        "编号出具，带验证码；余额可不列", "Numbered, with a code to verify it; the balance may be left out"
    ),
    "vocabulary.issued_kind.contribution_certificate": M("缴存证明", "contribution certificate"),
    "certificate.title": M("住房公积金缴存证明", "Housing provident fund contribution certificate"),
    "certificate.lead": M(
        "兹证明 {name} 在本中心缴存住房公积金，证明期间 {span}。情况如下：",
        "{name} contributes to the housing provident fund here. For {span} we certify:",
    ),
    "certificate.employer": M("缴存单位", "Employer"),
    "certificate.period": M("证明期间", "Period"),
    "certificate.first_contribution": M("首次缴存", "First contribution"),
    "certificate.paid_through": M("缴至年月", "Paid through"),
    "certificate.base": M("缴存基数", "Contribution base"),
    "certificate.personal_rate": M("个人比例", "Member's rate"),
    "certificate.employer_rate": M("单位比例", "Employer's rate"),
    "certificate.personal_due": M("个人月缴", "Member, monthly"),
    "certificate.employer_due": M("单位月缴", "Employer, monthly"),
    "certificate.monthly_due": M("月缴存额", "Monthly amount"),
    "certificate.balance": M("账户余额", "Balance"),
    "certificate.purpose": M("用途", "Purpose"),
    "certificate.purpose.loan_elsewhere": M("异地公积金贷款", "fund loan in another city"),
    "certificate.purpose.household_register": M("落户", "household register"),
    "certificate.purpose.school": M("子女入学", "school for a child"),
    "certificate.purpose.visa": M("签证", "visa"),
    "certificate.purpose.other": M("其他", "other"),
    "certificate.note": M(
        "基数、比例、月缴存额、余额和账户状态为出具当时的情况。",
        "Base, rates, monthly amount, balance and state are those at the time of issue.",
    ),
    # The form.
    "certificate.first": M("起始年月", "From"),
    "certificate.last": M("终止年月", "To"),
    "certificate.paid": M("已缴 {span}", "paid: {span}"),
    "certificate.with_balance": M("列示余额", "Balance"),
    "certificate.with_balance.yes": M("列示", "shown"),
    "certificate.with_balance.no": M("不列", "left out"),
    "certificate.words": M("用途说明", "Purpose in words"),
    "certificate.not_yet": M("填好后按 F9 出具，预览不具效力", "F9 issues it; this preview proves nothing"),
    "certificate.issued": M("已出具，编号 {number}", "Issued: number {number}"),
    "certificate.help.rule": M("出具后不能改；填错就重开一份", "It can't be changed: issue another instead"),
    "certificate.help.next": M(
        "F9 出具；以前开的在 9103 补打", "F9 issues; earlier ones are printed again in 9103"
    ),
    "error.certificate_nothing_paid.what": M("该职工没有缴存记录", "Nothing was ever paid for this member"),
    "error.certificate_nothing_paid.do": M("首次缴存入账后再开", "Issue one after the first contribution"),
    "error.certificate_month.what": M(
        "只能证明已缴的月份 {first} 至 {last}", "Only paid months can be certified: {first} to {last}"
    ),
    "error.certificate_month.do": M("改为其中的月份", "Choose one of these"),
    "error.certificate_purpose.what": M("没有这个用途", "There is no such purpose"),
    "error.certificate_purpose.do": M("按数字选择", "Choose one by its digit"),
    "error.certificate_words.what": M("须写明用途", "The purpose is needed in words"),
    "error.certificate_words.do": M("写明开给谁、做什么用", "Say for whom and what for"),
    "error.maker_stands_aside.what": M("不能给自己或亲属开证明", "Nobody certifies himself or a relative"),
    "error.maker_stands_aside.do": M("请另一位同事办理", "Ask a colleague"),
}
