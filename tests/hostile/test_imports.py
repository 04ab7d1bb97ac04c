"""Every file that is read from outside, with hostile texts in its fields: refused in words, nothing taken."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import hfund_tui
from hfund_tui.db.backup import BackupManifest
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.services.errors import BadInput, HfundError
from hfund_tui.services.issued_documents import DocumentVerdict
from hfund_tui.services.keeping import KeepingService, read_anchors
from hfund_tui.services.outbox import read_foreign
from hfund_tui.services.workstation import Workstation
from tests.hostile.payloads import PAYLOADS
from tests.hostile.test_exports import called
from tests.hostile.test_lists import encoded
from tests.support import branch, house
from tests.support.lending import lend

pytestmark = pytest.mark.hostile

CAMPAIGN = bool(os.environ.get("HFUND_CAMPAIGN"))
TEXTS = [one.text for one in PAYLOADS]
_STATES = "SELECT state, result_on, result_reason FROM {} ORDER BY id"


def sent(station: Workstation) -> tuple[str, Callable[[str], object], str]:
    """A payout on its way, the answer of the bank, what takes it in, and where it would be seen."""
    house.done(station, branch.sign_in(station), house.rent())
    text = house.answer(house.export(station))
    return (
        text,
        lambda text: station.payments.import_returns(house.supervisor(station), text),
        "payment_order",
    )


def debited(station: Workstation) -> tuple[str, Callable[[str], object], str]:
    with branch.raw(station) as uow:
        lend(uow, 1, unpaid=1)
    text = house.answer(station.debits.export(house.supervisor(station)))
    return text, lambda text: station.debits.import_returns(house.supervisor(station), text), "debit_order"


def spoilt(text: str) -> Iterator[str]:
    """The file with a hostile text in one cell after the other, raw and quoted; what the bank says in words is its
    own affair."""
    rows = list(csv.reader(io.StringIO(text)))
    for number, row in enumerate(rows):
        for place in range(len(row)):
            for hostile in TEXTS[:: 1 if CAMPAIGN else 12]:
                if (row[0], place) == ("D", 5):
                    continue
                changed = [list(one) for one in rows]
                changed[number][place] = hostile
                target = io.StringIO()
                csv.writer(target, lineterminator="\n").writerows(changed)
                yield target.getvalue()


@pytest.mark.parametrize("of", [sent, debited])
def test_no_answer_of_a_bank_with_a_hostile_cell_is_taken_in(
    station: Workstation, of: Callable[[Workstation], tuple[str, Callable[[str], object], str]]
) -> None:
    text, take_in, table = of(station)
    before = house.rows(station, _STATES.format(table))
    for file in spoilt(text):
        try:
            report = take_in(file)
        except HfundError:
            continue
        assert getattr(report, "bad", None), file
    assert house.rows(station, _STATES.format(table)) == before
    assert not getattr(take_in(text), "bad", None), "the file itself is good"
    house.clean(station)


def test_hostile_words_of_a_bank_are_kept_as_words(station: Workstation) -> None:
    text, take_in, _ = sent(station)
    reason = next(one for one in TEXTS if one.startswith("=HYPERLINK"))
    cells = next(csv.reader([text.splitlines()[1]]))
    cells[4:] = ["failed", reason]
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerow(cells)
    total = ["T", "0", "0.00", "1", cells[3]]
    file = f"{text.splitlines()[0]}\n{target.getvalue()}{','.join(total)}\n"
    assert not getattr(take_in(file), "bad", None)
    assert house.rows(station, "SELECT result_reason FROM payment_order") == [(reason,)]
    house.clean(station)


def test_hostile_anchors_are_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "anchors.txt"
    for text in TEXTS:
        for line in (text, f"0003/03 {text} {'0' * 64}", f"{text} 1", f"0003/03 1 {'0' * 64}\n{text} x y z"):
            file.write_bytes(encoded(line))
            try:
                read_anchors(file)
            except BadInput as refused:
                assert refused.code == "not_anchors"


def test_hostile_manifests_are_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    for text in TEXTS:
        for content in (text, f'{{"anchors": "{text}"}}', f'{{"anchors": [{{"chain": "{text}"}}]}}'):
            file.write_bytes(encoded(content))
            with pytest.raises(StorageTrouble, match="corrupt"):
                BackupManifest.read(file)


def test_a_hostile_code_of_a_paper_is_of_no_paper(station: Workstation) -> None:
    keeping = KeepingService(station._database, station.clock)
    for text in TEXTS:
        assert keeping.verify_document(text).verdict is not DocumentVerdict.GENUINE


@pytest.mark.parametrize("size", ["a folder", "a pipe", "nothing", "too much"])
def test_what_is_no_file_is_refused(tmp_path: Path, size: str) -> None:
    path = tmp_path / "file"
    match size:
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
        case "too much":
            with path.open("wb") as file:
                file.truncate(1 << 40)
    with pytest.raises(BadInput):
        read_foreign(path)


READERS = {
    "cli/bank_files.py": sent,
    "cli/contributions.py": "tests/hostile/test_lists.py",
    "cli/document.py": "the paper itself is compared by its digest",
    "cli/members.py": "tests/hostile/test_lists.py",
    "screens/contributions/screen.py": "tests/hostile/test_lists.py",
    "screens/payments/returns.py": debited,
    "services/keeping.py": read_anchors,
    "services/outbox.py": read_foreign,
}
"""Modules that read files from outside, each with what tries it."""


def test_every_reader_of_files_is_tried() -> None:
    package = Path(hfund_tui.__file__).parent
    readers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if called(path) & {"read_foreign", "read_foreign_bytes"}
    }
    assert readers == set(READERS)
    for tried in READERS.values():
        assert callable(tried) or " " in tried or (package.parent / tried).is_file()
