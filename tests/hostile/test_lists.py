"""Hostile texts in every column and head of the files that employers and other systems hand in."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator

import pytest

from hfund_tui.domain.contribution_file import COLUMNS, HEADS
from hfund_tui.domain.member_record import COLUMNS as MEMBER_COLUMNS
from hfund_tui.domain.table_file import MAX_LINE, written
from hfund_tui.screens.contributions.screen import ContributionsScreen
from hfund_tui.services.errors import BadInput
from hfund_tui.services.workstation import Workstation
from tests.hostile.payloads import PAYLOADS
from tests.hostile.typist import typing
from tests.support import house
from tests.support.branch import PASSWORD, SUPERVISOR, SUPERVISOR_2
from tests.support.contributing import entry, unpaid
from tests.support.house import supervisor

pytestmark = pytest.mark.hostile

# NUL, which no text file holds, has a file of its own.
TEXTS = [one.text.replace("\0", "") for one in PAYLOADS]
_NEVER_WRITTEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def encoded(text: str) -> bytes:
    """As a file can hold it; half of a character can't stand in one."""
    return text.encode("utf-8", "replace")


def cells(number: int) -> list[str]:
    return str(entry(number)).split(",")


def spoilt_lines() -> Iterator[list[str]]:
    """A member's line with one hostile cell, for each text and column in turn."""
    for text in TEXTS:
        for column in range(len(COLUMNS)):
            row = cells(1 + column)
            row[column] = text
            yield row


def hostile_list() -> tuple[bytes, int]:
    """A list of hostile lines and one good one, raw and quoted; how many lines it has."""
    rows = list(spoilt_lines())
    # A line break within quotes makes two lines of it, each of which is bad.
    raw = [*(",".join(row) for row in rows), *(written([row]).rstrip("\r\n") for row in rows)]
    body = "\n".join([*raw, ",".join(cells(8))])
    # What counts as a line is what holds something.
    lines = sum(
        1 for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip(" \t,，")
    )
    head = f"DWZH,100001,HBJNY,202002,FSRS,{lines},FSE,999999999.00"
    return encoded("\n".join([head, ",".join(COLUMNS), body])), lines


def assert_harmless(text: str) -> None:
    """Nothing a spreadsheet runs, and nothing that steers a terminal when somebody prints the file."""
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    for cell in (cell for row in table for cell in row):
        assert cell[:1] not in set("=+-@＝＋－＠"), cell
        assert not [one for one in cell if unicodedata.category(one) in _NEVER_WRITTEN], cell


def test_every_hostile_line_is_named_and_only_the_good_one_credited(station: Workstation) -> None:
    unpaid(station)
    content, lines = hostile_list()
    report = station.contributions.take_in(supervisor(station), content)
    assert report.good >= 1 and report.good + report.bad == report.lines == lines
    assert len({one.number for one in report.faults}) == report.bad
    credited = house.rows(station, "SELECT DISTINCT personal_fen, employer_fen FROM contribution_line")
    assert credited == [(1_000_00, 1_000_00)]
    assert report.returned is not None
    assert_harmless(report.returned.read_text(encoding="utf-8"))
    house.clean(station)


@pytest.mark.parametrize("head", HEADS)
def test_hostile_heads_are_refused_in_words(station: Workstation, head: str) -> None:
    session = supervisor(station)
    stated = {"DWZH": "100001", "HBJNY": "202002", "FSRS": "1", "FSE": "2000.00"}
    for text in TEXTS:
        values = [cell for name, value in stated.items() for cell in (name, text if name == head else value)]
        for first in (",".join(values), written([values]).rstrip("\r\n")):
            body = f"{first}\n{','.join(COLUMNS)}\n{','.join(cells(1))}\n"
            with pytest.raises(BadInput) as refused:
                station.contributions.check(session, encoded(body))
            assert len(str(refused.value.params.get("found", ""))) <= 40


def test_hostile_members_are_named_and_none_is_taken_in(station: Workstation) -> None:
    path = station.settings.home / "members.csv"
    station.member_export.export(supervisor(station), path)
    head, first, *_ = path.read_text(encoding="utf-8-sig").splitlines()
    rows = []
    for text in TEXTS:
        for column in range(len(MEMBER_COLUMNS)):
            row = first.split(",")
            row[column] = text
            rows.append(written([row]).rstrip("\r\n")[: MAX_LINE + 5])
    before = house.rows(station, "SELECT * FROM member ORDER BY id")
    content = encoded("\n".join([head, *rows]))
    session = supervisor(station)
    report = station.member_import.take_in(session, content, second=(SUPERVISOR_2, PASSWORD))
    assert report.opened == 0 and report.known + report.adjusted <= 1
    assert house.rows(station, "SELECT * FROM member ORDER BY id") == before
    assert report.returned is not None
    assert_harmless(report.returned.read_text(encoding="utf-8"))
    house.clean(station)


@pytest.mark.parametrize(("language", "size"), [("zh", (80, 24)), ("en", (120, 40))])
async def test_on_the_screen(station: Workstation, language: str, size: tuple[int, int]) -> None:
    unpaid(station)
    content, _ = hostile_list()
    station.settings.inbox.mkdir()
    for number, text in enumerate(TEXTS[::7]):
        name = "".join(one for one in text if one not in "/\0" and ord(one) < 0xD800)[:20]
        (station.settings.inbox / f"{number}{name}.csv").write_bytes(content)
    async with typing(station, 5, size=size, language=language, staff=SUPERVISOR) as at:
        await at.run("9306", ContributionsScreen)
        for _ in range(3):
            await at.fill("#path", "enter", "f9")
        path = station.settings.home / "list.csv"
        path.write_bytes(content)
        await at.fill("#path", "enter", text=str(path))
        for key in ("pagedown", "pagedown", "pageup", "f9", "pagedown"):
            await at.to(key)
        assert at.app.screen.taken is not None  # type: ignore[attr-defined]
    house.clean(station)
