"""Exact look-ups through the service layer against raw statements on the same encrypted file."""

from __future__ import annotations

import itertools
from pathlib import Path

import sqlalchemy as sa

from hfund_tui.services.settings import load_settings
from hfund_tui.services.workstation import make_demo, open_workstation
from tests.bench.figures import Figure, compare, timed

TIMES = 400


def measure(home: Path, members: int) -> list[Figure]:
    settings = load_settings(demo=True, home=home, environment={})
    make_demo(settings, members=members)
    station = open_workstation(settings)
    session = station.staff.sign_in("1001", "demo-1001")
    with station._database.reading() as reader:
        keys = reader.connection.execute(
            sa.text(
                "SELECT m.id_no, m.mobile, m.name, m.pinyin_initials, a.account_no, c.card_no FROM member m"
                " JOIN account a ON a.member_id = m.id JOIN card c ON c.member_id = m.id"
                " WHERE m.mobile LIKE '1%' AND m.id_kind = 'resident' LIMIT 300"
            )
        ).all()
    figures = []
    for what, column, table, limit in (
        ("by ID number", "id_no", "member", 5),
        ("by mobile", "mobile", "member", 5),
        ("by account number", "account_no", "account", 5),
        ("by card number", "card_no", "card", 5),
        ("by name, one page", "name", "member", 0),
        ("by pinyin initials, one page", "pinyin_initials", "member", 0),
    ):
        values = itertools.cycle([getattr(row, column) for row in keys])
        ours = timed(lambda values=values: station.lookup.search(session, next(values)), TIMES)
        statement = f'SELECT * FROM "{table}" WHERE {column} = ? LIMIT 51'

        def raw(values=values, statement=statement) -> None:  # type: ignore[no-untyped-def]
            with station._database.reading() as reader:
                reader.connection.exec_driver_sql(statement, (next(values),)).fetchall()

        figures.append(compare(f"look-up {what}", ours, timed(raw, TIMES), limit))
    members_seen = itertools.cycle(range(1, 300))
    overview = timed(lambda: station.members.overview(session, next(members_seen)), 200)
    figures.append(compare("member at a glance, in look-ups", overview, timed(raw, TIMES)))
    station.close()
    return figures
