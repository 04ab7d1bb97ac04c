"""The house at work: a day that ends and begins, a bank that answers, cases that a second person approves."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlmodel import select

from hfund_tui.db.dialects import stored_rows
from hfund_tui.db.integrity import verify_database
from hfund_tui.db.server import ServerDatabase
from hfund_tui.db.tables import PaymentOrder
from hfund_tui.domain.approval import Retyped
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.money import parse_yuan, plain_yuan
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.request import (
    CloseAccount,
    HomeDeclaration,
    LinkCard,
    RedirectPayout,
    Request,
    RetirementCertificate,
    ReverseCase,
    Withdraw,
)
from hfund_tui.domain.vocabulary import PaymentState, Verification
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.outcomes import Pending, Posted
from hfund_tui.services.payment_returns import ReturnReport
from hfund_tui.services.payments import ExportedFile
from hfund_tui.services.proven import Proven
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import PASSWORD, SUPERVISOR, SUPERVISOR_2, TELLER
from tests.support.by_hand import behind_the_server

_SEEN = {
    Presence.IN_PERSON: Verification.ID_ORIGINAL,
    Presence.PROXY: Verification.PROXY_ID_ORIGINAL,
    Presence.ABSENT: Verification.NONE,
}

NEW_CARD = "6228480000000012"


# ---- requests ----------------------------------------------------------------------------------------------


def complete(request: Any) -> Any:
    """The request with everything seen and ticked that its operation wants."""
    papers = [*OPERATIONS[request.operation].papers(request.presence), *request.more_papers]
    return replace(request, verification=_SEEN[request.presence], ticked=frozenset(papers))


def rent(member: int = 1, **changes: Any) -> Withdraw:
    kind = OperationCode.RENT_WITHDRAWAL
    home = HomeDeclaration(owns_home=False)
    return complete(replace(Withdraw(member_id=member, kind=kind, home=home), **changes))


def other(member: int = 1, **changes: Any) -> Withdraw:
    return complete(
        replace(Withdraw(member_id=member, kind=OperationCode.OTHER_HOUSING_WITHDRAWAL), **changes)
    )


def link(member: int = 1, card_no: str = NEW_CARD, bank: str = "ABC") -> LinkCard:
    return complete(LinkCard(member_id=member, bank_code=bank, card_no=card_no))


def redirect(case_no: str, member: int = 1) -> RedirectPayout:
    return complete(RedirectPayout(member_id=member, case_no=case_no))


def retire(member: int = 1) -> CloseAccount:
    """Close the account of a member who shows the retirement certificate."""
    certificate = RetirementCertificate("粤退 2020-0001", date(2020, 1, 31))
    kind = OperationCode.RETIREMENT_CLOSURE
    return complete(CloseAccount(member_id=member, kind=kind, certificate=certificate))


def reverse(
    case_no: str,
    member: int = 1,
    *,
    reason: str = "wrong_amount",
    reference: str = "",
    words: str = "录入有误",
) -> ReverseCase:
    return complete(
        ReverseCase(
            member_id=member,
            presence=Presence.ABSENT,
            case_no=case_no,
            reason=reason,
            words=words,
            returned_reference=reference,
        )
    )


# ---- carrying them out -------------------------------------------------------------------------------------


def supervisor(station: Workstation, code: str = SUPERVISOR) -> Session:
    """A supervisor at this terminal."""
    return branch.sign_in(station, code)


def proven(station: Workstation, code: str = SUPERVISOR) -> Proven:
    """Somebody at the door who has just proved who he or she is."""
    return station.staff.prove_at_door(code, PASSWORD)


def perform(station: Workstation, session: Session, request: Request, key: str | None = None) -> Any:
    """What comes of a request that is submitted as it was previewed."""
    seen = station.cases.preview(session, request).sha256
    return station.cases.perform(session, request, key=key or station.cases.new_key(), seen_sha256=seen)


def approve(
    station: Workstation, session: Session, pending: Pending, *, checker: str = SUPERVISOR_2
) -> Posted:
    """A supervisor comes to the maker's counter and approves, typing again whatever has to be."""
    payout = next((one for one in pending.plan.effects if type(one).__name__ == "PayOut"), None)
    outcome = station.approvals.approve(
        session,
        pending.case_no,
        seen_sha256=pending.sha256,
        checker_code=checker,
        checker_password=PASSWORD,
        retyped=Retyped(
            plain_yuan(pending.plan.amount_fen), payout.card_last_four if payout is not None else ""
        ),
    )
    assert isinstance(outcome, Posted), outcome
    return outcome


