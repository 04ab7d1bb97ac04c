"""How far the self-service agreement has come: figures, charts and the table for a spreadsheet."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.view_adoption.title": M("推广情况", "Adoption"),
    "operation.view_adoption.help": M(
        "自助协议签了多少，网上办了多少", "Who has signed the agreement, and what came online"
    ),
    "adoption.help.rule": M(
        "数字随业务同时计数，不逐户统计", "Counted as it happens, not gone through by member"
    ),
    "adoption.help.next": M(
        "1 至 5 或 Left Right 换页，F9 导出", "1 to 5, or Left and Right, turn pages; F9 exports"
    ),
    "adoption.loading": M("正在读取...", "Reading..."),
    "adoption.page.overview": M("概览", "Overview"),
    "adoption.page.signings": M("签约", "Signings"),
    "adoption.page.remaining": M("未签", "Not yet"),
    "adoption.page.business": M("业务", "Online"),
    "adoption.page.rules": M("规则与待办", "Rules"),
    "adoption.exported": M("已导出 {path}", "Exported to {path}"),
    "adoption.paying": M("实缴职工", "Paying members"),
    "adoption.signed": M("已签协议", "Have signed"),
    "adoption.unsigned": M("未签协议", "Not yet signed"),
    "adoption.to_go": M(
        "照近 {months} 个月的进度，还要 {n} 个月",
        "At the pace of the last {months} months: {n} months to go",
        one="At the pace of the last {months} months: a month to go",
    ),
    "adoption.no_pace": M("近来没有净增签约", "No more signed than ended lately"),
    "adoption.everybody": M("全部已签", "Everybody has signed"),
    "adoption.by_way": M("有效协议的签订方式", "Agreements in force, by how they were signed"),
    "adoption.proxy_share": M("委托签订占本月签订", "Signed by proxy, of all signed"),
    "adoption.four": M("四类提取占全部提取", "The four withdrawals, of all"),
    "adoption.on_line": M("网上办理占提取和贷后", "Online, of withdrawals and loan changes"),
    "adoption.on_line_mean": M("此前每月平均", "Mean of the months before"),
    "adoption.this_month": M("本月至今", "This month so far"),
    "adoption.in_all": M("近 {n} 个月", "{n} months"),
    "adoption.refused": M("规则不通过", "Refused by rules"),
    "adoption.overridden": M("例外放行", "Rules passed over"),
    "adoption.waiting": M("待授权和待修改", "Cases that wait"),
    "adoption.overdue": M("其中超期", "of them overdue"),
    "adoption.signed_by_month": M("每月签订的协议", "Agreements signed in each month"),
    "adoption.ended": M("终止", "Ended"),
    "adoption.left": M("月末未签", "Not signed at the end"),
    "adoption.left_by_month": M(
        "每月末未签协议的实缴职工", "Paying members not signed at the end of each month"
    ),
    "adoption.left_how": M(
        "由今日未签人数倒推其后的签订和终止", "From today's number, back by what was signed and ended since"
    ),
    "adoption.on_line_by_month": M("网上办理占比，%", "Online, percent"),
    "adoption.on_line_what": M(
        "提取和贷后变更中经自助渠道办理的", "Withdrawals and loan changes through self-service channels"
    ),
    "adoption.no_business": M("还没有业务", "No business yet"),
    "adoption.withdrawals": M("提取", "Withdrawn"),
    "adoption.of_them_four": M("四类", "The four"),
    "adoption.all_business": M("业务", "Business"),
    "adoption.of_it_on_line": M("网上", "Online"),
    "adoption.month": M("月份", "Month"),
    "adoption.no_rules": M("没有", "None"),
    "adoption.ages": M("待办已等", "Waiting since"),
    "adoption.pending": M("待授权", "Pending"),
    "adoption.returned": M("待修改", "Sent back"),
    "adoption.age.today": M("今日", "today"),
    "adoption.age.days": M("{n} 个工作日", "{n} working days", one="{n} working day"),
    "adoption.age.more": M("超期", "overdue"),
    "adoption.scope.everywhere": M("全中心", "all branches"),
    "adoption.column.subject": M("类别", "Subject"),
    "adoption.column.item": M("项目", "Item"),
    "adoption.column.month": M("时间", "When"),
    "adoption.column.number": M("数量", "Number"),
    "adoption.column.of": M("总数", "Of"),
    "adoption.column.percent": M("占比 %", "Percent"),
    "adoption.column.scope": M("规则和待办范围", "Rules and waiting cases of"),
    "adoption.column.made": M("导出", "Exported"),
    "adoption.subject.members": M("职工", "Members"),
    "adoption.subject.ways": M("有效协议", "In force"),
    "adoption.subject.signed": M("签约", "Signings"),
    "adoption.subject.business": M("业务", "Business"),
    "key.page_after": M("下一页", "Next"),
    "key.page_after.help": M("下一页；也可按页号", "next page, or its number"),
    "key.page_before": M("上一页", "Previous"),
    "key.page_before.help": M("上一页", "the page before"),
    "key.export": M("导出", "Export"),
    "key.export.help": M("导出为 CSV", "export the figures as CSV"),
    "key.overview": M("概览", "Overview"),
    "key.overview.help": M("概览", "figures at a glance"),
    "key.signings": M("签约", "Signings"),
    "key.signings.help": M("每月签约", "signed in each month"),
    "key.remaining": M("未签", "Not yet"),
    "key.remaining.help": M("还有多少未签", "how many remain"),
    "key.business": M("业务", "Online"),
    "key.business.help": M("网上办理", "what came online"),
    "key.rules": M("规则", "Rules"),
    "key.rules.help": M("规则与待办", "rules and waiting cases"),
}
