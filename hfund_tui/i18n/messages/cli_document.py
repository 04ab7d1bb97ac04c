"""The command line: verifying certificates and statements."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "cli.document.help": M("核验证明真伪", "Verify a certificate or statement"),
    "cli.document.more": M(
        "核验通过时列出原件，姓名已遮盖，请与纸面逐项核对。给出 --paper 时与文件比对。不通过时退出码为 1。",
        "A genuine paper is shown as it was issued, the name masked: compare it with what was brought."
        " --paper compares a file. Else the exit code is 1.",
    ),
    "cli.document.code": M("纸面上的验证码", "the verification code on the paper"),
    "cli.document.paper": M("对方提供的文件 (PDF 或文本)", "the file that was brought (PDF or text)"),
    "cli.document.genuine": M("真。原件如下，请与纸面逐项核对:", "Genuine. Compare it with the paper:"),
    "cli.document.outdated": M(
        "已失效: 确由本中心出具，但贷款现未结清。原件如下:",
        "Outdated: issued here, but the loan is owed again. It said:",
    ),
    "cli.document.changed": M(
        "库内文书被改动，不能作证: 请用 hfund verify 核验",
        "The paper on file was changed and proves nothing: run hfund verify",
    ),
    "cli.document.altered": M(
        "文件与原件不符: 验证码是真的，内容不是。原件如下:",
        "Altered: the code is genuine, the file is not what was issued. It said:",
    ),
    "cli.document.copies": M("已补打 {n} 次", "Reprinted {n} times", one="Reprinted once"),
}
