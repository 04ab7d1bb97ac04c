"""The many members drawn at random around the few painted by hand, in the proportions of the city."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.money import FEN_PER_YUAN
from hfund_tui.domain.months import Month, add_years
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.quota import claimable_months, quota
from hfund_tui.domain.vocabulary import (
    AccountState,
    Channel,
    FamilyRelation,
    FreezeCause,
    ProxyDocumentKind,
    ProxyRelation,
    RepaymentMethod,
    Sex,
    SummaryCode,
)
from hfund_tui.services.demo import numbers
from hfund_tui.services.demo.names import Names
from hfund_tui.services.demo.numbers import Numbers
from hfund_tui.services.demo.office import DemoBank, Office, read_demo
from hfund_tui.services.demo.portrait import (
    AccountPortrait,
    AgreementPortrait,
    CardPortrait,
    EmployerPortrait,
    FamilyPortrait,
    Frozen,
    Identity,
    LoanPortrait,
    Portrait,
    ProxyPortrait,
    Withdrawn,
)
from hfund_tui.services.demo.rows import working_day_from

_YOUNGEST, _WORKING_AGE, _OLDEST = 19, 18, 62
FIRST_SIGNING = date(2015, 3, 2)
_HMT_PREFIXES = ("810000", "820000", "830000")
_OLDEST_POLICY = date(2015, 1, 1)
_MONTHS_TO_SETTLE = 3
"""Nobody withdraws in the first months of contributing."""

_KINDS = (OperationCode.RENT_WITHDRAWAL,) * 4 + (OperationCode.OTHER_HOUSING_WITHDRAWAL,)


class Crowd:
    """Draws employers with their members; the same *random* always draws the same."""

    def __init__(self, random: Random, drawn: Numbers, office: Office, policies: PolicyBook) -> None:
        self._random = random
        self._numbers = drawn
        self._office = office
        self._policies = policies
        self._policy = policies.on(office.business_date)
        self._share = office.per_mille
        self._names = Names(random, self._share["one_character_given_name"])
        employers = read_demo("employers")
        self._trades: list[str] = employers["trades"]
        self._brands = [head + tail for head in employers["heads"] for tail in employers["tails"]]
        self._forms: list[str] = employers["forms"]
        self._sizes: list[dict[str, int]] = employers["sizes"]
        self._rates: dict[str, int] = employers["rates"]
        prefectures = read_demo("places")["prefectures"]
        self._prefectures, self._prefecture_weights = list(prefectures), list(prefectures.values())
        self._first_ledger_month = Month.of(office.books_begin) + 1
        self._last_month = Month.of(office.business_date)
        self._ordinal = 0

    def employer_name(self, ordinal: int) -> str:
        """The name of the *ordinal*-th employer, counted from 0; names differ until brands and trades run out."""
        brand = self._brands[ordinal * 7 % len(self._brands)]
        trade = self._trades[(ordinal + ordinal // len(self._brands)) % len(self._trades)]
        return f"深圳市{brand}{trade}{self._forms[ordinal * 5 // 3 % len(self._forms)]}"

    def employers(self, members: int, first: int) -> Iterator[EmployerPortrait]:
        """Employers numbered from *first* until they have so many *members* together."""
        ordinal = first
        while members > 0:
            size = self._pick_weighted(self._sizes)
            hired = min(self._random.randint(size["from"], size["to"]), members)
            rate = self._random.choices(list(self._rates), list(self._rates.values()))[0]
            rate_bp = int(rate) * 100
            employer = EmployerPortrait(
                self.employer_name(ordinal), rate_bp, rate_bp, self._random.randint(5, 15)
            )
            late = self._chance("late_employer")
            employer.members.extend(self._member(employer, late=late) for _ in range(hired))
            yield employer
            members -= hired
            ordinal += 1

    # One member.

    def _member(self, employer: EmployerPortrait, *, late: bool) -> Portrait:
        self._ordinal += 1
        identity = self._identity()
        signed = self._chance("signed")
        initial = not signed and self._chance("unsigned_initial_password")
        account = self._sealed_or_ended(self._account(identity, employer, late=late, initial=initial))
        if account.closed_on is not None:
            return Portrait(identity, account)
        account = self._frozen(self._with_history(account))
        return Portrait(
            identity,
            account,
            cards=self._cards(account, signed=signed),
            agreement=self._agreement(account, signed=signed),
            family=self._family(identity) if self._chance("with_family") else (),
            proxies=(self._proxy(),) if self._chance("with_proxy") else (),
            loan=self._loan(account) if self._chance("with_loan") else None,
        )

    def _identity(self) -> Identity:
        sex = self._random.choice((Sex.MALE, Sex.FEMALE))
        birth = self._birth_date()
        mobile = self._numbers.mobile()
        if self._chance("hong_kong_macau_taiwan"):
            return self._hmt(sex, birth)
        if self._chance("foreign"):
            passport = self._numbers.serial("P", 8)
            return Identity(IdKind.PASSPORT, passport, self._names.foreign(), sex, birth, mobile, False)
        prefecture = self._random.choices(self._prefectures, self._prefecture_weights)[0]
        id_no = self._numbers.resident(f"{prefecture}00", birth, sex)
        hukou = self._chance("hukou_shenzhen")
        return Identity(IdKind.RESIDENT, id_no, self._name(sex), sex, birth, mobile, hukou)

    def _name(self, sex: Sex) -> str:
        if self._chance("minority"):
            return self._names.minority(sex)
        if self._chance("rare_name"):
            return self._names.rare()
        if self._chance("compound_surname"):
            return self._names.compound(sex)
        return self._names.common(sex)

    def _hmt(self, sex: Sex, birth: date) -> Identity:
        """Half with a residence permit built like an identity number, half with a travel permit."""
        name, mobile = self._names.hmt(sex), self._numbers.hong_kong_mobile()
        if self._random.randrange(2):
            id_no = self._numbers.resident(self._random.choice(_HMT_PREFIXES), birth, sex)
            return Identity(IdKind.HMT_RESIDENCE, id_no, name, sex, birth, mobile, False)
        kind, prefix, digits = self._random.choice(
            (
                (IdKind.HOME_RETURN_PERMIT, "H", 8),
                (IdKind.HOME_RETURN_PERMIT, "M", 8),
                (IdKind.TAIWAN_PERMIT, "", 8),
            )
        )
        return Identity(kind, self._numbers.serial(prefix, digits), name, sex, birth, mobile, False)

    def _account(
        self, identity: Identity, employer: EmployerPortrait, *, late: bool, initial: bool
    ) -> AccountPortrait:
        earliest = Month.of(add_years(identity.birth_date, _WORKING_AGE))
        earliest = max(earliest, self._policy.month("withdrawal.earliest_claimable_month"))
        # The later of two draws would favour old accounts; the smaller distance of two favours young ones.
        distance = self._last_month - earliest
        months_ago = min(self._random.randint(0, distance), self._random.randint(0, distance))
        first = self._last_month - months_ago
        unpaid = late and months_ago > 0
        return AccountPortrait(
            account_no=numbers.account_no(self._ordinal),
            opened_on=first.first_day + timedelta(days=self._random.randrange(4)),
            first_contribution=first,
            paid_through=self._last_month - 1 if unpaid else self._last_month,
            base_fen=self._base_fen(),
            personal_rate_bp=employer.personal_rate_bp,
            employer_rate_bp=employer.employer_rate_bp,
            opening_fen=0,
            password_is_initial=initial,
        )

    def _base_fen(self) -> int:
        floor, cap = (self._policy.fen(f"contribution.base_{end}") for end in ("floor", "cap"))
        if self._chance("base_at_floor"):
            return floor
        if self._chance("base_at_cap"):
            return cap
        # The mean of draws with a preference for the lower ones: many middling wages, few high ones.
        drawn = [self._random.randrange(floor, cap, 10 * FEN_PER_YUAN) for _ in range(3)]
        return sum(sorted(drawn)[:2]) // (20 * FEN_PER_YUAN) * 10 * FEN_PER_YUAN

    def _sealed_or_ended(self, account: AccountPortrait) -> AccountPortrait:
        if account.first_contribution >= self._first_ledger_month:
            return account
        for state in (AccountState.CLOSED, AccountState.TRANSFERRED_OUT):
            if self._chance(state.value):
                return self._ended(account, state)
        if self._chance("sealed"):
            last = (self._last_month - 1).first_day
            sealed = self._numbers.day_between(account.first_contribution.last_day, last)
            return replace(
                account, state=AccountState.SEALED, sealed_on=sealed, paid_through=Month.of(sealed)
            )
        return account

    def _ended(self, account: AccountPortrait, state: AccountState) -> AccountPortrait:
        """Ended before the ledger begins, with nothing left."""
        closed = self._numbers.day_between(account.first_contribution.last_day, self._office.books_begin)
        return replace(
            account, state=state, sealed_on=closed, closed_on=closed, paid_through=Month.of(closed)
        )

    def _with_history(self, account: AccountPortrait) -> AccountPortrait:
        """What had come together when the ledger begins, and the last withdrawal."""
        due, first = account.monthly_due_fen, account.first_contribution
        months_before = max(min(account.paid_through + 1, self._first_ledger_month) - first, 0)
        # Wages, and with them contributions, were lower in the years before.
        opening = due * months_before * self._random.randint(60, 100) // 100
        account = replace(account, opening_fen=opening)
        may_have = account.state is AccountState.NORMAL and not account.password_is_initial
        if not may_have or self._last_month - first < _MONTHS_TO_SETTLE or not self._chance("ever_withdrawn"):
            return account
        latest = self._last_month - first - 1
        month = self._last_month - min(self._random.randint(1, latest), self._random.randint(1, latest))
        kind = self._random.choice(_KINDS)
        on = self._policies.on(max(month.last_day, _OLDEST_POLICY))
        claimed = claimable_months(
            policy=on,
            application=month,
            first_contribution=max(first, month - self._random.randint(1, 14)),
            last_withdrawal=None,
        )
        in_ledger = max(month - max(first, self._first_ledger_month) + 1, 0)
        amount = min(quota(kind, due, claimed, on).amount_fen, opening + due * in_ledger)
        if not in_ledger:
            # Nothing in the ledger tells of it but a smaller opening balance.
            account = replace(account, opening_fen=opening - amount)
        return replace(account, withdrawn=Withdrawn(month, SummaryCode(kind.value), amount))

    def _frozen(self, account: AccountPortrait) -> AccountPortrait:
        if self._chance("frozen"):
            return replace(account, frozen=self._freeze(0))
        if self._chance("partly_frozen"):
            return replace(account, frozen=self._freeze(self._random.randint(10, 400) * 100 * FEN_PER_YUAN))
        return account

    def _freeze(self, amount_fen: int) -> Frozen:
        cause = self._random.choice((FreezeCause.COURT,) * 6 + (FreezeCause.PROCURATORATE, FreezeCause.ERROR))
        until = self._office.business_date + timedelta(days=self._random.randint(30, 900))
        number = self._random.randint(1000, 9999)
        return Frozen(cause, f"(2019)示例 0300 执{number}号", until, amount_fen)

    # What belongs to a member.

    def _cards(self, account: AccountPortrait, *, signed: bool) -> tuple[CardPortrait, ...]:
        if not signed and self._chance("unsigned_without_card"):
            return ()
        linked = self._day_since(account.opened_on)
        class_one = signed or not self._chance("unsigned_class_two_card")
        current = self._card(linked, class_one=class_one)
        if self._chance("unlinked_card_before") and linked > account.opened_on:
            before = self._card(account.opened_on, class_one=True)
            return (replace(before, unlinked_on=linked), current)
        return (current,)

    def _card(self, linked_on: date, *, class_one: bool) -> CardPortrait:
        bank = self._bank()
        return CardPortrait(bank.code, self._numbers.card(bank.card_prefix), linked_on, class_one)

    def _bank(self) -> DemoBank:
        return self._random.choices(self._office.banks, [one.weight for one in self._office.banks])[0]

    def _agreement(self, account: AccountPortrait, *, signed: bool) -> AgreementPortrait | None:
        """Signed at a counter on some day before signing went on line, which is the business date."""
        ended = not signed and not account.password_is_initial and self._chance("agreement_ended")
        if not signed and not ended:
            return None
        signed_on = self._day_since(max(account.opened_on, FIRST_SIGNING))
        if signed_on == self._office.business_date:
            return AgreementPortrait(
                signed_on, self._random.choice((Channel.MINI_PROGRAM, Channel.APP, Channel.ALIPAY))
            )
        return AgreementPortrait(signed_on, terminated_on=self._day_since(signed_on) if ended else None)

    def _family(self, identity: Identity) -> tuple[FamilyPortrait, ...]:
        owns = self._random.choice((None, False, False, True))
        checked = self._day_since(FIRST_SIGNING) if owns is not None else None
        spouse_sex = Sex.FEMALE if identity.sex is Sex.MALE else Sex.MALE
        spouse = FamilyPortrait(
            FamilyRelation.SPOUSE,
            self._names.common(spouse_sex),
            self._numbers.resident("440300", identity.birth_date + timedelta(days=400), spouse_sex),
            owns,
            checked,
        )
        if self._random.randrange(2) or identity.id_kind is not IdKind.RESIDENT:
            return (spouse,)
        child_sex = self._random.choice((Sex.MALE, Sex.FEMALE))
        born = self._numbers.day_between(date(2003, 1, 1), date(2019, 12, 31))
        return (
            spouse,
            FamilyPortrait(
                FamilyRelation.MINOR_CHILD,
                self._names.child_of(identity.name, child_sex),
                self._numbers.resident("440300", born, child_sex),
            ),
        )

    def _proxy(self) -> ProxyPortrait:
        sex = self._random.choice((Sex.MALE, Sex.FEMALE))
        birth = self._numbers.day_between(date(1955, 1, 1), date(1999, 12, 31))
        issued = self._numbers.day_between(date(2018, 6, 1), self._office.business_date - timedelta(days=3))
        days = self._policy.count("proxy.default_validity_days")
        matters = self._random.sample(list(Matter), self._random.randint(1, 3))
        return ProxyPortrait(
            name=self._names.common(sex),
            id_no=self._numbers.resident("440300", birth, sex),
            birth_date=birth,
            relation=self._random.choice(list(ProxyRelation)),
            document_kind=ProxyDocumentKind.NOTARISED_POA,
            notary=self._random.choice(self._office.notaries),
            certificate_no=f"({issued.year})示证民字第{self._numbers.serial('', 6)}号",
            issued_on=issued,
            valid_to=issued + timedelta(days=days - 1),
            matters=frozenset(matters),
        )

    def _loan(self, account: AccountPortrait) -> LoanPortrait | None:
        disbursed = self._day_since(account.opened_on)
        if disbursed == self._office.business_date:
            return None
        years = self._random.choice((5, 10, 15, 20, 20, 25, 30, 30))
        short = years <= 5
        return LoanPortrait(
            contract_no=f"DK{disbursed:%Y}{self._numbers.serial('', 7)}",
            bank_code=self._bank().code,
            principal_fen=self._random.randint(15, 90) * 10_000 * FEN_PER_YUAN,
            rate=self._office.rate_to_5_years if short else self._office.rate_above_5_years,
            months=years * 12,
            method=self._random.choice(list(RepaymentMethod)),
            disbursed_on=disbursed,
            due_day=min(disbursed.day, 28),
            missed=int(self._random.randrange(20) == 0),
        )

    # Drawing.

    def _chance(self, key: str) -> bool:
        return self._random.randrange(1000) < self._share[key]

    def _birth_date(self) -> date:
        """Working age, more young people than old ones."""
        today = self._office.business_date
        age = min(self._random.randint(_YOUNGEST, _OLDEST) for _ in range(2))
        return add_years(today, -age) - timedelta(days=self._random.randrange(1, 365))

    def _day_since(self, first: date) -> date:
        """A working day from *first* to the business date, which is one."""
        day = self._numbers.day_between(first, self._office.business_date)
        return working_day_from(day, self._policies.calendar)

    def _pick_weighted(self, choices: list[dict[str, int]]) -> dict[str, int]:
        return self._random.choices(choices, [one["weight"] for one in choices])[0]
