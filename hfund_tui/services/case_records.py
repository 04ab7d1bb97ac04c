"""The rows of a case: numbering, writing, finding, and what its digests cover."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.ids import next_of_the_day
from hfund_tui.db.tables import Account, Agreement, Branch, Case, Draft, Hold, Member, Staff
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import term
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import to_plain
from hfund_tui.domain.plan import Plan, RecordProxyAct
from hfund_tui.domain.request import ProxyOnFile, Request
from hfund_tui.domain.request_types import request_from_plain
from hfund_tui.domain.vocabulary import HoldState
from hfund_tui.services.authority import Actor, may
from hfund_tui.services.errors import Refusal
from hfund_tui.services.facts.concerned import concerned
from hfund_tui.services.facts.people import relatives
from hfund_tui.services.session import Session


def not_pending(sql: SqlSession, case: Case) -> Refusal:
    """Why nothing is to be decided of a case any more; where somebody decided, who it was and how."""
    if case.checker is None:
        return Refusal("case_not_pending", case_no=case.case_no)
    checker = sql.get_one(Staff, case.checker)
    return Refusal(
        "case_decided",
        case_no=case.case_no,
        staff=checker.code,
        name=BilingualName(checker.name, checker.name_en),
        status=term(case.status),
    )


def check_checker(
    sql: SqlSession, session: Session, case: Case, checker_code: str, code: OperationCode
) -> Staff:
    """The second person may decide here, and is none of the people of the case, nor a relative of one.

    A first password is known to whoever gave it, so it proves nobody: it has to be changed before. Raises
    Refusal.
    """
    checker = sql.get_one(Staff, checker_code)
    if not checker.active:
        raise Refusal("staff_inactive")
    if checker.must_change:
        raise Refusal("checker_must_change")
    if not may(checker.role, session.channel, OPERATIONS[code]):
        raise Refusal("checker_role")
    if checker.branch_code not in deciding_branches(sql, case.branch_code):
        raise Refusal("checker_branch")
    if checker.code == case.maker or checker.id_no == case.maker_id_no:
        raise Refusal("checker_is_maker")
    if checker.id_no == case.member_id_no:
        raise Refusal("checker_is_member")
    if checker.id_no == case.proxy_id_no:
        raise Refusal("checker_is_proxy")
    others = concerned(sql, case)
    if checker.id_no in others:
        raise Refusal("checker_is_member")
    if relatives(sql, checker.id_no) & {case.member_id_no, case.proxy_id_no, *others}:
        raise Refusal("checker_is_relative")
    if case.operation == OperationCode.REVERSE_CASE.value and case.refers_to is not None:
        undone = sql.get_one(Case, case.refers_to)
        if checker.code == undone.maker or checker.id_no == undone.maker_id_no:
            raise Refusal("checker_made_it")
    return checker


def deciding_branches(sql: SqlSession, branch_code: str) -> frozenset[str]:
    """Whose supervisors decide a branch's cases: its own, and those it was given."""
    other = sql.get_one(Branch, branch_code).approval_branch_code
    return frozenset({branch_code, other} if other is not None else {branch_code})


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
    form: Mapping[str, str] | None = None,
) -> Case:
    """A numbered case that is not yet part of the transaction."""
    act: RecordProxyAct | None = plan.effect(RecordProxyAct)
    on_file = request.proxy.document_id if isinstance(request.proxy, ProxyOnFile) else None
    about = sql.get(Case, request.about) if request.about else None
    return Case(
        case_no=next_case_no(sql, session),
        operation=request.operation,
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
        form_json=None if form is None else json.dumps(dict(form), sort_keys=True),
        refers_to=about.case_no if about else None,
        payload_sha256=payload,
        idempotency_key=key,
        business_date=session.business_date,
        created_at=now,
    )


def next_case_no(sql: SqlSession, session: Session) -> str:
    """YYYYMMDD, branch (4), running number of the branch's day (6)."""
    number = next_of_the_day(sql.connection(), session.branch_code, session.business_date)
    return f"{session.business_date:%Y%m%d}{session.branch_code}{number:06d}"


def find_case(sql: SqlSession, session: Session, case_no: str) -> Case:
    case = sql.get(Case, case_no)
    if case is None or case.branch_code != session.branch_code:
        raise Refusal("case_unknown", case_no=case_no)
    return case


def case_to_decide(sql: SqlSession, session: Session, case_no: str) -> Case:
    """A case of this branch, or of one whose cases are decided here too. Raises Refusal."""
    case = sql.get(Case, case_no)
    if case is None or session.branch_code not in deciding_branches(sql, case.branch_code):
        raise Refusal("case_unknown", case_no=case_no)
    return case


def drafts_correcting(sql: SqlSession, case_no: str) -> Sequence[Draft]:
    """The drafts that are to take the place of a returned case."""
    return sql.exec(select(Draft).where(Draft.corrects == case_no)).all()


def has_hold(sql: SqlSession, case_no: str) -> bool:
    """Whether money is set aside for the case."""
    query = select(Hold.id).where(Hold.case_no == case_no, Hold.state == HoldState.ACTIVE)
    return sql.exec(query).first() is not None


def receipt_of(sql: SqlSession, case_no: str) -> ReceiptRow:
    return sql.exec(select(ReceiptRow).where(ReceiptRow.case_no == case_no)).one()
