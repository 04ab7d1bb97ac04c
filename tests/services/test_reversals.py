"""Taking posted cases back: everything is as before, in the right order, by the right people, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from hfund_tui.db.tables import Account, Branch, BusinessDay, Card, Case, Staff
from hfund_tui.documents.receipt import render_text
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter, OperationCode, Presence, ReceiptKind
from hfund_tui.domain.plan import UndoCase
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    ExceptionGround,
    InsuranceProof,
    NewProxy,
    RecordInsurance,
    RevokeProxy,
    SettleClosure,
    SignAgreement,
    TerminateAgreement,
)
from hfund_tui.domain.vocabulary import (
    AccountState,
    CaseStatus,
    Channel,
    InsuranceStatus,
    PaymentState,
    ProxyDocumentKind,
    ProxyRelation,
    ReversalKind,
)
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.facts import FactsLoader
from hfund_tui.services.outcomes import Pending, Posted, Refused
from hfund_tui.services.posting.undo import UNDO
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.branch import PROXY_ID, SUPERVISOR, SUPERVISOR_2, TELLER, TELLER_2, TODAY, raw
from tests.support.by_hand import by_hand
from tests.support.closing import seal
from tests.support.house import approve, clean, complete, done, perform, reverse, state_of, tomorrow

NEW_YEAR = date(2020, 1, 15)


# ---- what has to come back ---------------------------------------------------------------------------------


def facts(station: Workstation, member: int = 1) -> Facts:
    """What every rule looks at, as of one fixed day: documents that were taken back are as good as none."""
    with station._database.reading() as reader:
        found = FactsLoader(reader.session, {}).load(
            member, business_date=TODAY, channel=Channel.COUNTER, maker_id_no=""
        )
    return replace(found, documents=tuple(one for one in found.documents if one.revoked_on is None))


STATE = {
    "account": "SELECT * FROM account ORDER BY account_no",
    "claimed_month": "SELECT * FROM claimed_month ORDER BY account_no, month",
    "agreement": "SELECT * FROM agreement WHERE state = 'in_force' ORDER BY id",
    "card": "SELECT * FROM card WHERE state = 'linked' ORDER BY id",
    "proxy_document": "SELECT * FROM proxy_document WHERE revoked_on IS NULL ORDER BY id",
    "proxy_act": "SELECT * FROM proxy_act ORDER BY id",
    "insurance_record": "SELECT * FROM insurance_record WHERE void = 0 ORDER BY id",
    "hold": "SELECT * FROM hold WHERE state = 'active' ORDER BY id",
    "cases": "SELECT case_no, status FROM \"case\" WHERE status <> 'reversed' AND operation <> 'reverse_case'",
    "orders": "SELECT id, state, amount_fen FROM payment_order WHERE state NOT IN ('voided', 'paid') ORDER BY id",
    "ledgers": "SELECT ledger, account_no, sum(amount_fen) FROM ledger_entry GROUP BY ledger, account_no"
    " HAVING sum(amount_fen) <> 0 ORDER BY ledger, account_no",
}
"""State, not history: what rules and money go by. History is what these leave out."""


def dump(station: Workstation) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    with station._database.reading() as reader:
        for name, query in STATE.items():
            result = by_hand(reader.connection, query)
            keep = [n for n, key in enumerate(result.keys()) if key != "version"]
            found[name] = [tuple(row[n] for n in keep) for row in result]
    return found


# ---- what is done and taken back ---------------------------------------------------------------------------


def signing(member: int = 1, **changes: Any) -> SignAgreement:
    return complete(replace(SignAgreement(member_id=member, version="2020-02"), **changes))


def by_new_proxy() -> dict[str, Any]:
    document = NewProxy(
        name="李四",
        id_kind=IdKind.RESIDENT,
        id_no=PROXY_ID,
        relation=ProxyRelation.FRIEND,
        document_kind=ProxyDocumentKind.NOTARISED_POA,
        notary="深圳公证处",
        certificate_no="2020-0001",
        issued_on=date(2020, 2, 1),
        valid_from=date(2020, 2, 1),
        valid_to=None,
        matters=frozenset({Matter.SELF_SERVICE_AGREEMENT, Matter.RENT_WITHDRAWAL}),
    )
    return {"presence": Presence.PROXY, "proxy": document}


def leave(member: int = 1, status: InsuranceStatus = InsuranceStatus.TRANSFERRED) -> CloseAccount:
    settled = TODAY if status is InsuranceStatus.TRANSFERRED else None
    paid = None if settled else Month(2020, 2)
    return complete(
        CloseAccount(
            member_id=member,
            kind=OperationCode.LEAVING_CLOSURE,
            insurance=InsuranceProof(status, paid, settled),
        )
    )


def accepted(station: Workstation, session: Session) -> str:
    """A leaving closure that waits, because insurance is still paid."""
    seal(station)
    return done(station, session, leave(status=InsuranceStatus.PAYING)).receipt.case_no


def failed_rent(station: Workstation, session: Session) -> str:
    case_no = done(station, session, house.rent()).receipt.case_no
    house.settle_with_bank(station, {case_no: "账户已销户"})
    return case_no


@dataclass(frozen=True)
class Deed:
    """What is done before (`given`, which may return a case number), and the request that is taken back."""

    name: str
    request: Callable[[Any], Any]
    given: Callable[[Workstation, Session], Any] = lambda station, session: None
    pays: bool = False

    def __str__(self) -> str:
        return self.name


DEEDS = [
    Deed("rent", lambda _: house.rent(), pays=True),
    Deed("part of other housing", lambda _: house.other(amount_fen=100_00), pays=True),
    Deed("rent by a new proxy", lambda _: house.rent(**by_new_proxy()), pays=True),
    Deed(
        "rent from a sealed account, as an exception",
        lambda _: house.rent(ground=ExceptionGround("hardship", "单位停产，急需付房租", ("附件 1",))),
        lambda station, session: seal(station),
        pays=True,
    ),
    Deed("signed in person", lambda _: signing()),
    Deed("signed by a new proxy", lambda _: signing(**by_new_proxy())),
    Deed(
        "terminated",
        lambda _: complete(TerminateAgreement(member_id=1)),
        lambda station, session: done(station, session, signing()),
    ),
    Deed(
        "revoked",
        lambda _: complete(RevokeProxy(member_id=1, document_id=1)),
        lambda station, session: done(station, session, signing(**by_new_proxy())),
    ),
    Deed("card linked", lambda _: house.link()),
    Deed(
        "retired",
        lambda _: house.retire(),
        lambda station, session: (done(station, session, signing()), seal(station)),
        pays=True,
    ),
    Deed("left at once", lambda _: leave(), lambda station, session: seal(station), pays=True),
    Deed(
        "settled",
        lambda case_no: complete(
            SettleClosure(
                member_id=1,
                case_no=case_no,
                insurance=InsuranceProof(InsuranceStatus.TRANSFERRED, Month(2020, 2), TODAY),
            )
        ),
        accepted,
        pays=True,
    ),
    Deed("taken back", lambda case_no: complete(CancelClosure(member_id=1, case_no=case_no)), accepted),
    Deed(
        "insurance recorded",
        lambda _: complete(
            RecordInsurance(
                member_id=1,
                presence=Presence.ABSENT,
                insurance=InsuranceProof(InsuranceStatus.STOPPED, Month(2020, 1)),
            )
        ),
    ),
    Deed(
        "redirected",
        lambda case_no: house.redirect(case_no),
        lambda station, session: (failed_rent(station, session), done(station, session, house.link()))[0],
        pays=True,
    ),
]
PAYING = [one for one in DEEDS if one.pays]


def deed_done(station: Workstation, session: Session, deed: Deed) -> tuple[str, Any, Facts]:
    """The number of the case that is to be taken back, and state and facts from before it."""
    given = deed.given(station, session)
    before, known = dump(station), facts(station)
    return done(station, session, deed.request(given)).receipt.case_no, before, known


def due(station: Workstation, case_no: str) -> date:
    return house.order_of(station, case_no).not_before


def as_before(station: Workstation, case_no: str, before: Any, known: Facts) -> None:
    assert dump(station) == before
    assert facts(station) == known
    assert status(station, case_no) is CaseStatus.REVERSED
    clean(station)


def status(station: Workstation, case_no: str) -> CaseStatus:
    with station._database.reading() as reader:
        return reader.session.get_one(Case, case_no).status


@pytest.mark.parametrize("deed", DEEDS, ids=str)
class TestEverythingComesBack:
    def test_voided_on_its_own_day(self, station, teller, deed):
        case_no, before, known = deed_done(station, teller, deed)
        receipt = done(station, teller, reverse(case_no)).receipt
        assert kind_of(receipt) is ReversalKind.VOID
        as_before(station, case_no, before, known)

    def test_corrected_on_a_later_day(self, station, teller, deed):
        case_no, before, known = deed_done(station, teller, deed)
        session = tomorrow(station)
        receipt = done(station, session, reverse(case_no)).receipt
        assert kind_of(receipt) is ReversalKind.CORRECTION
        as_before(station, case_no, before, known)

    def test_and_it_can_be_done_anew(self, station, teller, deed):
        given = deed.given(station, teller)
        first = done(station, teller, deed.request(given)).receipt
        done(station, teller, reverse(first.case_no))
        again = done(station, teller, deed.request(given)).receipt
        assert (again.amount_fen, again.kind) == (first.amount_fen, first.kind)
        clean(station)


@pytest.mark.parametrize("deed", PAYING, ids=str)
class TestWhereTheMoneyIs:
    def bank_day(self, station: Workstation, case_no: str) -> Session:
        """The first day on which the order may go."""
        day = due(station, case_no)
        if day > TODAY:
            return tomorrow(station, to=day)
        return branch.sign_in(station)

    def test_with_a_failed_payout(self, station, teller, deed):
        case_no, before, known = deed_done(station, teller, deed)
        session = self.bank_day(station, case_no)
        house.settle_with_bank(station, {case_no: "账户已销户"})
        receipt = done(station, session, reverse(case_no)).receipt
        assert kind_of(receipt) is ReversalKind.CORRECTION
        assert state_of(station, case_no) is PaymentState.VOIDED
        as_before(station, case_no, before, known)

    def test_with_money_that_was_paid_and_came_back(self, station, teller, deed):
        case_no, before, known = deed_done(station, teller, deed)
        session = self.bank_day(station, case_no)
        house.settle_with_bank(station)
        with pytest.raises(BadInput) as unfinished:
            perform(station, session, reverse(case_no))
        assert unfinished.value.field == "reversal_money"
        receipt = done(station, session, reverse(case_no, reference="退 2020-778")).receipt
        assert kind_of(receipt) is ReversalKind.CORRECTION
        order = house.order_of(station, case_no)
        assert (order.state, order.result_reason) == (PaymentState.PAID, "退 2020-778")
        # Money reached the card, so that it has been paid before.
        card = replace(known.card, paid_before=True)
        as_before(station, case_no, before, replace(known, card=card))

    def test_not_while_it_is_on_its_way(self, station, teller, deed):
        case_no, _, _ = deed_done(station, teller, deed)
        session = self.bank_day(station, case_no)
        house.export(station)
        outcome = perform(station, session, reverse(case_no))
        assert isinstance(outcome, Refused)
        assert [one.code for one in outcome.plan.decision.failed] == ["reversal_money"]
        assert state_of(station, case_no) is PaymentState.SENT
        clean(station)


def kind_of(receipt: Any) -> ReversalKind:
    line = next(one for one in receipt.lines if one.label_key == "receipt.label.reversal_kind")
    return ReversalKind(str(line.value.value).rpartition(".")[2])


def obstacles(station: Workstation, session: Session, request: Any) -> list[str]:
    return [one.code for one in station.cases.preview(session, request).plan.decision.failed]


class TestWhatCanNot:
    def test_not_the_last_one(self, station, teller):
        first = done(station, teller, house.rent()).receipt.case_no
        second = done(station, teller, signing()).receipt.case_no
        assert obstacles(station, teller, reverse(first)) == ["reversal_latest"]
        done(station, teller, reverse(second))
        assert obstacles(station, teller, reverse(first)) == []

    def test_the_last_one_of_each_member(self, station, teller):
        first = done(station, teller, house.rent(1)).receipt.case_no
        done(station, teller, house.rent(2))
        assert obstacles(station, teller, reverse(first)) == []

    def test_the_last_one_wherever_it_was_done(self, station, teller):
        first = done(station, teller, house.rent()).receipt.case_no
        other_branch(station)
        elsewhere = branch.sign_in(station, "1104")
        done(station, elsewhere, signing())
        assert obstacles(station, branch.sign_in(station), reverse(first)) == ["reversal_latest"]

    def test_by_the_time_of_posting_not_of_asking(self, station, teller, clock):
        asked_first = perform(station, teller, signing(**by_new_proxy()))
        clock.advance(branch.NOW - branch.NOW)
        posted_first = done(station, teller, house.rent()).receipt.case_no
        with raw(station) as uow:  # the clock of these tests stands still
            case = uow.session.get_one(Case, posted_first)
            case.decided_at = case.decided_at.replace(minute=0)
        approve(station, teller, asked_first)
        assert obstacles(station, teller, reverse(posted_first)) == ["reversal_latest"]
        assert obstacles(station, teller, reverse(asked_first.case_no)) == []

    def test_not_twice(self, station, teller):
        case_no = done(station, teller, house.rent()).receipt.case_no
        pending = perform(station, teller, reverse(case_no))
        rival = perform(station, teller, reverse(case_no))
        approve(station, teller, pending)
        assert obstacles(station, teller, reverse(case_no)) == ["reversal_target"]
        late = station.approvals.approve(
            teller,
            rival.case_no,
            seen_sha256=rival.sha256,
            checker_code=SUPERVISOR_2,
            checker_password=branch.PASSWORD,
        )
        assert not isinstance(late, Posted)
        clean(station)

    def test_a_reversal_stays(self, station, teller):
        case_no = done(station, teller, house.rent()).receipt.case_no
        reversal = done(station, teller, reverse(case_no)).receipt.case_no
        assert obstacles(station, teller, reverse(reversal)) == ["reversal_undoable"]

    @pytest.mark.parametrize("remedy", ["cancel_case"])
    def test_what_is_pending_is_cancelled_instead(self, station, teller, remedy):
        pending = perform(station, teller, house.rent(**by_new_proxy()))
        finding = station.cases.preview(teller, reverse(pending.case_no)).plan.decision.failed[0]
        assert (finding.code, finding.remedy.code) == ("reversal_target", remedy)

    def test_an_accepted_closure_is_taken_back_instead(self, station, teller):
        case_no = accepted(station, teller)
        finding = station.cases.preview(teller, reverse(case_no)).plan.decision.failed[0]
        assert (finding.code, finding.remedy.code) == (
            "reversal_target",
            "cancel_closure_instead",
        )

    def test_a_settled_closure_only_after_its_settlement(self, station, teller):
        closure = accepted(station, teller)
        settle = next(one for one in DEEDS if one.name == "settled").request(closure)
        settlement = done(station, teller, settle).receipt.case_no
        assert obstacles(station, teller, reverse(closure)) == ["reversal_latest"]
        done(station, teller, reverse(settlement))
        assert status(station, closure) is CaseStatus.CLOSED_UNSETTLED

    def test_nothing_of_another_member(self, station, teller):
        case_no = done(station, teller, house.rent(2)).receipt.case_no
        assert obstacles(station, teller, reverse(case_no, member=1)) == ["reversal_target"]

    @pytest.mark.parametrize("case_no", ["", "202002270003999999", "'; DROP TABLE case; --"])
    def test_nothing_that_is_not_there(self, station, teller, case_no):
        with pytest.raises(Refusal) as refused:
            station.cases.preview(teller, reverse(case_no))
        assert refused.value.code == "case_unknown"

    def test_nothing_of_another_branch(self, station, teller):
        case_no = done(station, teller, house.rent()).receipt.case_no
        other_branch(station)
        elsewhere = branch.sign_in(station, "1104")
        for attempt in (
            lambda: station.cases.preview(elsewhere, reverse(case_no)),
            lambda: station.cases.perform(elsewhere, reverse(case_no), key="k" * 20, seen_sha256=""),
        ):
            with pytest.raises(Refusal) as refused:
                attempt()
            assert refused.value.code == "case_unknown"

    @pytest.mark.parametrize("changes", [{"reason": "no_such_reason"}, {"words": " "}, {"reason": ""}])
    def test_without_a_reason(self, station, teller, changes):
        case_no = done(station, teller, house.rent()).receipt.case_no
        with pytest.raises(BadInput) as unfinished:
            perform(station, teller, reverse(case_no, **changes))
        assert unfinished.value.field == "reversal_reason"

    @pytest.mark.parametrize("field", ["words", "reference"])
    def test_with_more_words_than_fit(self, station, teller, field):
        case_no = done(station, teller, house.rent()).receipt.case_no
        with pytest.raises(BadInput) as refused:
            perform(station, teller, reverse(case_no, **{field: "长" * 501}))
        assert refused.value.code == "text_too_long"

    def test_a_card_that_was_linked_elsewhere_meanwhile(self, station, teller):
        """The old card belongs to somebody else by now: it can't be linked to two members."""
        case_no = done(station, teller, house.link()).receipt.case_no
        with raw(station) as uow:
            old = uow.session.get_one(Card, 1)
            done_elsewhere = uow.session.get_one(Card, 2)
            done_elsewhere.card_no = old.card_no
        with pytest.raises(Conflict) as conflict:
            done(station, teller, reverse(case_no))
        assert conflict.value.code == "card_taken"
        clean(station)

    def test_an_account_that_went_another_way_meanwhile(self, station, teller):
        seal(station)
        case_no = done(station, teller, house.retire()).receipt.case_no
        with raw(station) as uow:
            account = uow.session.get_one(Account, branch.account_no(1))
            account.state = AccountState.MERGED
        with pytest.raises(Conflict) as conflict:
            done(station, teller, reverse(case_no))
        assert conflict.value.code == "case_ended"


