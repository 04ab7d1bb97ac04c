"""The counters, declared: from one declaration come the triggers that keep a counter and the query that counts
again, so the two can't differ.

An operation can't forget to count: whatever changes a row, in a case, a reversal, a batch or an import, counts in
the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from hfund_tui.db.dialects import Dialect


def _of(row: str, sql: str) -> str:
    return sql.replace("{row}", row)


@dataclass(frozen=True, slots=True)
class Source:
    """What a row of `table` adds to a counter: `number` under `keys`, where `counts` holds.

    SQL throughout; ``{row}`` stands for the row, `beside` for what else it is read with. `watched` are the
    columns the answer depends on; none where rows only get added. A source that only moves what another one
    counted is not `recounted`.
    """

    table: str
    keys: tuple[str, ...]
    counts: str
    watched: tuple[str, ...] = ()
    beside: str = ""
    number: str = "1"
    recounted: bool = True

    def rows(self, row: str, number: str) -> str:
        """SELECT of what one row adds, in a trigger."""
        beside = f" FROM {self.beside}" if self.beside else ""
        return _of(row, f"SELECT {', '.join((*self.keys, number))}{beside} WHERE {self.counts}")

    def all_rows(self, names: tuple[str, ...]) -> str:
        """SELECT of what all rows add; the keys are called *names*."""
        keys = ", ".join(f"{key} AS {name}" for key, name in zip(self.keys, names, strict=True))
        beside = f", {self.beside}" if self.beside else ""
        rows = f'"{self.table}" AS of_source{beside}'
        select = f"SELECT {keys}, 0 AS stored, {self.number} AS counted FROM {rows} WHERE {self.counts}"
        return _of("of_source", select)


@dataclass(frozen=True, slots=True)
class Counter:
    """A table of `keys` and a ``number``, and what is counted in it."""

    table: str
    keys: tuple[str, ...]
    sources: tuple[Source, ...]


_PAYING = "{row}.state = 'normal' AND {row}.paid_through IS NOT NULL"
_WAY = "CASE WHEN {row}.proxy_document_id IS NULL THEN {row}.channel ELSE 'proxy' END"
_IN_FORCE = "{row}.kind = 'self_service' AND {row}.state = 'in_force'"
_WAY_OF_MEMBER = (
    f"coalesce((SELECT {_of('g', _WAY)} FROM agreement g "
    f"WHERE g.member_id = {{row}}.member_id AND {_of('g', _IN_FORCE)}), 'unsigned')"
)
_SIGNED_BY_PAYING = f"a.member_id = {{row}}.member_id AND {_of('a', _PAYING)} AND {_IN_FORCE}"
_SIGNING = ("member_id", "kind", "state", "channel", "proxy_document_id")
# A signing taken back by a reversal never was.
_STANDS = (
    "{row}.kind = 'self_service' AND NOT EXISTS (SELECT 1 FROM \"case\" c "
    "WHERE c.case_no = {row}.terminated_case AND c.operation = 'reverse_case')"
)
_REFUSED_BY = "@each_of({row}.refusal_codes)"

COUNTERS = (
    Counter(
        "member_count",
        ("paid_through", "way"),
        (
            Source(
                "account",
                ("{row}.paid_through", _WAY_OF_MEMBER),
                _PAYING,
                ("member_id", "state", "paid_through"),
            ),
            # Signing moves a member who was counted from one column to another.
            *(
                Source(
                    "agreement",
                    ("a.paid_through", way),
                    _SIGNED_BY_PAYING,
                    _SIGNING,
                    beside="account AS a",
                    number=number,
                    recounted=False,
                )
                for way, number in ((_WAY, "1"), ("'unsigned'", "-1"))
            ),
        ),
    ),
    Counter(
        "signing_count",
        ("month", "event", "way"),
        (
            Source(
                "agreement",
                ("@month({row}.signed_on)", "'signed'", _WAY),
                _STANDS,
                (*_SIGNING, "signed_on", "terminated_case"),
            ),
            Source(
                "agreement",
                ("@month({row}.terminated_on)", "'ended'", _WAY),
                f"{_STANDS} AND {{row}}.terminated_on IS NOT NULL",
                (*_SIGNING, "terminated_on", "terminated_case"),
            ),
        ),
    ),
    Counter(
        "business_count",
        ("month", "kind", "channel"),
        (
            Source(
                "case",
                ("@month({row}.posted_on)", "{row}.operation", "{row}.channel"),
                "{row}.status IN ('completed', 'closed_unsettled') AND {row}.posted_on IS NOT NULL",
                ("status", "posted_on", "operation", "channel"),
            ),
            Source(
                "journal_batch",
                ("@month({row}.business_date)", "{row}.summary_code", "{row}.channel"),
                "{row}.case_no IS NULL AND {row}.channel IS NOT NULL",
                number="(SELECT count(*) FROM ledger_entry e WHERE e.batch_id = {row}.id AND e.ledger = 'member')",
            ),
        ),
    ),
    Counter(
        "rule_count",
        ("month", "branch_code", "event", "rule"),
        (
            Source(
                "case",
                (
                    "@month({row}.business_date)",
                    "{row}.branch_code",
                    "'refused'",
                    "substr(code.value, 1, 60)",
                ),
                "{row}.status = 'refused' AND code.value <> ''",
                ("status", "business_date", "branch_code", "refusal_codes"),
                beside=_REFUSED_BY,
            ),
            Source(
                "exception_record",
                ("@month({row}.business_date)", "{row}.branch_code", "'overridden'", "{row}.rule"),
                "true",
            ),
        ),
    ),
    Counter(
        "open_case_count",
        ("branch_code", "status", "since"),
        (
            Source(
                "case",
                ("{row}.branch_code", "{row}.status", "{row}.business_date"),
                "{row}.status IN ('pending', 'returned')",
                ("status", "branch_code", "business_date"),
            ),
        ),
    ),
)

TABLES = tuple(one.table for one in COUNTERS)
"""The counters' own tables. Only triggers write them."""


