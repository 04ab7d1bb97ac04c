"""Taking back what changed a loan."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "vocabulary.reversal_obstacle.debit_under_way": M("扣款待银行回盘", "a debit is with the bank"),
    "vocabulary.reversal_obstacle.debited": M("款项已扣", "it was debited"),
    "vocabulary.reversal_obstacle.moved_on": M("贷款其后已有变动", "the loan went on since"),
    "vocabulary.reversal_obstacle.has_given": M("其后已对冲还贷", "an offset was taken since"),
    "vocabulary.reversal_obstacle.giver_closed": M(
        "共同还款人账户已销户", "a co-repayer's account has ended"
    ),
    "remedy.stays_repaid": M("已还的款不能冲回", "What is repaid stays repaid"),
    "remedy.end_co_repayment_instead": M("请改办终止共同还款协议", "End the agreement instead"),
    "remedy.change_loan_again": M("请另办一笔贷款变更", "Make another change of the loan instead"),
}
