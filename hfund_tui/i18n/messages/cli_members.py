"""The command line: members as files."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "cli.members.help": M("职工资料的导出和导入 (JGJ/T 320)", "Members out to files and in (JGJ/T 320)"),
    "cli.members.export.help": M("把职工和账户写成文件", "Write members with their accounts to a file"),
    "cli.members.export.more": M(
        "文件含完整证件号码，只有本人可读；人数超过规定时须 --second 另一名主管。",
        "The file holds whole ID numbers, for its owner's eyes. Above the policy's number of members another"
        " supervisor is needed (--second).",
    ),
    "cli.members.import.help": M("开户和调整基数", "Open accounts and adjust bases from a file"),
    "cli.members.import.more": M(
        "新账号开户，余额记期初；已有的账号只调整基数和比例，姓名、证件、单位、状态不变。须 --second 另一名主管。"
        "好的行导入，有误的行写入退回文件，退出码为 1。中断后再次导入同一文件即可续办。",
        "A new number opens an account with its balance; of one that is on file only base and rates change, never"
        " name, ID, employer or state. It takes another supervisor (--second). Good lines are taken in, bad ones"
        " go into a file, and the exit code is 1. Cut short, the same file is handed in again.",
    ),
    "cli.members.employer": M("只导出一个单位，单位账号", "only this employer's, by its number"),
    "cli.members.new_file": M("要写的文件 (CSV)，尚不存在", "the file to write (CSV), not there yet"),
    "cli.members.file": M("职工资料文件 (CSV)", "the file of members (CSV)"),
    "cli.members.exporting": M("导出职工", "Exporting members"),
    "cli.members.importing": M("导入职工", "Importing members"),
    "cli.members.exported": M(
        "{n} 人已写入 {path}", "{n} members are in {path}", one="{n} member is in {path}"
    ),
    "cli.members.opened": M("开户", "Opened"),
    "cli.members.adjusted": M("调整基数", "Adjusted"),
    "cli.members.known": M("没有变化", "Nothing new"),
    "cli.members.taken": M("已导入", "Taken in"),
    "cli.members.only_looked": M("只检查，没有导入", "Looked through only: nothing was taken in"),
    "cli.members.returned": M("有误的行在 {path}", "The bad lines are in {path}"),
}
