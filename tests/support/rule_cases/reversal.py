"""Taking a posted case back."""

from datetime import date

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import CaseStatus, PaymentState, ReversalObstacle
from tests.support.builders import facts, reverse, reversible
from tests.support.policies import policy_with
from tests.support.rule_cases.case import Fails, Passes

C, P = CaseStatus, PaymentState
OVER = (C.DRAFT, C.SUPERSEDED, C.REFUSED, C.REJECTED, C.CANCELLED, C.REVERSED)

FAILS = [
    Fails(
        name="no such case of this member",
        code="reversal_target",
        remedy="nothing_to_do",
        request=reverse(),
        facts=facts(),
        otherwise=reversible(),
    ),
    *(
        Fails(
            name=f"a case that is {status}",
            code="reversal_target",
            remedy=remedy,
            request=reverse(),
            facts=reversible(status=status),
            otherwise=reversible(),
        )
        for status, remedy in (
            *((status, "nothing_to_do") for status in OVER),
            (C.PENDING, "cancel_case"),
            (C.RETURNED, "cancel_case"),
            (C.CLOSED_UNSETTLED, "cancel_closure_instead"),
        )
    ),
    Fails(
        name="a reversal",
        code="reversal_undoable",
        remedy="do_anew",
        request=reverse(),
        facts=reversible(operation=OperationCode.REVERSE_CASE, payment=None),
        otherwise=reversible(),
    ),
    *(
        Fails(
            name=f"{operation}: the password before is not kept",
            code="reversal_undoable",
            remedy="set_password_again",
            request=reverse(),
            facts=reversible(operation=operation, payment=None),
            otherwise=reversible(),
        )
        for operation in (OperationCode.SET_PASSWORD, OperationCode.RESET_PASSWORD)
    ),
    Fails(
        name="a case of which nothing is kept that could be undone",
        code="reversal_undoable",
        remedy="do_anew",
        request=reverse(),
        facts=reversible(undoable=False),
        otherwise=reversible(),
    ),
    *(
        Fails(
            name=f"a change of a loan: {obstacle}",
            code="reversal_undoable",
            remedy=remedy,
            request=reverse(),
            facts=reversible(operation=OperationCode.SHORTEN_TERM, payment=None, obstacle=obstacle),
            otherwise=reversible(),
        )
        for obstacle, remedy in (
            (ReversalObstacle.DEBIT_UNDER_WAY, "wait_for_debit"),
            (ReversalObstacle.DEBITED, "stays_repaid"),
            (ReversalObstacle.MOVED_ON, "change_loan_again"),
        )
    ),
    *(
        Fails(
            name=f"of co-repayers: {obstacle}",
            code="reversal_undoable",
            remedy=remedy,
            request=reverse(),
            facts=reversible(operation=operation, payment=None, obstacle=obstacle),
            otherwise=reversible(),
        )
        for operation, obstacle, remedy in (
            (OperationCode.OFFSET_REPAYMENT, ReversalObstacle.MOVED_ON, "stays_repaid"),
            (OperationCode.OFFSET_REPAYMENT, ReversalObstacle.DEBIT_UNDER_WAY, "wait_for_debit"),
            (OperationCode.OFFSET_REPAYMENT, ReversalObstacle.GIVER_CLOSED, "stays_repaid"),
            (OperationCode.SIGN_CO_REPAYMENT, ReversalObstacle.HAS_GIVEN, "end_co_repayment_instead"),
        )
    ),
    Fails(
        name="not the last one",
        code="reversal_latest",
        remedy="reverse_later_first",
        request=reverse(),
        facts=reversible(latest=False),
    ),
    Fails(
        name="the money is on its way",
        code="reversal_money",
        remedy="wait_for_bank",
        request=reverse(),
        facts=reversible(payment=P.SENT),
    ),
    *(
        Fails(
            name=f"the money was paid and nothing says that it came back ({reference!r})",
            code="reversal_money",
            remedy="name_returned_money",
            request=reverse(returned_reference=reference),
            facts=reversible(payment=P.PAID),
            form=True,
        )
        for reference in ("", "  ", "\u200b")
    ),
    *(
        Fails(
            name=f"{reason!r} and {words!r}",
            code="reversal_reason",
            remedy="state_reversal",
            request=reverse(reason=reason, words=words),
            facts=reversible(),
            form=True,
        )
        for reason, words in (
            ("", "录入有误"),
            ("because", "录入有误"),
            ("wrong_amount", ""),
            ("wrong_amount", " "),
        )
    ),
    Fails(
        name="a reason that the policy does not name any more",
        code="reversal_reason",
        remedy="state_reversal",
        request=reverse(reason="wrong_member"),
        facts=reversible(),
        policy=policy_with(reversal__reasons=("wrong_amount",)),
        form=True,
    ),
]

PASSES = [
    Passes(name="completed", code="reversal_target", request=reverse(), facts=reversible()),
    Passes(
        name="completed long ago",
        code="reversal_target",
        request=reverse(),
        facts=reversible(posted_on=date(2019, 3, 4)),
    ),
    *(
        Passes(
            name=f"money that is {payment}",
            code="reversal_money",
            request=reverse(),
            facts=reversible(payment=payment),
        )
        for payment in (None, P.QUEUED, P.HELD, P.FAILED)
    ),
    Passes(
        name="money that was paid and came back",
        code="reversal_money",
        request=reverse(returned_reference="退 2020-1"),
        facts=reversible(payment=P.PAID),
    ),
    Passes(name="the last one", code="reversal_latest", request=reverse(), facts=reversible()),
    Passes(name="a withdrawal", code="reversal_undoable", request=reverse(), facts=reversible()),
    *(
        Passes(name=reason, code="reversal_reason", request=reverse(reason=reason), facts=reversible())
        for reason in ("wrong_member", "wrong_amount", "wrong_papers", "member_withdrew", "system_fault")
    ),
]
