"""The demo's branches, staff, banks and proportions, as ``data/demo/office.toml`` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from hfund_tui.domain.vocabulary import Role
from hfund_tui.resources import data_path


@dataclass(frozen=True, slots=True)
class DemoBranch:
    code: str
    name: str
    name_en: str
    address: str


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """A member of staff; the password is made of the code, and shown on the sign-in screen."""

    code: str
    name: str
    name_en: str
    role: Role
    branch: str
    id_no: str = field(repr=False)

    @property
    def password(self) -> str:
        return f"demo-{self.code}"


@dataclass(frozen=True, slots=True)
class DemoBank:
    code: str
    card_prefix: str
    weight: int


@dataclass(frozen=True, slots=True)
class Office:
    """`per_mille` says how many of a thousand members have what its key names; rates are in percent."""

    business_date: date
    books_begin: date
    festival: date
    branches: tuple[DemoBranch, ...]
    staff: tuple[DemoStaff, ...]
    banks: tuple[DemoBank, ...]
    per_mille: Mapping[str, int]
    rate_to_5_years: str
    rate_above_5_years: str
    notaries: tuple[str, ...]

    def staff_member(self, code: str) -> DemoStaff:
        return next(one for one in self.staff if one.code == code)

    def bank(self, code: str) -> DemoBank:
        return next(one for one in self.banks if one.code == code)

    def supervisor_of(self, branch: str) -> DemoStaff:
        """Who opens the branch's day."""
        return next(one for one in self.staff if one.branch == branch and one.role is Role.SUPERVISOR)


def read_demo(name: str) -> dict[str, Any]:
    """A parsed file of the demo's data."""
    return tomllib.loads(data_path("demo", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def office() -> Office:
    parsed = read_demo("office")
    return Office(
        business_date=parsed["business_date"],
        books_begin=parsed["books_begin"],
        festival=parsed["festival"],
        branches=tuple(DemoBranch(**one) for one in parsed["branch"]),
        staff=tuple(DemoStaff(**{**one, "role": Role(one["role"])}) for one in parsed["staff"]),
        banks=tuple(DemoBank(**one) for one in parsed["bank"]),
        per_mille=parsed["per_mille"],
        notaries=tuple(parsed["notaries"]["names"]),
        **parsed["loans"],
    )
