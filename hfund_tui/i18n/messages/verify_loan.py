"""What verifying can find about loans."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "vocabulary.database_problem.loan_balance_not_entries": M(
        "贷款余额与分录不符", "loan balance is not the sum of entries"
    ),
    "vocabulary.database_problem.loan_balance_not_terms": M(
        "贷款余额与还款条件不符", "loan balance does not fit its terms"
    ),
    "vocabulary.database_problem.loan_terms_in_force": M(
        "贷款状态与还款条件不符", "loan's state and its terms don't fit"
    ),
    "vocabulary.database_problem.loan_overdue_not_owed": M(
        "贷款逾期状态与欠款不符", "loan's overdue state and what is owed don't fit"
    ),
    "vocabulary.database_problem.instalment_not_as_scheduled": M(
        "应还款与还款计划不符", "instalment is not that of its schedule"
    ),
    "vocabulary.database_problem.debit_from_other_account": M(
        "扣款账户不是该贷款的还款账户", "debit is not from the loan's own account"
    ),
    "vocabulary.database_problem.debit_not_instalment": M(
        "扣款指令与应还款不符", "debit order and its instalment differ"
    ),
    "vocabulary.database_problem.debit_order_file": M(
        "扣款指令状态与文件不符", "debit order's state and file don't fit"
    ),
    "vocabulary.database_problem.debit_without_posting": M("扣款成功未入账", "debit was taken, never posted"),
}
