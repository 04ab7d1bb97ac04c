"""Rent and other housing consumption withdrawals."""

from datetime import date

from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import HomeDeclaration
from hfund_tui.domain.vocabulary import AccountState, Channel, Freeze, LoanState
from tests.support.builders import AGREEMENT, change, counts, facts, loan, open_case, other, rent
from tests.support.policies import policy_with
from tests.support.rule_cases.case import Fails, Passes

RENT, OTHER = OperationCode.RENT_WITHDRAWAL, OperationCode.OTHER_HOUSING_WITHDRAWAL
OWNS = HomeDeclaration(owns_home=True)
KEEP_THREE_MONTHS = policy_with(withdrawal__min_balance_left=6_000_00)

BY_TELEPHONE = facts(channel=Channel.HOTLINE, agreement=AGREEMENT)

FAILS = [
    Fails(
        name="a card of 29 days, by phone",
        code="card_unchanged",
        remedy="by_telephone_from",
        request=rent(),
        facts=change(BY_TELEPHONE, linked_on=date(2020, 1, 29)),
    ),
    Fails(
        name="a number of yesterday, by phone",
        code="mobile_unchanged",
        remedy="by_telephone_from",
        request=other(),
        facts=change(BY_TELEPHONE, mobile_changed_on=date(2020, 2, 26)),
    ),
    Fails(
        name="not asked yet",
        code="home_declared",
        remedy="ask_about_home",
        request=rent(home=None),
        form=True,
    ),
    Fails(
        name="declared",
        code="family_without_home",
        remedy="use_other_withdrawal",
        request=rent(home=OWNS),
    ),
    Fails(
        name="known to the fund, whatever is declared",
        code="family_without_home",
        remedy="use_other_withdrawal",
        request=rent(),
        facts=facts(home_on_file=True),
    ),
    *(
        Fails(
            name=f"{request.operation} while {kind} is open",
            code="no_open_withdrawal",
            remedy="finish_open_case",
            request=request,
            facts=facts(open_cases=(open_case(kind),)),
        )
        for request in (rent(), other())
        for kind in (RENT, OTHER)
    ),
    *(
        Fails(
            name=name,
            code="frequency",
            remedy="possible_from",
            request=request,
            facts=facts(channel=channel, agreement=AGREEMENT, counts=counted),
        )
        for name, request, channel, counted in (
            ("a third rent this year", rent(), Channel.COUNTER, counts(RENT, counter_this_year=2)),
            ("a third rent, by phone", rent(), Channel.HOTLINE, counts(RENT, counter_this_year=2)),
            ("a second other this year", other(), Channel.COUNTER, counts(OTHER, counter_this_year=1)),
            ("a second rent this month", rent(), Channel.APP, counts(RENT, self_service_this_month=1)),
            ("a second other this month", other(), Channel.WEBSITE, counts(OTHER, self_service_this_month=1)),
        )
    ),
    *(
        Fails(
            name=name,
            code="claimable_months",
            remedy=way_out,
            request=rent(),
            facts=without,
            along=along,
        )
        for name, way_out, without, along in (
            ("withdrawn this month", "possible_from", facts(last_withdrawal=Month(2020, 2)), frozenset()),
            ("a month ahead", "possible_from", facts(last_withdrawal=Month(2020, 3)), frozenset()),
            (
                "every month claimed",
                "possible_from",
                facts(claimed_months=frozenset(months_between(Month(2019, 9), Month(2020, 2)))),
                frozenset(),
            ),
            (
                "never paid in",
                "first_contribution",
                facts(first_contribution=None, last_withdrawal=None),
                frozenset(),
            ),
            (
                "sealed before the last withdrawal",
                "employer_unseals",
                facts(state=AccountState.SEALED, sealed_on=date(2019, 8, 1)),
                frozenset({"account_state"}),
            ),
        )
    ),
    Fails(
        name="an amount although every month is claimed",
        code="claimable_months",
        remedy="possible_from",
        request=rent(amount_fen=100_00),
        facts=facts(last_withdrawal=Month(2020, 2)),
    ),
    Fails(name="zero", code="amount_positive", remedy="enter_amount", request=rent(amount_fen=0)),
    Fails(name="below zero", code="amount_positive", remedy="enter_amount", request=rent(amount_fen=-1)),
    *(
        Fails(
            name=name,
            code="amount_positive",
            remedy="nothing_to_withdraw",
            request=rent(),
            facts=without,
        )
        for name, without in (
            ("an empty account", facts(balance_fen=0)),
            ("everything on hold", facts(held_fen=50_000_00)),
            ("everything frozen", facts(freeze=Freeze.PARTIAL, frozen_fen=50_000_00)),
            ("nothing due", facts(personal_due_fen=0, employer_due_fen=0)),
        )
    ),
    Fails(
        name="a fen above",
        code="amount_within_quota",
        remedy="reduce_to",
        request=rent(amount_fen=7_800_01),
    ),
    Fails(
        name="a fen above, other consumption",
        code="amount_within_quota",
        remedy="reduce_to",
        request=other(amount_fen=4_800_01),
    ),
    Fails(
        name="an amount where nothing is due",
        code="amount_within_quota",
        remedy="nothing_to_withdraw",
        request=rent(amount_fen=1),
        facts=facts(personal_due_fen=0, employer_due_fen=0),
    ),
    *(
        Fails(
            name=name,
            code="amount_within_available",
            remedy="reduce_to",
            request=rent(amount_fen=5_000_00),
            facts=short,
        )
        for name, short in (
            ("a fen short", facts(balance_fen=4_999_99)),
            ("a fen held", facts(balance_fen=5_000_00, held_fen=1)),
            ("a fen frozen", facts(balance_fen=5_000_00, freeze=Freeze.PARTIAL, frozen_fen=1)),
        )
    ),
    Fails(
        name="an amount from an empty account",
        code="amount_within_available",
        remedy="nothing_to_withdraw",
        request=rent(amount_fen=1),
        facts=facts(balance_fen=0),
    ),
    Fails(
        name="where the policy keeps a balance",
        code="amount_within_available",
        remedy="reduce_to",
        request=rent(amount_fen=7_800_00),
        facts=facts(balance_fen=13_799_99),
        policy=KEEP_THREE_MONTHS,
    ),
]

