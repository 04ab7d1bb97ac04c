"""Refusals leave a trace too: what was not permitted is recorded in a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hfund_tui.db import turns
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import Refusal
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store


@contextmanager
def refusals_recorded(
    store: Store, clock: Clock, session: Session, operation: OperationCode, member_id: int | None
) -> Iterator[None]:
    """Record a Refusal raised inside, then let it go on. The refused transaction itself was rolled back."""
    try:
        yield
    except Refusal as refusal:
        with store.writing(turns.NOTHING) as uow:
            record(
                uow,
                store.audit_key,
                session,
                clock.now(),
                OPERATIONS[operation].audit_label,
                AuditOutcome.REFUSED,
                reason=refusal.code,
                member_id=member_id,
            )
        raise
