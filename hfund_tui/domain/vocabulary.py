"""The field's closed lists of words, in one place: what may stand in a column, a request or a rule.

Values are stored and audited; the words shown to people come from the message catalogue
(`vocabulary.<list>.<value>`).
"""

from enum import StrEnum


class AccountState(StrEnum):
    """State of an individual account (JGJ/T 320 code list; freezing is a separate flag)."""

    NORMAL = "normal"
    SEALED = "sealed"
    MERGED = "merged"
    TRANSFERRED_OUT = "transferred_out"
    CLOSED = "closed"
    CLOSED_UNSETTLED = "closed_unsettled"
    OTHER = "other"


class Freeze(StrEnum):
    """Judicial or administrative freeze of an account, independent of its state."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class FreezeCause(StrEnum):
    COURT = "court"
    PROCURATORATE = "procuratorate"
    ERROR = "error"
    RENEWAL = "renewal"
    OTHER = "other"


class Role(StrEnum):
    TELLER = "teller"
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Channel(StrEnum):
    """Where a request reaches the fund."""

    COUNTER = "counter"
    HOTLINE = "hotline"
    MINI_PROGRAM = "mini_program"
    WEBSITE = "website"
    APP = "app"
    ALIPAY = "alipay"
    SELF_VOICE = "self_voice"

    @property
    def is_self_service(self) -> bool:
        """Whether the member acts alone there."""
        return self not in (Channel.COUNTER, Channel.HOTLINE)


class Verification(StrEnum):
    """How the person in front of the staff member was identified."""

    NONE = "none"
    ID_ORIGINAL = "id_original"
    PROXY_ID_ORIGINAL = "proxy_id_original"
    HOTLINE_BASIC = "hotline_basic"
    HOTLINE_FULL = "hotline_full"


class CallerQuestion(StrEnum):
    """What a caller is asked to show who is calling. The answers are compared, never shown."""

    ID_NO = "id_no"
    NAME = "name"
    ACCOUNT_NO = "account_no"
    MOBILE = "mobile"
    CARD = "card"
    ONE_TIME_CODE = "one_time_code"


class CallBackOutcome(StrEnum):
    """What the member said when asked, by a call back, whether a request made by telephone was his or hers."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    NOT_REACHED = "not_reached"


class CodePurpose(StrEnum):
    """What a one-time code is for; it is good for nothing else."""

    CALLER = "caller"
    PASSWORD_RESET = "password_reset"


class WrapUp(StrEnum):
    """How a call ended."""

    ANSWERED = "answered"
    GUIDED = "guided"
    REQUEST_LODGED = "request_lodged"
    WORK_ORDER = "work_order"
    SENT_TO_COUNTER = "sent_to_counter"
    NOT_VERIFIED = "not_verified"
    CUT_OFF = "cut_off"


class OrderTopic(StrEnum):
    """What a work order (工单) is about. The last one is only opened by the house itself."""

    POLICY = "policy"
    WITHDRAWAL = "withdrawal"
    LOAN = "loan"
    AGREEMENT = "agreement"
    ACCOUNT_OR_CARD = "account_or_card"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    OTHER = "other"
    LOCKED_VERIFICATION = "locked_verification"


