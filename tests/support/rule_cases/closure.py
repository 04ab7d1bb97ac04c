"""Closing on retirement and on leaving, settling, taking back, and what is known of the insurance."""

from dataclasses import replace
from datetime import date

from hfund_tui.domain.facts import OpenCase
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import InsuranceProof, RetirementCertificate
from hfund_tui.domain.vocabulary import (
    AccountState,
    Channel,
    Freeze,
    InsuranceStatus,
    LoanState,
    Sex,
)
from tests.support.builders import (
    AGREEMENT,
    TRANSFERRED,
    absent,
    accepted,
    closing,
    insured,
    leave,
    loan,
    open_case,
    record_insurance,
    retire,
    settle,
    take_back,
)
from tests.support.policies import policy, policy_with
from tests.support.rule_cases.case import Fails, Passes

D, M = date, Month
S = InsuranceStatus
CLOSINGS = (retire(), leave())
ENDED = (AccountState.MERGED, AccountState.TRANSFERRED_OUT, AccountState.CLOSED, AccountState.OTHER)
TOMORROW = D(2020, 2, 28)
EARLY = closing(birth_date=TOMORROW.replace(year=1960))
SHOWN = RetirementCertificate("440300-2019-0001", D(2019, 6, 30))
PENDING = OpenCase("202002270755000009", OperationCode.SETTLE_CLOSURE, 0)
NOTHING_WAITS = closing(accepted_closure=None)
ANOTHER = "201912100755000099"


def known(status: S, last_paid: Month | None = None, settled_on: date | None = None) -> object:
    return accepted(insurance=insured(status, last_paid, settled_on))


