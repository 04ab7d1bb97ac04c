"""Somebody wants to read along when a file is written, to have it written over another, or to take the branch's
members home a few at a time."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.keeping import read_anchors
from hfund_tui.services.outbox import private_file, write_private
from hfund_tui.services.workstation import Workstation
from tests.support import house
from tests.support.branch import PASSWORD, SUPERVISOR_2, account_no, raw, sign_in
from tests.support.house import supervisor

SECOND = (SUPERVISOR_2, PASSWORD)


def unfinished(path: Path) -> Path:
    """The name under which a file is written until it is whole."""
    return path.with_name(f".{path.name}.{os.getpid()}")


def test_a_file_laid_under_the_unfinished_one_is_not_written_into(tmp_path: Path) -> None:
    """Else whoever laid it there reads what is written, with the rights he or she gave it."""
    path, laid = tmp_path / "members.csv", tmp_path / "laid"
    laid.touch()
    laid.chmod(0o666)
    os.link(laid, unfinished(path))
    write_private(path, "secret")
    assert laid.read_bytes() == b"" and path.read_text(encoding="utf-8") == "secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_pipe_or_a_link_under_the_unfinished_one_stops_nothing(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "members.csv", tmp_path / "elsewhere"
    for lay in (os.mkfifo, lambda at: at.symlink_to(elsewhere)):
        lay(unfinished(path))
        write_private(path, "secret")
        assert path.read_text(encoding="utf-8") == "secret" and not elsewhere.exists()


def test_a_file_that_comes_while_one_is_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    with pytest.raises(BadInput, match="file_is_there"), private_file(path, replace=False) as file:
        file.write("secret")
        path.write_text("mine", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "mine" and list(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_nowhere_is_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadInput, match="file_is_there"), private_file(path, replace=False) as file:
        file.write("secret")
    assert not (tmp_path / "elsewhere").exists()


def test_a_pipe_is_no_file_of_anchors(tmp_path: Path) -> None:
    """It is refused, not waited for."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match="file_not_read"):
        read_anchors(pipe)


def few_alone(station: Workstation, most: int) -> None:
    """Two employers of four people each; one supervisor alone exports so many a day."""
    with raw(station) as uow:
        uow.connection.exec_driver_sql("INSERT INTO employer VALUES (2, '100002', '别的公司', NULL)")
        uow.connection.exec_driver_sql(
            f"UPDATE account SET employer_id = 2 WHERE account_no > '{account_no(4)}'"
        )
    parameter = station.policies.parameters["approval.members_export_above"]
    few = tuple(replace(one, value=most) for one in parameter.values)
    station.policies.parameters["approval.members_export_above"] = replace(parameter, values=few)


def test_a_branch_does_not_leave_one_employer_after_the_other(station: Workstation) -> None:
    few_alone(station, 7)
    session, home = supervisor(station), station.settings.home
    export = station.member_export.export
    assert export(session, home / "a.csv", employer_no="100001").lines == 4
    with pytest.raises(Refusal) as refused:
        export(session, home / "b.csv", employer_no="100002")
    assert (refused.value.code, dict(refused.value.params)) == ("members_need_second", {"n": 8, "most": 7})
    assert not (home / "b.csv").exists()
    assert export(session, home / "b.csv", employer_no="100002", second=SECOND).lines == 4
    other = sign_in(station, SUPERVISOR_2)
    assert export(other, home / "c.csv", employer_no="100002").lines == 4


def test_an_export_that_was_killed_has_been_asked_for(station: Workstation) -> None:
    """The file may have been there already."""
    few_alone(station, 7)
    session, home = supervisor(station), station.settings.home

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        station.member_export.export(session, home / "a.csv", employer_no="100001", on_progress=stop)
    with pytest.raises(Refusal, match="members_need_second"):
        station.member_export.export(session, home / "a.csv", employer_no="100001")


def test_the_next_day_begins_anew(station: Workstation) -> None:
    few_alone(station, 7)
    export, home = station.member_export.export, station.settings.home
    export(supervisor(station), home / "a.csv", employer_no="100001")
    house.next_day(station)
    assert export(supervisor(station), home / "b.csv", employer_no="100002").lines == 4
