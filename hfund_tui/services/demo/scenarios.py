"""The members painted by hand: ``data/demo/scenarios.toml``.

A scenario says who the member is, what to try and what should happen; its checks say the last thing again in
codes, so that a test can ask the program. A paper is a proxy's document that nobody has shown yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from hfund_tui.domain.identifiers import IdKind, check_id
from hfund_tui.domain.money import parse_yuan
from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.request import InsuranceProof, NewProxy, RetirementCertificate
from hfund_tui.domain.vocabulary import (
    AccountState,
    Channel,
    CoRepayerRelation,
    FamilyRelation,
    FreezeCause,
    HomeKind,
    InsuranceStatus,
    ProxyDocumentKind,
    ProxyRelation,
    RepaymentMethod,
    Sex,
    SummaryCode,
)
from hfund_tui.services.demo import numbers
from hfund_tui.services.demo.office import Office, office, read_demo
from hfund_tui.services.demo.portrait import (
    BASIS_POINTS,
    AccountPortrait,
    AgreementPortrait,
    CardPortrait,
    CoBorrower,
    FamilyPortrait,
    Frozen,
    Identity,
    LoanPortrait,
    Portrait,
    ProxyPortrait,
    Withdrawn,
)

Table = Mapping[str, Any]

_PERCENT_BP = BASIS_POINTS // 100
_MAKER = "1001"


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Papers of a closing that are shown at the counter."""

    certificate: RetirementCertificate | None = None
    insurance: InsuranceProof | None = None


NOTHING_SHOWN = Shown()


@dataclass(frozen=True, slots=True)
class Check:
    """What the program answers to one question about the member.

    `failed` are the codes of the rules that stand in the way, `allowed` whether the request can be submitted
    all the same. `ask_fen` None asks for all that is possible. `by_proxy` uses the document on file, `shown` are
    other papers.
    """

    operation: OperationCode
    failed: frozenset[str]
    approvals: frozenset[str]
    allowed: bool
    amount_fen: int | None
    ask_fen: int | None
    channel: Channel
    maker: str
    by_proxy: bool
    shown: Shown


@dataclass(frozen=True, slots=True)
class StoryStep:
    """Something done through the program itself while the demo is made. `approved_by` None leaves it pending."""

    on: date
    operation: OperationCode
    maker: str
    by_proxy: bool
    approved_by: str | None
    shown: Shown


@dataclass(frozen=True, slots=True)
class CoRepays:
    """The loan of a relative that the member repays too, or may; `relation` is the member's to the borrower."""

    contract_no: str
    relation: CoRepayerRelation


@dataclass(frozen=True, slots=True)
class Scenario:
    code: str
    title: Words
    to_try: Words
    to_expect: Words
    portrait: Portrait
    co_repays: CoRepays | None
    story: tuple[StoryStep, ...]
    checks: tuple[Check, ...]

    @property
    def contract_no(self) -> str:
        """Of the loan that the member's requests are about; "" where there is none."""
        loan = self.co_repays or self.portrait.loan
        return loan.contract_no if loan else ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to type in for the member of the scenario `PAPERS_FOR`."""

    code: str
    title: Words
    to_expect: Words
    proxy: NewProxy
    checks: tuple[Check, ...]


PAPERS_FOR = "new_proxy"


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios in the order of the file. Raises KeyError or ValueError when one is incomplete."""
    return tuple(_scenario(one, ordinal) for ordinal, one in enumerate(read_demo("scenarios")["scenario"], 1))


def scenario(code: str) -> Scenario:
    """One scenario. Raises KeyError."""
    for one in scenarios():
        if one.code == code:
            return one
    raise KeyError(code)


@cache
def papers() -> tuple[Paper, ...]:
    return tuple(
        Paper(
            one["code"],
            Words(**one["title"]),
            Words(**one["expect"]),
            _new_proxy(one["proxy"]),
            _checks(one),
        )
        for one in read_demo("scenarios")["paper"]
    )


