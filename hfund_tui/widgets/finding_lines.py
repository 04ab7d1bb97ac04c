"""The decision panel: what it comes to, and every rule with what it found.

Failed rules stand first, each with what would change the outcome. A mark and a word carry the outcome; colour
only repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Digits, Static

from hfund_tui.domain.capital import capital_amount
from hfund_tui.domain.catalogue import operation
from hfund_tui.domain.decision import Decision, Finding, Shown, Verdict, count, money, month_span
from hfund_tui.domain.decision import ratio as shown_ratio
from hfund_tui.domain.plan import AcceptClosure, CreditInterest
from hfund_tui.i18n import Language
from hfund_tui.widgets.speaking import translator_of
from hfund_tui.widgets.text import cells, fit, joined, put, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan, Quota
    from hfund_tui.i18n import Translator

_ARROW = "-> "
LARGE_DIGITS_FROM = 16
"""Rows from which the amount is drawn three rows high."""


@dataclass(frozen=True, slots=True)
class _Mark:
    sign: str
    key: str
    style: str


_PASSED = _Mark("v", "decision.mark.passed", "$text-success")
_ADVICE = _Mark(">", "decision.mark.advice", "bold $text-warning")
_FORM = _Mark("_", "decision.mark.form", "bold $text-accent")
_OVERRIDE = _Mark("?", "decision.mark.override", "bold $text-warning")
_REFUSED = _Mark("!", "decision.mark.refused", "bold $text-error")
_READING_ORDER = (_REFUSED, _OVERRIDE, _FORM, _ADVICE, _PASSED)


# ---- pure: from values to text -----------------------------------------------------------------------------


def _mark(finding: Finding) -> _Mark:
    if finding.passed:
        return _PASSED if finding.remedy is None else _ADVICE
    if finding.form:
        return _FORM
    return _OVERRIDE if finding.overridable else _REFUSED


def mark_content(finding: Finding, t: Translator) -> Content:
    """Sign and word of a finding's outcome, as wide for every outcome."""
    mark = _mark(finding)
    width = max(cells(t(one.key)) for one in _READING_ORDER)
    return ui_text(f"{mark.sign} {fit(t(mark.key), width)}", mark.style)


def remedy_text(finding: Finding, t: Translator) -> str:
    """What would change the outcome, or "" where nothing is said."""
    if finding.remedy is None:
        return ""
    return t(f"remedy.{finding.remedy.code}", **dict(finding.remedy.params))


def finding_content(finding: Finding, t: Translator) -> Content:
    """Title, found, wanted and citation in one line; what to do about it in the next."""
    first = joined(_title(finding, t), _value(finding, t), _cited(finding, t))
    if finding.remedy is None:
        return first
    return Content("\n").join([first, Content.assemble(_ARROW, _remedy(finding, t))])


def _title(finding: Finding, t: Translator) -> Content:
    return ui_text(t(f"finding.{finding.code}.title"), "" if finding.passed else "bold")


def _value(finding: Finding, t: Translator) -> Content:
    """What was found, and what was wanted if that is something else.

    The title of a yes-or-no rule is the statement itself: there is nothing to add. What a form still lacks
    is told by what was found missing.
    """
    if finding.passed:
        return Content("") if _is_bare(finding.found) else ui_text(t.shown(finding.found))
    found = "" if _is_bare(finding.found) else t.shown(finding.found)
    wanted = "" if finding.form or _is_bare(finding.wanted) else _wanted(finding, t)
    return joined(ui_text(found, "bold"), wanted)


def _wanted(finding: Finding, t: Translator) -> str:
    return t.bound(finding.code, finding.wanted) or t("decision.wanted", wanted=finding.wanted)


def _is_bare(value: Shown) -> bool:
    return value.kind in ("flag", "none")


def _cited(finding: Finding, t: Translator) -> Content:
    source = t.citation(finding.citation)
    return ui_text(f"{source} {t('decision.assumption')}" if finding.assumption else source, "$text-muted")


def _remedy(finding: Finding, t: Translator) -> Content:
    """What to do, and what leads to it where an operation helps."""
    if finding.passed or finding.remedy is None:
        return ui_text(remedy_text(finding, t))
    words = ui_text(remedy_text(finding, t), "$text-accent")
    leads_to = finding.remedy.operation
    return joined(words, operation(leads_to).shortcut, sep=" ") if leads_to else words


