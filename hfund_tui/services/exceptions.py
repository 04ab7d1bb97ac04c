"""How often rules were passed over, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import ExceptionRecord
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import Role
from hfund_tui.services.authority import authorise
from hfund_tui.services.errors import BadInput
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store


@dataclass(frozen=True, slots=True)
class Counted:
    """How many exceptions fall to one rule, reason or person; `key` is its code."""

    key: str
    number: int


@dataclass(frozen=True, slots=True)
class ExceptionCounts:
    """Exceptions of a span of business dates, both ends included; the most frequent first."""

    since: date
    until: date
    total: int
    by_rule: tuple[Counted, ...]
    by_reason: tuple[Counted, ...]
    by_maker: tuple[Counted, ...]
    by_checker: tuple[Counted, ...]


class ExceptionService:
    """Looking at exceptions. A supervisor sees those of the own branch, an auditor all."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def counts(self, session: Session, since: date, until: date) -> ExceptionCounts:
        """Raises Refusal, and BadInput for a span that ends before it begins."""
        if until < since:
            raise BadInput("until", "span_backwards", since=since, until=until)
        with self._store.reading() as reader:
            sql = reader.session
            authorise(sql, session, OperationCode.VIEW_EXCEPTIONS)
            within = [
                col(ExceptionRecord.business_date) >= since,
                col(ExceptionRecord.business_date) <= until,
            ]
            if session.role is not Role.AUDITOR:
                within.append(col(ExceptionRecord.branch_code) == session.branch_code)
            by_rule, by_reason, by_maker, by_checker = (
                _counted(sql, column, within)
                for column in (
                    col(ExceptionRecord.rule),
                    col(ExceptionRecord.reason_code),
                    col(ExceptionRecord.maker),
                    col(ExceptionRecord.checker),
                )
            )
            total = sum(one.number for one in by_rule)
            return ExceptionCounts(since, until, total, by_rule, by_reason, by_maker, by_checker)


def _counted(sql: SqlSession, column: Any, within: list[Any]) -> tuple[Counted, ...]:
    number = func.count().label("number")
    rows = sql.exec(select(column, number).where(*within).group_by(column).order_by(number.desc(), column))
    return tuple(Counted(key, times) for key, times in rows.all())
