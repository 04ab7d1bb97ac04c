"""What each remedy asks for, done: exactly the fact or the part of the request that its words name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import Remedy
from hfund_tui.domain.facts import Facts, InsuranceFacts
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.loans.requests import ChangeRepaymentAccount
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.request import (
    HomeDeclaration,
    InsuranceProof,
    NewProxy,
    RetirementCertificate,
)
from hfund_tui.domain.text import fold_wording, has_letters
from hfund_tui.domain.vocabulary import (
    AccountState,
    Channel,
    CoRepayerRelation,
    Freeze,
    InsuranceStatus,
    PasswordState,
    PaymentState,
    ProxyDocumentKind,
    RepaymentMethod,
)
from tests.support.builders import (
    AGREEMENT,
    CARD,
    GROUND,
    STRANGER,
    by_proxy,
    change,
    in_person,
    new_proxy,
    resident_id,
)
from tests.support.loans import BORROWER, LOAN
from tests.support.policies import policy
from tests.support.rule_cases.offset import FATHER

Case = tuple[Any, Facts]
Cure = Callable[[Any, Facts, Remedy], Case]

ANOTHER_TELLER = resident_id(date(1979, 8, 8), 5)
ANOTHER_PROXY = resident_id(date(1981, 4, 4), 7)

DEAD_ENDS = {
    "nothing_to_do",
    "heirs_apply",
    "account_closed",
    "insured_again",
    "no_such_closure",
    "other_closure",
    "settle_accepted",
    "set_password_again",
    "cancel_case",
    "cancel_closure_instead",
    "do_anew",
    "stays_repaid",
    "change_loan_again",
    "end_co_repayment_instead",
    "no_running_loan",
    "repay_as_agreed",
}
"""Remedies that send people elsewhere, or say that the matter is settled: they open no way here."""


def _param(remedy: Remedy, name: str) -> Any:
    return dict(remedy.params)[name].value


def _facts(**changes: Any) -> Cure:
    return lambda request, facts, remedy: (request, change(facts, **changes))


def _password(**changes: Any) -> Cure:
    return lambda request, facts, remedy: (
        request,
        change(facts, password=replace(facts.password, **changes)),
    )


def _request(**changes: Any) -> Cure:
    return lambda request, facts, remedy: (replace(request, **changes), facts)


def _member_comes(request: Any, facts: Facts, remedy: Remedy) -> Case:
    return in_person(request), facts


def _all_ticked(request: Any, facts: Facts, remedy: Remedy) -> Case:
    papers = OPERATIONS[request.operation].papers(request.presence)
    return replace(request, ticked=frozenset({*papers, *request.more_papers})), facts


def _on_day(day: date, facts: Facts) -> Facts:
    """The same facts on another day: what is counted by day, month or year begins anew with it."""
    changes: dict[str, Any] = {"business_date": day}
    if day > facts.business_date:
        changes["refused_today"] = 0
        changes["password"] = replace(facts.password, wrong_today=0)
    if facts.proxy and day > facts.business_date:
        changes["proxy"] = replace(facts.proxy, other_principals_today=0)
    same_year, same_month = day.year == facts.business_date.year, Month.of(day) == facts.month
    changes["counts"] = {
        kind: replace(
            one,
            counter_this_year=one.counter_this_year if same_year else 0,
            self_service_this_month=one.self_service_this_month if same_month else 0,
        )
        for kind, one in facts.counts.items()
    }
    return change(facts, **changes)


def _wait_until(request: Any, facts: Facts, remedy: Remedy) -> Case:
    return request, _on_day(date.fromisoformat(_param(remedy, "day")), facts)


def _next_day(request: Any, facts: Facts, remedy: Remedy) -> Case:
    return request, _on_day(facts.business_date + timedelta(days=1), facts)


def _from_month(request: Any, facts: Facts, remedy: Remedy) -> Case:
    return request, _on_day(Month.parse(_param(remedy, "month")).first_day, facts)


def _reduce(request: Any, facts: Facts, remedy: Remedy) -> Case:
    return replace(request, amount_fen=_param(remedy, "amount")), facts


def _shown(request: Any, facts: Facts) -> NewProxy:
    """The document of the request in the form of one that is shown for the first time."""
    if isinstance(request.proxy, NewProxy):
        return request.proxy
    found = facts.document(request.proxy.document_id)
    assert found is not None
    return new_proxy(
        name=found.proxy_name,
        id_kind=found.proxy_id_kind,
        id_no=found.proxy_id_no,
        relation=found.relation,
        document_kind=found.kind,
        notary=found.notary,
        certificate_no=found.certificate_no,
        issued_on=found.issued_on,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        matters=found.matters,
    )


def _document(request: Any, facts: Facts, **changes: Any) -> Case:
    """Another document of the same person, with a number never seen."""
    shown = replace(_shown(request, facts), certificate_no="(2020)深证字第99999号", **changes)
    assert facts.proxy is not None
    return by_proxy(request, shown), change(facts, proxy=replace(facts.proxy, certificate_taken=False))


def _new_document(request: Any, facts: Facts, remedy: Remedy) -> Case:
    today = facts.business_date
    return _document(
        request,
        facts,
        document_kind=ProxyDocumentKind.NOTARISED_POA,
        notary="深圳公证处",
        issued_on=today,
        valid_from=today,
        valid_to=None,
        matters=frozenset(Matter),
    )


def _bring_notarised(request: Any, facts: Facts, remedy: Remedy) -> Case:
    return _document(request, facts, document_kind=ProxyDocumentKind.NOTARISED_POA, notary="深圳公证处")


def _name_matter(request: Any, facts: Facts, remedy: Remedy) -> Case:
    matter = Matter(_param(remedy, "matter").rpartition(".")[2])
    return _document(request, facts, matters=_shown(request, facts).matters | {matter})


def _correct_dates(request: Any, facts: Facts, remedy: Remedy) -> Case:
    today = facts.business_date
    return _document(request, facts, issued_on=today, valid_from=today, valid_to=None)


def _fill_in(request: Any, facts: Facts, remedy: Remedy) -> Case:
    typed, filled = request.proxy, new_proxy()
    missing = {
        name: getattr(filled, name)
        for name in ("name", "notary", "certificate_no")
        if not fold_wording(getattr(typed, name)) or (name == "notary" and not has_letters(typed.notary))
    }
    if not typed.matters:
        missing["matters"] = filled.matters
    return replace(request, proxy=replace(typed, **missing)), facts


def _correct_id(request: Any, facts: Facts, remedy: Remedy) -> Case:
    corrected = replace(request.proxy, id_kind=IdKind.RESIDENT, id_no=ANOTHER_PROXY)
    return replace(request, proxy=corrected), facts


def _other_number(request: Any, facts: Facts, remedy: Remedy) -> Case:
    assert facts.proxy is not None
    return request, change(facts, proxy=replace(facts.proxy, certificate_taken=False))


def _another_proxy(request: Any, facts: Facts, remedy: Remedy) -> Case:
    today = facts.business_date
    shown = new_proxy(id_no=ANOTHER_PROXY, issued_on=today, valid_from=today, valid_to=None)
    return by_proxy(request, shown), change(facts, proxy=STRANGER)


def _read_current_text(request: Any, facts: Facts, remedy: Remedy) -> Case:
    joins = request.operation is OperationCode.SIGN_CO_REPAYMENT
    key = "loan.co_repayer.version" if joins else "agreement.version"
    return replace(request, version=policy(facts.business_date).word(key)), facts


def _money_and_months(request: Any, facts: Facts, remedy: Remedy) -> Case:
    return request, change(
        facts,
        balance_fen=50_000_00,
        held_fen=0,
        freeze=Freeze.NONE,
        frozen_fen=0,
        personal_due_fen=1_000_00,
        employer_due_fen=1_000_00,
        first_contribution=Month(2015, 3),
        last_withdrawal=None,
        claimed_months=frozenset(),
    )


def _sealed(request: Any, facts: Facts, remedy: Remedy) -> Case:
    """Sealed by the employer, or again after a closure was taken back."""
    sealed = change(facts, state=AccountState.SEALED, sealed_on=facts.business_date)
    return request, change(sealed, accepted_closure=None, open_cases=())


def _certificate(request: Any, facts: Facts, remedy: Remedy) -> Case:
    """The member comes to the counter and shows the certificate."""
    shown = replace(request, certificate=RetirementCertificate("2019-000001", facts.business_date))
    at_counter = change(facts, channel=Channel.COUNTER)
    return _all_ticked(shown, at_counter, remedy)


def _proof(request: Any, facts: Facts, remedy: Remedy) -> Case:
    transferred = InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=facts.business_date)
    return replace(request, insurance=transferred), facts


def _recorded(request: Any, facts: Facts, remedy: Remedy) -> Case:
    today = facts.business_date
    known = InsuranceFacts(InsuranceStatus.TRANSFERRED, None, today, today)
    return replace(request, insurance=None), change(facts, insurance=known)


def _target(**changes: Any) -> Cure:
    def cured(request: Any, facts: Facts, remedy: Remedy) -> Case:
        assert facts.target is not None
        return request, change(facts, target=replace(facts.target, **changes))

    return cured


def _loan(**changes: Any) -> Cure:
    def cured(request: Any, facts: Facts, remedy: Remedy) -> Case:
        assert facts.loan is not None
        return request, change(facts, loan=replace(facts.loan, **changes))

    return cured


def _bank_answers(request: Any, facts: Facts, remedy: Remedy) -> Case:
    """The loan's order, or the one of the case that is to be taken back."""
    cured = _loan(debit_under_way=False) if facts.loan is not None else _target(obstacle=None)
    return cured(request, facts, remedy)


