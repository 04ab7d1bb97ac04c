"""An employer's contribution list at a real terminal: looked through, taken in without its bad lines, and once."""

from __future__ import annotations

from contextlib import closing

import pytest

from hfund_tui.domain.months import Month
from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.contributing import Entry, contribution_list, hire
from tests.support.looks import one_look
from tests.support.plays import SUPERVISOR, Desk, Look, played_apart, sitting

pytestmark = pytest.mark.pty

MOST_KEYS = 10
BAD = range(7, 15)
"""The lines of the file contributions-bad.csv that have something wrong with them."""

PEOPLE = 4_000
BAR = "━"


def books(settings: Settings) -> list[tuple[int, ...]]:
    """All that a list may change: balances, postings, lines credited."""
    query = (
        "SELECT (SELECT SUM(balance_fen) FROM account), (SELECT COUNT(*) FROM journal_batch),"
        " (SELECT COUNT(*) FROM contribution_line), (SELECT COUNT(*) FROM contribution_file)"
    )
    return demo.rows(settings, query)


def given_back(settings: Settings) -> str:
    (file,) = (settings.outbox / "contributions").glob("*-return.csv")
    return file.read_text("utf-8-sig")


def reads_all_of_it(desk: Desk, *words: str) -> None:
    """Every word is somewhere on the way down."""
    missing = set(words)
    while True:
        desk.shot()
        seen = desk.terminal.text
        missing -= {one for one in missing if one in seen}
        if not missing:
            return
        desk.press("<pagedown>")
        desk.terminal.wait_for_another(seen)


@one_look(2)
def test_a_list_with_bad_lines(demo_settings: Settings, look: Look) -> None:
    before = books(demo_settings)
    with sitting(demo_settings, "list", look, SUPERVISOR) as desk:
        t = desk.t
        desk.press("/", "9306")
        desk.sees("contributions-bad.csv", "contributions-good.csv")
        desk.press("<down>", "<enter>")
        desk.sees(t("contributions.some_bad", n=8), "16,123.41", "6,168.70")
        reads_all_of_it(desk, *(t("table.line", n=n) for n in BAD))
        assert books(demo_settings) == before, "looking through writes nothing"
        desk.terminal.keys = 7
        desk.press("<f9>")
        desk.sees(
            t("contributions.taken", file_no="C202002270003001"), t("contributions.returned", path="").strip()
        )
        assert desk.terminal.keys <= MOST_KEYS
        after = books(demo_settings)
        assert after != before
        desk.press("<f9>")
        desk.sees(t("contributions.done"))
        desk.press("<enter>")
        desk.sees(t("contributions.known"), t("contributions.none_good"))
        desk.press("<f9>")
        desk.sees(t("contributions.none_good"))
        assert books(demo_settings) == after, "once is once"
        desk.press("<f3>")
        desk.sees(t("workbench.hints.title"))
    (file,) = demo.rows(demo_settings, "SELECT lines, taken, taken_fen FROM contribution_file")
    assert file == (12, 4, 6_168_70)
    back = given_back(demo_settings).splitlines()
    assert len([one for one in back if one[:1].isdecimal()]) == len(BAD), back


@one_look(1)
@played_apart
def test_a_long_list_shows_how_far_it_is(demo_settings: Settings, look: Look) -> None:
    with closing(demo.open_station(demo_settings)) as station:
        lines = hire(station, PEOPLE, like=demo.ACCOUNT)
    wrong = [Entry("39999999999", lines[0].id_no, "王某"), *lines]
    demo_settings.inbox.mkdir(exist_ok=True)
    content = contribution_list(wrong, employer_no="900001", month=Month(2020, 2))
    (demo_settings.inbox / "a-long-one.csv").write_bytes(content)
    with sitting(demo_settings, "long-list", look, SUPERVISOR) as desk:
        desk.press("/", "9306")
        desk.sees("a-long-one.csv")
        desk.press("<down>", "<enter>")
        desk.sees(desk.t("contributions.some_bad", n=1))
        seen = len(desk.terminal.received)
        desk.press("<f9>")
        desk.sees(desk.t("contributions.taken", file_no="C202002270003001"))
        drawn = bytes(desk.terminal.received[seen:]).decode("utf-8", "replace")
        assert BAR in drawn and "50%" in drawn
        assert BAR not in desk.terminal.text
    assert demo.rows(demo_settings, "SELECT taken FROM contribution_file") == [(PEOPLE,)]
