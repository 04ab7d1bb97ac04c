"""What every effect is built on, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that posting a plan does."""
