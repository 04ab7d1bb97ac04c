"""Employers' credit codes, bank cards, fund accounts and mobile numbers."""

import re

from stdnum import luhn
from stdnum.cn import uscc

from hfund_tui.domain.identifiers.model import IdCheck, bad_character, bad_length, read_code, refused

_DIGITS = "0123456789"
# GB 32100: no I, O, S, V, Z.
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_LENGTH = 18
_CARD_LENGTHS = range(16, 20)
_MAINLAND_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_MOBILE_REGIONS = {"+852": "hong_kong", "+853": "macau"}


def check_uscc(text: str) -> IdCheck:
    """A unified social credit code (统一社会信用代码).

    Reasons: empty, bad_character, bad_length, bad_checksum (found, wanted). Only the check character is
    the library's: it would refuse the letters GB 32100 allows in the first two places, which rural
    collectives and armed forces carry.
    """
    value, problem = read_code(text, _USCC_ALPHABET)
    if problem is not None:
        return problem
    if len(value) != _USCC_LENGTH:
        return bad_length(value, str(_USCC_LENGTH))
    for position, character in enumerate(value[2:8], start=3):
        if character not in _DIGITS:
            return bad_character(value, position, character)
    wanted: str = uscc.calc_check_digit(value[:17])
    if value[17] != wanted:
        return refused(value, "bad_checksum", found=value[17], wanted=wanted)
    return IdCheck(value, valid=True)


def check_card(text: str) -> IdCheck:
    """A bank card of 16 to 19 digits. A wrong Luhn digit only warns (luhn): old debit cards lack it."""
    value, problem = read_code(text, _DIGITS)
    if problem is not None:
        return problem
    if len(value) not in _CARD_LENGTHS:
        return bad_length(value, f"{_CARD_LENGTHS[0]}-{_CARD_LENGTHS[-1]}")
    return IdCheck(value, valid=True, warning=None if luhn.is_valid(value) else "luhn")


def check_account_no(text: str, *, length: int = 11) -> IdCheck:
    """A member's fund account number. The caller provides *length* from the policy; 11 is Shenzhen's."""
    value, problem = read_code(text, _DIGITS)
    if problem is not None:
        return problem
    if len(value) != length:
        return bad_length(value, str(length))
    return IdCheck(value, valid=True)


def check_mobile(text: str) -> IdCheck:
    """A mobile number of the mainland, or of Hong Kong or Macau with its +852 or +853.

    ``detail["kind"]`` of a valid one is mainland, hong_kong or macau. Reasons: empty, bad_character,
    bad_length, bad_prefix (found).
    """
    value, problem = read_code(text, "+" + _DIGITS)
    if problem is not None:
        return problem
    stray_plus = value.rfind("+")
    if stray_plus > 0:
        return bad_character(value, stray_plus + 1, "+")
    if stray_plus == 0:
        region = _MOBILE_REGIONS.get(value[:4])
        if region is None:
            return refused(value, "bad_prefix", found=value[:4])
        return (
            IdCheck(value, valid=True, detail={"kind": region})
            if len(value) == 12
            else bad_length(value, "12")
        )
    if len(value) != 11:
        return bad_length(value, "11")
    if not _MAINLAND_MOBILE.fullmatch(value):
        return refused(value, "bad_prefix", found=value[:2])
    return IdCheck(value, valid=True, detail={"kind": "mainland"})
