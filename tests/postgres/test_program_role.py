"""The role that the program works as: it serves members, and can't rewrite what happened."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hfund_tui.db import counters, triggers
from hfund_tui.db.tables import metadata
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.server import HouseServer

psycopg = pytest.importorskip("psycopg", reason="no PostgreSQL here: `make test` installs psycopg")

SCRIPT = Path(__file__).parents[2] / "data" / "postgresql" / "program-role.sql"
ROLE = "hfund_program"
ALL = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
CHANGED_ONLY_BY_TRIGGERS = (*counters.TABLES, "alembic_version")


@pytest.fixture
def settings(branch_settings: Settings, house_server: HouseServer) -> Settings:
    """The small branch, worked on by the role."""
    assert branch_settings.server is not None
    with house_server.administering() as admin:
        admin.execute(
            f"DO $$ BEGIN CREATE ROLE {ROLE} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
    command = [house_server.psql, "-qX", "-v", "ON_ERROR_STOP=1", "-v", f"role={ROLE}", "-f", str(SCRIPT)]
    subprocess.run([*command, branch_settings.server], check=True, capture_output=True)
    return replace(branch_settings, server=branch_settings.server.replace("//postgres@", f"//{ROLE}@"))


@pytest.fixture
def station(settings: Settings) -> Iterator[Workstation]:
    station = branch.open_branch(settings)
    yield station
    station.close()


def test_a_day_of_work_needs_no_other_rights(station: Workstation) -> None:
    """A case that is approved, one that is taken back, the bank's file and its answer, the end of the day."""
    teller = branch.sign_in(station)
    paid = house.done(station, teller, house.rent())
    house.done(station, teller, house.reverse(paid.receipt.case_no))
    house.done(station, teller, house.rent(2))
    house.settle_with_bank(station)
    house.tomorrow(station)
    house.clean(station)


def test_the_rights_are_those_of_the_declarations(settings: Settings) -> None:
    with psycopg.connect(settings.server or "") as connection:
        for table in (*metadata.tables, "alembic_version"):
            query = "SELECT " + ", ".join(f"has_table_privilege('\"{table}\"', '{one}')" for one in ALL)
            row = connection.execute(query.encode()).fetchone()
            assert row is not None
            granted = {right for right, has in zip(ALL, row, strict=True) if has}
            if table in CHANGED_ONLY_BY_TRIGGERS:
                assert granted == {"SELECT"}, table
            elif table in triggers.APPEND_ONLY:
                assert granted == {"SELECT", "INSERT"}, table
            else:
                assert granted - {"DELETE"} == {"SELECT", "INSERT", "UPDATE"}, table
                assert "DELETE" not in granted or table not in triggers.KEPT


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET reason = 'x'",
        "DELETE FROM audit_event",
        "UPDATE ledger_entry SET amount_fen = 1",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TRIGGER tr_audit_event_no_update ON audit_event",
        "ALTER TABLE account DROP CONSTRAINT ck_account_available",
        "UPDATE member_count SET number = 0",
        "SET session_replication_role = replica",
        "CREATE TEMPORARY TABLE ledger_entry (batch_id bigint)",
        "CREATE TABLE other (n int)",
    ],
)
def test_what_happened_can_not_be_rewritten(settings: Settings, statement: str) -> None:
    with (
        psycopg.connect(settings.server or "") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())
