"""Who is calling: the script of questions, and what the answers amount to.

The basic level wants the identity number, the name and some of the other questions; the full level a one-time code
sent to the mobile number on file as well. Levels rise in this order only. (12329 guideline; the values are policy.)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from hfund_tui.domain.policy import Policy
from hfund_tui.domain.text import drop_separators, fold_full_width, fold_wording
from hfund_tui.domain.vocabulary import CallerQuestion, Verification

Choose = Callable[[Sequence[CallerQuestion]], CallerQuestion]
"""Picks one of the questions that are possible."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was put to a caller."""

    question: CallerQuestion
    right: bool


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the answers are compared with. None: the member has none, so it is not asked."""

    name: str
    account_no: str
    mobile: str | None
    card_no: str | None

    def of(self, question: CallerQuestion) -> str | None:
        match question:
            case CallerQuestion.NAME:
                return self.name
            case CallerQuestion.ACCOUNT_NO:
                return self.account_no
            case CallerQuestion.MOBILE:
                return self.mobile
            case CallerQuestion.CARD:
                return self.card_no
        return None


def level(answers: Sequence[Answered], policy: Policy) -> Verification:
    """What has been shown so far in one call about one member."""
    right = {one.question for one in answers if one.right}
    other = right & {CallerQuestion(one) for one in policy.words("hotline.questions")}
    basic = {CallerQuestion.ID_NO, CallerQuestion.NAME} <= right
    if not basic or len(other) < policy.count("hotline.questions_asked"):
        return Verification.NONE
    return Verification.HOTLINE_FULL if CallerQuestion.ONE_TIME_CODE in right else Verification.HOTLINE_BASIC


def next_question(
    answers: Sequence[Answered],
    wrong: Collection[CallerQuestion],
    on_file: OnFile,
    policy: Policy,
    choose: Choose,
) -> CallerQuestion | None:
    """What is asked now; None when the basic level is reached or nothing is left to ask.

    `answers` are those of this call. `wrong` is what was answered wrong about this member lately, in whatever
    call: it is asked again only when nothing else is left.
    """
    if level(answers, policy) is not Verification.NONE:
        return None
    right = {one.question for one in answers if one.right}
    if CallerQuestion.NAME not in right:
        return CallerQuestion.NAME
    possible = [
        question
        for question in (CallerQuestion(one) for one in policy.words("hotline.questions"))
        if question not in right and on_file.of(question)
    ]
    fresh = [one for one in possible if one not in wrong]
    return choose(fresh or possible) if possible else None


def is_right(question: CallerQuestion, given: str, on_file: OnFile, policy: Policy) -> bool:
    """Whether what the caller said is what is on file: a name whole, of a number the last digits or all of them."""
    known = on_file.of(question)
    if known is None:
        return False
    if question is CallerQuestion.NAME:
        return fold_wording(given) == fold_wording(known)
    digits = drop_separators(fold_full_width(given)).upper()
    return digits == known or (
        len(digits) == policy.count("hotline.digits_asked") and digits == known[-len(digits) :]
    )


def still_wrong(wrong_at: Sequence[datetime], forgiven_at: datetime | None) -> int:
    """How many of these wrong answers no full verification has forgiven since."""
    return sum(forgiven_at is None or at > forgiven_at for at in wrong_at)
