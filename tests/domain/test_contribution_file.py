"""Contribution lists as files: what is understood, what is not, and which lines can't be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.contribution_file import (
    COLUMNS,
    HEADS,
    ContributionFile,
    ContributionHead,
    read_contribution_file,
)
from hfund_tui.domain.months import Month
from hfund_tui.domain.table_file import MAX_LINE, NoTable
from tests.support.contributing import Entry, contribution_list

GOOD = Entry("20000000001", "440305199001010018", "张一")
OTHER = Entry("20000000002", "440305199001010026", "张二", "6000.00", "600.00", "600.00")
HEAD = ContributionHead("100001", Month(2020, 2), 2, 3_200_00)


def read(text: str) -> ContributionFile:
    return read_contribution_file(text.encode())


def codes(found: ContributionFile) -> dict[int, list[tuple[str, str]]]:
    return {number: [(one.column, one.code) for one in faults] for number, faults in found.faults.items()}


PLAIN = contribution_list([GOOD, OTHER]).decode()
BLOCK = "\n".join(
    [
        "单位账号,100001,,,,",
        "汇缴年月,202002,,,,",
        "",
        "人数（人）,2,,,,",
        "合计金额（元）,3200,,,,",
        ",,,,,",
        "序号,姓名,身份证号,职工账号,缴存基数,个人月缴存额（元）,单位月缴存额（元）,备注",
        '1,张一,\'440305199001010018,20000000001,"10,000.00","1,000.00",1000.00,',
        '2,张二,440305199001010026,="20000000002",6000,600,600,新来的',
        ",,,,,,,",
    ]
)


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("gbk"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.lower().encode(),
        PLAIN.replace("2020-02", "２０２００２").encode(),
        BLOCK.encode(),
        BLOCK.encode("gb18030"),
    ],
    ids=[
        "plain",
        "mark",
        "gbk",
        "crlf",
        "cr",
        "lower case",
        "full width",
        "chinese block",
        "block in gb18030",
    ],
)
def test_a_list_in_many_forms(content: bytes) -> None:
    found = read_contribution_file(content)
    assert found.head == HEAD
    assert found.faults == {}
    assert [(one.account_no, one.id_no, one.name) for one in found.lines] == [
        (one.account_no, one.id_no, one.name) for one in (GOOD, OTHER)
    ]
    assert [(one.base_fen, one.personal_fen, one.employer_fen) for one in found.lines] == [
        (10_000_00, 1_000_00, 1_000_00),
        (6_000_00, 600_00, 600_00),
    ]


def test_lines_are_known_by_their_numbers_in_the_file() -> None:
    assert [one.number for one in read(PLAIN).lines] == [3, 4]
    assert [one.number for one in read(BLOCK).lines] == [8, 9]


def test_the_digest_is_that_of_the_bytes() -> None:
    assert read(PLAIN).sha256 != read(PLAIN + "\n").sha256


def made(**changes: object) -> bytes:
    return contribution_list([GOOD, OTHER], **changes)  # type: ignore[arg-type]


NO_LIST = [
    # what it is, content, code, what is named
    ("nothing", b"", "contribution_no_heads", ""),
    ("blank lines", b"\n\n,,,\n", "contribution_no_heads", ""),
    ("something else", "甲,乙\n1,2\n".encode(), "contribution_no_heads", "甲"),
    ("no columns", PLAIN.split("\n")[0].encode(), "contribution_no_heads", ""),
    ("no heads", PLAIN.partition("\n")[2].encode(), "contribution_head", "DWZH"),
    ("a head unknown", PLAIN.replace("FSE", "FSX", 1).encode(), "contribution_head", "DWZH"),
    ("a head twice", PLAIN.replace("FSE", "FSRS", 1).encode(), "contribution_head", "DWZH"),
    ("a head missing", PLAIN.replace(",FSE,3200.00", "", 1).encode(), "contribution_head", "FSE"),
    ("a head empty", PLAIN.replace("FSE,3200.00", "FSE,", 1).encode(), "contribution_head", "FSE"),
    ("no employer number", made(employer_no="某公司"), "contribution_head", "DWZH 某公司"),
    ("digits of elsewhere", made(employer_no="１２³"), "contribution_head", "DWZH １２³"),
    ("a spreadsheet's month", made(month="Feb-20"), "contribution_head", "HBJNY Feb-20"),
    ("no such month", made(month="202013"), "contribution_head", "HBJNY 202013"),
    ("no number", made(count="两"), "contribution_head", "FSRS 两"),
    ("a head line too long", made(count="9" * 5_000), "contribution_no_heads", ""),
    ("a number too long", made(count="9" * 500), "contribution_head", "FSRS 999"),
    ("no sum", made(total="约三千"), "contribution_head", "FSE 约三千"),
    ("an exponent", made(total="3.2E+3"), "contribution_head", "FSE 3.2E+3"),
    ("a sign", made(total="-3200.00"), "contribution_head", "FSE -3200.00"),
    ("no lines", contribution_list([], total="0.00"), "contribution_empty", ""),
    ("too few lines", made(count=3), "contribution_count", "3 / 2"),
    ("too many lines", made(count=1), "contribution_count", "1 / 2"),
    ("too much", made(total="3200.01"), "contribution_total", "3200.01 / 3200.00"),
    ("too little", made(total="3199.99"), "contribution_total", "3199.99 / 3200.00"),
    ("a column missing", PLAIN.replace(",DWYJCE", "", 1).encode(), "table_no_column", "DWYJCE"),
    ("a column unknown", PLAIN.replace("DWYJCE", "DWYJ", 1).encode(), "table_unknown_column", "DWYJ"),
    ("a column twice", PLAIN.replace("DWYJCE", "GRYJCE", 1).encode(), "table_column_twice", "GRYJCE"),
    ("a workbook", b"PK\x03\x04", "table_workbook", ""),
]


@pytest.mark.parametrize(
    ("content", "code", "found"), [one[1:] for one in NO_LIST], ids=[one[0] for one in NO_LIST]
)
def test_what_is_no_list_says_why(content: bytes, code: str, found: str) -> None:
    with pytest.raises(NoTable) as refused:
        read_contribution_file(content)
    assert refused.value.code == code
    assert found in refused.value.found


UNREADABLE = [
    # what is wrong, the line, column and code of each fault
    ("a quote left open", '20000000002,"440305,张二,1,2,3', [("", "line_quotes")]),
    ("too long", "2" * (MAX_LINE + 1), [("", "line_too_long")]),
    ("too few columns", "20000000002,440305199001010026,张二", [("", "line_columns")]),
    ("commas in amounts", f"{OTHER},1,000.00", [("", "line_columns")]),
    ("an empty amount", str(OTHER).replace("6000.00", ""), [("GRJCJS", "cell_empty")]),
    ("words for an amount", str(OTHER).replace("6000.00", "六千"), [("GRJCJS", "amount_unreadable")]),
    ("an exponent", str(OTHER).replace("6000.00", "6E3"), [("GRJCJS", "amount_unreadable")]),
    ("a sign", str(OTHER).replace("6000.00", "-6000.00"), [("GRJCJS", "amount_unreadable")]),
    ("a fraction of a fen", str(OTHER).replace("6000.00", "6000.001"), [("GRJCJS", "amount_unreadable")]),
    ("too much", str(OTHER).replace("6000.00", "9" * 400), [("GRJCJS", "amount_unreadable")]),
    ("digits of elsewhere", str(OTHER).replace("6000.00", "٦٠٠٠"), [("GRJCJS", "amount_unreadable")]),
    ("a formula", str(OTHER).replace("6000.00", "=A1*2"), [("GRJCJS", "amount_unreadable")]),
    ("no name", str(OTHER).replace("张二", ""), [("XINGMING", "cell_empty")]),
    ("an invisible name", str(OTHER).replace("张二", "\u200b"), [("XINGMING", "cell_empty")]),
    (
        "numbers a spreadsheet lost",
        str(OTHER).replace("20000000002", "2E+10").replace("440305199001010026", "4.40305E+17"),
        [("GRZH", "number_mangled"), ("ZJHM", "number_mangled")],
    ),
    (
        "several at once",
        "20000000002,440305199001010026,,x,y,z",
        [
            ("XINGMING", "cell_empty"),
            ("GRJCJS", "amount_unreadable"),
            ("GRYJCE", "amount_unreadable"),
            ("DWYJCE", "amount_unreadable"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("line", "wanted"), [one[1:] for one in UNREADABLE], ids=[one[0] for one in UNREADABLE]
)
def test_a_line_that_cannot_be_read_spoils_no_other(line: str, wanted: list[tuple[str, str]]) -> None:
    found = read_contribution_file(contribution_list([GOOD, line, OTHER], total="4400.00"))
    assert codes(found) == {4: wanted}
    assert [one.number for one in found.lines] == [3, 4, 5]


def test_with_an_amount_that_cannot_be_read_the_sum_may_be_more_and_never_less() -> None:
    lost = str(OTHER).replace(",600.00,", ",x,")
    assert read_contribution_file(contribution_list([GOOD, lost], total="3200.00"))
    assert read_contribution_file(contribution_list([GOOD, lost], total="2600.00"))
    with pytest.raises(NoTable) as refused:
        read_contribution_file(contribution_list([GOOD, lost], total="2599.99"))
    assert refused.value.code == "contribution_total"


def test_what_is_named_is_short() -> None:
    (fault,) = read_contribution_file(
        contribution_list([str(OTHER).replace("6000.00", "很" * 300)], total="1200.00")
    ).faults[3]
    assert fault.found.value == "很" * 30


cells = st.text(st.sampled_from("123456789.,\"'=\t\r\n 张Xx-+@"), max_size=12)


@given(st.lists(st.lists(cells, max_size=9).map(",".join), max_size=6).map("\n".join))
def test_no_text_ends_in_a_crash(text: str) -> None:
    for content in (text, PLAIN + text, PLAIN.replace("张一", text)):
        try:
            found = read_contribution_file(content.encode())
        except NoTable as refused:
            assert refused.code.startswith(("contribution_", "table_"))
        else:
            assert found.head.lines == len(found.lines)


def test_names_of_the_standard_are_all_understood() -> None:
    assert [*HEADS, *COLUMNS] == [
        *("DWZH", "HBJNY", "FSRS", "FSE"),
        *("GRZH", "ZJHM", "XINGMING", "GRJCJS", "GRYJCE", "DWYJCE"),
    ]
