"""The member at a glance: who, which account, how much, since when, what is signed, what is going on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import card
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.vocabulary import AccountState, Freeze, LoanRole, LoanState, PasswordState
from hfund_tui.services.overview import (
    AccountView,
    AgreementView,
    CardView,
    CaseLine,
    IdentityView,
    LoanView,
    MemberOverview,
    ProxyView,
)
from hfund_tui.widgets.columns import Fact, cut, flowing, grid, labelled, padded
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import cells, joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator

THREE_COLUMNS_FROM = 74
"""Cells from which amounts stand in three columns, and the short lists in two."""
ROOMY_FROM = 36
"""Screen rows from which every entry of a list gets a line of its own."""
_FEW = 3
_EVENT_INDENT = 14
_BETWEEN = 4
_DAY_CELLS = 10
_GAP = 2
_ALERT = "bold $text-warning"

_Entry = tuple[str, list[Content]]
"""A label and its lines."""


def member_lines(overview: MemberOverview, t: Translator, width: int, *, roomy: bool) -> list[Content]:
    """Everything about one member as lines of at most `width` cells; blank lines between the groups."""
    identity = [
        *_together(_person(overview.identity, t), _numbers(overview.identity, t), width),
        *_together(_account(overview.account, t), _employer(overview.account, t), width),
    ]
    return [
        *identity,
        Content(""),
        *_amounts(overview.account, t, width),
        Content(""),
        *_lists(overview, t, width, roomy),
    ]


# ---- who and which account -----------------------------------------------------------------------------------


def _together(first: Iterable[Content], second: Iterable[Content], width: int) -> list[Content]:
    """Both in one line where that fits, otherwise the second begins a line of its own."""
    first, second = list(first), list(second)
    if len(lines := flowing([*first, *second], width)) == 1:
        return lines
    return [*flowing(first, width), *flowing(second, width)]


def _person(one: IdentityView, t: Translator) -> Iterable[Content]:
    yield ui_text(one.name, "bold")
    yield joined(t.term(one.sex), t("workbench.age", n=one.age), t.day(one.birth_date), sep=" ")
    yield ui_text(t("workbench.hukou.local" if one.hukou_shenzhen else "workbench.hukou.other"))


def _numbers(one: IdentityView, t: Translator) -> Iterable[Content]:
    kind = "" if one.id_kind is IdKind.RESIDENT else t.term(one.id_kind)
    yield joined(_muted(kind), one.id_no, sep=" ")
    yield ui_text(one.mobile or "")


def _account(one: AccountView, t: Translator) -> Iterable[Content]:
    yield joined(_muted(t("workbench.account_no")), one.account_no, sep=" ")
    state = ui_text(t.term(one.state), "" if one.state is AccountState.NORMAL else _ALERT)
    yield joined(_muted(t("workbench.state")), state, _since(one, t), sep=" ")
    yield joined(_muted(t("workbench.freeze")), _freeze(one, t), sep=" ")
    if one.password is PasswordState.RESET:
        yield ui_text(t("workbench.password_reset"), _ALERT)
    elif one.password_is_initial:
        yield ui_text(t("workbench.initial_password"), _ALERT)


def _since(one: AccountView, t: Translator) -> str:
    """The day from which the state holds: of closing, or of sealing while the account is sealed."""
    day = one.sealed_on if one.state is AccountState.SEALED else one.closed_on
    return t("workbench.since", day=day) if day else ""


def _employer(one: AccountView, t: Translator) -> Iterable[Content]:
    yield joined(_muted(t("workbench.employer")), one.employer, sep=" ")


def _freeze(one: AccountView, t: Translator) -> Content:
    if one.freeze is Freeze.NONE:
        return ui_text(t.term(one.freeze))
    return joined(
        ui_text(t.term(one.freeze), _ALERT),
        t.term(one.freeze_cause) if one.freeze_cause else "",
        t("workbench.until", day=one.freeze_until) if one.freeze_until else "",
        sep=" ",
    )


# ---- how much ------------------------------------------------------------------------------------------------


def _amounts(one: AccountView, t: Translator, width: int) -> list[Content]:
    money = [
        (
            Fact(t("workbench.balance"), _money(one.balance_fen, t)),
            Fact(t("workbench.held"), _money(one.held_fen, t)),
        ),
        (
            Fact(t("workbench.available"), ui_text(t.money(one.available_fen), "bold")),
            Fact(t("workbench.frozen"), _money(_frozen_fen(one), t)),
        ),
        (
            Fact(t("workbench.due"), _money(one.monthly_due_fen, t)),
            Fact(_with_rate("workbench.personal", one.personal_rate_bp, t), _money(one.personal_due_fen, t)),
        ),
        (
            Fact(t("workbench.base"), _money(one.contribution_base_fen, t)),
            Fact(
                _with_rate("workbench.by_employer", one.employer_rate_bp, t), _money(one.employer_due_fen, t)
            ),
        ),
    ]
    months = [
        Fact(t("workbench.paid_through"), ui_text(t.value(one.paid_through))),
        Fact(t("workbench.last_withdrawal"), ui_text(t.value(one.last_withdrawal))),
        Fact(t("workbench.claimable"), ui_text(t("unit.months", n=one.claimable_months), "bold")),
        Fact(t("workbench.first_contribution"), ui_text(t.value(one.first_contribution))),
    ]
    if width >= THREE_COLUMNS_FROM:
        return grid([(*pair, month) for pair, month in zip(money, months, strict=True)], width)
    return grid([*money, (months[0], months[1]), (months[2], months[3])], width)


def _frozen_fen(one: AccountView) -> int:
    """What a freeze takes away: a full one takes whatever is there."""
    return one.balance_fen - one.held_fen if one.freeze is Freeze.FULL else one.frozen_fen


def _money(fen: int, t: Translator) -> Content:
    return ui_text(t.money(fen), "" if fen else "$text-muted")


def _with_rate(key: str, basis_points: int, t: Translator) -> str:
    whole, rest = divmod(basis_points, 100)
    return f"{t(key)} {whole}{f'.{rest:02}'.rstrip('0') if rest else ''}%"


# ---- what is signed and what is going on ---------------------------------------------------------------------


def _lists(overview: MemberOverview, t: Translator, width: int, roomy: bool) -> list[Content]:
    entries = {
        "agreement": (t("workbench.agreements"), _agreements(overview, t, roomy)),
        "card": (t("workbench.card"), [_card(overview.card, t)]),
        "proxies": (
            t("workbench.proxies"),
            _few([_proxy(one, t, roomy) for one in overview.proxies], t, roomy),
        ),
        "loans": (t("workbench.loans"), _few([_loan(one, t, roomy) for one in overview.loans], t, roomy)),
        "cases": (t("workbench.cases"), _few([_case(one, t) for one in overview.open_cases], t, roomy)),
        "events": (t("workbench.events"), _events(overview, t, width, roomy)),
    }
    label_width = max(cells(label) for label, _ in entries.values())
    if roomy or width < THREE_COLUMNS_FROM:
        return [
            line for label, lines in entries.values() for line in labelled(label, lines, label_width, width)
        ]
    return [
        *_side_by_side(
            [entries["agreement"], entries["proxies"]],
            [entries["card"], entries["loans"]],
            width,
            label_width,
        ),
        *(line for name in ("cases", "events") for line in labelled(*entries[name], label_width, width)),
    ]


def _side_by_side(
    left: Sequence[_Entry], right: Sequence[_Entry], width: int, label_width: int
) -> list[Content]:
    """The first line of each entry in two columns: halves, unless one of them needs more and the other has it."""
    columns = []
    for entries, labels in ((left, label_width), (right, max(cells(label) for label, _ in right))):
        columns.append([labelled(label, lines, labels, width)[0] for label, lines in entries])
    needs, other = (max(line.cell_length for line in column) for column in columns)
    half = (width - _BETWEEN) // 2
    room = max(half, needs) if needs > half else min(half, max(needs, width - _BETWEEN - other))
    return [
        Content.assemble(padded(one, room), " " * _BETWEEN, cut(another, width - room - _BETWEEN))
        for one, another in zip(*columns, strict=True)
    ]


def _few(lines: list[Content], t: Translator, roomy: bool) -> list[Content]:
    """The first entries, and how many more there are; one line where room is scarce."""
    if not lines:
        return [_muted(t("format.none"))]
    shown = lines[: _FEW if roomy else 1]
    if more := len(lines) - len(shown):
        shown[-1] = joined(shown[-1], _muted(t("workbench.more", n=more)))
    return shown


def _agreements(overview: MemberOverview, t: Translator, roomy: bool) -> list[Content]:
    current = next((one for one in overview.agreements if one.in_force), None)
    past = [one for one in overview.agreements if not one.in_force]
    if current is None:
        first = joined(
            ui_text(t("workbench.agreement.none"), _ALERT),
            _muted(t("workbench.agreement.version", version=overview.agreement_version)),
        )
    else:
        first = _agreement(current, t)
    return [first, *(_agreement(one, t) for one in past[:_FEW])] if roomy else [first]


def _agreement(one: AgreementView, t: Translator) -> Content:
    word = "workbench.agreement.in_force" if one.in_force else "workbench.agreement.ended"
    ended = t("workbench.to", day=one.terminated_on) if one.terminated_on else ""
    parts = joined(
        ui_text(t(word), "" if one.in_force else "$text-muted"),
        t("workbench.agreement.version", version=one.version),
        joined(t.day(one.signed_on), ended, sep=" "),
        t("workbench.agreement.by_proxy") if one.by_proxy else "",
    )
    return parts if one.in_force else parts.stylize("$text-muted")


def _proxy(one: ProxyView, t: Translator, roomy: bool) -> Content:
    if one.usable:
        state = ui_text(t("workbench.to", day=one.valid_to))
    elif one.revoked_on:
        state = _muted(t("workbench.proxy.revoked", day=one.revoked_on))
    else:
        state = _muted(t("workbench.proxy.out_of_time", first=one.valid_from, last=one.valid_to))
    return joined(one.proxy_name, t.term(one.relation), state, _muted(t.term(one.kind) if roomy else ""))


def _card(one: CardView | None, t: Translator) -> Content:
    if one is None:
        return ui_text(t("workbench.card.none"), _ALERT)
    kind = (
        ui_text(t("workbench.card.class_one"))
        if one.class_one
        else ui_text(t("workbench.card.other"), _ALERT)
    )
    return joined(t.shown(card(one.bank_code, one.last_four)), kind)


def _loan(one: LoanView, t: Translator, roomy: bool) -> Content:
    if one.role is LoanRole.CO_REPAYER:
        return joined(t.term(one.role), one.contract_no)
    style = _ALERT if one.state is LoanState.OVERDUE else ""
    if one.state is LoanState.SETTLED:
        return joined(t.term(one.state), one.contract_no).stylize("$text-muted")
    instalment = joined(_muted(t("workbench.loan.instalment")), t.money(one.instalment_fen), sep=" ")
    return joined(
        ui_text(t.term(one.state), style),
        joined(_muted(t("workbench.loan.balance") if roomy else ""), t.money(one.balance_fen), sep=" "),
        instalment if roomy and one.terms is not None else "",
        ui_text(t("workbench.loan.debit") if one.debit_under_way else "", _ALERT),
    )


def _case(one: CaseLine, t: Translator) -> Content:
    declared = OPERATIONS[one.operation]
    return joined(
        ui_text(declared.transaction_code, "$text-accent"),
        t(declared.title_key),
        ui_text(t.term(one.status), _ALERT),
        t.money(one.amount_fen) if one.amount_fen else "",
        _muted(t.instant(one.created_at)),
    )


def _events(overview: MemberOverview, t: Translator, width: int, roomy: bool) -> list[Content]:
    """Newest first: one to a line with the balance after it, or as many as fit into one line."""
    events = overview.events
    if not events:
        return [_muted(t("format.none"))]
    if not roomy:
        year = overview.business_date.year
        short = (
            joined(
                _muted(f"{one.on:%m-%d}" if one.on.year == year else t.day(one.on)),
                t.term(one.summary),
                t.money(one.amount_fen),
                sep=" ",
            )
            for one in events
        )
        return flowing(short, width - _EVENT_INDENT)[:1]
    word = max(cells(t.term(one.summary)) for one in events)
    amount = max(cells(t.money(one.amount_fen)) for one in events)
    after = max(cells(t.money(one.balance_after_fen)) for one in events)
    if _DAY_CELLS + word + amount + after + 3 * _GAP > width - _EVENT_INDENT:
        after = 0  # rather no balance than half of one
    return [
        joined(
            _muted(t.day(one.on)),
            padded(ui_text(t.term(one.summary)), word),
            padded(_money(one.amount_fen, t), amount, right=True),
            padded(_muted(t.money(one.balance_after_fen)), after, right=True) if after else "",
        )
        for one in events
    ]


def _muted(words: str) -> Content:
    return ui_text(words, "$text-muted")


# ---- widgets -------------------------------------------------------------------------------------------------


class _Facts(Widget):
    DEFAULT_CSS = """
    _Facts { height: auto; }
    """

    overview: MemberOverview | None = None

    def lines(self, width: int) -> list[Content]:
        if self.overview is None:
            return []
        roomy = self.screen.size.height >= ROOMY_FROM
        return [
            cut(line, width) for line in member_lines(self.overview, translator_of(self), width, roomy=roomy)
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self.lines(self.size.width))


class MemberPanel(VerticalScroll):
    """Shows one member. It takes focus only where it has to be scrolled."""

    DEFAULT_CSS = """
    MemberPanel { height: auto; padding: 0 0 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts = _Facts()

    def compose(self) -> ComposeResult:
        yield self._facts

    def allow_focus(self) -> bool:
        return self.max_scroll_y > 0

    def show(self, overview: MemberOverview | None) -> None:
        """Show a member, nobody, or the same one again after a change of language."""
        self._facts.overview = overview
        self._facts.refresh(layout=True)
