"""Errors of the service layer: what is wrong, and what to do."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "error.account_ended.what": M(
        "账户已销户、合并或转出，不再入账", "This account has ended: nothing is posted to it"
    ),
    "error.account_ended.do": M("查询职工现在的账户", "Look for the account the member has now"),
    "error.amount_impossible.what": M("金额不可能", "This amount is impossible"),
    "error.amount_impossible.do": M("按元录入，不带负号", "Type it in yuan, without a sign"),
    "error.bad_staff_code.what": M("员工代码只能用字母和数字", "A staff code has letters and digits only"),
    "error.bad_staff_code.do": M("最多 20 位", "20 at most"),
    "error.bad_staff_id.what": M("证件号码不对", "The ID number is wrong"),
    "error.bad_staff_id.do": M("按证件核对后重新输入", "Check it against the document"),
    "error.batch_not_now.what": M(
        "批量结算须在每月 {day} 日至月末", "The batch runs from day {day} to the month's end"
    ),
    "error.batch_not_now.do": M(
        "届时再办；个别销户可在柜台结算", "Run it then; single closures are settled at the counter"
    ),
    "error.branch_unknown.what": M("没有管理部 {branch}", "There is no branch {branch}"),
    "error.branch_unknown.do": M("核对管理部代码", "Check the branch code"),
    "error.case_ended.what": M("业务 {case_no} 已经了结", "Case {case_no} has ended already"),
    "error.case_ended.do": M("查看该笔业务的结果", "Look at its outcome"),
    "error.case_not_pending.what": M(
        "业务 {case_no} 已不在待授权", "Case {case_no} no longer awaits approval"
    ),
    "error.case_not_pending.do": M("已由他人处理，查看结果", "Somebody dealt with it; look at its outcome"),
    "error.case_unknown.what": M("本管理部没有业务 {case_no}", "This branch has no case {case_no}"),
    "error.case_unknown.do": M("核对业务流水号", "Check the case number"),
    "error.changed_meanwhile.what": M("账户情况刚有变化", "The account changed a moment ago"),
    "error.changed_meanwhile.do": M("再次执行批量结算", "Run the batch again"),
    "error.checker_branch.what": M("授权人不是本管理部的主管", "The supervisor belongs to another branch"),
    "error.checker_branch.do": M("请本管理部的主管授权", "Ask a supervisor of this branch"),
    "error.checker_must_change.what": M("授权人还在用初始密码", "The supervisor still has a first password"),
    "error.checker_must_change.do": M(
        "请主管先签到并设置新密码", "Sign in as supervisor and choose a new one first"
    ),
    "error.checker_is_maker.what": M("不能授权自己经办的业务", "Nobody approves their own work"),
    "error.checker_is_maker.do": M("请另一位主管授权", "Ask another supervisor"),
    "error.checker_is_member.what": M("不能授权自己的账户业务", "Nobody approves work on their own account"),
    "error.checker_is_member.do": M("请另一位主管授权", "Ask another supervisor"),
    "error.checker_is_proxy.what": M("受托人不能授权", "The proxy can't approve"),
    "error.checker_is_proxy.do": M("请另一位主管授权", "Ask another supervisor"),
    "error.checker_role.what": M("只有主管能授权", "Only a supervisor approves"),
    "error.checker_role.do": M("请主管输入代码和密码", "Ask a supervisor for code and password"),
    "error.day_already_open.what": M("营业日 {day} 尚未结束", "Business day {day} is still open"),
    "error.day_already_open.do": M("先办理日终", "Close it first"),
    "error.day_closed.what": M("营业日 {day} 已日终", "Business day {day} is closed"),
    "error.day_closed.do": M("请重新签到到当前营业日", "Sign in again, on the current day"),
    "error.day_was_closed.what": M("营业日 {day} 已日终，不能再开", "Business day {day} was closed before"),
    "error.day_was_closed.do": M("请开之后的营业日", "Open a later day"),
    "error.day_too_far.what": M("营业日 {day} 太远", "Business day {day} is too far ahead"),
    "error.day_too_far.do": M("最晚可开 {latest}", "{latest} is the last that can be opened"),
    "error.day_without_policy.what": M("{day} 没有可用的规定", "No rules are on file for {day}"),
    "error.day_without_policy.do": M("核对营业日", "Check the business day"),
    "error.empty.what": M("不能为空", "This can't be empty"),
    "error.empty.do": M("请录入", "Fill it in"),
    "error.form_unfinished.what": M("还没填完", "The form is not finished"),
    "error.form_unfinished.do": M("补填后再提交", "Fill it in, then commit"),
    "error.key_reused.what": M("同一笔提交的内容变了", "The same submission came with other content"),
    "error.key_reused.do": M("没有入账；请重新开始这笔业务", "Nothing was posted; begin this case again"),
    "error.member_unknown.what": M("没有这位职工", "There is no such member"),
    "error.member_unknown.do": M("重新查询", "Look up again"),
    "error.money_gone.what": M("可用余额已不够，别处刚用掉", "The money was used elsewhere just now"),
    "error.money_gone.do": M("没有入账；请按新余额重新核对", "Nothing was posted; check the new balance"),
    "error.months_claimed.what": M("这些月份刚在别处提取", "These months were just claimed elsewhere"),
    "error.months_claimed.do": M("没有入账；请重新核对", "Nothing was posted; check again"),
    "error.certificate_taken.what": M(
        "该公证书号已登记给别人", "This certificate is on file for somebody else"
    ),
    "error.certificate_taken.do": M("核对公证处和公证书号", "Check notary and certificate number"),
    "error.signed_elsewhere.what": M("协议刚在别处签订", "The agreement was just signed elsewhere"),
    "error.signed_elsewhere.do": M("没有重复签订；请刷新查看", "It was not signed twice; look again"),
    "error.no_open_day.what": M("{branch}今天还没有开门", "{branch} has no open business day"),
    "error.no_open_day.do": M("请主管开营业日", "Ask a supervisor to open it"),
    "error.not_permitted.what": M("当前岗位不能办理 {operation}", "Your role may not do {operation}"),
    "error.not_permitted.do": M("请有权限的同事办理", "Ask a colleague who may"),
    "error.not_the_maker.what": M("只有经办人或主管能撤销", "Only its maker or a supervisor can cancel it"),
    "error.not_the_maker.do": M("请经办人或主管撤销", "Ask the maker or a supervisor"),
    "error.not_verified.what": M("身份核验不够", "The person was not identified well enough"),
    "error.not_verified.do": M("按要求核验证件后再办", "Identify as required, then go on"),
    "error.nothing_to_reveal.what": M("这一项没有内容", "There is nothing to reveal"),
    "error.nothing_to_reveal.do": M("选择别的项", "Choose another field"),
    "error.password_too_easy.what": M("密码太简单", "The password is too easy"),
    "error.password_too_easy.do": M(
        "不要用原密码，也不要含员工代码", "Not the old one, and without the staff code"
    ),
    "error.reason_needed.what": M("须填写理由", "A reason is needed"),
    "error.reason_needed.do": M("写明为什么要看", "Say why you need to see it"),
    "error.receipt_unknown.what": M("没有这张回单", "There is no such receipt"),
    "error.receipt_unknown.do": M("核对回单号", "Check the receipt number"),
    "error.text_too_long.what": M("内容太长", "This is too long"),
    "error.text_too_long.do": M("最多 {most} 个字", "{most} characters at most"),
    "error.unstorable.what": M("含有不能保存的字符", "A character here can't be stored"),
    "error.unstorable.do": M("删除特殊字符后重新录入", "Remove special characters, then type it again"),
    "error.staff_exists.what": M("员工代码 {staff} 已存在", "Staff code {staff} exists"),
    "error.staff_exists.do": M("换一个代码", "Choose another"),
    "error.staff_id_exists.what": M("该证件号已登记为员工", "This ID belongs to a staff member already"),
    "error.staff_id_exists.do": M("核对证件号", "Check the ID number"),
}
