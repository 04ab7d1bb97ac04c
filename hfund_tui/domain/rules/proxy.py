"""Acting for a member: who may, with which document, for which matter, how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

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
from hfund_tui.domain.facts import DocumentFacts, Facts
from hfund_tui.domain.identifiers import IdCheck, check_proxy_id
from hfund_tui.domain.months import add_years, age_on
from hfund_tui.domain.operation import Matter, Operation, OperationCode, Presence
from hfund_tui.domain.plan import Effect, RecordProxyAct, RegisterProxy
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import NewProxy, ProxyOnFile, Request
from hfund_tui.domain.rules.common import by_policy, document_kind_setting
from hfund_tui.domain.vocabulary import ProxyDocumentKind, ProxyRelation

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
        return self.id_check.value


def acting_proxy(request: Request, facts: Facts, policy: Policy) -> ActingProxy | None:
    """The proxy of the request, or None for a member in person (or a document that is not this member's)."""
    match request.proxy:
        case NewProxy() as new:
            last = new.valid_to or new.valid_from + timedelta(
                days=policy.count("proxy.default_validity_days") - 1
            )
            return ActingProxy(
                None,
                new.name,
                check_proxy_id(new.id_kind, new.id_no, on=facts.business_date),
                new.relation,
                new.document_kind,
                new.notary,
                new.certificate_no,
                new.issued_on,
                new.valid_from,
                last,
                new.matters,
                None,
                new,
            )
        case ProxyOnFile(document_id):
            found = facts.document(document_id)
            return _on_file(found, facts) if found else None
        case _:
            return None


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
    """All rules about the proxy; empty when the member is here in person."""
    if request.presence is Presence.IN_PERSON:
        return ()
    if declaration.matter is None:
        return (
            Finding(
                "proxy_allowed",
                False,
                term(Presence.PROXY),
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
        *_document(proxy, declaration, declaration.matter, facts, policy),
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
            ("field.notary", bool(proxy.notary.strip()) or not needs_notary),
            ("field.certificate_no", bool(proxy.certificate_no.strip())),
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


def _person(proxy: ActingProxy, facts: Facts, policy: Policy) -> tuple[Finding, ...]:
    background = facts.proxy
    is_staff = background is not None and background.is_staff
    others = background.other_principals_today if background else 0
    limit = policy.count("proxy.principals_per_day")
    is_member = proxy.id_no == facts.member.id_no
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
            not is_staff,
            flag(not is_staff),
            flag(True),
            "house_rule",
            remedy("another_proxy") if is_staff else None,
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
    taken = proxy.new is not None and facts.proxy is not None and facts.proxy.certificate_taken
    return (
        _kind(proxy, declaration, policy),
        Finding(
            "proxy_document_dates",
            issued_before and proxy.valid_from <= proxy.valid_to,
            day(proxy.issued_on),
            day(min(proxy.valid_from, today)),
            "agreement_guide",
            None if issued_before and proxy.valid_from <= proxy.valid_to else remedy("correct_dates"),
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


def proxy_effects(proxy: ActingProxy | None) -> tuple[Effect, ...]:
    """Put a new document on file and record that the proxy acted."""
    if proxy is None:
        return ()
    act = RecordProxyAct(proxy.document_id, proxy.id_no)
    if proxy.new is None:
        return (act,)
    return (RegisterProxy(proxy.new, proxy.id_check.birth_date, proxy.valid_to), act)
