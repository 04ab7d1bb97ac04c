"""The member at a glance and the services: what stands there, what opens, how one goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from hfund_tui.app import HfundApp
from hfund_tui.db.tables import Account, Agreement, Card, Case, Employer, ProxyDocument, ProxyMatter
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.vocabulary import (
    AccountState,
    AgreementKind,
    AgreementState,
    Channel,
    Freeze,
    FreezeCause,
    ProxyDocumentKind,
    ProxyRelation,
    Verification,
)
from hfund_tui.screens.workbench.lookup_pane import LookupPane
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.errors import Trouble
from hfund_tui.services.members import MemberService
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.service_list import ServiceList
from tests.support import branch, house
from tests.support.builders import by_proxy, new_proxy, rent
from tests.support.closing import accepted, seal
from tests.support.desk import Desk, desk
from tests.support.resting import send

pytestmark = pytest.mark.asyncio

Opened = list[tuple[str, dict[str, Any]]]
SIZES = [(80, 24), (100, 30), (120, 40)]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Records which form is opened instead of opening it."""
    forms: Opened = []
    really = HfundApp.open

    def record(app: HfundApp, route: str, **kwargs: Any) -> None:
        if route == "workbench":
            really(app, route, **kwargs)
        else:
            forms.append((route, kwargs))

    monkeypatch.setattr(HfundApp, "open", record)
    return forms


async def serve(at: Desk, number: int = 1) -> None:
    await at.type(branch.account_no(number), "enter")
    assert at.app.serving is not None and at.app.serving.member_id == number


def waiting_case(station: Workstation) -> str:
    outcome = house.perform(station, branch.sign_in(station), by_proxy(rent(member_id=1), new_proxy()))
    assert isinstance(outcome, Pending)
    return outcome.case_no


def sign(station: Workstation, number: int = 1) -> None:
    with branch.raw(station) as uow:
        uow.session.add(
            Agreement(
                member_id=number,
                kind=AgreementKind.SELF_SERVICE,
                version="2020-02",
                text_sha256="a" * 64,
                state=AgreementState.IN_FORCE,
                channel=Channel.COUNTER,
                signed_on=branch.TODAY,
            )
        )


def trouble_for(station: Workstation, number: int = 1) -> None:
    """Sealed, partly frozen, initial password, no card, a proxy on file."""
    with branch.raw(station) as uow:
        sql = uow.session
        account = sql.get_one(Account, branch.account_no(number))
        account.state, account.sealed_on = AccountState.SEALED, date(2019, 12, 31)
        account.freeze, account.frozen_fen = Freeze.PARTIAL, 10_000_00
        account.freeze_cause, account.freeze_writ = FreezeCause.COURT, "(2020)粤0304执1号"
        account.freeze_until = date(2021, 1, 1)
        account.password_is_initial = True
        sql.delete(sql.get_one(Card, number))
        document = ProxyDocument(
            member_id=number,
            proxy_name="李代办",
            proxy_id_kind=IdKind.RESIDENT,
            proxy_id_no=branch.PROXY_ID,
            proxy_birth_date=date(1985, 5, 5),
            relation=ProxyRelation.FRIEND,
            document_kind=ProxyDocumentKind.NOTARISED_POA,
            notary="深圳公证处",
            certificate_no="(2020)深证字第1号",
            certificate_sha256="c" * 64,
            issued_on=date(2020, 1, 6),
            valid_from=date(2020, 1, 6),
            valid_to=date(2020, 12, 31),
            original_seen_by=branch.TELLER,
            registered_on=branch.TODAY,
        )
        sql.add(document)
        sql.flush()
        sql.add(ProxyMatter(document_id=document.id, matter=Matter.RENT_WITHDRAWAL))


@pytest.mark.parametrize("size", SIZES)
async def test_everything_essential_is_on_one_screen(station: Workstation, size: tuple[int, int]) -> None:
    async with desk(station, size=size) as at:
        await serve(at)
        await at.shows(
            "张*", "440***********0018", "2*******001", "深圳示例科技有限公司", "正常", "未冻结",
            "50,000.00", "2,000.00", "1,000.00", "2020-02", "2019-08", "6 个月", "2015-01",
            "未签", "建设银行", "0001", "期初余额",
            "1101", "签订协议", "可办", "2101", "租房提取", "7,800.00", "2102", "其他住房消费提取", "4,800.00",
        )  # fmt: skip
        for secret in (branch.MEMBER_IDS[1], branch.account_no(1), "张一", "6217000000000001", "13800000001"):
            assert secret not in at.screen_text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("封存", "2019-12-31 起", "部分冻结", "法院冻结", "2021-01-01", "初始密码未修改", "未关联", "李**")),
        ("en", ("sealed", "since 2019-12-31", "partly frozen", "court order", "2021-01-01", "none linked", "李**")),
    ],
)  # fmt: skip
async def test_what_is_not_in_order_stands_out_in_words(
    station: Workstation, size: tuple[int, int], language: str, words: tuple[str, ...]
) -> None:
    trouble_for(station)
    async with desk(station, size=size, language=language) as at:
        await serve(at)
        await at.shows(*words, "40,000.00", "10,000.00")


