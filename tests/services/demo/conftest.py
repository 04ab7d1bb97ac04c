"""The demo branch as it comes, built once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from hfund_tui.db.engine import Database
from hfund_tui.db.keys import Keys, memory_keys
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.services.agreement_texts import load_agreement_texts
from hfund_tui.services.cases import CaseService
from hfund_tui.services.casework import CaseWork
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.demo import DemoSummary, build_demo
from hfund_tui.services.demo.office import Office, office
from hfund_tui.services.demo.rows import local_instant
from hfund_tui.services.demo.stories import session_of
from hfund_tui.services.policies import load_policy_book
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store


@dataclass(frozen=True)
class Demo:
    database: Database
    keys: Keys
    summary: DemoSummary
    progress: tuple[tuple[int, int], ...]
    policies: PolicyBook
    office: Office
    store: Store
    clock: FrozenClock
    staff: StaffService
    cases: CaseService

    def session(self, staff_code: str = "1001") -> Session:
        return session_of(self.office, staff_code, self.office.business_date, terminal="03")

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with self.database.reading() as reader:
            return [tuple(row) for row in reader.connection.exec_driver_sql(sql)]


@pytest.fixture(scope="session")
def policies() -> PolicyBook:
    return load_policy_book()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, policies: PolicyBook) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    folder.chmod(0o700)
    keys = memory_keys(b"demo")
    progress: list[tuple[int, int]] = []
    with Database.create(folder / "hfund.db", keys) as database:
        summary = build_demo(
            database, keys, policies, on_progress=lambda done, total: progress.append((done, total))
        )
        house = office()
        store = Store(database)
        clock = FrozenClock(local_instant(house.business_date, 9))
        staff = StaffService(store, clock, policies, "03")
        cases = CaseService(CaseWork(store, clock, policies, load_agreement_texts()))
        yield Demo(database, keys, summary, tuple(progress), policies, house, store, clock, staff, cases)
