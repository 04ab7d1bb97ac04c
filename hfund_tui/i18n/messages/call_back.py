"""Requests by telephone, and calling back about them."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.call_back.title": M("回拨确认", "Call back"),
    "operation.call_back.help": M("电话申请由他人回拨核实", "Somebody else asks the member"),
    "vocabulary.call_back_outcome.confirmed": M("本人确认", "confirmed"),
    "vocabulary.call_back_outcome.denied": M("本人否认", "denied"),
    "vocabulary.call_back_outcome.not_reached": M("未接通", "not reached"),
    "vocabulary.approval_reason.by_telephone": M("电话申请", "by telephone"),
    "approval.by_telephone": M("电话申请：先回拨，后授权", "By telephone: call back first, then approve"),
    "finding.card_unchanged.title": M("联名卡久未变更", "Card unchanged"),
    "finding.mobile_unchanged.title": M("手机号久未变更", "Mobile unchanged"),
    "remedy.by_telephone_from": M(
        "{day} 起可电话办理，现在请到柜台", "By telephone from {day}; at a counter now"
    ),
    "review.rung": M("回拨", "Call back"),
    "review.not_rung": M("尚未回拨", "nobody has rung yet"),
    "call_back.count": M("{n} 笔待回拨", "{n} to be rung"),
    "call_back.none": M("没有待回拨的申请，Esc 返回", "nobody to be rung; Esc goes back"),
    "call_back.words": M("记录", "Notes"),
    "call_back.made_by": M("受理 {name} {code}", "taken by {name} {code}"),
    "call_back.own": M("本人受理，请他人回拨", "your own: somebody else rings"),
    "call_back.ring": M(
        "请拨 {mobile}，问：是否本人申请、金额多少？", "Ring {mobile}: was it you, and how much?"
    ),
    "call_back.ring_first": M("先按回车显示号码并拨打", "Press Enter for the number and ring first"),
    "call_back.said.confirmed": M("已确认，可授权", "Confirmed: it may be approved"),
    "call_back.said.denied": M("本人否认，主管将驳回", "Denied: a supervisor rejects it"),
    "call_back.said.not_reached": M("未接通，稍后再拨", "Not reached: try again later"),
    "call_back.help.rule": M("受理、回拨、授权须三人。", "Taking, ringing and approving are three people."),
    "call_back.help.next": M(
        "回车看号码，拨通后按 c 确认、d 否认、n 未接通。",
        "Enter for the number; then c confirmed, d denied, n not reached.",
    ),
    "call_back.lodged": M(
        "业务 {case_no} 已受理，待回拨和授权", "Case {case_no} lodged: call back and approval follow"
    ),
    "call_back.caller": M("来电人，已完整核验", "The caller, fully verified"),
    "key.confirmed": M("确认", "Confirmed"),
    "key.confirmed.help": M("本人确认是自己申请", "the member confirms it"),
    "key.denied": M("否认", "Denied"),
    "key.denied.help": M("本人否认", "the member denies it"),
    "key.not_reached": M("未接通", "Not reached"),
    "key.not_reached.help": M("没有接通，稍后再拨", "not reached; later again"),
    "error.call_back_not_by_telephone.what": M(
        "业务 {case_no} 不是电话申请", "Case {case_no} is not by telephone"
    ),
    "error.call_back_not_by_telephone.do": M("按柜台流程办理", "It goes the way of the counter"),
    "error.call_back_by_maker.what": M("受理人不能自己回拨", "Who took the call cannot ring back"),
    "error.call_back_by_maker.do": M("请另一位同事回拨", "Ask a colleague to ring"),
    "error.call_back_by_member.what": M("本人或亲属不能回拨", "The member or a relative cannot ring"),
    "error.call_back_by_member.do": M("请另一位同事回拨", "Ask a colleague to ring"),
    "error.call_back_number_changed.what": M("申请后手机号变更过", "The number was changed since"),
    "error.call_back_number_changed.do": M(
        "请主管驳回，职工到柜台", "Reject it; the member comes to a counter"
    ),
    "error.call_back_done.what": M("业务 {case_no} 已经回拨", "The member was rung about {case_no} already"),
    "error.call_back_done.do": M("由主管授权或驳回", "A supervisor approves or rejects it"),
    "error.call_back_first.what": M(
        "业务 {case_no} 还没有回拨确认", "The member has not confirmed {case_no} yet"
    ),
    "error.call_back_first.do": M("先请他人回拨（4104）", "Somebody rings the member first (4104)"),
    "error.call_back_denied.what": M("职工否认业务 {case_no}", "The member denies case {case_no}"),
    "error.call_back_denied.do": M("请驳回", "Reject it"),
    "error.call_back_by_checker.what": M("回拨人不能处理这笔申请", "Who rang the member does not decide"),
    "error.call_back_by_checker.do": M("请另一位主管处理", "Another supervisor decides"),
    "error.call_back_not_sent_back.what": M("电话申请不能退回", "A request by telephone is not sent back"),
    "error.call_back_not_sent_back.do": M("驳回，请职工重新来电", "Reject it; the member calls again"),
}
