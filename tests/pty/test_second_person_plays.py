"""The supervisor's half of the work, played in a real terminal: closures, approvals, reversals, the day.

Four plays in one look each belong to the suite; all of them, in both languages and sizes, to `make play`.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from hfund_tui.domain.money import parse_yuan, plain_yuan
from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support.looks import one_look
from tests.support.plays import SUPERVISOR, Look, last_case, played_apart, sitting
from tests.support.waiting import to_a_new_card

pytestmark = pytest.mark.pty

OTHER_SUPERVISOR = "2002"
SIXTY, LEAVING, ACCEPTED = "440300196002279419", "430100198806159443", "360100198609099455"
SEALED_RENT = "430500198711219329"
NEW_CARD = "6227000000000000011"


def states(settings: Settings) -> list[str]:
    """Of the orders that pay 7,800.00, in their order."""
    query = "SELECT state FROM payment_order WHERE amount_fen = 780000 ORDER BY id"
    return list(demo.column(settings, query))


def all_but_failed(sent: str, failed: str) -> str:
    """The bank's answer to a payment file: the account that was to get `failed` is closed."""
    rows = list(csv.reader(io.StringIO(sent)))
    lines = [row for row in rows if row[0] == "D"]
    answers = [["R", rows[0][1]]]
    sums = {"paid": [0, 0], "failed": [0, 0]}
    for _, line_no, case_no, _, _, _, amount in lines:
        result = "failed" if amount == failed else "paid"
        answers.append(["D", line_no, case_no, amount, result, "账户已销户" if amount == failed else ""])
        sums[result][0] += 1
        sums[result][1] += parse_yuan(amount)
    total = [str(part) for n, fen in sums.values() for part in (n, plain_yuan(fen))]
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows([*answers, ["T", *total]])
    return target.getvalue()


@played_apart
@one_look(0)
def test_retirement_closure_approved_on_the_spot(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "retirement", look) as desk:
        desk.press(SIXTY, "<enter>")
        desk.run("2104")
        desk.press("<space>", "<space>")
        desk.sees("87,224.22")
        desk.press("<f9>")
        desk.approve()
    assert last_case(demo_settings, SIXTY) == ("retirement_closure", "completed")


@played_apart
@one_look(1)
def test_leaving_closure_paid_at_once(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "leaving", look) as desk:
        desk.press(LEAVING, "<enter>")
        desk.run("2103")
        desk.press("2", "20200214", "<space>", "<space>", "<space>")
        desk.sees("29,133.99")
        desk.press("<f9>")
        desk.approve()
    assert last_case(demo_settings, LEAVING) == ("leaving_closure", "completed")


@played_apart
@one_look(2)
def test_leaving_closure_accepted_then_taken_back(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "accepted", look) as desk:
        desk.press(LEAVING, "<enter>")
        desk.run("2103")
        desk.press("1", "202001", "<space>", "<space>", "<space>")
        desk.sees("2020-04-22")
        desk.press("<f9>")
        desk.approve()
        desk.press("<enter>")
        desk.run("2106")
        desk.press("<space>", "<space>", "<space>", "<space>")
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
    assert last_case(demo_settings, LEAVING) == ("cancel_closure", "completed")


@played_apart
@one_look(3)
def test_an_approval_from_the_queue_to_a_new_card(demo_settings: Settings, look: Look) -> None:
    """High risk: what is risky is typed again, and the own password."""
    station = demo.open_station(demo_settings)
    _, last_four = to_a_new_card(demo_settings, station)
    station.close()
    with sitting(demo_settings, "new-card", look, SUPERVISOR) as desk:
        desk.shot()
        desk.press("<f8>")
        desk.sees(desk.t("queue.count", n=2))
        desk.press("j", "<enter>")
        desk.sees(desk.t("approval.retyped_last_four"))
        desk.press(last_four, "<enter>", demo.password(SUPERVISOR), "<f9>")
        desk.sees(desk.t("queue.count", n=1))
        assert desk.terminal.keys <= 20
    assert last_case(demo_settings, demo.NEVER_SIGNED) == ("rent_withdrawal", "completed")


