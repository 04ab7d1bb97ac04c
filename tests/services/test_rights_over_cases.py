"""Rights over a case: every way of handling it, by everybody, of the own and of other branches, in every state.

The people are generated from the roles, the states from the closed list; what is meant is written down here a
second time, so that a slip in a declaration or in a check shows.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from hfund_tui.db.tables import Branch, BusinessDay, Case, Staff
from hfund_tui.domain.catalogue import OPERATIONS, of_nature
from hfund_tui.domain.operation import OperationCode, OperationGroup, OperationNature
from hfund_tui.domain.vocabulary import CaseStatus, Role
from hfund_tui.services.errors import HfundError
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import ADMINISTRATOR, AGENT, AUDITOR, SUPERVISOR, TELLER, raw, sign_in
from tests.support.builders import by_proxy, new_proxy, rent

OWN, APPROVING, ELSEWHERE = "0003", "0004", "0005"
"""The branch of the case, the one whose supervisors decide its cases too, and one that does not."""

PEOPLE = {
    **{(role, OWN): code for code, role in branch.ROLES.items() if code not in (TELLER, "2002")},
    **{
        (role, where): f"{where[-1]}{number}"
        for where in (APPROVING, ELSEWHERE)
        for number, role in enumerate(Role, 100)
    },
}
"""Somebody of every role in every branch; none of them is the case's maker."""

WHO = [(None, OWN), *PEOPLE]
"""The maker, and everybody else."""

SAID = {"code": "other", "words": "请更正"}

Attempt = Callable[[Workstation, Any, str], object]


def approve(station: Workstation, session: Any, case_no: str) -> object:
    with station._database.reading() as reader:
        seen = reader.session.get_one(Case, case_no).plan_sha256 or ""
    return station.approvals.approve(session, case_no, seen_sha256=seen)


ATTEMPTS: dict[str, tuple[Attempt, OperationCode]] = {
    "take": (lambda s, who, case_no: s.approvals.take(who, case_no), OperationCode.TAKE_CASE),
    "approve": (approve, OperationCode.APPROVE_CASE),
    "reject": (
        lambda s, who, case_no: s.approvals.reject(who, case_no, **SAID),
        OperationCode.REJECT_CASE,
    ),
    "send back": (
        lambda s, who, case_no: s.approvals.send_back(who, case_no, **SAID),
        OperationCode.RETURN_CASE,
    ),
    "cancel": (lambda s, who, case_no: s.cases.cancel(who, case_no), OperationCode.CANCEL_CASE),
    "view": (lambda s, who, case_no: s.approvals.view(who, case_no), OperationCode.VIEW_QUEUE),
    "reopen": (lambda s, who, case_no: s.approvals.reopen(who, case_no), OperationCode.VIEW_QUEUE),
}

DECIDE = {CaseStatus.PENDING}
IN_AN_INBOX = {CaseStatus.PENDING, CaseStatus.RETURNED}


def intended(how: str, role: Role | None, where: str, status: CaseStatus) -> bool:
    """`role` None is the maker."""
    match how:
        case "cancel":
            own = role is None or (role is Role.SUPERVISOR and where == OWN)
            return own and status in {*IN_AN_INBOX, CaseStatus.CANCELLED}
        case "reopen":
            return role is None and status is CaseStatus.RETURNED
        case "view":
            decides = role is Role.SUPERVISOR and where in (OWN, APPROVING)
            return (role is None or decides) and status in IN_AN_INBOX
        case _:
            return role is Role.SUPERVISOR and where in (OWN, APPROVING) and status in DECIDE


def code_of(role: Role | None, where: str) -> str:
    return TELLER if role is None else PEOPLE[role, where]


