"""`hfund serve`: what is run for each visitor, and that nobody but this machine is one."""

from pathlib import Path

import pytest

from hfund_tui.cli import serve
from hfund_tui.cli.root import run


class Served:
    asked: dict[str, object] = {}

    def __init__(self, command: str, **options: object) -> None:
        Served.asked = {"command": command, **options}

    def serve(self) -> None:
        Served.asked["served"] = True


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Served]:
    monkeypatch.setattr("textual_serve.server.Server", Served)
    return Served


def test_it_listens_on_loopback_only(
    server: type[Served], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "a b; rm -rf"
    assert run(["serve", "--demo", "--home", str(home), "--port", "8123", "--lang", "en"], {}) == 0
    assert server.asked["host"] == "127.0.0.1" and server.asked["port"] == 8123
    assert str(server.asked["command"]).endswith(f"-m hfund_tui run --home '{home}' --demo")
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8123" in said and "TLS" in said


@pytest.mark.parametrize("port", ["80", "0", "65536", "x"])
def test_a_port_that_can_not_be(server: type[Served], port: str) -> None:
    server.asked = {}
    assert run(["serve", "--demo", "--port", port], {}) == 2
    assert server.asked == {}


def test_no_option_opens_it_to_others() -> None:
    assert not {one.name for one in serve.serve.params} & {"host", "address", "bind"}
