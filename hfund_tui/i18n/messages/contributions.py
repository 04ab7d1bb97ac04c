"""Employers' contribution lists: screen, command line, the file an employer gets back."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "contributions.help.rule": M(
        "好的行入账，有误的行退回单位；每行只入一次", "Good lines are credited once, bad ones go back"
    ),
    "contributions.help.next": M(
        "录路径或选文件，回车检查，F9 入账", "Choose a file, Enter checks, F9 credits"
    ),
    "contributions.path": M("汇缴清册", "List"),
    "contributions.path_first": M(
        "先录入清册文件的路径，或在下面选一个", "Give the path of a list, or choose one"
    ),
    "contributions.enter": M("回车检查文件，尚未入账", "Enter looks it through; nothing is credited yet"),
    "contributions.looked_first": M("已检查；核对后再按 F9 入账", "Looked through: check, then F9 again"),
    "contributions.of": M("{employer}  {month}", "{employer}  {month}"),
    "contributions.stated": M("清册", "List"),
    "contributions.good": M("可入账", "Good"),
    "contributions.credited": M("本次入账", "Credited now"),
    "contributions.known": M("先前已入账", "Done before"),
    "contributions.bad": M("有误", "Bad"),
    "contributions.all_good": M("检查通过，F9 入账", "No fault found: F9 credits it"),
    "contributions.some_bad": M(
        "{n} 行有误，不入账，退回单位；其余 F9 入账",
        "{n} bad lines stay out and go back; F9 credits the others",
        one="{n} bad line stays out and goes back; F9 credits the others",
    ),
    "contributions.none_good": M("没有可入账的行", "There is nothing to credit in it"),
    "contributions.refused": M("有误的行须先更正，没有入账", "Bad lines come first: nothing was credited"),
    "contributions.done": M("已入账", "Credited"),
    "contributions.taken": M("已入账 {file_no}", "Credited as {file_no}"),
    "contributions.returned": M("退回单位的文件 {path}", "File for the employer: {path}"),
    "contributions.files": M("最近的清册", "The latest lists"),
    "contributions.inbox": M("收件夹里的文件，向下键选取", "Files in the inbox; Down goes to them"),
    "contributions.unfinished": M("未完，请再导入", "Cut short: hand it in again"),
    "contributions.finished": M("已入账 {n} 笔", "{n} credited"),
    "key.import_contributions": M("汇缴", "Lists"),
    "key.import_contributions.help": M("导入单位汇缴清册", "take in an employer's list"),
    "cli.contributions.help": M("单位汇缴清册", "Employers' contribution lists"),
    "cli.contributions.check.help": M("检查一份清册，不入账", "Look a list through; nothing is written"),
    "cli.contributions.check.more": M(
        "列出每一处错误。有误的行退出码为 1。", "Every fault is named. Exit code 1 while lines are bad."
    ),
    "cli.contributions.import.help": M("清册入账", "Credit a list"),
    "cli.contributions.import.more": M(
        "好的行入账，有误的行写入退回单位的文件，退出码为 1。中断后再次导入同一文件即可续办，不会重复入账。",
        "Good lines are credited; bad ones go into a file for the employer, and the exit code is 1. Cut short, the"
        " same file is handed in again and goes on: nothing is credited twice.",
    ),
    "cli.contributions.list.help": M("列出最近的清册", "The latest lists"),
    "cli.contributions.file": M("清册文件 (CSV)", "the list (CSV)"),
    "cli.contributions.importing": M("入账", "Crediting"),
    "cli.contributions.checking": M("检查", "Looking through"),
    "cli.contributions.only_looked": M("只检查，没有入账", "Looked through only: nothing was credited"),
    "cli.contributions.none": M("还没有清册", "No list yet"),
}