def _scenario(table: Table, ordinal: int) -> Scenario:
    return Scenario(
        table["code"],
        Words(**table["title"]),
        Words(**table["try"]),
        Words(**table["expect"]),
        _portrait(table, ordinal, office()),
        _co_repays(table["co_repays"]) if "co_repays" in table else None,
        tuple(_step(one) for one in table.get("story", ())),
        _checks(table),
    )


def _portrait(table: Table, ordinal: int, house: Office) -> Portrait:
    cards: tuple[CardPortrait, ...] = ()
    if card := table.get("card"):
        prefix = house.bank(card["bank"]).card_prefix
        cards = (
            CardPortrait(
                card["bank"],
                numbers.named_card_no(prefix, ordinal),
                card["linked_on"],
                card.get("class_one", True),
            ),
        )
    return Portrait(
        _identity(table["member"], ordinal, house),
        _account(table["account"], ordinal, house),
        cards,
        _agreement(table["agreement"]) if "agreement" in table else None,
        tuple(
            FamilyPortrait(**{**one, "relation": FamilyRelation(one["relation"])})
            for one in table.get("family", ())
        ),
        (_proxy(table["proxy"], house),) if "proxy" in table else (),
        _loan(table["loan"]) if "loan" in table else None,
    )


def _identity(member: Table, ordinal: int, house: Office) -> Identity:
    id_no = _id_no(member, house)
    on_card = check_id(id_no, on=house.business_date)
    sex, birth = on_card.sex or member["sex"], on_card.birth_date or member["birth_date"]
    return Identity(
        IdKind(member.get("id_kind", IdKind.RESIDENT)),
        id_no,
        member["name"],
        Sex(sex),
        birth,
        member.get("mobile", numbers.named_mobile(ordinal)),
        member.get("hukou", False),
        member.get("deceased", False),
    )


def _account(account: Table, ordinal: int, house: Office) -> AccountPortrait:
    withdrawn = None
    if taken := account.get("withdrawn"):
        withdrawn = Withdrawn(
            Month.parse(taken["month"]), SummaryCode(taken["kind"]), parse_yuan(taken["amount"])
        )
    frozen = None
    if freeze := account.get("frozen"):
        frozen = Frozen(
            FreezeCause(freeze["cause"]),
            freeze["writ"],
            freeze["until"],
            parse_yuan(freeze.get("amount", "0")),
        )
    paid_through = account.get("paid_through")
    portrait = AccountPortrait(
        account_no=numbers.named_account_no(ordinal),
        state=AccountState(account.get("state", AccountState.NORMAL)),
        opened_on=account["first"],
        first_contribution=Month.of(account["first"]),
        paid_through=Month.parse(paid_through) if paid_through else Month.of(house.business_date),
        base_fen=parse_yuan(account["base"]),
        personal_rate_bp=account["rate"] * _PERCENT_BP,
        employer_rate_bp=account["rate"] * _PERCENT_BP,
        opening_fen=0,
        sealed_on=account.get("sealed_on"),
        closed_on=account.get("closed_on"),
        frozen=frozen,
        withdrawn=withdrawn,
        password_is_initial=account.get("initial_password", False),
    )
    return _opened_with(portrait, parse_yuan(account["balance"]), house)


def _opened_with(account: AccountPortrait, balance_fen: int, house: Office) -> AccountPortrait:
    """The account with the opening balance from which the ledger arrives at *balance_fen*."""
    begin = Month.of(house.books_begin) + 1
    paid = months_between(max(account.first_contribution, begin), account.paid_through)
    taken = account.withdrawn
    posted = taken.amount_fen if taken is not None and taken.month >= begin else 0
    opening = balance_fen - len(paid) * account.monthly_due_fen + posted
    if opening < 0:
        raise ValueError(
            f"{account.account_no}: the balance is less than the contributions since the ledger began"
        )
    return replace(account, opening_fen=opening)


def _agreement(agreement: Table) -> AgreementPortrait:
    return AgreementPortrait(
        agreement["signed_on"],
        Channel(agreement.get("channel", Channel.COUNTER)),
        agreement.get("terminated_on"),
    )


