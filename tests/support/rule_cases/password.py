"""Setting the account password, and resetting it."""

from dataclasses import replace
from datetime import date
from typing import Any

from hfund_tui.domain.facts import Facts
from hfund_tui.domain.vocabulary import AccountState, PasswordState
from tests.support.builders import PASSWORD, facts, reset_password, set_password
from tests.support.policies import policy_with
from tests.support.rule_cases.case import Fails, Passes

S = PasswordState
ENDED = (AccountState.MERGED, AccountState.TRANSFERRED_OUT, AccountState.CLOSED)


def known(**changes: Any) -> Facts:
    """Facts with something else known of the password."""
    return facts(password=replace(PASSWORD, **changes))


FAILS = [
    *(
        Fails(
            name=f"{name} for the deceased",
            code="member_alive",
            remedy="heirs_apply",
            request=request,
            facts=facts(deceased=True),
            otherwise=facts(),
        )
        for name, request in (("setting", set_password()), ("resetting", reset_password()))
    ),
    *(
        Fails(
            name=f"{name} of an account that is {state}",
            code="account_open",
            remedy="account_closed",
            request=request,
            facts=facts(state=state),
            otherwise=facts(),
        )
        for name, request in (("a password", set_password()), ("a reset", reset_password()))
        for state in ENDED
    ),
    Fails(
        name="a password that was set elsewhere",
        code="password_known",
        remedy="reset_password",
        request=set_password(),
        facts=known(state=S.ELSEWHERE),
    ),
    *(
        Fails(
            name=f"{wrong} wrong ones today",
            code="password_not_locked",
            remedy="reset_password",
            request=set_password(),
            facts=known(wrong_today=wrong),
        )
        for wrong in (5, 6)
    ),
    Fails(
        name="a policy that allows fewer",
        code="password_not_locked",
        remedy="reset_password",
        request=set_password(),
        facts=known(wrong_today=3),
        policy=policy_with(password__wrong_per_day=3),
    ),
    Fails(
        name="nothing typed yet",
        code="password_entered",
        remedy="enter_password",
        request=set_password(seal=""),
        facts=known(handed_over=False),
        form=True,
    ),
    Fails(
        name="no mobile to send a code to",
        code="mobile_on_file",
        remedy="register_mobile",
        request=reset_password(),
        facts=known(mobile=None),
    ),
    *(
        Fails(
            name=f"a mobile of {changed}",
            code="mobile_settled",
            remedy="wait_for_mobile",
            request=reset_password(),
            facts=facts(mobile_changed_on=changed),
            along=frozenset({"exception_grounded"}),
            overridable=True,
        )
        for changed in (date(2020, 2, 25), date(2020, 2, 27))
    ),
]

PASSES = [
    *(
        Passes(
            name=f"a password that is {state}",
            code="password_known",
            request=set_password(),
            facts=known(state=state),
        )
        for state in (S.INITIAL, S.OWN, S.RESET)
    ),
    Passes(
        name="four wrong ones today",
        code="password_not_locked",
        request=set_password(),
        facts=known(wrong_today=4),
    ),
    Passes(
        name="locked, and reset since",
        code="password_not_locked",
        request=set_password(),
        facts=known(state=S.RESET, wrong_today=5),
    ),
    Passes(name="typed and waiting", code="password_entered", request=set_password()),
    Passes(name="a mobile", code="mobile_on_file", request=reset_password()),
    Passes(name="a mobile never changed", code="mobile_settled", request=reset_password()),
    Passes(
        name="a mobile changed three days ago",
        code="mobile_settled",
        request=reset_password(),
        facts=facts(mobile_changed_on=date(2020, 2, 24)),
    ),
    Passes(
        name="a sealed account has a password too",
        code="account_open",
        request=set_password(),
        facts=facts(state=AccountState.SEALED, sealed_on=date(2020, 1, 15)),
    ),
]
