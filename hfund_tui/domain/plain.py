"""Frozen values as plain JSON and back: requests, drafts and receipts are stored this way.

Only what the house's values are made of is understood: text, integers, flags, None, dates, aware instants,
months, words of closed lists, tuples, sets and frozen dataclasses of these.
"""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from hfund_tui.domain.months import Month

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


def to_plain(value: Any) -> Any:
    """A value as JSON can hold it; sets become sorted lists."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):  # an instant is a date too
        return value.isoformat()
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(to_plain(one) for one in value)
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of type `kind` that `to_plain` wrote. Raises KeyError, ValueError or TypeError otherwise."""
    return typing.cast(T, _build(kind, plain))


def word_or_none(words: type[W], plain: object) -> W | None:
    """The word of a closed list; None for a text that is none of them, as another version may have left."""
    return next((word for word in words if word.value == plain), None)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(get_args(kind), plain)
    if origin is frozenset:
        return frozenset(_build(get_args(kind)[0], one) for one in _listed(plain))
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], one) for one in _listed(plain))
    if origin is Literal:
        if plain not in get_args(kind):
            raise ValueError(f"{plain!r} is not one of {get_args(kind)}")
        return plain
    if kind is datetime:
        return datetime.fromisoformat(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if kind is Month:
        return Month.parse(plain)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(plain)
    if isinstance(kind, type) and is_dataclass(kind):
        names = {f.name for f in fields(kind)}
        if set(plain) != names:
            raise ValueError(f"not the fields of {kind.__name__}")
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], plain[name]) for name in names})
    if not isinstance(plain, kind) or (kind is int and isinstance(plain, bool)):
        raise TypeError(f"{plain!r} is not a {kind.__name__}")
    return plain


def _listed(plain: Any) -> list[Any]:
    """A JSON list: a text or an object could be walked through too, but is none."""
    if not isinstance(plain, list):
        raise TypeError(f"{plain!r} is not a list")
    return plain


def _build_union(kinds: tuple[Any, ...], plain: Any) -> Any:
    """The first kind that takes the value; dataclasses are told apart by their fields."""
    if plain is None and type(None) in kinds:
        return None
    for kind in (one for one in kinds if one is not type(None)):
        try:
            return _build(kind, plain)
        except (TypeError, ValueError):
            continue
    raise TypeError(f"{plain!r} is none of {kinds}")
