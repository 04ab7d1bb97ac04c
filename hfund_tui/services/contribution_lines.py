"""Looking a contribution list through against the accounts, some hundred lines at a time, and crediting them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

import sqlalchemy as sa

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import metadata
from hfund_tui.db.unit_of_work import Reader, UnitOfWork
from hfund_tui.domain.contribution_file import ContributionFile, ContributionLine
from hfund_tui.domain.contribution_rules import ContributionTerms, Payee, faults_of
from hfund_tui.domain.months import Month
from hfund_tui.domain.table_file import Fault
from hfund_tui.domain.vocabulary import Ledger, SummaryCode

AT_ONCE = 400
"""Lines of one transaction."""

_ACCOUNT = metadata.tables["account"]
_MEMBER = metadata.tables["member"]
_EMPLOYER = metadata.tables["employer"]
_LINE = metadata.tables["contribution_line"]
_FILE = metadata.tables["contribution_file"]

_payees = (
    sa.select(
        _ACCOUNT.c.account_no,
        _EMPLOYER.c.account_no.label("employer_no"),
        _ACCOUNT.c.state,
        _MEMBER.c.name,
        _MEMBER.c.id_no,
        _ACCOUNT.c.contribution_base_fen.label("base_fen"),
        _ACCOUNT.c.personal_rate_bp,
        _ACCOUNT.c.employer_rate_bp,
        _ACCOUNT.c.opened_on,
        _ACCOUNT.c.paid_through,
    )
    .join(_MEMBER, _MEMBER.c.id == _ACCOUNT.c.member_id)
    .join(_EMPLOYER, _EMPLOYER.c.id == _ACCOUNT.c.employer_id)
    .where(_ACCOUNT.c.account_no.in_(sa.bindparam("accounts", expanding=True)))
)
_taken = sa.select(_LINE.c.account_no, _LINE.c.line_no).where(
    _LINE.c.file_no == sa.bindparam("of_file"),
    _LINE.c.account_no.in_(sa.bindparam("accounts", expanding=True)),
)
_add_lines = _LINE.insert()
_paid_through = (
    _ACCOUNT.update()
    .where(_ACCOUNT.c.account_no == sa.bindparam("of_account"))
    .values(
        paid_through=sa.bindparam("month", type_=_ACCOUNT.c.paid_through.type),
        first_contribution_month=sa.func.coalesce(
            _ACCOUNT.c.first_contribution_month,
            sa.bindparam("month", type_=_ACCOUNT.c.paid_through.type),
        ),
    )
)
_count_taken = (
    _FILE.update()
    .where(_FILE.c.file_no == sa.bindparam("of_file"))
    .values(
        taken=_FILE.c.taken + sa.bindparam("more"),
        taken_fen=_FILE.c.taken_fen + sa.bindparam("more_fen", type_=sa.BigInteger()),
        batches=_FILE.c.batches + 1,
    )
)


@dataclass(frozen=True, slots=True)
class ListedEmployer:
    """The employer a list is from."""

    id: int
    account_no: str
    name: str


@dataclass(slots=True)
class LookThrough:
    """A list on its way through: what was found so far.

    `file_no` is None for a list that was never taken in. `taken` says which line each account was credited for,
    or would be; `bad` are the lines that stay out, each with everything that is wrong with it.
    """

    content: ContributionFile
    employer: ListedEmployer
    terms: ContributionTerms
    file_no: str | None = None
    good: int = 0
    good_fen: int = 0
    known: int = 0
    known_fen: int = 0
    taken: dict[str, int] = field(default_factory=dict)
    bad: list[tuple[ContributionLine, tuple[Fault, ...]]] = field(default_factory=list)

    @property
    def month(self) -> Month:
        return self.content.head.month

    def portions(self) -> Iterator[Sequence[ContributionLine]]:
        """The lines, `AT_ONCE` at a time: the same portions whenever the list comes."""
        lines = iter(self.content.lines)
        while portion := list(islice(lines, AT_ONCE)):
            yield portion

    def look(self, reader: Reader | UnitOfWork, lines: Sequence[ContributionLine]) -> list[ContributionLine]:
        """The lines of a portion that are good and were not credited yet."""
        accounts = sorted({one.account_no for one in lines})
        rows = reader.connection.execute(_payees, {"accounts": accounts})
        payees = {row.account_no: Payee(**row._mapping) for row in rows}
        if self.file_no is not None:
            found = reader.connection.execute(_taken, {"accounts": accounts, "of_file": self.file_no})
            self.taken.update((row.account_no, row.line_no) for row in found)
        return [one for one in lines if self._is_good(one, payees.get(one.account_no))]

    def _is_good(self, line: ContributionLine, payee: Payee | None) -> bool:
        taken_at = self.taken.get(line.account_no)
        if taken_at == line.number:
            self.known += 1
            self.known_fen += line.total_fen
            return False
        faults = self.content.faults.get(line.number, ())
        unreadable = {one.column for one in faults}
        if "" not in unreadable:
            employer_no = self.employer.account_no
            faults += faults_of(line, unreadable, payee, employer_no, self.terms, taken_at)
        if faults:
            self.bad.append((line, faults))
            return False
        self.taken[line.account_no] = line.number
        self.good += 1
        self.good_fen += line.total_fen
        return True


def credit(
    uow: UnitOfWork, run: LookThrough, lines: Sequence[ContributionLine], business_date: date, now: datetime
) -> int:
    """Credit good lines in one batch and let their accounts be paid through the month; the batch's number."""
    assert run.file_no is not None
    total_fen = sum(one.total_fen for one in lines)
    batch_id = post_batch(
        uow,
        [
            *(Line(Ledger.MEMBER, one.total_fen, one.account_no) for one in lines),
            Line(Ledger.COLLECTION_CLEARING, -total_fen, memo=run.file_no),
        ],
        summary=SummaryCode.CONTRIBUTION,
        business_date=business_date,
        value_date=business_date,
        created_at=now,
    )
    execute = uow.connection.execute
    execute(
        _add_lines,
        [
            {
                "employer_id": run.employer.id,
                "month": run.month,
                "account_no": one.account_no,
                "file_no": run.file_no,
                "line_no": one.number,
                "batch_id": batch_id,
                "base_fen": one.base_fen,
                "personal_fen": one.personal_fen,
                "employer_fen": one.employer_fen,
            }
            for one in lines
        ],
    )
    execute(_paid_through, [{"of_account": one.account_no, "month": run.month} for one in lines])
    execute(_count_taken, {"of_file": run.file_no, "more": len(lines), "more_fen": total_fen})
    return batch_id
