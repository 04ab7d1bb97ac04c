"""What a loan would come to: a schedule without a member, with an early repayment if asked."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur
from textual.widget import Widget
from textual.widgets import Input, Static

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.interest import percent
from hfund_tui.domain.loans.rates import HIGHEST_PERCENT, contract_rate, parse_rate
from hfund_tui.domain.loans.schedule import Prepayment, PrepaymentError, Terms, due_in, ends_in_time, schedule
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import HomeKind, PrepaymentEffect, RepaymentMethod
from hfund_tui.screens.loan.calculation import calculation_lines
from hfund_tui.screens.operation.amounts import AMOUNT_PROBLEMS
from hfund_tui.screens.operation.walking import WalkedForm
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.date_field import DayInput
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.lines import Lines
from hfund_tui.widgets.money_field import MoneyInput
from hfund_tui.widgets.number_field import NumberInput
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.i18n.translator import Param

LABEL_WIDTH = 16
_LONGEST = 600
_MONTHS = 12


class RateInput(FormInput):
    """A yearly rate in percent; empty where the policy's is meant."""

    @property
    def rate(self) -> Fraction | None:
        """What was typed; None while that is nothing, or no rate."""
        try:
            return parse_rate(self.value)
        except ValueError:
            return None

    @property
    def is_answered(self) -> bool:
        return not self.value.strip() or self.rate is not None


class PeriodInput(NumberInput):
    """The number of an instalment; empty where nothing is repaid early."""

    @property
    def is_answered(self) -> bool:
        return not self.value.strip() or super().is_answered