def done(station: Workstation, session: Session, request: Request, *, checker: str = SUPERVISOR_2) -> Posted:
    """A request that is posted, by a second person where one is needed."""
    outcome = perform(station, session, request)
    if isinstance(outcome, Pending):
        return approve(station, session, outcome, checker=checker)
    assert isinstance(outcome, Posted), outcome
    return outcome


# ---- the day -----------------------------------------------------------------------------------------------


def next_day(
    station: Workstation,
    *,
    to: date | None = None,
    explanations: Mapping[str, str] = MappingProxyType({}),
    by: str = SUPERVISOR,
) -> date:
    """Close the open day and open the next one; sessions of the day before have ended. Needs a frozen clock.

    Without `explanations` every difference that words can explain is explained.
    """
    session = supervisor(station, by)
    words = dict(explanations) or {one.code.value: "已核实" for one in station.day.sheet(session).differences}
    station.day.close(session, explanations=words)
    clock = station.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(timedelta(days=max(1, (to - session.business_date).days) if to else 1))
    day = to or station.day.next_day(session.branch_code)
    station.day.open_at_door(day, by=proven(station, by))
    return day


def tomorrow(station: Workstation, code: str = TELLER, *, to: date | None = None) -> Session:
    """The next day, with a teller who has signed in on it."""
    next_day(station, to=to)
    return branch.sign_in(station, code)


# ---- the bank ----------------------------------------------------------------------------------------------


def export(station: Workstation, code: str = SUPERVISOR) -> ExportedFile:
    return station.payments.export(supervisor(station, code))


def answer(
    exported: ExportedFile,
    failed: Mapping[str, str] = MappingProxyType({}),
    *,
    only: frozenset[str] | None = None,
) -> str:
    """The bank's return file for an exported one. `only` are the numbers that the bank answers for at all."""
    return answer_to(exported.path, failed, only=only)


def answer_to(
    file: Path, failed: Mapping[str, str] = MappingProxyType({}), *, only: frozenset[str] | None = None
) -> str:
    """The return file for a file: what is not named in `failed` (case or instalment: reason) was done."""
    head, *sent = csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
    rows = [row for row in sent if row[0] == "D" and (only is None or row[2] in only)]
    lines = [["R", head[1]]]
    sums = {"paid": [0, 0], "failed": [0, 0]}
    for _, line_no, case_no, _, _, _, amount in rows:
        result = "failed" if case_no in failed else "paid"
        lines.append(["D", line_no, case_no, amount, result, failed.get(case_no, "")])
        sums[result][0] += 1
        sums[result][1] += parse_yuan(amount)
    (paid, paid_fen), (lost, lost_fen) = sums["paid"], sums["failed"]
    lines.append(["T", str(paid), plain_yuan(paid_fen), str(lost), plain_yuan(lost_fen)])
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows(lines)
    return target.getvalue()


def settle_with_bank(
    station: Workstation, failed: Mapping[str, str] = MappingProxyType({}), *, code: str = SUPERVISOR
) -> ReturnReport:
    """Export what is due, and take in the bank's answer."""
    exported = export(station, code)
    return station.payments.import_returns(supervisor(station, code), answer(exported, failed))


# ---- looking -----------------------------------------------------------------------------------------------


def clean(station: Workstation) -> None:
    """The whole database is as it must be."""
    with station._database.reading() as reader:
        assert verify_database(reader, station._database.keys) == []


def order_of(station: Workstation, case_no: str) -> PaymentOrder:
    with station._database.reading() as reader:
        order = reader.session.exec(select(PaymentOrder).where(PaymentOrder.case_no == case_no)).one()
        reader.session.expunge(order)
        return order


def state_of(station: Workstation, case_no: str) -> PaymentState:
    return order_of(station, case_no).state


def rows(station: Workstation, query: str, **params: Any) -> list[tuple[Any, ...]]:
    """What stands in the database, by SQL of its own and not by the services' queries."""
    with station._database.reading() as reader:
        return [tuple(row) for row in stored_rows(reader.connection, query, **params)]


def behind(station: Workstation, *statements: str) -> None:
    """Change the file as somebody does who knows its key: past services, triggers, CHECKs and foreign keys."""
    if isinstance(station._database, ServerDatabase):
        behind_the_server(station._database, statements)
        return
    connection = station._database.raw_connection()
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
    finally:
        connection.close()
