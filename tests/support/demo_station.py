"""The demo branch on disk: built once for a run of the tests, copied for each test that may change it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hfund_tui.db.engine import Database
from hfund_tui.db.keys import find_keys
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.settings import Settings, load_settings
from hfund_tui.services.workstation import Workstation, make_demo
from tests.support import branch

MORNING = datetime(2020, 2, 27, 1, 41, tzinfo=UTC)  # 09:41 in Shenzhen

TELLER, TELLER_2, SUPERVISOR = "1001", "1002", "2001"

# Members of docs/demo.md by the code of their scenario.
NEVER_SIGNED, ACCOUNT = "440300199001019010", "20900000001"
IN_HOSPITAL = "440300197002029027"
SIGNED = "44030019880808904X"
SIGNED_ON_ALIPAY = "441300199502279057"
PROXY_ON_FILE = "430100196606069065"
PROXY_SCOPE = "441400196803189110"
PROXY_PENDING = "421100196909199261"
OWNS_HOME = "440300198010209292"
FULLY_FROZEN = "440500197906289332"
PARTLY_FROZEN = "441300198410099345"
WITHDREW_TWICE = "411300198502259398"
LARGE_AMOUNT = "310100197804039446"
RARE_CHARACTERS = "370100199209299518"
HAS_LOAN = "430100198406109551"
LOAN_OVERDUE = "440300198306119480"
LOAN_SHORT = "430100197909179506"
LOAN_SETTLED = "420100198503259517"
LOAN_OF_TWO = "441300198111029523"
OFFSET_BORROWER = "440900198004169602"
JOINING_BORROWER = "431000198811059653"
JOINING_MOTHER, MOTHERS_CONTRACT = "431000196503129665", "DK20180000035"

TELLERS_ID = "440300199204049041"  # of 1002, who is a member too

# A key of its own would give every branch other receipts.
_MASTER = "00112233445566778899aabbccddeeff" * 2


def password(staff_code: str) -> str:
    return f"demo-{staff_code}"


def template(factory: pytest.TempPathFactory) -> Settings:
    """The branch as it comes. Several test processes share the one that the first of them builds."""
    own = factory.getbasetemp()
    folder = (own.parent if own.name.startswith("popen-") else own) / "demo-branch"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        settings = load_settings(demo=True, home=folder / "home", environment={})
        if not settings.database.exists():
            settings.home.mkdir(mode=0o700, exist_ok=True)
            assert settings.key.credential_file is not None
            settings.key.credential_file.touch(mode=0o600)
            settings.key.credential_file.write_text(_MASTER, encoding="ascii")
            make_demo(settings)
    return settings


def open_station(settings: Settings, clock: FrozenClock | None = None) -> Workstation:
    """The workstation of a branch on a clock that stands still."""
    database = Database.open(settings.database, find_keys(settings.key))
    return Workstation(settings, database, clock or FrozenClock(MORNING))


def copy_of(settings: Settings, folder: Path) -> Settings:
    """A branch of one's own."""
    return branch.copy_of(settings, folder)


@contextmanager
def behind_the_services(settings: Settings) -> Iterator[UnitOfWork]:
    """A transaction that goes through no service: only the database's own constraints stand in its way."""
    with Database.open(settings.database, find_keys(settings.key)) as database, database.writing() as uow:
        yield uow


def execute(settings: Settings, sql: str, *parameters: object) -> None:
    with behind_the_services(settings) as uow:
        uow.connection.exec_driver_sql(sql, tuple(parameters))


def rows(settings: Settings, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """What the database holds, read while the program may be running."""
    with (
        Database.open(settings.database, find_keys(settings.key)) as database,
        database.reading() as reader,
    ):
        return [tuple(row) for row in reader.connection.exec_driver_sql(sql, tuple(parameters))]


def row(settings: Settings, sql: str, *parameters: object) -> tuple[Any, ...]:
    """The only row. Raises AssertionError when there are others, or none."""
    found = rows(settings, sql, *parameters)
    assert len(found) == 1, found
    return found[0]


def column(settings: Settings, sql: str, *parameters: object) -> Sequence[Any]:
    return [one[0] for one in rows(settings, sql, *parameters)]
