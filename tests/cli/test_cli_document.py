"""hfund verify-document: a paper is held against what was issued."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from hfund_tui.cli.document import _SAID
from hfund_tui.documents.issued import render_pdf, render_text
from hfund_tui.domain.certificate import CertificateRequest
from hfund_tui.domain.issued import grouped
from hfund_tui.domain.months import Month
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.issued_documents import DocumentVerdict
from tests.support.house import behind

ZH, EN = Translator(Language.ZH), Translator(Language.EN)


@pytest.fixture
def certificate(station, teller):
    asked = CertificateRequest(1, Month(2019, 3), Month(2020, 2), with_balance=True, purpose="visa")
    return station.certificates.issue(teller, asked)


@pytest.fixture
def ask(hfund, station, branch_settings, certificate):
    """The command line of that branch, asked about a code."""

    def call(code: str = grouped(certificate.stamp.code), *more: str):
        return hfund("verify-document", "--home", str(branch_settings.home), *more, "--", code)

    return call


def test_a_genuine_one_says_what_it_is_with_the_name_masked(ask, certificate):
    outcome = ask()
    assert (outcome.code, outcome.err) == (0, "")
    for words in ("Genuine", certificate.stamp.number, "2020-02-27", "50,000.00", "张*"):
        assert words in outcome.out
    assert "张一" not in outcome.out


def test_for_machines(ask, certificate):
    outcome = ask(certificate.stamp.code.lower(), "--json")
    assert outcome.code == 0
    assert outcome.json == {
        "genuine": True,
        "verdict": "genuine",
        "number": "JC2020022700030001",
        "kind": "contribution_certificate",
        "business_date": "2020-02-27",
        "issued_at": "2020-02-27T01:41:00+00:00",
        "member": "张*",
        "copies": 0,
    }
    assert ask("0" * 16, "--json").json == {"genuine": False, "verdict": "unknown"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("0000-0000-0000-0000", "Unknown"),
        ("0000-0000-0000-0001", "Mistyped"),
        ("", "Mistyped"),
        ("张三", "Mistyped"),
        ("\ud800", "Mistyped"),
        ("[/]'--", "Mistyped"),
    ],
)
def test_what_was_never_issued(ask, code, said):
    outcome = ask(code)
    assert outcome.code == 1
    assert said in outcome.out and "440" not in outcome.out


def test_what_was_changed_on_file_proves_nothing(ask, station):
    behind(station, "UPDATE issued_document SET data_json = replace(data_json, '5000000', '9000000')")
    outcome = ask()
    assert outcome.code == 1
    assert "was changed" in outcome.out


@pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("sample", [False, True])
@pytest.mark.parametrize("copy", [0, 1])
def test_every_print_of_it_is_known_again(ask, station, teller, certificate, tmp_path, t, sample, copy):
    paper = certificate if not copy else station.documents.reprint(teller, certificate.stamp.number)
    pdf, text = tmp_path / "a.pdf", tmp_path / "a.txt"
    render_pdf(paper, t, pdf, sample=sample)
    text.write_text("\n".join(render_text(paper, t, width=76, sample=sample)), encoding="utf-8")
    for path in (pdf, text):
        assert ask(grouped(certificate.stamp.code), "--paper", str(path)).code == 0


ALTERED = [
    ("the balance", {"balance_fen": 950_000_00}),
    ("the base", {"base_fen": 20_000_00}),
    ("the period", {"first": Month(2015, 1)}),
    ("the balance left out", {"balance_fen": None}),
]


@pytest.mark.parametrize(("name", "change"), ALTERED, ids=[one[0] for one in ALTERED])
def test_a_genuine_code_on_an_altered_paper(ask, certificate, tmp_path, name, change):
    pdf, text = tmp_path / "a.pdf", tmp_path / "a.txt"
    forged = replace(certificate, **change)
    render_pdf(forged, ZH, pdf)
    text.write_text("\n".join(render_text(forged, ZH)), encoding="utf-8")
    for path in (pdf, text):
        outcome = ask(grouped(certificate.stamp.code), "--paper", str(path))
        assert outcome.code == 1 and "Altered" in outcome.out
        assert "50,000.00" in outcome.out
    outcome = ask(grouped(certificate.stamp.code), "--json", "--paper", str(text))
    assert (outcome.json["genuine"], outcome.json["verdict"]) == (False, "altered")


def test_a_file_that_is_not_there(ask, tmp_path):
    outcome = ask("0" * 16, "--paper", str(tmp_path / "none.pdf"))
    assert outcome.code == 2 and "can't be read" in outcome.err


def test_every_verdict_has_words():
    assert set(_SAID) == {one.value for one in DocumentVerdict}


def test_a_paper_that_is_no_file_is_refused_and_not_waited_for(ask, tmp_path):
    pipe = tmp_path / "paper.pdf"
    os.mkfifo(pipe)
    outcome = ask(grouped("0" * 16), "--paper", str(pipe))
    assert outcome.code == 2 and "can't be read" in outcome.err
