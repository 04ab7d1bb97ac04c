"""The supervisor looks at how far the agreement has come, in a real terminal, and takes the figures along."""

from __future__ import annotations

import csv

import pytest

from hfund_tui.screens.adoption.screen import PAGES
from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.looks import one_look
from tests.support.plays import SUPERVISOR, Look, sitting

pytestmark = pytest.mark.pty

MOST_KEYS = 12


@one_look(3)
def test_figures_charts_and_a_table_for_a_spreadsheet(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "adoption", look, SUPERVISOR) as desk:
        t = desk.t
        desk.press("/", "9402")
        desk.sees(t("adoption.paying"), "63.62%", "36.38%", "1,349", "84.21%")
        for page, says in (("2", "2019-03"), ("3", "840"), ("4", "99.10"), ("5", t("adoption.ages"))):
            desk.press(page)
            desk.sees(f"[{page} {t(list(PAGES.values())[int(page) - 1])}]", says)
        desk.press("<right>", "<left>")
        desk.sees(f"[5 {t('adoption.page.rules')}]")
        desk.press("<f9>")
        desk.sees(t("adoption.exported", path="").strip())
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
    (file,) = (demo_settings.outbox / "reports").glob("adoption-*.csv")
    table = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    heads = [t(f"adoption.column.{one}") for one in ("subject", "item", "month", "number", "of", "percent")]
    rows = table[table.index(heads) + 1 :]
    members = {item: row for subject, item, *row in rows if subject == t("adoption.subject.members")}
    assert members[t("adoption.signed")][1:] == ["1469", "2309", "63.62"]
    assert members[t("adoption.unsigned")][1:] == ["840", "2309", "36.38"]
    ways = [row for row in rows if row[0] == t("adoption.subject.ways")]
    assert sum(int(row[3]) for row in ways) == 1469
    signed = demo.row(demo_settings, "SELECT COUNT(*) FROM agreement WHERE state = 'in_force'")
    assert len({row[2] for row in rows if row[0] == t("adoption.subject.signed")}) == 12 and signed
