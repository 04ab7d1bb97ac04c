"""A terminal for tests: a program in a real pseudo-terminal, its screen as text, keys counted and paced."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "backtab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    **{f"f{number}": f"\x1bO{letter}" for number, letter in enumerate("PQRS", 1)},
    **{
        f"f{number}": f"\x1b[{code}~"
        for number, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
    **{f"ctrl+{letter}": chr(ord(letter) & 0x1F) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

ROOT = Path(__file__).parents[2]

_PATIENCE = 20.0
# pyte prints private sequences it does not know; these are questions a program asks its terminal.
_QUESTIONS = (b"\x1b[>25u", b"\x1b[>1u", b"\x1b[<u", b"\x1b[?u")


class Terminal:
    """A program on a screen of `columns` x `rows`. Use it as a context: it ends the program it started."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.columns, self.rows = columns, rows
        self.keys = 0
        self.received = bytearray()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ.update(
                {
                    "TERM": "xterm-256color",
                    "COLORTERM": "truecolor",
                    "COLUMNS": str(columns),
                    "LINES": str(rows),
                    "PYTHONPATH": str(ROOT),
                    **(environment or {}),
                }
            )
            os.execvp(argv[0], list(argv))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @classmethod
    def python(cls, script: str, *arguments: str, **options: object) -> Self:
        """Run a Python program given as text."""
        return cls([sys.executable, "-c", script, *arguments], **options)  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def pump(self, seconds: float) -> bool:
        """Read what arrives within `seconds`; True if anything did."""
        until, arrived = time.monotonic() + seconds, False
        while (left := until - time.monotonic()) > 0:
            if not select.select([self._fd], [], [], left)[0]:
                break
            try:
                data = os.read(self._fd, 65536)
            except OSError:
                break
            if not data:
                break
            self.received += data
            arrived = True
            for question in _QUESTIONS:
                data = data.replace(question, b"")
            self._stream.feed(data)
        return arrived

    def idle(self, quiet: float = 0.25) -> None:
        """Wait until something was drawn, and then nothing more for `quiet` seconds."""
        until = time.monotonic() + _PATIENCE
        while not self.text.strip() and time.monotonic() < until:
            self.pump(0.05)
        while self.pump(quiet) and time.monotonic() < until:
            pass

    def wait_for(self, text: str) -> None:
        """Wait until `text` is on the screen. Raises AssertionError with the screen when it does not come."""
        until = time.monotonic() + _PATIENCE
        while text not in self.text:
            if time.monotonic() > until:
                raise AssertionError(f"not on the screen: {text}\n{self.text}")
            self.pump(0.05)

    def wait_for_any(self, *texts: str) -> str:
        """Wait until one of several texts is on the screen; which one. Raises AssertionError as `wait_for` does."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() <= until:
            if (found := next((one for one in texts if one in self.text), None)) is not None:
                return found
            self.pump(0.05)
        raise AssertionError(f"none of these on the screen: {texts}\n{self.text}")

    def wait_for_another(self, text: str) -> None:
        """Wait until the screen is not `text` any more. Raises AssertionError as `wait_for` does."""
        until = time.monotonic() + _PATIENCE
        while self.text == text:
            if time.monotonic() > until:
                raise AssertionError(f"nothing changed on the screen:\n{text}")
            self.pump(0.05)

    def press(self, *names: str, pace: float = 0.0) -> None:
        """Press keys by name ("f9", "enter", "ctrl+p"), `pace` seconds apart."""
        for name in names:
            self._send(KEYS[name], pace)

    def type(self, text: str, pace: float = 0.0) -> None:
        """Type characters one by one, `pace` seconds apart; without a pace they arrive in one burst."""
        if pace:
            for character in text:
                self._send(character, pace)
        else:
            self.keys += len(text)
            os.write(self._fd, text.encode())

    def _send(self, keys: str, pace: float) -> None:
        self.keys += 1
        os.write(self._fd, keys.encode())
        if pace:
            until = time.monotonic() + pace
            while (left := until - time.monotonic()) > 0:
                self.pump(left)

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def lines(self) -> list[str]:
        buffer = self._screen.buffer
        return ["".join(buffer[y][x].data for x in range(self.columns)).rstrip() for y in range(self.rows)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def wait_for_exit(self) -> int:
        """Wait for the program to end by itself; its exit status."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            self.pump(0.05)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._pid = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"still running\n{self.text}")

    def kill(self) -> None:
        """End the program without a word, as a power cut does."""
        os.kill(self._pid, signal.SIGKILL)
        self.wait_for_exit()

    def end(self) -> None:
        """End the program, gently first."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            if not self._pid:
                break
            os.kill(self._pid, how)
            until = time.monotonic() + 2
            while self._pid and time.monotonic() < until:
                self.pump(0.02)
                pid, _ = os.waitpid(self._pid, os.WNOHANG)
                if pid:
                    self._pid = 0
        os.close(self._fd)
