"""What an operation is. Each one is declared once, in `catalogue.py`; menus, keys, palette, permissions,
audit, receipts and tests read that declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hfund_tui.domain.vocabulary import Channel, Role, Verification


class OperationCode(StrEnum):
    LOOKUP = "lookup"
    VIEW_MEMBER = "view_member"
    REVEAL_FIELD = "reveal_field"
    SIGN_AGREEMENT = "sign_agreement"
    TERMINATE_AGREEMENT = "terminate_agreement"
    REVOKE_PROXY = "revoke_proxy"
    SIGNING_GUIDE = "signing_guide"
    RENT_WITHDRAWAL = "rent_withdrawal"
    OTHER_HOUSING_WITHDRAWAL = "other_housing_withdrawal"
    LEAVING_CLOSURE = "leaving_closure"
    RETIREMENT_CLOSURE = "retirement_closure"
    SETTLE_CLOSURE = "settle_closure"
    CANCEL_CLOSURE = "cancel_closure"
    REDIRECT_PAYOUT = "redirect_payout"
    RECORD_INSURANCE = "record_insurance"
    LINK_CARD = "link_card"
    CONTRIBUTION_CERTIFICATE = "contribution_certificate"
    VERIFY_DOCUMENT = "verify_document"
    SET_PASSWORD = "set_password"
    RESET_PASSWORD = "reset_password"
    REVERSE_CASE = "reverse_case"
    EARLY_REPAYMENT = "early_repayment"
    SHORTEN_TERM = "shorten_term"
    CHANGE_REPAYMENT_ACCOUNT = "change_repayment_account"
    CHANGE_REPAYMENT_METHOD = "change_repayment_method"
    CHANGE_DUE_DAY = "change_due_day"
    SIGN_CO_REPAYMENT = "sign_co_repayment"
    END_CO_REPAYMENT = "end_co_repayment"
    OFFSET_REPAYMENT = "offset_repayment"
    LOAN_STATEMENT = "loan_statement"
    SETTLEMENT_CERTIFICATE = "settlement_certificate"
    LOAN_CALCULATOR = "loan_calculator"
    TAKE_CALL = "take_call"
    CALLER_STATUS = "caller_status"
    WHAT_IF = "what_if"
    CALL_BACK = "call_back"
    OPEN_WORK_ORDER = "open_work_order"
    WORK_ORDERS = "work_orders"
    ANSWER_WORK_ORDER = "answer_work_order"
    HANDLE_WORK_ORDER = "handle_work_order"
    VIEW_QUEUE = "view_queue"
    CANCEL_CASE = "cancel_case"
    APPROVE_CASE = "approve_case"
    TAKE_CASE = "take_case"
    REJECT_CASE = "reject_case"
    RETURN_CASE = "return_case"
    REPRINT_RECEIPT = "reprint_receipt"
    VIEW_DAY = "view_day"
    OPEN_DAY = "open_day"
    CLOSE_DAY = "close_day"
    REOPEN_DAY = "reopen_day"
    EXPORT_PAYMENTS = "export_payments"
    IMPORT_RETURNS = "import_returns"
    EXPORT_DEBITS = "export_debits"
    IMPORT_DEBITS = "import_debits"
    SETTLE_DUE = "settle_due"
    IMPORT_CONTRIBUTIONS = "import_contributions"
    EXPORT_MEMBERS = "export_members"
    IMPORT_MEMBERS = "import_members"
    VIEW_EXCEPTIONS = "view_exceptions"
    VIEW_ADOPTION = "view_adoption"


class OperationGroup(StrEnum):
    MEMBER = "member"
    AGREEMENT = "agreement"
    WITHDRAWAL = "withdrawal"
    LOAN = "loan"
    CALL = "call"
    CASE = "case"
    DAY = "day"


class OperationNature(StrEnum):
    """Whether an operation reads, changes a member's affairs through a case, or handles a case itself."""

    INQUIRY = "inquiry"
    TRANSACTION = "transaction"
    HANDLING = "handling"


class Matter(StrEnum):
    """What a power of attorney can name. There is no 'everything': each matter is ticked by itself."""

    SELF_SERVICE_AGREEMENT = "self_service_agreement"
    RENT_WITHDRAWAL = "rent_withdrawal"
    OTHER_HOUSING_WITHDRAWAL = "other_housing_withdrawal"
    LEAVING_CLOSURE = "leaving_closure"
    RETIREMENT_CLOSURE = "retirement_closure"
    POST_LOAN_CHANGE = "post_loan_change"


