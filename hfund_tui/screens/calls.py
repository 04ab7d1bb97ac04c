"""Calling services from a screen: they block, so they run in threads; what they return is applied here."""

from __future__ import annotations

from enum import StrEnum

from hfund_tui.key_gate import COMMITTING, LOADING


class Mode(StrEnum):
    """What may happen while a call is under way. The values are worker groups."""

    LOAD = LOADING
    """Keys wait: what they mean depends on what is being loaded."""
    BACKGROUND = "background"
    """Keys flow on; a newer call on the same topic makes the older one's result worthless."""
    COMMIT = COMMITTING
    """A write. Keys are dropped, a second one is not started, and it outlives the screen."""
