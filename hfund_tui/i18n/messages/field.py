"""Names of fields, as findings list what is missing and forms label their inputs."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "field.proxy_name": M("受托人姓名", "Proxy's name"),
    "field.proxy_id_kind": M("受托人证件种类", "Proxy's kind of ID"),
    "field.proxy_id_no": M("受托人证件号码", "Proxy's ID number"),
    "field.relation": M("与职工关系", "Relation to the member"),
    "field.document_kind": M("委托文件种类", "Kind of document"),
    "field.notary": M("公证机构", "Notary office"),
    "field.certificate_no": M("证书编号", "Certificate no."),
    "field.issued_on": M("签发日期", "Issued on"),
    "field.valid_from": M("生效日期", "Valid from"),
    "field.valid_to": M("失效日期", "Valid to"),
    "field.matters": M("委托事项", "Matters"),
    "field.amount": M("提取金额", "Amount"),
    "field.home": M("家庭在深住房", "Family's homes in Shenzhen"),
}
