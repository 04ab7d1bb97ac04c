"""Taking a posted case back: a void on its own day, a correcting entry later."""

from __future__ import annotations

from dataclasses import replace

from hfund_tui.domain.decision import NOTHING, term
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import ApprovalReason
from hfund_tui.domain.plan import NeedsApproval, Plan, UndoCase
from hfund_tui.domain.planners.parts import people_and_papers, put_together
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import ReverseCase
from hfund_tui.domain.rules import reversal as reversal_rules
from hfund_tui.domain.text import clean


def plan_reversal(request: ReverseCase, facts: Facts, policy: Policy) -> Plan:
    findings = (
        reversal_rules.target_completed(facts),
        reversal_rules.target_undoable(facts),
        reversal_rules.target_latest(facts),
        reversal_rules.money_within_reach(request, facts),
        reversal_rules.reason_given(request, policy),
        *people_and_papers(request, facts, policy),
    )
    target = facts.target
    effects: tuple[Effect, ...] = ()
    if target is not None:
        kind = reversal_rules.kind_of(target, facts)
        effects = (
            UndoCase(
                target.case_no,
                target.operation,
                kind,
                request.reason,
                clean(request.words),
                clean(request.returned_reference),
            ),
        )
    approvals: tuple[NeedsApproval, ...] = ()
    if policy.flag("approval.reversal"):
        shown = term(f"operation.{target.operation.value}.title") if target else NOTHING
        approvals = (NeedsApproval(ApprovalReason.REVERSAL, shown, NOTHING),)
    plan = put_together(request, facts, policy, findings, effects, approvals)
    amount = target.amount_fen if target else 0
    return replace(plan, amount_fen=amount, maximum_fen=amount)
