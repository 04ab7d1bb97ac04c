"""What an earlier life left behind: a log without its database, an invisible letter, a past as a proxy."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hfund_tui.db.engine import Database, family
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.integrity import verify_database
from hfund_tui.db.tables import Branch
from hfund_tui.domain.vocabulary import Role
from hfund_tui.services.errors import Refusal, Trouble
from hfund_tui.services.setup import require_new
from hfund_tui.services.staff import NewStaff
from hfund_tui.services.workstation import make_demo, open_workstation
from tests.support.branch import PROXY_ID
from tests.support.case_work import approve, by_proxy, perform, signing


class TestLogWithoutDatabase:
    @pytest.fixture
    def log(self, station, branch_settings, storage):
        """The house's database is gone, its log is not."""
        if storage != "file":
            pytest.skip("a server keeps its log for itself")
        with station._database.writing() as uow:
            uow.session.add(Branch(code="0009", name="旧", name_en="Old"))
        log = family(branch_settings.database)[1]
        kept = log.read_bytes()
        keys = station._database.keys
        station.close()
        branch_settings.database.unlink()
        log.write_bytes(kept)
        return log, kept, keys

    def test_a_new_database_does_not_take_its_pages(self, branch_settings, log):
        log, kept, keys = log
        with pytest.raises(StorageTrouble) as caught:
            Database.create(branch_settings.database, keys)
        assert (caught.value.code, caught.value.params["path"]) == ("exists", str(log))
        assert log.read_bytes() == kept and not branch_settings.database.exists()

    def test_a_house_is_not_set_up_over_it(self, branch_settings, log):
        with pytest.raises(Refusal, match="set_up_before"):
            require_new(branch_settings)

    def test_nor_a_demo(self, branch_settings, log):
        with pytest.raises(StorageTrouble, match="exists"):
            make_demo(branch_settings, members=1)
        with pytest.raises(Trouble, match="storage_exists"):
            open_workstation(replace(branch_settings, demo=True))
        assert not branch_settings.database.exists()


@pytest.mark.parametrize("letter", ["\u3164", "\uffa0", "\u115f", "\u2800", "\u200b"])
@pytest.mark.parametrize("field", ["certificate_no", "notary"])
def test_a_letter_without_ink_makes_no_new_document(station, teller, letter, field):
    approve(station, teller, perform(station, teller, signing(**by_proxy())))
    typed = getattr(by_proxy()["proxy"], field)
    second = perform(station, teller, signing(2, **by_proxy(**{field: typed[:2] + letter + typed[2:]})))
    assert {one.code for one in second.plan.decision.failed} == {"proxy_certificate_unused"}


class TestStaffOnceAProxy:
    def problems(self, station) -> list[tuple[str, str]]:
        with station._database.reading() as reader:
            found = verify_database(reader, station._database.keys)
        return [(problem.code, problem.row) for problem in found]

    def add(self, station) -> None:
        new = NewStaff("5001", "新人", "", Role.TELLER, "0003", PROXY_ID, "a-long-password")
        station.staff.add(new)

    def test_what_was_done_before_joining_is_in_order(self, station, teller, clock):
        approve(station, teller, perform(station, teller, signing(**by_proxy())))
        clock.advance(timedelta(days=1))
        self.add(station)
        assert self.problems(station) == []

    def test_a_case_still_open_is_not(self, station, teller, clock):
        pending = perform(station, teller, signing(**by_proxy()))
        clock.advance(timedelta(minutes=1))
        self.add(station)
        assert self.problems(station) == [("proxy_is_staff", pending.case_no)]
