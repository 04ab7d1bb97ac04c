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
    OperationNature,
    Presence,
    ReceiptKind,
)
from hfund_tui.domain.planners import PLANNERS
from hfund_tui.domain.request import REQUEST_TYPES, Withdraw
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
    assert declared.papers(Presence.IN_PERSON)
    in_person = declared.papers(Presence.IN_PERSON)
    assert ChecklistItem.ID_ORIGINAL in in_person
    assert not {ChecklistItem.PROXY_ID_ORIGINAL, ChecklistItem.POWER_OF_ATTORNEY} & set(in_person)
    assert len(set(in_person)) == len(in_person)


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
    assert declared.checklist is not None and set(declared.checklist) == set(Presence)
    proxy = declared.papers(Presence.PROXY)
    assert {ChecklistItem.PROXY_ID_ORIGINAL, ChecklistItem.POWER_OF_ATTORNEY} <= set(proxy)
    assert ChecklistItem.ID_ORIGINAL not in proxy
    assert ApprovalReason.PROXY_ACTS in declared.approval
    assert Verification.PROXY_ID_ORIGINAL in declared.verification[Channel.COUNTER]


@named([one for one in TRANSACTIONS if one.matter is None])
def test_where_no_proxy_may_act_there_are_no_papers_for_one(declared: Operation) -> None:
    assert declared.papers(Presence.PROXY) == ()
    assert ApprovalReason.PROXY_ACTS not in declared.approval


@named([one for one in TRANSACTIONS if one.receipt is ReceiptKind.WITHDRAWAL])
def test_parts_of_a_withdrawal(declared: Operation) -> None:
    assert declared.moves_money
    assert declared.code in Withdraw.KINDS
    assert declared.approval == set(ApprovalReason)
    assert ChecklistItem.APPLICATION_FORM in declared.papers(Presence.IN_PERSON)


def test_only_withdrawals_move_money() -> None:
    assert {one.code for one in ALL if one.moves_money} == Withdraw.KINDS


def test_who_may_be_asked_for_what() -> None:
    """The whole table of rights, so that a new declaration is looked at by somebody."""
    counter = {Role.TELLER, Role.SUPERVISOR}
    assert {one.code: set(one.roles) for one in ALL} == {
        OperationCode.LOOKUP: {*counter, Role.AGENT, Role.AUDITOR},
        OperationCode.VIEW_MEMBER: {*counter, Role.AGENT, Role.AUDITOR},
        OperationCode.REVEAL_FIELD: {*counter, Role.AUDITOR},
        OperationCode.SIGN_AGREEMENT: counter,
        OperationCode.TERMINATE_AGREEMENT: counter,
        OperationCode.REVOKE_PROXY: counter,
        OperationCode.RENT_WITHDRAWAL: counter,
        OperationCode.OTHER_HOUSING_WITHDRAWAL: counter,
        OperationCode.APPROVE_CASE: {Role.SUPERVISOR},
        OperationCode.CANCEL_CASE: {*counter, Role.AGENT},
        OperationCode.REPRINT_RECEIPT: counter,
    }


@named(TRANSACTIONS + HANDLINGS)
def test_an_auditor_writes_nothing(declared: Operation) -> None:
    assert Role.AUDITOR not in declared.roles


@named(ALL)
def test_an_administrator_sees_no_member(declared: Operation) -> None:
    assert Role.ADMINISTRATOR not in declared.roles


@named([one for one in TRANSACTIONS if one.code not in Withdraw.KINDS])
def test_papers_are_signed_at_the_counter_only(declared: Operation) -> None:
    assert declared.channels == {Channel.COUNTER}


@named(TRANSACTIONS)
def test_a_transaction_needs_to_know_who_is_asking(declared: Operation) -> None:
    for channel, enough in declared.verification.items():
        assert Verification.NONE not in enough
        assert Verification.HOTLINE_BASIC not in enough
        if channel is Channel.COUNTER:
            assert enough <= {Verification.ID_ORIGINAL, Verification.PROXY_ID_ORIGINAL}
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
    assert again == {ChecklistItem.AGREEMENT_READ, ChecklistItem.APPLICATION_FORM}