class CalculatorScreen(WalkedForm):
    """It works out while one types, and keeps nothing."""

    CSS_PATH = "calculator.tcss"
    AUTO_FOCUS = "#principal"
    BINDINGS = [("up", "app.focus_previous", ""), ("down", "app.focus_next", "")]
    BAR = ("back", "member", "queue", "command_line", "language", "lock", "help")
    HELP_RULE = "loan_calculator.help.rule"
    HELP_NEXT = "loan_calculator.help.next"
    LABELS = {
        "principal": "loan_calculator.principal",
        "months": "loan_calculator.months",
        "home": "loan_calculator.home",
        "rate": "loan_calculator.rate",
        "method": "loan_calculator.method",
        "first_due": "loan_calculator.first_due",
        "prepaid_after": "loan_calculator.prepaid_after",
        "prepaid": "loan_calculator.prepaid",
        "effect": "loan_calculator.effect",
    }

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with Container(id="main"):
            with VerticalScroll(id="form", can_focus=False):
                yield self._row("principal", MoneyInput(required=True, id="principal"))
                yield self._row("months", NumberInput(id="months"))
                yield self._row("home", Choice(tuple(HomeKind), value=HomeKind.FIRST, id="home"))
                yield self._row("rate", RateInput(required=False, max_length=12, id="rate"))
                method = RepaymentMethod.EQUAL_INSTALMENT
                yield self._row("method", Choice(tuple(RepaymentMethod), value=method, id="method"))
                yield self._row("first_due", DayInput(id="first-due"))
                yield self._row("prepaid_after", PeriodInput(id="prepaid-after"))
                prepaid = MoneyInput(required=True, id="prepaid")
                yield self._row("prepaid", prepaid).add_class("early-only")
                effect = Choice(
                    (PrepaymentEffect.KEEP_INSTALMENT, PrepaymentEffect.KEEP_TERM),
                    value=PrepaymentEffect.KEEP_INSTALMENT,
                    id="effect",
                )
                yield self._row("effect", effect).add_class("early-only")
            with VerticalScroll(id="result", can_focus=False):
                yield Lines(id="calculation")

    def _row(self, name: str, control: Widget) -> Field:
        field = Field(name, control, label_width=LABEL_WIDTH)
        return field.add_class("tall") if isinstance(control, Choice) else field

    def on_mount(self) -> None:
        self.months.most = _LONGEST
        self.first_due.fallback = _a_month_later(self.session.business_date)
        super().on_mount()

    def retranslate(self) -> None:
        declared = OPERATIONS[OperationCode.LOAN_CALCULATOR]
        code = ui_text(declared.transaction_code, "$text-muted")
        self.query_one("#title", Static).update(joined(code, self.text(declared.title_key, "bold")))
        for name in ("home", "method", "effect"):
            self._choice(name).words(self.t.term)
        self._calculate()

    # ---- what was typed --------------------------------------------------------------------------------

    def _choice(self, name: str) -> Choice[HomeKind | RepaymentMethod | PrepaymentEffect]:
        return self.query_one(f"#{name}", Choice)

    @property
    def principal(self) -> MoneyInput:
        return self.query_one("#principal", MoneyInput)

    @property
    def months(self) -> NumberInput:
        return self.query_one("#months", NumberInput)

    @property
    def rate(self) -> RateInput:
        return self.query_one(RateInput)

    @property
    def first_due(self) -> DayInput:
        return self.query_one(DayInput)

    @property
    def prepaid_after(self) -> PeriodInput:
        return self.query_one(PeriodInput)

    @property
    def prepaid(self) -> MoneyInput:
        return self.query_one("#prepaid", MoneyInput)

    @property
    def last_field(self) -> Widget:
        return self.prepaid_after

    def at_the_end(self) -> None:
        """All of it is worked out already."""

    @property
    def policy_rate(self) -> Fraction:
        """What a contract of today would bear."""
        policy = self.workstation.policies.on(self.session.business_date)
        home = HomeKind(self._choice("home").value or HomeKind.FIRST)
        return contract_rate(home, self.months.number or _LONGEST, policy)

    def terms(self) -> Terms | None:
        """None while something is missing, or can't be."""
        principal, months, first_due = self.principal.fen, self.months.number, self.first_due.day
        rate = self.rate.rate if self.rate.value.strip() else self.policy_rate
        complete = principal and months and self.months.is_answered and self.rate.is_answered
        if not complete or first_due is None or rate is None or not principal or not months:
            return None
        method = RepaymentMethod(self._choice("method").value or RepaymentMethod.EQUAL_INSTALMENT)
        if not ends_in_time(first_due, months):
            return None
        return Terms(principal, rate, months, method, first_due, first_due.day)

    @property
    def _ends_too_late(self) -> bool:
        first_due, months = self.first_due.day, self.months.number
        if first_due is None or not months or not self.months.is_answered:
            return False
        return not ends_in_time(first_due, months)

    def prepayments(self) -> tuple[Prepayment, ...]:
        period, amount = self.prepaid_after.number, self.prepaid.fen
        if not period or not amount:
            return ()
        effect = PrepaymentEffect(self._choice("effect").value or PrepaymentEffect.KEEP_INSTALMENT)
        return (Prepayment(period, amount, effect),)

    @on(Choice.Picked)
    @on(Input.Changed)
    @on(Input.Submitted)
    @on(DescendantBlur)
    def _calculate(self) -> None:
        self.set_class(bool(self.prepaid_after.number), "-early")
        self._say_at_the_fields()
        terms, t, lines = self.terms(), self.t, self.query_one("#calculation", Lines)
        if terms is None:
            lines.show(lambda width: ())
            return
        plain = made = schedule(terms)
        try:
            made = schedule(terms, self.prepayments())
        except PrepaymentError as error:
            params: dict[str, Param] = {
                name: t.money(value) if name == "left" else value for name, value in error.params.items()
            }
            at = "prepaid" if "left" in params else "prepaid_after"
            self.field(at).mark(ui_text(t(f"error.prepayment_{error.code}.what", **params)))
        saved = plain.total_interest_fen - made.total_interest_fen
        lines.show(lambda width: calculation_lines(made, saved, t, width))

    def _say_at_the_fields(self) -> None:
        """What each means, and what can't be."""
        t, months = self.t, self.months
        hints: dict[str, Content] = {
            "rate": self.text("loan_calculator.rate.policy", rate=percent(self.policy_rate)),
            "first_due": self.text("loan_calculator.first_due.default", day=self.first_due.fallback or ""),
            "prepaid_after": self.text("loan_calculator.prepaid_after.hint"),
            "months": self.text("loan_calculator.months.between", most=_LONGEST),
        }
        if months.is_answered and months.number:
            years, over = divmod(months.number, _MONTHS)
            hints["months"] = self.text("loan_calculator.months.years", years=years, months=over)
        for name in ("principal", "prepaid"):
            amount = self.query_one(f"#{name}", MoneyInput)
            hints[name] = ui_text(t.money(amount.fen) if amount.fen is not None else "", "bold")
        for field in self.query(Field):
            name = str(field.name)
            wrong = self._wrong(name)
            if wrong:
                field.mark(ui_text(wrong))
            else:
                field.unmark()
            field.words(self.text(self.LABELS[name]), None if wrong else hints.get(name))

    def _wrong(self, name: str) -> str:
        """Why what was typed to its end can't be used; "" while nothing is wrong."""
        control = self.field(name).control
        match control:
            case MoneyInput() if control.problem is not None and not control.is_unfinished:
                return self.t(AMOUNT_PROBLEMS[control.problem.code], **control.problem.params)
            case NumberInput() if control.is_wrong:
                return self.t("loan_calculator.months.between", most=control.most)
            case RateInput() if not control.is_answered and (control.entered or not control.has_focus):
                return self.t("loan_calculator.rate.wrong", most=HIGHEST_PERCENT)
            case DayInput() if control.problem is not None and not control.is_unfinished:
                return self.t("loan_calculator.first_due.wrong")
            case DayInput() if self._ends_too_late:
                return self.t("loan_calculator.first_due.too_late")
            case _:
                return ""


def _a_month_later(day: date) -> date:
    """The same day of the next month, or its last."""
    return due_in(Month.of(day) + 1, day.day)
