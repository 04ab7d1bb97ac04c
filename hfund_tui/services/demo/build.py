"""Building the demo branch: deterministic, synthetic, and consistent enough for `verify` to be content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from random import Random
from typing import Any

from argon2 import PasswordHasher
from sqlmodel import col, select

from hfund_tui.db.audit import NewAuditEvent, append
from hfund_tui.db.keys import Keys
from hfund_tui.db.storage import Storage
from hfund_tui.db.tables import AuditEvent, BusinessDay, metadata
from hfund_tui.db.unit_of_work import Reader, UnitOfWork
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import AuditOutcome, Channel, Role
from hfund_tui.services.agreement_texts import load_agreement_texts
from hfund_tui.services.demo.city import CityBuild
from hfund_tui.services.demo.crowd import Crowd
from hfund_tui.services.demo.numbers import Numbers
from hfund_tui.services.demo.office import Office, office
from hfund_tui.services.demo.portrait import EmployerPortrait, Portrait
from hfund_tui.services.demo.proportions import Proportions
from hfund_tui.services.demo.rows import Row, RowMaker, local_instant
from hfund_tui.services.demo.scenarios import papers, scenarios
from hfund_tui.services.demo.stories import StoryTeller
from hfund_tui.services.staff import DemoAccount
from hfund_tui.services.store import Store

MEMBERS = 2400
SEED = 20200227
BUILD_DEMO = "0007:build_demo"

_MEMBERS_AT_A_TIME = 500
_SALT_BYTES = 16
_SCENARIO_PAY_DAY = 12

# Lines of a batch come before the batch that closes over them.
_ORDER = (
    "employer",
    "member",
    "account",
    "card",
    "family_member",
    "proxy_document",
    "proxy_matter",
    "agreement",
    "loan",
    "loan_terms",
    "loan_party",
    "repayment_account",
    "loan_instalment",
    "debit_order",
    "ledger_entry",
    "journal_batch",
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was built."""

    business_date: date
    branches: int
    staff: int
    employers: int
    members: int
    scenarios: int
    batches: int
    entries: int
    cases: int


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The sign-ins of the demo, to be shown on its sign-in screen."""
    return tuple(
        DemoAccount(one.code, one.password, one.name, one.name_en, one.role) for one in office().staff
    )


def build_demo(
    database: Storage,
    keys: Keys,
    policies: PolicyBook,
    *,
    members: int = MEMBERS,
    seed: int = SEED,
    drawn: int = MEMBERS,
    on_progress: Progress | None = None,
) -> DemoSummary:
    """Fill an empty database with the demo branch and so many *members*, the scenarios' among them.

    So many as are *drawn* make the branch, drawn one by one; beyond them the city is made in blocks. The same seed
    and numbers give the same content, apart from what the audit key seals. The branch is one transaction, after it
    come its stories; the business day is opened last, so a branch that was cut short has none. A city that was cut
    short goes on where it stopped (`begun_demo`). Raises ValueError for more members than there are numbers for.
    """
    progress = on_progress or (lambda done, total: None)
    house, texts = office(), load_agreement_texts()
    branch = min(members, drawn)
    city = None
    if members > branch:
        city = CityBuild(database, house, policies, texts, seed=seed, members=members, first=branch)
    total = city.total if city else max(members, len(scenarios()))
    if begun_demo(database) is None:
        _branch(
            database,
            keys,
            policies,
            house,
            texts,
            (branch, members),
            seed,
            lambda done: progress(done, total),
        )
        StoryTeller(Store(database), house, policies, texts).tell()
    if city is not None:
        city.run(progress)
    return _summary(database, house)


def begun_demo(database: Storage) -> tuple[int, int] | None:
    """How many members a demo was begun with, and its seed, once its branch is complete; None before."""
    with database.reading() as reader:
        built = reader.session.exec(
            select(AuditEvent.detail_json).where(AuditEvent.operation == BUILD_DEMO).limit(1)
        ).first()
        days = select(BusinessDay.branch_code).where(col(BusinessDay.closed_at).is_(None))
        if built is None or len(reader.session.exec(days).all()) < len(office().branches):
            return None
    detail = json.loads(built)
    return detail["members"], detail["seed"]


def _branch(
    database: Storage,
    keys: Keys,
    policies: PolicyBook,
    house: Office,
    texts: dict[str, str],
    members: tuple[int, int],
    seed: int,
    progress: Callable[[int], None],
) -> None:
    """The branch without its stories. *members*: how many it has, and how many the demo will have."""
    branch, wanted = members
    counts = dict.fromkeys(_ORDER, 0)
    maker = RowMaker(house, policies, texts)
    with database.writing() as uow:
        with ThreadPoolExecutor(max_workers=1) as pool:
            # The hashing leaves the interpreter alone, so the members are drawn meanwhile.
            hashes = pool.map(lambda one: _password_hash(one.code, one.password, seed), house.staff)
            for done in _people(uow, maker, _employers(house, policies, branch, seed), counts):
                progress(done)
            _office(uow, house, dict(zip((one.code for one in house.staff), hashes, strict=True)))
        _record(uow, keys.audit, house, members=max(wanted, counts["member"]), seed=seed)


def _summary(database: Storage, house: Office) -> DemoSummary:
    with database.reading() as reader:

        def count(table: str) -> int:
            return int(reader.connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())

        return DemoSummary(
            business_date=house.business_date,
            branches=len(house.branches),
            staff=len(house.staff),
            employers=count("employer"),
            members=count("member"),
            scenarios=len(scenarios()),
            batches=count("journal_batch"),
            entries=count("ledger_entry"),
            cases=count("case"),
        )


def _employers(house: Office, policies: PolicyBook, members: int, seed: int) -> Iterator[EmployerPortrait]:
    """The scenarios' employers, then as many as the number of members asks for."""
    drawn = Numbers(Random(f"{seed} numbers"))
    painted = [one.portrait for one in scenarios()]
    for number in _given_numbers(painted, house):
        drawn.take(number)
    crowd = Crowd(Random(f"{seed} crowd"), drawn, house, policies)
    proportions = Proportions(seed, house, policies)
    proportions.painted(scenarios())
    named = _employers_of([proportions.keep(one) for one in painted], crowd)
    return chain(named, _settled(crowd.employers(members - len(painted), len(named)), proportions))


