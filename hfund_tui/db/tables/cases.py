"""Cases, drafts, payment orders and receipts."""

from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa
from sqlmodel import Field

from hfund_tui.db.tables.base import Row, check, column, index_where, one_per, rules
from hfund_tui.db.tables.types import Day, Digest, Digits, Fen, Flag, Id, Instant, Name, Text, Whole, Word
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import (
    CallBackOutcome,
    CaseStatus,
    Channel,
    FileKind,
    NoticeKind,
    NoticeState,
    PaymentState,
    Role,
)

MAX_JSON = 1_000_000

_version: sa.Column[int] = sa.Column("version", Whole(1, 10**9), nullable=False)


class Case(Row, table=True):
    """业务: the stored life of one request.

    The identity numbers of everybody involved stand in the row itself, so that the database can see that they
    are different people. A refused attempt is stored too, and its idempotency key is used up. ``inbox`` is
    the role that has to act; a case has one exactly while it is open: pending before a supervisor, or returned
    to its maker's role. ``owner`` is the supervisor who took it out of the queue. ``refers_to`` is the case
    this one is about: the one it reverses, settles, cancels or pays again; ``corrects`` is the returned case it
    takes the place of. ``form_json`` is what stood in the maker's form, ``found_json`` the plan as it was found
    when it was not the submitted one any more. ``undo_json`` holds what posting overwrote, for a reversal.
    """

    __tablename__ = "case"
    __table_args__ = rules(
        check("maker_is_not_checker", "checker <> maker AND checker_id_no <> maker_id_no"),
        check("maker_is_not_member", "maker_id_no <> member_id_no"),
        check("maker_is_not_proxy", "maker_id_no <> proxy_id_no"),
        check("checker_is_not_member", "checker_id_no <> member_id_no"),
        check("checker_is_not_proxy", "checker_id_no <> proxy_id_no"),
        check("proxy_is_not_member", "proxy_id_no <> member_id_no"),
        check("checker_identified", "(checker IS NULL) = (checker_id_no IS NULL)"),
        check("proxy_identified", "proxy_document_id IS NULL OR proxy_id_no IS NOT NULL"),
        check("completed_has_plan", "status <> 'completed' OR plan_sha256 IS NOT NULL"),
        check("open_has_inbox", "(status IN ('pending', 'returned')) = (inbox IS NOT NULL)"),
        check("called_back_by_another", "call_back_by <> maker AND call_back_by <> checker"),
        check(
            "by_telephone_called_back",
            "channel <> 'hotline' OR status <> 'completed' OR call_back_by IS NOT NULL",
        ),
        check("owner_is_not_maker", "owner <> maker"),
        check("owned_while_pending", "owner IS NULL OR status = 'pending'"),
        check("decided_with_words", "status NOT IN ('rejected', 'returned') OR decision_code IS NOT NULL"),
        one_per("case_reversed", "refers_to", where="operation = 'reverse_case' AND status = 'completed'"),
        one_per("case_corrected", "corrects", where="corrects IS NOT NULL"),
        sa.Index("ix_case_refers_to", "refers_to"),
        sa.Index("ix_case_member_id", "member_id", "created_at"),
        sa.Index("ix_case_inbox", "inbox", "branch_code", "created_at"),
        sa.Index("ix_case_business_date", "business_date", "branch_code"),
        sa.Index("ix_case_posted_on", "posted_on", "branch_code"),
        sa.Index("ix_case_maker", "branch_code", "maker", "business_date"),
        index_where("ix_case_open", "branch_code", "maker", "status", where="inbox IS NOT NULL"),
    )
    __mapper_args__ = {"version_id_col": _version}

    case_no: Annotated[str, column(Text(20), key=True)]
    operation: Annotated[OperationCode, column(Name(OperationCode))]
    channel: Annotated[Channel, column(Word(Channel))]
    member_id: Annotated[int, column(Id(), to="member.id")]
    account_no: Annotated[str | None, column(Digits(11), to="account.account_no", private=True)] = None
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    terminal: Annotated[str, column(Text(40))]
    maker: Annotated[str, column(Text(20), to="staff.code")]
    checker: Annotated[str | None, column(Text(20), to="staff.code")] = None
    proxy_document_id: Annotated[int | None, column(Id(), to="proxy_document.id")] = None
    maker_id_no: Annotated[str, column(Text(20, 5), private=True)]
    checker_id_no: Annotated[str | None, column(Text(20, 5), private=True)] = None
    proxy_id_no: Annotated[str | None, column(Text(20, 5), private=True)] = None
    member_id_no: Annotated[str, column(Text(20, 5), private=True)]
    status: Annotated[CaseStatus, column(Word(CaseStatus))] = CaseStatus.DRAFT
    amount_fen: Annotated[int | None, column(Fen(), private=True)] = None
    plan_json: Annotated[str | None, column(Text(MAX_JSON), private=True)] = None
    plan_sha256: Annotated[str | None, column(Digest())] = None
    request_json: Annotated[str, column(Text(MAX_JSON), private=True)]
    payload_sha256: Annotated[str, column(Digest())]
    idempotency_key: Annotated[str, column(Text(64, 8), unique=True)]
    business_date: Annotated[date, column(Day())]
    created_at: Annotated[datetime, column(Instant())]
    decided_at: Annotated[datetime | None, column(Instant())] = None
    inbox: Annotated[Role | None, column(Word(Role))] = None
    owner: Annotated[str | None, column(Text(20), to="staff.code")] = None
    call_back_by: Annotated[str | None, column(Text(20), to="staff.code")] = None
    """Who rang the member, and heard that the request is the member's own. Only for requests by telephone."""
    refers_to: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    corrects: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    decision_code: Annotated[str | None, column(Text(60))] = None
    decision_words: Annotated[str | None, column(Text(500, 0), private=True)] = None
    posted_on: Annotated[date | None, column(Day())] = None
    form_json: Annotated[str | None, column(Text(MAX_JSON), private=True)] = None
    found_json: Annotated[str | None, column(Text(MAX_JSON), private=True)] = None
    undo_json: Annotated[str | None, column(Text(MAX_JSON), private=True)] = None
    refusal_codes: Annotated[str | None, column(Text(4000))] = None
    version: int = Field(default=1, sa_column=_version)


