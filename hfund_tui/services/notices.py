"""The outbox: notices are written in the transaction of what they tell, and delivered later by an adapter."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlmodel import col, func, select

from hfund_tui.db.tables import Case, Member
from hfund_tui.db.tables import Notice as NoticeRow
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.decision import Shown
from hfund_tui.domain.notices import NoticeText
from hfund_tui.domain.vocabulary import NoticeState
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import Trouble
from hfund_tui.services.outbox import write_private
from hfund_tui.services.store import Store

Progress = Callable[[int, int], None]

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class OutgoingNotice:
    """A notice on its way. `number` names it for ever: an adapter that sees it twice has delivered it."""

    number: int
    mobile: str | None
    text: str
    created_at: datetime


class NoticeAdapter(Protocol):
    """Whatever carries notices: the file adapter here, a message gateway elsewhere."""

    def deliver(self, notice: OutgoingNotice) -> None:
        """Deliver one notice, or recognise it as delivered. Raises Trouble."""


class FileNotices:
    """Writes each notice into a file of its own, named by its number: delivering twice changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, notice: OutgoingNotice) -> None:
        to = notice.mobile or "-"
        write_private(self._folder / f"notice-{notice.number:08d}.txt", f"{to}\n{notice.text}\n")


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
        under the same number.
        """
        of, done = self.waiting(), 0
        while True:
            batch = self._next()
            if not batch:
                return done
            for notice in batch:
                self._adapter.deliver(notice)
            with self._store.writing() as uow:
                for notice in batch:
                    row = uow.session.get_one(NoticeRow, notice.number)
                    if row.state is NoticeState.QUEUED:
                        row.state = NoticeState.DELIVERED
                        row.delivered_at = self._clock.now()
                        uow.session.add(row)
            done += len(batch)
            on_progress(done, max(of, done))

    def _next(self) -> list[OutgoingNotice]:
        with self._store.reading() as reader:
            rows = reader.session.exec(
                select(NoticeRow)
                .where(NoticeRow.state == NoticeState.QUEUED)
                .order_by(col(NoticeRow.id))
                .limit(_AT_ONCE)
            ).all()
            return [OutgoingNotice(row.id or 0, row.mobile, _words(row), row.created_at) for row in rows]


def queue_notices(uow: UnitOfWork, case: Case, notices: tuple[NoticeText, ...], now: datetime) -> None:
    """Put notices about a case into the outbox, in the caller's transaction."""
    if not notices:
        return
    mobile = uow.session.get_one(Member, case.member_id).mobile
    uow.session.add_all(
        NoticeRow(
            case_no=case.case_no,
            member_id=case.member_id,
            kind=one.kind,
            mobile=mobile,
            params_json=json.dumps(
                {name: value.canonical() for name, value in one.params}, ensure_ascii=False, sort_keys=True
            ),
            created_at=now,
        )
        for one in notices
    )


def _words(row: NoticeRow) -> str:
    """The notice in Chinese, the language of its readers. Raises Trouble for one that can't be read."""
    t = Translator(Language.ZH)
    try:
        params = {name: Shown.from_canonical(value) for name, value in json.loads(row.params_json).items()}
        body = t(f"notice.{row.kind.value}", **params)
    except (KeyError, ValueError) as problem:
        raise Trouble("notice_unreadable", number=row.id or 0) from problem
    return t("notice.sender") + body + t("notice.not_you")