@pytest.fixture
def house(station: Workstation) -> Workstation:
    """Two more branches, with somebody of every role in each."""
    with raw(station) as uow:
        sql = uow.session
        for number, code in enumerate((APPROVING, ELSEWHERE)):
            sql.add(Branch(code=code, name=f"管理部{code}", name_en=f"Branch {code}"))
            sql.add(
                BusinessDay(
                    branch_code=code, business_date=branch.TODAY, opened_by=SUPERVISOR, opened_at=branch.NOW
                )
            )
            for order, role in enumerate(Role):
                sql.add(
                    Staff(
                        code=PEOPLE[role, code],
                        name="员工",
                        name_en="Staff",
                        role=role,
                        branch_code=code,
                        id_no=branch.id_number(branch.TODAY.replace(year=1975), 300 + 10 * number + order),
                        password_hash=branch._HASH,
                        must_change=False,
                    )
                )
        sql.get_one(Branch, OWN).approval_branch_code = APPROVING
    return station


def case_in(station: Workstation, status: CaseStatus) -> str:
    """A case of the maker in that state; states that need more than a few columns are set with them."""
    session = sign_in(station, TELLER)
    request = by_proxy(rent(), new_proxy())
    seen = station.cases.preview(session, request).sha256
    pending: Any = station.cases.perform(session, request, key=station.cases.new_key(), seen_sha256=seen)
    if status is CaseStatus.PENDING:
        return str(pending.case_no)
    if status is CaseStatus.RETURNED:
        station.approvals.send_back(sign_in(station, SUPERVISOR), pending.case_no, **SAID)
        return str(pending.case_no)
    station.cases.cancel(session, pending.case_no)
    with raw(station) as uow:
        row = uow.session.get_one(Case, pending.case_no)
        row.status = status
        row.decision_code = "other"
    return str(pending.case_no)


@pytest.mark.parametrize(("how", "status"), list(product(ATTEMPTS, CaseStatus)))
def test_who_may_do_what_to_a_case(house: Workstation, how: str, status: CaseStatus) -> None:
    """Those who may not come first, then one of those who may: after that the case is another."""
    attempt, _ = ATTEMPTS[how]
    case_no = case_in(house, status)
    before = _row(house, case_no)
    for role, where in WHO:
        if intended(how, role, where, status):
            continue
        with pytest.raises(HfundError):
            attempt(house, sign_in(house, code_of(role, where)), case_no)
        assert _row(house, case_no) == before, (role, where)
    for role, where in (one for one in WHO if intended(how, *one, status)):
        attempt(house, sign_in(house, code_of(role, where)), case_no)
        break


@pytest.mark.parametrize("how", ATTEMPTS)
@pytest.mark.parametrize("where", [OWN, APPROVING])
def test_both_branches_decide(house: Workstation, how: str, where: str) -> None:
    if not intended(how, Role.SUPERVISOR, where, CaseStatus.PENDING):
        pytest.skip("not for supervisors")
    case_no = case_in(house, CaseStatus.PENDING)
    ATTEMPTS[how][0](house, sign_in(house, PEOPLE[Role.SUPERVISOR, where]), case_no)


def test_every_way_of_handling_a_case_is_asked() -> None:
    """A new declaration about cases has to come into this matrix."""
    about_cases = {
        one.code for one in of_nature(OperationNature.HANDLING) if one.group is OperationGroup.CASE
    }
    asked = {code for _, code in ATTEMPTS.values()}
    assert about_cases - asked == {OperationCode.REPRINT_RECEIPT}
    for how, (_, code) in ATTEMPTS.items():
        roles = {role for role, where in PEOPLE if intended(how, role, where, CaseStatus.PENDING)}
        assert roles <= OPERATIONS[code].roles
    assert not {Role.AUDITOR, Role.ADMINISTRATOR} & {
        role for _, code in ATTEMPTS.values() for role in OPERATIONS[code].roles
    }
    assert {AGENT, AUDITOR, ADMINISTRATOR} <= set(PEOPLE.values())


def _row(station: Workstation, case_no: str) -> dict[str, Any]:
    with station._database.reading() as reader:
        return reader.session.get_one(Case, case_no).model_dump()
