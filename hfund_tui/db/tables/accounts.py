"""Individual accounts and the months already claimed from them."""

from datetime import date
from typing import Annotated

import sqlalchemy as sa
from sqlmodel import Field

from hfund_tui.db.tables.base import Row, check, column, index_where, rules
from hfund_tui.db.tables.types import Day, Digits, Fen, Flag, Id, MonthType, Name, Text, Whole, Word
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import AccountState, Freeze, FreezeCause

_version: sa.Column[int] = sa.Column("version", Whole(1, 10**9), nullable=False)


class Account(Row, table=True):
    """个人账户. State and freeze are two separate things.

    Balances change only through `hfund_tui.db.ledger`. Rates are in basis points. ``version`` grows with
    every change, so that a plan made on older facts is noticed.
    """

    __tablename__ = "account"
    __table_args__ = rules(
        check("available", "balance_fen - held_fen >= 0"),
        check(
            "frozen",
            """("freeze" <> 'none' OR frozen_fen = 0) AND ("freeze" <> 'partial' OR frozen_fen > 0)""",
        ),
        check("sealed", "state <> 'sealed' OR sealed_on IS NOT NULL"),
        check("closed", "state <> 'closed' OR (closed_on IS NOT NULL AND balance_fen = 0 AND held_fen = 0)"),
        sa.Index("ix_account_employer_id", "employer_id"),
        index_where("ix_account_held", "held_fen", where="held_fen <> 0"),
    )
    __mapper_args__ = {"version_id_col": _version}

    account_no: Annotated[str, column(Digits(11), key=True, private=True)]
    member_id: Annotated[int, column(Id(), to="member.id", unique=True)]
    employer_id: Annotated[int, column(Id(), to="employer.id")]
    state: Annotated[AccountState, column(Word(AccountState))] = AccountState.NORMAL
    opened_on: Annotated[date, column(Day())]
    first_contribution_month: Annotated[Month | None, column(MonthType())] = None
    paid_through: Annotated[Month | None, column(MonthType())] = None
    sealed_on: Annotated[date | None, column(Day())] = None
    closed_on: Annotated[date | None, column(Day())] = None
    contribution_base_fen: Annotated[int, column(Fen(), private=True)]
    personal_rate_bp: Annotated[int, column(Whole(0, 10_000))]
    employer_rate_bp: Annotated[int, column(Whole(0, 10_000))]
    personal_due_fen: Annotated[int, column(Fen(), private=True)]
    employer_due_fen: Annotated[int, column(Fen(), private=True)]
    balance_fen: Annotated[int, column(Fen(), private=True)] = 0
    held_fen: Annotated[int, column(Fen(), private=True)] = 0
    frozen_fen: Annotated[int, column(Fen(), private=True)] = 0
    freeze: Annotated[Freeze, column(Word(Freeze))] = Freeze.NONE
    freeze_cause: Annotated[FreezeCause | None, column(Word(FreezeCause))] = None
    freeze_writ: Annotated[str | None, column(Text(100), private=True)] = None
    freeze_until: Annotated[date | None, column(Day())] = None
    last_interest_on: Annotated[date | None, column(Day())] = None
    last_withdrawal_month: Annotated[Month | None, column(MonthType())] = None
    password_is_initial: Annotated[bool, column(Flag())] = True
    version: int = Field(default=1, sa_column=_version)


class ClaimedMonth(Row, table=True):
    """A month whose quota was claimed. The primary key is what forbids claiming it twice."""

    __tablename__ = "claimed_month"
    __table_args__ = rules(sa.Index("ix_claimed_month_case_no", "case_no"))

    account_no: Annotated[str, column(Digits(11), key=True, to="account.account_no", private=True)]
    month: Annotated[Month, column(MonthType(), key=True)]
    operation: Annotated[OperationCode, column(Name(OperationCode))]
    case_no: Annotated[str, column(Text(20), to="case.case_no")]
    ratio_text: Annotated[str, column(Text(20))]
