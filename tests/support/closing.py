"""Members whose accounts can be closed, and closures that wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from hfund_tui.db.tables import Account, Member
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import CloseAccount, InsuranceProof
from hfund_tui.domain.vocabulary import AccountState, InsuranceStatus
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house

STOPPED = InsuranceProof(InsuranceStatus.STOPPED, last_paid=Month(2020, 1))
TRANSFERRED = InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=date(2020, 2, 20))


def seal(station: Workstation, member: int = 1, **changes: Any) -> None:
    """The employer has sealed the account; `changes` go to the member."""
    with branch.raw(station) as uow:
        account = uow.session.get_one(Account, branch.account_no(member))
        account.state, account.sealed_on = AccountState.SEALED, date(2020, 1, 31)
        row = uow.session.get_one(Member, member)
        for name, value in changes.items():
            setattr(row, name, value)


def accepted(station: Workstation, member: int = 1, proof: InsuranceProof = STOPPED) -> str:
    """A leaving closure that was accepted and waits; its case number."""
    seal(station, member)
    request = CloseAccount(member_id=member, kind=OperationCode.LEAVING_CLOSURE, insurance=proof)
    session = branch.sign_in(station)
    return house.done(station, session, house.complete(request)).receipt.case_no
