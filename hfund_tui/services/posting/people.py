"""Posting what concerns agreements, proxies, cards and insurance."""

from __future__ import annotations

from hfund_tui.db.tables import (
    Agreement,
    Card,
    ExceptionRecord,
    InsuranceRecord,
    Member,
    ProxyAct,
    ProxyDocument,
    ProxyMatter,
)
from hfund_tui.domain.plan import (
    ChangeCard,
    EndAgreement,
    FileInsurance,
    PutAgreementInForce,
    RecordException,
    RecordProxyAct,
    RegisterProxy,
    RevokeDocument,
)
from hfund_tui.domain.text import clean, fold_code
from hfund_tui.domain.vocabulary import AgreementState, CardState
from hfund_tui.services.posting.posting import Posting


def register_proxy(posting: Posting, effect: RegisterProxy) -> None:
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
        registered_on=posting.posted_on,
    )
    session = posting.uow.session
    session.add(document)
    session.flush()
    assert document.id is not None
    posting.document_id = document.id
    session.add_all(ProxyMatter(document_id=document.id, matter=one) for one in sorted(new.matters))


def record_proxy_act(posting: Posting, effect: RecordProxyAct) -> None:
    document_id = effect.document_id if effect.document_id is not None else posting.document_id
    assert document_id is not None
    posting.document_id = document_id
    posting.uow.session.add(
        ProxyAct(
            document_id=document_id,
            member_id=posting.plan.member_id,
            case_no=posting.case_no,
            acted_on=posting.posted_on,
            proxy_id_no=effect.proxy_id_no,
        )
    )


def put_agreement_in_force(posting: Posting, effect: PutAgreementInForce) -> None:
    posting.uow.session.add(
        Agreement(
            member_id=posting.plan.member_id,
            kind=effect.kind,
            version=effect.version,
            text_sha256=effect.text_sha256,
            channel=posting.plan.channel,
            proxy_document_id=posting.document_id,
            signed_case=posting.case_no,
            signed_on=posting.posted_on,
        )
    )


def end_agreement(posting: Posting, effect: EndAgreement) -> None:
    agreement = posting.uow.session.get_one(Agreement, effect.agreement_id)
    agreement.state = AgreementState.TERMINATED
    agreement.terminated_case = posting.case_no
    agreement.terminated_on = posting.posted_on


def revoke_document(posting: Posting, effect: RevokeDocument) -> None:
    document = posting.uow.session.get_one(ProxyDocument, effect.document_id)
    document.revoked_on = posting.posted_on
    document.revoked_case = posting.case_no


def file_insurance(posting: Posting, effect: FileInsurance) -> None:
    proof = effect.proof
    posting.uow.session.add(
        InsuranceRecord(
            member_id=posting.plan.member_id,
            status=proof.status,
            last_paid=proof.last_paid,
            settled_on=proof.settled_on,
            case_no=posting.case_no,
            recorded_on=posting.posted_on,
        )
    )


def change_card(posting: Posting, effect: ChangeCard) -> None:
    session = posting.uow.session
    if effect.replaces is not None:
        old = session.get_one(Card, effect.replaces)
        old.state = CardState.UNLINKED
        old.unlinked_on = posting.posted_on
        session.flush()
    session.add(
        Card(
            member_id=posting.plan.member_id,
            bank_code=effect.bank_code,
            card_no=effect.card_no,
            class_one=True,
            holder_name=session.get_one(Member, posting.plan.member_id).name,
            linked_on=posting.posted_on,
            linked_case=posting.case_no,
        )
    )


def record_exception(posting: Posting, effect: RecordException) -> None:
    """A rule is passed over by two people: the maker who asked, the checker who let it pass."""
    assert posting.checker is not None
    ground = effect.ground
    posting.uow.session.add(
        ExceptionRecord(
            case_no=posting.case_no,
            rule=effect.rule,
            reason_code=ground.code,
            words=clean(ground.words),
            attachments=", ".join(clean(one) for one in ground.attachments),
            maker=posting.maker,
            checker=posting.checker,
            branch_code=posting.branch_code,
            business_date=posting.posted_on,
        )
    )
