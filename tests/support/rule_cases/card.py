"""Linking another card, and paying again what a bank could not pay."""

from dataclasses import replace
from datetime import date

from hfund_tui.domain.vocabulary import AccountState, Freeze
from tests.support.builders import CARD, FAILED, facts, failed_payout, link, redirect
from tests.support.policies import policy_with
from tests.support.rule_cases.case import Fails, Passes

GOOD = "6225880000000001"
FULL_WIDTH = "".join(chr(ord(one) + 0xFEE0) for one in GOOD)
ENDED = (AccountState.MERGED, AccountState.TRANSFERRED_OUT, AccountState.CLOSED, AccountState.OTHER)
SAME_CARD = failed_payout(failed_payouts=(replace(FAILED, card_id=CARD.card_id),))

FAILS = [
    Fails(
        name="linking for the deceased",
        code="member_alive",
        remedy="heirs_apply",
        request=link(),
        facts=facts(deceased=True),
        otherwise=facts(),
    ),
    *(
        Fails(
            name=f"an account that is {state}",
            code="account_needs_card",
            remedy="account_closed",
            request=link(),
            facts=facts(state=state),
            otherwise=facts(),
        )
        for state in ENDED
    ),
    *(
        Fails(
            name=f"card number {number!r}",
            code="card_number",
            remedy="correct_card_no",
            request=link(card_no=number),
            form=True,
        )
        for number in ("", "621700000000888", "62170000000000088888", "6217 0000 0000 888x", "１２３")
    ),
    *(
        Fails(
            name=f"bank {bank!r}",
            code="card_bank",
            remedy="choose_bank",
            request=link(bank_code=bank),
            form=True,
        )
        for bank in ("", "HSBC", "ccb")
    ),
    Fails(
        name="a bank that the policy does not name any more",
        code="card_bank",
        remedy="choose_bank",
        request=link(),
        policy=policy_with(card__banks=("CCB",)),
        form=True,
    ),
    Fails(
        name="a card that is linked already",
        code="card_free",
        remedy="another_card",
        request=link(),
        facts=facts(card_taken=True),
    ),
    Fails(
        name="a payout that did not fail",
        code="payout_failed",
        remedy="nothing_to_do",
        request=redirect(),
        otherwise=failed_payout(),
    ),
    Fails(
        name="a payout of another case",
        code="payout_failed",
        remedy="nothing_to_do",
        request=redirect(case_no="202002200755000099"),
        facts=failed_payout(),
        otherwise=failed_payout(failed_payouts=(replace(FAILED, case_no="202002200755000099"),)),
    ),
    Fails(
        name="the card that failed is still linked",
        code="card_changed_since",
        remedy="link_card",
        request=redirect(),
        facts=SAME_CARD,
    ),
    Fails(
        name="no card to pay to",
        code="card_linked",
        remedy="link_card",
        request=redirect(),
        facts=failed_payout(card=None),
        along=frozenset({"card_changed_since"}),
    ),
    Fails(
        name="paying again from a frozen account",
        code="account_not_frozen",
        remedy="freeze_lifted",
        request=redirect(),
        facts=failed_payout(freeze=Freeze.FULL),
    ),
]

PASSES = [
    *(
        Passes(name=f"card number {number!r}", code="card_number", request=link(card_no=number))
        for number in (GOOD, "6225 8800 0000 0001", FULL_WIDTH, "6222000000000000004")
    ),
    Passes(
        name="a check digit that doesn't fit is advice: some old cards have none",
        code="card_number",
        request=link(card_no="6225880000000009"),
        advice="correct_card_no",
    ),
    *(
        Passes(name=f"bank {bank}", code="card_bank", request=link(bank_code=bank))
        for bank in ("CCB", "BOC", "CMB", "ICBC", "ABC", "CITIC", "PAB")
    ),
    Passes(name="a card of nobody's", code="card_free", request=link()),
    Passes(name="the first card", code="card_free", request=link(), facts=facts(card=None)),
    *(
        Passes(
            name=f"an account that is {state}",
            code="account_needs_card",
            request=link(),
            facts=facts(state=state, sealed_on=date(2020, 1, 15)),
        )
        for state in (AccountState.NORMAL, AccountState.SEALED, AccountState.CLOSED_UNSETTLED)
    ),
    Passes(
        name="a closed account whose money is still to be paid",
        code="account_needs_card",
        request=link(),
        facts=failed_payout(state=AccountState.CLOSED),
    ),
    Passes(name="it failed", code="payout_failed", request=redirect(), facts=failed_payout()),
    Passes(
        name="it failed, and the account is closed since",
        code="payout_failed",
        request=redirect(),
        facts=failed_payout(state=AccountState.CLOSED, balance_fen=0),
    ),
    Passes(name="another card since", code="card_changed_since", request=redirect(), facts=failed_payout()),
]
