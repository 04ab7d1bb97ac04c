"""Every writer of files, with hostile people in the house: no formula, no control, no path, and private."""

from __future__ import annotations

import ast
import csv
import io
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import hfund_tui
from hfund_tui import incident
from hfund_tui.db.backup import BackupManifest
from hfund_tui.db.tables import Card, Member
from hfund_tui.documents.adoption import adoption_table
from hfund_tui.domain.receipt import BilingualName
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.receipt.printing import save_pdf
from hfund_tui.services.notices import FileNotices, OutgoingNotice
from hfund_tui.services.outbox import file_in
from hfund_tui.services.settings import Settings, save_preferences
from hfund_tui.services.training.results import ResultBook
from hfund_tui.services.workstation import Workstation
from tests.hostile.payloads import Kind, of_kind
from tests.hostile.poison import storable
from tests.hostile.test_lists import assert_harmless, hostile_list, spoilt_lines
from tests.support import branch, house
from tests.support.contributing import unpaid
from tests.support.lending import lend

pytestmark = pytest.mark.hostile

FORMULAS = [one.text for one in of_kind(Kind.CODE)]
PATHS = (
    *("../evil", "../../../../tmp/evil", "/tmp/evil", "~/evil", "a/b", "a\\b", "..", ".", "", "a\0b", "a\nb"),
    *("\u202efdp", "con", "-rf", "*", "x" * 300, "$(id)", "%2e%2e%2f", "．．／evil", "\ud83d"),
    *FORMULAS,
)


@pytest.fixture
def poisoned(station: Workstation) -> Workstation:
    """Everybody bears a formula or what else the code payloads are."""
    unpaid(station)
    with branch.raw(station) as uow:
        for member in range(1, 9):
            text = storable("member.name", FORMULAS[member % len(FORMULAS)])
            uow.session.get_one(Member, member).name = text
            uow.session.get_one(Card, member).holder_name = text
        lend(uow, 1, unpaid=1)
    return station


# ---- what each of them writes --------------------------------------------------------------------------------


def payouts(station: Workstation) -> Path:
    house.done(station, branch.sign_in(station), house.rent())
    return house.export(station).path


def debits(station: Workstation) -> Path:
    return station.debits.export(house.supervisor(station)).path


def members(station: Workstation) -> Path:
    path = station.settings.home / "members.csv"
    station.member_export.export(house.supervisor(station), path)
    return path


def members_sent_back(station: Workstation) -> Path:
    head, *_ = members(station).read_text(encoding="utf-8-sig").splitlines()
    body = "\n".join(",".join(one) for one in list(spoilt_lines())[:40])
    second = (branch.SUPERVISOR_2, branch.PASSWORD)
    content = f"{head}\n{body}".encode("utf-8", "replace")
    returned = station.member_import.take_in(house.supervisor(station), content, second=second).returned
    assert returned is not None
    return returned


def list_sent_back(station: Workstation) -> Path:
    returned = station.contributions.take_in(house.supervisor(station), hostile_list()[0]).returned
    assert returned is not None
    return returned


def adoption(station: Workstation) -> Path:
    session = house.supervisor(station)
    table = adoption_table(
        station.adoption.figures(session),
        Translator(Language.ZH),
        branch=BilingualName(FORMULAS[0], FORMULAS[1]),
        staff_code=FORMULAS[2],
        made_at=branch.NOW,
    )
    return station.adoption.export(session, table)


def notices(station: Workstation) -> Path:
    house.done(station, branch.sign_in(station), house.rent(2))
    station.notices.deliver()
    return next((station.settings.home / "outbox" / "notices").glob("*.txt"))


def anchors(station: Workstation) -> Path:
    house.next_day(station)
    return next((station.settings.home / "outbox" / "anchors").glob("*.txt"))


TABLES: dict[str, Callable[[Workstation], Path]] = {
    one.__name__: one for one in (members, members_sent_back, list_sent_back, adoption)
}
# The bank is told names as they are on its cards; no name that a spreadsheet would run is taken in.
FOR_MACHINES: dict[str, Callable[[Workstation], Path]] = {
    one.__name__: one for one in (payouts, debits, notices, anchors)
}


