from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support import branch

from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.session import Session
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation


@pytest.fixture(scope="session")
def branch_template(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return branch.build(tmp_path_factory.mktemp("branch"))


@pytest.fixture
def branch_settings(branch_template: Settings, tmp_path: Path) -> Settings:
    return branch.copy_of(branch_template, tmp_path / "branch")


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
