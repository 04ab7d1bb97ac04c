"""Taking a posted case back: which one, in which order, and where its money is."""

from __future__ import annotations

from hfund_tui.domain.decision import NOTHING, Finding, flag, remedy, term, terms, text
from hfund_tui.domain.facts import Facts, ReversalTarget
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import ReverseCase
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import CaseStatus, PaymentState, ReversalKind, ReversalObstacle

_ADVICE = {
    ReversalObstacle.DEBIT_UNDER_WAY: "wait_for_debit",
    ReversalObstacle.DEBITED: "stays_repaid",
    ReversalObstacle.MOVED_ON: "change_loan_again",
    ReversalObstacle.HAS_GIVEN: "end_co_repayment_instead",
    ReversalObstacle.GIVER_CLOSED: "stays_repaid",
}


STAYS = frozenset({OperationCode.SET_PASSWORD, OperationCode.RESET_PASSWORD})
"""What nobody takes back: the password before is not kept. Nothing that was done before stands on it either."""


def target_completed(facts: Facts) -> Finding:
    """Only what was posted can be taken back, and only once."""
    target = facts.target
    passed = target is not None and target.status is CaseStatus.COMPLETED
    pending = target is not None and target.status in (CaseStatus.PENDING, CaseStatus.RETURNED)
    accepted = target is not None and target.status is CaseStatus.CLOSED_UNSETTLED
    advice = (
        remedy("cancel_case")
        if pending
        else remedy("cancel_closure_instead", operation=OperationCode.CANCEL_CLOSURE.value)
        if accepted
        else remedy("nothing_to_do")
    )
    return Finding(
        "reversal_target",
        passed,
        term(target.status) if target else NOTHING,
        term(CaseStatus.COMPLETED),
        "house_rule",
        None if passed else advice,
    )


def target_undoable(facts: Facts) -> Finding:
    """A reversal itself is not reversed: the case is done anew. What a loan was built on since stays, and so does a
    password: the one before is not kept."""
    target = facts.target
    obstacle = target.obstacle if target else None
    lasting = target is None or (
        target.undoable and target.operation not in (OperationCode.REVERSE_CASE, *STAYS)
    )
    passed = lasting and obstacle is None
    return Finding(
        "reversal_undoable",
        passed,
        term(obstacle) if obstacle else flag(passed),
        flag(True),
        "house_rule",
        None if passed else remedy(_instead(target)),
    )


def _instead(target: ReversalTarget | None) -> str:
    """What to do in place of taking it back."""
    if target is not None and target.operation in STAYS:
        return "set_password_again"
    if target is None or target.obstacle is None:
        return "do_anew"
    if (target.operation, target.obstacle) == (OperationCode.OFFSET_REPAYMENT, ReversalObstacle.MOVED_ON):
        return "stays_repaid"  # another change would not bring the money back
    return _ADVICE[target.obstacle]


def target_latest(facts: Facts) -> Finding:
    """Last in, first out: what came later stands on what came before."""
    passed = facts.target is None or facts.target.latest
    return Finding(
        "reversal_latest",
        passed,
        flag(passed),
        flag(True),
        "house_rule",
        None if passed else remedy("reverse_later_first"),
    )


def money_within_reach(request: ReverseCase, facts: Facts) -> Finding:
    """Money on its way to the bank can't be stopped; what was paid has to have come back first."""
    payment = facts.target.payment if facts.target else None
    returned = bool(clean(request.returned_reference))
    passed = payment is not PaymentState.SENT and (payment is not PaymentState.PAID or returned)
    advice = remedy("wait_for_bank") if payment is PaymentState.SENT else remedy("name_returned_money")
    return Finding(
        "reversal_money",
        passed,
        term(payment) if payment else NOTHING,
        terms([PaymentState.QUEUED, PaymentState.HELD, PaymentState.FAILED]),
        "house_rule",
        None if passed else advice,
        form=payment is PaymentState.PAID,
    )


def reason_given(request: ReverseCase, policy: Policy) -> Finding:
    known = policy.words("reversal.reasons")
    passed = request.reason in known and bool(clean(request.words))
    return by_policy(
        policy,
        "reversal.reasons",
        "reversal_reason",
        passed,
        term(f"reversal_reason.{request.reason}") if request.reason in known else text(request.reason),
        terms([f"reversal_reason.{one}" for one in known]),
        remedy("state_reversal"),
        form=True,
    )


def kind_of(target: ReversalTarget, facts: Facts) -> ReversalKind:
    """A void on the day of the posting while the money is still in the house; else a correcting entry."""
    at_home = target.payment in (None, PaymentState.QUEUED, PaymentState.HELD)
    same_day = target.posted_on == facts.business_date
    return ReversalKind.VOID if same_day and at_home else ReversalKind.CORRECTION
