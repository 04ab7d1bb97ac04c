"""Every scenario does what the handbook says, asked of the program itself."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from hfund_tui.db.tables import Account, Case, Hold, Member, PaymentOrder, ProxyAct, ProxyDocument, Receipt
from hfund_tui.domain.masks import mask_name
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import PayOut, Plan
from hfund_tui.domain.request import NewProxy, ProxyOnFile
from hfund_tui.domain.vocabulary import CaseStatus, PaymentState, Role
from hfund_tui.services.demo.scenarios import PAPERS_FOR, Check, papers, scenario, scenarios
from hfund_tui.services.demo.stories import accepted_closure, full_request
from hfund_tui.services.lookup import LookupService

CHECKS = [
    pytest.param(one.code, None, check, id=f"{one.code}-{number}-{check.operation}")
    for one in scenarios()
    for number, check in enumerate(one.checks, 1)
] + [
    pytest.param(PAPERS_FOR, one.proxy, check, id=f"paper-{one.code}-{number}-{check.operation}")
    for one in papers()
    for number, check in enumerate(one.checks, 1)
]


def member_of(demo, code: str) -> Member:
    account_no = scenario(code).portrait.account.account_no
    with demo.database.reading() as reader:
        return reader.session.exec(
            select(Member)
            .join(Account, col(Account.member_id) == col(Member.id))
            .where(Account.account_no == account_no)
        ).one()


def plan_of(demo, code: str, check: Check, new: NewProxy | None = None) -> Plan:
    member, one = member_of(demo, code), scenario(code)
    proxy: ProxyOnFile | NewProxy | None = new
    with demo.database.reading() as reader:
        closure = accepted_closure(reader, member.id)
    if check.by_proxy:
        with demo.database.reading() as reader:
            documents = select(ProxyDocument.id).where(ProxyDocument.member_id == member.id)
            proxy = ProxyOnFile(reader.session.exec(documents).one())
    request = full_request(
        check.operation,
        member.id,
        policy=demo.policies.on(demo.office.business_date),
        proxy=proxy,
        amount_fen=check.ask_fen,
        shown=check.shown,
        closure=closure,
        contract_no=one.contract_no,
        relation=one.co_repays.relation if one.co_repays else None,
    )
    return demo.cases.preview(demo.session(check.maker), request, channel=check.channel).plan


@pytest.mark.parametrize(("code", "new", "check"), CHECKS)
def test_the_program_answers_as_the_scenario_says(demo, code, new, check):
    plan = plan_of(demo, code, check, new)
    assert {one.code for one in plan.decision.failed} == check.failed
    assert {one.reason.value for one in plan.approvals} == check.approvals
    assert plan.refused is not check.allowed
    if check.amount_fen is not None:
        assert plan.amount_fen == check.amount_fen


def test_codes_and_people_are_named_once():
    codes = [one.code for one in scenarios()]
    assert len(set(codes)) == len(codes)
    assert len({one.portrait.identity.id_no for one in scenarios()}) == len(codes)
    assert len({one.portrait.account.account_no for one in scenarios()}) == len(codes)


def test_every_scenario_is_checked():
    assert [one.code for one in scenarios() if not one.checks] == []


@pytest.mark.parametrize("one", scenarios(), ids=lambda one: one.code)
def test_a_scenario_is_found_by_what_the_handbook_says(demo, one):
    lookup = LookupService(demo.store, demo.clock)
    identity, account = one.portrait.identity, one.portrait.account
    member = member_of(demo, one.code)
    for text in (
        identity.id_no,
        account.account_no,
        identity.name,
        member.pinyin,
        f"{identity.id_no[-4:]} {identity.name}",
    ):
        found = [row.member_id for row in lookup.search(demo.session(), text).rows]
        assert member.id in found, text
    assert len(lookup.search(demo.session(), identity.id_no).rows) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jzy", "rare_name"),
        ("jizheyan", "rare_name"),
        ("ayne", "minority_name"),
        ("阿依努尔", "minority_name"),
        ("yuchi", "compound_surname"),
        ("ycmh", "compound_surname"),
    ],
)
def test_names_are_found_as_the_handbook_types_them(demo, text, code):
    rows = LookupService(demo.store, demo.clock).search(demo.session(), text).rows
    assert member_of(demo, code).id in [row.member_id for row in rows]


def test_the_rare_surname_shows_even_behind_its_mask(demo):
    assert mask_name(member_of(demo, "rare_name").name) == "𠮷**"


def test_a_payout_waits_after_a_proxys_act_of_this_morning(demo):
    (check,) = scenario("proxy_acted").checks
    payout = plan_of(demo, "proxy_acted", check).effect(PayOut)
    assert payout.cooling_off
    assert payout.not_before == date(2020, 3, 1)


def test_the_stories_left_real_cases(demo):
    with demo.database.reading() as reader:
        cases = reader.session.exec(select(Case).order_by(Case.case_no)).all()
        receipts = reader.session.exec(select(Receipt)).all()
        orders = reader.session.exec(select(PaymentOrder)).all()
        acts = reader.session.exec(select(ProxyAct)).all()
        holds = reader.session.exec(select(Hold)).all()
    assert [(one.case_no[:12], one.operation, one.status) for one in cases] == [
        ("201911200003", OperationCode.LEAVING_CLOSURE, CaseStatus.CLOSED_UNSETTLED),
        ("201912100003", OperationCode.LEAVING_CLOSURE, CaseStatus.CLOSED_UNSETTLED),
        ("202001080003", OperationCode.LEAVING_CLOSURE, CaseStatus.CLOSED_UNSETTLED),
        ("202001100003", OperationCode.RENT_WITHDRAWAL, CaseStatus.COMPLETED),
        ("202001150003", OperationCode.LEAVING_CLOSURE, CaseStatus.CLOSED_UNSETTLED),
        ("202002120003", OperationCode.RENT_WITHDRAWAL, CaseStatus.COMPLETED),
        ("202002180003", OperationCode.RECORD_INSURANCE, CaseStatus.COMPLETED),
        ("202002190003", OperationCode.SIGN_CO_REPAYMENT, CaseStatus.COMPLETED),
        ("202002190003", OperationCode.SIGN_CO_REPAYMENT, CaseStatus.COMPLETED),
        ("202002270003", OperationCode.SIGN_AGREEMENT, CaseStatus.COMPLETED),
        ("202002270003", OperationCode.SIGN_AGREEMENT, CaseStatus.COMPLETED),
        ("202002270003", OperationCode.SIGN_AGREEMENT, CaseStatus.PENDING),
    ]
    assert len(receipts) == 11
    assert [(one.amount_fen, one.state) for one in orders] == [
        (468_000, PaymentState.QUEUED),
        (156_000, PaymentState.QUEUED),
    ]
    assert len(acts) == 2
    assert holds == []


def test_the_pending_case_waits_for_a_supervisor_and_can_be_approved_by_one(demo):
    with demo.database.reading() as reader:
        pending = reader.session.exec(select(Case).where(Case.status == CaseStatus.PENDING)).one()
    assert (pending.maker, pending.inbox) == ("1002", Role.SUPERVISOR)
    assert pending.member_id == member_of(demo, "proxy_pending").id
    again = demo.cases.pending(demo.session(), pending.case_no)
    assert again.sha256 == pending.plan_sha256
