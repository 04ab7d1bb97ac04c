"""What members ask for: one maker of a request for each operation that is a transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.loans.requests import (
    ChangeDueDay,
    ChangeRepaymentAccount,
    ChangeRepaymentMethod,
    EndCoRepayment,
    OffsetRepayment,
    RepayEarly,
    ShortenTerm,
    SignCoRepayment,
)
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
    CoRepayerRelation,
    InsuranceStatus,
    PrepaymentEffect,
    ProxyDocumentKind,
    ProxyRelation,
    RepaymentMethod,
)
from tests.simulation import town
from tests.simulation.world import World
from tests.support import branch, house
from tests.support.family import VERSION
from tests.support.passwords import BETTER, GOOD

Maker = Callable[[World, OperationCode], Request | None]
GROUND = ExceptionGround("hardship", "单位已注销，无法启封", ("A-1",))
_PROXIES = (branch.PROXY_ID, branch.CHILD_ID, branch.id_number(date(1975, 7, 7), 79))


def anybody(world: World) -> int:
    return world.random.randint(1, town.MEMBERS)


def _withdraw(world: World, kind: OperationCode) -> Request:
    amount = world.random.choice([None, None, world.random.randint(1, 60_000_00), 500_00])
    home = HomeDeclaration(owns_home=world.random.random() < 0.1)
    ground = GROUND if world.random.random() < 0.2 else None
    return Withdraw(member_id=anybody(world), kind=kind, amount_fen=amount, home=home, ground=ground)


def _close(world: World, kind: OperationCode) -> Request:
    """Mostly those who can; a certificate for who retires, a proof for who leaves."""
    leaves = kind is OperationCode.LEAVING_CLOSURE
    those = town.LEAVING if leaves else town.RETIRING
    member = world.random.choice([*those, *those, anybody(world)])
    if leaves:
        return CloseAccount(member_id=member, kind=kind, insurance=proof(world))
    certificate = RetirementCertificate(f"粤退 2020-{member:04d}", date(2020, 1, 31))
    return CloseAccount(member_id=member, kind=kind, certificate=certificate)


def proof(world: World) -> InsuranceProof:
    month = Month.of(world.today)
    return world.random.choice(
        [
            InsuranceProof(InsuranceStatus.STOPPED, last_paid=month - 3),
            InsuranceProof(InsuranceStatus.PAYING, last_paid=month),
            InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=world.today),
            InsuranceProof(InsuranceStatus.NEVER),
        ]
    )


def _about_a_closure(world: World, kind: OperationCode) -> Request | None:
    found = world.pick("""SELECT member_id, case_no FROM "case" WHERE status = 'closed_unsettled'""")
    if found is None:
        return None
    member, case_no = found
    if kind is OperationCode.RECORD_INSURANCE:
        return RecordInsurance(member_id=member, presence=Presence.ABSENT, insurance=proof(world))
    made = SettleClosure if kind is OperationCode.SETTLE_CLOSURE else CancelClosure
    presence = world.random.choice([Presence.IN_PERSON, Presence.ABSENT])
    return made(member_id=member, case_no=case_no, presence=presence)


def _redirect(world: World, _: OperationCode) -> Request | None:
    found = world.pick(
        """SELECT c.member_id, p.case_no FROM payment_order p JOIN "case" c ON c.case_no = p.case_no
           WHERE p.state = 'failed'"""
    )
    return None if found is None else RedirectPayout(member_id=found[0], case_no=found[1])


def _reverse(world: World, _: OperationCode) -> Request | None:
    found = world.pick(
        """SELECT member_id, case_no FROM "case" WHERE status IN ('completed', 'reversed', 'closed_unsettled')
           ORDER BY case_no DESC LIMIT 8"""
    )
    if found is None:
        return None
    return ReverseCase(
        member_id=found[0],
        presence=Presence.ABSENT,
        case_no=found[1],
        reason="wrong_amount",
        words="录入有误",
        returned_reference=world.random.choice(["", "BANK-1"]),
    )


def _revoke(world: World, _: OperationCode) -> Request | None:
    found = world.pick("SELECT member_id, id FROM proxy_document ORDER BY id")
    return None if found is None else RevokeProxy(member_id=found[0], document_id=found[1])


def _link(world: World, _: OperationCode) -> Request:
    number = f"622848000000{world.random.randint(1, 20):04d}"
    return LinkCard(member_id=anybody(world), bank_code="ABC", card_no=number)


def _sign(world: World, _: OperationCode) -> Request:
    return SignAgreement(
        member_id=anybody(world), version=world.random.choice(["2020-02", "2020-02", "2015-01"])
    )


def _of_a_loan(world: World, kind: OperationCode) -> Request:
    choose, member = world.random, world.random.choice(town.BORROWERS)
    common: dict[str, Any] = {"member_id": member, "contract_no": town.contract_of(member)}
    effect = choose.choice(list(PrepaymentEffect))
    match kind:
        case OperationCode.EARLY_REPAYMENT:
            amount = choose.choice([None, choose.randint(1, 500_000_00), 100_000_00])
            return RepayEarly(amount_fen=amount, effect=effect, **common)
        case OperationCode.SHORTEN_TERM:
            return ShortenTerm(months=12 * choose.randint(1, 18), **common)
        case OperationCode.CHANGE_REPAYMENT_ACCOUNT:
            if choose.random() < 0.3:
                return ChangeRepaymentAccount(linked_card=True, **common)
            return ChangeRepaymentAccount(
                bank_code="CMB", account_no=f"6214830000{choose.randint(1, 99):06}", **common
            )
        case OperationCode.CHANGE_REPAYMENT_METHOD:
            return ChangeRepaymentMethod(method=choose.choice(list(RepaymentMethod)), **common)
        case OperationCode.CHANGE_DUE_DAY:
            return ChangeDueDay(due_day=choose.randint(1, 31), **common)
    amount = choose.choice([None, choose.randint(1, 40_000_00), 5_000_00])
    first = {"member_id": 1, "contract_no": town.contract_of(1)}
    return OffsetRepayment(amount_fen=amount, effect=effect, **first)


def _of_a_co_repayer(world: World, kind: OperationCode) -> Request:
    member = world.random.choice([*town.CO_REPAYERS, 11, 12])
    contract = town.contract_of(1)
    if kind is OperationCode.END_CO_REPAYMENT:
        return EndCoRepayment(member_id=member, contract_no=contract)
    relation = world.random.choice(list(CoRepayerRelation))
    return SignCoRepayment(member_id=member, contract_no=contract, relation=relation, version=VERSION)


MAKERS: dict[OperationCode, Maker] = {
    OperationCode.SIGN_AGREEMENT: _sign,
    OperationCode.TERMINATE_AGREEMENT: lambda world, _: TerminateAgreement(member_id=anybody(world)),
    OperationCode.REVOKE_PROXY: _revoke,
    OperationCode.RENT_WITHDRAWAL: _withdraw,
    OperationCode.OTHER_HOUSING_WITHDRAWAL: _withdraw,
    OperationCode.LEAVING_CLOSURE: _close,
    OperationCode.RETIREMENT_CLOSURE: _close,
    OperationCode.SETTLE_CLOSURE: _about_a_closure,
    OperationCode.CANCEL_CLOSURE: _about_a_closure,
    OperationCode.RECORD_INSURANCE: _about_a_closure,
    OperationCode.REDIRECT_PAYOUT: _redirect,
    OperationCode.LINK_CARD: _link,
    # The seal is put in by whoever types at the keypad.
    OperationCode.SET_PASSWORD: lambda world, _: SetPassword(member_id=anybody(world), seal=""),
    OperationCode.RESET_PASSWORD: lambda world, _: ResetPassword(member_id=anybody(world)),
    OperationCode.EARLY_REPAYMENT: _of_a_loan,
    OperationCode.SHORTEN_TERM: _of_a_loan,
    OperationCode.CHANGE_REPAYMENT_ACCOUNT: _of_a_loan,
    OperationCode.CHANGE_REPAYMENT_METHOD: _of_a_loan,
    OperationCode.CHANGE_DUE_DAY: _of_a_loan,
    OperationCode.OFFSET_REPAYMENT: _of_a_loan,
    OperationCode.SIGN_CO_REPAYMENT: _of_a_co_repayer,
    OperationCode.END_CO_REPAYMENT: _of_a_co_repayer,
    OperationCode.REVERSE_CASE: _reverse,
}
"""Of every operation that is a transaction: how a member comes to ask for it. None: there is nothing to ask."""


def request_for(world: World, code: OperationCode) -> Any:
    """The request, with its papers and now and then a proxy; None where there is nothing to ask."""
    made = MAKERS[code](world, code)
    if made is None:
        return None
    matter = OPERATIONS[code].matter
    if matter is not None and made.presence is Presence.IN_PERSON and world.random.random() < 0.2:
        made = replace(made, presence=Presence.PROXY, proxy=_proxy(world, made.member_id, matter))
    return house.complete(made)


def _proxy(world: World, member: int, matter: Matter) -> NewProxy | ProxyOnFile:
    """One on file, or somebody with a new document, which need not be right."""
    filed = world.pick("SELECT id FROM proxy_document WHERE member_id = :member ORDER BY id", member=member)
    if filed is not None and world.random.random() < 0.6:
        return ProxyOnFile(filed[0])
    issued = world.today - timedelta(days=world.random.randint(0, 40))
    matters = {matter, world.random.choice(list(Matter))}
    return NewProxy(
        "李四", IdKind.RESIDENT, world.random.choice(_PROXIES), ProxyRelation.FRIEND,
        ProxyDocumentKind.NOTARISED_POA, "深圳公证处", f"2020-{world.random.randint(1, 400)}", issued, issued,
        world.random.choice([None, world.today + timedelta(days=1)]), frozenset(matters),
    )  # fmt: skip


def password_typed(world: World, member: int) -> tuple[str, str]:
    """What is typed on the keypad, and what proves that one may: the code, a password, or nothing right."""
    number = world.rows("SELECT mobile FROM member WHERE id = :member", member=member)[0][0]
    codes = [one.text.partition("验证码 ")[2][:6] for one in world.mobile.taken if one.mobile == number]
    proofs = [GOOD, BETTER, "", *codes[-1:] * 5]
    return world.random.choice([GOOD, BETTER, "123456"]), world.random.choice(proofs)
