"""The one way through for a proxy: whose document counts, for what, and until when."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from hfund_tui.db.tables import (
    Account,
    PaymentOrder,
    ProxyDocument,
)
from hfund_tui.domain.operation import Matter, OperationCode, Presence
from hfund_tui.domain.request import (
    ProxyOnFile,
    RevokeProxy,
)
from hfund_tui.domain.vocabulary import (
    PaymentState,
    ProxyDocumentKind,
    ProxyRelation,
    Verification,
)
from hfund_tui.services.errors import BadInput
from hfund_tui.services.outcomes import Pending, Posted, Refused
from tests.support import branch
from tests.support.branch import CHILD_ID, SUPERVISOR
from tests.support.case_work import approve, by_proxy, clean, one, perform, posted, rent, signing, ticked


class TestProxy:
    @pytest.mark.both
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
