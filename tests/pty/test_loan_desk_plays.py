"""Co-repayers, offsets, papers, the calculator and the bank's files, played in a real terminal from sign-in on."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfund_tui.services.settings import Settings
from tests.support import demo_station as demo
from tests.support import house
from tests.support.looks import one_look
from tests.support.plays import SUPERVISOR, Look, last_case, played_apart, sitting

pytestmark = pytest.mark.pty

MOST_KEYS = 36
FATHER, SON = "20900000052", "20900000053"
CONTRACT = "DK20170000088"


def left_on(settings: Settings, account_no: str) -> int:
    (balance,) = demo.row(settings, "SELECT balance_fen FROM account WHERE account_no = ?", account_no)
    return int(balance)


def loans(settings: Settings, *id_nos: str) -> list[tuple[str, int]]:
    """State and balance (fen) of each member's loan."""
    query = "SELECT l.state, l.balance_fen FROM loan l JOIN member m ON m.id = l.member_id WHERE m.id_no = ?"
    return [demo.row(settings, query, one) for one in id_nos]


@played_apart
@one_look(0)
def test_offset_approved_on_the_spot(demo_settings: Settings, look: Look) -> None:
    """More than the accounts hold is refused with the most they do; less is taken, the father's money first."""
    with sitting(demo_settings, "offset", look) as desk:
        desk.press(demo.OFFSET_BORROWER, "<enter>", "/", "3108", "<enter>", "60500", "<enter>")
        desk.sees("60,549.16")
        desk.press("<space>", "<space>", "<f9>")
        desk.sees("Ctrl+R")
        assert desk.terminal.keys <= MOST_KEYS, desk.terminal.keys
        desk.approve()
        desk.press("<enter>")
        desk.sees("592,207.40")
    assert last_case(demo_settings, demo.OFFSET_BORROWER) == ("offset_repayment", "completed")
    assert [left_on(demo_settings, one) for one in (FATHER, SON)] == [0, 6_080_00 - 309_16]
    assert loans(demo_settings, demo.OFFSET_BORROWER) == [("normal", 592_207_40)]


@one_look(1)
@played_apart
def test_an_offset_that_is_too_much(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "shortfall", look) as desk:
        desk.press(demo.OFFSET_BORROWER, "<enter>", "/", "3108", "<enter>", "100000", "<enter>")
        desk.sees("66,266.16")
        desk.press("<space>", "<space>", "<f9>")
        desk.sees(desk.t("operation.refused", n=1)[:24])
        desk.press("<f9>")
        desk.sees(desk.t("document.refusal.title"))
    assert last_case(demo_settings, demo.OFFSET_BORROWER) == ("offset_repayment", "refused")
    assert left_on(demo_settings, FATHER) == 60_240_00


@one_look(2)
@played_apart
def test_a_co_repayer_signs_and_the_offset_is_possible(demo_settings: Settings, look: Look) -> None:
    """Apart from the contract's number it takes no more keys than any change."""
    contract = demo.MOTHERS_CONTRACT
    with sitting(demo_settings, "joining", look) as desk:
        desk.press(demo.JOINING_MOTHER, "<enter>", "/", "3106", "<enter>")
        desk.shot()
        desk.press(contract, "<enter>", "1")
        desk.sees("戚**")
        desk.press(*["<space>"] * 4)
        desk.shot()
        desk.press("<f9>")
        desk.sees(desk.t("receipt.label.receipt_no"))
        assert desk.terminal.keys - len(contract) <= MOST_KEYS, desk.terminal.keys
        desk.press("<f2>", demo.JOINING_BORROWER, "<enter>", "/", "3108", "<enter>")
        desk.sees("43,120.00")
    assert last_case(demo_settings, demo.JOINING_MOTHER) == ("sign_co_repayment", "completed")


@one_look(3)
@played_apart
@pytest.mark.parametrize(
    ("code", "id_no", "says"),
    [("3201", demo.LOAN_SHORT, "21,000.00"), ("3202", demo.LOAN_SETTLED, "JQ20191112DK20180000096")],
    ids=["statement", "certificate"],
)
def test_a_paper_is_read_and_saved(
    demo_settings: Settings, look: Look, code: str, id_no: str, says: str
) -> None:
    with sitting(demo_settings, code, look) as desk:
        desk.press(id_no, "<enter>")
        desk.run(code)
        desk.shot()
        desk.press("<end>")
        desk.sees(says)
        desk.press("p")
        desk.sees(desk.t("receipt.saved", path="").strip())
        desk.press("<enter>")
        desk.sees("1101")
    (paper,) = demo_settings.receipts.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


@one_look(0)
@played_apart
def test_a_loan_is_worked_out_without_a_member(demo_settings: Settings, look: Look) -> None:
    with sitting(demo_settings, "calculator", look) as desk:
        desk.run("3203")
        desk.press("500000", "<enter>", "240", "<enter>")
        desk.sees("2,835.98", "180,634.78")
        desk.press(*["<tab>"] * 5, "24", "<enter>", "100000", "<enter>")
        desk.sees("114,859.33", "65,775.45")
        desk.press("<f3>")
        desk.sees(desk.t("workbench.hints.title"))


@one_look(1)
@played_apart
def test_debits_go_to_the_bank_and_its_answers_come_back(
    demo_settings: Settings, look: Look, tmp_path: Path
) -> None:
    """One of two early repayments is debited and counts; the other is not, and its loan stays as it was."""
    before = loans(demo_settings, demo.LOAN_SHORT)
    for id_no, amount in ((demo.HAS_LOAN, "100000"), (demo.LOAN_SHORT, "5000")):
        with sitting(demo_settings, "repaying", look) as desk:
            desk.press(id_no, "<enter>", "<f6>", amount, "<enter>", "<space>", "<space>", "<f9>")
            desk.sees(desk.t("receipt.label.receipt_no"))
    failed = demo.row(
        demo_settings,
        "SELECT case_no FROM debit_order WHERE principal_fen = 500000 AND case_no NOT NULL",
    )
    with sitting(demo_settings, "debits", look, SUPERVISOR) as desk:
        desk.run("9304")
        desk.shot()
        desk.press("<f9>")
        desk.sees("SHA-256")
        file = next(demo_settings.home.rglob("D20200227*.csv"))
        answers = tmp_path / "returns.csv"
        answers.write_text(house.answer_to(file, {failed[0]: "余额不足"}), "utf-8")
        desk.press("<esc>")
        desk.run("9305")
        desk.press(str(answers), "<enter>")
        desk.sees("5,007.26")
        desk.press("<f9>")
        desk.sees(desk.t("payments.returns.taken"))
    assert loans(demo_settings, demo.HAS_LOAN) == [("normal", 363_306_48)]
    assert loans(demo_settings, demo.LOAN_SHORT) == before
    assert demo.column(
        demo_settings, "SELECT state FROM debit_order WHERE case_no NOT NULL ORDER BY case_no"
    ) == ["paid", "failed"]
