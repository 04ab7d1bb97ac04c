"""`die_everywhere.py SOURCE FOLDER`: withdraw once on copy N of SOURCE and die by SIGKILL at its Nth statement.

Goes on until a copy is reached that survives, and prints how many died before the commit, and how many after.
"""

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from hfund_tui.db.engine import Database
from hfund_tui.db.keys import memory_keys
from tests.db.workers.terminal import withdraw


def live(path: Path, last: int) -> None:
    """Withdraw once; die at statement *last*, of which the commit is one, and the return from it another."""
    statements = 0

    def step(*_: object) -> None:
        nonlocal statements
        statements += 1
        if statements == last:
            os.kill(os.getpid(), signal.SIGKILL)

    with Database.open(path, memory_keys(b"tests")) as database:
        event.listen(Engine, "before_cursor_execute", step)
        event.listen(Engine, "commit", step)
        with database.writing() as uow:
            withdraw(uow, "0301/03", database.keys.audit)
        step()


def main(source: Path, folder: Path) -> None:
    for last in count(1):
        copy = folder / f"{last:02}.db"
        shutil.copy(source, copy)
        child = os.fork()
        if not child:
            live(copy, last)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            print(last - 1)
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
