"""The withdrawal form: amounts, kinds, gaps, refusals, facts that change, drafts."""

from __future__ import annotations

import pytest
from textual.events import Paste

from hfund_tui.db.tables import Account
from hfund_tui.domain.vocabulary import Freeze
from hfund_tui.screens.operation.paper import PaperModal
from hfund_tui.screens.operation.summary import CustomerSummary
from hfund_tui.screens.withdrawal.screen import Home, WithdrawalScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.stepper import Stepper
from tests.support import branch
from tests.support.forms import OTHER, RENT, FormDesk, forms, movements


def withdrawal(at: FormDesk) -> WithdrawalScreen:
    form = at.form
    assert isinstance(form, WithdrawalScreen)
    return form


def amount_field(at: FormDesk) -> Field:
    return withdrawal(at).field("amount")


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("", 7_800_00),
        ("1234.5", 1_234_50),
        ("1,234.50", 1_234_50),
        ("7800", 7_800_00),
    ],
)
async def test_amounts_that_can_be_read(station: Workstation, typed: str, fen: int) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "up", *typed, "enter")
        await at.planned()
        shown = at.form.submission.shown
        assert shown is not None and shown.plan.amount_fen == fen


async def test_an_amount_begun_on_the_papers_is_typed_into_its_field(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1")
        assert at.focus is at.form.papers
        await at.press(*"1234.56", "enter")
        await at.planned()
        assert (withdrawal(at).amount.fen, at.form.papers.ticked) == (1_234_56, frozenset())
        assert at.focus is at.form.papers, "Enter goes on to the papers"
        await at.press("2")
        assert (withdrawal(at).amount.value, at.form.papers.ticked) == ("1,234.56", frozenset())
        assert "空格勾选" in at.status


async def test_an_amount_pasted_on_the_papers_is_put_into_its_field(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1")
        at.app.post_message(Paste("1,234.56"))
        await at.rest()
        assert (withdrawal(at).amount.fen, at.focus) == (1_234_56, withdrawal(at).amount)


async def test_letters_on_the_papers_are_told_to_be_lost(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "x")
        assert "未录入" in at.status


async def test_what_is_left_of_the_quota_is_told_to_the_customer_before_f9(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", *"7800", "enter", "space", "space")
        await at.planned()
        assert at.app.screen.has_class("-checking") and "不能再提" not in at.screen_text
        at.form.focus_first_gap()
        withdrawal(at).amount.value = ""
        await at.press(*"7000", "enter")
        await at.planned()
        assert at.app.screen.has_class("-checking")
        told = "".join(at.screen_text.split())
        assert "其余800.00以后不能再提" in told, at.screen_text
        at.form.papers.focus()
        await at.press("s")
        assert isinstance(at.app.screen, PaperModal) and "其余 800.00" in at.screen_text


async def test_full_width_amounts_are_understood_and_shown_as_such(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "up")
        at.app.post_message(Paste("１，２３４．５０"))
        await at.press("enter")
        assert (withdrawal(at).amount.fen, withdrawal(at).amount.value) == (1_234_50, "1,234.50")


@pytest.mark.parametrize("typed", ["1e5", "12.345", "-5", "1,23", "abc", "②", "NaN"])
async def test_what_is_no_amount_is_said_at_the_field_and_stays(station: Workstation, typed: str) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "up", *typed, "enter", "f9")
        assert amount_field(at).is_wrong
        assert withdrawal(at).amount.value == typed
        assert at.focus is withdrawal(at).amount
        assert "提取金额不能读取" in at.status and at.status.endswith(tuple("0123456789位值")), at.status
    assert movements(station) == [50_000_00]


@pytest.mark.parametrize(("typed", "rule"), [("7800.01", "amount_within_quota"), ("0", "amount_positive")])
async def test_an_amount_the_rules_refuse_is_not_posted(station: Workstation, typed: str, rule: str) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "up", *typed, "enter", "space", "space", "f9")
        shown = at.form.submission.shown
        assert shown is not None and not shown.plan.decision.finding(rule).passed
        assert "不符" in at.status
    assert movements(station) == [50_000_00]


async def test_f9_goes_to_the_first_gap_and_says_which(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "down", "down", "f9")
        assert at.focus is withdrawal(at).home
        assert "家庭在深住房" in at.status
        await at.press("1", "f9")
        assert at.focus is at.form.papers
        assert "材料" in at.status


async def test_enter_never_pays(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space", *["enter"] * 10)
        assert withdrawal(at).submission.shown is not None
    assert movements(station) == [50_000_00]


async def test_the_last_step_shows_the_customer_what_will_be_done(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space")
        await at.planned()
        assert at.app.screen.has_class("-checking")
        assert at.one(Stepper).current == 3
        assert at.one(CustomerSummary).region.height > 0
        assert "2020-03-03" in at.screen_text
        await at.press("s")
        assert isinstance(at.app.screen, PaperModal)
        await at.press("escape")
        assert at.form


async def test_f5_changes_the_kind_and_keeps_the_rest(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "up", *"500", "enter", "space")
        key = at.form.drafting.key
        await at.press("f5")
        form = withdrawal(at)
        assert (form.operation, form.amount.fen, len(form.papers.ticked)) == (OTHER, 500_00, 1)
        assert not form.home.is_on_screen
        assert form.drafting.key != key
        await at.press("space", "f9")
        receipt = at.receipt.receipt
        assert receipt is not None and (receipt.operation, receipt.amount_fen) == (OTHER, 500_00)


async def test_a_home_is_refused_and_the_second_f9_records_it(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "2", "space", "space", "f9")
        assert "不符" in at.status
        await at.press("f9")
        assert isinstance(at.app.screen, PaperModal)
        assert "不予受理告知单" in at.screen_text
        await at.press("p")
        assert len(list(station.settings.receipts.glob("refusal-*.pdf"))) == 1
        await at.press("enter")
        await at.press("up", "up", "up", "1", "f9")  # declared wrongly: another case under another key
        assert at.receipt.receipt is not None
    assert movements(station) == [-7_800_00, 50_000_00]


async def test_money_taken_elsewhere_shows_the_new_plan_and_posts_only_that(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space")
        await at.planned()
        with branch.raw(station) as uow:
            account = uow.session.get_one(Account, branch.account_no(1))
            account.freeze, account.frozen_fen = Freeze.PARTIAL, 45_000_00
        await at.press("f9")
        shown = at.form.submission.shown
        assert shown is not None and shown.plan.amount_fen == 5_000_00
        assert "7,800.00 -> 5,000.00" in at.status
        assert movements(station) == [50_000_00]
        await at.press("f9")
        assert at.receipt.receipt is not None
    assert movements(station) == [-5_000_00, 50_000_00]


async def test_a_case_that_is_refused_by_now_says_so_instead_of_asking_for_another_look(
    station: Workstation,
) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space")
        await at.planned()
        with branch.raw(station) as uow:
            account = uow.session.get_one(Account, branch.account_no(1))
            account.freeze, account.frozen_fen = Freeze.FULL, 0
        await at.press("f9")
        assert "不能办理" in at.status and "账户冻结" in at.status
        assert "核对后再按" not in at.status
        await at.press("f9")
        assert isinstance(at.app.screen, PaperModal)
    assert movements(station) == [50_000_00]


async def test_escape_loses_nothing_and_f7_takes_it_back(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "up", *"1,000", "enter", "space")
        key = at.form.drafting.key
        await at.press("escape")
        assert at.app.screen is at.app.home and at.status == "已暂存，F7 可取回"
        await at.press("f5")
        assert withdrawal(at).drafting.key != key
        await at.press("f7")
        form = withdrawal(at)
        assert (form.drafting.key, form.home.value, form.amount.fen) == (key, Home.NONE, 1_000_00)
        await at.press("space", "f9")
        assert at.receipt.receipt is not None
        assert station.drafts.find(branch.sign_in(station), RENT, 1) is None
        await at.press("enter")
        assert "已暂存" not in at.status


async def test_nothing_is_said_of_a_form_in_which_nothing_was_typed(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "escape")
        assert at.app.screen is at.app.home and "已暂存" not in at.status


async def test_what_is_typed_is_saved_while_one_types(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "up", *"1,000")
        session = branch.sign_in(station)

        def saved() -> str:
            draft = station.drafts.find(session, RENT, 1)
            assert draft is None or draft.key == at.form.drafting.key
            return draft.payload["amount"] if draft is not None else ""

        await at.until(lambda: saved() == "1,000")


async def test_parking_with_a_cue(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "f7", *"waits for the form", "enter")
        assert at.app.screen is at.app.home
        draft = station.drafts.find(branch.sign_in(station), RENT, 1)
        assert draft is not None and (draft.cue, draft.parked) == ("waits for the form", True)
        await at.press("f5")
        assert "waits for the form" in at.status


async def test_a_lock_keeps_everything_typed(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "up", *"1,000", "f12", *branch.PASSWORD, "enter")
        assert (withdrawal(at).home.value, withdrawal(at).amount.value) == (Home.NONE, "1,000")
        assert at.focus is withdrawal(at).amount


async def test_the_language_changes_under_the_form(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "space", "ctrl+l")
        assert "Rent withdrawal" in at.screen_text and withdrawal(at).home.value is Home.NONE
