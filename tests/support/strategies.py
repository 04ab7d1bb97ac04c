"""Hypothesis strategies for requests and facts: anything that can be asked, and anything that can be true."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from hfund_tui.domain.facts import BalanceSpan, Facts, InsuranceFacts, PasswordFacts, ProxyBackground
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ChecklistItem, Matter, OperationCode, Presence
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    HomeDeclaration,
    InsuranceProof,
    LinkCard,
    NewProxy,
    ProxyOnFile,
    RecordInsurance,
    RedirectPayout,
    Request,
    ResetPassword,
    RetirementCertificate,
    ReverseCase,
    RevokeProxy,
    SetPassword,
    SettleClosure,
    SignAgreement,
    TerminateAgreement,
    Withdraw,
)
from hfund_tui.domain.vocabulary import (
    AccountState,
    CaseStatus,
    Channel,
    Freeze,
    InsuranceStatus,
    LoanState,
    PasswordState,
    PaymentState,
    ProxyDocumentKind,
    ProxyRelation,
    ReversalObstacle,
    Sex,
    Verification,
)
from tests.support import builders, loans

TEXTS = st.text(max_size=12)
DATES = st.dates()
NEAR_DATES = st.dates(date(2019, 1, 1), date(2021, 12, 31))
MONTHS = st.builds(Month, st.integers(2015, 2021), st.integers(1, 12))
MATTERS = st.frozensets(st.sampled_from(Matter))
ID_NUMBERS = st.sampled_from(
    [
        builders.PROXY_ID_NO,
        builders.MEMBER_ID_NO,
        builders.TELLER_ID_NO,
        builders.resident_id(date(2002, 2, 28)),
        builders.resident_id(date(2010, 1, 1)),
        builders.PROXY_ID_NO[:-1],
        "",
    ]
)


CERTIFICATES = st.builds(RetirementCertificate, st.sampled_from(["2019-0001", "", " "]), NEAR_DATES)
PROOFS = st.builds(
    InsuranceProof, st.sampled_from(InsuranceStatus), st.none() | MONTHS, st.none() | NEAR_DATES
)


def new_proxies(
    dates: st.SearchStrategy[date] = DATES,
    texts: st.SearchStrategy[str] = TEXTS,
    numbers: st.SearchStrategy[str] = TEXTS,
) -> st.SearchStrategy[NewProxy]:
    return st.builds(
        NewProxy,
        name=texts,
        id_kind=st.sampled_from(IdKind),
        id_no=numbers,
        relation=st.sampled_from(ProxyRelation),
        document_kind=st.sampled_from(ProxyDocumentKind),
        notary=texts,
        certificate_no=texts,
        issued_on=dates,
        valid_from=dates,
        valid_to=st.none() | dates,
        matters=MATTERS,
    )


def requests(proxies: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Request]:
    """Any request of any type."""
    common: dict[str, Any] = {
        "member_id": st.integers(1, 2**62),
        "presence": st.sampled_from(Presence),
        "verification": st.sampled_from(Verification),
        "proxy": st.none() | st.builds(ProxyOnFile, st.integers(1, 2**62)) | (proxies or new_proxies()),
        "ticked": st.frozensets(st.sampled_from(ChecklistItem)),
    }
    case_nos = st.sampled_from([builders.ACCEPTED.case_no, "1"])
    return st.one_of(
        st.builds(
            CloseAccount,
            kind=st.sampled_from(sorted(CloseAccount.KINDS)),
            certificate=st.none() | CERTIFICATES,
            insurance=st.none() | PROOFS,
            **common,
        ),
        st.builds(LinkCard, bank_code=TEXTS, card_no=TEXTS, **common),
        st.builds(SetPassword, seal=TEXTS, **common),
        st.builds(ResetPassword, **common),
        st.builds(RedirectPayout, case_no=case_nos, **common),
        st.builds(
            ReverseCase,
            case_no=case_nos,
            reason=TEXTS,
            words=TEXTS,
            returned_reference=TEXTS,
            **common,
        ),
        st.builds(SettleClosure, case_no=case_nos, insurance=st.none() | PROOFS, **common),
        st.builds(CancelClosure, case_no=case_nos, **common),
        st.builds(RecordInsurance, insurance=PROOFS, **common),
        st.builds(SignAgreement, version=TEXTS, **common),
        st.builds(TerminateAgreement, **common),
        st.builds(RevokeProxy, document_id=st.integers(1, 2**62), **common),
        st.builds(
            Withdraw,
            kind=st.sampled_from(sorted(Withdraw.KINDS)),
            amount_fen=st.none() | st.integers(0, 10**13),
            home=st.none() | st.builds(HomeDeclaration, st.booleans()),
            **common,
        ),
    )


# Every way in which a case differs from the ordinary one, for facts and for requests.
_FACTS: dict[str, st.SearchStrategy[Any]] = {
    "business_date": st.dates(date(2019, 12, 1), date(2020, 12, 31)),
    "channel": st.sampled_from(Channel),
    "maker_id_no": st.sampled_from([builders.TELLER_ID_NO, builders.MEMBER_ID_NO, builders.PROXY_ID_NO]),
    "deceased": st.booleans(),
    "state": st.sampled_from(AccountState),
    "freeze": st.sampled_from(Freeze),
    "balance_fen": st.sampled_from([0, 1, 1_000_00, 90_000_00]),
    "held_fen": st.sampled_from([0, 500_00, 90_000_00]),
    "frozen_fen": st.sampled_from([0, 500_00]),
    "personal_due_fen": st.sampled_from([0, 1_000_00, 20_000_00]),
    "employer_due_fen": st.sampled_from([0, 1_000_00, 20_000_00]),
    "first_contribution": st.none() | MONTHS,
    "last_withdrawal": st.none() | MONTHS,
    "sealed_on": st.none() | NEAR_DATES,
    "password_is_initial": st.booleans(),
    "loan": st.sampled_from([None, loans.LOAN]),
    "card": st.none() | st.just(builders.CARD),
    "class_one": st.booleans(),
    "holder_is_member": st.booleans(),
    "agreement": st.none() | st.just(builders.AGREEMENT),
    "documents": st.lists(
        st.builds(
            builders.document,
            relation=st.sampled_from(ProxyRelation),
            kind=st.sampled_from(ProxyDocumentKind),
            valid_from=NEAR_DATES,
            valid_to=NEAR_DATES,
            matters=MATTERS,
            revoked_on=st.none() | NEAR_DATES,
        ),
        max_size=1,
    ).map(tuple),
    "proxy": st.builds(ProxyBackground, st.booleans(), st.integers(0, 3), st.booleans(), st.integers(0, 8)),
    "last_proxy_act": st.none() | st.dates(date(2020, 2, 20), date(2020, 2, 27)),
    "claimed_months": st.frozensets(MONTHS, max_size=5),
    "counts": st.builds(
        builders.counts,
        st.sampled_from(sorted(Withdraw.KINDS)),
        counter_this_year=st.integers(0, 3),
        self_service_this_month=st.integers(0, 2),
    ),
    "open_cases": st.lists(st.builds(builders.open_case, st.sampled_from(OperationCode)), max_size=2).map(
        tuple
    ),
    "loans": st.lists(st.builds(builders.loan, st.sampled_from(LoanState)), max_size=2).map(tuple),
    "home_on_file": st.booleans(),
    "refused_today": st.integers(0, 4),
    "relatives": st.frozensets(st.sampled_from([builders.MEMBER_ID_NO, builders.PROXY_ID_NO])),
    "hukou_shenzhen": st.booleans(),
    "birth_date": st.dates(date(1959, 1, 1), date(1966, 12, 31)),
    "sex": st.sampled_from(Sex),
    "insurance": st.none()
    | st.builds(
        InsuranceFacts,
        st.sampled_from(InsuranceStatus),
        st.none() | MONTHS,
        st.none() | NEAR_DATES,
        NEAR_DATES,
    ),
    "failed_payouts": st.lists(
        st.builds(replace, st.just(builders.FAILED), card_id=st.sampled_from([6, 7])), max_size=1
    ).map(tuple),
    "card_taken": st.booleans(),
    "mobile_changed_on": st.none() | st.dates(date(2020, 2, 20), date(2020, 2, 27)),
    "password": st.builds(
        PasswordFacts,
        st.sampled_from(PasswordState),
        st.integers(0, 6),
        st.booleans(),
        st.none() | st.just("138****0001"),
    ),
    "linked_on": st.sampled_from([date(2016, 5, 4), date(2020, 2, 26)]),
    "paid_before": st.booleans(),
    "target": st.none()
    | st.builds(
        replace,
        st.just(builders.TARGET),
        status=st.sampled_from(CaseStatus),
        operation=st.sampled_from([OperationCode.RENT_WITHDRAWAL, OperationCode.REVERSE_CASE]),
        payment=st.none() | st.sampled_from(PaymentState),
        posted_on=NEAR_DATES,
        latest=st.booleans(),
        undoable=st.booleans(),
        obstacle=st.none() | st.sampled_from(ReversalObstacle),
    ),
    "accepted_closure": st.none() | st.just(builders.ACCEPTED),
    "balances": st.lists(st.builds(BalanceSpan, NEAR_DATES, st.integers(0, 10**9)), max_size=3).map(
        lambda some: tuple(sorted(some, key=lambda one: one.since))
    ),
}


@st.composite
def facts(draw: st.DrawFn, most: int = 6) -> Facts:
    """The ordinary facts with up to `most` differences."""
    names = draw(st.sets(st.sampled_from(sorted(_FACTS)), max_size=most))
    return builders.facts(**{name: draw(_FACTS[name]) for name in sorted(names)})


_PROXIES = st.one_of(
    st.builds(builders.new_proxy),
    st.builds(builders.spouse),
    st.just(ProxyOnFile(11)),
    st.just(ProxyOnFile(99)),
    st.none(),
    new_proxies(NEAR_DATES, st.sampled_from(["李代办", "", " "]), ID_NUMBERS),
    new_proxies(),
)


_CARDS = ("link", "redirect", "reverse", "set_password", "reset_password")
_CLOSINGS = ("retire", "leave", "settle", "take_back", "record_insurance")


@st.composite
def ordinary_requests(draw: st.DrawFn) -> Any:
    """Requests as they come to a counter: complete but for a slip here and there."""
    if draw(st.booleans()) and draw(st.booleans()):
        return loans.loan_request(draw(st.sampled_from(loans.LOAN_CHANGES)))
    build = draw(st.sampled_from(["sign", "terminate", "revoke", "rent", "other", *_CLOSINGS, *_CARDS]))
    changes: dict[str, Any] = {}
    if draw(st.booleans()):
        changes["ticked"] = draw(st.frozensets(st.sampled_from(ChecklistItem)))
    if draw(st.booleans()):
        changes["ground"] = builders.GROUND
    if build == "sign":
        changes["version"] = draw(st.sampled_from([builders.AGREEMENT_VERSION, "2015-01"]))
    if build in ("rent", "other"):
        changes["amount_fen"] = draw(st.none() | st.sampled_from([0, 1, 100_00, 7_800_00, 10**9]))
    if build == "retire":
        changes["certificate"] = draw(st.none() | CERTIFICATES)
    if build in ("leave", "settle"):
        changes["insurance"] = draw(st.none() | PROOFS)
    if build == "record_insurance":
        changes["insurance"] = draw(PROOFS)
    if build == "link":
        changes["bank_code"] = draw(st.sampled_from(["CMB", "PAB", "HSBC", ""]))
        changes["card_no"] = draw(st.sampled_from(["6225880000000009", "6225880000000001", "62", ""]))
    if build == "reverse":
        changes["reason"] = draw(st.sampled_from(["wrong_amount", "because", ""]))
        changes["returned_reference"] = draw(st.sampled_from(["", " ", "退-1"]))
    if build == "rent":
        changes["home"] = draw(st.none() | st.builds(HomeDeclaration, st.booleans()))
    request = getattr(builders, build)(**changes)
    if build in ("settle", "take_back") and draw(st.booleans()):
        return builders.absent(request)
    return builders.by_proxy(request, draw(_PROXIES)) if draw(st.booleans()) else request
