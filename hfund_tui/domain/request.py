"""What a staff member asks for: typed, frozen, and storable as plain JSON.

A request says what is wanted and what was seen at the counter. It never says what is true: facts are loaded
afresh whenever a plan is made.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Union, get_args, get_origin

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import ChecklistItem, Matter, OperationCode, Presence
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


def to_plain(value: Any) -> Any:
    """A request, or a part of one, as JSON values; sets become sorted lists."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(to_plain(one) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    return value


def request_from_plain(operation: OperationCode, plain: dict[str, Any]) -> Request:
    """The request that `to_plain` wrote. Raises KeyError, ValueError or TypeError when it is not one."""
    built = _build(REQUEST_TYPES[operation], plain)
    if built.operation is not operation:
        raise ValueError(f"the request is one of {built.operation}")
    return typing.cast(Request, built)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(get_args(kind), plain)
    if origin is frozenset:
        return frozenset(_build(get_args(kind)[0], one) for one in plain)
    if kind is date:
        return date.fromisoformat(plain)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(plain)
    if hasattr(kind, "__dataclass_fields__"):
        hints = _hints(kind)
        return kind(**{f.name: _build(hints[f.name], plain[f.name]) for f in fields(kind)})
    if not isinstance(plain, kind):
        raise TypeError(f"{plain!r} is not a {kind.__name__}")
    return plain


def _build_union(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None:
        return None
    choices = [kind for kind in kinds if kind is not type(None)]
    if isinstance(plain, dict):
        choices = [kind for kind in choices if {f.name for f in fields(kind)} == set(plain)]
    return _build(choices[0], plain)
