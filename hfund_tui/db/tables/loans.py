"""Housing loans, as far as the counter shows them."""

from datetime import date
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, column, rules
from hfund_tui.db.tables.types import Characters, Day, Fen, Id, Text, Whole, Word
from hfund_tui.domain.vocabulary import LoanState, RepaymentMethod


class Loan(Row, table=True):
    """A loan contract. ``rate_text`` is the yearly rate in percent, exact, such as ``3.25``."""

    __tablename__ = "loan"
    __table_args__ = rules(sa.Index("ix_loan_member_id", "member_id"))

    contract_no: Annotated[str, column(Text(40), key=True, private=True)]
    member_id: Annotated[int, column(Id(), to="member.id")]
    bank_code: Annotated[str, column(Text(20))]
    principal_fen: Annotated[int, column(Fen(1), private=True)]
    balance_fen: Annotated[int, column(Fen(), private=True)]
    rate_text: Annotated[str, column(Characters("0123456789.", 1, 10))]
    months: Annotated[int, column(Whole(1, 600))]
    method: Annotated[RepaymentMethod, column(Word(RepaymentMethod))]
    disbursed_on: Annotated[date, column(Day())]
    due_day: Annotated[int, column(Whole(1, 28))]
    instalment_fen: Annotated[int, column(Fen(), private=True)]
    state: Annotated[LoanState, column(Word(LoanState))] = LoanState.NORMAL
    next_due_on: Annotated[date | None, column(Day())] = None
