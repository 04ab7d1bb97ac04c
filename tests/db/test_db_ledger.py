"""Money moves in batches that sum to zero, and never out of an account that has not got it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfund_tui.db import integrity, ledger
from hfund_tui.db.engine import Database
from hfund_tui.db.errors import ConstraintBroken
from hfund_tui.db.ledger import Line, NoSuchAccount, NoSuchHold, Overdrawn, Unbalanced
from hfund_tui.db.tables import Account, Hold
from hfund_tui.db.tables.types import MAX_FEN
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.vocabulary import Freeze, HoldState, Ledger, SummaryCode
from tests.support.by_hand import by_hand

ACCOUNT = "20000000001"
NOON = datetime(2020, 2, 27, 4, 0, tzinfo=UTC)
TODAY = date(2020, 2, 27)


def post(uow: UnitOfWork, *lines: Line, summary: SummaryCode = SummaryCode.CONTRIBUTION) -> int:
    return ledger.post_batch(
        uow, lines, summary=summary, business_date=TODAY, value_date=TODAY, created_at=NOON
    )


def credit(uow: UnitOfWork, fen: int) -> int:
    return post(uow, Line(Ledger.COLLECTION_CLEARING, -fen), Line(Ledger.MEMBER, fen, ACCOUNT))


def debit(uow: UnitOfWork, fen: int) -> int:
    return post(uow, Line(Ledger.MEMBER, -fen, ACCOUNT), Line(Ledger.PAYOUT_CLEARING, fen))


def account(database: Database) -> Account:
    with database.reading() as reader:
        found = reader.session.get(Account, ACCOUNT)
    assert found is not None
    return found


def freeze(database: Database, kind: Freeze, fen: int = 0) -> None:
    with database.writing() as uow:
        found = uow.session.get(Account, ACCOUNT)
        assert found is not None
        found.freeze, found.frozen_fen = kind, fen


def ledger_problems(database: Database) -> set[str]:
    about_money = {"batch_not_zero", "balance_not_entries", "running_balance", "held_not_holds"}
    with database.reading() as reader:
        return {p.code for p in integrity.verify_database(reader, database.keys)} & about_money


def test_a_batch_moves_the_balance_and_keeps_the_running_balance(filled: Database) -> None:
    with filled.writing() as uow:
        loaded = uow.session.get(Account, ACCOUNT)
        assert loaded is not None
        first = credit(uow, 5_000)
        assert (loaded.balance_fen, loaded.version) == (105_000, 2)
        assert debit(uow, 95_000) == first + 1
        assert (loaded.balance_fen, loaded.version) == (10_000, 3)
        rows = by_hand(
            uow.connection,
            "SELECT batch_id, amount_fen, balance_after_fen FROM ledger_entry "
            "WHERE account_no IS NOT NULL ORDER BY id",
        ).all()
    assert rows == [(1, 100_000, 100_000), (2, 5_000, 105_000), (3, -95_000, 10_000)]
    assert ledger_problems(filled) == set()


def test_an_object_changed_before_a_posting_keeps_its_change(filled: Database) -> None:
    with filled.writing() as uow:
        loaded = uow.session.get(Account, ACCOUNT)
        assert loaded is not None
        loaded.password_is_initial = True
        credit(uow, 1)
        loaded.contribution_base_fen = 5
    assert (account(filled).password_is_initial, account(filled).contribution_base_fen) == (True, 5)
    assert account(filled).balance_fen == 100_001


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (Line(Ledger.MEMBER, 0, ACCOUNT),),
        (Line(Ledger.MEMBER, 1, ACCOUNT), Line(Ledger.OPENING, -2)),
    ],
)
def test_an_unbalanced_batch_is_refused(filled: Database, lines: tuple[Line, ...]) -> None:
    with pytest.raises(Unbalanced), filled.writing() as uow:
        post(uow, *lines)
    assert account(filled).balance_fen == 100_000


BY_HAND = {
    "sum is not zero": ("tr_journal_batch_sums_to_zero", (5_000, -4_999), 2),
    "a line too many": ("tr_journal_batch_sums_to_zero", (5_000, -5_000), 3),
    "no lines": ("tr_journal_batch_sums_to_zero", (), 2),
}


def _entry(uow: UnitOfWork, batch: int, fen: int) -> None:
    by_hand(
        uow.connection,
        "INSERT INTO ledger_entry (batch_id, ledger, amount_fen, memo) VALUES (?, 'opening', ?, '')",
        (batch, fen),
    )


def _batch(uow: UnitOfWork, batch: int, entries: int) -> None:
    by_hand(
        uow.connection,
        "INSERT INTO journal_batch VALUES (?, NULL, 'opening', '2020-02-27', '2020-02-27', "
        "'2020-02-27T01:41:00.000000Z', ?, NULL)",
        (batch, entries),
    )


@pytest.mark.parametrize("name", BY_HAND)
def test_the_database_itself_refuses_an_unbalanced_batch(filled: Database, name: str) -> None:
    constraint, amounts, entries = BY_HAND[name]
    with pytest.raises(ConstraintBroken, match=rf"^{constraint}$"), filled.writing() as uow:
        for fen in amounts:
            _entry(uow, 7, fen)
        _batch(uow, 7, entries)


def test_lines_without_a_batch_do_not_stay(filled: Database) -> None:
    with pytest.raises(ConstraintBroken, match=r"^foreign_key$"), filled.writing() as uow:
        _entry(uow, 7, 5_000)


def test_nothing_is_added_to_a_batch_that_is_closed(filled: Database) -> None:
    with pytest.raises(ConstraintBroken, match=r"^tr_ledger_entry_batch_is_open$"), filled.writing() as uow:
        _entry(uow, 1, 5_000)


# freeze, frozen, what is available of a balance of 1,000.00 with 100.00 held
AVAILABLE = [
    (Freeze.NONE, 0, 90_000),
    (Freeze.PARTIAL, 20_000, 70_000),
    (Freeze.PARTIAL, 90_000, 0),
    (Freeze.PARTIAL, 500_000, 0),
    (Freeze.FULL, 0, 0),
    (Freeze.FULL, 100_000, 0),
]


@pytest.mark.parametrize(("kind", "frozen", "available"), AVAILABLE)
def test_what_is_available_may_go_and_not_a_fen_more(
    filled: Database, kind: Freeze, frozen: int, available: int
) -> None:
    freeze(filled, kind, frozen)
    with pytest.raises(Overdrawn) as overdrawn, filled.writing() as uow:
        assert ledger.available_fen(uow, ACCOUNT) == available
        debit(uow, available + 1)
    assert (overdrawn.value.wanted_fen, overdrawn.value.available_fen) == (available + 1, available)
    assert ACCOUNT not in str(overdrawn.value)
    with pytest.raises(Overdrawn), filled.writing() as uow:
        ledger.place_hold(uow, account_no=ACCOUNT, case_no="B00000001", amount_fen=available + 1, at=NOON)
    if available:
        with filled.writing() as uow:
            debit(uow, available)
        assert account(filled).balance_fen == 100_000 - available
    assert ledger_problems(filled) == set()


@pytest.mark.parametrize(("kind", "frozen"), [(kind, frozen) for kind, frozen, _ in AVAILABLE])
def test_money_always_comes_in(filled: Database, kind: Freeze, frozen: int) -> None:
    freeze(filled, kind, frozen)
    with filled.writing() as uow:
        credit(uow, 1)
    assert account(filled).balance_fen == 100_001


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account SET balance_fen = balance_fen - 90001",
        "UPDATE account SET balance_fen = -1, held_fen = -1",
        "UPDATE account SET held_fen = 100001",
    ],
)
def test_the_database_itself_refuses_an_overdraft(filled: Database, statement: str) -> None:
    with pytest.raises(ConstraintBroken, match=r"^ck_account_"), filled.writing() as uow:
        by_hand(uow.connection, statement)


def test_no_balance_beyond_the_bound(filled: Database) -> None:
    with pytest.raises(ConstraintBroken, match=r"^ck_account_balance_fen$"), filled.writing() as uow:
        credit(uow, MAX_FEN)


@pytest.mark.parametrize("fen", [1, -1])
def test_an_account_that_is_not_there(filled: Database, fen: int) -> None:
    with pytest.raises(NoSuchAccount), filled.writing() as uow:
        post(uow, Line(Ledger.MEMBER, fen, "29999999999"), Line(Ledger.OPENING, -fen))


def test_a_held_payout_is_released_and_posted_in_one(filled: Database) -> None:
    with filled.writing() as uow:
        assert ledger.release_hold(uow, "B00000002", HoldState.POSTED, at=NOON) == 10_000
        debit(uow, 10_000)
    assert (account(filled).balance_fen, account(filled).held_fen) == (90_000, 0)
    assert ledger_problems(filled) == set()
    with pytest.raises(NoSuchHold), filled.writing() as uow:
        ledger.release_hold(uow, "B00000002", HoldState.VOIDED, at=NOON)


def test_a_freeze_that_came_after_the_hold_stops_the_payout(filled: Database) -> None:
    freeze(filled, Freeze.FULL)
    with pytest.raises(Overdrawn), filled.writing() as uow:
        ledger.release_hold(uow, "B00000002", HoldState.POSTED, at=NOON)
        debit(uow, 10_000)
    assert account(filled).held_fen == 10_000


def test_a_hold_is_placed_and_voided(filled: Database) -> None:
    with filled.writing() as uow:
        hold_id = ledger.place_hold(uow, account_no=ACCOUNT, case_no="B00000001", amount_fen=90_000, at=NOON)
        hold = uow.session.get(Hold, hold_id)
        assert hold is not None
        assert ledger.available_fen(uow, ACCOUNT) == 0
        ledger.release_hold(uow, "B00000001", HoldState.VOIDED, at=NOON)
        assert (hold.state, hold.ended_at) == (HoldState.VOIDED, NOON)
        assert ledger.available_fen(uow, ACCOUNT) == 90_000
    assert ledger_problems(filled) == set()


def test_one_active_hold_per_case(filled: Database) -> None:
    with pytest.raises(ConstraintBroken, match=r"^uq_hold_active_case$"), filled.writing() as uow:
        ledger.place_hold(uow, account_no=ACCOUNT, case_no="B00000002", amount_fen=1, at=NOON)


@pytest.mark.parametrize("fen", [0, -1])
def test_a_hold_is_of_something(filled: Database, fen: int) -> None:
    with pytest.raises(ConstraintBroken), filled.writing() as uow:
        ledger.place_hold(uow, account_no=ACCOUNT, case_no="B00000001", amount_fen=fen, at=NOON)


def test_a_hold_does_not_end_as_active(filled: Database) -> None:
    with pytest.raises(ValueError, match="ends"), filled.writing() as uow:
        ledger.release_hold(uow, "B00000002", HoldState.ACTIVE, at=NOON)


moves = st.lists(
    st.tuples(st.sampled_from(["credit", "debit", "hold", "void", "pay"]), st.integers(1, 150_000)),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves)
def test_any_order_of_movements_keeps_the_books(filled: Database, moves: list[tuple[str, int]]) -> None:
    case_no = "B00000001"
    for kind, fen in moves:
        before = account(filled)
        try:
            with filled.writing() as uow:
                match kind:
                    case "credit":
                        credit(uow, fen)
                    case "debit":
                        debit(uow, fen)
                    case "hold":
                        ledger.place_hold(uow, account_no=ACCOUNT, case_no=case_no, amount_fen=fen, at=NOON)
                    case "void":
                        ledger.release_hold(uow, case_no, HoldState.VOIDED, at=NOON)
                    case "pay":
                        debit(uow, ledger.release_hold(uow, case_no, HoldState.POSTED, at=NOON))
        except (Overdrawn, NoSuchHold, ConstraintBroken):
            assert account(filled) == before
        after = account(filled)
        assert after.balance_fen >= after.held_fen >= 0
    assert ledger_problems(filled) == set()
