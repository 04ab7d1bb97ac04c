"""Double entry: batches whose lines sum to zero, and holds on balances.

Members' balances are liabilities: an amount is positive when it is credited to the member. What loans still owe
is an asset: lending is negative, repaying positive. Lines are written
before their batch; the batch's trigger then sees them all and refuses a sum other than zero.
"""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, one_per, rules
from hfund_tui.db.tables.types import MAX_FEN, Day, Digits, Fen, Id, Instant, Text, Whole, Word
from hfund_tui.domain.vocabulary import Channel, HoldState, Ledger, SummaryCode


class JournalBatch(Row, table=True):
    """One posting. Append-only.

    ``channel`` says how members came to what was taken over from another system; of a case, the case says it.
    """

    __tablename__ = "journal_batch"
    __table_args__ = rules(
        check("channel_of_what_was_taken_over", "channel IS NULL OR case_no IS NULL"),
        sa.Index("ix_journal_batch_case_no", "case_no"),
        sa.Index("ix_journal_batch_business_date", "business_date"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    case_no: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    summary_code: Annotated[SummaryCode, column(Word(SummaryCode))]
    business_date: Annotated[date, column(Day())]
    value_date: Annotated[date, column(Day())]
    created_at: Annotated[datetime, column(Instant())]
    entry_count: Annotated[int, column(Whole(2, 10**6))]
    channel: Annotated[Channel | None, column(Word(Channel))] = None


class LedgerEntry(Row, table=True):
    """One line of a batch. Append-only."""

    __tablename__ = "ledger_entry"
    __table_args__ = rules(
        check("amount_not_zero", "amount_fen <> 0"),
        check(
            "member_line",
            "(ledger = 'member') = (account_no IS NOT NULL) "
            "AND (ledger = 'member') = (balance_after_fen IS NOT NULL)",
        ),
        check("loan_line", "(ledger = 'loan_principal') = (contract_no IS NOT NULL)"),
        sa.Index("ix_ledger_entry_batch_id", "batch_id"),
        sa.Index("ix_ledger_entry_contract_no", "contract_no", "id"),
        sa.Index("ix_ledger_entry_account_no", "account_no", "id"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    batch_id: Annotated[int, column(Id(), to="journal_batch.id")]
    ledger: Annotated[Ledger, column(Word(Ledger))]
    account_no: Annotated[str | None, column(Digits(11), to="account.account_no", private=True)] = None
    contract_no: Annotated[str | None, column(Text(40), to="loan.contract_no", private=True)] = None
    amount_fen: Annotated[int, column(Fen(-MAX_FEN), private=True)]
    balance_after_fen: Annotated[int | None, column(Fen(), private=True)] = None
    memo: Annotated[str, column(Text(200, 0), private=True)] = ""


class Hold(Row, table=True):
    """Money set aside for a case from its submission until it is posted or voided."""

    __tablename__ = "hold"
    __table_args__ = rules(
        check("ended", "(state = 'active') = (ended_at IS NULL)"),
        one_per("hold_active_case", "case_no", "account_no", where="state = 'active'"),
        sa.Index("ix_hold_account_no", "account_no"),
        sa.Index("ix_hold_case_no", "case_no"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    account_no: Annotated[str, column(Digits(11), to="account.account_no", private=True)]
    case_no: Annotated[str, column(Text(20), to="case.case_no")]
    amount_fen: Annotated[int, column(Fen(1), private=True)]
    state: Annotated[HoldState, column(Word(HoldState))] = HoldState.ACTIVE
    placed_at: Annotated[datetime, column(Instant())]
    ended_at: Annotated[datetime | None, column(Instant())] = None
