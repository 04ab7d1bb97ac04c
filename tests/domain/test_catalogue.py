"""Every operation has all its parts, and nobody may do what no declaration gives."""

import re
from typing import Any

import pytest
from pypinyin import Style, lazy_pinyin

from hfund_tui.domain.catalogue import OPERATIONS, of_nature, operation
from hfund_tui.domain.operation import (
    ApprovalReason,
    ChecklistItem,
    Matter,
    Operation,
    OperationCode,
    OperationGroup,
    OperationNature,
    Presence,
    ReceiptKind,
)
from hfund_tui.domain.planners import PLANNERS
from hfund_tui.domain.request import CloseAccount, Withdraw
from hfund_tui.domain.request_types import REQUEST_TYPES
from hfund_tui.domain.vocabulary import Channel, Role, Verification
from hfund_tui.i18n.catalogue import catalogue

ALL = list(OPERATIONS.values())
INQUIRIES, TRANSACTIONS, HANDLINGS = (list(of_nature(one)) for one in OperationNature)
WITH_MATTER = [one for one in ALL if one.matter is not None]


def title(one: Operation) -> str:
    return catalogue()[one.title_key].zh


def named(operations: list[Operation]) -> Any:
    return pytest.mark.parametrize("declared", operations, ids=lambda one: one.code.value)


def test_every_code_is_declared_once() -> None:
    assert list(OPERATIONS) == [one.code for one in ALL] and set(OPERATIONS) == set(OperationCode)
    assert INQUIRIES and TRANSACTIONS and HANDLINGS
    assert len(INQUIRIES) + len(TRANSACTIONS) + len(HANDLINGS) == len(ALL)


@pytest.mark.parametrize("part", ["transaction_code", "pinyin_initials", "title_key", "audit_label"])
def test_what_names_an_operation_names_no_other(part: str) -> None:
    names = [getattr(one, part) for one in ALL]
    assert len(set(names)) == len(names)


def test_no_two_operations_share_a_key_or_a_title() -> None:
    keys = [one.key for one in ALL if one.key is not None]
    assert len(set(keys)) == len(keys)
    titles = [title(one) for one in ALL]
    assert len(set(titles)) == len(titles)


@named(ALL)
def test_parts_that_every_operation_has(declared: Operation) -> None:
    assert re.fullmatch(r"[1-9][0-9]{3}", declared.transaction_code)
    assert declared.roles
    assert declared.verification and all(declared.verification.values())
    assert declared.audit_label == f"{declared.transaction_code}:{declared.code.value}"
    assert declared.channels == declared.verification.keys()
    assert declared.key is None or re.fullmatch(r"f([2-9]|12)", declared.key), (
        "F1, F10, F11 are not ours alone"
    )


@named(ALL)
def test_pinyin_initials_are_those_of_the_title(declared: Operation) -> None:
    assert declared.pinyin_initials == "".join(lazy_pinyin(title(declared), style=Style.FIRST_LETTER))


@named(ALL)
def test_words_in_both_languages(declared: Operation) -> None:
    message = catalogue()[declared.title_key]
    assert message.zh and message.en.isascii()


@named(TRANSACTIONS)
def test_parts_of_a_transaction(declared: Operation) -> None:
    assert declared.code in PLANNERS
    assert declared.code in REQUEST_TYPES
    assert declared.receipt is not None
    assert declared.checklist
    in_person = declared.papers(Presence.IN_PERSON)
    assert (ChecklistItem.ID_ORIGINAL in in_person) is declared.takes(Presence.IN_PERSON)
    assert not {ChecklistItem.PROXY_ID_ORIGINAL, ChecklistItem.POWER_OF_ATTORNEY} & set(in_person)
    assert all(len(set(papers)) == len(papers) for papers in declared.checklist.values())


WORK_OF_THE_OFFICE = {
    OperationCode.SETTLE_CLOSURE,
    OperationCode.CANCEL_CLOSURE,
    OperationCode.RECORD_INSURANCE,
    OperationCode.REVERSE_CASE,
}
NOBODY_COMES = {OperationCode.RECORD_INSURANCE, OperationCode.REVERSE_CASE}


