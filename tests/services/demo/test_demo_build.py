"""The demo branch as a whole: complete, consistent, synthetic, and the same every time."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from hfund_tui.db.engine import Database
from hfund_tui.db.integrity import verify_database
from hfund_tui.db.keys import memory_keys
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import Role
from hfund_tui.services.demo import build_demo, demo_accounts
from hfund_tui.services.demo.scenarios import scenarios

# What the audit key seals differs from machine to machine.
SEALED = {"audit_event", "chain_head", "receipt"}


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """For demos that are built only to be compared."""
    cheap = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("hfund_tui.services.demo.build.PasswordHasher", cheap)


def built(path: Path, policies: PolicyBook, *, key: bytes = b"k", **options: Any) -> dict[str, list[Any]]:
    """Every row of every table of a small demo."""
    path.mkdir(mode=0o700)
    keys = memory_keys(key)
    with Database.create(path / "hfund.db", keys) as database:
        build_demo(database, keys, policies, **{"members": 90, **options})
        return dump(database)


def dump(database: Database) -> dict[str, list[Any]]:
    with database.reading() as reader:
        execute = reader.connection.exec_driver_sql
        tables = [name for (name,) in execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [tuple(row) for row in execute(f'SELECT * FROM "{name}"')] for name in sorted(tables)}


def test_the_whole_branch_is_there(demo):
    summary = demo.summary
    assert summary.members == 2400
    assert summary.scenarios == len(scenarios())
    assert (summary.branches, summary.staff) == (2, 9)
    for table, wanted in (
        ("member", summary.members),
        ("account", summary.members),
        ("employer", summary.employers),
        ("staff", summary.staff),
        ('"case"', summary.cases),
    ):
        assert demo.query(f"SELECT count(*) FROM {table}") == [(wanted,)]


def test_verify_finds_nothing(demo):
    with demo.database.reading() as reader:
        assert verify_database(reader, demo.keys) == []


def test_progress_goes_up_to_the_end(demo):
    done = [step for step, _ in demo.progress]
    assert done == sorted(done)
    assert demo.progress[-1] == (2400, 2400)
    assert len(done) >= 4


def test_the_same_seed_gives_the_same_branch(tmp_path, policies, cheap_hashes):
    one = built(tmp_path / "one", policies)
    assert built(tmp_path / "two", policies) == one
    other_key = built(tmp_path / "three", policies, key=b"another")
    assert {name for name in one if one[name] != other_key[name]} <= SEALED


def test_another_seed_gives_another_crowd_around_the_same_scenarios(tmp_path, policies, cheap_hashes):
    one, other = built(tmp_path / "one", policies), built(tmp_path / "two", policies, seed=1)
    named = {scenario.portrait.identity.id_no for scenario in scenarios()}
    ids = [{row[2] for row in rows["member"]} for rows in (one, other)]
    assert named <= ids[0] & ids[1]
    assert (ids[0] - named).isdisjoint(ids[1] - named)


def test_fewer_members_than_scenarios_are_the_scenarios(tmp_path, policies, cheap_hashes):
    assert len(built(tmp_path / "one", policies, members=1)["member"]) == len(scenarios())


def test_a_build_cut_short_leaves_nothing_and_can_be_repeated(tmp_path, policies, cheap_hashes):
    folder = tmp_path / "one"
    folder.mkdir(mode=0o700)
    keys = memory_keys(b"k")

    def cut(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with Database.create(folder / "hfund.db", keys) as database:
        with pytest.raises(KeyboardInterrupt):
            build_demo(database, keys, policies, members=90, on_progress=cut)
        left = {name for name, rows in dump(database).items() if rows} - {"alembic_version"}
        assert left == set()
        build_demo(database, keys, policies, members=90)
        with database.reading() as reader:
            assert verify_database(reader, keys) == []


def test_every_sign_in_shown_works(demo):
    accounts = demo_accounts()
    assert {one.role for one in accounts} == set(Role)
    for one in accounts:
        session = demo.staff.sign_in(one.code, one.password)
        assert (session.staff_name, session.staff_name_en, session.role) == (one.name, one.name_en, one.role)
        assert session.business_date == demo.office.business_date
        assert not session.must_change_password


def test_the_passwords_are_hashed_as_in_production(demo):
    hashes = [row[0] for row in demo.query("SELECT password_hash FROM staff")]
    assert len(set(hashes)) == len(hashes)
    assert all(one.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for one in hashes)


def test_one_day_is_open_in_each_branch(demo):
    assert demo.query(
        "SELECT branch_code, business_date FROM business_day WHERE closed_at IS NULL ORDER BY branch_code"
    ) == [("0002", "2020-02-27"), ("0003", "2020-02-27")]


@pytest.mark.parametrize(
    ("what", "query", "per_mille", "within"),
    [
        ("signed", "SELECT count(*) FROM agreement WHERE state = 'in_force'", 636, 30),
        ("with a loan", "SELECT count(*) FROM loan", 50, 15),
        ("sealed", "SELECT count(*) FROM account WHERE state = 'sealed'", 30, 12),
        ("frozen", "SELECT count(*) FROM account WHERE freeze = 'full'", 4, 3),
        ("partly frozen", "SELECT count(*) FROM account WHERE freeze = 'partial'", 6, 4),
        ("initial password", "SELECT count(*) FROM account WHERE password_is_initial", 95, 25),
        ("permits", "SELECT count(*) FROM member WHERE id_kind NOT IN ('resident', 'passport')", 17, 10),
        ("dotted names", "SELECT count(*) FROM member WHERE name LIKE '%·%'", 6, 5),
        (
            "without a card",
            "SELECT count(*) FROM account a WHERE state = 'normal' AND NOT EXISTS "
            "(SELECT 1 FROM card c WHERE c.member_id = a.member_id AND c.state = 'linked')",
            65,
            25,
        ),
    ],
)
def test_the_proportions_are_the_citys(demo, what, query, per_mille, within):
    found = demo.query(query)[0][0] * 1000 / demo.summary.members
    assert abs(found - per_mille) <= within, what


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("paid through the business month at most", "paid_through > '2020-02'"),
        ("no month before the earliest claimable", "first_contribution_month < '2010-12'"),
        (
            "opened in the month of the first contribution",
            "substr(opened_on, 1, 7) <> first_contribution_month",
        ),
        ("first paid month before the last", "first_contribution_month > paid_through"),
        ("last withdrawal after the first contribution", "last_withdrawal_month < first_contribution_month"),
        ("who withdrew changed the password", "last_withdrawal_month NOT NULL AND password_is_initial"),
        ("sealed and ended accounts say since when", "state <> 'normal' AND sealed_on IS NULL"),
        ("ended accounts are empty", "closed_on NOT NULL AND balance_fen <> 0"),
        ("bases between floor and cap", "contribution_base_fen NOT BETWEEN 220000 AND 2792700"),
        (
            "rates in whole percent from 5 to 12",
            "personal_rate_bp NOT BETWEEN 500 AND 1200 OR personal_rate_bp % 100",
        ),
        (
            "each side's due is the base times its rate, half up",
            "personal_due_fen <> (contribution_base_fen * personal_rate_bp + 5000) / 10000 "
            "OR employer_due_fen <> (contribution_base_fen * employer_rate_bp + 5000) / 10000",
        ),
        (
            "an employer has one pair of rates",
            "EXISTS (SELECT 1 FROM account o WHERE o.employer_id = account.employer_id "
            "AND o.personal_rate_bp <> account.personal_rate_bp)",
        ),
        (
            "who signed has a class-I card of the own name and changed the password",
            "member_id IN (SELECT member_id FROM agreement WHERE state = 'in_force') AND (password_is_initial "
            "OR NOT EXISTS (SELECT 1 FROM card c JOIN member m ON m.id = c.member_id "
            "WHERE c.member_id = account.member_id AND c.state = 'linked' AND c.class_one "
            "AND c.holder_name = m.name))",
        ),
    ],
)
def test_every_account_is_plausible(demo, rule, broken):
    assert demo.query(f"SELECT account_no FROM account WHERE {broken}") == [], rule


def test_contributions_are_posted_once_a_month_on_working_days(demo):
    assert (
        demo.query(
            "SELECT e.account_no, substr(b.business_date, 1, 7) FROM ledger_entry e "
            "JOIN journal_batch b ON b.id = e.batch_id "
            "WHERE b.summary_code = 'contribution' AND e.account_no NOT NULL GROUP BY 1, 2 HAVING count(*) > 1"
        )
        == []
    )
    # Loans are paid out and debited by the bank, on whatever day they fall due.
    days = demo.query(
        "SELECT DISTINCT business_date FROM journal_batch "
        "WHERE summary_code NOT IN ('opening', 'loan_disbursed', 'loan_instalment')"
    )
    calendar = demo.policies.calendar
    assert all(calendar.is_working_day(date.fromisoformat(day)) for (day,) in days)
    assert max(days) <= ("2020-02-27",)


def test_an_agreement_carries_the_text_of_its_day(demo):
    versions = demo.query(
        "SELECT DISTINCT version, signed_on >= '2020-02-27' FROM agreement WHERE kind = 'self_service' ORDER BY 1"
    )
    assert versions == [("2015-01", 0), ("2020-02", 1)]
    assert demo.query("SELECT DISTINCT version FROM agreement WHERE kind = 'co_repayer'") == [("2020-02",)]
    assert demo.query(
        "SELECT count(*) FROM agreement WHERE channel <> 'counter' AND version = '2015-01'"
    ) == [(0,)]