class TestWhatStays:
    def test_that_a_rule_was_passed_over(self, station, teller):
        seal(station)
        request = house.rent(ground=ExceptionGround("hardship", "单位停产，急需付房租"))
        case_no = done(station, teller, request).receipt.case_no
        done(station, teller, reverse(case_no))
        kept = house.rows(station, "SELECT case_no, rule, maker, checker FROM exception_record")
        assert kept == [(case_no, "account_state", TELLER, SUPERVISOR_2)]

    def test_what_moved_and_what_was_told(self, station, teller):
        case_no = done(station, teller, house.rent()).receipt.case_no
        reversal = done(station, teller, reverse(case_no)).receipt.case_no
        moved = house.rows(
            station,
            "SELECT b.case_no, b.summary_code, sum(e.amount_fen) FROM journal_batch b JOIN ledger_entry e"
            " ON e.batch_id = b.id WHERE e.ledger = 'member' AND b.case_no IS NOT NULL GROUP BY b.id ORDER BY b.id",
        )
        assert moved == [(case_no, "rent_withdrawal", -7_800_00), (reversal, "reversal", 7_800_00)]
        told = house.rows(station, "SELECT case_no, kind FROM notice ORDER BY id")
        assert told == [(case_no, "payout_ordered"), (reversal, "reversed")]

    def test_a_document_that_was_entered_can_not_be_used_but_its_number_can(self, station, teller):
        case_no = done(station, teller, signing(**by_new_proxy())).receipt.case_no
        reversal = done(station, teller, reverse(case_no)).receipt.case_no
        assert house.rows(station, "SELECT revoked_case FROM proxy_document") == [(reversal,)]
        done(station, teller, signing(2, **by_new_proxy()))
        clean(station)


