"""Papers the house vouches for: what stands on them, checking one, printing one again."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.verify_document.title": M("核验证明", "Verify a document"),
    "operation.verify_document.help": M(
        "凭验证码核对本中心出具的证明", "Whether a paper with this code was issued here"
    ),
    "vocabulary.issued_kind.settlement_certificate": M("贷款结清证明", "loan settlement certificate"),
    "vocabulary.issued_kind.loan_statement": M("贷款对账单", "loan statement"),
    "issued.label.number": M("文书编号", "Document no."),
    "issued.note.verify": M(
        "凭验证码可在任一柜台核验真伪 (业务代码 1203)。",
        "Any counter verifies this paper by its code (transaction 1203).",
    ),
    # Verifying.
    "issued.code": M("验证码", "Code"),
    "issued.prompt": M("照纸面输入 16 位，横线可省", "16 characters, dashes or not"),
    "issued.genuine": M(
        "真：{kind} {number}，{day} 出具。请与纸面逐项核对",
        "Genuine: {kind} {number}, issued {day}. Compare it with the paper",
    ),
    "issued.outdated": M(
        "已失效：{number} 确由本中心于 {day} 出具，但贷款现未结清",
        "Outdated: {number} was issued here on {day}, but the loan is owed again",
    ),
    "issued.unknown": M(
        "未查到：本中心没有出具过这个验证码的文书", "Unknown: no paper with this code was issued here"
    ),
    "issued.mistyped": M(
        "输错了：验证码不成立，请照纸面重新输入", "Mistyped: no code reads like this; type it again"
    ),
    "issued.changed": M(
        "不能作证：库内文书被改动，请报稽核", "No proof: the paper on file was changed; tell the auditor"
    ),
    "issued.verify.help.rule": M(
        "真伪以库内原件为准，不看纸面", "What counts is what was issued, not the paper"
    ),
    "issued.verify.help.next": M("输入验证码后回车", "Type the code, then Enter"),
    "issued.reprint_first": M("先按 R 补打，再存 PDF", "Press R for a reprint first, then save it"),
    "issued.help.rule": M(
        "补打件内容与原件相同，另有标记", "A reprint says the same as the original, marked"
    ),
    "issued.help.next": M("R 补打，p 存 PDF，回车返回", "R reprints, p saves it as PDF, Enter goes back"),
    "error.document_unknown.what": M("没有这份文书", "There is no such document"),
    "error.document_unknown.do": M("核对文书编号", "Check its number"),
    "vocabulary.database_problem.document_changed": M("文书被改动", "issued document was changed"),
}
