"""What is different between the plan that was shown and the plan as it would be now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.documents.effects import effect_sentences

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.i18n import Translator


def changes(before: Plan, now: Plan, t: Translator) -> str:
    """The differences in words: the amount, rules with another outcome or other facts, effects."""
    said = []
    if before.amount_fen != now.amount_fen:
        said.append(
            t("operation.change.amount", before=t.money(before.amount_fen), now=t.money(now.amount_fen))
        )
    known = {one.code: one for one in before.decision.findings}
    for finding in now.decision.findings:
        old = known.get(finding.code)
        if old is None or (old.passed, old.found, old.wanted) != (
            finding.passed,
            finding.found,
            finding.wanted,
        ):
            title = t(f"finding.{finding.code}.title")
            said.append(t("operation.change.finding", title=title, found=finding.found))
    if not said and before.effects != now.effects:
        said += [one for one in effect_sentences(now, t) if one not in effect_sentences(before, t)]
    return t("operation.change.separator").join(said) or t("operation.change.other")
