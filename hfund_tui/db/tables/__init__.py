"""Every table of the product, and the metadata that holds them with all their constraints."""

from hfund_tui.db.tables.accounts import Account, ClaimedMonth
from hfund_tui.db.tables.agreements import Agreement, ProxyAct, ProxyDocument, ProxyMatter
from hfund_tui.db.tables.audit import AuditEvent, ChainHead
from hfund_tui.db.tables.base import Row, attach_bounds
from hfund_tui.db.tables.cases import Case, Draft, PaymentOrder, Receipt
from hfund_tui.db.tables.ledger import Hold, JournalBatch, LedgerEntry
from hfund_tui.db.tables.loans import Loan
from hfund_tui.db.tables.people import Card, Employer, FamilyMember, Member
from hfund_tui.db.tables.staff import Branch, BusinessDay, CaseSequence, Staff

metadata = Row.metadata
attach_bounds(metadata)

__all__ = [
    "Account",
    "Agreement",
    "AuditEvent",
    "Branch",
    "BusinessDay",
    "Card",
    "Case",
    "CaseSequence",
    "ChainHead",
    "ClaimedMonth",
    "Draft",
    "Employer",
    "FamilyMember",
    "Hold",
    "JournalBatch",
    "LedgerEntry",
    "Loan",
    "Member",
    "PaymentOrder",
    "ProxyAct",
    "ProxyDocument",
    "ProxyMatter",
    "Receipt",
    "Staff",
    "metadata",
]
