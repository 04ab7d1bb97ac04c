"""A server as a place of storage: what is asked of it, what it is asked for, and what it says when it refuses."""

from __future__ import annotations

from threading import Timer
from typing import Any

import pytest

from hfund_tui.db import integrity, migrate, schema, turns
from hfund_tui.db.audit import NewAuditEvent, append
from hfund_tui.db.errors import ConstraintBroken, Interrupted, StorageTrouble
from hfund_tui.db.keys import Keys, memory_keys
from hfund_tui.db.server import ServerDatabase
from hfund_tui.db.tables import Branch, metadata
from hfund_tui.domain.vocabulary import AuditOutcome, Channel
from tests.support.branch import NOW
from tests.support.by_hand import behind_the_server, by_hand
from tests.support.server import HouseServer

psycopg = pytest.importorskip("psycopg", reason="no PostgreSQL here: `make test` installs psycopg")


def trouble_of(job: Any) -> str:
    with pytest.raises(StorageTrouble) as caught:
        job()
    return caught.value.code


class TestOpening:
    def test_a_house_is_made_once(self, uri: str, keys: Keys) -> None:
        ServerDatabase.create(uri, keys).close()
        assert trouble_of(lambda: ServerDatabase.create(uri, keys)) == "exists"
        with ServerDatabase.open(uri, keys) as again, again.reading() as reader:
            assert migrate.current_revision(reader.connection) == migrate.HEAD

    def test_an_empty_database_is_no_house(self, uri: str, keys: Keys) -> None:
        assert trouble_of(lambda: ServerDatabase.open(uri, keys)) == "missing"

    def test_what_could_not_be_finished_leaves_nothing(self, uri: str, keys: Keys) -> None:
        with ServerDatabase.create(uri, keys) as made:
            made.unmake()
        ServerDatabase.create(uri, keys).close()

    def test_another_audit_key_is_refused(self, database: ServerDatabase) -> None:
        uri = database.uri
        other = memory_keys(b"others")
        ServerDatabase.open(uri, other).close()  # nothing was sealed yet
        event = NewAuditEvent("0301/03", NOW, "1001", "03", Channel.COUNTER, "x", AuditOutcome.DONE)
        with database.writing(turns.NOTHING) as uow:
            append(uow, event, database.keys.audit)
        assert trouble_of(lambda: ServerDatabase.open(uri, other)) == "wrong_key"

    @pytest.mark.parametrize(
        ("setting", "value"),
        [("synchronous_commit", "off"), ("session_replication_role", "replica")],
    )
    def test_a_server_that_forgets_is_refused(self, uri: str, keys: Keys, setting: str, value: str) -> None:
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {connection.info.dbname} SET {setting} = {value}".encode())
        with pytest.raises(StorageTrouble) as caught:
            ServerDatabase.create(uri, keys)
        assert (caught.value.code, caught.value.params["name"]) == ("settings", setting)

    def test_nobody_there(self, keys: Keys) -> None:
        uri = "postgresql://hfund@127.0.0.1:1/hfund"
        assert trouble_of(lambda: ServerDatabase.open(uri, keys)) == "unreachable"

    def test_a_role_nobody_knows(self, house_server: HouseServer, uri: str, keys: Keys) -> None:
        stranger = uri.replace("//postgres@", "//stranger@")
        assert trouble_of(lambda: ServerDatabase.open(stranger, keys)) == "not_let_in"


class TestTransactions:
    def test_a_snapshot_stays_and_writes_nothing(self, database: ServerDatabase) -> None:
        count = "SELECT count(*) FROM branch"
        with database.reading() as reader:
            assert by_hand(reader.connection, count).scalar() == 0
            with database.writing() as uow:
                uow.session.add(Branch(code="0301", name="福田", name_en="Futian"))
            assert by_hand(reader.connection, count).scalar() == 0
            with pytest.raises(StorageTrouble, match="read_only"):
                by_hand(reader.connection, "DELETE FROM branch")

    def test_what_fails_writes_nothing(self, database: ServerDatabase) -> None:
        with pytest.raises(RuntimeError, match="power"), database.writing() as uow:
            uow.session.add(Branch(code="0301", name="福田", name_en="Futian"))
            uow.session.flush()
            raise RuntimeError("power")
        with database.reading() as reader:
            assert by_hand(reader.connection, "SELECT count(*) FROM branch").scalar() == 0

    def test_a_query_is_given_up(self, database: ServerDatabase) -> None:
        with database.reading() as reader:
            Timer(0.2, reader.interrupt).start()
            with pytest.raises(Interrupted):
                by_hand(reader.connection, "SELECT pg_sleep(60)")
        with database.reading() as later:
            assert by_hand(later.connection, "SELECT 1").scalar() == 1

    def test_a_connection_that_was_lost_is_made_anew(self, database: ServerDatabase) -> None:
        """As it is after a fail-over: one statement is lost, the next one goes through."""
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        with psycopg.connect(database.uri, autocommit=True) as admin:
            with database.writing() as uow:
                uow.session.add(Branch(code="0301", name="福田", name_en="Futian"))
            admin.execute(f"{others} AND datname = current_database()".encode())
        with database.writing() as uow:
            assert by_hand(uow.connection, "SELECT count(*) FROM branch").scalar() == 1


