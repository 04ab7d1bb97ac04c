"""Nobody in the demo is real, and every number passes the checks of a real one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlmodel import select

from hfund_tui.db.tables import Member
from hfund_tui.domain.identifiers import (
    IdKind,
    check_account_no,
    check_card,
    check_id,
    check_mobile,
    check_proxy_id,
    check_uscc,
)
from hfund_tui.domain.text import has_unsafe
from hfund_tui.services.demo.scenarios import papers
from hfund_tui.services.pinyin import UNREADABLE, pinyin_of

TODAY = date(2020, 2, 27)

# Ranges given to no operator; in Hong Kong and Macau no subscriber's number begins with 0.
UNASSIGNED = re.compile(r"1(?:60|61|63|64|68|69|79)[0-9]{8}|\+85[23]0[0-9]{7}")


@pytest.fixture(scope="module")
def members(demo):
    with demo.database.reading() as reader:
        return reader.session.exec(select(Member)).all()


def test_identity_numbers_are_valid_and_agree_with_the_person(members):
    for member in members:
        check = check_proxy_id(member.id_kind, member.id_no, on=TODAY)
        assert check.valid, (member.id_no, check.reason)
        assert check.birth_date in (None, member.birth_date)
        assert check.sex in (None, member.sex)


def test_identity_numbers_are_nobodys(demo):
    """The code of a prefecture as a whole, and an order number from 900 on."""
    numbers = [
        number
        for table, column in (
            ("member", "id_no"),
            ("staff", "id_no"),
            ("family_member", "id_no"),
            ("proxy_document", "proxy_id_no"),
        )
        for (number,) in demo.query(f"SELECT {column} FROM {table} WHERE {column} NOT NULL")
    ]
    numbers += [one.proxy.id_no for one in papers()]
    resident = [number for number in numbers if len(number) == 18]
    assert len(resident) > 2400
    for number in resident:
        assert check_id(number, on=TODAY).valid, number
        assert number[4:6] == "00", number
        assert int(number[14:17]) >= 900, number
    assert all(re.fullmatch(r"(?:H|M|P)?9[0-9]{7}", number) for number in set(numbers) - set(resident))


def test_mobile_numbers_are_well_formed_and_unassigned(members):
    for member in members:
        assert member.mobile is not None
        assert check_mobile(member.mobile).valid
        assert UNASSIGNED.fullmatch(member.mobile), member.mobile


def test_accounts_cards_and_employers_pass_their_checks(demo):
    assert all(check_account_no(number).valid for (number,) in demo.query("SELECT account_no FROM account"))
    cards = demo.query("SELECT card_no FROM card")
    assert len(set(cards)) == len(cards)
    assert all(check_card(number).valid and not check_card(number).warning for (number,) in cards)
    assert all(number.startswith("6299900") for (number,) in cards)
    codes = demo.query("SELECT uscc, name FROM employer")
    assert len(set(codes)) == len({name for _, name in codes}) == len(codes)
    assert all(check_uscc(code).valid for code, _ in codes)


def test_names_are_clean_and_can_be_typed(members):
    for member in members:
        assert not has_unsafe(member.name)
        assert (member.pinyin, member.pinyin_initials) == pinyin_of(member.name)
        assert re.fullmatch(r"[a-z]+", member.pinyin), member.name
        assert member.pinyin != UNREADABLE


def test_all_kinds_of_people_are_there(members):
    names = {member.name for member in members}
    assert {member.id_kind for member in members} >= {
        IdKind.RESIDENT,
        IdKind.HMT_RESIDENCE,
        IdKind.HOME_RETURN_PERMIT,
        IdKind.TAIWAN_PERMIT,
        IdKind.PASSPORT,
    }
    for rare in "𠮷䶮㼆喆":
        assert any(rare in name for name in names), rare
    assert any("·" in name for name in names)
    assert any(name.startswith(("欧阳", "司徒", "上官")) for name in names)
    assert sum(member.name == "陈志强" for member in members) >= 4


def test_members_are_of_working_age(members):
    ages = [TODAY.year - member.birth_date.year for member in members]
    assert min(ages) >= 18
    assert max(ages) <= 64
