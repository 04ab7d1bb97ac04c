"""Many terminals, each a process of its own that stays: they get ready, and then all act at the same moment."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any, Self

from hfund_tui.domain.approval import Retyped
from hfund_tui.domain.day_sheet import DifferenceCode
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.plan import PayOut
from hfund_tui.domain.request import Request
from hfund_tui.services import workstation
from hfund_tui.services.agreement_texts import load_agreement_texts
from hfund_tui.services.errors import HfundError
from hfund_tui.services.guides import load_guides
from hfund_tui.services.outcomes import Pending, Posted, Stale
from hfund_tui.services.session import Session
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.simulation.terminal import share_what_is_compiled
from tests.support import branch
from tests.support.policies import policy_book

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.reliability.terminals"])

_SECONDS = 300
_LOOKS = 3
"""So often somebody looks again after the plan turned out to be another one."""


@dataclass(frozen=True)
class Ended:
    """What came of a job: the kind of outcome or the code of an error, and what it tells."""

    what: str
    number: str = ""
    replayed: bool = False
    told: str = ""


@dataclass(frozen=True, kw_only=True)
class Job:
    """What somebody does at a terminal: `ready` is everything until the last key."""

    staff: str = branch.TELLER

    def ready(self, station: Workstation, session: Session) -> Callable[[], Any]:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Perform(Job):
    """A form that is sent, and sent again with what it shows then while the plan is another one."""

    request: Request
    key: str = ""
    corrects: str | None = None
    looks: int = _LOOKS

    def ready(self, station: Workstation, session: Session) -> Callable[[], Any]:
        cases, key = station.cases, self.key or station.cases.new_key()
        first = cases.preview(session, self.request, corrects=self.corrects).sha256

        def send(seen: str) -> Any:
            return cases.perform(session, self.request, key=key, seen_sha256=seen, corrects=self.corrects)

        def act() -> Any:
            outcome = send(first)
            for _ in range(self.looks - 1):
                if not isinstance(outcome, Stale):
                    break
                outcome = send(outcome.sha256)
            return outcome

        return act


@dataclass(frozen=True, kw_only=True)
class Approve(Job):
    """A supervisor at the own terminal, before a case that waits."""

    pending: Pending
    staff: str = branch.SUPERVISOR

    def ready(self, station: Workstation, session: Session) -> Callable[[], Any]:
        plan = self.pending.plan
        payout = plan.effect(PayOut)
        typed = Retyped(plain_yuan(plan.amount_fen), payout.card_last_four if payout else "")
        return lambda: station.approvals.approve(
            session,
            self.pending.case_no,
            seen_sha256=self.pending.sha256,
            step_up_password=branch.PASSWORD,
            retyped=typed,
        )


@dataclass(frozen=True, kw_only=True)
class SayNo(Job):
    """A supervisor who rejects a case, or with `back` sends it back to be corrected."""

    case_no: str
    back: bool = False
    staff: str = branch.SUPERVISOR_2

    def ready(self, station: Workstation, session: Session) -> Callable[[], Any]:
        no = station.approvals.send_back if self.back else station.approvals.reject
        return lambda: no(session, self.case_no, code="papers_doubtful", words="印章不清")


@dataclass(frozen=True, kw_only=True)
class Take(Job):
    case_no: str

    def ready(self, station: Workstation, session: Session) -> Callable[[], Any]:
        return lambda: station.approvals.take(session, self.case_no)


@dataclass(frozen=True, kw_only=True)
class GiveUp(Job):
    case_no: str

    def ready(self, station: Workstation, session: Session) -> Callable[[], Any]:
        return lambda: station.cases.cancel(session, self.case_no)


@dataclass(frozen=True, kw_only=True)
class CloseDay(Job):
    """The day is closed; every difference that words can explain is explained."""

    staff: str = branch.SUPERVISOR
    words: str = "已核实"

    def ready(self, station: Workstation, session: Session) -> Callable[[], Any]:
        words = {one.value: self.words for one in DifferenceCode}
        return lambda: station.day.close(session, explanations=words)


class Terminals:
    """So many processes. `at_once` gives each its job."""

    def __init__(self, number: int) -> None:
        self._pipes: list[Connection] = []
        self._running = []
        self._line = _processes.Barrier(number)
        for place in range(number):
            here, there = _processes.Pipe()
            process = _processes.Process(target=_serve, args=(f"{place:02d}", there, self._line), daemon=True)
            process.start()
            there.close()
            self._pipes.append(here)
            self._running.append(process)

    def __len__(self) -> int:
        return len(self._running)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._running:
            process.join(60)
            assert process.exitcode == 0

    def at_once(self, settings: Settings, jobs: Sequence[Job]) -> list[Ended]:
        """What comes of the jobs, in their order, when all of them begin at the same moment."""
        assert len(jobs) <= len(self._pipes)
        for place, pipe in enumerate(self._pipes):
            pipe.send((settings, jobs[place] if place < len(jobs) else None))
        ended = []
        for pipe in self._pipes:
            assert pipe.poll(_SECONDS), "a terminal does not answer"
            ended.append(pipe.recv())
        broken = [one for one in ended if one.what == "broken"]
        assert not broken, broken[0].told
        return ended[: len(jobs)]


def _serve(terminal: str, pipe: Connection, line: Any) -> None:
    """One terminal: a workstation for every job it gets. What all of them read from files is read once."""
    texts, guides = load_agreement_texts(), load_guides(policy_book().channels)
    workstation.load_policy_book = policy_book
    workstation.load_agreement_texts = lambda: texts
    workstation.load_guides = lambda _: guides
    while (given := pipe.recv()) is not None:
        settings, job = given
        pipe.send(_one(replace(settings, terminal=terminal), job, line))


def _one(settings: Settings, job: Job | None, line: Any) -> Ended:
    try:
        if job is None:
            line.wait(_SECONDS)
            return Ended("")
        station = branch.open_branch(settings)
        share_what_is_compiled(station._database)
        try:
            act = job.ready(station, branch.sign_in(station, job.staff))
            line.wait(_SECONDS)
            return _told(act())
        except HfundError as error:
            return Ended(error.code, told=repr(dict(error.params)))
        finally:
            station.close()
    except Exception as error:  # noqa: BLE001 - told to whoever waits for it, who fails
        line.abort()
        return Ended("broken", told=repr(error))


def _told(outcome: Any) -> Ended:
    if isinstance(outcome, Posted):
        return Ended("Posted", outcome.receipt.receipt_no, outcome.replayed)
    return Ended(type(outcome).__name__, getattr(outcome, "case_no", None) or "")
