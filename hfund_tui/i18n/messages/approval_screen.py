"""A second person approves on the spot."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "approval.title": M("主管授权", "Approval"),
    "approval.help.rule": M(
        "经办、受托人、职工本人都不能授权", "Neither maker, proxy nor member may approve"
    ),
    "approval.help.next": M("主管录入代码和密码，F9 授权", "The supervisor's code and password, then F9"),
    "approval.member": M("职工", "Member"),
    "approval.proxy": M("受托人", "Proxy"),
    "approval.effects": M("授权后将", "What will happen"),
    "approval.checker": M("主管代码", "Supervisor"),
    "approval.password": M("主管密码", "Password"),
    "approval.keys": M(
        "F9 授权   Esc 暂不授权   Ctrl+R 撤销本笔", "F9 approves   Esc leaves it pending   Ctrl+R cancels it"
    ),
    "approval.f9": M("核对方案后按 F9 授权", "Check the plan, then F9 approves"),
    "approval.checker_missing": M("请录入主管代码", "Enter the supervisor's code"),
    "approval.password_missing": M("请录入主管密码", "Enter the password"),
    "approval.take_back.title": M("撤销本笔业务", "Cancel this case"),
    "approval.take_back.question": M(
        "撤销后占用的金额立即释放，可修改后再提交。要撤销吗？",
        "Its hold is released at once; you can change it and commit again. Cancel it?",
    ),
    "key.take_back": M("撤销", "Cancel"),
    "key.take_back.help": M("经办撤销本笔待授权业务", "the maker cancels the case"),
}
