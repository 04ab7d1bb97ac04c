"""Whoever is not verified far enough reaches no amount: every service is asked everything that can be asked."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from hfund_tui.db.tables import Account
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import HomeDeclaration, Withdraw
from hfund_tui.domain.vocabulary import OrderAct, OrderPriority, OrderTopic, Verification
from hfund_tui.services.calls import Asked
from hfund_tui.services.errors import HfundError
from hfund_tui.services.revealing import RevealField
from hfund_tui.services.session import Session
from hfund_tui.services.work_orders import NewOrder, NextStep, place_of
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import MEMBER_IDS, raw, sign_in

BALANCE, BASE, DUE = 7_654_321_98, 23_456_78, 2_109_87
SECRETS = [str(BALANCE), str(BASE), str(DUE), str(2 * DUE), "7,654,321", "23,456.78", "2,109.87", "4,219.74"]

NOT_OF_A_MEMBER = {
    "staff", "codes", "branches", "policies", "settings", "clock",
}  # fmt: skip
"""Parts of a workstation that know nothing of members."""

RENT = Withdraw(
    member_id=1,
    verification=Verification.HOTLINE_FULL,
    kind=OperationCode.RENT_WITHDRAWAL,
    home=HomeDeclaration(owns_home=False),
)


def questions(station: Workstation, session: Session) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Every public method of every service, with whatever its parameters could be."""
    pool: dict[str, Any] = {
        "session": session,
        "member_id": 1,
        "case_no": "202002270003000001",
        "receipt_no": "202002270003000001",
        "operation": OperationCode.RENT_WITHDRAWAL,
        "code": OperationCode.RENT_WITHDRAWAL,
        "request": RENT,
        "text": "张一",
        "field": RevealField.NAME,
        "reason": "查询",
        "asked": Asked.QUOTA,
        "key": "a-key-of-sixteen",
        "seen_sha256": "0" * 64,
        "contract_no": "D2018030001",
        "id_no": MEMBER_IDS[1],
        "given": "张一",
        "notes": "x",
        "words": "x",
        "business_date": branch.TODAY,
        "first": branch.TODAY,
        "last": branch.TODAY,
        "on": branch.TODAY,
        "call_no": "H202002270003000001",
        "order_no": "W202002270003000002",
        "new": NewOrder(OrderTopic.LOAN, OrderPriority.NORMAL, "x", "075588886666"),
        "step": NextStep(OrderAct.REPLIED, "x"),
        "place": place_of(OrderAct.OPENED, None),
    }
    for name in sorted(vars(station)):
        service = getattr(station, name)
        if name.startswith("_") or name in NOT_OF_A_MEMBER:
            continue
        for method, function in inspect.getmembers(service, inspect.ismethod):
            if method.startswith("_"):
                continue
            wanted = inspect.signature(function).parameters
            if "session" not in wanted:
                continue
            required = {one for one, what in wanted.items() if what.default is what.empty}
            if required <= pool.keys():
                yield f"{name}.{method}", function, {one: pool[one] for one in wanted if one in pool}


@pytest.fixture
def canaries(station: Workstation) -> Workstation:
    with raw(station) as uow:
        account = uow.session.get_one(Account, branch.account_no(1))
        account.balance_fen = BALANCE
        account.contribution_base_fen = BASE
        account.personal_due_fen = account.employer_due_fen = DUE
        uow.session.add(account)
    return station


def reach(station: Workstation, session: Session, level: Verification) -> None:
    """As far as this level, with member 1."""
    calls = station.calls
    calls._choose = lambda possible: possible[0]
    station.codes._make = lambda: "123456"
    calls.begin(session)
    calls.identify(session, MEMBER_IDS[1])
    if level is not Verification.NONE:
        calls.answer(session, "张一")
        calls.answer(session, "0001")
    if level is Verification.HOTLINE_FULL:
        calls.send_code(session)
        calls.answer(session, "123456")


def told(station: Workstation, session: Session) -> dict[str, str]:
    """What each question brings, as text: an answer, or an error with its parameters."""
    heard: dict[str, str] = {}
    for name, ask, arguments in questions(station, session):
        if name in ("calls.end", "calls.identify", "calls.answer", "calls.other_caller"):
            continue  # they would change who is on the line
        try:
            heard[name] = repr(ask(**arguments))
        except HfundError as error:
            heard[name] = f"{error.code} {dict(error.params)!r}"
    return heard


@pytest.mark.parametrize("level", [Verification.NONE, Verification.HOTLINE_BASIC])
def test_no_service_tells_an_amount_below_the_full_level(canaries: Workstation, level: Verification) -> None:
    session = sign_in(canaries, branch.AGENT)
    reach(canaries, session, level)
    heard = told(canaries, session)
    assert {
        *("members.overview", "calls.status", "answers.answer", "cases.preview", "history.of"),
        *("orders.caller", "orders.order", "orders.orders", "orders.take_step"),
    } <= set(heard)
    assert "OrderView" in heard["orders.order"]
    assert not [(name, secret) for name, text in heard.items() for secret in SECRETS if secret in text]


def test_the_full_level_tells_them(canaries: Workstation) -> None:
    """Else the test above would be content with a program that tells nobody anything."""
    session = sign_in(canaries, branch.AGENT)
    reach(canaries, session, Verification.HOTLINE_FULL)
    heard = told(canaries, session)
    for name in ("members.overview", "answers.answer", "cases.preview"):
        assert any(secret in heard[name] for secret in SECRETS), name
    assert not any(secret in heard["calls.status"] for secret in SECRETS)
