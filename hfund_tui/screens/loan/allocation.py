"""What each co-repayer gives to an offset, and why. Pure: values in, lines out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from hfund_tui.domain.loans.offset import OffsetLine
from hfund_tui.domain.masks import mask_account
from hfund_tui.widgets.columns import cut, padded
from hfund_tui.widgets.text import cells, fit, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator


def allocation_lines(given: Sequence[OffsetLine], t: Translator, width: int) -> list[Content]:
    """A line for each co-repayer, also for one that gives nothing: whose account, amount, reason."""
    if not given:
        return []
    names = max(cells(one.name) for one in given)
    accounts = [f"{fit(one.name, names)}  {mask_account(one.account_no)}".lstrip() for one in given]
    amounts = [t.money(one.amount_fen) for one in given]
    first, second = max(map(cells, accounts)), max(map(cells, amounts))
    return [
        ui_text(t("loan.offset.gives"), "$text-muted"),
        *(
            cut(
                Content.assemble(
                    ui_text(fit(account, first)),
                    "  ",
                    padded(ui_text(amount, "bold" if one.amount_fen else "$text-muted"), second, right=True),
                    "  ",
                    ui_text(_reason(one, t), "$text-warning" if one.obstacle else "$text-muted"),
                ),
                width,
            )
            for one, account, amount in zip(given, accounts, amounts, strict=True)
        ),
    ]


def _reason(one: OffsetLine, t: Translator) -> str:
    return t.term(one.obstacle or one.reason)
