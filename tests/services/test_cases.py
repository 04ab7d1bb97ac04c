"""The one way through: what is posted, what is refused, what happens twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col, func, select

from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import (
    Account,
    Agreement,
    AuditEvent,
    Case,
    ClaimedMonth,
    Draft,
    LedgerEntry,
    PaymentOrder,
    ProxyDocument,
    Staff,
)
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter, OperationCode, Presence
from hfund_tui.domain.request import (
    HomeDeclaration,
    NewProxy,
    ProxyOnFile,
    RevokeProxy,
    SignAgreement,
    TerminateAgreement,
    Withdraw,
)
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    CaseStatus,
    Channel,
    PaymentState,
    ProxyDocumentKind,
    ProxyRelation,
    Verification,
)
from hfund_tui.services.drafts import Draft as DraftValue
from hfund_tui.services.errors import BadInput, Conflict, Refusal
from hfund_tui.services.outcomes import Pending, Posted, Refused, SentBack, Stale
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.branch import CHILD_ID, PROXY_ID, SUPERVISOR, SUPERVISOR_2, TELLER, raw, sign_in


def ticked(code: OperationCode, presence: Presence = Presence.IN_PERSON) -> frozenset:
    return frozenset(OPERATIONS[code].papers(presence))


def signing(member_id: int = 1, **changes) -> SignAgreement:
    presence = changes.get("presence", Presence.IN_PERSON)
    base = SignAgreement(
        member_id=member_id,
        version="2020-02",
        verification=Verification.ID_ORIGINAL
        if presence is Presence.IN_PERSON
        else Verification.PROXY_ID_ORIGINAL,
        ticked=ticked(OperationCode.SIGN_AGREEMENT, presence),
    )
    return replace(base, **changes)


def rent(member_id: int = 1, **changes) -> Withdraw:
    kind = changes.get("kind", OperationCode.RENT_WITHDRAWAL)
    presence = changes.get("presence", Presence.IN_PERSON)
    base = Withdraw(
        member_id=member_id,
        kind=kind,
        home=HomeDeclaration(owns_home=False),
        verification=Verification.ID_ORIGINAL
        if presence is Presence.IN_PERSON
        else Verification.PROXY_ID_ORIGINAL,
        ticked=ticked(kind, presence),
    )
    return replace(base, **changes)


def new_proxy(**changes) -> NewProxy:
    base = NewProxy(
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
    return replace(base, **changes)


def by_proxy(**changes) -> dict:
    return {"presence": Presence.PROXY, "proxy": new_proxy(**changes)}


def perform(station: Workstation, session, request, key: str | None = None):
    preview = station.cases.preview(session, request)
    return station.cases.perform(
        session, request, key=key or station.cases.new_key(), seen_sha256=preview.sha256
    )


def posted(station: Workstation, session, request, key: str | None = None) -> Posted:
    outcome = perform(station, session, request, key)
    assert isinstance(outcome, Posted), outcome
    return outcome


def clean(station: Workstation) -> None:
    """The whole database is as it must be."""
    with station._database.reading() as reader:
        assert verify_database(reader, station._database.keys) == []


def one(station: Workstation, statement):
    with station._database.reading() as reader:
        return reader.session.exec(statement).one()


class TestMainJob:
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


class TestProxy:
    def test_needs_a_second_person_and_holds_the_money(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        assert isinstance(pending, Pending)
        account = one(station, select(Account).where(Account.member_id == 1))
        assert (account.balance_fen, account.held_fen) == (50_000_00, 7_800_00)
        clean(station)

        outcome = station.approvals.approve(
            teller,
            pending.case_no,
            checker_code=SUPERVISOR,
            checker_password=branch.PASSWORD,
            seen_sha256=pending.sha256,
        )
        assert isinstance(outcome, Posted)
        assert outcome.receipt.held_until == date(2020, 3, 1)
        assert outcome.receipt.checker.code == SUPERVISOR
        assert outcome.receipt.proxy.name == "李*"
        order = one(station, select(PaymentOrder))
        assert (order.state, order.not_before) == (PaymentState.HELD, date(2020, 3, 1))
        account = one(station, select(Account).where(Account.member_id == 1))
        assert (account.balance_fen, account.held_fen) == (42_200_00, 0)
        clean(station)

    def test_document_on_file_serves_again(self, station, teller):
        pending = perform(station, teller, signing(**by_proxy()))
        approve(station, teller, pending)
        document = one(station, select(ProxyDocument))
        assert document.valid_to == date(2021, 1, 30)
        again = perform(station, teller, rent(presence=Presence.PROXY, proxy=ProxyOnFile(document.id or 0)))
        assert isinstance(approve(station, teller, again), Posted)
        clean(station)

    def test_payout_in_person_soon_after_a_proxys_act_waits(self, station, teller):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        receipt = posted(station, teller, rent()).receipt
        assert receipt.held_until == date(2020, 3, 1)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"id_no": branch.STAFF_IDS[SUPERVISOR]}, "proxy_not_staff"),
            ({"id_no": CHILD_ID}, "proxy_adult"),
            ({"valid_to": date(2020, 2, 26)}, "proxy_document_in_force"),
            ({"matters": frozenset({Matter.RENT_WITHDRAWAL})}, "proxy_scope"),
            ({"id_no": branch.MEMBER_IDS[1]}, "proxy_not_member"),
            (
                {
                    "document_kind": ProxyDocumentKind.MARRIAGE_CERTIFICATE,
                    "relation": ProxyRelation.FRIEND,
                },
                "proxy_document_kind",
            ),
        ],
    )
    def test_refuses(self, station, teller, changes, code):
        outcome = perform(station, teller, signing(**by_proxy(**changes)))
        assert isinstance(outcome, Refused)
        assert code in {f.code for f in outcome.plan.decision.failed}
        clean(station)

    def test_a_certificate_speaks_for_one_member(self, station, teller):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        outcome = perform(station, teller, signing(2, **by_proxy()))
        assert isinstance(outcome, Refused)
        assert "proxy_certificate_unused" in {f.code for f in outcome.plan.decision.failed}

    def test_not_for_a_third_member_a_day(self, station, teller):
        for number in (1, 2):
            approve(
                station,
                teller,
                perform(station, teller, signing(number, **by_proxy(certificate_no=f"C-{number}"))),
            )
        outcome = perform(station, teller, signing(3, **by_proxy(certificate_no="C-3")))
        assert isinstance(outcome, Refused)
        assert {f.code for f in outcome.plan.decision.failed} == {"proxy_principals"}

    def test_revoked_document(self, station, teller):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        document = one(station, select(ProxyDocument))
        posted(
            station,
            teller,
            RevokeProxy(
                member_id=1,
                document_id=document.id or 0,
                verification=Verification.ID_ORIGINAL,
                ticked=ticked(OperationCode.REVOKE_PROXY),
            ),
        )
        outcome = perform(station, teller, rent(presence=Presence.PROXY, proxy=ProxyOnFile(document.id or 0)))
        assert "proxy_document_not_revoked" in {f.code for f in outcome.plan.decision.failed}

    def test_the_document_of_another_member_is_no_proxy(self, station, teller):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        document = one(station, select(ProxyDocument))
        with pytest.raises(BadInput):
            perform(station, teller, rent(2, presence=Presence.PROXY, proxy=ProxyOnFile(document.id or 0)))


def approve(station, session, pending, code=SUPERVISOR, password=branch.PASSWORD):
    assert isinstance(pending, Pending), pending
    return station.approvals.approve(
        session,
        pending.case_no,
        checker_code=code,
        checker_password=password,
        seen_sha256=pending.sha256,
    )


class TestApproval:
    @pytest.mark.parametrize(
        ("code", "password", "reason"),
        [
            (TELLER, branch.PASSWORD, "checker_role"),
            (branch.TELLER_2, branch.PASSWORD, "checker_role"),
            (branch.AUDITOR, branch.PASSWORD, "checker_role"),
            (SUPERVISOR, "wrong", "sign_in_failed_left"),
            ("nobody", "wrong", "sign_in_failed"),
        ],
    )
    def test_wrong_person(self, station, teller, code, password, reason):
        pending = perform(station, teller, signing(**by_proxy()))
        with pytest.raises(Refusal) as caught:
            approve(station, teller, pending, code, password)
        assert caught.value.code == reason
        assert one(station, select(Case.status)) is CaseStatus.PENDING

    def test_supervisor_does_not_check_own_work(self, station):
        session = sign_in(station, SUPERVISOR)
        pending = perform(station, session, signing(**by_proxy()))
        with pytest.raises(Refusal) as caught:
            approve(station, session, pending, SUPERVISOR)
        assert caught.value.code == "checker_is_maker"
        assert isinstance(approve(station, session, pending, SUPERVISOR_2), Posted)

    @pytest.mark.parametrize(
        ("amount_fen", "expected"), [(50_000_00, Posted), (50_000_01, Pending), (60_000_00, Pending)]
    )
    def test_large_amount(self, station, teller, amount_fen, expected):
        with raw(station) as uow:
            uow.session.get_one(Account, branch.account_no(1)).last_withdrawal_month = Month(2015, 1)
            branch.deposit(uow, 1, 10_000_00)
        outcome = perform(station, teller, rent(amount_fen=amount_fen))
        assert isinstance(outcome, expected)
        clean(station)

    def test_facts_that_changed_while_it_waited(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        with raw(station) as uow:
            uow.session.get_one(Account, branch.account_no(1)).password_is_initial = True
        sent_back = approve(station, teller, pending)
        assert isinstance(sent_back, SentBack) and sent_back.difference is not None
        assert [one.code for one in sent_back.difference.findings] == ["password_changed"]
        assert one(station, select(Case.status)) is CaseStatus.RETURNED
        assert one(station, select(Account).where(Account.member_id == 1)).held_fen == 0
        clean(station)

    def test_approving_twice_posts_once(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        first = approve(station, teller, pending)
        second = approve(station, teller, pending)
        assert second.replayed and second.receipt == first.receipt
        clean(station)

    def test_cancelled_by_its_maker(self, station, teller):
        pending = perform(station, teller, rent(**by_proxy()))
        station.cases.cancel(teller, pending.case_no)
        account = one(station, select(Account).where(Account.member_id == 1))
        assert account.held_fen == 0
        with pytest.raises(Refusal):
            approve(station, teller, pending)
        clean(station)

    def test_an_open_withdrawal_keeps_its_months(self, station, teller):
        perform(station, teller, rent(**by_proxy()))
        outcome = perform(station, teller, rent())
        assert isinstance(outcome, Refused)
        assert "no_open_withdrawal" in {f.code for f in outcome.plan.decision.failed}


class TestRights:
    @pytest.mark.parametrize("code", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
    @pytest.mark.parametrize("request_", [rent(), signing()])
    def test_only_the_counter_posts(self, station, code, request_):
        session = sign_in(station, code)
        with pytest.raises(Refusal) as caught:
            station.cases.perform(session, request_, key=station.cases.new_key(), seen_sha256="")
        assert caught.value.code == "not_permitted"
        assert one(station, select(AuditEvent.reason).order_by(col(AuditEvent.sequence).desc()).limit(1)) == (
            "not_permitted"
        )

    def test_a_role_taken_away_counts_at_once(self, station, teller):
        with raw(station) as uow:
            uow.session.get_one(Staff, TELLER).active = False
        with pytest.raises(Refusal) as caught:
            perform(station, teller, rent())
        assert caught.value.code == "session_ended"