@played_apart
@one_look(0)
def test_a_rejection_and_its_maker(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "rejecting", look, SUPERVISOR) as desk:
        desk.press("<f8>", "<enter>")
        desk.sees(desk.t("approval.effects"))
        desk.press("<ctrl+n>")
        desk.shot()
        desk.press("1", "材料与申请不符", "<f9>")
        desk.sees(desk.t("queue.none"))
    assert last_case(demo_settings, demo.PROXY_PENDING)[1] == "rejected"
    with sitting(demo_settings, "rejected", look, demo.TELLER_2) as desk:
        desk.sees(desk.t("workbench.hints.rejected", n=1))
        desk.press("<f8>")
        desk.sees("材料与申请不符")


@played_apart
@one_look(1)
def test_sent_back_because_the_facts_changed_and_handed_in_again(demo_settings: Settings, look: Look) -> None:
    station = demo.open_station(demo_settings)
    to_a_new_card(demo_settings, station)
    station.close()
    demo.execute(
        demo_settings,
        "UPDATE account SET freeze = 'partial', frozen_fen = balance_fen - 500000 WHERE member_id ="
        " (SELECT id FROM member WHERE id_no = ?)",
        demo.NEVER_SIGNED,
    )
    with sitting(demo_settings, "changed", look, SUPERVISOR) as desk:
        desk.press("<f8>", "j", "<enter>")
        desk.terminal.idle()
        desk.shot()
        desk.press("<f9>")
        desk.shot()
        assert last_case(demo_settings, demo.NEVER_SIGNED)[1] == "returned"
    with sitting(demo_settings, "correcting", look) as desk:
        desk.sees(desk.t("workbench.hints.waiting", n=1))
        desk.press("<f8>", "<enter>")
        desk.shot()
        desk.press("<f9>")
        desk.shot()
        desk.press("<backtab>", "5000", "<enter>", "<space>", "<space>", "<f9>")
        desk.sees("Ctrl+R")
        desk.press("<esc>")
        desk.shot()
    assert last_case(demo_settings, demo.NEVER_SIGNED) == ("rent_withdrawal", "pending")
    with sitting(demo_settings, "difference", look, SUPERVISOR) as desk:
        desk.press("<f8>", "j", "<enter>")
        desk.shot()