@pytest.mark.parametrize("name", TABLES)
def test_no_spreadsheet_runs_what_stands_in_a_table(poisoned: Workstation, name: str) -> None:
    path = TABLES[name](poisoned)
    assert_harmless(path.read_text(encoding="utf-8"))
    assert_private(path, poisoned)


@pytest.mark.parametrize("name", FOR_MACHINES)
def test_a_file_for_a_machine_keeps_its_form(poisoned: Workstation, name: str) -> None:
    path = FOR_MACHINES[name](poisoned)
    text = path.read_text(encoding="utf-8")
    assert not [one for one in text if one < " " and one not in "\n\r"]
    if path.suffix == ".csv":
        head, *lines, last = csv.reader(io.StringIO(text, newline=""), strict=True)
        assert (head[0], last[0], {len(one) for one in lines}) == ("H", "T", {7})
    assert_private(path, poisoned)


def assert_private(path: Path, station: Workstation) -> None:
    assert path.is_relative_to(station.settings.home)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


# ---- names of files ------------------------------------------------------------------------------------------


def assert_in(folder: Path, path: Path) -> None:
    assert path.parent == folder and path.name not in ("", ".", "..")
    assert path.name.isascii() and path.name.isprintable()


@pytest.mark.parametrize("name", PATHS, ids=ascii)
def test_data_in_a_name_is_no_path(tmp_path: Path, name: str) -> None:
    assert_in(tmp_path, file_in(tmp_path, name, ".csv"))


def test_names_from_the_database_lead_nowhere_else(station: Workstation, tmp_path: Path) -> None:
    house_folder = station.settings.home
    t = Translator(Language.ZH)
    for number, name in enumerate(PATHS):
        folder = tmp_path / str(number)
        notice = OutgoingNotice(name, None, "x", branch.NOW)
        FileNotices(folder).deliver(notice)
        saved = save_pdf(folder, name, lambda _, path: path.write_bytes(b""), t)
        assert_in(folder, saved)
        assert all(one.parent == folder for one in folder.rglob("*"))
        session = replace(house.supervisor(station), staff_code=branch.SUPERVISOR)
        forged = replace(session, business_date=branch.TODAY)
        assert station.adoption.export(forged, "x").parent.is_relative_to(house_folder)
    assert not list(tmp_path.glob("evil*")) and not Path("/tmp/evil.pdf").exists()


# ---- all of them ---------------------------------------------------------------------------------------------

WRITERS = {
    "services/adoption.py": adoption,
    "services/bank_files.py": payouts,
    "services/contributions.py": list_sent_back,
    "services/day.py": anchors,
    "services/member_export.py": members,
    "services/member_import.py": members_sent_back,
    "services/notices.py": notices,
    "services/outbox.py": file_in,
    "services/settings.py": save_preferences,  # two words of its own
    "services/training/results.py": ResultBook,  # numbers of a lesson
    "documents/pdf.py": save_pdf,  # papers: tests/hostile/test_papers.py
    "db/backup.py": BackupManifest.write,  # encrypted; its manifest has digests alone
    "db/engine.py": Settings,  # the database itself
    "db/keys.py": Settings,  # sealed keys
    "db/migrations/__main__.py": Settings,  # a developer's tool
    "incident.py": incident.record,  # places and no values: tests/face/test_incident.py
}
"""Modules that write files, each with what is tried of it above or elsewhere."""

_WRITE = {
    *("write_private", "private_file", "new_private_file", "write_text", "write_bytes", "fdopen", "mkstemp"),
    *("copyfile", "copytree", "NamedTemporaryFile"),
}


def test_every_writer_of_files_is_tried() -> None:
    package = Path(hfund_tui.__file__).parent
    writers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "demo/" not in path.as_posix() and called(path) & _WRITE
    }
    assert writers == set(WRITERS)


def called(path: Path) -> set[str]:
    calls = [one.func for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.Call)]
    return {one.attr for one in calls if isinstance(one, ast.Attribute)} | {
        one.id for one in calls if isinstance(one, ast.Name)
    }
