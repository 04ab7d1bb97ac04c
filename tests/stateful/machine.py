"""A house at work, one random step after the other: members, tellers, supervisors, the bank, and time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hfund_tui.db.audit import verify_chains
from hfund_tui.db.ledger import AccountEnded
from hfund_tui.db.tables import Account
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter, OperationCode, Presence
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    ExceptionGround,
    InsuranceProof,
    NewProxy,
    ProxyOnFile,
    RecordInsurance,
    Request,
    RevokeProxy,
    SettleClosure,
    SignAgreement,
    TerminateAgreement,
)
from hfund_tui.domain.vocabulary import (
    AccountState,
    Freeze,
    InsuranceStatus,
    ProxyDocumentKind,
    ProxyRelation,
)
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Pending, Posted, Refused, Rejected, SentBack, Stale
from hfund_tui.services.payments import ExportedFile
from hfund_tui.services.session import Session
from hfund_tui.services.settings import Settings
from tests.stateful import invariants
from tests.stateful.checker_steps import ANYBODY, CheckerSteps
from tests.stateful.loan_steps import LENT, PICK, SUPERVISORS, TELLERS, LoanSteps
from tests.support import branch, house
from tests.support.lending import lend

MEMBERS = st.integers(1, 8)
GROUND = ExceptionGround("hardship", "单位已注销，无法启封", ("A-1",))
LAST_DAY = date(2020, 12, 20)
"""The holiday tables end with the year."""

_KNOWN = (Posted, Pending, Refused, Stale, SentBack, Rejected)


class HouseMachine(LoanSteps, CheckerSteps, RuleBasedStateMachine):
    """Nothing is expected of a step but that it ends in one of the known ways, and that the house is whole.

    Members 1 to 4 work and repay a loan, which the fourth is behind with; the accounts of 5 and 6 are sealed and
    they leave, those of 7 and 8 retire.
    """

    template: ClassVar[Settings]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="house-"))
        settings = branch.copy_of(self.template, self.folder / "branch")
        self.clock = FrozenClock(branch.NOW)
        self.station = branch.open_branch(settings, self.clock)
        self.sessions: dict[str, Session] = {}
        self.submitted: list[tuple[str, Request, str, str]] = []
        self.exported: list[ExportedFile] = []
        self.debits = []
        self.seen: set[str] = set()
        with branch.raw(self.station) as uow:
            for member in range(5, 9):
                account = uow.session.get_one(Account, branch.account_no(member))
                account.state, account.sealed_on = AccountState.SEALED, date(2020, 1, 31)
            for member in LENT:
                lend(uow, member, f"D{member}", unpaid=int(member == 4))

    def teardown(self) -> None:
        try:
            house.clean(self.station)
        finally:
            self.station.close()
            shutil.rmtree(self.folder)

    # ---- means -----------------------------------------------------------------------------------------

    def session(self, code: str) -> Session:
        if code not in self.sessions:
            self.sessions[code] = branch.sign_in(self.station, code)
        return self.sessions[code]

    def attempt(self, action: Callable[[], Any]) -> Any:
        """What came of it; an error that people are meant to read is an answer too."""
        self.clock.advance(timedelta(seconds=7))
        try:
            outcome = action()
        except HfundError as error:
            self.seen.add(error.code)
            return None
        self.seen.add(type(outcome).__name__)
        return outcome

    def submit(self, code: str, request: Any, *, corrects: str | None = None) -> Any:
        """Preview, then carry out what was seen, as a form does."""
        cases, session = self.station.cases, self.session(code)
        key = cases.new_key()

        def both() -> Any:
            shown = cases.preview(session, request, corrects=corrects)
            self.submitted.append((code, request, key, shown.sha256))
            outcome = cases.perform(
                session, request, key=key, seen_sha256=shown.sha256, corrects=corrects, form={"step": "1"}
            )
            assert isinstance(outcome, _KNOWN)
            if isinstance(outcome, Posted | Pending):
                assert (
                    outcome.replayed is False
                    if isinstance(outcome, Posted)
                    else outcome.sha256 == shown.sha256
                )
            return outcome

        outcome = self.attempt(both)
        if isinstance(outcome, Pending) and int(outcome.case_no) % 2:
            # Every other case is decided at once, so that what follows an approval is reached as well.
            self.attempt(lambda: house.approve(self.station, session, outcome))
        return outcome

    def case(self, pick: int, *statuses: str) -> dict[str, Any] | None:
        """One of the cases of these statuses."""
        marks = ", ".join(f"'{one}'" for one in statuses)
        names = ("case_no", "maker", "member_id", "amount_fen", "operation")
        found = house.rows(
            self.station,
            f'SELECT {", ".join(names)} FROM "case" WHERE status IN ({marks}) ORDER BY case_no DESC LIMIT 6',
        )
        return dict(zip(names, found[pick % len(found)], strict=True)) if found else None

    # ---- members at the counter ------------------------------------------------------------------------

    @rule(teller=TELLERS, member=MEMBERS)
    def signs(self, teller: str, member: int) -> None:
        self.submit(teller, house.complete(SignAgreement(member_id=member, version="2020-02")))

    @rule(teller=TELLERS, member=MEMBERS)
    def terminates(self, teller: str, member: int) -> None:
        self.submit(teller, house.complete(TerminateAgreement(member_id=member)))

    @rule(teller=TELLERS, member=MEMBERS, number=st.integers(1, 4), age=st.sampled_from([1985, 2010]))
    def signs_by_new_proxy(self, teller: str, member: int, number: int, age: int) -> None:
        born = date(age, 5, 5)
        proxy = NewProxy(
            "李四", IdKind.RESIDENT, branch.id_number(born, 77), ProxyRelation.FRIEND,
            ProxyDocumentKind.NOTARISED_POA, "深圳公证处", f"2020-{number}", date(2020, 2, 1),
            date(2020, 2, 1), None,
            frozenset({Matter.SELF_SERVICE_AGREEMENT, Matter.RENT_WITHDRAWAL}),
        )  # fmt: skip
        request = SignAgreement(member_id=member, version="2020-02", presence=Presence.PROXY, proxy=proxy)
        self.submit(teller, house.complete(request))

    @rule(teller=TELLERS, pick=PICK)
    def withdraws_by_proxy_on_file(self, teller: str, pick: int) -> None:
        document = self.document(pick)
        if document is not None:
            request = house.rent(document[1], presence=Presence.PROXY, proxy=ProxyOnFile(document[0]))
            self.submit(teller, house.complete(request))

    @rule(teller=TELLERS, pick=PICK)
    def revokes_a_proxy(self, teller: str, pick: int) -> None:
        document = self.document(pick)
        if document is not None:
            request = RevokeProxy(member_id=document[1], document_id=document[0])
            self.submit(teller, house.complete(request))

    def document(self, pick: int) -> tuple[int, int] | None:
        found = house.rows(self.station, "SELECT id, member_id FROM proxy_document ORDER BY id")
        return (found[pick % len(found)][0], found[pick % len(found)][1]) if found else None

    @rule(
        teller=TELLERS,
        member=MEMBERS,
        rent=st.booleans(),
        amount=st.one_of(st.none(), st.integers(0, 60_000_00)),
        grounded=st.booleans(),
    )
    def withdraws(self, teller: str, member: int, rent: bool, amount: int | None, grounded: bool) -> None:
        request = house.rent(member) if rent else house.other(member)
        self.submit(teller, replace(request, amount_fen=amount, ground=GROUND if grounded else None))

    @rule(teller=TELLERS, member=MEMBERS, number=st.integers(1, 9))
    def links_a_card(self, teller: str, member: int, number: int) -> None:
        self.submit(teller, house.link(member, f"622848000000{number:04d}"))

    @rule(teller=TELLERS, member=st.integers(5, 8))
    def retires(self, teller: str, member: int) -> None:
        self.submit(teller, house.retire(member))

    @rule(teller=TELLERS, member=st.integers(3, 7), proof=st.integers(0, 3))
    def leaves(self, teller: str, member: int, proof: int) -> None:
        request = CloseAccount(
            member_id=member, kind=OperationCode.LEAVING_CLOSURE, insurance=self.proof(proof)
        )
        self.submit(teller, house.complete(request))

    def proof(self, number: int) -> InsuranceProof:
        today = self.session(branch.TELLER).business_date
        return (
            InsuranceProof(InsuranceStatus.STOPPED, last_paid=Month.of(today) - 2),
            InsuranceProof(InsuranceStatus.PAYING, last_paid=Month.of(today)),
            InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=today),
            InsuranceProof(InsuranceStatus.NEVER),
        )[number]

    @rule(teller=TELLERS, pick=PICK, proof=st.integers(0, 3))
    def insurance_is_recorded(self, teller: str, pick: int, proof: int) -> None:
        closing = self.case(pick, "closed_unsettled")
        if closing is not None:
            request = RecordInsurance(
                member_id=closing["member_id"], presence=Presence.ABSENT, insurance=self.proof(proof)
            )
            self.submit(teller, house.complete(request))

    @rule(teller=TELLERS, pick=PICK)
    def asks_to_settle(self, teller: str, pick: int) -> None:
        closing = self.case(pick, "closed_unsettled")
        if closing is not None:
            request = SettleClosure(member_id=closing["member_id"], case_no=closing["case_no"])
            self.submit(teller, house.complete(request))

    @rule(teller=TELLERS, pick=PICK)
    def takes_the_closure_back(self, teller: str, pick: int) -> None:
        closing = self.case(pick, "closed_unsettled")
        if closing is not None:
            request = CancelClosure(member_id=closing["member_id"], case_no=closing["case_no"])
            self.submit(teller, house.complete(request))

    @rule(teller=TELLERS, pick=PICK)
    def is_paid_again(self, teller: str, pick: int) -> None:
        failed = house.rows(
            self.station,
            """SELECT p.case_no, c.member_id FROM payment_order p JOIN "case" c ON c.case_no = p.case_no
               WHERE p.state = 'failed' ORDER BY p.id""",
        )
        if failed:
            case_no, member = failed[pick % len(failed)]
            self.submit(teller, house.redirect(case_no, member))

    @rule(maker=ANYBODY, pick=PICK, reference=st.sampled_from(["", "BANK-1"]))
    def is_reversed(self, maker: str, pick: int, reference: str) -> None:
        target = self.case(pick, "completed", "reversed", "pending", "closed_unsettled")
        if target is not None:
            self.submit(maker, house.reverse(target["case_no"], target["member_id"], reference=reference))

    # ---- the same again --------------------------------------------------------------------------------

    @precondition(lambda self: self.submitted)
    @rule(pick=PICK)
    def the_same_key_is_sent_again(self, pick: int) -> None:
        """Whatever happened since, the same submission does nothing more."""
        code, request, key, seen = self.submitted[pick % len(self.submitted)]
        before = self.effects()
        ended = house.rows(self.station, 'SELECT 1 FROM "case" WHERE idempotency_key = :key', key=key)
        session = self.session(code)
        outcome = self.attempt(
            lambda: self.station.cases.perform(session, request, key=key, seen_sha256=seen)
        )
        if ended:
            assert not isinstance(outcome, Posted) or outcome.replayed
            assert self.effects() == before

    def effects(self) -> list[tuple[Any, ...]]:
        return house.rows(
            self.station,
            """SELECT (SELECT count(*) FROM journal_batch), (SELECT count(*) FROM payment_order),
                      (SELECT count(*) FROM debit_order), (SELECT count(*) FROM loan_terms),
                      (SELECT count(*) FROM receipt), (SELECT count(*) FROM hold), (SELECT count(*) FROM "case")""",
        )

    # ---- what became of it -----------------------------------------------------------------------------

    @rule(pick=PICK, amount=st.one_of(st.none(), st.integers(1, 9_000_00)))
    def is_corrected(self, pick: int, amount: int | None) -> None:
        returned = self.case(pick, "returned")
        if returned is not None and returned["operation"] == OperationCode.RENT_WITHDRAWAL.value:
            request = replace(house.rent(returned["member_id"]), amount_fen=amount)
            self.submit(returned["maker"], request, corrects=returned["case_no"])

    @rule(who=ANYBODY, pick=PICK)
    def is_given_up(self, who: str, pick: int) -> None:
        waiting = self.case(pick, "pending", "returned", "completed")
        if waiting is not None:
            self.attempt(lambda: self.station.cases.cancel(self.session(who), waiting["case_no"]))

    # ---- the bank, the batch, and time -----------------------------------------------------------------

    @rule(supervisor=SUPERVISORS)
    def payments_are_sent(self, supervisor: str) -> None:
        exported = self.attempt(lambda: self.station.payments.export(self.session(supervisor)))
        if exported is not None:
            self.exported.append(exported)

    @precondition(lambda self: self.exported)
    @rule(supervisor=SUPERVISORS, pick=PICK, every=st.integers(1, 4))
    def the_bank_answers(self, supervisor: str, pick: int, every: int) -> None:
        exported = self.exported[pick % len(self.exported)]
        orders = house.rows(
            self.station, "SELECT case_no FROM payment_order WHERE file_no = :file", file=exported.file_no
        )
        failed = {one[0]: "账户已销户" for number, one in enumerate(orders, pick) if number % every == 0}
        text = house.answer(exported, failed)
        self.attempt(lambda: self.station.payments.import_returns(self.session(supervisor), text))

    @rule(supervisor=SUPERVISORS)
    def the_batch_runs(self, supervisor: str) -> None:
        self.attempt(lambda: self.station.closures.settle_due(self.session(supervisor)))

    @rule(days=st.sampled_from([1, 1, 2, 5, 26, 40]), supervisor=SUPERVISORS)
    def the_next_day(self, days: int, supervisor: str) -> None:
        today = self.session(supervisor).business_date
        if today + timedelta(days=days) <= LAST_DAY:
            house.next_day(self.station, to=today + timedelta(days=days), by=supervisor)
            self.sessions.clear()

    @rule(member=MEMBERS, amount=st.integers(1, 3_000_00))
    def a_contribution_comes_in(self, member: int, amount: int) -> None:
        """What changes the facts under a case that waits. A closed account takes none."""
        with suppress(AccountEnded), branch.raw(self.station) as uow:
            branch.deposit(uow, member, amount, self.clock.now())

    @rule(member=MEMBERS, freeze=st.sampled_from([Freeze.NONE, Freeze.FULL, Freeze.PARTIAL]))
    def a_court_freezes(self, member: int, freeze: Freeze) -> None:
        with branch.raw(self.station) as uow:
            account = uow.session.get_one(Account, branch.account_no(member))
            account.freeze = freeze
            account.frozen_fen = 20_000_00 if freeze is Freeze.PARTIAL else 0

    @rule()
    def notices_go_out(self) -> None:
        self.attempt(self.station.notices.deliver)
        assert self.station.notices.waiting() == 0

    # ---- always ----------------------------------------------------------------------------------------

    @invariant()
    def the_house_is_whole(self) -> None:
        invariants.check(self.station)

    @invariant()
    def the_chains_verify(self) -> None:
        with self.station._database.reading() as reader:
            assert verify_chains(reader, self.station._database.keys.audit) == []
