"""What the call screen says and reads out is there in both languages, with every place filled."""

import string

import pytest

from hfund_tui.domain import vocabulary
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.services.calls import Asked

WANTS = ("call", "amount", "number", "code", "done", "locked", "nothing_left")


def test_whatever_is_wanted_has_a_sentence_and_a_label() -> None:
    words = catalogue()
    for one in vocabulary.CallerQuestion:
        assert f"call.ask.{one}" in words
    for wants in WANTS:
        assert f"call.label.{wants}" in words
        assert f"call.wants.{wants}" in words or wants == "number"


@pytest.mark.parametrize("asked", Asked)
def test_every_question_of_a_caller_has_a_name(asked: Asked) -> None:
    assert f"answer.asked.{asked}" in catalogue()


SENTENCES = {
    "quota": {"service", "amount", "due", "ratio", "months", "span"},
    "quota_later": {"service", "amount", "due", "ratio", "months", "span"},
    "quota_none": {"service"},
    "loan_now": {"balance", "instalment", "interest", "last"},
    "loan_contract": {"contract"},
    "loan_shorter": {"amount", "today", "saved", "last"},
    "loan_lower": {"amount", "today", "saved", "instalment"},
    "loan_all": {"amount", "today", "saved", "interest"},
    "loan_overdue": {"amount"},
    "instalment": {"day", "amount", "principal", "interest", "left", "rate"},
    "closing": {"balance", "interest", "days", "rate", "total"},
}


@pytest.mark.parametrize(("code", "places"), SENTENCES.items())
def test_both_languages_say_the_same_figures(code: str, places: set[str]) -> None:
    message = catalogue()[f"answer.{code}"]
    for words in (message.zh, message.en):
        assert {name for _, name, _, _ in string.Formatter().parse(words) if name} == places


def test_no_other_sentence_is_said() -> None:
    said = {key.removeprefix("answer.") for key in catalogue() if key.startswith("answer.")}
    assert {one for one in said if not one.startswith("asked.")} == set(SENTENCES)


@pytest.mark.parametrize("purpose", vocabulary.CodePurpose)
def test_a_code_comes_with_words(purpose: vocabulary.CodePurpose) -> None:
    message = catalogue()[f"one_time_code.{purpose}"]
    assert all("{code}" in words and "{minutes}" in words for words in (message.zh, message.en))
