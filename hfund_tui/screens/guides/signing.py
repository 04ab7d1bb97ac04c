"""Whether the member has signed, and what comes first if not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.operation import OperationCode
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.service_list import obstacle
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.services.calls import CallerStatus

    Known = CallerStatus | MemberOverview


def signing_line(known: Known | None, t: Translator) -> Content:
    """One line about the member on the line or at the counter; that nobody need be verified where none is."""
    if known is None:
        return ui_text(t("guide.nobody"), "$text-muted")
    if isinstance(known, MemberOverview):
        signed = next((one for one in known.agreements if one.in_force), None)
    else:
        signed = known.agreement
    service = next((one for one in known.services if one.operation is OperationCode.SIGN_AGREEMENT), None)
    if service is None:
        day = signed.signed_on if signed else None
        return ui_text(t("guide.signed", day=day), "bold $text-success")
    # What stands in the way at the counter does so by telephone, too.
    first = [one for one in service.decision.failed if not one.form]
    first += service.alone.missing if service.alone else ()
    return joined(
        ui_text(t("guide.signed_before" if signed else "guide.not_signed"), "bold $text-warning"),
        ui_text(t("guide.first" if first else "guide.nothing_first")),
        *(obstacle(one, t) for one in first),
    )
