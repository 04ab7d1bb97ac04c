"""The decision panel: the marks of findings and the amount with its formula."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "decision.mark.passed": M("通过", "pass"),
    "decision.mark.advice": M("提示", "note"),
    "decision.mark.form": M("待办", "to do"),
    "decision.mark.override": M("例外", "except"),
    "decision.mark.refused": M("不符", "fail"),
    "decision.wanted": M("应为 {wanted}", "wanted {wanted}"),
    "decision.assumption": M("(暂定)", "(assumed)"),
    "decision.waiting": M("填写后即时给出结论", "The decision appears as you fill in"),
    "decision.verdict.allowed": M("可以办理", "Allowed"),
    "decision.verdict.unfinished": M("还有 {n} 项待办", "{n} things to do", one="{n} thing to do"),
    "decision.verdict.override": M("须主管授权放行", "Needs a supervisor's override"),
    "decision.verdict.approval": M("可以办理，须第二人授权", "Allowed with a second person's approval"),
    "decision.verdict.refused": M(
        "不予受理，{n} 项不符", "Refused, {n} rules fail", one="Refused, {n} rule fails"
    ),
    "decision.amount.yuan": M("元", "yuan"),
    "decision.formula.segment": M(
        "{due} x {ratio} x {months} = {amount}", "{due} x {ratio} x {months} = {amount}"
    ),
    "decision.formula.sum": M("额度合计 {amount}", "Quota in all {amount}"),
    "decision.formula.no_months": M("没有可提取月份", "No claimable months"),
    "decision.formula.closing": M(
        "余额 {balance} + 利息 {interest} = {amount}", "balance {balance} + interest {interest} = {amount}"
    ),
    "decision.formula.interest": M("{days}，年利率 {rate}%", "{days} at {rate}% a year"),
    "decision.formula.waits": M(
        "现在受理，{day} 起可结算；利息计到结算日",
        "Accepted now, settled from {day}; interest runs till then",
    ),
    "decision.formula.waits_open": M(
        "现在受理，社保停缴或转移后可结算", "Accepted now, settled once insurance here has ended"
    ),
    "decision.formula.maximum": M("本次最多 {amount}", "At most {amount} now"),
}
