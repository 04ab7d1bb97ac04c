"""Counters count what happens: held against a count of the test's own, after any sequence of changes."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from hfund_tui.db import counters
from hfund_tui.db.dialects import stored_rows
from hfund_tui.db.engine import Database
from hfund_tui.db.keys import Keys
from tests.support.by_hand import by_hand
from tests.support.stored_rows import ROWS, Row, insert

CASE, AGREEMENT, ACCOUNT = ROWS["case"], ROWS["agreement"], ROWS["account"]
LATER = ["2020-01-31", "2020-02-27", "2020-03-02"]


class Undo(Exception):
    """Leaves a unit of work without keeping anything."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, empty_file: Path, keys: Keys) -> Iterator[Database]:
    """One database for all examples: each is rolled back."""
    path = tmp_path_factory.mktemp("counters") / "hfund.db"
    shutil.copy(empty_file, path)
    with Database.open(path, keys) as database:
        yield database


def rows(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in stored_rows(connection, sql)]


def stored(connection: Connection, table: str, keys: str) -> Counter[tuple[Any, ...]]:
    return Counter(
        {tuple(row[:-1]): row[-1] for row in rows(connection, f"SELECT {keys}, number FROM {table}")}
    )


def way(channel: str, document: int | None) -> str:
    return channel if document is None else "proxy"


def counted(connection: Connection) -> dict[str, Counter[tuple[Any, ...]]]:
    """The same by going through everything, in Python."""
    reversals = {
        one for (one,) in rows(connection, "SELECT case_no FROM \"case\" WHERE operation = 'reverse_case'")
    }
    ways: dict[int, str] = {}
    signings: Counter[tuple[Any, ...]] = Counter()
    for member, kind, state, channel, document, signed, ended, case_no in rows(
        connection,
        "SELECT member_id, kind, state, channel, proxy_document_id, signed_on, terminated_on, terminated_case "
        "FROM agreement",
    ):
        if kind != "self_service":
            continue
        if state == "in_force":
            ways[member] = way(channel, document)
        if case_no not in reversals:
            signings[(signed[:7], "signed", way(channel, document))] += 1
            if ended:
                signings[(ended[:7], "ended", way(channel, document))] += 1
    members = Counter(
        (paid, ways.get(member, "unsigned"))
        for member, state, paid in rows(connection, "SELECT member_id, state, paid_through FROM account")
        if state == "normal" and paid is not None
    )
    business: Counter[tuple[Any, ...]] = Counter()
    rules: Counter[tuple[Any, ...]] = Counter()
    waiting: Counter[tuple[Any, ...]] = Counter()
    for status, posted, operation, channel, on, branch, codes in rows(
        connection,
        'SELECT status, posted_on, operation, channel, business_date, branch_code, refusal_codes FROM "case"',
    ):
        if status in ("completed", "closed_unsettled") and posted:
            business[(posted[:7], operation, channel)] += 1
        if status == "refused":
            for code in filter(None, (codes or "").split(",")):
                rules[(on[:7], branch, "refused", code[:60])] += 1
        if status in ("pending", "returned"):
            waiting[(branch, status, on)] += 1
    return {
        "member_count": members,
        "signing_count": signings,
        "business_count": business,
        "rule_count": rules,
        "open_case_count": waiting,
    }


# ---- what may happen ---------------------------------------------------------------------------------------

members = st.integers(1, 3)
words = {
    "state": st.sampled_from(["normal", "sealed", "closed_unsettled", "other"]),
    "paid_through": st.sampled_from([None, "2019-12", "2020-01", "2020-02"]),
    "channel": st.sampled_from(["counter", "app", "alipay"]),
    "document": st.sampled_from([None, 1]),
    "day": st.sampled_from(LATER),
    "kind": st.sampled_from(["self_service", "self_service", "co_repayer"]),
    "codes": st.sampled_from(
        [None, ",", "quota", "quota,card_linked", 'a"b,c\\d', "[]", "a,,b", "x" * 70, "{", "提取,'"]
    ),
    "status": st.sampled_from(
        ["completed", "closed_unsettled", "refused", "pending", "returned", "reversed"]
    ),
    "operation": st.sampled_from(["rent_withdrawal", "sign_agreement", "reverse_case"]),
}
steps = st.lists(
    st.one_of(
        st.tuples(st.just("pays"), members, words["paid_through"]),
        st.tuples(st.just("becomes"), members, words["state"]),
        st.tuples(st.just("leaves"), members),
        st.tuples(
            st.just("signs"), members, words["kind"], words["channel"], words["document"], words["day"]
        ),
        st.tuples(st.just("ends"), members, words["day"], st.booleans()),
        st.tuples(st.just("comes back"), members),
        st.tuples(st.just("forgets"), members),
        st.tuples(
            st.just("case"),
            words["operation"],
            words["channel"],
            words["status"],
            words["codes"],
            words["day"],
        ),
        st.tuples(st.just("goes on"), st.integers(1, 4), words["status"], words["day"]),
    ),
    max_size=25,
)
HISTORY = {
    "completed": {"plan_sha256": "a" * 64},
    "pending": {"inbox": "supervisor"},
    "returned": {"inbox": "teller", "decision_code": "wrong_entry"},
}


