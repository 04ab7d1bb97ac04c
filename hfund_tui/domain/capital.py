"""Amounts in Chinese capitals (大写金额), as written on receipts and payment orders.

After 《正确填写票据和结算凭证的基本规定》, the annex of the Payment and Settlement Measures (支付结算办法):
a run of zeros between digits is read once as 零; an amount ending in yuan or jiao closes with 整, one
ending in fen does not; 零 stands after 元 when jiao is zero and fen is not. Where the annex lets the writer
choose (1,680.32; 107,000.53) the 零 is left out.
"""

from hfund_tui.domain.money import FEN_PER_YUAN

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_WAN = 10**4
_YI = 10**8
_MAX_FEN = 10**13 * FEN_PER_YUAN


def capital_amount(fen: int) -> str:
    """``780000`` fen as ``柒仟捌佰元整``. ``ValueError`` when negative or above ten trillion yuan."""
    if not 0 <= fen <= _MAX_FEN:
        raise ValueError(f"no capital form for {fen} fen")
    yuan, rest = divmod(fen, FEN_PER_YUAN)
    jiao, cents = divmod(rest, 10)
    written = _below_yi_squared(yuan) + "元" if yuan else ""
    if jiao:
        written += _DIGITS[jiao] + "角"
    if cents:
        gap = "零" if yuan and not jiao else ""
        return f"{written}{gap}{_DIGITS[cents]}分"
    return f"{written or '零元'}整"


def _below_yi_squared(n: int) -> str:
    high, low = divmod(n, _YI)
    return _joined(_below_yi(high), "亿", _below_yi(low), gap=low < _YI // 10)


def _below_yi(n: int) -> str:
    high, low = divmod(n, _WAN)
    return _joined(_below_wan(high), "万", _below_wan(low), gap=low < _WAN // 10)


def _joined(high: str, unit: str, low: str, *, gap: bool) -> str:
    """Both parts, with 零 in between where the low part starts with zeros."""
    if not high:
        return low
    return high + unit + ("零" if gap and low else "") + low


def _below_wan(n: int) -> str:
    written = ""
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit:
            written += _DIGITS[digit] + _UNITS[power]
        elif written and not written.endswith("零"):
            written += "零"
    return written.removesuffix("零")