def _cycle_ends(request: Any, facts: Facts, remedy: Remedy) -> Case:
    _, waited = _wait_until(request, facts, remedy)
    return _loan(changed_in_cycle=frozenset())(request, waited, remedy)


def _number(request: Any, facts: Facts, remedy: Remedy) -> Case:
    """Of a card, or of the account a loan is debited from."""
    if isinstance(request, ChangeRepaymentAccount):
        another = replace(request, account_no="6217000000000006", linked_card=False, bank_code="CCB")
        return _all_ticked(another, facts, remedy)
    return replace(request, card_no="6217000000000006"), facts


def _bank(request: Any, facts: Facts, remedy: Remedy) -> Case:
    """The linked card has the bank it has: then it is another account."""
    linked = isinstance(request, ChangeRepaymentAccount) and request.linked_card
    return _number(request, facts, remedy) if linked else (replace(request, bank_code="CCB"), facts)


def _other_channel(request: Any, facts: Facts, remedy: Remedy) -> Case:
    first = _param(remedy, "channels").split("|")[0].rpartition(".")[2]
    return request, change(facts, channel=Channel(first))


CURES: dict[str, Cure] = {
    "by_telephone_from": _facts(channel=Channel.COUNTER),
    "other_channel": _other_channel,
    "at_the_counter": _facts(channel=Channel.COUNTER),
    "another_card": _facts(card_taken=False),
    "choose_bank": _bank,
    "correct_card_no": _number,
    "another_account": _number,
    "borrower_comes": _loan(parties=(BORROWER,)),
    "pay_overdue": _loan(overdue=()),
    "parent_or_child": _request(relation=CoRepayerRelation.PARENT),
    "sign_agreement_first": _facts(agreement=AGREEMENT),
    "sign_co_repayment": _loan(co_repayers=(FATHER,)),
    "offset_at_most": _reduce,
    "come_tomorrow": _wait_until,
    "next_cycle": _cycle_ends,
    "choose_repayment_account": _loan(account=LOAN.account),
    "at_least": _reduce,
    "leave_more": _request(amount_fen=100_000_00),
    "settle_instead": _request(amount_fen=None),
    "months_between": _request(months=150),
    "choose_more_months": _request(months=150),
    "choose_other_method": _request(method=RepaymentMethod.EQUAL_PRINCIPAL),
    "choose_due_day": _request(due_day=10),
    "name_returned_money": _request(returned_reference="退 2020-1"),
    "reverse_later_first": _target(latest=True),
    "state_reversal": _request(reason="wrong_amount", words="录入有误"),
    "wait_for_debit": _bank_answers,
    "wait_for_bank": _target(payment=PaymentState.FAILED),
    "ask_about_insurance": _proof,
    "cancel_closure": _sealed,
    "cancel_closure_and_unseal": _facts(
        state=AccountState.NORMAL, sealed_on=None, accepted_closure=None, open_cases=()
    ),
    "certificate_at_counter": _certificate,
    "closing_with_loan": _facts(loans=()),
    "complete_certificate": _certificate,
    "correct_insurance": _proof,
    "employer_seals": _sealed,
    "finish_open_cases": _facts(open_cases=()),
    "record_insurance": _recorded,
    "settled_from": _wait_until,
    "show_certificate": _certificate,
    "another_proxy": _another_proxy,
    "another_teller": _facts(maker_id_no=ANOTHER_TELLER, relatives=frozenset()),
    "ask_about_home": _request(home=HomeDeclaration(owns_home=False)),
    "ask_about_loan": _facts(loans=()),
    "bring_notarised": _bring_notarised,
    "certificate_taken": _other_number,
    "change_password": _facts(password_is_initial=False),
    "enter_password": _password(handed_over=True),
    "register_mobile": _password(mobile="138****0001"),
    "reset_password": _password(state=PasswordState.RESET, wrong_today=0),
    "wait_for_mobile": _wait_until,
    "correct_dates": _correct_dates,
    "correct_proxy_id": _correct_id,
    "document_names_matter": _name_matter,
    "employer_unseals": _facts(state=AccountState.NORMAL, sealed_on=None),
    "enter_amount": _request(amount_fen=1),
    "fill_in": _fill_in,
    "finish_open_case": _facts(open_cases=()),
    "compare_spouse": _facts(spouse_id_no=None),
    "first_contribution": _facts(first_contribution=Month(2015, 3)),
    "freeze_lifted": _facts(freeze=Freeze.NONE, frozen_fen=0),
    "link_card": _facts(card=replace(CARD, card_id=9), card_no="6217000000008821"),
    "member_comes": _member_comes,
    "member_in_person": _member_comes,
    "name_proxy": _another_proxy,
    "new_document": _new_document,
    "nothing_to_withdraw": _money_and_months,
    "possible_from": _from_month,
    "proxy_next_day": _next_day,
    "proxy_of_age": _wait_until,
    "read_current_text": _read_current_text,
    "reduce_to": _reduce,
    "offer_agreement": _facts(agreement=AGREEMENT),
    "sign_agreement": _facts(agreement=AGREEMENT),
    "come_another_day": _next_day,
    "proxy_next_year": _another_proxy,
    "state_exception": _request(ground=GROUND),
    "tick_papers": _all_ticked,
    "use_other_withdrawal": _request(kind=OperationCode.OTHER_HOUSING_WITHDRAWAL, home=None),
    "wait_until": _wait_until,
}


def cure(request: Any, facts: Facts, remedy: Remedy) -> Case:
    """Request and facts after the remedy was followed. Raises KeyError for one that opens no way."""
    return CURES[remedy.code](request, facts, remedy)
