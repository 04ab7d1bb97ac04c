"""Setting the account password: the member types on the keypad, the teller looks at the identity card."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import SetPassword
from hfund_tui.domain.vocabulary import PasswordState
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.services.errors import BadInput, HfundError
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.keypad_input import KeypadInput, KeypadState
from hfund_tui.widgets.text import joined, ui_text

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.services.overview import MemberOverview

_PROOF_WORDS = {
    PasswordState.OWN: "password.proof.own",
    PasswordState.RESET: "password.proof.reset",
}
"""What has to be typed before a new password, by what is in force."""
_STATE_WORDS = {
    KeypadState.WAITING: ("password.waiting", ""),
    KeypadState.TYPING: ("password.typing", ""),
    KeypadState.TYPED: ("password.typed", "bold"),
    KeypadState.SEALED: ("password.sealed", "bold $text-success"),
}


class PasswordScreen(OperationScreen):
    """What is typed goes to the service at once and leaves the screen; the form keeps the seal of it."""

    CSS_PATH = ["../operation/operation.tcss", "password.tcss"]
    BAR = ("back", "commit", "member", "command_line", "lock", "help")
    HELP_RULE = "password.help.rule"
    HELP_NEXT = "password.help.next"
    STEPS = (
        ("password.step.keypad", "again"),
        ("password.step.papers", "papers"),
        ("password.step.check", ""),
    )
    LABELS = {
        **OperationScreen.LABELS,
        "proof": "password.proof.own",
        "new_password": "password.new",
        "again": "password.again",
    }

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.SET_PASSWORD) -> None:
        super().__init__(member_id, operation)
        self.seal = ""
        """What the password that was typed is known by; "" until the service has taken it."""
        self._handing_over = False

    def compose_form(self) -> ComposeResult:
        yield Field("proof", KeypadInput(id="proof"), label_width=LABEL_WIDTH).add_class("proof-only")
        yield Field("new_password", KeypadInput(id="new"), label_width=LABEL_WIDTH)
        yield Field("again", KeypadInput(id="again"), label_width=LABEL_WIDTH)

    def retranslate(self) -> None:
        super().retranslate()
        words = {state: self.text(key, style) for state, (key, style) in _STATE_WORDS.items()}
        for keypad in self.keypads:
            keypad.words(words)
        digits = self.workstation.policies.on(self.session.business_date).count("password.digits")
        self.field("new_password").words(self.text("password.new"), self.text("password.digits", n=digits))
        if self.state in _PROOF_WORDS:
            self.field("proof").words(self.text(_PROOF_WORDS[self.state]))

    def fill_in(self, overview: MemberOverview) -> None:
        self.set_class(self.state in _PROOF_WORDS, "-proof")

    @property
    def state(self) -> PasswordState:
        """What is in force now."""
        return self.overview.account.password if self.overview is not None else PasswordState.ELSEWHERE

    @property
    def keypads(self) -> tuple[KeypadInput, KeypadInput, KeypadInput]:
        """Proof, new password, and the new one once more."""
        proof, new, again = self.query(KeypadInput)
        return proof, new, again

    # ---- what was typed --------------------------------------------------------------------------------

    def request(self) -> SetPassword:
        return SetPassword(seal=self.seal, **self.who())

    @on(KeypadInput.Touched)
    def _touched(self, event: KeypadInput.Touched) -> None:
        """What was taken before is worth nothing any more."""
        self.field_of(event.keypad).unmark()
        if self.seal:
            self._begin_anew(but=event.keypad)
        self.changed()

    def field_of(self, keypad: KeypadInput) -> Field:
        return next(one for one in self.query(Field) if one.control is keypad)

    def _begin_anew(self, *, but: KeypadInput | None = None) -> None:
        self.seal = ""
        for keypad in self.keypads:
            if keypad is not but:
                keypad.forget()

    @on(GoOn)
    def _confirmed(self, event: GoOn) -> None:
        """Once everything was typed it is handed over; before, the next keypad is on."""
        if isinstance(event.source, KeypadInput) and self._all_typed and not self.seal:
            event.stop()
            event.prevent_default()
            self._hand_over(self.focus_first_gap)

    def _is_open(self, field: str) -> bool:
        """The keypad's step is done once the service has taken what was typed."""
        return not self.seal if field == "again" else super()._is_open(field)

    @property
    def _all_typed(self) -> bool:
        proof, new, again = self.keypads
        return new.is_answered and again.is_answered and (proof.is_answered or self.state not in _PROOF_WORDS)

    def _hand_over(self, then: Callable[[], object]) -> None:
        if self._handing_over:
            return
        self._handing_over = True
        proof, new, again = self.keypads
        self.run_call(
            self.workstation.passwords.hand_over,
            self.session,
            self.member_id,
            new.secret,
            again.secret,
            proof.secret,
            then=partial(self._handed_over, then),
            failed=self._not_handed_over,
            topic="hand-over",
        )

    def _handed_over(self, then: Callable[[], object], seal: str) -> None:
        self._handing_over = False
        self.seal = seal
        for keypad in self.keypads:
            keypad.forget(KeypadState.SEALED)
        self.changed()
        self.hint("password.handed_over")
        then()

    def _not_handed_over(self, error: HfundError) -> None:
        """Whatever was wrong is typed again; secrets are not left standing in a field."""
        self._handing_over = False
        proof, new, again = self.keypads
        at_proof = isinstance(error, BadInput) and error.field == "proof"
        for keypad in (proof,) if at_proof else (new, again):
            keypad.forget()
        if not isinstance(error, BadInput):
            proof.forget()
        self.changed()
        if isinstance(error, BadInput) and not at_proof:
            what, do = self.t.error(error)
            self.house.gate.drop()
            self.house.bell()
            self.field(error.field).mark(joined(what, do))
            new.focus()
        else:
            self.show_error(error)

    def show_plan(self, plan: Plan | None) -> None:
        super().show_plan(plan)
        shown = self.submission.shown
        if plan is None or shown is None or not self.seal or shown.request != self.request():
            return
        if not plan.decision.finding("password_entered").passed:  # it waited too long
            self._begin_anew()
            self.hint(ui_text(self.t("error.account_password_changed.what")))

    # ---- F9 --------------------------------------------------------------------------------------------

    def do_commit(self) -> None:
        """Take what was typed first, where nobody has pressed the confirm key."""
        if self.overview is not None and not self.seal and self._all_typed:
            self._hand_over(super().do_commit)
        else:
            super().do_commit()

    async def put_away(self) -> None:
        self._begin_anew()
        await super().put_away()
