"""The password of a member's account: which ones are too easily guessed. Nothing here is ever stored or shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from hfund_tui.domain.policy import Policy
from hfund_tui.domain.vocabulary import WeakPassword

INITIAL_LENGTH = 6
_LONGEST_PATTERN = 3
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Holder:
    """What others may know of the holder, and what a password must therefore not be."""

    id_no: str = field(repr=False)
    birth_date: date = field(repr=False)
    numbers: tuple[str, ...] = field(default=(), repr=False)
    """Account, mobile and card numbers."""


def initial_password(id_no: str) -> str:
    """The last six characters of the identity number, an X read as 0."""
    return id_no[-INITIAL_LENGTH:].upper().replace("X", "0")


def is_well_formed(password: str, policy: Policy) -> bool:
    """Digits only, as many as the keypad wants."""
    return len(password) == policy.count("password.digits") and set(password) <= _DIGITS


def weakness(password: str, holder: Holder, policy: Policy) -> WeakPassword | None:
    """Why a well-formed password is refused; None for one that may be chosen."""
    tests: dict[WeakPassword, Callable[[], bool]] = {
        WeakPassword.INITIAL: lambda: password == initial_password(holder.id_no),
        WeakPassword.SEQUENCE: lambda: _is_sequence(password),
        WeakPassword.REPEATED: lambda: _is_repeated(password),
        WeakPassword.BIRTH_DATE: lambda: password in set(_birth_dates(holder.birth_date)),
        WeakPassword.KNOWN_NUMBER: lambda: any(password in one for one in (holder.id_no, *holder.numbers)),
        WeakPassword.LISTED: lambda: password in policy.words("password.listed"),
    }
    refused = policy.words("password.refused")
    return next((kind for kind, fits in tests.items() if kind.value in refused and fits()), None)


def _is_sequence(password: str) -> bool:
    """123456 and 987654, also over the 0: 789012."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(password)}
    return steps in ({1}, {9})


def _is_repeated(password: str) -> bool:
    """One to three digits over and over: 111111, 121212, 123123."""
    length = len(password)
    return any(
        length % period == 0 and password == password[:period] * (length // period)
        for period in range(1, _LONGEST_PATTERN + 1)
    )


def _birth_dates(born: date) -> Iterator[str]:
    """The ways in which people write a birth date in six digits."""
    for pattern in ("%y%m%d", "%d%m%y", "%m%d%y", "%Y%m", "%m%Y"):
        yield born.strftime(pattern)
