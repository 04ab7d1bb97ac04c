"""The effects that are about a loan."""

from __future__ import annotations

from hfund_tui.domain.plan import (
    AmendSchedule,
    JoinAsCoRepayer,
    LeaveAsCoRepayer,
    OffsetLoan,
    OrderDebit,
    ReplaceRepaymentAccount,
    SettleLoan,
)

LoanEffect = (
    OrderDebit
    | AmendSchedule
    | SettleLoan
    | ReplaceRepaymentAccount
    | JoinAsCoRepayer
    | LeaveAsCoRepayer
    | OffsetLoan
)
