"""The runbook works as it is written: its commands, one after the other, by a shell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support.forked_hfund import hfund_function

_RUNBOOK = Path(__file__).parents[2] / "docs" / "operations" / "runbook.md"
_FIRST = "a first one of all"

# What people do at a terminal, where a first password has to be changed, is done here behind the services.
_SIGNED_IN_ONCE = """
import sys
from pathlib import Path
from hfund_tui.db.engine import Database
from hfund_tui.db.keys import find_keys
from hfund_tui.db.tables import Staff
from hfund_tui.services.settings import load_settings
settings = load_settings()
with Database.open(settings.database, find_keys(settings.key)) as database, database.writing() as uow:
    uow.session.get_one(Staff, "2001").must_change = False
"""


def test_from_top_to_bottom(tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", _RUNBOOK.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 6
    changed = tmp_path / "signed_in_once.py"
    changed.write_text(_SIGNED_IN_ONCE, encoding="utf-8")
    password = tmp_path / "password"
    password.write_text(_FIRST + "\n", encoding="utf-8")
    password.chmod(0o600)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("HFUND_")},
        "PLACE": str(tmp_path),
        "FIRST_PASSWORD": _FIRST,
        "PASSWORD_OF_2001": str(password),
        "PYTHONPATH": str(_RUNBOOK.parents[2]),
        "HFUND_LANG": "en",
    }
    with hfund_function(tmp_path) as hfund:
        script = "\n".join(
            ["set -euo pipefail", hfund, *blocks[:2], f'"{sys.executable}" "{changed}"', *blocks[2:]]
        )
        run = subprocess.run(
            ["bash", "-c", script], env=environment, capture_output=True, text=True, check=False, timeout=300
        )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("All is sound") == 4
    (report,) = tmp_path.glob("evidence/verify.json")
    assert json.loads(report.read_text())["valid"] is True
    assert (tmp_path / "evidence" / "house" / "hfund.db").is_file()
