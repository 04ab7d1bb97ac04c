"""Builders of facts and requests: one ordinary case, and what a test wants changed about it.

The ordinary member stands at the counter on 2020-02-27, may sign the agreement and may withdraw: 2,000.00 due
a month, last withdrawal in 2019-08, 50,000.00 on the account, no agreement yet. All people are invented.
"""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from stdnum.cn import ric

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.facts import (
    AcceptedClosure,
    AccountFacts,
    AgreementFacts,
    CardFacts,
    DocumentFacts,
    Facts,
    FailedPayout,
    InsuranceFacts,
    LoanFacts,
    MemberFacts,
    OpenCase,
    PasswordFacts,
    ProxyBackground,
    ReversalTarget,
    WithdrawalCounts,
)
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter, OperationCode, Presence
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    ExceptionGround,
    HomeDeclaration,
    InsuranceProof,
    LinkCard,
    NewProxy,
    ProxyOnFile,
    RecordInsurance,
    RedirectPayout,
    Request,
    ResetPassword,
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
    AgreementKind,
    CaseStatus,
    Channel,
    Freeze,
    InsuranceStatus,
    LoanState,
    PasswordState,
    PaymentState,
    ProxyDocumentKind,
    ProxyRelation,
    Sex,
    Verification,
)
from tests.support.policies import TODAY


def resident_id(born: date, order: int = 1, region: str = "440304") -> str:
    """A well-formed citizen number; an odd order means a man."""
    body = f"{region}{born:%Y%m%d}{order:03}"
    return body + str(ric.calc_check_digit(body + "0"))


MEMBER_ID_NO = resident_id(date(1985, 6, 15), 1)
PROXY_ID_NO = resident_id(date(1987, 3, 9), 2)
TELLER_ID_NO = resident_id(date(1990, 11, 30), 3)

AGREEMENT_VERSION = "2020-02"
ALL_MATTERS = frozenset(Matter)

MEMBER = MemberFacts(
    member_id=1,
    id_kind=IdKind.RESIDENT,
    id_no=MEMBER_ID_NO,
    name="张示例",
    sex=Sex.MALE,
    birth_date=date(1985, 6, 15),
    hukou_shenzhen=False,
    deceased=False,
)
ACCOUNT = AccountFacts(
    account_no="20123456789",
    state=AccountState.NORMAL,
    freeze=Freeze.NONE,
    balance_fen=50_000_00,
    held_fen=0,
    frozen_fen=0,
    personal_due_fen=1_000_00,
    employer_due_fen=1_000_00,
    first_contribution=Month(2015, 3),
    paid_through=Month(2020, 2),
    sealed_on=None,
    last_withdrawal=Month(2019, 8),
    password_is_initial=False,
)
CARD = CardFacts(
    card_id=7,
    bank_code="CCB",
    last_four="8821",
    class_one=True,
    holder_is_member=True,
    linked_on=date(2016, 5, 4),
)
AGREEMENT = AgreementFacts(3, AgreementKind.SELF_SERVICE, AGREEMENT_VERSION, date(2020, 2, 27))
PASSWORD = PasswordFacts(PasswordState.OWN, handed_over=True, mobile="138****0001")
STRANGER = ProxyBackground(is_staff=False, other_principals_today=0, certificate_taken=False)
FACTS = Facts(
    business_date=TODAY,
    channel=Channel.COUNTER,
    maker_id_no=TELLER_ID_NO,
    member=MEMBER,
    account=ACCOUNT,
    card=CARD,
    agreement=None,
    agreement_texts={AGREEMENT_VERSION: "a" * 64},
    documents=(),
    proxy=STRANGER,
    last_proxy_act=None,
    claimed_months=frozenset(),
    counts={
        OperationCode.RENT_WITHDRAWAL: WithdrawalCounts(0, 0),
        OperationCode.OTHER_HOUSING_WITHDRAWAL: WithdrawalCounts(0, 0),
    },
    open_cases=(),
    loans=(),
    password=PASSWORD,
)

GROUND = ExceptionGround("serious_illness", "住院三个月，见病历", ("2020-A-017",))

_PARTS = {"member": MemberFacts, "account": AccountFacts, "card": CardFacts}


def facts(**changes: Any) -> Facts:
    """The ordinary facts with changes. Fields of member, account and card are given by their own names."""
    return change(FACTS, **changes)


def change(facts: Facts, **changes: Any) -> Facts:
    """The same facts with changes, as `facts` takes them."""
    own = {name: changes.pop(name) for name in _names(Facts) & changes.keys()}
    for part, kind in _PARTS.items():
        inner = {name: changes.pop(name) for name in _names(kind) & changes.keys()}
        if inner:
            own[part] = replace(own.get(part) or getattr(facts, part) or CARD, **inner)
    if changes:
        raise TypeError(f"no such facts: {', '.join(changes)}")
    return replace(facts, **own)


