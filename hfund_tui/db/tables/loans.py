"""Housing loans: contracts, who is in them, and what has become of them since.

A schedule is stored as its terms only, one version after the other; the rows are made from them again whenever
they are looked at. Instalments that fell due are rows of their own, since they were owed.
"""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, index_where, one_per, rules
from hfund_tui.db.tables.types import Characters, Day, Digits, Fen, Flag, Id, Instant, Text, Whole, Word
from hfund_tui.domain.vocabulary import (
    CoRepayerRelation,
    HomeKind,
    LoanChange,
    LoanRole,
    LoanState,
    PaymentState,
    RepaymentMethod,
)


class Loan(Row, table=True):
    """A loan contract; ``member_id`` is the borrower's. ``balance_fen`` is the principal not repaid yet, and
    ``branch_code`` the branch that collects the instalments.

    Term and principal are those of the contract, whatever was changed since.
    """

    __tablename__ = "loan"
    __table_args__ = rules(
        check("settled", "(state = 'settled') = (settled_on IS NOT NULL)"),
        check("settled_is_repaid", "(state = 'settled') = (balance_fen = 0)"),
        check("not_more_than_lent", "balance_fen <= principal_fen"),
        sa.Index("ix_loan_member_id", "member_id"),
        sa.Index("ix_loan_state", "state"),
        index_where("ix_loan_running", "branch_code", "contract_no", where="settled_on IS NULL"),
    )

    contract_no: Annotated[str, column(Text(40), key=True, private=True)]
    member_id: Annotated[int, column(Id(), to="member.id")]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    bank_code: Annotated[str, column(Text(20))]
    home: Annotated[HomeKind, column(Word(HomeKind))]
    principal_fen: Annotated[int, column(Fen(1), private=True)]
    months: Annotated[int, column(Whole(1, 600))]
    disbursed_on: Annotated[date, column(Day())]
    balance_fen: Annotated[int, column(Fen(), private=True)]
    state: Annotated[LoanState, column(Word(LoanState))] = LoanState.NORMAL
    settled_on: Annotated[date | None, column(Day())] = None


