"""How values read."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "format.none": M("无", "none"),
    "format.yes": M("是", "yes"),
    "format.no": M("否", "no"),
    "format.month_span": M("{first} 至 {last}", "{first} to {last}"),
    "format.insurance.last_paid": M("末次缴费月 {month}", "last paid for {month}"),
    "format.insurance.settled_on": M("转移/清算日 {day}", "settled on {day}"),
    "format.list_separator": M("、", ", "),
}
