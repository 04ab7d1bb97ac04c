"""What is asked for about a loan."""

from __future__ import annotations

from dataclasses import dataclass

from hfund_tui.domain.operation import ChecklistItem, OperationCode
from hfund_tui.domain.request import Request
from hfund_tui.domain.vocabulary import CoRepayerRelation, PrepaymentEffect, RepaymentMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRequest(Request):
    """A change to a loan, by one of its borrowers."""

    contract_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepayEarly(LoanRequest):
    """Repay a part of the principal (fen) early, or all of it with its interest when `amount_fen` is None.

    `effect` says what a part does to the rest; it means nothing where all is repaid.
    """

    amount_fen: int | None
    effect: PrepaymentEffect = PrepaymentEffect.KEEP_INSTALMENT

    @property
    def operation(self) -> OperationCode:
        return OperationCode.EARLY_REPAYMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortenTerm(LoanRequest):
    """Repay what is left in so many months."""

    months: int

    @property
    def operation(self) -> OperationCode:
        return OperationCode.SHORTEN_TERM


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRepaymentAccount(LoanRequest):
    """Debit instalments from another account of the applicant's own: the linked card's, or one with a proof.

    With `linked_card` bank and number are the card's, and stay empty here.
    """

    bank_code: str = ""
    account_no: str = ""
    linked_card: bool = False

    @property
    def operation(self) -> OperationCode:
        return OperationCode.CHANGE_REPAYMENT_ACCOUNT

    @property
    def more_papers(self) -> tuple[ChecklistItem, ...]:
        """Whose the linked card is, the bank said when it was linked."""
        return () if self.linked_card else (ChecklistItem.OWN_ACCOUNT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRepaymentMethod(LoanRequest):
    method: RepaymentMethod

    @property
    def operation(self) -> OperationCode:
        return OperationCode.CHANGE_REPAYMENT_METHOD


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDueDay(LoanRequest):
    due_day: int

    @property
    def operation(self) -> OperationCode:
        return OperationCode.CHANGE_DUE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class SignCoRepayment(LoanRequest):
    """A parent or child of the borrower agrees to repay from the own fund account. The member is the co-repayer.

    `version` is that of the text that was shown.
    """

    relation: CoRepayerRelation
    version: str

    @property
    def operation(self) -> OperationCode:
        return OperationCode.SIGN_CO_REPAYMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCoRepayment(LoanRequest):
    """The co-repayer ends the agreement."""

    @property
    def operation(self) -> OperationCode:
        return OperationCode.END_CO_REPAYMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetRepayment(LoanRequest):
    """Repay principal (fen) early from the co-repayers' fund accounts; None: as much as they and the loan allow."""

    amount_fen: int | None
    effect: PrepaymentEffect = PrepaymentEffect.KEEP_INSTALMENT

    @property
    def operation(self) -> OperationCode:
        return OperationCode.OFFSET_REPAYMENT
