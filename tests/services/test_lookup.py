"""The look-up field: what is understood, what is found, page by page."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.db.tables import Account, Member
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.vocabulary import Sex
from hfund_tui.services.errors import Refusal
from hfund_tui.services.query import QueryKind, understand
from tests.support import branch
from tests.support.branch import MEMBER_IDS, TODAY, raw

K = QueryKind


@pytest.mark.parametrize(
    ("text", "kind", "value", "problem"),
    [
        ("", K.EMPTY, "", None),
        ("  ", K.EMPTY, "", None),
        ("12", K.TOO_SHORT, "12", None),
        ("440304196002270014", K.ID, "440304196002270014", None),
        ("４４０３０４１９６００２２７００１４", K.ID, "440304196002270014", None),
        ("440304 19600227 0014", K.ID, "440304196002270014", None),
        ("11010519491231002x", K.ID, "11010519491231002X", None),
        ("110105491231002", K.ID, "11010519491231002X", None),
        ("110105194912310021", K.ID, "110105194912310021", "bad_checksum"),
        ("440307198702290014", K.ID, "440307198702290014", "bad_date"),
        ("440304199913", K.ID_PARTIAL, "440304199913", "bad_date"),
        ("440304199912", K.ID_PARTIAL, "440304199912", None),
        ("20000000001", K.ACCOUNT_OR_MOBILE, "20000000001", None),
        ("13800000001", K.ACCOUNT_OR_MOBILE, "13800000001", None),
        ("1380000", K.NUMBER_PARTIAL, "1380000", None),
        ("+852 9123 4567", K.ACCOUNT_OR_MOBILE, "+85291234567", None),
        ("+852", K.NUMBER_PARTIAL, "+852", None),
        ("4111111111111111", K.CARD, "4111111111111111", None),
        ("张一", K.NAME, "张一", None),
        ("欧阳", K.NAME, "欧阳", None),
        ("zhangyi", K.PINYIN, "zhangyi", None),
        ("ZY", K.PINYIN, "zy", None),
        ("zhang yi", K.PINYIN, "zhangyi", None),
        ("0014 张一", K.ID_TAIL_NAME, "张一", None),
        ("张一0014", K.ID_TAIL_NAME, "张一", None),
        ("张一 002x", K.ID_TAIL_NAME, "张一", None),
        ("zy0014", K.ID_TAIL_PINYIN, "zy", None),
        ("Zhang Yi 002x", K.ID_TAIL_PINYIN, "zhangyi", None),
        ("H12345678", K.ID, "H12345678", None),
    ],
)
def test_understood(text: str, kind: QueryKind, value: str, problem: str | None) -> None:
    query = understand(text, on=TODAY)
    assert (query.kind, query.value) == (kind, value)
    assert (query.problem.reason if query.problem else None) == problem


def test_a_wrong_id_is_never_searched(station, teller) -> None:
    page = station.lookup.search(teller, "110105194912310021")
    assert page.rows == ()
    assert page.query.problem is not None and not page.query.searchable


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (MEMBER_IDS[3], [3]),
        (branch.account_no(4), [4]),
        ("13800000005", [5]),
        ("6217000000000006", [6]),
        ("张二", [2]),
        ("zhangqi", [7]),
        ("zs", [3, 4]),
        (f"{MEMBER_IDS[2][-4:]} 张二", [2]),
        (f"张 {MEMBER_IDS[8][-4:]}", [8]),
        (f"zhang {MEMBER_IDS[8][-4:]}", [8]),
        (f"zs{MEMBER_IDS[4][-4:]}", [4]),
        (f"zs{MEMBER_IDS[8][-4:]}", []),
        ("20000000099", []),
        ("王", []),
    ],
)
def test_found(station, teller, text: str, found: list[int]) -> None:
    page = station.lookup.search(teller, text)
    assert sorted(row.member_id for row in page.rows) == found


def test_lists_are_masked(station, teller) -> None:
    (row,) = station.lookup.search(teller, MEMBER_IDS[1]).rows
    assert row.name == "张*"
    assert MEMBER_IDS[1][3:14] not in row.id_no
    assert row.mobile == "138****0001"


def add_members(station, names: list[str], pinyin: str, initials: str) -> None:
    with raw(station) as uow:
        for n, name in enumerate(names):
            uow.session.add(
                Member(
                    id=100 + n,
                    id_kind=IdKind.RESIDENT,
                    id_no=branch.id_number(date(1970, 1, 1), n),
                    name=name,
                    pinyin=pinyin,
                    pinyin_initials=initials,
                    sex=Sex.FEMALE,
                    birth_date=date(1970, 1, 1),
                    hukou_shenzhen=True,
                    created_on=date(2015, 1, 1),
                )
            )
            uow.session.add(
                Account(
                    account_no=f"3000000{n:04d}",
                    member_id=100 + n,
                    employer_id=1,
                    opened_on=date(2015, 1, 1),
                    contribution_base_fen=1,
                    personal_rate_bp=500,
                    employer_rate_bp=500,
                    personal_due_fen=1,
                    employer_due_fen=1,
                )
            )


@pytest.mark.parametrize("limit", [1, 3, 7, 50])
@pytest.mark.parametrize("text", ["王小明", "wxm", "wangxiaoming", "wang", "3000000"])
def test_pages_neither_lose_nor_repeat(station, teller, limit: int, text: str) -> None:
    add_members(station, ["王小明"] * 21, "wangxiaoming", "wxm")
    seen: list[int] = []
    cursor = None
    for _ in range(40):
        page = station.lookup.search(teller, text, cursor=cursor, limit=limit)
        assert len(page.rows) <= limit
        seen += [row.member_id for row in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sorted(seen) == list(range(100, 121))
    assert len(seen) == len(set(seen))


@pytest.mark.both
def test_initials_come_before_whole_pinyin(station, teller) -> None:
    """`wa` is both the initials of one and the beginning of another; each is found once."""
    with raw(station) as uow:
        one, two = uow.session.get_one(Member, 1), uow.session.get_one(Member, 2)
        one.pinyin, one.pinyin_initials = "wangan", "wa"
        two.pinyin, two.pinyin_initials = "wangbo", "wb"
    assert [row.member_id for row in station.lookup.search(teller, "wa").rows] == [1, 2]


@pytest.mark.parametrize("cursor", ["", "junk", "W10=", "e30=", "WzksIjAiLDBd", "😀"])
def test_a_foreign_cursor_starts_again(station, teller, cursor: str) -> None:
    assert len(station.lookup.search(teller, "张", cursor=cursor).rows) == 8


@pytest.mark.parametrize(
    "text", ["%", "_", "张%", "' OR 1=1 --", "张*", "[a-z]", "\x1b[2J", "张\u202e", "\U0010ffff"]
)
def test_wildcards_and_escapes_are_just_text(station, teller, text: str) -> None:
    page = station.lookup.search(teller, text)
    assert len(page.rows) in (0, 8)


def test_administrators_do_not_look_up_members(station) -> None:
    with pytest.raises(Refusal):
        station.lookup.search(branch.sign_in(station, branch.ADMINISTRATOR), "张")
