"""A small branch in a real database: a few members, staff of every role, the business date 2020-02-27."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from argon2 import PasswordHasher

from hfund_tui.db.engine import Database
from hfund_tui.db.ids import catch_up
from hfund_tui.db.keys import KeySettings, find_keys
from hfund_tui.db.ledger import Line, post_batch
from hfund_tui.db.server import ServerDatabase
from hfund_tui.db.tables import Account, Branch, BusinessDay, Card, Employer, Member, Staff
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import Ledger, Role, Sex, SummaryCode
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.opening import open_storage
from hfund_tui.services.session import Session
from hfund_tui.services.settings import Settings, load_settings
from hfund_tui.services.workstation import Workstation

TODAY = date(2020, 2, 27)
NOW = datetime(2020, 2, 27, 1, 41, tzinfo=UTC)
PASSWORD = "open-sesame-27"

# Cheap on purpose: these tests are not about the cost of a guess.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

# A key of its own would give every branch other receipts.
_MASTER = "00112233445566778899aabbccddeeff" * 2

TELLER, TELLER_2, SUPERVISOR, SUPERVISOR_2 = "1001", "1002", "2001", "2002"
AGENT, AUDITOR, ADMINISTRATOR = "3001", "4001", "9001"
ROLES = {
    TELLER: Role.TELLER,
    TELLER_2: Role.TELLER,
    SUPERVISOR: Role.SUPERVISOR,
    SUPERVISOR_2: Role.SUPERVISOR,
    AGENT: Role.AGENT,
    AUDITOR: Role.AUDITOR,
    ADMINISTRATOR: Role.ADMINISTRATOR,
}


def id_number(born: date, sequence: int) -> str:
    """A valid synthetic identity number."""
    body = f"440305{born:%Y%m%d}{sequence:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


# Members by number, from 1: all alike but for what a test changes.
MEMBER_IDS = {number: id_number(date(1990, 1, 1), number) for number in range(1, 9)}
PROXY_ID = id_number(date(1985, 5, 5), 77)
CHILD_ID = id_number(date(2010, 5, 5), 78)
STAFF_IDS = {code: id_number(date(1980, 1, 1), 100 + n) for n, code in enumerate(ROLES)}


def account_no(number: int) -> str:
    return f"2000000{number:04d}"


def build(folder: Path, server: str | None = None) -> Settings:
    """A fresh branch in a folder, or with its database on a server."""
    settings = settings_of(folder, server)
    fill(settings)
    return settings


def settings_of(folder: Path, server: str | None = None) -> Settings:
    """A house with its key, and without a database yet."""
    folder.chmod(0o700)
    settings = replace(
        load_settings(home=folder, environment={}),
        key=KeySettings(credential_file=folder / "hfund.key"),
        server=server,
    )
    assert settings.key.credential_file is not None
    settings.key.credential_file.touch(mode=0o600)
    settings.key.credential_file.write_text(_MASTER, encoding="ascii")
    return settings


def fill(settings: Settings) -> None:
    """Make the database with everything in it."""
    keys, server = find_keys(settings.key), settings.server
    made = ServerDatabase.create(server, keys) if server else Database.create(settings.database, keys)
    with made as database, database.writing() as uow:
        sql = uow.session
        sql.add(Branch(code="0003", name="福田管理部", name_en="Futian District Office"))
        sql.add(Employer(id=1, account_no="100001", name="深圳示例科技有限公司"))
        for code, role in ROLES.items():
            sql.add(
                Staff(
                    code=code,
                    name=f"员工{code}",
                    name_en=f"Staff {code}",
                    role=role,
                    branch_code="0003",
                    id_no=STAFF_IDS[code],
                    password_hash=_HASH,
                    must_change=False,
                )
            )
        sql.add(BusinessDay(branch_code="0003", business_date=TODAY, opened_by=SUPERVISOR, opened_at=NOW))
        for number, id_no in MEMBER_IDS.items():
            add_member(sql, number, id_no)
        sql.flush()
        lines = [Line(Ledger.MEMBER, 50_000_00, account_no(number)) for number in MEMBER_IDS]
        lines.append(Line(Ledger.OPENING, -50_000_00 * len(MEMBER_IDS)))
        post_batch(
            uow,
            lines,
            summary=SummaryCode.OPENING,
            business_date=TODAY,
            value_date=TODAY,
            created_at=NOW,
        )
        catch_up(uow.connection)


def add_member(sql, number: int, id_no: str) -> None:  # type: ignore[no-untyped-def]
    place = (number - 1) % len(MEMBER_IDS)
    name = f"张{'一二三四五六七八'[place]}"
    sql.add(
        Member(
            id=number,
            id_kind=IdKind.RESIDENT,
            id_no=id_no,
            name=name,
            pinyin="zhang" + ["yi", "er", "san", "si", "wu", "liu", "qi", "ba"][place],
            pinyin_initials="z" + "yesswlqb"[place],
            sex=Sex.MALE,
            birth_date=date(1990, 1, 1),
            mobile=f"138000000{number:02d}",
            hukou_shenzhen=False,
            created_on=date(2015, 1, 1),
        )
    )
    sql.add(
        Account(
            account_no=account_no(number),
            member_id=number,
            employer_id=1,
            opened_on=date(2015, 1, 1),
            first_contribution_month=Month(2015, 1),
            paid_through=Month(2020, 2),
            contribution_base_fen=10_000_00,
            personal_rate_bp=1000,
            employer_rate_bp=1000,
            personal_due_fen=1_000_00,
            employer_due_fen=1_000_00,
            last_withdrawal_month=Month(2019, 8),
            password_is_initial=False,
        )
    )
    sql.add(
        Card(
            id=number,
            member_id=number,
            bank_code="CCB",
            card_no=f"621700000000{number:04d}",
            class_one=True,
            holder_name=name,
            linked_on=date(2016, 1, 1),
        )
    )


def deposit(uow, number: int, amount_fen: int, at: datetime = NOW) -> None:  # type: ignore[no-untyped-def]
    """A contribution, so that an account has more than the others."""
    post_batch(
        uow,
        [
            Line(Ledger.MEMBER, amount_fen, account_no(number)),
            Line(Ledger.COLLECTION_CLEARING, -amount_fen),
        ],
        summary=SummaryCode.CONTRIBUTION,
        business_date=TODAY,
        value_date=TODAY,
        created_at=at,
    )


def open_branch(settings: Settings, clock: FrozenClock | None = None) -> Workstation:
    patient = replace(settings, busy_timeout_ms=20_000)
    return Workstation(settings, open_storage(patient), clock or FrozenClock(NOW))


def copy_of(template: Settings, folder: Path) -> Settings:
    """The template branch, copied; what is on a server stays there."""
    shutil.copytree(template.home, folder, dirs_exist_ok=True)
    folder.chmod(0o700)
    return replace(template, home=folder, key=KeySettings(credential_file=folder / "hfund.key"))


def sign_in(workstation: Workstation, code: str = TELLER) -> Session:
    return workstation.staff.sign_in(code, PASSWORD)


@contextmanager
def raw(workstation: Workstation) -> Iterator:  # type: ignore[type-arg]
    """A writing unit of work behind the services' back, to set up what a test is about."""
    with workstation._database.writing() as uow:
        yield uow
