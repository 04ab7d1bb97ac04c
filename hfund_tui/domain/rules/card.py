"""Linking another card, and paying again what a bank could not pay."""

from __future__ import annotations

from hfund_tui.domain.decision import NOTHING, Finding, flag, remedy, term, terms, text
from hfund_tui.domain.facts import Facts, FailedPayout
from hfund_tui.domain.identifiers import check_card
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import LinkCard, RedirectPayout
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.vocabulary import AccountState


def card_number(request: LinkCard) -> Finding:
    """A number of a card's length. A wrong check digit is advice: some old cards have none."""
    checked = check_card(request.card_no)
    advice = remedy("correct_card_no") if checked.reason or checked.warning else None
    return Finding(
        "card_number",
        checked.valid,
        term(f"identifier.{checked.reason}") if checked.reason else text(checked.value[-4:]),
        NOTHING,
        "card_guide",
        advice,
        form=True,
    )


def card_bank(request: LinkCard, policy: Policy) -> Finding:
    """Cards of the collection banks only."""
    banks = policy.words("card.banks")
    return by_policy(
        policy,
        "card.banks",
        "card_bank",
        request.bank_code in banks,
        term(f"vocabulary.bank.{request.bank_code}")
        if request.bank_code in banks
        else text(request.bank_code),
        terms([f"vocabulary.bank.{one}" for one in banks]),
        remedy("choose_bank"),
        form=True,
    )


def card_free(facts: Facts) -> Finding:
    """A card serves one member, and the one that is linked need not be linked again."""
    return Finding(
        "card_free",
        not facts.card_taken,
        flag(not facts.card_taken),
        flag(True),
        "card_guide",
        remedy("another_card") if facts.card_taken else None,
    )


def failed_payout(request: RedirectPayout, facts: Facts) -> FailedPayout | None:
    """The failed order the request is about."""
    return next((one for one in facts.failed_payouts if one.case_no == request.case_no), None)


def payout_failed(request: RedirectPayout, facts: Facts) -> Finding:
    failed = failed_payout(request, facts)
    return Finding(
        "payout_failed",
        failed is not None,
        flag(failed is not None),
        flag(True),
        "leaving_guide",
        None if failed else remedy("nothing_to_do"),
    )


def card_changed_since(request: RedirectPayout, facts: Facts) -> Finding:
    """Paying the same card again would fail again."""
    failed = failed_payout(request, facts)
    changed = facts.card is not None and (failed is None or facts.card.card_id != failed.card_id)
    return Finding(
        "card_changed_since",
        changed,
        flag(changed),
        flag(True),
        "leaving_guide",
        None if changed else remedy("link_card", operation="link_card"),
    )


def account_needs_card(facts: Facts) -> Finding:
    """A card serves an account that is still there, or money that is still to be paid from a closed one."""
    state = facts.account.state
    there = state in (AccountState.NORMAL, AccountState.SEALED, AccountState.CLOSED_UNSETTLED)
    passed = there or bool(facts.failed_payouts)
    return Finding(
        "account_needs_card",
        passed,
        term(state),
        terms([AccountState.NORMAL, AccountState.SEALED, AccountState.CLOSED_UNSETTLED]),
        "card_guide",
        None if passed else remedy("account_closed"),
    )
