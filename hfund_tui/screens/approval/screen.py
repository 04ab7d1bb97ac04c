"""A second person at the maker's terminal: sees the maker's plan, and approves it with own code and password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Input, Static

from hfund_tui.documents.effects import approval_sentence, effect_sentences
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.text import fold_full_width
from hfund_tui.screens.approval.words import people_lines
from hfund_tui.screens.base import HouseModal
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Pending, Posted, SentBack, Stale
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.finding_lines import FindingLines, amount_words
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.secret_input import SecretInput
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.approvals import ApprovalService
    from hfund_tui.services.overview import MemberOverview
    from hfund_tui.services.session import Session

_LABEL_WIDTH = 16


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The maker withdrew the case; nothing of it remains."""


Decided: TypeAlias = Posted | SentBack | Stale | TakenBack


class ApprovalScreen(HouseModal[Decided]):
    """Closes with what was decided, or None when the case stays pending. The teller's sign-in goes on."""

    CSS_PATH = "approval.tcss"
    AUTO_FOCUS = "#checker"
    KEYS = (Command("take_back", "ctrl+r"),)
    HELP_RULE = "approval.help.rule"
    HELP_NEXT = "approval.help.next"

    def __init__(self, pending: Pending, overview: MemberOverview | None = None) -> None:
        super().__init__()
        self.pending = pending
        self._overview = overview

    def compose_body(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(id="plan", can_focus=False):
            yield Static(id="who")
            yield Digits(id="digits")
            yield Static(id="amount")
            yield Static(id="reasons")
            yield FindingLines()
            yield Static(id="effects-title")
            yield HangingLines(id="effects")
        yield Field("checker", Input(id="checker", max_length=20, compact=True), label_width=_LABEL_WIDTH)
        yield Field("checker_password", SecretInput(id="password"), label_width=_LABEL_WIDTH)
        yield Static(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        self.house.gate.drop()

    def retranslate(self) -> None:
        plan, t = self.pending.plan, self.t
        declared = OPERATIONS[plan.operation]
        self.query_one("#title", Static).update(
            joined(
                self.text("approval.title"),
                declared.transaction_code,
                t(declared.title_key),
                self.pending.case_no,
            )
        )
        self.query_one("#who", Static).update(people_lines(plan, self._overview, t))
        self.set_class(plan.amount_fen > 0, "-money")
        self.query_one("#digits", Digits).update(t.money(plan.amount_fen))
        self.query_one("#amount", Static).update(
            joined(ui_text(t.money(plan.amount_fen)), amount_words(plan.amount_fen, t))
        )
        reasons = [ui_text(f"? {approval_sentence(one, t)}", "bold $text-warning") for one in plan.approvals]
        self.query_one("#reasons", Static).update(Content("\n").join(reasons))
        self.query_one(FindingLines).show(plan.decision.failed)
        self.query_one("#effects-title", Static).update(self.text("approval.effects", "$text-muted"))
        self.query_one(HangingLines).show(
            [Hung(f"{number}.", one) for number, one in enumerate(effect_sentences(plan, t), 1)]
        )
        checker, password = self.query(Field)
        checker.words(self.text("approval.checker"))
        password.words(self.text("approval.password"))
        self.query_one("#keys", Static).update(self.text("approval.keys"))

    @on(Input.Submitted, "#checker")
    def _to_password(self) -> None:
        self.query_one("#password").focus()

    @on(Input.Submitted, "#password")
    def _how_to_approve(self) -> None:
        self.hint("approval.f9")

    @on(Input.Changed)
    def _typed(self) -> None:
        for field in self.query(Field):
            field.unmark()

    # ---- deciding --------------------------------------------------------------------------------------

    def do_commit(self) -> None:
        checker, password = self.query(Field)
        code = fold_full_width(self.query_one("#checker", Input).value).strip()
        secret = self.query_one("#password", SecretInput)
        self.house.gate.drop()
        if not code:
            self._demand(checker, "approval.checker_missing")
        elif not secret.value:
            self._demand(password, "approval.password_missing")
        else:
            self.clear_status()
            self.run_call(
                _approve,
                self.workstation.approvals,
                self.session,
                self.pending,
                code,
                secret.take(),
                then=self.close,
                failed=self._not_approved,
                mode=Mode.COMMIT,
            )

    def _demand(self, field: Field, key: str) -> None:
        field.mark(self.text(key))
        field.control.focus()

    def _not_approved(self, error: HfundError) -> None:
        """Say it at the field to correct; the case stays as it is."""
        what, do = self.t.error(error)
        self.house.gate.drop()
        self.house.bell()
        checker, password = self.query(Field)
        field = password if error.code.startswith("sign_in_failed") else checker
        field.mark(joined(ui_text(what), do))
        field.control.focus()
        if isinstance(field.control, Input):
            field.control.action_select_all()

    def do_take_back(self) -> None:
        """The maker withdraws the case, as when the second person says no."""

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.run_call(
                    self.workstation.cases.cancel,
                    self.session,
                    self.pending.case_no,
                    then=lambda _: self.close(TakenBack()),
                    mode=Mode.COMMIT,
                )

        self.house.push_screen(
            ConfirmModal("approval.take_back.title", "approval.take_back.question"), confirmed
        )


def _approve(
    approvals: ApprovalService,
    session: Session,
    pending: Pending,
    checker_code: str,
    checker_password: str,
) -> Posted | SentBack | Stale:
    """Raises HfundError."""
    return approvals.approve(
        session,
        pending.case_no,
        checker_code=checker_code,
        checker_password=checker_password,
        seen_sha256=pending.sha256,
    )
