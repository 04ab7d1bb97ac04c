"""Questions can't be rolled again, and a code is good in the call it was sent for."""

import pytest

from hfund_tui.db.tables import Staff
from hfund_tui.domain.vocabulary import CallerQuestion as Q
from hfund_tui.domain.vocabulary import Verification, WrapUp
from hfund_tui.services.errors import BadInput, Refusal
from tests.support import branch
from tests.support.branch import MEMBER_IDS, raw, sign_in


@pytest.mark.parametrize("again", ["number", "call"])
def test_the_question_is_not_rolled_again(station, again):
    """Who knows the card only says the number once more until the card is asked: no answer is ever wrong."""
    agent, calls = sign_in(station, branch.AGENT), station.calls
    calls.begin(agent)
    asked = []
    for _ in range(3):
        calls.identify(agent, MEMBER_IDS[1])
        view = calls.answer(agent, "张一")
        asked.append(view.question)
        if again == "call" and len(asked) < 3:
            calls.end(agent, WrapUp.ANSWERED)
            calls.begin(agent)
    assert len(set(asked)) == 1, asked


def test_not_everybody_is_asked_the_same(station):
    agent, calls = sign_in(station, branch.AGENT), station.calls
    calls.begin(agent)
    asked = set()
    for number, name in enumerate("一二三四五六七八", 1):
        calls.identify(agent, MEMBER_IDS[number])
        asked.add(calls.answer(agent, f"张{name}").question)
    assert len(asked) > 1


def test_naming_again_does_not_forget_what_was_wrong(station):
    agent, calls = sign_in(station, branch.AGENT), station.calls
    calls._choose = lambda possible: possible[0]
    calls.begin(agent)
    calls.identify(agent, MEMBER_IDS[1])
    calls.answer(agent, "张一")
    assert calls.answer(agent, "9999").question is Q.MOBILE
    calls.identify(agent, MEMBER_IDS[1])
    assert calls.answer(agent, "张一").question is not Q.ACCOUNT_NO


def test_a_code_is_good_in_the_call_it_was_sent_for(station):
    with raw(station) as uow:
        other = uow.session.get_one(Staff, branch.AGENT).model_dump()
        other |= {"code": "3002", "id_no": branch.id_number(branch.date(1981, 1, 1), 333)}
        uow.session.add(Staff(**other))
    first, second = sign_in(station, branch.AGENT), sign_in(station, "3002")
    calls = station.calls
    calls._choose = lambda possible: possible[0]
    made = iter(["111111", "222222"])
    station.codes._make = lambda: next(made)
    for agent in (first, second):
        calls.begin(agent)
        calls.identify(agent, MEMBER_IDS[1])
        calls.answer(agent, "张一")
        calls.answer(agent, "0001")
        calls.send_code(agent)
    try:
        level = calls.answer(first, "222222").level  # sent in the second call
    except (BadInput, Refusal):
        return
    assert level is not Verification.HOTLINE_FULL