def finding_rows(finding: Finding, t: Translator, width: int, title_width: int) -> list[Content]:
    """A finding as lines of at most `width` cells, titles padded to `title_width`.

    The citation stands at the right end where there is room, otherwise under its rule, where everything stands
    that does not fit beside the title.
    """
    mark = mark_content(finding, t)
    room = max(12, width - mark.cell_length - 2)
    title, value, cited = _title(finding, t), _value(finding, t), _cited(finding, t)
    head = title
    if value.plain:
        head = joined(title.pad_right(max(0, title_width - title.cell_length)), value)
    below: list[Content] = []
    if head.cell_length > room:
        head, below = title, value.wrap(room)
    gap = room - head.cell_length - cited.cell_length
    if gap >= 2:
        body = [Content.assemble(head, " " * gap, cited), *below]
    else:
        body = [*head.wrap(room), *below, *cited.wrap(room)]
    if finding.remedy:
        for number, line in enumerate(_remedy(finding, t).wrap(room - len(_ARROW))):
            body.append(Content.assemble(" " * len(_ARROW) if number else _ARROW, line))
    blank = " " * mark.cell_length
    return [
        Content.assemble(mark if number == 0 else blank, "  ", line.rstrip())
        for number, line in enumerate(body)
    ]


def reading_order(decision: Decision) -> tuple[Finding, ...]:
    """What bars the way, what a second person could let pass, what is left to do, advice, the rest."""
    return tuple(sorted(decision.findings, key=lambda one: _READING_ORDER.index(_mark(one))))


def verdict_content(plan: Plan, t: Translator) -> Content:
    """The outcome in one line, then why a second person is needed."""
    decision = plan.decision
    lines = [_verdict_line(plan, decision, t)]
    if plan.needs_approval:
        lines += [
            ui_text(t(f"approval.{one.reason.value}", value=one.value, limit=one.limit), "$text-warning")
            for one in plan.approvals
        ]
    return Content("\n").join(lines)


def _verdict_line(plan: Plan, decision: Decision, t: Translator) -> Content:
    barred = [one for one in decision.failed if not one.form and not one.overridable]
    if barred:
        return ui_text(t("decision.verdict.refused", n=len(barred)), _REFUSED.style)
    if unfinished := decision.unfinished:
        return ui_text(t("decision.verdict.unfinished", n=len(unfinished)), _FORM.style)
    if decision.verdict is Verdict.NEEDS_OVERRIDE:
        return ui_text(t("decision.verdict.override"), _OVERRIDE.style)
    if plan.needs_approval:
        return ui_text(t("decision.verdict.approval"), _ADVICE.style)
    return ui_text(t("decision.verdict.allowed"), "bold $text-success")


def formula_content(quota: Quota, maximum_fen: int, t: Translator, width: int = 80) -> Content:
    """How the quota came about, with its numbers; the maximum where something else is lower.

    The months stand beside the numbers where `width` has room for both, otherwise under them.
    """
    lines = [
        _together(
            width,
            ui_text(
                t(
                    "decision.formula.segment",
                    due=money(quota.monthly_due_fen),
                    ratio=shown_ratio(one.ratio),
                    months=count(one.months, "unit.months"),
                    amount=money(one.amount_fen),
                )
            ),
            ui_text(t.shown(month_span(one.first, one.last)), "$text-muted"),
        )
        for one in quota.segments
    ]
    if not lines:
        return ui_text(t("decision.formula.no_months"), "$text-warning")
    if len(lines) > 1:
        lines.append(ui_text(t("decision.formula.sum", amount=money(quota.amount_fen))))
    if maximum_fen < quota.amount_fen:
        lines.append(ui_text(t("decision.formula.maximum", amount=money(maximum_fen)), "bold $text-warning"))
    return Content("\n").join(lines)


def closing_content(plan: Plan, fen: int, t: Translator) -> Content:
    """How what a closing pays comes about; for one that waits, from when on. Empty for any other plan."""
    lines = []
    interest: CreditInterest | None = plan.effect(CreditInterest)
    if interest is not None:
        total = t(
            "decision.formula.closing",
            balance=money(fen - interest.amount_fen),
            interest=money(interest.amount_fen),
            amount=money(fen),
        )
        days = t("decision.formula.interest", days=count(interest.days, "unit.days"), rate=interest.rate)
        lines.append(joined(ui_text(total), ui_text(days, "$text-muted")))
    accepted: AcceptClosure | None = plan.effect(AcceptClosure)
    if accepted is not None:
        key = "decision.formula.waits" if accepted.due_from else "decision.formula.waits_open"
        lines.append(ui_text(t(key, day=accepted.due_from), "bold $text-warning"))
    return Content("\n").join(lines)


def _shown_fen(plan: Plan) -> int | None:
    """The amount to draw large (fen): what is paid, or will be; None for a plan that moves no money."""
    if plan.quota is not None:
        return plan.amount_fen
    return plan.amount_fen or plan.maximum_fen or None


