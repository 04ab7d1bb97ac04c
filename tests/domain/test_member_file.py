"""Members as files: every field read strictly, every fault named; and what a good line does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.decision import money, term, text
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.member_file import MemberFile, read_member_file
from hfund_tui.domain.member_record import COLUMNS, NEEDED, MemberRecord, cells_of_record
from hfund_tui.domain.member_rules import (
    MemberEffect,
    MemberTerms,
    OnFile,
    Surroundings,
    member_effect,
    member_faults,
)
from hfund_tui.domain.months import Month
from hfund_tui.domain.table_file import NoTable, not_a_formula, written
from hfund_tui.domain.vocabulary import AccountState, Sex
from tests.support.policies import TODAY, policy

RECORD = MemberRecord(
    account_no="20000000001",
    name="张明远",
    id_kind=IdKind.RESIDENT,
    id_no="440305199001010018",
    sex=Sex.MALE,
    birth_date=date(1990, 1, 1),
    mobile="13800000001",
    hukou_shenzhen=True,
    employer_no="100001",
    employer_name="深圳示例科技有限公司",
    state=AccountState.NORMAL,
    opened_on=date(2015, 1, 5),
    first_month=Month(2015, 1),
    paid_through=Month(2020, 1),
    base_fen=10_000_00,
    personal_rate_bp=1_000,
    employer_rate_bp=1_200,
    personal_fen=1_000_00,
    employer_fen=1_200_00,
    balance_fen=50_000_00,
    interest_on=date(2019, 6, 30),
    last_withdrawal=Month(2019, 8),
    sealed_on=None,
    closed_on=None,
)


def read(*rows: list[str], columns: list[str] | None = None) -> MemberFile:
    content = written([columns or list(COLUMNS), *([not_a_formula(cell) for cell in row] for row in rows)])
    return read_member_file(content.encode(), TODAY, 11)


def row(**changes: str) -> list[str]:
    """The line of RECORD with other cells."""
    cells = dict(zip(COLUMNS, cells_of_record(RECORD), strict=True))
    assert changes.keys() <= cells.keys()
    return list((cells | changes).values())


def faults(**changes: str) -> list[tuple[str, str]]:
    (line,) = read(row(**changes)).lines
    assert (line.record is None) == bool(line.faults)
    return [(one.column, one.code) for one in line.faults]


def test_a_line_reads_as_it_was_written() -> None:
    (line,) = read(row()).lines
    assert (line.number, line.record, line.faults) == (2, RECORD, ())


OTHER_PAPERS = [
    (IdKind.FOREIGN_PR, "USA110190010101"),
    (IdKind.HOME_RETURN_PERMIT, "H12345678"),
    (IdKind.TAIWAN_PERMIT, "12345678"),
    (IdKind.HMT_RESIDENCE, "810000198307019011"),
    (IdKind.PASSPORT, "P91234567"),
]


@pytest.mark.parametrize(("kind", "id_no"), OTHER_PAPERS)
def test_every_document_comes_back_as_its_kind(kind: IdKind, id_no: str) -> None:
    born = date(1983, 7, 1)
    one = replace(RECORD, id_kind=kind, id_no=id_no, birth_date=born, sex=Sex.MALE)
    (line,) = read(cells_of_record(one)).lines
    assert line.record == one, line.faults


months = st.builds(Month, st.integers(2015, 2019), st.integers(1, 12))
opened = st.dates(RECORD.birth_date, date(2005, 1, 1))
later = st.dates(date(2005, 1, 1), TODAY)
fen = st.integers(0, 10**9)
names = st.text(st.characters(categories=("Lu", "Ll", "Lo"), exclude_characters="'"), min_size=1, max_size=20)


@given(
    st.builds(
        replace,
        st.just(RECORD),
        name=names.map(lambda one: " ".join(one.split()) or "张"),
        mobile=st.sampled_from([None, "13912345678", "+85291234567"]),
        hukou_shenzhen=st.booleans(),
        opened_on=opened,
        first_month=months,
        paid_through=st.just(Month(2020, 1)),
        base_fen=fen,
        personal_fen=fen,
        employer_fen=fen,
        balance_fen=fen,
        interest_on=st.none() | later,
        last_withdrawal=st.none() | months,
        sealed_on=st.none() | later,
    )
)
def test_what_is_exported_can_be_read(one: MemberRecord) -> None:
    (line,) = read(cells_of_record(one)).lines
    assert line.faults == () and line.record is not None
    assert replace(line.record, name=one.name) == one


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"XINGBIE": "男"}, RECORD),
        ({"XINGBIE": "", "CSRQ": ""}, RECORD),
        ({"ZJLX": "1", "GRZHZT": "1"}, RECORD),
        ({"KHRQ": "2015/1/5", "JXRQ": "2019.6.30", "CSRQ": "19900101"}, RECORD),
        ({"SCHJNY": "2015-01", "JZNY": "2020/1"}, RECORD),
        ({"GRJCBL": "10%", "DWJCBL": "12"}, RECORD),
        ({"GRJCJS": "10,000"}, RECORD),
        ({"SZHJ": "是"}, RECORD),
        ({"SZHJ": "", "SJHM": ""}, replace(RECORD, hukou_shenzhen=False, mobile=None)),
        ({"GRYJCE": "", "DWYJCE": ""}, replace(RECORD, personal_fen=None, employer_fen=None)),
        ({"GRZHYE": "", "JXRQ": ""}, replace(RECORD, balance_fen=0, interest_on=None)),
        (
            {"GRZHZT": "02", "FCRQ": "2020-01-31"},
            replace(RECORD, state=AccountState.SEALED, sealed_on=date(2020, 1, 31)),
        ),
        (
            {"GRZHZT": "05", "XHRQ": "2020-01-31", "GRZHYE": "0"},
            replace(RECORD, state=AccountState.CLOSED, closed_on=date(2020, 1, 31), balance_fen=0),
        ),
    ],
)
def test_what_a_spreadsheet_makes_of_it_says_the_same(changes: dict[str, str], wanted: MemberRecord) -> None:
    (line,) = read(row(**changes)).lines
    assert line.record == wanted, line.faults


def test_only_some_columns_are_needed_in_any_order() -> None:
    cells = dict(zip(COLUMNS, row(), strict=True))
    columns = sorted(NEEDED)
    (line,) = read([cells[one] for one in columns], columns=columns).lines
    assert line.record is not None and line.record.balance_fen == 0


BAD = [
    ({"GRZH": "2000000001"}, [("GRZH", "contribution_account_form")]),
    ({"GRZH": "2E+10"}, [("GRZH", "number_mangled")]),
    ({"XINGMING": " "}, [("XINGMING", "cell_empty")]),
    ({"XINGMING": "长" * 101}, [("XINGMING", "member_too_long")]),
    ({"ZJLX": "77"}, [("ZJLX", "member_id_kind")]),
    ({"ZJLX": ""}, [("ZJLX", "cell_empty")]),
    ({"ZJHM": "440305199001010019"}, [("ZJHM", "member_id")]),
    ({"ZJHM": "4.40305E+17"}, [("ZJHM", "number_mangled")]),
    ({"XINGBIE": "2"}, [("XINGBIE", "member_sex")]),
    ({"XINGBIE": "x"}, [("XINGBIE", "member_sex")]),
    ({"CSRQ": "1990-01-02"}, [("CSRQ", "member_birth")]),
    ({"CSRQ": "1990-13-01"}, [("CSRQ", "member_day")]),
    (
        {"ZJLX": "99", "ZJHM": "P91234567", "CSRQ": "", "XINGBIE": ""},
        [("CSRQ", "cell_empty"), ("XINGBIE", "member_sex")],
    ),
    ({"SJHM": "12345"}, [("SJHM", "member_mobile")]),
    ({"SZHJ": "也许"}, [("SZHJ", "member_flag")]),
    ({"DWZH": "12"}, [("DWZH", "member_employer_form")]),
    ({"DWZH": ""}, [("DWZH", "cell_empty")]),
    ({"DWMC": "长" * 201}, [("DWMC", "member_too_long")]),
    ({"GRZHZT": "06"}, [("GRZHZT", "member_state")]),
    ({"GRZHZT": "99"}, [("GRZHZT", "member_state")]),
    ({"GRZHZT": "02"}, [("FCRQ", "cell_empty")]),
    ({"GRZHZT": "05", "GRZHYE": ""}, [("XHRQ", "cell_empty")]),
    ({"GRZHZT": "05", "XHRQ": "2020-01-31"}, [("GRZHYE", "member_ended_with_money")]),
    ({"KHRQ": ""}, [("KHRQ", "cell_empty")]),
    ({"KHRQ": "2020-02-28"}, [("KHRQ", "member_future")]),
    ({"KHRQ": "5.1.2015"}, [("KHRQ", "member_day")]),
    ({"KHRQ": "2015-1/5"}, [("KHRQ", "member_day")]),
    ({"KHRQ": "1989-12-31"}, [("KHRQ", "member_too_early")]),
    ({"JXRQ": "1019-06-30"}, [("JXRQ", "member_too_early")]),
    ({"GRZHZT": "02", "FCRQ": "2015-01-04"}, [("FCRQ", "member_too_early")]),
    ({"XHRQ": "2015-01-04"}, [("XHRQ", "member_too_early")]),
    ({"XINGMING": "——"}, [("XINGMING", "member_no_letters")]),
    ({"XINGMING": "=1+1"}, [("XINGMING", "member_formula")]),
    ({"DWMC": "＋深圳示例科技有限公司"}, [("DWMC", "member_formula")]),
    ({"DWMC": "※"}, [("DWMC", "member_no_letters")]),
    ({"JZNY": "2020-04"}, [("JZNY", "member_future")]),
    ({"JZNY": "Jan-20"}, [("JZNY", "member_month")]),
    ({"JZNY": "20201"}, [("JZNY", "member_month")]),
    ({"JZNY": "201412"}, [("JZNY", "member_months")]),
    ({"SCHJNY": ""}, [("SCHJNY", "cell_empty")]),
    ({"GRJCJS": ""}, [("GRJCJS", "cell_empty")]),
    ({"GRJCJS": "1e4"}, [("GRJCJS", "amount_unreadable")]),
    ({"GRZHYE": "-1"}, [("GRZHYE", "amount_unreadable")]),
    ({"GRJCBL": "十"}, [("GRJCBL", "amount_unreadable")]),
]


@pytest.mark.parametrize(("changes", "wanted"), BAD)
def test_every_cell_that_cannot_stand_is_named(
    changes: dict[str, str], wanted: list[tuple[str, str]]
) -> None:
    assert faults(**changes) == wanted


def test_a_line_that_has_no_cells_spoils_no_other() -> None:
    text_ = written([list(COLUMNS), row()]) + '2000,"open\r\n1,2\r\n' + written([row(GRZH="20000000002")])
    found = read_member_file(text_.encode(), TODAY, 11)
    assert [[one.code for one in line.faults] for line in found.lines] == [
        [],
        ["line_quotes"],
        ["line_columns"],
        [],
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "table_empty"), (b"GRZH\n", "table_no_column"), (b"a,b\n", "table_unknown_column")],
)
def test_what_is_no_member_file(content: bytes, code: str) -> None:
    with pytest.raises(NoTable) as refused:
        read_member_file(content, TODAY, 11)
    assert refused.value.code == code
    with pytest.raises(NoTable) as refused:
        read_member_file(",".join(NEEDED).encode(), TODAY, 11)
    assert refused.value.code == "table_empty"


@given(st.lists(st.text(max_size=15), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_no_cells_end_in_a_crash(cells: list[str]) -> None:
    for line in read(row(), cells).lines:
        assert (line.record is None) == bool(line.faults)


# ---- what a line does --------------------------------------------------------------------------------------

TERMS = MemberTerms.of(policy())
ON_FILE = OnFile(
    "20000000001", "100001", AccountState.NORMAL, "张明远", RECORD.id_no, 10_000_00, 1_000, 1_200
)
NEW = Surroundings(None, None, "深圳示例科技有限公司", None)
KNOWN = replace(NEW, account=ON_FILE, account_of_person="20000000001")


def judged(around: Surroundings = NEW, **changes: Any) -> list[tuple[str, str]]:
    return [(one.column, one.code) for one in member_faults(5, replace(RECORD, **changes), around, TERMS)]


@pytest.mark.parametrize(
    ("known", "changes", "effect"),
    [
        (None, {}, MemberEffect.OPENS),
        (ON_FILE, {}, MemberEffect.KNOWN),
        (ON_FILE, {"balance_fen": 1, "paid_through": None, "mobile": None}, MemberEffect.KNOWN),
        (ON_FILE, {"base_fen": 11_000_00}, MemberEffect.ADJUSTS),
        (ON_FILE, {"personal_rate_bp": 500}, MemberEffect.ADJUSTS),
    ],
)
def test_what_a_good_line_does(known: OnFile | None, changes: dict[str, Any], effect: MemberEffect) -> None:
    assert member_effect(replace(RECORD, **changes), known) is effect


@pytest.mark.parametrize(
    ("around", "changes", "wanted"),
    [
        (NEW, {}, []),
        (replace(NEW, employer_name=None), {}, []),
        (replace(NEW, employer_name=None), {"employer_name": ""}, [("DWZH", "contribution_employer")]),
        (NEW, {"employer_name": "别的公司"}, [("DWMC", "member_differs")]),
        (NEW, {"employer_name": ""}, []),
        (replace(NEW, account_of_person="20000000009"), {}, [("ZJHM", "member_id_taken")]),
        (replace(NEW, earlier_line=2), {"base_fen": 1}, [("", "member_twice")]),
        (KNOWN, {}, []),
        (KNOWN, {"base_fen": 11_000_00, "personal_fen": None, "employer_fen": None}, []),
        (KNOWN, {"id_no": "440305199001010026"}, [("ZJHM", "member_differs")]),
        (KNOWN, {"name": "李四"}, [("XINGMING", "member_differs")]),
        (KNOWN, {"employer_no": "100002"}, [("DWZH", "member_differs")]),
        (KNOWN, {"state": AccountState.SEALED}, [("GRZHZT", "member_differs")]),
        (
            NEW,
            {"base_fen": 27_927_01, "personal_fen": None, "employer_fen": None},
            [("GRJCJS", "contribution_base_over")],
        ),
        (
            NEW,
            {"base_fen": 2_199_99, "personal_fen": None, "employer_fen": None},
            [("GRJCJS", "contribution_base_under")],
        ),
        (NEW, {"base_fen": 1_00, "state": AccountState.SEALED}, []),
        (NEW, {"personal_rate_bp": 499}, [("GRJCBL", "member_rate")]),
        (NEW, {"employer_rate_bp": 1_201}, [("DWJCBL", "member_rate")]),
        (NEW, {"personal_fen": 1_000_01}, [("GRYJCE", "contribution_amount")]),
    ],
)
def test_what_keeps_a_line_out(
    around: Surroundings, changes: dict[str, Any], wanted: list[tuple[str, str]]
) -> None:
    assert judged(around, **changes) == wanted


def test_of_a_sealed_account_nothing_is_adjusted() -> None:
    sealed = replace(KNOWN, account=replace(ON_FILE, state=AccountState.SEALED))
    changes = {"state": AccountState.SEALED, "base_fen": 11_000_00}
    assert judged(sealed, **changes) == [("GRJCJS", "member_differs")]


def test_found_and_wanted_say_no_more_than_is_needed() -> None:
    one = replace(RECORD, name="李四", id_no="440305199001010026", state=AccountState.SEALED)
    told = {fault.column: (fault.found, fault.wanted) for fault in member_faults(5, one, KNOWN, TERMS)}
    assert told == {
        "ZJHM": (text("440***********0026"), text("440***********0018")),
        "XINGMING": (text("李*"), text("张**")),
        "GRZHZT": (term(AccountState.SEALED), term(AccountState.NORMAL)),
    }
    (fault,) = member_faults(5, replace(RECORD, personal_rate_bp=400), NEW, TERMS)
    assert (fault.found, fault.wanted) == (text("4.00%"), text("5.00% - 12.00%"))
    (fault,) = member_faults(5, replace(RECORD, employer_fen=1), NEW, TERMS)
    assert (fault.found, fault.wanted) == (money(1), money(1_200_00))
