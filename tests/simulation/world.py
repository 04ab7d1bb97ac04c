"""The branch, its people and its clock, and how one step after the other is done to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import Request
from hfund_tui.services.clock import FrozenClock, calendar_day
from hfund_tui.services.errors import HfundError, Trouble
from hfund_tui.services.outcomes import Pending, Posted, Refused, Rejected, SentBack, Stale
from hfund_tui.services.payments import ExportedFile
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.simulation import town
from tests.simulation.always import Always
from tests.simulation.chance import SeededChance
from tests.simulation.terminal import Killed, Terminal, share_what_is_compiled
from tests.support import branch, house
from tests.support.passwords import Mobile

EFFECTS = """
    SELECT (SELECT count(*) FROM journal_batch), (SELECT count(*) FROM payment_order),
           (SELECT count(*) FROM debit_order), (SELECT count(*) FROM loan_terms), (SELECT count(*) FROM receipt),
           (SELECT count(*) FROM hold), (SELECT count(*) FROM "case"), (SELECT count(*) FROM card),
           (SELECT count(*) FROM agreement), (SELECT count(*) FROM draft)"""


@dataclass(frozen=True)
class Sent:
    """A form as it was sent; what came of it may never have been seen."""

    by: str
    request: Request
    key: str
    seen_sha256: str
    corrects: str | None


@dataclass
class World:
    """`random` is another one at each step, so that a step that is left out changes no other."""

    seed: int
    settings: Settings
    clock: FrozenClock = field(default_factory=lambda: FrozenClock(branch.NOW))
    tally: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    served: int = 0
    taken: set[str] = field(default_factory=set)
    """Keys of forms of which somebody saw that they had become a case."""
    payments: list[ExportedFile] = field(default_factory=list)
    debits: list[ExportedFile] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.chance = SeededChance(self.random)
        self.mobile = Mobile()
        self.terminals = {
            code: Terminal(self.settings, code, number, self.clock, self.chance, self.mobile)
            for number, code in enumerate(town.STAFF, 1)
        }
        self.onlooker = branch.open_branch(self.settings, self.clock)
        share_what_is_compiled(self.onlooker._database)
        """Looks at what is stored, and does nothing."""
        self.always = Always(self.onlooker)

    def close(self) -> None:
        for one in self.terminals.values():
            one.drop()
        self.onlooker.close()

    # ---- time ------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The calendar's day."""
        return calendar_day(self.clock.now())

    def open_day(self) -> date | None:
        return self.onlooker.day.current("0003")

    def until(self, moment: datetime) -> None:
        """Wait for a moment, if it has not passed."""
        if (left := moment - self.clock.now()) > timedelta():
            self.clock.advance(left)

    # ---- doing -----------------------------------------------------------------------------------------

    def begin(self, number: int) -> None:
        """The chance of one step, and the time since the last one."""
        self.random = self.chance.random = Random(f"{self.seed}:{number}")
        self.clock.advance(timedelta(seconds=self.random.randint(3, 240)))

    def say(self, words: str) -> None:
        self.said.append(words)

    def attempt(self, code: OperationCode | str, action: Callable[[], Any]) -> Any:
        """What came of it; None for an error that people are meant to read, as trouble of the storage is not."""
        name = str(getattr(code, "value", code))
        try:
            outcome = action()
        except Trouble as trouble:
            raise AssertionError(f"{name}: {trouble.code} {dict(trouble.params)}") from trouble
        except HfundError as error:
            self.tally[name, error.code] += 1
            self.say(f"    {name}: {error.code} {dict(error.params)}")
            if error.code == "session_ended" or error.code == "day_closed":
                for one in self.terminals.values():
                    one.leave()
            return None
        for came in kinds_of(outcome):
            self.tally[name, came] += 1
        self.say(f"    {name}: {told(outcome)}")
        return outcome

    def enter(self, code: str) -> tuple[Workstation, Any] | None:
        """Somebody's terminal, and who is signed in there; None where nobody can be."""
        terminal = self.terminals[code]
        session = (
            self.attempt("sign_in", terminal.session) if terminal._session is None else terminal.session()
        )
        return None if session is None else (terminal.station, session)

    def submit(
        self, code: str, request: Request, *, corrects: str | None = None, kill_at: int = 0, key: str = ""
    ) -> Any:
        """A form: looked at, then sent as it was seen. With `kill_at` the terminal dies on the way."""
        if (inside := self.enter(code)) is None:
            return None
        station, session = inside
        operation = request.operation
        key = key or station.cases.new_key()

        def both() -> Any:
            shown = station.cases.preview(session, request, corrects=corrects)
            self.sent.append(Sent(code, request, key, shown.sha256, corrects))
            outcome = station.cases.perform(
                session, request, key=key, seen_sha256=shown.sha256, corrects=corrects, form={"step": "1"}
            )
            assert isinstance(outcome, Posted | Pending | Refused | Stale)
            assert not (isinstance(outcome, Posted) and outcome.replayed)
            if isinstance(outcome, Posted | Pending) or getattr(outcome, "case_no", None):
                self.taken.add(key)
            return outcome

        if not kill_at:
            return self.attempt(operation, both)
        terminal = self.terminals[code]
        try:
            with terminal.killed_at(kill_at):
                self.attempt(operation, both)
        except Killed:
            self.tally[operation.value, "killed"] += 1
        self.say(f"    the terminal of {code} is gone")
        terminal.drop()
        return None

    def again(self, one: Sent) -> Any:
        """The same form is sent once more: whatever had come of it, nothing more does."""
        if (inside := self.enter(one.by)) is None:
            return None
        station, session = inside
        ended = self.rows('SELECT status FROM "case" WHERE idempotency_key = :key', key=one.key)
        before = self.rows(EFFECTS)
        outcome = self.attempt(
            one.request.operation,
            lambda: station.cases.perform(
                session, one.request, key=one.key, seen_sha256=one.seen_sha256, corrects=one.corrects
            ),
        )
        if ended or one.key in self.taken:
            assert not isinstance(outcome, Posted) or outcome.replayed
            assert self.rows(EFFECTS) == before, "the same form had another effect"
        return outcome

    # ---- looking ---------------------------------------------------------------------------------------

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        return house.rows(self.onlooker, query, **values)

    def pick(self, query: str, **values: Any) -> tuple[Any, ...] | None:
        """One of the rows, by chance."""
        found = self.rows(query, **values)
        return self.random.choice(found) if found else None


def kinds_of(outcome: Any) -> list[str]:
    """What is counted of an outcome: its kind, and of a refusal every reason."""
    kind = type(outcome).__name__ if isinstance(outcome, _NAMED) else "done"
    if isinstance(outcome, Refused):
        return [kind, *(f"rule:{one.code}" for one in outcome.plan.decision.failed)]
    if isinstance(outcome, Posted) and outcome.replayed:
        return ["replayed"]
    return [kind]


_NAMED = (Posted, Pending, Refused, Stale, SentBack, Rejected)


def told(outcome: Any) -> str:
    if isinstance(outcome, Posted):
        return f"Posted {outcome.receipt.case_no}{' (replayed)' if outcome.replayed else ''}"
    if isinstance(outcome, Refused):
        return f"Refused {[one.code for one in outcome.plan.decision.failed]}"
    case_no = getattr(outcome, "case_no", None)
    return f"{type(outcome).__name__} {case_no or ''}".strip()


def writes() -> frozenset[OperationCode]:
    """The operations that change anything, as they are declared."""
    return frozenset(one.code for one in OPERATIONS.values() if one.nature.value != "inquiry")
