"""Identity documents other than the resident card, by the kind the person shows.

Reasons beyond those of ``resident``: bad_format (kind), wrong_kind (found, wanted), lookup_only.
"""

import re
from datetime import date

from hfund_tui.domain.identifiers.model import IdCheck, IdKind, read_code, refused
from hfund_tui.domain.identifiers.resident import check_id, check_resident_15

_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_SHAPES = {
    # H for Hong Kong, M for Macau; cards before 2013 add two digits that count the renewals.
    IdKind.HOME_RETURN_PERMIT: re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"),
    IdKind.TAIWAN_PERMIT: re.compile(r"[0-9]{8}"),
    # Nationality in three letters and twelve digits; the cards of 2023 follow ``check_id``.
    IdKind.FOREIGN_PR: re.compile(r"[A-Z]{3}[0-9]{12}"),
    IdKind.PASSPORT: re.compile(r"[0-9A-Z]{5,15}"),
}
_RENEWED_PERMIT = re.compile(r"([HM][0-9]{8})[0-9]{2}")


def holder_no(value: str) -> str:
    """What a folded number says about its holder: the same for every card this person was ever given.

    People are compared by it. Only old home return permits differ: their last two digits count the renewals.
    """
    renewed = _RENEWED_PERMIT.fullmatch(value)
    return renewed[1] if renewed else value


def check_proxy_id(kind: IdKind, text: str, on: date) -> IdCheck:
    """A personal document of the stated *kind*, of a proxy or of anyone else at the counter.

    Permits and passports carry no check character and no readable birth date: their answer says only that
    the shape is right, and who needs the birth date asks for it. The 15-digit number identifies nobody
    today and is refused as lookup_only, under whatever name it comes.
    """
    if kind is IdKind.RESIDENT_15 or (kind is IdKind.PASSPORT and check_resident_15(text).valid):
        return refused(read_code(text, _ALPHANUMERIC)[0], "lookup_only")
    value, problem = read_code(text, _ALPHANUMERIC)
    if problem is not None:
        return problem
    shape = _SHAPES.get(kind)
    if shape is not None and shape.fullmatch(value):
        return IdCheck(value, valid=True, kind=kind)
    if shape is not None and not (kind is IdKind.FOREIGN_PR and len(value) == 18):
        return refused(value, "bad_format", kind=kind.value)
    check = check_id(value, on=on)
    if check.kind not in (kind, None):
        return refused(value, "wrong_kind", found=check.kind.value, wanted=kind.value)
    return check
