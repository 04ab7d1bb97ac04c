"""The workbench: finding a member, the member at a glance, the services."""

from hfund_tui.i18n.message import M

MESSAGES = {
    # Finding a member.
    "workbench.find": M("职工", "Member"),
    "workbench.find.placeholder": M(
        "证件号、账号、手机、卡号、姓名或拼音", "ID, account, mobile, card, name or pinyin"
    ),
    "workbench.find.searching": M("正在查找...", "Searching..."),
    "workbench.find.found": M("{kind}: 找到 {n} 人", "{kind}: {n} members", one="{kind}: {n} member"),
    "workbench.find.first": M("{kind}: 已列出 {n} 人，下翻还有", "{kind}: {n} members listed, more below"),
    "workbench.find.open": M("回车打开", "Enter opens"),
    "workbench.find.pick": M("上下键选择，回车打开", "Up/Down choose, Enter opens"),
    "workbench.find.too_short": M("再输入几位：数字至少 4 位", "Type on: at least 4 digits"),
    "workbench.find.id_partial": M("身份证号：还差 {n} 位", "ID number: {n} more", one="ID number: {n} more"),
    "workbench.find.type_first": M(
        "请输入证件号、账号、手机、卡号、姓名或拼音", "Type an ID, account, mobile, card, name or pinyin"
    ),
    "workbench.find.unknown": M("{kind}: 查无此人", "{kind}: no such member"),
    "workbench.find.unknown.id": M(
        "逐位核对原件；仍查不到则未开户，请单位先办开户",
        "Compare with the original; if right, the employer opens an account first",
    ),
    "workbench.find.unknown.other": M(
        "改用身份证号、账号或手机号再查", "Try the ID, account or mobile number"
    ),
    "workbench.find.missing": M("{kind}: 查无此人  {do}", "{kind}: no such member  {do}"),
    "workbench.kind.id": M("证件号", "ID number"),
    "workbench.kind.account_or_mobile": M("账号或手机", "account or mobile"),
    "workbench.kind.number_partial": M("号码开头", "first digits"),
    "workbench.kind.card": M("卡号", "card"),
    "workbench.kind.id_tail_pinyin": M("拼音和证件后四位", "pinyin and last 4 of the ID"),
    "workbench.kind.id_tail_name": M("姓名和证件后四位", "name and last 4 of the ID"),
    "workbench.kind.name": M("姓名", "name"),
    "workbench.kind.pinyin": M("拼音", "pinyin"),
    "workbench.hints.title": M("可以输入", "What you can type"),
    "workbench.hints.id": M("身份证号", "ID number"),
    "workbench.hints.id.how": M(
        "18 位，或 15 位旧号；港澳台和外国人证件号", "18 or old 15; also permits and passes"
    ),
    "workbench.hints.account": M("个人账号", "Account"),
    "workbench.hints.account.how": M("11 位，或前几位", "11 digits, or the first few"),
    "workbench.hints.mobile": M("手机号", "Mobile"),
    "workbench.hints.mobile.how": M("11 位，或前几位", "11 digits, or the first few"),
    "workbench.hints.card": M("联名卡号", "Card"),
    "workbench.hints.card.how": M("16 至 19 位，可刷卡录入", "16 to 19 digits; may be swiped"),
    "workbench.hints.name": M("姓名", "Name"),
    "workbench.hints.name.how": M("全名或前几个字", "whole, or its first characters"),
    "workbench.hints.tail": M("姓名或拼音 + 证件后四位", "Name or pinyin + last 4"),
    "workbench.hints.tail.how": M("重名时用，如 zs1234", "of the ID, for namesakes: zs1234"),
    "workbench.hints.pinyin": M("拼音", "Pinyin"),
    "workbench.hints.pinyin.how": M("全拼或首字母", "in full or initials"),
    "workbench.hints.waiting": M(
        "有 {n} 笔业务等您处理，F8 待办", "{n} cases wait for you: F8", one="{n} case waits for you: F8"
    ),
    "workbench.hints.rejected": M(
        "您经办的 {n} 笔业务被驳回，F8 看原因",
        "{n} of your cases were rejected: F8 says why",
        one="{n} of your cases was rejected: F8 says why",
    ),
    "workbench.hints.oldest": M("最早的：{age}", "the oldest: {age}"),
    "workbench.hints.parked": M(
        "有 {n} 笔暂存业务，F7 恢复", "{n} drafts are parked: F7", one="{n} draft is parked: F7"
    ),
    "workbench.head.name": M("姓名", "Name"),
    "workbench.head.id_no": M("证件号", "ID number"),
    "workbench.head.born": M("出生", "Born"),
    "workbench.head.account_no": M("账号", "Account"),
    "workbench.head.mobile": M("手机", "Mobile"),
    "workbench.head.state": M("账户", "State"),
    "workbench.head.agreement": M("协议", "Agreement"),
    "workbench.head.employer": M("单位", "Employer"),
    # The member at a glance.
    "workbench.age": M("{n} 岁", "{n}"),
    "workbench.hukou.local": M("深户", "Shenzhen hukou"),
    "workbench.hukou.other": M("非深户", "other hukou"),
    "workbench.account_no": M("账号", "Account"),
    "workbench.state": M("状态", "State"),
    "workbench.freeze": M("冻结", "Freeze"),
    "workbench.employer": M("单位", "Employer"),
    "workbench.since": M("{day} 起", "since {day}"),
    "workbench.until": M("至 {day}", "until {day}"),
    "workbench.to": M("至 {day}", "to {day}"),
    "workbench.password_reset": M("密码已重置，待设新密码", "password reset, a new one is to be set"),
    "workbench.initial_password": M("初始密码未修改", "initial password not changed"),
    "workbench.balance": M("余额", "Balance"),
    "workbench.available": M("可用", "Available"),
    "workbench.held": M("占用", "On hold"),
    "workbench.frozen": M("冻结", "Frozen"),
    "workbench.due": M("月缴存额", "Monthly due"),
    "workbench.personal": M("个人", "Personal"),
    "workbench.by_employer": M("单位", "Employer"),
    "workbench.base": M("缴存基数", "Base"),
    "workbench.paid_through": M("缴至", "Paid through"),
    "workbench.last_withdrawal": M("上次提取", "Last withdrawal"),
    "workbench.claimable": M("可提取", "Claimable"),
    "workbench.first_contribution": M("首次缴存", "First paid"),
    "workbench.agreements": M("协议", "Agreement"),
    "workbench.agreement.in_force": M("已签", "signed"),
    "workbench.agreement.none": M("未签", "not signed"),
    "workbench.agreement.ended": M("已终止", "ended"),
    "workbench.agreement.version": M("{version} 版", "text {version}"),
    "workbench.agreement.by_proxy": M("受托人代签", "by proxy"),
    "workbench.card": M("联名卡", "Card"),
    "workbench.card.none": M("未关联", "none linked"),
    "workbench.card.class_one": M("I 类户", "class I"),
    "workbench.card.other": M("非 I 类户", "not class I"),
    "workbench.proxies": M("委托", "Proxies"),
    "workbench.proxy.revoked": M("{day} 已撤销", "revoked {day}"),
    "workbench.proxy.out_of_time": M("不在有效期 {first} 至 {last}", "not valid now: {first} to {last}"),
    "workbench.loans": M("贷款", "Loans"),
    "workbench.loan.balance": M("余额", "balance"),
    "workbench.loan.instalment": M("月供", "monthly"),
    "workbench.cases": M("在办", "Open cases"),
    "workbench.events": M("近期", "Last events"),
    "workbench.more": M("另 {n}", "+{n}"),
    # Services.
    "workbench.services": M("业务", "Services"),
    "workbench.service.possible": M("可办", "possible"),
    "workbench.service.of": M("余额 {amount}", "of {amount}"),
    "workbench.service.from": M("{day} 起", "from {day}"),
    "workbench.service.with_paper": M("凭证明可办", "with proof"),
    "workbench.service.impossible": M("不可办", "not now"),
    "workbench.service.approval": M("须授权", "needs approval"),
    "workbench.service.unmet": M("不满足「{rule}」", "not met: {rule}"),
    "workbench.service.found": M("{rule} {found}", "{rule}: {found}"),
    "workbench.service.not_offered": M("该职工现在没有这项业务", "Not offered to this member now"),
    "workbench.by_command": M("在命令行办理: hfund members --help", "At the shell: hfund members --help"),
    "workbench.in_the_queue": M(
        "请按 F8 在待办业务中打开该笔再办", "F8 opens the queue: open the case and do it there"
    ),
    "workbench.no_member": M("请先查找并打开职工", "Find and open a member first"),
    "workbench.not_permitted": M("您的岗位不能办理此项", "Your role may not do this"),
    "workbench.nothing_typed": M("已在查找职工；Ctrl+Q 退出", "You are at the look-up; Ctrl+Q quits"),
    "lookup.help.rule": M(
        "证件号、账号、手机、卡号、姓名、拼音都能查",
        "By ID, account, mobile, card number, name or pinyin",
    ),
    "lookup.help.next": M(
        "同名时加证件后四位；回车打开，下键进列表",
        "Add the ID's last four to a name; Enter opens, Down goes to the list",
    ),
    "workbench.help.rule": M(
        "先查人，核对证件，再办业务；数据默认遮蔽",
        "Find the member, check the ID, then serve; data are masked",
    ),
    "workbench.help.next": M(
        "上下键选业务，回车进入；Esc 换下一位", "Up and Down choose a service, Enter opens; Esc: next member"
    ),
    "key.reveal": M("明文", "Reveal"),
    "key.reveal.help": M("显示一项明文，须填理由", "show one field for a reason"),
}
