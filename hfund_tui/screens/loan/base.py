"""What the forms of all changes to a loan share: which loan, its facts, the comparison, and the chart."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from hfund_tui.domain.loans.effects import AmendSchedule
from hfund_tui.domain.loans.options import Option, Way, before_and_after
from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.base import Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.loan.chart import ChartModal
from hfund_tui.screens.loan.parts import chart_lines, comparison_lines, loan_lines
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.letter_keys import LetterKeys
from hfund_tui.widgets.lines import Lines

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.services.overview import LoanView, MemberOverview

_PERCENT = 100


class LoanScreen(OperationScreen):
    """A change of one of the member's running loans: the first one, unless another is chosen."""

    CSS_PATH = ["../operation/operation.tcss", "loan.tcss"]
    KEYS = (Command("chart", "c"), Command("chart_interest", "i"))
    BAR: ClassVar[tuple[str, ...]] = (
        "back",
        "proxy",
        "chart",
        "show_customer",
        "park",
        "commit",
        "lock",
        "help",
    )
    LABELS = {**OperationScreen.LABELS, "loan": "loan.which"}

    def __init__(self, member_id: int, operation: OperationCode) -> None:
        super().__init__(member_id, operation)
        self.of_interest = False
        """Whether the chart is of interest, not of the balance."""
        self._kept_contract = ""

    # ---- what a subclass brings ------------------------------------------------------------------------

    def compose_change(self) -> ComposeResult:
        """The fields of its own."""
        yield from ()

    def loans(self, overview: MemberOverview) -> tuple[LoanView, ...]:
        """Those that it may be about."""
        return overview.running_loans

    def fill_in_loan(self, loan: LoanView) -> None:
        """A loan is chosen: what its fields may hold depends on it."""

    def options(self, plan: Plan | None) -> tuple[Option, ...]:
        """The columns of the comparison; none where the change leaves the schedule as it is."""
        comparison = plan.comparison if plan else None
        return before_and_after(comparison) if comparison else ()

    @property
    def chosen(self) -> Way | None:
        """The column of what is asked for."""
        return Way.CHANGED

    # ---- the frame -------------------------------------------------------------------------------------

    def compose_form(self) -> ComposeResult:
        which = Field("loan", Choice[str]((), id="loan"), label_width=LABEL_WIDTH)
        yield which.add_class("tall", "several-only")
        yield Lines(id="loan-facts")
        yield from self.compose_change()
        yield Lines(id="comparison")

    def compose_below(self) -> ComposeResult:
        yield Lines(id="chart")

    def on_mount(self) -> None:
        super().on_mount()
        letters = frozenset(
            one.keys for one in self.commands.values() if one.keys.isalpha() and len(one.keys) == 1
        )
        for one in self.query(LetterKeys):
            one.commands = letters

    def fill_in(self, overview: MemberOverview) -> None:
        loans = self.loans(overview)[:9]
        self.which.options = tuple(one.contract_no for one in loans)
        self.which.value = self.which.options[0] if loans else None
        self.set_class(len(loans) > 1, "-several")
        self._loan_chosen()

    def retranslate(self) -> None:
        super().retranslate()
        self.which.words(str)
        self._show_loan()

    @property
    def which(self) -> Choice[str]:
        return self.query_one("#loan", Choice)

    @property
    def loan(self) -> LoanView | None:
        """The loan that is changed; None while it isn't known, or when nothing runs."""
        loans = self.loans(self.overview) if self.overview else ()
        return next((one for one in loans if one.contract_no == self.which.value), None)

    @property
    def contract_no(self) -> str | None:
        """The loan asked about, even one that has ended; None while the member isn't known."""
        return None if self.overview is None else self.which.value or self._kept_contract

    @on(Choice.Picked, "#loan")
    def _loan_chosen(self) -> None:
        loan = self.loan
        if loan is not None:
            self.fill_in_loan(loan)
        self._show_loan()

    def _show_loan(self) -> None:
        loan, t = self.loan, self.t
        if loan is not None:
            self.query_one("#loan-facts", Lines).show(lambda width: loan_lines(loan, t, width))

    def texts(self) -> dict[str, str]:
        return {**super().texts(), "contract_no": self.contract_no or ""}

    def refill(self, texts: dict[str, str]) -> None:
        super().refill(texts)
        kept = self._kept_contract = texts.get("contract_no", "")
        if kept in self.which.options:
            self.which.value = kept
            self._loan_chosen()

    # ---- before and after ------------------------------------------------------------------------------

    def show_plan(self, plan: Plan | None) -> None:
        super().show_plan(plan)
        failed = plan.decision.failed if plan else ()
        barred = any(not one.form and not one.overridable for one in failed)
        if barred is not self.has_class("-barred"):
            self.set_class(barred, "-barred")
            self.call_after_refresh(self._keep_in_sight)
        options, chosen, t = self.options(plan), self.chosen, self.t
        self.query_one("#comparison", Lines).show(
            lambda width: comparison_lines(options, t, width, chosen=chosen, brief=self._is_brief)
        )
        self._show_chart()

    def _keep_in_sight(self) -> None:
        """Where one is: the form has another height now."""
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)

    @property
    def _is_brief(self) -> bool:
        """Whether what the customer is to check needs the room."""
        return self.has_class("-low") and self.has_class("-checking")

    @property
    def courses(self) -> tuple[Terms, Terms | None] | None:
        """The terms before and after the plan on the screen; None while there is nothing to compare."""
        shown, loan = self.submission.shown, self.loan
        if shown is None or shown.plan.comparison is None or loan is None or loan.terms is None:
            return None
        effect: AmendSchedule | None = shown.plan.effect(AmendSchedule)
        if effect is None and shown.plan.comparison.after is not None:
            return None  # a plan without effects
        return loan.terms, terms_of(effect) if effect else None

    def _show_chart(self) -> None:
        both, t, interest = self.courses, self.t, self.of_interest
        self.query_one("#chart", Lines).show(
            lambda width: chart_lines(*both, t, width, interest=interest) if both else ()
        )

    def do_chart(self) -> None:
        """The chart on a sheet of its own."""
        if (both := self.courses) is not None:
            self.house.push_screen(ChartModal(*both, of_interest=self.of_interest))

    def do_chart_interest(self) -> None:
        self.of_interest = not self.of_interest
        self._show_chart()

    def unavailable(self, name: str) -> Reason | None:
        if name in ("chart", "chart_interest") and self.courses is None:
            return "loan.chart.nothing"
        return super().unavailable(name)


def terms_of(effect: AmendSchedule) -> Terms:
    """The terms that an effect puts in force."""
    return Terms(
        effect.principal_fen,
        Fraction(effect.rate_percent) / _PERCENT,
        effect.months,
        effect.method,
        effect.first_due,
        effect.due_day,
        effect.regular_fen,
        effect.odd_interest_fen,
    )
