"""A workstation without storage, for tests of the face: two staff, a clock that stands still."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hfund_tui.db.keys import KeySettings
from hfund_tui.domain.vocabulary import Channel, Role
from hfund_tui.services.clock import Clock, FrozenClock
from hfund_tui.services.errors import BadInput, HfundError, Refusal
from hfund_tui.services.session import Session
from hfund_tui.services.settings import Settings

MORNING = datetime(2020, 2, 27, 1, 41, tzinfo=UTC)  # 09:41 in Shenzhen


class FakeRung(StrEnum):
    KEYRING = "keyring"
    CREDENTIAL_FILE = "credential_file"


@dataclass(frozen=True, slots=True)
class FakeAccount:
    code: str
    password: str
    name: str
    name_en: str
    role: Role
    branch: str = "0003"
    branch_name: str = "福田管理部"
    branch_name_en: str = "Futian"
    must_change: bool = False


ACCOUNTS = (
    FakeAccount("1001", "demo-1001", "王芳", "Wang Fang", Role.TELLER),
    FakeAccount("1002", "demo-1002", "陈思远", "Chen Siyuan", Role.TELLER, must_change=True),
    FakeAccount("2001", "demo-2001", "李建国", "Li Jianguo", Role.SUPERVISOR),
    FakeAccount("3001", "demo-3001", "赵敏", "Zhao Min", Role.AGENT),
    FakeAccount("4001", "demo-4001", "孙立", "Sun Li", Role.AUDITOR),
)


def settings(home: Path, **changes: Any) -> Settings:
    made = Settings(
        home=home,
        demo=True,
        training=False,
        key=KeySettings(),
        terminal="03",
        idle_lock_seconds=600,
        language="zh",
        theme="hfund-dark",
    )
    return replace(made, **changes)


@dataclass
class FakeStaff:
    """Signs in whoever is in `ACCOUNTS`; keeps what it was asked in `calls`."""

    listed: bool = True
    calls: list[tuple[str, str]] = field(default_factory=list)
    before_sign_in: Callable[[], None] = lambda: None

    def demo_accounts(self) -> tuple[FakeAccount, ...]:
        return ACCOUNTS if self.listed else ()

    def sign_in(self, staff_code: str, password: str) -> Session:
        assert threading.current_thread() is not threading.main_thread()
        self.calls.append(("sign_in", staff_code))
        self.before_sign_in()
        for one in ACCOUNTS:
            if (one.code, one.password) == (staff_code, password):
                return Session(
                    id="s-1",
                    staff_code=one.code,
                    staff_name=one.name,
                    staff_name_en=one.name_en,
                    role=one.role,
                    branch_code=one.branch,
                    branch_name=one.branch_name,
                    branch_name_en=one.branch_name_en,
                    terminal="03",
                    channel=Channel.COUNTER,
                    business_date=date(2020, 2, 27),
                    signed_in_at=MORNING,
                    must_change_password=one.must_change,
                )
        raise Refusal("sign_in_failed_left", n=4)

    def unlock(self, session: Session, password: str) -> None:
        self.calls.append(("unlock", session.staff_code))
        if password != f"demo-{session.staff_code}":
            raise Refusal("sign_in_failed_left", n=4)

    def change_password(self, session: Session, old: str, new: str) -> Session:
        self.calls.append(("change_password", session.staff_code))
        if len(new) < 10:
            raise BadInput("new_password", "password_too_short", least=10)
        return replace(session, must_change_password=False)

    def sign_out(self, session: Session) -> None:
        self.calls.append(("sign_out", session.staff_code))


@dataclass
class FakeWorkstation:
    settings: Settings
    clock: Clock = field(default_factory=lambda: FrozenClock(MORNING))
    staff: FakeStaff = field(default_factory=FakeStaff)
    rung: FakeRung = FakeRung.KEYRING
    drafts: Any = field(default_factory=SimpleNamespace)
    training: Any = field(default_factory=lambda: SimpleNamespace(lessons=(), results=dict))

    def close(self) -> None:
        """Nothing is held."""


def opener(workstation: FakeWorkstation | HfundError) -> Callable[..., Any]:
    """Stands in for `open_workstation`: gives the workstation, or raises the error."""

    def open_it(settings: Settings, **_: Any) -> FakeWorkstation:
        if isinstance(workstation, HfundError):
            raise workstation
        return workstation

    return open_it


def later(clock: Clock, **step: float) -> None:
    assert isinstance(clock, FrozenClock)
    clock.advance(timedelta(**step))
