"""A second person at the maker's terminal: sees the maker's plan, and decides it with own code and password."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Digits, Input, Static

from hfund_tui.documents.effects import approval_sentence, effect_sentences
from hfund_tui.domain.approval import retype_of
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.text import fold_full_width
from hfund_tui.screens.approval.fields import LABEL_WIDTH, No, NoForm, ProofForm
from hfund_tui.screens.approval.outcomes import Decided, TakenBack
from hfund_tui.screens.approval.words import ground_lines, people_lines
from hfund_tui.screens.calls import Mode
from hfund_tui.screens.command import Command
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.modal import HouseModal
from hfund_tui.services.errors import BadInput, HfundError
from hfund_tui.services.outcomes import Pending
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.finding_lines import FindingLines, amount_words
from hfund_tui.widgets.hanging import HangingLines, Hung
from hfund_tui.widgets.secret_input import SecretInput
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.services.overview import MemberOverview


class ApprovalScreen(HouseModal[Decided]):
    """Closes with what was decided, or None when the case stays pending. The teller's sign-in goes on."""

    CSS_PATH = "approval.tcss"
    AUTO_FOCUS = ""
    KEYS = (
        Command("reject", "ctrl+n"),
        Command("send_back", "ctrl+g"),
        Command("take_back", "ctrl+r"),
    )
    BINDINGS = [
        ("pageup", "turn_plan(-1)", ""),
        ("pagedown", "turn_plan(1)", ""),
    ]
    HELP_RULE = "approval.help.rule"
    HELP_NEXT = "approval.help.next"

    def __init__(self, pending: Pending, overview: MemberOverview | None = None) -> None:
        super().__init__()
        self.pending = pending
        self._overview = overview

    def compose_body(self) -> ComposeResult:
        policy = self.workstation.policies.on(self.pending.plan.business_date)
        yield Static(id="title")
        with VerticalScroll(id="plan", can_focus=False):
            yield Static(id="who")
            yield Digits(id="digits")
            yield Static(id="amount")
            yield Static(id="reasons")
            yield FindingLines(id="failed")
            yield HangingLines(id="ground")
            yield Static(id="effects-title")
            yield HangingLines(id="effects")
            yield Static(id="passed-title")
            yield FindingLines(id="passed")
        yield NoForm(policy.words("approval.rejection_reasons"))
        yield ProofForm()
        yield Field("checker", Input(id="checker", max_length=20, compact=True), label_width=LABEL_WIDTH)
        yield Field("checker_password", SecretInput(id="password"), label_width=LABEL_WIDTH)
        yield Static(id="keys")

    def on_mount(self) -> None:
        super().on_mount()
        policy = self.workstation.policies.on(self.pending.plan.business_date)
        self._proof.show(retype_of(self.pending.plan, policy), step_up=False)
        first = self._proof.next_after(None)
        self.set_class(first is not None, "-proof")
        (first or self.query_one("#checker")).focus()
        self.house.gate.drop()

    @property
    def _no(self) -> NoForm:
        return self.query_one(NoForm)

    @property
    def _proof(self) -> ProofForm:
        return self.query_one(ProofForm)

    def _field(self, name: str) -> Field:
        return next(one for one in self.query(Field) if one.name == name)

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
        self.query_one("#failed", FindingLines).show(plan.decision.failed)
        self.set_class(bool(plan.decision.failed), "-failing")
        ground = ground_lines(plan, t)
        self.query_one("#ground", HangingLines).show(ground)
        self.set_class(bool(ground), "-grounded")
        self.query_one("#effects-title", Static).update(self.text("approval.effects", "$text-muted"))
        self.query_one("#effects", HangingLines).show(
            [Hung(f"{number}.", one) for number, one in enumerate(effect_sentences(plan, t), 1)]
        )
        self.query_one("#passed-title", Static).update(self.text("review.passed", "$text-muted"))
        passed = tuple(one for one in plan.decision.findings if one.passed)
        self.query_one("#passed", FindingLines).show(passed)
        self._no.say(t)
        self._proof.say(t)
        self._field("checker").words(self.text("approval.checker"))
        self._field("checker_password").words(self.text("approval.password"))
        self._show_keys()

    def _show_keys(self) -> None:
        key = "approval.keys" if self._no.how is None else "approval.keys.no"
        lines = [self.text(key)]
        if self._plan.max_scroll_y > 0:
            lines.append(self.text("approval.keys.more"))
        self.query_one("#keys", Static).update(Content("\n").join(lines))

    @property
    def _plan(self) -> VerticalScroll:
        return self.query_one("#plan", VerticalScroll)

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show_keys)

    def action_turn_plan(self, pages: int) -> None:
        """Read on in the plan while the focus stays on its field."""
        if pages > 0:
            self._plan.scroll_page_down(animate=False)
        else:
            self._plan.scroll_page_up(animate=False)

    # ---- filling in ------------------------------------------------------------------------------------

    @on(Input.Submitted, "#checker")
    def _to_password(self) -> None:
        self.query_one("#password").focus()

    @on(Input.Submitted, "#retyped-amount, #retyped-last-four")
    def _to_next(self, event: Input.Submitted) -> None:
        following = self._proof.next_after(event.input)
        (following or self.query_one("#checker")).focus()

    @on(Input.Submitted, "#password")
    def _how_to_approve(self) -> None:
        self.hint("approval.f9" if self._no.how is None else "approval.f9_no")

    @on(GoOn)
    def _go_on(self, event: GoOn) -> None:
        if event.source is self._no.code:
            self._no.words_input.focus()
        else:
            self.query_one("#checker").focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        for field in self.query(Field):
            field.unmark()

    def do_reject(self) -> None:
        self._ask(No.REJECT)

    def do_send_back(self) -> None:
        self._ask(No.SEND_BACK)

    def _ask(self, how: No | None) -> None:
        self._no.ask(how, self.t)
        self.set_class(how is not None, "-no")
        self._show_keys()
        self.clear_status()

    def do_back(self) -> None:
        """From saying no to approving; from there out, and the case stays pending."""
        if self._no.how is None:
            self.close(None)
            return
        self._ask(None)
        (self._proof.next_after(None) or self.query_one("#checker")).focus()

    # ---- deciding --------------------------------------------------------------------------------------

    def do_commit(self) -> None:
        said = self._no.answer(self.t) if self._no.how is not None else None
        self.house.gate.drop()
        if self._no.how is not None and said is None:
            return
        if self._no.how is None and self._proof.demand_missing(self.t):
            return
        code = fold_full_width(self.query_one("#checker", Input).value).strip()
        secret = self.query_one("#password", SecretInput)
        if not code:
            self._demand("checker", "approval.checker_missing")
        elif not secret.value:
            self._demand("checker_password", "approval.password_missing")
        else:
            self._decide(code, secret.take(), said)

    def _decide(self, code: str, password: str, said: tuple[str, str] | None) -> None:
        approvals = self.workstation.approvals
        decide: Callable[..., Decided]
        if said is None:
            decide = partial(approvals.approve, seen_sha256=self.pending.sha256, retyped=self._proof.retyped)
        else:
            no: Callable[..., Decided] = approvals.send_back
            if self._no.how is No.REJECT:
                no = approvals.reject
            decide = partial(no, code=said[0], words=said[1])
        self.clear_status()
        self.run_call(
            decide,
            self.session,
            self.pending.case_no,
            checker_code=code,
            checker_password=password,
            then=self.close,
            failed=self._not_decided,
            mode=Mode.COMMIT,
        )

    def _demand(self, name: str, key: str) -> None:
        field = self._field(name)
        field.mark(self.text(key))
        field.control.focus()

    def _not_decided(self, error: HfundError) -> None:
        """Say it at the field to correct; the case stays as it is."""
        what, do = self.t.error(error)
        self.house.gate.drop()
        self.house.bell()
        wrong_password = error.code.startswith("sign_in_failed")
        name = "checker_password" if wrong_password else "checker"
        if isinstance(error, BadInput) and any(one.name == error.field for one in self.query(Field)):
            name = error.field
        field = self._field(name)
        # The code is at fault, and is typed in clear: whoever tries the password again must not type it here.
        again = self.t("approval.code_here") if name == "checker" else ""
        field.mark(joined(ui_text(what), do, again))
        field.control.focus()
        if isinstance(field.control, Input):
            field.control.action_select_all()

    def do_take_back(self) -> None:
        """The maker withdraws the case."""

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
