"""The contribution certificate by keys, its reprint, and a paper that is checked by its code."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from hfund_tui.documents.issued import render_text
from hfund_tui.domain.certificate import CertificateRequest
from hfund_tui.domain.issued import grouped
from hfund_tui.domain.months import Month
from hfund_tui.screens.certificate.screen import PAPER_WIDTH, CertificateScreen
from hfund_tui.screens.issued.screen import IssuedScreen
from hfund_tui.screens.issued.verify import VerifyScreen
from hfund_tui.screens.receipts.screen import ReceiptsScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.paper_view import PaperView
from tests.hostile.payloads import PAYLOADS
from tests.support import branch
from tests.support.closing import at_counter

ASKED = CertificateRequest(1, Month(2019, 3), Month(2020, 2), with_balance=True, purpose="visa")


async def test_a_certificate_of_the_proposed_months(station: Workstation) -> None:
    """Open 5, purpose 1, F9: 7 keys, and p for the file."""
    async with at_counter(station) as at:
        await at.run("1202")
        form = at.on(CertificateScreen)
        assert form.draft is None
        await at.press("4")
        assert form.draft is not None and "2019-03 至 2020-02" in "".join(at.one(PaperView).lines)
        await at.press("f9")
        assert at.keys == 7
        paper = at.on(IssuedScreen).paper
        assert paper is not None and paper.stamp.number in at.status
        assert list(at.one(PaperView).lines) == render_text(paper, form.t, width=PAPER_WIDTH)
        await at.press("p")
        path = station.settings.receipts / f"{paper.stamp.number}.pdf"
        assert path.read_bytes().startswith(b"%PDF") and path.stat().st_mode & 0o077 == 0
        await at.press("f9", "enter")
        at.on(WorkbenchScreen)
    (one,) = station.documents.of_member(branch.sign_in(station), 1).rows
    assert one.number == paper.stamp.number


async def test_what_cannot_be_certified_is_said_at_its_field_and_stays(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.run("1202")
        form = at.on(CertificateScreen)
        form.first.focus()
        await at.type("202003")
        await at.press("4")
        assert form.field("first").is_wrong and form.first.value == "2020-03"
        assert "2015-01 至 2020-02" in form.field("first").problem
        await at.press("f9")
        assert at.on(CertificateScreen) is form and form.field("first").is_wrong
        form.first.value = "2020-01"
        form.last.value = "20"
        form.purpose.focus()
        await at.press("f9")
        assert form.field("last").is_wrong and at.on(CertificateScreen) is form
    assert station.documents.of_today(branch.sign_in(station)).rows == ()


async def test_another_purpose_is_said_in_words(station: Workstation) -> None:
    async with at_counter(station) as at:
        await at.run("1202")
        await at.press("5", "f9")
        form = at.on(CertificateScreen)
        assert form.focused is form.words_input
        await at.press(*"hi[/]", "enter", "f9")
        assert "hi[/]" in "".join(at.one(PaperView).lines)
        at.on(IssuedScreen)


async def test_why_there_is_none_is_said(station: Workstation) -> None:
    with branch.raw(station) as uow:
        uow.connection.exec_driver_sql("UPDATE account SET paid_through = NULL")
    async with at_counter(station) as at:
        await at.run("1202")
        assert "没有缴存记录" in at.status
        await at.press("4", "f9")
        at.on(CertificateScreen)


async def test_one_issued_before_is_printed_again_from_the_list(station: Workstation) -> None:
    issued = station.certificates.issue(branch.sign_in(station), ASKED)
    async with at_counter(station) as at:
        await at.run("9103")
        await at.press("d")
        listing = at.on(ReceiptsScreen)
        assert issued.stamp.number in at.screen_text
        await at.press("enter", "p")
        assert "先按 R" in at.status
        await at.press("R", "p")
        assert "补打 第 1 次" in "".join(at.one(PaperView).lines)
        assert (station.settings.receipts / f"{issued.stamp.number}-1.pdf").exists()
        await at.press("enter", "d")
        assert at.app.screen is listing and "没有回单" in at.screen_text


VERDICTS = [
    ("genuine", None, "真：", "Genuine"),
    ("unknown", "0000-0000-0000-0000", "未查到", "Unknown"),
    ("mistyped", "0000-0000-0000-0001", "输错了", "Mistyped"),
]


@pytest.mark.parametrize(("name", "code", "zh", "en"), VERDICTS, ids=[one[0] for one in VERDICTS])
async def test_a_paper_is_checked_where_nobody_is_served(station: Workstation, name, code, zh, en) -> None:
    issued = station.certificates.issue(branch.sign_in(station), ASKED)
    async with at_counter(station, member=None) as at:
        await at.run("1203")
        screen = at.on(VerifyScreen)
        await at.type(code or grouped(issued.stamp.code), "enter")
        assert zh in at.screen_text and "张一" not in at.screen_text
        assert ("50,000.00" in "".join(at.one(PaperView).lines)) is (code is None)
        await at.press("ctrl+l")
        assert en in at.screen_text
        screen.query_one(Input).value = "UC"
        await at.rest()
        assert en not in at.screen_text


@pytest.mark.parametrize("start", [0, 1])
async def test_hostile_texts_are_no_codes(station: Workstation, start: int) -> None:
    async with at_counter(station, member=None) as at:
        await at.run("1203")
        for payload in PAYLOADS[start :: max(1, len(PAYLOADS) // 8)]:
            at.on(VerifyScreen).query_one(Input).value = payload.text
            await at.press("enter")
            assert "真：" not in at.screen_text and "\x1b" not in at.screen_text
