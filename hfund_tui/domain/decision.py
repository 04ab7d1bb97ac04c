"""Findings and decisions: every answer explains itself.

A rule never says only yes or no. It says what it looked at, what it found, what it wanted, where that is
written and what would change the outcome. All rules of a plan are always evaluated, so that a member hears
every reason at once and comes back once.

Nothing here is a sentence: values carry their kind, and the edge turns them into the reader's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from hfund_tui.domain.months import Month

ShownKind = Literal[
    "money",
    "count",
    "day",
    "month",
    "months",
    "ratio",
    "term",
    "terms",
    "card",
    "insurance",
    "text",
    "flag",
    "none",
]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with the way it is to be read: the language-neutral form of everything a person is shown.

    `value` is fen for money, an integer for count, ISO text for day and month, "first/last" for months,
    a decimal text for ratio, a message key for term, message keys joined by "|" for terms, bank code and last
    four digits for card; for insurance the status's message key, the last month paid and the day on which it was
    settled, joined by "|" and empty where there is none.
    `unit` is a message key printed after a count (``unit.months``).
    """

    kind: ShownKind
    value: str | int | bool | None = None
    unit: str | None = None

    def canonical(self) -> list[str | int | bool | None]:
        """The form that is hashed and stored."""
        return [self.kind, self.value, self.unit]

    @classmethod
    def from_canonical(cls, stored: list[str | int | bool | None]) -> Shown:
        kind, value, unit = stored
        return cls(kind, value, unit)  # type: ignore[arg-type]


NOTHING = Shown("none")


def money(fen: int) -> Shown:
    return Shown("money", fen)


def count(number: int, unit: str | None = None) -> Shown:
    return Shown("count", number, unit)


def day(value: date | None) -> Shown:
    return Shown("day", value.isoformat()) if value else NOTHING


def month(value: Month | None) -> Shown:
    return Shown("month", str(value)) if value else NOTHING


def month_span(first: Month, last: Month) -> Shown:
    return Shown("months", f"{first}/{last}")


def ratio(decimal_text: str) -> Shown:
    return Shown("ratio", decimal_text)


def card(bank_code: str, last_four: str) -> Shown:
    """A payout card as people name it: its bank and last four digits."""
    return Shown("card", f"{bank_code} {last_four}")


def insurance(status: StrEnum, last_paid: Month | None, settled_on: date | None) -> Shown:
    """What is known of somebody's social insurance."""
    last, settled = (str(last_paid or ""), settled_on.isoformat() if settled_on else "")
    return Shown("insurance", f"{term_key(status)}|{last}|{settled}")


def text(value: str | None) -> Shown:
    """Free text from data. It stays data: it is never read as markup or as a message key."""
    return Shown("text", value) if value else NOTHING


def flag(value: bool) -> Shown:
    return Shown("flag", value)


def term(member: StrEnum | str) -> Shown:
    """A word of a closed list (``vocabulary.account_state.sealed``) or any other message key."""
    return Shown("term", term_key(member))


def terms(members: Sequence[StrEnum | str]) -> Shown:
    """Several words of closed lists, in the order given."""
    return Shown("terms", "|".join(term_key(one) for one in members)) if members else NOTHING


def term_key(member: StrEnum | str) -> str:
    """The message key of an enumeration value; a plain string is a key already."""
    if not isinstance(member, StrEnum):
        return member
    name = type(member).__name__
    snake = "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
    return f"vocabulary.{snake}.{member.value}"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would change the outcome: a code whose words are `remedy.<code>`, its values, and where to go.

    `operation` names the operation that brings the remedy about, so that a screen can offer its key.
    """

    code: str
    params: tuple[tuple[str, Shown], ...] = ()
    operation: str | None = None


def remedy(code: str, *, operation: str | None = None, **params: Shown) -> Remedy:
    return Remedy(code, tuple(sorted(params.items())), operation)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule looked at and found.

    `passed` is False when the rule stands in the way. A passed finding may still carry a remedy: then it is
    advice. `overridable` says that a second person may let it pass for a stated reason. `form` marks a rule
    about what is still to be filled in, as opposed to one about the member: it can't be submitted at all.
    """

    code: str
    passed: bool
    found: Shown
    wanted: Shown
    citation: str
    remedy: Remedy | None = None
    overridable: bool = False
    assumption: bool = False
    form: bool = False

    def canonical(self) -> dict[str, object]:
        return {
            "code": self.code,
            "passed": self.passed,
            "found": self.found.canonical(),
            "wanted": self.wanted.canonical(),
        }


class Verdict(StrEnum):
    """The outcome of all findings together."""

    ALLOWED = "allowed"
    NEEDS_OVERRIDE = "needs_override"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """All findings of one question, in the order the rules stand."""

    findings: tuple[Finding, ...]

    @property
    def failed(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if not f.passed)

    @property
    def unfinished(self) -> tuple[Finding, ...]:
        """What is still to be filled in or ticked before anything can be submitted."""
        return tuple(f for f in self.findings if f.form and not f.passed)

    @property
    def failed_first(self) -> tuple[Finding, ...]:
        """Failed findings first, then advice, then the rest: the order in which people read them."""
        return tuple(sorted(self.findings, key=lambda f: (f.passed, f.remedy is None)))

    @property
    def verdict(self) -> Verdict:
        failed = self.failed
        if not failed:
            return Verdict.ALLOWED
        if all(f.overridable for f in failed):
            return Verdict.NEEDS_OVERRIDE
        return Verdict.REFUSED

    @property
    def first_obstacle(self) -> Finding | None:
        """The failed finding to show when there is room for one: one that nobody can override, if any."""
        failed = self.failed
        return next((f for f in failed if not f.overridable), failed[0] if failed else None)

    def finding(self, code: str) -> Finding:
        """The finding of one rule. Raises KeyError when that rule was not asked."""
        for one in self.findings:
            if one.code == code:
                return one
        raise KeyError(code)