class OrderPriority(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"


class OrderState(StrEnum):
    OPEN = "open"
    REFERRED = "referred"
    REPLIED = "replied"
    CALLED_BACK = "called_back"
    CLOSED = "closed"


class OrderAct(StrEnum):
    """A step of a work order. `TAKEN_OVER`: another agent of the branch goes on with it."""

    OPENED = "opened"
    TAKEN_OVER = "taken_over"
    REFERRED = "referred"
    REPLIED = "replied"
    CALL_BACK = "call_back"
    CLOSED = "closed"


class OrderResult(StrEnum):
    """How a work order ended."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    SENT_TO_COUNTER = "sent_to_counter"
    WITHDRAWN = "withdrawn"
    NOT_REACHED = "not_reached"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class FamilyRelation(StrEnum):
    """Family of a member for the housing test: spouse and minor children."""

    SPOUSE = "spouse"
    MINOR_CHILD = "minor_child"


class ProxyRelation(StrEnum):
    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    OTHER_RELATIVE = "other_relative"
    FRIEND = "friend"


class ProxyDocumentKind(StrEnum):
    NOTARISED_POA = "notarised_poa"
    MARRIAGE_CERTIFICATE = "marriage_certificate"


class AgreementKind(StrEnum):
    SELF_SERVICE = "self_service"
    CO_REPAYER = "co_repayer"


class AgreementState(StrEnum):
    IN_FORCE = "in_force"
    TERMINATED = "terminated"


class SigningWay(StrEnum):
    """How a member came to the self-service agreement, if at all: alone through a channel, or through a proxy,
    who always comes to a counter."""

    UNSIGNED = "unsigned"
    COUNTER = "counter"
    PROXY = "proxy"
    HOTLINE = "hotline"
    MINI_PROGRAM = "mini_program"
    WEBSITE = "website"
    APP = "app"
    ALIPAY = "alipay"
    SELF_VOICE = "self_voice"


class SigningEvent(StrEnum):
    """What happened to an agreement in a month. A signing that was reversed never was."""

    SIGNED = "signed"
    ENDED = "ended"


class RuleEvent(StrEnum):
    """What a rule did to a case: it refused it, or was passed over by two people."""

    REFUSED = "refused"
    OVERRIDDEN = "overridden"


class InsuranceStatus(StrEnum):
    """What is known of a member's social insurance in the city (养老或医疗)."""

    PAYING = "paying"
    STOPPED = "stopped"
    TRANSFERRED = "transferred"
    NEVER = "never"


class CardState(StrEnum):
    LINKED = "linked"
    UNLINKED = "unlinked"


class CaseStatus(StrEnum):
    """Life of one request (业务).

    A returned case waits for its maker; once corrected it is superseded by the case that takes its place.
    """

    DRAFT = "draft"
    PENDING = "pending"
    RETURNED = "returned"
    SUPERSEDED = "superseded"
    COMPLETED = "completed"
    REFUSED = "refused"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    REVERSED = "reversed"
    CLOSED_UNSETTLED = "closed_unsettled"


class PaymentState(StrEnum):
    """Life of a payment order. A failed one whose money went to another card is redirected."""

    QUEUED = "queued"
    HELD = "held"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"
    REDIRECTED = "redirected"
    VOIDED = "voided"


class FileKind(StrEnum):
    """What a file to the bank is about: money to members' cards, or debits of repayment accounts."""

    PAYOUT = "payout"
    DEBIT = "debit"


class HoldState(StrEnum):
    ACTIVE = "active"
    POSTED = "posted"
    VOIDED = "voided"


class Ledger(StrEnum):
    """Ledgers of the double entry; only `member` lines carry an account number, `loan_principal` lines that of a
    contract."""

    MEMBER = "member"
    PAYOUT_CLEARING = "payout_clearing"
    COLLECTION_CLEARING = "collection_clearing"
    INTEREST_EXPENSE = "interest_expense"
    LOAN_PRINCIPAL = "loan_principal"
    LOAN_INTEREST = "loan_interest"
    LOAN_PENALTY = "loan_penalty"
    BANK = "bank"
    OPENING = "opening"


class SummaryCode(StrEnum):
    """What a journal batch is about."""

    OPENING = "opening"
    CONTRIBUTION = "contribution"
    INTEREST = "interest"
    RENT_WITHDRAWAL = "rent_withdrawal"
    OTHER_HOUSING_WITHDRAWAL = "other_housing_withdrawal"
    RETIREMENT_CLOSURE = "retirement_closure"
    LEAVING_CLOSURE = "leaving_closure"
    ANOTHER_WITHDRAWAL = "another_withdrawal"
    """A withdrawal that is not carried out here (buying a home, repaying a loan ...), taken over."""
    CLOSING_INTEREST = "closing_interest"
    PAYOUT = "payout"
    LOAN_DISBURSED = "loan_disbursed"
    LOAN_INSTALMENT = "loan_instalment"
    LOAN_PREPAYMENT = "loan_prepayment"
    LOAN_OFFSET = "loan_offset"
    REVERSAL = "reversal"


class ReversalKind(StrEnum):
    """A void (撤销) on the day itself, before the payment file; a correcting entry (冲正) otherwise."""

    VOID = "void"
    CORRECTION = "correction"


class CoolingOff(StrEnum):
    """Why a payout waits."""

    PROXY = "proxy"
    CARD = "card"
    MOBILE = "mobile"


class NoticeState(StrEnum):
    QUEUED = "queued"
    DELIVERED = "delivered"


class NoticeKind(StrEnum):
    """What a member is told about. Its words are `notice.<value>`."""

    AGREEMENT_SIGNED = "agreement_signed"
    AGREEMENT_ENDED = "agreement_ended"
    PROXY_REGISTERED = "proxy_registered"
    PROXY_REVOKED = "proxy_revoked"
    CARD_LINKED = "card_linked"
    PAYOUT_ORDERED = "payout_ordered"
    PAYOUT_FAILED = "payout_failed"
    DEBIT_FAILED = "debit_failed"
    CLOSURE_ACCEPTED = "closure_accepted"
    CLOSURE_CANCELLED = "closure_cancelled"
    REVERSED = "reversed"
    OFFSET_TAKEN = "offset_taken"
    REPAYMENT_ACCOUNT_CHANGED = "repayment_account_changed"
    PASSWORD_SET = "password_set"


class PasswordState(StrEnum):
    """What the password of an account is. One chosen elsewhere is known to be there, but not to this house."""

    INITIAL = "initial"
    OWN = "own"
    RESET = "reset"
    ELSEWHERE = "elsewhere"


class WeakPassword(StrEnum):
    """Why an account password is too easily guessed."""

    INITIAL = "initial"
    SEQUENCE = "sequence"
    REPEATED = "repeated"
    BIRTH_DATE = "birth_date"
    KNOWN_NUMBER = "known_number"
    LISTED = "listed"


class IssuedKind(StrEnum):
    """A paper that the house issues under a number and a verification code."""

    CONTRIBUTION_CERTIFICATE = "contribution_certificate"
    SETTLEMENT_CERTIFICATE = "settlement_certificate"
    LOAN_STATEMENT = "loan_statement"


class AuditOutcome(StrEnum):
    DONE = "done"
    PENDING = "pending"
    REFUSED = "refused"
    READ = "read"
    FAILED = "failed"


class LoanState(StrEnum):
    NORMAL = "normal"
    OVERDUE = "overdue"
    SETTLED = "settled"


class RepaymentMethod(StrEnum):
    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"


class PrepaymentEffect(StrEnum):
    """What a partial early repayment does to the rest of a loan: the term stays and the instalment falls, or
    the instalment stays and the term shortens."""

    KEEP_TERM = "keep_term"
    KEEP_INSTALMENT = "keep_instalment"


class HomeKind(StrEnum):
    """Which home of the family a loan was granted for; rates differ."""

    FIRST = "first"
    SECOND = "second"


class LoanRole(StrEnum):
    """What a person is to a loan. A co-repayer repays from the fund and owes nothing."""

    BORROWER = "borrower"
    CO_BORROWER = "co_borrower"
    CO_REPAYER = "co_repayer"


class ReversalObstacle(StrEnum):
    """What keeps something about a loan from being taken back."""

    DEBIT_UNDER_WAY = "debit_under_way"
    """The bank has an order for this loan that it has not answered."""
    DEBITED = "debited"
    MOVED_ON = "moved_on"
    """An instalment fell due, or another change was made, since."""
    HAS_GIVEN = "has_given"
    """An offset took money from the account of whoever joined."""
    GIVER_CLOSED = "giver_closed"
    """An account that an offset took money from has ended since."""


class CoRepayerRelation(StrEnum):
    """What a co-repayer is to the borrower."""

    PARENT = "parent"
    CHILD = "child"
    SPOUSE = "spouse"


class LoanChange(StrEnum):
    """What made a version of a schedule, or happened to a loan in a repayment cycle."""

    PARTIAL_PREPAYMENT = "partial_prepayment"
    FULL_SETTLEMENT = "full_settlement"
    SHORTENING = "shortening"
    METHOD_CHANGE = "method_change"
    DUE_DAY_CHANGE = "due_day_change"
    ACCOUNT_CHANGE = "account_change"
    OFFSET = "offset"
    RATE_CHANGE = "rate_change"
