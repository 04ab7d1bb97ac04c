"""Attempts to act for somebody, or with somebody else's document."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import func, select

from hfund_tui.db.tables import (
    FamilyMember,
    ProxyDocument,
)
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import Presence
from hfund_tui.domain.request import ProxyOnFile
from hfund_tui.domain.vocabulary import (
    FamilyRelation,
    Role,
    Verification,
)
from hfund_tui.services.errors import BadInput
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.staff import NewStaff
from tests.support import branch
from tests.support.branch import MEMBER_IDS, PROXY_ID, SUPERVISOR, raw
from tests.support.case_work import (
    approve,
    by_proxy,
    clean,
    failed,
    married,
    one,
    perform,
    refusal_of,
    rent,
    signing,
)


class TestOneDocumentForOneMember:
    @pytest.mark.parametrize(
        "typed",
        [
            "（2020）深证字第1号",
            "(2020)深证字第 1 号",
            "〔2020〕深证字第1号",
            "[２０２０]深证字第１号",
            "2020深证字第1号",
            " (2020) 深证字第1号\u200b",
        ],
    )
    def test_however_its_number_is_typed(self, station, teller, typed):
        first = by_proxy(certificate_no="(2020)深证字第1号", notary="深圳公证处")
        approve(station, teller, perform(station, teller, signing(**first)))
        second = by_proxy(certificate_no=typed, notary="深圳 公证处")
        assert "proxy_certificate_unused" in failed(perform(station, teller, signing(2, **second)))

    def test_two_notaries_number_alike(self, station, teller):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        other = perform(station, teller, signing(2, **by_proxy(notary="广州公证处")))
        assert isinstance(approve(station, teller, other), Posted)

    def test_waiting_twice_is_approved_once(self, station, teller):
        both = [perform(station, teller, signing(number, **by_proxy())) for number in (1, 2)]
        assert isinstance(approve(station, teller, both[0]), Posted)
        assert approve(station, teller, both[1]).code == "facts_changed"
        assert one(station, select(func.count()).select_from(ProxyDocument)) == 1

    def test_a_marriage_certificate_names_no_notary(self, station, teller):
        assert isinstance(approve(station, teller, perform(station, teller, rent(**married()))), Posted)
        assert one(station, select(ProxyDocument.notary)) == ""
        clean(station)

    @pytest.mark.parametrize("notary", ["", "福田民政局"])
    def test_a_marriage_certificate_is_numbered_in_the_whole_country(self, station, teller, notary):
        approve(station, teller, perform(station, teller, rent(**married())))
        outcome = perform(station, teller, rent(2, **married(notary=notary)))
        assert "proxy_certificate_unused" in failed(outcome)

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "\u200b\u202e \u3164"},
            {"certificate_no": "—"},
            {"certificate_no": "\u200b()"},
            {"notary": "。"},
            {"matters": frozenset()},
        ],
    )
    def test_nothing_is_not_an_entry(self, station, teller, change):
        with pytest.raises(BadInput) as caught:
            perform(station, teller, signing(**by_proxy(**change)))
        assert (caught.value.field, caught.value.code) == ("proxy_complete", "form_unfinished")


class TestWhoActs:
    def shapes(self, id_no: str) -> tuple[str, ...]:
        return (
            id_no,
            id_no.lower(),
            f" {id_no[:6]} {id_no[6:14]}-{id_no[14:]} ",
            "".join(chr(ord(c) + 0xFEE0) for c in id_no),
            f"\u200b{id_no.lower()}\ufeff",
        )

    @pytest.fixture
    def ending_in_x(self) -> str:
        numbers = (branch.id_number(date(1980, 1, 1), n) for n in range(500, 600))
        return next(number for number in numbers if number.endswith("X"))

    @pytest.mark.parametrize("shape", range(5))
    def test_staff_however_the_number_is_typed(self, station, teller, ending_in_x, shape):
        station.staff.add(
            NewStaff(
                "5001",
                "新人",
                "",
                Role.TELLER,
                "0003",
                self.shapes(ending_in_x)[-1 - shape],
                "a-long-password",
            )
        )
        outcome = perform(station, teller, signing(**by_proxy(id_no=self.shapes(ending_in_x)[shape])))
        assert "proxy_not_staff" in failed(outcome)

    @pytest.mark.parametrize("shape", range(5))
    def test_the_member_is_not_the_own_proxy(self, station, teller, shape):
        id_no = self.shapes(branch.MEMBER_IDS[1])[shape]
        outcome = perform(station, teller, rent(**by_proxy(id_no=id_no)))
        assert {"proxy_not_member"} <= failed(outcome)
        clean(station)

    @pytest.mark.parametrize("shape", range(5))
    def test_the_maker_is_not_the_proxy(self, station, teller, shape):
        id_no = self.shapes(branch.STAFF_IDS[teller.staff_code])[shape]
        outcome = perform(station, teller, rent(**by_proxy(id_no=id_no)))
        assert {"people_differ", "proxy_not_staff"} <= failed(outcome)
        assert outcome.case_no is None
        clean(station)

    @pytest.mark.parametrize("kind", [IdKind.PASSPORT, IdKind.RESIDENT, IdKind.RESIDENT_15])
    def test_the_old_number_is_nobody(self, station, teller, kind):
        old = branch.STAFF_IDS[SUPERVISOR]
        with pytest.raises(BadInput) as caught:
            perform(station, teller, signing(**by_proxy(id_kind=kind, id_no=old[:6] + old[8:17])))
        assert caught.value.field == "proxy_id_valid"

    @pytest.mark.parametrize("shape", range(5))
    def test_principals_are_counted_by_the_person(self, station, teller, shape):
        for number in (1, 2):
            change = by_proxy(certificate_no=f"{number}")
            approve(station, teller, perform(station, teller, signing(number, **change)))
        change = by_proxy(certificate_no="3", id_no=self.shapes(PROXY_ID)[shape])
        assert failed(perform(station, teller, signing(3, **change))) == {"proxy_principals"}

    def test_a_document_of_somebody_else_does_nothing(self, station, teller):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        document = one(station, select(ProxyDocument.id))
        request = rent(2, presence=Presence.PROXY, proxy=ProxyOnFile(document))
        assert refusal_of(lambda: perform(station, teller, request)) == "form_unfinished"

    @pytest.mark.parametrize(
        "change",
        [
            {"verification": Verification.NONE},
            {"verification": Verification.PROXY_ID_ORIGINAL},
            {"verification": Verification.HOTLINE_FULL},
            {"proxy": by_proxy()["proxy"]},
        ],
    )
    def test_a_member_who_was_not_identified(self, station, teller, change):
        assert refusal_of(lambda: perform(station, teller, rent(**change))) == "not_verified"


class TestSpouse:
    @pytest.mark.parametrize(("on_file", "known"), [(MEMBER_IDS[2], False), (PROXY_ID, True), (None, True)])
    def test_a_marriage_certificate_is_compared_with_the_spouse_on_file(
        self, station, teller, on_file, known
    ):
        with raw(station) as uow:
            uow.session.add(
                FamilyMember(member_id=1, relation=FamilyRelation.SPOUSE, name="某某", id_no=on_file)
            )
        case = rent(**married())
        preview = station.cases.preview(teller, case)
        assert preview.plan.decision.finding("proxy_is_spouse").passed is known