PASSES = [
    Passes(
        name="a card of 30 days, by phone",
        code="card_unchanged",
        request=rent(),
        facts=change(BY_TELEPHONE, linked_on=date(2020, 1, 28)),
    ),
    Passes(
        name="a number of 30 days, by phone",
        code="mobile_unchanged",
        request=other(),
        facts=change(BY_TELEPHONE, mobile_changed_on=date(2020, 1, 28)),
    ),
    Passes(name="no home", code="family_without_home", request=rent()),
    *(
        Passes(
            name=f"{request.operation} with a loan {state}",
            code="no_running_loan",
            request=request,
            facts=facts(loans=(loan(state),)),
            advice="ask_about_loan",
        )
        for request in (rent(), other())
        for state in (LoanState.NORMAL, LoanState.OVERDUE)
    ),
    Passes(
        name="a loan repaid",
        code="no_running_loan",
        request=rent(),
        facts=facts(loans=(loan(LoanState.SETTLED),)),
    ),
    Passes(
        name="another operation is open",
        code="no_open_withdrawal",
        request=rent(),
        facts=facts(open_cases=(open_case(OperationCode.SIGN_AGREEMENT, 0),)),
    ),
    Passes(
        name="a second rent this year",
        code="frequency",
        request=rent(),
        facts=facts(counts=counts(RENT, counter_this_year=1, self_service_this_month=9)),
    ),
    Passes(
        name="the kinds are counted apart",
        code="frequency",
        request=other(),
        facts=facts(counts=counts(RENT, counter_this_year=2)),
    ),
    Passes(
        name="the channels are counted apart",
        code="frequency",
        request=rent(),
        facts=facts(channel=Channel.APP, agreement=AGREEMENT, counts=counts(RENT, counter_this_year=9)),
    ),
    Passes(
        name="one month is enough",
        code="claimable_months",
        request=rent(),
        facts=facts(last_withdrawal=Month(2020, 1)),
    ),
    Passes(name="a fen", code="amount_positive", request=rent(amount_fen=1)),
    Passes(name="exactly the quota", code="amount_within_quota", request=rent(amount_fen=7_800_00)),
    Passes(name="exactly the quota", code="amount_within_quota", request=other(amount_fen=4_800_00)),
    Passes(
        name="to the last fen",
        code="amount_within_available",
        request=rent(amount_fen=5_000_00),
        facts=facts(balance_fen=5_000_01, freeze=Freeze.PARTIAL, frozen_fen=1),
    ),
    Passes(
        name="to the balance the policy keeps",
        code="amount_within_available",
        request=rent(),
        facts=facts(balance_fen=6_000_01),
        policy=KEEP_THREE_MONTHS,
    ),
]
