"""Rules that every transaction shares: the person, the account, the papers, the people involved."""

from dataclasses import replace
from datetime import date

from hfund_tui.domain.operation import ChecklistItem, OperationCode
from hfund_tui.domain.request import ProxyOnFile
from hfund_tui.domain.vocabulary import AccountState, Channel, Freeze
from tests.support.builders import (
    AGREEMENT,
    GROUND,
    MEMBER_ID_NO,
    PROXY_ID_NO,
    accepted,
    by_proxy,
    document,
    facts,
    grounded,
    new_proxy,
    other,
    rent,
    revoke,
    sign,
    terminate,
)
from tests.support.loans import loan_facts, loan_request
from tests.support.policies import policy, policy_with
from tests.support.rule_cases.case import Fails, Passes

SEALED = facts(state=AccountState.SEALED, sealed_on=date(2020, 1, 15))
ENDED = [
    AccountState.MERGED,
    AccountState.TRANSFERRED_OUT,
    AccountState.CLOSED,
    AccountState.OTHER,
]
SIGNED = facts(agreement=AGREEMENT)
ON_FILE = facts(documents=(document(),))
NO_MONEY_LEFT = frozenset({"amount_positive"})

FAILS = [
    *(
        Fails(
            name=f"{request.operation} for the deceased",
            code="member_alive",
            remedy="heirs_apply",
            request=request,
            facts=facts(deceased=True),
            otherwise=facts(),
        )
        for request in (sign(), rent(), other())
    ),
    *(
        Fails(
            name=f"{request.operation} from a sealed account",
            code="account_state",
            remedy="employer_unseals",
            request=grounded(request),
            facts=SEALED,
            overridable=True,
        )
        for request in (rent(), other())
    ),
    *(
        Fails(
            name=name,
            code="exception_grounded",
            remedy="state_exception",
            request=rent(ground=ground),
            facts=SEALED,
            along=frozenset({"account_state"}),
            form=True,
        )
        for name, ground in (
            ("no ground is named", None),
            ("a ground the policy does not know", replace(GROUND, code="because")),
            ("a ground without words", replace(GROUND, words=" \u200b ")),
        )
    ),
    *(
        Fails(
            name=f"{request.operation} {request.presence} for a relative of the maker, {number}",
            code="people_unrelated",
            remedy="another_teller",
            request=request,
            facts=replace(ON_FILE, relatives=frozenset({related}), agreement=AGREEMENT if ends else None),
        )
        for number, (request, related, ends) in enumerate(
            (
                (sign(), MEMBER_ID_NO, False),
                (rent(), MEMBER_ID_NO, False),
                (revoke(), MEMBER_ID_NO, False),
                (by_proxy(rent(), new_proxy()), PROXY_ID_NO, False),
                (by_proxy(rent(), ProxyOnFile(11)), PROXY_ID_NO, False),
                (terminate(), MEMBER_ID_NO, True),
            )
        )
    ),
    *(
        Fails(
            name=f"{request.operation} after {refused} refusals",
            code="attempts_today",
            remedy="come_another_day",
            request=grounded(request),
            facts=facts(refused_today=refused),
            overridable=True,
        )
        for request in (sign(), rent(), other())
        for refused in (3, 4)
    ),
    *(
        Fails(
            name=f"withdrawing when {state}",
            code="account_state",
            remedy="account_closed",
            request=rent(),
            facts=facts(state=state),
            otherwise=facts(),
        )
        for state in ENDED
    ),
    *(
        Fails(
            name=f"signing when {state}",
            code="account_open",
            remedy="account_closed",
            request=sign(),
            facts=facts(state=state),
            otherwise=facts(),
        )
        for state in ENDED
    ),
    Fails(
        name="withdrawing while a closure waits",
        code="account_state",
        remedy="cancel_closure_and_unseal",
        request=rent(),
        facts=accepted(),
        along=frozenset({"no_open_withdrawal"}),
    ),
    Fails(
        name="signing while a closure waits",
        code="account_open",
        remedy="cancel_closure",
        request=sign(),
        facts=accepted(),
    ),
    Fails(
        name="all that is possible",
        code="account_not_frozen",
        remedy="freeze_lifted",
        request=rent(),
        facts=facts(freeze=Freeze.FULL),
        along=NO_MONEY_LEFT,
    ),
    Fails(
        name="an amount",
        code="account_not_frozen",
        remedy="freeze_lifted",
        request=other(amount_fen=100_00),
        facts=facts(freeze=Freeze.FULL),
        along=frozenset({"amount_within_available"}),
    ),
    *(
        Fails(
            name=f"{request.operation} with the initial password",
            code="password_changed",
            remedy="change_password",
            request=request,
            facts=facts(password_is_initial=True),
        )
        for request in (sign(), rent(), other())
    ),
    *(
        Fails(
            name=f"{request.operation} with {name}",
            code="card_linked",
            remedy="link_card",
            request=request,
            facts=without_card,
        )
        for request in (sign(), rent(), other())
        for name, without_card in (
            ("no card", facts(card=None)),
            ("somebody else's card", facts(holder_is_member=False)),
            ("a class-II card", facts(class_one=False)),
        )
    ),
    *(
        Fails(
            name=f"{request.operation} for oneself",
            code="people_differ",
            remedy="another_teller",
            request=request,
            facts=replace(
                SIGNED if request.operation == "terminate_agreement" else ON_FILE, maker_id_no=MEMBER_ID_NO
            ),
        )
        for request in (sign(), terminate(), revoke(), rent(), other())
    ),
    Fails(
        name="the maker is the new proxy",
        code="people_differ",
        remedy="another_teller",
        request=by_proxy(rent(), new_proxy()),
        facts=facts(maker_id_no=PROXY_ID_NO),
    ),
    Fails(
        name="the maker is the new proxy, typed with spaces and a small x",
        code="people_differ",
        remedy="another_teller",
        request=by_proxy(rent(), new_proxy(id_no=f" {PROXY_ID_NO[:6]} {PROXY_ID_NO[6:].lower()}")),
        facts=facts(maker_id_no=PROXY_ID_NO),
    ),
    Fails(
        name="the maker is the proxy on file",
        code="people_differ",
        remedy="another_teller",
        request=by_proxy(sign(), ProxyOnFile(11)),
        facts=replace(ON_FILE, maker_id_no=PROXY_ID_NO),
    ),
    *(
        Fails(
            name=f"{request.operation} {request.presence} without {missing}",
            code="papers_checked",
            remedy="tick_papers",
            request=replace(request, ticked=request.ticked - {missing}),
            facts=facts(
                documents=(document(),),
                agreement=AGREEMENT if request.operation == "terminate_agreement" else None,
            ),
            form=True,
        )
        for request in (
            sign(),
            terminate(),
            revoke(),
            rent(),
            other(),
            by_proxy(sign(), new_proxy()),
            by_proxy(terminate(), new_proxy()),
            by_proxy(rent(), new_proxy()),
        )
        for missing in sorted(request.ticked)
    ),
    Fails(
        name="ticks of other papers do not help",
        code="papers_checked",
        remedy="tick_papers",
        request=rent(ticked=frozenset({ChecklistItem.AGREEMENT_READ, ChecklistItem.MEMBER_ID_SEEN})),
        form=True,
    ),
    Fails(
        name="a loan change on Alipay",
        code="channel_open",
        remedy="other_channel",
        request=loan_request(OperationCode.CHANGE_DUE_DAY),
        facts=loan_facts(channel=Channel.ALIPAY, agreement=AGREEMENT),
    ),
    Fails(
        name="on the mini-program before it carried withdrawals",
        code="channel_open",
        remedy="other_channel",
        request=rent(),
        facts=facts(business_date=date(2020, 2, 26), channel=Channel.MINI_PROGRAM, agreement=AGREEMENT),
        policy=policy(date(2020, 2, 26)),
    ),
    Fails(
        name="ending the agreement on line",
        code="channel_open",
        remedy="at_the_counter",
        request=terminate(),
        facts=facts(channel=Channel.APP, agreement=AGREEMENT),
    ),
]

