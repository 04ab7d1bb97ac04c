"""The account password: what has to be shown before another one is set, and where a reset code may go."""

from __future__ import annotations

from datetime import timedelta

from hfund_tui.domain.decision import Finding, count, day, flag, remedy, term, terms, text
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.vocabulary import PasswordState

_CAN_BE_SHOWN = (PasswordState.INITIAL, PasswordState.OWN, PasswordState.RESET)


def password_known(facts: Facts) -> Finding:
    """The password that is in force has to be typed; one this house does not know is reset first."""
    state = facts.password.state
    passed = state in _CAN_BE_SHOWN
    return Finding(
        "password_known",
        passed,
        term(state),
        terms(_CAN_BE_SHOWN),
        "password_guide",
        None if passed else remedy("reset_password", operation=OperationCode.RESET_PASSWORD.value),
    )


def password_not_locked(facts: Facts, policy: Policy) -> Finding:
    """Too many wrong ones on one day. What is found stays the same below the limit and above it."""
    limit = policy.count("password.wrong_per_day")
    own = facts.password.state is PasswordState.OWN
    passed = not own or facts.password.wrong_today < limit
    return by_policy(
        policy,
        "password.wrong_per_day",
        "password_not_locked",
        passed,
        flag(passed),
        flag(True),
        remedy("reset_password", operation=OperationCode.RESET_PASSWORD.value),
    )


def password_entered(facts: Facts) -> Finding:
    """The member typed it twice on the keypad, and it waits."""
    entered = facts.password.handed_over
    return Finding(
        "password_entered",
        entered,
        flag(entered),
        flag(True),
        "house_rule",
        None if entered else remedy("enter_password"),
        form=True,
    )


def mobile_on_file(facts: Facts) -> Finding:
    mobile = facts.password.mobile
    return Finding(
        "mobile_on_file",
        mobile is not None,
        text(mobile) if mobile is not None else term("finding.mobile.none"),
        term("finding.mobile.wanted"),
        "house_rule",
        None if mobile is not None else remedy("register_mobile"),
    )


def mobile_settled(facts: Facts, policy: Policy) -> Finding:
    """Whoever wants somebody else's account changes the mobile number first."""
    days = policy.count("password.mobile_days")
    changed = facts.member.mobile_changed_on
    first = changed + timedelta(days=days) if changed is not None else None
    passed = first is None or facts.business_date >= first
    return by_policy(
        policy,
        "password.mobile_days",
        "mobile_settled",
        passed,
        flag(True) if passed else day(changed),
        count(days, "unit.days"),
        remedy("wait_for_mobile", day=day(first)),
        overridable=True,
    )
