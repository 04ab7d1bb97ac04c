"""Certificates and statements: what may be certified, numbered once, printed again with a mark, checked by code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hfund_tui.db.tables import Account, Loan, Member, StaffRelative
from hfund_tui.domain.certificate import CertificateRequest, ContributionCertificate
from hfund_tui.domain.issued import grouped
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import IssuedKind, LoanState
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.issued_documents import DocumentVerdict
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.services.test_loan_papers import settled, traces
from tests.support import branch, house
from tests.support.lending import CONTRACT, lend

M = Month
FIRST, LAST = M(2015, 1), M(2020, 2)
ASKED = CertificateRequest(1, M(2019, 3), LAST, with_balance=False, purpose="visa")


def issued(station: Workstation, teller: Session, **changes: object) -> ContributionCertificate:
    return station.certificates.issue(teller, replace(ASKED, **changes))


def test_what_it_certifies(station: Workstation, teller: Session) -> None:
    one = issued(station, teller, with_balance=True)
    assert (one.member.name, one.member.id_no) == ("张一", "440***********0018")
    assert (one.account_no, one.employer) == ("2*******001", "深圳示例科技有限公司")
    assert (one.base_fen, one.personal_rate_bp, one.employer_rate_bp) == (10_000_00, 1000, 1000)
    assert (one.monthly_due_fen, one.balance_fen) == (2_000_00, 50_000_00)
    assert (one.first, one.last, one.first_contribution, one.paid_through) == (M(2019, 3), LAST, FIRST, LAST)
    assert issued(station, teller).balance_fen is None


def test_the_period_proposed_are_the_last_twelve_paid_months(station: Workstation, teller: Session) -> None:
    terms = station.certificates.terms(teller, 1)
    assert (terms.first, terms.last, terms.proposed) == (FIRST, LAST, M(2019, 3))
    with branch.raw(station) as uow:
        uow.session.get_one(Account, branch.account_no(1)).first_contribution_month = M(2019, 12)
    assert station.certificates.terms(teller, 1).proposed == M(2019, 12)


CANNOT = [
    ("before the first contribution", {"first": M(2014, 12)}, "first", "certificate_month"),
    ("after the last paid month", {"last": M(2020, 3)}, "last", "certificate_month"),
    ("begins after the last paid month", {"first": M(2020, 3), "last": M(2020, 3)}, "first", "certificate_month"),
    ("backwards", {"first": M(2020, 1), "last": M(2019, 12)}, "last", "certificate_month"),
    ("no purpose", {"purpose": ""}, "purpose", "certificate_purpose"),
    ("a purpose nobody knows", {"purpose": "gift"}, "purpose", "certificate_purpose"),
    ("other without words", {"purpose": "other"}, "words", "certificate_words"),
    ("other with nothing but blanks", {"purpose": "other", "words": " \u200b "}, "words", "certificate_words"),
    ("too many words", {"purpose": "other", "words": "字" * 41}, "words", "text_too_long"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "field", "code"), CANNOT, ids=[one[0] for one in CANNOT])
def test_what_cannot_be_certified(station, teller, name, changes, field, code) -> None:
    for make in (station.certificates.draft, station.certificates.issue):
        with pytest.raises(BadInput) as bad:
            make(teller, replace(ASKED, **changes))
        assert (bad.value.field, bad.value.code) == (field, code)
    assert station.documents.of_today(teller).rows == ()


CAN = [
    ("one month", {"first": LAST, "last": LAST}, ""),
    ("all of it", {"first": FIRST, "last": LAST}, ""),
    ("other in words", {"purpose": "other", "words": " 出国留学\t[/] "}, "出国留学 [/]"),
    ("words that were left from another purpose", {"words": "留学"}, ""),
]


@pytest.mark.parametrize(("name", "changes", "words"), CAN, ids=[one[0] for one in CAN])
def test_what_can(station, teller, name, changes, words) -> None:
    assert issued(station, teller, **changes).words == words


def no_contribution(uow) -> None:
    uow.session.get_one(Account, branch.account_no(1)).paid_through = None


def own_account(uow) -> None:
    uow.session.get_one(Member, 1).id_no = branch.STAFF_IDS[branch.TELLER]


def relative(uow) -> None:
    uow.session.add(
        StaffRelative(staff_code=branch.TELLER, id_no=branch.MEMBER_IDS[1], declared_on=date(2020, 1, 1))
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (no_contribution, "certificate_nothing_paid"),
        (own_account, "maker_stands_aside"),
        (relative, "maker_stands_aside"),
    ],
)
def test_for_whom_there_is_none(station, teller, change, code) -> None:
    with branch.raw(station) as uow:
        change(uow)
    with pytest.raises(Refusal, match=code):
        station.certificates.terms(teller, 1)
    with pytest.raises(Refusal, match=code):
        issued(station, teller)
    assert traces(station, "1202:contribution_certificate") == ["refused"]


def test_numbers_count_up_by_kind_and_day_and_each_leaves_a_trace(station, teller) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    numbers = [issued(station, teller).stamp.number for _ in range(2)]
    statement = station.loan_papers.statement(teller, 1, CONTRACT).stamp.number
    assert numbers == ["JC2020022700030001", "JC2020022700030002"]
    assert statement == "DZ2020022700030001"
    tomorrow = house.tomorrow(station)
    assert issued(station, tomorrow).stamp.number == "JC2020022800030001"
    assert traces(station, "1202:contribution_certificate") == ["read"] * 3


def test_a_draft_is_no_paper(station, teller) -> None:
    assert station.certificates.draft(teller, ASKED).stamp.code == ""
    assert station.documents.of_today(teller).rows == ()


def verdict(station: Workstation, teller: Session, code: str) -> DocumentVerdict:
    return station.documents.verify(teller, code).verdict


def test_a_genuine_one_says_what_it_is_with_the_name_masked(station, teller) -> None:
    one = issued(station, teller)
    auditor = branch.sign_in(station, branch.AUDITOR)
    for who in (teller, auditor):
        found = station.documents.verify(who, grouped(one.stamp.code).lower())
        assert found.verdict is DocumentVerdict.GENUINE
        assert found.summary is not None and found.shown is not None
        assert (found.summary.kind, found.summary.number) == (
            IssuedKind.CONTRIBUTION_CERTIFICATE,
            one.stamp.number,
        )
        assert (found.summary.business_date, found.summary.member_name) == (branch.TODAY, "张*")
        assert found.paper == one
        assert found.shown.member.name == "张*"
    assert traces(station, "1203:verify_document") == ["read", "read"]


def test_a_statement_and_a_settlement_certificate_have_codes_too(station, teller) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    statement = station.loan_papers.statement(teller, 1, CONTRACT)
    settled(station)
    certificate = station.loan_papers.certificate(branch.sign_in(station), 1, CONTRACT)
    for paper, kind in (
        (statement, IssuedKind.LOAN_STATEMENT),
        (certificate, IssuedKind.SETTLEMENT_CERTIFICATE),
    ):
        found = station.documents.verify(teller, paper.stamp.code)
        assert found.verdict is DocumentVerdict.GENUINE
        assert found.summary is not None and found.summary.kind is kind
        assert found.paper == paper and found.shown.head.borrower.name == "张*"


def test_a_settlement_certificate_is_issued_once_and_then_printed_again(station, teller) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    settled(station)
    stamps = [station.loan_papers.certificate(teller, 1, CONTRACT).stamp for _ in range(3)]
    assert [one.copy for one in stamps] == [0, 1, 2]
    assert len({(one.number, one.code) for one in stamps}) == 1


def test_a_settlement_that_was_taken_back_outdates_its_certificate(station, teller) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    settled(station)
    code = station.loan_papers.certificate(teller, 1, CONTRACT).stamp.code
    with branch.raw(station) as uow:
        loan = uow.session.get_one(Loan, CONTRACT)
        loan.state, loan.settled_on, loan.balance_fen = LoanState.NORMAL, None, 1
    assert verdict(station, teller, code) is DocumentVerdict.OUTDATED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0000-0000-0000-0000", DocumentVerdict.UNKNOWN),
        ("1000-0000-0000-0000", DocumentVerdict.MISTYPED),
        ("", DocumentVerdict.MISTYPED),
        ("张[/]三\x1b", DocumentVerdict.MISTYPED),
    ],
)
def test_what_was_never_issued(station, teller, typed, said) -> None:
    issued(station, teller)
    assert verdict(station, teller, typed) is said


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issued_document SET data_json = replace(data_json, '1000000', '9000000')",
        "UPDATE issued_document SET data_json = 'x'",
        "UPDATE issued_document SET content_sha256 = '" + "a" * 64 + "'",
        "UPDATE issued_document SET kind = 'loan_statement'",
        "UPDATE issued_document SET number = 'JC2020022700030009'",
    ],
)
def test_what_was_changed_on_file_proves_nothing(station, teller, statement) -> None:
    code = issued(station, teller).stamp.code
    house.behind(station, statement)
    assert verdict(station, teller, code) is DocumentVerdict.CHANGED


def test_one_code_put_on_another_paper_proves_nothing(station, teller) -> None:
    """Whoever may write to the file swaps the codes of a small certificate and a large one."""
    small, large = issued(station, teller), issued(station, teller, with_balance=True)
    house.behind(
        station,
        f"UPDATE issued_document SET code = '{'0' * 16}' WHERE number = '{small.stamp.number}'",
        f"UPDATE issued_document SET code = '{small.stamp.code}' WHERE number = '{large.stamp.number}'",
    )
    assert verdict(station, teller, small.stamp.code) is DocumentVerdict.CHANGED


def test_a_reprint_says_the_same_is_marked_and_counted(station, teller) -> None:
    one = issued(station, teller)
    number = one.stamp.number
    for copy in (1, 2):
        again = station.documents.reprint(teller, number)
        assert replace(again, stamp=one.stamp) == one
        assert (again.stamp.number, again.stamp.code, again.stamp.copy) == (number, one.stamp.code, copy)
    assert station.documents.get(teller, number) == one
    (listed,) = station.documents.of_member(teller, 1).rows
    assert (listed.copies, listed.member_name) == (2, "张*")
    assert traces(station, "9103:reprint_receipt") == ["done", "done", "read"]
    with pytest.raises(Refusal, match="document_unknown"):
        station.documents.reprint(teller, "JC0")


def test_lists_are_of_the_member_of_today_or_own(station, teller) -> None:
    issued(station, teller)
    other = branch.sign_in(station, branch.TELLER_2)
    issued(station, other, member_id=2)
    assert [one.member_id for one in station.documents.of_member(teller, 2).rows] == [2]
    assert [one.member_id for one in station.documents.of_today(teller, own=True).rows] == [1]
    listed = station.documents.of_today(teller, limit=1)
    assert (len(listed.rows), listed.more, listed.rows[0].member_id) == (1, True, 2)


@pytest.mark.parametrize(
    ("code", "permitted"),
    [
        (branch.AUDITOR, {OperationCode.VERIFY_DOCUMENT}),
        (branch.AGENT, set()),
        (branch.ADMINISTRATOR, set()),
        (
            branch.SUPERVISOR,
            {OperationCode.VERIFY_DOCUMENT, OperationCode.CONTRIBUTION_CERTIFICATE},
        ),
    ],
)
def test_who_may_issue_and_who_may_verify(station, teller, code, permitted) -> None:
    typed = issued(station, teller).stamp.code
    who = branch.sign_in(station, code)
    may = set()
    for operation, call in (
        (OperationCode.CONTRIBUTION_CERTIFICATE, lambda: station.certificates.issue(who, ASKED)),
        (OperationCode.VERIFY_DOCUMENT, lambda: station.documents.verify(who, typed)),
    ):
        try:
            call()
        except Refusal as refusal:
            assert refusal.code == "not_permitted"
        else:
            may.add(operation)
    assert may == permitted


def test_everything_still_verifies(station, teller) -> None:
    issued(station, teller)
    house.clean(station)
