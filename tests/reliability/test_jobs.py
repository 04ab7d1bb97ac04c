"""Nothing that writes is missing from the sweep, and every job is what it says."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable

import pytest

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationNature
from hfund_tui.services.workstation import Workstation
from tests.reliability.all_jobs import JOBS, READ_ONLY
from tests.reliability.faults import COMMIT
from tests.reliability.job import Job
from tests.reliability.undisturbed import Undisturbed

pytestmark = pytest.mark.reliability

OPENS_A_TRANSACTION = {"writing", "_writing", "deciding", "deciding_request"}

APPROVING = "approvals.approve"
"""On record as what was approved."""


def _called(method: Callable[..., object]) -> set[str]:
    """The names of the methods it calls, of whatever object."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(method)))
    calls = (one.func for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
    return {one.attr for one in calls if isinstance(one, ast.Attribute)}


def _writers(service: type) -> set[str]:
    """The methods that open a writing transaction, by themselves or by another one of the service."""
    members = inspect.getmembers(service, _is_ours)
    methods = {name: _called(one) for name, one in members if not name.startswith("__")}
    found: set[str] = set()
    while True:
        more = {name for name, called in methods.items() if called & (OPENS_A_TRANSACTION | found)}
        if more == found:
            return {one for one in found if not one.startswith("_")}
        found = more


def _is_ours(member: object) -> bool:
    return inspect.isfunction(member) and member.__module__.startswith("hfund_tui.")


def test_every_method_that_writes_is_a_job(station: Workstation) -> None:
    writers = {
        f"{name}.{method}"
        for name, service in vars(station).items()
        if type(service).__module__.startswith("hfund_tui.services")
        for method in _writers(type(service))
        if inspect.isfunction(getattr(type(service), method))
    }
    assert writers == {one.through for one in JOBS}


def test_every_operation_is_a_job_or_writes_nothing() -> None:
    swept = {one.operation for one in JOBS if one.operation}
    assert swept | READ_ONLY == set(OPERATIONS) and not swept & READ_ONLY
    assert {OPERATIONS[one].nature for one in READ_ONLY} == {OperationNature.INQUIRY}


def test_no_two_jobs_have_one_name() -> None:
    assert len({one.name for one in JOBS}) == len(JOBS)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_job_is_what_it_says(job: Job, whole_jobs: Callable[[Job], Undisturbed]) -> None:
    whole = whole_jobs(job)
    assert whole.done != whole.ready.before, "it has an effect"
    assert whole.stages[-1].rows == whole.done.rows
    assert whole.moments.count(COMMIT) == job.transactions == len(whole.stages) - 1
    if job.operation is not None and job.through != APPROVING:
        assert OPERATIONS[job.operation].audit_label in whole.labels, "and is on record"
    if not job.each_time:
        assert whole.twice.without_audit() == whole.done.without_audit(), "done again it does nothing more"
