"""The main job: look-up, agreement, rent withdrawal, receipt; within its key budgets, in both languages."""

from __future__ import annotations

import pytest

from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.request import ProxyOnFile
from hfund_tui.domain.vocabulary import Verification
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.forms import PROXY_KEYS, forms, movements, signed_by_proxy

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_in_person_in_at_most_32_keys(
    station: Workstation, language: str, size: tuple[int, int]
) -> None:
    async with forms(station, language=language, size=size, typed=True) as at:
        await at.press("f4", "space", "space", "space", "f9")
        assert at.receipt.receipt is not None
        assert at.receipt.receipt.operation is OperationCode.SIGN_AGREEMENT
        await at.press("f5", "1", "space", "f9")
        receipt = at.receipt.receipt
        assert receipt is not None
        assert (receipt.operation, receipt.amount_fen) == (OperationCode.RENT_WITHDRAWAL, 7_800_00)
        assert at.keys <= 32
    assert movements(station) == [-7_800_00, 50_000_00]


async def test_through_a_new_proxy_in_at_most_85_keys(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "p", *branch.PROXY_ID, *"李代办", "enter", *PROXY_KEYS)
        await at.press("space", "space", "enter")  # the agreement and the rent withdrawal are named
        await at.press("space", "space", "space", "space", "f9")
        await at.approve()
        assert at.receipt.receipt is not None and at.receipt.receipt.proxy is not None
        await at.press("f5", "1", "space", "f9")
        await at.approve()
        receipt = at.receipt.receipt
        assert receipt is not None
        assert receipt.amount_fen == 7_800_00 and receipt.held_until is not None
        assert at.keys <= 85


async def test_through_a_proxy_on_file_in_at_most_45_keys(station: Workstation) -> None:
    signed_by_proxy(station)
    async with forms(station) as at:
        await at.press("f5", "p", "1", "1", "space", "space", "space", "space", "f9")
        await at.approve()
        receipt = at.receipt.receipt
        assert receipt is not None
        assert receipt.amount_fen == 7_800_00
        assert at.keys <= 45


async def test_everything_typed_in_one_burst_lands_where_it_was_meant(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press(*["f4", "space", "space", "space", "f9"])
        await at.press_at_once("f5", "1", "up", "up", *"1,234.50", "enter", "space", "f9")
        receipt = at.receipt.receipt
        assert receipt is not None and receipt.amount_fen == 1_234_50


async def test_papers_seen_once_count_for_the_visit(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "space", "space", "space", "f9", "f5")
        assert at.form.who()["verification"] is Verification.ID_ORIGINAL
        assert [one.value for one in at.form.papers.ticked] == ["id_original"]
        await at.press("f2", *branch.MEMBER_IDS[2], "enter", "f5")
        assert at.form.who()["verification"] is Verification.NONE
        assert at.form.papers.ticked == frozenset()


async def test_the_proxy_goes_on_to_the_next_operation(station: Workstation) -> None:
    signed_by_proxy(station)
    async with forms(station) as at:
        await at.press("f4", "p", "1", "space", "space", "space", "f5")
        who = at.form.who()
        assert at.form.operation is OperationCode.RENT_WITHDRAWAL
        assert who["presence"] is Presence.PROXY and isinstance(who["proxy"], ProxyOnFile)
        assert {one.value for one in who["ticked"]} == {
            "proxy_id_original",
            "power_of_attorney",
            "member_id_seen",
        }


async def test_held_f9_has_one_effect(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "1", "space", "space")
        await at.press_at_once(*["f9"] * 12, *["enter"] * 6)
        assert movements(station) == [-7_800_00, 50_000_00]
