"""Staff: signing in, proving who one is, passwords."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import select

from hfund_tui.db import turns
from hfund_tui.db.tables import Branch, Staff
from hfund_tui.domain.identifiers import check_id
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import AuditOutcome, Role
from hfund_tui.services.authority import channel_of
from hfund_tui.services.clock import Clock
from hfund_tui.services.day import open_day_of
from hfund_tui.services.entries import longest
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.proven import Proven
from hfund_tui.services.records import record
from hfund_tui.services.session import Session, machine_session
from hfund_tui.services.store import Store

SIGN_IN = "0001:sign_in"
SIGN_OUT = "0002:sign_out"
UNLOCK = "0003:unlock"
CHANGE_PASSWORD = "0004:change_password"
ADD_STAFF = "0005:add_staff"
PROVE = "0006:prove_identity"


@dataclass(frozen=True, slots=True)
class NewStaff:
    """A staff member to be. The password is a first one and must be changed at the first sign-in."""

    code: str
    name: str
    name_en: str
    role: Role
    branch_code: str
    id_no: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A sign-in of the demo branch, shown on its sign-in screen."""

    code: str
    password: str
    name: str
    name_en: str
    role: Role


class StaffService:
    """Everything about staff. Passwords are kept as argon2id hashes only."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        policies: PolicyBook,
        terminal: str,
        demo_accounts: tuple[DemoAccount, ...] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._terminal = terminal
        self._demo_accounts = demo_accounts
        self._hasher = PasswordHasher()
        self._decoy: str | None = None

    def demo_accounts(self) -> tuple[DemoAccount, ...]:
        """The demo's sign-ins; empty in production."""
        return self._demo_accounts

    def sign_in(self, staff_code: str, password: str) -> Session:
        """Open a session at this terminal.

        Raises Refusal: sign_in_failed (also for an unknown code), staff_locked, staff_inactive, day_closed.
        """
        code = clean(staff_code)
        staff = self._check(code, password, SIGN_IN)
        with self._store.writing(turns.staff(code)) as uow:
            row = uow.session.get_one(Staff, code)
            branch = uow.session.get_one(Branch, row.branch_code)
            today = open_day_of(uow.session, row.branch_code)
            if today is None:
                raise Refusal("no_open_day", branch=BilingualName(branch.name, branch.name_en))
            now = self._clock.now()
            row.last_sign_in_at = now
            uow.session.add(row)
            session = Session(
                id=secrets.token_urlsafe(12),
                staff_code=code,
                staff_name=row.name,
                staff_name_en=row.name_en,
                role=staff.role,
                branch_code=branch.code,
                branch_name=branch.name,
                branch_name_en=branch.name_en,
                terminal=self._terminal,
                channel=channel_of(staff.role),
                business_date=today,
                signed_in_at=now,
                must_change_password=row.must_change,
            )
            record(
                uow, self._store.audit_key, session, now, SIGN_IN, AuditOutcome.DONE, session_id=session.id
            )
        return session

    def sign_out(self, session: Session) -> None:
        with self._store.writing(turns.NOTHING) as uow:
            now = self._clock.now()
            record(
                uow, self._store.audit_key, session, now, SIGN_OUT, AuditOutcome.DONE, session_id=session.id
            )

    def unlock(self, session: Session, password: str) -> None:
        """The operator is back at the locked terminal. Raises Refusal; wrong passwords count."""
        self._check(session.staff_code, password, UNLOCK, session)

    def prove(self, session: Session, staff_code: str, password: str) -> Proven:
        """Somebody else proves who he or she is at this terminal. Raises Refusal; wrong passwords count."""
        return self._check(clean(staff_code), password, PROVE, session)

    def prove_at_door(self, staff_code: str, password: str) -> Proven:
        """Somebody proves who he or she is while nobody is signed in. Raises Refusal; wrong passwords count."""
        return self._check(clean(staff_code), password, PROVE)

    def change_password(self, session: Session, old: str, new: str) -> Session:
        """Replace the operator's own password; the session returned is free of the duty to change it."""
        self._check(session.staff_code, old, CHANGE_PASSWORD, session)
        self._check_new_password(session, old, new)
        hashed = self._hashed("new_password", new)
        with self._store.writing(turns.staff(session.staff_code)) as uow:
            row = uow.session.get_one(Staff, session.staff_code)
            row.password_hash = hashed
            row.must_change = False
            uow.session.add(row)
            now = self._clock.now()
            record(uow, self._store.audit_key, session, now, CHANGE_PASSWORD, AuditOutcome.DONE)
        return replace(session, must_change_password=False)

    def add(self, new: NewStaff) -> str:
        """Add a staff member; the author is whoever may run commands on this machine. Raises BadInput."""
        on = self._clock.now().date()
        identity = check_id(new.id_no, on=on)
        code, name = clean(new.code), clean(new.name)
        if not code.isascii() or not code.isalnum() or len(code) > 20:
            raise BadInput("code", "bad_staff_code")
        name_en = clean(new.name_en) or name
        most = longest("staff", "name")
        if not name:
            raise BadInput("name", "empty")
        if max(len(name), len(name_en)) > most:
            raise BadInput("name", "name_too_long", most=most)
        if not identity.valid:
            raise BadInput("id_no", "bad_staff_id")
        hashed = self.first_password(new.password)
        with self._store.writing() as uow:
            sql = uow.session
            branch = sql.get(Branch, new.branch_code)
            if branch is None:
                raise BadInput("branch_code", "branch_unknown", branch=new.branch_code)
            if sql.get(Staff, code) is not None:
                raise BadInput("code", "staff_exists", staff=code)
            if sql.exec(select(Staff.code).where(Staff.id_no == identity.value)).first() is not None:
                raise BadInput("id_no", "staff_id_exists")
            sql.add(
                Staff(
                    code=code,
                    name=name,
                    name_en=name_en,
                    role=new.role,
                    branch_code=new.branch_code,
                    id_no=identity.value,
                    password_hash=hashed,
                )
            )
            record(
                uow,
                self._store.audit_key,
                machine_session(branch, self._terminal, self._clock),
                self._clock.now(),
                ADD_STAFF,
                AuditOutcome.DONE,
                staff=code,
                role=new.role.value,
            )
        return code

    def first_password(self, password: str) -> str:
        """The hash to keep of a password that somebody else chose. Raises BadInput."""
        least = self._policies.on(self._clock.now().date()).count("house.staff_password_length")
        if len(password) < least:
            raise BadInput("password", "password_too_short", least=least)
        return self._hashed("password", password)

    def _check_new_password(self, session: Session, old: str, new: str) -> None:
        least = self._policies.on(session.business_date).count("house.staff_password_length")
        if len(new) < least:
            raise BadInput("new_password", "password_too_short", least=least)
        if new == old or session.staff_code in new:
            raise BadInput("new_password", "password_too_easy")

    def _check(self, code: str, password: str, operation: str, session: Session | None = None) -> Proven:
        """Whether the password is this person's. Takes as long for an unknown code as for a known one.

        The slow comparison runs outside of any transaction; counting the failure is one of its own. What
        happened meanwhile counts: guesses at several terminals at once are locked out together.
        """
        compared = self._standing(code)
        fits = self._matches(compared.password_hash if compared else None, password)
        staff, now = self._standing(code), self._clock.now()
        fits = fits and compared is not None and staff is not None and _same_password(compared, staff)
        if staff is None:
            raise Refusal("sign_in_failed")
        if not staff.active:
            raise Refusal("staff_inactive" if fits else "sign_in_failed")
        if staff.locked_until is not None and staff.locked_until > now:
            raise Refusal("staff_locked", until=staff.locked_until)
        if not fits:
            self._count_failure(code, operation, session)
        elif staff.failed_count or staff.locked_until is not None:
            self._forget_failures(code)
        return Proven(staff.code, staff.name, staff.role, staff.id_no, staff.branch_code)

    def _standing(self, code: str) -> Staff | None:
        with self._store.reading() as reader:
            return reader.session.get(Staff, code)

    def _matches(self, hashed: str | None, password: str) -> bool:
        if hashed is None:
            self._decoy = self._decoy or self._hasher.hash(secrets.token_hex(8))
        try:
            return self._hasher.verify(hashed or self._decoy or "", password) and hashed is not None
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False

    def _hashed(self, field_name: str, password: str) -> str:
        """The hash to keep. Raises BadInput for a text that has no bytes."""
        try:
            return self._hasher.hash(password)
        except UnicodeEncodeError as problem:
            raise BadInput(field_name, "unstorable") from problem

    def _count_failure(self, code: str, operation: str, session: Session | None) -> None:
        """Count a wrong password and lock when there were too many. Always raises Refusal."""
        now = self._clock.now()
        with self._store.writing(turns.staff(code)) as uow:
            row = uow.session.get_one(Staff, code)
            policy = self._policies.on(session.business_date if session else now.date())
            if row.locked_until is not None and row.locked_until > now:
                raise Refusal("staff_locked", until=row.locked_until)
            allowed = policy.count("house.sign_in_failures")
            row.failed_count += 1
            left = allowed - row.failed_count
            if left <= 0:
                row.failed_count = 0
                row.locked_until = now + timedelta(minutes=policy.count("house.sign_in_lock_minutes"))
            until = row.locked_until
            uow.session.add(row)
            branch = uow.session.get_one(Branch, row.branch_code)
            author = session or machine_session(branch, self._terminal, self._clock)
            record(
                uow,
                self._store.audit_key,
                author,
                now,
                operation,
                AuditOutcome.REFUSED,
                reason="locked" if left <= 0 else "wrong_password",
                staff=code,
            )
        if left <= 0 and until is not None:
            raise Refusal("staff_locked", until=until)
        raise Refusal("sign_in_failed_left", n=left)

    def _forget_failures(self, code: str) -> None:
        with self._store.writing(turns.staff(code)) as uow:
            row = uow.session.get_one(Staff, code)
            row.failed_count = 0
            row.locked_until = None
            uow.session.add(row)


def _same_password(before: Staff, after: Staff) -> bool:
    return before.password_hash == after.password_hash
