"""What is known of a member's social insurance. Another source than the fund's own files fits behind this."""

from __future__ import annotations

from typing import Protocol

from sqlmodel import Session as SqlSession
from sqlmodel import col, false, select

from hfund_tui.db.tables import InsuranceRecord
from hfund_tui.domain.facts import InsuranceFacts


class InsuranceSource(Protocol):
    """Answers at once and without changing anything; what it says counts as of now."""

    def of(self, sql: SqlSession, member_id: int) -> InsuranceFacts | None:
        """None where nothing is known."""


class RecordedInsurance:
    """What staff put on file from the proofs they saw: the newest that was not taken back."""

    def of(self, sql: SqlSession, member_id: int) -> InsuranceFacts | None:
        row = sql.exec(
            select(InsuranceRecord)
            .where(InsuranceRecord.member_id == member_id, col(InsuranceRecord.void).is_(false()))
            .order_by(col(InsuranceRecord.id).desc())
            .limit(1)
        ).one_or_none()
        if row is None:
            return None
        return InsuranceFacts(row.status, row.last_paid, row.settled_on, row.recorded_on)
