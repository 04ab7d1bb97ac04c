"""Whether a paper that somebody brings is a receipt of this house: by its number and verification code."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import StrEnum

from hfund_tui.db.integrity import receipt_as_issued
from hfund_tui.db.keys import Keys
from hfund_tui.db.tables import Receipt as ReceiptRow
from hfund_tui.db.unit_of_work import Reader
from hfund_tui.domain.receipt import Receipt
from hfund_tui.domain.text import fold_code
from hfund_tui.services.receipts import as_of_now

# Digits that no code holds, and the letters they were read for.
_MISREAD = str.maketrans("018", "OIB")


class ReceiptVerdict(StrEnum):
    """What is to be thought of a receipt."""

    GENUINE = "genuine"
    UNKNOWN = "unknown"
    OTHER_CODE = "other_code"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """`receipt` is what was issued, with what took it back since; only where the receipt is genuine."""

    verdict: ReceiptVerdict
    receipt: Receipt | None = None


def check_receipt(reader: Reader, keys: Keys, receipt_no: str, code: str) -> ReceiptCheck:
    """Compare number and code, however they are grouped, with what was issued.

    What is on file must still fit its own code: else nothing can be said of the paper.
    """
    row = reader.session.get(ReceiptRow, fold_code(receipt_no))
    if row is None:
        return ReceiptCheck(ReceiptVerdict.UNKNOWN)
    if not receipt_as_issued(reader, keys, row.receipt_no):
        return ReceiptCheck(ReceiptVerdict.CHANGED)
    given = fold_code(code).translate(_MISREAD)
    if not hmac.compare_digest(given.encode(), fold_code(row.verification_code).encode()):
        return ReceiptCheck(ReceiptVerdict.OTHER_CODE)
    return ReceiptCheck(ReceiptVerdict.GENUINE, as_of_now(reader.session, row))