def _settled(employers: Iterable[EmployerPortrait], proportions: Proportions) -> Iterator[EmployerPortrait]:
    for employer in employers:
        employer.members[:] = [proportions.settle(one) for one in employer.members]
        yield employer


def _given_numbers(painted: Iterable[Portrait], house: Office) -> Iterator[str]:
    """Every identity number that somebody named by hand has."""
    yield from (one.id_no for one in house.staff)
    yield from (one.proxy.id_no for one in papers())
    for portrait in painted:
        yield portrait.identity.id_no
        yield from (one.id_no for one in portrait.proxies)
        yield from (one.id_no for one in portrait.family if one.id_no)


def _employers_of(painted: list[Portrait], crowd: Crowd) -> list[EmployerPortrait]:
    """An employer has one pair of rates, so members with the same pair work together."""

    def rates(portrait: Portrait) -> tuple[int, int]:
        return portrait.account.personal_rate_bp, portrait.account.employer_rate_bp

    return [
        EmployerPortrait(crowd.employer_name(ordinal), *pair, _SCENARIO_PAY_DAY, list(group))
        for ordinal, (pair, group) in enumerate(groupby(sorted(painted, key=rates), key=rates))
    ]


def _people(
    uow: UnitOfWork, maker: RowMaker, employers: Iterable[EmployerPortrait], counts: dict[str, int]
) -> Iterator[int]:
    """Insert employer after employer, many members at a time; answers the members inserted so far."""
    waiting = 0
    for employer in employers:
        maker.add(employer)
        waiting += len(employer.members)
        if waiting >= _MEMBERS_AT_A_TIME:
            _insert(uow, maker.take(), counts)
            waiting = 0
            yield counts["member"]
    _insert(uow, maker.take(), counts)
    yield counts["member"]


def _insert(uow: UnitOfWork, rows: Mapping[str, list[Row]], counts: dict[str, int]) -> None:
    for table in _ORDER:
        if some := rows.get(table):
            uow.connection.execute(metadata.tables[table].insert(), some)
            counts[table] += len(some)


def _office(uow: UnitOfWork, house: Office, hashes: Mapping[str, str]) -> None:
    def insert(table: str, rows: list[dict[str, Any]]) -> None:
        uow.connection.execute(metadata.tables[table].insert(), rows)

    insert(
        "branch",
        [
            {"code": one.code, "name": one.name, "name_en": one.name_en, "address": one.address}
            for one in house.branches
        ],
    )
    insert(
        "staff",
        [
            {
                "code": one.code,
                "name": one.name,
                "name_en": one.name_en,
                "role": one.role,
                "branch_code": one.branch,
                "id_no": one.id_no,
                "password_hash": hashes[one.code],
                "must_change": False,
                "active": True,
                "failed_count": 0,
                "locked_until": None,
                "last_sign_in_at": None,
                "language": "zh",
                "theme": "dark",
            }
            for one in house.staff
        ],
    )


def _password_hash(code: str, password: str, seed: int) -> str:
    """Hashed as in production, but for the salt, which a demo must be able to draw again."""
    salt = hashlib.sha256(f"{seed} {code}".encode()).digest()[:_SALT_BYTES]
    return PasswordHasher().hash(password, salt=salt)


def is_demo(reader: Reader) -> bool:
    """Whether a database was built as a demo: the audit says so."""
    built = select(AuditEvent.sequence).where(AuditEvent.operation == BUILD_DEMO).limit(1)
    return reader.session.exec(built).first() is not None


def _record(uow: UnitOfWork, key: bytes, house: Office, **detail: object) -> None:
    administrator = next(one for one in house.staff if one.role is Role.ADMINISTRATOR)
    append(
        uow,
        NewAuditEvent(
            chain=f"{administrator.branch}-00",
            at=local_instant(house.business_date, 7),
            actor=administrator.code,
            terminal="00",
            channel=Channel.COUNTER,
            operation=BUILD_DEMO,
            outcome=AuditOutcome.DONE,
            role=administrator.role,
            branch_code=administrator.branch,
            business_date=house.business_date,
            detail=detail,
        ),
        key,
    )
