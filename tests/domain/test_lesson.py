"""What a lesson sees of a learner, and what it makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.lesson import (
    SIGN_IN,
    Awaited,
    Grade,
    Happening,
    LessonRun,
    Sight,
    Stray,
    grade,
)
from hfund_tui.domain.vocabulary import AuditOutcome

ME, OTHER = 7, 8
DONE = AuditOutcome.DONE
SIGNED_IN = Happening(Sight.RECORD, SIGN_IN, DONE, None, "1001", None)
MEMBER = Happening(Sight.MEMBER, member_id=ME)
FORM = Happening(Sight.SCREEN, "agreement")
SIGNED = Happening(Sight.RECORD, "1101:sign_agreement", DONE, None, "1001", ME)
HOME = Happening(Sight.SCREEN, "workbench")
STEPS = (
    Awaited(Sight.RECORD, SIGN_IN, DONE, by="1001"),
    Awaited(Sight.MEMBER),
    Awaited(Sight.SCREEN, "agreement"),
    Awaited(Sight.RECORD, "1101:sign_agreement", DONE),
    Awaited(Sight.SCREEN, "workbench"),
)
RUN = LessonRun(STEPS, ME)


@pytest.mark.parametrize(
    ("name", "happenings", "at", "slips", "stray"),
    [
        ("nothing yet", [], 0, 0, None),
        ("step by step", [SIGNED_IN, MEMBER, FORM, SIGNED, HOME], 5, 0, None),
        ("a shorter way: what is on record counts", [SIGNED_IN, SIGNED], 4, 0, None),
        ("a screen out of turn does not", [FORM, HOME, MEMBER], 0, 0, None),
        ("the same once more changes nothing", [SIGNED_IN, SIGNED_IN, MEMBER, MEMBER], 2, 0, None),
        (
            "another member is told, once",
            [SIGNED_IN, *[Happening(Sight.MEMBER, member_id=OTHER)] * 2],
            1,
            1,
            Stray.MEMBER,
        ),
        (
            "and forgotten with the right one",
            [SIGNED_IN, Happening(Sight.MEMBER, member_id=OTHER), MEMBER],
            2,
            1,
            None,
        ),
        (
            "somebody else signed in",
            [Happening(Sight.RECORD, SIGN_IN, DONE, None, "1002", None)],
            0,
            1,
            Stray.STAFF,
        ),
        (
            "a wrong password is nobody's sign-in",
            [Happening(Sight.RECORD, SIGN_IN, AuditOutcome.REFUSED, None, "1001", None)],
            0,
            0,
            None,
        ),
        (
            "refused is not done",
            [SIGNED_IN, MEMBER, FORM, Happening(Sight.RECORD, "1101:sign_agreement", AuditOutcome.REFUSED)],
            3,
            0,
            None,
        ),
    ],
)
def test_a_run(name: str, happenings: list[Happening], at: int, slips: int, stray: Stray | None) -> None:
    run = RUN.saw(happenings)
    assert (run.at, run.slips, run.stray) == (at, slips, stray), name


@given(
    st.lists(
        st.one_of(
            st.sampled_from([SIGNED_IN, MEMBER, FORM, SIGNED, HOME]),
            st.builds(Happening, st.just(Sight.MEMBER), member_id=st.integers(6, 9)),
            st.sampled_from(["key", "slip"]),
        ),
        max_size=30,
    )
)
def test_it_never_goes_back_and_stands_still_at_its_end(seen: list[Happening | str]) -> None:
    run = RUN
    for one in seen:
        before = run
        run = run.saw([one]) if isinstance(one, Happening) else getattr(run, one)()
        assert before.at <= run.at <= len(STEPS)
        assert before.keys <= run.keys and before.slips <= run.slips
        if before.finished:
            assert run == before


@pytest.mark.parametrize(
    ("keys", "slips", "expected"),
    [
        (44, 0, Grade.GOOD),
        (40, 0, Grade.GOOD),
        (45, 0, Grade.SOUND),
        (44, 1, Grade.SOUND),
        (66, 2, Grade.SOUND),
        (67, 0, Grade.AGAIN),
        (44, 3, Grade.AGAIN),
    ],
)
def test_the_grade(keys: int, slips: int, expected: Grade) -> None:
    assert grade(keys, slips, 44) is expected
