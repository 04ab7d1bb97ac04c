"""Passwords on their way from the keypad to the account: hashed, in this process's memory, and nowhere else.

A request is stored, planned, drafted and recorded; so it holds nothing but the seal of a hand-over, a random word.
The hash waits here until posting takes it from there to the one column that keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from hfund_tui.domain.vocabulary import PasswordState
from hfund_tui.services.chance import SYSTEM_CHANCE, Chance
from hfund_tui.services.clock import Clock

Basis = tuple[PasswordState, str | None]
"""The state a password was in, and the case that had made it so."""

_MOST = 100


@dataclass(frozen=True, slots=True)
class HandOver:
    """One password, for one member, from one counter. `basis` is what was in force when it was shown."""

    seal: str
    member_id: int
    maker_id_no: str = field(repr=False)
    basis: Basis
    password_hash: str = field(repr=False)
    until: datetime


class HandOvers:
    """What was handed over and not yet forgotten. Safe to call from several threads."""

    def __init__(self, clock: Clock, chance: Chance = SYSTEM_CHANCE) -> None:
        self._clock = clock
        self._chance = chance
        self._lock = Lock()
        self._waiting: dict[str, HandOver] = {}

    def keep(
        self, member_id: int, maker_id_no: str, basis: Basis, password_hash: str, *, minutes: int
    ) -> str:
        """Keep a hash for so many minutes; returns the seal under which it is found."""
        now = self._clock.now()
        kept = HandOver(
            self._chance.token(16),
            member_id,
            maker_id_no,
            basis,
            password_hash,
            now + timedelta(minutes=minutes),
        )
        with self._lock:
            fresh = [one for one in self._waiting.values() if one.until > now and one.member_id != member_id]
            self._waiting = {one.seal: one for one in (*fresh[-_MOST:], kept)}
        return kept.seal

    def find(self, seal: str, member_id: int, maker_id_no: str) -> HandOver | None:
        """What was handed over under a seal; None for anybody else's, and once its time is up."""
        with self._lock:
            found = self._waiting.get(seal)
        if found is None or found.until <= self._clock.now():
            return None
        return found if (found.member_id, found.maker_id_no) == (member_id, maker_id_no) else None
