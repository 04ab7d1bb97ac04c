"""Changes of a loan: what is stored, what they leave possible, and that they come back."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from sqlmodel import select

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import DebitOrder, LoanInstalment, LoanTerms, RepaymentAccount
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.loans.effects import AmendSchedule, OrderDebit, ReplaceRepaymentAccount, SettleLoan
from hfund_tui.domain.loans.requests import LoanRequest
from hfund_tui.domain.loans.schedule import schedule
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.vocabulary import Ledger, PaymentState, PrepaymentEffect, SummaryCode
from hfund_tui.services.errors import Conflict
from hfund_tui.services.facts.loans import terms_of
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.posting import Posting, carry_out
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import SUPERVISOR_2, TELLER, TODAY, raw
from tests.support.house import clean, complete, done, perform, reverse, rows
from tests.support.lending import CONTRACT, lend
from tests.support.loans import loan_request

EARLY, SHORTEN, ACCOUNT, METHOD, DAY = (
    OperationCode.EARLY_REPAYMENT,
    OperationCode.SHORTEN_TERM,
    OperationCode.CHANGE_REPAYMENT_ACCOUNT,
    OperationCode.CHANGE_REPAYMENT_METHOD,
    OperationCode.CHANGE_DUE_DAY,
)
CHANGES = {
    "a part, instalment falls": (EARLY, {"amount_fen": 100_000_00, "effect": PrepaymentEffect.KEEP_TERM}),
    "a part, term shortens": (EARLY, {"amount_fen": 100_000_00, "effect": PrepaymentEffect.KEEP_INSTALMENT}),
    "all of it": (EARLY, {"amount_fen": None}),
    "shortened": (SHORTEN, {}),
    "another account": (ACCOUNT, {}),
    "another method": (METHOD, {}),
    "another due day": (DAY, {}),
}
AMENDED = [name for name, (operation, _) in CHANGES.items() if operation in (SHORTEN, METHOD, DAY)]
ORDERED = [name for name, (operation, _) in CHANGES.items() if operation is EARLY]


@pytest.fixture(autouse=True)
def lent(station: Workstation) -> None:
    with raw(station) as uow:
        lend(uow)


def asked(name: str) -> LoanRequest:
    operation, wanted = CHANGES[name]
    return loan_request(operation, **wanted)


def obstacles(station: Workstation, request: Any) -> list[str]:
    session = branch.sign_in(station)
    return [one.code for one in station.cases.preview(session, complete(request)).plan.decision.failed]


STATE = {
    "loan": "SELECT * FROM loan",
    "terms": "SELECT * FROM loan_terms WHERE ended_on IS NULL",
    "account": "SELECT * FROM repayment_account WHERE ended_on IS NULL",
    "orders": "SELECT * FROM debit_order WHERE state <> 'voided'",
    "instalments": "SELECT * FROM loan_instalment ORDER BY id",
    "ledger": "SELECT * FROM ledger_entry ORDER BY id",
}


def dump(station: Workstation) -> dict[str, list[tuple[Any, ...]]]:
    return {name: rows(station, query) for name, query in STATE.items()}


def made_by(station: Workstation, kind: Any, case_no: str) -> Any:
    """The one row that a case made."""
    with station._database.reading() as reader:
        row = reader.session.exec(select(kind).where(kind.case_no == case_no)).one()
        reader.session.expunge(row)
        return row


def fall_due(station: Workstation) -> None:
    """The first instalment of the terms in force falls due."""
    with raw(station) as uow:
        terms = uow.session.exec(select(LoanTerms).where(LoanTerms.ended_on.is_(None))).one()
        row = schedule(terms_of(terms)).rows[0]
        uow.session.add(
            LoanInstalment(
                contract_no=terms.contract_no,
                terms_id=terms.id,
                period=1,
                due_on=row.due,
                principal_fen=row.principal_fen,
                interest_fen=row.interest_fen,
            )
        )


def answered(station: Workstation, case_no: str, state: PaymentState) -> None:
    """The order of a case goes another step, without what that does to the loan."""
    with raw(station) as uow:
        order = uow.session.exec(select(DebitOrder).where(DebitOrder.case_no == case_no)).one()
        order.state = state


def planned_and_done(station: Workstation, session: Session, name: str) -> tuple[Plan, str]:
    """The plan that was shown, and the number of the case it became."""
    plan = station.cases.preview(session, asked(name)).plan
    return plan, done(station, session, asked(name)).receipt.case_no


def post(uow: UnitOfWork, plan: Plan, case_no: str) -> None:
    """Post a plan that nobody made again from the facts of the moment."""
    carry_out(Posting(uow, plan, case_no, "0003", TELLER, SUPERVISOR_2, branch.NOW, TODAY))


class TestWhatIsStored:
    @pytest.mark.parametrize("name", CHANGES)
    def test_the_books_are_in_order(self, station, teller, name):
        before = dump(station)
        done(station, teller, asked(name))
        clean(station)
        after = dump(station)
        for kept in ("loan", "instalments", "ledger"):
            assert after[kept] == before[kept]

    @pytest.mark.parametrize("name", ORDERED)
    def test_an_order_is_queued_and_the_loan_waits_for_the_bank(self, station, teller, name):
        before = dump(station)
        plan, case_no = planned_and_done(station, teller, name)
        effect = plan.effect(OrderDebit)
        order = made_by(station, DebitOrder, case_no)
        account = rows(station, "SELECT id, bank_code, account_no, holder_name FROM repayment_account")[0]
        assert (order.state, order.file_no, order.instalment_id) == (PaymentState.QUEUED, None, None)
        assert (order.contract_no, order.branch_code, order.business_date) == (CONTRACT, "0003", TODAY)
        assert (order.account_id, order.bank_code, order.account_no, order.holder_name) == account
        assert (order.principal_fen, order.interest_fen, order.penalty_fen) == (
            effect.principal_fen,
            effect.interest_fen,
            0,
        )
        assert order.amount_fen == plan.amount_fen == effect.amount_fen
        assert dump(station)["terms"] == before["terms"]
        assert waits_for_the_bank(plan)

    @pytest.mark.parametrize("name", AMENDED)
    def test_new_terms_are_those_of_the_plan(self, station, teller, name):
        plan, case_no = planned_and_done(station, teller, name)
        effect = plan.effect(AmendSchedule)
        terms = made_by(station, LoanTerms, case_no)
        for field in (
            "contract_no",
            "change",
            "principal_fen",
            "months",
            "method",
            "first_due",
            "due_day",
            "regular_fen",
            "odd_interest_fen",
        ):
            assert getattr(terms, field) == getattr(effect, field), field
        assert Fraction(terms.rate_text) == Fraction(effect.rate_percent)
        assert (terms.since, terms.ended_on) == (TODAY, None)
        assert rows(station, "SELECT ended_on, ended_case FROM loan_terms WHERE case_no IS NULL") == [
            (str(TODAY), case_no)
        ]

    def test_the_new_account_is_the_applicants_own(self, station, teller):
        plan, case_no = planned_and_done(station, teller, "another account")
        effect = plan.effect(ReplaceRepaymentAccount)
        account = made_by(station, RepaymentAccount, case_no)
        assert (account.bank_code, account.account_no) == (effect.bank_code, effect.account_no)
        assert (account.holder_name, account.holder_id_no) == ("张一", branch.MEMBER_IDS[1])
        assert (account.since, account.ended_on) == (TODAY, None)
        old = rows(station, "SELECT ended_on, ended_case FROM repayment_account WHERE case_no IS NULL")
        assert old == [(str(TODAY), case_no)]

    def test_the_linked_card_gives_its_number(self, station, teller):
        """It was debited at first: once another account is, it can be again."""
        request = loan_request(ACCOUNT, bank_code="", account_no="", linked_card=True)
        assert obstacles(station, request) == ["own_account_number"]
        done(station, teller, asked("another account"))
        account = made_by(station, RepaymentAccount, done(station, teller, request).receipt.case_no)
        assert (account.bank_code, account.account_no) == ("CCB", "6217000000000001")
        assert (account.holder_name, account.holder_id_no) == ("张一", branch.MEMBER_IDS[1])
        clean(station)


def waits_for_the_bank(plan: Plan) -> bool:
    """Whether what the plan does to the terms waits for the bank."""
    after = plan.effect(AmendSchedule) or plan.effect(SettleLoan)
    return bool(after.when_debited)


class TestWhatIsPossibleThen:
    @pytest.mark.parametrize("first", AMENDED)
    @pytest.mark.parametrize("then", CHANGES)
    def test_one_change_in_a_cycle(self, station, teller, first, then):
        """All of it may be repaid whatever was changed, and the account is another matter."""
        done(station, teller, asked(first))
        free = then in ("all of it", "another account")
        request = asked(then)
        assert ("not_changed_in_cycle" in obstacles(station, request)) is not free

    @pytest.mark.parametrize("first", ORDERED)
    @pytest.mark.parametrize("then", CHANGES)
    def test_nothing_while_the_bank_has_an_order(self, station, teller, first, then):
        done(station, teller, asked(first))
        assert "no_debit_under_way" in obstacles(station, asked(then))

    @pytest.mark.parametrize("then", [name for name in CHANGES if name != "another account"])
    def test_another_account_excludes_nothing(self, station, teller, then):
        done(station, teller, asked("another account"))
        assert obstacles(station, asked(then)) == []

    def test_the_same_account_once_more(self, station, teller):
        done(station, teller, asked("another account"))
        assert obstacles(station, asked("another account")) == ["own_account_number"]


class TestTakingBack:
    @pytest.mark.parametrize("name", CHANGES)
    def test_everything_is_as_before(self, station, teller, name):
        before = dump(station)
        case_no = done(station, teller, asked(name)).receipt.case_no
        assert dump(station) != before
        done(station, teller, reverse(case_no))
        assert dump(station) == before
        clean(station)

    @pytest.mark.parametrize("name", CHANGES)
    def test_and_it_can_be_done_again(self, station, teller, name):
        case_no = done(station, teller, asked(name)).receipt.case_no
        done(station, teller, reverse(case_no))
        again = done(station, teller, asked(name))
        assert again.receipt.case_no != case_no
        clean(station)

    @pytest.mark.parametrize("name", ORDERED)
    def test_the_order_is_void(self, station, teller, name):
        case_no = done(station, teller, asked(name)).receipt.case_no
        done(station, teller, reverse(case_no))
        assert made_by(station, DebitOrder, case_no).state is PaymentState.VOIDED

    def test_what_failed_stays_failed(self, station, teller):
        case_no = done(station, teller, asked("all of it")).receipt.case_no
        answered(station, case_no, PaymentState.FAILED)
        done(station, teller, reverse(case_no))
        assert made_by(station, DebitOrder, case_no).state is PaymentState.FAILED

    @pytest.mark.parametrize(
        ("name", "happens", "remedy"),
        [
            ("all of it", PaymentState.SENT, "wait_for_debit"),
            ("a part, term shortens", PaymentState.SENT, "wait_for_debit"),
            ("all of it", PaymentState.PAID, "stays_repaid"),
            ("a part, term shortens", PaymentState.PAID, "stays_repaid"),
            *((name, None, "change_loan_again") for name in AMENDED),
        ],
    )
    def test_it_is_said_beforehand_what_stays(self, station, teller, name, happens, remedy):
        case_no = done(station, teller, asked(name)).receipt.case_no
        if happens is None:
            fall_due(station)
        else:
            answered(station, case_no, happens)
        decision = station.cases.preview(teller, reverse(case_no)).plan.decision
        assert [(one.code, one.remedy.code) for one in decision.failed] == [("reversal_undoable", remedy)]

    def test_an_account_that_was_replaced_again(self, station, teller):
        case_no = done(station, teller, asked("another account")).receipt.case_no
        with raw(station) as uow:
            account = uow.session.exec(
                select(RepaymentAccount).where(RepaymentAccount.case_no == case_no)
            ).one()
            account.ended_on = TODAY
        assert obstacles(station, reverse(case_no)) == ["reversal_undoable"]

    @pytest.mark.parametrize("name", [*AMENDED, "another account"])
    def test_nothing_is_taken_from_under_an_order(self, station, teller, name):
        """Somebody else of the loan repays it early on the new terms, or from the new account."""
        case_no = done(station, teller, asked(name)).receipt.case_no
        with raw(station) as uow:
            account = uow.session.exec(
                select(RepaymentAccount).where(RepaymentAccount.ended_on.is_(None))
            ).one()
            owed = uow.session.exec(select(LoanInstalment).order_by(LoanInstalment.id.desc())).first()
            uow.session.add(
                DebitOrder(
                    contract_no=CONTRACT,
                    instalment_id=owed.id,
                    branch_code="0003",
                    account_id=account.id,
                    bank_code=account.bank_code,
                    account_no=account.account_no,
                    holder_name=account.holder_name,
                    amount_fen=owed.principal_fen + owed.interest_fen,
                    principal_fen=owed.principal_fen,
                    interest_fen=owed.interest_fen,
                    business_date=TODAY,
                    created_at=branch.NOW,
                )
            )
        finding = station.cases.preview(teller, reverse(case_no)).plan.decision.failed[0]
        assert (finding.code, finding.remedy.code) == ("reversal_undoable", "wait_for_debit")


class TestWhatHappensMeanwhile:
    @pytest.mark.parametrize(
        ("name", "happens", "conflict"),
        [
            ("all of it", PaymentState.SENT, "debit_on_its_way"),
            ("all of it", PaymentState.PAID, "debit_was_taken"),
            *((name, None, "loan_moved_on") for name in AMENDED),
        ],
    )
    def test_a_reversal_that_waits_is_not_posted(self, station, teller, name, happens, conflict):
        """The second person is not shown what can't be done any more, and posting looks once more."""
        case_no = done(station, teller, asked(name)).receipt.case_no
        pending = perform(station, teller, reverse(case_no))
        if happens is None:
            fall_due(station)
        else:
            answered(station, case_no, happens)
        before = dump(station)
        outcome = station.approvals.approve(
            teller,
            pending.case_no,
            seen_sha256=pending.sha256,
            checker_code=SUPERVISOR_2,
            checker_password=branch.PASSWORD,
        )
        assert not isinstance(outcome, Posted)
        with pytest.raises(Conflict) as met, raw(station) as uow:
            post(uow, pending.plan, pending.case_no)
        assert met.value.code == conflict
        assert dump(station) == before

    def test_an_account_that_was_replaced_before_the_posting(self, station, teller):
        plan = station.cases.preview(teller, asked("all of it")).plan
        with raw(station) as uow:
            account = uow.session.exec(select(RepaymentAccount)).one()
            account.ended_on = TODAY
        with pytest.raises(Conflict) as met, raw(station) as uow:
            post(uow, plan, "202002270003000099")
        assert met.value.code == "repayment_account_changed"

    def test_terms_that_ended_before_the_posting(self, station, teller):
        plan = station.cases.preview(teller, asked("shortened")).plan
        with raw(station) as uow:
            uow.session.exec(select(LoanTerms)).one().ended_on = TODAY
        with pytest.raises(Conflict) as met, raw(station) as uow:
            post(uow, plan, "202002270003000099")
        assert met.value.code == "loan_changed"

    @pytest.mark.parametrize("amount_fen", [463_306_49, -36_693_53])
    def test_more_than_is_left_or_was_lent(self, station, amount_fen):
        with pytest.raises(Conflict) as met, Store(station._database).writing() as uow:
            post_batch(
                uow,
                [
                    Line(Ledger.LOAN_PRINCIPAL, amount_fen, contract_no=CONTRACT),
                    Line(Ledger.BANK, -amount_fen),
                ],
                summary=SummaryCode.LOAN_PREPAYMENT,
                business_date=TODAY,
                value_date=TODAY,
                created_at=branch.NOW,
            )
        assert met.value.code == "over_repaid"
