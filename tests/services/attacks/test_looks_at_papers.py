"""A teller who turns over the papers of others: numbers run one after the other, and papers bear whole names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlmodel import select

from hfund_tui.db.tables import AuditEvent
from hfund_tui.domain.certificate import CertificateRequest
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services.errors import HfundError
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house

ASKED = CertificateRequest(1, Month(2019, 3), Month(2020, 2), with_balance=True, purpose="visa")


def looks_of(station: Workstation, who: str) -> list[tuple[AuditOutcome, int | None]]:
    with branch.raw(station) as uow:
        events = uow.session.exec(select(AuditEvent).where(AuditEvent.actor == who)).all()
        return [
            (one.outcome, one.member_id) for one in events if one.operation.startswith(("9103:", "1002:"))
        ]


@pytest.fixture
def curious(station: Workstation) -> Session:
    return branch.sign_in(station, branch.TELLER_2)


def test_a_look_at_a_certificate_is_recorded(station: Workstation, teller: Session, curious: Session) -> None:
    number = station.certificates.issue(teller, ASKED).stamp.number
    assert station.documents.get(curious, number).member.name == "张一"
    assert looks_of(station, branch.TELLER_2) == [(AuditOutcome.READ, 1)]
    house.clean(station)


def test_a_look_at_a_receipt_is_recorded(station: Workstation, teller: Session, curious: Session) -> None:
    receipt = house.perform(station, teller, house.complete(house.rent(1))).receipt
    assert station.receipts.get(curious, receipt.receipt_no) == receipt
    assert (AuditOutcome.READ, 1) in looks_of(station, branch.TELLER_2)
    house.clean(station)


@pytest.mark.parametrize("who", [branch.AGENT, branch.ADMINISTRATOR])
def test_and_so_is_a_look_that_is_refused(station: Workstation, teller: Session, who: str) -> None:
    number = station.certificates.issue(teller, ASKED).stamp.number
    receipt = house.perform(station, teller, house.complete(house.rent(1))).receipt
    session = branch.sign_in(station, who)
    looks: list[Callable[[], object]] = [
        lambda: station.documents.get(session, number),
        lambda: station.receipts.get(session, receipt.receipt_no),
    ]
    for look in looks:
        with pytest.raises(HfundError):
            look()
    assert [outcome for outcome, _ in looks_of(station, who)] == [AuditOutcome.REFUSED] * 2
