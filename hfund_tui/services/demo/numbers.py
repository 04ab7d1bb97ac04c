"""Numbers that pass every check and belong to nobody.

Identity numbers carry the code of a prefecture as a whole and an order number from 900 on; mobile numbers lie in
ranges that no operator has been given; card numbers begin with a prefix of no bank.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from stdnum import luhn
from stdnum.cn import ric, uscc

from hfund_tui.domain.vocabulary import Sex

FIRST_ORDER = 900
_LAST_ORDER = 999
_MOBILE_PREFIXES = ("160", "161", "163", "164", "168", "169", "179")
_HONG_KONG_MOBILE = "+8520"
_CARD_LENGTH = 19

# Consecutive members get account numbers far apart: a factor prime to the size of the range visits all of it.
_ACCOUNT_RANGE = 10**8
_ACCOUNT_STEP = 38_196_601


def resident_id(prefix: str, birth: date, order: int) -> str:
    """An 18-character number of a six-digit *prefix*; an odd *order* is a man's."""
    body = f"{prefix}{birth:%Y%m%d}{order:03}"
    return body + str(ric.calc_check_digit(body + "0"))


def account_no(ordinal: int) -> str:
    """The account number of the *ordinal*-th member drawn at random."""
    return f"211{ordinal * _ACCOUNT_STEP % _ACCOUNT_RANGE:08}"


def named_account_no(ordinal: int) -> str:
    """The account number of the *ordinal*-th scenario; easily typed."""
    return f"209{ordinal:08}"


def named_mobile(ordinal: int) -> str:
    return f"1630000{ordinal:04}"


def named_card_no(prefix: str, ordinal: int) -> str:
    return _with_luhn(f"{prefix}{ordinal:0{_CARD_LENGTH - 1 - len(prefix)}}")


def employer_account_no(ordinal: int) -> str:
    return f"109{ordinal:06}"


def employer_uscc(ordinal: int) -> str:
    """A credit code of a Shenzhen company whose organisation part spells DEM0."""
    body = f"91440300DEM0{ordinal:05}"
    return body + str(uscc.calc_check_digit(body))


class Numbers:
    """Draws numbers from *random*, each identity document once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[str] = set()

    def take(self, number: str) -> None:
        """Keep a number that was given by hand from being drawn."""
        self._taken.add(number)

    def resident(self, prefix: str, birth: date, sex: Sex) -> str:
        odd = sex is Sex.MALE
        while True:
            order = self._random.randrange(FIRST_ORDER + odd, _LAST_ORDER + 1, 2)
            number = resident_id(prefix, birth, order)
            if number not in self._taken:
                self._taken.add(number)
                return number

    def serial(self, prefix: str, digits: int) -> str:
        """*prefix* and so many digits, the first of them 9: permits and passports."""
        while True:
            number = f"{prefix}9{self._random.randrange(10 ** (digits - 1)):0{digits - 1}}"
            if number not in self._taken:
                self._taken.add(number)
                return number

    def mobile(self) -> str:
        return f"{self._random.choice(_MOBILE_PREFIXES)}{self._random.randrange(10**8):08}"

    def hong_kong_mobile(self) -> str:
        return f"{_HONG_KONG_MOBILE}{self._random.randrange(10**7):07}"

    def card(self, prefix: str) -> str:
        places = _CARD_LENGTH - 1 - len(prefix)
        # The first digit keeps clear of the scenarios' cards, which count up from 1.
        return _with_luhn(f"{prefix}9{self._random.randrange(10 ** (places - 1)):0{places - 1}}")

    def day_between(self, first: date, last: date) -> date:
        """A day from *first* to *last*, both included."""
        return first + timedelta(days=self._random.randrange((last - first).days + 1))


def repayment_account_no(prefix: str, contract_no: str) -> str:
    """The account a loan is repaid from: the bank's prefix and the last digits of the contract's number."""
    return _with_luhn(f"{prefix}8{contract_no[-6:]}")


def _with_luhn(body: str) -> str:
    return body + str(luhn.calc_check_digit(body))
