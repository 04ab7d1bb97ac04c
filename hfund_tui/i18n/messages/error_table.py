"""Files of employers and of members: what is wrong with a file, and with a line of it."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "table.line": M("第 {n} 行", "line {n}"),
    "table.between": M("；", "; "),
    "table.comma": M("，", ", "),
    "table.wanted": M("应为 {wanted}", "wanted: {wanted}"),
    # The file as a whole.
    "error.file_is_there.what": M("文件 {path} 已存在", "There is a file {path} already"),
    "error.file_is_there.do": M("换一个文件名", "Give another name"),
    "error.table_too_large.what": M("文件超过 64 MB", "The file is larger than 64 MB"),
    "error.table_too_large.do": M("分成几个文件", "Split it into several"),
    "error.table_workbook.what": M("这是表格软件的工作簿，不是 CSV", "This is a workbook, not a CSV file"),
    "error.table_workbook.do": M("在表格软件中另存为 CSV", "Save it as CSV in the spreadsheet program"),
    "error.table_utf16.what": M("文件是 UTF-16 编码", "The file is in UTF-16"),
    "error.table_utf16.do": M("另存为 UTF-8 或 GBK 的 CSV", "Save it as CSV in UTF-8 or GBK"),
    "error.table_not_text.what": M("这不是文本文件", "This is not a text file"),
    "error.table_not_text.do": M("核对所选文件；没有导入", "Check which file it is; nothing was taken in"),
    "error.table_unknown_column.what": M("不认识的列「{found}」", "There is no column '{found}'"),
    "error.table_unknown_column.do": M("核对列名；没有导入", "Check the heads; nothing was taken in"),
    "error.table_column_twice.what": M("列「{found}」出现两次", "The column '{found}' stands there twice"),
    "error.table_column_twice.do": M("删去一列；没有导入", "Leave one out; nothing was taken in"),
    "error.table_no_column.what": M("缺少列 {found}", "The column {found} is missing"),
    "error.table_no_column.do": M("补上该列；没有导入", "Add it; nothing was taken in"),
    "error.table_empty.what": M("文件没有明细", "The file has no lines"),
    "error.table_empty.do": M("核对所选文件；没有导入", "Check which file it is; nothing was taken in"),
    # A line, whatever it is about.
    "error.line_too_long.what": M("这一行过长", "The line is too long"),
    "error.line_too_long.do": M("核对这一行", "Check the line"),
    "error.line_quotes.what": M("引号没有成对", "A quote is not closed"),
    "error.line_quotes.do": M("核对这一行的引号", "Check the quotes of the line"),
    "error.line_columns.what": M("这一行有 {found} 栏", "The line has {found} columns"),
    "error.line_columns.do": M("核对栏数；金额不用千分号", "Check them; amounts go without commas"),
    "error.number_mangled.what": M("{found} 是表格软件改写的", "{found} was made by a spreadsheet"),
    "error.number_mangled.do": M("把该列设为文本，重填号码", "Set the column to text, fill it in again"),
    "error.cell_empty.what": M("没有填写", "is empty"),
    "error.cell_empty.do": M("请填写", "Fill it in"),
    "error.amount_unreadable.what": M("{found} 不是金额", "{found} is no amount"),
    "error.amount_unreadable.do": M("写作 1234.56", "Write it like 1234.56"),
    # Contribution lists as a whole.
    "error.contribution_no_heads.what": M(
        "开头没有单位账号、年月、人数和金额", "The heads with employer, month and totals are missing"
    ),
    "error.contribution_no_heads.do": M(
        "首行应为 DWZH,HBJNY,FSRS,FSE 各带其值",
        "It begins with DWZH, HBJNY, FSRS and FSE, each with its value",
    ),
    "error.contribution_head.what": M("文件头有误: {found}", "A head is wrong or missing: {found}"),
    "error.contribution_head.do": M("请单位更正；没有导入", "The employer corrects it; nothing was taken in"),
    "error.contribution_empty.what": M("清册没有明细", "The list has no lines"),
    "error.contribution_empty.do": M("请单位重新提供", "Ask the employer again"),
    "error.contribution_count.what": M(
        "人数与明细不符: {found}", "The number of lines does not fit: {found}"
    ),
    "error.contribution_count.do": M("文件可能不完整；没有导入", "It may be cut off; nothing was taken in"),
    "error.contribution_total.what": M("金额与明细不符: {found}", "The sum does not fit: {found}"),
    "error.contribution_total.do": M("请单位核对；没有导入", "The employer checks it; nothing was taken in"),
    "error.contribution_employer.what": M("没有单位账号 {found}", "There is no employer {found}"),
    "error.contribution_employer.do": M("核对单位账号；没有导入", "Check the number; nothing was taken in"),
    "error.contribution_month_late.what": M("{found} 还不能汇缴", "{found} can't be paid yet"),
    "error.contribution_month_late.do": M("最晚可缴 {wanted}", "{wanted} is the latest month"),
    # A line of a contribution list.
    "error.contribution_account_form.what": M("{found} 写法不对", "{found} is no account number"),
    "error.contribution_account_form.do": M("核对账号", "Check the number"),
    "error.contribution_account_unknown.what": M("{found} 不存在", "{found} does not exist"),
    "error.contribution_account_unknown.do": M(
        "核对账号；新职工先开户", "Check it; new people open one first"
    ),
    "error.contribution_account_elsewhere.what": M("{found} 不在本单位", "{found} is not with this employer"),
    "error.contribution_account_elsewhere.do": M(
        "核对账号；调入职工先转移", "Check it; who changed jobs is transferred first"
    ),
    "error.contribution_name.what": M("{found} 与登记不符", "{found} is not the one on file"),
    "error.contribution_name.do": M("核对姓名和账号", "Check name and account"),
    "error.contribution_id.what": M("{found} 与登记不符", "{found} is not the one on file"),
    "error.contribution_id.do": M("核对证件号码和账号", "Check ID number and account"),
    "error.contribution_sealed.what": M("状态为{found}", "is {found}"),
    "error.contribution_sealed.do": M("先启封，或删去这一行", "Unseal it first, or leave the line out"),
    "error.contribution_ended.what": M("状态为{found}", "is {found}"),
    "error.contribution_ended.do": M("删去这一行", "Leave the line out"),
    "error.contribution_base_over.what": M("{found} 高于上限", "{found} is above the cap"),
    "error.contribution_base_over.do": M("按上限申报", "Use the cap"),
    "error.contribution_base_under.what": M("{found} 低于下限", "{found} is below the floor"),
    "error.contribution_base_under.do": M("按下限申报", "Use the floor"),
    "error.contribution_base.what": M("{found} 与登记不符", "{found} is not the one on file"),
    "error.contribution_base.do": M("先办基数调整", "Have the base changed first"),
    "error.contribution_amount.what": M("{found} 不是基数乘比例", "{found} is not base times rate"),
    "error.contribution_amount.do": M("按应缴额更正", "Put in what is due"),
    "error.contribution_twice.what": M("第 {found} 行已有", "stands in line {found} already"),
    "error.contribution_twice.do": M("删去多余的一行", "Leave one of them out"),
    "error.contribution_month_paid.what": M("{found} 已缴", "{found} is paid already"),
    "error.contribution_month_paid.do": M("不必再缴", "Nothing is owed for it"),
    "error.contribution_month_gap.what": M("{found} 之前还有月份未缴", "Months before {found} are not paid"),
    "error.contribution_month_gap.do": M("先缴较早的月份", "The earlier month comes first"),
    "error.contribution_month_before_opening.what": M(
        "{found} 早于开户", "{found} is before the account was opened"
    ),
    "error.contribution_month_before_opening.do": M("核对年月", "Check the month"),
    # A line of a member file.
    "error.member_id_kind.what": M("没有 {found} 这一种", "{found} is none"),
    "error.member_id_kind.do": M(
        "01 身份证，04 外国人永居证，05 回乡证，06 台胞证，07 居住证，99 护照",
        "01 resident, 04 foreign PR, 05 home return, 06 Taiwan, 07 HMT residence, 99 passport",
    ),
    "error.member_id.what": M("{found} 有误", "{found} can't be right"),
    "error.member_id.do": M("逐位核对原件；看证件类型", "Compare it with the original, and look at its kind"),
    "error.member_id_taken.what": M("{found} 已有账户", "{found} has an account already"),
    "error.member_id_taken.do": M("一人一户；核对账号", "One account a person: check the number"),
    "error.member_sex.what": M("{found} 不对", "{found} does not fit"),
    "error.member_sex.do": M("1 男，2 女，与证件一致", "1 male, 2 female, as the ID says"),
    "error.member_birth.what": M("{found} 与证件不符", "{found} is not the ID's"),
    "error.member_birth.do": M("核对证件", "Check the ID"),
    "error.member_flag.what": M("{found} 应为 1 或 0", "{found} should be 1 or 0"),
    "error.member_flag.do": M("1 深户，0 非深户", "1 registered in Shenzhen, 0 not"),
    "error.member_state.what": M("{found} 不能导入", "{found} can't be imported"),
    "error.member_state.do": M(
        "01 正常，02 封存，03、04、05 已销户；冻结另办",
        "01 normal, 02 sealed, 03-05 ended; freezes go their own way",
    ),
    "error.member_mobile.what": M("{found} 不是手机号码", "{found} is no mobile number"),
    "error.member_mobile.do": M("核对号码，或留空", "Check it, or leave it empty"),
    "error.member_employer_form.what": M("{found} 写法不对", "{found} is no employer number"),
    "error.member_employer_form.do": M("应为 6 至 20 位数字", "It has 6 to 20 digits"),
    "error.member_too_long.what": M("{found} 过长", "{found} is too long"),
    "error.member_too_long.do": M("写短些", "Make it shorter"),
    "error.member_day.what": M("{found} 不是日期", "{found} is no day"),
    "error.member_day.do": M("写作 2015-03-01", "Write it like 2015-03-01"),
    "error.member_month.what": M("{found} 不是年月", "{found} is no month"),
    "error.member_month.do": M("写作 201503", "Write it like 201503"),
    "error.member_future.what": M("{found} 还没到", "{found} is still to come"),
    "error.member_future.do": M("核对日期", "Check it"),
    "error.member_months.what": M("{found} 早于首次汇缴", "{found} is before the first contribution"),
    "error.member_months.do": M("核对两个年月", "Check both months"),
    "error.member_ended_with_money.what": M("已销户还有余额 {found}", "An ended account with {found} in it"),
    "error.member_ended_with_money.do": M("核对状态和余额", "Check state and balance"),
    "error.member_rate.what": M("{found} 不在范围内", "{found} is out of bounds"),
    "error.member_rate.do": M("按规定的比例", "Use one within them"),
    "error.member_differs.what": M("{found} 与登记不符", "{found} is not what is on file"),
    "error.member_differs.do": M(
        "导入不改登记；到柜台变更", "An import changes no record; that is counter work"
    ),
    "error.member_twice.what": M(
        "第 {found} 行已有同一人或账号", "Line {found} has the same person or account"
    ),
    "error.member_twice.do": M("删去多余的一行", "Leave one of them out"),
    "error.members_need_second.what": M(
        "{n} 人超过单人上限 {most} 人", "{n} members are more than the {most} one person may export"
    ),
    "error.members_need_second.do": M(
        "请另一名主管输入代码和密码", "Another supervisor gives code and password"
    ),
    "error.members_import_two.what": M(
        "导入职工资料须两名主管", "It takes two supervisors to import members"
    ),
    "error.members_import_two.do": M(
        "请另一名主管输入代码和密码", "Another supervisor gives code and password"
    ),
    # Columns by their names in JGJ/T 320.
    "field.grzh": M("个人账号", "Account"),
    "field.zjhm": M("证件号码", "ID number"),
    "field.xingming": M("姓名", "Name"),
    "field.grjcjs": M("缴存基数", "Base"),
    "field.gryjce": M("个人月缴存额", "Member's part"),
    "field.dwyjce": M("单位月缴存额", "Employer's part"),
    "field.zjlx": M("证件类型", "Kind of ID"),
    "field.xingbie": M("性别", "Sex"),
    "field.csrq": M("出生日期", "Birth date"),
    "field.sjhm": M("手机号码", "Mobile"),
    "field.szhj": M("深圳户籍", "Shenzhen hukou"),
    "field.dwzh": M("单位账号", "Employer no."),
    "field.dwmc": M("单位名称", "Employer"),
    "field.grzhzt": M("账户状态", "State"),
    "field.khrq": M("开户日期", "Opened on"),
    "field.schjny": M("首次汇缴年月", "First month"),
    "field.jzny": M("缴至年月", "Paid through"),
    "field.grjcbl": M("个人缴存比例", "Member's rate"),
    "field.dwjcbl": M("单位缴存比例", "Employer's rate"),
    "field.grzhye": M("账户余额", "Balance"),
    "field.jxrq": M("结息日期", "Interest up to"),
    "field.sctqny": M("上次提取年月", "Last withdrawal"),
    "field.fcrq": M("封存日期", "Sealed on"),
    "field.xhrq": M("销户日期", "Closed on"),
}
