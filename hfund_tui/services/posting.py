"""Carrying out a plan: one handler for each kind of effect, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.tables import (
    Account,
    Agreement,
    Card,
    ClaimedMonth,
    PaymentOrder,
    ProxyAct,
    ProxyDocument,
    ProxyMatter,
)
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.months import Month
from hfund_tui.domain.plan import (
    ClaimMonths,
    DebitAccount,
    Effect,
    EndAgreement,
    PayOut,
    Plan,
    PutAgreementInForce,
    RecordProxyAct,
    RegisterProxy,
    RevokeDocument,
)
from hfund_tui.domain.text import clean, fold_code
from hfund_tui.domain.vocabulary import AgreementState, Ledger, PaymentState


@dataclass(slots=True)
class Posting:
    """One plan on its way into the database. `document_id` is set when the plan registers a proxy."""

    uow: UnitOfWork
    plan: Plan
    case_no: str
    maker: str
    now: datetime
    document_id: int | None = None

    def carry_out(self) -> None:
        """All effects in their order. Raises Overdrawn and ConstraintBroken; then nothing is kept."""
        for effect in self.plan.effects:
            HANDLERS[type(effect)](self, effect)
        self.uow.session.flush()


def _register_proxy(posting: Posting, effect: RegisterProxy) -> None:
    new = effect.document
    document = ProxyDocument(
        member_id=posting.plan.member_id,
        proxy_name=clean(new.name),
        proxy_id_kind=new.id_kind,
        proxy_id_no=fold_code(new.id_no),
        proxy_birth_date=effect.proxy_birth_date,
        relation=new.relation,
        document_kind=new.document_kind,
        notary=new.notary,
        certificate_no=new.certificate_no,
        certificate_sha256=new.certificate_sha256,
        issued_on=new.issued_on,
        valid_from=new.valid_from,
        valid_to=effect.valid_to,
        original_seen_by=posting.maker,
        registered_case=posting.case_no,
        registered_on=posting.plan.business_date,
    )
    session = posting.uow.session
    session.add(document)
    session.flush()
    assert document.id is not None
    posting.document_id = document.id
    session.add_all(ProxyMatter(document_id=document.id, matter=one.value) for one in sorted(new.matters))


def _record_proxy_act(posting: Posting, effect: RecordProxyAct) -> None:
    document_id = effect.document_id if effect.document_id is not None else posting.document_id
    assert document_id is not None
    posting.document_id = document_id
    posting.uow.session.add(
        ProxyAct(
            document_id=document_id,
            member_id=posting.plan.member_id,
            case_no=posting.case_no,
            acted_on=posting.plan.business_date,
            proxy_id_no=effect.proxy_id_no,
        )
    )


def _put_agreement_in_force(posting: Posting, effect: PutAgreementInForce) -> None:
    posting.uow.session.add(
        Agreement(
            member_id=posting.plan.member_id,
            kind=effect.kind,
            version=effect.version,
            text_sha256=effect.text_sha256,
            channel=posting.plan.channel,
            proxy_document_id=posting.document_id,
            signed_case=posting.case_no,
            signed_on=posting.plan.business_date,
        )
    )


def _end_agreement(posting: Posting, effect: EndAgreement) -> None:
    agreement = posting.uow.session.get_one(Agreement, effect.agreement_id)
    agreement.state = AgreementState.TERMINATED
    agreement.terminated_case = posting.case_no
    agreement.terminated_on = posting.plan.business_date


def _revoke_document(posting: Posting, effect: RevokeDocument) -> None:
    document = posting.uow.session.get_one(ProxyDocument, effect.document_id)
    document.revoked_on = posting.plan.business_date
    document.revoked_case = posting.case_no


def _claim_months(posting: Posting, effect: ClaimMonths) -> None:
    session = posting.uow.session
    session.add_all(
        ClaimedMonth(
            account_no=effect.account_no,
            month=month,
            operation=posting.plan.operation.value,
            case_no=posting.case_no,
            ratio_text=ratio,
        )
        for month, ratio in zip(effect.months, effect.ratios, strict=True)
    )
    account = session.get_one(Account, effect.account_no)
    account.last_withdrawal_month = Month.of(posting.plan.business_date)
    session.flush()


def _debit_account(posting: Posting, effect: DebitAccount) -> None:
    post_batch(
        posting.uow,
        [
            Line(Ledger.MEMBER, -effect.amount_fen, effect.account_no),
            Line(Ledger.PAYOUT_CLEARING, effect.amount_fen),
        ],
        summary=effect.summary,
        business_date=posting.plan.business_date,
        value_date=posting.plan.business_date,
        created_at=posting.now,
        case_no=posting.case_no,
    )


def _pay_out(posting: Posting, effect: PayOut) -> None:
    session = posting.uow.session
    card = session.get_one(Card, effect.card_id)
    session.add(
        PaymentOrder(
            case_no=posting.case_no,
            account_no=posting.plan.account_no,
            card_id=effect.card_id,
            payee_name=card.holder_name,
            bank_code=card.bank_code,
            card_no=card.card_no,
            amount_fen=effect.amount_fen,
            business_date=posting.plan.business_date,
            not_before=effect.not_before,
            state=PaymentState.HELD if effect.cooling_off else PaymentState.QUEUED,
            created_at=posting.now,
        )
    )


HANDLERS: Mapping[type[Effect], Callable[[Posting, Any], None]] = MappingProxyType(
    {
        RegisterProxy: _register_proxy,
        RecordProxyAct: _record_proxy_act,
        PutAgreementInForce: _put_agreement_in_force,
        EndAgreement: _end_agreement,
        RevokeDocument: _revoke_document,
        ClaimMonths: _claim_months,
        DebitAccount: _debit_account,
        PayOut: _pay_out,
    }
)
