"""`hfund` for shell scripts of tests: a process for each command, forked from one that has loaded all of it.

`forked_hfund.py serve SOCKET` waits for commands; `hfund_function` is how a script calls them. Folder, environment,
input, output and exit code are the script's own.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hfund_tui import cli, db, services
from hfund_tui.db import schema

_STREAMS = (0, 1, 2)
_NOT_LOADED = ("integrity_server", "server", "serve", "browser")

# Starts in a few milliseconds: it knows nothing of the program.
_CLIENT = """
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as line:
    line.connect(sys.argv[1])
    asked = json.dumps([sys.argv[2:], os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(line, [len(asked).to_bytes(4, "big")], [0, 1, 2])
    line.sendall(asked)
    answer = line.recv(1)
sys.exit(answer[0] if answer else 99)
"""


@contextmanager
def hfund_function(folder: Path) -> Iterator[str]:
    """The shell function, as long as the block lasts."""
    at, client = folder / "hfund.socket", folder / "hfund_client.py"
    client.write_text(_CLIENT, encoding="utf-8")
    serving = [sys.executable, "-m", "tests.support.forked_hfund", "serve", str(at)]
    with subprocess.Popen(serving, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None and server.stdout.readline() == b"ready\n"
            yield f'hfund() {{ "{sys.executable}" -S -E "{client}" "{at}" "$@"; }}'
        finally:
            server.terminate()


def serve(at: str) -> None:
    """Load everything, then fork for every command."""
    for package in (cli, services, db):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(_NOT_LOADED):
                importlib.import_module(found.name)
    schema._expected()  # every command that verifies asks for it
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(at)
        door.listen()
        print("ready", flush=True)
        while True:
            line, _ = door.accept()
            with line:
                line.sendall(bytes([_done(line)]))


def _done(line: socket.socket) -> int:
    """The exit code of one command."""
    size, streams, *_ = socket.recv_fds(line, 4, len(_STREAMS))
    asked = b""
    while len(asked) < int.from_bytes(size, "big"):
        asked += line.recv(1 << 16)
    arguments, folder, environment = json.loads(asked)
    child = os.fork()
    if not child:
        for here, stream in zip(_STREAMS, streams, strict=True):
            os.dup2(stream, here)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        _run(arguments)
    for stream in streams:
        os.close(stream)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF


def _run(arguments: list[str]) -> None:
    from hfund_tui.__main__ import main

    sys.argv = ["hfund", *arguments]
    code: object = 1
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    serve(sys.argv[2])
