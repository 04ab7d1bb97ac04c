"""What the one who guides a lesson may ask the house: what is new on record, and who the lesson is about."""

from __future__ import annotations

import re
from pathlib import Path

from sqlmodel import col, select

from hfund_tui.db.tables import AuditEvent, ChainHead, Member
from hfund_tui.domain.lesson import Happening, LessonRun, Sight
from hfund_tui.services.settings import Settings
from hfund_tui.services.store import Store
from hfund_tui.services.training.lessons import Lesson, load_lessons
from hfund_tui.services.training.results import Result, ResultBook

_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")

Marks = dict[str, int]
"""The last sequence of each audit chain that was looked at."""


class TrainingService:
    """Reads only. It exists on a training database and on no other."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._notices: Path = settings.outbox / "notices"
        self._results = ResultBook(settings.home / "lessons.json")
        self.lessons = load_lessons()

    def begin(self, lesson: Lesson) -> LessonRun:
        """A run of the lesson. Raises sqlalchemy.exc.NoResultFound when its member is not in this database."""
        with self._store.reading() as reader:
            member_id = reader.session.exec(
                select(Member.id).where(Member.id_no == lesson.member_id_no)
            ).one()
        assert member_id is not None, "a stored member has a number"
        return LessonRun(tuple(step.awaited for step in lesson.steps), member_id)

    def marks(self) -> Marks:
        """How long the record is now."""
        with self._store.reading() as reader:
            return {head.chain: head.sequence for head in reader.session.exec(select(ChainHead))}

    def since(self, marks: Marks) -> tuple[tuple[Happening, ...], Marks]:
        """What came on record since `marks`, in the order of each counter, and the new marks."""
        with self._store.reading() as reader:
            sql = reader.session
            heads = {head.chain: head.sequence for head in sql.exec(select(ChainHead))}
            happenings: list[Happening] = []
            for chain, last in sorted(heads.items()):
                if last > marks.get(chain, 0):
                    rows = sql.exec(
                        select(AuditEvent)
                        .where(AuditEvent.chain == chain, AuditEvent.sequence > marks.get(chain, 0))
                        .order_by(col(AuditEvent.sequence))
                    )
                    happenings.extend(_happening(one) for one in rows)
        return tuple(happenings), heads

    def code_on_the_phone(self) -> str:
        """The newest one-time code the lesson's member was sent; empty when there is none."""
        sent = sorted(self._notices.glob("code-*.txt"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        found = _CODE.search(sent[-1].read_text(encoding="utf-8")) if sent else None
        return found.group() if found else ""

    def results(self) -> dict[str, Result]:
        return self._results.all()

    def keep(self, lesson: Lesson, run: LessonRun) -> Result:
        return self._results.keep(lesson.code, run)


def _happening(event: AuditEvent) -> Happening:
    return Happening(Sight.RECORD, event.operation, event.outcome, event.reason, event.actor, event.member_id)