def test_where_nobody_has_to_be_present() -> None:
    assert {one.code for one in TRANSACTIONS if one.takes(Presence.ABSENT)} == WORK_OF_THE_OFFICE
    assert {one.code for one in TRANSACTIONS if not one.takes(Presence.IN_PERSON)} == NOBODY_COMES


@named([one for one in TRANSACTIONS if one.takes(Presence.ABSENT)])
def test_where_nobody_is_present_no_paper_of_a_person_is_seen(declared: Operation) -> None:
    assert Verification.NONE in declared.verification[Channel.COUNTER]
    assert set(declared.papers(Presence.ABSENT)) <= {ChecklistItem.INSURANCE_PROOF}


@named([one for one in ALL if one not in TRANSACTIONS])
def test_what_is_no_transaction_changes_nothing_for_a_member(declared: Operation) -> None:
    assert declared.code not in PLANNERS
    assert declared.code not in REQUEST_TYPES
    assert declared.receipt is None and declared.matter is None
    assert not declared.approval and not declared.checklist


def test_every_planner_has_a_transaction() -> None:
    assert PLANNERS.keys() == {one.code for one in TRANSACTIONS}


@named(WITH_MATTER)
def test_where_a_proxy_may_act_there_are_papers_and_a_second_person(declared: Operation) -> None:
    assert declared.takes(Presence.IN_PERSON) and declared.takes(Presence.PROXY)
    proxy = declared.papers(Presence.PROXY)
    assert {ChecklistItem.PROXY_ID_ORIGINAL, ChecklistItem.POWER_OF_ATTORNEY} <= set(proxy)
    assert ChecklistItem.ID_ORIGINAL not in proxy
    assert ApprovalReason.PROXY_ACTS in declared.approval
    assert Verification.PROXY_ID_ORIGINAL in declared.verification[Channel.COUNTER]


@named([one for one in TRANSACTIONS if one.matter is None])
def test_where_no_proxy_may_act_there_are_no_papers_for_one(declared: Operation) -> None:
    assert not declared.takes(Presence.PROXY) and declared.papers(Presence.PROXY) == ()
    assert ApprovalReason.PROXY_ACTS not in declared.approval


@named([one for one in TRANSACTIONS if one.receipt is ReceiptKind.WITHDRAWAL])
def test_parts_of_a_withdrawal(declared: Operation) -> None:
    assert declared.moves_money
    assert declared.code in Withdraw.KINDS
    assert declared.approval == WHY_OF_WITHDRAWALS | {ApprovalReason.BY_TELEPHONE}
    assert ChecklistItem.APPLICATION_FORM in declared.papers(Presence.IN_PERSON)


WHY_OF_WITHDRAWALS = {
    ApprovalReason.PROXY_ACTS,
    ApprovalReason.AMOUNT_ABOVE_LIMIT,
    ApprovalReason.NEW_CARD,
    ApprovalReason.RULE_OVERRIDDEN,
}


@named([one for one in TRANSACTIONS if one.code in CloseAccount.KINDS])
def test_parts_of_a_closing(declared: Operation) -> None:
    assert declared.moves_money and declared.receipt is ReceiptKind.CLOSURE
    assert declared.approval == WHY_OF_WITHDRAWALS | {ApprovalReason.CLOSURE}
    assert ChecklistItem.APPLICATION_FORM in declared.papers(Presence.IN_PERSON)
    leaves = declared.code is OperationCode.LEAVING_CLOSURE
    assert (ChecklistItem.INSURANCE_PROOF in declared.papers(Presence.IN_PERSON)) is leaves


def test_every_reason_for_a_second_person_is_somebodys() -> None:
    assert {reason for one in TRANSACTIONS for reason in one.approval} == set(ApprovalReason)


PAYS = {
    *Withdraw.KINDS,
    *CloseAccount.KINDS,
    OperationCode.SETTLE_CLOSURE,
    OperationCode.REDIRECT_PAYOUT,
    OperationCode.OFFSET_REPAYMENT,
}


def test_what_moves_money() -> None:
    assert {one.code for one in ALL if one.moves_money} == PAYS


