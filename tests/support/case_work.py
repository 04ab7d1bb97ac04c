"""What a teller asks of the services, and what comes of it: requests, cases posted and approved, refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import func, select

from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import (
    Account,
    BusinessDay,
    PaymentOrder,
)
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import Matter, OperationCode, Presence
from hfund_tui.domain.request import (
    HomeDeclaration,
    NewProxy,
    SignAgreement,
    Withdraw,
)
from hfund_tui.domain.vocabulary import (
    ProxyDocumentKind,
    ProxyRelation,
    Verification,
)
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Pending, Posted, Refused
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import (
    NOW,
    PROXY_ID,
    SUPERVISOR,
    TODAY,
    raw,
    sign_in,
)


def ticked(code: OperationCode, presence: Presence = Presence.IN_PERSON) -> frozenset:
    return frozenset(OPERATIONS[code].papers(presence))


def signing(member_id: int = 1, **changes) -> SignAgreement:
    presence = changes.get("presence", Presence.IN_PERSON)
    base = SignAgreement(
        member_id=member_id,
        version="2020-02",
        verification=Verification.ID_ORIGINAL
        if presence is Presence.IN_PERSON
        else Verification.PROXY_ID_ORIGINAL,
        ticked=ticked(OperationCode.SIGN_AGREEMENT, presence),
    )
    return replace(base, **changes)


def rent(member_id: int = 1, **changes) -> Withdraw:
    kind = changes.get("kind", OperationCode.RENT_WITHDRAWAL)
    presence = changes.get("presence", Presence.IN_PERSON)
    base = Withdraw(
        member_id=member_id,
        kind=kind,
        home=HomeDeclaration(owns_home=False),
        verification=Verification.ID_ORIGINAL
        if presence is Presence.IN_PERSON
        else Verification.PROXY_ID_ORIGINAL,
        ticked=ticked(kind, presence),
    )
    return replace(base, **changes)


def new_proxy(**changes) -> NewProxy:
    base = NewProxy(
        name="李四",
        id_kind=IdKind.RESIDENT,
        id_no=PROXY_ID,
        relation=ProxyRelation.FRIEND,
        document_kind=ProxyDocumentKind.NOTARISED_POA,
        notary="深圳公证处",
        certificate_no="2020-0001",
        issued_on=date(2020, 2, 1),
        valid_from=date(2020, 2, 1),
        valid_to=None,
        matters=frozenset({Matter.SELF_SERVICE_AGREEMENT, Matter.RENT_WITHDRAWAL}),
    )
    return replace(base, **changes)


def by_proxy(**changes) -> dict:
    return {"presence": Presence.PROXY, "proxy": new_proxy(**changes)}


def perform(station: Workstation, session, request, key: str | None = None):
    preview = station.cases.preview(session, request)
    return station.cases.perform(
        session, request, key=key or station.cases.new_key(), seen_sha256=preview.sha256
    )


def posted(station: Workstation, session, request, key: str | None = None) -> Posted:
    outcome = perform(station, session, request, key)
    assert isinstance(outcome, Posted), outcome
    return outcome


def clean(station: Workstation) -> None:
    """The whole database is as it must be."""
    with station._database.reading() as reader:
        assert verify_database(reader, station._database.keys) == []


def one(station: Workstation, statement):
    with station._database.reading() as reader:
        return reader.session.exec(statement).one()


def approve(station, session, pending, code=SUPERVISOR, password=branch.PASSWORD):
    assert isinstance(pending, Pending), pending
    return station.approvals.approve(
        session,
        pending.case_no,
        checker_code=code,
        checker_password=password,
        seen_sha256=pending.sha256,
    )


def account(uow, number: int = 1) -> Account:
    return uow.session.get_one(Account, branch.account_no(number))


def failed(outcome) -> set[str]:
    assert isinstance(outcome, Refused), outcome
    return {finding.code for finding in outcome.plan.decision.failed}


def refusal_of(call) -> str:
    with pytest.raises(HfundError) as caught:
        call()
    return caught.value.code


def paid_fen(station) -> int:
    return one(station, select(func.coalesce(func.sum(PaymentOrder.amount_fen), 0)))


def married(**changes) -> dict:
    certificate = {
        "relation": ProxyRelation.SPOUSE,
        "document_kind": ProxyDocumentKind.MARRIAGE_CERTIFICATE,
        "notary": "",
        "certificate_no": "J440304-2015-000123",
    }
    return by_proxy(**certificate | changes)


def close_day(station) -> None:
    with raw(station) as uow:
        day = uow.session.get_one(BusinessDay, ("0003", TODAY))
        day.closed_at, day.closed_by = NOW, SUPERVISOR


def on(station, clock, day: date):
    """A teller's session on another business date."""
    close_day(station)
    clock.advance(timedelta(days=(day - TODAY).days))
    station.day.open("0003", day, opened_by=SUPERVISOR)
    return sign_in(station)
