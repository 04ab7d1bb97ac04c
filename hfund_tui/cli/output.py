"""What the command line says, to people and to machines.

Everything goes out here, so that nothing from data can move a cursor, and so that a reader who has gone away
(`| head`), a closed stream or a terminal without Chinese characters never stops the work.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from hfund_tui.documents.wrapping import cells, pad, wrap
from hfund_tui.domain.text import clean, drop_unsafe
from hfund_tui.i18n import Translator
from hfund_tui.services.errors import HfundError, Trouble

if TYPE_CHECKING:
    from hfund_tui.services.settings import Settings

WIDTH = 79
_BAR = 30
_GAP = "  "

Progress = Callable[[str, int, int], None]
"""Called with the key of the step's words, how much of it is done, and how much there is (0: not known)."""


@dataclass(frozen=True, slots=True)
class Console:
    """Whom a command speaks to: the language, and the environment it was called in."""

    t: Translator
    environment: Mapping[str, str]

    def settings(self, *, home: Path | None = None, demo: bool = False, training: bool = False) -> Settings:
        """The settings of a terminal. Raises BadInput."""
        from hfund_tui.services.settings import load_settings

        return load_settings(demo=demo, training=training, home=home, environment=self.environment)

    def settings_of_what_is_here(self, *, home: Path | None, demo: bool) -> Settings:
        """The same, for the care of a database: on a machine that has only a demo, that one is meant."""
        asked = self.settings(home=home, demo=demo)
        if home is None and not demo and asked.server is None and not asked.database.exists():
            only = self.settings(demo=True)
            if only.home.is_dir():
                self.tell(self.t("cli.only_demo", path=str(only.home)))
                return only
        return asked

    def say(self, text: str = "") -> None:
        """Part of the answer. Raises Trouble when it can't be written."""
        try:
            _write(sys.stdout, text)
        except OSError as error:
            raise Trouble("output_failed") from error

    def say_json(self, value: Any) -> None:
        """The answer for machines. Plain ASCII: every encoding carries it and every terminal survives it."""
        self.say(json.dumps(value, ensure_ascii=True, indent=2))

    def tell(self, text: str) -> None:
        """Beside the answer: on stderr."""
        try:
            _write(sys.stderr, text)
        except OSError:
            return

    def complain(self, error: HfundError, *more: str) -> None:
        """What is wrong and what to do."""
        what, do = self.t.error(error)
        for label, text in ((self.t("cli.error"), what), (self.t("cli.remedy"), do)):
            self.tell(_block(label, text))
        for line in more:
            self.tell(line)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A bar on stderr, if anybody can see it."""
        if sys.stderr is None or not sys.stderr.isatty():
            yield lambda step, done, total: None
            return
        bar = _Bar(self.t, sys.stderr)
        try:
            yield bar.show
        finally:
            bar.clear()


class _Bar:
    """One line, drawn over and over."""

    def __init__(self, t: Translator, stream: TextIO) -> None:
        self._t = t
        self._stream = stream
        self._line = ""

    def show(self, step: str, done: int, total: int) -> None:
        share = min(done, total) * 100 // total if total > 0 else 0
        full = share * _BAR // 100
        line = f"{self._t(step)} [{'#' * full}{'.' * (_BAR - full)}] {share:3}%"
        if line != self._line:
            self._draw("\r" + pad(line, cells(self._line)))
            self._line = line

    def clear(self) -> None:
        self._draw("\r" + " " * cells(self._line) + "\r")

    def _draw(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            return


def columns(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> str:
    """Rows lined up by terminal cells. Columns whose index is in `right` stand at their right edge."""
    tidy = [[clean(cell) for cell in row] for row in rows]
    widths = [max(cells(row[n]) for row in tidy) for n in range(len(tidy[0]))] if tidy else []
    lines = [
        _GAP.join(
            " " * (width - cells(cell)) + cell if n in right else pad(cell, width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in tidy
    ]
    return "\n".join(line.rstrip() for line in lines)


def _block(label: str, text: str) -> str:
    """A label with its text beside it."""
    lines = wrap(clean(text), WIDTH - cells(label) - 1)
    return "\n".join(f"{label if n == 0 else ' ' * cells(label)} {line}" for n, line in enumerate(lines))


def _write(stream: TextIO | None, text: str) -> None:
    """Write whole lines at once. A reader who has gone is no trouble; anything else raises OSError."""
    if stream is None:
        return
    try:
        stream.write(drop_unsafe(text) + "\n")
        stream.flush()
    except BrokenPipeError:
        _drain(stream)
    except OSError:
        _drain(stream)
        raise


def _drain(stream: TextIO) -> None:
    """Let what is left in a broken stream run into nothing, so that it fails once and not again at exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
