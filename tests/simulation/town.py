"""The branch that the simulation begins with: sixteen members in all kinds of situations, twelve to serve them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from sqlmodel import select

from hfund_tui.db.ids import catch_up
from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import Account, Member, Staff
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.request import CloseAccount, InsuranceProof
from hfund_tui.domain.vocabulary import (
    AccountState,
    Freeze,
    InsuranceStatus,
    Ledger,
    OrderPriority,
    OrderTopic,
    Role,
    Sex,
    SummaryCode,
)
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.opening import open_storage
from hfund_tui.services.settings import Settings
from hfund_tui.services.work_orders import NewOrder
from hfund_tui.services.workstation import Workstation
from tests.simulation.chance import SeededChance
from tests.support import branch, house
from tests.support.builders import sign
from tests.support.case_work import new_proxy, rent
from tests.support.family import join
from tests.support.lending import CONTRACT, lend

TELLERS = ("1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008")
SUPERVISORS = (branch.SUPERVISOR, branch.SUPERVISOR_2)
AGENTS = (branch.AGENT, "3002")
STAFF = (*TELLERS, *SUPERVISORS, *AGENTS)

MEMBERS = 16
WORKING = (1, 2, 3, 4, 9, 10, 11, 12, 13, 15)
BORROWERS = (1, 2, 3, 4)
CO_REPAYERS = (9, 10)
LEAVING, RETIRING = (5, 6, 14), (7, 8)
CALLERS = (9, 10, 11, 12)
"""They have signed, so they may ask by telephone."""
CLERKS_NUMBER = 16
"""Of the member who is teller 1008 as well."""


def contract_of(member: int) -> str:
    return CONTRACT if member == 1 else f"D{member}"


def id_of(number: int) -> str:
    return branch.MEMBER_IDS.get(number) or branch.id_number(date(1990, 1, 1), number)


def build(folder: Path) -> Settings:
    """A fresh town in a folder: to be copied, never changed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = branch.build(folder)
    chance = SeededChance(Random("town"))
    station = Workstation(settings, open_storage(settings), FrozenClock(branch.NOW), chance)
    try:
        _people(station)
        _matters(station)
        house.clean(station)
    finally:
        station.close()
    return settings


def _people(station: Workstation) -> None:
    with branch.raw(station) as uow:
        sql = uow.session
        model = sql.get_one(Staff, branch.TELLER)
        for code in STAFF:
            if sql.get(Staff, code) is None:
                number = int(code)
                sql.add(
                    Staff(
                        code=code,
                        name=f"员工{code}",
                        name_en=f"Staff {code}",
                        role=Role.AGENT if code in AGENTS else Role.TELLER,
                        branch_code="0003",
                        id_no=id_of(CLERKS_NUMBER)
                        if code == TELLERS[-1]
                        else branch.id_number(date(1981, 1, 1), number % 1000),
                        password_hash=model.password_hash,
                        must_change=False,
                    )
                )
        for number in range(len(branch.MEMBER_IDS) + 1, MEMBERS + 1):
            branch.add_member(sql, number, id_of(number))
        sql.flush()
        fresh = range(len(branch.MEMBER_IDS) + 1, MEMBERS + 1)
        lines = [Line(Ledger.MEMBER, 20_000_00 + 1_000_00 * one, branch.account_no(one)) for one in fresh]
        lines.append(Line(Ledger.OPENING, -sum(one.amount_fen for one in lines)))
        post_batch(
            uow,
            lines,
            summary=SummaryCode.OPENING,
            business_date=branch.TODAY,
            value_date=branch.TODAY,
            created_at=branch.NOW,
        )
        for member in sql.exec(select(Member)):
            member.sex = Sex.MALE if int(member.id_no[16]) % 2 else Sex.FEMALE
            sql.add(member)
        for number in (*LEAVING, *RETIRING):
            account = sql.get_one(Account, branch.account_no(number))
            account.state, account.sealed_on = AccountState.SEALED, date(2020, 1, 31)
            account.paid_through = Month(2020, 1)
        for number in (3, 4, 11):
            sql.get_one(Account, branch.account_no(number)).paid_through = Month(2020, 1)
        frozen = sql.get_one(Account, branch.account_no(15))
        frozen.freeze, frozen.frozen_fen = Freeze.PARTIAL, 10_000_00
        for number in BORROWERS:
            lend(uow, number, contract_of(number), unpaid=int(number == 4))
        catch_up(uow.connection)


def _matters(station: Workstation) -> None:
    """Agreements, co-repayers, proxies on file, a failed payment; a closure, cases and orders that wait."""
    session = branch.sign_in(station)
    for member in CALLERS:
        house.done(station, session, sign(member_id=member))
    for member in CO_REPAYERS:
        house.done(station, session, join(member))
    for member in (2, 11):
        document = new_proxy(
            certificate_no=f"2020-{member:04d}", id_no=branch.id_number(date(1975, 7, 7), 79 + member)
        )
        house.done(station, session, rent(member, amount_fen=500_00, presence=Presence.PROXY, proxy=document))
    proof = InsuranceProof(InsuranceStatus.STOPPED, last_paid=Month(2019, 11))
    leaving = CloseAccount(member_id=14, kind=OperationCode.LEAVING_CLOSURE, insurance=proof)
    house.done(station, session, house.complete(leaving))
    failed = house.done(station, session, house.rent(13)).receipt.case_no
    house.settle_with_bank(station, {failed: "账户已销户"})
    for member in (3, 4):
        document = new_proxy(
            certificate_no=f"2020-{member:04d}", id_no=branch.id_number(date(1975, 7, 7), 79 + member)
        )
        house.perform(
            station, session, rent(member, amount_fen=700_00, presence=Presence.PROXY, proxy=document)
        )
    for agent in AGENTS:
        asked = NewOrder(OrderTopic.LOAN, OrderPriority.NORMAL, "何时扣款", call_back_no="13900001234")
        station.orders.open(branch.sign_in(station, agent), asked, station.cases.new_key())
