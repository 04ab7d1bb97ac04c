"""Attempts on amounts, months and the days they count for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hfund_tui.db.tables import (
    Branch,
    BusinessDay,
    Staff,
)
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import ExceptionGround
from hfund_tui.domain.vocabulary import (
    AccountState,
    Freeze,
)
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Pending
from tests.support.branch import NOW, SUPERVISOR, SUPERVISOR_2, TODAY, raw
from tests.support.case_work import (
    account,
    clean,
    close_day,
    failed,
    on,
    paid_fen,
    perform,
    posted,
    refusal_of,
    rent,
)

OTHER = OperationCode.OTHER_HOUSING_WITHDRAWAL


class TestMonths:
    @pytest.mark.parametrize("first", [OperationCode.RENT_WITHDRAWAL, OTHER])
    @pytest.mark.parametrize("second", [OperationCode.RENT_WITHDRAWAL, OTHER])
    def test_no_month_twice_even_if_the_last_withdrawal_is_forgotten(self, station, teller, first, second):
        posted(station, teller, rent(kind=first))
        with raw(station) as uow:
            account(uow).last_withdrawal_month = None
        preview = station.cases.preview(teller, rent(kind=second))
        claimed = preview.plan.quota.months
        assert Month(2019, 8) in claimed and Month(2019, 9) not in claimed and Month(2020, 2) not in claimed

    @pytest.mark.parametrize(
        ("day", "months"),
        [
            (date(2020, 2, 28), 0),
            (date(2020, 2, 29), 0),
            (date(2020, 3, 1), 1),
            (date(2020, 3, 31), 1),
            (date(2020, 12, 31), 10),
            (date(2021, 1, 1), 11),
            (date(2024, 2, 29), 48),
        ],
    )
    def test_after_a_withdrawal_in_february(self, station, teller, clock, day, months):
        posted(station, teller, rent())
        later = on(station, clock, day)
        assert len(station.cases.preview(later, rent()).plan.quota.months) == months

    def test_months_after_sealing_never_count(self, station, teller):
        with raw(station) as uow:
            account(uow).state, account(uow).sealed_on = AccountState.SEALED, date(2019, 10, 1)
        plan = station.cases.preview(teller, rent()).plan
        assert [str(month) for month in plan.quota.months] == ["2019-09", "2019-10"]
        ground = ExceptionGround("hardship", "单位无法启封", ("A-1",))
        assert isinstance(perform(station, teller, rent(ground=ground)), Pending)


class TestAmounts:
    @pytest.mark.parametrize("amount_fen", [-1, -(10**13), 10**13 + 1, 10**19, 10**40])
    def test_no_amount_at_all(self, station, teller, amount_fen):
        code = refusal_of(lambda: perform(station, teller, rent(amount_fen=amount_fen)))
        assert code == "amount_impossible"
        clean(station)

    @pytest.mark.parametrize("amount_fen", [0, 7_800_01, 10**13])
    def test_an_amount_that_may_not_be(self, station, teller, amount_fen):
        assert failed(perform(station, teller, rent(amount_fen=amount_fen))) <= {
            "amount_positive",
            "amount_within_quota",
            "amount_within_available",
        }
        assert paid_fen(station) == 0
        clean(station)

    def test_all_of_nothing(self, station, teller):
        with raw(station) as uow:
            account(uow).freeze, account(uow).frozen_fen = Freeze.PARTIAL, 60_000_00
        assert "amount_positive" in failed(perform(station, teller, rent()))


class TestDays:
    @pytest.mark.parametrize(
        ("day", "code"),
        [
            (date(1, 1, 1), "day_was_closed"),
            (date(2020, 2, 26), "day_was_closed"),
            (TODAY, "day_was_closed"),
            (date(2020, 3, 8), "opened"),
            (date(2020, 3, 9), "day_too_far"),
            (date(2029, 2, 27), "day_too_far"),
            (date.max, "day_too_far"),
        ],
    )
    def test_a_day_that_may_be_opened(self, station, day, code):
        close_day(station)
        try:
            station.day.open("0003", day, opened_by=SUPERVISOR)
        except HfundError as refused:
            assert refused.code == code
        else:
            assert code == "opened"

    def test_a_day_without_rules(self, station):
        with raw(station) as uow:
            uow.session.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
            uow.session.get_one(Staff, SUPERVISOR_2).branch_code = "0004"
        day = date(2014, 12, 31)
        assert refusal_of(lambda: station.day.open("0004", day, opened_by=SUPERVISOR_2)) == (
            "day_without_policy"
        )

    def test_an_open_day_whose_rules_are_gone(self, station, teller):
        session = replace(teller, business_date=date(2014, 12, 31))
        close_day(station)
        with raw(station) as uow:
            uow.session.add(
                BusinessDay(
                    branch_code="0003",
                    business_date=session.business_date,
                    opened_by=SUPERVISOR,
                    opened_at=NOW,
                )
            )
        for call in (
            lambda: station.cases.preview(session, rent()),
            lambda: station.members.overview(session, 1),
        ):
            assert refusal_of(call) == "day_without_policy"