@dataclass(frozen=True, slots=True)
class CountTrigger:
    """What counts after a change of rows: at most three for each table that is counted."""

    name: str
    table: str
    event: str
    of: str
    statements: tuple[str, ...]


def triggers(dialect: Dialect, kept: Collection[str]) -> Iterator[CountTrigger]:
    """All that count. From *kept* tables no row goes."""
    counted = sorted(
        ((source.table, counter, source) for counter in COUNTERS for source in counter.sources),
        key=itemgetter(0),
    )
    for table, group in groupby(counted, key=itemgetter(0)):
        pairs = [(counter, source) for _, counter, source in group]

        def made(verb: str, of: str, statements: list[str], table: str = table) -> CountTrigger:
            written = tuple(map(dialect.written, statements))
            return CountTrigger(f"tr_{table}_counts_{verb}", table, verb.upper(), of, written)

        yield made("insert", "", [_added(*pair) for pair in pairs])
        watched = list(dict.fromkeys(column for _, source in pairs for column in source.watched))
        if watched:
            columns = ", ".join(f'"{column}"' for column in watched)
            both = [statement for pair in pairs for statement in (_taken(*pair), _added(*pair))]
            yield made("update", f" OF {columns}", both)
        if watched and table not in kept:
            yield made("delete", "", [_taken(*pair) for pair in pairs])


def recount(counter: Counter) -> str:
    """A query, with words of `hfund_tui.db.dialects`, for the rows of a counter that differ from what is counted
    now: the key, what is stored, and what was counted."""
    names, key = ", ".join(counter.keys), " || ' ' || ".join(counter.keys)
    return (
        f"SELECT {key}, stored, counted FROM ("
        f"SELECT {names}, sum(stored) AS stored, sum(counted) AS counted FROM ("
        f'SELECT {names}, number AS stored, 0 AS counted FROM "{counter.table}" UNION ALL {_all_rows(counter)}'
        f") AS both_ways GROUP BY {names}) AS recounted WHERE stored <> counted"
    )


def count_anew(counter: Counter) -> str:
    """A statement, with words of `hfund_tui.db.dialects`, that fills an empty counter with what is counted now."""
    names = ", ".join(counter.keys)
    return (
        f'INSERT INTO "{counter.table}" ({names}, number) '
        f"SELECT {names}, sum(counted) FROM ({_all_rows(counter)}) GROUP BY {names} HAVING sum(counted) <> 0"
    )


def _all_rows(counter: Counter) -> str:
    return " UNION ALL ".join(one.all_rows(counter.keys) for one in counter.sources if one.recounted)


def _added(counter: Counter, source: Source) -> str:
    return _moved(counter, source, "NEW", source.number)


def _taken(counter: Counter, source: Source) -> str:
    return _moved(counter, source, "OLD", f"-({source.number})")


def _moved(counter: Counter, source: Source, row: str, number: str) -> str:
    keys = ", ".join(counter.keys)
    moved = (
        f'INSERT INTO "{counter.table}" ({keys}, number) {source.rows(row, number)} '
        f'ON CONFLICT ({keys}) DO UPDATE SET number = "{counter.table}".number + excluded.number;'
    )
    return moved if number == "1" else f'{moved} DELETE FROM "{counter.table}" WHERE number = 0;'
