"""Cases of the demo branch that wait for a second person."""

from __future__ import annotations

from typing import Any

from hfund_tui.domain.request import Request
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station as demo
from tests.support.builders import grounded, rent


def submitted(station: Workstation, request: Request, *, corrects: str | None = None) -> str:
    """Handed in by teller 1001, with an empty form; the number of the case."""
    session = station.staff.sign_in(demo.TELLER, demo.password(demo.TELLER))
    seen = station.cases.preview(session, request, corrects=corrects).sha256
    outcome: Any = station.cases.perform(
        session,
        request,
        key=station.cases.new_key(),
        seen_sha256=seen,
        corrects=corrects,
        form={"amount": "", "home": "none"},
    )
    assert isinstance(outcome, Pending), outcome
    return outcome.case_no


def to_a_new_card(settings: Settings, station: Workstation, **changes: Any) -> tuple[str, str]:
    """A rent withdrawal to a card linked a week ago: its case number, and the card's last four digits."""
    demo.execute(
        settings,
        "UPDATE card SET linked_on = '2020-02-20' WHERE member_id = (SELECT id FROM member WHERE id_no = ?)",
        demo.NEVER_SIGNED,
    )
    member_id, card_no = demo.row(
        settings,
        "SELECT m.id, c.card_no FROM member m JOIN card c ON c.member_id = m.id"
        " WHERE m.id_no = ? AND c.state = 'linked'",
        demo.NEVER_SIGNED,
    )
    return submitted(station, rent(member_id=member_id, **changes)), str(card_no)[-4:]


def from_a_sealed_account(settings: Settings, station: Workstation) -> str:
    """A rent withdrawal that is an exception to a rule; the number of the case."""
    member_id = demo.row(settings, "SELECT id FROM member WHERE id_no = ?", demo.LARGE_AMOUNT)[0]
    demo.execute(
        settings,
        "UPDATE account SET state = 'sealed', sealed_on = '2020-02-10' WHERE member_id = ?",
        member_id,
    )
    return submitted(station, grounded(rent(member_id=member_id)))
