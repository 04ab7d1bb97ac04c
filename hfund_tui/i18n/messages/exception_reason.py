"""On what ground a rule may be passed over, and why a second person says no: coded reasons of the policy."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "exception_reason.court_document": M("法院文书", "court document"),
    "exception_reason.employer_gone": M("单位已注销", "employer is gone"),
    "exception_reason.serious_illness": M("重大疾病", "serious illness"),
    "exception_reason.system_fault": M("系统故障", "system fault"),
    "exception_reason.hardship": M("生活困难", "hardship"),
    "exception_reason.other": M("其他", "other"),
    "rejection_reason.papers_incomplete": M("材料不全", "papers incomplete"),
    "rejection_reason.papers_doubtful": M("材料存疑", "papers doubtful"),
    "rejection_reason.facts_doubtful": M("事实存疑", "facts doubtful"),
    "rejection_reason.not_entitled": M("不符合条件", "not entitled"),
    "rejection_reason.wrong_entry": M("录入有误", "wrong entry"),
    "rejection_reason.member_withdrew": M("职工撤回", "member withdrew"),
    "rejection_reason.other": M("其他", "other"),
    "rejection_reason.facts_changed": M("情况有变", "the facts changed"),
    "vocabulary.risk.low": M("一般", "low risk"),
    "vocabulary.risk.high": M("高风险", "high risk"),
}
