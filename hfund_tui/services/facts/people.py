"""Facts about people: agreements, proxies and their documents, relatives of staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import (
    Agreement,
    FamilyMember,
    ProxyAct,
    ProxyDocument,
    ProxyMatter,
    Staff,
    StaffRelative,
)
from hfund_tui.domain.facts import AgreementFacts, DocumentFacts, ProxyBackground
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.operation import Matter
from hfund_tui.domain.request import NewProxy, ProxyOnFile
from hfund_tui.domain.text import fold_code
from hfund_tui.domain.vocabulary import AgreementKind, AgreementState, FamilyRelation


def agreement(sql: SqlSession, member_id: int) -> AgreementFacts | None:
    found = sql.exec(
        select(Agreement).where(
            Agreement.member_id == member_id,
            Agreement.kind == AgreementKind.SELF_SERVICE,
            Agreement.state == AgreementState.IN_FORCE,
        )
    ).one_or_none()
    if found is None or found.id is None:
        return None
    return AgreementFacts(found.id, found.kind, found.version, found.signed_on)


def documents(sql: SqlSession, member_id: int) -> tuple[DocumentFacts, ...]:
    rows = sql.exec(
        select(ProxyDocument).where(ProxyDocument.member_id == member_id).order_by(col(ProxyDocument.id))
    ).all()
    ids = [row.id for row in rows]
    named: dict[int, set[Matter]] = {}
    for matter in sql.exec(select(ProxyMatter).where(col(ProxyMatter.document_id).in_(ids))):
        named.setdefault(matter.document_id, set()).add(Matter(matter.matter))
    return tuple(
        DocumentFacts(
            row.id or 0,
            row.proxy_name,
            row.proxy_id_kind,
            row.proxy_id_no,
            row.proxy_birth_date,
            row.relation,
            row.document_kind,
            row.notary,
            row.certificate_no,
            row.issued_on,
            row.valid_from,
            row.valid_to,
            frozenset(named.get(row.id or 0, ())),
            row.revoked_on,
        )
        for row in rows
    )


def background(
    sql: SqlSession,
    member_id: int,
    proxy: ProxyOnFile | NewProxy | None,
    documents: Iterable[DocumentFacts],
    business_date: date,
) -> ProxyBackground | None:
    match proxy:
        case NewProxy():
            id_no = holder_no(fold_code(proxy.id_no))
        case ProxyOnFile(document_id):
            found = (d.proxy_id_no for d in documents if d.document_id == document_id)
            id_no = holder_no(next(found, ""))
        case _:
            return None
    staff = sql.exec(select(Staff.code).where(Staff.id_no == id_no)).first()
    new_year = business_date.replace(month=1, day=1)
    today = _others(sql, id_no, member_id, business_date, business_date)
    this_year = _others(sql, id_no, member_id, new_year, business_date)
    taken = isinstance(proxy, NewProxy) and _certificate_taken(sql, proxy)
    return ProxyBackground(staff is not None, today, taken, this_year)


def _others(sql: SqlSession, proxy_id_no: str, member_id: int, first: date, last: date) -> int:
    """How many other members the person acted for from one day to another."""
    return sql.exec(
        select(func.count(func.distinct(ProxyAct.member_id))).where(
            ProxyAct.proxy_id_no == proxy_id_no,
            ProxyAct.acted_on >= first,
            ProxyAct.acted_on <= last,
            ProxyAct.member_id != member_id,
        )
    ).one()


def _certificate_taken(sql: SqlSession, proxy: NewProxy) -> bool:
    query = select(ProxyDocument.id).where(ProxyDocument.certificate_sha256 == proxy.certificate_sha256)
    return sql.exec(query).first() is not None


def spouse_id_no(sql: SqlSession, member_id: int) -> str | None:
    """The number of the spouse on file, the one recorded last; None without one, or without a number."""
    return sql.exec(
        select(FamilyMember.id_no)
        .where(FamilyMember.member_id == member_id, FamilyMember.relation == FamilyRelation.SPOUSE)
        .order_by(col(FamilyMember.id).desc())
    ).first()


def relatives(sql: SqlSession, maker_id_no: str) -> frozenset[str]:
    """Identity numbers of the relatives the maker has declared."""
    return frozenset(
        sql.exec(
            select(col(StaffRelative.id_no))
            .join(Staff, col(Staff.code) == col(StaffRelative.staff_code))
            .where(Staff.id_no == maker_id_no)
        )
    )
