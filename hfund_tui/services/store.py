"""Units of work with errors that people can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from hfund_tui.db.errors import ConstraintBroken, StorageTrouble
from hfund_tui.db.ledger import AccountEnded, Overdrawn, OverRepaid
from hfund_tui.db.storage import Storage
from hfund_tui.db.tables.types import Unstorable
from hfund_tui.db.unit_of_work import Reader, UnitOfWork
from hfund_tui.domain.policy import NoPolicyForDateError
from hfund_tui.services.errors import BadInput, Conflict, Refusal, Trouble

_CONFLICTS = {
    "pk_claimed_month": "months_claimed",
    "uq_agreement_in_force": "signed_elsewhere",
    "uq_proxy_document_certificate_sha256": "certificate_taken",
    "uq_case_idempotency_key": "key_reused",
    "uq_case_reversed": "case_reversed",
    "uq_card_linked_no": "card_taken",
    "ck_account_available": "money_gone",
    "uq_loan_terms_in_force": "loan_changed",
    "uq_repayment_account_in_use": "repayment_account_changed",
}

_TRIES = 4


class Store:
    """The database, with its troubles and conflicts turned into the service layer's errors."""

    def __init__(self, database: Storage) -> None:
        self.database = database

    @property
    def audit_key(self) -> bytes:
        return self.database.keys.audit

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One consistent snapshot. Raises what `readable_errors` makes of an error."""
        with readable_errors(), self.database.reading() as reader:
            yield reader

    @contextmanager
    def writing(self, *about: str) -> Iterator[UnitOfWork]:
        """One transaction: all of it or nothing; what is to be done afterwards, after it. Raises what
        `readable_errors` makes of an error. `about` are names from `hfund_tui.db.turns`: without any, nobody else
        writes meanwhile."""
        with readable_errors():
            with self.database.writing(*about) as uow:
                yield uow
            for done in uow.afterwards:
                done()


P = ParamSpec("P")
R = TypeVar("R")


def again_after_conflict(method: Callable[P, R]) -> Callable[P, R]:
    """For what may be done again from its beginning, because it has a key or looks whether it was done: on a server
    two transactions can stand in each other's way, and one of them has done nothing then."""

    @wraps(method)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(_TRIES - 1):
            try:
                return method(*args, **kwargs)
            except Trouble as trouble:
                if trouble.code != "storage_conflict":
                    raise
        return method(*args, **kwargs)

    return tried


@contextmanager
def readable_errors() -> Iterator[None]:
    """Raises Trouble, Conflict, BadInput for what can't be stored, Refusal on a day without policy."""
    try:
        yield
    except (Unstorable, UnicodeEncodeError) as problem:
        raise BadInput("text", "unstorable") from problem
    except NoPolicyForDateError as gap:
        raise Refusal("day_without_policy", day=gap.on) from gap
    except StorageTrouble as trouble:
        raise Trouble(f"storage_{trouble.code}", **trouble.params) from trouble
    except Overdrawn as overdrawn:
        raise Conflict("money_gone") from overdrawn
    except AccountEnded as ended:
        raise Conflict("account_ended") from ended
    except OverRepaid as repaid:
        raise Conflict("over_repaid") from repaid
    except ConstraintBroken as broken:
        if broken.name in _CONFLICTS:
            raise Conflict(_CONFLICTS[broken.name]) from broken
        raise Trouble("storage_constraint", name=broken.name) from broken
