"""The figures of the agreement: tables of what is counted and what comes of it, then what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.adoption import (
    FOUR_KINDS,
    ON_LINE_KINDS,
    WITHDRAWALS,
    Adoption,
    Business,
    Counted,
    OpenCases,
    RuleHits,
    Signings,
    figures,
    months_shown,
    share_bp,
)
from hfund_tui.domain.calendar import WorkingCalendar
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import CaseStatus, Channel, RuleEvent, SigningEvent, SigningWay

TODAY = date(2020, 2, 27)  # a Thursday
NOW, BEFORE = Month(2020, 2), Month(2020, 1)
NOTHING = Counted((), (), (), (), ())
W, E = SigningWay, SigningEvent


def made(**counted: object) -> Adoption:
    return figures(replace(NOTHING, **counted), on=TODAY, calendar=WorkingCalendar(), decide_within_days=3)


@pytest.mark.parametrize(
    ("part", "whole", "bp"),
    [
        (4_200_000, 6_600_000, 6364),
        (2_400_000, 6_600_000, 3636),
        (842, 1000, 8420),
        (1, 3, 3333),
        (2, 3, 6667),
        (1, 20_000, 1),
        (1, 20_001, 0),
        (0, 5, 0),
        (5, 5, 10_000),
        (0, 0, None),
        (0, -1, None),
    ],
)
def test_a_share_is_rounded_half_up_to_a_hundredth_of_a_percent(
    part: int, whole: int, bp: int | None
) -> None:
    assert share_bp(part, whole) == bp


def test_the_proportions_of_the_city() -> None:
    city = made(members=((W.UNSIGNED, 2_400_000), (W.COUNTER, 4_000_000), (W.PROXY, 200_000)))
    assert (city.paying, city.signed, city.unsigned) == (6_600_000, 4_200_000, 2_400_000)
    assert (city.signed_bp, city.unsigned_bp) == (6364, 3636)


def test_nobody_pays() -> None:
    nobody = made()
    assert (nobody.paying, nobody.signed, nobody.unsigned) == (0, 0, 0)
    assert (nobody.signed_bp, nobody.unsigned_bp, nobody.this_month.proxy_bp) == (None, None, None)
    assert (nobody.months_to_go, nobody.mean_on_line_bp, nobody.waiting) == (None, None, 0)
    assert nobody.this_month.on_line_bp is None


def test_which_withdrawals_are_the_four() -> None:
    four = {"rent_withdrawal", "other_housing_withdrawal", "leaving_closure", "retirement_closure"}
    assert four == FOUR_KINDS
    assert {*four, "another_withdrawal"} == WITHDRAWALS


def test_what_can_come_on_line() -> None:
    assert {
        *WITHDRAWALS,
        "early_repayment",
        "shorten_term",
        "change_repayment_account",
        "change_repayment_method",
        "change_due_day",
        "offset_repayment",
    } == ON_LINE_KINDS


def test_business_of_a_month() -> None:
    month = made(
        business=(
            Business(NOW, "rent_withdrawal", Channel.APP, 5),
            Business(NOW, "rent_withdrawal", Channel.COUNTER, 2),
            Business(NOW, "retirement_closure", Channel.SELF_VOICE, 1),
            Business(NOW, "another_withdrawal", Channel.WEBSITE, 2),
            Business(NOW, "early_repayment", Channel.ALIPAY, 3),
            Business(NOW, "change_due_day", Channel.HOTLINE, 1),
            # Neither a withdrawal nor a change of a loan.
            Business(NOW, "sign_agreement", Channel.COUNTER, 40),
            Business(NOW, "settle_closure", Channel.COUNTER, 7),
            Business(NOW, "reverse_case", Channel.COUNTER, 7),
            Business(BEFORE, "rent_withdrawal", Channel.COUNTER, 100),
        )
    ).this_month
    assert (month.four, month.withdrawals, month.four_bp) == (8, 10, 8000)
    assert (month.on_line, month.business, month.on_line_bp) == (11, 14, 7857)


def test_the_mean_counts_whole_months_alike() -> None:
    adoption = made(
        business=(
            Business(Month(2019, 12), "rent_withdrawal", Channel.APP, 1),
            Business(BEFORE, "rent_withdrawal", Channel.APP, 300),
            Business(BEFORE, "rent_withdrawal", Channel.COUNTER, 100),
            Business(NOW, "rent_withdrawal", Channel.COUNTER, 9),
        )
    )
    assert adoption.mean_on_line_bp == 8750


def test_signings_by_month_and_way() -> None:
    adoption = made(
        members=((W.UNSIGNED, 10), (W.COUNTER, 6), (W.APP, 4)),
        signings=(
            Signings(BEFORE, E.SIGNED, W.COUNTER, 3),
            Signings(BEFORE, E.SIGNED, W.PROXY, 1),
            Signings(BEFORE, E.ENDED, W.COUNTER, 1),
            Signings(NOW, E.SIGNED, W.APP, 4),
        ),
    )
    before, now = adoption.months[-2:]
    assert (dict(before.signed), before.ended, before.proxy_bp) == ({W.COUNTER: 3, W.PROXY: 1}, 1, 2500)
    assert (dict(now.signed), now.ended) == ({W.APP: 4}, 0)
    # 10 now, 4 signed since January ended, 3 net in January.
    assert [one.unsigned for one in adoption.months[-3:]] == [17, 14, 10]
    assert adoption.in_all.signed_in_all == 8


@pytest.mark.parametrize(
    ("signed", "ended", "unsigned", "months"),
    [(11, 0, 10, 10), (11, 0, 0, 0), (22, 11, 5, 5), (22, 0, 5, 3), (0, 0, 5, None), (3, 4, 5, None)],
)
def test_how_long_it_takes_at_the_pace_of_the_whole_months(
    signed: int, ended: int, unsigned: int, months: int | None
) -> None:
    adoption = made(
        members=((W.UNSIGNED, unsigned),),
        signings=(
            Signings(BEFORE, E.SIGNED, W.COUNTER, signed),
            Signings(BEFORE, E.ENDED, W.COUNTER, ended),
            Signings(NOW, E.SIGNED, W.COUNTER, 500),
        ),
    )
    assert adoption.months_to_go == months


def test_rules_by_how_often() -> None:
    refused, passed = RuleEvent.REFUSED, RuleEvent.OVERRIDDEN
    adoption = made(
        rules=(
            RuleHits(NOW, refused, "quota", 1),
            RuleHits(BEFORE, refused, "quota", 2),
            RuleHits(NOW, refused, "card_linked", 3),
            RuleHits(BEFORE, refused, "account_state", 7),
            RuleHits(NOW, passed, "account_state", 2),
        )
    )
    assert [(one.rule, one.this_month, one.in_all) for one in adoption.refused] == [
        ("account_state", 0, 7),
        ("card_linked", 3, 3),
        ("quota", 1, 3),
    ]
    assert [(one.rule, one.this_month, one.in_all) for one in adoption.overridden] == [
        ("account_state", 2, 2)
    ]


def test_how_long_cases_have_waited() -> None:
    pending, returned = CaseStatus.PENDING, CaseStatus.RETURNED
    adoption = made(
        open_cases=(
            OpenCases(pending, TODAY, 2),
            OpenCases(pending, date(2020, 2, 26), 1),
            OpenCases(returned, date(2020, 2, 24), 1),  # Monday: three working days
            OpenCases(pending, date(2020, 2, 21), 4),  # the Friday before
            OpenCases(returned, date(2019, 12, 31), 1),
        )
    )
    assert [(one.days, one.pending, one.returned) for one in adoption.ages] == [
        (0, 2, 0),
        (1, 1, 0),
        (2, 0, 0),
        (3, 0, 1),
        (None, 4, 1),
    ]
    assert (adoption.waiting, adoption.overdue) == (9, 5)


def test_the_months_that_are_shown() -> None:
    months = months_shown(TODAY)
    assert (months[0], months[-1], len(months)) == (Month(2019, 3), Month(2020, 2), 12)


# ---- what always holds -------------------------------------------------------------------------------------

numbers = st.integers(0, 10**7)
months = st.sampled_from(months_shown(TODAY))


@given(
    members=st.dictionaries(st.sampled_from(SigningWay), numbers),
    signings=st.lists(
        st.builds(
            Signings,
            months,
            st.sampled_from(SigningEvent),
            st.sampled_from([way for way in SigningWay if way is not SigningWay.UNSIGNED]),
            numbers,
        ),
        max_size=20,
    ),
    business=st.lists(
        st.builds(
            Business,
            months,
            st.sampled_from([*sorted(ON_LINE_KINDS), "sign_agreement"]),
            st.sampled_from(Channel),
            numbers,
        ),
        max_size=20,
    ),
)
def test_sums_agree(
    members: dict[SigningWay, int], signings: list[Signings], business: list[Business]
) -> None:
    adoption = made(members=tuple(members.items()), signings=tuple(signings), business=tuple(business))
    assert adoption.paying == adoption.signed + adoption.unsigned == sum(members.values())
    assert adoption.signed == sum(adoption.by_way.values())
    if adoption.paying:
        assert adoption.signed_bp is not None and adoption.unsigned_bp is not None
        assert adoption.signed_bp + adoption.unsigned_bp == 10_000
    for one in adoption.months:
        assert 0 <= one.four <= one.withdrawals <= one.business
        assert 0 <= one.on_line <= one.business
        assert 0 <= one.unsigned <= adoption.paying
        assert one.four_bp is None or 0 <= one.four_bp <= 10_000
    assert adoption.months[-1].unsigned == adoption.unsigned
    signed = sum(one.number for one in signings if one.event is SigningEvent.SIGNED)
    assert adoption.in_all.signed_in_all == sum(one.signed_in_all for one in adoption.months) == signed
