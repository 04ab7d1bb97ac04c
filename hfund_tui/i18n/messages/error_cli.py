"""Errors of the command line: wrong usage, setting up, copies."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "error.public_url.what": M("网址不对", "That is no address of a proxy"),
    "error.public_url.do": M(
        "写作 https://名称，可带端口", "Write https:// and a name, with a port if need be"
    ),
    "error.usage_wrong.what": M("命令写法不对", "The command line can't be understood"),
    "error.usage_wrong.do": M(
        "含空格的值请加引号，并核对选项", "Put values with spaces in quotes; check the options"
    ),
    "error.usage_no_such_option.what": M("没有选项 {value}", "There is no option {value}"),
    "error.usage_no_such_option.do": M("查看该命令的帮助", "Look at the command's help"),
    "error.usage_no_such_command.what": M("没有命令 {value}", "There is no command {value}"),
    "error.usage_no_such_command.do": M("查看可用的命令", "Look at the commands there are"),
    "error.usage_missing.what": M("缺少 {name}", "{name} is missing"),
    "error.usage_missing.do": M("请补上再试", "Add it and try again"),
    "error.usage_option_value.what": M("选项 {value} 后面要有值", "Option {value} needs a value"),
    "error.usage_option_value.do": M("查看该命令的帮助", "Look at the command's help"),
    "error.usage_flag_value.what": M("选项 {value} 不带值", "Option {value} takes no value"),
    "error.usage_flag_value.do": M("去掉等号和后面的值", "Leave out the equals sign and what follows"),
    "error.usage_choice.what": M("{name} 的值不在可选范围", "{name} is none of the choices"),
    "error.usage_choice.do": M("可选: {choices}", "Choose from: {choices}"),
    "error.usage_bad_day.what": M("{name} 不是日期: {value}", "{name} is not a date: {value}"),
    "error.usage_bad_day.do": M("写作 2020-02-27", "Write it like 2020-02-27"),
    "error.usage_no_such_day.what": M("{name} 没有这一天: {value}", "{name}: there is no day {value}"),
    "error.usage_no_such_day.do": M("核对年月日", "Check year, month and day"),
    "error.usage_ends_too_late.what": M(
        "{name} {value} 起的最后一期晚于 9999 年",
        "{name} {value}: the last instalment is after the year 9999",
    ),
    "error.usage_ends_too_late.do": M("提前首期或减少期数", "Start earlier, or take fewer months"),
    "error.usage_bad_month.what": M("{name} 不是月份: {value}", "{name} is not a month: {value}"),
    "error.usage_bad_month.do": M("写作 2019-08", "Write it like 2019-08"),
    "error.usage_count.what": M(
        "{name} 不是正整数: {value}", "{name} is not a whole number above 0: {value}"
    ),
    "error.usage_count.do": M("写作 2000", "Write it like 2000"),
    "error.usage_amount.what": M("{name} 不是金额: {value}", "{name} is not an amount: {value}"),
    "error.usage_amount.do": M("以元为单位，写作 2000.00", "Write it in yuan, like 2000.00"),
    "error.usage_amount_exponent.what": M(
        "{name} 不接受科学计数: {value}", "{name} can't be in exponent form: {value}"
    ),
    "error.usage_amount_exponent.do": M("写全数字，如 100000.00", "Write all digits, like 100000.00"),
    "error.usage_amount_sign.what": M("{name} 不能带正负号: {value}", "{name} can't have a sign: {value}"),
    "error.usage_amount_sign.do": M("写 0 或更大的金额", "Write an amount of 0 or more"),
    "error.usage_amount_decimals.what": M(
        "{name} 超过两位小数: {value}", "{name} has more than 2 decimals: {value}"
    ),
    "error.usage_amount_decimals.do": M("精确到分，如 12.34", "Write fen at most, like 12.34"),
    "error.usage_amount_large.what": M("{name} 过大: {value}", "{name} is too large: {value}"),
    "error.usage_amount_large.do": M("以元为单位核对金额", "Check the amount; it is in yuan"),
    "error.usage_one_month.what": M(
        "上次提取月份与首次缴存月份须且只须给一个",
        "Exactly one of --last-withdrawal and --first-contribution is needed",
    ),
    "error.usage_one_month.do": M(
        "提取过的给 --last-withdrawal，从未提取的给 --first-contribution",
        "Give --last-withdrawal, or --first-contribution if nothing was withdrawn before",
    ),
    "error.usage_day_before_policy.what": M("{day} 没有可用的规定", "No rules are on file for {day}"),
    "error.usage_day_before_policy.do": M("规定自 {first} 起", "Rules are on file from {first} on"),
    "error.usage_day_outside_policy.what": M("{day} 没有可用的规定", "No rules are on file for {day}"),
    "error.usage_day_outside_policy.do": M(
        "规定自 {first} 至 {last}", "Rules are on file from {first} to {last}"
    ),
    "error.no_parameter.what": M("没有政策参数 {name}", "There is no policy parameter {name}"),
    "error.no_parameter.do": M("可查: {near}", "There are: {near}"),
    "error.no_terminal.what": M("这里没有终端，打不开程序", "There is no terminal to open the program in"),
    "error.no_terminal.do": M(
        "在终端里运行；不需屏幕的命令见 hfund --help",
        "Run it in a terminal; hfund --help lists what works without one",
    ),
    "error.output_failed.what": M("结果写不出去", "The answer could not be written"),
    "error.output_failed.do": M("检查输出位置的磁盘空间", "Check the disk it is written to"),
    "error.demo_room.what": M(
        "磁盘空间不够: 需要约 {needed} GB，{path} 只有 {free} GB",
        "There is no room for it: about {needed} GB are needed, {path} has {free} GB",
    ),
    "error.demo_room.do": M(
        "减少 --members，或用 --home 换到更大的磁盘",
        "Ask for fewer --members, or name a larger disk with --home",
    ),
    "error.no_access.what": M("没有权限: {path}", "No permission: {path}"),
    "error.no_access.do": M("检查文件夹权限", "Check the folder's permissions"),
    "error.secret_missing.what": M("没有给出密码", "No password was given"),
    "error.secret_missing.do": M(
        "在终端输入，用 --password-file，或从标准输入给一行",
        "Type it at a terminal, use --password-file, or give a line on standard input",
    ),
    "error.secret_file.what": M("读不出密码文件 {path}", "The password file {path} can't be read"),
    "error.secret_file.do": M("核对路径；密码写在第一行", "Check the path; the password is its first line"),
    "error.secrets_differ.what": M("两次输入不一致", "The two entries differ"),
    "error.secrets_differ.do": M("请重新运行并再次输入", "Run the command again"),
    "error.one_key_place.what": M(
        "--key-file 和 --passphrase 只能用一个", "--key-file and --passphrase exclude each other"
    ),
    "error.one_key_place.do": M("选定密钥的一个存放处", "Choose one place for the key"),
    "error.no_keyring.what": M("没有可用的系统钥匙串", "There is no usable system keyring"),
    "error.no_keyring.do": M(
        "用 --key-file 文件 或 --passphrase 存放密钥", "Keep the key with --key-file FILE or --passphrase"
    ),
    "error.set_up_before.what": M("数据库已存在: {path}", "There is a database already: {path}"),
    "error.set_up_before.do": M(
        "增加管理部或员工用 hfund branch add、hfund staff add",
        "Add branches and staff with hfund branch add and hfund staff add",
    ),
    "error.not_a_demo.what": M("{path} 不是演示库", "{path} is not a demo"),
    "error.not_a_demo.do": M("没有改动；换一个 --home", "Nothing was changed; use another --home"),
    "error.bad_branch_code.what": M("管理部代码应为四位数字", "A branch code is four digits"),
    "error.bad_branch_code.do": M("例如 0003", "Such as 0003"),
    "error.branch_of_another.what": M(
        "{staff} 不属于管理部 {branch}", "{staff} does not belong to branch {branch}"
    ),
    "error.branch_of_another.do": M("由本管理部主管执行", "A supervisor of that branch runs it"),
    "error.branch_exists.what": M("管理部 {branch} 已存在", "Branch {branch} exists"),
    "error.branch_exists.do": M("换一个代码", "Choose another code"),
    "error.name_too_long.what": M("名称太长", "The name is too long"),
    "error.name_too_long.do": M("最多 {most} 个字", "{most} characters at most"),
    "error.staff_unknown.what": M("没有员工 {staff}", "There is no staff member {staff}"),
    "error.staff_unknown.do": M(
        "核对代码，hfund staff list 可查", "Check the code; hfund staff list shows them"
    ),
    "error.day_opener.what": M(
        "{staff} 不是管理部 {branch} 的在岗主管", "{staff} is not an active supervisor of branch {branch}"
    ),
    "error.day_opener.do": M("营业日由本管理部主管开", "A supervisor of the branch opens its day"),
    "error.backup_folder_missing.what": M("没有文件夹 {path}", "There is no folder {path}"),
    "error.backup_folder_missing.do": M("先建好文件夹", "Make the folder first"),
    "error.backup_missing.what": M("没有文件 {path}", "There is no file {path}"),
    "error.backup_missing.do": M(
        "备份文件和旁边的清单 (.json) 缺一不可", "The copy and the manifest (.json) beside it are both needed"
    ),
    "error.backup_damaged.what": M("备份已损坏: {path}", "The copy is damaged: {path}"),
    "error.backup_damaged.do": M("现有数据未动；请用另一份备份", "Nothing was changed; use another copy"),
    "error.backup_of_other_key.what": M(
        "密钥与备份不符，或清单被改动: {path}",
        "The key does not fit the copy, or its manifest was changed: {path}",
    ),
    "error.backup_of_other_key.do": M(
        "用备份时的密钥，或用另一份备份", "Use the key of the time of the copy, or another copy"
    ),
    "error.restore_exists.what": M("数据库还在: {path}", "There is a database already: {path}"),
    "error.restore_exists.do": M(
        "加 --move-aside 保留旧库并恢复", "Add --move-aside to keep it under another name"
    ),
}
