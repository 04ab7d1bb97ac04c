"""Units of work with errors that people can read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hfund_tui.db.engine import Database
from hfund_tui.db.errors import ConstraintBroken, StorageTrouble
from hfund_tui.db.ledger import AccountEnded, Overdrawn, OverRepaid
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


class Store:
    """The database, with its troubles and conflicts turned into the service layer's errors."""

    def __init__(self, database: Database) -> None:
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
    def writing(self) -> Iterator[UnitOfWork]:
        """One transaction: all of it or nothing; what is to be done afterwards, after it. Raises what
        `readable_errors` makes of an error."""
        with readable_errors():
            with self.database.writing() as uow:
                yield uow
            for done in uow.afterwards:
                done()


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
