"""The command line: verifying a receipt."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "cli.receipt.help": M("核验回单真伪", "Verify a receipt"),
    "cli.receipt.more": M(
        "核验通过时列出原回单，请与纸面逐项核对。不通过时退出码为 1。",
        "A genuine receipt is shown as it was issued: compare it with the paper. Else the exit code is 1.",
    ),
    "cli.receipt.number": M("回单编号", "the receipt's number"),
    "cli.receipt.code": M("回单上的验证码", "the verification code on it"),
    "cli.receipt.genuine": M(
        "编号和验证码相符。请与纸面逐项核对:", "Number and code belong together. Compare with the paper:"
    ),
    "cli.receipt.unknown": M(
        "没有这个编号的回单，请核对编号", "No receipt has this number: compare it with the paper"
    ),
    "cli.receipt.other_code": M(
        "验证码与编号不符: 请重新输入，仍不符则非本中心所出",
        "The code isn't that of this number: type it again; if it still differs, it was not issued here",
    ),
    "cli.receipt.changed": M(
        "库内回单被改动，不能作证: 请用 hfund verify 核验",
        "The receipt on file was changed and proves nothing: run hfund verify",
    ),
}