def _names(kind: type) -> set[str]:
    return {one.name for one in fields(kind)}


def counts(
    kind: OperationCode, *, counter_this_year: int = 0, self_service_this_month: int = 0
) -> dict[OperationCode, WithdrawalCounts]:
    """Counts in which only one kind of withdrawal happened before."""
    return {**FACTS.counts, kind: WithdrawalCounts(counter_this_year, self_service_this_month)}


def open_case(operation: OperationCode, amount_fen: int = 100_00) -> OpenCase:
    return OpenCase("202002270755000001", operation, amount_fen)


def loan(state: LoanState = LoanState.NORMAL) -> LoanFacts:
    return LoanFacts("SZ2017000123", state, 463_306_48)


def document(**changes: Any) -> DocumentFacts:
    """A power of attorney on file that names every matter and is in force."""
    on_file = DocumentFacts(
        document_id=11,
        proxy_name="李代办",
        proxy_id_kind=IdKind.RESIDENT,
        proxy_id_no=PROXY_ID_NO,
        proxy_birth_date=date(1987, 3, 9),
        relation=ProxyRelation.FRIEND,
        kind=ProxyDocumentKind.NOTARISED_POA,
        notary="深圳公证处",
        certificate_no="(2020)深证字第00001号",
        issued_on=date(2020, 1, 6),
        valid_from=date(2020, 1, 6),
        valid_to=date(2020, 12, 31),
        matters=ALL_MATTERS,
        revoked_on=None,
    )
    return replace(on_file, **changes)


def new_proxy(**changes: Any) -> NewProxy:
    """A friend with a new power of attorney that names every matter and is in force."""
    shown = NewProxy(
        name="李代办",
        id_kind=IdKind.RESIDENT,
        id_no=PROXY_ID_NO,
        relation=ProxyRelation.FRIEND,
        document_kind=ProxyDocumentKind.NOTARISED_POA,
        notary="深圳公证处",
        certificate_no="(2020)深证字第00001号",
        issued_on=date(2020, 1, 6),
        valid_from=date(2020, 1, 6),
        valid_to=date(2020, 12, 31),
        matters=ALL_MATTERS,
    )
    return replace(shown, **changes)


def spouse(**changes: Any) -> NewProxy:
    """A spouse who shows the marriage certificate."""
    return new_proxy(
        **{
            "relation": ProxyRelation.SPOUSE,
            "document_kind": ProxyDocumentKind.MARRIAGE_CERTIFICATE,
            "notary": "深圳市福田区民政局",
            "valid_to": None,
            **changes,
        }
    )


def sign(**changes: Any) -> SignAgreement:
    """Sign the current text, in person, with every paper seen."""
    return _complete(SignAgreement(member_id=1, version=AGREEMENT_VERSION), changes)


def grounded(request: Request) -> Any:
    """The same request with the ground of an exception."""
    return replace(request, ground=GROUND)


def terminate(**changes: Any) -> TerminateAgreement:
    return _complete(TerminateAgreement(member_id=1), changes)


def revoke(**changes: Any) -> RevokeProxy:
    """Take back the document that `document` builds."""
    return _complete(RevokeProxy(member_id=1, document_id=11), changes)


def rent(**changes: Any) -> Withdraw:
    """Withdraw all that is possible for rent, no home declared, in person, with every paper seen."""
    return _complete(
        Withdraw(member_id=1, kind=OperationCode.RENT_WITHDRAWAL, home=HomeDeclaration(owns_home=False)),
        changes,
    )


def other(**changes: Any) -> Withdraw:
    """Withdraw all that is possible for other housing consumption, in person, with every paper seen."""
    return _complete(Withdraw(member_id=1, kind=OperationCode.OTHER_HOUSING_WITHDRAWAL), changes)


# Closing: the accepted closure of those who left in December 2019, and what is known of their insurance.
ACCEPTED = AcceptedClosure("201912100755000001", date(2019, 12, 10))
TRANSFERRED = InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=date(2020, 2, 20))


def insured(
    status: InsuranceStatus,
    last_paid: Month | None = None,
    settled_on: date | None = None,
    known_on: date = TODAY,
) -> InsuranceFacts:
    return InsuranceFacts(status, last_paid, settled_on, known_on)


def closing(**changes: Any) -> Facts:
    """Facts of somebody whose account is sealed, of 60 years today, insured until January."""
    ordinary: dict[str, Any] = {
        "state": AccountState.SEALED,
        "sealed_on": date(2020, 1, 15),
        "birth_date": date(1960, 2, 27),
        "insurance": insured(InsuranceStatus.STOPPED, Month(2020, 1)),
    }
    return facts(**{**ordinary, **changes})