async def test_services_that_are_not_possible_say_why_and_the_way_out(station: Workstation) -> None:
    trouble_for(station)
    async with desk(station, size=(120, 40)) as at:
        await serve(at)
        lines = at.one(ServiceList).lines
        possible = [line.operation for line in lines if line.possible]
        assert possible == [OperationCode.LINK_CARD, OperationCode.SET_PASSWORD]
        await at.shows("不可办", "联名卡", "请职工关联本人名下 I", "请职工先修改公积金账户初始密码")


async def test_enter_on_a_service_that_is_not_possible_opens_nothing(
    station: Workstation, opened: Opened
) -> None:
    trouble_for(station)
    async with desk(station) as at:
        await serve(at)
        await at.press("home", "enter")
        assert opened == []
        await at.shows("> 联名卡 未关联")


@pytest.mark.parametrize(
    ("signed", "keys", "route", "operation"),
    [
        (False, ("enter",), "agreement", OperationCode.SIGN_AGREEMENT),
        (False, ("down", "enter"), "withdrawal", OperationCode.RENT_WITHDRAWAL),
        (False, ("down", "down", "enter"), "withdrawal", OperationCode.OTHER_HOUSING_WITHDRAWAL),
        (False, ("end", "up", "enter"), "card", OperationCode.LINK_CARD),
        (False, ("f4",), "agreement", OperationCode.SIGN_AGREEMENT),
        (True, ("f4",), "agreement", OperationCode.TERMINATE_AGREEMENT),
        (True, ("f5",), "withdrawal", OperationCode.RENT_WITHDRAWAL),
    ],
)
async def test_keys_open_the_forms(
    station: Workstation,
    opened: Opened,
    signed: bool,
    keys: tuple[str, ...],
    route: str,
    operation: OperationCode,
) -> None:
    if signed:
        sign(station)
    async with desk(station) as at:
        await serve(at)
        await at.press(*keys)
        assert opened == [(route, {"member_id": 1, "operation": operation})]


@pytest.mark.parametrize("key", ["f4", "f5"])
async def test_without_a_member_the_service_keys_say_what_is_missing(
    station: Workstation, opened: Opened, key: str
) -> None:
    async with desk(station) as at:
        await at.press(key)
        assert opened == []
        await at.shows("请先查找并打开职工")


@pytest.mark.parametrize("key", ["escape", "f2"])
async def test_the_next_member(station: Workstation, key: str) -> None:
    async with desk(station) as at:
        await serve(at, 1)
        await at.press(key)
        assert at.app.serving is None
        assert at.focus.id == "query" and at.one(LookupPane).text == ""
        await serve(at, 2)


async def test_escape_in_the_look_up_loses_one_thing_at_a_time(station: Workstation) -> None:
    async with desk(station) as at:
        await at.type("张", "enter")
        assert at.one(LookupPane).has_rows_focused
        await at.press("escape")
        assert at.focus.id == "query" and at.one(LookupPane).text == "张"
        await at.press("escape")
        assert at.one(LookupPane).text == ""
        await at.press("escape")
        await at.shows("Ctrl+Q 退出")


async def test_coming_back_shows_what_changed_and_keeps_the_verification(station: Workstation) -> None:
    from dataclasses import replace

    async with desk(station) as at:
        await serve(at)
        assert at.app.serving is not None
        at.app.serve(replace(at.app.serving, verification=Verification.ID_ORIGINAL))
        sign(station)
        await at.press("f1")
        await at.press("escape")
        await at.shows("1102", "终止协议", "已签")
        assert at.app.serving is not None and at.app.serving.agreement_in_force
        assert at.app.serving.verification is Verification.ID_ORIGINAL


async def test_the_highlight_stays_on_its_service(station: Workstation) -> None:
    async with desk(station) as at:
        await serve(at)
        await at.press("down")
        await at.press("f1")
        await at.press("escape")
        chosen = at.one(ServiceList).chosen
        assert chosen is not None and chosen.operation is OperationCode.RENT_WITHDRAWAL


