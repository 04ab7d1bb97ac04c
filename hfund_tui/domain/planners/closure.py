"""Closing an account on retirement or on leaving the city; settling and taking back what was accepted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hfund_tui.domain.closure import Settlement, SettlementState, settlement
from hfund_tui.domain.decision import NOTHING, Finding, term
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.facts import Facts, InsuranceFacts
from hfund_tui.domain.interest import ClosingInterest, closing_interest
from hfund_tui.domain.operation import ApprovalReason, Presence
from hfund_tui.domain.plan import (
    AcceptClosure,
    CreditInterest,
    DebitAccount,
    EndAgreement,
    EndClosure,
    FileInsurance,
    NeedsApproval,
    PayOut,
    Plan,
    SetAccountState,
)
from hfund_tui.domain.planners.parts import (
    above_limit,
    newly_linked_card,
    pay_out,
    people_and_papers,
    put_together,
)
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    InsuranceProof,
    RecordInsurance,
    Request,
    SettleClosure,
)
from hfund_tui.domain.rules import closure as closure_rules
from hfund_tui.domain.rules import common
from hfund_tui.domain.rules.withdrawal import agreement_for_channel
from hfund_tui.domain.vocabulary import AccountState, SummaryCode


def plan_retirement(request: CloseAccount, facts: Facts, policy: Policy) -> Plan:
    findings = (
        common.member_alive(facts),
        closure_rules.retired(request, facts, policy),
        *_closing_findings(facts, policy),
        closure_rules.certificate_complete(request, facts),
        *people_and_papers(request, facts, policy),
    )
    worth = _worth(facts, policy)
    payout = pay_out(request, facts, policy, worth.total_fen)
    effects = _closed(facts, worth, payout, SummaryCode.RETIREMENT_CLOSURE)
    approvals = _closing_approvals(request, facts, policy, worth, payout)
    plan = put_together(request, facts, policy, findings, effects, approvals)
    return replace(plan, amount_fen=worth.total_fen, maximum_fen=worth.total_fen)


def plan_leaving(request: CloseAccount, facts: Facts, policy: Policy) -> Plan:
    """What is due at once is paid like a retirement; otherwise the closure is accepted and waits."""
    proof = _completed(request.insurance, facts)
    known = _known(proof, facts)
    findings = (
        common.member_alive(facts),
        closure_rules.hukou_elsewhere(facts, policy),
        *_closing_findings(facts, policy),
        closure_rules.insurance_known(known),
        closure_rules.insurance_consistent(request.insurance, facts),
        *people_and_papers(request, facts, policy),
    )
    worth = _worth(facts, policy)
    standing = settlement(facts.business_date, facts.business_date, known, policy)
    if standing.state is SettlementState.DUE:
        payout = pay_out(request, facts, policy, worth.total_fen)
        effects = _closed(facts, worth, payout, SummaryCode.LEAVING_CLOSURE)
        amount = worth.total_fen
    else:
        payout = None
        waiting = SetAccountState(
            facts.account.account_no, facts.account.state, AccountState.CLOSED_UNSETTLED
        )
        effects = (waiting, AcceptClosure(standing.due_from))
        amount = 0
    approvals = _closing_approvals(request, facts, policy, worth, payout)
    plan = put_together(request, facts, policy, findings, (*_filed(proof), *effects), approvals)
    return replace(plan, amount_fen=amount, maximum_fen=worth.total_fen)


def plan_settlement(request: SettleClosure, facts: Facts, policy: Policy) -> Plan:
    proof = _completed(request.insurance, facts)
    known = _known(proof, facts)
    standing = _standing(request.case_no, known, facts, policy)
    window = (closure_rules.batch_window(facts, policy),) if request.presence is Presence.ABSENT else ()
    findings = (
        common.member_alive(facts),
        closure_rules.closure_accepted(request.case_no, facts),
        closure_rules.account_unsettled(facts),
        closure_rules.account_unfrozen(facts),
        closure_rules.no_open_case(facts, request.case_no),
        common.card_linked(facts, "withdrawal_rules:15"),
        agreement_for_channel(facts, policy),
        closure_rules.insurance_consistent(request.insurance, facts),
        closure_rules.settlement_due(standing, policy),
        *window,
        *people_and_papers(request, facts, policy),
    )
    worth = _worth(facts, policy)
    payout = pay_out(request, facts, policy, worth.total_fen)
    end = EndClosure(request.case_no, settled=True)
    effects = (*_filed(proof), *_closed(facts, worth, payout, SummaryCode.LEAVING_CLOSURE, end))
    approvals = newly_linked_card(facts, policy, payout)
    if policy.flag("closure.settlement_second_person"):
        approvals = (_because_it_closes(request), *approvals)
    plan = put_together(request, facts, policy, findings, effects, approvals)
    return replace(plan, amount_fen=worth.total_fen, maximum_fen=worth.total_fen)


def plan_cancellation(request: CancelClosure, facts: Facts, policy: Policy) -> Plan:
    """At the member's wish at any time; by the office only when insurance was paid again."""
    standing = _standing(request.case_no, facts.insurance, facts, policy)
    reason: tuple[Finding, ...] = ()
    if request.presence is Presence.ABSENT:
        reason = (closure_rules.insurance_paid_again(standing, policy),)
    findings = (
        closure_rules.closure_accepted(request.case_no, facts),
        closure_rules.account_unsettled(facts),
        closure_rules.no_open_case(facts, request.case_no),
        *reason,
        *people_and_papers(request, facts, policy),
    )
    account = facts.account
    effects = (
        EndClosure(request.case_no, settled=False),
        SetAccountState(account.account_no, account.state, AccountState.SEALED),
    )
    return put_together(request, facts, policy, findings, effects)


