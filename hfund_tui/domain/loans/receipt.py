"""What a receipt says of a loan that was changed, or will be once the bank has debited."""

from __future__ import annotations

from hfund_tui.domain.decision import Shown, card, count, day, money, term, text
from hfund_tui.domain.loans.changes import Comparison
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
from hfund_tui.domain.loans.offset import OffsetLine
from hfund_tui.domain.masks import mask_account
from hfund_tui.domain.money import format_yuan

LabelledValue = tuple[str, Shown]
"""The message key of a label, and what stands beside it."""


def loan_lines(effect: LoanEffect, comparison: Comparison | None) -> list[LabelledValue]:
    """The lines of one effect, each with its label's key; the contract stands with the first of a plan."""
    match effect:
        case OrderDebit():
            return [
                ("receipt.label.contract_no", text(effect.contract_no)),
                ("receipt.label.debited_from", card(effect.bank_code, effect.account_last_four)),
                ("receipt.label.debit_on", day(effect.value_date)),
                ("receipt.label.prepaid_principal", money(effect.principal_fen)),
                ("receipt.label.interest_by_days", money(effect.interest_fen)),
            ]
        case AmendSchedule():
            return _amended(effect, comparison)
        case SettleLoan():
            when = [("receipt.label.loan_settled", term("receipt.value.once_debited"))]
            contract = [("receipt.label.contract_no", text(effect.contract_no))]
            return [*(when if effect.when_debited else contract), *_saved(comparison)]
        case ReplaceRepaymentAccount():
            return [
                ("receipt.label.contract_no", text(effect.contract_no)),
                ("receipt.label.new_repayment_account", card(effect.bank_code, effect.account_no[-4:])),
            ]
        case JoinAsCoRepayer():
            return [
                ("receipt.label.co_repayer_of", text(effect.contract_no)),
                ("receipt.label.co_repayer_relation", term(effect.relation)),
            ]
        case LeaveAsCoRepayer():
            return [("receipt.label.co_repayer_of", text(effect.contract_no))]
        case OffsetLoan():
            return [
                ("receipt.label.offset_principal", money(effect.principal_fen)),
                ("receipt.label.offset_interest", money(effect.interest_fen)),
                *(("receipt.label.offset_from", text(_taken(one))) for one in effect.lines if one.amount_fen),
            ]


def _amended(effect: AmendSchedule, comparison: Comparison | None) -> list[LabelledValue]:
    """Instalments and months before and after. What an order of the same plan names is not named again."""
    contract = [] if effect.when_debited else [("receipt.label.contract_no", text(effect.contract_no))]
    lines = [
        *contract,
        ("receipt.label.loan_change", term(effect.change)),
        ("receipt.label.loan_balance", money(effect.principal_fen)),
        ("receipt.label.repayment_method", term(effect.method)),
    ]
    if comparison is not None and comparison.after is not None:
        before, after = comparison.before, comparison.after
        lines += [
            ("receipt.label.months_before", count(before.months, "unit.months")),
            ("receipt.label.months_after", count(after.months, "unit.months")),
            ("receipt.label.instalment_before", money(before.instalment_fen)),
            ("receipt.label.instalment_after", money(after.instalment_fen)),
        ]
    lines.append(("receipt.label.first_due", day(effect.first_due)))
    if comparison is not None and comparison.after is not None:
        lines.append(("receipt.label.last_due", day(comparison.after.last_due)))
    return [*lines, *_saved(comparison)]


def _saved(comparison: Comparison | None) -> list[LabelledValue]:
    saved = comparison.interest_saved_fen if comparison else 0
    if saved == 0:
        return []
    label = "receipt.label.loan_interest_saved" if saved > 0 else "receipt.label.loan_interest_added"
    return [(label, money(abs(saved)))]


def _taken(line: OffsetLine) -> str:
    return f"{mask_account(line.account_no)}  {format_yuan(line.amount_fen)}"
