"""The header: who is served, who serves, on which day, and what is not as usual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from hfund_tui.app import HfundApp
from hfund_tui.i18n import Language
from hfund_tui.widgets.context_header import ContextHeader
from hfund_tui.widgets.text import cells
from tests.support.face import sign_in
from tests.support.fake_workstation import FakeRung, FakeWorkstation, later
from tests.support.frame_parts import ZHANG, header
from tests.support.resting import rest

Face = Callable[..., HfundApp]


@pytest.mark.parametrize("language", list(Language))
async def test_one_row_at_80_columns_says_the_most_important(face: Face, language: Language) -> None:
    app = face(language=language.value)
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        app.serve(ZHANG)
        await rest(pilot)
        row = header(app)
        assert cells(row) == 80
        t = app.translator
        for part in (
            "张*",
            "440***********0014",
            "09:41",
            "1001",
            "2020-02-27",
            t("header.demo"),
            t("header.no_agreement"),
        ):
            assert part in row


@pytest.mark.parametrize("language", list(Language))
async def test_two_rows_from_120_columns_say_all(face: Face, language: Language) -> None:
    app = face(language=language.value)
    async with app.run_test(size=(120, 40)) as pilot:
        await sign_in(pilot)
        app.serve(
            replace(
                ZHANG, agreement_in_force=True, held_fen=1234500, pending=2, case_no="20200227000300000012"
            )
        )
        await rest(pilot)
        rows = header(app).split("\n")
        assert [cells(row) for row in rows] == [120, 120]
        t = app.translator
        session = app.session
        assert (session.branch_name if language is Language.ZH else session.branch_name_en) in rows[0]
        for part in (
            "2*******789",
            "12,345.00",
            "20200227000300000012",
            t("header.agreement"),
            t("header.minutes", n=0),
        ):
            assert part in rows[1]


async def test_the_time_starts_with_each_member(face: Face, workstation: FakeWorkstation) -> None:
    app = face()
    async with app.run_test(size=(120, 40)) as pilot:
        await sign_in(pilot)
        app.serve(ZHANG)
        later(workstation.clock, minutes=12)
        app.serve(replace(ZHANG, pending=1))
        assert app.header_view().minutes == 12
        app.serve(replace(ZHANG, member_id=2))
        assert app.header_view().minutes == 0


async def test_a_place_that_is_not_production_says_so(face: Face, workstation: FakeWorkstation) -> None:
    for changes, word in (({"demo": False}, None), ({"demo": False, "training": True}, "训练"), ({}, "演示")):
        app = face(**changes)
        async with app.run_test() as pilot:
            await rest(pilot)
            assert app.screen.query_one(ContextHeader).has_class("-not-production") is (word is not None)
            assert word is None or word in header(app)


async def test_a_key_that_is_not_in_the_keyring_is_shown(face: Face, workstation: FakeWorkstation) -> None:
    workstation.rung = FakeRung.CREDENTIAL_FILE
    app = face(demo=False)
    async with app.run_test() as pilot:
        await rest(pilot)
        assert app.translator("header.rung.credential_file") in header(app)


async def test_hostile_words_in_the_header_stay_words(face: Face) -> None:
    app = face()
    async with app.run_test(size=(120, 40)) as pilot:
        await sign_in(pilot)
        app.serve(replace(ZHANG, name="[@click=app.quit]张[/] \x1b[31m[/]\u202e", case_no="[/][red]"))
        await rest(pilot)
        assert "[@click=app.quit]张[/]" in header(app)
        assert "\x1b" not in header(app)
        await pilot.click(ContextHeader, offset=(4, 1))
        assert app.is_running