def _proxy(proxy: Table, house: Office) -> ProxyPortrait:
    birth = check_id(proxy["id_no"], on=house.business_date).birth_date
    if birth is None:
        raise ValueError(f"{proxy['name']}: the proxy's identity number is not valid")
    return ProxyPortrait(
        name=proxy["name"],
        id_no=proxy["id_no"],
        birth_date=birth,
        relation=ProxyRelation(proxy["relation"]),
        document_kind=_document_kind(proxy),
        notary=proxy.get("notary", house.notaries[0]),
        certificate_no=proxy["certificate_no"],
        issued_on=proxy["issued_on"],
        valid_to=proxy["valid_to"],
        matters=_matters(proxy),
        revoked_on=proxy.get("revoked_on"),
    )


def _new_proxy(proxy: Table) -> NewProxy:
    return NewProxy(
        name=proxy["name"],
        id_kind=IdKind.RESIDENT,
        id_no=_id_no(proxy, office()),
        relation=ProxyRelation(proxy["relation"]),
        document_kind=_document_kind(proxy),
        notary=proxy.get("notary", office().notaries[0]),
        certificate_no=proxy["certificate_no"],
        issued_on=proxy["issued_on"],
        valid_from=proxy.get("valid_from", proxy["issued_on"]),
        valid_to=proxy.get("valid_to"),
        matters=_matters(proxy),
    )


def _id_no(person: Table, house: Office) -> str:
    """A person's own number, or that of the staff member the person is."""
    if "staff" in person:
        return house.staff_member(person["staff"]).id_no
    number: str = person["id_no"]
    return number


def _document_kind(proxy: Table) -> ProxyDocumentKind:
    return ProxyDocumentKind(proxy.get("document_kind", ProxyDocumentKind.NOTARISED_POA))


def _matters(proxy: Table) -> frozenset[Matter]:
    return frozenset(Matter(one) for one in proxy["matters"])


def _loan(loan: Table) -> LoanPortrait:
    return LoanPortrait(
        contract_no=loan["contract_no"],
        bank_code=loan["bank"],
        principal_fen=parse_yuan(loan["principal"]),
        rate=loan["rate"],
        months=loan["months"],
        method=RepaymentMethod(loan["method"]),
        disbursed_on=loan["disbursed_on"],
        due_day=loan["due_day"],
        home=HomeKind(loan.get("home", HomeKind.FIRST)),
        missed=loan.get("missed", 0),
        co_borrower=_co_borrower(loan["co_borrower"]) if "co_borrower" in loan else None,
    )


def _co_borrower(person: Table) -> CoBorrower:
    return CoBorrower(person["name"], person["id_no"], parse_yuan(person["base"]))


def _co_repays(loan: Table) -> CoRepays:
    return CoRepays(loan["contract_no"], CoRepayerRelation(loan["relation"]))


def _step(step: Table) -> StoryStep:
    return StoryStep(
        step["on"],
        OperationCode(step["operation"]),
        step.get("maker", _MAKER),
        step.get("proxy", False),
        step.get("approved_by"),
        _shown(step),
    )


def _shown(table: Table) -> Shown:
    certificate, insurance = table.get("certificate"), table.get("insurance")
    proof = None
    if insurance:
        paid = insurance.get("last_paid")
        proof = InsuranceProof(
            InsuranceStatus(insurance["status"]),
            Month.parse(paid) if paid else None,
            insurance.get("settled_on"),
        )
    return Shown(RetirementCertificate(**certificate) if certificate else None, proof)


def _checks(table: Table) -> tuple[Check, ...]:
    return tuple(
        Check(
            OperationCode(one["operation"]),
            frozenset(one.get("failed", ())),
            frozenset(one.get("approvals", ())),
            one.get("allowed", not one.get("failed")),
            parse_yuan(one["amount"]) if "amount" in one else None,
            parse_yuan(one["ask"]) if "ask" in one else None,
            Channel(one.get("channel", Channel.COUNTER)),
            one.get("maker", _MAKER),
            one.get("proxy", False),
            _shown(one),
        )
        for one in table["check"]
    )
