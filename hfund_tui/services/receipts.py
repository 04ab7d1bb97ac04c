"""Receipts: issued with the case, kept as they are, reprinted with a mark."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db import turns
from hfund_tui.db.audit import AuditStamp
from hfund_tui.db.tables import Account, Branch, Case, Member, ProxyDocument, Staff
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.masks import mask_account, mask_id, mask_name
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import from_plain, to_plain
from hfund_tui.domain.plan import Plan, RegisterProxy, UndoCase, stored_effects
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.receipt import (
    Anchor,
    PersonOnReceipt,
    Receipt,
    ReversedBy,
    StaffOnReceipt,
    held,
    receipt_kind,
    receipt_lines,
    verification_code,
)
from hfund_tui.domain.vocabulary import AuditOutcome, CaseStatus
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import Refusal
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store


@dataclass(frozen=True, slots=True)
class ReceiptSummary:
    """One line of a list of receipts. Amount in fen; the member's name is masked."""

    receipt_no: str
    operation: OperationCode
    member_id: int
    member_name: str
    amount_fen: int
    issued_at: datetime
    copies: int


@dataclass(frozen=True, slots=True)
class ReceiptList:
    """Receipts, newest first; `more` says that there are older ones."""

    rows: tuple[ReceiptSummary, ...]
    more: bool


class ReceiptService:
    """Reading and reprinting receipts. What was taken back since says so."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def get(self, session: Session, receipt_no: str) -> Receipt:
        """The original, with the whole name: each look is recorded. Raises Refusal."""
        code = OperationCode.VIEW_MEMBER
        with (
            refusals_recorded(self._store, self._clock, session, code, None),
            self._store.writing(turns.NOTHING) as uow,
        ):
            row = _row(uow.session, receipt_no)
            member_id = uow.session.get_one(Case, row.case_no).member_id
            authorise(uow.session, session, code, member_id)
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[code].audit_label,
                AuditOutcome.READ,
                case_no=row.case_no,
                member_id=member_id,
                receipt_no=receipt_no,
            )
            return as_of_now(uow.session, row)

    def reprint(self, session: Session, receipt_no: str) -> Receipt:
        """The receipt with the number of its reprint, counted and audited. Raises Refusal."""
        with (
            refusals_recorded(self._store, self._clock, session, OperationCode.REPRINT_RECEIPT, None),
            self._store.writing(turns.paper(receipt_no)) as uow,
        ):
            authorise(uow.session, session, OperationCode.REPRINT_RECEIPT)
            row = _row(uow.session, receipt_no)
            row.printed_copies += 1
            uow.session.add(row)
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[OperationCode.REPRINT_RECEIPT].audit_label,
                AuditOutcome.DONE,
                case_no=row.case_no,
                member_id=uow.session.get_one(Case, row.case_no).member_id,
                receipt_no=receipt_no,
                copy=row.printed_copies,
            )
            return as_of_now(uow.session, row).reprinted(row.printed_copies)

    def of_member(self, session: Session, member_id: int, *, limit: int = 50) -> ReceiptList:
        """A member's receipts, newest first."""
        return self._listed(session, limit, Case.member_id == member_id)

    def of_today(self, session: Session, *, own: bool = False, limit: int = 50) -> ReceiptList:
        """The branch's receipts of the business date, newest first; with `own` those of the operator only."""
        today = [Case.branch_code == session.branch_code, Case.posted_on == session.business_date]
        if own:
            today.append(Case.maker == session.staff_code)
        return self._listed(session, limit, *today)

    def _listed(self, session: Session, limit: int, *which: ColumnElement[bool] | bool) -> ReceiptList:
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.REPRINT_RECEIPT)
            rows = reader.session.exec(
                select(ReceiptRow, Case, Member.name)
                .join(Case, col(Case.case_no) == col(ReceiptRow.case_no))
                .join(Member, col(Member.id) == col(Case.member_id))
                .where(*which)
                .order_by(col(ReceiptRow.created_at).desc(), col(ReceiptRow.receipt_no).desc())
                .limit(limit + 1)
            ).all()
            listed = tuple(
                ReceiptSummary(
                    row.receipt_no,
                    OperationCode(case.operation),
                    case.member_id,
                    mask_name(name),
                    case.amount_fen or 0,
                    row.created_at,
                    row.printed_copies,
                )
                for row, case, name in rows[:limit]
            )
            return ReceiptList(listed, more=len(rows) > limit)


