"""Every table of the product, and the metadata that holds them with all their constraints."""

from hfund_tui.db.tables.accounts import Account, ClaimedMonth
from hfund_tui.db.tables.agreements import Agreement, ProxyAct, ProxyDocument, ProxyMatter
from hfund_tui.db.tables.audit import AuditEvent, ChainHead
from hfund_tui.db.tables.base import Row, attach_bounds
from hfund_tui.db.tables.calls import Call, CallerCheck, CallerLock
from hfund_tui.db.tables.cases import (
    CallBack,
    Case,
    Draft,
    ExceptionRecord,
    Notice,
    PaymentFile,
    PaymentOrder,
    Receipt,
)
from hfund_tui.db.tables.codes import OneTimeCode
from hfund_tui.db.tables.contributions import ContributionFile, ContributionLine
from hfund_tui.db.tables.counters import (
    BusinessCount,
    MemberCount,
    OpenCaseCount,
    RuleCount,
    SigningCount,
)
from hfund_tui.db.tables.documents import IssuedDocument
from hfund_tui.db.tables.ledger import Hold, JournalBatch, LedgerEntry
from hfund_tui.db.tables.loans import (
    DebitOrder,
    Loan,
    LoanInstalment,
    LoanOffset,
    LoanParty,
    LoanTerms,
    RepaymentAccount,
)
from hfund_tui.db.tables.orders import WorkOrder, WorkOrderStep
from hfund_tui.db.tables.passwords import AccountPassword
from hfund_tui.db.tables.people import Card, Employer, FamilyMember, InsuranceRecord, Member
from hfund_tui.db.tables.staff import Branch, BusinessDay, CaseSequence, DayDifference, Staff, StaffRelative

metadata = Row.metadata
attach_bounds(metadata)

__all__ = [
    "Account",
    "AccountPassword",
    "Agreement",
    "AuditEvent",
    "Branch",
    "BusinessCount",
    "BusinessDay",
    "Call",
    "CallBack",
    "CallerCheck",
    "CallerLock",
    "Card",
    "Case",
    "CaseSequence",
    "ChainHead",
    "ClaimedMonth",
    "ContributionFile",
    "ContributionLine",
    "DayDifference",
    "DebitOrder",
    "Draft",
    "Employer",
    "ExceptionRecord",
    "FamilyMember",
    "Hold",
    "InsuranceRecord",
    "IssuedDocument",
    "JournalBatch",
    "LedgerEntry",
    "Loan",
    "LoanInstalment",
    "LoanOffset",
    "LoanParty",
    "LoanTerms",
    "Member",
    "MemberCount",
    "Notice",
    "OneTimeCode",
    "OpenCaseCount",
    "PaymentFile",
    "PaymentOrder",
    "ProxyAct",
    "ProxyDocument",
    "ProxyMatter",
    "Receipt",
    "RepaymentAccount",
    "RuleCount",
    "SigningCount",
    "Staff",
    "StaffRelative",
    "WorkOrder",
    "WorkOrderStep",
    "metadata",
]
