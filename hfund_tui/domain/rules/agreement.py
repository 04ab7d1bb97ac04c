"""The self-service agreement: signing, terminating; and taking back a proxy's document."""

from __future__ import annotations

from hfund_tui.domain.decision import Finding, day, flag, remedy, term, text
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import RevokeProxy, SignAgreement
from hfund_tui.domain.rules.common import by_policy


def not_signed_yet(facts: Facts, policy: Policy) -> Finding:
    """The text in force is signed once; signing it replaces an older one."""
    agreement = facts.agreement
    signed = agreement is not None and agreement.version == policy.word("agreement.version")
    return Finding(
        "not_signed_yet",
        not signed,
        day(agreement.signed_on) if agreement else term("finding.agreement.none"),
        term("finding.agreement.none"),
        "agreement_guide",
        remedy("nothing_to_do") if signed else None,
    )


def signed_before(facts: Facts) -> Finding:
    agreement = facts.agreement
    return Finding(
        "signed_before",
        agreement is not None,
        term("finding.agreement.in_force" if agreement else "finding.agreement.none"),
        term("finding.agreement.in_force"),
        "agreement_guide",
        None if agreement else remedy("nothing_to_do"),
    )


def current_version(request: SignAgreement, policy: Policy) -> Finding:
    """The text that was shown is the text in force today."""
    wanted = policy.word("agreement.version")
    return by_policy(
        policy,
        "agreement.version",
        "current_version",
        request.version == wanted,
        text(request.version),
        text(wanted),
        remedy("read_current_text"),
    )


def document_on_file(request: RevokeProxy, facts: Facts) -> Finding:
    document = facts.document(request.document_id)
    in_force = document is not None and document.revoked_on is None
    return Finding(
        "document_on_file",
        in_force,
        flag(in_force),
        flag(True),
        "agreement_guide",
        None if in_force else remedy("nothing_to_do"),
    )
