"""Taking members in from a file with the field names of JGJ/T 320: accounts opened, bases adjusted, each line once.

Who is on file stays who he or she is: a file never changes a name, a number, an employer or a state.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlmodel import Session as SqlSession

from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.member_file import MemberLine, read_member_file
from hfund_tui.domain.member_record import COLUMNS
from hfund_tui.domain.member_rules import MemberTerms
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.table_file import BYTE_ORDER_MARK, Fault, NoTable, written
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.facts.people import relatives
from hfund_tui.services.member_lines import MemberRun, post
from hfund_tui.services.outbox import file_in, write_private
from hfund_tui.services.proven import Proven
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store, readable_errors
from hfund_tui.services.table_returns import returned_rows
from hfund_tui.services.witness import check_witness

Progress = Callable[[int, int], None]

_CODE = OperationCode.IMPORT_MEMBERS


@dataclass(frozen=True, slots=True)
class MemberReport:
    """What a member file comes to: how many accounts were opened or adjusted, or would be, how many it says
    nothing new of, and everything that is wrong with the `bad` lines. `returned` is the file with those lines."""

    lines: int
    opened: int
    opened_fen: int
    adjusted: int
    known: int
    bad: int
    faults: tuple[Fault, ...]
    returned: Path | None = None


class MemberImportService:
    """Reading what other systems, or employers, know of members."""

    def __init__(
        self, store: Store, clock: Clock, policies: PolicyBook, staff: StaffService, folder: Path
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._staff = staff
        self._folder = folder

    def check(
        self, session: Session, content: bytes, *, on_progress: Progress = lambda done, of: None
    ) -> MemberReport:
        """Look a file through; nothing is written. Raises Refusal, and BadInput for what is no member file."""
        run = self._begin(session, content)
        with (
            refusals_recorded(self._store, self._clock, session, _CODE, None),
            self._store.reading() as reader,
        ):
            actor = authorise(reader.session, session, _CODE)
            run.hands = _hands(reader.session, actor.id_no)
            for done, portion in run.portions():
                run.look(reader, portion)
                on_progress(done, len(run.lines))
        return _report(run)

    def take_in(
        self,
        session: Session,
        content: bytes,
        *,
        second: tuple[str, str] | None = None,
        on_progress: Progress = lambda done, of: None,
    ) -> MemberReport:
        """Open the accounts and adjust the bases of all good lines, and write the bad ones into a file.

        A portion of lines is a transaction; cut short, the file is handed in again, and what was done is known.
        `second` is code and password of another supervisor, where the policy wants two. Raises what `check`
        raises, and Trouble.
        """
        other = self._staff.prove(session, *second) if second is not None else None
        run = self._begin(session, content)
        with refusals_recorded(self._store, self._clock, session, _CODE, None):
            for done, portion in run.portions():
                self._take_portion(session, other, run, portion)
                on_progress(done, len(run.lines))
            with self._store.writing() as uow:
                authorise(uow.session, session, _CODE)
                self._noting(uow, session)(
                    AuditOutcome.DONE,
                    opened=run.opened,
                    adjusted=run.adjusted,
                    known=run.known,
                    bad=len(run.bad),
                    content=run.sha256,
                    second=other.code if other else None,
                )
        returned = None
        if run.bad:
            returned = file_in(self._folder, f"members-{run.sha256[:12]}-return", ".csv")
            write_private(returned, BYTE_ORDER_MARK + written(returned_rows(list(COLUMNS), run.bad)))
        return _report(run, returned)

    def _begin(self, session: Session, content: bytes) -> MemberRun:
        on = session.business_date
        policy = self._policies.on(on)
        try:
            with readable_errors():
                terms = MemberTerms.of(policy)
            read = read_member_file(content, on, terms.contribution.account_digits)
        except NoTable as problem:
            raise BadInput("file", problem.code, found=problem.found) from problem
        return MemberRun(read.lines, read.sha256, terms)

    def _take_portion(
        self, session: Session, other: Proven | None, run: MemberRun, portion: Sequence[MemberLine]
    ) -> None:
        """One transaction: the good lines of a portion, with their audit row."""
        with self._store.writing() as uow:
            actor = authorise(uow.session, session, _CODE)
            run.hands = _hands(uow.session, actor.id_no)
            if other is not None:
                check_witness(uow.session, session, other)
                run.hands |= _hands(uow.session, other.id_no)
            elif self._policies.on(session.business_date).flag("approval.members_import"):
                raise Refusal("members_import_two")
            opened, adjusted = run.opened, run.adjusted
            good = run.look(uow, portion)
            if not good:
                return
            post(uow, good, run.terms, session.business_date, self._clock.now())
            self._noting(uow, session)(
                AuditOutcome.DONE,
                first=good[0][0],
                last=good[-1][0],
                opened=run.opened - opened,
                adjusted=run.adjusted - adjusted,
                content=run.sha256,
            )

    def _noting(self, uow: UnitOfWork, session: Session) -> Callable[..., object]:
        """Writes an audit row of this operation: called with the outcome and what there is to say."""
        label = OPERATIONS[_CODE].audit_label
        return partial(record, uow, self._store.audit_key, session, self._clock.now(), label)


def _hands(sql: SqlSession, id_no: str) -> frozenset[str]:
    """What identifies somebody who takes members in, and the relatives: nobody raises a base of their own."""
    return frozenset(holder_no(one) for one in (id_no, *relatives(sql, id_no)))


def _report(run: MemberRun, returned: Path | None = None) -> MemberReport:
    return MemberReport(
        len(run.lines),
        run.opened,
        run.opened_fen,
        run.adjusted,
        run.known,
        len(run.bad),
        tuple(fault for _, faults in run.bad for fault in faults),
        returned,
    )
