"""For whom, who acts, and why: a plan that waits for approval, people masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.masks import mask_id, mask_name
from hfund_tui.domain.plan import RecordException, RecordProxyAct, RegisterProxy, UndoCase
from hfund_tui.widgets.hanging import Hung
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.i18n import Translator
    from hfund_tui.services.overview import MemberOverview


def people_lines(plan: Plan, overview: MemberOverview | None, t: Translator) -> Content:
    """Member and proxy, one line each."""
    lines = []
    if overview is not None:
        identity = overview.identity
        lines.append(
            joined(
                ui_text(t("approval.member"), "$text-muted"), ui_text(identity.name, "bold"), identity.id_no
            )
        )
    proxy = _proxy(plan, overview, t)
    if proxy:
        lines.append(joined(ui_text(t("approval.proxy"), "$text-muted"), *proxy))
    return Content("\n").join(lines)


def _proxy(plan: Plan, overview: MemberOverview | None, t: Translator) -> list[Content | str]:
    registered: RegisterProxy | None = plan.effect(RegisterProxy)
    act: RecordProxyAct | None = plan.effect(RecordProxyAct)
    if registered is not None:
        new = registered.document
        return [
            ui_text(mask_name(new.name), "bold"),
            mask_id(new.id_no),
            t.term(new.relation),
            t.term(new.document_kind),
            new.certificate_no,
        ]
    if act is None:
        return []
    for one in overview.proxies if overview is not None else ():
        if one.document_id == act.document_id:
            return [ui_text(one.proxy_name, "bold"), one.proxy_id_no, t.term(one.relation), t.term(one.kind)]
    return [mask_id(act.proxy_id_no)]


def ground_lines(plan: Plan, t: Translator) -> list[Hung]:
    """The maker's own reason and words: for a reversal, and for an exception, where the plan makes one."""
    return [*_reversal(plan, t), *_exception(plan, t)]


def _reversal(plan: Plan, t: Translator) -> list[Hung]:
    undo: UndoCase | None = plan.effect(UndoCase)
    if undo is None:
        return []
    title = t(f"operation.{undo.operation.value}.title")
    amount = t.money(plan.amount_fen) if plan.amount_fen else ""
    case = "  ".join(part for part in (undo.case_no, title, amount) if part)
    reason = t(f"reversal_reason.{undo.reason}") if undo.reason else t("format.none")
    rows = [
        Hung(t("review.reversed"), case, "$text-muted", "bold"),
        Hung(t("review.reason"), f"{reason}: {undo.words}", "$text-muted", "bold"),
    ]
    if undo.returned_reference:
        rows.append(Hung(t("review.returned_reference"), undo.returned_reference, "$text-muted"))
    return rows


def _exception(plan: Plan, t: Translator) -> list[Hung]:
    exception: RecordException | None = plan.effect(RecordException)
    if exception is None:
        return []
    ground = exception.ground
    said = f"{t(f'exception_reason.{ground.code}')}: {ground.words}"
    rows = [Hung(t("review.ground"), said, "$text-muted", "bold")]
    if ground.attachments:
        rows.append(Hung(t("review.attachments"), ", ".join(ground.attachments), "$text-muted"))
    return rows
