"""Exporting payouts, and taking in the bank's answers, on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfund_tui.screens.payments.returns import ReturnsScreen
from hfund_tui.screens.payments.screen import PaymentsScreen
from hfund_tui.services.payments import PaymentService
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.closing import at_counter

SUPERVISOR = branch.SUPERVISOR


def two_payouts(station: Workstation) -> tuple[str, str]:
    session = branch.sign_in(station)
    one = house.done(station, session, house.rent(1)).receipt.case_no
    return one, house.done(station, session, house.other(2)).receipt.case_no


def written(station: Workstation, text: str) -> Path:
    path = station.settings.home / "回盘.csv"
    path.write_text(text, encoding="utf-8")
    return path


async def test_what_is_due_is_exported_once(station: Workstation) -> None:
    """Open 5, F9: 6 keys."""
    two_payouts(station)
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9301")
        assert "12,600.00" in at.screen_text and "还没有付款文件，先按 F9 导出" in at.screen_text
        await at.press("enter", "enter")
        assert at.on(PaymentsScreen).exported is None  # Enter never exports
        at.keys = 5
        await at.press("f9")
        exported = at.on(PaymentsScreen).exported
        assert exported is not None and exported.lines == 2 and exported.path.exists()
        assert at.keys == 6
        await at.press("f9")
        assert "没有到期的付款" in at.status
        assert len(station.payments.files(house.supervisor(station))) == 1


async def test_a_file_that_was_lost_is_written_again(station: Workstation) -> None:
    two_payouts(station)
    exported = house.export(station)
    before = exported.path.read_bytes()
    exported.path.unlink()
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9301")
        await at.press("w")
        assert exported.file_no in at.status
    assert exported.path.read_bytes() == before


async def test_many_lines_want_a_second_supervisor(
    station: Workstation, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_payouts(station)
    monkeypatch.setattr(PaymentService, "_alone", lambda self, session: 1)
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9301")
        screen = at.on(PaymentsScreen)
        await at.press("f9")
        assert screen.exported is None and "主管" in at.screen_text
        await at.type(branch.SUPERVISOR_2, "enter")
        await at.type(branch.PASSWORD, "f9")
        assert screen.exported is not None


async def test_answers_are_looked_through_before_they_are_taken_in(station: Workstation) -> None:
    one, other = two_payouts(station)
    path = written(station, house.answer(house.export(station), {one: "账户[/]已销户"}))
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9302")
        await at.type(str(path), "enter")
        screen = at.on(ReturnsScreen)
        assert screen.checked is not None and screen.checked.report.paid == 1
        assert "4,800.00" in at.screen_text and "7,800.00" in at.screen_text
        await at.press("enter", "enter")
        assert house.state_of(station, other) == "sent"  # Enter only looks
        await at.press("f9")
        assert screen.taken is not None
        assert (house.state_of(station, one), house.state_of(station, other)) == ("failed", "paid")
        await at.press("f9")
        assert at.status.endswith("已导入")
    house.clean(station)


async def test_one_bad_line_and_nothing_is_taken_in(station: Workstation) -> None:
    one, other = two_payouts(station)
    text = house.answer(house.export(station)).replace(",paid,", ",payed,", 1)
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9302")
        await at.type(str(written(station, text)), "enter")
        assert "第 2 行" in at.screen_text and "1 行有误" in at.screen_text
        await at.press("f9")
        assert "更正" in at.status
        await at.switch_language()
        assert "line 2" in at.screen_text
    assert {house.state_of(station, case) for case in (one, other)} == {"sent"}


async def test_f9_without_a_look_only_looks(station: Workstation) -> None:
    one, _ = two_payouts(station)
    path = written(station, house.answer(house.export(station)))
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9302")
        await at.type(str(path), "f9")
        screen = at.on(ReturnsScreen)
        assert screen.checked is not None and screen.taken is None
        assert house.state_of(station, one) == "sent"
        await at.press("f9")
        assert screen.taken is not None


async def test_another_path_makes_the_look_worthless(station: Workstation) -> None:
    two_payouts(station)
    path = written(station, house.answer(house.export(station)))
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9302")
        await at.type(str(path), "enter")
        screen = at.on(ReturnsScreen)
        assert screen.checked is not None
        await at.press("x")
        assert screen.checked is None


@pytest.mark.parametrize("text", [None, "", "nothing of the kind", "R,P1\nT,1\n"])
async def test_what_is_no_return_file_is_said_at_the_path(station: Workstation, text: str | None) -> None:
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9302")
        path = written(station, text) if text is not None else Path("/nowhere/[bold]x")
        await at.type(str(path), "enter")
        field = at.on(ReturnsScreen).query_one("Field")
        assert field.is_wrong  # type: ignore[attr-defined]
        assert at.on(ReturnsScreen).path == str(path)
        for _ in range(2):
            await at.press("f9")
            assert field.is_wrong  # type: ignore[attr-defined]
            assert "已检查" not in at.screen_text


async def test_f9_reads_a_file_again_that_was_corrected(station: Workstation) -> None:
    one, _ = two_payouts(station)
    good = house.answer(house.export(station))
    path = written(station, good.replace(",paid,", ",payed,", 1))
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9302")
        await at.type(str(path), "enter", "f9")
        assert "更正" in at.status
        path.write_text(good, encoding="utf-8")
        await at.press("f9")
        assert "已检查" in at.status and house.state_of(station, one) == "sent"
        path.write_text("nothing of the kind", encoding="utf-8")
        await at.press("enter", "f9")
        assert at.on(ReturnsScreen).checked is None and house.state_of(station, one) == "sent"
        path.write_text(good, encoding="utf-8")
        await at.press("f9", "f9")
        assert house.state_of(station, one) == "paid"


async def test_many_bad_lines_come_in_pages(station: Workstation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReturnsScreen, "AT_ONCE", 1)
    two_payouts(station)
    text = house.answer(house.export(station)).replace(",paid,", ",payed,")
    async with at_counter(station, member=None, staff=SUPERVISOR) as at:
        await at.run("9302")
        await at.type(str(written(station, text)), "enter")
        assert "第 2 行" in at.screen_text and "第 3 行" not in at.screen_text
        await at.press("pagedown")
        assert "第 3 行" in at.screen_text and "第 2 行" not in at.screen_text
        await at.press("pagedown")
        assert "没有下一页" in at.status
        await at.press("pageup")
        assert "第 2 行" in at.screen_text
