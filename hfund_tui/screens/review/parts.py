"""A case before the person who decides it, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.documents.effects import approval_sentence, effect_sentences
from hfund_tui.domain.approval import Risk
from hfund_tui.domain.vocabulary import Channel
from hfund_tui.screens.operation.changes import difference_lines
from hfund_tui.screens.queue.lines import named
from hfund_tui.widgets.hanging import Hung
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.approval import PlanDifference
    from hfund_tui.i18n import Translator
    from hfund_tui.services.review import CaseForReview

_STYLES = {"-": "$text-error", "+": "$text-success", "~": "$text-warning"}


def people(case: CaseForReview, t: Translator) -> list[Hung]:
    """For whom, who acts, and who made it."""
    member = f"{case.member_name}  {case.member_id_no}  {case.account_no}"
    rows = [Hung(t("approval.member"), member, "$text-muted", "bold")]
    proxy = case.proxy
    if proxy is not None:
        said = (proxy.name, proxy.id_no, t.term(proxy.relation), t.term(proxy.kind), proxy.certificate_no)
        rows.append(Hung(t("approval.proxy"), "  ".join(said), "$text-muted"))
    at = t("review.at", terminal=case.terminal, at=t.instant(case.created_at))
    rows.append(Hung(t("review.maker"), f"{named(case.maker, t)}  {at}", "$text-muted"))
    if case.channel is Channel.HOTLINE:
        rung = case.rung
        heard = (t.term(rung.outcome), named(rung.by, t), rung.words) if rung else (t("review.not_rung"),)
        rows.append(Hung(t("review.rung"), "  ".join(heard), "$text-muted", "bold"))
    due = t("queue.due", day=case.age.due_on)
    rows.append(Hung("", due, style="bold $text-error" if case.age.overdue else "$text-muted"))
    return rows


def reasons(case: CaseForReview, t: Translator) -> Content:
    """Why a second person is needed."""
    style = "bold $text-error" if case.risk is Risk.HIGH else "bold $text-warning"
    return Content("\n").join(ui_text(f"? {approval_sentence(one, t)}", style) for one in case.plan.approvals)


def effects(case: CaseForReview, t: Translator) -> list[Hung]:
    return [Hung(f"{number}.", one) for number, one in enumerate(effect_sentences(case.plan, t), 1)]


def papers(case: CaseForReview, t: Translator) -> list[Hung]:
    """What the maker has ticked."""
    ticked = t("format.list_separator").join(t(f"checklist.{one.value}") for one in case.ticked)
    return [Hung(t("review.papers"), ticked or t("format.none"), "$text-muted")]


def changed(difference: PlanDifference, t: Translator) -> list[Hung]:
    return [Hung(sign, line, f"bold {_STYLES[sign]}", "") for sign, line in difference_lines(difference, t)]