FAILS = [
    *(
        Fails(
            name=f"{request.operation} for the deceased",
            code="member_alive",
            remedy="heirs_apply",
            request=request,
            facts=replace(before, member=replace(before.member, deceased=True)),
            otherwise=before,
        )
        for request, before in ((retire(), closing()), (leave(), closing()), (settle(), accepted()))
    ),
    *(
        Fails(
            name=f"{request.operation} before the sealing",
            code="account_sealed",
            remedy="employer_seals",
            request=request,
            facts=closing(state=AccountState.NORMAL, sealed_on=None),
        )
        for request in CLOSINGS
    ),
    *(
        Fails(
            name=f"{request.operation} when {state}",
            code="account_sealed",
            remedy="account_closed",
            request=request,
            facts=closing(state=state),
            otherwise=closing(),
        )
        for request in CLOSINGS
        for state in ENDED
    ),
    *(
        Fails(
            name=f"{request.operation} of what is accepted already",
            code="account_sealed",
            remedy="settle_accepted",
            request=request,
            facts=accepted(),
            along=frozenset({"no_open_case"}),
            otherwise=closing(),
        )
        for request in CLOSINGS
    ),
    *(
        Fails(
            name=f"{request.operation} when {freeze} frozen",
            code="account_unfrozen",
            remedy="freeze_lifted",
            request=request,
            facts=replace(before, account=replace(before.account, freeze=freeze, frozen_fen=1)),
        )
        for request, before in ((retire(), closing()), (leave(), closing()), (settle(), accepted()))
        for freeze in (Freeze.FULL, Freeze.PARTIAL)
    ),
    *(
        Fails(
            name=f"{request.operation} while {kind} is open",
            code="no_open_case",
            remedy="finish_open_cases",
            request=request,
            facts=closing(open_cases=(open_case(kind),)),
        )
        for request in CLOSINGS
        for kind in (OperationCode.RENT_WITHDRAWAL, OperationCode.SIGN_AGREEMENT)
    ),
    *(
        Fails(
            name=f"{request.operation} {request.presence} while a settlement waits for a second person",
            code="no_open_case",
            remedy="finish_open_cases",
            request=request,
            facts=accepted(open_cases=(PENDING,)),
        )
        for request in (settle(), absent(settle()), take_back())
    ),
    *(
        Fails(
            name=f"{request.operation} with the initial password",
            code="password_changed",
            remedy="change_password",
            request=request,
            facts=closing(password_is_initial=True),
        )
        for request in CLOSINGS
    ),
    *(
        Fails(
            name=f"{request.operation} {request.presence} without a card",
            code="card_linked",
            remedy="link_card",
            request=request,
            facts=replace(before, card=None),
        )
        for request, before in (
            (retire(), closing()),
            (leave(), closing()),
            (settle(), accepted()),
            (absent(settle()), accepted()),
        )
    ),
    *(
        Fails(
            name=f"{request.operation} by {channel}",
            code="agreement_in_force",
            remedy="sign_agreement",
            request=request,
            facts=replace(before, channel=channel),
        )
        for request, before in ((retire(), closing()), (leave(), closing()), (settle(), accepted()))
        for channel in (Channel.APP, Channel.HOTLINE)
    ),
    Fails(
        name="a man a day before 60",
        code="retired",
        remedy="show_certificate",
        request=retire(),
        facts=EARLY,
    ),
    Fails(
        name="a woman a day before 55",
        code="retired",
        remedy="show_certificate",
        request=retire(),
        facts=closing(sex=Sex.FEMALE, birth_date=D(1965, 2, 28)),
    ),
    Fails(
        name="a day before 60, by APP",
        code="retired",
        remedy="certificate_at_counter",
        request=retire(),
        facts=replace(EARLY, channel=Channel.APP, agreement=AGREEMENT),
    ),
    Fails(
        name="a certificate is shown at a counter only",
        code="retired",
        remedy="certificate_at_counter",
        request=retire(certificate=SHOWN),
        facts=replace(EARLY, channel=Channel.APP, agreement=AGREEMENT),
    ),
    *(
        Fails(
            name=name,
            code="certificate_complete",
            remedy="complete_certificate",
            request=retire(certificate=shown),
            facts=EARLY,
            form=True,
        )
        for name, shown in (
            ("no number", replace(SHOWN, certificate_no=" \u200b")),
            ("retired tomorrow", replace(SHOWN, retired_on=TOMORROW)),
        )
    ),
    Fails(
        name="the certificate was not ticked",
        code="papers_checked",
        remedy="tick_papers",
        request=retire(certificate=SHOWN, ticked=retire().ticked),
        facts=EARLY,
        form=True,
    ),
    Fails(
        name="a resident of the city",
        code="hukou_elsewhere",
        remedy="other_closure",
        request=leave(),
        facts=closing(hukou_shenzhen=True),
        otherwise=closing(),
    ),
    Fails(
        name="nothing shown, nothing on file",
        code="insurance_known",
        remedy="ask_about_insurance",
        request=leave(),
        facts=closing(insurance=None),
        form=True,
    ),
    *(
        Fails(
            name=f"{request.operation}: {name}",
            code="insurance_consistent",
            remedy="correct_insurance",
            request=replace(request, insurance=proof),
            facts=before,
            form=True,
        )
        for request, before in ((leave(), closing()), (record_insurance(), accepted()))
        for name, proof in (
            ("stopped without a month", InsuranceProof(S.STOPPED)),
            ("paying without a month", InsuranceProof(S.PAYING)),
            ("stopped next month", InsuranceProof(S.STOPPED, M(2020, 3))),
            ("paid for next month", InsuranceProof(S.PAYING, M(2020, 3))),
            ("stopped with a day of transfer", InsuranceProof(S.STOPPED, M(2020, 1), D(2020, 2, 1))),
            ("transferred without a day", InsuranceProof(S.TRANSFERRED)),
            ("transferred tomorrow", InsuranceProof(S.TRANSFERRED, settled_on=TOMORROW)),
            ("transferred, paid for next month", InsuranceProof(S.TRANSFERRED, M(2020, 3), D(2020, 2, 1))),
            ("never, but paid", InsuranceProof(S.NEVER, M(2019, 1))),
            ("never, but transferred", InsuranceProof(S.NEVER, settled_on=D(2019, 1, 1))),
            ("never, but paid as is on file", InsuranceProof(S.NEVER)),
            ("stopped before the month on file", InsuranceProof(S.STOPPED, M(2019, 10))),
        )
    ),
    *(
        Fails(
            name=f"{request.operation} of {name}",
            code="closure_accepted",
            remedy="no_such_closure",
            request=request,
            facts=before,
            along=along,
            otherwise=accepted(),
        )
        for request, name, before, along in (
            (
                settle(),
                "nothing",
                accepted(accepted_closure=None),
                frozenset({"settlement_due"}),
            ),
            (take_back(), "nothing", accepted(accepted_closure=None), frozenset()),
        )
    ),
    Fails(
        name="somebody else's number",
        code="closure_accepted",
        remedy="no_such_closure",
        request=settle(),
        facts=accepted(accepted_closure=replace(accepted().accepted_closure, case_no=ANOTHER)),
        along=frozenset({"settlement_due"}),
        otherwise=accepted(),
    ),
    *(
        Fails(
            name=f"{request.operation} when {state}",
            code="account_unsettled",
            remedy="no_such_closure",
            request=request,
            facts=accepted(state=state),
            otherwise=accepted(),
        )
        for request in (settle(), take_back())
        for state in (AccountState.SEALED, AccountState.CLOSED)
    ),
    *(
        Fails(
            name=f"of an account {state}",
            code="account_lasts",
            remedy="account_closed",
            request=record_insurance(),
            facts=closing(state=state),
            otherwise=accepted(),
        )
        for state in ENDED
    ),
    *(
        Fails(
            name=name,
            code="settlement_due",
            remedy=remedy,
            request=settle(),
            facts=before,
            otherwise=accepted(),
        )
        for name, remedy, before in (
            ("three months not over", "settled_from", known(S.STOPPED, M(2019, 12))),
            ("never insured, six months not over", "settled_from", known(S.NEVER)),
            ("insured still", "record_insurance", known(S.PAYING, M(2019, 12))),
            ("nothing is known", "record_insurance", accepted(insurance=None)),
            ("insured again", "insured_again", known(S.PAYING, M(2020, 1))),
            (
                "insured again, then transferred",
                "insured_again",
                known(S.TRANSFERRED, M(2020, 1), D(2020, 2, 1)),
            ),
        )
    ),
    Fails(
        name="a day before the end of the wait",
        code="settlement_due",
        remedy="settled_from",
        request=settle(),
        facts=accepted(business_date=D(2020, 2, 21)),
        policy=policy(D(2020, 2, 21)),
    ),
    Fails(
        name="a newer proof unmakes no payment",
        code="settlement_due",
        remedy="insured_again",
        request=settle(insurance=TRANSFERRED),
        facts=known(S.PAYING, M(2020, 1)),
        otherwise=accepted(),
    ),
    Fails(
        name="no settlement without a closure",
        code="settlement_due",
        remedy="no_such_closure",
        request=settle(),
        facts=accepted(accepted_closure=None),
        along=frozenset({"closure_accepted"}),
        otherwise=accepted(),
    ),
    Fails(
        name="a day too early in the month",
        code="batch_window",
        remedy="settled_from",
        request=absent(settle()),
        facts=accepted(
            business_date=D(2020, 2, 21),
            insurance=insured(S.TRANSFERRED, None, D(2020, 1, 20), D(2020, 2, 1)),
        ),
        policy=policy(D(2020, 2, 21)),
    ),
    *(
        Fails(
            name=f"the office takes back what {state}",
            code="insurance_paid_again",
            remedy="member_comes",
            request=absent(take_back()),
            facts=before,
        )
        for state, before in (
            ("is due", accepted()),
            ("waits", known(S.STOPPED, M(2019, 12))),
            ("is not known", accepted(insurance=None)),
        )
    ),
]