async def test_trouble_while_opening_changes_nothing(
    station: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise Trouble("storage_locked")

    async with desk(station) as at:
        monkeypatch.setattr(MemberService, "overview", broken)
        await at.type(branch.account_no(1), "enter")
        assert at.app.serving is None
        assert at.one(LookupPane).text == branch.account_no(1)
        await at.shows("!")


@pytest.mark.hostile
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "text", ["[/]", "[@click=app.quit]点我[/]", "[ @click=app.quit]x", "[$error]", "\\[b]", "A-[90%]{n}"]
)
async def test_hostile_texts_stand_as_they_are(
    station: Workstation, size: tuple[int, int], text: str
) -> None:
    trouble_for(station)
    with branch.raw(station) as uow:
        uow.session.get_one(Employer, 1).name = text
    async with desk(station, size=size) as at:
        await at.type("张")
        await at.shows("找到 8 人", text[:5])
        await at.press("enter", "enter")
        await at.shows(text)


async def test_the_role_decides_what_is_offered(station: Workstation, opened: Opened) -> None:
    async with desk(station, staff=branch.AUDITOR) as at:
        await serve(at)
        assert at.one(ServiceList).lines == ()
        await at.press("f5")
        await at.shows("您的岗位不能办理此项")
        assert opened == []


async def test_a_function_chosen_by_name_that_belongs_elsewhere_says_where(station: Workstation) -> None:
    async with desk(station, staff=branch.SUPERVISOR) as at:
        for with_member in (False, True):
            if with_member:
                await at.press("escape", *branch.MEMBER_IDS[1], "enter")
            await at.press("ctrl+p", *"9101")
            assert "请按 F8 在待办业务中打开该笔再办" in at.screen_text


async def test_a_reason_in_the_command_line_stands_beside_its_function(station: Workstation) -> None:
    with branch.raw(station) as uow:
        for account in uow.session.exec(select(Account)).all():
            account.freeze = Freeze.FULL
            account.freeze_cause = FreezeCause.COURT
    async with desk(station, language="en") as at:
        await at.press(*branch.MEMBER_IDS[1], "enter", "ctrl+p", *"rent")
        lines = at.screen_text.splitlines()
        row = next(number for number, line in enumerate(lines) if "2101" in line)
        beside, begin = lines[row].index("Freeze"), lines[row].index("2101")
        assert not lines[row + 1][begin:beside].strip() and lines[row + 1][beside:].strip()


async def test_a_reason_without_room_is_told_by_a_part_that_is_whole(station: Workstation) -> None:
    accepted(station)
    async with desk(station) as at:
        await serve(at)
        (row,) = [line for line in at.screen_text.splitlines() if " 2105 " in line]
        assert "2020-04-22 起" in row and "结算条件 未到期" in row and "..." not in row


async def test_a_closed_account_says_since_when_it_is_closed(station: Workstation) -> None:
    seal(station)
    house.done(station, branch.sign_in(station), house.retire())
    async with desk(station, size=(120, 40)) as at:
        await serve(at)
        assert "已销户 2020-02-27 起" in at.screen_text
        assert "2020-01-31" not in at.screen_text, "the day on which it was sealed"


@pytest.mark.parametrize("staff", [branch.SUPERVISOR, branch.TELLER])
async def test_what_waits_for_whoever_signs_in_is_said_with_its_age(station: Workstation, staff: str) -> None:
    """The supervisor decides it; its maker only hears of it once it came back."""
    case_no = waiting_case(station)
    with branch.raw(station) as uow:
        uow.session.get_one(Case, case_no).business_date = date(2020, 2, 25)
    async with desk(station, staff=staff) as at:
        waits = "有 1 笔业务等您处理，F8 待办" in at.screen_text
        assert waits == (staff == branch.SUPERVISOR)
        assert ("最早的：2 天" in at.screen_text) == waits
        assert ("F8 待办 1" in at.screen_text) == waits
    supervisor = branch.sign_in(station, branch.SUPERVISOR)
    station.approvals.send_back(supervisor, case_no, code="wrong_entry", words="金额写错")
    async with desk(station, staff=staff) as at:
        assert ("有 1 笔业务等您处理，F8 待办" in at.screen_text) == (staff == branch.TELLER)


async def test_what_was_typed_for_a_form_that_does_not_open_lands_nowhere(station: Workstation) -> None:
    """Enter would open the first service, and Space tick its papers."""
    with branch.raw(station) as uow:
        uow.session.get_one(Account, branch.account_no(1)).freeze = Freeze.FULL
    async with desk(station) as at:
        await at.type(branch.account_no(1), "enter")
        send(at.pilot, "f5", "1", "enter", "space", "space", "space", "f9")
        await at.rest()
        assert isinstance(at.app.screen, WorkbenchScreen)
