"""The part of the call screen that answers what-if questions, in the place of the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.domain.money import parse_yuan
from hfund_tui.screens.hotline.caller_pane import CallerPane
from hfund_tui.screens.hotline.guiding import CallGuides
from hfund_tui.services.calls import Asked
from hfund_tui.services.errors import BadInput
from hfund_tui.widgets.form_input import FormInput

if TYPE_CHECKING:
    from hfund_tui.domain.answers import Answer
    from hfund_tui.services.errors import HfundError


class CallAnswers(CallGuides):
    """Answers are read out; an early repayment may be asked again with an amount."""

    def __init__(self) -> None:
        super().__init__()
        self.asking_amount = False
        self.has_answered = False
        self.entry = FormInput(required=False, max_length=40, id="said-by-caller")
        self.pane = CallerPane(id="caller")

    def not_accepted(self, error: HfundError) -> None:
        """Say what is wrong with what was typed."""
        raise NotImplementedError

    def do_withdrawal(self) -> None:
        self._ask(Asked.QUOTA)

    def do_loan(self) -> None:
        """All ways to settle at once; an amount may follow."""
        self._ask(Asked.EARLY_REPAYMENT)

    def do_instalment(self) -> None:
        self._ask(Asked.INSTALMENT)

    def do_closing(self) -> None:
        self._ask(Asked.CLOSING)

    def ask_early(self, said: str) -> None:
        """The same question with an amount; nothing typed means all of it."""
        try:
            amount = parse_yuan(said) if said.strip() else None
        except ValueError:
            self.not_accepted(BadInput("answer", "answer_amount"))
            return
        self._ask(Asked.EARLY_REPAYMENT, amount)

    def _ask(self, asked: Asked, amount_fen: int | None = None) -> None:
        member_id = self.view.member_id if self.view else None
        self.leave_guides()
        self.clear_status()
        self.run_call(
            self.workstation.answers.answer,
            self.session,
            member_id,
            asked,
            amount_fen,
            then=lambda answer: self._tell(asked, answer),
            failed=self.not_accepted,
            topic="answer",
        )

    def _tell(self, asked: Asked, answer: Answer) -> None:
        self.has_answered = True
        self.asking_amount = asked is Asked.EARLY_REPAYMENT
        self.entry.value = ""
        self.pane.answer(answer)
        self.retranslate()
        if self.asking_amount:
            self.entry.focus()
        else:
            self.pane.focus_services()