class ReceiptKind(StrEnum):
    AGREEMENT_SIGNED = "agreement_signed"
    AGREEMENT_TERMINATED = "agreement_terminated"
    PROXY_REVOKED = "proxy_revoked"
    WITHDRAWAL = "withdrawal"
    CLOSURE = "closure"
    CLOSURE_ACCEPTED = "closure_accepted"
    CLOSURE_CANCELLED = "closure_cancelled"
    PAYOUT_REDIRECTED = "payout_redirected"
    INSURANCE_RECORDED = "insurance_recorded"
    CARD_LINKED = "card_linked"
    PASSWORD_SET = "password_set"
    PASSWORD_RESET = "password_reset"
    REVERSAL = "reversal"
    DEBIT_ORDERED = "debit_ordered"
    LOAN_CHANGED = "loan_changed"
    CO_REPAYMENT_SIGNED = "co_repayment_signed"
    CO_REPAYMENT_ENDED = "co_repayment_ended"
    OFFSET = "offset"


class Presence(StrEnum):
    """Who stands at the counter; nobody does for the work of the office itself."""

    IN_PERSON = "in_person"
    PROXY = "proxy"
    ABSENT = "absent"


class ChecklistItem(StrEnum):
    """A paper or an act the teller confirms by a tick. Its words are `checklist.<value>`."""

    ID_ORIGINAL = "id_original"
    CARD_AND_PIN = "card_and_pin"
    AGREEMENT_READ = "agreement_read"
    APPLICATION_FORM = "application_form"
    PROXY_ID_ORIGINAL = "proxy_id_original"
    POWER_OF_ATTORNEY = "power_of_attorney"
    MEMBER_ID_SEEN = "member_id_seen"
    RETIREMENT_CERTIFICATE = "retirement_certificate"
    INSURANCE_PROOF = "insurance_proof"
    CLASS_ONE_CARD = "class_one_card"
    LOAN_CHANGE_FORM = "loan_change_form"
    OWN_ACCOUNT = "own_account"
    KINSHIP_PROOF = "kinship_proof"

    @property
    def lasts_for_visit(self) -> bool:
        """Whether one look at it serves every operation of the same visit."""
        return self in _PAPERS_OF_A_VISIT


_PAPERS_OF_A_VISIT = frozenset(
    {
        ChecklistItem.ID_ORIGINAL,
        ChecklistItem.CARD_AND_PIN,
        ChecklistItem.PROXY_ID_ORIGINAL,
        ChecklistItem.POWER_OF_ATTORNEY,
        ChecklistItem.MEMBER_ID_SEEN,
    }
)


class ApprovalReason(StrEnum):
    """Why a second person is needed. Its words are `approval.<value>`."""

    PROXY_ACTS = "proxy_acts"
    AMOUNT_ABOVE_LIMIT = "amount_above_limit"
    RULE_OVERRIDDEN = "rule_overridden"
    CLOSURE = "closure"
    NEW_CARD = "new_card"
    REVERSAL = "reversal"
    OTHERS_MONEY = "others_money"
    BY_TELEPHONE = "by_telephone"


_MOVE_MONEY = frozenset(
    {ReceiptKind.WITHDRAWAL, ReceiptKind.CLOSURE, ReceiptKind.PAYOUT_REDIRECTED, ReceiptKind.OFFSET}
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One declaration.

    `verification` lists the ways of identification that suffice, by channel; a channel that is not in it
    may not carry the operation out. `matter` is what a power of attorney must name; None means that nobody
    can do it for the member. `approval` lists the reasons for which a second person may be demanded;
    whether and from where on is policy.
    """

    code: OperationCode
    transaction_code: str
    pinyin_initials: str
    group: OperationGroup
    nature: OperationNature
    roles: frozenset[Role]
    verification: Mapping[Channel, frozenset[Verification]]
    key: str | None = None
    matter: Matter | None = None
    checklist: Mapping[Presence, tuple[ChecklistItem, ...]] | None = None
    """Who may be present, and the papers each then brings."""
    approval: frozenset[ApprovalReason] = frozenset()
    receipt: ReceiptKind | None = None

    @property
    def shortcut(self) -> str:
        """What leads to it: its key, else its code on the command line."""
        return (self.key or f"/{self.transaction_code}").upper()

    @property
    def title_key(self) -> str:
        return f"operation.{self.code.value}.title"

    @property
    def audit_label(self) -> str:
        return f"{self.transaction_code}:{self.code.value}"

    @property
    def channels(self) -> frozenset[Channel]:
        return frozenset(self.verification)

    @property
    def moves_money(self) -> bool:
        return self.receipt in _MOVE_MONEY

    def takes(self, presence: Presence) -> bool:
        """Whether it can be done with this person at the counter."""
        return presence in (self.checklist or {})

    def papers(self, presence: Presence) -> tuple[ChecklistItem, ...]:
        """What has to be ticked before F9, in the order in which it is handed over."""
        return (self.checklist or {}).get(presence, ())
