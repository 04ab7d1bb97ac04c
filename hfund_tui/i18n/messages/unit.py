"""Counts with their unit."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "unit.months": M("{n} 个月", "{n} months", one="{n} month"),
    "unit.days": M("{n} 天", "{n} days", one="{n} day"),
    "unit.years": M("{n} 年", "{n} years", one="{n} year"),
    "unit.years_old": M("{n} 周岁", "{n} years old", one="{n} year old"),
    "unit.times": M("{n} 次", "{n} times", one="once"),
    "unit.people": M("{n} 人", "{n} people", one="{n} person"),
    "unit.principals": M("{n} 名委托人", "{n} principals", one="{n} principal"),
    "unit.loans": M("{n} 笔贷款", "{n} loans", one="{n} loan"),
    "unit.cases": M("{n} 笔", "{n} cases", one="{n} case"),
    "unit.lines": M("{n} 行", "{n} lines", one="{n} line"),
    "unit.digits": M("{n} 位数字", "{n} digits"),
}