@played_apart
@one_look(2)
def test_a_reversal(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "reversal", look) as desk:
        desk.press(demo.NEVER_SIGNED, "<enter>", "<f5>", "1", "<space>", "<space>", "<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
        desk.press("z", "2", "多付", "<enter>")
        desk.shot()
        desk.press("<f9>")
        desk.approve()
    assert last_case(demo_settings, demo.NEVER_SIGNED) == ("reverse_case", "completed")


@played_apart
@one_look(3)
def test_a_payout_that_failed_goes_to_another_card(
    demo_settings: Settings, look: Look, tmp_path: Path
) -> None:
    """Export and answer of the bank by the supervisor; another card and the redirection by the teller."""
    with sitting(demo_settings, "paid-out", look) as desk:
        desk.press(demo.NEVER_SIGNED, "<enter>", "<f5>", "1", "<space>", "<space>", "<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
    with sitting(demo_settings, "bank", look, SUPERVISOR) as desk:
        desk.run("9301")
        desk.sees("14,040.00")
        desk.press("<f9>")
        desk.shot()
        file = next(demo_settings.home.rglob("P20200227*.csv"))
        answers = tmp_path / "returns.csv"
        answers.write_text(all_but_failed(file.read_text("utf-8"), "7800.00"), "utf-8")
        desk.press("<esc>")
        desk.run("9302")
        desk.press(str(answers), "<enter>")
        desk.shot()
        desk.press("<f9>")
        desk.shot()
    assert states(demo_settings) == ["failed"]
    with sitting(demo_settings, "redirect", look) as desk:
        desk.press(demo.NEVER_SIGNED, "<enter>")
        desk.run("1201")
        desk.press("1", NEW_CARD, "<enter>", *["<space>"] * 4)
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
        desk.press("<enter>")
        desk.shot()
        desk.run("2107")  # the own ID was seen for the card
        desk.shot()
        desk.press("<f9>")
        desk.approve(retyped=(NEW_CARD[-4:],))
    assert states(demo_settings) == ["redirected", "held"]


@played_apart
@one_look(0)
def test_an_exception_with_its_papers(demo_settings: Settings, look: Look) -> None:
    """A sealed account: coded ground, words, numbers of the papers; counted on 9401."""
    with sitting(demo_settings, "exception", look) as desk:
        desk.press(SEALED_RENT, "<enter>", "<f5>", "1", "<space>", "<space>", "<f9>")
        desk.shot()
        desk.press("1", "重大疾病住院", "<enter>", "2020-A-017", "<enter>", "<f9>")
        desk.approve()
    with sitting(demo_settings, "counted", look, SUPERVISOR) as desk:
        desk.run("9401")
        desk.shot()
    assert last_case(demo_settings, SEALED_RENT) == ("rent_withdrawal", "completed")


@played_apart
@one_look(1)
def test_a_day_is_closed_with_words_and_yesterdays_work_goes_on(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "evening", look) as desk:
        desk.press(demo.NEVER_SIGNED, "<enter>", "<f5>", "1", "<space>", "<space>", "<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
        desk.press("<f2>", demo.LARGE_AMOUNT, "<enter>", "<f5>", "1", "50000", "<f7>", "午后再来", "<enter>")
        desk.shot()
    with sitting(demo_settings, "closing", look, SUPERVISOR) as desk:
        desk.run("9201")
        desk.shot()
        desk.press("c")
        desk.shot()
        desk.press("<f9>")
        desk.shot()
        desk.press("明日导出", "<enter>", "明日处理", "<enter>", "<f9>")
        desk.shot()
        desk.sees("2020-02-27")
        desk.press(SUPERVISOR, "<enter>", demo.password(SUPERVISOR), "<enter>")
        desk.sees("2020-02-28")
        desk.press("<f9>")
        desk.sees(desk.t("workbench.hints.title"))
        desk.press("<f8>", "<enter>")
        desk.sees(desk.t("approval.effects"))
        desk.press("<f9>")
        desk.sees(desk.t("queue.none"))
    with sitting(demo_settings, "next-day", look) as desk:
        desk.press("<f7>")
        desk.sees("午后再来")
        desk.press("<enter>")
        desk.sees("50000")
        desk.press("<enter>", "<space>", "<space>", "<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
    assert last_case(demo_settings, demo.LARGE_AMOUNT) == ("rent_withdrawal", "completed")
    assert last_case(demo_settings, demo.PROXY_PENDING) == ("sign_agreement", "completed")


@played_apart
@one_look(2)
def test_two_open_a_closed_day_again(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "reopening", look, SUPERVISOR) as desk:
        desk.run("9203")
        desk.press("明日处理", "<enter>", "<f9>")
        desk.shot()
        desk.press(SUPERVISOR, "<enter>", demo.password(SUPERVISOR), "<enter>")
        desk.sees("2020-02-28")
        desk.press("2")
        desk.shot()
        desk.press(OTHER_SUPERVISOR, "<enter>", demo.password(OTHER_SUPERVISOR), "<f9>")
        desk.sees(desk.t("workbench.hints.title"))
        desk.sees("2020-02-27")


@played_apart
@one_look(3)
def test_closures_that_are_due_are_settled_by_the_screen(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "batch", look, SUPERVISOR) as desk:
        desk.run("9303")
        desk.shot()
        desk.press("<f9>")
        desk.sees("23,990.96")
        desk.press("<enter>")
        desk.shot()


@one_look(0)
def test_a_window_that_changes_its_size_loses_nothing(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "resize", look) as desk:
        desk.press(demo.LARGE_AMOUNT, "<enter>", "<f5>", "1", "1234.5")
        desk.sees("1234.5")
        for columns, rows in ((60, 20), (132, 50), (79, 24), look[1]):
            desk.terminal.resize(columns, rows)
            desk.terminal.idle()
            if columns < 80:
                desk.sees(desk.t("frame.too_small").split("\n")[0])
                desk.press("9")  # nobody sees what it would do
            else:
                desk.sees("1,234.50")
        desk.press("6")
        desk.sees("1,234.56")
