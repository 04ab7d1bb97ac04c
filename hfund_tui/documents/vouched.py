"""What stands on every paper the house vouches for: its number, its code, and whether it is a reprint."""

from __future__ import annotations

from hfund_tui.documents.paper import Block, row
from hfund_tui.domain.issued import Stamp, grouped
from hfund_tui.i18n import Translator


def vouched(stamp: Stamp, t: Translator) -> tuple[Block, ...]:
    """Number and code; nothing on a paper that was not issued."""
    if not stamp.code:
        return ()
    rows = (
        row(t, "issued.label.number", stamp.number),
        row(t, "receipt.label.verification_code", grouped(stamp.code), strong=True),
    )
    return (Block(rows),)


def copy_mark(stamp: Stamp, t: Translator) -> str:
    return t("receipt.reprint", n=stamp.copy) if stamp.copy else ""


def how_to_verify(stamp: Stamp, t: Translator) -> tuple[str, ...]:
    return (t("issued.note.verify"),) if stamp.code else ()
