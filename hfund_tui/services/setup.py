"""Setting a house up: the first database with its first branch and administrator; clearing a demo away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from hfund_tui.db import files
from hfund_tui.db.engine import Database, family
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.keys import Keys, find_keys, make_keys
from hfund_tui.db.keys import Rung as Rung
from hfund_tui.db.storage import Storage
from hfund_tui.services.branches import BranchService, NewBranch
from hfund_tui.services.clock import Clock, SystemClock
from hfund_tui.services.demo import is_demo
from hfund_tui.services.errors import Refusal
from hfund_tui.services.policies import load_policy_book
from hfund_tui.services.settings import Settings
from hfund_tui.services.staff import NewStaff, StaffService
from hfund_tui.services.store import Store, readable_errors
from hfund_tui.services.workstation import make_demo

Passphrase = Callable[[], str]


def require_new(settings: Settings) -> None:
    """Refuse to set up what is there already: asked before anybody types a password. Raises Refusal."""
    if settings.server is not None:
        return  # A server is asked when it is connected to.
    for file in family(settings.database):
        if file.exists():
            raise Refusal("set_up_before", path=str(file))


def set_up(
    settings: Settings,
    rung: Rung,
    branch: NewBranch,
    administrator: NewStaff,
    *,
    passphrase: Passphrase | None = None,
    clock: Clock | None = None,
) -> Rung:
    """Make the database of a house, with its first branch and administrator; all of it or nothing.

    A key is made on `rung`, unless the ladder has one already: then that one is used, whatever rung was asked
    for, because it is the one that would be found later. Returns the rung of the key.

    Raises BadInput, Refusal when there is a database already, Trouble.
    """
    clock = clock or SystemClock()
    with readable_errors():
        require_new(settings)
        keys = _keys(settings, rung, passphrase)
        with _new(settings, keys) as database:
            store = Store(database)
            BranchService(store, clock, settings.terminal).add(branch)
            staff = StaffService(store, clock, load_policy_book(), settings.terminal)
            staff.add(administrator)
    return keys.rung


def new_demo(
    settings: Settings,
    *,
    members: int | None = None,
    fresh: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> bool:
    """Build the demo branch; False if there is one already. `fresh` puts the new one in its place.

    Raises Trouble, and Refusal when what is there is not a demo.
    """
    with readable_errors():
        if settings.database.exists():
            if not fresh:
                return False
            _require_unused_demo(settings)
        make_demo(settings, members=members, on_progress=on_progress)
    return True


def _require_unused_demo(settings: Settings) -> None:
    """Nothing but a demo may be replaced, and only while nobody uses it."""
    keys = find_keys(settings.key)
    with (
        Database.open(settings.database, keys, any_revision=True) as database,
        database.reading() as reader,
    ):
        if not is_demo(reader):
            raise Refusal("not_a_demo", path=str(settings.database))
    if any(log.exists() for log in family(settings.database)[1:]):  # SQLite removes it with the last user.
        raise StorageTrouble("locked")


def _keys(settings: Settings, rung: Rung, passphrase: Passphrase | None) -> Keys:
    try:
        return find_keys(settings.key, passphrase)
    except StorageTrouble as trouble:
        if trouble.code != "no_key":
            raise
    try:
        return make_keys(settings.key, rung, passphrase)
    except StorageTrouble as trouble:
        if trouble.code == "no_key" and rung is Rung.KEYRING:
            raise Refusal("no_keyring") from trouble
        raise


def _new(settings: Settings, keys: Keys) -> AbstractContextManager[Storage]:
    """A new database, which is there only when the block has filled it."""
    if settings.server is not None:
        return _built_on_server(settings.server, keys)
    return _built(settings.database, keys)


@contextmanager
def _built_on_server(uri: str, keys: Keys) -> Iterator[Storage]:
    from hfund_tui.db.server import ServerDatabase

    try:
        database = ServerDatabase.create(uri, keys)
    except StorageTrouble as trouble:
        if trouble.code == "exists":
            raise Refusal("set_up_before", path=files.place_of(uri)) from trouble
        raise
    with database:
        try:
            yield database
        except BaseException:
            database.unmake()
            raise


@contextmanager
def _built(path: Path, keys: Keys) -> Iterator[Storage]:
    """A new database that gets its name only when the block has filled it."""
    building = path.with_suffix(".building")
    _unlink_family(building)
    try:
        with Database.create(building, keys) as database:
            yield database
        files.publish(building, path)
    finally:
        _unlink_family(building)


def _unlink_family(path: Path) -> None:
    try:
        for file in family(path):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise StorageTrouble("read_only", path=str(path)) from error
