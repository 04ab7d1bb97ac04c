"""What the rules of cards, payouts and reversals say they found and wanted: code, passed, request, facts, both."""

from dataclasses import replace
from typing import Any

from hfund_tui.domain.decision import NOTHING, Shown, flag, term, terms, text
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import AccountState, CaseStatus, PaymentState, ReversalObstacle
from tests.support.builders import CARD, FAILED, facts, failed_payout, link, redirect, reverse, reversible
from tests.support.policies import policy

YES, NO = flag(True), flag(False)
BANKS = terms([f"vocabulary.bank.{one}" for one in policy().words("card.banks")])
REASONS = terms([f"reversal_reason.{one}" for one in policy().words("reversal.reasons")])
USABLE = terms([AccountState.NORMAL, AccountState.SEALED, AccountState.CLOSED_UNSETTLED])
AT_HOME = terms([PaymentState.QUEUED, PaymentState.HELD, PaymentState.FAILED])
SAME_CARD = failed_payout(failed_payouts=(replace(FAILED, card_id=CARD.card_id),))
COMPLETED = term(CaseStatus.COMPLETED)

ROWS: list[tuple[str, bool, Any, Facts, Shown, Shown]] = [
    ("card_number", True, link(), facts(), text("0001"), NOTHING),
    ("card_number", False, link(card_no="62"), facts(), term("identifier.bad_length"), NOTHING),
    ("card_number", False, link(card_no=""), facts(), term("identifier.empty"), NOTHING),
    ("card_bank", True, link(), facts(), term("vocabulary.bank.CMB"), BANKS),
    ("card_bank", False, link(bank_code="HSBC"), facts(), text("HSBC"), BANKS),
    ("card_bank", False, link(bank_code=""), facts(), NOTHING, BANKS),
    ("card_free", True, link(), facts(), YES, YES),
    ("card_free", False, link(), facts(card_taken=True), NO, YES),
    ("account_needs_card", True, link(), facts(), term(AccountState.NORMAL), USABLE),
    (
        "account_needs_card", False, link(), facts(state=AccountState.CLOSED),
        term(AccountState.CLOSED), USABLE,
    ),
    ("payout_failed", True, redirect(), failed_payout(), YES, YES),
    ("payout_failed", False, redirect(), facts(), NO, YES),
    ("card_changed_since", True, redirect(), failed_payout(), YES, YES),
    ("card_changed_since", False, redirect(), SAME_CARD, NO, YES),
    ("card_changed_since", False, redirect(), failed_payout(card=None), NO, YES),
    ("reversal_target", True, reverse(), reversible(), COMPLETED, COMPLETED),
    (
        "reversal_target", False, reverse(), reversible(status=CaseStatus.REVERSED),
        term(CaseStatus.REVERSED), COMPLETED,
    ),
    ("reversal_target", False, reverse(), facts(), NOTHING, COMPLETED),
    ("reversal_undoable", True, reverse(), reversible(), YES, YES),
    (
        "reversal_undoable", False, reverse(),
        reversible(operation=OperationCode.REVERSE_CASE), NO, YES,
    ),
    (
        "reversal_undoable", False, reverse(), reversible(obstacle=ReversalObstacle.MOVED_ON),
        term(ReversalObstacle.MOVED_ON), YES,
    ),
    ("reversal_latest", True, reverse(), reversible(), YES, YES),
    ("reversal_latest", False, reverse(), reversible(latest=False), NO, YES),
    ("reversal_money", True, reverse(), reversible(), term(PaymentState.QUEUED), AT_HOME),
    ("reversal_money", True, reverse(), reversible(payment=None), NOTHING, AT_HOME),
    (
        "reversal_money", False, reverse(), reversible(payment=PaymentState.SENT),
        term(PaymentState.SENT), AT_HOME,
    ),
    ("reversal_reason", True, reverse(), reversible(), term("reversal_reason.wrong_amount"), REASONS),
    ("reversal_reason", False, reverse(reason="because"), reversible(), text("because"), REASONS),
    ("reversal_reason", False, reverse(reason=""), reversible(), NOTHING, REASONS),
]  # fmt: skip
