"""Who acts for the member: proxies on file, and the form of a new one."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "proxy.title": M("受托人", "Proxy"),
    "proxy.principal": M("委托人", "for"),
    "proxy.help.rule": M(
        "员工、未成年人、过期或未载明事项的委托不能代办",
        "No staff, no minors; the document is in force and names the matter",
    ),
    "proxy.help.next": M(
        "数字键选在册受托人，N 登记新委托", "A digit picks one on file, N fills in a new one"
    ),
    "proxy.choose": M(
        "按数字键选择在册受托人，或按 n 登记新委托", "A digit picks a proxy on file, n a new one"
    ),
    "proxy.new": M("n  登记新委托", "n  a new document"),
    "proxy.in_person": M("B  本人到场办理", "B  the member is here"),
    "proxy.until": M("至 {day}", "to {day}"),
    "proxy.why.revoked": M("已于 {day} 撤销", "revoked on {day}"),
    "proxy.why.out_of_date": M("有效期 {first} 至 {last}，今天不可用", "valid {first} to {last}, not today"),
    "proxy.why.scope": M("委托事项不含「{matter}」", "does not name: {matter}"),
    "proxy.label.id_kind": M("证件种类", "Kind of ID"),
    "proxy.label.id_no": M("受托人证件号", "Proxy's ID"),
    "proxy.label.name": M("受托人姓名", "Name"),
    "proxy.label.relation": M("与委托人关系", "Relation"),
    "proxy.label.document_kind": M("委托文件", "Document"),
    "proxy.label.notary": M("公证机构", "Notary"),
    "proxy.label.certificate_no": M("证书编号", "Certificate no."),
    "proxy.label.issued_on": M("签发日期", "Issued on"),
    "proxy.label.valid_from": M("生效日期", "Valid from"),
    "proxy.label.valid_to": M("失效日期", "Valid to"),
    "proxy.label.matters": M("委托事项", "Matters"),
    "proxy.hint.valid_from": M("空 = 签发日 {day}", "empty = issued, {day}"),
    "proxy.hint.valid_to": M("空 = 未载明，至 {day}", "empty = not named, {day}"),
    "proxy.notary.implausible": M(
        "请录入公证机构名称，至少两个字", "Enter the notary's name, two letters at least"
    ),
    "proxy.picked": M("{what}：{value}", "{what}: {value}"),
    "proxy.day.bad_format": M("请录入 8 位日期，如 20200201", "Eight digits, as 20200201"),
    "proxy.day.no_such_day": M("没有这一天", "There is no such day"),
    "key.new_proxy": M("新委托", "New"),
    "key.new_proxy.help": M("登记新委托", "a document never seen before"),
    "key.in_person": M("本人", "In person"),
    "key.in_person.help": M("改为本人办理", "the member is here"),
}
