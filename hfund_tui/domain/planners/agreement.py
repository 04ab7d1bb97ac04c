"""Signing and terminating the self-service agreement; taking back a proxy's document."""

from __future__ import annotations

from hfund_tui.domain.facts import Facts
from hfund_tui.domain.plan import EndAgreement, Plan, PutAgreementInForce, RevokeDocument
from hfund_tui.domain.planners.parts import people_and_papers, put_together
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import RevokeProxy, SignAgreement, TerminateAgreement
from hfund_tui.domain.rules import agreement as agreement_rules
from hfund_tui.domain.rules import common
from hfund_tui.domain.vocabulary import AgreementKind


def plan_signing(request: SignAgreement, facts: Facts, policy: Policy) -> Plan:
    findings = (
        common.member_alive(facts),
        common.account_open(facts),
        agreement_rules.not_signed_yet(facts, policy),
        agreement_rules.current_version(request, policy),
        common.card_linked(facts, "agreement_guide"),
        common.password_changed(facts, policy, "agreement.password_changed"),
        *people_and_papers(request, facts, policy),
    )
    put = PutAgreementInForce(
        AgreementKind.SELF_SERVICE, request.version, facts.agreement_texts.get(request.version, "")
    )
    replaced = (EndAgreement(facts.agreement.agreement_id),) if facts.agreement else ()
    return put_together(request, facts, policy, findings, (*replaced, put))


def plan_termination(request: TerminateAgreement, facts: Facts, policy: Policy) -> Plan:
    findings = (
        agreement_rules.signed_before(facts),
        *people_and_papers(request, facts, policy),
    )
    effects = (EndAgreement(facts.agreement.agreement_id),) if facts.agreement else ()
    return put_together(request, facts, policy, findings, effects)


def plan_revocation(request: RevokeProxy, facts: Facts, policy: Policy) -> Plan:
    """The account plays no part: a document that outlives its account is still better taken back."""
    findings = (
        agreement_rules.document_on_file(request, facts),
        *people_and_papers(request, facts, policy),
    )
    document = facts.document(request.document_id)
    effects = (
        (RevokeDocument(document.document_id, document.certificate_no, document.proxy_name),)
        if document
        else ()
    )
    return put_together(request, facts, policy, findings, effects)
