"""The door for account passwords: what the member types on the keypad goes in here, and nothing of it comes out.

The password in force, or the one-time code of a reset, is compared here; the new one is judged, hashed and handed
over. What comes back is the seal of the hand-over.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db import turns
from hfund_tui.db.tables import Account, AccountPassword, Card, Member
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.account_password import Holder, is_well_formed, weakness
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import Policy, PolicyBook
from hfund_tui.domain.vocabulary import AuditOutcome, CodePurpose, PasswordState, WeakPassword
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.facts.passwords import basis, wrong_on
from hfund_tui.services.hand_overs import Basis, HandOvers
from hfund_tui.services.one_time_codes import OneTimeCodes
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

CODE = OperationCode.SET_PASSWORD
_TOO_EASY = {
    WeakPassword.INITIAL: "account_password_initial",
    WeakPassword.SEQUENCE: "account_password_sequence",
    WeakPassword.REPEATED: "account_password_repeated",
    WeakPassword.BIRTH_DATE: "account_password_birth_date",
    WeakPassword.KNOWN_NUMBER: "account_password_known_number",
    WeakPassword.LISTED: "account_password_listed",
}


@dataclass(frozen=True, slots=True)
class _Standing:
    """The account at the moment of the look; `hashed` is None unless the password is known here."""

    account_no: str
    maker_id_no: str
    basis: Basis
    hashed: str | None
    holder: Holder


class AccountPasswordService:
    def __init__(
        self,
        store: Store,
        clock: Clock,
        policies: PolicyBook,
        codes: OneTimeCodes,
        hand_overs: HandOvers,
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._codes = codes
        self._hand_overs = hand_overs
        self._hasher = PasswordHasher()

    def hand_over(self, session: Session, member_id: int, new: str, again: str, proof: str = "") -> str:
        """Judge and keep what was typed; returns the seal for the request. A right code is used up by it.

        Raises BadInput at the field at fault (`new_password`, `again`, `proof`), Refusal while the account is
        locked or the password in force is unknown here, Conflict when it was changed meanwhile.
        """
        with refusals_recorded(self._store, self._clock, session, CODE, member_id):
            policy = self._policies.on(session.business_date)
            standing = self._standing(session, member_id)
            self._judge(standing, new, again, policy)
            match standing.basis[0]:
                case PasswordState.ELSEWHERE:
                    raise Refusal("account_password_unknown")
                case PasswordState.RESET:
                    self._compare_code(session, member_id, proof, policy)
                case PasswordState.OWN:
                    self._compare(session, member_id, standing, proof, policy)
                    if proof == new:
                        raise BadInput("new_password", "account_password_same")
                case PasswordState.INITIAL:
                    pass  # Whoever holds the identity card can read it off there.
            return self._hand_overs.keep(
                member_id,
                standing.maker_id_no,
                standing.basis,
                self._hasher.hash(self._peppered(standing.account_no, new)),
                minutes=policy.count("password.hand_over_minutes"),
            )

    def _standing(self, session: Session, member_id: int) -> _Standing:
        with self._store.reading() as reader:
            sql = reader.session
            actor = authorise(sql, session, CODE)
            account = _account(sql, member_id)
            row = sql.get(AccountPassword, account.account_no)
            return _Standing(
                account.account_no,
                actor.id_no,
                basis(sql, account),
                row.password_hash if row is not None else None,
                _holder(sql, member_id, account.account_no),
            )

    def _judge(self, standing: _Standing, new: str, again: str, policy: Policy) -> None:
        if not is_well_formed(new, policy):
            raise BadInput("new_password", "account_password_digits", n=policy.count("password.digits"))
        weak = weakness(new, standing.holder, policy)
        if weak is not None:
            raise BadInput("new_password", _TOO_EASY[weak])
        if not hmac.compare_digest(new.encode(), again.encode(errors="replace")):
            raise BadInput("again", "account_password_differs")

    def _compare_code(self, session: Session, member_id: int, proof: str, policy: Policy) -> None:
        """The code that was sent to the mobile. A wrong one counts, and is recorded."""
        if not proof:
            raise BadInput("proof", "account_code_empty")
        with self._store.writing(turns.member(member_id)) as uow:
            try:
                right = self._codes.check(uow, member_id, CodePurpose.PASSWORD_RESET, proof, policy)
            except BadInput as expired:
                raise BadInput("proof", expired.code) from expired
            if not right:
                self._record_wrong(uow, session, member_id, "wrong_code")
        if not right:
            raise BadInput("proof", "account_code_wrong")

    def _compare(
        self, session: Session, member_id: int, standing: _Standing, proof: str, policy: Policy
    ) -> None:
        """The password in force. The slow comparison runs outside of any transaction; what happened meanwhile
        counts, so that guesses at several terminals are locked out together."""
        if not proof:
            raise BadInput("proof", "account_password_empty")
        limit = policy.count("password.wrong_per_day")
        fits = self._fits(standing.hashed or "", standing.account_no, proof)
        with self._store.writing(turns.member(member_id)) as uow:
            row = uow.session.get_one(AccountPassword, standing.account_no)
            if (row.state, row.case_no) != standing.basis:
                raise Conflict("account_password_changed")
            wrong = wrong_on(row, session.business_date)
            if wrong >= limit:
                raise Refusal("account_password_locked")
            if not fits:
                row.wrong_count, row.wrong_on = wrong + 1, session.business_date
                uow.session.add(row)
                self._record_wrong(uow, session, member_id, "wrong_password")
        if not fits:
            left = limit - wrong - 1
            if left <= 0:
                raise Refusal("account_password_locked")
            raise BadInput("proof", "account_password_wrong", n=left)

    def _record_wrong(self, uow: UnitOfWork, session: Session, member_id: int, reason: str) -> None:
        record(
            uow,
            self._store.audit_key,
            session,
            self._clock.now(),
            OPERATIONS[CODE].audit_label,
            AuditOutcome.REFUSED,
            reason=reason,
            member_id=member_id,
        )

    def _fits(self, hashed: str, account_no: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, self._peppered(account_no, password))
        except (VerificationError, InvalidHashError):
            return False

    def _peppered(self, account_no: str, password: str) -> bytes:
        """A million passwords are soon tried: without the audit key the hash alone is worth nothing, and on another
        account it fits nothing."""
        said = f"account-password|{account_no}|".encode() + password.encode(errors="replace")
        return hmac.new(self._store.audit_key, said, hashlib.sha256).digest()


def _account(sql: SqlSession, member_id: int) -> Account:
    account = sql.exec(select(Account).where(Account.member_id == member_id)).one_or_none()
    if account is None:
        raise Refusal("member_unknown")
    return account


def _holder(sql: SqlSession, member_id: int, account_no: str) -> Holder:
    member = sql.get_one(Member, member_id)
    cards = sql.exec(select(col(Card.card_no)).where(Card.member_id == member_id))
    return Holder(member.id_no, member.birth_date, (account_no, member.mobile or "", *cards))
