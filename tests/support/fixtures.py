from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from hfund_tui.db import engine
from hfund_tui.services import workstation
from hfund_tui.services.agreement_texts import load_agreement_texts
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.guides import load_guides
from hfund_tui.services.session import Session
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import branch, demo_station, looks, resting, server, walking
from tests.support.policies import policy_book


@pytest.fixture(scope="session", autouse=True)
def few_frames() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        resting.draw_at_rest_only(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """Every test opens a database of its own; the statements are the same, and to compile them is half the work."""
    first: dict[str, Engine] = {}
    made = engine._engine

    def of_one_family(connect: Callable[[], Any], *, begin: str, **pool: Any) -> Engine:
        one = made(connect, begin=begin, **pool)
        shared = first.setdefault(begin, one)
        one.dialect = one.pool._dialect = shared.dialect
        one._compiled_cache = shared._compiled_cache
        return one

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_engine", of_one_family)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Outside a campaign the tests at a keyboard run a share of their cases."""
    kept, left = looks.share_of(items)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def pytest_collection_finish() -> None:
    """Thousands of tests were collected: nothing to look through whenever memory is tidied up."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def data_read_once() -> Iterator[None]:
    """Every test opens a workstation of its own; the files it reads are the same, and nothing changes them."""
    texts, guides = load_agreement_texts(), load_guides(policy_book().channels)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workstation, "load_policy_book", policy_book)
        patch.setattr(workstation, "load_agreement_texts", lambda: texts)
        patch.setattr(workstation, "load_guides", lambda _: guides)
        yield


@pytest.fixture(autouse=True)
def policies_as_shipped() -> Iterator[None]:
    """What a test changes of the policies that all share ends with it."""
    shared = policy_book().parameters
    shipped = dict(shared)
    yield
    if shared != shipped:
        shared.clear()
        shared.update(shipped)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--storage",
        choices=("file", "server"),
        help="what the tests of the small branch run on; by default a file, and where marked both",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The same tests on a file and on a server: those marked `both`, or all of them by `--storage=server`."""
    if not {"station", "branch_settings"} & set(metafunc.fixturenames):
        return
    asked = metafunc.config.getoption("--storage")
    both = metafunc.definition.get_closest_marker("both") is not None
    if asked == "server":
        metafunc.parametrize("storage", ["server"])
    elif both and asked is None:
        metafunc.parametrize("storage", ["file", "server"])


@pytest.fixture(autouse=True)
def storage() -> str:
    """What the small branch is kept on. For every test, because fixtures that take another's place hide its own."""
    return "file"


@pytest.fixture(scope="session")
def branch_template(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return branch.build(tmp_path_factory.mktemp("branch"))


@pytest.fixture(scope="session")
def house_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.HouseServer]:
    """A PostgreSQL server of this run of the tests. Skips, and says why, where there can't be one."""
    with server.running(tmp_path_factory) as house:
        yield house


@pytest.fixture(scope="session")
def server_template(house_server: server.HouseServer, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The small branch on a server, to be copied."""
    settings = branch.settings_of(tmp_path_factory.mktemp("server-branch"))
    house_server.template("branch", lambda uri: branch.fill(replace(settings, server=uri)))
    return settings


@pytest.fixture
def branch_settings(request: pytest.FixtureRequest, storage: str, tmp_path: Path) -> Iterator[Settings]:
    if storage == "file":
        yield branch.copy_of(request.getfixturevalue("branch_template"), tmp_path / "branch")
        return
    template: Settings = request.getfixturevalue("server_template")
    house: server.HouseServer = request.getfixturevalue("house_server")
    with house.copy("branch") as uri:
        yield replace(branch.copy_of(template, tmp_path / "branch"), server=uri)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(branch.NOW)


@pytest.fixture
def station(branch_settings: Settings, clock: FrozenClock) -> Iterator[Workstation]:
    workstation = branch.open_branch(branch_settings, clock)
    yield workstation
    workstation.close()


@pytest.fixture
def teller(station: Workstation) -> Session:
    return branch.sign_in(station)


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The demo branch as it comes: to be copied, never changed."""
    return demo_station.template(tmp_path_factory)


@pytest.fixture
def demo_settings(demo_template: Settings, tmp_path: Path) -> Settings:
    return demo_station.copy_of(demo_template, tmp_path / "demo")


@pytest.fixture
def demo_workstation(demo_settings: Settings, still_world: None) -> Iterator[Workstation]:
    workstation = demo_station.open_station(demo_settings)
    yield workstation
    workstation.close()


@pytest.fixture
def still_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing from the environment or the home folder reaches a screen, and nothing moves by itself."""
    for name in list(os.environ):
        if name.startswith(("HFUND_", "TEXTUAL_")) and name != "TEXTUAL_DISABLE_KITTY_KEY":
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    walking.stand_still(monkeypatch)
