"""Steps of the second person: takes what waits, approves it, says no, or sends it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from hfund_tui.domain.approval import Retyped
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.plan import PayOut
from hfund_tui.services.outcomes import Pending, Posted, SentBack, Stale
from hfund_tui.services.workstation import Workstation
from tests.stateful.loan_steps import PICK, SUPERVISORS
from tests.support import branch

ANYBODY = st.sampled_from([branch.TELLER, branch.TELLER_2, branch.SUPERVISOR, branch.SUPERVISOR_2])


class CheckerSteps:
    """Part of the machine."""

    station: Workstation
    session: Callable[[str], Any]
    attempt: Callable[[Callable[[], Any]], Any]
    case: Callable[..., dict[str, Any] | None]

    @rule(checker=ANYBODY, pick=PICK, right=st.booleans())
    def is_approved_on_the_spot(self, checker: str, pick: int, right: bool) -> None:
        waiting = self.case(pick, "pending")
        if waiting is None:
            return

        def decide() -> Any:
            session = self.session(waiting["maker"])
            pending = self.station.cases.pending(session, waiting["case_no"])
            return self.station.approvals.approve(
                session,
                waiting["case_no"],
                seen_sha256=pending.sha256,
                checker_code=checker,
                checker_password=branch.PASSWORD,
                retyped=self.typed(pending) if right else None,
            )

        self.decided(self.attempt(decide), waiting, checker)

    @rule(checker=SUPERVISORS, pick=PICK, take=st.booleans())
    def is_approved_from_the_queue(self, checker: str, pick: int, take: bool) -> None:
        waiting = self.case(pick, "pending")
        if waiting is None:
            return
        session, approvals = self.session(checker), self.station.approvals
        if take:
            self.attempt(lambda: approvals.take(session, waiting["case_no"]))

        def decide() -> Any:
            shown = approvals.view(session, waiting["case_no"])
            pending = self.station.cases.pending(session, waiting["case_no"])
            return approvals.approve(
                session,
                waiting["case_no"],
                seen_sha256=shown.sha256,
                step_up_password=branch.PASSWORD,
                retyped=self.typed(pending),
            )

        self.decided(self.attempt(decide), waiting, checker)

    @staticmethod
    def typed(pending: Pending) -> Retyped:
        payout: PayOut | None = pending.plan.effect(PayOut)
        return Retyped(plain_yuan(pending.plan.amount_fen), payout.card_last_four if payout else "")

    def decided(self, outcome: Any, waiting: dict[str, Any], checker: str) -> None:
        assert outcome is None or isinstance(outcome, Posted | SentBack | Stale)
        if isinstance(outcome, Posted):
            assert checker != waiting["maker"] and checker in (branch.SUPERVISOR, branch.SUPERVISOR_2)

    @rule(checker=SUPERVISORS, pick=PICK)
    def is_taken_or_given_back(self, checker: str, pick: int) -> None:
        waiting = self.case(pick, "pending")
        if waiting is not None:
            act = self.station.approvals.take if pick % 2 else self.station.approvals.release
            self.attempt(lambda: act(self.session(checker), waiting["case_no"]))

    @rule(checker=SUPERVISORS, pick=PICK)
    def is_rejected(self, checker: str, pick: int) -> None:
        waiting = self.case(pick, "pending")
        if waiting is not None:
            self.attempt(
                lambda: self.station.approvals.reject(
                    self.session(checker), waiting["case_no"], code="papers_doubtful", words="印章不清"
                )
            )

    @rule(checker=SUPERVISORS, pick=PICK)
    def is_sent_back(self, checker: str, pick: int) -> None:
        waiting = self.case(pick, "pending")
        if waiting is not None:
            self.attempt(
                lambda: self.station.approvals.send_back(
                    self.session(checker), waiting["case_no"], code="wrong_entry", words="金额请核对"
                )
            )
