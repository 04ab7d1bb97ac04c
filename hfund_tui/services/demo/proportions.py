"""The city's proportions, where chance alone does not make them: who has signed and how, and through which channel
business came.

What the crowd draws by itself is left as it is wherever it fits. Each share is kept month by month, so it holds for
a demo of any size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hfund_tui.domain.adoption import ON_LINE_KINDS
from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.quota import claimable_months, quota
from hfund_tui.domain.vocabulary import (
    AccountState,
    Channel,
    ProxyDocumentKind,
    ProxyRelation,
    Sex,
    SummaryCode,
)
from hfund_tui.services.demo.crowd import FIRST_SIGNING
from hfund_tui.services.demo.names import Names
from hfund_tui.services.demo.numbers import Numbers
from hfund_tui.services.demo.office import Office
from hfund_tui.services.demo.portrait import (
    AccountPortrait,
    AgreementPortrait,
    Portrait,
    ProxyPortrait,
    Withdrawn,
)
from hfund_tui.services.demo.rows import WITHDRAWAL_DAY, working_day_from
from hfund_tui.services.demo.scenarios import Scenario

_PER_MILLE = 1000
ON_LINE_CHANNELS = {
    Channel.MINI_PROGRAM: 45,
    Channel.ALIPAY: 25,
    Channel.APP: 20,
    Channel.WEBSITE: 8,
    Channel.SELF_VOICE: 2,
}
"""How business that comes on line is divided, by weight; no source says."""
SIGNS_ON_LINE = (Channel.MINI_PROGRAM, Channel.MINI_PROGRAM, Channel.APP, Channel.ALIPAY, Channel.ALIPAY)
_MOST_MONTHS_CLAIMED = 14
_RELATIONS = (ProxyRelation.SPOUSE,) * 3 + (ProxyRelation.CHILD, ProxyRelation.PARENT, ProxyRelation.FRIEND)


class Proportions:
    """Settles one member after the other; the same *seed* always settles the same."""

    def __init__(self, seed: int, office: Office, policies: PolicyBook) -> None:
        self._random = Random(f"{seed} proportions")
        self._numbers = Numbers(Random(f"{seed} proxies"))
        self._names = Names(self._random, office.per_mille["one_character_given_name"])
        self._office = office
        self._policies = policies
        self._share = office.per_mille
        self._books_begin = Month.of(office.books_begin) + 1
        self._last = Month.of(office.business_date)
        self._paying = self._signed = self._proxies = 0
        self._business: Counter[Month] = Counter()
        self._on_line: Counter[Month] = Counter()
        self._withdrawals: Counter[Month] = Counter()
        self._four: Counter[Month] = Counter()

    def painted(self, scenarios: Iterable[Scenario]) -> None:
        """Count what the scenarios' stories do at the counter."""
        for one in scenarios:
            for step in one.story:
                if step.operation is OperationCode.SIGN_AGREEMENT and step.approved_by:
                    self._signed += 1
                elif step.operation.value in ON_LINE_KINDS:
                    month = Month.of(step.on)
                    for counter in (self._business, self._withdrawals, self._four):
                        counter[month] += 1

    def keep(self, portrait: Portrait) -> Portrait:
        """A member painted by hand: only the channel of what was withdrawn is chosen."""
        self._count(portrait)
        taken = portrait.account.withdrawn
        if taken is None or taken.month < self._books_begin:
            return portrait
        on_line = self._wants_on_line(taken.month) and _signed_before(portrait, taken.month)
        return _withdrawing(portrait, self._counted(taken, on_line=on_line))

    def settle(self, portrait: Portrait) -> Portrait:
        """A member of the crowd, with whatever the proportions still want."""
        portrait = self._signing(portrait)
        self._count(portrait)
        return self._withdrawal(portrait)

    # Signing.

    def _count(self, portrait: Portrait) -> None:
        if portrait.account.state is AccountState.NORMAL:
            self._paying += 1
            self._signed += _has_signed(portrait)

    def _signing(self, portrait: Portrait) -> Portrait:
        agreement, account = portrait.agreement, portrait.account
        if agreement is None and self._could_sign(portrait) and self._wants_signed():
            first = max(account.opened_on, FIRST_SIGNING)
            agreement = AgreementPortrait(self._working_day(first, self._before_festival))
        if agreement is None or agreement.terminated_on is not None:
            return portrait
        if account.state is AccountState.NORMAL and not self._wants_signed():
            return replace(portrait, agreement=None)
        agreement = self._dated(account.opened_on, agreement)
        if agreement.channel is not Channel.COUNTER or not self._chance("signed_by_proxy"):
            return replace(portrait, agreement=agreement)
        proxies = (*portrait.proxies, self._proxy(agreement.signed_on))
        return replace(portrait, agreement=replace(agreement, by_proxy=True), proxies=proxies)

    def _wants_signed(self) -> bool:
        """Whether the share of those who have signed wants one more."""
        return self._signed * _PER_MILLE < self._share["signed"] * (self._paying + 1)

    def _could_sign(self, portrait: Portrait) -> bool:
        account = portrait.account
        return (
            account.state is AccountState.NORMAL
            and not account.password_is_initial
            and account.opened_on < self._before_festival
            and any(one.class_one and one.unlinked_on is None for one in portrait.cards)
        )

    def _dated(self, opened: date, agreement: AgreementPortrait) -> AgreementPortrait:
        """Few came to a counter after the Spring Festival of 2020: most had signed before, some waited for the day
        on which they could by telephone."""
        today = self._office.business_date
        if agreement.channel is not Channel.COUNTER or Month.of(agreement.signed_on) != self._last:
            return agreement
        if self._chance("signs_on_the_first_morning"):
            return AgreementPortrait(today, self._random.choice(SIGNS_ON_LINE))
        if opened >= self._before_festival or self._chance("signs_after_the_festival"):
            return agreement
        year_before = self._last.first_day.replace(year=self._last.year - 1) + timedelta(days=31)
        return replace(
            agreement, signed_on=self._working_day(max(opened, year_before), self._before_festival)
        )

    @property
    def _before_festival(self) -> date:
        return self._office.festival - timedelta(days=1)

    def _proxy(self, signed_on: date) -> ProxyPortrait:
        self._proxies += 1
        sex = self._random.choice((Sex.MALE, Sex.FEMALE))
        birth = self._numbers.day_between(date(1955, 1, 1), date(1990, 12, 31))
        issued = signed_on - timedelta(days=self._random.randint(1, 20))
        days = self._policies.on(self._office.business_date).count("proxy.default_validity_days")
        return ProxyPortrait(
            name=self._names.common(sex),
            id_no=self._numbers.resident("440300", birth, sex),
            birth_date=birth,
            relation=self._random.choice(_RELATIONS),
            document_kind=ProxyDocumentKind.NOTARISED_POA,
            notary=self._random.choice(self._office.notaries),
            certificate_no=f"({issued.year})示签民字第{self._proxies:06}号",
            issued_on=issued,
            valid_to=issued + timedelta(days=days - 1),
            matters=frozenset({Matter.SELF_SERVICE_AGREEMENT}),
        )

    # Business.

    def _withdrawal(self, portrait: Portrait) -> Portrait:
        """What was withdrawn since the books begin: over the counter or on line, as the month wants. Without the
        agreement it can't come on line, and is left out where that is wanted."""
        taken = portrait.account.withdrawn
        if taken is None or taken.month < self._books_begin:
            taken = self._one_more(portrait)
        if taken is None:
            return portrait
        on_line = self._wants_on_line(taken.month)
        if on_line and not _signed_before(portrait, taken.month):
            return _withdrawing(portrait, None)
        return _withdrawing(portrait, self._counted(taken, on_line=on_line))

    def _one_more(self, portrait: Portrait) -> Withdrawn | None:
        """A rent withdrawal on line, in a month that is behind its share, or after the festival."""
        account = portrait.account
        if account.state is not AccountState.NORMAL or account.frozen is not None:
            return None
        for month in months_between(max(account.first_contribution, self._books_begin), self._last):
            late = month == self._last and self._chance("withdrew_after_the_festival")
            if (late or self._is_behind(month)) and _signed_before(portrait, month):
                return self._rent(account, month)
        return None

    def _rent(self, account: AccountPortrait, month: Month) -> Withdrawn | None:
        """The quota of some months up to this one; None where there is nothing to be had."""
        before = account.withdrawn.month + 1 if account.withdrawn else account.first_contribution
        first = max(before, account.first_contribution, month - self._random.randrange(_MOST_MONTHS_CLAIMED))
        policy = self._policies.on(min(month.last_day, self._office.business_date))
        kind = OperationCode.RENT_WITHDRAWAL
        months = claimable_months(
            policy=policy, application=month, first_contribution=first, last_withdrawal=None
        )
        paid = min(month, account.paid_through) - max(account.first_contribution, self._books_begin) + 1
        balance = account.opening_fen + account.monthly_due_fen * max(paid, 0)
        amount = min(quota(kind, account.monthly_due_fen, months, policy).amount_fen, balance)
        return Withdrawn(month, SummaryCode(kind.value), amount) if amount else None

    def _on_line_share(self, month: Month) -> int:
        return self._share["on_line_after_the_festival" if month == self._last else "on_line"]

    def _wants_on_line(self, month: Month) -> bool:
        """Whether the month's next piece of business should come on line."""
        most = self._on_line_share(month) * (self._business[month] + 1) + _PER_MILLE // 2
        return (self._on_line[month] + 1) * _PER_MILLE <= most

    def _is_behind(self, month: Month) -> bool:
        """Whether a month would still be below its share with one more on line."""
        wanted = self._on_line_share(month) * (self._business[month] + 1)
        return self._business[month] > 0 and (self._on_line[month] + 1) * _PER_MILLE < wanted

    def _counted(self, taken: Withdrawn, *, on_line: bool) -> Withdrawn:
        """With its channel. Every so many withdrawals are of another kind than the four."""
        month = taken.month
        self._business[month] += 1
        self._withdrawals[month] += 1
        self._on_line[month] += on_line
        channel = Channel.COUNTER
        if on_line:
            channel = self._random.choices(list(ON_LINE_CHANNELS), list(ON_LINE_CHANNELS.values()))[0]
        if (self._four[month] + 1) * _PER_MILLE <= self._share["four_kinds"] * self._withdrawals[month]:
            self._four[month] += 1
            return replace(taken, channel=channel)
        return replace(taken, channel=channel, summary=SummaryCode.ANOTHER_WITHDRAWAL)

    # Drawing.

    def _chance(self, key: str) -> bool:
        return self._random.randrange(_PER_MILLE) < self._share[key]

    def _working_day(self, first: date, last: date) -> date:
        """A working day from *first* to *last*, or the next one after it."""
        day = first + timedelta(days=self._random.randrange((last - first).days + 1))
        return working_day_from(day, self._policies.calendar)


def _has_signed(portrait: Portrait) -> bool:
    return portrait.agreement is not None and portrait.agreement.terminated_on is None


def _signed_before(portrait: Portrait, month: Month) -> bool:
    """Whether the agreement was in force on the day of the month on which withdrawals are posted."""
    agreement = portrait.agreement
    day = month.first_day.replace(day=WITHDRAWAL_DAY)
    return agreement is not None and agreement.signed_on < day and agreement.terminated_on is None


def _withdrawing(portrait: Portrait, taken: Withdrawn | None) -> Portrait:
    account: AccountPortrait = replace(portrait.account, withdrawn=taken)
    return replace(portrait, account=account)
