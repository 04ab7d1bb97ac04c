"""One-time codes, as members read them, and what may be wrong with them."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "vocabulary.code_purpose.caller": M("电话核验", "verification by telephone"),
    "vocabulary.code_purpose.password_reset": M("重置密码", "reset of the password"),
    "one_time_code.caller": M(
        "电话核验验证码 {code}，{minutes} 分钟内有效。只告诉您拨打的公积金热线。",
        "Code for the hotline: {code}, good for {minutes} minutes. Tell it only to the hotline you rang.",
    ),
    "one_time_code.password_reset": M(
        "重置账户密码验证码 {code}，{minutes} 分钟内有效。请勿告诉他人。",
        "Code to reset your account password: {code}, good for {minutes} minutes. Tell nobody.",
    ),
    "error.code_no_mobile.what": M("该职工没有登记手机", "No mobile number is on file"),
    "error.code_no_mobile.do": M("请本人持证件到柜台", "The member comes to a counter with the ID"),
    "error.code_too_many.what": M("一小时内已发送过多验证码", "Too many codes were sent within the hour"),
    "error.code_too_many.do": M("稍后再发，或到柜台办理", "Later, or at a counter"),
    "error.code_expired.what": M("验证码已失效", "The code is good no longer"),
    "error.code_expired.do": M("重新发送一个", "Send another one"),
}