class TestWho:
    def test_always_a_second_person(self, station, teller):
        case_no = done(station, teller, house.link()).receipt.case_no
        pending = perform(station, teller, reverse(case_no))
        assert isinstance(pending, Pending)
        assert [one.reason.value for one in pending.plan.approvals] == ["reversal"]
        assert status(station, case_no) is CaseStatus.COMPLETED

    def test_never_the_one_who_made_what_is_undone(self, station):
        maker = house.supervisor(station, SUPERVISOR)
        case_no = done(station, maker, house.rent()).receipt.case_no
        pending = perform(station, branch.sign_in(station, TELLER), reverse(case_no))
        with pytest.raises(Refusal) as refused:
            approve(station, branch.sign_in(station, TELLER), pending, checker=SUPERVISOR)
        assert refused.value.code == "checker_made_it"
        approve(station, branch.sign_in(station, TELLER), pending, checker=SUPERVISOR_2)

    def test_a_waiting_void_is_no_void_any_more_tomorrow(self, station, teller):
        case_no = done(station, teller, house.rent()).receipt.case_no
        pending = perform(station, teller, reverse(case_no))
        session = tomorrow(station)
        outcome = station.approvals.approve(
            session,
            pending.case_no,
            seen_sha256=pending.sha256,
            checker_code=SUPERVISOR_2,
            checker_password=branch.PASSWORD,
        )
        assert not isinstance(outcome, Posted)
        assert status(station, case_no) is CaseStatus.COMPLETED
        receipt = done(station, session, reverse(case_no)).receipt
        assert kind_of(receipt) is ReversalKind.CORRECTION


