"""Every job there is, and the operations that write nothing."""

from __future__ import annotations

import os
import random
from collections.abc import Collection

from hfund_tui.domain.operation import OperationCode as Code
from tests.reliability.call_jobs import CALL_JOBS
from tests.reliability.case_jobs import CASE_JOBS
from tests.reliability.faults import STATEMENT
from tests.reliability.house_jobs import HOUSE_JOBS
from tests.reliability.job import Job
from tests.reliability.undisturbed import Undisturbed

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))

JOBS: tuple[Job, ...] = (*CASE_JOBS, *HOUSE_JOBS, *CALL_JOBS)

READ_ONLY = frozenset(
    {
        Code.LOOKUP,
        Code.SIGNING_GUIDE,
        Code.LOAN_CALCULATOR,
        Code.CALLER_STATUS,
        Code.WORK_ORDERS,
        Code.VIEW_QUEUE,
        Code.VIEW_DAY,
        Code.VIEW_EXCEPTIONS,
    }
)
"""Operations that put nothing on record. A guide that is read out in a call is part of the call."""


def points(whole: Undisturbed, kinds: Collection[str], most: int) -> list[int]:
    """At which moments of these kinds something goes wrong: at all of them in the campaign, else at so many, other
    ones for each job: one around a commit or at a file, and others anywhere."""
    possible = [number for number, kind in enumerate(whole.moments, 1) if kind in kinds]
    if CAMPAIGN or len(possible) <= most:
        return possible
    chance = random.Random(f"{whole.job.name} {sorted(kinds)}")
    ends = [one for one in possible if whole.moments[one - 1] != STATEMENT]
    chosen = {chance.choice(chance.choice((ends, possible)))} if most == 1 else {chance.choice(ends)}
    return sorted(chosen | set(chance.sample(possible, most - 1)))
