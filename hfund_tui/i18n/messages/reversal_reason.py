"""Coded reasons for taking a posted case back: `reversal_reason.<code>`, as the policy lists them."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "reversal_reason.wrong_member": M("办错职工", "wrong member"),
    "reversal_reason.wrong_amount": M("金额有误", "wrong amount"),
    "reversal_reason.wrong_papers": M("材料有误", "wrong papers"),
    "reversal_reason.member_withdrew": M("职工撤回申请", "the member withdrew"),
    "reversal_reason.system_fault": M("系统差错", "system fault"),
}
