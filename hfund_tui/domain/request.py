"""What a staff member asks for: typed, frozen, and storable as plain JSON.

A request says what is wanted and what was seen at the counter. It never says what is true: facts are loaded
afresh whenever a plan is made.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import ChecklistItem, Matter, OperationCode, Presence
from hfund_tui.domain.plain import from_plain
from hfund_tui.domain.text import fold_wording
from hfund_tui.domain.vocabulary import ProxyDocumentKind, ProxyRelation, Verification


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What every request has in common: for whom, by whom, and what was seen."""

    member_id: int
    presence: Presence = Presence.IN_PERSON
    verification: Verification = Verification.NONE
    proxy: ProxyOnFile | NewProxy | None = None
    ticked: frozenset[ChecklistItem] = frozenset()

    @property
    def operation(self) -> OperationCode:
        raise NotImplementedError


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


REQUEST_TYPES: dict[OperationCode, type[Request]] = {
    OperationCode.SIGN_AGREEMENT: SignAgreement,
    OperationCode.TERMINATE_AGREEMENT: TerminateAgreement,
    OperationCode.REVOKE_PROXY: RevokeProxy,
    OperationCode.RENT_WITHDRAWAL: Withdraw,
    OperationCode.OTHER_HOUSING_WITHDRAWAL: Withdraw,
}


def request_from_plain(operation: OperationCode, plain: dict[str, Any]) -> Request:
    """The request that `to_plain` wrote. Raises KeyError, ValueError or TypeError when it is not one."""
    request = from_plain(REQUEST_TYPES[operation], plain)
    if request.operation is not operation:
        raise ValueError(f"the request is one of {request.operation}")
    return request
