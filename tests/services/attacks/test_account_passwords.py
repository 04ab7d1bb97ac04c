"""Somebody wants into another's account, or to find a password afterwards in what is kept."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from hfund_tui.db.tables import Account, metadata
from hfund_tui.domain.vocabulary import CodePurpose
from hfund_tui.services.errors import BadInput, HfundError
from hfund_tui.services.hand_overs import HandOvers
from hfund_tui.services.outcomes import Posted
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.passwords import BETTER, GOOD, Mobile, cheaply, reset, set_to, setting

CANARY, NEXT_CANARY, WRONG_CANARY = "730418", "918273", "605172"


@pytest.fixture
def mobile(station: Workstation) -> Mobile:
    return cheaply(station)


def refused(station: Workstation, session, member: int, code: str) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(BadInput) as raised:
        station.passwords.hand_over(session, member, GOOD, GOOD, code)
    assert raised.value.field == "proof"
    return raised.value.code


def test_a_code_of_another_member(station, teller, mobile) -> None:
    reset(station, teller, member=1)
    of_one = mobile.code
    reset(station, teller, member=2)
    assert refused(station, teller, 2, of_one) == "account_code_wrong"
    assert isinstance(set_to(station, teller, proof=of_one, member=1), Posted)


def test_a_code_is_good_once(station, teller, mobile) -> None:
    reset(station, teller)
    code = mobile.code
    station.passwords.hand_over(teller, 1, GOOD, GOOD, code)
    assert refused(station, teller, 1, code) == "code_expired"
    other = branch.sign_in(station, branch.TELLER_2)
    assert refused(station, other, 1, code) == "code_expired"


def test_a_code_that_was_used_opens_nothing_later(station, teller, mobile) -> None:
    reset(station, teller)
    code = mobile.code
    set_to(station, teller, proof=code)
    with pytest.raises(BadInput, match="account_password_wrong"):
        station.passwords.hand_over(teller, 1, BETTER, BETTER, code)


def test_a_code_of_before_the_last_reset(station, teller, mobile) -> None:
    reset(station, teller)
    before = mobile.code
    reset(station, teller)
    assert refused(station, teller, 1, before) == "account_code_wrong"
    assert isinstance(set_to(station, teller, proof=mobile.code), Posted)


def test_a_code_that_is_too_old(station, teller, mobile, clock) -> None:
    reset(station, teller)
    clock.advance(timedelta(minutes=5))
    assert refused(station, teller, 1, mobile.code) == "code_expired"


def test_guessing_codes_ends_them(station, teller, mobile) -> None:
    """Three wrong ones at whatever counter, and the right one is worth nothing."""
    reset(station, teller)
    code = mobile.code
    wrong = [f"{(int(code) + step) % 10**6:06d}" for step in (1, 2, 3)]
    who = [teller, branch.sign_in(station, branch.TELLER_2), teller]
    assert [refused(station, one, 1, guess) for one, guess in zip(who, wrong, strict=True)] == [
        "account_code_wrong"
    ] * 3
    assert refused(station, teller, 1, code) == "code_expired"


def test_a_code_for_a_call_resets_no_password(station, teller, mobile) -> None:
    reset(station, teller)
    with station.passwords._store.writing() as uow:
        policy = station.policies.on(branch.TODAY)
        send = station.codes.prepare(uow, teller, 1, CodePurpose.CALLER, policy)
    send()
    assert refused(station, teller, 1, mobile.code) == "account_code_wrong"


def initial(station: Workstation, *members: int) -> None:
    with branch.raw(station) as uow:
        for member in members:
            uow.session.get_one(Account, branch.account_no(member)).password_is_initial = True


@pytest.mark.parametrize(
    ("name", "member", "who"),
    [("another member's", 2, branch.TELLER), ("another teller's", 1, branch.TELLER_2)],
)
def test_what_was_handed_over_for_one_is_good_for_nobody_else(
    station, teller, mobile, name, member, who
) -> None:
    initial(station, 1, 2)
    seal = station.passwords.hand_over(teller, 1, GOOD, GOOD)
    with pytest.raises(BadInput, match="form_unfinished"):
        house.perform(station, branch.sign_in(station, who), setting(seal, member))


@pytest.mark.parametrize("seal", ["", "x", "0" * 22, "\x00", "\ud800", "s" * 10**6])
def test_a_seal_that_was_made_up(station, teller, mobile, seal) -> None:
    initial(station, 1)
    station.passwords.hand_over(teller, 1, GOOD, GOOD)
    with pytest.raises(HfundError):
        house.perform(station, teller, setting(seal))
    assert house.rows(station, "SELECT * FROM account_password") == []


def test_a_password_changed_elsewhere_meanwhile(station, teller, mobile) -> None:
    """Shown at one counter while it is reset at another: what was shown counts for nothing."""
    initial(station, 1)
    set_to(station, teller)
    seal = station.passwords.hand_over(teller, 1, BETTER, BETTER, GOOD)
    reset(station, branch.sign_in(station, branch.TELLER_2))
    with pytest.raises(BadInput, match="form_unfinished"):
        house.perform(station, teller, setting(seal))


def test_a_hash_copied_to_another_account_fits_nothing_there(station, teller, mobile) -> None:
    initial(station, 1, 2)
    set_to(station, teller, member=1)
    set_to(station, teller, BETTER, member=2)
    house.behind(
        station,
        "UPDATE account_password SET password_hash = (SELECT password_hash FROM account_password "
        f"WHERE account_no = '{branch.account_no(1)}')",
    )
    with pytest.raises(BadInput, match="account_password_wrong"):
        station.passwords.hand_over(teller, 2, "405937", "405937", GOOD)


def test_the_memory_of_hand_overs_is_bounded(clock) -> None:
    from hfund_tui.domain.vocabulary import PasswordState

    basis = (PasswordState.INITIAL, None)
    hand_overs = HandOvers(clock)
    seals = [hand_overs.keep(member, "440", basis, "hash", minutes=10) for member in range(1, 500)]
    assert len(hand_overs._waiting) <= 101
    assert hand_overs.find(seals[-1], 499, "440") is not None
    assert "hash" not in repr(hand_overs.find(seals[-1], 499, "440"))


def everything_kept(station: Workstation) -> str:
    """The whole database in clear, table by table, as somebody reads it who has its key."""
    return "\n".join(
        str(row) for name in metadata.tables for row in house.rows(station, f'SELECT * FROM "{name}"')
    )


def stands_in(secret: str, text: str) -> bool:
    """As a word of its own: six digits stand in many a digest by chance."""
    return re.search(rf"(?<![0-9A-Za-z]){secret}(?![0-9A-Za-z])", text) is not None


def test_no_secret_is_found_in_anything_that_is_kept(station, teller, mobile, caplog, capsys) -> None:
    """Passwords right and wrong, refused and put in force, and codes: not in the database, its file and journals,
    logs, output, or anywhere else in the folder of the house."""
    caplog.set_level(logging.DEBUG)
    initial(station, 1, 2)
    hand_over = station.passwords.hand_over
    with suppress(HfundError):
        hand_over(teller, 1, CANARY, WRONG_CANARY)
    set_to(station, teller, CANARY)
    with suppress(HfundError):
        hand_over(teller, 1, NEXT_CANARY, NEXT_CANARY, WRONG_CANARY)
    set_to(station, teller, NEXT_CANARY, proof=CANARY)
    reset(station, teller)
    code = mobile.code
    with suppress(HfundError):
        hand_over(teller, 1, CANARY, CANARY, WRONG_CANARY)
    set_to(station, teller, CANARY, proof=code)
    hand_over(teller, 2, NEXT_CANARY, NEXT_CANARY)  # and never committed
    station.notices.deliver()
    for case in station.history.of(teller, 1):
        assert str(case)
    kept = everything_kept(station)
    files = {path: path.read_bytes() for path in Path(station.settings.home).rglob("*") if path.is_file()}
    assert stands_in("13800000001", kept) and files, "the search finds what is there"
    out = capsys.readouterr()
    said = "\n".join(record.getMessage() for record in caplog.records) + out.out + out.err
    for secret in (CANARY, NEXT_CANARY, WRONG_CANARY, code):
        assert not stands_in(secret, kept), secret
        assert not stands_in(secret, said), secret
        for path, content in files.items():
            assert secret.encode() not in content, path
