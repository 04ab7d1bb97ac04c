"""`hfund serve`: what is run for each visitor, and that nobody but this machine is one."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from hfund_tui.cli import serve
from hfund_tui.cli.browser import LOOPBACK, HouseServer
from hfund_tui.cli.root import run


class Served:
    asked: dict[str, object] = {}

    def __init__(self, command: str, **options: object) -> None:
        Served.asked = {"command": command, **options}

    def serve(self) -> None:
        Served.asked["served"] = True


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Served]:
    monkeypatch.setattr("hfund_tui.cli.browser.HouseServer", Served)
    return Served


def test_it_listens_on_loopback_only(
    server: type[Served], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "a b; rm -rf"
    assert run(["serve", "--demo", "--home", str(home), "--port", "8123", "--lang", "en"], {}) == 0
    assert (server.asked["port"], server.asked["public_url"]) == (8123, None)
    assert HouseServer("", port=8123).host == LOOPBACK == "127.0.0.1"
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


PORT, PUBLIC = 8123, "https://hfund.example"
OWN = "http://127.0.0.1:8123"


@asynccontextmanager
async def browser(public_url: str | None = None) -> AsyncIterator[TestClient]:
    """Somebody who can send whatever headers; the socket only says that it was reached."""

    class Reached(HouseServer):
        async def handle_websocket(self, request: web.Request) -> web.Response:  # type: ignore[override]
            return web.Response(text="reached")

    app = await Reached("false", port=PORT, public_url=public_url)._make_app()
    async with TestClient(TestServer(app)) as client:
        yield client


async def asked(client: TestClient, path: str, host: str, origin: str | None = None) -> int:
    headers = {"Host": host} | ({"Origin": origin} if origin is not None else {})
    async with client.get(path, headers=headers) as answer:
        return answer.status


async def test_a_name_that_was_made_to_lead_here_is_turned_away() -> None:
    async with browser() as client:
        for host in ("127.0.0.1:8123", "localhost:8123", "LOCALHOST:8123"):
            assert await asked(client, "/", host) == 200
        for host in ("evil.example", "evil.example:8123", "127.0.0.1", "127.0.0.1:8123.evil.example", ""):
            for path in ("/", "/ws", "/static/js/textual.js", "/download/x"):
                assert await asked(client, path, host, OWN) == 421, (host, path)


async def test_a_page_of_somebody_else_opens_no_session() -> None:
    """A browser sends the origin of the page with each socket; whoever sends none is no browser."""
    async with browser() as client:
        for origin in (OWN, "http://localhost:8123"):
            assert await asked(client, "/ws", "127.0.0.1:8123", origin) == 200
        for origin in (
            None,
            "null",
            "",
            "https://evil.example",
            "http://127.0.0.1:9999",
            f"{OWN}.evil.example",
        ):
            assert await asked(client, "/ws", "127.0.0.1:8123", origin) == 403, origin
        assert await asked(client, "/", "127.0.0.1:8123", "https://evil.example") == 403


async def test_a_proxy_in_front_is_answered_under_its_name_and_its_pages_lead_back_to_it() -> None:
    async with browser(PUBLIC) as client:
        for host in ("hfund.example", "127.0.0.1:8123"):  # a proxy passes one or the other on
            assert await asked(client, "/ws", host, PUBLIC) == 200
            async with client.get("/", headers={"Host": host}) as answer:
                assert "wss://hfund.example/ws" in await answer.text()
                assert answer.headers["X-Frame-Options"] == "DENY"
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'self'" in policy and "wss://hfund.example" in policy
        assert await asked(client, "/ws", "hfund.example", "http://hfund.example") == 403


@pytest.mark.parametrize(
    "url",
    [
        "http://hfund.example",
        "hfund.example",
        "https://",
        "https://a@b",
        "https://b/x",
        "https://b?x",
        "https://b:x",
    ],
)
def test_a_public_address_is_of_a_proxy_that_speaks_tls(server: type[Served], url: str) -> None:
    server.asked = {}
    assert run(["serve", "--demo", "--public-url", url], {}) == 2
    assert server.asked == {}


def test_a_public_address_is_written_one_way(server: type[Served]) -> None:
    assert run(["serve", "--demo", "--public-url", "https://HFund.example:8443/"], {}) == 0
    assert server.asked["public_url"] == "https://hfund.example:8443"


def test_what_is_typed_is_not_logged_when_something_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own logging shows the variables of each frame, and with them what came from the keyboard."""
    handlers: list[object] = []
    monkeypatch.setattr(
        logging, "basicConfig", lambda **options: handlers.extend(options.get("handlers", ()))
    )
    HouseServer("false", port=PORT).initialize_logging()
    assert handlers == []
