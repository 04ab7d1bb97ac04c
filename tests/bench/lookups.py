"""Exact look-ups and pages through the service layer against the driver alone, on the same encrypted file: the same
rows, of members drawn at random, in statements that are planned once."""

from __future__ import annotations

import itertools
from random import Random

from hfund_tui.services import lookup
from hfund_tui.services.session import Session
from hfund_tui.services.workstation import Workstation
from tests.bench.figures import Figure, compare, timed

TIMES = 400
_KEYS = """
    SELECT m.id_no, m.mobile, m.name, m.pinyin_initials, m.pinyin, a.account_no,
      (SELECT k.card_no FROM card k WHERE k.member_id = m.id AND k.state = 'linked') AS card_no
    FROM member m JOIN account a ON a.member_id = m.id WHERE m.id = ? AND m.id_kind = 'resident'"""
_ID, _MOBILE, _NAME, _INITIALS, _PINYIN, _ACCOUNT, _CARD = range(7)
_WHAT = (
    ("by ID number", _ID, lookup._BY_ID, 5),
    ("by mobile", _MOBILE, lookup._BY_MOBILE, 5),
    ("by account number", _ACCOUNT, lookup._BY_ACCOUNT, 5),
    ("by card number", _CARD, lookup._BY_CARD, 5),
    ("by name, one page", _NAME, lookup._BY_NAME, 5),
    ("by pinyin initials, one page", _INITIALS, lookup._BY_INITIALS, 5),
    ("by pinyin, one page", _PINYIN, lookup._BY_PINYIN, 5),
)


def measure(station: Workstation, session: Session) -> tuple[list[Figure], dict[str, float]]:
    """Against the driver, and the times themselves in seconds by what was looked up."""
    raw = station._database.raw_connection()
    (most,) = raw.execute("SELECT max(id) FROM member").fetchone()
    random = Random(4)
    drawn = (raw.execute(_KEYS, (random.randint(1, most),)).fetchone() for _ in range(3 * TIMES))
    keys = [one for one in drawn if one is not None and one[_CARD]][:TIMES]
    figures, times = [], {}
    for what, place, prebuilt, limit in _WHAT:
        values = itertools.cycle([one[place] for one in keys])
        with station._database.reading() as reader:
            text = prebuilt.text(reader.connection)
            made = prebuilt._for(reader.connection)

        def search(values=values) -> None:  # type: ignore[no-untyped-def]
            station.lookup.search(session, next(values))

        def alone(values=values, text=text, made=made) -> None:  # type: ignore[no-untyped-def]
            value = next(values)
            given = {
                "value": value,
                "end": lookup._next_prefix(value),
                "after": "",
                "after_id": 0,
                "tail": "",
            }
            raw.execute(text, made.parameters(given)).fetchmany(51)

        timed(search, len(keys))  # the pages of these members are in memory for both
        times[what] = timed(search, TIMES)
        figures.append(compare(f"look-up {what}", times[what], timed(alone, TIMES), limit))
    raw.close()
    return figures, times
