"""What stands in a house, table by table and file by file, but for what is another one at every try."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from hfund_tui.db.tables import metadata
from hfund_tui.services.workstation import Workstation

LEFT_OUT: dict[str, frozenset[str]] = {
    # Random words.
    "draft": frozenset({"key"}),
    "call": frozenset({"session_id"}),
    "staff": frozenset({"password_hash"}),
    "account_password": frozenset({"password_hash"}),
    # Places in the audit and its hashes: signing in again moves all that come after.
    "audit_event": frozenset({"sequence", "previous_hash", "hash", "detail_json"}),
    "receipt": frozenset({"audit_sequence", "audit_hash", "verification_code", "data_json"}),
    "business_day": frozenset({"sheet_json"}),
    "chain_head": frozenset({"sequence", "hash"}),
}
"""Columns that legitimately differ between two tries of the same."""

SIGNING_IN = "0001:sign_in"
"""Whoever tries again signs in again: those rows of the audit are left out."""

AUDIT = "audit_event"


def _query(table: sa.Table) -> str:
    kept = [one.name for one in table.columns if one.name not in LEFT_OUT.get(table.name, ())]
    names = ", ".join(f'"{one}"' for one in kept)
    signing_in = f" WHERE operation <> '{SIGNING_IN}'" if table.name == AUDIT else ""
    return f'SELECT {names} FROM "{table.name}"{signing_in}'


_QUERIES = {table.name: _query(table) for table in metadata.sorted_tables}


@dataclass(frozen=True)
class Fingerprint:
    """Rows by table, and digests by file."""

    rows: dict[str, tuple[str, ...]]
    files: dict[str, str]

    def difference(self, other: Fingerprint) -> dict[str, tuple[Any, Any]]:
        """What the other one has otherwise, to be read by people."""
        mine, its = {**self.rows, **self.files}, {**other.rows, **other.files}
        return {
            name: (_only(mine.get(name), its.get(name)), _only(its.get(name), mine.get(name)))
            for name in sorted({*mine, *its})
            if mine.get(name) != its.get(name)
        }

    def without_audit(self) -> Fingerprint:
        return Fingerprint({k: v for k, v in self.rows.items() if k not in (AUDIT, "chain_head")}, self.files)


def _only(some: Any, others: Any) -> Any:
    if isinstance(some, tuple) and isinstance(others, tuple):
        return [one for one in some if one not in others] or len(some)
    return some


def fingerprint(station: Workstation) -> Fingerprint:
    with station._database.reading() as reader:
        # Straight to the driver: hundreds of tables are read for each fault.
        driver: Any = reader.connection.connection
        rows = {name: tuple(sorted(map(repr, driver.execute(query)))) for name, query in _QUERIES.items()}
    return Fingerprint(rows, files(station))


def files(station: Workstation) -> dict[str, str]:
    """What lies in the house's folders under a final name, by its digest: names that begin with a dot are not."""
    home = station.settings.home
    return {
        str(one.relative_to(home)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(home.rglob("*"))
        if one.is_file() and not one.name.startswith(("hfund.", "."))
    }


def unfinished(station: Workstation) -> list[str]:
    """Files that were begun and never got their name."""
    return [one.name for one in station.settings.home.rglob(".*") if one.is_file()]
