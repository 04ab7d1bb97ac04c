"""The form that takes a posted case back."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "reversal.help.rule": M(
        "后办的先冲；已付款的须先退回", "Last in, first out; paid money comes back first"
    ),
    "reversal.help.next": M(
        "选业务，选原因并说明，F9 后主管授权", "The case, the reason, F9; then a second person"
    ),
    "reversal.step.case": M("业务", "case"),
    "reversal.step.reason": M("原因", "reason"),
    "reversal.step.check": M("核对", "check"),
    "reversal.case": M("业务", "Case"),
    "reversal.undone": M("将撤回", "Undoes"),
    "reversal.kind": M("方式", "As"),
    "reversal.kind.void": M("当日，款项未发银行", "today, before the bank"),
    "reversal.kind.correction": M("反向分录更正", "entries that correct"),
    "reversal.reason": M("原因", "Reason"),
    "reversal.words": M("说明", "Words"),
    "reversal.returned_reference": M("退款编号", "Bank ref."),
    "reversal.returned_hint": M("退回款项的银行流水号", "of the money that came back"),
    "reversal.no_cases": M("该职工没有业务可冲正，Esc 返回", "There is no case to take back; Esc goes back"),
    "reversal.other_branch": M(
        "其他管理部办理的，请在该管理部冲正", "Another branch's: it is taken back there"
    ),
}
