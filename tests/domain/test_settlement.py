"""When an accepted leaving closure may be settled: every state, day by day around the day it changes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.closure import (
    Settlement,
    SettlementState,
    first_batch_day,
    in_batch_window,
    settlement,
)
from hfund_tui.domain.facts import InsuranceFacts
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import InsuranceStatus
from tests.support.builders import insured
from tests.support.policies import policy, policy_with

D, M = date, Month
DUE, WAITING = SettlementState.DUE, SettlementState.WAITING
CANCELLED, UNKNOWN = SettlementState.CANCELLED, SettlementState.UNKNOWN
PAYING, STOPPED = InsuranceStatus.PAYING, InsuranceStatus.STOPPED
TRANSFERRED, NEVER = InsuranceStatus.TRANSFERRED, InsuranceStatus.NEVER


@pytest.mark.parametrize(
    ("name", "applied", "on", "known", "state", "due"),
    [
        ("nothing known", D(2020, 2, 27), D(2020, 12, 31), None, UNKNOWN, None),
        # Insured until the month of the application: March, April and May are free.
        (
            "insured until 2020-02",
            D(2020, 2, 27),
            D(2020, 2, 27),
            insured(STOPPED, M(2020, 2)),
            WAITING,
            D(2020, 5, 22),
        ),
        (
            "a day before",
            D(2020, 2, 27),
            D(2020, 5, 21),
            insured(STOPPED, M(2020, 2)),
            WAITING,
            D(2020, 5, 22),
        ),
        ("the day itself", D(2020, 2, 27), D(2020, 5, 22), insured(STOPPED, M(2020, 2)), DUE, D(2020, 5, 22)),
        ("a day after", D(2020, 2, 27), D(2020, 5, 23), insured(STOPPED, M(2020, 2)), DUE, D(2020, 5, 22)),
        ("a year after", D(2020, 2, 27), D(2021, 5, 1), insured(STOPPED, M(2020, 2)), DUE, D(2020, 5, 22)),
        # Not paid in the month of the application: it counts as the first of the three.
        (
            "insured until 2020-01",
            D(2020, 2, 27),
            D(2020, 4, 21),
            insured(STOPPED, M(2020, 1)),
            WAITING,
            D(2020, 4, 22),
        ),
        (
            "insured until 2020-01, due",
            D(2020, 2, 27),
            D(2020, 4, 22),
            insured(STOPPED, M(2020, 1)),
            DUE,
            D(2020, 4, 22),
        ),
        (
            "stopped years ago counts from the application",
            D(2020, 2, 27),
            D(2020, 4, 22),
            insured(STOPPED, M(2015, 6)),
            DUE,
            D(2020, 4, 22),
        ),
        ("stopped, month not known", D(2020, 2, 27), D(2020, 4, 22), insured(STOPPED), DUE, D(2020, 4, 22)),
        # The first and the last day of a month make no difference.
        (
            "applied on the first",
            D(2020, 2, 1),
            D(2020, 4, 22),
            insured(STOPPED, M(2020, 1)),
            DUE,
            D(2020, 4, 22),
        ),
        (
            "applied on 29 February",
            D(2020, 2, 29),
            D(2020, 4, 21),
            insured(STOPPED, M(2020, 1)),
            WAITING,
            D(2020, 4, 22),
        ),
        (
            "applied on 31 December",
            D(2019, 12, 31),
            D(2020, 2, 29),
            insured(STOPPED, M(2019, 11)),
            DUE,
            D(2020, 2, 22),
        ),
        (
            "over the end of the year",
            D(2019, 11, 30),
            D(2020, 1, 22),
            insured(STOPPED, M(2019, 10)),
            DUE,
            D(2020, 1, 22),
        ),
        # Never insured: six months after the month of the application.
        ("never insured", D(2020, 2, 27), D(2020, 8, 21), insured(NEVER), WAITING, D(2020, 8, 22)),
        ("never insured, due", D(2020, 2, 27), D(2020, 8, 22), insured(NEVER), DUE, D(2020, 8, 22)),
        (
            "never insured, into 29 February",
            D(2019, 8, 30),
            D(2020, 2, 29),
            insured(NEVER),
            DUE,
            D(2020, 2, 22),
        ),
        # Transferred out: from the day of the transfer on, on any day of a month.
        (
            "transferred before",
            D(2020, 2, 27),
            D(2020, 2, 27),
            insured(TRANSFERRED, None, D(2020, 1, 2)),
            DUE,
            D(2020, 2, 27),
        ),
        (
            "transferred later",
            D(2020, 2, 27),
            D(2020, 3, 2),
            insured(TRANSFERRED, None, D(2020, 3, 2)),
            DUE,
            D(2020, 3, 2),
        ),
        (
            "not before the transfer",
            D(2020, 2, 27),
            D(2020, 3, 1),
            insured(TRANSFERRED, None, D(2020, 3, 2)),
            WAITING,
            D(2020, 3, 2),
        ),
        (
            "transferred, day not known",
            D(2020, 2, 27),
            D(2020, 3, 9),
            insured(TRANSFERRED, None, None, D(2020, 3, 9)),
            DUE,
            D(2020, 3, 9),
        ),
        # Paid again in a later month: the closure ends, whatever came after.
        ("insured still", D(2020, 2, 27), D(2020, 9, 30), insured(PAYING, M(2020, 2)), WAITING, None),
        (
            "insured still, paid long ago",
            D(2020, 2, 27),
            D(2020, 9, 30),
            insured(PAYING, M(2019, 1)),
            WAITING,
            None,
        ),
        ("paid in 2020-04", D(2020, 2, 27), D(2020, 4, 30), insured(PAYING, M(2020, 4)), CANCELLED, None),
        (
            "paid in the next month",
            D(2020, 2, 29),
            D(2020, 3, 1),
            insured(PAYING, M(2020, 3)),
            CANCELLED,
            None,
        ),
        (
            "paid again and stopped",
            D(2020, 2, 27),
            D(2020, 12, 31),
            insured(STOPPED, M(2020, 3)),
            CANCELLED,
            None,
        ),
        (
            "paid again and transferred",
            D(2020, 2, 27),
            D(2020, 12, 31),
            insured(TRANSFERRED, M(2020, 3), D(2020, 6, 1)),
            CANCELLED,
            None,
        ),
    ],
)
def test_where_a_closure_stands(
    name: str, applied: date, on: date, known: InsuranceFacts | None, state: SettlementState, due: date | None
) -> None:
    assert settlement(applied, on, known, policy(on)) == Settlement(state, due)


def test_the_waits_and_the_day_of_the_batch_are_policy() -> None:
    varied = policy_with(
        closure__leaving__insurance_free_months=1,
        closure__leaving__never_insured_months=12,
        closure__leaving__batch_from_day=31,
    )
    assert settlement(D(2020, 2, 1), D(2020, 2, 28), insured(STOPPED, M(2020, 1)), varied) == Settlement(
        WAITING, D(2020, 2, 29)
    )
    assert settlement(D(2020, 2, 1), D(2021, 2, 28), insured(NEVER), varied) == Settlement(
        DUE, D(2021, 2, 28)
    )


@pytest.mark.parametrize(
    ("on", "runs"),
    [
        (D(2020, 2, 21), False),
        (D(2020, 2, 22), True),
        (D(2020, 2, 29), True),
        (D(2020, 3, 1), False),
        (D(2021, 2, 28), True),
        (D(2020, 12, 31), True),
    ],
)
def test_the_batch_runs_from_its_day_to_the_end_of_the_month(on: date, runs: bool) -> None:
    assert in_batch_window(on, policy(on)) is runs
    assert (on >= first_batch_day(on, policy(on))) is runs


KNOWN = st.builds(
    insured,
    st.sampled_from(InsuranceStatus),
    st.none() | st.builds(Month, st.integers(2019, 2021), st.integers(1, 12)),
    st.none() | st.dates(D(2019, 1, 1), D(2021, 12, 31)),
)
DAYS = st.dates(D(2019, 1, 1), D(2022, 12, 31))


@given(DAYS, DAYS, KNOWN)
def test_what_is_due_stays_due_and_is_never_due_before_the_application(
    applied: date, on: date, known: InsuranceFacts
) -> None:
    found = settlement(applied, on, known, policy())
    assert (found.state is DUE) == (found.due_from is not None and on >= found.due_from)
    assert found.due_from is None or found.due_from >= applied.replace(day=1)
    later = settlement(applied, D(2030, 1, 1), known, policy())
    if found.due_from is not None:
        assert later == Settlement(DUE, found.due_from)
    paid_again = known.last_paid is not None and known.last_paid > Month.of(applied)
    assert (found.state is CANCELLED) == paid_again
