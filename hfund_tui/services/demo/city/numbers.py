"""Numbers for millions of people, each given once without remembering those given before.

A number is a permutation of the member's ordinal: times a step that shares no divisor with the size of the range,
modulo that size.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import gcd

from stdnum.cn import uscc

from hfund_tui.domain.vocabulary import Sex
from hfund_tui.services.demo.numbers import FIRST_ORDER
from hfund_tui.services.demo.office import read_demo

FIRST_BIRTH, LAST_BIRTH = date(1960, 3, 1), date(2001, 1, 31)
FIRST_CHILD = date(2003, 1, 1)
_CHILD_DAYS = (date(2019, 12, 31) - FIRST_CHILD).days + 1
_DAYS = (LAST_BIRTH - FIRST_BIRTH).days + 1
_OLDEST_PARENTS = 2 * _CHILD_DAYS
"""Birth days, counted from the first, of those who may have a child: each child has a number of its own."""
_SPOUSE_YOUNGER_BY = 400
_OWN_ORDERS = 50
"""Members have the order numbers from 900, their spouses those from 950."""
_TENS = 10

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
"""GB 11643: what the weighted sum of 17 digits leaves when divided by 11."""

_MOBILE_PREFIXES = ("160", "161", "163", "164", "168", "169", "179")
_MOBILES = 10**8
_CARDS = 10**9
_STEP = 38_196_601
_CARD_DIGIT = "7"
"""The first digit after a bank's prefix: no card of the branch has it."""


class Identities:
    """Birth day, sex and number of the *ordinal*-th person, and of the family."""

    def __init__(self) -> None:
        prefectures: dict[str, int] = read_demo("places")["city"]
        self._places = [
            (f"{code}00", FIRST_ORDER + _TENS * ten)
            for code, tens in prefectures.items()
            for ten in range(tens)
        ]
        self.most = len(self._places) * _TENS * _DAYS
        """How many people there are numbers for."""
        self._step = coprime_step(_STEP, self.most)
        last = FIRST_BIRTH.toordinal() + _DAYS + _SPOUSE_YOUNGER_BY
        first_child = FIRST_CHILD.toordinal()
        days = [*range(FIRST_BIRTH.toordinal(), last), *range(first_child, first_child + _CHILD_DAYS)]
        self._written = {day: f"{date.fromordinal(day):%Y%m%d}" for day in days}
        self._day_sums = {day: _weighted(text, 6) for day, text in self._written.items()}
        self._place_sums = {place: _weighted(place, 0) for place, _ in self._places}
        self._order_sums = [_weighted(f"{order:03}", 14) for order in range(1000)]

    def person(self, ordinal: int) -> tuple[str, int, int]:
        """Place code, birth day (its ordinal) and order number; an odd order is a man's."""
        number, digit = divmod(ordinal * self._step % self.most, _TENS)
        day, place = divmod(number, len(self._places))
        code, first = self._places[place]
        return code, FIRST_BIRTH.toordinal() + day, first + digit

    def number(self, place: str, day: int, order: int) -> str:
        total = self._place_sums[place] + self._day_sums[day] + self._order_sums[order]
        return f"{place}{self._written[day]}{order}{_CHECK[total % 11]}"

    def spouse(self, day: int, order: int) -> tuple[int, int]:
        """Birth day and order of the one person married to that one."""
        return day + _SPOUSE_YOUNGER_BY, (order + _OWN_ORDERS) ^ 1

    def child(self, day: int, order: int) -> tuple[int, int] | None:
        """Birth day and order of a child of that one alone; None for whoever is too young."""
        turn, born = divmod(day - FIRST_BIRTH.toordinal(), _CHILD_DAYS)
        if turn >= 2:
            return None
        return FIRST_CHILD.toordinal() + born, order + turn * _OWN_ORDERS


def may_have_family(day: int) -> bool:
    """Whether somebody born that day is old enough."""
    return day - FIRST_BIRTH.toordinal() < _OLDEST_PARENTS


def sex_of(order: int) -> Sex:
    return Sex.MALE if order % 2 else Sex.FEMALE


def mobile(ordinal: int) -> str:
    return f"{_MOBILE_PREFIXES[ordinal % len(_MOBILE_PREFIXES)]}{ordinal * _STEP % _MOBILES:08}"


class Cards:
    """Card numbers of one bank."""

    def __init__(self, prefix: str) -> None:
        self._begin = f"{prefix}{_CARD_DIGIT}"
        places = range(len(self._begin), len(self._begin) + 9)
        self._fixed = sum(_doubled(int(digit), place) for place, digit in enumerate(self._begin))
        self._sums = [_luhn_sums(places[first : first + 3]) for first in (0, 3, 6)]

    def number(self, ordinal: int) -> str:
        """The card of the *ordinal*-th member."""
        drawn = ordinal * _STEP % _CARDS
        rest, low = divmod(drawn, 1000)
        high, middle = divmod(rest, 1000)
        sums = self._sums
        total = self._fixed + sums[0][high] + sums[1][middle] + sums[2][low]
        return f"{self._begin}{drawn:09}{-total % 10}"


def account_no(ordinal: int) -> str:
    """Accounts are numbered in the order in which they are made: their rows lie together."""
    return f"22{ordinal:09}"


def employer_uscc(ordinal: int) -> str:
    """A credit code whose organisation part begins with C, for city."""
    body = f"91440300C{ordinal:08}"
    return body + str(uscc.calc_check_digit(body))


def coprime_step(step: int, size: int) -> int:
    """The next step from *step* on that visits all of a range of that size."""
    while gcd(step, size) != 1:
        step += 2
    return step


def _weighted(digits: str, first: int) -> int:
    return sum(int(digit) * _WEIGHTS[first + place] for place, digit in enumerate(digits))


def _doubled(digit: int, place: int) -> int:
    """What a digit of an 18-digit body adds to its Luhn sum: from the right, every other one is doubled."""
    if place % 2 == 0:
        return digit
    return digit * 2 - 9 if digit > 4 else digit * 2


def _luhn_sums(places: Sequence[int]) -> list[int]:
    return [
        sum(_doubled(int(digit), place) for digit, place in zip(f"{number:03}", places, strict=True))
        for number in range(1000)
    ]
