"""The services for one member: which are offered, what each comes to now, or why not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hfund_tui.domain.catalogue import OPERATIONS, of_nature
from hfund_tui.domain.decision import Finding, Shown
from hfund_tui.domain.decision import money as shown_money
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.loans.facts import LoanStanding
from hfund_tui.domain.loans.requests import (
    ChangeDueDay,
    ChangeRepaymentAccount,
    ChangeRepaymentMethod,
    EndCoRepayment,
    OffsetRepayment,
    RepayEarly,
    ShortenTerm,
)
from hfund_tui.domain.loans.schedule import Terms
from hfund_tui.domain.operation import OperationCode, OperationGroup, OperationNature, Presence
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import (
    CancelClosure,
    CloseAccount,
    HomeDeclaration,
    InsuranceProof,
    LinkCard,
    RecordInsurance,
    RedirectPayout,
    Request,
    ResetPassword,
    RetirementCertificate,
    SetPassword,
    SettleClosure,
    SignAgreement,
    TerminateAgreement,
    Withdraw,
)
from hfund_tui.domain.vocabulary import Channel, InsuranceStatus, PasswordState, RepaymentMethod, Verification
from hfund_tui.services.authority import may
from hfund_tui.services.overview import SelfService, ServiceLine
from hfund_tui.services.session import Session


def service_lines(
    session: Session, borrower: Facts, co_repayer: Facts, policy: Policy
) -> tuple[ServiceLine, ...]:
    """Every service that is offered. The loan of `borrower` is the one that a change would be about, that of
    `co_repayer` the one that the member would leave.

    An agent does none of them, but says what the counter would do and where the caller can do it alone.
    """
    lines = []
    told = session.channel is Channel.HOTLINE
    if told:
        borrower, co_repayer = (replace(one, channel=Channel.COUNTER) for one in (borrower, co_repayer))
    for declaration in of_nature(OperationNature.TRANSACTION):
        facts = co_repayer if declaration.code is OperationCode.END_CO_REPAYMENT else borrower
        request = _probe(declaration.code, facts, policy)
        if request is None or not (told or may(session.role, session.channel, declaration)):
            continue
        line = _service(make_plan(request, facts, policy))
        line = line if line.possible else _with_paper(request, facts, policy, line)
        lines.append(replace(line, alone=_alone(request, facts, policy, line)))
    return tuple(lines)


def _alone(request: Request, facts: Facts, policy: Policy, here: ServiceLine) -> SelfService | None:
    """The same request judged as the channels would judge it. They differ in what they carry only."""
    reach = policy.book.channels.reach(request.operation, policy.day)
    if reach is None:
        return None
    there = make_plan(request, replace(facts, channel=reach.channels[0]), policy).decision
    known = {one.code for one in here.decision.failed}
    missing = (one for one in there.failed if not one.form and one.code not in known)
    return SelfService(reach.channels, tuple(missing))


def _with_paper(request: Request, facts: Facts, policy: Policy, without: ServiceLine) -> ServiceLine:
    """What a paper that the member may bring would make possible is possible, but for what is said: a
    certificate for whoever is too young to retire, a new proof for a closure that is not due yet."""
    match request:
        case CloseAccount():
            certificate = RetirementCertificate("", facts.business_date)
            brought: Request = replace(request, certificate=certificate)
        case SettleClosure():
            proof = InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=facts.business_date)
            brought = replace(request, insurance=proof)
        case _:
            return without
    line = _service(make_plan(brought, facts, policy))
    if not line.possible:
        return without
    return replace(line, headline=None, advice=without.advice, decision=without.decision, with_paper=True)


def _probe(code: OperationCode, facts: Facts, policy: Policy) -> Request | None:
    """The plainest request of an operation: what would be possible if the form were filled in.

    Terminating is offered while an agreement is in force, signing while the current text is not signed, closing
    until a closure is accepted, and then what may become of that, another account for a loan while something is
    owed, other changes of it while something has still to fall due, an offset while it has co-repayers, and
    leaving a loan to a co-repayer. A password that is not known here is reset first.
    """
    member_id = facts.member.member_id
    verification = Verification.ID_ORIGINAL
    current = policy.word("agreement.version")
    match code:
        case OperationCode.SIGN_AGREEMENT if facts.agreement is None or facts.agreement.version != current:
            return SignAgreement(member_id=member_id, verification=verification, version=current)
        case OperationCode.TERMINATE_AGREEMENT if facts.agreement is not None:
            return TerminateAgreement(member_id=member_id, verification=verification)
        case OperationCode.RENT_WITHDRAWAL | OperationCode.OTHER_HOUSING_WITHDRAWAL:
            return Withdraw(
                member_id=member_id,
                verification=verification,
                kind=code,
                home=HomeDeclaration(owns_home=False),
            )
        case OperationCode.RETIREMENT_CLOSURE | OperationCode.LEAVING_CLOSURE:
            if facts.accepted_closure is None:
                return CloseAccount(member_id=member_id, verification=verification, kind=code)
        case OperationCode.SETTLE_CLOSURE if facts.accepted_closure is not None:
            return SettleClosure(
                member_id=member_id, verification=verification, case_no=facts.accepted_closure.case_no
            )
        case OperationCode.CANCEL_CLOSURE if facts.accepted_closure is not None:
            return CancelClosure(
                member_id=member_id, verification=verification, case_no=facts.accepted_closure.case_no
            )
        case OperationCode.RECORD_INSURANCE if facts.accepted_closure is not None:
            return RecordInsurance(
                member_id=member_id,
                presence=Presence.ABSENT,
                insurance=InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=facts.business_date),
            )
        case OperationCode.LINK_CARD:
            return LinkCard(member_id=member_id, verification=verification, bank_code="", card_no="")
        case OperationCode.RESET_PASSWORD if facts.password.state is PasswordState.ELSEWHERE:
            return ResetPassword(member_id=member_id, verification=verification)
        case OperationCode.SET_PASSWORD if facts.password.state is not PasswordState.ELSEWHERE:
            return SetPassword(member_id=member_id, verification=verification, seal="")
        case OperationCode.REDIRECT_PAYOUT if facts.failed_payouts:
            return RedirectPayout(
                member_id=member_id, verification=verification, case_no=facts.failed_payouts[0].case_no
            )
        case OperationCode.END_CO_REPAYMENT:
            if facts.loan is not None:
                number = facts.loan.contract_no
                return EndCoRepayment(member_id=member_id, verification=verification, contract_no=number)
        case OperationCode.CHANGE_REPAYMENT_ACCOUNT:
            if facts.loan is not None:
                number = facts.loan.contract_no
                return ChangeRepaymentAccount(
                    member_id=member_id,
                    verification=verification,
                    contract_no=number,
                    bank_code="",
                    account_no="",
                )
        case _ if facts.loan is not None and facts.loan.terms is not None:
            return _loan_probe(code, facts, facts.loan, facts.loan.terms)
        case _:
            pass
    return None


def _loan_probe(code: OperationCode, facts: Facts, loan: LoanStanding, terms: Terms) -> Request | None:
    """All of it repaid, a month less, the other method, the first day that is free, all that co-repayers can
    give."""
    who: dict[str, Any] = {"member_id": facts.member.member_id, "verification": Verification.ID_ORIGINAL}
    match code:
        case OperationCode.EARLY_REPAYMENT:
            return RepayEarly(**who, contract_no=loan.contract_no, amount_fen=None)
        case OperationCode.SHORTEN_TERM:
            return ShortenTerm(**who, contract_no=loan.contract_no, months=terms.months - 1)
        case OperationCode.CHANGE_REPAYMENT_METHOD:
            return ChangeRepaymentMethod(
                **who,
                contract_no=loan.contract_no,
                method=next(one for one in RepaymentMethod if one is not terms.method),
            )
        case OperationCode.CHANGE_DUE_DAY:
            taken = (terms.due_day, facts.business_date.day)
            day = next(one for one in range(1, 4) if one not in taken)
            return ChangeDueDay(**who, contract_no=loan.contract_no, due_day=day)
        case OperationCode.OFFSET_REPAYMENT if loan.co_repayers:
            return OffsetRepayment(**who, contract_no=loan.contract_no, amount_fen=None)
        case _:
            return None


def _service(plan: Plan) -> ServiceLine:
    obstacles = [one for one in plan.decision.failed if not one.form]
    barred = [one for one in obstacles if not one.overridable]
    advice: Finding | None = next(iter(barred or obstacles), None)
    loan = OPERATIONS[plan.operation].group is OperationGroup.LOAN
    if advice is None:
        # To sign the agreement is said at its own line and to whoever withdraws, not beside each change of a loan.
        said = (one for one in plan.decision.findings if one.passed and one.remedy)
        advice = next((one for one in said if not (loan and one.remedy and one.remedy.operation)), None)
    worth = plan.maximum_fen if loan else plan.amount_fen or plan.maximum_fen
    headline: Shown | None = shown_money(worth) if worth and not barred else None
    return ServiceLine(
        plan.operation,
        not barred,
        bool(obstacles or plan.approvals) and not barred,
        headline,
        advice,
        plan.decision,
    )
