"""Service agreements, and the documents by which one person acts for another."""

from datetime import date
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, index_where, one_per, rules
from hfund_tui.db.tables.types import Day, Digest, Id, Name, Text, Word
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import Matter
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    Channel,
    ProxyDocumentKind,
    ProxyRelation,
)


class Agreement(Row, table=True):
    """A signed agreement: which text (version and digest), by whom, since when."""

    __tablename__ = "agreement"
    __table_args__ = rules(
        # Whoever repays for two children has two agreements of that kind.
        one_per(
            "agreement_in_force",
            "member_id",
            "kind",
            where="state = 'in_force' AND kind = 'self_service'",
        ),
        check("terminated", "(state = 'terminated') = (terminated_on IS NOT NULL)"),
        sa.Index("ix_agreement_member_id", "member_id"),
        index_where("ix_agreement_signed_case", "signed_case", where="signed_case IS NOT NULL"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    member_id: Annotated[int, column(Id(), to="member.id")]
    kind: Annotated[AgreementKind, column(Word(AgreementKind))]
    version: Annotated[str, column(Text(20))]
    text_sha256: Annotated[str, column(Digest())]
    state: Annotated[AgreementState, column(Word(AgreementState))] = AgreementState.IN_FORCE
    channel: Annotated[Channel, column(Word(Channel))]
    proxy_document_id: Annotated[int | None, column(Id(), to="proxy_document.id")] = None
    signed_case: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    signed_on: Annotated[date, column(Day())]
    terminated_case: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    terminated_on: Annotated[date | None, column(Day())] = None


class ProxyDocument(Row, table=True):
    """A power of attorney, or a marriage certificate; ``member_id`` is the principal.

    ``certificate_sha256`` is `hfund_tui.domain.request.certificate_sha256`: one document serves one member,
    in whatever way its number was typed.
    """

    __tablename__ = "proxy_document"
    __table_args__ = rules(
        sa.UniqueConstraint("certificate_sha256"),
        check("valid", "valid_from <= valid_to"),
        check("notarised", "document_kind <> 'notarised_poa' OR notary <> ''"),
        check("proxy_id_today", "proxy_id_kind <> 'resident_15'"),
        sa.Index("ix_proxy_document_member_id", "member_id"),
        sa.Index("ix_proxy_document_proxy_id_no", "proxy_id_no"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    member_id: Annotated[int, column(Id(), to="member.id")]
    proxy_name: Annotated[str, column(Text(100), private=True)]
    proxy_id_kind: Annotated[IdKind, column(Word(IdKind))]
    proxy_id_no: Annotated[str, column(Text(20, 5), private=True)]
    proxy_birth_date: Annotated[date | None, column(Day(), private=True)] = None
    relation: Annotated[ProxyRelation, column(Word(ProxyRelation), private=True)]
    document_kind: Annotated[ProxyDocumentKind, column(Word(ProxyDocumentKind))]
    notary: Annotated[str, column(Text(200, 0))]
    certificate_no: Annotated[str, column(Text(100), private=True)]
    certificate_sha256: Annotated[str, column(Digest(), private=True)]
    issued_on: Annotated[date, column(Day())]
    valid_from: Annotated[date, column(Day())]
    valid_to: Annotated[date, column(Day())]
    original_seen_by: Annotated[str, column(Text(20), to="staff.code")]
    registered_case: Annotated[str | None, column(Text(20), to="case.case_no", breaks_cycle=True)] = None
    registered_on: Annotated[date, column(Day())]
    revoked_on: Annotated[date | None, column(Day())] = None
    revoked_case: Annotated[str | None, column(Text(20), to="case.case_no", breaks_cycle=True)] = None


class ProxyMatter(Row, table=True):
    """A matter the document names; there is no "all matters"."""

    __tablename__ = "proxy_matter"
    __table_args__ = rules()

    document_id: Annotated[int, column(Id(), key=True, to="proxy_document.id")]
    matter: Annotated[Matter, column(Name(Matter), key=True)]


class ProxyAct(Row, table=True):
    """That somebody acted for a member on a day; counted against the limit of principals a day."""

    __tablename__ = "proxy_act"
    __table_args__ = rules(
        sa.Index("ix_proxy_act_proxy_id_no", "proxy_id_no", "acted_on"),
        sa.Index("ix_proxy_act_document_id", "document_id"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    document_id: Annotated[int, column(Id(), to="proxy_document.id")]
    member_id: Annotated[int, column(Id(), to="member.id")]
    case_no: Annotated[str, column(Text(20), to="case.case_no")]
    acted_on: Annotated[date, column(Day())]
    proxy_id_no: Annotated[str, column(Text(20, 5), private=True)]
