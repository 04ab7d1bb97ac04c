"""The rows of a case: numbering, writing, finding, and what its digests cover."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import Account, Agreement, Case, CaseSequence, Hold, Member, Staff
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import to_plain
from hfund_tui.domain.plan import Plan, RecordProxyAct
from hfund_tui.domain.request import ProxyOnFile, Request, request_from_plain
from hfund_tui.domain.vocabulary import HoldState
from hfund_tui.services.authority import Actor, may
from hfund_tui.services.errors import Refusal
from hfund_tui.services.session import Session


def check_checker(sql: SqlSession, session: Session, case: Case, checker_code: str) -> None:
    """The second person may decide here, and is none of the people of the case. Raises Refusal.

    A first password is known to whoever gave it, so it proves nobody: it has to be changed before.
    """
    checker = sql.get_one(Staff, checker_code)
    if not checker.active:
        raise Refusal("staff_inactive")
    if checker.must_change:
        raise Refusal("checker_must_change")
    if not may(checker.role, session.channel, OPERATIONS[OperationCode.APPROVE_CASE]):
        raise Refusal("checker_role")
    if checker.branch_code != case.branch_code:
        raise Refusal("checker_branch")
    if checker.code == case.maker or checker.id_no == case.maker_id_no:
        raise Refusal("checker_is_maker")
    if checker.id_no == case.member_id_no:
        raise Refusal("checker_is_member")
    if checker.id_no == case.proxy_id_no:
        raise Refusal("checker_is_proxy")


def stored_request(case: Case) -> Request:
    return request_from_plain(OperationCode(case.operation), json.loads(case.request_json))


def payload_digest(session: Session, request: Request) -> str:
    """What a key is bound to: operator, channel, operation and everything that was asked."""
    payload = {
        "operator": session.staff_code,
        "channel": session.channel.value,
        "operation": request.operation.value,
        "request": to_plain(request),
    }
    return _digest(payload)


def account_digest(sql: SqlSession, member_id: int) -> str:
    """A digest of the member's account and agreements, to stand before and after a change in the audit."""
    account = sql.exec(select(Account).where(Account.member_id == member_id)).one()
    agreements = sql.exec(
        select(Agreement).where(Agreement.member_id == member_id).order_by(col(Agreement.id))
    ).all()
    rows = [account.model_dump(mode="json"), *(row.model_dump(mode="json") for row in agreements)]
    return _digest(rows)


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def new_case(
    sql: SqlSession,
    session: Session,
    request: Request,
    plan: Plan,
    key: str,
    payload: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """A numbered case that is not yet part of the transaction."""
    act: RecordProxyAct | None = plan.effect(RecordProxyAct)
    on_file = request.proxy.document_id if isinstance(request.proxy, ProxyOnFile) else None
    return Case(
        case_no=next_case_no(sql, session),
        operation=request.operation.value,
        channel=session.channel,
        member_id=request.member_id,
        account_no=plan.account_no,
        branch_code=session.branch_code,
        terminal=session.terminal,
        maker=actor.code,
        maker_id_no=actor.id_no,
        member_id_no=holder_no(sql.get_one(Member, request.member_id).id_no),
        proxy_document_id=on_file if act else None,
        proxy_id_no=act.proxy_id_no if act else None,
        amount_fen=plan.amount_fen,
        plan_json=plan.canonical_json(),
        plan_sha256=plan.sha256(),
        request_json=json.dumps(to_plain(request), ensure_ascii=False, sort_keys=True),
        payload_sha256=payload,
        idempotency_key=key,
        business_date=session.business_date,
        created_at=now,
    )


def next_case_no(sql: SqlSession, session: Session) -> str:
    """YYYYMMDD, branch (4), running number of the branch's day (6)."""
    identity = (session.branch_code, session.business_date)
    sequence = sql.get(CaseSequence, identity)
    if sequence is None:
        sequence = CaseSequence(branch_code=identity[0], business_date=identity[1], last=0)
    sequence.last += 1
    sql.add(sequence)
    return f"{session.business_date:%Y%m%d}{session.branch_code}{sequence.last:06d}"


def find_case(sql: SqlSession, session: Session, case_no: str) -> Case:
    case = sql.get(Case, case_no)
    if case is None or case.branch_code != session.branch_code:
        raise Refusal("case_unknown", case_no=case_no)
    return case


def has_hold(sql: SqlSession, case_no: str) -> bool:
    """Whether money is set aside for the case."""
    query = select(Hold.id).where(Hold.case_no == case_no, Hold.state == HoldState.ACTIVE)
    return sql.exec(query).first() is not None


def receipt_of(sql: SqlSession, case_no: str) -> ReceiptRow:
    return sql.exec(select(ReceiptRow).where(ReceiptRow.case_no == case_no)).one()