def accepted(**changes: Any) -> Facts:
    """Facts of somebody whose closure was accepted in December and is due since 22 February."""
    own = OpenCase(ACCEPTED.case_no, OperationCode.LEAVING_CLOSURE, 0)
    waiting: dict[str, Any] = {
        "state": AccountState.CLOSED_UNSETTLED,
        "accepted_closure": ACCEPTED,
        "open_cases": (own,),
        "insurance": insured(InsuranceStatus.STOPPED, Month(2019, 11)),
    }
    return closing(**{**waiting, **changes})


def retire(**changes: Any) -> CloseAccount:
    """Close the account on retirement, in person, with every paper seen."""
    return _complete(CloseAccount(member_id=1, kind=OperationCode.RETIREMENT_CLOSURE), changes)


def leave(**changes: Any) -> CloseAccount:
    """Close the account on leaving the city; what is on file about the insurance counts."""
    return _complete(CloseAccount(member_id=1, kind=OperationCode.LEAVING_CLOSURE), changes)


def settle(**changes: Any) -> SettleClosure:
    """Settle the accepted closure at the member's wish."""
    return _complete(SettleClosure(member_id=1, case_no=ACCEPTED.case_no), changes)


def take_back(**changes: Any) -> CancelClosure:
    """Take the accepted closure back at the member's wish."""
    return _complete(CancelClosure(member_id=1, case_no=ACCEPTED.case_no), changes)


def record_insurance(**changes: Any) -> RecordInsurance:
    """Put on file that the insurance was transferred."""
    plain = RecordInsurance(member_id=1, presence=Presence.ABSENT, insurance=TRANSFERRED)
    return _complete(plain, changes)


# Cards, payouts and reversals: what the bank could not pay, and a rent withdrawal of today.
FAILED = FailedPayout(5, "202002200755000002", 6, 7_800_00, "账户已销户")
TARGET = ReversalTarget(
    case_no="202002270755000003",
    operation=OperationCode.RENT_WITHDRAWAL,
    status=CaseStatus.COMPLETED,
    member_id=1,
    branch_code="0755",
    posted_on=TODAY,
    amount_fen=7_800_00,
    payment=PaymentState.QUEUED,
    latest=True,
    undoable=True,
)


def failed_payout(**changes: Any) -> Facts:
    """Facts of somebody whose payout to an older card failed."""
    return facts(**{"failed_payouts": (FAILED,), **changes})


def reversible(**changes: Any) -> Facts:
    """Facts with a case that can be taken back; the changes are those of the case."""
    return facts(target=replace(TARGET, **changes))


def link(**changes: Any) -> LinkCard:
    """Link another card of the member's own."""
    return _complete(LinkCard(member_id=1, bank_code="CMB", card_no="6225880000000001"), changes)


def set_password(**changes: Any) -> SetPassword:
    """Put in force what the member typed on the keypad."""
    return _complete(SetPassword(member_id=1, seal="mc2q5s8v7wYQ1d0rXh3kPA"), changes)


def reset_password(**changes: Any) -> ResetPassword:
    """Void the password and send a code."""
    return _complete(ResetPassword(member_id=1), changes)


def redirect(**changes: Any) -> RedirectPayout:
    """Pay what failed to the card that is linked now."""
    return _complete(RedirectPayout(member_id=1, case_no=FAILED.case_no), changes)


def reverse(**changes: Any) -> ReverseCase:
    """Take the rent withdrawal back."""
    plain = ReverseCase(
        member_id=1,
        presence=Presence.ABSENT,
        case_no=TARGET.case_no,
        reason="wrong_amount",
        words="录入有误",
    )
    return _complete(plain, changes)


def absent(request: Any) -> Any:
    """The same request made by the office itself."""
    return _complete(replace(request, presence=Presence.ABSENT, proxy=None), {})


def by_proxy(request: Any, proxy: NewProxy | ProxyOnFile | None) -> Any:
    """The same request made by a proxy, with every paper seen."""
    return _complete(replace(request, presence=Presence.PROXY, proxy=proxy), {})


def in_person(request: Any) -> Any:
    """The same request made by the member, with every paper seen."""
    return _complete(replace(request, presence=Presence.IN_PERSON, proxy=None), {})


_SEEN = {
    Presence.IN_PERSON: Verification.ID_ORIGINAL,
    Presence.PROXY: Verification.PROXY_ID_ORIGINAL,
    Presence.ABSENT: Verification.NONE,
}


def _complete(request: Any, changes: dict[str, Any]) -> Any:
    """Apply the changes; unless they say otherwise, everything wanted was seen and ticked."""
    wanted: Request = replace(request, **changes)
    papers = OPERATIONS[wanted.operation].papers(wanted.presence)
    seen: dict[str, Any] = {
        "verification": _SEEN[wanted.presence],
        "ticked": frozenset({*papers, *wanted.more_papers}),
    }
    return replace(wanted, **{key: value for key, value in seen.items() if key not in changes})
