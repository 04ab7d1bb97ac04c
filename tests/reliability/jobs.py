"""What the reliability tests do in processes of their own."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from datetime import date

from sqlalchemy import event
from sqlalchemy.engine import Engine

from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import Matter, OperationCode, Presence
from hfund_tui.domain.request import HomeDeclaration, NewProxy, Request, SignAgreement, Withdraw
from hfund_tui.domain.vocabulary import ProxyDocumentKind, ProxyRelation, Verification
from hfund_tui.services.errors import HfundError
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import branch

JOBS = ("sign", "withdraw", "submit_by_proxy", "approve")


def request_for(job: str, member_id: int = 1) -> Request:
    code = OperationCode.SIGN_AGREEMENT if job == "sign" else OperationCode.RENT_WITHDRAWAL
    ticked = frozenset(OPERATIONS[code].papers(Presence.IN_PERSON))
    if job == "sign":
        return SignAgreement(
            member_id=member_id, version="2020-02", verification=Verification.ID_ORIGINAL, ticked=ticked
        )
    request = Withdraw(
        member_id=member_id,
        kind=code,
        home=HomeDeclaration(owns_home=False),
        verification=Verification.ID_ORIGINAL,
        ticked=ticked,
    )
    if job == "withdraw":
        return request
    proxy = NewProxy(
        "李四", IdKind.RESIDENT, branch.PROXY_ID, ProxyRelation.FRIEND, ProxyDocumentKind.NOTARISED_POA,
        "深圳公证处", "2020-0001", date(2020, 2, 1), date(2020, 2, 1), None,
        frozenset({Matter.RENT_WITHDRAWAL}),
    )  # fmt: skip
    return replace(
        request,
        presence=Presence.PROXY,
        proxy=proxy,
        verification=Verification.PROXY_ID_ORIGINAL,
        ticked=frozenset(OPERATIONS[code].papers(Presence.PROXY)),
    )


def run(station: Workstation, job: str, key: str):  # type: ignore[no-untyped-def]
    """Do the job once with its key, as a terminal would after a restart."""
    session = branch.sign_in(station)
    request = request_for(job)
    seen = station.cases.preview(session, request).sha256
    outcome = station.cases.perform(session, request, key=key, seen_sha256=seen)
    if job != "approve" or not isinstance(outcome, Pending):
        return outcome
    return station.approvals.approve(
        session,
        outcome.case_no,
        checker_code=branch.SUPERVISOR,
        checker_password=branch.PASSWORD,
        seen_sha256=outcome.sha256,
    )


def killed_at(settings: Settings, job: str, key: str, statement: int) -> None:
    """Do the job and be killed right before the given statement of its writing transactions."""
    station = branch.open_branch(settings)
    executed = 0

    def count(*_: object) -> None:
        nonlocal executed
        executed += 1
        if executed == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    run(station, job, key)
    os._exit(0)


def attempt(settings: Settings, job: str, member_id: int, terminal: str, results) -> None:  # type: ignore[no-untyped-def]
    """One terminal among many: one withdrawal with a key of its own."""
    station = branch.open_branch(replace(settings, terminal=terminal))
    session = branch.sign_in(station)
    request = request_for(job, member_id)
    try:
        seen = station.cases.preview(session, request).sha256
        outcome = station.cases.perform(session, request, key=station.cases.new_key(), seen_sha256=seen)
        results.put(type(outcome).__name__)
    except HfundError as error:
        results.put(error.code)
