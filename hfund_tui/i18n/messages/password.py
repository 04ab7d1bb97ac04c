"""The account password: operations, rules, remedies, effects, receipts, the form, and what may be wrong."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.set_password.title": M("设置密码", "Set the password"),
    "operation.set_password.help": M(
        "本人在密码键盘上输入，柜员看不到", "Typed by the member on the keypad; the teller sees nothing"
    ),
    "operation.reset_password.title": M("密码挂失", "Reset the password"),
    "operation.reset_password.help": M(
        "忘记密码：一次性验证码发到登记手机", "Forgotten: a one-time code goes to the mobile on file"
    ),
    "vocabulary.receipt_kind.password_set": M("密码设置回单", "Password receipt"),
    "vocabulary.receipt_kind.password_reset": M("密码挂失回单", "Password reset receipt"),
    "vocabulary.password_state.initial": M("初始密码", "initial"),
    "vocabulary.password_state.own": M("本人已设", "the member's own"),
    "vocabulary.password_state.reset": M("已重置，待设新密码", "reset, waiting for a new one"),
    "vocabulary.password_state.elsewhere": M("在别处设置", "set elsewhere"),
    "vocabulary.weak_password.initial": M("初始密码", "initial password"),
    "vocabulary.weak_password.sequence": M("顺序数字", "digits in a row"),
    "vocabulary.weak_password.repeated": M("重复数字", "repeated digits"),
    "vocabulary.weak_password.birth_date": M("出生日期", "birth date"),
    "vocabulary.weak_password.known_number": M("证件、账号、手机或卡号中的数字", "part of a number on file"),
    "vocabulary.weak_password.listed": M("常见密码", "common password"),
    "vocabulary.notice_kind.password_set": M("密码修改", "password set"),
    "notice.password_set": M(
        "您的公积金账户密码已于 {day} 修改。", "Your account password was set on {day}."
    ),
    # Rules and remedies.
    "finding.password_known.title": M("账户密码", "Account password"),
    "finding.password_not_locked.title": M("当日密码错误低于上限", "Wrong passwords today below limit"),
    "finding.password_entered.title": M("新密码已录入", "New password typed"),
    "finding.mobile_on_file.title": M("登记手机", "Mobile on file"),
    "finding.mobile_settled.title": M("登记手机未新近变更", "Mobile not changed lately"),
    "finding.mobile_settled.wanted": M("变更满 {wanted}", "changed {wanted} ago or more"),
    "finding.mobile.none": M("未登记", "none"),
    "finding.mobile.wanted": M("本人手机", "the member's own"),
    "remedy.reset_password": M("请先重置密码，凭验证码再设", "Reset it first, then set one by the code"),
    "remedy.enter_password": M("请职工在密码键盘上输入两遍", "The member types it twice on the keypad"),
    "remedy.register_mobile": M("请先登记本人手机号码", "Put the member's own mobile on file first"),
    "remedy.wait_for_mobile": M("手机新近变更，{day} 起可重置", "Mobile changed lately: possible from {day}"),
    "remedy.set_password_again": M("密码不能冲正：请重设或重置", "A password stays: set or reset it again"),
    # What is done, and what stands on the receipt.
    "effect.put_password_in_force": M(
        "新的账户密码即时生效，原密码作废", "The new account password is in force, the old one void"
    ),
    "effect.send_reset_code": M(
        "账户密码作废，一次性验证码发至 {mobile}", "The password is void; a one-time code goes to {mobile}"
    ),
    "receipt.label.password_set_on": M("密码生效日", "Password set on"),
    "receipt.label.code_sent_to": M("短信验证码发至", "One-time code to"),
    "receipt.label.code_good_for": M("短信验证码有效", "Good for"),
    "receipt.note.password_set": M(
        "密码只有您本人知道，工作人员不会向您索要。", "Only you know the password; no staff will ask for it."
    ),
    "receipt.note.password_reset": M(
        "收到验证码后请在柜台键盘上设置新密码；设好之前不能提取。",
        "Set a new password on the keypad with the code; nothing can be withdrawn before.",
    ),
    "unit.minutes": M("{n} 分钟", "{n} minutes", one="{n} minute"),
    # The form.
    "password.step.keypad": M("键盘输入", "Keypad"),
    "password.step.papers": M("材料", "Papers"),
    "password.step.check": M("核对", "Check"),
    "password.proof.own": M("原密码", "Present password"),
    "password.proof.reset": M("验证码", "One-time code"),
    "password.new": M("新密码", "New password"),
    "password.again": M("再输一遍", "Once more"),
    "password.waiting": M("请职工在键盘上输入", "the member types on the keypad"),
    "password.typing": M("正在输入，按确认键结束", "being typed, then confirmed"),
    "password.typed": M("已输入", "typed"),
    "password.sealed": M("已录入并加密", "taken and sealed"),
    "password.digits": M("{n} 位数字", "{n} digits"),
    "password.mobile": M("发至", "Goes to"),
    "password.mobile.minutes": M("{n} 分钟内有效", "good for {n} minutes", one="good for {n} minute"),
    "password.handed_over": M("新密码已录入，核对材料后按 F9", "Taken: check the papers, then F9"),
    "password.help.rule": M(
        "柜员不问、不看、不代输密码", "A teller never asks for, sees or types a password"
    ),
    "password.help.next": M(
        "职工输完，柜员核对证件后按 F9", "Once it is typed, check the identity card, then F9"
    ),
    "password.reset.help.rule": M(
        "验证码只发登记手机，屏幕和回单上都没有", "The code goes to the mobile only, never on screen or paper"
    ),
    "password.reset.help.next": M("F9 发送，再到 1204 设新密码", "F9 sends it; then 1204 sets a new one"),
    # What may be wrong.
    "vocabulary.database_problem.password_not_as_set": M(
        "密码状态与账户不符", "password's state and the account differ"
    ),
    "error.account_password_digits.what": M("密码须为 {n} 位数字", "A password has {n} digits"),
    "error.account_password_digits.do": M("请职工重新输入", "The member types it again"),
    "error.account_password_initial.what": M("不能用初始密码", "Not the initial password"),
    "error.account_password_initial.do": M("请职工换一个", "The member chooses another"),
    "error.account_password_sequence.what": M("不能用顺序数字", "No digits in a row"),
    "error.account_password_sequence.do": M("请职工换一个", "The member chooses another"),
    "error.account_password_repeated.what": M("不能用重复数字", "No repeated digits"),
    "error.account_password_repeated.do": M("请职工换一个", "The member chooses another"),
    "error.account_password_birth_date.what": M("不能用出生日期", "Not the birth date"),
    "error.account_password_birth_date.do": M("请职工换一个", "The member chooses another"),
    "error.account_password_known_number.what": M(
        "不能用证件、账号、手机或卡号中的数字", "No part of an ID, account, mobile or card number"
    ),
    "error.account_password_known_number.do": M("请职工换一个", "The member chooses another"),
    "error.account_password_listed.what": M("这个密码太常见", "Too many people have this one"),
    "error.account_password_listed.do": M("请职工换一个", "The member chooses another"),
    "error.account_password_same.what": M("新密码与原密码相同", "The new one is the present one"),
    "error.account_password_same.do": M("请职工换一个", "The member chooses another"),
    "error.account_password_differs.what": M("两遍不一致", "The two differ"),
    "error.account_password_differs.do": M("请职工重新输入两遍", "The member types both again"),
    "error.account_password_empty.what": M("须输入原密码", "The present password is needed"),
    "error.account_password_empty.do": M("请职工在键盘上输入", "The member types it on the keypad"),
    "error.account_password_wrong.what": M(
        "原密码不对，今天还可试 {n} 次",
        "Wrong password; {n} more tries today",
        one="Wrong password; one more try today",
    ),
    "error.account_password_wrong.do": M("请重新输入；忘记的到 1205 重置", "Type it again; forgotten: 1205"),
    "error.account_password_locked.what": M(
        "密码错误过多，今天已锁定", "Too many wrong ones: locked for today"
    ),
    "error.account_password_locked.do": M("到 1205 重置，或改日再试", "Reset it in 1205, or another day"),
    "error.account_password_unknown.what": M(
        "密码在别处设置，这里无法核对", "The password was set elsewhere and can't be compared here"
    ),
    "error.account_password_unknown.do": M("先到 1205 重置", "Reset it in 1205 first"),
    "error.account_password_changed.what": M(
        "录入的密码已失效，或刚在别处改过", "What was typed is gone, or it was changed elsewhere"
    ),
    "error.account_password_changed.do": M("没有改动；请职工重新输入", "Nothing changed; it is typed again"),
    "error.account_password_stays.what": M("密码不能冲正", "A password can't be taken back"),
    "error.account_password_stays.do": M("请重设或重置", "Set or reset it again"),
    "error.account_code_empty.what": M("须输入验证码", "The one-time code is needed"),
    "error.account_code_empty.do": M("请职工照手机短信输入", "The member types it from the mobile"),
    "error.account_code_wrong.what": M("验证码不对", "Wrong code"),
    "error.account_code_wrong.do": M("请重新输入；几次不对就失效", "Type it again; a few wrong ones end it"),
}
