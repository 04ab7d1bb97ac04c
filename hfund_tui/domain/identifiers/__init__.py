"""Identifiers of people, employers and accounts: what is well formed, and if not, which rule it breaks.

Whitespace, hyphens, full-width characters and lower case are folded before any rule is asked; digits of
other scripts are refused. Nothing here knows whether an identifier exists.
"""

from hfund_tui.domain.identifiers.codes import check_account_no, check_card, check_mobile, check_uscc
from hfund_tui.domain.identifiers.documents import check_proxy_id, holder_no
from hfund_tui.domain.identifiers.model import IdCheck, IdKind, Sex
from hfund_tui.domain.identifiers.resident import (
    check_id,
    check_resident_15,
    partial_id_problem,
    widen_resident_15,
)

__all__ = [
    "IdCheck",
    "IdKind",
    "Sex",
    "check_account_no",
    "check_card",
    "check_id",
    "check_mobile",
    "check_proxy_id",
    "check_resident_15",
    "check_uscc",
    "holder_no",
    "partial_id_problem",
    "widen_resident_15",
]