def test_who_may_be_asked_for_what() -> None:
    """The whole table of rights, so that a new declaration is looked at by somebody."""
    counter = {Role.TELLER, Role.SUPERVISOR}
    assert {one.code: set(one.roles) for one in ALL} == {
        OperationCode.LOOKUP: {*counter, Role.AUDITOR},
        OperationCode.VIEW_MEMBER: {*counter, Role.AGENT, Role.AUDITOR},
        OperationCode.REVEAL_FIELD: {*counter, Role.AUDITOR},
        OperationCode.SIGN_AGREEMENT: counter,
        OperationCode.TERMINATE_AGREEMENT: counter,
        OperationCode.REVOKE_PROXY: counter,
        OperationCode.RENT_WITHDRAWAL: {*counter, Role.AGENT},
        OperationCode.OTHER_HOUSING_WITHDRAWAL: {*counter, Role.AGENT},
        OperationCode.LEAVING_CLOSURE: counter,
        OperationCode.RETIREMENT_CLOSURE: counter,
        OperationCode.SETTLE_CLOSURE: counter,
        OperationCode.CANCEL_CLOSURE: counter,
        OperationCode.REDIRECT_PAYOUT: counter,
        OperationCode.RECORD_INSURANCE: counter,
        OperationCode.LINK_CARD: counter,
        OperationCode.SET_PASSWORD: counter,
        OperationCode.RESET_PASSWORD: counter,
        OperationCode.CONTRIBUTION_CERTIFICATE: counter,
        OperationCode.VERIFY_DOCUMENT: {*counter, Role.AUDITOR},
        OperationCode.EARLY_REPAYMENT: counter,
        OperationCode.SHORTEN_TERM: counter,
        OperationCode.CHANGE_REPAYMENT_ACCOUNT: counter,
        OperationCode.CHANGE_REPAYMENT_METHOD: counter,
        OperationCode.CHANGE_DUE_DAY: counter,
        OperationCode.SIGN_CO_REPAYMENT: counter,
        OperationCode.END_CO_REPAYMENT: counter,
        OperationCode.OFFSET_REPAYMENT: counter,
        OperationCode.LOAN_STATEMENT: counter,
        OperationCode.SETTLEMENT_CERTIFICATE: counter,
        OperationCode.LOAN_CALCULATOR: {*counter, Role.AGENT, Role.AUDITOR},
        OperationCode.SIGNING_GUIDE: {*counter, Role.AGENT},
        OperationCode.TAKE_CALL: {Role.AGENT},
        OperationCode.CALLER_STATUS: {Role.AGENT},
        OperationCode.WHAT_IF: {Role.AGENT},
        OperationCode.CALL_BACK: {Role.AGENT, Role.SUPERVISOR},
        OperationCode.OPEN_WORK_ORDER: {Role.AGENT},
        OperationCode.WORK_ORDERS: {Role.AGENT, Role.SUPERVISOR},
        OperationCode.ANSWER_WORK_ORDER: {Role.AGENT, Role.SUPERVISOR},
        OperationCode.HANDLE_WORK_ORDER: {Role.AGENT},
        OperationCode.REVERSE_CASE: counter,
        OperationCode.VIEW_QUEUE: counter,
        OperationCode.APPROVE_CASE: {Role.SUPERVISOR},
        OperationCode.CANCEL_CASE: {*counter, Role.AGENT},
        OperationCode.TAKE_CASE: {Role.SUPERVISOR},
        OperationCode.REJECT_CASE: {Role.SUPERVISOR},
        OperationCode.RETURN_CASE: {Role.SUPERVISOR},
        OperationCode.REPRINT_RECEIPT: counter,
        OperationCode.VIEW_DAY: {*counter, Role.AUDITOR},
        OperationCode.OPEN_DAY: {Role.SUPERVISOR},
        OperationCode.CLOSE_DAY: {Role.SUPERVISOR},
        OperationCode.REOPEN_DAY: {Role.SUPERVISOR},
        OperationCode.EXPORT_PAYMENTS: {Role.SUPERVISOR},
        OperationCode.IMPORT_RETURNS: {Role.SUPERVISOR},
        OperationCode.EXPORT_DEBITS: {Role.SUPERVISOR},
        OperationCode.IMPORT_DEBITS: {Role.SUPERVISOR},
        OperationCode.SETTLE_DUE: {Role.SUPERVISOR},
        OperationCode.IMPORT_CONTRIBUTIONS: {Role.SUPERVISOR},
        OperationCode.EXPORT_MEMBERS: {Role.SUPERVISOR},
        OperationCode.IMPORT_MEMBERS: {Role.SUPERVISOR},
        OperationCode.VIEW_EXCEPTIONS: {Role.SUPERVISOR, Role.AUDITOR},
        OperationCode.VIEW_ADOPTION: {Role.SUPERVISOR, Role.AUDITOR},
    }


