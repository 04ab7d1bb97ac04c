"""Papers of a loan: what a statement lists, and when a certificate is given."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.domain.loans.papers import LoanEventKind
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import LoanRole, LoanState
from hfund_tui.services.errors import Refusal
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.family import BORROWER, FATHER, MOTHER, offset, related
from tests.support.lending import CONTRACT, borrow_with, lend
from tests.support.loans import loan_request

LEFT = 463_306_48
INSTALMENTS = 24
TODAY = date(2020, 2, 27)


def settled(station: Workstation) -> None:
    """All of the loan is repaid early, and the bank answers."""
    request = loan_request(OperationCode.EARLY_REPAYMENT, amount_fen=None)
    house.done(station, branch.sign_in(station), request)
    supervisor = house.supervisor(station)
    exported = station.debits.export(supervisor)
    station.debits.import_returns(supervisor, house.answer(exported))


def traces(station: Workstation, operation: str) -> list[str]:
    """Outcomes of what was asked for, in its order."""
    found = house.rows(
        station,
        "SELECT outcome FROM audit_event WHERE operation = :operation ORDER BY sequence",
        operation=operation,
    )
    return [one for (one,) in found]


def test_everything_that_happened_in_its_order_with_what_was_left(station: Workstation) -> None:
    related(station, FATHER, MOTHER)
    house.done(station, branch.sign_in(station), offset(60_000_00))
    settled(station)
    made = station.loan_papers.statement(branch.sign_in(station), BORROWER, CONTRACT)
    kinds = [one.kind for one in made.events]
    assert kinds == [
        LoanEventKind.DISBURSED,
        *[LoanEventKind.INSTALMENT] * INSTALMENTS,
        LoanEventKind.OFFSET,
        LoanEventKind.PREPAYMENT,
    ]
    first, last_due, taken, rest = made.events[0], made.events[-3], made.events[-2], made.events[-1]
    assert (first.on, first.balance_fen, first.amount_fen) == (date(2018, 2, 20), 500_000_00, 0)
    assert (last_due.on, last_due.balance_fen) == (date(2020, 2, 20), LEFT)
    assert (taken.principal_fen, taken.interest_fen, taken.balance_fen) == (
        60_000_00,
        37_92,
        LEFT - 60_000_00,
    )
    assert (rest.on, rest.principal_fen, rest.balance_fen) == (TODAY, LEFT - 60_000_00, 0)
    assert made.head.state is LoanState.SETTLED and made.head.balance_fen == 0
    assert made.paid_principal_fen == 500_000_00
    assert made.paid_interest_fen == sum(one.interest_fen for one in made.events)


def test_what_was_taken_back_is_not_listed(station: Workstation) -> None:
    related(station, FATHER)
    case_no = house.done(station, branch.sign_in(station), offset(30_000_00)).receipt.case_no
    house.done(station, branch.sign_in(station), house.reverse(case_no))
    made = station.loan_papers.statement(branch.sign_in(station), BORROWER, CONTRACT)
    assert LoanEventKind.OFFSET not in {one.kind for one in made.events}
    assert made.events[-1].balance_fen == made.head.balance_fen == LEFT


def test_what_is_owed_is_listed_as_owed(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow, unpaid=2)
    made = station.loan_papers.statement(branch.sign_in(station), BORROWER, CONTRACT)
    owed = [one for one in made.events if one.paid_on is None]
    assert [(one.kind, one.on) for one in owed] == [
        (LoanEventKind.OVERDUE, date(2020, 1, 20)),
        (LoanEventKind.OVERDUE, date(2020, 2, 20)),
    ]
    assert made.head.balance_fen == 500_000_00 - made.paid_principal_fen


def test_no_certificate_while_something_is_left(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    session = branch.sign_in(station)
    with pytest.raises(Refusal, match="loan_not_settled") as refused:
        station.loan_papers.certificate(session, BORROWER, CONTRACT)
    assert refused.value.params == {"amount": LEFT}
    assert traces(station, "3202:settlement_certificate") == ["refused"]


def test_a_settled_loan_has_a_certificate_always_with_the_same_number(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    settled(station)
    session = branch.sign_in(station)
    one, other = (station.loan_papers.certificate(session, BORROWER, CONTRACT) for _ in range(2))
    assert one.number == other.number == f"JQ20200227{CONTRACT}"
    assert (one.head.settled_on, one.head.principal_fen) == (TODAY, 500_000_00)
    assert "*" in one.head.borrower.id_no


@pytest.mark.parametrize(("member", "contract"), [(MOTHER, CONTRACT), (BORROWER, "D0000000000")])
def test_nobody_elses(station: Workstation, member: int, contract: str) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    session = branch.sign_in(station)
    for make in (station.loan_papers.statement, station.loan_papers.certificate):
        with pytest.raises(Refusal, match="loan_unknown"):
            make(session, member, contract)


@pytest.mark.parametrize(
    ("role", "asker", "code"),
    [
        (LoanRole.CO_BORROWER, MOTHER, None),
        (LoanRole.CO_REPAYER, MOTHER, "loan_of_others"),
    ],
)
def test_a_co_borrower_owes_the_loan_a_co_repayer_does_not(
    station: Workstation, role: LoanRole, asker: int, code: str | None
) -> None:
    """Others' debts are not told to whoever helps to repay them."""
    if role is LoanRole.CO_REPAYER:
        related(station, asker)
    else:
        with branch.raw(station) as uow:
            lend(uow)
            borrow_with(uow, asker)
    session = branch.sign_in(station)
    made, refused = [], []
    settled(station)
    for make in (station.loan_papers.statement, station.loan_papers.certificate):
        try:
            made.append(make(session, asker, CONTRACT).head.contract_no)
        except Refusal as refusal:
            refused.append(refusal.code)
    assert (made, refused) == (([], [code, code]) if code else ([CONTRACT, CONTRACT], []))
    assert traces(station, "3201:loan_statement") == ["refused" if code else "read"]


def test_each_that_is_made_leaves_a_trace(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    session = branch.sign_in(station)
    for _ in range(2):
        station.loan_papers.statement(session, BORROWER, CONTRACT)
    assert traces(station, "3201:loan_statement") == ["read", "read"]
