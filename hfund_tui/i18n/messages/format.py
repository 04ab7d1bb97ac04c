"""How values read."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "format.none": M("无", "none"),
    "format.yes": M("是", "yes"),
    "format.no": M("否", "no"),
    "format.month_span": M("{first} 至 {last}", "{first} to {last}"),
    "format.list_separator": M("、", ", "),
}
