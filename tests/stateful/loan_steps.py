"""Steps of a house that lends: loans are changed, debits go to the bank and come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from hfund_tui.domain.operation import OperationCode
from hfund_tui.services.payments import ExportedFile
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.loans import loan_request

SUPERVISORS = st.sampled_from([branch.SUPERVISOR, branch.SUPERVISOR_2])
TELLERS = st.sampled_from([branch.TELLER, branch.TELLER_2])
PICK = st.integers(0, 10**6)
LENT = (1, 2, 3, 4)
LOAN_CHANGES = (
    OperationCode.EARLY_REPAYMENT,
    OperationCode.SHORTEN_TERM,
    OperationCode.CHANGE_REPAYMENT_ACCOUNT,
    OperationCode.CHANGE_REPAYMENT_METHOD,
    OperationCode.CHANGE_DUE_DAY,
)


class LoanSteps:
    """Part of the machine. Members of `LENT` each have the loan "D" and their number."""

    station: Workstation
    debits: list[ExportedFile]
    session: Callable[[str], Any]
    attempt: Callable[[Callable[[], Any]], Any]
    submit: Callable[..., Any]

    @rule(
        teller=TELLERS,
        member=st.sampled_from(LENT),
        operation=st.sampled_from(LOAN_CHANGES),
        amount=st.one_of(st.none(), st.integers(1, 500_000_00)),
        number=st.integers(1, 28),
    )
    def changes_a_loan(
        self, teller: str, member: int, operation: OperationCode, amount: int | None, number: int
    ) -> None:
        wanted: dict[OperationCode, dict[str, Any]] = {
            OperationCode.EARLY_REPAYMENT: {"amount_fen": amount},
            OperationCode.SHORTEN_TERM: {"months": number * 8},
            OperationCode.CHANGE_REPAYMENT_ACCOUNT: {"account_no": f"6214830000{number:06}"},
            OperationCode.CHANGE_DUE_DAY: {"due_day": number},
        }
        request = loan_request(operation, **wanted.get(operation, {}))
        self.submit(teller, replace(request, member_id=member, contract_no=f"D{member}"))

    @rule(supervisor=SUPERVISORS)
    def debits_are_sent(self, supervisor: str) -> None:
        exported = self.attempt(lambda: self.station.debits.export(self.session(supervisor)))
        if exported is not None:
            self.debits.append(exported)

    @precondition(lambda self: self.debits)
    @rule(supervisor=SUPERVISORS, pick=PICK, every=st.integers(1, 4))
    def the_bank_has_debited(self, supervisor: str, pick: int, every: int) -> None:
        exported = self.debits[pick % len(self.debits)]
        sent = exported.path.read_text(encoding="utf-8").splitlines()[1:-1]
        references = [line.split(",")[2] for line in sent]
        failed = {one: "余额不足" for number, one in enumerate(references, pick) if number % every == 0}
        text = house.answer(exported, failed)
        self.attempt(lambda: self.station.debits.import_returns(self.session(supervisor), text))
