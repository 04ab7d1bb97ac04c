"""What must be true of issued papers: each is still what was handed out."""

import hmac
import json
from collections.abc import Iterator
from typing import Any

from hfund_tui.db.dialects import stored_rows
from hfund_tui.db.integrity_rules import Problem
from hfund_tui.db.keys import Keys
from hfund_tui.db.unit_of_work import Reader, UnitOfWork
from hfund_tui.domain.issued import content_sha256, document_code
from hfund_tui.domain.vocabulary import IssuedKind

_DOCUMENTS = "SELECT number, kind, code, content_sha256, data_json FROM issued_document"


def changed_documents(reader: Reader, keys: Keys) -> Iterator[Problem]:
    """Papers on file that differ from what was handed out, by their digest and verification code."""
    for row in stored_rows(reader.connection, f"{_DOCUMENTS} ORDER BY number"):
        if not _as_issued(row, keys):
            yield Problem("document_changed", "issued_document", str(row.number))


def document_as_issued(reader: Reader | UnitOfWork, keys: Keys, number: str) -> bool:
    """Whether a paper on file is what was handed out. False for a number that isn't there."""
    row = next(
        iter(stored_rows(reader.connection, f"{_DOCUMENTS} WHERE number = :number", number=number)), None
    )
    return row is not None and _as_issued(row, keys)


def _as_issued(row: Any, keys: Keys) -> bool:
    try:
        content = json.loads(row.data_json)
        kind = IssuedKind(row.kind)
        told = content["stamp"]["number"]
    except (ValueError, KeyError, TypeError):
        return False
    code = document_code(keys.audit, kind, content)
    return (
        told == row.number
        and content_sha256(content) == row.content_sha256
        and hmac.compare_digest(code, str(row.code))
    )
