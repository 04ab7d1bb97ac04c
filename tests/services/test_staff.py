"""Signing in, locking out, proving, passwords."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from hfund_tui.db.tables import AuditEvent, BusinessDay, Staff
from hfund_tui.domain.vocabulary import Channel, Role
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.staff import NewStaff
from tests.support import branch
from tests.support.branch import PASSWORD, SUPERVISOR, TELLER, raw


def refused(call, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value


@pytest.mark.parametrize(
    ("code", "role", "channel"),
    [
        (TELLER, Role.TELLER, Channel.COUNTER),
        (SUPERVISOR, Role.SUPERVISOR, Channel.COUNTER),
        (branch.AGENT, Role.AGENT, Channel.HOTLINE),
        (branch.AUDITOR, Role.AUDITOR, Channel.COUNTER),
    ],
)
def test_signed_in(station, code, role, channel) -> None:
    session = station.staff.sign_in(f" {code} ", PASSWORD)
    assert (session.role, session.channel, session.business_date) == (role, channel, branch.TODAY)


def test_unknown_code_and_wrong_password_sound_alike_at_first(station) -> None:
    assert refused(station.staff.sign_in, "nobody", "x").code == "sign_in_failed"
    wrong = refused(station.staff.sign_in, TELLER, "x")
    assert (wrong.code, wrong.params["n"]) == ("sign_in_failed_left", 4)


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(station, clock) -> None:
    for left in (4, 3, 2, 1):
        assert refused(station.staff.sign_in, TELLER, "x").params["n"] == left
    assert refused(station.staff.sign_in, TELLER, "x").code == "staff_locked"
    assert refused(station.staff.sign_in, TELLER, PASSWORD).code == "staff_locked"
    clock.advance(timedelta(minutes=15))
    assert station.staff.sign_in(TELLER, PASSWORD).staff_code == TELLER


def test_a_right_password_forgets_the_wrong_ones(station) -> None:
    for _ in range(4):
        refused(station.staff.sign_in, TELLER, "x")
    station.staff.sign_in(TELLER, PASSWORD)
    assert refused(station.staff.sign_in, TELLER, "x").params["n"] == 4


def test_unlocking_counts_wrong_passwords_too(station, teller) -> None:
    station.staff.unlock(teller, PASSWORD)
    for _ in range(4):
        refused(station.staff.unlock, teller, "x")
    assert refused(station.staff.unlock, teller, "x").code == "staff_locked"


def test_inactive_and_closed_day(station) -> None:
    with raw(station) as uow:
        uow.session.get_one(Staff, TELLER).active = False
    assert refused(station.staff.sign_in, TELLER, PASSWORD).code == "staff_inactive"
    with raw(station) as uow:
        day = uow.session.exec(select(BusinessDay)).one()
        day.closed_by, day.closed_at = SUPERVISOR, branch.NOW
    assert refused(station.staff.sign_in, SUPERVISOR, PASSWORD).code == "no_open_day"


def test_every_attempt_is_in_the_audit(station) -> None:
    refused(station.staff.sign_in, TELLER, "x")
    session = station.staff.sign_in(TELLER, PASSWORD)
    station.staff.sign_out(session)
    with station._database.reading() as reader:
        events = reader.session.exec(select(AuditEvent.operation, AuditEvent.outcome)).all()
    assert [(operation, str(outcome)) for operation, outcome in events] == [
        ("0001:sign_in", "refused"),
        ("0001:sign_in", "done"),
        ("0002:sign_out", "done"),
    ]


def test_a_first_password_has_to_be_changed(station) -> None:
    with raw(station) as uow:
        uow.session.get_one(Staff, TELLER).must_change = True
    session = station.staff.sign_in(TELLER, PASSWORD)
    assert session.must_change_password
    assert refused(station.lookup.search, session, "张").code == "must_change_password"
    session = station.staff.change_password(session, PASSWORD, "another-one-28")
    assert station.lookup.search(session, "张").rows
    assert station.staff.sign_in(TELLER, "another-one-28")


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("short", "password_too_short"),
        (PASSWORD, "password_too_easy"),
        ("1001-1001-1001", "password_too_easy"),
    ],
)
def test_poor_passwords(station, teller, new, code) -> None:
    with pytest.raises(BadInput) as caught:
        station.staff.change_password(teller, PASSWORD, new)
    assert caught.value.code == code


NEW = NewStaff(
    "1003", "赵六", "Zhao Liu", Role.TELLER, "0003", branch.id_number(date(1991, 1, 1), 5), "a-long-one-1"
)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "10 03"}, "code"),
        ({"code": TELLER}, "code"),
        ({"name": "\u200b"}, "name"),
        ({"id_no": "110105194912310021"}, "id_no"),
        ({"id_no": branch.STAFF_IDS[TELLER]}, "id_no"),
        ({"branch_code": "9999"}, "branch_code"),
        ({"password": "short"}, "password"),
    ],
)
def test_staff_that_cannot_be_added(station, changes, field) -> None:
    with pytest.raises(BadInput) as caught:
        station.staff.add(replace(NEW, **changes))
    assert caught.value.field == field


def test_added_staff_sign_in_and_must_change(station) -> None:
    station.staff.add(NEW)
    assert station.staff.sign_in("1003", "a-long-one-1").must_change_password
