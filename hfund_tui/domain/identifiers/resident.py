"""The 18-character citizen number of GB 11643 and the numbers built like it; its 15-digit forerunner.

Six characters of region, eight of birth date, three of order (odd for men) and a check character
(MOD 11-2). Reasons, in the order the rules are asked: empty, bad_character (position, character),
bad_length (found, wanted), bad_region (found), bad_date (found, part: year, month or day), future_date
(found, on), bad_checksum (found, wanted).
"""

import calendar
from datetime import date

from stdnum.cn import ric

from hfund_tui.domain.identifiers.model import (
    IdCheck,
    IdKind,
    Sex,
    bad_character,
    bad_length,
    read_code,
    refused,
)

_LENGTH = 18
_LEGACY_LENGTH = 15
_DIGITS = "0123456789"

# GB/T 2260. Only the province is checked: counties are renamed and abolished, their numbers live on.
_PROVINCES = (
    *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
    *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71"),
)
# Residence permits of Hong Kong, Macau and Taiwan residents; permanent residents' cards of 2023, where
# the province of application follows a 9.
_REGIONS = (*_PROVINCES, "810000", "820000", "830000", *("9" + province for province in _PROVINCES))

# Nobody alive when citizen numbers began (1984) was born earlier: an earlier year is a slip of the finger.
_EARLIEST_BIRTH_YEAR = 1800


def check_id(text: str, *, on: date) -> IdCheck:
    """A complete 18-character number; *on* is the day after which nobody can have been born yet."""
    value, problem = read_code(text, _DIGITS + "X")
    problem = problem or _misplaced_x(value)
    if problem is None and len(value) != _LENGTH:
        problem = bad_length(value, str(_LENGTH))
    problem = problem or _region_problem(value) or _birth_problem(value, on=on) or _checksum_problem(value)
    if problem is not None:
        return problem
    return IdCheck(
        value,
        valid=True,
        kind=_kind(value),
        birth_date=date.fromisoformat(value[6:14]),
        sex=_sex(value[16]),
    )


def partial_id_problem(text: str, *, on: date) -> IdCheck | None:
    """The first rule the beginning of an 18-character number already breaks; ``None`` while it breaks none.

    For fields that expect such a number: the first digits of an account or a mobile break its rules too.
    """
    value, problem = read_code(text, _DIGITS + "X")
    if not value:
        return None
    problem = problem or _misplaced_x(value)
    if problem is None and len(value) > _LENGTH:
        problem = bad_length(value, str(_LENGTH))
    problem = problem or _region_problem(value) or _birth_problem(value, on=on)
    if problem is None and len(value) == _LENGTH:
        problem = _checksum_problem(value)
    return problem


def check_resident_15(text: str) -> IdCheck:
    """A 15-digit number: no check character, the year has two digits and means 19yy."""
    value, problem = read_code(text, _DIGITS)
    if problem is None and len(value) != _LEGACY_LENGTH:
        problem = bad_length(value, str(_LEGACY_LENGTH))
    if problem is None and value[:2] not in _PROVINCES:
        problem = refused(value, "bad_region", found=value[:6])
    if problem is not None:
        return problem
    birth = "19" + value[6:12]
    born = _earliest_birth(birth)
    if born is None:
        return refused(value, "bad_date", found=birth, part=_wrong_part(birth))
    return IdCheck(value, valid=True, kind=IdKind.RESIDENT_15, birth_date=born, sex=_sex(value[14]))


def widen_resident_15(text: str) -> str:
    """The 18-character number of a 15-digit one. ``ValueError`` (the reason) if it is not well formed."""
    check = check_resident_15(text)
    if not check.valid:
        raise ValueError(check.reason)
    body = check.value[:6] + "19" + check.value[6:]
    return body + _check_character(body)


def _misplaced_x(value: str) -> IdCheck | None:
    position = value.find("X") + 1
    return bad_character(value, position, "X") if 0 < position < _LENGTH else None


def _region_problem(value: str) -> IdCheck | None:
    if any(region.startswith(value) or value.startswith(region) for region in _REGIONS):
        return None
    return refused(value, "bad_region", found=value[:6])


def _birth_problem(value: str, *, on: date) -> IdCheck | None:
    digits = value[6:14]
    if not digits:
        return None
    earliest = _earliest_birth(digits)
    if earliest is None:
        return refused(value, "bad_date", found=digits, part=_wrong_part(digits))
    if earliest > on:
        return refused(value, "future_date", found=digits, on=on.isoformat())
    return None


def _earliest_birth(digits: str) -> date | None:
    """The earliest real date whose YYYYMMDD begins with *digits*; the date itself when they are eight."""
    year = max(int(digits[:4].ljust(4, "0")), _EARLIEST_BIRTH_YEAR)
    if not str(year).startswith(digits[:4]):
        return None
    return next(
        (
            date(year, month, day)
            for month in range(1, 13)
            if f"{month:02}".startswith(digits[4:6])
            for day in range(1, calendar.monthrange(year, month)[1] + 1)
            if f"{day:02}".startswith(digits[6:8])
        ),
        None,
    )


def _wrong_part(digits: str) -> str:
    if _earliest_birth(digits[:4]) is None:
        return "year"
    return "month" if _earliest_birth(digits[:6]) is None else "day"


def _checksum_problem(value: str) -> IdCheck | None:
    wanted = _check_character(value[:17])
    return None if value[17] == wanted else refused(value, "bad_checksum", found=value[17], wanted=wanted)


def _check_character(body: str) -> str:
    # The library reads the check character's place but not its content.
    character: str = ric.calc_check_digit(body + "0")
    return character


def _kind(value: str) -> IdKind:
    return {"8": IdKind.HMT_RESIDENCE, "9": IdKind.FOREIGN_PR}.get(value[0], IdKind.RESIDENT)


def _sex(order_digit: str) -> Sex:
    return "male" if int(order_digit) % 2 else "female"
