"""Exceptions, counted."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "exceptions.help.rule": M(
        "每次例外放行都记下规则、理由、经办和授权", "Each exception keeps rule, ground, maker and checker"
    ),
    "exceptions.help.next": M("M 换本月或本年", "M changes between month and year"),
    "exceptions.span": M("{since} 至 {until}", "{since} to {until}"),
    "exceptions.total": M("共 {n} 次", "{n} in all"),
    "exceptions.none": M("这段时间没有例外放行，M 换范围", "No exception in this time; M shows another"),
    "exceptions.by_rule": M("按规则", "By rule"),
    "exceptions.by_reason": M("按理由", "By ground"),
    "exceptions.by_maker": M("按经办人", "By maker"),
    "exceptions.by_checker": M("按授权人", "By checker"),
}
