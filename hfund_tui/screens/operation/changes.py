"""What is different between two plans of one case, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.documents.effects import approval_sentence, effect_sentence
from hfund_tui.domain.approval import plan_difference

if TYPE_CHECKING:
    from hfund_tui.domain.approval import FindingChange, PlanDifference
    from hfund_tui.domain.plan import Plan
    from hfund_tui.i18n import Translator


def changes(before: Plan, now: Plan, t: Translator) -> str:
    """The differences between the plan that was shown and the plan as it would be now, in one sentence."""
    return changes_of(plan_difference(before.canonical_json(), now), t)


def changes_of(difference: PlanDifference, t: Translator) -> str:
    """The differences in one sentence. What follows from others is left out."""
    said = _amount(difference, t) + [_finding(one, t) for one in difference.findings if one.now is not None]
    if not said:
        said = [effect_sentence(one, t) for one in difference.effects_added]
    return t("operation.change.separator").join(said) or t("operation.change.other")


def difference_lines(difference: PlanDifference, t: Translator) -> list[tuple[str, str]]:
    """All differences, each with its sign: "-" for what is no longer so, "+" for what is so now, "~" for
    what came to something else."""
    lines = [("~", one) for one in _amount(difference, t)]
    for finding in difference.findings:
        if difference.amount_fen is not None and _passes_still(finding):
            continue  # It follows from the amount.
        sign = "-" if finding.now is None else "+" if finding.before is None else "~"
        lines.append((sign, _finding(finding, t)))
    lines += [("-", approval_sentence(one, t)) for one in difference.approvals_removed]
    lines += [("+", approval_sentence(one, t)) for one in difference.approvals_added]
    gone = [effect_sentence(one, t) for one in difference.effects_removed]
    new = [effect_sentence(one, t) for one in difference.effects_added]
    lines += [("-", one) for one in gone if one not in new]  # The same words on both sides tell nothing.
    lines += [("+", one) for one in new if one not in gone]
    return lines


def _amount(difference: PlanDifference, t: Translator) -> list[str]:
    if difference.amount_fen is None:
        return []
    before, now = difference.amount_fen
    return [t("operation.change.amount", before=t.money(before), now=t.money(now))]


def _passes_still(change: FindingChange) -> bool:
    return change.before is not None and change.now is not None and change.before.passed and change.now.passed


def _finding(change: FindingChange, t: Translator) -> str:
    outcome = change.now or change.before
    assert outcome is not None, "one of the two plans asked the rule"
    return t("operation.change.finding", title=t(f"finding.{change.code}.title"), found=outcome.found)
