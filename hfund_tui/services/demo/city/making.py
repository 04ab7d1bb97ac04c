"""A block while it is made, and whom its rows are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from hfund_tui.services.demo.city.block import Block
from hfund_tui.services.demo.city.books import Books

Draw = Callable[[], float]
"""Answers numbers from 0 to 1, without 1."""


@dataclass(slots=True)
class Person:
    """Of whom a block's rows are; `day` is the birth day, and `place` None for who has no resident number."""

    ordinal: int
    member_id: int
    name: str
    id_no: str
    place: str | None
    day: int
    order: int


@dataclass(slots=True)
class Making:
    """A block while it is made."""

    rows: Block
    books: Books
    draw: Draw
    normal: int = 0
    business: Counter[int] = field(default_factory=Counter)
    """Withdrawals by month."""
