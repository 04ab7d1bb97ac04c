"""Lessons as data, the training place, and what is seen of the record."""

from __future__ import annotations

import pytest

from hfund_tui.domain.lesson import SIGN_IN, Sight
from hfund_tui.domain.policy import PolicyError
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.screens.routes import _SCREENS
from hfund_tui.services.demo import demo_accounts
from hfund_tui.services.errors import Refusal, Trouble
from hfund_tui.services.settings import Settings, load_settings
from hfund_tui.services.training import place
from hfund_tui.services.training.lessons import load_lessons, read_lesson
from hfund_tui.services.workstation import open_workstation
from tests.support import branch
from tests.support import demo_station as demo
from tests.support.classroom import open_training, training_settings

GOOD = """
order = 1
staff = "1001"
member = "440300199001019010"
keys = 10
title = { zh = "一课", en = "A lesson" }
purpose = { zh = "学会它", en = "Learn it" }
[[steps]]
wait = "sign_in"
zh = "签到"
en = "Sign in"
[[steps]]
wait = "record:rent_withdrawal:done"
zh = "办"
en = "Do it"
"""


class TestLessons:
    def test_what_they_wait_for_exists(self) -> None:
        staff = {one.code for one in demo_accounts()}
        for lesson in load_lessons():
            assert lesson.staff in staff
            for step in lesson.steps:
                if step.awaited.sight is Sight.SCREEN:
                    assert step.awaited.what in _SCREENS
                if step.awaited.sight is Sight.FAILED:
                    assert f"finding.{step.awaited.what}.title" in catalogue()
                assert step.awaited.by is None or step.awaited.by in staff

    @pytest.mark.parametrize(
        ("name", "old", "new", "said"),
        [
            ("no TOML", "order = 1", "order =", "Invalid value"),
            ("something unknown", "keys = 10", "keys = 10\npar = 3", "needs exactly"),
            ("no number", "keys = 10", 'keys = "10"', "whole numbers"),
            ("a truth is no number", "order = 1", "order = true", "whole numbers"),
            ("nobody", '"1001"', '""', "staff code"),
            ("one language", ', en = "A lesson"', "", "zh and en"),
            ("too long to read", '"签到"', f'"{"签" * 57}"', "57 characters"),
            ("says nothing", '"签到"', '" "', "says nothing"),
            ("an operation nobody has", "rent_withdrawal", "rent", "knows no operation"),
            ("an outcome nobody has", ":done", ":gone", "knows no operation"),
            ("something that is not seen", '"sign_in"', '"breathe"', "can't wait"),
            ("no screen", '"sign_in"', '"screen:"', "can't wait"),
            ("a step that is no step", 'zh = "办"', 'zh = "办"\nhow = "well"', "needs 'wait'"),
        ],
    )
    def test_a_fault_is_named(self, name: str, old: str, new: str, said: str) -> None:
        assert old in GOOD
        with pytest.raises(PolicyError, match=said):
            read_lesson(GOOD.replace(old, new, 1), "one")

    def test_one_step_is_no_lesson(self) -> None:
        with pytest.raises(PolicyError, match="two steps"):
            read_lesson(GOOD.rpartition("[[steps]]")[0], "one")

    def test_the_same_place_twice(self, tmp_path) -> None:
        for name in ("one", "two"):
            (tmp_path / f"{name}.toml").write_text(GOOD, encoding="utf-8")
        with pytest.raises(PolicyError, match="same 'order'"):
            load_lessons(tmp_path)


class TestThePlace:
    def test_it_is_never_where_work_is_done(self, tmp_path) -> None:
        work = load_settings(home=tmp_path, environment={})
        learning = load_settings(home=tmp_path, training=True, environment={})
        assert learning.home.parent == work.home
        assert learning.database != work.database
        assert learning.is_sample and not work.is_sample

    def test_a_house_is_not_learnt_in(self, branch_settings: Settings) -> None:
        with pytest.raises(Refusal) as refused:
            open_training(training_settings(branch_settings))
        assert refused.value.code == "not_a_demo"

    def test_each_lesson_begins_untouched(self, demo_settings: Settings) -> None:
        settings = training_settings(demo_settings)
        station = open_training(settings)
        lesson = station.training.lessons[0]
        demo_record = station.training.marks()
        station.staff.sign_in("1001", "demo-1001")
        settings.outbox.mkdir(exist_ok=True)
        (settings.outbox / "left.txt").write_text("x", encoding="utf-8")
        assert station.training.marks() != demo_record
        fresh = place.begin_afresh(settings, station)
        try:
            assert fresh.training is not None
            assert fresh.training.marks() == demo_record
            assert not settings.outbox.exists()
            assert fresh.training.begin(lesson).member_id
            assert settings.database.stat().st_mode & 0o777 == 0o600
        finally:
            fresh.close()

    def test_no_room_for_a_copy_leaves_everything(self, demo_settings: Settings, monkeypatch) -> None:
        settings = training_settings(demo_settings)
        station = open_training(settings)

        def full(*_: object) -> None:
            raise OSError(28, "no space")

        monkeypatch.setattr(place.shutil, "copy2", full)
        with pytest.raises(Trouble) as trouble:
            place.begin_afresh(settings, station)
        assert trouble.value.code == "storage_disk_full"
        assert station.staff.sign_in("1001", "demo-1001")
        station.close()

    def test_a_working_database_has_no_lessons(self, station) -> None:
        assert station.training is None
        with pytest.raises(AssertionError, match="thrown away"):
            place.begin_afresh(station.settings, station)

    def test_the_clock_of_the_demo(self, demo_settings: Settings) -> None:
        settings = training_settings(demo_settings)
        opened = open_workstation(settings)
        try:
            assert opened.clock.now().date() == branch.TODAY
        finally:
            opened.close()


def test_what_is_new_on_record_is_seen_once(demo_settings: Settings) -> None:
    station = open_training(training_settings(demo_settings))
    training = station.training
    marks = training.marks()
    assert training.since(marks) == ((), marks)
    station.staff.sign_in("1001", "demo-1001")
    (seen,), marks = training.since(marks)
    assert (seen.what, seen.by) == (SIGN_IN, "1001")
    assert training.since(marks) == ((), marks)
    station.close()


def test_results_keep_the_best_and_survive_a_broken_file(demo_settings: Settings) -> None:
    station = open_training(training_settings(demo_settings))
    training = station.training
    lesson = training.lessons[0]
    run = training.begin(lesson)
    for _ in range(3):
        run = run.key()
    assert training.keep(lesson, run.slip()).slips == 1
    assert training.keep(lesson, run.key()) == training.results()[lesson.code]
    best = training.keep(lesson, run.slip().slip())
    assert (best.keys, best.slips, best.times) == (4, 0, 3)
    (station.settings.home / "lessons.json").write_text("[1", encoding="utf-8")
    assert training.results() == {}
    station.close()


def test_the_code_on_the_phone_is_the_newest(demo_settings: Settings) -> None:
    station = open_training(training_settings(demo_settings))
    assert station.training.code_on_the_phone() == ""
    folder = station.settings.outbox / "notices"
    folder.mkdir(parents=True)
    (folder / "code-1.txt").write_text("13800000001\n验证码 123456，5 分钟内有效", encoding="utf-8")
    assert station.training.code_on_the_phone() == "123456"
    assert demo.HAS_LOAN in {one.member_id_no for one in station.training.lessons}
    station.close()
