"""The statement of a loan and the certificate of its settlement, as text and as PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hfund_tui.documents.loan_papers import certificate_paper, render_pdf, render_text, statement_paper
from hfund_tui.documents.paper import Paper
from hfund_tui.domain.loans.papers import (
    LoanEvent,
    LoanEventKind,
    LoanHead,
    LoanStatement,
    SettlementCertificate,
)
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.receipt import PersonOnReceipt, StaffOnReceipt
from hfund_tui.domain.vocabulary import LoanState, RepaymentMethod
from hfund_tui.i18n import Language, Translator
from hfund_tui.widgets.text import cells
from tests.support.pdf_text import pieces

ZH, EN = Translator(Language.ZH), Translator(Language.EN)
IN_BOTH = pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
BRANCH = BilingualName("福田管理部", "Futian District Office")
STAFF = StaffOnReceipt("T0103", BilingualName("林晓梅", "Lin Xiaomei"))
MADE_AT = datetime(2020, 2, 27, 1, 41, tzinfo=UTC)
HEAD = LoanHead(
    contract_no="D2018030001",
    borrower=PersonOnReceipt("张示例", "440***********0018"),
    bank_code="CCB",
    principal_fen=500_000_00,
    rate="3.25",
    months=240,
    method=RepaymentMethod.EQUAL_INSTALMENT,
    disbursed_on=date(2018, 2, 20),
    state=LoanState.OVERDUE,
    balance_fen=437_000_00,
    settled_on=None,
)
STATEMENT = LoanStatement(
    HEAD,
    (
        LoanEvent(
            LoanEventKind.DISBURSED,
            date(2018, 2, 20),
            0,
            balance_fen=500_000_00,
            paid_on=date(2018, 2, 20),
        ),
        LoanEvent(
            LoanEventKind.INSTALMENT,
            date(2018, 3, 20),
            3_000_00,
            1_354_17,
            2_18,
            497_000_00,
            date(2018, 3, 25),
        ),
        LoanEvent(LoanEventKind.OFFSET, date(2019, 4, 1), 60_000_00, 37_92, 0, 437_000_00, date(2019, 4, 1)),
        LoanEvent(LoanEventKind.OVERDUE, date(2020, 2, 20), 1_600_00, 1_235_98, 0, 437_000_00),
    ),
    BRANCH,
    STAFF,
    MADE_AT,
)
CERTIFICATE = SettlementCertificate(
    replace(HEAD, state=LoanState.SETTLED, balance_fen=0, settled_on=date(2020, 2, 27)),
    "JQ20200227D2018030001",
    BRANCH,
    STAFF,
    MADE_AT,
)


def papers(t: Translator) -> list[Paper]:
    return [statement_paper(STATEMENT, t), certificate_paper(CERTIFICATE, t)]


@IN_BOTH
@pytest.mark.parametrize("width", [76, 72, 48, 32])
def test_every_line_fits(t: Translator, width: int) -> None:
    for paper in papers(t):
        lines = render_text(paper, t, width=width)
        assert max(map(cells, lines)) <= width


@IN_BOTH
def test_a_statement_says_how_each_payment_was_shared_and_what_was_left(t: Translator) -> None:
    text = "\n".join(render_text(statement_paper(STATEMENT, t), t, width=76))
    for amount in ("4,356.35", "1,354.17", "2.18", "497,000.00", "60,037.92", "37.92", "437,000.00"):
        assert amount in text
    for kind in LoanEventKind:
        assert kind is LoanEventKind.PREPAYMENT or t.term(kind) in text
    assert t("loan_paper.owed") in text and "2,835.98" in text
    assert "63,000.00" in text, "the principal that was paid"


@IN_BOTH
def test_a_certificate_names_loan_borrower_and_day(t: Translator) -> None:
    text = "\n".join(render_text(certificate_paper(CERTIFICATE, t), t, width=76))
    for words in (
        "D2018030001",
        "张示例",
        "440***********0018",
        "JQ20200227D2018030001",
        t.day(MADE_AT.date()),
    ):
        assert words in text


@IN_BOTH
def test_the_pdf_says_the_same(t: Translator, tmp_path: Path) -> None:
    for number, paper in enumerate(papers(t)):
        path = tmp_path / f"{number}.pdf"
        assert render_pdf(paper, t, path) == ()
        shown = "".join(one.text for one in pieces(path.read_bytes())).replace(" ", "")
        for words in (paper.title, paper.reference, "500,000.00"):
            assert words.replace(" ", "") in shown


def test_a_sample_says_that_it_is_one() -> None:
    plain, sample = (
        "\n".join(render_text(statement_paper(STATEMENT, ZH, sample=one), ZH)) for one in (False, True)
    )
    assert plain != sample


@IN_BOTH
def test_amounts_stand_under_each_other_and_say_what_they_are_where_there_is_no_room(t: Translator) -> None:
    wide = render_text(statement_paper(STATEMENT, t), t, width=72)
    events = [line for line in wide if line.startswith("20") and line.endswith("7,000.00")]
    assert len(events) == 2 and len({cells(line) for line in events}) == 1
    narrow = " ".join(render_text(statement_paper(STATEMENT, t), t, width=32))
    assert f"{t('loan_paper.left')} 497,000.00" in narrow and f"{t('loan_paper.amount')} 4,356.35" in narrow


@IN_BOTH
def test_the_heads_stand_on_every_page_of_the_pdf(t: Translator, tmp_path: Path) -> None:
    long = replace(STATEMENT, events=STATEMENT.events * 20)
    render_pdf(statement_paper(long, t), t, tmp_path / "long.pdf")
    shown = [one.text for one in pieces((tmp_path / "long.pdf").read_bytes())]
    assert shown.count(t("loan_paper.kind")) >= 2
