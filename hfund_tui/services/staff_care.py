"""Looking after the staff: who there is, a forgotten password, somebody who leaves, comes back or moves.

The author is whoever may run commands on this machine. Staff are never deleted: their names stand on what they did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select, true

from hfund_tui.db.tables import Branch, Staff
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import AuditOutcome, Role
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.records import record
from hfund_tui.services.session import machine_session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store

RENEW_PASSWORD = "0011:renew_password"
DISMISS_STAFF = "0012:dismiss_staff"
REINSTATE_STAFF = "0013:reinstate_staff"
ASSIGN_STAFF = "0014:assign_staff"


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One of the staff. `locked_until` is in the future or None; `must_change` says the password is a first one."""

    code: str
    name: str
    name_en: str
    role: Role
    branch_code: str
    active: bool
    must_change: bool
    locked_until: datetime | None


class StaffCare:
    def __init__(self, store: Store, clock: Clock, staff: StaffService, terminal: str) -> None:
        self._store = store
        self._clock = clock
        self._staff = staff
        self._terminal = terminal

    def all(self) -> tuple[StaffLine, ...]:
        """By branch and code, those who left included."""
        now = self._clock.now()
        with self._store.reading() as reader:
            rows = reader.session.exec(select(Staff).order_by(col(Staff.branch_code), col(Staff.code)))
            return tuple(
                StaffLine(
                    one.code,
                    one.name,
                    one.name_en,
                    one.role,
                    one.branch_code,
                    one.active,
                    one.must_change,
                    one.locked_until if one.locked_until and one.locked_until > now else None,
                )
                for one in rows
            )

    def renew_password(self, code: str, password: str) -> str:
        """A new first password, to be changed at the next sign-in; a lock is lifted. Raises BadInput, Refusal."""
        hashed = self._staff.first_password(password)

        def renew(_: SqlSession, staff: Staff) -> None:
            _require_here(staff)
            staff.password_hash, staff.must_change = hashed, True
            staff.failed_count, staff.locked_until = 0, None

        return self._write(code, RENEW_PASSWORD, renew)

    def dismiss(self, code: str) -> str:
        """Somebody leaves: from now on nothing is done under this code. Raises BadInput, Refusal."""

        def leave(sql: SqlSession, staff: Staff) -> None:
            _require_here(staff)
            _require_another_administrator(sql, staff)
            staff.active = False

        return self._write(code, DISMISS_STAFF, leave)

    def reinstate(self, code: str) -> str:
        """Somebody comes back, with the password of before. Raises BadInput, Refusal."""

        def come_back(_: SqlSession, staff: Staff) -> None:
            if staff.active:
                raise Refusal("staff_is_active", staff=staff.code)
            staff.active = True

        return self._write(code, REINSTATE_STAFF, come_back)

    def assign(self, code: str, *, role: Role | None = None, branch_code: str | None = None) -> str:
        """Another role, another branch; None leaves it as it is. Raises BadInput, Refusal."""

        def move(sql: SqlSession, staff: Staff) -> None:
            _require_here(staff)
            if branch_code is not None and sql.get(Branch, branch_code) is None:
                raise BadInput("branch_code", "branch_unknown", branch=branch_code)
            if (role or staff.role, branch_code or staff.branch_code) == (staff.role, staff.branch_code):
                raise BadInput("role", "nothing_assigned")
            if role is not None and role is not Role.ADMINISTRATOR:
                _require_another_administrator(sql, staff)
            staff.role, staff.branch_code = role or staff.role, branch_code or staff.branch_code

        return self._write(code, ASSIGN_STAFF, move)

    def _write(self, code: str, label: str, change: Callable[[SqlSession, Staff], None]) -> str:
        """The change, and on record what it was before and after."""
        with self._store.writing() as uow:
            staff = uow.session.get(Staff, clean(code))
            if staff is None:
                raise BadInput("code", "staff_unknown", staff=clean(code))
            before = _standing(staff)
            change(uow.session, staff)
            uow.session.add(staff)
            uow.session.flush()
            record(
                uow,
                self._store.audit_key,
                machine_session(uow.session.get_one(Branch, staff.branch_code), self._terminal, self._clock),
                self._clock.now(),
                label,
                AuditOutcome.DONE,
                staff=staff.code,
                before=before,
                after=_standing(staff),
            )
            return staff.code


def _standing(staff: Staff) -> dict[str, object]:
    return {"role": staff.role.value, "branch": staff.branch_code, "active": staff.active}


def _require_here(staff: Staff) -> None:
    if not staff.active:
        raise Refusal("staff_left", staff=staff.code)


def _require_another_administrator(sql: SqlSession, staff: Staff) -> None:
    """Somebody has to be able to look after the house."""
    if staff.role is not Role.ADMINISTRATOR:
        return
    others = select(func.count()).where(
        Staff.role == Role.ADMINISTRATOR, col(Staff.active).is_(true()), Staff.code != staff.code
    )
    if sql.exec(others).one() == 0:
        raise Refusal("last_administrator", staff=staff.code)
