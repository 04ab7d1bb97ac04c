"""Account passwords in tests: cheap hashes, a mobile that can be read, and the two operations done."""

from __future__ import annotations

from itertools import count
from typing import Any

from argon2 import PasswordHasher

from hfund_tui.domain.request import ResetPassword, SetPassword
from hfund_tui.services.notices import OutgoingNotice
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import house

GOOD, BETTER = "405936", "739482"
FIRST_CODE = 846193


class Mobile:
    """Takes what is sent, in the place of the file adapter."""

    def __init__(self) -> None:
        self.taken: list[OutgoingNotice] = []

    def deliver(self, notice: OutgoingNotice) -> None:
        self.taken.append(notice)

    @property
    def code(self) -> str:
        """The code that came last."""
        words = next(one.text for one in reversed(self.taken) if "验证码" in one.text)
        return words.partition("验证码 ")[2][:6]


def cheaply(station: Workstation) -> Mobile:
    """Hash as cheaply as can be, and read what is sent: every code another one."""
    codes = count(FIRST_CODE)
    station.codes._make = lambda: str(next(codes))
    station.passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    mobile = Mobile()
    station.codes._adapter = mobile
    return mobile


def setting(seal: str, member: int = 1) -> SetPassword:
    return house.complete(SetPassword(member_id=member, seal=seal))


def resetting(member: int = 1) -> ResetPassword:
    return house.complete(ResetPassword(member_id=member))


def reset(station: Workstation, session: Session, member: int = 1) -> Posted:
    return house.done(station, session, resetting(member))


def set_to(
    station: Workstation, session: Session, new: str = GOOD, *, proof: str = "", member: int = 1
) -> Any:
    """What comes of a password that is typed twice and committed."""
    seal = station.passwords.hand_over(session, member, new, new, proof)
    return house.perform(station, session, setting(seal, member))
