"""The command line: its help, its answers, and what it says about wrong usage."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "cli.error": M("错误:", "Error:"),
    "cli.remedy": M("办法:", "To do:"),
    "cli.see_help": M("用法: {command} --help", "Usage: {command} --help"),
    "cli.interrupted": M("已中断", "Interrupted"),
    "cli.incident": M(
        "程序出错，已停止。事件编号 {number} ({kind})",
        "The program failed and stopped. Incident {number} ({kind})",
    ),
    # Help.
    "cli.help.usage": M("用法:", "Usage:"),
    "cli.help.options_piece": M("[选项]", "[OPTIONS]"),
    "cli.help.arguments": M("参数:", "Arguments:"),
    "cli.help.options": M("选项:", "Options:"),
    "cli.help.commands": M("命令:", "Commands:"),
    "cli.help.hfund": M(
        "住房公积金工作台。不带命令时打开程序；脱离屏幕的命令用同一套规则和数据。",
        "The housing provident fund workstation. Without a command it opens the program; the commands work"
        " by the same rules on the same data without a screen.",
    ),
    "cli.option.lang": M("语言；不填则随程序", "language; else that of the program"),
    "cli.option.help": M("显示本帮助", "show this help"),
    "cli.option.version": M("显示版本", "show the version"),
    "cli.option.home": M("数据文件夹", "the folder of the database"),
    "cli.option.demo": M("用演示管理部", "use the demo branch"),
    "cli.option.json": M("输出 JSON", "answer in JSON"),
    "cli.option.on": M("按哪一天的规定，默认今天", "the day whose rules count; today by default"),
    "cli.only_demo": M(
        "没有正式库，改用演示库: {path}", "There is no production database; the demo is used: {path}"
    ),
    # run, demo
    "cli.run.help": M("打开程序", "Open the program"),
    "cli.serve.help": M("在本机浏览器中打开", "Show the program in a browser on this machine"),
    "cli.serve.port": M("端口", "port"),
    "cli.serve.public_url": M(
        "前面的反向代理的网址，https 开头；只答复由它来的浏览器",
        "what browsers call the reverse proxy in front, https://...; they are answered under that name too",
    ),
    "cli.serve.at": M("在浏览器打开 {address}，Ctrl+C 结束", "Open {address} in a browser; Ctrl+C ends it"),
    "cli.serve.warning": M(
        "只在本机可见：没有登录门禁，也没有加密。要给别的机器用，前面必须有带身份认证和 TLS 的反向代理，"
        "并限制能到达它的网络；每个访问者各开一个程序，仍须员工签到。",
        "Seen on this machine only: no door and no encryption of its own. For other machines a reverse proxy that "
        "authenticates and speaks TLS must stand in front, on a network that only they reach. Every visitor gets a "
        "program of his or her own, and still signs in.",
    ),
    "cli.train.help": M(
        "培训：在单独的练习库上跟着课程学", "Lessons on a database of its own, watched and scored"
    ),
    "cli.demo.help": M("建立演示管理部", "Build the demo branch"),
    "cli.option.members": M("职工人数", "how many members"),
    "cli.option.fresh": M("删除旧的演示库再建", "delete the old demo first"),
    "cli.demo.done": M("演示库已建立: {path}", "The demo is ready: {path}"),
    "cli.demo.there": M(
        "演示库已存在: {path} (重建请加 --fresh)",
        "The demo is there already: {path} (--fresh builds it anew)",
    ),
    "cli.demo.code": M("员工代码", "staff code"),
    "cli.demo.password": M("密码", "password"),
    "cli.demo.name": M("姓名", "name"),
    "cli.demo.role": M("岗位", "role"),
    # check
    "cli.check.help": M("检查号码是否合规", "Check whether numbers are well formed"),
    "cli.check.more": M(
        "不查询任何数据。全部有效时退出码为 0，否则为 1。",
        "Nothing is looked up. Exit code 0 if all are valid, else 1.",
    ),
    "cli.check.kind": M(
        "身份证、统一社会信用代码、银行卡、公积金账号或手机号",
        "resident ID, credit code, bank card, fund account or mobile number",
    ),
    "cli.check.value": M("要检查的号码", "the numbers to check"),
    "cli.check.number": M("号码", "number"),
    "cli.check.verdict": M("结果", "result"),
    "cli.check.remark": M("说明", "remark"),
    "cli.check.valid": M("有效", "valid"),
    "cli.check.usable": M("可用", "usable"),
    "cli.check.luhn": M(
        "但校验位不符：请与卡面核对", "but the check digit doesn't fit: compare with the card"
    ),
    "cli.check.invalid": M("无效", "invalid"),
    # quota
    "cli.quota.help": M("计算提取额度", "Work out the quota of a withdrawal"),
    "cli.quota.more": M(
        "无需职工资料。无可提金额时退出码为 1。", "No member is needed. Exit code 1 if nothing can be taken."
    ),
    "cli.quota.kind": M("租房或其他住房消费", "rent or other housing consumption"),
    "cli.option.monthly_due": M(
        "申请当月应缴存额，单位加个人，元", "due in the month of application, both parts, in yuan"
    ),
    "cli.option.last_withdrawal": M("上次提取月份", "month of the last withdrawal"),
    "cli.option.first_contribution": M(
        "首次缴存月份 (从未提取时)", "month of the first contribution, if nothing was withdrawn before"
    ),
    "cli.option.balance": M("账户余额，元", "the account's balance in yuan"),
    "cli.quota.on": M("申请日期", "application date"),
    "cli.quota.monthly_due": M("月缴存额", "monthly due"),
    "cli.quota.quota": M("提取额度", "quota"),
    "cli.quota.amount": M("可提金额", "can be taken"),
    "cli.quota.span": M("月份", "months"),
    "cli.quota.months": M("月数", "number"),
    "cli.quota.ratio": M("比例", "ratio"),
    "cli.quota.worth": M("金额", "amount"),
    "cli.quota.policy_since": M("依据: {source}，{since} 起", "By: {source}, from {since}"),
    "cli.quota.policy_span": M("依据: {source}，{since} 至 {until}", "By: {source}, {since} to {until}"),
    # interest
    "cli.interest.help": M("计算销户利息", "Work out the interest of a closing"),
    "cli.interest.more": M(
        "按日计息，销户当日不计。无利息时退出码为 1。",
        "By the day, the day of the closing not counted. Exit code 1 if nothing is earned.",
    ),
    "cli.option.interest_balance": M("账户余额，元", "the account's balance in yuan"),
    "cli.option.interest_since": M("计息首日", "the first day that earns interest"),
    "cli.interest.balance": M("余额", "balance"),
    "cli.interest.days": M("计息天数", "days"),
    "cli.interest.rate": M("年利率", "rate a year"),
    "cli.interest.earned": M("利息", "interest"),
    "cli.interest.total": M("本息合计", "with interest"),
    # closures
    "cli.closures.help": M("已受理的销户", "Accepted closures"),
    "cli.closures.settle.help": M("批量结算到期的销户", "Settle the closures that are due"),
    "cli.closures.settle.more": M(
        "在每月批量结算期内由主管执行；中断后可再次执行。到期未能结算时退出码为 1。",
        "Run by a supervisor on the days of the batch; a run cut short is run again."
        " Exit code 1 if one that is due could not be settled.",
    ),
    "cli.option.settled_by": M("执行结算的主管", "the supervisor who runs it"),
    "cli.option.own_password_file": M("密码所在文件的第一行", "file whose first line is the password"),
    "cli.ask.own_password": M("密码:", "Password:"),
    "cli.closures.progress": M("结算销户", "Settling closures"),
    "cli.closures.day": M("营业日", "business date"),
    "cli.closures.settled": M("已结算", "settled"),
    "cli.closures.amount": M("本息合计", "paid in all"),
    "cli.closures.cancelled": M("重新参保，已撤回", "insured again, taken back"),
    "cli.closures.pending": M("待授权", "awaiting approval"),
    "cli.closures.waiting": M("未到期", "not due yet"),
    "cli.closures.unknown": M("社保情况不明", "insurance unknown"),
    "cli.closures.refused": M("到期未能结算", "due, not settled"),
    # policy
    "cli.policy.help": M("政策参数", "Policy values"),
    "cli.policy.show.help": M(
        "显示政策参数的值、起止日期和出处",
        "Show the values of a policy parameter, since when, and where they are written",
    ),
    "cli.policy.key": M("参数名，如 withdrawal.rent.ratio", "the parameter, such as withdrawal.rent.ratio"),
    "cli.policy.since": M("起", "from"),
    "cli.policy.until": M("止", "until"),
    "cli.policy.value": M("值", "value"),
    "cli.policy.source": M("出处", "source"),
    # init, branch, staff, day
    "cli.init.help": M("建立正式库", "Make a production database"),
    "cli.init.more": M(
        "含首个管理部和首个系统管理员。密码在终端输入，或取自 --password-file，或从标准输入读一行；"
        "用 --passphrase 时口令在下一行。",
        "With its first branch and administrator. The password is typed at the terminal, or taken from"
        " --password-file, or read as a line from standard input; with --passphrase the passphrase follows.",
    ),
    "cli.option.branch_code": M("管理部代码，四位数字", "branch code, four digits"),
    "cli.option.branch_name": M("管理部名称", "the branch's name"),
    "cli.option.name_en": M("英文名称", "the name in English"),
    "cli.option.staff_code": M("员工代码", "staff code"),
    "cli.option.staff_name": M("姓名", "the person's name"),
    "cli.option.staff_id": M("身份证号", "the person's ID number"),
    "cli.option.role": M("岗位", "role"),
    "cli.option.password_file": M("首个密码所在文件的第一行", "file whose first line is the first password"),
    "cli.option.key_file": M(
        "密钥存入此文件 (仅本人可读)", "keep the key in this file, readable by you alone"
    ),
    "cli.option.passphrase": M("密钥用口令封存", "seal the key with a passphrase"),
    "cli.option.business_date": M("营业日", "the business date"),
    "cli.ask.password": M("首个密码:", "First password:"),
    "cli.ask.password_again": M("再输一次密码:", "The password again:"),
    "cli.ask.passphrase": M("密钥口令:", "Passphrase of the key:"),
    "cli.ask.passphrase_again": M("再输一次口令:", "The passphrase again:"),
    "cli.init.done": M("数据库已建立: {path}", "The database is ready: {path}"),
    "cli.init.key": M("密钥存放: {rung}", "The key is kept in {rung}"),
    "cli.init.key_file": M(
        "以后请设 HFUND_KEY_FILE={path}；密钥丢失则数据无法恢复，请另存一份。",
        "From now on set HFUND_KEY_FILE={path}. Without the key the data are lost: keep a copy elsewhere.",
    ),
    "cli.init.next": M(
        "下一步: hfund staff add 增加主管和柜员，再 hfund day open --branch {branch} 开营业日",
        "Next: add a supervisor and tellers (hfund staff add), then hfund day open --branch {branch}",
    ),
    "cli.rung.keyring": M("系统钥匙串", "the system keyring"),
    "cli.rung.credential_file": M("密钥文件", "a key file"),
    "cli.rung.sealed_file": M("口令封存的密钥文件", "a file sealed with a passphrase"),
    "cli.branch.help": M("管理部", "Branches"),
    "cli.branch.add.help": M("增加管理部", "Add a branch"),
    "cli.branch.added": M("已增加管理部 {branch}", "Branch {branch} is added"),
    "cli.branch.approval.help": M(
        "指定由哪个管理部的主管授权", "Set whose supervisors approve a branch's cases"
    ),
    "cli.branch.approval.more": M(
        "没有第二人的管理部用别处的待办；不给 --at 即只由本部主管授权。",
        "For a branch without a second person of its own. Without --at only its own supervisors approve.",
    ),
    "cli.option.approval_branch": M("授权的管理部代码", "the branch that approves"),
    "cli.branch.approval.set": M(
        "管理部 {branch} 的业务也由管理部 {other} 授权",
        "Cases of branch {branch} are approved at branch {other} too",
    ),
    "cli.branch.approval.own": M(
        "管理部 {branch} 的业务只由本部授权", "Cases of branch {branch} are approved there only"
    ),
    "cli.staff.help": M("员工", "Staff"),
    "cli.staff.add.help": M("增加员工", "Add a staff member"),
    "cli.staff.add.more": M(
        "首个密码的给法同 hfund init，首次签到须修改。",
        "The first password is given as for hfund init; it is changed at the first sign-in.",
    ),
    "cli.staff.added": M("已增加员工 {staff} ({role})", "Staff member {staff} ({role}) is added"),
    "cli.staff.list.help": M("列出员工", "List the staff"),
    "cli.staff.list.code": M("员工代码", "staff code"),
    "cli.staff.list.name": M("姓名", "name"),
    "cli.staff.list.role": M("岗位", "role"),
    "cli.staff.list.branch": M("管理部", "branch"),
    "cli.staff.list.standing": M("状态", "standing"),
    "cli.staff.standing.in": M("在岗", "works here"),
    "cli.staff.standing.left": M("已离岗", "left"),
    "cli.staff.standing.locked": M("密码错误过多，暂锁", "locked for wrong passwords"),
    "cli.staff.standing.first": M("首次签到须改密码", "password to be changed"),
    "cli.staff.password.help": M("重设员工密码，并解除锁定", "Give a new first password, and lift a lock"),
    "cli.staff.password.done": M(
        "员工 {staff} 的密码已重设，下次签到须修改",
        "{staff} has a new password, to be changed at the next sign-in",
    ),
    "cli.staff.dismiss.help": M("员工离岗", "Somebody leaves"),
    "cli.staff.dismiss.more": M(
        "此后该代码什么也不能办；经办过的业务仍署其名。",
        "Nothing is done under the code from then on; what was done keeps the name.",
    ),
    "cli.staff.dismiss.done": M("员工 {staff} 已离岗", "{staff} has left"),
    "cli.staff.reinstate.help": M("员工回岗，密码照旧", "Somebody comes back, with the password of before"),
    "cli.staff.reinstate.done": M("员工 {staff} 已回岗", "{staff} is back"),
    "cli.staff.assign.help": M("换岗位或换管理部", "Another role or another branch"),
    "cli.staff.assign.more": M("已签到的须重新签到。", "Whoever is signed in signs in anew."),
    "cli.staff.assign.done": M("员工 {staff} 已调整", "{staff} is assigned"),
    # verify, backup, restore
    "cli.verify.help": M("核验整个数据库", "Verify the whole database"),
    "cli.verify.more": M(
        "包括文件、账务、单据和审计链。有问题时退出码为 1。",
        "File, ledger, papers and audit chains. Exit code 1 if anything is wrong.",
    ),
    "cli.verify.sound": M(
        "核验通过: 账务、单据相符，{n} 条审计链完整",
        "All is sound: ledger and papers agree, {n} audit chains are whole",
        one="All is sound: ledger and papers agree, {n} audit chain is whole",
    ),
    "cli.verify.first": M(
        "首处问题: 表 {table} 行 {row}: {problem}", "First: table {table}, row {row}: {problem}"
    ),
    "cli.verify.broken": M("共 {n} 处问题", "{n} problems in all", one="{n} problem in all"),
    "cli.verify.table": M("表", "table"),
    "cli.verify.row": M("行", "row"),
    "cli.verify.problem": M("问题", "problem"),
    "cli.verify.found": M("所见", "found"),
    "cli.backup.help": M("备份数据库到文件夹", "Copy the database into a folder"),
    "cli.backup.folder": M("已有的文件夹", "a folder that is there"),
    "cli.backup.done": M("已备份: {path}", "Copied to {path}"),
    "cli.backup.manifest": M("清单: {path} (须与备份放在一起)", "Manifest: {path} (keep it beside the copy)"),
    "cli.backup.keys": M("密钥不在备份里，请另行保管。", "The key is not in the copy: keep it elsewhere."),
    "cli.restore.help": M("用备份恢复数据库", "Bring a database back from a copy"),
    "cli.restore.file": M("备份文件，清单须在旁边", "the copy, with its manifest beside it"),
    "cli.option.move_aside": M("保留现有数据库，改名存放", "keep the present database under another name"),
    "cli.restore.done": M("已恢复: {path}", "Restored: {path}"),
    "cli.restore.aside": M("原数据库改名为 {path}", "The database before it is now {path}"),
    "cli.step.demo": M("生成演示数据", "Making demo data"),
    "cli.step.storage": M("检查文件", "Checking the file"),
    "cli.step.rules": M("核对账务", "Checking the books"),
    "cli.step.audit_chains": M("核验审计链", "Verifying audit chains"),
    "cli.step.copy": M("复制", "Copying"),
    "cli.step.digest": M("计算摘要", "Taking the digest"),
    # What verifying can find.
    "vocabulary.database_problem.batch_not_zero": M("凭证借贷不平", "batch does not sum to zero"),
    "vocabulary.database_problem.balance_not_entries": M(
        "余额与分录不符", "balance is not the sum of entries"
    ),
    "vocabulary.database_problem.counter_differs": M("计数与明细不符", "counter differs from what it counts"),
    "vocabulary.database_problem.running_balance": M("分录后余额不连续", "running balance is broken"),
    "vocabulary.database_problem.held_not_holds": M(
        "占用额与占用记录不符", "held amount is not the sum of holds"
    ),
    "vocabulary.database_problem.offset_not_held": M(
        "对冲占用与业务不符", "holds of an offset differ from its case"
    ),
    "vocabulary.database_problem.hold_without_case": M("占用无在途业务", "hold without its pending case"),
    "vocabulary.database_problem.payment_to_other_card": M(
        "支付指令不是付给本人卡", "payment order is not to the member's own card"
    ),
    "vocabulary.database_problem.case_not_as_planned": M(
        "办结业务与所记计划不符", "completed case differs from its recorded plan"
    ),
    "vocabulary.database_problem.receipt_changed": M("回单被改动", "receipt was changed"),
    "vocabulary.database_problem.claim_without_case": M(
        "已提月份无办结业务", "claimed month without its case"
    ),
    "vocabulary.database_problem.withdrawal_without_receipt": M("提取无回单", "withdrawal without a receipt"),
    "vocabulary.database_problem.withdrawal_without_payment": M(
        "提取与支付指令不符", "withdrawal and payment order differ"
    ),
    "vocabulary.database_problem.payment_without_posting": M("支付指令未入账", "payment order never posted"),
    "vocabulary.database_problem.unsettled_without_closure": M(
        "销户未结算与受理业务不符", "unsettled account and accepted closure differ"
    ),
    "vocabulary.database_problem.clearing_not_orders": M(
        "过渡户与未付指令不符", "clearing is not the sum of open orders"
    ),
    "vocabulary.database_problem.payment_file_orders": M(
        "付款文件与指令不符", "payment file and its orders differ"
    ),
    "vocabulary.database_problem.payment_file_content": M(
        "付款文件内容被改动", "payment file is not what was sent"
    ),
    "vocabulary.database_problem.payment_order_file": M(
        "支付指令状态与付款文件不符", "payment order's state and file don't fit"
    ),
    "vocabulary.database_problem.reversed_without_reversal": M(
        "冲正状态与冲正业务不符", "reversed without its reversal"
    ),
    "vocabulary.database_problem.reversal_of_nothing": M(
        "冲正没有冲到业务", "reversal that reversed nothing"
    ),
    "vocabulary.database_problem.exception_not_two": M("例外放行未经两人", "exception without two people"),
    "vocabulary.database_problem.case_without_audit": M("办结业务无审计记录", "completed case without audit"),
    "vocabulary.database_problem.receipt_anchor": M("回单与审计记录不符", "receipt's audit anchor differs"),
    "vocabulary.database_problem.same_person": M(
        "应分离的人员为同一人", "people who must differ are the same"
    ),
    "vocabulary.database_problem.proxy_is_staff": M("受托人为员工", "proxy is on the staff"),
    "vocabulary.database_problem.cipher": M("加密页校验失败", "an encrypted page fails its check"),
    "vocabulary.database_problem.integrity": M("文件结构损坏", "the file's structure is damaged"),
    "vocabulary.database_problem.unknown_word": M("不认识的词", "a word that is not known"),
    "vocabulary.database_problem.foreign_key": M("引用的行不存在", "refers to a row that is not there"),
    "vocabulary.database_problem.schema": M("表结构不符", "the schema differs"),
    "vocabulary.database_problem.audit_edited": M("审计记录被改动", "audit record was edited"),
    "vocabulary.database_problem.audit_deleted": M("审计记录被删除", "audit record was deleted"),
    "vocabulary.database_problem.audit_duplicated": M("审计记录重复", "audit record is there twice"),
    "vocabulary.database_problem.audit_unlinked": M("审计链断开", "audit chain is broken"),
    "vocabulary.database_problem.audit_cut": M("审计链尾部被截", "audit chain's end was cut off"),
    "vocabulary.database_problem.audit_wiped": M("审计链被清空", "audit chain was wiped"),
    "vocabulary.database_problem.audit_head": M("审计链头不符", "head of the audit chain differs"),
    "vocabulary.database_problem.audit_no_head": M("审计链缺少链头", "audit chain has no head"),
    "vocabulary.database_problem.audit_wrong_key": M("审计密钥不符", "the audit key does not fit"),
    "vocabulary.database_problem.audit_anchor": M("与外存锚点不符", "differs from an anchor kept elsewhere"),
    "vocabulary.database_problem.case_not_as_recorded": M(
        "业务记录与审计封存的不符，或已不在", "a case that differs from what the audit sealed, or is gone"
    ),
    "vocabulary.database_problem.day_not_of_case": M(
        "日期与办理它的业务不符", "a day that is not the one of the case that did it"
    ),
    "vocabulary.database_problem.void_not_reversed": M(
        "作废标记与业务冲正不符", "void, or not, against what became of its case"
    ),
    "vocabulary.database_problem.sheet_not_as_closed": M(
        "日结单与日终时封存的不符", "a day sheet that differs from what was sealed at the closing"
    ),
    "vocabulary.database_problem.row_twice": M(
        "同一笔业务记录了两次", "what a case does once stands there twice"
    ),
    "vocabulary.database_problem.gone_since_copy": M(
        "备份中有，现在没有", "stands in the copy and is gone here"
    ),
    "vocabulary.database_problem.changed_since_copy": M(
        "不该再变的内容与备份不符", "differs from the copy in what never changes"
    ),
    "vocabulary.database_problem.added_behind_copy": M(
        "自称早于备份，备份中却没有", "claims to be older than the copy, which does not have it"
    ),
}