PASSES = [
    Passes(name="60 today", code="retired", request=retire(), facts=closing()),
    Passes(
        name="55 today",
        code="retired",
        request=retire(),
        facts=closing(sex=Sex.FEMALE, birth_date=D(1965, 2, 27)),
    ),
    Passes(
        name="60 today, by APP",
        code="retired",
        request=retire(),
        facts=closing(channel=Channel.APP, agreement=AGREEMENT),
    ),
    Passes(
        name="retired early, with the certificate",
        code="retired",
        request=retire(certificate=SHOWN),
        facts=EARLY,
    ),
    Passes(
        name="retired today",
        code="certificate_complete",
        request=retire(certificate=replace(SHOWN, retired_on=D(2020, 2, 27))),
        facts=EARLY,
    ),
    Passes(
        name="where the policy does not want it sealed first",
        code="account_sealed",
        request=leave(),
        facts=closing(state=AccountState.NORMAL, sealed_on=None),
        policy=policy_with(closure__sealed_first=False),
    ),
    Passes(
        name="nothing on the account",
        code="account_sealed",
        request=retire(),
        facts=closing(balance_fen=0),
    ),
    *(
        Passes(
            name=f"{request.operation} with a loan {state}",
            code="loan_told",
            request=request,
            facts=closing(loans=(loan(state),)),
            advice="closing_with_loan",
        )
        for request in CLOSINGS
        for state in (LoanState.NORMAL, LoanState.OVERDUE)
    ),
    Passes(
        name="a loan repaid",
        code="loan_told",
        request=retire(),
        facts=closing(loans=(loan(LoanState.SETTLED),)),
    ),
    Passes(
        name="what is shown needs nothing on file",
        code="insurance_known",
        request=leave(insurance=TRANSFERRED),
        facts=closing(insurance=None),
    ),
    *(
        Passes(name=name, code="insurance_consistent", request=leave(insurance=proof), facts=before)
        for name, proof, before in (
            ("paid for this month", InsuranceProof(S.PAYING, M(2020, 2)), closing()),
            ("stopped in the month on file", InsuranceProof(S.STOPPED, M(2020, 1)), closing()),
            ("transferred today", InsuranceProof(S.TRANSFERRED, settled_on=D(2020, 2, 27)), closing()),
            ("never", InsuranceProof(S.NEVER), closing(insurance=None)),
        )
    ),
    Passes(
        name="the day itself",
        code="settlement_due",
        request=settle(),
        facts=accepted(business_date=D(2020, 2, 22)),
    ),
    Passes(
        name="at the member's wish on any day",
        code="settlement_due",
        request=settle(),
        facts=accepted(business_date=D(2020, 3, 2)),
    ),
    Passes(
        name="what is shown counts",
        code="settlement_due",
        request=settle(insurance=TRANSFERRED),
        facts=known(S.PAYING, M(2019, 12)),
    ),
    *(
        Passes(
            name=f"on day {on}",
            code="batch_window",
            request=absent(settle()),
            facts=accepted(business_date=on),
        )
        for on in (D(2020, 2, 22), D(2020, 2, 29), D(2020, 3, 31))
    ),
    Passes(
        name="the office, when insured again",
        code="insurance_paid_again",
        request=absent(take_back()),
        facts=known(S.PAYING, M(2020, 1)),
    ),
    Passes(
        name="while the closure waits", code="account_lasts", request=record_insurance(), facts=accepted()
    ),
    Passes(
        name="the accepted closure is no other case", code="no_open_case", request=settle(), facts=accepted()
    ),
    Passes(name="at the member's wish", code="closure_accepted", request=take_back(), facts=accepted()),
]
