"""The type of request of each operation, and a request read back from what was stored."""

from __future__ import annotations

from typing import Any

from hfund_tui.domain.loans.requests import (
    ChangeDueDay,
    ChangeRepaymentAccount,
    ChangeRepaymentMethod,
    EndCoRepayment,
    OffsetRepayment,
    RepayEarly,
    ShortenTerm,
    SignCoRepayment,
)
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plain import from_plain
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    LinkCard,
    RecordInsurance,
    RedirectPayout,
    Request,
    ResetPassword,
    ReverseCase,
    RevokeProxy,
    SetPassword,
    SettleClosure,
    SignAgreement,
    TerminateAgreement,
    Withdraw,
)

REQUEST_TYPES: dict[OperationCode, type[Request]] = {
    OperationCode.SIGN_AGREEMENT: SignAgreement,
    OperationCode.TERMINATE_AGREEMENT: TerminateAgreement,
    OperationCode.REVOKE_PROXY: RevokeProxy,
    OperationCode.RENT_WITHDRAWAL: Withdraw,
    OperationCode.OTHER_HOUSING_WITHDRAWAL: Withdraw,
    OperationCode.RETIREMENT_CLOSURE: CloseAccount,
    OperationCode.LEAVING_CLOSURE: CloseAccount,
    OperationCode.SETTLE_CLOSURE: SettleClosure,
    OperationCode.CANCEL_CLOSURE: CancelClosure,
    OperationCode.RECORD_INSURANCE: RecordInsurance,
    OperationCode.LINK_CARD: LinkCard,
    OperationCode.SET_PASSWORD: SetPassword,
    OperationCode.RESET_PASSWORD: ResetPassword,
    OperationCode.REDIRECT_PAYOUT: RedirectPayout,
    OperationCode.REVERSE_CASE: ReverseCase,
    OperationCode.EARLY_REPAYMENT: RepayEarly,
    OperationCode.SHORTEN_TERM: ShortenTerm,
    OperationCode.CHANGE_REPAYMENT_ACCOUNT: ChangeRepaymentAccount,
    OperationCode.CHANGE_REPAYMENT_METHOD: ChangeRepaymentMethod,
    OperationCode.CHANGE_DUE_DAY: ChangeDueDay,
    OperationCode.SIGN_CO_REPAYMENT: SignCoRepayment,
    OperationCode.END_CO_REPAYMENT: EndCoRepayment,
    OperationCode.OFFSET_REPAYMENT: OffsetRepayment,
}


def request_from_plain(operation: OperationCode, plain: dict[str, Any]) -> Request:
    """The request that `to_plain` wrote. Raises KeyError, ValueError or TypeError when it is not one."""
    request = from_plain(REQUEST_TYPES[operation], plain)
    if request.operation is not operation:
        raise ValueError(f"the request is one of {request.operation}")
    return request
