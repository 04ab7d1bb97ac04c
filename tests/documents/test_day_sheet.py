"""The sheet of a day on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hfund_tui.documents.day_sheet import render_sheet_pdf, sheet_paper, sheet_sections
from hfund_tui.documents.text import paper_lines
from hfund_tui.domain.day_sheet import DebitTally, Sum
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.pdf_text import pieces


def worked(station: Workstation) -> None:
    session = branch.sign_in(station)
    house.done(station, session, house.rent(1))
    house.done(station, session, house.other(2))


@pytest.mark.parametrize("language", list(Language))
def test_the_open_sheet_names_what_stands_in_the_way(station: Workstation, language: Language) -> None:
    worked(station)
    t = Translator(language)
    sheet = station.day.sheet(house.supervisor(station))
    text = "\n".join(paper_lines(sheet_paper(sheet, t), t, 76))
    assert t("day_sheet.title_open") in text
    for expected in ("7,800.00", "4,800.00", "12,600.00", "2101", "2102", "1001"):
        assert expected in text
    assert t.term(sheet.differences[0].code) in text


@pytest.mark.parametrize("language", list(Language))
def test_the_closed_sheet_carries_words_and_anchor(
    station: Workstation, language: Language, tmp_path: Path
) -> None:
    worked(station)
    t = Translator(language)
    session = house.supervisor(station)
    sheet = station.day.close(session, explanations={"orders_not_sent": "明日导出"})
    path = tmp_path / "sheet.pdf"
    assert render_sheet_pdf(sheet, t, path) == ()
    text = "".join(one.text for one in pieces(path.read_bytes()))
    assert sheet.anchor is not None and sheet.anchor.hash[:16] in text
    assert "明日导出" in text and t("day_sheet.title") in text


def test_every_teller_has_a_section(station: Workstation) -> None:
    worked(station)
    house.done(station, branch.sign_in(station, branch.TELLER_2), house.rent(3))
    sheet = station.day.sheet(house.supervisor(station))
    headings = [one.heading for one in sheet_sections(sheet, Translator(Language.ZH))]
    assert [one for one in headings if "(100" in one] == ["员工1001 (1001)", "员工1002 (1002)"]


def test_debits_are_counted_like_payouts(station: Workstation) -> None:
    sheet = replace(
        station.day.sheet(house.supervisor(station)),
        debits=DebitTally(1, Sum(4, 400_00), Sum(1, 100_00), Sum(2, 200_00), Sum(1, 100_00), Sum(0, 0)),
    )
    (found,) = (
        one for one in sheet_sections(sheet, Translator(Language.EN)) if one.heading.startswith("Debits")
    )
    assert [(one.label, one.first, one.second) for one in found.entries] == [
        ("Sent in 1 file", "4 cases", "400.00"),
        ("Debited", "1 case", "100.00"),
        ("Not debited", "2 cases", "200.00"),
        ("Not answered", "1 case", "100.00"),
        ("Due, not sent", "0 cases", ""),
    ]
