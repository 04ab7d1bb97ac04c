from __future__ import annotations

import pytest

from hfund_tui.services.settings import Settings
from tests.simulation import town


@pytest.fixture(scope="package")
def template(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The town, to be copied."""
    return town.build(tmp_path_factory.mktemp("town") / "template")
