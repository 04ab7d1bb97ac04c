"""The members of a block with what belongs to them, in the proportions of the city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.money import FEN_PER_YUAN
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.quota import claimable_months, quota
from hfund_tui.domain.vocabulary import (
    AccountState,
    AgreementKind,
    AgreementState,
    CardState,
    Channel,
    FamilyRelation,
    Freeze,
    FreezeCause,
    SummaryCode,
)
from hfund_tui.services.demo import numbers as branch_numbers
from hfund_tui.services.demo.city import numbers
from hfund_tui.services.demo.city.block import Block
from hfund_tui.services.demo.city.books import TAKEN_OVER, Books, Held
from hfund_tui.services.demo.city.calendar import StoredDays
from hfund_tui.services.demo.city.loans import CityLoans
from hfund_tui.services.demo.city.making import Draw, Making, Person
from hfund_tui.services.demo.city.names import CityNames
from hfund_tui.services.demo.city.papers import CityPapers
from hfund_tui.services.demo.office import Office, read_demo
from hfund_tui.services.demo.proportions import ON_LINE_CHANNELS

_SIGNED, _OF = 7, 11
"""4.2 of 6.6 million had signed: seven of every eleven."""
_BASES = 4096
_WORKING_AGE = 18
_FAMILIES_OF_THE_OLDER = 1.2
"""The younger have no families yet; the older make up for them."""
_MOST_MONTHS_CLAIMED = 14
_CAUSES = (FreezeCause.COURT,) * 6 + (FreezeCause.PROCURATORATE, FreezeCause.ERROR)

_LINKED, _SPOUSE = CardState.LINKED.value, FamilyRelation.SPOUSE.value
_SELF_SERVICE, _RESIDENT = AgreementKind.SELF_SERVICE.value, IdKind.RESIDENT.value
_IN_FORCE, _TERMINATED = AgreementState.IN_FORCE.value, AgreementState.TERMINATED.value
_ENDED = {one.value: one for one in (AccountState.CLOSED, AccountState.TRANSFERRED_OUT, AccountState.SEALED)}


@dataclass(slots=True)
class _Employer:
    number: int
    rate_bp: int
    late: bool


class CityMaker:
    """Makes any block; the same *seed* makes the same."""

    def __init__(self, seed: int, office: Office, policies: PolicyBook, texts: Mapping[str, str]) -> None:
        self._seed = seed
        self._office = office
        self._policies = policies
        self._policy = policies.on(office.business_date)
        self._share = {name: share / 1000 for name, share in office.per_mille.items()}
        self._days = StoredDays(office, policies)
        self._identities = numbers.Identities()
        self._names = CityNames(seed, office)
        self._loans = CityLoans(office, self._days)
        self._papers = CityPapers(office, policies, texts, self._days, self._identities, self._names)
        self._banks = [bank for bank in office.banks for _ in range(bank.weight)]
        self._cards = {bank.code: numbers.Cards(bank.card_prefix) for bank in office.banks}
        self._channels = [channel for channel, weight in ON_LINE_CHANNELS.items() for _ in range(weight)]
        employers = read_demo("employers")
        self._heads, self._tails = employers["heads"], employers["tails"]
        self._trades, self._forms = employers["trades"], employers["forms"]
        self._sizes: list[tuple[int, int]] = [
            (size["from"], size["to"]) for size in employers["sizes"] for _ in range(size["weight"])
        ]
        self._rates = [int(rate) * 100 for rate, weight in employers["rates"].items() for _ in range(weight)]
        self._bases = self._drawn_bases(Random(f"{seed} city bases").random)
        self._quota = lru_cache(maxsize=65_536)(self._quota_of)

    @property
    def most(self) -> int:
        """How many members there are numbers for."""
        return self._identities.most

    def block(self, number: int, first: int, members: int, last: dict[str, int]) -> Block:
        """Block *number*: so many *members*, the first of whom is the *first* one of the city, counted from 1.
        *last* are the last numbers of the tables' rows."""
        made = Block(last)
        block = Making(made, Books(self._days.booked), Random(f"{self._seed} city {number}").random)
        ordinal, end = first, first + members
        while ordinal < end:
            ordinal = self._employer(block, ordinal, end)
        block.books.write(made)
        return made

    def _employer(self, block: Making, first: int, end: int) -> int:
        """An employer with its members; answers the ordinal of the first member that is not its own."""
        draw = block.draw
        fewest, most = self._sizes[int(draw() * len(self._sizes))]
        last = min(first + fewest + int(draw() * (most - fewest + 1)), end)
        rate = self._rates[int(draw() * len(self._rates))]
        number = block.rows.next("employer")
        name, uscc = self._employer_name(number), numbers.employer_uscc(number)
        block.rows.rows["employer"].append((number, branch_numbers.employer_account_no(number), name, uscc))
        employer = _Employer(number, rate, draw() < self._share["late_employer"])
        begin = len(block.books.held)
        for ordinal in range(first, last):
            self._member(block, ordinal, employer)
        block.books.employers.append((4 + int(draw() * 11), begin, len(block.books.held)))
        return last

    def _employer_name(self, number: int) -> str:
        """Another one for each number, as long as there are any left."""
        rest, head = divmod(number, len(self._heads))
        parts = []
        for words in (self._tails, self._tails, self._trades, self._forms, self._tails):
            rest, at = divmod(rest, len(words))
            parts.append(words[at])
        third = parts.pop() if number >= len(self._heads) * 20 * 20 * 16 * 3 else ""
        return f"深圳市{self._heads[head]}{parts[0]}{parts[1]}{third}{parts[2]}{parts[3]}"

    # One member.

    def _member(self, block: Making, ordinal: int, employer: _Employer) -> None:
        draw, days, share, books = block.draw, self._days, self._share, block.books
        person, opened, first = self._person(block, ordinal)
        state, sealed_on, through = self._state(draw, first, employer)
        normal, ended = (
            state is AccountState.NORMAL,
            state in (AccountState.CLOSED, AccountState.TRANSFERRED_OUT),
        )
        if normal:
            block.normal += 1
            signed = block.normal * _SIGNED % _OF < _SIGNED
        else:
            signed = not ended and draw() < share["signed"]
        initial = not signed and draw() < share["unsigned_initial_password"]
        base = self._bases[int(draw() * _BASES)]
        due = (base * employer.rate_bp + 5000) // 10_000
        before = 0 if ended else max(min(through, days.taken_over_month) - first + 1, 0)
        opening = 2 * due * before * (60 + int(draw() * 41)) // 100
        paid = tuple(month for month in books.months if first <= month <= through)
        held = Held(numbers.account_no(ordinal), opening, 2 * due, paid)
        books.held.append(held)
        withdrawn = None
        if normal and not initial and first <= days.last_month - 3 and draw() < share["ever_withdrawn"]:
            withdrawn = days.taken_over_month - int(min(draw(), draw()) * (days.taken_over_month - first))
        freeze = self._freeze(draw) if not ended else _NOT_FROZEN
        if not ended:
            signed_on = self._belongings(block, person, opened, signed, initial, normal)
            if normal and freeze is _NOT_FROZEN and signed_on is not None:
                withdrawn = self._withdrawal(block, held, first, signed_on) or withdrawn
        block.rows.rows["account"].append(
            (
                held.account_no,
                person.member_id,
                employer.number,
                state.value,
                days.text[opened],
                days.month_text[first],
                days.month_text[through],
                sealed_on,
                sealed_on if ended else None,
                base,
                employer.rate_bp,
                employer.rate_bp,
                due,
                due,
                held.left_fen,
                0,
                *freeze,
                _TAKEN_OVER if opening else None,
                days.month_text[withdrawn] if withdrawn else None,
                int(initial),
                1,
            )
        )

    def _person(self, block: Making, ordinal: int) -> tuple[Person, int, int]:
        """A member, the day (ordinal) the account was opened, and the month of the first contribution."""
        draw, days, share = block.draw, self._days, self._share
        place, day, order = self._identities.person(ordinal)
        sex = numbers.sex_of(order)
        kind, home, chance = IdKind.RESIDENT, place, draw()
        if chance < share["hong_kong_macau_taiwan"]:
            kind = (IdKind.HOME_RETURN_PERMIT, IdKind.TAIWAN_PERMIT)[ordinal % 2]
            name, pinyin, initials = self._names.permit(draw)
            id_no = f"{'H' if ordinal % 2 == 0 else ''}8{ordinal:07}"
        elif chance < share["hong_kong_macau_taiwan"] + share["foreign"]:
            kind = IdKind.PASSPORT
            name, pinyin, initials = self._names.foreign(draw)
            id_no = f"P8{ordinal:07}"
        else:
            name, pinyin, initials = self._names.draw(sex, draw)
            id_no = self._identities.number(place, day, order)
        resident = kind is IdKind.RESIDENT
        born = date.fromordinal(day)
        earliest = max(born.year * 12 + born.month + _WORKING_AGE * 12, days.first_month)
        first = days.last_month - int(min(draw(), draw()) * (days.last_month - earliest + 1))
        opened = days.first_day[first] + int(draw() * 4)
        member_id = block.rows.add(
            "member",
            kind.value,
            id_no,
            name,
            pinyin,
            initials,
            sex.value,
            born.isoformat(),
            numbers.mobile(ordinal),
            int(resident and draw() < share["hukou_shenzhen"]),
            0,
            days.text[opened],
        )
        return Person(ordinal, member_id, name, id_no, home if resident else None, day, order), opened, first

    def _state(self, draw: Draw, first: int, employer: _Employer) -> tuple[AccountState, str | None, int]:
        """The state of an account, since when it is sealed or ended, and the month it is paid through."""
        days, share = self._days, self._share
        if first < days.taken_over_month - 1:
            chance = draw()
            for word, state in _ENDED.items():
                chance -= share[word]
                if chance < 0:
                    begin = days.first_day[first + 1] - 1
                    day = begin + int(draw() * (days.first_day[days.taken_over_month] - begin))
                    return state, days.text[day], days.month_of[day]
        return AccountState.NORMAL, None, days.last_month - (employer.late and first < days.last_month)

    def _freeze(self, draw: Draw) -> _Freeze:
        chance = draw()
        if chance >= self._share["frozen"] + self._share["partly_frozen"]:
            return _NOT_FROZEN
        full = chance < self._share["frozen"]
        amount = 0 if full else (10 + int(draw() * 391)) * 100 * FEN_PER_YUAN
        until = self._days.text[self._days.today + 30 + int(draw() * 870)]
        writ = f"(2019)示例 0300 执{1000 + int(draw() * 9000)}号"
        cause = _CAUSES[int(draw() * len(_CAUSES))]
        return (amount, (Freeze.FULL if full else Freeze.PARTIAL).value, cause.value, writ, until)

    # What belongs to a member.

    def _belongings(
        self, block: Making, one: Person, opened: int, signed: bool, initial: bool, normal: bool
    ) -> int | None:
        """Card, family, agreement and loan; answers the day (ordinal) an agreement in force was signed."""
        draw, days, share = block.draw, self._days, self._share
        bank = self._banks[int(draw() * len(self._banks))]
        if signed or draw() >= share["unsigned_without_card"]:
            linked = days.working_day[opened + int(draw() * (days.today - opened + 1))]
            own = int(signed or draw() >= share["unsigned_class_two_card"])
            card = self._cards[bank.code].number(one.ordinal)
            block.rows.add("card", one.member_id, bank.code, card, own, one.name, _LINKED, days.text[linked])
        spouse = None
        old_enough = one.place is not None and numbers.may_have_family(one.day)
        if old_enough and draw() < share["with_family"] * _FAMILIES_OF_THE_OLDER:
            spouse = self._papers.family(block, one)
        signed_on = None
        if signed:
            signed_on = self._papers.signed(block, one, opened, spouse, normal)
        elif not initial and draw() < share["agreement_ended"]:
            self._papers.ended(block, one, opened)
        if draw() < share["with_loan"] and opened < days.today - 1:
            self._loans.add(
                block.rows, block.books, draw, one.ordinal, (one.member_id, one.name, one.id_no), bank, opened
            )
        return signed_on

    # What was withdrawn since the books begin.

    def _withdrawal(self, block: Making, held: Held, first: int, signed_on: int) -> int | None:
        """A withdrawal in one of the months of the books, by the city's shares; answers the month."""
        draw, days, share = block.draw, self._days, self._share
        month = days.last_month
        on_line_share = share["on_line_after_the_festival"]
        if draw() >= share["withdrew_after_the_festival"]:
            month, on_line_share = month - 1, share["on_line"]
            if draw() >= share["withdrew_before_the_festival"]:
                return None
        if not held.opening_fen or signed_on >= days.first_day[days.last_month - 1] + 20:
            return None
        claimed = 1 + int(draw() * min(_MOST_MONTHS_CLAIMED, month - first + 1))
        balance = held.opening_fen + held.due_fen * sum(1 for one in held.paid if one <= month)
        amount = min(self._quota(held.due_fen, month, claimed), balance)
        if not amount:
            return None
        block.business[month] += 1
        done = block.business[month]
        channel = Channel.COUNTER
        if int(done * on_line_share) > int((done - 1) * on_line_share):
            channel = self._channels[int(draw() * len(self._channels))]
        of_the_four = int(done * share["four_kinds"]) > int((done - 1) * share["four_kinds"])
        summary = SummaryCode.RENT_WITHDRAWAL if of_the_four else SummaryCode.ANOTHER_WITHDRAWAL
        held.taken[month] = amount
        block.books.withdrawals[(month, channel, summary)].append(held)
        return month

    def _quota_of(self, due_fen: int, month: int, claimed: int) -> int:
        """What so many months up to one are worth."""
        application = Month.from_index(month)
        months = claimable_months(
            policy=self._policy,
            application=application,
            first_contribution=application - (claimed - 1),
            last_withdrawal=None,
        )
        return quota(OperationCode.RENT_WITHDRAWAL, due_fen, months, self._policy).amount_fen

    # Tables.

    def _drawn_bases(self, draw: Draw) -> list[int]:
        """Contribution bases in fen: many middling wages, few high ones, some at either bound."""
        floor, cap = (self._policy.fen(f"contribution.base_{end}") for end in ("floor", "cap"))
        step = 10 * FEN_PER_YUAN
        bases = []
        for _ in range(_BASES):
            chance = draw() - self._share["base_at_floor"]
            drawn = sorted(floor + int(draw() * ((cap - floor) // step)) * step for _ in range(3))
            middling = (drawn[0] + drawn[1]) // (2 * step) * step
            bases.append(floor if chance < 0 else cap if chance < self._share["base_at_cap"] else middling)
        return bases


_Freeze = tuple[int, str, str | None, str | None, str | None]
_NOT_FROZEN: _Freeze = (0, Freeze.NONE.value, None, None, None)
_TAKEN_OVER = TAKEN_OVER.isoformat()