class CallBack(Row, table=True):
    """That a member was rung about a request made by telephone, and what came of it. Append-only."""

    __tablename__ = "call_back"
    __table_args__ = rules(
        check("another_rings", "rung_by <> maker"),
        sa.Index("ix_call_back_case_no", "case_no"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    case_no: Annotated[str, column(Text(20), to="case.case_no")]
    maker: Annotated[str, column(Text(20), to="staff.code")]
    rung_by: Annotated[str, column(Text(20), to="staff.code")]
    outcome: Annotated[CallBackOutcome, column(Word(CallBackOutcome))]
    words: Annotated[str, column(Text(500, 0), private=True)] = ""
    at: Annotated[datetime, column(Instant())]


class Draft(Row, table=True):
    """What an operator has typed and not yet submitted; ``key`` is the idempotency key to come."""

    __tablename__ = "draft"
    __table_args__ = rules(sa.Index("ix_draft_operator", "operator", "updated_at"))

    key: Annotated[str, column(Text(64, 8), key=True)]
    operator: Annotated[str, column(Text(20), to="staff.code")]
    member_id: Annotated[int | None, column(Id(), to="member.id")] = None
    operation: Annotated[OperationCode, column(Name(OperationCode))]
    payload_json: Annotated[str, column(Text(MAX_JSON), private=True)]
    step: Annotated[str, column(Text(60))]
    cue: Annotated[str, column(Text(200, 0), private=True)] = ""
    created_at: Annotated[datetime, column(Instant())]
    updated_at: Annotated[datetime, column(Instant())]
    parked: Annotated[bool, column(Flag())] = False
    corrects: Annotated[str | None, column(Text(20), to="case.case_no")] = None
    """The returned case this draft will take the place of."""


class PaymentOrder(Row, table=True):
    """An order to the bank to pay a member's own card, not before ``not_before``."""

    __tablename__ = "payment_order"
    __table_args__ = rules(
        check("not_before_business_date", "not_before >= business_date"),
        sa.Index("ix_payment_order_account_no", "account_no"),
        sa.Index("ix_payment_order_state", "state", "not_before"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    case_no: Annotated[str, column(Text(20), to="case.case_no", unique=True)]
    account_no: Annotated[str, column(Digits(11), to="account.account_no", private=True)]
    card_id: Annotated[int, column(Id(), to="card.id")]
    payee_name: Annotated[str, column(Text(100), private=True)]
    bank_code: Annotated[str, column(Text(20))]
    card_no: Annotated[str, column(Digits(12, 19), private=True)]
    amount_fen: Annotated[int, column(Fen(1), private=True)]
    business_date: Annotated[date, column(Day())]
    not_before: Annotated[date, column(Day())]
    state: Annotated[PaymentState, column(Word(PaymentState))] = PaymentState.QUEUED
    created_at: Annotated[datetime, column(Instant())]
    file_no: Annotated[str | None, column(Text(30), to="payment_file.file_no")] = None
    line_no: Annotated[int | None, column(Whole(1, 10**7))] = None
    result_on: Annotated[date | None, column(Day())] = None
    result_reason: Annotated[str | None, column(Text(200, 0))] = None
    replaces: Annotated[int | None, column(Id(), to="payment_order.id", unique=True)] = None


class PaymentFile(Row, table=True):
    """A file of orders handed to the bank, payouts or debits, with its control totals. Append-only."""

    __tablename__ = "payment_file"
    __table_args__ = rules(sa.Index("ix_payment_file_day", "branch_code", "business_date"))

    file_no: Annotated[str, column(Text(30), key=True)]
    kind: Annotated[FileKind, column(Word(FileKind))]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    business_date: Annotated[date, column(Day())]
    lines: Annotated[int, column(Whole(1, 10**7))]
    total_fen: Annotated[int, column(Fen(1), private=True)]
    content_sha256: Annotated[str, column(Digest())]
    exported_by: Annotated[str, column(Text(20), to="staff.code")]
    exported_at: Annotated[datetime, column(Instant())]


class ExceptionRecord(Row, table=True):
    """That a rule was passed over, on what ground, by whom. Append-only; a reversal leaves it standing."""

    __tablename__ = "exception_record"
    __table_args__ = rules(
        check("two_people", "maker <> checker"),
        sa.Index("ix_exception_record_rule", "rule", "business_date"),
        sa.Index("ix_exception_record_case_no", "case_no"),
        sa.Index("ix_exception_record_business_date", "business_date", "branch_code"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    case_no: Annotated[str, column(Text(20), to="case.case_no")]
    rule: Annotated[str, column(Text(60))]
    reason_code: Annotated[str, column(Text(60))]
    words: Annotated[str, column(Text(500), private=True)]
    attachments: Annotated[str, column(Text(500, 0), private=True)] = ""
    maker: Annotated[str, column(Text(20), to="staff.code")]
    checker: Annotated[str, column(Text(20), to="staff.code")]
    branch_code: Annotated[str, column(Digits(4), to="branch.code")]
    business_date: Annotated[date, column(Day())]


class Notice(Row, table=True):
    """What a member is to be told, waiting in the outbox until an adapter has delivered it."""

    __tablename__ = "notice"
    __table_args__ = rules(
        check("delivered", "(state = 'delivered') = (delivered_at IS NOT NULL)"),
        sa.Index("ix_notice_state", "state", "id"),
        sa.Index("ix_notice_case_no", "case_no"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    case_no: Annotated[str, column(Text(20), to="case.case_no")]
    member_id: Annotated[int, column(Id(), to="member.id")]
    kind: Annotated[NoticeKind, column(Word(NoticeKind))]
    mobile: Annotated[str | None, column(Text(20, 5), private=True)] = None
    params_json: Annotated[str, column(Text(10_000), private=True)]
    state: Annotated[NoticeState, column(Word(NoticeState))] = NoticeState.QUEUED
    created_at: Annotated[datetime, column(Instant())]
    delivered_at: Annotated[datetime | None, column(Instant())] = None


class Receipt(Row, table=True):
    """What the member was handed, and the audit row it vouches for."""

    __tablename__ = "receipt"
    __table_args__ = rules(
        sa.ForeignKeyConstraint(
            ["audit_chain", "audit_sequence"],
            ["audit_event.chain", "audit_event.sequence"],
            deferrable=True,
            initially="DEFERRED",
        ),
    )

    receipt_no: Annotated[str, column(Text(30), key=True)]
    case_no: Annotated[str, column(Text(20), to="case.case_no", unique=True)]
    kind: Annotated[str, column(Text(60))]
    verification_code: Annotated[str, column(Text(40))]
    audit_chain: Annotated[str, column(Text(60))]
    audit_sequence: Annotated[int, column(Id())]
    audit_hash: Annotated[str, column(Digest())]
    data_json: Annotated[str, column(Text(MAX_JSON), private=True)]
    printed_copies: Annotated[int, column(Whole(0, 10_000))] = 0
    created_at: Annotated[datetime, column(Instant())]
