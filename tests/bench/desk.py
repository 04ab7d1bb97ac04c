"""What a desk looks at all day, in exact look-ups of the same run."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from random import Random

from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.bench.figures import timed

TIMES = 40


def times(station: Workstation, teller: Session, supervisor: Session) -> dict[str, float]:
    """Seconds by what is looked at."""
    with station._database.reading() as reader:
        most = reader.connection.exec_driver_sql("SELECT max(id) FROM member").scalar_one()
    random = Random(7)
    members = itertools.cycle([random.randint(1, most) for _ in range(TIMES)])
    jobs: dict[str, Callable[[], object]] = {
        "member at a glance": lambda: station.members.overview(teller, next(members)),
        "queue": lambda: station.queue.queue(supervisor),
        "adoption dashboard": lambda: station.adoption.figures(supervisor),
        "exceptions": lambda: station.exceptions.counts(
            supervisor, supervisor.business_date, supervisor.business_date
        ),
        "receipts of today": lambda: station.receipts.of_today(teller),
        "debit files": lambda: station.debits.files(supervisor),
    }
    return {what: timed(job, TIMES) for what, job in jobs.items()}
