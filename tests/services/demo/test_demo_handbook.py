"""The handbook and the data say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfund_tui.i18n import Language
from hfund_tui.services.demo.handbook import TABLES, refreshed
from hfund_tui.services.demo.office import office
from hfund_tui.services.demo.scenarios import papers, scenarios

DOCS = Path(__file__).parents[3] / "docs"
PAGES = [("demo.md", Language.EN), ("demo.zh-CN.md", Language.ZH)]


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_the_tables_are_up_to_date(page, language):
    text = (DOCS / page).read_text(encoding="utf-8")
    assert text == refreshed(text, language), (
        "python -m hfund_tui.services.demo docs/demo.md docs/demo.zh-CN.md"
    )


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_everybody_is_listed(page, language):
    text = (DOCS / page).read_text(encoding="utf-8")
    for one in scenarios():
        assert f"`{one.portrait.identity.id_no}` | `{one.portrait.account.account_no}`" in text
    for staff in office().staff:
        assert f"| `{staff.code}` | `{staff.password}` |" in text
    for paper in papers():
        assert paper.proxy.certificate_no in text


def test_a_page_without_a_place_for_a_table_is_an_error():
    with pytest.raises(ValueError, match="sign-ins"):
        refreshed("# nothing", Language.EN)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("table", [name for name in TABLES if name != "papers-for"])
def test_every_row_has_as_many_cells_as_the_heading(table, language):
    rows = list(TABLES[table](language))
    assert len({row.count(" | ") for row in rows}) == 1
