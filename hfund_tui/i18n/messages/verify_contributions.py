"""What `hfund verify` finds wrong with contribution lists."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "vocabulary.database_problem.contribution_not_posted": M(
        "汇缴清册的一行没有入账，或入账不符", "a contribution line has no entry, or another one"
    ),
    "vocabulary.database_problem.contribution_without_line": M(
        "汇缴分录没有对应的清册行", "a contribution entry without its line"
    ),
    "vocabulary.database_problem.contribution_file_lines": M(
        "清册的笔数、金额或批数与明细不符", "a list's counts or sums are not its lines'"
    ),
    "vocabulary.database_problem.contribution_not_paid_through": M(
        "缴至年月早于已入账的月份", "paid-through month before a credited one"
    ),
}
