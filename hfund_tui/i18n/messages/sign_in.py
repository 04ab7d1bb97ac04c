"""Signing in, changing the password, the lock."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "sign_in.product": M("住房公积金业务工作台", "Housing Provident Fund Workstation"),
    "sign_in.staff": M("员工代码", "Staff code"),
    "sign_in.password": M("密码", "Password"),
    "sign_in.enter": M("回车签到", "Enter signs in"),
    "sign_in.opening": M("正在打开数据库", "Opening the database"),
    "sign_in.preparing": M("首次使用，正在生成演示数据", "First start: making the demo data"),
    "sign_in.demo.title": M("演示账号", "Demo accounts"),
    "sign_in.demo.note": M("职工和资金均为虚构", "all members and money are made up"),
    "sign_in.staff_missing": M("请输入员工代码", "Type your staff code"),
    "sign_in.password_missing": M("请输入密码", "Type your password"),
    "sign_in.trouble.title": M("数据库打不开", "The database can't be opened"),
    "sign_in.trouble.retry": M("重试", "Try again"),
    "sign_in.trouble.safe": M("没有任何数据被改动。", "Nothing has been changed."),
    "sign_in.help.rule": M(
        "连续输错会暂时锁定账号。",
        "Wrong passwords lock the account for a while.",
    ),
    "sign_in.help.next": M("输入员工代码和密码，回车签到。", "Type staff code and password, then Enter."),
    "sign_in.passphrase.title": M("密钥文件口令", "Passphrase of the key file"),
    "sign_in.passphrase.note": M(
        "数据库密钥由口令保护，请输入口令。", "The database key is sealed. Type its passphrase."
    ),
    "sign_in.change.title": M("修改密码", "Change your password"),
    "sign_in.change.note": M(
        "首次签到或密码被重置，须先设置新密码。", "Your password was set by someone else: choose your own."
    ),
    "sign_in.change.new": M("新密码", "New password"),
    "sign_in.change.again": M("再输一次", "Once more"),
    "sign_in.change.differs": M("两次输入不一致", "The two don't match"),
    "sign_in.change.keys": M("F9 确定  Esc 取消", "F9 change  Esc cancel"),
    "lock.title": M("已锁屏", "Locked"),
    "lock.who": M("{name} {code}", "{name} {code}"),
    "lock.note": M(
        "已录入的内容都还在，输入密码继续。", "Everything you typed is still here. Your password opens it."
    ),
    "lock.keys": M("回车解锁  Ctrl+Q 签退", "Enter unlocks  Ctrl+Q signs out"),
    "lock.help.rule": M("只有同一人能解锁。", "Only the same person can unlock."),
    "lock.help.next": M("输入密码，回车。", "Type your password, then Enter."),
    "key.retry": M("重试", "Retry"),
    "key.retry.help": M("再打开一次数据库", "open the database again"),
}
