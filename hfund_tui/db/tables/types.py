"""Column types that carry their own bound.

SQLModel table classes do not validate, so every bound has to stand in the database. A type here knows what
may be stored in a column of that type, and `hfund_tui.db.tables` turns that into one CHECK constraint per
column, named ``ck_<table>_<column>``. The types also refuse wrong Python types before a statement is sent: no
float becomes money, no naive datetime becomes an instant.

The SQL of the bounds is understood by SQLite and PostgreSQL alike; what PostgreSQL has as a type of its own
(dates, instants, booleans) is bounded on SQLite only.
"""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from hfund_tui.db.errors import StorageTrouble
from hfund_tui.domain.months import Month

MAX_FEN = 10**13
"""No single amount or balance reaches a hundred billion yuan."""

_MAX_ID = 2**62
_INTEGER_BITS = 63
# length() in SQLite stops at NUL, PostgreSQL refuses it; no encoding can carry a lone surrogate.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DIGITS = "0123456789"

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


class Unstorable(sa.exc.DontWrapMixin, ValueError):
    """A value that no database can hold, in whatever column."""


class Bounded(TypeDecorator[T], Generic[T]):
    """A type that can write the CHECK of a column of its kind."""

    cache_ok = True

    def bound(self, column: str) -> str:
        """The condition every value in *column* meets. NULL meets it too."""
        raise NotImplementedError

    @property
    def sqlite_only(self) -> bool:
        """Whether other databases need no CHECK because their own type says as much."""
        return False


class Whole(Bounded[int]):
    """A whole number from *low* to *high*, both included."""

    impl = sa.BigInteger
    cache_ok = True

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.low, self.high = low, high

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        # Only a column declared INTEGER is SQLite's row id.
        return dialect.type_descriptor(sa.Integer() if dialect.name == "sqlite" else sa.BigInteger())

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        if value is not None and type(value) is not int:
            raise TypeError(f"a whole number is needed, not {type(value).__name__}")
        if value is not None and value.bit_length() > _INTEGER_BITS:
            raise Unstorable("no database holds a number of that size")
        return value

    def bound(self, column: str) -> str:
        return f"{column} BETWEEN {self.low} AND {self.high}"


class Fen(Whole):
    """An amount of money in fen, from *low* up to `MAX_FEN`."""

    cache_ok = True

    def __init__(self, low: int = 0) -> None:
        super().__init__(low, MAX_FEN)


class Id(Whole):
    """A row's own number."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(1, _MAX_ID)


class Text(Bounded[str]):
    """Text of *low* to *high* characters."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, high: int, low: int = 1) -> None:
        super().__init__()
        self.low, self.high = low, high

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise TypeError(f"text is needed, not {type(value).__name__}")
        if _UNSTORABLE.search(value):
            raise Unstorable("text must not contain NUL or half of a character")
        return str(value)

    def bound(self, column: str) -> str:
        return f"length({column}) BETWEEN {self.low} AND {self.high}"


class Characters(Text):
    """Text of *low* to *high* characters, all of them out of *alphabet*."""

    cache_ok = True

    def __init__(self, alphabet: str, low: int, high: int | None = None) -> None:
        super().__init__(low if high is None else high, low)
        self.alphabet = alphabet

    def bound(self, column: str) -> str:
        # Trimming stops at the first character that is not in the alphabet, so only a clean text vanishes.
        return f"{super().bound(column)} AND trim({column}, '{self.alphabet}') = ''"


class Digits(Characters):
    """Text of *low* to *high* ASCII digits."""

    cache_ok = True

    def __init__(self, low: int, high: int | None = None) -> None:
        super().__init__(_DIGITS, low, high)


class Digest(Characters):
    """A SHA-256 digest or HMAC in lower-case hexadecimal."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(_DIGITS + "abcdef", 64)


class _Listed(Bounded[W], Generic[W]):
    """One word of a list. Reading any other raises `StorageTrouble`."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: W | None, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> W | None:
        if value is None:
            return None
        try:
            return self.words(value)
        except ValueError:
            raise StorageTrouble("unknown_word", word=str(value)[:40]) from None


class Word(_Listed[W]):
    """One word of a closed list."""

    cache_ok = True

    def bound(self, column: str) -> str:
        words = ", ".join(f"'{word.value}'" for word in self.words)
        return f"{column} IN ({words})"


class Name(_Listed[W]):
    """A word of a list that grows with the program: any short text for the database, so that a new word needs
    no other schema. `integrity` reports one that this program does not know."""

    cache_ok = True

    def bound(self, column: str) -> str:
        return f"length({column}) BETWEEN 1 AND 60"


class MonthType(Bounded[Month]):
    """A calendar month, stored ``YYYY-MM`` so that text order is time order."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Month | None, dialect: Dialect) -> str | None:
        if value is not None and not isinstance(value, Month):
            raise TypeError(f"a Month is needed, not {type(value).__name__}")
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Month | None:
        return None if value is None else Month.parse(value)

    def bound(self, column: str) -> str:
        year, month = f"substr({column}, 1, 4)", f"substr({column}, 6, 2)"
        return (
            f"length({column}) = 7 AND substr({column}, 5, 1) = '-' "
            f"AND trim({year} || {month}, '{_DIGITS}') = '' "
            f"AND {year} >= '1900' AND {month} BETWEEN '01' AND '12'"
        )


class Day(Bounded[date]):
    """A calendar day; text ``YYYY-MM-DD`` on SQLite."""

    impl = sa.Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else sa.Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> date | str | None:
        if value is None:
            return None
        if type(value) is not date:
            raise TypeError(f"a date is needed, not {type(value).__name__}")
        return value.isoformat() if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value

    def bound(self, column: str) -> str:
        return f"{column} IS date({column})"

    @property
    def sqlite_only(self) -> bool:
        return True


class Instant(Bounded[datetime]):
    """A moment in UTC, to the microsecond; text of one width on SQLite, so that text order is time order."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None:
            return None
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise TypeError("a datetime with a time zone is needed")
        return instant_text(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return datetime.fromisoformat(value) if isinstance(value, str) else value.astimezone(UTC)

    def bound(self, column: str) -> str:
        # The fraction is looked at apart, because strftime rounds it.
        second = f"substr({column}, 1, 19)"
        return (
            f"length({column}) = 27 AND {second} IS strftime('%Y-%m-%dT%H:%M:%S', {second}) "
            f"AND substr({column}, 20, 1) = '.' AND trim(substr({column}, 21, 6), '{_DIGITS}') = '' "
            f"AND substr({column}, 27) = 'Z'"
        )

    @property
    def sqlite_only(self) -> bool:
        return True


def instant_text(value: datetime) -> str:
    """*value* as it is stored and digested: ``2020-02-27T01:41:00.000000Z``."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Flag(Bounded[bool]):
    """Yes or no; 1 or 0 on SQLite, whose strict tables know no booleans."""

    impl = sa.Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(sa.Integer() if dialect.name == "sqlite" else sa.Boolean())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> bool | int | None:
        if value is None:
            return None
        if type(value) is not bool:
            raise TypeError(f"a truth value is needed, not {type(value).__name__}")
        return int(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)

    def bound(self, column: str) -> str:
        return f"{column} IN (0, 1)"

    @property
    def sqlite_only(self) -> bool:
        return True
