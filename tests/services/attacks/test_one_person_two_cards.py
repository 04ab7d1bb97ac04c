"""An old home return permit ends with the number of its renewals: two cards, one person."""

from __future__ import annotations

import pytest
from sqlmodel import select

from hfund_tui.db.tables import Case, Member, ProxyAct, ProxyDocument
from hfund_tui.domain.identifiers import IdKind, holder_no
from hfund_tui.domain.operation import Presence
from hfund_tui.domain.request import ProxyOnFile
from hfund_tui.services.outcomes import Posted, Refused
from tests.support.branch import raw
from tests.support.case_work import approve, by_proxy, clean, one, perform, signing

CARDS = ("H12345678", "H1234567801", "h12345678-02", "Ｈ１２３４５６７８　０３")


def permit(number: int, id_no: str) -> dict:
    return by_proxy(id_kind=IdKind.HOME_RETURN_PERMIT, id_no=id_no, certificate_no=f"{number}")


@pytest.mark.parametrize(
    ("value", "holder"),
    [
        ("H12345678", "H12345678"),
        ("H1234567801", "H12345678"),
        ("M0000000099", "M00000000"),
        ("H123456780", "H123456780"),
        ("E1234567801", "E1234567801"),
        ("11010519491231002X", "11010519491231002X"),
        ("", ""),
    ],
)
def test_the_holder_of_a_number(value, holder):
    assert holder_no(value) == holder


@pytest.mark.parametrize("third", CARDS)
def test_principals_are_counted_by_the_person(station, teller, third):
    for number, card in ((1, CARDS[1]), (2, CARDS[2])):
        approve(station, teller, perform(station, teller, signing(number, **permit(number, card))))
    outcome = perform(station, teller, signing(3, **permit(3, third)))
    assert isinstance(outcome, Refused)
    assert {one.code for one in outcome.plan.decision.failed} == {"proxy_principals"}


def test_a_document_on_file_counts_with_the_new_ones(station, teller):
    pending = perform(station, teller, signing(1, **permit(1, CARDS[1])))
    assert isinstance(approve(station, teller, pending), Posted)
    document = one(station, select(ProxyDocument))
    assert document.proxy_id_no == "H1234567801"
    assert one(station, select(ProxyAct.proxy_id_no)) == "H12345678"
    with raw(station) as uow:
        uow.session.exec(select(ProxyAct)).one().member_id = 2
    request = signing(1, presence=Presence.PROXY, proxy=ProxyOnFile(document.id), version="old")
    finding = station.cases.preview(teller, request).plan.decision.finding("proxy_principals")
    assert finding.found.value == 2


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("own", ["H12345678", "H1234567807"])
def test_the_member_is_not_the_own_proxy(station, teller, own, card):
    with raw(station) as uow:
        member = uow.session.get_one(Member, 1)
        member.id_kind, member.id_no = IdKind.HOME_RETURN_PERMIT, own
    outcome = perform(station, teller, signing(1, **permit(1, card)))
    assert "proxy_not_member" in {one.code for one in outcome.plan.decision.failed}
    assert outcome.case_no is None
    with station._database.reading() as reader:
        assert reader.session.exec(select(Case)).all() == []
    clean(station)
