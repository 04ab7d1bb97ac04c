"""One-time codes: made, sealed, sent to the mobile number on file, and compared with what is said back.

A code exists in clear only on its way to the member. It is good for one member, one purpose, a few minutes and
a few tries, and ends when it is used.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db.tables import Member, OneTimeCode
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.text import drop_separators, fold_full_width
from hfund_tui.domain.vocabulary import CodePurpose
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.chance import SYSTEM_CHANCE, Chance
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.notices import NoticeAdapter, OutgoingNotice
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

_DIGITS = 6


class OneTimeCodes:
    def __init__(
        self, store: Store, clock: Clock, adapter: NoticeAdapter, chance: Chance = SYSTEM_CHANCE
    ) -> None:
        self._store = store
        self._clock = clock
        self._adapter = adapter
        self._chance = chance

    def prepare(
        self,
        uow: UnitOfWork,
        session: Session,
        member_id: int,
        purpose: CodePurpose,
        policy: Policy,
        *,
        within: str = "",
    ) -> Callable[[], None]:
        """Seal a new code in the caller's transaction, ending the one before it; what is returned sends it, and is
        called once the transaction has ended. `within` names what it is for alone, such as one call.
        Raises Refusal without a mobile number and after too many codes.
        """
        sql, now = uow.session, self._clock.now()
        mobile = sql.get_one(Member, member_id).mobile
        if mobile is None:
            raise Refusal("code_no_mobile")
        sent = sql.exec(
            select(func.count())
            .select_from(OneTimeCode)
            .where(OneTimeCode.member_id == member_id, col(OneTimeCode.sent_at) > now - timedelta(hours=1))
        ).one()
        if sent >= policy.count("one_time_code.per_hour"):
            raise Refusal("code_too_many")
        before = _live(sql, member_id, purpose)
        if before is not None:
            before.ended_at = now
            sql.add(before)
            sql.flush()
        code = self._make()
        minutes = policy.count("one_time_code.minutes")
        row = OneTimeCode(
            member_id=member_id,
            purpose=purpose,
            seal=self._seal(member_id, purpose, code, within),
            sent_by=session.staff_code,
            sent_at=now,
            expires_at=now + timedelta(minutes=minutes),
        )
        sql.add(row)
        sql.flush()
        t = Translator(Language.ZH)
        words = t("notice.sender") + t(f"one_time_code.{purpose.value}", code=code, minutes=minutes)
        outgoing = OutgoingNotice(f"code-{row.id:08d}", mobile, words, now)
        return lambda: self._adapter.deliver(outgoing)

    def check(
        self,
        uow: UnitOfWork,
        member_id: int,
        purpose: CodePurpose,
        given: str,
        policy: Policy,
        *,
        within: str = "",
    ) -> bool:
        """Whether what was said back is right, in the caller's transaction; a right code ends with it.

        Raises BadInput when no code is live: none was sent, it is too old, or it was guessed at too often.
        """
        sql, now = uow.session, self._clock.now()
        row = _live(sql, member_id, purpose)
        if row is None or row.expires_at <= now:
            raise BadInput("answer", "code_expired")
        digits = drop_separators(fold_full_width(given))
        right = hmac.compare_digest(row.seal, self._seal(member_id, purpose, digits, within))
        row.tries += not right
        if right or row.tries >= policy.count("one_time_code.tries"):
            row.ended_at = now
        sql.add(row)
        sql.flush()
        return right

    def _make(self) -> str:
        return self._chance.digits(_DIGITS)

    def _seal(self, member_id: int, purpose: CodePurpose, code: str, within: str) -> str:
        said = f"one-time-code|{purpose.value}|{member_id}|{within}|{code}".encode()
        return hmac.new(self._store.audit_key, said, hashlib.sha256).hexdigest()


def _live(sql: SqlSession, member_id: int, purpose: CodePurpose) -> OneTimeCode | None:
    return sql.exec(
        select(OneTimeCode).where(
            OneTimeCode.member_id == member_id,
            OneTimeCode.purpose == purpose,
            col(OneTimeCode.ended_at).is_(None),
        )
    ).one_or_none()