def plan_recording(request: RecordInsurance, facts: Facts, policy: Policy) -> Plan:
    findings = (
        closure_rules.account_lasts(facts),
        closure_rules.insurance_consistent(request.insurance, facts),
        *people_and_papers(request, facts, policy),
    )
    return put_together(request, facts, policy, findings, _filed(_completed(request.insurance, facts)))


@dataclass(frozen=True, slots=True)
class _Worth:
    """What an account comes to when it is closed on the application date. Amounts in fen."""

    balance_fen: int
    interest: ClosingInterest

    @property
    def total_fen(self) -> int:
        return self.balance_fen + self.interest.amount_fen


def _worth(facts: Facts, policy: Policy) -> _Worth:
    return _Worth(facts.account.balance_fen, closing_interest(facts.balances, facts.business_date, policy))


def _closing_findings(facts: Facts, policy: Policy) -> tuple[Finding, ...]:
    """What every closing asks for, whatever it is for."""
    return (
        closure_rules.account_sealed(facts, policy),
        closure_rules.account_unfrozen(facts),
        closure_rules.no_open_case(facts),
        common.password_changed(facts, policy, "withdrawal.password_changed"),
        common.card_linked(facts, "withdrawal_rules:15"),
        agreement_for_channel(facts, policy),
        closure_rules.loan_told(facts),
    )


def _closed(
    facts: Facts, worth: _Worth, payout: PayOut | None, summary: SummaryCode, end: EndClosure | None = None
) -> tuple[Effect, ...]:
    """All that closes an account, in the order of posting. An account without a fen only ends."""
    account, interest = facts.account, worth.interest
    effects: list[Effect] = []
    if interest.amount_fen > 0:
        effects.append(CreditInterest(account.account_no, interest.amount_fen, interest.days, interest.rate))
    if payout is not None:
        effects += [DebitAccount(account.account_no, worth.total_fen, summary), payout]
    if facts.agreement is not None:
        effects.append(EndAgreement(facts.agreement.agreement_id))
    if end is not None:
        effects.append(end)
    effects.append(SetAccountState(account.account_no, account.state, AccountState.CLOSED))
    return tuple(effects)


def _closing_approvals(
    request: Request, facts: Facts, policy: Policy, worth: _Worth, payout: PayOut | None
) -> tuple[NeedsApproval, ...]:
    closing = (_because_it_closes(request),) if policy.flag("approval.closure") else ()
    return (
        *closing,
        *above_limit(worth.total_fen, policy, "closure.approval_above"),
        *newly_linked_card(facts, policy, payout),
    )


def _because_it_closes(request: Request) -> NeedsApproval:
    return NeedsApproval(ApprovalReason.CLOSURE, term(f"operation.{request.operation.value}.title"), NOTHING)


def _standing(case_no: str, known: InsuranceFacts | None, facts: Facts, policy: Policy) -> Settlement | None:
    accepted = facts.accepted_closure
    if accepted is None or accepted.case_no != case_no:
        return None
    return settlement(accepted.applied_on, facts.business_date, known, policy)


def _completed(proof: InsuranceProof | None, facts: Facts) -> InsuranceProof | None:
    """The proof with the last month that is known: a newer one that does not name it unmakes no payment."""
    before = facts.insurance.last_paid if facts.insurance else None
    if proof is None or before is None or (proof.last_paid is not None and proof.last_paid >= before):
        return proof
    return replace(proof, last_paid=before)


def _known(proof: InsuranceProof | None, facts: Facts) -> InsuranceFacts | None:
    """What is shown now, else what is on file."""
    if proof is None:
        return facts.insurance
    return InsuranceFacts(proof.status, proof.last_paid, proof.settled_on, facts.business_date)


def _filed(proof: InsuranceProof | None) -> tuple[Effect, ...]:
    return (FileInsurance(proof),) if proof is not None else ()
