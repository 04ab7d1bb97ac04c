"""The loan calculator, by keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from textual.widgets import Input

from hfund_tui.domain.vocabulary import HomeKind, PrepaymentEffect, RepaymentMethod
from hfund_tui.screens.loan.calculator import CalculatorScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.lines import Lines
from tests.support import branch
from tests.support.closing import at_counter

LOAN = (*"500000", "enter", *"240", "enter")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_principal_and_months_are_enough(
    station: Workstation, language: str, size: tuple[int, int]
) -> None:
    """Nobody is served; half a million over twenty years at 3.25 %."""
    async with at_counter(station, member=None, language=language, size=size) as at:
        await at.run("3203")
        await at.press(*LOAN)
        assert at.keys <= 18
        lines = at.app.screen.query_one("#calculation", Lines)
        text = "\n".join(line.plain for line in lines.lines(lines.size.width))
        for shown in ("2,835.98", "180,634", "2040-02-27", "2020-03-27"):
            assert shown in text
        assert all(line.cell_length <= lines.size.width for line in lines.lines(lines.size.width))
        await at.press("escape")
        at.on(WorkbenchScreen)


@pytest.mark.parametrize(
    ("months", "home", "rate"), [("60", "1", "2.75"), ("61", "1", "3.25"), ("240", "2", "3.575")]
)
async def test_an_empty_rate_is_that_of_today(
    station: Workstation, months: str, home: str, rate: str
) -> None:
    async with at_counter(station, member=None) as at:
        await at.run("dkjsq")
        await at.press("enter", *"500000", "enter", *months, "enter")
        form = at.on(CalculatorScreen)
        form.query_one("#home").focus()
        await at.press(home)
        assert f"{rate}%" in at.screen_text
        terms = form.terms()
        assert terms is not None and f"{float(terms.rate * 100):.4g}" == f"{float(rate):.4g}"


async def test_everything_may_be_chosen(station: Workstation) -> None:
    async with at_counter(station, member=None) as at:
        await at.run("3203")
        await at.press(*LOAN)
        form = at.on(CalculatorScreen)
        form.rate.value, form.first_due.value = "4.9", "20200131"
        form.query_one("#method").focus()
        await at.press("2")
        terms = form.terms()
        assert terms is not None
        assert (terms.method, terms.first_due, terms.due_day) == (
            RepaymentMethod.EQUAL_PRINCIPAL,
            date(2020, 1, 31),
            31,
        )
        assert float(terms.rate) == 0.049


@pytest.mark.parametrize(
    ("effect", "shown"),
    [(PrepaymentEffect.KEEP_INSTALMENT, "节省利息"), (PrepaymentEffect.KEEP_TERM, "240 个月")],
)
async def test_with_an_early_repayment(station: Workstation, effect: PrepaymentEffect, shown: str) -> None:
    async with at_counter(station, member=None, size=(120, 40)) as at:
        await at.run("3203")
        await at.press(*LOAN)
        form = at.on(CalculatorScreen)
        form.prepaid_after.focus()
        await at.press("2", "4", "enter", *"100000", "enter")
        form.query_one("#effect").focus()
        await at.press("1" if effect is PrepaymentEffect.KEEP_INSTALMENT else "2")
        assert [one.effect for one in form.prepayments()] == [effect]
        assert "提前还 100,000.00" in at.screen_text and shown in at.screen_text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("principal", "1.234", "两位小数"),
        ("months", "601", "1 至 600"),
        ("rate", "61", "0 至 60"),
        ("rate", "x", "0 至 60"),
        ("first-due", "20200230", "日期不对"),
        ("first-due", "99991231", "超出 9999 年"),
        ("prepaid", "600000", "只欠"),
        ("prepaid-after", "241", "共 240 期"),
    ],
)
async def test_what_can_not_be_stays_and_is_said_at_its_field(
    station: Workstation, field: str, typed: str, said: str
) -> None:
    async with at_counter(station, member=None, size=(120, 40)) as at:
        await at.run("3203")
        await at.press(*LOAN)
        form = at.on(CalculatorScreen)
        form.prepaid_after.value, form.prepaid.value = "24", "100"
        await at.rest()
        control = form.query_one(f"#{field}", Input)
        control.focus()
        control.value = typed
        await at.press("enter")
        assert said in at.screen_text and control.value == typed


@pytest.mark.parametrize("staff", [branch.TELLER, branch.SUPERVISOR])
async def test_open_to_all_who_answer_questions(station: Workstation, staff: str) -> None:
    async with at_counter(station, member=None, staff=staff) as at:
        await at.run("3203")
        assert at.on(CalculatorScreen)._choice("home").value is HomeKind.FIRST


@pytest.mark.parametrize("keys", [("enter",), (*"0", "enter"), ("enter", "enter")])
async def test_while_something_is_missing_nothing_is_shown(station: Workstation, keys: Sequence[str]) -> None:
    async with at_counter(station, member=None) as at:
        await at.run("3203")
        await at.press(*keys)
        assert at.on(CalculatorScreen).terms() is None
        assert not at.app.screen.query_one("#calculation", Lines).lines(76)