class House:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.cases = self.agreements = 0
        for table in ("branch", "staff", "employer"):
            insert(connection, table, ROWS[table])
        for member in (1, 2, 3):
            insert(
                connection, "member", ROWS["member"] | {"id": member, "id_no": f"44030119900101001{member}"}
            )
            insert(connection, "account", self.account(member))
        self.case("reverse_case", "counter", "refused", None, LATER[0])

    @staticmethod
    def account(member: int) -> Row:
        return ACCOUNT | {
            "account_no": f"2000000000{member}",
            "member_id": member,
            "balance_fen": 0,
            "held_fen": 0,
        }

    def take(self, step: tuple[Any, ...]) -> None:
        name, *given = step
        getattr(self, name.replace(" ", "_"))(*given)

    def sql(self, statement: str, *given: Any) -> None:
        by_hand(self.connection, statement, given)

    def pays(self, member: int, paid: str | None) -> None:
        self.sql("UPDATE account SET paid_through = ? WHERE member_id = ?", paid, member)

    def becomes(self, member: int, state: str) -> None:
        self.sql("UPDATE account SET state = ?, sealed_on = '2020-01-31' WHERE member_id = ?", state, member)

    def leaves(self, member: int) -> None:
        """The account goes, and comes again in whatever state it was declared."""
        self.sql("DELETE FROM account WHERE member_id = ?", member)
        insert(self.connection, "account", self.account(member))

    def signs(self, member: int, kind: str, channel: str, document: int | None, day: str) -> None:
        if kind == "self_service":
            self.ends(member, day, False)
        self.agreements += 1
        new = {"id": self.agreements, "member_id": member, "kind": kind, "channel": channel, "signed_on": day}
        insert(self.connection, "agreement", AGREEMENT | new | {"proxy_document_id": document})

    def ends(self, member: int, day: str, by_reversal: bool) -> None:
        self.sql(
            "UPDATE agreement SET state = 'terminated', terminated_on = ?, terminated_case = ? "
            "WHERE member_id = ? AND kind = 'self_service' AND state = 'in_force'",
            day,
            "C00000001" if by_reversal else None,
            member,
        )

    def comes_back(self, member: int) -> None:
        """A termination is reversed: the newest agreement is in force again."""
        self.ends(member, LATER[0], False)
        self.sql(
            "UPDATE agreement SET state = 'in_force', terminated_on = NULL, terminated_case = NULL WHERE id = "
            "(SELECT max(id) FROM agreement WHERE member_id = ? AND kind = 'self_service')",
            member,
        )

    def forgets(self, member: int) -> None:
        self.sql("DELETE FROM agreement WHERE member_id = ?", member)

    def case(self, operation: str, channel: str, status: str, codes: str | None, day: str) -> None:
        self.cases += 1
        new = {
            "case_no": f"C{self.cases:08}",
            "idempotency_key": f"key-{self.cases:08}",
            "operation": operation,
            "channel": channel,
            "status": status,
            "refusal_codes": codes,
            "business_date": day,
            "posted_on": day,
            "account_no": None,
            "decision_code": None,
        }
        insert(self.connection, "case", CASE | new | HISTORY.get(status, {}))

    def goes_on(self, number: int, status: str, day: str) -> None:
        change = {"inbox": None, "decision_code": None, **HISTORY.get(status, {})}
        self.sql(
            'UPDATE "case" SET status = ?, posted_on = ?, inbox = ?, decision_code = ? '
            "WHERE case_no = ? AND operation <> 'reverse_case'",
            status,
            day,
            change["inbox"],
            change["decision_code"],
            f"C{number:08}",
        )


@given(sequence=steps)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_sequence_of_changes_is_counted(shared: Database, sequence: list[tuple[Any, ...]]) -> None:
    with pytest.raises(Undo), shared.writing() as uow:
        house = House(uow.connection)
        for step in sequence:
            house.take(step)
        for counter in counters.COUNTERS:
            names = ", ".join(counter.keys)
            own = counted(uow.connection)[counter.table]
            assert stored(uow.connection, counter.table, names) == +own, counter.table
            assert rows(uow.connection, counters.recount(counter)) == []
            assert rows(uow.connection, f"SELECT * FROM {counter.table} WHERE number <= 0") == []
        raise Undo


def taken_over(connection: Connection, batch: int, channel: str | None, lines: int, **change: Any) -> None:
    """A batch of so many members' lines and the one that balances them."""
    entry = ROWS["ledger_entry"] | {"batch_id": batch, "balance_after_fen": 0}
    for number in range(lines):
        insert(connection, "ledger_entry", entry | {"id": batch * 10 + number, "amount_fen": -5})
    last = {"id": batch * 10 + 9, "ledger": "bank", "account_no": None, "balance_after_fen": None}
    insert(connection, "ledger_entry", entry | last | {"amount_fen": 5 * lines})
    new = {"id": batch, "summary_code": "rent_withdrawal", "channel": channel, "entry_count": lines + 1}
    insert(connection, "journal_batch", ROWS["journal_batch"] | new | change)


def test_what_is_taken_over_counts_by_its_members_lines(shared: Database) -> None:
    with pytest.raises(Undo), shared.writing() as uow:
        house = House(uow.connection)
        taken_over(uow.connection, 1, "app", 3)
        taken_over(uow.connection, 2, "app", 1, business_date="2020-01-15")
        taken_over(uow.connection, 3, None, 2)
        taken_over(uow.connection, 4, "alipay", 1, summary_code="another_withdrawal")
        assert stored(house.connection, "business_count", "month, kind, channel") == {
            ("2020-02", "rent_withdrawal", "app"): 3,
            ("2020-01", "rent_withdrawal", "app"): 1,
            ("2020-02", "another_withdrawal", "alipay"): 1,
        }
        raise Undo


def test_a_counter_somebody_tampered_with_stops_nobody(shared: Database) -> None:
    with pytest.raises(Undo), shared.writing() as uow:
        house = House(uow.connection)
        house.sql("DELETE FROM member_count")
        house.signs(1, "self_service", "app", None, LATER[0])
        assert stored(house.connection, "member_count", "way") == {("app",): 1, ("unsigned",): -1}
        raise Undo
