"""The agreement: read, signed, ended; a proxy's document taken back."""

from __future__ import annotations

from hfund_tui.domain.operation import OperationCode
from hfund_tui.screens.agreement.reading import AgreementLines, ReadingPane
from hfund_tui.screens.agreement.screen import AgreementScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.finding_lines import DecisionPanel
from tests.support import branch
from tests.support.forms import FormDesk, forms, signed, signed_by_proxy


def agreement(at: FormDesk) -> AgreementScreen:
    form = at.form
    assert isinstance(form, AgreementScreen)
    return form


async def test_the_text_is_shown_with_version_and_hash_in_both_languages(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4")
        assert "自助办理服务协议" in at.screen_text and "2020-02" in at.screen_text
        text_hash = agreement(at)._text
        assert text_hash is not None and text_hash.sha256[:16] in at.screen_text
        await at.press("ctrl+l")
        await at.shows("Self-Service Agreement", text_hash.sha256[:16])


async def test_the_text_scrolls_from_wherever_the_focus_is(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "pagedown")
        assert at.one(ReadingPane).scroll_y > 0
        assert at.focus is at.form.papers
        await at.press("pageup")
        assert at.one(ReadingPane).scroll_y == 0
        assert at.one(AgreementLines).size.height > 24


async def test_what_signing_opens_is_said(station: Workstation) -> None:
    async with forms(station, size=(120, 40)) as at:
        await at.press("f4")
        for words in ("5 个渠道", "4 种提取", "5 种贷后变更", "粤省事小程序", "租房提取", "变更还款日"):
            assert words in at.screen_text


async def test_every_paper_is_ticked_by_itself(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "space", "space", "f9")
        assert at.form and "材料" in at.status
        await at.press("space", "f9")
        assert at.receipt.receipt is not None


async def test_ending_and_signing_again(station: Workstation) -> None:
    signed(station)
    async with forms(station) as at:
        await at.press("f4")
        assert agreement(at).operation is OperationCode.TERMINATE_AGREEMENT
        await at.press("space", "space", "f9")
        receipt = at.receipt.receipt
        assert receipt is not None and receipt.operation is OperationCode.TERMINATE_AGREEMENT
        assert at.app.serving is not None and not at.app.serving.agreement_in_force
        await at.press("f4", "f9")
        assert agreement(at).operation is OperationCode.SIGN_AGREEMENT
        await at.press("space", "f9")
        assert at.receipt.receipt is not None


async def test_ending_needs_an_agreement_in_force(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "t")
        assert agreement(at).operation is OperationCode.SIGN_AGREEMENT
        assert "没有生效的协议" in at.status


async def test_taking_back_a_document(station: Workstation) -> None:
    signed_by_proxy(station)
    async with forms(station) as at:
        await at.press("f4", "x")
        assert agreement(at).operation is OperationCode.REVOKE_PROXY
        assert "李**" in at.screen_text
        await at.press("space")
        await at.planned()
        assert "撤销李**的在册委托" in "".join(at.screen_text.split()), at.screen_text
        await at.press("f9")
        receipt = at.receipt.receipt
        assert receipt is not None and receipt.operation is OperationCode.REVOKE_PROXY
        await at.press("f5", "p")
        assert "已于 2020-02-27 撤销" in at.screen_text


async def test_a_late_plan_never_replaces_a_newer_one(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4")
        form = at.form
        form.submission.preview()
        at.send("space", "space", "space")
        await at.planned()
        shown = form.submission.shown
        assert shown is not None and shown.request == form.request()
        assert at.one(DecisionPanel).plan == shown.plan


async def test_signed_elsewhere_meanwhile(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "space", "space", "space")
        await at.planned()
        signed(station)
        await at.press("f9")
        assert "情况有变" in at.status
    overview = station.members.overview(branch.sign_in(station), 1)
    assert len(overview.agreements) == 1
