"""A withdrawal asked for by telephone, up to where it waits to be rung back."""

from __future__ import annotations

from datetime import date

from hfund_tui.db.tables import Agreement
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import HomeDeclaration, Withdraw
from hfund_tui.domain.vocabulary import AgreementKind, Channel, Verification
from hfund_tui.services.outcomes import Outcome
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support.branch import MEMBER_IDS, raw

RENT = OperationCode.RENT_WITHDRAWAL


def rent(amount_fen: int | None = 1_000_00) -> Withdraw:
    return Withdraw(
        member_id=1,
        verification=Verification.HOTLINE_FULL,
        kind=RENT,
        amount_fen=amount_fen,
        home=HomeDeclaration(owns_home=False),
    )


def sign(station: Workstation) -> None:
    """Member 1 has an agreement in force."""
    with raw(station) as uow:
        uow.session.add(
            Agreement(
                member_id=1,
                kind=AgreementKind.SELF_SERVICE,
                version="2015-01",
                text_sha256="0" * 64,
                channel=Channel.APP,
                signed_on=date(2019, 1, 1),
            )
        )


def verify(station: Workstation, session: Session) -> None:
    """Member 1 is on the line, fully verified."""
    calls = station.calls
    calls._choose = lambda possible: possible[0]
    station.codes._make = lambda: "123456"
    calls.begin(session)
    calls.identify(session, MEMBER_IDS[1])
    calls.answer(session, "张一")
    calls.answer(session, "0001")
    calls.send_code(session)
    calls.answer(session, "123456")


def lodge(station: Workstation, session: Session, request: Withdraw | None = None) -> Outcome:
    request = request or rent()
    seen = station.cases.preview(session, request)
    return station.cases.perform(session, request, key=station.cases.new_key(), seen_sha256=seen.sha256)
