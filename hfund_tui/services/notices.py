"""The outbox: notices are written in the transaction of what they tell, and delivered later by an adapter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from sqlmodel import Session as SqlSession
from sqlmodel import col, func, select

from hfund_tui.db import turns
from hfund_tui.db.tables import Account, Case, Loan, LoanParty, Member
from hfund_tui.db.tables import Notice as NoticeRow
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.decision import Shown
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.loans.effects import OffsetLoan, ReplaceRepaymentAccount
from hfund_tui.domain.notices import NoticeText, offset_taken, repayment_account_changed, taken_back
from hfund_tui.domain.plan import Plan, UndoCase, stored_effects
from hfund_tui.domain.vocabulary import LoanRole, NoticeState
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import Trouble
from hfund_tui.services.facts.loans import active_parties
from hfund_tui.services.outbox import file_in, write_private
from hfund_tui.services.store import Store

Progress = Callable[[int, int], None]

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class DeliveredNotice:
    """What the file adapter wrote for a member's mobile."""

    key: str
    mobile: str
    text: str


@dataclass(frozen=True, slots=True)
class OutgoingNotice:
    """A notice on its way. `key` names it for ever: an adapter that sees it twice has delivered it."""

    key: str
    mobile: str | None
    text: str
    created_at: datetime


class NoticeAdapter(Protocol):
    """Whatever carries notices: the file adapter here, a message gateway elsewhere."""

    def deliver(self, notice: OutgoingNotice) -> None:
        """Deliver one notice, or recognise it as delivered. Raises Trouble."""


class FileNotices:
    """Writes each notice into a file of its own, named by its key: delivering twice changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, notice: OutgoingNotice) -> None:
        to = notice.mobile or "-"
        path = file_in(self._folder, notice.key, ".txt")
        write_private(path, f"{to}\n{notice.text}\n", dated=notice.created_at)

    def newest(self, most: int) -> tuple[DeliveredNotice, ...]:
        """What was told last, the newest first, whenever it was delivered: the demo's mobiles. Raises Trouble."""
        try:
            files = [(one.stat().st_mtime_ns, one) for one in self._folder.glob("*.txt")]
            newest = [path for _, path in sorted(files, reverse=True)[:most]]
            return tuple(_read(path) for path in newest)
        except OSError as error:
            raise Trouble("notices_unreadable", path=str(self._folder)) from error


def _read(path: Path) -> DeliveredNotice:
    mobile, _, text = path.read_text(encoding="utf-8", errors="replace").partition("\n")
    return DeliveredNotice(path.stem, mobile, text.strip())


class NoticeService:
    """Delivering what waits in the outbox."""

    def __init__(self, store: Store, clock: Clock, adapter: NoticeAdapter) -> None:
        self._store = store
        self._clock = clock
        self._adapter = adapter

    def waiting(self) -> int:
        with self._store.reading() as reader:
            return reader.session.exec(
                select(func.count()).select_from(NoticeRow).where(NoticeRow.state == NoticeState.QUEUED)
            ).one()

    def deliver(self, on_progress: Progress = lambda done, of: None) -> int:
        """Deliver everything that waits, oldest first, and say how many went out. Raises Trouble.

        Each is marked after the adapter took it: after a break in between it goes to the adapter once more,
        under the same number. One that can't be put into words waits on, and Trouble names it at the end.
        """
        of, done = self.waiting(), 0
        unreadable: list[int] = []
        last = 0
        while rows := self._next(last):
            last = rows[-1].id or 0
            for row in rows:
                try:
                    notice = _outgoing(row)
                except _Unreadable:
                    unreadable.append(row.id or 0)
                    continue
                self._adapter.deliver(notice)
                self._mark(row.id or 0)
                done += 1
                on_progress(done, max(of, done))
        if unreadable:
            raise Trouble("notice_unreadable", number=unreadable[0])
        return done

    def _mark(self, number: int) -> None:
        with self._store.writing(turns.notice(number)) as uow:
            row = uow.session.get_one(NoticeRow, number)
            if row.state is NoticeState.QUEUED:
                row.state = NoticeState.DELIVERED
                row.delivered_at = self._clock.now()
                uow.session.add(row)

    def _next(self, after: int) -> list[NoticeRow]:
        with self._store.reading() as reader:
            rows = reader.session.exec(
                select(NoticeRow)
                .where(NoticeRow.state == NoticeState.QUEUED, col(NoticeRow.id) > after)
                .order_by(col(NoticeRow.id))
                .limit(_AT_ONCE)
            ).all()
            reader.session.expunge_all()
            return list(rows)


