"""Looking after the staff: passwords, leaving, coming back, moving; and what that does to whoever is at work."""

from __future__ import annotations

import json

import pytest
from sqlmodel import select

from hfund_tui.db.tables import AuditEvent, Branch
from hfund_tui.domain.vocabulary import Role
from hfund_tui.services.errors import BadInput, Refusal
from tests.support import branch
from tests.support.branch import ADMINISTRATOR, PASSWORD, SUPERVISOR, TELLER, raw
from tests.support.house import clean

NEW = "another-first-one"


def standing(station, code: str = TELLER):
    return next(one for one in station.staff_care.all() if one.code == code)


def event(station, operation: str) -> AuditEvent:
    """The only one of its kind."""
    with raw(station) as uow:
        return uow.session.exec(select(AuditEvent).where(AuditEvent.operation == operation)).one()


def refused(code: str, call, *arguments, **named) -> None:
    with pytest.raises((Refusal, BadInput)) as trouble:
        call(*arguments, **named)
    assert trouble.value.code == code


def test_everybody_is_listed(station) -> None:
    lines = station.staff_care.all()
    assert [one.code for one in lines] == sorted(branch.ROLES)
    assert {one.role for one in lines} == set(branch.ROLES.values())


def test_a_forgotten_password(station) -> None:
    station.staff_care.renew_password(TELLER, NEW)
    refused("sign_in_failed_left", station.staff.sign_in, TELLER, PASSWORD)
    assert station.staff.sign_in(TELLER, NEW).must_change_password
    assert standing(station).must_change
    assert NEW not in event(station, "0011:renew_password").detail_json
    clean(station)


def test_a_lock_is_lifted(station) -> None:
    for _ in range(5):
        with pytest.raises(Refusal):
            station.staff.sign_in(TELLER, "wrong")
    assert standing(station).locked_until is not None
    station.staff_care.renew_password(TELLER, NEW)
    assert standing(station).locked_until is None
    assert station.staff.sign_in(TELLER, NEW)


def test_somebody_leaves_in_the_middle_of_the_work(station, teller) -> None:
    station.staff_care.dismiss(TELLER)
    refused("session_ended", station.lookup.search, teller, "zhang")
    refused("staff_inactive", station.staff.sign_in, TELLER, PASSWORD)
    refused("staff_left", station.staff_care.renew_password, TELLER, NEW)
    refused("staff_left", station.staff_care.dismiss, TELLER)
    station.staff_care.reinstate(TELLER)
    refused("staff_is_active", station.staff_care.reinstate, TELLER)
    assert station.staff.sign_in(TELLER, PASSWORD)
    clean(station)


def test_another_role_counts_at_once(station) -> None:
    supervisor = branch.sign_in(station, SUPERVISOR)
    station.staff_care.assign(SUPERVISOR, role=Role.TELLER)
    with pytest.raises(Refusal):
        station.queue.waiting(supervisor)
    detail = json.loads(event(station, "0014:assign_staff").detail_json)
    assert (detail["before"]["role"], detail["after"]["role"]) == ("supervisor", "teller")


def test_another_branch(station) -> None:
    with raw(station) as uow:
        uow.session.add(Branch(code="0004", name="罗湖管理部", name_en="Luohu"))
    station.staff_care.assign(TELLER, branch_code="0004")
    assert standing(station).branch_code == "0004"
    assert event(station, "0014:assign_staff").branch_code == "0004"


def test_the_last_administrator_stays(station) -> None:
    refused("last_administrator", station.staff_care.dismiss, ADMINISTRATOR)
    refused("last_administrator", station.staff_care.assign, ADMINISTRATOR, role=Role.TELLER)
    station.staff_care.assign(TELLER, role=Role.ADMINISTRATOR)
    station.staff_care.dismiss(ADMINISTRATOR)
    assert not standing(station, ADMINISTRATOR).active


@pytest.mark.parametrize(
    ("code", "method", "arguments", "named"),
    [
        ("staff_unknown", "dismiss", ("7777",), {}),
        ("staff_unknown", "reinstate", ("",), {}),
        ("password_too_short", "renew_password", (TELLER, "short"), {}),
        ("unstorable", "renew_password", (TELLER, "a long one \ud800"), {}),
        ("branch_unknown", "assign", (TELLER,), {"branch_code": "0999"}),
        ("nothing_assigned", "assign", (TELLER,), {}),
        ("nothing_assigned", "assign", (TELLER,), {"role": Role.TELLER}),
    ],
)
def test_what_can_not_be_leaves_no_trace(station, code, method, arguments, named) -> None:
    before = station.staff_care.all()
    refused(code, getattr(station.staff_care, method), *arguments, **named)
    assert station.staff_care.all() == before
