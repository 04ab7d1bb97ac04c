"""A job: one writing method of the services, done once by somebody, and done again after something went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from argon2 import PasswordHasher

from hfund_tui.domain.operation import OperationCode
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.opening import open_storage
from hfund_tui.services.session import Session
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import branch

CODE = "846193"
"""The one-time code that every station of these tests sends."""

Steps = Callable[["Desk"], Any]


@dataclass(frozen=True, eq=False)
class Job:
    """`through` is the method that writes, as "service.method"; `call` asks `Desk.do` for it.

    `prepare` comes before, and what it returns is `Desk.given`. `by` signs in for it; None: nobody does.
    `known` are the codes that may answer when it is done again although it was done.
    """

    name: str
    through: str
    call: Steps
    operation: OperationCode | None = None
    by: str | None = branch.TELLER
    prepare: Steps = lambda desk: None
    known: frozenset[str] = frozenset()
    ends_in: str = ""
    """The code of the error that it ends in when it is done: a wrong password is counted and refused."""
    transactions: int = 1
    each_time: bool = False
    """A look, or a wrong try: each counts, so that done again it is recorded again."""
    file_once: bool = False
    """Its file comes with the transaction and not with the key: a code is sent once, a day closed once."""


@dataclass
class Desk:
    """A station with somebody who does a job."""

    station: Workstation
    through: str
    session: Any
    key: str
    given: Any = None

    @property
    def do(self) -> Callable[..., Any]:
        service, method = self.through.split(".")
        bound: Callable[..., Any] = getattr(getattr(self.station, service), method)
        return bound

    def submit(self, request: Any, **how: Any) -> Any:
        """Preview the request, and carry out what was seen."""
        corrects = how.get("corrects")
        seen = self.station.cases.preview(self.session, request, corrects=corrects).sha256
        return self.do(self.session, request, key=self.key, seen_sha256=seen, **how)

    def as_(self, code: str) -> Session:
        """Somebody else signs in beside."""
        return branch.sign_in(self.station, code)


def open_at(settings: Settings, now: datetime = branch.NOW, *, patience_ms: int = 5_000) -> Workstation:
    """The station at a moment, with hashes that cost nothing and a code that is known."""
    patient = replace(settings, busy_timeout_ms=patience_ms)
    station = Workstation(settings, open_storage(patient), FrozenClock(now))
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    station.staff._hasher = station.passwords._hasher = cheap
    station.codes._make = lambda: CODE
    station.calls._choose = lambda possible: possible[0]
    return station


@contextmanager
def opened(settings: Settings, now: datetime, *, patience_ms: int = 5_000) -> Iterator[Workstation]:
    station = open_at(settings, now, patience_ms=patience_ms)
    try:
        yield station
    finally:
        station.close()
