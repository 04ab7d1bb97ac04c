"""What a staff member asks for: typed, frozen, and storable as plain JSON.

A request says what is wanted and what was seen at the counter. It never says what is true: facts are loaded
afresh whenever a plan is made.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import ChecklistItem, Matter, OperationCode, Presence
from hfund_tui.domain.text import fold_wording
from hfund_tui.domain.vocabulary import (
    InsuranceStatus,
    ProxyDocumentKind,
    ProxyRelation,
    Verification,
)


@dataclass(frozen=True, slots=True)
class ProxyOnFile:
    """A proxy whose document was registered before."""

    document_id: int


@dataclass(frozen=True, slots=True)
class NewProxy:
    """A proxy with a document never seen before. `valid_to` None means that the document names no end."""

    name: str
    id_kind: IdKind
    id_no: str
    relation: ProxyRelation
    document_kind: ProxyDocumentKind
    notary: str
    certificate_no: str
    issued_on: date
    valid_from: date
    valid_to: date | None
    matters: frozenset[Matter]

    @property
    def certificate_sha256(self) -> str:
        return certificate_sha256(self.document_kind, self.notary, self.certificate_no)


def certificate_sha256(kind: ProxyDocumentKind, notary: str, certificate_no: str) -> str:
    """What two documents on file can't share, in whatever way their numbers were typed.

    A notary numbers its own deeds; marriage certificates are numbered in the whole country.
    """
    issuer = fold_wording(notary) if kind is ProxyDocumentKind.NOTARISED_POA else kind.value
    return hashlib.sha256(f"{issuer}|{fold_wording(certificate_no)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class HomeDeclaration:
    """What the member declares about homes in the city, for himself or herself, spouse and minor children."""

    owns_home: bool


@dataclass(frozen=True, slots=True)
class ExceptionGround:
    """Why a rule should not stand in the way this once: a coded reason of the policy, the maker's words, and
    the numbers under which the papers that show it are filed."""

    code: str
    words: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetirementCertificate:
    """The original that somebody brings who retired before the ages of self-service."""

    certificate_no: str
    retired_on: date


@dataclass(frozen=True, slots=True)
class InsuranceProof:
    """What a proof of social insurance says: `last_paid` is the last month paid in the city, `settled_on` the
    day on which the relation was transferred out or settled."""

    status: InsuranceStatus
    last_paid: Month | None = None
    settled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What every request has in common: for whom, by whom, and what was seen."""

    member_id: int
    presence: Presence = Presence.IN_PERSON
    verification: Verification = Verification.NONE
    proxy: ProxyOnFile | NewProxy | None = None
    ticked: frozenset[ChecklistItem] = frozenset()
    ground: ExceptionGround | None = None

    @property
    def operation(self) -> OperationCode:
        raise NotImplementedError

    @property
    def about(self) -> str | None:
        """The number of the case this request is about, if it is about one."""
        return None

    @property
    def more_papers(self) -> tuple[ChecklistItem, ...]:
        """Papers that this request brings beyond those its operation always wants."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAgreement(Request):
    """Sign the text of the named version, the one that was shown."""

    version: str

    @property
    def operation(self) -> OperationCode:
        return OperationCode.SIGN_AGREEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminateAgreement(Request):
    @property
    def operation(self) -> OperationCode:
        return OperationCode.TERMINATE_AGREEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeProxy(Request):
    document_id: int

    @property
    def operation(self) -> OperationCode:
        return OperationCode.REVOKE_PROXY


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Request):
    """Withdraw for rent or other housing consumption. `amount_fen` None asks for all that is possible."""

    kind: OperationCode
    amount_fen: int | None = None
    home: HomeDeclaration | None = None

    KINDS: ClassVar[frozenset[OperationCode]] = frozenset(
        {OperationCode.RENT_WITHDRAWAL, OperationCode.OTHER_HOUSING_WITHDRAWAL}
    )

    @property
    def operation(self) -> OperationCode:
        return self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAccount(Request):
    """Close the account on retirement, or on leaving the city for a member without its household register.

    `certificate` is for early retirement, `insurance` for leaving; None where nothing was shown.
    """

    kind: OperationCode
    certificate: RetirementCertificate | None = None
    insurance: InsuranceProof | None = None

    KINDS: ClassVar[frozenset[OperationCode]] = frozenset(
        {OperationCode.RETIREMENT_CLOSURE, OperationCode.LEAVING_CLOSURE}
    )

    @property
    def operation(self) -> OperationCode:
        return self.kind

    @property
    def more_papers(self) -> tuple[ChecklistItem, ...]:
        retired_early = self.kind is OperationCode.RETIREMENT_CLOSURE and self.certificate is not None
        return (ChecklistItem.RETIREMENT_CERTIFICATE,) if retired_early else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleClosure(Request):
    """Settle an accepted closure: the member asks for it, or the batch does (`Presence.ABSENT`)."""

    case_no: str
    insurance: InsuranceProof | None = None

    @property
    def operation(self) -> OperationCode:
        return OperationCode.SETTLE_CLOSURE

    @property
    def about(self) -> str | None:
        return self.case_no


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelClosure(Request):
    """Take an accepted closure back: the member wants it, or insurance was paid again."""

    case_no: str

    @property
    def operation(self) -> OperationCode:
        return OperationCode.CANCEL_CLOSURE

    @property
    def about(self) -> str | None:
        return self.case_no


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInsurance(Request):
    """Put on file what a proof of social insurance says."""

    insurance: InsuranceProof

    @property
    def operation(self) -> OperationCode:
        return OperationCode.RECORD_INSURANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard(Request):
    """Link another card in place of the one that is linked. It is the member's own: the teller saw it."""

    bank_code: str
    card_no: str

    @property
    def operation(self) -> OperationCode:
        return OperationCode.LINK_CARD


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPassword(Request):
    """Put the password in force that the member typed on the keypad.

    `seal` names what was handed over there: a random word that tells nothing of it. "" while nothing was.
    """

    seal: str

    @property
    def operation(self) -> OperationCode:
        return OperationCode.SET_PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword(Request):
    """Void the password, and send a one-time code by which another one can be set."""

    @property
    def operation(self) -> OperationCode:
        return OperationCode.RESET_PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPayout(Request):
    """Pay what the bank could not pay to the card that is linked now. `case_no` is that of the failed order."""

    case_no: str

    @property
    def operation(self) -> OperationCode:
        return OperationCode.REDIRECT_PAYOUT

    @property
    def about(self) -> str | None:
        return self.case_no


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseCase(Request):
    """Undo a completed case. `reason` is a coded reason of the policy; `returned_reference` the bank's number
    for money that was paid and came back."""

    case_no: str
    reason: str
    words: str
    returned_reference: str = ""

    @property
    def operation(self) -> OperationCode:
        return OperationCode.REVERSE_CASE

    @property
    def about(self) -> str | None:
        return self.case_no
