"""Money is a whole number of fen (分, 1/100 yuan). Exact fractions in between, one rounding at the end."""

import re
import unicodedata
from fractions import Fraction

from hfund_tui.domain.text import fold_full_width

FEN_PER_YUAN = 100

_DIGITS = frozenset("0123456789０１２３４５６７８９")
_SIGNS = frozenset("+-()") | {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"}
_EXPONENT = re.compile(r"[0-9.]\s*e", re.IGNORECASE)
_PLAIN = re.compile(r"(0|[1-9][0-9]*)(?:\.([0-9]+))?")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?")


class AmountError(ValueError):
    """A text that is no amount of money.

    ``code`` is one of: empty, not_a_number, exponent, sign, exotic_digits (params: character),
    too_many_decimals (params: decimals), too_large (params: max, in yuan), bad_grouping.
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, str] = params


def parse_yuan(text: str, *, max_fen: int = 10**13) -> int:
    """The fen in an amount typed in yuan: ``1234.5``, ``1,234.50``, ``￥１，２３４．５０``.

    Strict, because a misread amount is paid out. Full-width characters are folded, thousands commas are
    taken only where they belong, one leading yuan sign is allowed, at most two decimals, nothing negative.
    Raises ``AmountError``.
    """
    stripped = text.strip()
    if not stripped:
        raise AmountError("empty")
    for character in stripped:
        # Also catches what NFKC would turn into a digit (②, ², 𝟚) and Chinese numerals (三, 万).
        if character not in _DIGITS and unicodedata.numeric(character, None) is not None:
            raise AmountError("exotic_digits", character=character)
    amount = fold_full_width(stripped).removeprefix("¥").lstrip()
    match = _PLAIN.fullmatch(amount) or _GROUPED.fullmatch(amount)
    if match is None:
        raise AmountError(_why_not(amount))
    whole, decimals = match[1].replace(",", ""), match[2] or ""
    if len(decimals) > 2:
        raise AmountError("too_many_decimals", decimals=str(len(decimals)))
    # Length first: Python refuses to convert thousands of digits at all.
    if len(whole) > len(str(max_fen)) or (fen := int(whole + decimals.ljust(2, "0"))) > max_fen:
        raise AmountError("too_large", max=plain_yuan(max_fen))
    return fen


def _why_not(amount: str) -> str:
    if _EXPONENT.search(amount):
        return "exponent"
    if not _SIGNS.isdisjoint(amount):
        return "sign"
    if "," in amount and _PLAIN.fullmatch(amount.replace(",", "")):
        return "bad_grouping"
    return "not_a_number"


def format_yuan(fen: int, *, grouping: bool = True) -> str:
    """``8642015`` fen as ``86,420.15``."""
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}{yuan:{',' if grouping else ''}}.{rest:02}"


def plain_yuan(fen: int) -> str:
    """``8642015`` fen as ``86420.15``, the form for machines."""
    return format_yuan(fen, grouping=False)


def round_half_up(x: Fraction) -> int:
    """四舍五入: the nearest whole number, halves away from zero."""
    magnitude = (2 * abs(x.numerator) + x.denominator) // (2 * x.denominator)
    return -magnitude if x < 0 else magnitude


def round_down(x: Fraction) -> int:
    """The whole part. What is paid out or due is never negative: ``ValueError`` if *x* is."""
    if x < 0:
        raise ValueError(f"cannot round a negative amount down: {x}")
    return x.numerator // x.denominator


def parse_ratio(text: str) -> Fraction:
    """A ratio or rate of a policy file, such as ``0.65``, exactly. Raises ``AmountError`` (not_a_number)."""
    if _PLAIN.fullmatch(text) is None:
        raise AmountError("not_a_number")
    return Fraction(text)
