"""Where screens are found by name.

They are imported when first opened: the sign-in screen must paint before the rest of the program is loaded.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from textual.screen import Screen

    from hfund_tui.screens.base import HouseScreen

_SCREENS = {
    "adoption": "AdoptionScreen",
    "agreement": "AgreementScreen",
    "approval": "ApprovalScreen",
    "call_backs": "CallBacksScreen",
    "card": "CardScreen",
    "certificate": "CertificateScreen",
    "closure": "ClosureScreen",
    "contributions": "ContributionsScreen",
    "day": "DayScreen",
    "due_day": "DueDayScreen",
    "early_repayment": "EarlyRepaymentScreen",
    "debit_returns": "DebitReturnsScreen",
    "debits": "DebitsScreen",
    "exceptions": "ExceptionsScreen",
    "end_co_repayment": "LeavingScreen",
    "guides": "GuidesScreen",
    "hotline": "HotlineScreen",
    "issued": "IssuedScreen",
    "lessons": "LessonsScreen",
    "loan_calculator": "CalculatorScreen",
    "loan_paper": "LoanPaperScreen",
    "offset": "OffsetScreen",
    "password": "PasswordScreen",
    "payments": "PaymentsScreen",
    "queue": "QueueScreen",
    "redirect": "RedirectScreen",
    "receipt": "ReceiptScreen",
    "receipts": "ReceiptsScreen",
    "repayment_account": "RepaymentAccountScreen",
    "repayment_method": "RepaymentMethodScreen",
    "returns": "ReturnsScreen",
    "reset_password": "ResetPasswordScreen",
    "reversal": "ReversalScreen",
    "settlement": "SettlementScreen",
    "shorten_term": "ShortenTermScreen",
    "sign_co_repayment": "JoiningScreen",
    "sign_in": "SignInScreen",
    "verify_document": "VerifyScreen",
    "withdrawal": "WithdrawalScreen",
    "work_orders": "WorkOrdersScreen",
    "workbench": "WorkbenchScreen",
}
_MODULES = {
    "due_day": "loan.due_day",
    "early_repayment": "loan.early_repayment",
    "end_co_repayment": "loan.co_repayer",
    "loan_calculator": "loan.calculator",
    "loan_paper": "loan.paper",
    "offset": "loan.offset",
    "repayment_account": "loan.account",
    "repayment_method": "loan.method",
    "shorten_term": "loan.shorten",
    "sign_co_repayment": "loan.co_repayer",
    "debit_returns": "payments.debits",
    "debits": "payments.debits",
    "redirect": "card.redirect",
    "reset_password": "password.reset",
    "returns": "payments.returns",
    "settlement": "closure.settlement",
    "verify_document": "issued.verify",
}
"""Where a screen stands that shares the folder of another one."""


_ROUTES = {name: route for route, name in _SCREENS.items()}


def route_of(screen: type[Screen[Any]]) -> str | None:
    """The route that leads to a class; None for a dialog, which has none."""
    return _ROUTES.get(screen.__name__)


def screen_class(route: str) -> type[HouseScreen[Any]]:
    """The class a route leads to. Raises KeyError for a route that isn't listed."""
    module = import_module(f"hfund_tui.screens.{_MODULES.get(route, f'{route}.screen')}")
    return cast("type[HouseScreen[Any]]", getattr(module, _SCREENS[route]))
