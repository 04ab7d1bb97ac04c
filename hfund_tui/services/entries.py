"""Entries that no column could hold, told at their field before anything is done with them."""

from __future__ import annotations

from collections.abc import Iterator

from hfund_tui.db.tables import metadata
from hfund_tui.db.tables.types import MAX_FEN, Text
from hfund_tui.domain.request import NewProxy, Request, ReverseCase, SetPassword, SignAgreement, Withdraw
from hfund_tui.domain.text import clean
from hfund_tui.services.errors import BadInput

_REASON_LENGTH = 500
_SEAL_LENGTH = 64


def check_entries(request: Request) -> None:
    """Raises BadInput for a text that is too long, and for an amount that is none."""
    for field, entry, most in _texts(request):
        if len(entry) > most:
            raise BadInput(field, "text_too_long", most=most)
    amount = request.amount_fen if isinstance(request, Withdraw) else None
    if amount is not None and not 0 <= amount <= MAX_FEN:
        raise BadInput("amount", "amount_impossible")


def _texts(request: Request) -> Iterator[tuple[str, str, int]]:
    """Each entry as it would be stored, with the number of characters that fit."""
    if isinstance(request, SignAgreement):
        yield "version", request.version, longest("agreement", "version")
    if request.ground is not None:
        attachments = ", ".join(clean(one) for one in request.ground.attachments)
        yield "ground_words", clean(request.ground.words), longest("exception_record", "words")
        yield "ground_attachments", attachments, longest("exception_record", "attachments")
    if isinstance(request, SetPassword):
        yield "new_password", request.seal, _SEAL_LENGTH
    if isinstance(request, ReverseCase):
        yield "words", clean(request.words), _REASON_LENGTH
        reference = clean(request.returned_reference)
        yield "returned_reference", reference, longest("payment_order", "result_reason")
    if isinstance(request.proxy, NewProxy):
        new = request.proxy
        yield "proxy_name", clean(new.name), longest("proxy_document", "proxy_name")
        yield "notary", clean(new.notary), longest("proxy_document", "notary")
        yield "certificate_no", clean(new.certificate_no), longest("proxy_document", "certificate_no")


def longest(table: str, column: str) -> int:
    """How many characters the column takes."""
    kind = metadata.tables[table].c[column].type
    assert isinstance(kind, Text)
    return kind.high