class LoanParty(Row, table=True):
    """Somebody of a loan besides the borrower. ``member_id`` is None for whoever has no account here.

    Co-repayers are asked in the order of ``position``; their agreement is the case that signed it.
    """

    __tablename__ = "loan_party"
    __table_args__ = rules(
        one_per("loan_party_active", "contract_no", "id_no", where="ended_on IS NULL"),
        one_per("loan_party_position", "contract_no", "position", where="ended_on IS NULL"),
        check("not_the_borrower", "role <> 'borrower'"),
        check("co_repayer_has_account", "role <> 'co_repayer' OR member_id IS NOT NULL"),
        check("co_repayer_is_related", "(role = 'co_repayer') = (relation IS NOT NULL)"),
        sa.Index("ix_loan_party_member_id", "member_id"),
        index_where("ix_loan_party_joined_case", "joined_case", where="joined_case IS NOT NULL"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    contract_no: Annotated[str, column(Text(40), to="loan.contract_no", private=True)]
    role: Annotated[LoanRole, column(Word(LoanRole))]
    position: Annotated[int, column(Whole(1, 99))]
    member_id: Annotated[int | None, column(Id(), to="member.id")] = None
    id_no: Annotated[str, column(Text(20, 5), private=True)]
    name: Annotated[str, column(Text(100), private=True)]
    base_fen: Annotated[int, column(Fen(), private=True)] = 0
    relation: Annotated[CoRepayerRelation | None, column(Word(CoRepayerRelation))] = None
    joined_on: Annotated[date, column(Day())]
    joined_case: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    ended_on: Annotated[date | None, column(Day())] = None
    ended_case: Annotated[str | None, column(Text(20), to="case.case_no")] = None


class LoanTerms(Row, table=True):
    """One version of what is left to repay; never edited, only ended.

    ``rate_text`` is the yearly rate in percent, exact, such as ``3.25``; ``change`` is None for the contract's
    own terms. ``regular_fen`` and ``odd_interest_fen`` are those of `domain.loans.schedule.Terms`. A version is
    void when the case that made it was taken back.
    """

    __tablename__ = "loan_terms"
    __table_args__ = rules(
        one_per("loan_terms_in_force", "contract_no", where="ended_on IS NULL"),
        check("changed_by", "change IS NULL OR change = 'rate_change' OR case_no IS NOT NULL"),
        sa.Index("ix_loan_terms_contract_no", "contract_no"),
        sa.Index("ix_loan_terms_case_no", "case_no"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    contract_no: Annotated[str, column(Text(40), to="loan.contract_no", private=True)]
    change: Annotated[LoanChange | None, column(Word(LoanChange))] = None
    case_no: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    since: Annotated[date, column(Day())]
    principal_fen: Annotated[int, column(Fen(1), private=True)]
    rate_text: Annotated[str, column(Characters("0123456789.", 1, 10))]
    months: Annotated[int, column(Whole(1, 600))]
    method: Annotated[RepaymentMethod, column(Word(RepaymentMethod))]
    first_due: Annotated[date, column(Day())]
    due_day: Annotated[int, column(Whole(1, 31))]
    regular_fen: Annotated[int, column(Fen(), private=True)]
    odd_interest_fen: Annotated[int, column(Fen(), private=True)] = 0
    ended_on: Annotated[date | None, column(Day())] = None
    ended_case: Annotated[str | None, column(Text(20), to="case.case_no")] = None


class RepaymentAccount(Row, table=True):
    """The bank account instalments are debited from, one after the other."""

    __tablename__ = "repayment_account"
    __table_args__ = rules(
        one_per("repayment_account_in_use", "contract_no", where="ended_on IS NULL"),
        sa.Index("ix_repayment_account_contract_no", "contract_no"),
        index_where("ix_repayment_account_case_no", "case_no", where="case_no IS NOT NULL"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    contract_no: Annotated[str, column(Text(40), to="loan.contract_no", private=True)]
    bank_code: Annotated[str, column(Text(20))]
    account_no: Annotated[str, column(Digits(12, 19), private=True)]
    holder_name: Annotated[str, column(Text(100), private=True)]
    holder_id_no: Annotated[str, column(Text(20, 5), private=True)]
    since: Annotated[date, column(Day())]
    case_no: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    ended_on: Annotated[date | None, column(Day())] = None
    ended_case: Annotated[str | None, column(Text(20), to="case.case_no")] = None


class LoanInstalment(Row, table=True):
    """An instalment that fell due: row ``period`` of a version of the terms. Paid once, with its penalty."""

    __tablename__ = "loan_instalment"
    __table_args__ = rules(
        sa.UniqueConstraint("terms_id", "period"),
        check("penalty_when_paid", "penalty_fen = 0 OR paid_on IS NOT NULL"),
        sa.Index("ix_loan_instalment_contract_no", "contract_no", "due_on"),
        index_where("ix_loan_instalment_owed", "contract_no", where="paid_on IS NULL"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    contract_no: Annotated[str, column(Text(40), to="loan.contract_no", private=True)]
    terms_id: Annotated[int, column(Id(), to="loan_terms.id")]
    period: Annotated[int, column(Whole(1, 600))]
    due_on: Annotated[date, column(Day())]
    principal_fen: Annotated[int, column(Fen(), private=True)]
    interest_fen: Annotated[int, column(Fen(), private=True)]
    penalty_fen: Annotated[int, column(Fen(), private=True)] = 0
    paid_on: Annotated[date | None, column(Day())] = None


class DebitOrder(Row, table=True):
    """An order to the bank to debit a repayment account: an instalment, or an early repayment of a case.

    A failed order stays failed: an instalment gets a new one, an early repayment is asked for again.
    """

    __tablename__ = "debit_order"
    __table_args__ = rules(
        check("of_one_thing", "(instalment_id IS NULL) <> (case_no IS NULL)"),
        check("goes_at_once", "state NOT IN ('held', 'redirected')"),
        check("amount_is_the_sum", "amount_fen = principal_fen + interest_fen + penalty_fen"),
        one_per("debit_order_case", "case_no", where="case_no IS NOT NULL"),
        one_per(
            "debit_order_instalment",
            "instalment_id",
            where="instalment_id IS NOT NULL AND state IN ('queued', 'sent', 'paid')",
        ),
        sa.Index("ix_debit_order_contract_no", "contract_no"),
        sa.Index("ix_debit_order_state", "state"),
        sa.Index("ix_debit_order_file_no", "file_no", "line_no"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    contract_no: Annotated[str, column(Text(40), to="loan.contract_no", private=True)]
    instalment_id: Annotated[int | None, column(Id(), to="loan_instalment.id")] = None
    case_no: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    account_id: Annotated[int, column(Id(), to="repayment_account.id")]
    bank_code: Annotated[str, column(Text(20))]
    account_no: Annotated[str, column(Digits(12, 19), private=True)]
    holder_name: Annotated[str, column(Text(100), private=True)]
    amount_fen: Annotated[int, column(Fen(1), private=True)]
    principal_fen: Annotated[int, column(Fen(), private=True)]
    interest_fen: Annotated[int, column(Fen(), private=True)]
    penalty_fen: Annotated[int, column(Fen(), private=True)] = 0
    business_date: Annotated[date, column(Day())]
    state: Annotated[PaymentState, column(Word(PaymentState))] = PaymentState.QUEUED
    created_at: Annotated[datetime, column(Instant())]
    file_no: Annotated[str | None, column(Text(30), to="payment_file.file_no")] = None
    line_no: Annotated[int | None, column(Whole(1, 10**7))] = None
    result_on: Annotated[date | None, column(Day())] = None
    result_reason: Annotated[str | None, column(Text(200, 0))] = None


class LoanOffset(Row, table=True):
    """What a co-repayer's fund account gave to repay a loan early. Void when the case was taken back."""

    __tablename__ = "loan_offset"
    __table_args__ = rules(
        sa.UniqueConstraint("case_no", "account_no"),
        sa.Index("ix_loan_offset_account_no", "account_no", "posted_on"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    contract_no: Annotated[str, column(Text(40), to="loan.contract_no", private=True)]
    case_no: Annotated[str, column(Text(20), to="case.case_no")]
    account_no: Annotated[str, column(Digits(11), to="account.account_no", private=True)]
    amount_fen: Annotated[int, column(Fen(1), private=True)]
    posted_on: Annotated[date, column(Day())]
    void: Annotated[bool, column(Flag())] = False
