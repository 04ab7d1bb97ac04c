"""Many processes on one account, and processes that die: never more than the balance, never half of anything."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hfund_tui.db import audit, integrity
from hfund_tui.db.engine import Database
from hfund_tui.db.keys import Keys
from hfund_tui.db.tables import Account
from tests.support.by_hand import by_hand

pytestmark = pytest.mark.reliability

ROOT = Path(__file__).parents[2]
CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
AVAILABLE_FEN, AMOUNT_FEN = 90_000, 2_000
AFFORDABLE = AVAILABLE_FEN // AMOUNT_FEN


def start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.db.workers.{program}", *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.fixture
def cashbox(filled: Database) -> Iterator[Path]:
    """An account with 900.00 available and an audit record that starts empty."""
    connection = filled.raw_connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    for trigger in ("audit_event_no_delete", "chain_head_no_delete"):
        connection.execute(f"DROP TRIGGER tr_{trigger}")
    connection.execute("DELETE FROM audit_event")
    connection.execute("DELETE FROM chain_head")
    connection.close()
    filled.close()
    yield filled.path


def state(path: Path, keys: Keys) -> tuple[int, int, int]:
    """Balance, batches and audit events, after a check that they tell one story."""
    about_money = {"batch_not_zero", "balance_not_entries", "running_balance", "held_not_holds", "integrity"}
    with Database.open(path, keys) as database, database.reading() as reader:
        found = {problem.code for problem in integrity.verify_database(reader, keys)}
        assert not found & about_money
        assert audit.verify_chains(reader, keys.audit) == []
        account = reader.session.get(Account, "20000000001")
        assert account is not None
        batches, events = (
            by_hand(reader.connection, f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("journal_batch", "audit_event")
        )
    return account.balance_fen, batches, events


def test_eight_terminals_never_pay_more_than_the_balance(cashbox: Path, keys: Keys) -> None:
    terminals, each = 8, 100 if CAMPAIGN else 10
    processes = [start("terminal", cashbox, f"0301/{number:02}", each) for number in range(terminals)]
    paid = [line for process in processes for line in process.communicate(timeout=300)[0].split()]
    assert [process.returncode for process in processes] == [0] * terminals
    assert terminals * each > AFFORDABLE == len(paid) == len(set(paid))
    assert state(cashbox, keys) == (100_000 - AFFORDABLE * AMOUNT_FEN, 1 + AFFORDABLE, AFFORDABLE)


def test_a_kill_at_any_statement_leaves_nothing_half_done(cashbox: Path, keys: Keys, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir(0o700)
    process = start("die_everywhere", cashbox, folder)
    killed = int(process.communicate(timeout=300)[0])
    untouched, done = (100_000, 1, 0), (98_000, 2, 1)
    states = [state(folder / f"{number:02}.db", keys) for number in range(1, killed + 2)]
    # The last two died after the commit, or not at all.
    assert killed > 6
    assert states == [untouched] * (killed - 1) + [done] * 2


def test_what_was_acknowledged_survives_a_kill_at_any_moment(
    cashbox: Path, keys: Keys, tmp_path: Path
) -> None:
    chance = random.Random(20200227)
    for number in range(100 if CAMPAIGN else 3):
        copy = tmp_path / f"{number}.db"
        shutil.copy(cashbox, copy)
        process = start("terminal", copy, "0301/03", 0)
        assert process.stdout is not None
        seen = [process.stdout.readline() for _ in range(chance.randint(1, AFFORDABLE - 5))]
        process.kill()
        acknowledged = {int(line) for line in [*seen, *process.stdout.read().split()]}
        process.wait()
        process.stdout.close()
        balance, batches, events = state(copy, keys)
        assert acknowledged <= set(range(2, batches + 1))
        assert (balance, events) == (100_000 - (batches - 1) * AMOUNT_FEN, batches - 1)
