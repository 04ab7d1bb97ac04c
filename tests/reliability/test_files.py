"""Files that a person asks for, on a disk without room and killed: whole under their names, or not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hfund_tui.documents import pdf
from hfund_tui.documents.paper import Paper
from hfund_tui.documents.receipt import render_pdf
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.receipt.printing import save_pdf
from hfund_tui.services.errors import HfundError
from hfund_tui.services.keeping import KeepingService, restore
from hfund_tui.services.settings import Settings, save_preferences
from hfund_tui.services.workstation import Workstation
from tests.reliability.all_jobs import CAMPAIGN
from tests.reliability.faults import FILE, At, die, dies, moments, no_room, room_for
from tests.support import branch, house

pytestmark = pytest.mark.reliability

EN = Translator(Language.EN)
_drawn: dict[str, tuple[bytes, tuple[str, ...]]] = {}


@dataclass(frozen=True)
class Written:
    """A file. `writer` gets everything ready and returns what writes it; `codes` are the errors when it can't be
    written, none where that is not worth one."""

    name: str
    writer: Callable[[Workstation], Callable[[], object]]
    folder: str
    codes: tuple[str, ...]


def _backup(station: Workstation) -> Callable[[], object]:
    folder = station.settings.home / "backups"
    folder.mkdir(exist_ok=True)
    return lambda: KeepingService(station._database, station.clock).backup(folder)


def _receipt(station: Workstation) -> Callable[[], object]:
    """The receipt of a withdrawal as it is saved at the counter."""
    receipt = house.done(station, branch.sign_in(station), house.rent()).receipt
    folder = station.settings.receipts
    return lambda: save_pdf(folder, receipt.receipt_no, lambda t, path: render_pdf(receipt, t, path), EN)


def _preferences(station: Workstation) -> Callable[[], object]:
    return lambda: save_preferences(station.settings, language="en", theme="hfund-dark")


FILES = (
    Written("a backup", _backup, "backups", ("storage_disk_full", "storage_io")),
    Written("a receipt", _receipt, "receipts", ("receipt_folder",)),
    Written("preferences", _preferences, ".", ()),
)


@pytest.fixture(params=FILES, ids=lambda one: one.name)
def written(request: pytest.FixtureRequest) -> Written:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn on a page is not what these tests are about."""
    draw = pdf.pdf_bytes

    def drawn(paper: Paper, t: Translator) -> tuple[bytes, tuple[str, ...]]:
        if paper.reference not in _drawn:
            _drawn[paper.reference] = draw(paper, t)
        return _drawn[paper.reference]

    monkeypatch.setattr(pdf, "pdf_bytes", drawn)


def contents(settings: Settings, written: Written) -> dict[str, bytes]:
    folder = settings.home / written.folder
    found = folder.glob("*") if folder.is_dir() else []
    return {
        one.name: one.read_bytes() for one in found if one.is_file() and not one.name.startswith("hfund.")
    }


def outcome(write: Callable[[], object]) -> str:
    try:
        write()
    except HfundError as error:
        return error.code
    return ""


def steps(station: Workstation, write: Callable[[], object]) -> int:
    """How many steps of writing files there are."""
    seen: list[str] = []
    with moments(station, seen.append):
        assert outcome(write) == ""
    return seen.count(FILE)


def whole(station: Workstation, written: Written) -> dict[str, bytes]:
    """What is there when nothing goes wrong; it is taken away again."""
    there = contents(station.settings, written)
    for name in there:
        (station.settings.home / written.folder / name).unlink()
    assert there
    return there


def test_a_disk_without_room(station: Workstation, written: Written) -> None:
    write = written.writer(station)
    number = steps(station, write)
    good = whole(station, written)
    largest = max(map(len, good.values()))
    faults: list[Any] = [partial(moments, station, _at_file(step, no_room)) for step in range(1, number + 1)]
    faults += [partial(room_for, size) for size in range(0, largest, 1 + largest // (20 if CAMPAIGN else 2))]
    for fault in faults:
        with fault():
            code = outcome(write)
        left = contents(station.settings, written)
        assert code in (*written.codes, ""), code
        assert not left or (code == "" and left.keys() == good.keys())
        assert all(len(content) == len(good[name]) for name, content in left.items()), "half a file"
        if left:
            whole(station, written)
    assert outcome(write) == ""
    assert contents(station.settings, written).keys() == good.keys()


def test_killed_while_it_is_written(branch_template: Settings, tmp_path: Path, written: Written) -> None:
    trial = branch.open_branch(branch.copy_of(branch_template, tmp_path / "trial"))
    number = steps(trial, written.writer(trial))
    trial.close()
    for step in range(1, number + 1) if CAMPAIGN else {1, number}:
        settings = branch.copy_of(branch_template, tmp_path / f"{step}")

        def job(settings: Settings = settings, step: int = step) -> None:
            station = branch.open_branch(settings)
            write = written.writer(station)
            with moments(station, _at_file(step, die)):
                write()

        assert dies(job)
        for name in contents(settings, written):
            assert_whole(settings, settings.home / written.folder / name)


def assert_whole(settings: Settings, file: Path) -> None:
    """A backup can be put back, a paper and a text end as they must; what has no name yet is nobody's."""
    if file.name.startswith("."):
        return
    match file.suffix:
        case ".db":
            restore(branch.copy_of(settings, settings.home / "again"), file, move_aside=True)
        case ".pdf":
            assert file.read_bytes().rstrip().endswith(b"%%EOF")
        case ".toml":
            assert file.read_text("utf-8").endswith('"\n')


def _at_file(number: int, act: Callable[[], None]) -> Callable[[str], None]:
    at = At(number, act)
    return lambda moment: at(moment) if moment == FILE else None
