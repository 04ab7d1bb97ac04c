"""Learning by doing: what a lesson waits for, what the learner did, and how well. Pure; the words stand in data.

A lesson is a row of things awaited. Whoever knows a shorter way takes it: what is on record counts, however
it came about; screens and members on the way to it are skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hfund_tui.domain.vocabulary import AuditOutcome

SIGN_IN = "0001:sign_in"
"""How the record names a sign-in."""

_SOUND_KEYS = 3, 2
"""A sound way takes at most half as many keys again as the shortest."""
_SOUND_SLIPS = 2


class Sight(StrEnum):
    """What can be seen of a learner."""

    SCREEN = "screen"
    """A screen came on top, by its route."""
    MEMBER = "member"
    """A member is being served."""
    FAILED = "failed"
    """The decision on the screen names a rule that is not met, by its code."""
    RECORD = "record"
    """The audit has a new event, by its label."""


class Grade(StrEnum):
    GOOD = "good"
    SOUND = "sound"
    AGAIN = "again"


class Stray(StrEnum):
    """How the learner has left the way of the lesson."""

    MEMBER = "member"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing the learner did. `by` is a staff code; outcome, reason and `by` are known of what is on record."""

    sight: Sight
    what: str = ""
    outcome: AuditOutcome | None = None
    reason: str | None = None
    by: str | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a step waits for. An outcome, reason or person that is None may be any."""

    sight: Sight
    what: str = ""
    outcome: AuditOutcome | None = None
    reason: str | None = None
    by: str | None = None

    def is_met_by(self, seen: Happening, member_id: int) -> bool:
        if seen.sight is not self.sight:
            return False
        if self.sight is Sight.MEMBER:
            return seen.member_id == member_id
        return seen.what == self.what and all(
            wanted is None or wanted == found
            for wanted, found in (
                (self.outcome, seen.outcome),
                (self.reason, seen.reason),
                (self.by, seen.by),
            )
        )


@dataclass(frozen=True, slots=True)
class LessonRun:
    """How far a learner is. `at` counts from 0; at the number of steps, the lesson is done.

    `slips` are errors the program had to report, and people who were not meant. `stray` is the last of the latter,
    until the next step is done.
    """

    steps: tuple[Awaited, ...]
    member_id: int
    at: int = 0
    keys: int = 0
    slips: int = 0
    stray: Stray | None = None

    @property
    def finished(self) -> bool:
        return self.at >= len(self.steps)

    def key(self) -> LessonRun:
        return self if self.finished else replace(self, keys=self.keys + 1)

    def slip(self) -> LessonRun:
        return self if self.finished else replace(self, slips=self.slips + 1)

    def saw(self, happenings: Sequence[Happening]) -> LessonRun:
        """The run after these happenings, in their order."""
        run = self
        for seen in happenings:
            run = run._saw(seen)
        return run

    def _saw(self, seen: Happening) -> LessonRun:
        if self.finished:
            return self
        if self.steps[self.at].is_met_by(seen, self.member_id):
            return replace(self, at=self.at + 1, stray=None)
        if seen.sight is Sight.RECORD:
            for number in range(self.at + 1, len(self.steps)):
                if self.steps[number].is_met_by(seen, self.member_id):
                    return replace(self, at=number + 1, stray=None)
        stray = self._stray(seen)
        if stray is None or stray is self.stray:
            return self
        return replace(self, slips=self.slips + 1, stray=stray)

    def _stray(self, seen: Happening) -> Stray | None:
        if seen.sight is Sight.MEMBER and seen.member_id not in (None, self.member_id):
            return Stray.MEMBER
        meant = {one.by for one in self.steps if one.what == SIGN_IN}
        if seen.what == SIGN_IN and seen.outcome is AuditOutcome.DONE and seen.by not in meant:
            return Stray.STAFF
        return None


def grade(keys: int, slips: int, shortest: int) -> Grade:
    """How well a lesson was done; `shortest` is the number of keys of its own way."""
    more, than = _SOUND_KEYS
    if slips == 0 and keys <= shortest:
        return Grade.GOOD
    if slips <= _SOUND_SLIPS and keys * than <= shortest * more:
        return Grade.SOUND
    return Grade.AGAIN
