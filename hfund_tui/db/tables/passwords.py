"""Passwords of members' accounts."""

from datetime import date
from typing import Annotated

from hfund_tui.db.tables.base import Row, check, column, rules
from hfund_tui.db.tables.types import Day, Digits, Text, Whole, Word
from hfund_tui.domain.vocabulary import PasswordState


class AccountPassword(Row, table=True):
    """The password of an account, as an argon2id hash of what only the audit key makes of it; or that it is void
    until the member sets another one by a one-time code.

    There is no row while nothing was done here. `case_no` is the case that made it so.
    """

    __tablename__ = "account_password"
    __table_args__ = rules(
        check("own_has_hash", "(state = 'own') = (password_hash IS NOT NULL)"),
        check("set_or_reset", "state IN ('own', 'reset')"),
        check("wrong_on_a_day", "wrong_count = 0 OR wrong_on IS NOT NULL"),
    )

    account_no: Annotated[str, column(Digits(11), key=True, to="account.account_no", private=True)]
    state: Annotated[PasswordState, column(Word(PasswordState))]
    password_hash: Annotated[str | None, column(Text(300), private=True)] = None
    case_no: Annotated[str, column(Text(20), to="case.case_no")]
    changed_on: Annotated[date, column(Day())]
    wrong_count: Annotated[int, column(Whole(0, 1000))] = 0
    wrong_on: Annotated[date | None, column(Day())] = None
