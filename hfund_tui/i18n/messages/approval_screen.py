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
        "F9 授权  Ctrl+N 驳回  Ctrl+G 退回  Ctrl+R 撤销  Esc 暂不",
        "F9 approve  Ctrl+N reject  Ctrl+G send back  Ctrl+R cancel  Esc later",
    ),
    "approval.keys.more": M("PgUp/PgDn 翻看方案", "PgUp/PgDn read on in the plan"),
    "approval.keys.no": M("F9 确定   Esc 回到授权", "F9 says so   Esc goes back to approving"),
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
    "approval.f9_no": M("理由写明后按 F9", "Say why, then F9"),
    "approval.reject.title": M("驳回：业务终止，占用释放", "Reject: the case ends, its money is free"),
    "approval.send_back.title": M("退回：经办人修改后再提交", "Send back: the maker corrects it"),
    "approval.no.code": M("理由", "Reason"),
    "approval.no.words": M("意见", "In words"),
    "approval.no.placeholder": M("写明问题和怎么改", "what is wrong, and what to do"),
    "approval.code_here": M("此处只录代码，密码在下一项", "The code here; the password in the next field"),
    "approval.no.code_missing": M("按数字选择理由", "Choose a reason by its digit"),
    "approval.no.words_missing": M("须写明意见", "Say it in words too"),
    "approval.retyped_amount": M("重输金额", "Amount again"),
    "approval.retyped_last_four": M("收款卡尾号", "Card's last four"),
    "approval.step_up": M("本人密码", "Your password"),
    "approval.retyped_amount.missing": M("金额较大，请照方案重输", "A high amount: type it again"),
    "approval.retyped_last_four.missing": M("新关联卡，请照方案重输尾号", "A new card: type its last four"),
    "approval.step_up.missing": M("高风险，请再输本人密码", "High risk: your password again"),
    "key.reject": M("驳回", "Reject"),
    "key.reject.help": M("驳回，业务终止", "say no; the case ends"),
    "key.send_back": M("退回", "Send back"),
    "key.send_back.help": M("退给经办人修改", "back to its maker"),
}
