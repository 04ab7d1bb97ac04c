"""The bank's answers to a file: which of them are new, which don't fit, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hfund_tui.db.tables import DebitOrder, PaymentOrder
from hfund_tui.domain.payment_file import Returned, ReturnLine
from hfund_tui.domain.vocabulary import PaymentState

Order = TypeVar("Order", PaymentOrder, DebitOrder)


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
    returned: Returned, sent: Mapping[int | None, tuple[Order, str]]
) -> tuple[list[tuple[Order, ReturnLine]], ReturnReport]:
    """The answers that are new, each with its order, and what the whole file comes to.

    `sent` are the orders of the file with the reference of each, by the number of their line.
    """
    bad = [BadLine(number, problem) for number, problem in returned.bad]
    fresh: list[tuple[Order, ReturnLine]] = []
    known = 0
    for line in returned.lines:
        order, reference = sent.get(line.line_no, (None, ""))
        problem = "return_unknown_order" if reference != line.reference else _problem(order, line)
        if problem is not None:
            bad.append(BadLine(line.number, problem))
        elif order is not None and order.state is PaymentState.SENT:
            fresh.append((order, line))
        else:
            known += 1
    amounts = [(order.amount_fen, line.paid) for order, line in fresh]
    report = _report(amounts, known, tuple(sorted(bad, key=lambda one: one.number)))
    return fresh, report


def _problem(order: PaymentOrder | DebitOrder | None, line: ReturnLine) -> str | None:
    """Why an answer does not fit the order it is about; None when it does."""
    if order is None:
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


def _report(fresh: Sequence[tuple[int, bool]], known: int, bad: tuple[BadLine, ...]) -> ReturnReport:
    paid = [fen for fen, is_paid in fresh if is_paid]
    failed = [fen for fen, is_paid in fresh if not is_paid]
    return ReturnReport(len(paid), sum(paid), len(failed), sum(failed), known, bad)
