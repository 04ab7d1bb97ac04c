"""How the changes of a loan look, from the first look at it to what is handed over."""

from __future__ import annotations

from hfund_tui.screens.approval.screen import ApprovalScreen
from hfund_tui.screens.loan.account import RepaymentAccountScreen
from hfund_tui.screens.loan.chart import ChartModal
from hfund_tui.screens.loan.co_repayer import JoiningScreen
from hfund_tui.screens.loan.due_day import DueDayScreen
from hfund_tui.screens.loan.early_repayment import EarlyRepaymentScreen
from hfund_tui.screens.loan.method import RepaymentMethodScreen
from hfund_tui.screens.loan.offset import OffsetScreen
from hfund_tui.screens.loan.shorten import ShortenTermScreen
from hfund_tui.screens.operation.paper import PaperModal
from hfund_tui.screens.receipt.screen import ReceiptScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.money_field import MoneyInput
from tests.support import demo_station
from tests.support.looks import every_look
from tests.support.walking import walk

PAPERS = ("space", "space")


@every_look
async def test_early_repayment(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.HAS_LOAN)
        await at.press("f6")
        picture(at, "begun", EarlyRepaymentScreen)
        await at.type("100000", "enter")
        picture(at, "compared", EarlyRepaymentScreen)
        await at.press("c")
        picture(at, "chart", ChartModal)
        await at.press("enter", *PAPERS)
        picture(at, "ready", EarlyRepaymentScreen)
        await at.press("f9")
        picture(at, "receipt", ReceiptScreen)


@every_look
async def test_overdue(demo_workstation: Workstation, picture, language, size) -> None:
    """Nothing is repaid early, but the account may be changed: to the linked card, or another."""
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.LOAN_OVERDUE)
        await at.press("f6")
        picture(at, "refused", WorkbenchScreen)
        await at.run("3103")
        picture(at, "account", RepaymentAccountScreen)
        await at.press("1")
        picture(at, "linked-card", RepaymentAccountScreen)
        at.app.screen.query_one("#which").focus()
        await at.press("2", "1")
        await at.type("6227000000000000011", "enter")
        picture(at, "another-account", RepaymentAccountScreen)


@every_look
async def test_what_changes_at_once(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.LOAN_OF_TWO)
        await at.run("3102")
        await at.type("240", "enter")
        picture(at, "shorter", ShortenTermScreen)
        await at.press("f3")
        await at.run("3104")
        picture(at, "method", RepaymentMethodScreen)
        await at.press("f3")
        await at.run("3105")
        await at.type("5", "enter", *PAPERS)
        picture(at, "due-day", DueDayScreen)
        await at.press("f9")
        picture(at, "receipt", ReceiptScreen)


@every_look
async def test_a_co_repayer_joins(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.JOINING_MOTHER)
        await at.run("3106")
        picture(at, "begun", JoiningScreen)
        await at.type(demo_station.MOTHERS_CONTRACT, "enter", "1", *["space"] * 4)
        picture(at, "ready", JoiningScreen)
        await at.press("f9")
        picture(at, "receipt", ReceiptScreen)


@every_look
async def test_offset(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.OFFSET_BORROWER)
        await at.run("3108")
        picture(at, "begun", OffsetScreen)
        await at.type("100000", "enter")
        picture(at, "shortfall", OffsetScreen)
        await at.press(*PAPERS, "f9", "f9")
        picture(at, "refusal", PaperModal)
        await at.press("escape")
        at.app.screen.query_one("#amount", MoneyInput).value = ""
        at.app.screen.query_one("#amount", MoneyInput).focus()
        await at.type("60500", "enter")
        picture(at, "ready", OffsetScreen)
        await at.press("f9")
        picture(at, "approval", ApprovalScreen)
        await at.type(demo_station.SUPERVISOR, "enter")
        await at.type(demo_station.password(demo_station.SUPERVISOR), "f9")
        picture(at, "receipt", ReceiptScreen)
