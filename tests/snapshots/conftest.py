"""Pictures of screens: compared as SVG, told apart as text."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension
from rich.cells import cell_len
from syrupy import SnapshotAssertion
from textual.screen import Screen

from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import branch
from tests.support.looks import ALL
from tests.support.walking import Walk

Picture = Callable[..., None]


def pytest_configure(config: pytest.Config) -> None:
    """Pictures that are not looked at would be taken for forgotten ones, and removed."""
    if config.getoption("update_snapshots", default=False) and not ALL:
        raise pytest.UsageError("take pictures by `make pictures TAKE=1`, in every language and size")


_NEEDLESS = re.compile(
    r"\s*@font-face \{.*?\}"
    r'|<clipPath id="terminal-line-.*?</clipPath>\s*'
    r'| clip-path="url\(#terminal-line-\d+\)"'
    r'| shape-rendering="crispEdges"',
    re.DOTALL,
)
_TEXT = re.compile(
    r'(?P<head><text [^>]*?x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength=")[\d.]+(?P<tail>"[^>]*>)(?P<text>[^<]*)'
)
_CELL_WIDTH = 12.2


class ScreenPicture(SVGImageExtension):
    """An SVG that fetches nothing, and in which a Han character is as wide as on a terminal."""

    def serialize(self, data: Any, **kwargs: Any) -> Any:
        svg = _NEEDLESS.sub("", str(super().serialize(data, **kwargs)))
        svg = svg.replace("<style>", "<style>\n    rect { shape-rendering: crispEdges }", 1)
        return _TEXT.sub(_at_its_width, svg)


def _at_its_width(found: re.Match[str]) -> str:
    width = round(cell_len(html.unescape(found["text"])) * _CELL_WIDTH, 1)
    return f"{found['head']}{width:g}{found['tail']}{found['text']}"


def _characters(svg: str) -> list[str]:
    """What can be read in a picture, line by line."""
    lines: dict[float, dict[float, str]] = {}
    for found in _TEXT.finditer(svg):
        lines.setdefault(float(found["y"]), {})[float(found["x"])] = html.unescape(found["text"])
    return [
        "".join(parts[x] for x in sorted(parts)).replace("\xa0", " ").rstrip()
        for _, parts in sorted(lines.items())
    ]


@pytest.fixture
def still_station(
    branch_template: Settings,
    clock: FrozenClock,
    still_world: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Workstation]:
    """The small branch in the folder `branch` of the folder one stands in: paths look the same in every run."""
    monkeypatch.chdir(tmp_path)
    workstation = branch.open_branch(branch.copy_of(branch_template, Path("branch")), clock)
    yield workstation
    workstation.close()


@pytest.fixture
def picture(snapshot: SnapshotAssertion, tmp_path: Path, still_world: None) -> Picture:
    """Compare the screen with its picture. `--snapshot-update` takes the new ones.

    With `screen`, that one has to be open: a picture of another is never taken for it.
    """
    compare = snapshot.use_extension(ScreenPicture)

    def look(at: Walk, name: str, screen: type[Screen[Any]] | None = None) -> None:
        assert screen is None or isinstance(at.app.screen, screen), f"{at.app.screen}\n{at.screen_text}"
        svg = at.app.export_screenshot(simplify=True)
        if compare(name=name) == svg:
            return
        result = compare.executions[compare.num_executions - 1]
        shown = str(compare.extension.serialize(svg))
        if result.recalled_data and _sealed_alike(str(result.recalled_data), shown):
            result.success = True
            return
        seen = tmp_path / f"{name}.svg"
        seen.write_text(shown, encoding="utf-8")
        was = _characters(str(result.recalled_data or ""))
        told = "\n".join(difflib.unified_diff(was, _characters(shown), "picture", "screen", lineterm="", n=1))
        pytest.fail(
            f"{name} looks different: {seen}\n{told or 'the same characters, other colours'}", pytrace=False
        )

    return look


_SEALS = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}|\b[0-9a-f]{16}\b")
"""Codes of papers and ends of audit chains: they cover the key of a form, which is drawn by chance."""


def _sealed_alike(was: str, shown: str) -> bool:
    """Whether two pictures differ in nothing but their seals."""
    return _SEALS.sub("seal", was) == _SEALS.sub("seal", shown)
