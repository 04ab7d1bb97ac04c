"""Members whose accounts can be closed, and closures that wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from hfund_tui.db.tables import Account, Member
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ChecklistItem, OperationCode
from hfund_tui.domain.request import CloseAccount, InsuranceProof, Request
from hfund_tui.domain.vocabulary import AccountState, InsuranceStatus, Verification
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.workstation import Workstation
from tests.support import branch

STOPPED = InsuranceProof(InsuranceStatus.STOPPED, last_paid=Month(2020, 1))


def seal(station: Workstation, member: int = 1, **changes: Any) -> None:
    """The employer has sealed the account; `changes` go to the member."""
    with branch.raw(station) as uow:
        account = uow.session.get_one(Account, branch.account_no(member))
        account.state, account.sealed_on = AccountState.SEALED, date(2020, 1, 31)
        row = uow.session.get_one(Member, member)
        for name, value in changes.items():
            setattr(row, name, value)


def carried_out(station: Workstation, request: Request) -> Posted:
    """The request, approved by the supervisor where that is needed."""
    session, cases = branch.sign_in(station), station.cases
    seen = cases.preview(session, request).sha256
    outcome: Any = cases.perform(session, request, key=cases.new_key(), seen_sha256=seen)
    if not isinstance(outcome, Posted):
        outcome = station.approvals.approve(
            session,
            outcome.case_no,
            checker_code=branch.SUPERVISOR,
            checker_password=branch.PASSWORD,
            seen_sha256=outcome.sha256,
        )
    assert isinstance(outcome, Posted)
    return outcome


def accepted(station: Workstation, member: int = 1, proof: InsuranceProof = STOPPED) -> str:
    """A leaving closure that was accepted and is not due; its case number."""
    seal(station, member)
    request = CloseAccount(
        member_id=member,
        kind=OperationCode.LEAVING_CLOSURE,
        insurance=proof,
        verification=Verification.ID_ORIGINAL,
        ticked=frozenset(
            {ChecklistItem.ID_ORIGINAL, ChecklistItem.APPLICATION_FORM, ChecklistItem.INSURANCE_PROOF}
        ),
    )
    return carried_out(station, request).receipt.case_no
