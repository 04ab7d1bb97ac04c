"""What the effects of a loan change do, in sentences."""

from __future__ import annotations

from hfund_tui.domain.decision import card, count
from hfund_tui.domain.decision import money as shown_money
from hfund_tui.domain.loans.effects import (
    AmendSchedule,
    JoinAsCoRepayer,
    LeaveAsCoRepayer,
    LoanEffect,
    OffsetLoan,
    OrderDebit,
    ReplaceRepaymentAccount,
    SettleLoan,
)
from hfund_tui.domain.masks import mask_account
from hfund_tui.i18n import Translator


def loan_sentence(effect: LoanEffect, t: Translator) -> str:
    """One sentence. What waits for the bank says so."""
    match effect:
        case OrderDebit():
            return t(
                "effect.order_debit",
                day=effect.value_date,
                card=card(effect.bank_code, effect.account_last_four),
                amount=shown_money(effect.amount_fen),
                principal=shown_money(effect.principal_fen),
                interest=shown_money(effect.interest_fen),
            )
        case AmendSchedule():
            return _amended(effect, t)
        case SettleLoan():
            key = "effect.settle_loan_debited" if effect.when_debited else "effect.settle_loan"
            return t(key, contract_no=effect.contract_no)
        case ReplaceRepaymentAccount():
            shown = card(effect.bank_code, effect.account_no[-4:])
            return t("effect.replace_repayment_account", contract_no=effect.contract_no, card=shown)
        case JoinAsCoRepayer():
            return t(
                "effect.join_as_co_repayer",
                contract_no=effect.contract_no,
                borrower=effect.borrower,
                relation=effect.relation,
            )
        case LeaveAsCoRepayer():
            return t("effect.leave_as_co_repayer", contract_no=effect.contract_no)
        case OffsetLoan():
            gives = [one for one in effect.lines if one.amount_fen]
            return t(
                "effect.offset_loan",
                accounts=t("format.list_separator").join(
                    f"{one.name} {mask_account(one.account_no)} {t.money(one.amount_fen)}".lstrip()
                    for one in gives
                ),
                contract_no=effect.contract_no,
                principal=shown_money(effect.principal_fen),
                interest=shown_money(effect.interest_fen),
            )


def _amended(effect: AmendSchedule, t: Translator) -> str:
    key = "effect.amend_schedule_debited" if effect.when_debited else "effect.amend_schedule"
    return t(
        key,
        contract_no=effect.contract_no,
        change=effect.change,
        balance=shown_money(effect.principal_fen),
        months=count(effect.months, "unit.months"),
        method=effect.method,
        regular=t(f"effect.regular.{effect.method}", amount=shown_money(effect.regular_fen)),
        first_due=effect.first_due,
    )
