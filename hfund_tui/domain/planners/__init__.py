"""From request, facts and policy to a plan. Pure: the same three always give the same plan.

Every rule of an operation is evaluated every time, so that all reasons are told at once. A plan is made for
the application date (`Facts.business_date`), so that a case that waits over night stays the same plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners.agreement import plan_revocation, plan_signing, plan_termination
from hfund_tui.domain.planners.card import plan_card, plan_redirection
from hfund_tui.domain.planners.closure import (
    plan_cancellation,
    plan_leaving,
    plan_recording,
    plan_retirement,
    plan_settlement,
)
from hfund_tui.domain.planners.loan import (
    plan_account_change,
    plan_due_day_change,
    plan_early_repayment,
    plan_method_change,
    plan_shortening,
)
from hfund_tui.domain.planners.offset import plan_joining, plan_leaving_loan, plan_offset
from hfund_tui.domain.planners.password import plan_password, plan_password_reset
from hfund_tui.domain.planners.reversal import plan_reversal
from hfund_tui.domain.planners.withdrawal import plan_withdrawal, withdrawable_months
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import Request

__all__ = ["PLANNERS", "make_plan", "withdrawable_months"]

Planner = Callable[[Any, Facts, Policy], Plan]

PLANNERS: Mapping[OperationCode, Planner] = MappingProxyType(
    {
        OperationCode.SIGN_AGREEMENT: plan_signing,
        OperationCode.TERMINATE_AGREEMENT: plan_termination,
        OperationCode.REVOKE_PROXY: plan_revocation,
        OperationCode.RENT_WITHDRAWAL: plan_withdrawal,
        OperationCode.OTHER_HOUSING_WITHDRAWAL: plan_withdrawal,
        OperationCode.RETIREMENT_CLOSURE: plan_retirement,
        OperationCode.LEAVING_CLOSURE: plan_leaving,
        OperationCode.SETTLE_CLOSURE: plan_settlement,
        OperationCode.CANCEL_CLOSURE: plan_cancellation,
        OperationCode.RECORD_INSURANCE: plan_recording,
        OperationCode.LINK_CARD: plan_card,
        OperationCode.SET_PASSWORD: plan_password,
        OperationCode.RESET_PASSWORD: plan_password_reset,
        OperationCode.REDIRECT_PAYOUT: plan_redirection,
        OperationCode.REVERSE_CASE: plan_reversal,
        OperationCode.EARLY_REPAYMENT: plan_early_repayment,
        OperationCode.SHORTEN_TERM: plan_shortening,
        OperationCode.CHANGE_REPAYMENT_ACCOUNT: plan_account_change,
        OperationCode.CHANGE_REPAYMENT_METHOD: plan_method_change,
        OperationCode.CHANGE_DUE_DAY: plan_due_day_change,
        OperationCode.SIGN_CO_REPAYMENT: plan_joining,
        OperationCode.END_CO_REPAYMENT: plan_leaving_loan,
        OperationCode.OFFSET_REPAYMENT: plan_offset,
    }
)


def make_plan(request: Request, facts: Facts, policy: Policy) -> Plan:
    """The plan of a request. Raises KeyError for an operation that has no planner."""
    return PLANNERS[request.operation](request, facts, policy)
