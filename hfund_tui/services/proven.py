"""Somebody who has proved who he or she is."""

from __future__ import annotations

from dataclasses import dataclass

from hfund_tui.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody who has just proved to be this staff member."""

    code: str
    name: str
    role: Role
    id_no: str
    branch_code: str
