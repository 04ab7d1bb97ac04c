"""Rights: every operation, role, channel and state of the day, generated from the declarations."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import product

import pytest
from sqlmodel import select

from hfund_tui.db.tables import BusinessDay, Staff
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode, OperationNature, Presence
from hfund_tui.domain.request import ProxyOnFile, SignAgreement
from hfund_tui.domain.request_types import REQUEST_TYPES
from hfund_tui.domain.vocabulary import Channel, Role, Verification
from hfund_tui.services.authority import _SEEN, authorise, check_verification
from hfund_tui.services.errors import Refusal
from tests.support import branch
from tests.support.branch import ROLES, raw, sign_in

# What is meant to be allowed, written down a second time so that a slip in a declaration shows.
COUNTER = {Role.TELLER, Role.SUPERVISOR}
INTENDED = {
    OperationCode.LOOKUP: COUNTER | {Role.AUDITOR},
    OperationCode.VIEW_MEMBER: COUNTER | {Role.AGENT, Role.AUDITOR},
    OperationCode.REVEAL_FIELD: COUNTER | {Role.AUDITOR},
    OperationCode.SIGN_AGREEMENT: COUNTER,
    OperationCode.TERMINATE_AGREEMENT: COUNTER,
    OperationCode.REVOKE_PROXY: COUNTER,
    OperationCode.RENT_WITHDRAWAL: COUNTER | {Role.AGENT},
    OperationCode.OTHER_HOUSING_WITHDRAWAL: COUNTER | {Role.AGENT},
    OperationCode.LEAVING_CLOSURE: COUNTER,
    OperationCode.RETIREMENT_CLOSURE: COUNTER,
    OperationCode.SETTLE_CLOSURE: COUNTER,
    OperationCode.CANCEL_CLOSURE: COUNTER,
    OperationCode.REDIRECT_PAYOUT: COUNTER,
    OperationCode.RECORD_INSURANCE: COUNTER,
    OperationCode.LINK_CARD: COUNTER,
    OperationCode.CONTRIBUTION_CERTIFICATE: COUNTER,
    OperationCode.VERIFY_DOCUMENT: COUNTER | {Role.AUDITOR},
    OperationCode.SET_PASSWORD: COUNTER,
    OperationCode.RESET_PASSWORD: COUNTER,
    OperationCode.EARLY_REPAYMENT: COUNTER,
    OperationCode.SHORTEN_TERM: COUNTER,
    OperationCode.CHANGE_REPAYMENT_ACCOUNT: COUNTER,
    OperationCode.CHANGE_REPAYMENT_METHOD: COUNTER,
    OperationCode.CHANGE_DUE_DAY: COUNTER,
    OperationCode.SIGN_CO_REPAYMENT: COUNTER,
    OperationCode.END_CO_REPAYMENT: COUNTER,
    OperationCode.OFFSET_REPAYMENT: COUNTER,
    OperationCode.LOAN_STATEMENT: COUNTER,
    OperationCode.SETTLEMENT_CERTIFICATE: COUNTER,
    OperationCode.LOAN_CALCULATOR: COUNTER | {Role.AGENT, Role.AUDITOR},
    OperationCode.SIGNING_GUIDE: COUNTER | {Role.AGENT},
    OperationCode.TAKE_CALL: {Role.AGENT},
    OperationCode.CALLER_STATUS: {Role.AGENT},
    OperationCode.WHAT_IF: {Role.AGENT},
    OperationCode.CALL_BACK: {Role.AGENT, Role.SUPERVISOR},
    OperationCode.OPEN_WORK_ORDER: {Role.AGENT},
    OperationCode.WORK_ORDERS: {Role.AGENT, Role.SUPERVISOR},
    OperationCode.ANSWER_WORK_ORDER: {Role.AGENT, Role.SUPERVISOR},
    OperationCode.HANDLE_WORK_ORDER: {Role.AGENT},
    OperationCode.REVERSE_CASE: COUNTER,
    OperationCode.VIEW_QUEUE: COUNTER,
    OperationCode.APPROVE_CASE: {Role.SUPERVISOR},
    OperationCode.CANCEL_CASE: COUNTER | {Role.AGENT},
    OperationCode.TAKE_CASE: {Role.SUPERVISOR},
    OperationCode.REJECT_CASE: {Role.SUPERVISOR},
    OperationCode.RETURN_CASE: {Role.SUPERVISOR},
    OperationCode.REPRINT_RECEIPT: COUNTER,
    OperationCode.VIEW_DAY: COUNTER | {Role.AUDITOR},
    OperationCode.OPEN_DAY: {Role.SUPERVISOR},
    OperationCode.CLOSE_DAY: {Role.SUPERVISOR},
    OperationCode.REOPEN_DAY: {Role.SUPERVISOR},
    OperationCode.EXPORT_PAYMENTS: {Role.SUPERVISOR},
    OperationCode.IMPORT_RETURNS: {Role.SUPERVISOR},
    OperationCode.EXPORT_DEBITS: {Role.SUPERVISOR},
    OperationCode.IMPORT_DEBITS: {Role.SUPERVISOR},
    OperationCode.SETTLE_DUE: {Role.SUPERVISOR},
    OperationCode.IMPORT_CONTRIBUTIONS: {Role.SUPERVISOR},
    OperationCode.EXPORT_MEMBERS: {Role.SUPERVISOR},
    OperationCode.IMPORT_MEMBERS: {Role.SUPERVISOR},
    OperationCode.VIEW_EXCEPTIONS: {Role.SUPERVISOR, Role.AUDITOR},
    OperationCode.VIEW_ADOPTION: {Role.SUPERVISOR, Role.AUDITOR},
}
ON_LINE = {
    OperationCode.RENT_WITHDRAWAL,
    OperationCode.OTHER_HOUSING_WITHDRAWAL,
    OperationCode.LEAVING_CLOSURE,
    OperationCode.RETIREMENT_CLOSURE,
    OperationCode.SETTLE_CLOSURE,
    OperationCode.EARLY_REPAYMENT,
    OperationCode.SHORTEN_TERM,
    OperationCode.CHANGE_REPAYMENT_ACCOUNT,
    OperationCode.CHANGE_REPAYMENT_METHOD,
    OperationCode.CHANGE_DUE_DAY,
    OperationCode.OFFSET_REPAYMENT,
}
ABOUT_A_CALLER = {
    OperationCode.VIEW_MEMBER,
    OperationCode.CALLER_STATUS,
    OperationCode.WHAT_IF,
    OperationCode.RENT_WITHDRAWAL,
    OperationCode.OTHER_HOUSING_WITHDRAWAL,
}
"""By telephone only about whoever was verified in the call that is going on."""


def allowed(station, session, code: OperationCode) -> str:
    with station._database.reading() as reader:
        try:
            authorise(reader.session, session, code)
        except Refusal as refusal:
            return refusal.code
    return "allowed"


@pytest.mark.parametrize(("code", "staff"), list(product(OperationCode, ROLES)))
def test_only_what_is_declared(station, code: OperationCode, staff: str) -> None:
    session = sign_in(station, staff)
    expected = "allowed" if ROLES[staff] in INTENDED[code] else "not_permitted"
    if ROLES[staff] is Role.AGENT and code in ABOUT_A_CALLER:
        expected = "caller_not_verified"
    assert allowed(station, session, code) == expected


@pytest.mark.parametrize("code", list(OperationCode))
def test_a_session_does_not_outlive_its_role_or_its_day(station, code: OperationCode) -> None:
    who = next(staff for staff, role in ROLES.items() if role in INTENDED[code])
    session = sign_in(station, who)
    with raw(station) as uow:
        uow.session.get_one(Staff, who).role = Role.ADMINISTRATOR
    assert allowed(station, session, code) == "session_ended"
    with raw(station) as uow:
        uow.session.get_one(Staff, who).role = ROLES[who]
        day = uow.session.exec(select(BusinessDay)).one()
        day.closed_by, day.closed_at = branch.SUPERVISOR_2, branch.NOW
    assert allowed(station, session, code) == "day_closed"
    other_branch = replace(session, branch_code="9999")
    assert allowed(station, other_branch, code) == "session_ended"


@pytest.mark.parametrize(
    "code", [c for c, o in OPERATIONS.items() if o.nature is OperationNature.TRANSACTION]
)
@pytest.mark.parametrize("channel", list(Channel))
def test_staff_post_only_at_the_counter_or_not_at_all(station, code, channel) -> None:
    """Self-service channels carry withdrawals and closures, but no staff role signs in there; the rest is for
    the counter."""
    session = replace(sign_in(station, branch.TELLER), channel=channel)
    expected = "allowed" if channel is Channel.COUNTER else "session_ended"
    assert allowed(station, session, code) == expected
    declared = channel in OPERATIONS[code].channels
    assert declared == (channel is Channel.COUNTER or code in ON_LINE)


@pytest.mark.parametrize(
    "code", [c for c, o in OPERATIONS.items() if o.nature is OperationNature.TRANSACTION]
)
@pytest.mark.parametrize("presence", list(Presence))
def test_only_whom_the_operation_knows(teller, code, presence) -> None:
    """Whatever else is in order: nobody is absent, or acts for another, where the declaration does not say so."""
    kind = REQUEST_TYPES[code]
    values = {
        "presence": presence,
        "verification": _SEEN[presence],
        "proxy": ProxyOnFile(1) if presence is Presence.PROXY else None,
        "kind": code,
    }
    names = {one.name for one in fields(kind)}
    request = kind(**{name: values.get(name, 1) for name in names})
    if OPERATIONS[code].takes(presence):
        check_verification(teller, request)
        return
    with pytest.raises(Refusal) as caught:
        check_verification(teller, request)
    assert caught.value.code == "not_verified"


@pytest.mark.parametrize(
    ("presence", "verification", "proxy", "fits"),
    [
        (Presence.IN_PERSON, Verification.ID_ORIGINAL, None, True),
        (Presence.IN_PERSON, Verification.NONE, None, False),
        (Presence.IN_PERSON, Verification.PROXY_ID_ORIGINAL, None, False),
        (Presence.IN_PERSON, Verification.HOTLINE_FULL, None, False),
        (Presence.IN_PERSON, Verification.ID_ORIGINAL, ProxyOnFile(1), False),
        (Presence.PROXY, Verification.PROXY_ID_ORIGINAL, ProxyOnFile(1), True),
        (Presence.PROXY, Verification.ID_ORIGINAL, ProxyOnFile(1), False),
        (Presence.PROXY, Verification.PROXY_ID_ORIGINAL, None, False),
    ],
)
def test_whoever_is_present_was_identified(teller, presence, verification, proxy, fits) -> None:
    request = SignAgreement(
        member_id=1, version="2020-02", presence=presence, verification=verification, proxy=proxy
    )
    if fits:
        check_verification(teller, request)
        return
    with pytest.raises(Refusal):
        check_verification(teller, request)
