"""The best a learner did in each lesson, in a file beside the training database."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from hfund_tui.domain.lesson import LessonRun
from hfund_tui.services.errors import Trouble
from hfund_tui.services.outbox import write_private


@dataclass(frozen=True, slots=True)
class Result:
    """Keys and slips of the best time, and how many times the lesson was done."""

    keys: int
    slips: int
    times: int = 1


class ResultBook:
    """A book that can't be read is begun anew: it holds no more than somebody's pride."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> dict[str, Result]:
        """By the lesson's code."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return {code: Result(**one) for code, one in kept.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def keep(self, code: str, run: LessonRun) -> Result:
        """Take a run in that is finished; the best one so far."""
        kept = self.all()
        before = kept.get(code)
        done = Result(run.keys, run.slips)
        if before is not None:
            slips, keys = min((before.slips, before.keys), (done.slips, done.keys))
            done = Result(keys, slips, before.times + 1)
        kept[code] = done
        with suppress(Trouble):  # the learner saw the result: a full disk must not cost the lesson's end
            write_private(self._path, json.dumps({code: asdict(one) for code, one in kept.items()}, indent=1))
        return done
