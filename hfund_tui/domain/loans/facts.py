"""What is true of a loan when a change to it is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hfund_tui.domain.loans.penalty import Overdue
from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.vocabulary import AccountState, Freeze, HomeKind, LoanChange, LoanRole, LoanState


@dataclass(frozen=True, slots=True)
class LoanParty:
    """A person of a loan. `member_id` is None for somebody who has no account here; `base_fen` is the monthly
    contribution base."""

    role: LoanRole
    id_no: str
    name: str
    member_id: int | None
    base_fen: int
    party_id: int = 0
    agreement_id: int | None = None


@dataclass(frozen=True, slots=True)
class RepaymentAccount:
    """The bank account instalments are debited from."""

    account_id: int
    bank_code: str
    last_four: str
    holder_id_no: str


@dataclass(frozen=True, slots=True)
class CoRepayerFacts:
    """What is true of one co-repayer's fund account; `available_fen` is what could leave it."""

    account_no: str
    name: str
    id_no: str
    state: AccountState
    freeze: Freeze
    available_fen: int
    has_agreement: bool
    closure_open: bool
    deceased: bool
    offsets_this_year: int


@dataclass(frozen=True, slots=True)
class LoanStanding:
    """A loan as it stands.

    `terms` are those of what is left (None: nothing has still to fall due), their first due date the next one.
    `rate` is the yearly rate they have, or had when the last instalment fell due. `contract_months` is
    the term of the contract, `cycle_began` the last due date or the day of disbursement, from which interest
    runs. `changed_in_cycle` is what happened since. `overdue` are the instalments that were due and are
    not paid. `debit_under_way` says that an order to the repayment account has no result yet, or is still to be
    made. `co_repayers` are loaded for an offset only.
    """

    contract_no: str
    state: LoanState
    home: HomeKind
    bank_code: str
    contract_months: int
    disbursed_on: date
    terms: Terms | None
    rate: Fraction
    cycle_began: date
    changed_in_cycle: frozenset[LoanChange]
    overdue: tuple[Overdue, ...]
    parties: tuple[LoanParty, ...]
    account: RepaymentAccount | None
    debit_under_way: bool = False
    co_repayers: tuple[CoRepayerFacts, ...] = ()

    @property
    def balance_fen(self) -> int:
        return self.terms.principal_fen if self.terms else 0

    def overdue_fen(self, on: date, policy: Policy) -> int:
        """What has to be paid (fen) before anything is changed, penalty included."""
        return sum(one.with_penalty(on, self.rate, policy) for one in self.overdue)

    @property
    def borrowers(self) -> tuple[LoanParty, ...]:
        return tuple(one for one in self.parties if one.role is not LoanRole.CO_REPAYER)

    def party(self, member_id: int) -> LoanParty | None:
        return next((one for one in self.parties if one.member_id == member_id), None)
