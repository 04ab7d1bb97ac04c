"""The demo branch has the proportions of the news of 27 February 2020, month by month."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from hfund_tui.db.engine import Database
from hfund_tui.db.keys import memory_keys
from hfund_tui.domain.adoption import Adoption, share_bp
from hfund_tui.domain.months import Month
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.vocabulary import SigningWay
from hfund_tui.services.adoption import AdoptionService
from hfund_tui.services.clock import FrozenClock
from hfund_tui.services.demo import build_demo
from hfund_tui.services.demo.office import office
from hfund_tui.services.demo.rows import local_instant
from hfund_tui.services.demo.stories import session_of
from hfund_tui.services.store import Store

AT_A_COUNTER = {SigningWay.COUNTER, SigningWay.PROXY}


def adoption_of(database: Database, policies: PolicyBook) -> Adoption:
    house = office()
    service = AdoptionService(
        Store(database), FrozenClock(local_instant(house.business_date, 9)), policies, Path("nowhere")
    )
    return service.figures(session_of(house, "4001", house.business_date))


@pytest.fixture(scope="module")
def adoption(demo) -> Adoption:  # type: ignore[no-untyped-def]
    return adoption_of(demo.database, demo.policies)


def test_members_as_in_the_city(adoption):
    """6.6 million paid, 4.2 million had signed, 2.4 million had not."""
    assert adoption.paying > 2200
    assert adoption.signed_bp == pytest.approx(10_000 * 4.2 / 6.6, abs=10)
    assert adoption.unsigned_bp == pytest.approx(10_000 * 2.4 / 6.6, abs=10)


def test_a_year_of_signings(adoption):
    assert [one.month for one in adoption.months] == [Month(2019, 3) + n for n in range(12)]
    assert all(one.signed[SigningWay.COUNTER] > 10 for one in adoption.months)
    assert all(set(one.signed) <= AT_A_COUNTER for one in adoption.months[:-1])
    assert {SigningWay.MINI_PROGRAM, SigningWay.APP, SigningWay.ALIPAY} <= set(adoption.this_month.signed)
    left = [one.unsigned for one in adoption.months]
    assert left == sorted(left, reverse=True)
    assert 400 < share_bp(adoption.by_way[SigningWay.PROXY], adoption.signed) < 900


def test_the_four_withdrawals_are_over_80_percent_of_all(adoption):
    months = [one for one in adoption.months if one.withdrawals]
    assert len(months) == 8  # The books begin in July 2019.
    assert all(8000 < one.four_bp < 8700 for one in months)
    assert 8000 < adoption.in_all.four_bp < 8500


def test_84_percent_comes_on_line_and_99_after_the_festival(adoption):
    whole = [one for one in adoption.months[:-1] if one.business]
    assert all(one.business >= 30 for one in whole)
    assert all(one.on_line_bp == pytest.approx(8420, abs=110) for one in whole)
    assert adoption.mean_on_line_bp == pytest.approx(8420, abs=25)
    assert adoption.this_month.on_line_bp == pytest.approx(9900, abs=30)


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        (
            "on line withdraws who had signed",
            "SELECT a.account_no FROM journal_batch b JOIN ledger_entry e ON e.batch_id = b.id "
            "JOIN account a ON a.account_no = e.account_no WHERE b.channel <> 'counter' AND NOT EXISTS "
            "(SELECT 1 FROM agreement g WHERE g.member_id = a.member_id AND g.state = 'in_force' "
            "AND g.signed_on < b.business_date)",
        ),
        (
            "what members asked for has a channel, and nothing else",
            "SELECT id FROM journal_batch WHERE case_no IS NULL "
            "AND (channel IS NOT NULL) <> (summary_code LIKE '%withdrawal' OR summary_code LIKE '%closure')",
        ),
        (
            "a proxy signs with a document of the time that names the matter",
            "SELECT g.id FROM agreement g JOIN proxy_document d ON d.id = g.proxy_document_id "
            "WHERE g.signed_case IS NULL AND (d.member_id <> g.member_id OR g.signed_on NOT BETWEEN d.valid_from "
            "AND d.valid_to OR g.channel <> 'counter' OR NOT EXISTS (SELECT 1 FROM proxy_matter m "
            "WHERE m.document_id = d.id AND m.matter = 'self_service_agreement'))",
        ),
        (
            "nobody signs before the account was opened",
            "SELECT g.id FROM agreement g JOIN account a ON a.member_id = g.member_id "
            "WHERE g.signed_on < a.opened_on",
        ),
        (
            "the last withdrawal is on file",
            "SELECT a.account_no FROM account a JOIN ledger_entry e ON e.account_no = a.account_no "
            "JOIN journal_batch b ON b.id = e.batch_id WHERE b.channel IS NOT NULL "
            "AND a.last_withdrawal_month < substr(b.business_date, 1, 7)",
        ),
    ],
)
def test_what_was_settled_is_plausible(demo, rule, broken):
    assert demo.query(broken) == [], rule


def test_a_demo_of_another_size_has_them_too(
    tmp_path: Path, policies: PolicyBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("hfund_tui.services.demo.build.PasswordHasher", cheap)
    folder = tmp_path / "other"
    folder.mkdir(mode=0o700)
    keys = memory_keys(b"k")
    with Database.create(folder / "hfund.db", keys) as database:
        build_demo(database, keys, policies, members=800, seed=7)
        adoption = adoption_of(database, policies)
    assert adoption.signed_bp == pytest.approx(10_000 * 4.2 / 6.6, abs=30)
    assert adoption.mean_on_line_bp == pytest.approx(8420, abs=150)
    assert adoption.in_all.four_bp > 8000
