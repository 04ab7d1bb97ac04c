"""What a line of a member file does: opens an account, adjusts a base, says nothing new, or can't be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hfund_tui.domain.contribution_rules import BASIS_POINTS, ContributionTerms
from hfund_tui.domain.decision import NOTHING, Shown, count, money, term, text
from hfund_tui.domain.masks import mask_account, mask_id, mask_name
from hfund_tui.domain.member_record import MemberRecord
from hfund_tui.domain.months import Month
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.table_file import Fault
from hfund_tui.domain.text import fold_wording
from hfund_tui.domain.vocabulary import AccountState

PRIVATE = frozenset({"member_differs", "member_id_taken"})
"""Codes whose `wanted` comes from what is on file: staff see it, whoever made the file does not."""


class MemberEffect(StrEnum):
    """What a good line does."""

    OPENS = "opens"
    ADJUSTS = "adjusts"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class MemberTerms:
    """What the policy of the business day says of bases, rates (basis points) and parts."""

    contribution: ContributionTerms
    lowest_rate_bp: int
    highest_rate_bp: int

    @classmethod
    def of(cls, policy: Policy) -> MemberTerms:
        """Raises NoPolicyForDateError."""
        lowest, highest = (policy.ratio(f"contribution.rate_{name}") for name in ("minimum", "maximum"))
        return cls(
            ContributionTerms.of(Month.of(policy.day), policy),
            int(lowest * BASIS_POINTS),
            int(highest * BASIS_POINTS),
        )


@dataclass(frozen=True, slots=True)
class OnFile:
    """An account as it is on file, with its owner."""

    account_no: str
    employer_no: str
    state: AccountState
    name: str
    id_no: str
    base_fen: int
    personal_rate_bp: int
    employer_rate_bp: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around a line: the account of that number, the account of that person (both None where there
    is none), the name of the employer (None for a number nobody has), the line of the same file that named the
    account or the person before, and whether it is about one of those who take it in, or a relative of theirs."""

    account: OnFile | None
    account_of_person: str | None
    employer_name: str | None
    earlier_line: int | None
    own: bool = False


def member_faults(
    number: int, one: MemberRecord, around: Surroundings, terms: MemberTerms
) -> tuple[Fault, ...]:
    """Everything that is wrong with a line that can be read."""
    known = around.account
    if around.earlier_line is not None:
        return (Fault(number, "", "member_twice", count(around.earlier_line)),)
    faults = [*_of_employer(number, one, around)]
    if known is not None:
        faults += _of_known(number, one, known)
    elif around.account_of_person is not None:
        shown = text(mask_account(around.account_of_person))
        faults.append(Fault(number, "ZJHM", "member_id_taken", text(mask_id(one.id_no)), shown))
    if around.own and member_effect(one, known) is not MemberEffect.KNOWN:
        faults.append(Fault(number, "ZJHM", "member_own", text(mask_id(one.id_no))))
    if one.state is AccountState.NORMAL:
        faults += _of_base(number, one, terms)
    else:
        faults += _of_rates(number, one)
    return tuple(faults)


def member_effect(one: MemberRecord, known: OnFile | None) -> MemberEffect:
    """What a line without faults does."""
    if known is None:
        return MemberEffect.OPENS
    stated = (one.base_fen, one.personal_rate_bp, one.employer_rate_bp)
    on_file = (known.base_fen, known.personal_rate_bp, known.employer_rate_bp)
    return MemberEffect.KNOWN if stated == on_file else MemberEffect.ADJUSTS


def _of_employer(number: int, one: MemberRecord, around: Surroundings) -> Iterator[Fault]:
    if around.employer_name is None and not one.employer_name:
        yield Fault(number, "DWZH", "contribution_employer", text(one.employer_no))
    same = fold_wording(one.employer_name) == fold_wording(around.employer_name or "")
    if around.employer_name is not None and one.employer_name and not same:
        yield Fault(
            number, "DWMC", "member_differs", text(one.employer_name[:30]), text(around.employer_name[:30])
        )


def _of_known(number: int, one: MemberRecord, known: OnFile) -> Iterator[Fault]:
    """An account on file stays who and what it is; only base and rates may be other ones."""

    def differs(column: str, found: Shown, wanted: Shown = NOTHING) -> Fault:
        return Fault(number, column, "member_differs", found, wanted)

    if one.id_no != known.id_no:
        yield differs("ZJHM", text(mask_id(one.id_no)), text(mask_id(known.id_no)))
    if fold_wording(one.name) != fold_wording(known.name):
        yield differs("XINGMING", text(mask_name(one.name)), text(mask_name(known.name)))
    if one.employer_no != known.employer_no:
        yield differs("DWZH", text(one.employer_no), text(known.employer_no))
    if one.state is not known.state:
        yield differs("GRZHZT", term(one.state), term(known.state))
    elif one.state is not AccountState.NORMAL and member_effect(one, known) is MemberEffect.ADJUSTS:
        yield differs("GRJCJS", money(one.base_fen), money(known.base_fen))


def _of_base(number: int, one: MemberRecord, terms: MemberTerms) -> Iterator[Fault]:
    contribution = terms.contribution
    if one.base_fen > contribution.cap_fen:
        wanted = money(contribution.cap_fen)
        yield Fault(number, "GRJCJS", "contribution_base_over", money(one.base_fen), wanted)
    if one.base_fen < contribution.floor_fen:
        wanted = money(contribution.floor_fen)
        yield Fault(number, "GRJCJS", "contribution_base_under", money(one.base_fen), wanted)
    bounds = text(f"{_percent(terms.lowest_rate_bp)} - {_percent(terms.highest_rate_bp)}")
    for column, rate_bp, stated, part in (
        ("GRJCBL", one.personal_rate_bp, one.personal_fen, "GRYJCE"),
        ("DWJCBL", one.employer_rate_bp, one.employer_fen, "DWYJCE"),
    ):
        if not terms.lowest_rate_bp <= rate_bp <= terms.highest_rate_bp:
            yield Fault(number, column, "member_rate", text(_percent(rate_bp)), bounds)
            continue
        due_fen = contribution.part(one.base_fen, rate_bp)
        if stated is not None and stated != due_fen:
            yield Fault(number, part, "contribution_amount", money(stated), money(due_fen))


def _of_rates(number: int, one: MemberRecord) -> Iterator[Fault]:
    """An account that takes no contributions keeps the rates of its time; more than the whole base is none."""
    for column, rate_bp in (("GRJCBL", one.personal_rate_bp), ("DWJCBL", one.employer_rate_bp)):
        if rate_bp > BASIS_POINTS:
            yield Fault(number, column, "member_rate", text(_percent(rate_bp)), text(_percent(BASIS_POINTS)))


def _percent(rate_bp: int) -> str:
    return f"{rate_bp // 100}.{rate_bp % 100:02}%"
