from __future__ import annotations

from pathlib import Path

import pytest

from hfund_tui.i18n import Language, Translator
from hfund_tui.keymap import KeymapError, load_keymap


def keymap(folder: Path, text: str) -> dict[str, str]:
    path = folder / "keymap.toml"
    path.write_text(text, encoding="utf-8")
    return load_keymap(path)


def test_no_file_means_no_changes(tmp_path: Path) -> None:
    assert load_keymap(tmp_path / "keymap.toml") == {}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("", {}),
        ('[keys]\ncommit = "f10"', {"key.commit": "f10"}),
        ('[keys]\nlock = "F12, ctrl+o"', {"key.lock": "f12,ctrl+o"}),
        ('[keys]\nagreement = "f5"\nwithdrawal = "f4"', {"key.agreement": "f5", "key.withdrawal": "f4"}),
    ],
)
def test_keys_that_can_be_used(tmp_path: Path, text: str, made: dict[str, str]) -> None:
    assert keymap(tmp_path, text) == made


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[keys", "bad_file"),
        ('[keys]\nexplode = "f10"', "unknown_command"),
        ('[keys]\ncommit = "f99"', "unknown_key"),
        ('[keys]\ncommit = "enter"', "unknown_key"),
        ('[keys]\ncommit = "a"', "unknown_key"),
        ('[keys]\ncommit = "ctrl+c"', "unknown_key"),
        ('[keys]\ncommit = "alt+c"', "unknown_key"),
        ("[keys]\ncommit = 9", "unknown_key"),
        ('[keys]\ncommit = ""', "unknown_key"),
        ('[keys]\ncommit = "f5"', "key_taken"),
        ('[keys]\ncommit = "f10"\nlock = "f10"', "key_taken"),
        ('[keys]\nlock = "ctrl+r"', "key_taken"),
        ('keys = "f10"', "bad_file"),
    ],
)
def test_keys_that_can_not_be_used_are_refused_by_name(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(KeymapError) as refused:
        keymap(tmp_path, text)
    assert refused.value.code == f"keymap_{code}"
    for language in Language:
        assert all(Translator(language).error(refused.value))
