"""Closing an account, and what becomes of an accepted closure, by keys alone."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ChecklistItem, OperationCode
from hfund_tui.domain.plan import AcceptClosure
from hfund_tui.domain.request import CloseAccount, RecordInsurance, SettleClosure
from hfund_tui.domain.vocabulary import AccountState, CaseStatus, InsuranceStatus
from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.closure.screen import ClosureScreen
from hfund_tui.screens.closure.settlement import SettlementScreen
from hfund_tui.screens.operation.paper import PaperModal
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.withdrawal.screen import WithdrawalScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.finding_lines import DecisionPanel
from tests.support import branch, house
from tests.support.closing import STOPPED, TRANSFERRED, accepted, at_counter, seal

LEAVING, RETIREMENT = OperationCode.LEAVING_CLOSURE, OperationCode.RETIREMENT_CLOSURE


def state(station: Workstation, member: int = 1) -> AccountState:
    return station.members.overview(branch.sign_in(station), member).account.state


async def test_leaving_with_settled_insurance_is_paid_at_once(station: Workstation) -> None:
    """Open 5, status 1, day 8, papers 3, F9: 18 keys of the teller."""
    seal(station)
    async with at_counter(station) as at:
        await at.run("2103")
        await at.press("2", *"20200220", *["space"] * 3, "f9")
        keys = at.keys
        at.on(ApprovalScreen)
        await at.press("pagedown", "pagedown", "pagedown")
        assert "转移/清算日 2020-02-20" in at.screen_text, "what the rule judged"
        await at.approve()
        receipt = at.on(ReceiptScreen).receipt
        assert receipt is not None and receipt.operation is LEAVING
        assert receipt.amount_fen == 50_000_00
        assert keys == 18
    assert state(station) is AccountState.CLOSED


async def test_leaving_before_it_is_due_is_accepted_and_says_from_when(station: Workstation) -> None:
    seal(station)
    async with at_counter(station) as at:
        await at.run("2103")
        await at.press("1", *"202001")
        panel = at.one(DecisionPanel)
        assert panel.plan is not None
        waits = panel.plan.effect(AcceptClosure)
        assert waits.due_from == date(2020, 4, 22)
        assert "2020-04-22" in at.screen_text
        await at.press(*["space"] * 3, "f9")
        await at.approve()
        at.on(ReceiptScreen)
        assert "已受理，待结算" in at.screen_text and "已受理，尚未付款" in at.status
        assert "已办结" not in at.screen_text
    assert state(station) is AccountState.CLOSED_UNSETTLED


async def test_only_what_the_status_needs_is_asked(station: Workstation) -> None:
    seal(station)
    async with at_counter(station) as at:
        await at.run("2103")
        form = at.on(ClosureScreen)
        shown = {}
        for digit, status in enumerate(form.insurance.status.options, 1):
            form.insurance.status.focus()
            await at.press(str(digit))
            shown[status] = [
                str(one.name) for one in form.insurance.query("Field") if one.display and one.name
            ]
        month, day = ["insurance_status", "last_paid"], ["insurance_status", "settled_on"]
        assert shown == {
            InsuranceStatus.STOPPED: month,
            InsuranceStatus.PAYING: month,
            InsuranceStatus.TRANSFERRED: day,
            InsuranceStatus.NEVER: ["insurance_status"],
        }


async def test_a_month_that_can_not_be_read_is_said_at_its_field(station: Workstation) -> None:
    seal(station)
    async with at_counter(station) as at:
        await at.run("2103")
        await at.press("1", *"202013", "enter", "f9")
        form = at.on(ClosureScreen)
        assert form.field("last_paid").is_wrong
        assert form.insurance.last_paid.value == "202013"
        assert at.focus is form.insurance.last_paid
    assert state(station) is AccountState.SEALED


async def test_of_age_no_certificate_is_asked(station: Workstation) -> None:
    """Open 5, papers 2, F9: 8 keys of the teller."""
    seal(station, birth_date=date(1959, 1, 1))
    async with at_counter(station) as at:
        await at.run("2104")
        form = at.on(ClosureScreen)
        assert not form.field("certificate_no").display
        await at.press("space", "space", "f9")
        keys = at.keys
        await at.approve()
        assert at.on(ReceiptScreen).receipt
        assert keys == 8


async def test_retired_early_shows_a_certificate_and_its_original_is_ticked(station: Workstation) -> None:
    seal(station)
    async with at_counter(station) as at:
        await at.run("2104")
        form = at.on(ClosureScreen)
        assert at.focus is form.certificate_no
        await at.type("A1", "enter")
        await at.press(*"20200131")
        assert ChecklistItem.RETIREMENT_CERTIFICATE in form.papers.items
        await at.press(*["space"] * 3)
        request = form.request()
        assert isinstance(request, CloseAccount) and request.certificate is not None
        assert (request.certificate.certificate_no, request.certificate.retired_on) == (
            "A1",
            date(2020, 1, 31),
        )
        await at.press("f9")
        await at.approve()
        assert at.on(ReceiptScreen).receipt
    assert state(station) is AccountState.CLOSED


async def test_without_a_certificate_the_refusal_is_recorded(station: Workstation) -> None:
    seal(station)
    async with at_counter(station) as at:
        await at.run("2104")
        await at.press("f9")
        assert "退休证编号" in at.status
        await at.press("enter", "space", "space", "f9", "f9")
        at.on(PaperModal)
    assert state(station) is AccountState.SEALED


async def test_enter_never_closes_an_account(station: Workstation) -> None:
    seal(station)
    async with at_counter(station) as at:
        await at.run("2103")
        await at.press("3", *["space"] * 3, *["enter"] * 6)
        at.on(ClosureScreen)
    assert state(station) is AccountState.SEALED


async def test_f5_goes_through_the_kinds_and_nothing_typed_is_lost(station: Workstation) -> None:
    seal(station)
    async with at_counter(station) as at:
        await at.run("2103")
        await at.press("1", *"201912", "f5")
        assert at.on(ClosureScreen).operation is RETIREMENT
        await at.press("f5")  # another form: what was begun is kept
        assert at.on(WithdrawalScreen).operation is OperationCode.RENT_WITHDRAWAL
        await at.press("escape")
        await at.run("2104")
        await at.press("f7")
        assert at.on(ClosureScreen).insurance.last_paid.month == Month(2019, 12)


async def test_escape_keeps_the_form_and_f7_takes_it_back(station: Workstation) -> None:
    seal(station)
    async with at_counter(station) as at:
        await at.run("2103")
        await at.press("2", *"20200220", "escape")
        await at.run("2103")
        await at.press("f7")
        form = at.on(ClosureScreen)
        assert form.insurance.proof == TRANSFERRED


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_language_changes_under_the_form(station: Workstation, size: tuple[int, int]) -> None:
    seal(station)
    async with at_counter(station, size=size) as at:
        await at.run("2103")
        await at.press("1", *"202001")
        await at.switch_language()
        assert "Closing on leaving Shenzhen" in at.screen_text and "Last paid" in at.screen_text
        assert at.on(ClosureScreen).insurance.proof == STOPPED


# ---- what becomes of it ------------------------------------------------------------------------------------


async def test_settled_with_a_new_proof(station: Workstation) -> None:
    """Open 5, status 1, day 8, paper 1, F9: 16 keys."""
    case_no = accepted(station)
    async with at_counter(station) as at:
        await at.run("2105")
        form = at.on(SettlementScreen)
        assert at.focus is form.insurance.status
        await at.press("2", *"20200220", "space")
        request = form.request()
        assert request == SettleClosure(case_no=case_no, insurance=TRANSFERRED, **form.who())
        await at.press("f9")
        assert at.on(ReceiptScreen).receipt
        assert at.keys == 16
    assert state(station) is AccountState.CLOSED


async def test_a_closure_that_is_not_due_says_from_when(station: Workstation) -> None:
    accepted(station)
    async with at_counter(station) as at:
        assert "2020-04-22 起" in at.screen_text, "what a teller tells the member"
        await at.run("2105")
        await at.press("enter", "space", "f9")
        at.on(SettlementScreen)
        assert "2020-04-22" in at.screen_text
    assert state(station) is AccountState.CLOSED_UNSETTLED


async def test_taken_back_the_account_is_sealed_again(station: Workstation) -> None:
    """Open 5, paper 1, F9: 7 keys."""
    accepted(station)
    async with at_counter(station) as at:
        await at.run("2106")
        await at.press("space", "f9")
        keys = at.keys
        assert at.on(ReceiptScreen).receipt
        assert keys == 7
    assert state(station) is AccountState.SEALED


async def test_insurance_is_recorded_with_nobody_at_the_counter(station: Workstation) -> None:
    accepted(station)
    async with at_counter(station) as at:
        await at.run("2108")
        form = at.on(SettlementScreen)
        assert "无人到场" in at.screen_text
        await at.press("2", *"20200220", "space")
        assert isinstance(form.request(), RecordInsurance)
        await at.press("f9")
        assert at.on(ReceiptScreen).receipt
        await at.press("enter")
        await at.run("2105")
        await at.press("space", "f9")  # what was recorded makes it due
        assert at.on(ReceiptScreen).receipt


async def test_f5_goes_through_the_three_forms(station: Workstation) -> None:
    accepted(station)
    async with at_counter(station) as at:
        await at.run("2105")
        seen = [at.on(SettlementScreen).operation]
        for _ in range(2):
            await at.press("f5")
            seen.append(at.on(SettlementScreen).operation)
        assert seen == [
            OperationCode.SETTLE_CLOSURE,
            OperationCode.CANCEL_CLOSURE,
            OperationCode.RECORD_INSURANCE,
        ]


def test_whoever_is_too_young_may_bring_a_certificate(station: Workstation) -> None:
    seal(station)
    line = station.members.overview(branch.sign_in(station), 1).service(RETIREMENT)
    assert line.possible and line.advice is not None and line.advice.code == "retired"
    other = station.members.overview(branch.sign_in(station), 2).service(RETIREMENT)
    assert not other.possible  # the account is not sealed


def test_an_accepted_closure_waits_in_the_overview(station: Workstation) -> None:
    case_no = accepted(station)
    overview = station.members.overview(branch.sign_in(station), 1)
    assert [(one.case_no, one.status) for one in overview.open_cases] == [
        (case_no, CaseStatus.CLOSED_UNSETTLED)
    ]
    house.clean(station)
