"""What the rules of closings say they found and wanted: code, passed, request, facts, found, wanted."""

from dataclasses import replace
from datetime import date
from typing import Any

from hfund_tui.domain.closure import SettlementState
from hfund_tui.domain.decision import NOTHING, Shown, count, day, flag, insurance, term, terms, text
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import RetirementCertificate
from hfund_tui.domain.vocabulary import AccountState, Freeze, InsuranceStatus, LoanState, Sex
from tests.support.builders import (
    ACCEPTED,
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
from tests.support.policies import TODAY

YES, NO = flag(True), flag(False)
S = InsuranceStatus
SHOWN = RetirementCertificate("2019-0001", date(2019, 6, 30))
UNSETTLED, CLOSED = AccountState.CLOSED_UNSETTLED, AccountState.CLOSED
LASTING = terms([AccountState.NORMAL, AccountState.SEALED, UNSETTLED])
NO_CASES = count(0, "unit.cases")
AGAIN = accepted(insurance=insured(S.PAYING, Month(2020, 1)))
DUE = term(SettlementState.DUE)
EVERY_STATUS = terms(list(InsuranceStatus))


def years(number: int) -> Shown:
    return count(number, "unit.years_old")


ROWS: list[tuple[str, bool, Any, Facts, Shown, Shown]] = [
    (
        "account_sealed", True, retire(), closing(),
        term(AccountState.SEALED), terms([AccountState.SEALED]),
    ),
    (
        "account_sealed", False, leave(), closing(state=AccountState.NORMAL),
        term(AccountState.NORMAL), terms([AccountState.SEALED]),
    ),
    ("account_unfrozen", True, retire(), closing(), term(Freeze.NONE), term(Freeze.NONE)),
    (
        "account_unfrozen", False, settle(), accepted(freeze=Freeze.PARTIAL, frozen_fen=1),
        term(Freeze.PARTIAL), term(Freeze.NONE),
    ),
    ("no_open_case", True, settle(), accepted(), NO_CASES, NO_CASES),
    (
        "no_open_case", False, retire(), closing(open_cases=(open_case(OperationCode.RENT_WITHDRAWAL),)),
        count(1, "unit.cases"), NO_CASES,
    ),
    ("loan_told", True, retire(), closing(), count(0, "unit.loans"), NOTHING),
    ("loan_told", True, leave(), closing(loans=(loan(LoanState.OVERDUE),)), count(1, "unit.loans"), NOTHING),
    ("retired", True, retire(), closing(), years(60), years(60)),
    ("retired", False, retire(), closing(birth_date=date(1960, 2, 28)), years(59), years(60)),
    (
        "retired", True, retire(), closing(sex=Sex.FEMALE, birth_date=date(1965, 2, 27)),
        years(55), years(55),
    ),
    (
        "retired", True, retire(certificate=SHOWN), closing(birth_date=date(1970, 2, 28)),
        years(49), years(60),
    ),
    ("certificate_complete", True, retire(), closing(), NOTHING, day(TODAY)),
    ("certificate_complete", True, retire(certificate=SHOWN), closing(), day(date(2019, 6, 30)), day(TODAY)),
    (
        "certificate_complete", False, retire(certificate=replace(SHOWN, certificate_no="")), closing(),
        NO, day(TODAY),
    ),
    (
        "certificate_complete", False, retire(certificate=replace(SHOWN, retired_on=date(2020, 2, 28))),
        closing(), day(date(2020, 2, 28)), day(TODAY),
    ),
    ("hukou_elsewhere", True, leave(), closing(), YES, YES),
    ("hukou_elsewhere", False, leave(), closing(hukou_shenzhen=True), NO, YES),
    (
        "insurance_known", True, leave(), closing(),
        insurance(S.STOPPED, Month(2020, 1), None), EVERY_STATUS,
    ),
    (
        "insurance_known", True, leave(insurance=TRANSFERRED), closing(insurance=None),
        insurance(S.TRANSFERRED, None, date(2020, 2, 20)), EVERY_STATUS,
    ),
    ("insurance_known", False, leave(), closing(insurance=None), NOTHING, EVERY_STATUS),
    ("insurance_consistent", True, leave(), closing(), NOTHING, NOTHING),
    ("insurance_consistent", True, record_insurance(), accepted(), term(S.TRANSFERRED), NOTHING),
    (
        "insurance_consistent", False,
        record_insurance(insurance=replace(TRANSFERRED, status=S.NEVER)), accepted(),
        term(S.NEVER), NOTHING,
    ),
    ("closure_accepted", True, settle(), accepted(), text(ACCEPTED.case_no), text(ACCEPTED.case_no)),
    (
        "closure_accepted", False, take_back(), accepted(accepted_closure=None),
        NOTHING, text(ACCEPTED.case_no),
    ),
    ("account_unsettled", True, settle(), accepted(), term(UNSETTLED), term(UNSETTLED)),
    ("account_unsettled", False, take_back(), accepted(state=CLOSED), term(CLOSED), term(UNSETTLED)),
    ("account_lasts", True, record_insurance(), accepted(), term(UNSETTLED), LASTING),
    ("account_lasts", False, record_insurance(), accepted(state=CLOSED), term(CLOSED), LASTING),
    ("settlement_due", True, settle(), accepted(), DUE, DUE),
    ("settlement_due", False, settle(), AGAIN, term(SettlementState.CANCELLED), DUE),
    (
        "settlement_due", False, settle(), accepted(insurance=None),
        term(SettlementState.UNKNOWN), DUE,
    ),
    ("settlement_due", False, settle(), accepted(accepted_closure=None), NOTHING, DUE),
    ("batch_window", True, absent(settle()), accepted(), day(TODAY), day(date(2020, 2, 22))),
    (
        "batch_window", False, absent(settle()), accepted(business_date=date(2020, 3, 21)),
        day(date(2020, 3, 21)), day(date(2020, 3, 22)),
    ),
    (
        "insurance_paid_again", True, absent(take_back()), AGAIN,
        term(SettlementState.CANCELLED), term(SettlementState.CANCELLED),
    ),
    (
        "insurance_paid_again", False, absent(take_back()), accepted(),
        DUE, term(SettlementState.CANCELLED),
    ),
]  # fmt: skip
