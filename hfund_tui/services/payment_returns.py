"""The bank's answers to a payment file: which of them are new, which don't fit, and what each one does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import Case, PaymentOrder
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.notices import payout_failed
from hfund_tui.domain.payment_file import Returned, ReturnLine
from hfund_tui.domain.vocabulary import Ledger, PaymentState, SummaryCode
from hfund_tui.services.notices import queue_notices


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a return file that can't be taken: its number, counted from 1, and why."""

    number: int
    code: str


@dataclass(frozen=True, slots=True)
class ReturnReport:
    """What a return file comes to. With bad lines nothing of it was taken; `known` had been taken before."""

    paid: int
    paid_fen: int
    failed: int
    failed_fen: int
    known: int
    bad: tuple[BadLine, ...]


def compare(
    returned: Returned, orders: Mapping[int | None, PaymentOrder]
) -> tuple[list[tuple[PaymentOrder, ReturnLine]], ReturnReport]:
    """The answers that are new, each with its order, and what the whole file comes to.

    `orders` are those of the file, by the number of their line.
    """
    bad = [BadLine(number, problem) for number, problem in returned.bad]
    fresh: list[tuple[PaymentOrder, ReturnLine]] = []
    known = 0
    for line in returned.lines:
        order = orders.get(line.line_no)
        problem = _problem(order, line)
        if problem is not None:
            bad.append(BadLine(line.number, problem))
        elif order is not None and order.state is PaymentState.SENT:
            fresh.append((order, line))
        else:
            known += 1
    report = _report(fresh, known, tuple(sorted(bad, key=lambda one: one.number)))
    return fresh, report


def take_answer(uow: UnitOfWork, on: date, now: datetime, order: PaymentOrder, line: ReturnLine) -> None:
    """One answer: paid money leaves the clearing; failed money waits there for another card."""
    order.result_on = on
    order.result_reason = line.reason[:200]
    order.state = PaymentState.PAID if line.paid else PaymentState.FAILED
    uow.session.add(order)
    if line.paid:
        post_batch(
            uow,
            [
                Line(Ledger.PAYOUT_CLEARING, -order.amount_fen),
                Line(Ledger.BANK, order.amount_fen),
            ],
            summary=SummaryCode.PAYOUT,
            business_date=on,
            value_date=on,
            created_at=now,
            case_no=order.case_no,
        )
    else:
        case = uow.session.get_one(Case, order.case_no)
        queue_notices(uow, case, (payout_failed(order.amount_fen),), now)


def _problem(order: PaymentOrder | None, line: ReturnLine) -> str | None:
    """Why an answer does not fit the order it is about; None when it does."""
    if order is None or order.case_no != line.case_no:
        return "return_unknown_order"
    if order.amount_fen != line.amount_fen:
        return "return_other_amount"
    match order.state:
        case PaymentState.SENT:
            return None
        case PaymentState.PAID:
            return None if line.paid else "return_contradicts"
        case PaymentState.FAILED | PaymentState.REDIRECTED | PaymentState.VOIDED:
            # What failed may have been paid to another card, or taken back, since.
            return "return_contradicts" if line.paid else None
        case PaymentState.QUEUED | PaymentState.HELD:
            raise AssertionError("an order of a file was sent")


def _report(
    fresh: list[tuple[PaymentOrder, ReturnLine]], known: int, bad: tuple[BadLine, ...]
) -> ReturnReport:
    paid = [order.amount_fen for order, line in fresh if line.paid]
    failed = [order.amount_fen for order, line in fresh if not line.paid]
    return ReturnReport(len(paid), sum(paid), len(failed), sum(failed), known, bad)
