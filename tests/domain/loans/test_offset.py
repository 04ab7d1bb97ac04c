"""How several co-repayers share what an offset asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.loans.offset import CoRepayer, LineReason, Obstacle, allocate

ALL, REST, NOT_NEEDED = LineReason.ALL_OF_IT, LineReason.THE_REST, LineReason.NOT_NEEDED
NOTHING, NOT_ALLOWED = LineReason.NOTHING_AVAILABLE, LineReason.NOT_ALLOWED


@pytest.mark.parametrize(
    ("asked", "available", "lines", "shortfall"),
    [
        (0, [5], [(0, NOT_NEEDED)], 0),
        (5, [5], [(5, REST)], 0),
        (6, [5], [(5, ALL)], 1),
        (4, [5, 5], [(4, REST), (0, NOT_NEEDED)], 0),
        (7, [5, 5], [(5, ALL), (2, REST)], 0),
        (12, [5, 0, 5], [(5, ALL), (0, NOTHING), (5, ALL)], 2),
        (7, ["frozen", 5, 5], [(0, NOT_ALLOWED), (5, ALL), (2, REST)], 0),
        (7, [], [], 7),
    ],
)
def test_in_the_order_of_the_agreements(asked, available, lines, shortfall):
    co_repayers = [
        CoRepayer(str(number), 9, one) if isinstance(one, str) else CoRepayer(str(number), one)
        for number, one in enumerate(available)
    ]
    made = allocate(asked, co_repayers)
    assert [(one.amount_fen, one.reason) for one in made.lines] == lines
    assert made.shortfall_fen == shortfall


people = st.lists(
    st.builds(
        CoRepayer,
        account_no=st.text("0123456789", min_size=1, max_size=4),
        available_fen=st.integers(0, 10**9),
        obstacle=st.none() | st.sampled_from(Obstacle),
    ),
    unique_by=lambda one: one.account_no,
    max_size=6,
)


@given(st.integers(0, 10**10), people)
def test_lines_and_shortfall_are_what_was_asked_for(asked, co_repayers):
    made = allocate(asked, co_repayers)
    assert made.amount_fen + made.shortfall_fen == asked
    assert [one.account_no for one in made.lines] == [one.account_no for one in co_repayers]
    for line, one in zip(made.lines, co_repayers, strict=True):
        assert 0 <= line.amount_fen <= (0 if one.obstacle else one.available_fen)
        assert (line.obstacle, line.reason is NOT_ALLOWED) == (one.obstacle, one.obstacle is not None)
    if made.shortfall_fen:
        assert made.amount_fen == sum(one.available_fen for one in co_repayers if one.obstacle is None)


@given(st.integers(0, 10**9), st.integers(0, 10**9), people)
def test_who_comes_first_gives_no_less_when_more_is_asked_for(asked, more, co_repayers):
    first, second = allocate(asked, co_repayers), allocate(asked + more, co_repayers)
    assert all(a.amount_fen <= b.amount_fen for a, b in zip(first.lines, second.lines, strict=True))


@pytest.mark.parametrize(
    ("asked", "co_repayers"),
    [(-1, []), (1, [CoRepayer("1", -1)]), (1, [CoRepayer("1", 1), CoRepayer("1", 2)])],
)
def test_what_can_not_be_shared(asked, co_repayers):
    with pytest.raises(ValueError, match=r"not negative|gives once"):
        allocate(asked, co_repayers)
