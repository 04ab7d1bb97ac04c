"""A terminal of the simulation: a workstation and whoever is signed in at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any
from unittest import mock

from argon2 import PasswordHasher
from sqlalchemy import event

from hfund_tui.db.storage import Storage
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.services import workstation
from hfund_tui.services.agreement_texts import load_agreement_texts
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.guides import GuideBook, load_guides
from hfund_tui.services.session import Session
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.simulation.chance import SeededChance
from tests.support import branch
from tests.support.passwords import Mobile
from tests.support.policies import policy_book

_compiled: dict[str, tuple[Any, Any]] = {}


def share_what_is_compiled(storage: Storage) -> None:
    """Every engine compiles every statement once more, which is most of the time of so many short lives: let all
    engines in a process have the same dialect, and with it the statements that were compiled for it."""
    for name in ("_writer", "_readers"):
        engine = getattr(storage, name)
        dialect, statements = _compiled.setdefault(name, (engine.dialect, engine._compiled_cache))
        engine.dialect, engine._compiled_cache = dialect, statements


_texts = cache(load_agreement_texts)


@cache
def _guides() -> GuideBook:
    return load_guides(policy_book().channels)


class Killed(BaseException):
    """The power went at this terminal."""


class Terminal:
    """Of one of the staff, who signs in when there is something to do."""

    def __init__(
        self,
        settings: Settings,
        code: str,
        number: int,
        clock: FrozenClock,
        chance: SeededChance,
        mobile: Mobile,
    ) -> None:
        self.code = code
        self._settings = replace(settings, terminal=f"{number:02d}")
        self._clock, self._chance, self._mobile = clock, chance, mobile
        self._station: Workstation | None = None
        self._session: Session | None = None
        self.book = policy_book()

    @property
    def station(self) -> Workstation:
        if self._station is None:
            self._station = self._opened()
        return self._station

    def _opened(self) -> Workstation:
        with mock.patch.multiple(
            workstation,
            load_policy_book=lambda: self.book,
            load_agreement_texts=_texts,
            load_guides=lambda _: _guides(),
        ):
            storage = workstation.open_storage(replace(self._settings, busy_timeout_ms=20_000))
            share_what_is_compiled(storage)
            opened = Workstation(self._settings, storage, self._clock, self._chance)
        opened.codes._adapter = self._mobile
        opened.passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        return opened

    def session(self) -> Session:
        """Who is signed in here; signs in first where nobody is. Raises Refusal."""
        if self._session is None:
            self._session = self.station.staff.sign_in(self.code, branch.PASSWORD)
        return self._session

    def leave(self) -> None:
        """The session ends without a word: the day is over, or the rights were taken."""
        self._session = None

    def drop(self) -> None:
        """The process is gone: what it kept in memory with it."""
        self._session = None
        if self._station is not None:
            self._station.close()
            self._station = None

    def install(self, book: PolicyBook) -> None:
        """From the next start on this terminal has these policies."""
        self.book = book
        self.drop()

    @contextmanager
    def killed_at(self, statement: int) -> Iterator[None]:
        """The power goes before the given statement of what is written, if it comes to so many."""
        executed = 0

        def count(*_: object) -> None:
            nonlocal executed
            executed += 1
            if executed == statement:
                raise Killed

        writer = self.station._database._writer
        event.listen(writer, "before_cursor_execute", count)
        try:
            yield
        finally:
            event.remove(writer, "before_cursor_execute", count)
