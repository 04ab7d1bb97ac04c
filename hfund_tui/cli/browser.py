"""The server behind `hfund serve`: it answers browsers that came to it, and no page of somebody else's.

A server on loopback is reached by whatever page the person at this machine has open: by a form, a socket, or a name
that was made to lead here. So the name it was asked under is looked at, and the page that asks.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

LOOPBACK = "127.0.0.1"
"""The only address it is ever bound to: whatever opens it to others has to stand in front of it."""

_SOCKET = "/ws"
_HEADERS = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Nobody lays the program under a page of their own, and nothing of it stays in the browser."""

_SOURCES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none';"
    " connect-src 'self' {sockets}"
)
"""The page asks nobody else for anything: its library's would have a company's font, which tells who works here."""

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class HouseServer(Server):
    """`public_url` is what browsers call it when a reverse proxy stands in front; None: nobody but this machine."""

    def __init__(self, command: str, *, port: int, public_url: str | None = None) -> None:
        super().__init__(command, host=LOOPBACK, port=port, title="hfund", public_url=public_url)
        urls = [f"http://{name}:{port}" for name in (LOOPBACK, "localhost")]
        urls += [public_url] if public_url is not None else []
        self._origins = frozenset(urls)
        self._hosts = frozenset(urlsplit(one).netloc for one in urls)
        sockets = " ".join(one.replace("http", "ws", 1) for one in urls)
        self._headers = {**_HEADERS, "Content-Security-Policy": _SOURCES.format(sockets=sockets)}

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._look)
        app.on_response_prepare.append(self._say_whose)
        return app

    @web.middleware
    async def _look(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        if request.headers.get("Host", "").lower() not in self._hosts:
            raise web.HTTPMisdirectedRequest
        origin = request.headers.get("Origin")
        asked_by_a_page = origin is not None or request.path == _SOCKET
        if asked_by_a_page and origin not in self._origins:
            raise web.HTTPForbidden
        return await handler(request)

    def initialize_logging(self) -> None:
        """Without the values of variables: what somebody types passes through here."""
        logging.basicConfig(level=logging.WARNING, format="%(message)s")

    async def _say_whose(self, _: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(self._headers)
