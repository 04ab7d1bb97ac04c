"""All rule tables together."""

from tests.support.rule_cases import (
    agreement,
    card,
    closure,
    common,
    loan,
    offset,
    password,
    proxy,
    reversal,
    withdrawal,
)

_TABLES = (common, agreement, proxy, withdrawal, closure, card, loan, offset, password, reversal)

FAILS = [one for table in _TABLES for one in table.FAILS]
PASSES = [one for table in _TABLES for one in table.PASSES]
