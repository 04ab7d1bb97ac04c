"""Co-repayers and the offset repayment: what stands in the way, and on which value it passes."""

from dataclasses import replace
from datetime import date
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.loans.facts import CoRepayerFacts, LoanParty
from hfund_tui.domain.loans.requests import EndCoRepayment, OffsetRepayment, SignCoRepayment
from hfund_tui.domain.operation import OperationCode, Presence
from hfund_tui.domain.vocabulary import (
    AccountState,
    CoRepayerRelation,
    Freeze,
    LoanRole,
    PrepaymentEffect,
    Verification,
)
from tests.support.builders import AGREEMENT, MEMBER, MEMBER_ID_NO, TELLER_ID_NO, change, resident_id
from tests.support.loans import BORROWER, CONTRACT, LEFT, LOAN, loan_facts
from tests.support.rule_cases.case import Fails, Passes

FATHER = CoRepayerFacts(
    account_no="20900000101",
    name="张父",
    id_no=resident_id(date(1960, 1, 1), 1),
    state=AccountState.NORMAL,
    freeze=Freeze.NONE,
    available_fen=80_000_00,
    has_agreement=True,
    closure_open=False,
    deceased=False,
    offsets_this_year=0,
)
ALL_BUT_50_FEN = LEFT.principal_fen - 50 + 292_78
"""What is left to repay but for 50 fen, with its interest of seven days."""
ME = LoanParty(LoanRole.CO_REPAYER, MEMBER_ID_NO, "张示例", MEMBER.member_id, 0, 7, 31)


def _who(operation: OperationCode) -> dict[str, Any]:
    return {
        "member_id": MEMBER.member_id,
        "presence": Presence.IN_PERSON,
        "verification": Verification.ID_ORIGINAL,
        "ticked": frozenset(OPERATIONS[operation].papers(Presence.IN_PERSON)),
        "contract_no": CONTRACT,
    }


def join(**wanted: Any) -> SignCoRepayment:
    usual = {"relation": CoRepayerRelation.PARENT, "version": "2020-02"}
    return SignCoRepayment(**{**usual, **wanted}, **_who(OperationCode.SIGN_CO_REPAYMENT))


def leave_loan() -> EndCoRepayment:
    return EndCoRepayment(**_who(OperationCode.END_CO_REPAYMENT))


def offset(amount_fen: int | None = 50_000_00) -> OffsetRepayment:
    return OffsetRepayment(amount_fen=amount_fen, **_who(OperationCode.OFFSET_REPAYMENT))


def of_others(**changes: Any) -> Facts:
    """The loan of a child, for a parent who has signed the self-service agreement."""
    return change(
        loan_facts(replace(LOAN, parties=(replace(BORROWER, member_id=99),))),
        **{"agreement": AGREEMENT, **changes},
    )


def given_by(*givers: CoRepayerFacts) -> Facts:
    return loan_facts(replace(LOAN, co_repayers=givers))


FAILS = [
    Fails(
        name="a spouse",
        code="relation_allows",
        remedy="parent_or_child",
        request=join(relation=CoRepayerRelation.SPOUSE),
        facts=of_others(),
    ),
    Fails(
        name="the borrower's own loan",
        code="not_a_party_yet",
        remedy="nothing_to_do",
        request=join(),
        facts=change(loan_facts(), agreement=AGREEMENT),
        otherwise=of_others(),
    ),
    Fails(
        name="who never joined",
        code="is_co_repayer",
        remedy="nothing_to_do",
        request=leave_loan(),
        facts=loan_facts(),
        otherwise=loan_facts(replace(LOAN, parties=(ME,))),
    ),
    Fails(
        name="without the self-service agreement",
        code="self_service_signed",
        remedy="sign_agreement_first",
        request=join(),
        facts=of_others(agreement=None),
    ),
    Fails(
        name="an older text",
        code="co_repayer_version",
        remedy="read_current_text",
        request=join(version="2015-01"),
        facts=of_others(),
    ),
    Fails(
        name="nobody has joined",
        code="co_repayers_there",
        remedy="sign_co_repayment",
        request=offset(),
        facts=given_by(),
        along=frozenset({"offset_covered"}),
    ),
    Fails(
        name="a fen less than the minimum",
        code="offset_minimum",
        remedy="at_least",
        request=offset(4_999_99),
        facts=given_by(FATHER),
    ),
    Fails(
        name="more than the accounts have with the interest",
        code="offset_covered",
        remedy="offset_at_most",
        request=offset(80_000_00),
        facts=given_by(FATHER),
    ),
    Fails(
        name="the accounts give all but 50 fen",
        code="no_empty_instalment",
        remedy="leave_more",
        request=replace(offset(LEFT.principal_fen - 50), effect=PrepaymentEffect.KEEP_TERM),
        facts=given_by(replace(FATHER, available_fen=ALL_BUT_50_FEN)),
    ),
    Fails(
        name="the maker's own account",
        code="co_repayers_unrelated",
        remedy="another_teller",
        request=offset(),
        facts=given_by(replace(FATHER, id_no=TELLER_ID_NO)),
    ),
]

PASSES = [
    Passes(
        name="a child repays too",
        code="relation_allows",
        request=join(relation=CoRepayerRelation.CHILD),
        facts=of_others(),
    ),
    Passes(
        name="the minimum itself", code="offset_minimum", request=offset(5_000_00), facts=given_by(FATHER)
    ),
    Passes(name="all there is", code="offset_covered", request=offset(None), facts=given_by(FATHER)),
]
