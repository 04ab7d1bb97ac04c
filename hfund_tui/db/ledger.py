"""Money moves here and nowhere else: batches that sum to zero, and holds.

What may leave an account is decided by the statement that takes it (a conditional UPDATE), never by a balance
read before: two terminals cannot both take the same money. The same holds for what may still be repaid of a loan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm.util import identity_key

from hfund_tui.db.ids import next_ids
from hfund_tui.db.tables import Account, Hold, Loan, metadata
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.vocabulary import AccountState, Freeze, HoldState, Ledger, LoanState, SummaryCode

_ACCOUNT = metadata.tables["account"]
_HOLD = metadata.tables["hold"]
_LOAN = metadata.tables["loan"]
_BATCH = metadata.tables["journal_batch"]
_ENTRY = metadata.tables["ledger_entry"]


class Overdrawn(Exception):
    """More was asked for than is available: balance less holds less what is frozen, nothing if all is."""

    def __init__(self, account_no: str, wanted_fen: int, available_fen: int) -> None:
        super().__init__("overdrawn")
        self.account_no = account_no
        self.wanted_fen = wanted_fen
        self.available_fen = available_fen


class AccountEnded(Exception):
    """The account was closed, merged or transferred out: nothing is posted to it any more."""

    def __init__(self, account_no: str) -> None:
        super().__init__("account_ended")
        self.account_no = account_no


class OverRepaid(Exception):
    """More was to be repaid than is left of the loan, or more was to be given back than was lent."""

    def __init__(self, contract_no: str) -> None:
        super().__init__("over_repaid")
        self.contract_no = contract_no


class Unbalanced(ValueError):
    """The lines of a batch do not sum to zero, or there are fewer than two."""


class NoSuchAccount(LookupError):
    """There is no account of that number."""


class NoSuchHold(LookupError):
    """The case has no active hold."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a batch; ``amount_fen`` is positive for a credit.

    Only lines of members name an account, only lines of a loan's principal a contract.
    """

    ledger: Ledger
    amount_fen: int
    account_no: str | None = field(default=None, repr=False)
    memo: str = field(default="", repr=False)
    contract_no: str | None = field(default=None, repr=False)


_available = sa.case(
    (_ACCOUNT.c.freeze == Freeze.FULL, 0),
    else_=_ACCOUNT.c.balance_fen
    - _ACCOUNT.c.held_fen
    - sa.case((_ACCOUNT.c.freeze == Freeze.PARTIAL, _ACCOUNT.c.frozen_fen), else_=0),
)
_of_account = _ACCOUNT.c.account_no == sa.bindparam("of_account")
_amount = sa.bindparam("amount", type_=sa.BigInteger())

# A closing that waits for its settlement is no end yet.
ENDED = (AccountState.CLOSED, AccountState.MERGED, AccountState.TRANSFERRED_OUT)
"""Accounts to which nothing is posted any more."""
_lasts = _ACCOUNT.c.state.not_in(ENDED)

_move_balance = (
    _ACCOUNT.update()
    .where(_of_account, _lasts, sa.or_(_amount >= 0, _available + _amount >= 0))
    .values(balance_fen=_ACCOUNT.c.balance_fen + _amount, version=_ACCOUNT.c.version + 1)
    .returning(_ACCOUNT.c.balance_fen)
)
_set_aside = (
    _ACCOUNT.update()
    .where(_of_account, _lasts, _available >= _amount)
    .values(held_fen=_ACCOUNT.c.held_fen + _amount, version=_ACCOUNT.c.version + 1)
    .returning(_ACCOUNT.c.held_fen)
)
_give_back = (
    _ACCOUNT.update()
    .where(_of_account)
    .values(held_fen=_ACCOUNT.c.held_fen - _amount, version=_ACCOUNT.c.version + 1)
)
_move_loan = (
    _LOAN.update()
    .where(
        _LOAN.c.contract_no == sa.bindparam("of_contract"),
        _LOAN.c.balance_fen >= _amount,
        _LOAN.c.balance_fen - _amount <= _LOAN.c.principal_fen,
    )
    .values(
        balance_fen=_LOAN.c.balance_fen - _amount,
        state=sa.case(
            (_LOAN.c.balance_fen == _amount, LoanState.SETTLED),
            (_LOAN.c.balance_fen == 0, LoanState.NORMAL),
            else_=_LOAN.c.state,
        ),
        settled_on=sa.case(
            (_LOAN.c.balance_fen == _amount, sa.bindparam("on", type_=_LOAN.c.settled_on.type)),
            else_=None,
        ),
    )
    .returning(_LOAN.c.balance_fen)
)
_available_of = sa.select(_available).where(_of_account)
_lasting = sa.select(_lasts).where(_of_account)
_active_holds = (
    sa.select(_HOLD.c.id, _HOLD.c.account_no, _HOLD.c.amount_fen)
    .where(_HOLD.c.case_no == sa.bindparam("of_case"), _HOLD.c.state == HoldState.ACTIVE)
    .with_for_update()
)
_end_hold = (
    _HOLD.update()
    .where(_HOLD.c.id == sa.bindparam("of_hold"))
    .values(state=sa.bindparam("to_state"), ended_at=sa.bindparam("at"))
)
_add_entries = _ENTRY.insert()
_add_batch = _BATCH.insert()
_add_hold = _HOLD.insert().returning(_HOLD.c.id)


def available_fen(uow: UnitOfWork, account_no: str) -> int:
    """What may leave the account now, in fen; never below 0. Raises `NoSuchAccount`."""
    uow.session.flush()
    found = uow.connection.execute(_available_of, {"of_account": account_no}).scalar()
    if found is None:
        raise NoSuchAccount
    return max(int(found), 0)


def post_batch(
    uow: UnitOfWork,
    lines: Sequence[Line],
    *,
    summary: SummaryCode,
    business_date: date,
    value_date: date,
    created_at: datetime,
    case_no: str | None = None,
) -> int:
    """Post *lines* as one batch, move the balances of members and loans with it, and return the batch's id.

    A loan whose last fen is repaid is settled on the business date. Raises `Unbalanced`, `NoSuchAccount`,
    `AccountEnded`, `OverRepaid`, or `Overdrawn` for a debit beyond what is available at this moment; the
    transaction must then be given up.
    """
    if len(lines) < 2 or sum(line.amount_fen for line in lines) != 0:
        raise Unbalanced
    uow.session.flush()
    (batch_id,) = next_ids(uow.connection, _BATCH, 1)
    entries = [
        {
            "batch_id": batch_id,
            "ledger": line.ledger,
            "account_no": line.account_no,
            "contract_no": line.contract_no,
            "amount_fen": line.amount_fen,
            "balance_after_fen": None
            if line.account_no is None
            else _moved(uow, line.account_no, line.amount_fen),
            "memo": line.memo,
        }
        for line in lines
    ]
    repaid = [(line.contract_no, line.amount_fen) for line in lines if line.contract_no is not None]
    for contract_no, amount_fen in repaid:
        moving = {"of_contract": contract_no, "amount": amount_fen, "on": business_date}
        if uow.connection.execute(_move_loan, moving).first() is None:
            raise OverRepaid(contract_no)
    uow.connection.execute(_add_entries, entries)
    uow.connection.execute(
        _add_batch,
        {
            "id": batch_id,
            "case_no": case_no,
            "summary_code": summary,
            "business_date": business_date,
            "value_date": value_date,
            "created_at": created_at,
            "entry_count": len(entries),
        },
    )
    _refresh(uow, Account, (line.account_no for line in lines if line.account_no is not None))
    _refresh(uow, Loan, (contract_no for contract_no, _ in repaid))
    return batch_id


def place_hold(uow: UnitOfWork, *, account_no: str, case_no: str, amount_fen: int, at: datetime) -> int:
    """Set *amount_fen* aside for a case and return the hold's id.

    Raises `Overdrawn`, `AccountEnded`, `NoSuchAccount`.
    """
    uow.session.flush()
    taken = uow.connection.execute(_set_aside, {"of_account": account_no, "amount": amount_fen}).first()
    if taken is None:
        raise _why_not(uow, account_no, amount_fen)
    hold_id = uow.connection.execute(
        _add_hold,
        {
            "account_no": account_no,
            "case_no": case_no,
            "amount_fen": amount_fen,
            "state": HoldState.ACTIVE,
            "placed_at": at,
        },
    ).scalar_one()
    _refresh(uow, Account, [account_no])
    return int(hold_id)


def release_hold(uow: UnitOfWork, case_no: str, to: HoldState, *, at: datetime) -> int:
    """End the case's holds as posted or voided, and return how many fen they held. Raises `NoSuchHold`.

    A held payout is paid by releasing it as posted and posting the batch in the same unit of work.
    """
    if to is HoldState.ACTIVE:
        raise ValueError("a hold ends as posted or voided")
    uow.session.flush()
    holds = uow.connection.execute(_active_holds, {"of_case": case_no}).all()
    if not holds:
        raise NoSuchHold
    for hold in holds:
        uow.connection.execute(_end_hold, {"of_hold": hold.id, "to_state": to, "at": at})
        uow.connection.execute(_give_back, {"of_account": hold.account_no, "amount": hold.amount_fen})
    _refresh(uow, Hold, [hold.id for hold in holds])
    _refresh(uow, Account, [hold.account_no for hold in holds])
    return sum(int(hold.amount_fen) for hold in holds)


def _moved(uow: UnitOfWork, account_no: str, amount_fen: int) -> int:
    moved = uow.connection.execute(_move_balance, {"of_account": account_no, "amount": amount_fen}).first()
    if moved is None:
        raise _why_not(uow, account_no, -amount_fen)
    return int(moved.balance_fen)


def _why_not(uow: UnitOfWork, account_no: str, wanted_fen: int) -> Exception:
    """What stood in the way of a statement that moved nothing. Raises `NoSuchAccount`."""
    available = available_fen(uow, account_no)
    if not uow.connection.execute(_lasting, {"of_account": account_no}).scalar():
        return AccountEnded(account_no)
    return Overdrawn(account_no, wanted_fen, available)


def _refresh(uow: UnitOfWork, kind: type[Account] | type[Hold] | type[Loan], keys: Iterable[object]) -> None:
    """Objects the session has already loaded show what these statements changed beneath it."""
    for key in set(keys):
        loaded = uow.session.identity_map.get(identity_key(kind, key))
        if loaded is not None:
            uow.session.refresh(loaded)
