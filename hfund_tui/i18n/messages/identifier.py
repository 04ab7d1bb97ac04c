"""Identifiers: which rule one breaks (`identifier.<reason>`), and where (`identifier.<reason>.detail`).

A wrong check character never names the right one: the slip may be in any place, and the original decides.
"""

from hfund_tui.i18n.message import M

MESSAGES = {
    "identifier.empty": M("未填写", "empty"),
    "identifier.empty.detail": M("请填写号码", "Enter the number"),
    "identifier.bad_character": M("含有不允许的字符", "a character that can't stand there"),
    "identifier.bad_character.detail": M(
        "第 {position} 位「{character}」不允许", "'{character}' can't stand in place {position}"
    ),
    "identifier.bad_length": M("位数不对", "wrong length"),
    "identifier.bad_length.detail": M(
        "应为 {wanted} 位，现有 {found} 位", "Wants {wanted} characters, has {found}"
    ),
    "identifier.bad_region": M("地区码不存在", "no such region"),
    "identifier.bad_region.detail": M("地区码 {found} 不存在", "There is no region {found}"),
    "identifier.bad_date": M("出生日期不存在", "no such birth date"),
    "identifier.bad_date.detail": M("出生日期 {found} 不存在", "There is no birth date {found}"),
    "identifier.future_date": M("出生日期晚于今天", "birth date in the future"),
    "identifier.future_date.detail": M("出生日期 {found} 晚于 {on}", "Birth date {found} is after {on}"),
    "identifier.bad_checksum": M("校验位不符", "check character doesn't fit"),
    "identifier.bad_checksum.detail": M(
        "末位「{found}」与前面各位不符，请逐位核对原件",
        "The last character '{found}' doesn't fit the others: compare all",
    ),
    "identifier.bad_prefix": M("号段不存在", "no such prefix"),
    "identifier.bad_prefix.detail": M("没有以 {found} 开头的号码", "No number begins with {found}"),
    "identifier.bad_format": M("格式不对", "wrong form"),
    "identifier.bad_format.detail": M(
        "与所选证件的号码格式不符", "Not the form of a number of this kind of document"
    ),
    "identifier.wrong_kind": M("与证件种类不符", "another kind of document"),
    "identifier.wrong_kind.detail": M(
        "号码属于另一种证件，请核对证件种类", "The number is of another kind of document"
    ),
    "identifier.lookup_only": M("15 位旧号仅供查询", "old 15-digit numbers serve look-up only"),
    "identifier.lookup_only.detail": M("请使用 18 位身份证号", "Use the 18-character number"),
    "identifier.luhn": M("卡号校验位不符", "check digit doesn't fit"),
    "identifier.luhn.detail": M(
        "卡号校验位不符，请核对卡面", "The check digit doesn't fit: compare with the card"
    ),
    "vocabulary.id_kind.resident": M("居民身份证", "resident ID card"),
    "vocabulary.id_kind.resident_15": M("15 位旧身份证号", "old 15-digit ID number"),
    "vocabulary.id_kind.hmt_residence": M("港澳台居民居住证", "residence permit (HK, Macau, Taiwan)"),
    "vocabulary.id_kind.home_return_permit": M("港澳居民来往内地通行证", "travel permit (HK, Macau)"),
    "vocabulary.id_kind.taiwan_permit": M("台湾居民来往大陆通行证", "travel permit (Taiwan)"),
    "vocabulary.id_kind.foreign_pr": M("外国人永久居留身份证", "foreign permanent resident ID"),
    "vocabulary.id_kind.passport": M("护照", "passport"),
}