PASSES = [
    Passes(name="a sealed account", code="account_open", request=sign(), facts=SEALED),
    Passes(
        name="a partial freeze only lowers what is available",
        code="account_not_frozen",
        request=rent(),
        facts=facts(freeze=Freeze.PARTIAL, frozen_fen=10_000_00),
    ),
    Passes(
        name="the policy does not ask for it",
        code="password_changed",
        request=rent(),
        facts=facts(password_is_initial=True),
        policy=policy_with(withdrawal__password_changed=False),
    ),
    Passes(
        name="refused twice today",
        code="attempts_today",
        request=rent(),
        facts=facts(refused_today=2),
    ),
    Passes(
        name="a relative of somebody else",
        code="people_unrelated",
        request=rent(),
        facts=facts(relatives=frozenset({PROXY_ID_NO})),
    ),
    Passes(
        name="more than wanted is ticked",
        code="papers_checked",
        request=rent(ticked=frozenset(ChecklistItem)),
    ),
    *(
        Passes(
            name=f"a loan change by {channel.value}",
            code="channel_open",
            request=loan_request(OperationCode.CHANGE_DUE_DAY),
            facts=loan_facts(channel=channel, agreement=AGREEMENT),
        )
        for channel in (Channel.MINI_PROGRAM, Channel.APP)
    ),
    Passes(
        name="on line nobody makes the request for the member",
        code="people_differ",
        request=rent(),
        facts=facts(channel=Channel.APP, agreement=AGREEMENT, maker_id_no=""),
    ),
]
