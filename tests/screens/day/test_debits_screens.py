"""Exporting debits, and taking in what the bank debited, on the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hfund_tui.screens.payments.debits import DebitReturnsScreen, DebitsScreen
from hfund_tui.services.debits import DebitService
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.closing import at_counter
from tests.support.lending import CONTRACT, lend

SUPERVISOR = branch.SUPERVISOR
INSTALMENT = f"{CONTRACT}-20200320"


@pytest.fixture
def due(station: Workstation) -> Workstation:
    """Two instalments fall due today."""
    with branch.raw(station) as uow:
        lend(uow)
        lend(uow, 2, "D2018030002")
    house.next_day(station, to=date(2020, 3, 20))
    return station


def written(station: Workstation, text: str) -> Path:
    path = station.settings.home / "扣款回盘.csv"
    path.write_text(text, encoding="utf-8")
    return path


async def test_what_is_due_is_debited_once(due: Workstation) -> None:
    """Open 5, F9: 6 keys."""
    async with at_counter(due, member=None, staff=SUPERVISOR) as at:
        await at.run("9304")
        screen = at.on(DebitsScreen)
        assert "9304" in at.screen_text and "导出扣款" in at.screen_text
        assert "应扣 2 笔" in at.screen_text and "5,671.96" in at.screen_text
        await at.press("enter", "enter")
        assert screen.exported is None  # Enter never exports
        at.keys = 5
        await at.press("f9")
        assert screen.exported is not None and screen.exported.lines == 2
        assert screen.exported.path.exists() and "待回盘 2" in at.screen_text
        assert at.keys == 6
        await at.press("f9")
        assert "没有到期的扣款" in at.status
        assert len(due.debits.files(house.supervisor(due))) == 1
        assert due.payments.files(house.supervisor(due)) == ()


async def test_a_file_that_was_lost_is_written_again(due: Workstation) -> None:
    exported = due.debits.export(house.supervisor(due))
    before = exported.path.read_bytes()
    exported.path.unlink()
    async with at_counter(due, member=None, staff=SUPERVISOR) as at:
        await at.run("9304")
        await at.press("w")
        assert exported.file_no in at.status
    assert exported.path.read_bytes() == before


async def test_many_lines_want_a_second_supervisor(due: Workstation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DebitService, "_alone", lambda self, session: 1)
    async with at_counter(due, member=None, staff=SUPERVISOR) as at:
        await at.run("9304")
        screen = at.on(DebitsScreen)
        await at.press("f9")
        assert screen.exported is None and "主管" in at.screen_text
        await at.type(branch.SUPERVISOR_2, "enter")
        await at.type(branch.PASSWORD, "f9")
        assert screen.exported is not None


async def test_answers_are_looked_through_before_they_are_taken_in(due: Workstation) -> None:
    exported = due.debits.export(house.supervisor(due))
    path = written(due, house.answer(exported, {INSTALMENT: "[b]余额不足"}))
    async with at_counter(due, member=None, staff=SUPERVISOR) as at:
        await at.run("9304")
        await at.press("i")
        screen = at.on(DebitReturnsScreen)
        await at.type(str(path), "enter")
        assert "9305" in at.screen_text and "已扣" in at.screen_text
        assert screen.checked is not None and screen.checked.report.paid == 1
        assert house.rows(due, "SELECT DISTINCT state FROM debit_order") == [("sent",)]
        await at.press("f9")
        assert "已导入" in at.status
    assert house.rows(due, "SELECT state FROM debit_order ORDER BY id") == [("failed",), ("paid",)]
    house.clean(due)


@pytest.mark.parametrize(("code", "said"), [("9302", "扣款文件"), ("9305", "付款文件")])
async def test_a_file_of_the_other_kind_is_refused_with_the_way(
    due: Workstation, code: str, said: str
) -> None:
    if code == "9302":
        exported = due.debits.export(house.supervisor(due))
    else:
        house.done(due, branch.sign_in(due), house.rent(3))
        exported = house.export(due)
    path = written(due, house.answer(exported))
    async with at_counter(due, member=None, staff=SUPERVISOR) as at:
        await at.run(code)
        await at.type(str(path), "enter")
        assert said in at.screen_text and {"9302": "9305", "9305": "9302"}[code] in at.screen_text
    assert house.rows(due, "SELECT count(*) FROM ledger_entry WHERE ledger = 'bank'") == [(0,)]


async def test_the_day_says_what_is_due_and_d_opens_it(due: Workstation) -> None:
    async with at_counter(due, member=None, staff=SUPERVISOR) as at:
        await at.run("9201")
        assert "待扣 2 笔  5,671.96" in at.screen_text and "到期扣款未导出" in at.screen_text
        await at.press("d")
        at.on(DebitsScreen)
        await at.press("f9")
        await at.press("escape")
        assert "待扣" not in at.screen_text and "到期扣款未导出" not in at.screen_text


async def test_tellers_are_told_that_it_is_not_theirs(due: Workstation) -> None:
    async with at_counter(due, member=None) as at:
        await at.run("9304")
        assert not isinstance(at.app.screen, DebitsScreen)
