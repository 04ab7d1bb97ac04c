"""Whether a line of a contribution list may be credited: every rule, always, so that a line comes back once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hfund_tui.domain.contribution_file import ContributionLine
from hfund_tui.domain.decision import NOTHING, Shown, count, money, month, term, text
from hfund_tui.domain.identifiers import check_account_no, check_resident_15, holder_no, widen_resident_15
from hfund_tui.domain.masks import mask_account, mask_id, mask_name
from hfund_tui.domain.money import FEN_PER_YUAN, round_half_up
from hfund_tui.domain.months import Month
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.table_file import Fault
from hfund_tui.domain.text import fold_wording
from hfund_tui.domain.vocabulary import AccountState

BASIS_POINTS = 10_000

PRIVATE = frozenset({"contribution_name", "contribution_id"})
"""Codes whose `wanted` comes from the member's file: staff see it masked, the employer not at all."""


@dataclass(frozen=True, slots=True)
class ContributionTerms:
    """What the policy says of one month: bounds of the base in fen, the unit of rounding in fen, the length of
    account numbers, and whether months are paid one after the other."""

    month: Month
    cap_fen: int
    floor_fen: int
    unit_fen: int
    account_digits: int
    in_order: bool

    @classmethod
    def of(cls, month: Month, policy: Policy) -> ContributionTerms:
        """`policy` is that of the month's first day. Raises NoPolicyForDateError."""
        return cls(
            month,
            policy.fen("contribution.base_cap"),
            policy.fen("contribution.base_floor"),
            ROUNDING[policy.word("contribution.rounding")],
            policy.count("house.account_no_length"),
            policy.flag("contribution.in_order"),
        )

    def part(self, base_fen: int, rate_bp: int) -> int:
        """One side's part of the month, in fen: base times rate, half up to the unit, each side by itself."""
        return self.unit_fen * round_half_up(Fraction(base_fen * rate_bp, BASIS_POINTS * self.unit_fen))


ROUNDING = {"fen": 1, "yuan": FEN_PER_YUAN}
"""What the policy may round a side's part to."""


@dataclass(frozen=True, slots=True)
class Payee:
    """The account a line names, and its owner. Rates in basis points."""

    account_no: str
    employer_no: str
    state: AccountState
    name: str
    id_no: str
    base_fen: int
    personal_rate_bp: int
    employer_rate_bp: int
    opened_on: date
    paid_through: Month | None


def faults_of(
    line: ContributionLine,
    unreadable: Collection[str],
    payee: Payee | None,
    employer_no: str,
    terms: ContributionTerms,
    taken_at: int | None = None,
) -> tuple[Fault, ...]:
    """Everything that is wrong with a line, beside what can't be read of it (the columns in `unreadable`).

    `payee` is None for a number nobody has. `taken_at` is the line of the same file that this account was
    credited for: the month is paid by it, and a second good line for the same account is one too many.
    """
    own = payee if payee is not None and payee.employer_no == employer_no else None
    faults = [*_of_account(line, unreadable, payee, employer_no, terms), *_of_base(line, own, terms)]
    if own is None:
        return tuple(faults)
    faults += _of_amounts(line, own, terms)
    if taken_at is None:
        faults += _of_month(line, own, terms)
    elif not faults and not unreadable:
        faults.append(Fault(line.number, "GRZH", "contribution_twice", count(taken_at)))
    return tuple(faults)


def _of_base(line: ContributionLine, payee: Payee | None, terms: ContributionTerms) -> Iterator[Fault]:
    """The bounds of the policy. What the base should be they say only where it is not on file."""
    if line.base_fen is None:
        return
    is_another = payee is not None and payee.base_fen != line.base_fen
    for code, bound_fen, is_out in (
        ("contribution_base_over", terms.cap_fen, line.base_fen > terms.cap_fen),
        ("contribution_base_under", terms.floor_fen, line.base_fen < terms.floor_fen),
    ):
        if is_out:
            wanted = NOTHING if is_another else money(bound_fen)
            yield _fault(line, "GRJCJS", code, money(line.base_fen), wanted)


def _of_account(
    line: ContributionLine,
    unreadable: Collection[str],
    payee: Payee | None,
    employer_no: str,
    terms: ContributionTerms,
) -> Iterator[Fault]:
    """Whose account it is, and whether it takes contributions."""
    if "GRZH" in unreadable:
        return
    shown = text(mask_account(line.account_no))
    if not check_account_no(line.account_no, length=terms.account_digits).valid:
        yield _fault(
            line, "GRZH", "contribution_account_form", shown, count(terms.account_digits, "unit.digits")
        )
        return
    if payee is None:
        yield _fault(line, "GRZH", "contribution_account_unknown", shown)
        return
    if payee.employer_no != employer_no:
        yield _fault(line, "GRZH", "contribution_account_elsewhere", shown)
        return
    if "XINGMING" not in unreadable and fold_wording(line.name) != fold_wording(payee.name):
        yield _fault(line, "XINGMING", "contribution_name", *_masked(mask_name, line.name, payee.name))
    if "ZJHM" not in unreadable and not _same_person(line.id_no, payee.id_no):
        yield _fault(line, "ZJHM", "contribution_id", *_masked(mask_id, line.id_no, payee.id_no))
    if payee.state is AccountState.SEALED:
        yield _fault(line, "GRZH", "contribution_sealed", term(payee.state), term(AccountState.NORMAL))
    elif payee.state is not AccountState.NORMAL:
        yield _fault(line, "GRZH", "contribution_ended", term(payee.state), term(AccountState.NORMAL))


def _of_month(line: ContributionLine, payee: Payee, terms: ContributionTerms) -> Iterator[Fault]:
    """Each month once, and after the one before it."""
    last = payee.paid_through
    if last is None:
        first = Month.of(payee.opened_on)
        if terms.month < first:
            yield _fault(line, "", "contribution_month_before_opening", month(terms.month), month(first))
    elif terms.month <= last:
        yield _fault(line, "", "contribution_month_paid", month(terms.month), month(last + 1))
    elif terms.in_order and terms.month > last + 1:
        yield _fault(line, "", "contribution_month_gap", month(terms.month), month(last + 1))


def _of_amounts(line: ContributionLine, payee: Payee, terms: ContributionTerms) -> Iterator[Fault]:
    """The base is the one on file, each part what that base comes to at the account's rate."""
    if line.base_fen is not None and line.base_fen != payee.base_fen:
        yield _fault(line, "GRJCJS", "contribution_base", money(line.base_fen), money(payee.base_fen))
    for column, found, rate_bp in (
        ("GRYJCE", line.personal_fen, payee.personal_rate_bp),
        ("DWYJCE", line.employer_fen, payee.employer_rate_bp),
    ):
        wanted = terms.part(payee.base_fen, rate_bp)
        if found is not None and found != wanted:
            yield _fault(line, column, "contribution_amount", money(found), money(wanted))


def _masked(mask: Callable[[str], str], found: str, on_file: str) -> tuple[Shown, Shown]:
    """Both as they may be shown; what is on file only where it looks different."""
    shown, wanted = mask(found), mask(on_file)
    return text(shown), NOTHING if shown == wanted else text(wanted)


def _fault(line: ContributionLine, column: str, code: str, found: Shown, wanted: Shown = NOTHING) -> Fault:
    return Fault(line.number, column, code, found, wanted)


def _same_person(found: str, on_file: str) -> bool:
    """The number on file, in any of the forms in which one person may have it."""
    if found == on_file or holder_no(found) == holder_no(on_file):
        return True
    return check_resident_15(found).valid and widen_resident_15(found) == on_file
