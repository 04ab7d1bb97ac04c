"""How far the self-service agreement has come: figures from what the counters hold. Pure.

Shares are whole basis points (hundredths of a percent), rounded half up; None where there is nothing to take a
share of. A share and the share of the rest always make 10,000.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from hfund_tui.domain.calendar import WorkingCalendar
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.money import round_half_up
from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.operation import OperationCode, OperationNature
from hfund_tui.domain.request import CloseAccount, Withdraw
from hfund_tui.domain.vocabulary import (
    CaseStatus,
    Channel,
    RuleEvent,
    SigningEvent,
    SigningWay,
    SummaryCode,
)

MONTHS_SHOWN = 12
BASIS_POINTS = 10_000

FOUR_KINDS = frozenset(code.value for code in (*Withdraw.KINDS, *CloseAccount.KINDS))
"""The withdrawals a member with the agreement can do alone."""

WITHDRAWALS = FOUR_KINDS | {SummaryCode.ANOTHER_WITHDRAWAL.value}

ON_LINE_KINDS = WITHDRAWALS | {
    one.code.value
    for one in OPERATIONS.values()
    if one.nature is OperationNature.TRANSACTION
    and any(channel.is_self_service for channel in one.channels)
    # The second half of a closure that was counted when it was accepted.
    and one.code is not OperationCode.SETTLE_CLOSURE
}
"""Business that reaches the fund by itself or over a counter: withdrawals, and changes of loans."""

WAYS = tuple(way for way in SigningWay if way is not SigningWay.UNSIGNED)


# ---- what is counted ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signings:
    month: Month
    event: SigningEvent
    way: SigningWay
    number: int


@dataclass(frozen=True, slots=True)
class Business:
    """`kind` is an operation, or the summary code of what was taken over."""

    month: Month
    kind: str
    channel: Channel
    number: int


@dataclass(frozen=True, slots=True)
class RuleHits:
    month: Month
    event: RuleEvent
    rule: str
    number: int


@dataclass(frozen=True, slots=True)
class OpenCases:
    """Cases handed in on one day that still wait."""

    status: CaseStatus
    since: date
    number: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the counters held in one moment. Signings, business and rules of the months shown; `members` are those
    who pay."""

    members: tuple[tuple[SigningWay, int], ...]
    signings: tuple[Signings, ...]
    business: tuple[Business, ...]
    rules: tuple[RuleHits, ...]
    open_cases: tuple[OpenCases, ...]


# ---- what comes of it --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month. `unsigned` is how many of today's paying members had not signed when it ended, reckoned back from
    today by what was signed and ended since; who began or ceased to pay in between blurs it."""

    month: Month
    signed: Mapping[SigningWay, int]
    ended: int
    unsigned: int
    four: int
    withdrawals: int
    on_line: int
    business: int

    @property
    def signed_in_all(self) -> int:
        return sum(self.signed.values())

    @property
    def proxy_bp(self) -> int | None:
        """The share of what was signed in the month that a proxy signed."""
        return share_bp(self.signed.get(SigningWay.PROXY, 0), self.signed_in_all)

    @property
    def four_bp(self) -> int | None:
        return share_bp(self.four, self.withdrawals)

    @property
    def on_line_bp(self) -> int | None:
        return share_bp(self.on_line, self.business)


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How often a rule refused or was passed over: this month, and in all months shown."""

    rule: str
    this_month: int
    in_all: int


@dataclass(frozen=True, slots=True)
class Age:
    """Cases that have waited so many working days; `days` is None for those beyond the limit."""

    days: int | None
    pending: int
    returned: int


