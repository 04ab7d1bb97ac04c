"""Naming a proxy: on file by one key, or a new document field by field."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from hfund_tui.domain.operation import Matter, Presence
from hfund_tui.domain.request import NewProxy, ProxyOnFile
from hfund_tui.domain.vocabulary import ProxyDocumentKind, ProxyRelation
from hfund_tui.screens.proxy.screen import ProxyScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.finding_lines import FindingLines
from hfund_tui.widgets.key_bar import KeyBar
from hfund_tui.widgets.proxy_form import ProxyForm
from tests.support import branch
from tests.support.forms import PROXY_KEYS, FormDesk, forms, signed_by_proxy


def failing(at: FormDesk) -> set[str]:
    return {one.code for one in at.one(FindingLines).findings if not one.passed}


def field(at: FormDesk, name: str) -> Field:
    return next(one for one in at.app.screen.query(Field) if one.name == name)


async def test_defaults_need_no_keys(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "p", *branch.PROXY_ID, *"李代办", "enter", *PROXY_KEYS, "space", "enter")
        proxy = at.form.visit.proxy
        assert proxy == NewProxy(
            name="李代办",
            id_kind=at.form.visit.proxy.id_kind,  # type: ignore[union-attr]
            id_no=branch.PROXY_ID,
            relation=ProxyRelation.FRIEND,
            document_kind=ProxyDocumentKind.NOTARISED_POA,
            notary="深圳公证处",
            certificate_no="202000123",
            issued_on=date(2020, 1, 6),
            valid_from=date(2020, 1, 6),
            valid_to=None,
            matters=frozenset({Matter.SELF_SERVICE_AGREEMENT}),
        )
        assert at.form.visit.presence is Presence.PROXY
        assert len(at.form.papers.items) == 4


async def test_nothing_is_ticked_for_the_teller(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f5", "p")
        form = at.one(ProxyForm)
        assert form.matters.ticked == frozenset()
        assert form.matters.items[form.matters.cursor] is Matter.RENT_WITHDRAWAL


@pytest.mark.parametrize(
    ("typed", "words"),
    [("9903", "地区码"), ("44030519851305", "出生日期"), (branch.PROXY_ID[:17] + "9", "末位")],
)
async def test_a_wrong_number_says_which_rule_it_breaks_while_it_is_typed(
    station: Workstation, typed: str, words: str
) -> None:
    async with forms(station) as at:
        await at.press("f4", "p", *typed)
        assert field(at, "proxy_id_no").is_wrong and words in at.screen_text
        await at.press("enter")
        assert at.focus is at.one(ProxyForm).id_no


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        (branch.CHILD_ID, "proxy_adult"),
        (branch.STAFF_IDS[branch.TELLER_2], "proxy_not_staff"),
        (branch.MEMBER_IDS[1], "proxy_not_member"),
    ],
)
async def test_who_may_not_act_is_known_as_soon_as_the_number_is(
    station: Workstation, number: str, rule: str
) -> None:
    async with forms(station) as at:
        await at.press("f4", "p", *number)
        await at.until(lambda: rule in failing(at))


async def test_documents_out_of_date_or_without_the_matter_are_refused(station: Workstation) -> None:
    async with forms(station) as at:
        keys = ("5", *"深圳公证处", "enter", *"202000123", "enter", *"20180106")
        await at.press("f4", "p", *branch.PROXY_ID, *"李代办", "enter", *keys, "2")
        await at.until(lambda: failing(at) >= {"proxy_document_in_force", "proxy_scope"})


@pytest.mark.parametrize(
    ("typed", "wrong"), [("20200230", True), ("2020/1/6", False), ("2020", True), ("20200106", False)]
)
async def test_days_as_people_write_them(station: Workstation, typed: str, wrong: bool) -> None:
    async with forms(station) as at:
        keys = ("5", *"深圳公证处", "enter", *"202000123", "enter", *typed)
        await at.press("f4", "p", *branch.PROXY_ID, *"李代办", "enter", *keys, "enter")
        form = at.one(ProxyForm)
        assert field(at, "issued_on").is_wrong is wrong
        assert form.issued_on.day == (None if wrong else date(2020, 1, 6))
        assert at.focus is (form.issued_on if wrong else form.matters)


async def test_what_a_digit_picked_is_said_as_the_cursor_is_on_the_next_field(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "p", *branch.PROXY_ID, *"李代办", "enter", "5")
        assert "与委托人关系：朋友" in at.status
        assert at.focus is at.one(ProxyForm).notary


async def test_a_digit_is_no_notary(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "p", *branch.PROXY_ID, *"李代办", "enter", "5", "1", "enter")
        form = at.one(ProxyForm)
        assert at.focus is form.notary and form.notary.value == "1"
        assert field(at, "notary").is_wrong
        await at.press("f9")
        assert "公证机构不能读取" in at.status


async def test_letters_are_no_commands_where_one_types(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "p")
        possible = {entry.command: entry.possible for entry in at.one(KeyBar).entries}
        assert isinstance(at.focus, Input)
        assert not possible["new_proxy"] and possible["commit"]


async def test_escape_keeps_what_was_typed(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "p", *branch.PROXY_ID, *"李代办", "enter", "5", *"深圳", "escape")
        assert at.form.visit.presence is Presence.IN_PERSON
        await at.press("p")
        form = at.one(ProxyForm)
        assert (form.id_no.value, form.proxy_name.value, form.notary.value) == (
            branch.PROXY_ID,
            "李代办",
            "深圳",
        )
        assert form.relation.value is ProxyRelation.FRIEND


async def test_a_half_filled_form_comes_back_with_the_draft(station: Workstation) -> None:
    async with forms(station) as at:
        await at.press("f4", "p", *branch.PROXY_ID, *"李代办", "f2")
        await at.press(*branch.MEMBER_IDS[1], "enter", "f4", "f7", "p")
        form = at.one(ProxyForm)
        assert (form.id_no.value, form.proxy_name.value) == (branch.PROXY_ID, "李代办")


async def test_one_key_for_a_proxy_on_file(station: Workstation) -> None:
    signed_by_proxy(station)
    async with forms(station) as at:
        await at.press("f5", "p", "1")
        assert isinstance(at.form.visit.proxy, ProxyOnFile)
        await at.press("p", "b")
        assert at.form.visit.proxy is None


async def test_a_document_that_does_not_name_the_matter_says_so(station: Workstation) -> None:
    signed_by_proxy(station, matters=frozenset({Matter.SELF_SERVICE_AGREEMENT}))
    async with forms(station) as at:
        await at.press("f5", "p", "1")
        assert isinstance(at.app.screen, ProxyScreen)
        assert "不含" in at.status


async def test_another_proxy_shows_other_papers(station: Workstation) -> None:
    signed_by_proxy(station)
    async with forms(station) as at:
        await at.press("f5", "p", "1", "1", "space", "space", "space")
        assert len(at.form.papers.ticked) == 3
        await at.press("p", "b")
        assert at.form.papers.ticked == frozenset()
