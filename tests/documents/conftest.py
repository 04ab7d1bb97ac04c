"""Plans and receipts to print: those of the ordinary member, in person and through a proxy."""

from datetime import UTC, datetime

import pytest

from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.operation import OperationCode, ReceiptKind
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.receipt import (
    Anchor,
    PersonOnReceipt,
    Receipt,
    RefusalSlip,
    StaffOnReceipt,
    held,
    receipt_lines,
)
from tests.support import builders
from tests.support.policies import policy


def _receipt(plan: Plan, kind: ReceiptKind, proxy: PersonOnReceipt | None = None) -> Receipt:
    return Receipt(
        receipt_no="R20200227010100000012",
        kind=kind,
        operation=plan.operation,
        case_no="20200227010100000012",
        verification_code="K7QX-2MDA-9TFP",
        issued_at=datetime(2020, 2, 27, 1, 41, tzinfo=UTC),
        business_date=plan.business_date,
        branch=BilingualName("福田管理部", "Futian District Office"),
        operator=StaffOnReceipt("T0103", BilingualName("林晓梅", "Lin Xiaomei")),
        checker=StaffOnReceipt("S0101", BilingualName("周志远", "Zhou Zhiyuan")) if proxy else None,
        member=PersonOnReceipt("张**", "440***********0012"),
        account_no="2*******789",
        proxy=proxy,
        lines=receipt_lines(plan, policy()),
        anchor=Anchor("0101-03", 1234, "9f2c" * 16),
        amount_fen=plan.amount_fen,
        quota=plan.quota,
        held_until=held(plan)[0],
        held_because=held(plan)[1],
    )


@pytest.fixture
def withdrawal() -> Receipt:
    """7,800.00 for rent, in person."""
    return _receipt(make_plan(builders.rent(), builders.facts(), policy()), ReceiptKind.WITHDRAWAL)


@pytest.fixture
def proxy_plan() -> Plan:
    return make_plan(builders.by_proxy(builders.rent(), builders.new_proxy()), builders.facts(), policy())


@pytest.fixture
def proxy_withdrawal(proxy_plan: Plan) -> Receipt:
    """The same through a proxy never seen before: approved by a second person, held for the cooling-off."""
    proxy = PersonOnReceipt("李**", "440***********0024")
    return _receipt(proxy_plan, ReceiptKind.WITHDRAWAL, proxy)


@pytest.fixture
def signing() -> Receipt:
    return _receipt(make_plan(builders.sign(), builders.facts(), policy()), ReceiptKind.AGREEMENT_SIGNED)


@pytest.fixture
def ending() -> Receipt:
    facts = builders.facts(agreement=builders.AGREEMENT)
    return _receipt(make_plan(builders.terminate(), facts, policy()), ReceiptKind.AGREEMENT_TERMINATED)


@pytest.fixture
def revocation() -> Receipt:
    facts = builders.facts(documents=(builders.document(),))
    return _receipt(make_plan(builders.revoke(), facts, policy()), ReceiptKind.PROXY_REVOKED)


@pytest.fixture
def refused_plan() -> Plan:
    """No card, a home in the city, and more than the quota."""
    facts = builders.change(builders.facts(), card=None)
    return make_plan(builders.rent(amount_fen=900_000), facts, policy())


@pytest.fixture
def slip(refused_plan: Plan, withdrawal: Receipt) -> RefusalSlip:
    return RefusalSlip(
        operation=OperationCode.RENT_WITHDRAWAL,
        case_no=withdrawal.case_no,
        issued_at=withdrawal.issued_at,
        business_date=withdrawal.business_date,
        branch=withdrawal.branch,
        operator=withdrawal.operator,
        member=withdrawal.member,
        account_no=withdrawal.account_no,
        proxy=None,
        findings=refused_plan.decision.failed,
    )