@dataclass(frozen=True, slots=True)
class Adoption:
    """The figures of one day. `by_way` adds up to `signed`, and with `unsigned` to `paying`."""

    on: date
    by_way: Mapping[SigningWay, int]
    unsigned: int
    months: tuple[MonthFigures, ...]
    refused: tuple[RuleFigures, ...]
    overridden: tuple[RuleFigures, ...]
    ages: tuple[Age, ...]

    @property
    def signed(self) -> int:
        return sum(self.by_way.values())

    @property
    def paying(self) -> int:
        return self.signed + self.unsigned

    @property
    def signed_bp(self) -> int | None:
        return share_bp(self.signed, self.paying)

    @property
    def unsigned_bp(self) -> int | None:
        signed = self.signed_bp
        return None if signed is None else BASIS_POINTS - signed

    @property
    def this_month(self) -> MonthFigures:
        return self.months[-1]

    @property
    def in_all(self) -> MonthFigures:
        """The months shown, taken together."""
        ways: dict[SigningWay, int] = {
            way: sum(one.signed.get(way, 0) for one in self.months) for way in WAYS
        }
        return MonthFigures(
            self.this_month.month,
            MappingProxyType(ways),
            sum(one.ended for one in self.months),
            self.unsigned,
            sum(one.four for one in self.months),
            sum(one.withdrawals for one in self.months),
            sum(one.on_line for one in self.months),
            sum(one.business for one in self.months),
        )

    @property
    def mean_on_line_bp(self) -> int | None:
        """The mean of the whole months' shares: each month counts alike, the one under way not at all."""
        shares = [one.on_line_bp for one in self.months[:-1] if one.on_line_bp is not None]
        return round_half_up(Fraction(sum(shares), len(shares))) if shares else None

    @property
    def months_to_go(self) -> int | None:
        """In how many months the rest will have signed at the pace of the whole months shown; None without any."""
        whole = self.months[:-1]
        net = sum(one.signed_in_all - one.ended for one in whole)
        return -(-self.unsigned * len(whole) // net) if net > 0 else None

    @property
    def waiting(self) -> int:
        return sum(one.pending + one.returned for one in self.ages)

    @property
    def overdue(self) -> int:
        return sum(one.pending + one.returned for one in self.ages if one.days is None)


def share_bp(part: int, whole: int) -> int | None:
    """*part* of *whole* in basis points, half up; None where there is no whole."""
    return round_half_up(Fraction(part * BASIS_POINTS, whole)) if whole > 0 else None


def months_shown(on: date) -> tuple[Month, ...]:
    """The months of the figures of a day: its own, and the eleven before."""
    last = Month.of(on)
    return months_between(last - (MONTHS_SHOWN - 1), last)


def figures(counted: Counted, *, on: date, calendar: WorkingCalendar, decide_within_days: int) -> Adoption:
    """What the counters come to on a day. Cases are late after *decide_within_days* working days."""
    members: Counter[SigningWay] = Counter()
    for way, number in counted.members:
        members[way] += number
    unsigned = members.pop(SigningWay.UNSIGNED, 0)
    months = months_shown(on)
    return Adoption(
        on=on,
        by_way=MappingProxyType({way: members[way] for way in WAYS if members[way]}),
        unsigned=unsigned,
        months=_months(counted, months, unsigned, unsigned + members.total()),
        refused=_rules(counted.rules, RuleEvent.REFUSED, months[-1]),
        overridden=_rules(counted.rules, RuleEvent.OVERRIDDEN, months[-1]),
        ages=_ages(counted.open_cases, on, calendar, decide_within_days),
    )


def _months(
    counted: Counted, months: tuple[Month, ...], unsigned: int, paying: int
) -> tuple[MonthFigures, ...]:
    made: list[MonthFigures] = []
    for month in reversed(months):
        signings = [one for one in counted.signings if one.month == month]
        signed: Counter[SigningWay] = Counter()
        for one in signings:
            if one.event is SigningEvent.SIGNED:
                signed[one.way] += one.number
        ended = sum(one.number for one in signings if one.event is SigningEvent.ENDED)
        business = [one for one in counted.business if one.month == month and one.kind in ON_LINE_KINDS]
        made.append(
            MonthFigures(
                month=month,
                signed=MappingProxyType({way: signed[way] for way in WAYS if signed[way]}),
                ended=ended,
                unsigned=min(max(unsigned, 0), paying),
                four=sum(one.number for one in business if one.kind in FOUR_KINDS),
                withdrawals=sum(one.number for one in business if one.kind in WITHDRAWALS),
                on_line=sum(one.number for one in business if one.channel.is_self_service),
                business=sum(one.number for one in business),
            )
        )
        unsigned += signed.total() - ended
    return tuple(reversed(made))


def _rules(hits: Iterable[RuleHits], event: RuleEvent, this_month: Month) -> tuple[RuleFigures, ...]:
    """The most frequent first."""
    now: Counter[str] = Counter()
    in_all: Counter[str] = Counter()
    for one in hits:
        if one.event is event:
            in_all[one.rule] += one.number
            now[one.rule] += one.number if one.month == this_month else 0
    made = [RuleFigures(rule, now[rule], number) for rule, number in in_all.items()]
    return tuple(sorted(made, key=lambda one: (-one.in_all, -one.this_month, one.rule)))


def _ages(cases: Iterable[OpenCases], on: date, calendar: WorkingCalendar, limit: int) -> tuple[Age, ...]:
    pending: Counter[int] = Counter()
    returned: Counter[int] = Counter()
    for one in cases:
        waited = min(calendar.between(one.since, on), limit + 1)
        counter = returned if one.status is CaseStatus.RETURNED else pending
        counter[waited] += one.number
    return tuple(
        Age(days if days <= limit else None, pending[days], returned[days]) for days in range(limit + 2)
    )