class TestOnPaper:
    @pytest.mark.parametrize("language", Language)
    def test_the_receipt_says_what_was_undone_how_and_why(self, station, teller, language):
        original = done(station, teller, house.rent()).receipt
        receipt = done(station, teller, reverse(original.case_no, reason="wrong_member")).receipt
        t = Translator(language)
        text = "\n".join(render_text(receipt, t))
        assert receipt.kind is ReceiptKind.REVERSAL and receipt.amount_fen == original.amount_fen
        for words in (
            original.case_no,
            t("operation.rent_withdrawal.title"),
            t("vocabulary.reversal_kind.void"),
            t("reversal_reason.wrong_member"),
            "录入有误",
            t("receipt.label.amount_undone"),
        ):
            assert words in text

    @pytest.mark.parametrize("language", Language)
    def test_the_original_says_that_it_was_taken_back(self, station, teller, language):
        original = done(station, teller, house.rent()).receipt
        assert station.receipts.get(teller, original.receipt_no) == original
        session = tomorrow(station)
        reversal = done(station, session, reverse(original.case_no)).receipt
        t = Translator(language)
        copy = station.receipts.reprint(session, original.receipt_no)
        assert copy.reversed_by is not None
        assert (copy.reversed_by.case_no, copy.reversed_by.kind) == (reversal.case_no, "correction")
        text = "\n".join(render_text(copy, t))
        assert t("receipt.reversed", kind=ReversalKind.CORRECTION) in text
        assert t("receipt.reprint", n=1) in text
        assert reversal.case_no in text
        assert station.receipts.get(session, original.receipt_no).reversed_by == copy.reversed_by

    def test_a_pending_reversal_marks_nothing(self, station, teller):
        original = done(station, teller, house.rent()).receipt
        perform(station, teller, reverse(original.case_no))
        assert station.receipts.reprint(teller, original.receipt_no).reversed_by is None

    def test_money_that_came_back_is_named_with_its_reference(self, station, teller):
        original = done(station, teller, house.rent()).receipt
        house.settle_with_bank(station)
        request = reverse(original.case_no, reference="退 2020-778")
        receipt = done(station, teller, request).receipt
        assert "退 2020-778" in "\n".join(render_text(receipt, Translator(Language.ZH)))


def test_every_effect_but_a_reversal_can_be_undone() -> None:
    names = {one.__name__ for one in Effect.__subclasses__()}
    assert names - {one.__name__ for one in UNDO} == {UndoCase.__name__}


def other_branch(station: Workstation) -> None:
    """A second branch with a teller of its own, on the same day."""
    with raw(station) as uow:
        sql = uow.session
        sql.add(Branch(code="0004", name="南山管理部", name_en="Nanshan"))
        sql.flush()
        like = sql.get_one(Staff, TELLER_2)
        sql.add(
            Staff(
                code="1104",
                name="南山柜员",
                name_en="Nanshan Teller",
                role=like.role,
                branch_code="0004",
                id_no=branch.id_number(date(1981, 1, 1), 55),
                password_hash=like.password_hash,
                must_change=False,
            )
        )
        sql.add(
            BusinessDay(branch_code="0004", business_date=TODAY, opened_by=SUPERVISOR, opened_at=branch.NOW)
        )