@named(TRANSACTIONS + HANDLINGS)
def test_an_auditor_writes_nothing(declared: Operation) -> None:
    assert Role.AUDITOR not in declared.roles


@named(ALL)
def test_an_administrator_sees_no_member(declared: Operation) -> None:
    assert Role.ADMINISTRATOR not in declared.roles


LOAN_CHANGES = {one.code for one in TRANSACTIONS if one.group is OperationGroup.LOAN}
ON_LINE = {*Withdraw.KINDS, *CloseAccount.KINDS, OperationCode.SETTLE_CLOSURE, *LOAN_CHANGES}


@named([one for one in TRANSACTIONS if one.code not in ON_LINE])
def test_papers_are_signed_at_the_counter_only(declared: Operation) -> None:
    assert declared.channels == {Channel.COUNTER}


@named(TRANSACTIONS)
def test_a_transaction_needs_to_know_who_is_asking(declared: Operation) -> None:
    nobody = {Verification.NONE} if declared.takes(Presence.ABSENT) else set()
    face_to_face = {Verification.ID_ORIGINAL, Verification.PROXY_ID_ORIGINAL}
    for channel, enough in declared.verification.items():
        if channel is Channel.COUNTER:
            assert enough == (nobody if declared.code in NOBODY_COMES else nobody | face_to_face)
        else:
            assert enough == {Verification.HOTLINE_FULL}


def test_full_numbers_are_never_shown_to_the_hotline() -> None:
    reveal = OPERATIONS[OperationCode.REVEAL_FIELD]
    assert Channel.HOTLINE not in reveal.channels
    assert Role.AGENT not in reveal.roles


def test_a_bare_declaration_gives_nothing() -> None:
    bare = Operation(
        OperationCode.LOOKUP,
        "0000",
        "x",
        ALL[0].group,
        OperationNature.TRANSACTION,
        roles=frozenset(),
        verification={},
    )
    assert bare.channels == frozenset() and bare.roles == frozenset()
    assert bare.matter is None and bare.receipt is None and bare.key is None
    assert all(bare.papers(presence) == () for presence in Presence)
    assert not bare.moves_money


def test_declarations_cannot_be_changed_at_run_time() -> None:
    frozen: Any = OPERATIONS
    with pytest.raises(TypeError):
        frozen[OperationCode.LOOKUP] = ALL[0]
    rights: Any = OPERATIONS[OperationCode.SIGN_AGREEMENT]
    with pytest.raises(TypeError):
        rights.verification[Channel.HOTLINE] = frozenset(Verification)
    with pytest.raises(TypeError):
        rights.checklist[Presence.PROXY] = ()
    with pytest.raises(AttributeError):
        rights.roles = frozenset(Role)


def test_an_unknown_operation_does_not_exist() -> None:
    assert operation("rent_withdrawal") is OPERATIONS[OperationCode.RENT_WITHDRAWAL]
    with pytest.raises(ValueError, match="gift"):
        operation("gift")


def test_every_matter_of_a_declaration_can_be_named() -> None:
    assert {one.matter for one in WITH_MATTER} <= set(Matter)
    assert {Matter.SELF_SERVICE_AGREEMENT, Matter.RENT_WITHDRAWAL, Matter.OTHER_HOUSING_WITHDRAWAL} <= {
        one.matter for one in WITH_MATTER
    }


def test_what_lasts_for_a_visit_is_who_is_there_not_what_was_signed() -> None:
    again = {item for item in ChecklistItem if not item.lasts_for_visit}
    assert again == {
        ChecklistItem.AGREEMENT_READ,
        ChecklistItem.APPLICATION_FORM,
        ChecklistItem.RETIREMENT_CERTIFICATE,
        ChecklistItem.INSURANCE_PROOF,
        ChecklistItem.CLASS_ONE_CARD,
        ChecklistItem.LOAN_CHANGE_FORM,
        ChecklistItem.OWN_ACCOUNT,
        ChecklistItem.KINSHIP_PROOF,
    }
