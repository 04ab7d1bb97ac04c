"""How statement, certificate and calculator look, and the files by which the bank debits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hfund_tui.screens.loan.calculator import CalculatorScreen
from hfund_tui.screens.loan.paper import LoanPaperScreen
from hfund_tui.screens.payments.debits import DebitReturnsScreen, DebitsScreen
from hfund_tui.services.workstation import Workstation
from tests.support import branch, demo_station, house
from tests.support.closing import at_counter
from tests.support.lending import CONTRACT, lend
from tests.support.looks import every_look
from tests.support.walking import walk


@every_look
async def test_papers(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.LOAN_SHORT)
        await at.run("3201")
        picture(at, "statement", LoanPaperScreen)
        await at.press("end")
        picture(at, "statement-end", LoanPaperScreen)
        await at.find(demo_station.LOAN_SETTLED)
        await at.run("3202")
        picture(at, "certificate", LoanPaperScreen)


@every_look
async def test_calculator(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.run("3203")
        picture(at, "begun", CalculatorScreen)
        await at.type("500000", "enter")
        await at.type("240", "enter")
        picture(at, "calculated", CalculatorScreen)
        at.app.screen.query_one("#prepaid-after").focus()
        await at.type("24", "enter")
        await at.type("100000", "enter")
        picture(at, "repaid-early", CalculatorScreen)


@every_look
async def test_debits(still_station: Workstation, picture, language, size) -> None:
    with branch.raw(still_station) as uow:
        lend(uow)
        lend(uow, 2, "D2018030002", unpaid=1)
    house.next_day(still_station, to=date(2020, 3, 20))
    async with at_counter(
        still_station, member=None, staff=branch.SUPERVISOR, language=language, size=size
    ) as at:
        await at.run("9304")
        picture(at, "due", DebitsScreen)
        await at.press("f9")
        picture(at, "exported", DebitsScreen)
        exported = at.on(DebitsScreen).exported
        assert exported is not None
        text = house.answer(exported, {f"{CONTRACT}-20200320": "余额不足"})
        Path("扣款回盘.csv").write_text(text, encoding="utf-8")
        await at.press("i")
        await at.type("扣款回盘.csv", "enter")
        picture(at, "looked-through", DebitReturnsScreen)
        await at.press("f9")
        picture(at, "taken-in", DebitReturnsScreen)
