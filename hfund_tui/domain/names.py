"""Names that stand in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BilingualName:
    """A proper name in both languages, as of a branch or a staff member."""

    zh: str
    en: str