def _row(sql: SqlSession, receipt_no: str) -> ReceiptRow:
    row = sql.get(ReceiptRow, receipt_no)
    if row is None:
        raise Refusal("receipt_unknown")
    return row


def receipt_from_row(row: ReceiptRow) -> Receipt:
    """The original as it was issued."""
    return from_plain(Receipt, json.loads(row.data_json))


def as_of_now(sql: SqlSession, row: ReceiptRow) -> Receipt:
    """The original, with what took its case back, if anything did."""
    receipt = receipt_from_row(row)
    reversal = sql.exec(
        select(Case).where(
            Case.refers_to == row.case_no,
            Case.operation == OperationCode.REVERSE_CASE.value,
            Case.status == CaseStatus.COMPLETED,
        )
    ).one_or_none()
    if reversal is None:
        return receipt
    undone = next(one for one in stored_effects(reversal.plan_json or "") if isinstance(one, UndoCase))
    on = reversal.posted_on or reversal.business_date
    return replace(receipt, reversed_by=ReversedBy(reversal.case_no, on, undone.kind))


def issue(
    uow: UnitOfWork,
    key: bytes,
    *,
    case: Case,
    plan: Plan,
    policy: Policy,
    stamp: AuditStamp,
    now: datetime,
) -> Receipt:
    """Write the receipt of a case that has just been posted, vouched for by its audit row."""
    sql = uow.session
    member = sql.get_one(Member, case.member_id)
    account = sql.get_one(Account, plan.account_no)
    branch = sql.get_one(Branch, case.branch_code)
    kind = receipt_kind(plan)
    until, because = held(plan)
    receipt_no = f"R{case.case_no}"
    receipt = Receipt(
        receipt_no=receipt_no,
        kind=kind,
        operation=plan.operation,
        case_no=case.case_no,
        verification_code="",
        issued_at=now,
        business_date=plan.business_date,
        branch=BilingualName(branch.name, branch.name_en),
        operator=_staff(sql, case.maker),
        checker=_staff(sql, case.checker) if case.checker else None,
        member=PersonOnReceipt(mask_name(member.name), mask_id(member.id_no)),
        account_no=mask_account(account.account_no),
        proxy=_proxy(sql, case, plan),
        lines=receipt_lines(plan, policy, case.posted_on),
        anchor=Anchor(stamp.chain, stamp.sequence, stamp.hash),
        amount_fen=plan.amount_fen,
        quota=plan.quota,
        held_until=until,
        held_because=because,
    )
    receipt = replace(receipt, verification_code=verification_code(key, to_plain(receipt)))
    sql.add(
        ReceiptRow(
            receipt_no=receipt_no,
            case_no=case.case_no,
            kind=kind.value,
            verification_code=receipt.verification_code,
            audit_chain=stamp.chain,
            audit_sequence=stamp.sequence,
            audit_hash=stamp.hash,
            data_json=json.dumps(to_plain(receipt), ensure_ascii=False, sort_keys=True),
            created_at=now,
        )
    )
    return receipt


def _staff(sql: SqlSession, code: str) -> StaffOnReceipt:
    staff = sql.get_one(Staff, code)
    return StaffOnReceipt(code, BilingualName(staff.name, staff.name_en))


def _proxy(sql: SqlSession, case: Case, plan: Plan) -> PersonOnReceipt | None:
    if case.proxy_id_no is None:
        return None
    registered: RegisterProxy | None = plan.effect(RegisterProxy)
    name = registered.document.name if registered else _proxy_name(sql, case)
    return PersonOnReceipt(mask_name(name), mask_id(case.proxy_id_no))


def _proxy_name(sql: SqlSession, case: Case) -> str:
    document = sql.get(ProxyDocument, case.proxy_document_id)
    return document.proxy_name if document else ""
