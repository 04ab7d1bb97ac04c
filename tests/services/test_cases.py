"""The one way through: what is posted, what is refused, what happens twice."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, func, select

from hfund_tui.db.tables import (
    Account,
    Agreement,
    AuditEvent,
    Case,
    ClaimedMonth,
    Draft,
    LedgerEntry,
    PaymentOrder,
    Staff,
)
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.request import (
    HomeDeclaration,
    TerminateAgreement,
)
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    CaseStatus,
    Channel,
    PaymentState,
    Verification,
)
from hfund_tui.services.drafts import Draft as DraftValue
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.outcomes import Posted, Refused, Stale
from tests.support import branch
from tests.support.branch import TELLER, raw, sign_in
from tests.support.case_work import clean, one, perform, posted, rent, signing, ticked


class TestMainJob:
    @pytest.mark.both
    def test_sign_then_withdraw_for_rent(self, station, teller):
        signed = posted(station, teller, signing()).receipt
        paid = posted(station, teller, rent()).receipt

        assert signed.kind == "agreement_signed"
        assert paid.amount_fen == 7_800_00
        assert [(str(s.first), str(s.last), s.months, s.ratio) for s in paid.quota.segments] == [
            ("2019-09", "2020-02", 6, "0.65")
        ]
        assert one(station, select(Account).where(Account.member_id == 1)).balance_fen == 42_200_00
        assert (
            one(station, select(Agreement).where(Agreement.member_id == 1)).state is AgreementState.IN_FORCE
        )
        order = one(station, select(PaymentOrder))
        assert (order.amount_fen, order.state, order.card_no[-4:]) == (7_800_00, PaymentState.QUEUED, "0001")
        assert one(station, select(func.count()).select_from(ClaimedMonth)) == 6
        clean(station)

    def test_receipt_carries_its_audit_anchor(self, station, teller):
        receipt = posted(station, teller, signing()).receipt
        event = one(station, select(AuditEvent).where(AuditEvent.case_no == receipt.case_no))
        assert (receipt.anchor.chain, receipt.anchor.sequence, receipt.anchor.hash) == (
            event.chain,
            event.sequence,
            event.hash,
        )
        assert station.receipts.get(teller, receipt.receipt_no) == receipt

    def test_reprints_are_counted_and_marked(self, station, teller):
        receipt = posted(station, teller, signing()).receipt
        assert [station.receipts.reprint(teller, receipt.receipt_no).copy for _ in range(2)] == [1, 2]
        clean(station)

    def test_less_than_the_quota_consumes_all_months(self, station, teller):
        posted(station, teller, rent(amount_fen=100_00))
        preview = station.cases.preview(teller, rent())
        assert preview.plan.maximum_fen == 0
        assert not preview.plan.decision.finding("claimable_months").passed

    def test_a_month_claimed_for_rent_is_gone_for_other_consumption(self, station, teller):
        posted(station, teller, rent())
        outcome = perform(station, teller, rent(kind=OperationCode.OTHER_HOUSING_WITHDRAWAL))
        assert isinstance(outcome, Refused)
        assert "claimable_months" in {f.code for f in outcome.plan.decision.failed}

    def test_a_newer_text_replaces_an_older_agreement(self, station, teller):
        with raw(station) as uow:
            uow.session.add(
                Agreement(
                    member_id=1,
                    kind=AgreementKind.SELF_SERVICE,
                    version="2015-01",
                    text_sha256="0" * 64,
                    channel=Channel.COUNTER,
                    signed_on=date(2016, 1, 1),
                )
            )
        assert OperationCode.SIGN_AGREEMENT in [
            s.operation for s in station.members.overview(teller, 1).services
        ]
        posted(station, teller, signing())
        with station._database.reading() as reader:
            rows = reader.session.exec(select(Agreement.version, Agreement.state)).all()
        assert set(rows) == {
            ("2015-01", AgreementState.TERMINATED),
            ("2020-02", AgreementState.IN_FORCE),
        }
        clean(station)

    def test_terminate_and_sign_again(self, station, teller):
        posted(station, teller, signing())
        posted(
            station,
            teller,
            TerminateAgreement(
                member_id=1,
                verification=Verification.ID_ORIGINAL,
                ticked=ticked(OperationCode.TERMINATE_AGREEMENT),
            ),
        )
        posted(station, teller, signing())
        assert one(station, select(func.count()).select_from(Agreement)) == 2
        clean(station)


class TestOnce:
    def test_the_same_key_gives_the_same_receipt(self, station, teller):
        key = station.cases.new_key()
        seen = station.cases.preview(teller, rent()).sha256
        first = station.cases.perform(teller, rent(), key=key, seen_sha256=seen)
        second = station.cases.perform(teller, rent(), key=key, seen_sha256=seen)
        assert isinstance(second, Posted) and second.replayed
        assert second.receipt == first.receipt
        assert one(station, select(func.count()).select_from(PaymentOrder)) == 1

    def test_the_same_key_for_something_else_is_an_error(self, station, teller):
        key = station.cases.new_key()
        posted(station, teller, rent(), key)
        with pytest.raises(Conflict) as caught:
            perform(station, teller, rent(amount_fen=1_00), key)
        assert caught.value.code == "key_reused"

    def test_another_operator_cannot_use_the_key(self, station, teller):
        key = station.cases.new_key()
        posted(station, teller, rent(), key)
        other = sign_in(station, branch.TELLER_2)
        with pytest.raises(Conflict):
            perform(station, other, rent(), key)

    def test_facts_that_changed_since_they_were_seen(self, station, teller):
        seen = station.cases.preview(teller, rent()).sha256
        with raw(station) as uow:
            uow.session.get_one(Account, branch.account_no(1)).last_withdrawal_month = Month(2020, 1)
        outcome = station.cases.perform(teller, rent(), key=station.cases.new_key(), seen_sha256=seen)
        assert isinstance(outcome, Stale)
        assert outcome.plan.amount_fen == 1_300_00
        assert one(station, select(func.count()).select_from(Case)) == 0

    def test_posting_removes_the_draft(self, station, teller):
        key = station.cases.new_key()
        station.drafts.save(
            teller, DraftValue(key, OperationCode.RENT_WITHDRAWAL, 1, {"amount": "1"}, "amount", "等身份证")
        )
        assert station.drafts.open(teller)[0].cue == "等身份证"
        posted(station, teller, rent(), key)
        assert one(station, select(func.count()).select_from(Draft)) == 0


class TestRefused:
    def test_a_refusal_is_a_case_with_its_reasons(self, station, teller):
        outcome = perform(station, teller, rent(home=HomeDeclaration(owns_home=True)))
        assert isinstance(outcome, Refused)
        case = one(station, select(Case))
        assert (case.status, case.refusal_codes) == (CaseStatus.REFUSED, "family_without_home")
        assert one(station, select(func.count()).select_from(LedgerEntry)) == 9  # the opening, nothing else
        clean(station)

    @pytest.mark.parametrize(
        ("request_", "field"),
        [
            (rent(home=None), "home_declared"),
            (rent(ticked=frozenset()), "papers_checked"),
            (signing(ticked=frozenset()), "papers_checked"),
            (rent(presence=Presence.PROXY), "proxy_named"),
        ],
    )
    def test_an_unfinished_form_is_not_submitted(self, station, teller, request_, field):
        with pytest.raises(BadInput) as caught:
            perform(station, teller, request_)
        assert caught.value.field == field
        assert one(station, select(func.count()).select_from(Case)) == 0

    def test_nobody_unidentified(self, station, teller):
        with pytest.raises(Refusal) as caught:
            perform(station, teller, rent(verification=Verification.NONE))
        assert caught.value.code == "not_verified"

    def test_staff_do_not_serve_themselves(self, station, teller):
        with raw(station) as uow:
            uow.session.get_one(Staff, TELLER).id_no = branch.MEMBER_IDS[1]
        outcome = perform(station, teller, rent())
        assert isinstance(outcome, Refused)
        assert outcome.case_no is None
        assert one(
            station, select(func.count()).select_from(AuditEvent).where(AuditEvent.outcome == "refused")
        )


class TestRights:
    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    @pytest.mark.parametrize("request_", [rent(), signing()])
    def test_only_the_counter_posts(self, station, code, request_):
        session = sign_in(station, code)
        with pytest.raises(Refusal) as caught:
            station.cases.perform(session, request_, key=station.cases.new_key(), seen_sha256="")
        # An agent may ask for a withdrawal, but only for a caller who was verified.
        by_telephone = code == branch.AGENT and request_.operation is OperationCode.RENT_WITHDRAWAL
        why = "caller_not_verified" if by_telephone else "not_permitted"
        assert caught.value.code == why
        last = select(AuditEvent.reason).order_by(col(AuditEvent.sequence).desc()).limit(1)
        assert one(station, last) == why

    def test_a_role_taken_away_counts_at_once(self, station, teller):
        with raw(station) as uow:
            uow.session.get_one(Staff, TELLER).active = False
        with pytest.raises(Refusal) as caught:
            perform(station, teller, rent())
        assert caught.value.code == "session_ended"
