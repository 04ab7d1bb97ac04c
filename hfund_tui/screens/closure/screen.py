"""Closing an account on leaving the city or on retirement: eligibility, what it comes to, papers and check."""

from __future__ import annotations

from collections.abc import Collection

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from hfund_tui.domain.decision import card
from hfund_tui.domain.operation import ChecklistItem, OperationCode
from hfund_tui.domain.request import CloseAccount, RetirementCertificate
from hfund_tui.domain.rules.closure import RETIREMENT_AGE
from hfund_tui.screens.base import Reason
from hfund_tui.screens.closure.insurance import LABELS as INSURANCE_LABELS
from hfund_tui.screens.closure.insurance import InsuranceFields
from hfund_tui.screens.command import Command
from hfund_tui.screens.operation.home import do_at_home, reason_at_home
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.screens.withdrawal.kinds import next_kind
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.answers import next_unanswered
from hfund_tui.widgets.date_field import DayInput
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.text import joined, ui_text

_ON_LEAVING = OperationCode.LEAVING_CLOSURE


class CertificateInput(FormInput):
    """A certificate's number; Enter on the empty field says that there is none."""

    @property
    def is_answered(self) -> bool:
        return bool(self.text) or self.entered


class ClosureScreen(OperationScreen):
    """Both closings in one form; F5 goes on to the next kind of withdrawal."""

    CSS_PATH = ["../operation/operation.tcss", "closure.tcss"]
    KEYS = (Command("switch_kind", "f5"),)
    BAR = ("back", "proxy", "agreement", "switch_kind", "park", "commit", "lock", "help")
    HELP_RULE = "closure.help.rule"
    HELP_NEXT = "closure.help.next"
    STEPS = (
        ("closure.step.eligibility", "eligibility"),
        ("closure.step.papers", "papers"),
        ("closure.step.check", ""),
    )
    LABELS = {
        **OperationScreen.LABELS,
        **INSURANCE_LABELS,
        "age": "closure.age",
        "certificate_no": "closure.certificate_no",
        "retired_on": "closure.retired_on",
        "payee": "withdrawal.payee",
    }

    def __init__(self, member_id: int, operation: OperationCode = _ON_LEAVING) -> None:
        super().__init__(member_id, operation)
        self._of_age = True

    def compose_form(self) -> ComposeResult:
        yield Field("age", Static(id="age"), label_width=LABEL_WIDTH)
        yield Field("certificate_no", CertificateInput(id="certificate-no"), label_width=LABEL_WIDTH)
        yield Field("retired_on", DayInput(required=False, id="retired-on"), label_width=LABEL_WIDTH)
        yield InsuranceFields(label_width=LABEL_WIDTH, id="insurance")
        yield Field("payee", Static(id="payee"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        self._arrange()
        super().retranslate()
        self.insurance.words(self.t)
        self._show_age()
        self._show_payee()
        self._mark_certificate()

    @property
    def insurance(self) -> InsuranceFields:
        return self.query_one(InsuranceFields)

    @property
    def certificate_no(self) -> CertificateInput:
        return self.query_one(CertificateInput)

    @property
    def retired_on(self) -> DayInput:
        return self.query_one("#retired-on", DayInput)

    def fill_in(self, overview: MemberOverview) -> None:
        self._of_age = overview.identity.age >= self._limit(overview)
        self._arrange()

    def _limit(self, overview: MemberOverview) -> int:
        policy = self.workstation.policies.on(self.session.business_date)
        return policy.count(RETIREMENT_AGE[overview.identity.sex])

    def _arrange(self) -> None:
        """Only what this kind of closing, and this member, needs."""
        leaves = self.operation is _ON_LEAVING
        self.insurance.display = leaves
        self.field("age").display = not leaves
        for name in ("certificate_no", "retired_on"):
            self.field(name).display = not leaves and not self._of_age

    def _show_age(self) -> None:
        if self.overview is None:
            return
        key = "closure.age.reached" if self._of_age else "closure.age.early"
        age = self.text("unit.years_old", "bold", n=self.overview.identity.age)
        needed = self.text(
            key, "$text-muted" if self._of_age else "$text-warning", n=self._limit(self.overview)
        )
        self.query_one("#age", Static).update(joined(age, needed))

    def _show_payee(self) -> None:
        if self.overview is None:
            return
        linked = self.overview.card
        if linked is None:
            line = self.text("withdrawal.payee.none", "$text-warning")
        else:
            shown = self.t.shown(card(linked.bank_code, linked.last_four))
            line = joined(ui_text(shown, "bold"), self.text("withdrawal.payee.own", "$text-muted"))
        self.query_one("#payee", Static).update(line)

    # ---- what was typed --------------------------------------------------------------------------------

    def request(self) -> CloseAccount | None:
        if self.operation is _ON_LEAVING:
            if self.insurance.unreadable:
                return None
            return CloseAccount(kind=self.operation, insurance=self.insurance.proof, **self.who())
        if self.retired_on.problem is not None:
            return None
        return CloseAccount(kind=self.operation, certificate=self._certificate(), **self.who())

    def _certificate(self) -> RetirementCertificate | None:
        number, day = self.certificate_no.text, self.retired_on.day
        if self._of_age or not number or day is None:
            return None
        return RetirementCertificate(number, day)

    def lay_out_papers(self, ticked: Collection[ChecklistItem] = ()) -> None:
        """The certificate is one more original to look at."""
        super().lay_out_papers(ticked)
        if self.operation is not _ON_LEAVING and not self._of_age and self.certificate_no.text:
            papers = self.papers
            papers.show((*papers.items, ChecklistItem.RETIREMENT_CERTIFICATE), {*papers.ticked, *ticked})

    @on(Input.Changed, "#certificate-no")
    @on(Input.Submitted, "#certificate-no")
    def _has_certificate(self) -> None:
        self.retired_on.required = bool(self.certificate_no.text)
        shown = ChecklistItem.RETIREMENT_CERTIFICATE in self.papers.items
        if shown is not bool(self.certificate_no.text) and self.overview is not None:
            self.lay_out_papers(self.papers.ticked)

    @on(Input.Changed, "#retired-on")
    @on(Input.Submitted, "#retired-on")
    @on(Input.Blurred, "#retired-on")
    def _mark_certificate(self) -> None:
        field, problem = self.field("retired_on"), self.retired_on.problem
        if problem is not None and not self.retired_on.is_unfinished:
            field.mark(self.text(f"proxy.day.{problem.code}"))
        else:
            field.unmark()

    def texts(self) -> dict[str, str]:
        return {
            "certificate_no": self.certificate_no.value,
            "retired_on": self.retired_on.value,
            **self.insurance.texts(),
        }

    def refill(self, texts: dict[str, str]) -> None:
        self.certificate_no.value = texts.get("certificate_no", "")
        self.retired_on.value = texts.get("retired_on", "")
        self.retired_on.required = bool(self.certificate_no.text)
        self.insurance.refill(texts)

    # ---- the way through the form ----------------------------------------------------------------------

    @property
    def step(self) -> int:
        return 1 if self.papers.has_focus else 0

    def _is_open(self, field: str) -> bool:
        if field != "eligibility":
            return super()._is_open(field)
        asked = (self.insurance, self.field("certificate_no"), self.field("retired_on"))
        return any(next_unanswered(one) is not None for one in asked)

    # ---- the kind --------------------------------------------------------------------------------------

    async def do_switch_kind(self) -> None:
        """The next kind of withdrawal; another form keeps what was begun here."""
        if self.overview is None:
            return
        kind = next_kind(self.operation, self.overview)
        if kind not in CloseAccount.KINDS:
            from hfund_tui.screens.withdrawal.screen import WithdrawalScreen

            await self.put_away()
            self.house.switch_screen(WithdrawalScreen(self.member_id, kind))
            return
        self.operation = kind
        self.drafting.renew(self.workstation.cases.new_key())
        self.lay_out_papers(self.papers.ticked)
        self.retranslate()
        self.submission.preview()
        self.call_after_refresh(self.focus_first_gap)

    async def do_agreement(self) -> None:
        await do_at_home(self, "agreement")

    def unavailable(self, name: str) -> Reason | None:
        return reason_at_home(self, name) if name == "agreement" else super().unavailable(name)
