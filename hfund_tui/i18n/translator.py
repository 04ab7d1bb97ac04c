"""From codes and values to the reader's language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Protocol

from hfund_tui.domain.decision import Shown, term_key
from hfund_tui.domain.money import format_yuan
from hfund_tui.domain.names import BilingualName
from hfund_tui.i18n.catalogue import catalogue, message
from hfund_tui.i18n.message import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfund_tui.domain.months import Month

    Param = str | int | date | Month | Shown | BilingualName | None


class CodedError(Protocol):
    """An error that carries a code and parameters instead of a sentence."""

    @property
    def code(self) -> str: ...

    @property
    def params(self) -> Mapping[str, Param]: ...


class Translator:
    """Puts messages and values into one language: ``t("workbench.found", n=3)``.

    Values that come from data keep every character they had; what is returned is text to show, never markup.
    """

    __slots__ = ("language",)

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, /, **params: Param) -> str:
        """The message of a key with its parameters filled in. Raises KeyError for an unknown key."""
        template = message(key).template(self.language, params.get("n"))
        if not params:
            return template
        return template.format(**{name: self.value(value) for name, value in params.items()})

    def value(self, value: Param) -> str:
        """One parameter as text."""
        match value:
            case None:
                return self("format.none")
            case Shown():
                return self.shown(value)
            case StrEnum():
                return self.term(value)
            case datetime():
                return self.instant(value)
            case date():
                return self.day(value)
            case BilingualName(zh, en):
                return zh if self.language is Language.ZH else en
            case _:
                return str(value)

    def money(self, fen: int) -> str:
        """Yuan with two decimals and thousands commas: 780000 fen is "7,800.00"."""
        return format_yuan(fen)

    def day(self, day: date) -> str:
        return day.isoformat()

    def month(self, month: Month) -> str:
        return str(month)

    def instant(self, instant: datetime) -> str:
        """Local date and time of the fund, to the minute. `instant` must be aware."""
        return _local(instant).strftime("%Y-%m-%d %H:%M")

    def clock(self, instant: datetime) -> str:
        """Local time of day of the fund, to the minute. `instant` must be aware."""
        return _local(instant).strftime("%H:%M")

    def ratio(self, decimal_text: str) -> str:
        """A share as a percentage without needless zeros: "0.65" is "65%"."""
        percent = Decimal(decimal_text) * 100
        return f"{percent.normalize():f}%"

    def term(self, member: StrEnum) -> str:
        """The word for a value of the vocabulary."""
        return self(term_key(member))

    def citation(self, citation: str) -> str:
        """What a finding cites: "withdrawal_rules:15" is 「提取管理规定 第15条」."""
        source, _, article = citation.partition(":")
        title = self(f"source.{source}")
        return self("citation.article", source=title, article=article) if article else title

    def error(self, error: CodedError) -> tuple[str, str]:
        """What is wrong, and what to do about it."""
        return self(f"error.{error.code}.what", **error.params), self(
            f"error.{error.code}.do", **error.params
        )

    def _card(self, card: str) -> str:
        """The bank by its name, if it is one of the collection banks, and the last four digits."""
        bank, _, last_four = card.partition(" ")
        known = catalogue().get(f"vocabulary.bank.{bank}")
        return f"{known.template(self.language, None) if known else bank} {last_four}"

    def bound(self, rule: str, wanted: Shown) -> str | None:
        """What a rule wants where any value within a limit will do: "at least 0.01"; None elsewhere."""
        key = f"finding.{rule}.wanted"
        return self(key, wanted=wanted) if key in catalogue() else None

    def _insurance(self, known: str) -> str:
        """The status, and the days that go with it where there are any."""
        status, last_paid, settled_on = known.split("|")
        parts = [self(status)]
        if last_paid:
            parts.append(self("format.insurance.last_paid", month=last_paid))
        if settled_on:
            parts.append(self("format.insurance.settled_on", day=settled_on))
        return self("format.list_separator").join(parts)

    def shown(self, shown: Shown) -> str:
        """A value in the form it asks to be read in."""
        value = shown.value
        match shown.kind:
            case "money":
                return self.money(int(value or 0))
            case "count":
                number = int(value or 0)
                return self(shown.unit, n=number) if shown.unit else f"{number:,}"
            case "months":
                first, _, last = str(value).partition("/")
                return first if first == last else self("format.month_span", first=first, last=last)
            case "ratio":
                return self.ratio(str(value))
            case "term":
                return self(str(value))
            case "terms":
                return self("format.list_separator").join(self(key) for key in str(value).split("|"))
            case "card":
                return self._card(str(value))
            case "insurance":
                return self._insurance(str(value))
            case "flag":
                return self("format.yes" if value else "format.no")
            case "none":
                return self("format.none")
            case "day" | "month" | "text":
                return str(value)


@cache
def _fund_zone() -> tzinfo:
    """China's time zone; machines without a time zone database get its fixed offset (no summer time since 1991)."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=8))


def _local(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).astimezone(_fund_zone())
