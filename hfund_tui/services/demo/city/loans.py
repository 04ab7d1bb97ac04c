"""The loans of a block. Sums are round ones, so a few hundred schedules serve a city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache

from hfund_tui.domain.loans.schedule import Terms, schedule
from hfund_tui.domain.money import FEN_PER_YUAN
from hfund_tui.domain.vocabulary import HomeKind, LoanState, PaymentState, RepaymentMethod
from hfund_tui.services.demo.city.block import Block
from hfund_tui.services.demo.city.books import TAKEN_OVER, Books
from hfund_tui.services.demo.city.calendar import StoredDays
from hfund_tui.services.demo.loan_rows import NO_MONEY
from hfund_tui.services.demo.numbers import repayment_account_no
from hfund_tui.services.demo.office import DemoBank, Office

_YEARS = (5, 10, 15, 20, 20, 25, 30, 30)
_FEWEST, _MOST = 15, 90
_MISSED = 0.05
_METHODS = tuple(RepaymentMethod)
_ANY_DAY = date(2000, 1, 1)
_IN_EVERY_MONTH = 28


@lru_cache(maxsize=2048)
def _instalments(
    principal_fen: int, rate: str, months: int, method: RepaymentMethod
) -> tuple[int, list[tuple[int, int, int]]]:
    """The regular part, and principal, interest and what is left of each instalment: they do not depend on days."""
    terms = Terms(principal_fen, Fraction(rate) / 100, months, method, _ANY_DAY, _ANY_DAY.day)
    return terms.regular, [
        (row.principal_fen, row.interest_fen, row.balance_fen) for row in schedule(terms).rows
    ]


class CityLoans:
    def __init__(self, office: Office, days: StoredDays) -> None:
        self._office = office
        self._days = days
        self._due_today = office.business_date.day
        self._taken_over = TAKEN_OVER.toordinal()

    def add(
        self,
        block: Block,
        books: Books,
        draw: Callable[[], float],
        ordinal: int,
        member: tuple[int, str, str],
        bank: DemoBank,
        opened: int,
    ) -> None:
        """A loan of the *member* (id, name, identity number), paid out since the account was *opened*."""
        member_id, name, id_no = member
        office, days = self._office, self._days
        disbursed = days.working_day[days.today - 1 - int(min(draw(), draw()) * (days.today - opened))]
        years = _YEARS[int(draw() * len(_YEARS))]
        rate = office.rate_to_5_years if years <= 5 else office.rate_above_5_years
        months, method = years * 12, _METHODS[int(draw() * len(_METHODS))]
        principal = (_FEWEST + int(draw() * (_MOST - _FEWEST + 1))) * 10_000 * FEN_PER_YUAN
        regular, rows = _instalments(principal, rate, months, method)
        contract = f"DK{days.text[disbursed][:4]}{ordinal:08}"
        branch = office.branches[ordinal % len(office.branches)].code
        since = days.text[disbursed]
        due_day, first = min(int(since[8:]), _IN_EVERY_MONTH), days.month_of[disbursed] + 1
        fallen = min(max(days.last_month - first + (due_day <= self._due_today), 0), months)
        due = [self._due(first + index, due_day) for index in range(max(fallen, 1))]
        paid = fallen - (fallen > 0 and fallen < months and draw() < _MISSED)
        balance = rows[paid - 1][2] if paid else principal
        ended = due[paid - 1] if balance == 0 else None
        state = LoanState.SETTLED if ended else LoanState.OVERDUE if paid < fallen else LoanState.NORMAL
        home, lent = HomeKind.FIRST.value, (principal, months, since, balance, state.value, ended)
        block.rows["loan"].append((contract, member_id, branch, bank.code, home, *lent))
        terms = block.add(
            "loan_terms",
            contract,
            since,
            principal,
            rate,
            months,
            method.value,
            due[0],
            due_day,
            regular,
            0,
            ended,
        )
        account_no = repayment_account_no(bank.card_prefix, contract)
        account = block.add("repayment_account", contract, bank.code, account_no, name, id_no, since)
        for index in range(fallen):
            principal_fen, interest_fen, _ = rows[index]
            paid_on = due[index] if index < paid else None
            instalment = block.add(
                "loan_instalment",
                contract,
                terms,
                index + 1,
                due[index],
                principal_fen,
                interest_fen,
                0,
                paid_on,
            )
            if paid_on is None:
                order = (contract, instalment, branch, account, bank.code, account_no, name)
                sums = (principal_fen + interest_fen, principal_fen, interest_fen, 0)
                ending = (
                    due[index],
                    PaymentState.FAILED.value,
                    f"{due[index]}T02:00:00.000000Z",
                    due[index],
                    NO_MONEY,
                )
                block.add("debit_order", *order, *sums, *ending)
        self._post(books, contract, principal, disbursed, rows[:paid], due)

    def _due(self, month: int, day: int) -> str:
        year, month0 = divmod(month, 12)
        return f"{year}-{month0 + 1:02}-{day:02}"

    def _post(
        self,
        books: Books,
        contract: str,
        principal: int,
        disbursed: int,
        paid: list[tuple[int, int, int]],
        due: list[str],
    ) -> None:
        if disbursed > self._taken_over:
            before = 0
            books.lent[self._days.text[disbursed]].append((contract, principal))
        else:
            taken_over = TAKEN_OVER.isoformat()
            before = sum(1 for _, day in zip(paid, due, strict=False) if day <= taken_over)
            owed = paid[before - 1][2] if before else principal
            if owed:
                books.lent_before.append((contract, owed))
        for (principal_fen, interest_fen, _), day in zip(paid[before:], due[before:], strict=False):
            books.repaid[day].append((contract, principal_fen, interest_fen))
