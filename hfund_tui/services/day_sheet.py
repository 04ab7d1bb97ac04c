"""Making the sheet of a branch's day from what stands in the database at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property

import sqlalchemy as sa
from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db.tables import (
    Account,
    Branch,
    BusinessDay,
    Case,
    ContributionFile,
    DayDifference,
    DebitOrder,
    ExceptionRecord,
    Hold,
    JournalBatch,
    LedgerEntry,
    PaymentFile,
    PaymentOrder,
    Staff,
)
from hfund_tui.domain.day_sheet import (
    DaySheet,
    DebitTally,
    Difference,
    DifferenceCode,
    LedgerLine,
    Sum,
    Tally,
    TellerTally,
)
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.receipt import Anchor, StaffOnReceipt
from hfund_tui.domain.vocabulary import CaseStatus, FileKind, HoldState, Ledger, PaymentState
from hfund_tui.services.billing import Waiting, waiting_debits

_POSTED = (CaseStatus.COMPLETED, CaseStatus.CLOSED_UNSETTLED, CaseStatus.REVERSED)
_HOLDS_SOMETHING = sa.text("held_fen <> 0")
_IN_CLEARING = (PaymentState.QUEUED, PaymentState.HELD, PaymentState.SENT, PaymentState.FAILED)


class DaySheetMaker:
    """One branch on one business date, read in one snapshot."""

    def __init__(self, sql: SqlSession, branch: Branch, business_date: date, policy: Policy) -> None:
        self._sql = sql
        self._branch = branch
        self._date = business_date
        self._policy = policy

    def make(self, now: datetime, *, anchor: Anchor | None = None) -> DaySheet:
        reversals = self._tally(Case.operation == OperationCode.REVERSE_CASE.value)
        pending = self._count_open(CaseStatus.PENDING)
        held = self._held()
        sent = self._sent(FileKind.PAYOUT)
        unsent = self._unsent()
        day = self._sql.get_one(BusinessDay, (self._branch.code, self._date))
        return DaySheet(
            branch=BilingualName(self._branch.name, self._branch.name_en),
            branch_code=self._branch.code,
            business_date=self._date,
            made_at=now,
            closed_by=self._person(day.closed_by) if day.closed_by else None,
            tellers=tuple(self._tellers()),
            totals=self._tally(sa.true()),
            approvals=self._approvals(),
            reversals=sum(one.count for one in reversals),
            reversed_fen=sum(one.amount_fen for one in reversals),
            pending=pending,
            returned=self._count_open(CaseStatus.RETURNED),
            holds=held[0],
            held_fen=held[1],
            ledgers=self._ledgers(),
            files=sent[0],
            sent=sent[1],
            sent_fen=sent[2],
            unsent=unsent[0],
            unsent_fen=unsent[1],
            debits=self._debits(),
            differences=tuple(self.differences()),
            explanations=tuple(
                (one.code, one.words)
                for one in self._sql.exec(
                    select(DayDifference)
                    .where(
                        DayDifference.branch_code == self._branch.code,
                        DayDifference.business_date == self._date,
                    )
                    .order_by(col(DayDifference.id))
                )
            ),
            anchor=anchor,
        )

    # ---- what was done ---------------------------------------------------------------------------------

    def _tally(self, condition: sa.ColumnElement[bool] | bool) -> tuple[Tally, ...]:
        rows = self._sql.exec(
            select(col(Case.operation), func.count(), func.coalesce(func.sum(col(Case.amount_fen)), 0))
            .where(
                Case.branch_code == self._branch.code,
                Case.posted_on == self._date,
                col(Case.status).in_(_POSTED),
                condition,
            )
            .group_by(col(Case.operation))
            .order_by(col(Case.operation))
        ).all()
        return tuple(Tally(OperationCode(code), count, amount or 0) for code, count, amount in rows)

    def _tellers(self) -> Iterator[TellerTally]:
        makers = self._sql.exec(
            select(Case.maker)
            .where(
                Case.branch_code == self._branch.code,
                sa.or_(col(Case.posted_on) == self._date, col(Case.business_date) == self._date),
            )
            .distinct()
            .order_by(col(Case.maker))
        ).all()
        for maker in makers:
            refused = self._sql.exec(
                select(func.count())
                .select_from(Case)
                .where(
                    Case.branch_code == self._branch.code,
                    Case.maker == maker,
                    Case.business_date == self._date,
                    Case.status == CaseStatus.REFUSED,
                )
            ).one()
            exceptions = self._sql.exec(
                select(func.count())
                .select_from(ExceptionRecord)
                .where(
                    ExceptionRecord.branch_code == self._branch.code,
                    ExceptionRecord.maker == maker,
                    ExceptionRecord.business_date == self._date,
                )
            ).one()
            yield TellerTally(self._person(maker), self._tally(col(Case.maker) == maker), refused, exceptions)

    def _approvals(self) -> int:
        return self._sql.exec(
            select(func.count())
            .select_from(Case)
            .where(
                Case.branch_code == self._branch.code,
                Case.posted_on == self._date,
                col(Case.checker).is_not(None),
            )
        ).one()

    # ---- what is left over -----------------------------------------------------------------------------

    def _count_open(self, status: CaseStatus) -> int:
        return self._sql.exec(
            select(func.count())
            .select_from(Case)
            .where(Case.branch_code == self._branch.code, Case.status == status, col(Case.inbox).is_not(None))
        ).one()

    def _held(self) -> tuple[int, int]:
        count, amount = self._sql.exec(
            select(func.count(), func.coalesce(func.sum(Hold.amount_fen), 0))
            .join(Case, col(Case.case_no) == col(Hold.case_no))
            .where(Hold.state == HoldState.ACTIVE, Case.branch_code == self._branch.code)
        ).one()
        return count, amount

    def _sent(self, kind: FileKind) -> tuple[int, int, int]:
        files, lines, total = self._sql.exec(
            select(
                func.count(),
                func.coalesce(func.sum(PaymentFile.lines), 0),
                func.coalesce(func.sum(PaymentFile.total_fen), 0),
            ).where(
                PaymentFile.branch_code == self._branch.code,
                PaymentFile.business_date == self._date,
                PaymentFile.kind == kind,
            )
        ).one()
        return files, lines, total

    def _unsent(self) -> tuple[int, int]:
        return self._orders(
            col(PaymentOrder.state).in_((PaymentState.QUEUED, PaymentState.HELD)),
            col(PaymentOrder.not_before) <= self._date,
        )

    def _orders(self, *conditions: sa.ColumnElement[bool]) -> tuple[int, int]:
        count, amount = self._sql.exec(
            select(func.count(), func.coalesce(func.sum(PaymentOrder.amount_fen), 0))
            .join(Case, col(Case.case_no) == col(PaymentOrder.case_no))
            .where(Case.branch_code == self._branch.code, *conditions)
        ).one()
        return count, amount

    def _debits(self) -> DebitTally:
        files, sent, sent_fen = self._sent(FileKind.DEBIT)
        today = col(DebitOrder.result_on) == self._date
        return DebitTally(
            files,
            Sum(sent, sent_fen),
            self._debit_orders(PaymentState.PAID, today),
            self._debit_orders(PaymentState.FAILED, today),
            self._debit_orders(PaymentState.SENT),
            Sum(self._waiting_debits.count, self._waiting_debits.total_fen),
        )

    def _debit_orders(self, state: PaymentState, *conditions: sa.ColumnElement[bool]) -> Sum:
        count, amount = self._sql.exec(
            select(func.count(), func.coalesce(func.sum(DebitOrder.amount_fen), 0)).where(
                DebitOrder.branch_code == self._branch.code, DebitOrder.state == state, *conditions
            )
        ).one()
        return Sum(count, amount)

    @cached_property
    def _waiting_debits(self) -> Waiting:
        return waiting_debits(self._sql, self._branch.code, self._date, self._policy.book)

    def _ledgers(self) -> tuple[LedgerLine, ...]:
        """The trial balance of the whole house: branches keep no books of their own."""
        balances = dict(
            self._sql.exec(
                select(LedgerEntry.ledger, func.sum(LedgerEntry.amount_fen)).group_by(col(LedgerEntry.ledger))
            ).all()
        )
        moved = dict(
            self._sql.exec(
                select(LedgerEntry.ledger, func.sum(LedgerEntry.amount_fen))
                .join(JournalBatch, col(JournalBatch.id) == col(LedgerEntry.batch_id))
                .where(JournalBatch.business_date == self._date)
                .group_by(col(LedgerEntry.ledger))
            ).all()
        )
        return tuple(LedgerLine(one, moved.get(one, 0), balances.get(one, 0)) for one in Ledger)

    # ---- what doesn't agree ----------------------------------------------------------------------------

    def differences(self) -> Iterator[Difference]:
        """Everything that keeps the day from being closed without a word."""
        ledgers = {one.ledger: one.balance_fen for one in self._ledgers()}
        if sum(ledgers.values()):
            yield Difference(DifferenceCode.TRIAL_BALANCE, "", 1, sum(ledgers.values()))
        open_orders = self._sql.exec(
            select(func.coalesce(func.sum(PaymentOrder.amount_fen), 0)).where(
                col(PaymentOrder.state).in_(_IN_CLEARING)
            )
        ).one()
        if ledgers[Ledger.PAYOUT_CLEARING] != open_orders:
            yield Difference(DifferenceCode.CLEARING, "", 1, ledgers[Ledger.PAYOUT_CLEARING] - open_orders)
        yield from self._bad_holds()
        yield from self._bad_balances()
        count, amount = self._unsent()
        if count:
            yield Difference(DifferenceCode.ORDERS_NOT_SENT, "", count, amount)
        debits = self._waiting_debits
        if debits.count:
            yield Difference(DifferenceCode.DEBITS_NOT_SENT, "", debits.count, debits.total_fen)
        yield from self._missing_returns(PaymentOrder)
        yield from self._missing_returns(DebitOrder)
        count, amount = self._orders(col(PaymentOrder.state) == PaymentState.FAILED)
        if count:
            yield Difference(DifferenceCode.PAYOUTS_FAILED, "", count, amount)
        yield from self._overdue()
        yield from self._unfinished_lists()

    def _bad_holds(self) -> Iterator[Difference]:
        """Holds of cases nobody can decide any more, and accounts that hold more or less than their holds."""
        stray = self._sql.exec(
            select(Hold.case_no, Hold.amount_fen)
            .join(Case, col(Case.case_no) == col(Hold.case_no))
            .where(Hold.state == HoldState.ACTIVE, Case.status != CaseStatus.PENDING)
        ).all()
        for case_no, amount in stray:
            yield Difference(DifferenceCode.HOLDS, case_no, 1, amount)
        held = self._sql.exec(
            select(func.coalesce(func.sum(Account.held_fen), 0)).where(_HOLDS_SOMETHING)
        ).one()
        on_hold = self._sql.exec(
            select(func.coalesce(func.sum(Hold.amount_fen), 0)).where(Hold.state == HoldState.ACTIVE)
        ).one()
        if held != on_hold:
            yield Difference(DifferenceCode.HOLDS, "", 1, held - on_hold)

    def _bad_balances(self) -> Iterator[Difference]:
        """Accounts moved on the day whose balance is not the sum of their entries."""
        touched = (
            select(LedgerEntry.account_no)
            .join(JournalBatch, col(JournalBatch.id) == col(LedgerEntry.batch_id))
            .where(JournalBatch.business_date == self._date, col(LedgerEntry.account_no).is_not(None))
            .distinct()
        )
        rows = self._sql.exec(
            select(
                Account.account_no, Account.balance_fen, func.coalesce(func.sum(LedgerEntry.amount_fen), 0)
            )
            .join(LedgerEntry, col(LedgerEntry.account_no) == col(Account.account_no))
            .where(col(Account.account_no).in_(touched))
            .group_by(col(Account.account_no), col(Account.balance_fen))
        ).all()
        for account_no, balance, entries in rows:
            if balance != entries:
                yield Difference(DifferenceCode.ACCOUNT_BALANCE, account_no, 1, balance - entries)

    def _missing_returns(self, orders: type[PaymentOrder] | type[DebitOrder]) -> Iterator[Difference]:
        """Orders the bank has not answered within the days in which money has to be paid."""
        days = self._policy.count("withdrawal.payment_working_days")
        calendar = self._policy.book.calendar
        rows = self._sql.exec(
            select(
                col(PaymentFile.file_no),
                col(PaymentFile.business_date),
                func.count(),
                func.sum(col(orders.amount_fen)),
            )
            .join(orders, col(orders.file_no) == col(PaymentFile.file_no))
            .where(PaymentFile.branch_code == self._branch.code, orders.state == PaymentState.SENT)
            .group_by(col(PaymentFile.file_no), col(PaymentFile.business_date))
            .order_by(col(PaymentFile.file_no))
        ).all()
        for file_no, sent_on, count, amount in rows:
            if calendar.add(sent_on, days) < self._date:
                yield Difference(DifferenceCode.RETURNS_MISSING, file_no, count, amount)

    def _overdue(self) -> Iterator[Difference]:
        """Cases that wait longer than the rules allow, for a second person or with their maker to be corrected."""
        days = self._policy.count("approval.decide_within_days")
        calendar = self._policy.book.calendar
        rows = self._sql.exec(
            select(Case)
            .where(
                Case.branch_code == self._branch.code,
                col(Case.inbox).is_not(None),
                col(Case.status).in_((CaseStatus.PENDING, CaseStatus.RETURNED)),
            )
            .order_by(col(Case.case_no))
        )
        for case in rows:
            if calendar.add(case.business_date, days) < self._date:
                yield Difference(DifferenceCode.PENDING_OVERDUE, case.case_no, 1, case.amount_fen or 0)

    def _unfinished_lists(self) -> Iterator[Difference]:
        """Contribution lists that were cut short: how many lines, and how much, were not looked at or not good."""
        rows = self._sql.exec(
            select(ContributionFile)
            .where(
                ContributionFile.branch_code == self._branch.code,
                col(ContributionFile.finished_at).is_(None),
            )
            .order_by(col(ContributionFile.file_no))
        )
        for one in rows:
            yield Difference(
                DifferenceCode.CONTRIBUTIONS_UNFINISHED,
                one.file_no,
                one.lines - one.taken,
                one.total_fen - one.taken_fen,
            )

    def _person(self, code: str) -> StaffOnReceipt:
        staff = self._sql.get_one(Staff, code)
        return StaffOnReceipt(code, BilingualName(staff.name, staff.name_en))
