"""The contribution certificate: period, balance or not, and purpose beside the paper as it would be issued."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from hfund_tui.documents.issued import render_text
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.certificate import OTHER_PURPOSE, CertificateRequest, ContributionCertificate
from hfund_tui.domain.decision import month_span
from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.issued.screen import IssuedScreen
from hfund_tui.screens.operation.walking import WalkedForm
from hfund_tui.services.errors import BadInput, HfundError
from hfund_tui.services.overview import SelfService
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.month_field import MonthInput
from hfund_tui.widgets.paper_view import PaperView
from hfund_tui.widgets.service_list import self_service
from hfund_tui.widgets.text import joined, put, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.months import Month
    from hfund_tui.services.certificates import CertificateTerms

LABEL_WIDTH = 18
PAPER_WIDTH = 72
_LONGEST_WORDS = 40


class Balance(StrEnum):
    NO = "no"
    YES = "yes"


_BALANCE_WORDS = {
    Balance.NO: "certificate.with_balance.no",
    Balance.YES: "certificate.with_balance.yes",
}


class CertificateScreen(WalkedForm):
    """Months that are left empty are those proposed."""

    CSS_PATH = "certificate.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [("up", "app.focus_previous", ""), ("down", "app.focus_next", "")]
    BAR = ("back", "commit", "member", "command_line", "language", "lock", "help")
    HELP_RULE = "certificate.help.rule"
    HELP_NEXT = "certificate.help.next"
    LABELS = {
        "first": "certificate.first",
        "last": "certificate.last",
        "balance": "certificate.with_balance",
        "purpose": "certificate.purpose",
        "words": "certificate.words",
    }

    def __init__(
        self, member_id: int, operation: OperationCode = OperationCode.CONTRIBUTION_CERTIFICATE
    ) -> None:
        super().__init__()
        self.member_id = member_id
        self.operation = operation
        self.terms: CertificateTerms | None = None
        self.draft: ContributionCertificate | None = None
        self._at_the_end = False

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        policy = self.workstation.policies.on(self.session.business_date)
        with Container(id="main"):
            with VerticalScroll(id="form", can_focus=False):
                yield self._row("first", MonthInput(required=False, id="first"))
                yield self._row("last", MonthInput(required=False, id="last"))
                yield self._row("balance", Choice(tuple(Balance), value=Balance.NO, id="balance"))
                yield self._row("purpose", Choice[str](policy.words("certificate.purposes"), id="purpose"))
                words = FormInput(max_length=_LONGEST_WORDS, id="words")
                yield self._row("words", words).add_class("other-only")
                yield Static(id="alone")
            with Container(id="preview"):
                yield Static(id="not-yet")
                yield PaperView()

    def _row(self, name: str, control: Widget) -> Field:
        field = Field(name, control, label_width=LABEL_WIDTH)
        return field.add_class("tall") if isinstance(control, Choice) else field

    def on_mount(self) -> None:
        super().on_mount()
        certificates = self.workstation.certificates
        self.run_call(certificates.terms, self.session, self.member_id, then=self._opened, topic="terms")

    def _opened(self, terms: CertificateTerms) -> None:
        self.terms = terms
        self.refresh_words()
        self._preview()
        self.focus_first_gap()

    def retranslate(self) -> None:
        declared = OPERATIONS[self.operation]
        code = ui_text(declared.transaction_code, "$text-muted")
        put(joined(code, self.text(declared.title_key, "bold")), self.query_one("#title", Static))
        self.balance.words(lambda one: self.t(_BALANCE_WORDS[one]))
        self.purpose.words(lambda one: self.t(f"certificate.purpose.{one}"))
        put(self.text("certificate.not_yet", "$text-muted"), self.query_one("#not-yet", Static))
        reach = self.workstation.policies.channels.reach(self.operation, self.session.business_date)
        alone = SelfService(reach.channels, ()) if reach is not None else None
        put(self_service(alone, self.t), self.query_one("#alone", Static))
        terms = self.terms
        for field in self.query(Field):
            hint = None
            if terms is not None and field.name in ("first", "last"):
                hint = self.text("certificate.paid", span=month_span(terms.first, terms.last))
            field.words(self.text(self.LABELS[str(field.name)]), hint)
        if terms is not None:
            self.first.placeholder, self.last.placeholder = str(terms.proposed), str(terms.last)
        self._show_draft()

    # ---- what was typed --------------------------------------------------------------------------------

    @property
    def first(self) -> MonthInput:
        return self.query_one("#first", MonthInput)

    @property
    def last(self) -> MonthInput:
        return self.query_one("#last", MonthInput)

    @property
    def balance(self) -> Choice[Balance]:
        return self.query_one("#balance", Choice)

    @property
    def purpose(self) -> Choice[str]:
        return self.query_one("#purpose", Choice)

    @property
    def words_input(self) -> FormInput:
        return self.query_one("#words", FormInput)

    @property
    def last_field(self) -> Widget:
        return self.purpose

    def at_the_end(self) -> None:
        """F9 is next, once the paper is there."""
        self._at_the_end = True
        self._say_ready()

    def _say_ready(self) -> None:
        if self._at_the_end and self.draft is not None:
            self._at_the_end = False
            self.hint("operation.ready")

    def request(self) -> CertificateRequest | None:
        """None while the terms are not known or a month can't be read."""
        if self.terms is None or self.first.problem is not None or self.last.problem is not None:
            return None
        first: Month = self.first.month or self.terms.proposed
        return CertificateRequest(
            self.member_id,
            first,
            self.last.month or self.terms.last,
            self.balance.value is Balance.YES,
            self.purpose.value or "",
            self.words_input.text,
        )

    @on(Choice.Picked)
    @on(Input.Changed)
    @on(Input.Submitted)
    @on(Input.Blurred)
    def _changed(self) -> None:
        self.set_class(self.purpose.value == OTHER_PURPOSE, "-other")
        for name, month in (("first", self.first), ("last", self.last)):
            if month.problem is not None and not month.is_unfinished:
                self.field(name).mark(self.text("closure.insurance.bad_month"))
            else:
                self.field(name).unmark()
        self.clear_status()
        self._at_the_end = False
        self._preview()

    def problem_of(self, field: Field) -> str:
        unreadable = isinstance(field.control, MonthInput) and field.control.problem is not None
        return self.t("closure.insurance.bad_month") if unreadable else super().problem_of(field)

    # ---- the paper -------------------------------------------------------------------------------------

    def _preview(self) -> None:
        request = self.request()
        if request is None or not self.purpose.is_answered or next_to_say(request):
            self._drafted(None)
            return
        self.run_call(
            self.workstation.certificates.draft,
            self.session,
            request,
            then=self._drafted,
            failed=self._not_drafted,
            mode=Mode.BACKGROUND,
            topic="draft",
        )

    def _drafted(self, draft: ContributionCertificate | None) -> None:
        self.draft = draft
        self._show_draft()
        self._say_ready()

    def _not_drafted(self, error: HfundError) -> None:
        """Said at its field; the cursor stays where somebody types."""
        self._drafted(None)
        what, _ = self.t.error(error)
        if isinstance(error, BadInput):
            self.field(error.field).mark(ui_text(what))
        else:
            self.hint(ui_text(what))

    def _show_draft(self) -> None:
        self.set_class(self.draft is not None, "-drafted")
        lines = []
        if self.draft is not None:
            lines = render_text(self.draft, self.t, width=PAPER_WIDTH, sample=self.sample)
        self.query_one(PaperView).show(lines)

    @property
    def sample(self) -> bool:
        return self.house.settings.is_sample

    # ---- F9 --------------------------------------------------------------------------------------------

    def do_commit(self) -> None:
        """Issue it, once: the form gives way to the paper."""
        if self.terms is None or self.go_to_gap():
            return
        request = self.request()
        assert request is not None, "a form without gaps can be read"
        issue = partial(self.workstation.certificates.issue, self.session, request)
        self.run_call(issue, then=self._issued, mode=Mode.COMMIT)

    def _issued(self, certificate: ContributionCertificate) -> None:
        if self.is_here:
            self.house.switch_screen(IssuedScreen(certificate))


def next_to_say(request: CertificateRequest) -> bool:
    """Whether the purpose is still to be put into words."""
    return request.purpose == OTHER_PURPOSE and not request.words
