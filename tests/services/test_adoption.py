"""The figures as they come from real work: signing, ending, reversing, closing, refusing; who may see them."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import select

from hfund_tui.db.tables import Account, AuditEvent, Branch, BusinessDay, Staff
from hfund_tui.domain.adoption import Adoption
from hfund_tui.domain.months import Month
from hfund_tui.domain.request import ExceptionGround, SignAgreement, TerminateAgreement
from hfund_tui.domain.vocabulary import AccountState, Role, SigningWay
from hfund_tui.services.errors import Refusal, Trouble
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.builders import by_proxy, new_proxy
from tests.support.closing import seal
from tests.support.contributing import contribution_list, entry, unpaid
from tests.support.house import complete, done, perform, reverse

W = SigningWay
GROUND = ExceptionGround("employer_gone", "单位已注销", ("A-1",))


def seen(station: Workstation, code: str = branch.SUPERVISOR) -> Adoption:
    return station.adoption.figures(branch.sign_in(station, code))


def sign(station: Workstation, member: int, **changes: object) -> str:
    request = complete(replace(SignAgreement(member_id=member, version="2020-02"), **changes))
    return done(station, branch.sign_in(station), request).receipt.case_no


def end(station: Workstation, member: int) -> str:
    return done(
        station, branch.sign_in(station), complete(TerminateAgreement(member_id=member))
    ).receipt.case_no


def members(adoption: Adoption) -> tuple[int, int, int]:
    return adoption.paying, adoption.signed, adoption.unsigned


def test_nobody_has_signed_yet(station: Workstation) -> None:
    adoption = seen(station)
    assert members(adoption) == (8, 0, 8)
    assert (adoption.signed_bp, adoption.unsigned_bp, adoption.this_month.proxy_bp) == (0, 10_000, None)
    assert (adoption.refused, adoption.overridden, adoption.waiting) == ((), (), 0)
    house.clean(station)


@pytest.mark.both
def test_signing_in_person_and_through_a_proxy(station: Workstation) -> None:
    sign(station, 1)
    proxied = by_proxy(SignAgreement(member_id=2, version="2020-02"), new_proxy())
    done(station, branch.sign_in(station), proxied)
    adoption = seen(station)
    assert members(adoption) == (8, 2, 6)
    assert dict(adoption.by_way) == {W.COUNTER: 1, W.PROXY: 1}
    assert dict(adoption.this_month.signed) == {W.COUNTER: 1, W.PROXY: 1}
    assert (adoption.this_month.proxy_bp, adoption.signed_bp, adoption.unsigned_bp) == (5000, 2500, 7500)
    house.clean(station)


def test_an_agreement_that_ends_is_one_less(station: Workstation) -> None:
    sign(station, 1)
    end(station, 1)
    adoption = seen(station)
    assert members(adoption) == (8, 0, 8)
    assert (adoption.this_month.signed_in_all, adoption.this_month.ended) == (1, 1)
    sign(station, 1)
    adoption = seen(station)
    assert members(adoption) == (8, 1, 7)
    assert (adoption.this_month.signed_in_all, adoption.this_month.ended) == (2, 1)
    house.clean(station)


def test_a_signing_that_is_reversed_never_was(station: Workstation) -> None:
    case_no = sign(station, 1)
    done(station, branch.sign_in(station), reverse(case_no))
    adoption = seen(station)
    assert members(adoption) == (8, 0, 8)
    assert (adoption.this_month.signed_in_all, adoption.this_month.ended) == (0, 0)
    house.clean(station)


def test_a_termination_that_is_reversed_never_was(station: Workstation) -> None:
    sign(station, 1)
    case_no = end(station, 1)
    done(station, branch.sign_in(station), reverse(case_no))
    adoption = seen(station)
    assert members(adoption) == (8, 1, 7)
    assert (adoption.this_month.signed_in_all, adoption.this_month.ended) == (1, 0)
    house.clean(station)


def test_who_leaves_is_no_paying_member_any_more(station: Workstation) -> None:
    sign(station, 1)
    seal(station, 1)
    assert members(seen(station)) == (7, 0, 7)
    case_no = done(station, branch.sign_in(station), house.retire(1)).receipt.case_no
    adoption = seen(station)
    assert members(adoption) == (7, 0, 7)
    assert (adoption.this_month.four, adoption.this_month.withdrawals) == (1, 1)
    done(station, branch.sign_in(station), reverse(case_no))
    assert seen(station).this_month.four == 0
    with branch.raw(station) as uow:
        account = uow.session.get_one(Account, branch.account_no(1))
        account.state, account.sealed_on = AccountState.NORMAL, None
    assert members(seen(station)) == (8, 1, 7)
    house.clean(station)


@pytest.mark.parametrize(
    ("paid_through", "paying"),
    [(None, 7), (Month(2019, 2), 7), (Month(2019, 3), 8), (Month(2020, 2), 8), (Month(2020, 3), 8)],
)
def test_who_has_not_paid_for_a_year_is_no_paying_member(
    station: Workstation, paid_through: Month | None, paying: int
) -> None:
    with branch.raw(station) as uow:
        uow.session.get_one(Account, branch.account_no(1)).paid_through = paid_through
    assert seen(station).paying == paying
    house.clean(station)


def test_whoever_is_paid_for_in_a_list_pays(station: Workstation) -> None:
    """A list of contributions moves many at once, past every operation."""
    sign(station, 1)
    unpaid(station, Month(2019, 1))
    assert members(seen(station)) == (0, 0, 0)
    session = branch.sign_in(station, branch.SUPERVISOR)
    for month, paying in (
        (Month(2019, 2), (0, 0, 0)),
        (Month(2019, 3), (3, 1, 2)),
        (Month(2019, 4), (3, 1, 2)),
    ):
        lines = [entry(number) for number in (1, 2, 3)]
        assert station.contributions.take_in(session, contribution_list(lines, month=month)).good == 3
        assert members(seen(station)) == paying
    house.clean(station)


def test_withdrawals_over_the_counter(station: Workstation) -> None:
    teller = branch.sign_in(station)
    case_no = done(station, teller, house.rent(1)).receipt.case_no
    done(station, teller, house.other(2))
    month = seen(station).this_month
    assert (month.four, month.withdrawals, month.on_line, month.business) == (2, 2, 0, 2)
    done(station, teller, reverse(case_no))
    month = seen(station).this_month
    assert (month.four, month.withdrawals, month.on_line, month.business) == (1, 1, 0, 1)
    house.clean(station)


def test_refusals_and_exceptions_by_rule(station: Workstation) -> None:
    teller = branch.sign_in(station)
    for member in (1, 2):
        seal(station, member)
        perform(station, teller, complete(SignAgreement(member_id=member, version="2015-01")))
    done(station, teller, replace(house.rent(1), ground=GROUND))
    adoption = seen(station)
    refused = {one.rule: (one.this_month, one.in_all) for one in adoption.refused}
    rows = house.rows(station, "SELECT refusal_codes FROM \"case\" WHERE status = 'refused'")
    assert refused == {code: (len(rows), len(rows)) for (codes,) in rows for code in codes.split(",")}
    assert refused
    assert [(one.rule, one.this_month, one.in_all) for one in adoption.overridden] == [
        ("account_state", 1, 1)
    ]
    house.clean(station)


def test_cases_that_wait_and_those_sent_back(station: Workstation) -> None:
    teller, supervisor = branch.sign_in(station), branch.sign_in(station, branch.SUPERVISOR)
    proxied = by_proxy(house.rent(1), new_proxy())
    pending = perform(station, teller, proxied)
    first = seen(station).ages[0]
    assert (first.days, first.pending, first.returned) == (0, 1, 0)
    station.approvals.send_back(supervisor, pending.case_no, code="wrong_entry", words="金额请核对")
    first = seen(station).ages[0]
    assert (first.pending, first.returned) == (0, 1)
    house.next_day(station, to=date(2020, 3, 6))
    adoption = seen(station)
    assert (adoption.ages[-1].days, adoption.ages[-1].returned, adoption.overdue) == (None, 1, 1)
    station.cases.cancel(branch.sign_in(station), pending.case_no)
    assert seen(station).waiting == 0
    house.clean(station)


def test_rules_are_the_branchs_own_and_an_auditors_everywhere(station: Workstation) -> None:
    teller = branch.sign_in(station)
    seal(station)
    done(station, teller, replace(house.rent(1), ground=GROUND))
    perform(station, teller, by_proxy(house.rent(2), new_proxy()))
    with branch.raw(station) as uow:
        sql = uow.session
        sql.add(Branch(code="0004", name="罗湖管理部", name_en="Luohu"))
        sql.flush()
        hash_ = sql.get_one(Staff, branch.SUPERVISOR).password_hash
        person = {"role": Role.SUPERVISOR, "branch_code": "0004", "must_change": False}
        sql.add(Staff(code="2009", name="外", name_en="O", id_no=branch.id_number(date(1975, 1, 1), 301),
                      password_hash=hash_, **person))  # fmt: skip
        sql.add(
            BusinessDay(
                branch_code="0004", business_date=branch.TODAY, opened_by="2009", opened_at=branch.NOW
            )
        )
    elsewhere, everywhere = seen(station, "2009"), seen(station, branch.AUDITOR)
    assert (elsewhere.overridden, elsewhere.waiting) == ((), 0)
    assert everywhere.overridden == seen(station).overridden != ()
    assert everywhere.waiting == seen(station).waiting == 1
    assert members(elsewhere) == members(everywhere)


# ---- what it costs -----------------------------------------------------------------------------------------

OF_MEMBERS = {"member", "account", "agreement", "case", "journal_batch", "ledger_entry", "exception_record"}


@contextmanager
def statements(station: Workstation) -> Iterator[list[tuple[str, object]]]:
    """What is asked of the database, as it is sent."""
    asked: list[tuple[str, object]] = []

    def note(connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    engine = station._database._readers
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_no_member_and_no_case_is_looked_at(station: Workstation, storage: str) -> None:
    """Beside the one for the rights, one statement for each counter, by a key: none goes through the house."""
    if storage != "file":
        pytest.skip("a server tells its plans in other words")
    session = branch.sign_in(station, branch.SUPERVISOR)
    with statements(station) as asked:
        station.adoption.figures(session)
    asked = [one for one in asked if one[0].startswith("SELECT")]
    assert len(asked) == 5
    with station._database.reading() as reader:
        plans = [
            str(row[3])
            for statement, parameters in asked
            for row in reader.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    tables = {plan.split()[1] for plan in plans if plan.startswith(("SCAN", "SEARCH"))}
    assert tables == {
        "member_count", "signing_count", "business_count", "rule_count", "open_case_count",
    }  # fmt: skip
    assert tables.isdisjoint(OF_MEMBERS)
    assert [plan for plan in plans if plan.startswith("SCAN")] == []


# ---- taking it along ---------------------------------------------------------------------------------------


def test_an_export_is_private_and_on_record(station: Workstation) -> None:
    session = branch.sign_in(station, branch.SUPERVISOR)
    path = station.adoption.export(session, "a,b\r\n")
    assert path == station.settings.outbox / "reports" / "adoption-20200227-2001.csv"
    assert path.read_bytes() == b"a,b\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with station._database.reading() as reader:
        event_ = reader.session.exec(
            select(AuditEvent).where(AuditEvent.operation == "9402:view_adoption")
        ).one()
        assert (event_.outcome.value, event_.actor) == ("read", branch.SUPERVISOR)
        assert path.name in event_.detail_json
    assert station.adoption.export(session, "c\r\n") == path
    assert path.read_bytes() == b"c\r\n"
    house.clean(station)


def test_a_folder_that_cannot_be_written(station: Workstation) -> None:
    station.settings.outbox.mkdir(mode=0o700, exist_ok=True)
    (station.settings.outbox / "reports").write_text("in the way")
    with pytest.raises(Trouble) as trouble:
        station.adoption.export(branch.sign_in(station, branch.SUPERVISOR), "a\r\n")
    assert trouble.value.code == "file_not_written"


@pytest.mark.parametrize("code", [branch.TELLER, branch.AGENT, branch.ADMINISTRATOR])
def test_not_for_others(station: Workstation, code: str) -> None:
    session = branch.sign_in(station, code)
    for ask in (
        lambda: station.adoption.figures(session),
        lambda: station.adoption.export(session, "a"),
    ):
        with pytest.raises(Refusal) as refusal:
            ask()
        assert refusal.value.code == "not_permitted"
    assert not (station.settings.outbox / "reports").exists()