class _Unreadable(Exception):
    """What is stored of a notice is no notice."""


def queue_notices(uow: UnitOfWork, case: Case, notices: tuple[NoticeText, ...], now: datetime) -> None:
    """Put notices about a case into the outbox, in the caller's transaction."""
    _queue(uow, case, case.member_id, notices, now)


def tell_others(uow: UnitOfWork, case: Case, plan: Plan, on: date, now: datetime) -> None:
    """Whom it concerns although somebody else asked for it: the owners of the accounts an offset takes money
    from, and the other borrowers of a loan that is debited from another account. Also when it is taken back."""
    for effect in plan.effects:
        for member_id, notice in _concerned(uow.session, effect, case.member_id, on):
            _queue(uow, case, member_id, (notice,), now)


def _concerned(sql: SqlSession, effect: Effect, asked_by: int, on: date) -> Iterator[tuple[int, NoticeText]]:
    match effect:
        case OffsetLoan():
            for one in effect.lines:
                if one.amount_fen:
                    yield sql.get_one(Account, one.account_no).member_id, offset_taken(one.amount_fen, on)
        case ReplaceRepaymentAccount():
            for member_id in _borrowers(sql, effect.contract_no):
                if member_id != asked_by:
                    yield member_id, repayment_account_changed(effect)
        case UndoCase():
            plan_json = sql.get_one(Case, effect.case_no).plan_json
            for undone in stored_effects(plan_json) if plan_json else ():
                for member_id, _ in _concerned(sql, undone, asked_by, on):
                    yield member_id, taken_back(effect)


def _borrowers(sql: SqlSession, contract_no: str) -> list[int]:
    """Whoever owes the loan and has an account here."""
    others = sql.exec(
        select(col(LoanParty.member_id)).where(
            *active_parties(contract_no),
            LoanParty.role == LoanRole.CO_BORROWER,
            col(LoanParty.member_id).is_not(None),
        )
    ).all()
    return [sql.get_one(Loan, contract_no).member_id, *(one for one in others if one is not None)]


def _queue(
    uow: UnitOfWork, case: Case, member_id: int, notices: tuple[NoticeText, ...], now: datetime
) -> None:
    mobile = uow.session.get_one(Member, member_id).mobile if notices else None
    uow.session.add_all(
        NoticeRow(
            case_no=case.case_no,
            member_id=member_id,
            kind=one.kind,
            mobile=mobile,
            params_json=json.dumps(
                {name: value.canonical() for name, value in one.params}, ensure_ascii=False, sort_keys=True
            ),
            created_at=now,
        )
        for one in notices
    )


def _outgoing(row: NoticeRow) -> OutgoingNotice:
    """The notice in Chinese, the language of its readers. Raises _Unreadable."""
    t = Translator(Language.ZH)
    try:
        params = {name: Shown.from_canonical(value) for name, value in json.loads(row.params_json).items()}
        body = t(f"notice.{row.kind.value}", **params)
    except (KeyError, ValueError, TypeError, AttributeError) as problem:
        raise _Unreadable from problem
    if "{" in body:  # a place that no value was kept for
        raise _Unreadable
    words = t("notice.sender") + body + t("notice.not_you")
    return OutgoingNotice(f"notice-{row.id or 0:08d}", row.mobile, words, row.created_at)
