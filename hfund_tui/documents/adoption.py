"""The figures of the agreement as a table for a spreadsheet: one figure a line, all lines alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from hfund_tui.domain.adoption import Adoption, RuleFigures, share_bp
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.table_file import BYTE_ORDER_MARK, for_spreadsheet, written
from hfund_tui.domain.vocabulary import RuleEvent
from hfund_tui.i18n import Translator
from hfund_tui.i18n.catalogue import catalogue

_Row = tuple[str | int, ...]
_COLUMNS = (
    "adoption.column.subject",
    "adoption.column.item",
    "adoption.column.month",
    "adoption.column.number",
    "adoption.column.of",
    "adoption.column.percent",
)


def adoption_table(
    adoption: Adoption, t: Translator, *, branch: BilingualName | None, staff_code: str, made_at: datetime
) -> str:
    """`branch` is whose rules and waiting cases these are; None: everybody's."""
    scope = t.value(branch) if branch is not None else t("adoption.scope.everywhere")
    head: list[_Row] = [
        (t("operation.view_adoption.title"), adoption.on.isoformat()),
        (t("adoption.column.scope"), scope),
        (t("adoption.column.made"), f"{t.instant(made_at)} {staff_code}"),
        tuple(t(key) for key in _COLUMNS),
    ]
    rows = [*head, *_members(adoption, t), *_months(adoption, t), *_rules(adoption, t)]
    return BYTE_ORDER_MARK + written([for_spreadsheet(str(cell)) for cell in row] for row in rows)


def rule_title(rule: str, t: Translator) -> str:
    """A rule by its title; by its code when it has none any more."""
    key = f"finding.{rule}.title"
    return t(key) if key in catalogue() else rule


def age_words(days: int | None, t: Translator) -> str:
    """How long cases have waited; None: longer than the rules allow."""
    if days is None:
        return t("adoption.age.more")
    return t("adoption.age.days", n=days) if days else t("adoption.age.today")


def _members(adoption: Adoption, t: Translator) -> Iterator[_Row]:
    subject, on = t("adoption.subject.members"), adoption.on.isoformat()
    yield subject, t("adoption.paying"), on, adoption.paying, "", ""
    yield _shared(subject, t("adoption.signed"), on, adoption.signed, adoption.paying)
    yield (
        subject,
        t("adoption.unsigned"),
        on,
        adoption.unsigned,
        adoption.paying,
        _percent(adoption.unsigned_bp),
    )
    for way, number in adoption.by_way.items():
        yield _shared(t("adoption.subject.ways"), t.term(way), on, number, adoption.signed)


def _months(adoption: Adoption, t: Translator) -> Iterator[_Row]:
    for one in adoption.months:
        month = str(one.month)
        for way, number in one.signed.items():
            yield t("adoption.subject.signed"), t.term(way), month, number, "", ""
        if one.ended:
            yield t("adoption.subject.signed"), t("adoption.ended"), month, one.ended, "", ""
        yield t("adoption.subject.signed"), t("adoption.left"), month, one.unsigned, "", ""
    for one in adoption.months:
        if one.withdrawals:
            four = t("adoption.four")
            yield _shared(t("adoption.subject.business"), four, str(one.month), one.four, one.withdrawals)
        if one.business:
            on_line = t("adoption.on_line")
            yield _shared(t("adoption.subject.business"), on_line, str(one.month), one.on_line, one.business)


def _rules(adoption: Adoption, t: Translator) -> Iterator[_Row]:
    span = f"{adoption.months[0].month}..{adoption.months[-1].month}"
    listed: tuple[tuple[RuleEvent, tuple[RuleFigures, ...]], ...] = (
        (RuleEvent.REFUSED, adoption.refused),
        (RuleEvent.OVERRIDDEN, adoption.overridden),
    )
    for event, rules in listed:
        for one in rules:
            title = rule_title(one.rule, t)
            yield t.term(event), title, str(adoption.months[-1].month), one.this_month, "", ""
            yield t.term(event), title, span, one.in_all, "", ""
    for age in adoption.ages:
        days = age_words(age.days, t)
        for key, number in (("adoption.pending", age.pending), ("adoption.returned", age.returned)):
            yield t(key), days, adoption.on.isoformat(), number, "", ""


def _shared(subject: str, item: str, month: str, part: int, whole: int) -> _Row:
    return subject, item, month, part, whole, _percent(share_bp(part, whole))


def _percent(bp: int | None) -> str:
    return "" if bp is None else f"{bp // 100}.{bp % 100:02}"
