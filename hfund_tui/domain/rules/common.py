"""Rules that every transaction shares: the person, the account, the papers, the people involved."""

from __future__ import annotations

from hfund_tui.domain.decision import NOTHING, Finding, Remedy, Shown, count, flag, remedy, term, terms
from hfund_tui.domain.decision import card as shown_card
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.operation import Operation, OperationCode
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import Request
from hfund_tui.domain.vocabulary import AccountState, Freeze, ProxyDocumentKind


def by_policy(
    policy: Policy,
    key: str,
    code: str,
    passed: bool,
    found: Shown,
    wanted: Shown,
    advice: Remedy | None = None,
    *,
    overridable: bool = False,
    form: bool = False,
) -> Finding:
    """A finding that cites the policy value it rests on. The remedy is shown only where it is needed."""
    entry = policy.entry(key)
    return Finding(
        code,
        passed,
        found,
        wanted,
        entry.citation,
        None if passed else advice,
        overridable,
        entry.assumption,
        form,
    )


def member_alive(facts: Facts) -> Finding:
    return Finding(
        "member_alive",
        not facts.member.deceased,
        flag(not facts.member.deceased),
        flag(True),
        "regulations:24",
        remedy("heirs_apply") if facts.member.deceased else None,
    )


def account_state(facts: Facts, *, sealed_may_be_overridden: bool) -> Finding:
    state = facts.account.state
    passed = state is AccountState.NORMAL
    sealed = state is AccountState.SEALED
    match state:
        case AccountState.SEALED:
            advice = remedy("employer_unseals")
        case AccountState.CLOSED_UNSETTLED:
            advice = remedy("cancel_closure_and_unseal", operation=OperationCode.CANCEL_CLOSURE.value)
        case _:
            advice = remedy("account_closed")
    return Finding(
        "account_state",
        passed,
        term(state),
        term(AccountState.NORMAL),
        "withdrawal_rules",
        None if passed else advice,
        overridable=sealed and sealed_may_be_overridden,
    )


def account_open(facts: Facts) -> Finding:
    """For acts that a sealed account allows too: the account only has to exist still."""
    state = facts.account.state
    passed = state in (AccountState.NORMAL, AccountState.SEALED)
    if state is AccountState.CLOSED_UNSETTLED:
        advice = remedy("cancel_closure", operation=OperationCode.CANCEL_CLOSURE.value)
    else:
        advice = remedy("account_closed")
    return Finding(
        "account_open",
        passed,
        term(state),
        terms([AccountState.NORMAL, AccountState.SEALED]),
        "agreement_guide",
        None if passed else advice,
    )


def account_not_frozen(facts: Facts) -> Finding:
    """A full freeze stops everything that moves money; a partial one only lowers what is available."""
    freeze = facts.account.freeze
    passed = freeze is not Freeze.FULL
    return Finding(
        "account_not_frozen",
        passed,
        term(freeze),
        term(Freeze.NONE),
        "regulations",
        None if passed else remedy("freeze_lifted"),
    )


def password_changed(facts: Facts, policy: Policy, key: str) -> Finding:
    changed = not facts.account.password_is_initial
    return by_policy(
        policy,
        key,
        "password_changed",
        changed or not policy.flag(key),
        flag(changed),
        flag(True),
        remedy("change_password", operation=OperationCode.SET_PASSWORD.value),
    )


def card_linked(facts: Facts, citation: str) -> Finding:
    """A class-I card of the member's own. Money never goes anywhere else."""
    card = facts.card
    passed = card is not None and card.class_one and card.holder_is_member
    if card is None:
        found = term("finding.card.none")
    elif not card.holder_is_member:
        found = term("finding.card.not_own")
    elif not card.class_one:
        found = term("finding.card.not_class_one")
    else:
        found = shown_card(card.bank_code, card.last_four)
    return Finding(
        "card_linked",
        passed,
        found,
        term("finding.card.wanted"),
        citation,
        None if passed else remedy("link_card"),
    )


def people_differ(facts: Facts, proxy_id_no: str | None) -> Finding:
    """Nobody serves himself or herself: the maker is neither the member nor the proxy, nor a party of the
    loan."""
    passed = facts.maker_id_no not in _people(facts, proxy_id_no)
    return Finding(
        "people_differ",
        passed,
        flag(passed),
        flag(True),
        "house_rule",
        None if passed else remedy("another_teller"),
    )


def people_unrelated(facts: Facts, proxy_id_no: str | None) -> Finding:
    """Staff don't serve their relatives, neither as members nor as proxies or parties of the loan."""
    passed = not {holder_no(one) for one in facts.relatives} & _people(facts, proxy_id_no)
    return Finding(
        "people_unrelated",
        passed,
        flag(passed),
        flag(True),
        "house_rule",
        None if passed else remedy("another_teller"),
    )


def _people(facts: Facts, proxy_id_no: str | None) -> set[str]:
    return {holder_no(one) for one in (facts.member.id_no, proxy_id_no, *facts.concerned) if one}


def channel_open(operation: OperationCode, facts: Facts, policy: Policy) -> Finding:
    """A channel in which the member acts alone carries only some services."""
    reach = policy.book.channels.reach(operation, policy.day)
    channels = reach.channels if reach else ()
    passed = facts.channel in channels
    advice = remedy("other_channel", channels=terms(channels)) if channels else remedy("at_the_counter")
    return Finding(
        "channel_open",
        passed,
        term(facts.channel),
        terms(channels),
        reach.citation if reach else "house_rule",
        None if passed else advice,
        assumption=reach is not None and reach.assumption,
    )


def attempts_today(facts: Facts, policy: Policy) -> Finding:
    """Who is refused again and again on one day may be trying what works.

    What is found stays the same below the limit and above it: a refusal in the meantime changes no other plan.
    """
    limit = policy.count("velocity.refusals_per_day")
    passed = facts.refused_today < limit
    return by_policy(
        policy,
        "velocity.refusals_per_day",
        "attempts_today",
        passed,
        flag(True) if passed else count(limit, "unit.times"),
        count(limit, "unit.times"),
        remedy("come_another_day"),
        overridable=True,
    )


def papers_checked(request: Request, declaration: Operation) -> Finding:
    """Every paper of the checklist has been ticked."""
    wanted = [*declaration.papers(request.presence), *request.more_papers]
    missing = [item for item in wanted if item not in request.ticked]
    keys = [f"checklist.{item.value}" for item in missing]
    return Finding(
        "papers_checked",
        not missing,
        terms(keys) if missing else flag(True),
        terms([f"checklist.{item.value}" for item in wanted]) if wanted else NOTHING,
        "withdrawal_rules:16",
        remedy("tick_papers") if missing else None,
        form=True,
    )


def document_kind_setting(policy: Policy, key: str, kind: ProxyDocumentKind) -> str:
    """'accept', 'exception' or 'refuse' for a document of that kind."""
    return "accept" if kind is ProxyDocumentKind.NOTARISED_POA else policy.word(key)
