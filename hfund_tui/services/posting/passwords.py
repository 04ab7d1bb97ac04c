"""Posting what concerns the account password. Neither a password nor a code passes through the case."""

from __future__ import annotations

from hfund_tui.db.tables import Account, AccountPassword
from hfund_tui.domain.plan import PutPasswordInForce, SendResetCode
from hfund_tui.domain.vocabulary import PasswordState
from hfund_tui.services.errors import Conflict
from hfund_tui.services.facts.passwords import basis
from hfund_tui.services.posting.posting import Posting


def put_password_in_force(posting: Posting, effect: PutPasswordInForce) -> None:
    """Raises Conflict when what was handed over is gone, or the password was changed since."""
    session = posting.uow.session
    account = session.get_one(Account, effect.account_no)
    handed = posting.secrets.taken(effect.seal) if posting.secrets is not None else None
    if handed is None or handed.basis != basis(session, account):
        raise Conflict("account_password_changed")
    account.password_is_initial = False
    _replace(posting, account, PasswordState.OWN, handed.password_hash)


def send_reset_code(posting: Posting, effect: SendResetCode) -> None:
    """From now on nothing opens the account but the code; it goes out once all of this is certain."""
    assert posting.secrets is not None, "no password is reset where no code can be sent"
    account = posting.uow.session.get_one(Account, effect.account_no)
    account.password_is_initial = True
    _replace(posting, account, PasswordState.RESET, None)
    posting.uow.afterwards.append(posting.secrets.send_code())


def _replace(posting: Posting, account: Account, state: PasswordState, hashed: str | None) -> None:
    session = posting.uow.session
    row = session.get(AccountPassword, account.account_no)
    if row is None:
        row = AccountPassword(
            account_no=account.account_no, state=state, case_no=posting.case_no, changed_on=posting.posted_on
        )
    row.state, row.password_hash = state, hashed
    row.case_no, row.changed_on = posting.case_no, posting.posted_on
    row.wrong_count, row.wrong_on = 0, None
    session.add_all([account, row])