def _formula(plan: Plan, fen: int, t: Translator, width: int) -> Content:
    if plan.quota is not None:
        return formula_content(plan.quota, plan.maximum_fen, t, width)
    return closing_content(plan, fen, t)


def _together(width: int, first: Content, second: Content) -> Content:
    one_line = joined(first, second)
    return one_line if one_line.cell_length <= width else Content("\n").join([first, second])


def amount_words(fen: int, t: Translator) -> str:
    """What stands beside the figures: the amount in capitals in Chinese, the currency in English."""
    return capital_amount(fen) if t.language is Language.ZH else t("decision.amount.yuan")


# ---- widgets -----------------------------------------------------------------------------------------------


class FindingLines(Widget):
    """Findings one below the other: marks in a column of their own, the text beside it wrapped."""

    DEFAULT_CSS = """
    FindingLines { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.findings: tuple[Finding, ...] = ()
        self._shown: tuple[tuple[Finding, ...], Translator] | None = None

    def show(self, findings: tuple[Finding, ...]) -> None:
        """Findings in the order in which they are to be read."""
        self.findings = findings
        if (shown := (findings, translator_of(self))) != self._shown:
            self._shown = shown
            self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        """The findings as lines of at most `width` cells; a blank one before those that passed."""
        t = translator_of(self)
        titles = [cells(t(f"finding.{one.code}.title")) for one in self.findings]
        title_width = min(max(titles, default=0), width // 3)
        drawn: list[Content] = []
        for number, finding in enumerate(self.findings):
            if finding.passed and number and not self.findings[number - 1].passed:
                drawn.append(Content(""))
            drawn += finding_rows(finding, t, width, title_width)
        return drawn

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self.lines(self.size.width))


class DecisionPanel(VerticalScroll):
    """What a plan comes to: amount, formula, verdict, findings. It can be focused when it doesn't fit."""

    DEFAULT_CSS = """
    DecisionPanel { padding: 0 0 0 1; scrollbar-size-vertical: 1; }
    DecisionPanel:focus { background: $boost; }
    DecisionPanel > Digits { color: $text-primary; display: none; }
    DecisionPanel > Static { height: auto; display: none; }
    DecisionPanel > #amount-line { text-style: bold; color: $text-primary; }
    DecisionPanel > #capital { color: $text; }
    DecisionPanel > #verdict { display: block; margin: 0 0 1 0; }
    DecisionPanel.-amount.-capital > #capital, DecisionPanel.-amount > #formula { display: block; }
    DecisionPanel.-amount > Digits { display: block; }
    DecisionPanel.-amount.-short > Digits { display: none; }
    DecisionPanel.-amount.-short > #amount-line { display: block; }
    DecisionPanel.-amount.-capital.-short > #capital { display: none; }
    DecisionPanel.-amount > #formula { margin: 0 0 1 0; }
    DecisionPanel.-plain > #formula { display: none; }
    DecisionPanel.-short > #verdict, DecisionPanel.-short > #formula { margin: 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.plan: Plan | None = None

    def compose(self) -> ComposeResult:
        yield Digits(id="digits")
        yield Static(id="amount-line")
        yield Static(id="capital")
        yield Static(id="formula")
        yield Static(id="verdict")
        yield FindingLines(id="findings")

    def on_mount(self) -> None:
        self.show(self.plan)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.height < LARGE_DIGITS_FROM, "-short")
        self._show_formula()

    def _show_formula(self) -> None:
        fen = _shown_fen(self.plan) if self.plan is not None else None
        if self.plan is not None and fen is not None:
            formula = _formula(self.plan, fen, translator_of(self), self.scrollable_content_region.width)
            put(formula, self.query_one("#formula", Static))
            self.set_class(not formula.plain, "-plain")

    def allow_focus(self) -> bool:
        return self.max_scroll_y > 0

    def show(self, plan: Plan | None) -> None:
        """Show a plan; None while there is none yet. Call it again after a change of language."""
        self.plan = plan
        if not self.children:
            return  # shown as soon as it is there
        t = translator_of(self)
        fen = _shown_fen(plan) if plan else None
        self.set_class(fen is not None, "-amount")
        self.set_class(t.language is Language.ZH, "-capital")
        verdict = verdict_content(plan, t) if plan else ui_text(t("decision.waiting"), "$text-muted")
        put(verdict, self.query_one("#verdict", Static))
        self.query_one(FindingLines).show(reading_order(plan.decision) if plan else ())
        if plan is not None and fen is not None:
            words = ui_text(amount_words(fen, t))
            self.query_one(Digits).update(t.money(fen))
            put(joined(ui_text(t.money(fen), "bold"), words), self.query_one("#amount-line", Static))
            put(words, self.query_one("#capital", Static))
            self._show_formula()
        self.scroll_home(animate=False)
