"""What a terminal is told by its environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfund_tui.services.errors import BadInput
from hfund_tui.services.settings import load_settings


def database(home: Path, given: str, **options: bool) -> str | None:
    return load_settings(home=home, environment={"HFUND_DATABASE": given}, **options).server


@pytest.mark.parametrize(
    "uri",
    [
        "postgresql://hfund@db.example/hfund",
        "postgres://hfund@one.example:5432,two.example:5433/hfund?target_session_attrs=read-write",
        "postgresql:///hfund?host=/run/postgresql&sslmode=verify-full",
    ],
)
def test_a_server_is_named_by_one_setting(tmp_path: Path, uri: str) -> None:
    assert database(tmp_path, uri) == uri


def test_without_it_the_file_at_home_is_meant(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path, environment={"HFUND_DATABASE": ""})
    assert (settings.server, settings.place) == (None, str(tmp_path / "hfund.db"))


def test_a_demo_has_a_file_of_its_own(tmp_path: Path) -> None:
    assert database(tmp_path, "postgresql://hfund@db.example/hfund", demo=True) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("mysql://hfund@db.example/hfund", "bad_database"),
        ("/var/lib/hfund.db", "bad_database"),
        ("host=db.example dbname=hfund", "bad_database"),
        ("postgresql://hfund:secret@db.example/hfund", "password_in_database"),
        ("postgresql://hfund:@db.example/hfund", "password_in_database"),
        ("postgresql://db.example/hfund?user=hfund&password=secret", "password_in_database"),
        ("postgresql://hfund@db.example/hfund?sslpassword=secret", "password_in_database"),
        ("postgresql://hfund@db.example/hfund?pass%77ord=secret", "password_in_database"),
    ],
)
def test_a_setting_that_is_refused_says_nothing_of_itself(tmp_path: Path, given: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        database(tmp_path, given)
    assert (refused.value.code, refused.value.field) == (code, "HFUND_DATABASE")
    assert "secret" not in repr(refused.value.params)


def test_what_people_are_told_has_no_user_and_no_parameters(tmp_path: Path) -> None:
    uri = "postgresql://hfund@one.example,two.example/hfund?sslcert=/etc/hfund.crt"
    settings = load_settings(home=tmp_path, environment={"HFUND_DATABASE": uri})
    assert settings.place == "postgresql://one.example,two.example/hfund"
