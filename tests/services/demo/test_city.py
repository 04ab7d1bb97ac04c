"""The city around the demo branch: the same in whatever pieces it is made, and as true as the branch."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from shutil import copy
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher

from hfund_tui.db import bulk, counters, schema
from hfund_tui.db.engine import Database
from hfund_tui.db.integrity import verify_database
from hfund_tui.db.keys import memory_keys
from hfund_tui.domain.identifiers import (
    IdKind,
    check_account_no,
    check_card,
    check_id,
    check_mobile,
    check_proxy_id,
    check_uscc,
)
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import Sex
from hfund_tui.services import workstation
from hfund_tui.services.demo import SEED, begun_demo, build_demo
from hfund_tui.services.demo.city import build as city_build
from hfund_tui.services.demo.city import numbers
from hfund_tui.services.demo.city.names import CityNames
from hfund_tui.services.demo.office import office, read_demo
from hfund_tui.services.errors import Refusal
from hfund_tui.services.pinyin import pinyin_of
from hfund_tui.services.settings import load_settings

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
MEMBERS, BRANCH = 1500, 60
TODAY = date(2020, 2, 27)
KEYS = memory_keys(b"city")
UNASSIGNED = re.compile(r"1(?:60|61|63|64|68|69|79)[0-9]{8}")


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


@dataclass
class Built:
    database: Database
    progress: list[tuple[int, int]]

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with self.database.reading() as reader:
            return [tuple(row) for row in reader.connection.exec_driver_sql(sql)]


@pytest.fixture(scope="module", autouse=True)
def small_blocks() -> Iterator[None]:
    """Blocks of 200, two of them in a transaction; passwords that are hashed quickly."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(city_build, "BLOCK", 200)
        patch.setattr(city_build, "BLOCKS_AT_A_TIME", 2)
        cheap = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("hfund_tui.services.demo.build.PasswordHasher", cheap)
        yield


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, policies: PolicyBook) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("city")
    folder.chmod(0o700)
    progress: list[tuple[int, int]] = []
    with Database.create(folder / "hfund.db", KEYS) as database:
        make(database, policies, lambda done, total: progress.append((done, total)))
        yield Built(database, progress)


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory, policies: PolicyBook) -> Path:
    """A demo that was killed as soon as its branch was complete."""
    path = tmp_path_factory.mktemp("branch") / "hfund.db"
    path.parent.chmod(0o700)

    def kill(*_: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch, Database.create(path, KEYS) as database:
        patch.setattr(city_build.CityBuild, "run", kill)
        with pytest.raises(Killed):
            make(database, policies)
        assert begun_demo(database) == (MEMBERS, SEED)
    return path


def reopened(branch: Path, folder: Path) -> Path:
    folder.chmod(0o700)
    return Path(copy(branch, folder))


def make(database: Database, policies: PolicyBook, on_progress=None) -> None:
    build_demo(database, KEYS, policies, members=MEMBERS, drawn=BRANCH, on_progress=on_progress)


def digest(database: Database) -> str:
    """One digest of every row of every table."""
    seen = hashlib.sha256()
    with database.reading() as reader:
        execute = reader.connection.exec_driver_sql
        for (name,) in execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all():
            for row in execute(f'SELECT * FROM "{name}" ORDER BY rowid'):
                seen.update(repr((name, *row)).encode())
    return seen.hexdigest()


def test_verify_finds_nothing(city):
    with city.database.reading() as reader:
        assert verify_database(reader, KEYS) == []


def test_progress_goes_up_to_the_end(city):
    done = [step for step, _ in city.progress]
    assert done == sorted(done)
    assert {total for _, total in city.progress} == {city.progress[-1][0]}
    assert len(done) > 8


@pytest.mark.parametrize("seed", range(20 if CAMPAIGN else 1))
def test_killed_again_and_again_it_comes_out_the_same(seed, city, branch, tmp_path, policies):
    """Each time at another of its transactions, the building of the indices included."""
    random, path = Random(seed), reopened(branch, tmp_path)
    kills = 0
    while True:
        left = random.randint(1, 3)

        def fall(done: int, total: int) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed

        with Database.open(path, KEYS) as database:
            assert begun_demo(database) == (MEMBERS, SEED)
            try:
                make(database, policies, fall)
            except Killed:
                kills += 1
                continue
            assert kills >= 3
            assert digest(database) == digest(city.database)
            with database.reading() as reader:
                assert schema.differences(reader.connection) == []
        return


def test_counters_counted_at_the_end_are_those_that_triggers_count(
    city, branch, tmp_path, policies, monkeypatch
):
    monkeypatch.setattr(bulk, "set_aside", lambda connection: None)
    with Database.open(reopened(branch, tmp_path), KEYS) as database:
        make(database, policies)
        with database.reading() as reader:
            for counter in counters.COUNTERS:
                rows = (
                    f'SELECT {", ".join((*counter.keys, "number"))} FROM "{counter.table}" ORDER BY 1, 2, 3'
                )
                counted = [tuple(row) for row in reader.connection.exec_driver_sql(rows)]
                assert counted == city.query(rows), counter.table
                assert counted or counter.table in ("open_case_count", "rule_count")


def test_seven_of_eleven_have_signed_and_one_of_twenty_has_a_loan(city):
    whole = "SELECT count(*) FROM account a WHERE a.member_id > ? AND a.state = 'normal'".replace(
        "?", str(BRANCH)
    )
    paying = city.query(whole)[0][0]
    signed = city.query(
        f"{whole} AND EXISTS (SELECT 1 FROM agreement g WHERE g.member_id = a.member_id AND g.state = 'in_force')"
    )[0][0]
    blocks = -(-(MEMBERS - BRANCH) // 200)
    assert abs(signed - paying * 7 / 11) <= blocks
    loans = city.query(f"SELECT count(*) FROM loan WHERE member_id > {BRANCH}")[0][0]
    assert abs(loans / (MEMBERS - BRANCH) - 0.05) < 0.02


@pytest.mark.parametrize(
    "broken",
    [
        "paid_through > '2020-02' OR first_contribution_month < '2010-12'",
        "substr(opened_on, 1, 7) <> first_contribution_month",
        "first_contribution_month > paid_through",
        "last_withdrawal_month < first_contribution_month",
        "last_withdrawal_month NOT NULL AND password_is_initial",
        "state <> 'normal' AND sealed_on IS NULL",
        "closed_on NOT NULL AND balance_fen <> 0",
        "contribution_base_fen NOT BETWEEN 220000 AND 2792700",
        "personal_due_fen <> (contribution_base_fen * personal_rate_bp + 5000) / 10000",
        "EXISTS (SELECT 1 FROM account o WHERE o.employer_id = account.employer_id "
        "AND o.personal_rate_bp <> account.personal_rate_bp)",
        "member_id IN (SELECT member_id FROM agreement WHERE state = 'in_force') AND (password_is_initial "
        "OR NOT EXISTS (SELECT 1 FROM card c JOIN member m ON m.id = c.member_id WHERE c.state = 'linked' "
        "AND c.member_id = account.member_id AND c.class_one AND c.holder_name = m.name))",
        "member_id IN (SELECT member_id FROM agreement WHERE signed_on < account.opened_on)",
        "member_id IN (SELECT member_id FROM loan WHERE disbursed_on < account.opened_on)",
        "member_id IN (SELECT id FROM member WHERE birth_date > date(account.opened_on, '-18 years'))",
    ],
)
def test_every_account_is_plausible(city, broken):
    assert city.query(f"SELECT account_no FROM account WHERE member_id > {BRANCH} AND ({broken})") == []


def test_withdrawals_come_on_line_as_the_city_s_do(city):
    rows = city.query("SELECT month, channel = 'counter', sum(number) FROM business_count GROUP BY 1, 2")
    counted = {(month, counter): number for month, counter, number in rows}
    assert counted["2020-02", 0] > 5 * counted["2020-02", 1]
    assert counted["2020-01", 0] > 2 * counted["2020-01", 1]


def test_every_number_is_valid_and_given_once(city):
    people = city.query(
        "SELECT id_kind, id_no, birth_date, sex, mobile, name, pinyin, pinyin_initials FROM member "
        f"WHERE id > {BRANCH}"
    )
    for kind, id_no, born, sex, mobile, name, pinyin, initials in people:
        check = check_proxy_id(IdKind(kind), id_no, on=TODAY)
        assert check.valid, id_no
        assert check.birth_date in (None, date.fromisoformat(born))
        assert check.sex in (None, Sex(sex))
        assert check_mobile(mobile).valid
        assert UNASSIGNED.fullmatch(mobile)
        assert (pinyin, initials) == pinyin_of(name)
    relatives = city.query("SELECT id_no FROM family_member WHERE id_no NOT NULL")
    everybody = [row[1] for row in people] + [number for (number,) in relatives]
    assert len(set(everybody)) == len(everybody)
    for number in everybody:
        if len(number) == 18:
            assert check_id(number, on=TODAY).valid, number
            assert number[4:6] == "00", number
            assert int(number[14:17]) >= 900, number
    cards = [number for (number,) in city.query("SELECT card_no FROM card")]
    assert len(set(cards)) == len(cards)
    assert all(check_card(one).valid and not check_card(one).warning for one in cards)
    assert len({row[4] for row in people}) == len(people)
    assert all(check_account_no(number).valid for (number,) in city.query("SELECT account_no FROM account"))
    employers = city.query("SELECT uscc, name FROM employer")
    assert all(check_uscc(code).valid for code, _ in employers)
    assert len({name for _, name in employers}) == len(employers)


def test_numbers_are_given_once_in_a_city_of_ten_million():
    """Looked at by the way they are made, not one by one: each is a permutation."""
    identities = numbers.Identities()
    assert identities.most >= 9_999_999
    ordinals = [*range(3000), *range(6_598_000, 6_600_000)]
    assert len({identities.person(one) for one in ordinals}) == len(ordinals)
    assert len({numbers.mobile(one) for one in ordinals}) == len(ordinals)
    bank = numbers.Cards("62999001")
    assert len({bank.number(one) for one in ordinals}) == len(ordinals)


def test_nobody_comes_from_where_the_branch_s_people_do():
    places = read_demo("places")
    assert places["city"].keys().isdisjoint(places["prefectures"])


def test_spouses_and_children_have_numbers_of_their_own():
    """Every person of a place, for some days of birth: the orders of all three kinds never meet."""
    identities = numbers.Identities()
    first = numbers.FIRST_BIRTH.toordinal()
    married: set[tuple[int, int]] = set()
    children: set[tuple[int, int]] = set()
    days = [*range(first, first + 900), *range(first + 6209, first + 7109)]
    for day in days:
        for order in range(900, 950):
            spouse, child = identities.spouse(day, order), identities.child(day, order)
            assert spouse[1] >= 950
            assert numbers.sex_of(spouse[1]) is not numbers.sex_of(order)
            assert child is not None
            assert 900 <= child[1] <= 999
            assert spouse not in married
            assert child not in children
            married.add(spouse)
            children.add(child)
    assert identities.child(first + 2 * 6209, 900) is None


def test_names_sound_as_they_are_read():
    names = CityNames(1, office())
    draw = Random(5).random
    for sex in (Sex.MALE, Sex.FEMALE):
        for _ in range(1500):
            name, pinyin, initials = names.common(sex, draw)
            assert (pinyin, initials) == pinyin_of(name), name


def test_what_the_disk_has_no_room_for_is_not_begun(tmp_path, monkeypatch):
    settings = load_settings(demo=True, home=tmp_path / "house", environment={})
    monkeypatch.setattr(
        "hfund_tui.services.workstation.disk_usage", lambda folder: SimpleNamespace(free=10**9)
    )
    with pytest.raises(Refusal) as refused:
        workstation.make_demo(settings, members=6_600_000)
    assert (refused.value.code, refused.value.params["free"]) == ("demo_room", "1.0")
    assert not list(settings.home.glob("*building*"))


@pytest.mark.parametrize("asked", [MEMBERS, MEMBERS + 1])
def test_only_a_demo_of_as_many_members_is_gone_on_with(asked, branch, tmp_path):
    settings = load_settings(demo=True, home=tmp_path / "house", environment={})
    settings.home.mkdir(mode=0o700)
    building = settings.database.with_suffix(".building")
    copy(branch, building)
    begun = workstation._begun(building, KEYS, asked)
    assert (begun is not None) is (asked == MEMBERS)
    if begun is not None:
        begun.close()
