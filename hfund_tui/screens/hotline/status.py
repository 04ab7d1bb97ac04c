"""How things stand with a caller of the basic level, as lines: no amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.vocabulary import AccountState, Freeze, LoanState
from hfund_tui.widgets.columns import cut, labelled
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.services.calls import CallerStatus

_ALERT = "bold $text-warning"


def status_lines(status: CallerStatus, t: Translator, width: int) -> list[Content]:
    """One line for each thing that may be told."""
    entries = {
        "call.status.member": [_member(status, t)],
        "workbench.agreements": [_agreement(status, t)],
        "workbench.card": [ui_text(t("call.card.linked" if status.card_linked else "workbench.card.none"))],
        "workbench.loans": [_loans(status, t)],
        "workbench.cases": _cases(status, t),
    }
    label_width = max(cells(t(key)) for key in entries)
    return [
        cut(line, width)
        for key, lines in entries.items()
        for line in labelled(t(key), lines, label_width, width)
    ]


def _member(status: CallerStatus, t: Translator) -> Content:
    state, freeze = status.account_state, status.freeze
    return joined(
        ui_text(status.name, "bold"),
        ui_text(t.term(state), "" if state is AccountState.NORMAL else _ALERT),
        t("workbench.since", day=status.sealed_on) if status.sealed_on else "",
        ui_text(t.term(freeze), "" if freeze is Freeze.NONE else _ALERT),
        ui_text(t("workbench.initial_password") if status.password_is_initial else "", _ALERT),
    )


def _agreement(status: CallerStatus, t: Translator) -> Content:
    signed = status.agreement
    if signed is None:
        return ui_text(t("workbench.agreement.none"), _ALERT)
    return joined(
        t("workbench.agreement.in_force"),
        t("workbench.agreement.version", version=signed.version),
        t.day(signed.signed_on),
    )


def _loans(status: CallerStatus, t: Translator) -> Content:
    if not status.loans:
        return ui_text(t("format.none"), "$text-muted")
    return joined(*(ui_text(t.term(one), _ALERT if one is LoanState.OVERDUE else "") for one in status.loans))


def _cases(status: CallerStatus, t: Translator) -> list[Content]:
    if not status.open_cases:
        return [ui_text(t("format.none"), "$text-muted")]
    return [
        joined(
            t(OPERATIONS[one.operation].title_key),
            ui_text(t.term(one.status), _ALERT),
            t.instant(one.created_at),
        )
        for one in status.open_cases
    ]
