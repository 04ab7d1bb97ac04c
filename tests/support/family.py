"""A borrower whose parents are co-repayers of the loan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hfund_tui.domain.loans.requests import EndCoRepayment, OffsetRepayment, SignCoRepayment
from hfund_tui.domain.vocabulary import CoRepayerRelation
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.builders import sign
from tests.support.lending import CONTRACT, lend

BORROWER, FATHER, MOTHER = 1, 2, 3
VERSION = "2020-02"


def join(member: int, **changes: Any) -> SignCoRepayment:
    request = SignCoRepayment(
        member_id=member, contract_no=CONTRACT, relation=CoRepayerRelation.PARENT, version=VERSION
    )
    return house.complete(replace(request, **changes))


def leave(member: int) -> EndCoRepayment:
    return house.complete(EndCoRepayment(member_id=member, contract_no=CONTRACT))


def offset(amount_fen: int | None) -> OffsetRepayment:
    return house.complete(OffsetRepayment(member_id=BORROWER, contract_no=CONTRACT, amount_fen=amount_fen))


def related(station: Workstation, *parents: int, **lending: Any) -> None:
    """Lend, and let the parents sign both agreements, in their order."""
    with branch.raw(station) as uow:
        lend(uow, BORROWER, **lending)
    session = branch.sign_in(station)
    for member in parents:
        house.done(station, session, sign(member_id=member))
        house.done(station, session, join(member))
