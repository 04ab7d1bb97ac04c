"""What can go wrong with storage, as codes; no parameter of a statement gets out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

TroubleCode = Literal[
    "missing",
    "exists",
    "wrong_key",
    "wrong_passphrase",
    "locked",
    "disk_full",
    "read_only",
    "corrupt",
    "unknown_word",
    "settings",
    "outdated",
    "newer",
    "no_key",
    "key_file_open",
    "folder_open",
    "network_folder",
    "io",
    "conflict",
    "unreachable",
    "not_let_in",
    "not_granted",
    "no_driver",
]


class StorageTrouble(Exception):
    """The storage cannot be used as asked. ``code`` says why, ``params`` with what."""

    def __init__(self, code: TroubleCode, **params: str) -> None:
        super().__init__(code)
        self.code: TroubleCode = code
        self.params = params


class ConstraintBroken(Exception):
    """A write broke the constraint ``name``.

    Constraints without a name of their own get one: ``foreign_key`` (found at the commit),
    ``nn_<table>_<column>`` for a missing value, ``ty_<table>_<column>`` for a value of the wrong type.
    Triggers have names beginning with ``tr_``.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Interrupted(Exception):
    """The reading was given up from another thread."""


_BUSY, _LOCKED, _READONLY, _INTERRUPT, _IOERR, _CORRUPT = 5, 6, 8, 9, 10, 11
_FULL, _CANTOPEN, _CONSTRAINT, _MISMATCH, _NOTADB = 13, 14, 19, 20, 26

_TROUBLE: dict[int, TroubleCode] = {
    _BUSY: "locked",
    _LOCKED: "locked",
    _READONLY: "read_only",
    _IOERR: "io",
    _CORRUPT: "corrupt",
    _FULL: "disk_full",
    _CANTOPEN: "io",
    _NOTADB: "wrong_key",
}

_CHECK = re.compile(r"CHECK constraint failed: (\w+)")
_UNIQUE_INDEX = re.compile(r"UNIQUE constraint failed: index '(\w+)'")
_UNIQUE = re.compile(r"UNIQUE constraint failed: (\w+\.\w+(?:, \w+\.\w+)*)")
_NOT_NULL = re.compile(r"NOT NULL constraint failed: (\w+)\.(\w+)")
_WRONG_TYPE = re.compile(r"cannot store \w+ value in \w+ column (\w+)\.(\w+)")
_TRIGGER = re.compile(r"tr_\w+")


def translated(error: BaseException) -> Exception | None:
    """What a driver's error means here; None if it is not about storage."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return translated_server_error(error)
    primary = code & 0xFF
    if primary == _CONSTRAINT:
        return ConstraintBroken(_constraint_name(str(error)))
    if primary == _MISMATCH:
        return ConstraintBroken("datatype")
    if primary == _INTERRUPT:
        return Interrupted()
    if primary in _TROUBLE:
        return StorageTrouble(_TROUBLE[primary])
    return None


# By SQLSTATE, exact or by its first letters.
_SERVER_TROUBLE: dict[str, TroubleCode] = {
    "40001": "conflict",  # serialization failure
    "40P01": "conflict",  # deadlock
    "55P03": "locked",  # lock timeout
    "25006": "read_only",
    "42501": "not_granted",
    "42P01": "corrupt",  # a table is not there
    "53100": "disk_full",
    "58": "io",
    "XX": "corrupt",
    "28": "not_let_in",
}
_AT_THE_DOOR = ("password", "authentication", "pg_hba.conf", "role ", "certificate")
_CANCELED, _NOT_NULL_STATE, _FOREIGN_KEY_STATE = "57014", "23502", "23503"


def translated_server_error(error: BaseException) -> Exception | None:
    """The same for PostgreSQL's errors, known by their SQLSTATE; without one the server can't be reached."""
    if not hasattr(error, "sqlstate"):
        return None
    state = str(error.sqlstate or "")
    if state.startswith("23"):
        return ConstraintBroken(_server_constraint(state, getattr(error, "diag", None)))
    if state.startswith("22"):
        return ConstraintBroken("datatype")
    if state == _CANCELED:
        return Interrupted()
    for known in (state, state[:2]):
        if known in _SERVER_TROUBLE:
            return StorageTrouble(_SERVER_TROUBLE[known])
    if state.startswith(("08", "53", "57", "25P")):
        return StorageTrouble("unreachable")
    if not state and type(error).__name__ == "OperationalError":
        told = str(error)
        return StorageTrouble("not_let_in" if any(word in told for word in _AT_THE_DOOR) else "unreachable")
    return None


def _server_constraint(state: str, told: Any) -> str:
    if state == _FOREIGN_KEY_STATE:
        return "foreign_key"
    if state == _NOT_NULL_STATE:
        return f"nn_{told.table_name}_{told.column_name}"
    return told.constraint_name or "unknown"


@contextmanager
def translating() -> Iterator[None]:
    """Driver errors raised inside leave as the exceptions of this module."""
    try:
        yield
    except Exception as error:
        meaning = translated(error)
        if meaning is None:
            raise
        raise meaning from error


def _constraint_name(message: str) -> str:
    if match := _CHECK.match(message) or _UNIQUE_INDEX.match(message):
        return match[1]
    if match := _UNIQUE.match(message):
        return _unique_name(match[1].split(", "))
    if match := _NOT_NULL.match(message):
        return f"nn_{match[1]}_{match[2]}"
    if match := _WRONG_TYPE.match(message):
        return f"ty_{match[1]}_{match[2]}"
    if match := _TRIGGER.fullmatch(message):
        return match[0]
    return "foreign_key" if message.startswith("FOREIGN KEY") else "unknown"


def _unique_name(qualified: list[str]) -> str:
    """SQLite tells the columns of a unique constraint, not its name."""
    import sqlalchemy as sa

    from hfund_tui.db.tables import metadata

    table = metadata.tables[qualified[0].split(".")[0]]
    names = [item.split(".")[1] for item in qualified]
    keys = [
        item for item in table.constraints if isinstance(item, sa.PrimaryKeyConstraint | sa.UniqueConstraint)
    ]
    for unique in (*keys, *(index for index in table.indexes if index.unique)):
        if [item.name for item in unique.columns] == names:
            return str(unique.name)
    return "unknown"
