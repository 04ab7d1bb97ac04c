"""Setting the password of an account, and resetting one that was forgotten."""

from __future__ import annotations

from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.plan import Plan, PutPasswordInForce, SendResetCode
from hfund_tui.domain.planners.parts import people_and_papers, put_together
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import ResetPassword, SetPassword
from hfund_tui.domain.rules import common
from hfund_tui.domain.rules import password as rules


def plan_password(request: SetPassword, facts: Facts, policy: Policy) -> Plan:
    findings = (
        common.member_alive(facts),
        common.account_open(facts),
        rules.password_known(facts),
        rules.password_not_locked(facts, policy),
        rules.password_entered(facts),
        *people_and_papers(request, facts, policy),
    )
    effect = PutPasswordInForce(facts.account.account_no, request.seal)
    return put_together(request, facts, policy, findings, (effect,))


def plan_password_reset(request: ResetPassword, facts: Facts, policy: Policy) -> Plan:
    findings = (
        common.member_alive(facts),
        common.account_open(facts),
        rules.mobile_on_file(facts),
        rules.mobile_settled(facts, policy),
        *people_and_papers(request, facts, policy),
    )
    mobile = facts.password.mobile
    effects: tuple[Effect, ...] = ()
    if mobile is not None:
        effects = (SendResetCode(facts.account.account_no, mobile),)
    return put_together(request, facts, policy, findings, effects)
