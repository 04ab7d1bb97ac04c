"""Building the city: block by block in big transactions, each of which says by its rows alone how far it came."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from hfund_tui.db import bulk
from hfund_tui.db.storage import Storage
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.services.demo.city.block import INSERTS, NUMBERED
from hfund_tui.services.demo.city.members import CityMaker
from hfund_tui.services.demo.office import Office

BLOCK = 5000
"""Members of a block."""
BLOCKS_AT_A_TIME = 10
"""Blocks of a transaction."""
_BYTES_PER_MEMBER = 1500
"""What a member takes on the disk with everything that belongs to it, and with the log while it is written."""
_PARTS_PER_ROUND = 60
"""Making one index takes about as long as one of so many parts of the members."""


def bytes_needed(members: int) -> int:
    """How much room a demo of so many members takes."""
    return members * _BYTES_PER_MEMBER


class CityBuild:
    """*members* in all, *first* of whom (the demo branch) are there before.

    Cut short at any moment, another build of the same seed and number goes on where it stopped, and the result is
    the same. Raises ValueError for more members than there are numbers for.
    """

    def __init__(
        self,
        database: Storage,
        office: Office,
        policies: PolicyBook,
        texts: Mapping[str, str],
        *,
        seed: int,
        members: int,
        first: int,
    ) -> None:
        self._database = database
        self._maker = CityMaker(seed, office, policies, texts)
        self._members, self._first, self._block = members, first, BLOCK
        if members > self._maker.most:
            raise ValueError(f"there are numbers for {self._maker.most} members")
        self._share = max(members // _PARTS_PER_ROUND, 1)
        self.total = members + bulk.ROUNDS * self._share

    def run(self, progress: Callable[[int, int], None]) -> None:
        """Make what is not there yet. *progress* is told how much is done, and of how much."""
        with self._database.writing() as uow:
            cache = bulk.with_large_cache(uow.connection)
        while (there := self._some_members()) < self._members:
            progress(there, self.total)
        while left := self._one_round():
            progress(self.total - left * self._share, self.total)
        with self._database.writing() as uow:
            bulk.set_cache(uow.connection, cache)
        progress(self.total, self.total)

    def _some_members(self) -> int:
        """The next blocks, in one transaction; answers how many members there are then."""
        with self._database.writing() as uow:
            last = _last_numbers(uow.connection)
            there = last["member"]
            if there == self._first < self._members:
                bulk.set_aside(uow.connection)
            for _ in range(BLOCKS_AT_A_TIME):
                number, begun = divmod(there - self._first, self._block)
                members = min(self._block, self._members - there)
                if members <= 0:
                    break
                assert begun == 0
                made = self._maker.block(number, there - self._first + 1, members, last)
                for table, statement in INSERTS.items():
                    if rows := made.rows.get(table):
                        uow.connection.exec_driver_sql(statement, rows)
                there += members
        return there

    def _one_round(self) -> int:
        """Make one of what was set aside; answers how much is still missing."""
        with self._database.writing() as uow:
            missing = list(bulk.missing(uow.connection))
            if missing:
                bulk.put_back(uow.connection, missing[0])
        return max(len(missing) - 1, 0)


def _last_numbers(connection: Connection) -> dict[str, int]:
    return {
        table: connection.exec_driver_sql(f'SELECT coalesce(max(id), 0) FROM "{table}"').scalar_one()
        for table in NUMBERED
    }
