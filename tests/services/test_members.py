"""Member 360 and revealing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from hfund_tui.db.tables import Account, AuditEvent, Card, FamilyMember
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import AccountState, AuditOutcome, Channel, FamilyRelation, Freeze
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.revealing import RevealField
from tests.support import branch
from tests.support.branch import MEMBER_IDS, raw, sign_in
from tests.support.case_work import approve, by_proxy, perform, posted, rent, signing
from tests.support.lending import lend
from tests.support.loans import LOAN_CHANGES

C = OperationCode


def account(uow) -> Account:
    return uow.session.get_one(Account, branch.account_no(1))


def seal(uow) -> None:
    account(uow).state = AccountState.SEALED
    account(uow).sealed_on = date(2020, 1, 15)


def freeze(uow) -> None:
    account(uow).freeze = Freeze.FULL


def freeze_part(uow) -> None:
    account(uow).freeze = Freeze.PARTIAL
    account(uow).frozen_fen = 45_000_00


def initial_password(uow) -> None:
    account(uow).password_is_initial = True


def no_card(uow) -> None:
    uow.session.delete(uow.session.get_one(Card, 1))


def home(uow) -> None:
    uow.session.add(FamilyMember(member_id=1, relation=FamilyRelation.SPOUSE, name="李一", owns_home=True))


@pytest.mark.parametrize(
    ("change", "service", "possible", "headline_fen", "advice"),
    [
        (None, C.RENT_WITHDRAWAL, True, 7_800_00, "agreement_in_force"),
        (None, C.OTHER_HOUSING_WITHDRAWAL, True, 4_800_00, "agreement_in_force"),
        (None, C.SIGN_AGREEMENT, True, None, None),
        (seal, C.RENT_WITHDRAWAL, True, None, "account_state"),
        (seal, C.SIGN_AGREEMENT, True, None, None),
        (freeze, C.RENT_WITHDRAWAL, False, None, "account_not_frozen"),
        (freeze_part, C.RENT_WITHDRAWAL, True, 5_000_00, "agreement_in_force"),
        (initial_password, C.RENT_WITHDRAWAL, False, None, "password_changed"),
        (initial_password, C.SIGN_AGREEMENT, False, None, "password_changed"),
        (no_card, C.RENT_WITHDRAWAL, False, None, "card_linked"),
        (home, C.RENT_WITHDRAWAL, False, None, "family_without_home"),
        (home, C.OTHER_HOUSING_WITHDRAWAL, True, 4_800_00, "agreement_in_force"),
    ],
)
def test_services(station, teller, change, service, possible, headline_fen, advice) -> None:
    if change:
        with raw(station) as uow:
            change(uow)
    line = station.members.overview(teller, 1).service(service)
    assert line.possible is possible
    if headline_fen is not None:
        assert line.headline is not None and line.headline.value == headline_fen
    assert (line.advice.code if line.advice else None) == advice


@pytest.mark.parametrize(("unpaid", "advice"), [(0, None), (1, "loan_not_overdue")])
def test_signing_is_not_recommended_beside_each_change_of_a_loan(station, teller, unpaid, advice) -> None:
    """It is at its own line, and to whoever withdraws. What stands in the way is."""
    with raw(station) as uow:
        lend(uow, unpaid=unpaid)
    overview = station.members.overview(teller, 1)
    beside = {one: overview.service(one).advice for one in LOAN_CHANGES}
    assert {one: found.code if found else None for one, found in beside.items()} == {
        one: None if one is C.CHANGE_REPAYMENT_ACCOUNT else advice for one in LOAN_CHANGES
    }
    withdrawing = overview.service(C.RENT_WITHDRAWAL).advice
    assert withdrawing is not None and withdrawing.code == "agreement_in_force"


def test_what_has_been_done_shows(station, teller) -> None:
    approve(station, teller, perform(station, teller, signing(**by_proxy())))
    posted(station, teller, rent())
    view = station.members.overview(teller, 1)
    assert view.agreement_in_force and view.agreements[0].by_proxy
    assert [(proxy.proxy_name, proxy.usable) for proxy in view.proxies] == [("李*", True)]
    assert view.account.balance_fen == 42_200_00
    assert view.events[0].amount_fen == -7_800_00
    assert view.account.claimable_months == 0
    codes = [line.operation for line in view.services]
    assert C.TERMINATE_AGREEMENT in codes and C.SIGN_AGREEMENT not in codes


def test_notaries_on_file_the_frequent_first(station, teller) -> None:
    assert station.members.notaries(teller) == ()
    for number, notary in ((1, "福田公证处"), (2, "深圳公证处"), (3, "深圳公证处")):
        proxy = by_proxy(
            notary=notary, certificate_no=str(number), id_no=branch.id_number(date(1980, 1, 1), number)
        )
        approve(station, teller, perform(station, teller, signing(number, **proxy)))
    assert station.members.notaries(teller) == ("深圳公证处", "福田公证处")


def test_open_cases_show(station, teller) -> None:
    pending = perform(station, teller, rent(**by_proxy()))
    view = station.members.overview(teller, 1)
    assert [case.case_no for case in view.open_cases] == [pending.case_no]
    assert (view.account.held_fen, view.account.available_fen) == (7_800_00, 42_200_00)


def test_nothing_in_the_overview_is_unmasked(station, teller) -> None:
    text = repr(station.members.overview(teller, 1))
    for secret in (MEMBER_IDS[1], "张一", "13800000001", "6217000000000001", branch.account_no(1)):
        assert secret not in text


@pytest.mark.parametrize("channel", [c for c in Channel if c is not Channel.COUNTER])
def test_other_channels_want_the_agreement(station, teller, channel) -> None:
    before = station.cases.preview(teller, rent(), channel=channel).plan
    finding = before.decision.finding("agreement_in_force")
    assert before.refused and finding.remedy is not None and finding.remedy.code == "sign_agreement"
    posted(station, teller, signing())
    assert not station.cases.preview(teller, rent(), channel=channel).plan.refused


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (RevealField.NAME, "张一"),
        (RevealField.ID_NO, MEMBER_IDS[1]),
        (RevealField.MOBILE, "13800000001"),
        (RevealField.ACCOUNT_NO, branch.account_no(1)),
        (RevealField.CARD_NO, "6217000000000001"),
    ],
)
def test_reveal_is_audited(station, teller, field, value) -> None:
    assert station.members.reveal(teller, 1, field, "核对证件") == value
    with station._database.reading() as reader:
        event = reader.session.exec(
            select(AuditEvent).where(AuditEvent.operation == "1003:reveal_field")
        ).one()
    assert (event.member_id, event.reason, str(event.outcome)) == (1, "核对证件", "read")
    assert value not in event.detail_json


def test_reveal_wants_a_reason_and_the_right(station, teller) -> None:
    with pytest.raises(BadInput):
        station.members.reveal(teller, 1, RevealField.NAME, " \u200b ")
    with pytest.raises(Refusal):
        station.members.reveal(sign_in(station, branch.AGENT), 1, RevealField.NAME, "x")


def test_beyond_the_days_number_a_supervisor_has_to_be_there(station, teller) -> None:
    def look(second=None, session=teller):
        return station.members.reveal(session, 1, RevealField.NAME, "核对证件", second)

    for _ in range(30):
        look()
    for second, code in (
        (None, "reveal_needs_second"),
        ((branch.TELLER_2, branch.PASSWORD), "second_role"),
        ((branch.SUPERVISOR, "wrong"), "sign_in_failed_left"),
    ):
        with pytest.raises(Refusal) as caught:
            look(second)
        assert caught.value.code == code
    assert look((branch.SUPERVISOR, branch.PASSWORD)) == "张一"
    with station._database.reading() as reader:
        last = reader.session.exec(
            select(AuditEvent)
            .where(AuditEvent.operation == "1003:reveal_field", AuditEvent.outcome == AuditOutcome.READ)
            .order_by(col(AuditEvent.sequence).desc())
            .limit(1)
        ).one()
    assert f'"second":"{branch.SUPERVISOR}"' in last.detail_json.replace(" ", "")
    assert look(session=sign_in(station, branch.TELLER_2)) == "张一", "each person has a number of looks"


def test_nobody_is_the_own_second_person(station) -> None:
    supervisor = sign_in(station, branch.SUPERVISOR)
    for _ in range(30):
        station.members.reveal(supervisor, 1, RevealField.NAME, "核对证件")
    with pytest.raises(Refusal) as caught:
        second = (branch.SUPERVISOR, branch.PASSWORD)
        station.members.reveal(supervisor, 1, RevealField.NAME, "核对证件", second)
    assert caught.value.code == "second_person"


def test_unknown_member(station, teller) -> None:
    with pytest.raises(Refusal) as caught:
        station.members.overview(teller, 999)
    assert caught.value.code == "member_unknown"