class TestSchema:
    def test_the_migrated_one_is_the_declared_one(self, database: ServerDatabase) -> None:
        with database.reading() as reader:
            assert schema.differences(reader.connection) == []

    @pytest.mark.parametrize(
        ("statement", "name"),
        [
            ("ALTER TABLE audit_event DISABLE TRIGGER tr_audit_event_no_update", "tr_audit_event_no_update"),
            ("DROP TRIGGER tr_ledger_entry_no_truncate ON ledger_entry", "tr_ledger_entry_no_truncate"),
            ("CREATE OR REPLACE FUNCTION tr_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
             "tr_refuse"),
            ("ALTER TABLE account DROP CONSTRAINT ck_account_available", "ck_account_available"),
            ("ALTER TABLE hold DROP CONSTRAINT fk_hold_case_no", "fk_hold_case_no"),
            ("DROP INDEX uq_card_linked_no", "uq_card_linked_no"),
            ("ALTER TABLE branch ADD COLUMN extra TEXT", "branch"),
            ("ALTER TABLE staff ALTER COLUMN id_no DROP NOT NULL", "staff"),
        ],
    )  # fmt: skip
    def test_a_difference_is_named(self, database: ServerDatabase, statement: str, name: str) -> None:
        with database.writing() as uow:
            by_hand(uow.connection, statement)
        with database.reading() as reader:
            assert schema.differences(reader.connection) == [name]

    def test_every_table_takes_its_rows(self, filled: ServerDatabase) -> None:
        with filled.reading() as reader:
            for table in metadata.sorted_tables:
                count = by_hand(reader.connection, f'SELECT count(*) FROM "{table.name}"').scalar_one()
                assert count or table.name in (
                    "member_count",
                    "signing_count",
                    "rule_count",
                    "open_case_count",
                )


class TestConstraints:
    @pytest.mark.parametrize(
        ("statement", "name"),
        [
            ("UPDATE account SET held_fen = balance_fen + 1", "ck_account_available"),
            ("UPDATE account SET personal_rate_bp = -1", "ck_account_personal_rate_bp"),
            ("UPDATE staff SET name = NULL", "nn_staff_name"),
            ("UPDATE staff SET id_no = 'x' || '12345'", "uq_staff_id_no"),
            ("UPDATE account SET employer_id = 99", "foreign_key"),
            ("UPDATE audit_event SET reason = 'x'", "tr_audit_event_no_update"),
            ("DELETE FROM ledger_entry", "tr_ledger_entry_no_delete"),
            ("TRUNCATE ledger_entry", "tr_ledger_entry_no_truncate"),
            ("UPDATE account SET opened_on = '2020-02-30'", "datatype"),
        ],
    )
    def test_are_told_by_name(self, filled: ServerDatabase, statement: str, name: str) -> None:
        with pytest.raises(ConstraintBroken) as caught, filled.writing() as uow:
            by_hand(uow.connection, statement)
        assert caught.value.name == name


class TestVerify:
    def codes(self, database: ServerDatabase) -> set[tuple[str, str]]:
        with database.reading() as reader:
            return {(one.code, one.table) for one in integrity.verify_storage(reader)}

    def test_nothing_is_wrong(self, filled: ServerDatabase) -> None:
        assert self.codes(filled) == set()

    def test_a_row_past_its_constraints_is_found(self, filled: ServerDatabase) -> None:
        """The superuser takes a condition away, writes, and puts it back as if it held, or a weaker one."""
        behind_the_server(filled, ["UPDATE account SET held_fen = balance_fen + 1"])
        with filled.reading() as reader:
            assert schema.differences(reader.connection) == []
        assert self.codes(filled) == {("integrity", "account")}

    def test_a_condition_that_is_not_in_force_is_found(self, filled: ServerDatabase) -> None:
        name = "ck_account_available"
        behind_the_server(
            filled,
            [
                f"ALTER TABLE account DROP CONSTRAINT {name}",
                f"ALTER TABLE account ADD CONSTRAINT {name} CHECK (balance_fen >= held_fen) NOT VALID",
            ],
        )
        with filled.reading() as reader:
            assert schema.differences(reader.connection) == [name]

    def test_a_reference_to_nothing_is_found(self, filled: ServerDatabase) -> None:
        behind_the_server(filled, ["UPDATE account SET employer_id = 99"])
        assert self.codes(filled) == {("foreign_key", "account")}
