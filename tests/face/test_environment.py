"""What the package does to the environment, and what it does not load."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.support.pty import ROOT


def in_a_new_process(script: str, **environment: str) -> object:
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def test_the_kitty_protocol_is_off_before_textual_is_imported() -> None:
    script = "import hfund_tui, json; from textual import constants; print(json.dumps(constants.DISABLE_KITTY_KEY))"
    assert in_a_new_process(script, TEXTUAL_DISABLE_KITTY_KEY="0") is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEXTUAL_LOG", "/tmp/keys.log"),
        ("TEXTUAL_SCREENSHOT", "1"),
        ("TEXTUAL_PRESS", "f9"),
        ("TEXTUAL_DRIVER", "evil.driver:Driver"),
        ("TEXTUAL_DEVTOOLS_PORT", "8081"),
        ("TEXTUAL", "devtools,debug"),
        ("TEXTUAL_FILTERS", "x"),
    ],
)
def test_what_records_or_injects_keys_is_cleared(name: str, value: str) -> None:
    script = "import hfund_tui, json, os; print(json.dumps(sorted(os.environ)))"
    names = in_a_new_process(script, **{name: value})
    assert isinstance(names, list)
    assert name not in names


def test_the_browser_driver_is_let_through() -> None:
    driver = "textual.drivers.web_driver:WebDriver"
    script = "import hfund_tui, json, os; print(json.dumps(os.environ.get('TEXTUAL_DRIVER')))"
    assert in_a_new_process(script, TEXTUAL_DRIVER=driver) == driver


def test_the_first_screen_loads_nothing_of_storage() -> None:
    """Otherwise the first frame would come two to four times later."""
    script = (
        "import json, sys, hfund_tui.app, hfund_tui.screens.sign_in.screen\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'keyring', 'alembic', 'argon2', 'cryptography', 'babel',\n"
        "         'fpdf', 'pypinyin', 'sqlcipher3', 'stdnum', 'hfund_tui.domain.plan',\n"
        "         'hfund_tui.domain.request'}\n"
        "print(json.dumps(sorted(heavy & set(sys.modules))))"
    )
    assert in_a_new_process(script) == []


def test_the_first_frame_loads_no_more_words_than_it_says() -> None:
    script = """
import json, sys
from pathlib import Path
from textual.screen import Screen
from hfund_tui.app import HfundApp
from hfund_tui.services.settings import load_settings

home = Path(sys.executable).parent  # nothing is opened before the first frame
app = HfundApp(load_settings(demo=True, home=home, environment={}), opener=lambda *_, **__: None)
loaded = []
paint = Screen._compositor_refresh

def painted(screen):
    paint(screen)
    loaded.append(sorted(name.rpartition(".")[2] for name in sys.modules if ".i18n.messages." in name))
    app.exit()

Screen._compositor_refresh = painted
app.run(headless=True)
print(json.dumps(loaded[0]))
"""
    assert in_a_new_process(script) == ["frame", "header", "key", "sign_in"]


def test_services_load_nothing_of_the_terminal() -> None:
    script = (
        "import json, sys, hfund_tui.services.workstation\n"
        "print(json.dumps(sorted({'textual', 'rich', 'click'} & set(sys.modules))))"
    )
    assert in_a_new_process(script) == []
