"""The top of every screen: who is being served, how far things are, who is working, on which day.

One row at 80 columns, two from 120. Parts are dropped by importance where there is no room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from hfund_tui.domain.vocabulary import Role, Verification
from hfund_tui.widgets.text import ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator


@dataclass(frozen=True, slots=True)
class Serving:
    """The member being served. Names and numbers are masked already."""

    member_id: int
    name: str
    id_no: str
    account_no: str = ""
    verification: Verification = Verification.NONE
    verified_at: datetime | None = None
    agreement_in_force: bool = False
    held_fen: int = 0
    pending: int = 0
    case_no: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works where, and on which day."""

    branch_name: str
    terminal: str
    staff_code: str
    staff_name: str
    role: Role
    business_date: date


@dataclass(frozen=True, slots=True)
class HeaderView:
    """Everything the header shows. `minutes` is how long the member has been served.

    `mode` is the message key of the word for a place that is not production. `rung` is the message key that
    names where the storage key comes from when it is not the keyring.
    """

    desk: Desk | None = None
    serving: Serving | None = None
    minutes: int = 0
    mode: str | None = None
    rung: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a row; a lower `weight` goes first when there is no room."""

    content: Content
    weight: int


class ContextHeader(Widget):
    DEFAULT_CSS = """
    ContextHeader { dock: top; height: 1; background: $panel; color: $text; }
    ContextHeader.-not-production { background: $practice; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view = HeaderView()
        self._t: Translator | None = None

    def show(self, view: HeaderView, t: Translator) -> None:
        self._view, self._t = view, t
        self.set_class(view.mode is not None, "-not-production")
        self.refresh()

    def render(self) -> RenderResult:
        if self._t is None:
            return Content("")
        t, view, width = self._t, self._view, self.size.width
        badge = (
            [_Part(ui_text(f" {t(view.mode)} ", "bold $background on $practice-badge"), 100)]
            if view.mode
            else []
        )
        rung = [_Part(ui_text(t(view.rung), "$warning"), 40)] if view.rung else []
        if self.size.height < 2:
            who = (
                _serving_parts(t, view) if view.serving else [_Part(ui_text(t("header.product"), "bold"), 50)]
            )
            return _row(
                who, [*_desk_parts(t, view.desk, short=view.serving is not None), *rung, *badge], width
            )
        first = _row(
            [_Part(ui_text(t("header.product"), "bold"), 50)],
            [*_desk_parts(t, view.desk), *rung, *badge],
            width,
        )
        second = _row(_serving_parts(t, view), [], width)
        return Content("\n").join([first, second])


def _serving_parts(t: Translator, view: HeaderView) -> list[_Part]:
    serving = view.serving
    if serving is None:
        return [_Part(ui_text(t("header.nobody"), "$text-muted"), 60)]
    verified = t(f"header.verified.{serving.verification.value}")
    if serving.verified_at is not None:
        verified = f"{verified} {t.clock(serving.verified_at)}"
    unverified = serving.verification is Verification.NONE
    parts = [
        _Part(ui_text(serving.name, "bold"), 95),
        _Part(ui_text(serving.id_no), 90),
        _Part(ui_text(serving.account_no), 20),
        _Part(ui_text(verified, "bold $warning" if unverified else ""), 80),
        _Part(
            ui_text(t("header.agreement"), "$success")
            if serving.agreement_in_force
            else ui_text(t("header.no_agreement"), "bold $warning"),
            70,
        ),
    ]
    if serving.held_fen:
        parts.append(_Part(ui_text(t("header.held", amount=t.money(serving.held_fen)), "$warning"), 55))
    parts.append(_Part(ui_text(t("header.pending", n=serving.pending)), 65 if serving.pending else 30))
    if serving.case_no:
        parts.append(_Part(ui_text(serving.case_no), 25))
    parts.append(_Part(ui_text(t("header.minutes", n=view.minutes), "$text-muted"), 35))
    return parts


def _desk_parts(t: Translator, desk: Desk | None, *, short: bool = False) -> list[_Part]:
    if desk is None:
        return []
    operator = desk.staff_code if short else f"{desk.staff_name} {desk.staff_code} {t.term(desk.role)}"
    return [
        _Part(
            ui_text(t("header.place", branch=desk.branch_name, terminal=desk.terminal)), 15 if short else 45
        ),
        _Part(ui_text(operator), 60),
        _Part(ui_text(t.day(desk.business_date) if short else t("header.day", day=desk.business_date)), 58),
    ]


def _row(left: list[_Part], right: list[_Part], width: int) -> Content:
    """Left and right parts with the gap between them, the least important left out until they fit."""
    left = [part for part in left if part.content.plain]
    while left or right:
        start, end = (Content("  ").join(part.content for part in side) for side in (left, right))
        room = width - 2 - start.cell_length - end.cell_length
        if room >= (2 if start.plain and end.plain else 0):
            return Content.assemble(" ", start, " " * room, end, " ")
        weakest = min([*left, *right], key=lambda part: part.weight)
        left = [part for part in left if part is not weakest]
        right = [part for part in right if part is not weakest]
    return Content("")
