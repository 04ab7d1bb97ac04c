"""Acting for a member: who may, with which document, for which matter, how often."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hfund_tui.domain.decision import (
    Finding,
    Shown,
    count,
    day,
    flag,
    remedy,
    term,
    terms,
    text,
)
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import DocumentFacts, Facts, ProxyBackground
from hfund_tui.domain.identifiers import IdCheck, check_proxy_id, holder_no
from hfund_tui.domain.months import add_years, age_on
from hfund_tui.domain.operation import Matter, Operation, OperationCode, Presence
from hfund_tui.domain.plan import RecordProxyAct, RegisterProxy
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import NewProxy, ProxyOnFile, Request
from hfund_tui.domain.rules.common import by_policy, document_kind_setting
from hfund_tui.domain.text import clean, fold_wording, has_letters
from hfund_tui.domain.vocabulary import Channel, ProxyDocumentKind, ProxyRelation

_CERTIFICATE_KEY = {
    OperationCode.SIGN_AGREEMENT: "proxy.spouse_certificate_for_agreement",
    OperationCode.TERMINATE_AGREEMENT: "proxy.spouse_certificate_for_agreement",
}
_CERTIFICATE_KEY_OF_WITHDRAWALS = "proxy.spouse_certificate_for_withdrawal"


@dataclass(frozen=True, slots=True)
class ActingProxy:
    """The proxy of a request in one form, whether the document is new or on file."""

    document_id: int | None
    name: str
    id_check: IdCheck
    relation: ProxyRelation
    kind: ProxyDocumentKind
    notary: str
    certificate_no: str
    issued_on: date
    valid_from: date
    valid_to: date
    matters: frozenset[Matter]
    revoked_on: date | None
    new: NewProxy | None

    @property
    def id_no(self) -> str:
        """The number this person is known and compared by."""
        return holder_no(self.id_check.value)


def acting_proxy(request: Request, facts: Facts, policy: Policy) -> ActingProxy | None:
    """The proxy of the request, or None for a member in person (or a document that is not this member's)."""
    match request.proxy:
        case NewProxy() as typed:
            id_check = check_proxy_id(typed.id_kind, typed.id_no, on=facts.business_date)
            new = _tidy(typed, id_check.value)
            return ActingProxy(
                None,
                new.name,
                id_check,
                new.relation,
                new.document_kind,
                new.notary,
                new.certificate_no,
                new.issued_on,
                new.valid_from,
                new.valid_to or _default_end(new.issued_on, policy),
                new.matters,
                None,
                new,
            )
        case ProxyOnFile(document_id):
            found = facts.document(document_id)
            return _on_file(found, facts) if found else None
        case _:
            return None


def _tidy(typed: NewProxy, id_no: str) -> NewProxy:
    """The document as it is stored: two ways of typing one number or name are one document."""
    return replace(
        typed,
        name=clean(typed.name),
        id_no=id_no,
        notary=clean(typed.notary),
        certificate_no=clean(typed.certificate_no),
    )


def _default_end(issued_on: date, policy: Policy) -> date:
    """The last day of a document that names none, the day of issue counted."""
    days = policy.count("proxy.default_validity_days") - 1
    return date.fromordinal(min(issued_on.toordinal() + days, date.max.toordinal()))


def _on_file(found: DocumentFacts, facts: Facts) -> ActingProxy:
    return ActingProxy(
        found.document_id,
        found.proxy_name,
        check_proxy_id(found.proxy_id_kind, found.proxy_id_no, on=facts.business_date),
        found.relation,
        found.kind,
        found.notary,
        found.certificate_no,
        found.issued_on,
        found.valid_from,
        found.valid_to,
        found.matters,
        found.revoked_on,
        None,
    )


def proxy_findings(
    request: Request, declaration: Operation, facts: Facts, policy: Policy
) -> tuple[Finding, ...]:
    """All rules about the proxy; empty when the member is here in person, or nobody has to be.

    A proxy stands at a counter with the document in hand; on every other channel only the member acts.
    """
    if request.presence is Presence.IN_PERSON:
        return ()
    fits = declaration.takes(request.presence) and facts.channel is Channel.COUNTER
    if fits and request.presence is Presence.ABSENT:
        return ()
    matter = declaration.matter
    if not fits or matter is None:
        return (
            Finding(
                "proxy_allowed",
                False,
                term(request.presence),
                term(Presence.IN_PERSON),
                "house_rule",
                remedy("member_comes"),
            ),
        )
    proxy = acting_proxy(request, facts, policy)
    if proxy is None:
        return (
            Finding(
                "proxy_named",
                False,
                flag(False),
                flag(True),
                "agreement_guide",
                remedy("name_proxy"),
                form=True,
            ),
        )
    return (
        *_form(proxy),
        *_person(proxy, facts, policy),
        *_document(proxy, declaration, matter, facts, policy),
    )


def _form(proxy: ActingProxy) -> tuple[Finding, ...]:
    """What a new document still lacks. A document on file was complete when it was registered."""
    if proxy.new is None:
        return ()
    needs_notary = proxy.kind is ProxyDocumentKind.NOTARISED_POA
    missing = [
        key
        for key, present in (
            ("field.proxy_name", bool(proxy.name.strip())),
            ("field.notary", has_letters(proxy.notary) or not needs_notary),
            ("field.certificate_no", bool(fold_wording(proxy.certificate_no))),
            ("field.matters", bool(proxy.matters)),
        )
        if not present
    ]
    return (
        Finding(
            "proxy_complete",
            not missing,
            terms(missing) if missing else flag(True),
            flag(True),
            "agreement_guide",
            remedy("fill_in") if missing else None,
            form=True,
        ),
        Finding(
            "proxy_id_valid",
            proxy.id_check.valid,
            term(f"identifier.{proxy.id_check.reason}") if proxy.id_check.reason else flag(True),
            flag(True),
            "agreement_guide",
            None if proxy.id_check.valid else remedy("correct_proxy_id"),
            form=True,
        ),
    )


def _background(facts: Facts) -> ProxyBackground:
    """What is known of the proxy. Raises ValueError for facts loaded without it: nobody passes unexamined."""
    if facts.proxy is None:
        raise ValueError("the facts were loaded without the proxy of the request")
    return facts.proxy


def _person(proxy: ActingProxy, facts: Facts, policy: Policy) -> tuple[Finding, ...]:
    background = _background(facts)
    others = background.other_principals_today
    limit = policy.count("proxy.principals_per_day")
    this_year = background.other_principals_this_year
    year_limit = policy.count("proxy.principals_per_year")
    is_member = proxy.id_no == holder_no(facts.member.id_no)
    findings = [
        Finding(
            "proxy_not_member",
            not is_member,
            flag(not is_member),
            flag(True),
            "house_rule",
            remedy("member_in_person") if is_member else None,
        ),
        Finding(
            "proxy_not_staff",
            not background.is_staff,
            flag(not background.is_staff),
            flag(True),
            "house_rule",
            remedy("another_proxy") if background.is_staff else None,
        ),
        _adult(proxy, facts, policy),
        by_policy(
            policy,
            "proxy.principals_per_day",
            "proxy_principals",
            others + 1 <= limit,
            count(others + 1, "unit.principals"),
            count(limit, "unit.principals"),
            remedy("proxy_next_day", limit=count(limit)),
        ),
        by_policy(
            policy,
            "proxy.principals_per_year",
            "proxy_principals_year",
            this_year < year_limit,
            # The same whenever it passes: whom else the proxy serves meanwhile changes no plan that waits.
            flag(True) if this_year < year_limit else count(year_limit + 1, "unit.principals"),
            count(year_limit, "unit.principals"),
            remedy("proxy_next_year", limit=count(year_limit)),
            overridable=True,
        ),
    ]
    return tuple(findings)


def _adult(proxy: ActingProxy, facts: Facts, policy: Policy) -> Finding:
    minimum = policy.count("proxy.minimum_age")
    born = proxy.id_check.birth_date
    if born is None:
        # Permits and passports do not carry the date of birth; the teller sees it on the original.
        return by_policy(
            policy, "proxy.minimum_age", "proxy_adult", True, term("finding.age.on_original"),
            count(minimum, "unit.years_old"),
        )  # fmt: skip
    age = age_on(born, facts.business_date)
    return by_policy(
        policy,
        "proxy.minimum_age",
        "proxy_adult",
        age >= minimum,
        count(age, "unit.years_old"),
        count(minimum, "unit.years_old"),
        remedy("proxy_of_age", day=day(add_years(born, minimum))),
    )


def _document(
    proxy: ActingProxy, declaration: Operation, matter: Matter, facts: Facts, policy: Policy
) -> tuple[Finding, ...]:
    today = facts.business_date
    issued_before = proxy.issued_on <= proxy.valid_from and proxy.issued_on <= today
    in_time = proxy.valid_from <= today <= proxy.valid_to
    revoked = proxy.revoked_on is not None
    named = matter in proxy.matters
    in_order = proxy.valid_from <= proxy.valid_to
    taken = proxy.new is not None and _background(facts).certificate_taken
    return (
        _kind(proxy, declaration, policy),
        *_spouse(proxy, facts),
        Finding(
            "proxy_document_dates",
            issued_before and in_order,
            day(proxy.valid_to if issued_before and not in_order else proxy.issued_on),
            day(proxy.valid_from if issued_before and not in_order else min(proxy.valid_from, today)),
            "agreement_guide",
            None if issued_before and in_order else remedy("correct_dates"),
        ),
        Finding(
            "proxy_document_in_force",
            in_time,
            Shown("text", f"{proxy.valid_from.isoformat()} / {proxy.valid_to.isoformat()}"),
            day(today),
            "agreement_guide",
            None
            if in_time
            else remedy("wait_until", day=day(proxy.valid_from))
            if today < proxy.valid_from
            else remedy("new_document"),
        ),
        Finding(
            "proxy_document_not_revoked",
            not revoked,
            day(proxy.revoked_on) if revoked else flag(True),
            flag(True),
            "agreement_guide",
            remedy("new_document") if revoked else None,
        ),
        Finding(
            "proxy_scope",
            named,
            terms([f"vocabulary.matter.{one.value}" for one in sorted(proxy.matters)]),
            term(matter),
            "agreement_guide",
            None if named else remedy("document_names_matter", matter=term(matter)),
        ),
        Finding(
            "proxy_certificate_unused",
            not taken,
            text(proxy.certificate_no) if taken else flag(True),
            flag(True),
            "house_rule",
            remedy("certificate_taken") if taken else None,
        ),
    )


def _kind(proxy: ActingProxy, declaration: Operation, policy: Policy) -> Finding:
    """A marriage certificate speaks for a spouse only, and for some matters only as an exception."""
    key = _CERTIFICATE_KEY.get(declaration.code, _CERTIFICATE_KEY_OF_WITHDRAWALS)
    setting = document_kind_setting(policy, key, proxy.kind)
    if proxy.kind is ProxyDocumentKind.MARRIAGE_CERTIFICATE and proxy.relation is not ProxyRelation.SPOUSE:
        setting = "refuse"
    return by_policy(
        policy,
        key,
        "proxy_document_kind",
        setting == "accept",
        term(proxy.kind),
        term(ProxyDocumentKind.NOTARISED_POA),
        remedy("bring_notarised"),
        overridable=setting == "exception",
    )


def _spouse(proxy: ActingProxy, facts: Facts) -> tuple[Finding, ...]:
    """Who shows a marriage certificate is the spouse on file, where one is.

    The record may be older than the marriage, so that a second person may let it pass for a stated reason.
    """
    if proxy.kind is not ProxyDocumentKind.MARRIAGE_CERTIFICATE:
        return ()
    known = facts.spouse_id_no
    other = known is not None and holder_no(known) != proxy.id_no
    return (
        Finding(
            "proxy_is_spouse",
            not other,
            term(
                "finding.spouse.other" if other else "finding.spouse.same" if known else "finding.spouse.none"
            ),
            term("finding.spouse.same"),
            "house_rule",
            remedy("compare_spouse") if other else None,
            overridable=True,
        ),
    )


def proxy_effects(proxy: ActingProxy | None) -> tuple[Effect, ...]:
    """Put a new document on file and record that the proxy acted."""
    if proxy is None:
        return ()
    act = RecordProxyAct(proxy.document_id, proxy.id_no)
    if proxy.new is None:
        return (act,)
    return (RegisterProxy(proxy.new, proxy.id_check.birth_date, proxy.valid_to), act)
