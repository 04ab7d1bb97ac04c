"""The forms of co-repayers and of the offset repayment, and the papers of a loan on the screen."""

from hfund_tui.i18n.message import M

MESSAGES = {
    # Offset repayment.
    "loan.offset.help.rule": M(
        "按协议顺序从共同还款人余额扣划，另一人复核",
        "From the co-repayers in their order; a second person approves",
    ),
    "loan.offset.help.next": M("录本金，核对各账户，F9 提交", "The principal, check the accounts, F9"),
    "loan.offset.empty": M("不填回车 = 最多 {amount}", "Enter = up to {amount}"),
    "loan.offset.gives": M("从共同还款人账户", "From the co-repayers"),
    # Joining as a co-repayer.
    "loan.joining.help.rule": M(
        "共同还款人本人签订；先签自助办理协议", "Signed by the co-repayer, after the self-service agreement"
    ),
    "loan.joining.help.next": M(
        "录合同号，核对借款人，选关系，F9", "The contract, check the borrower, the relation, F9"
    ),
    "loan.joining.borrower.not_yet": M("录入合同号后显示", "shown once the contract is typed"),
    "loan.joining.borrower": M("借款人", "Borrower"),
    "loan.joining.relation": M("是借款人的", "Relation"),
    "loan.step.contract": M("合同", "contract"),
    "loan.step.relation": M("关系", "relation"),
    # Leaving.
    "loan.leaving.help.rule": M("由共同还款人本人终止，立即生效", "By the co-repayer in person, at once"),
    "loan.leaving.help.next": M("核对合同，勾选材料，F9 提交", "Check the contract, tick the papers, F9"),
    # Papers.
    "loan.paper.help.rule": M("每出一份都留痕", "Each paper that is made leaves a trace"),
    "loan.paper.help.next": M("核对后 p 存 PDF，回车返回", "Check it, p saves it as PDF, Enter goes back"),
    "loan.paper.none": M("该职工没有贷款", "This member has no loan"),
    "loan.paper.none_settled": M(
        "没有已结清的贷款，结清后再开", "No settled loan: it comes after the last payment"
    ),
    "loan.paper.only_one": M("没有另一笔贷款", "There is no other loan"),
    "key.other_loan": M("下一笔", "Next loan"),
    "key.other_loan.help": M("该职工的另一笔贷款", "another loan of the member"),
}
