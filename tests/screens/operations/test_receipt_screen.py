"""The receipt: as printed, saved, printed again, and on."""

from __future__ import annotations

from hfund_tui.documents.receipt import render_text
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.receipt.screen import PAPER_WIDTH, ReceiptScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.paper_view import PaperView
from tests.support import branch
from tests.support.forms import forms, signed

SIGN = ("f4", "space", "space", "space", "f9")


async def test_it_reads_as_it_is_printed_in_both_languages(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press(*SIGN)
        receipt = at.receipt.receipt
        assert receipt is not None
        for language, keys in ((Language.ZH, ()), (Language.EN, ("ctrl+l",))):
            await at.press(*keys)
            printed = render_text(receipt, Translator(language), width=PAPER_WIDTH)
            assert list(at.one(PaperView).lines) == printed


async def test_saving_says_where_and_only_the_owner_may_read_it(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press(*SIGN, "p")
        receipt = at.receipt.receipt
        assert receipt is not None
        path = station.settings.receipts / f"{receipt.receipt_no}.pdf"
        assert path.read_bytes().startswith(b"%PDF")
        assert path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0
        assert receipt.receipt_no in at.status


async def test_a_folder_that_cannot_be_written_is_said(station: Workstation) -> None:
    async with forms(station) as at:
        station.settings.receipts.parent.mkdir(exist_ok=True)
        station.settings.receipts.write_text("in the way")
        await at.press(*SIGN, "p")
        assert "不能写入" in at.status and at.receipt


async def test_a_reprint_is_marked_and_counted(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press(*SIGN, "R", "R")
        receipt = at.receipt.receipt
        assert receipt is not None and receipt.copy == 2
        assert "补打" in at.screen_text and "第 2 次" in at.screen_text


async def test_on_to_the_same_member_or_the_next(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press(*SIGN, "enter")
        assert at.app.screen is at.app.home
        assert at.app.serving is not None and at.app.serving.agreement_in_force
        await at.press("f2")
        assert at.app.serving is None and at.app.visit is None


async def test_one_by_its_number(station: Workstation) -> None:
    signed(station)
    number = station.receipts.of_today(branch.sign_in(station)).rows[0].receipt_no
    async with forms(station) as at:
        at.app.open("receipt", receipt_no=number)
        await at.rest()
        screen = at.app.screen
        assert isinstance(screen, ReceiptScreen) and screen.receipt is not None
        assert number in at.screen_text
