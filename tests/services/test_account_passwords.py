"""The account password: set with what has to be shown before, reset by a code, and needed before a withdrawal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from hfund_tui.db.tables import Account, AccountPassword, Member
from hfund_tui.domain.vocabulary import AuditOutcome, NoticeKind, PasswordState
from hfund_tui.services.errors import BadInput, Conflict, HfundError, Refusal, Trouble
from hfund_tui.services.notices import OutgoingNotice
from hfund_tui.services.outcomes import Pending, Posted, Refused, Stale
from hfund_tui.services.workstation import Workstation
from tests.services.test_notices import kinds
from tests.support import branch, house
from tests.support.builders import GROUND
from tests.support.passwords import BETTER, GOOD, Mobile, cheaply, reset, resetting, set_to, setting

S = PasswordState


@pytest.fixture
def mobile(station: Workstation) -> Mobile:
    return cheaply(station)


def initial(station: Workstation, member: int = 1) -> None:
    with branch.raw(station) as uow:
        uow.session.get_one(Account, branch.account_no(member)).password_is_initial = True


def state(station: Workstation, member: int = 1) -> PasswordState:
    return station.members.overview(branch.sign_in(station), member).account.password


def problem(call, *arguments, **named) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    """Code of the error, and its field if it has one."""
    with pytest.raises(HfundError) as raised:
        call(*arguments, **named)
    error = raised.value
    return error.code, error.field if isinstance(error, BadInput) else ""


@pytest.mark.both
def test_the_initial_one_is_replaced_and_opens_the_withdrawal(station, teller, mobile) -> None:
    initial(station)
    assert isinstance(house.perform(station, teller, house.rent()), Refused)
    assert state(station) is S.INITIAL
    posted = set_to(station, teller)
    assert isinstance(posted, Posted)
    assert state(station) is S.OWN
    assert isinstance(house.done(station, teller, house.rent()), Posted)
    assert kinds(station) == [NoticeKind.PASSWORD_SET, NoticeKind.PAYOUT_ORDERED]
    house.clean(station)


def test_only_an_argon2id_hash_is_kept_in_production_strength(station, teller, mobile) -> None:
    initial(station)
    station.passwords._hasher = PasswordHasher()
    set_to(station, teller)
    ((hashed,),) = house.rows(station, "SELECT password_hash FROM account_password")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    with pytest.raises(Exception, match="does not match"):
        PasswordHasher().verify(hashed, GOOD)  # without the audit key nobody can even try


def test_ones_own_is_changed_by_showing_it(station, teller, mobile) -> None:
    initial(station)
    set_to(station, teller)
    hand_over = station.passwords.hand_over
    assert problem(hand_over, teller, 1, BETTER, BETTER) == ("account_password_empty", "proof")
    assert problem(hand_over, teller, 1, BETTER, BETTER, "111222") == ("account_password_wrong", "proof")
    assert problem(hand_over, teller, 1, GOOD, GOOD, GOOD) == ("account_password_same", "new_password")
    assert isinstance(set_to(station, teller, BETTER, proof=GOOD), Posted)
    assert problem(hand_over, teller, 1, GOOD, GOOD, GOOD) == ("account_password_wrong", "proof")


def test_one_set_elsewhere_is_reset_first(station, teller, mobile) -> None:
    assert state(station) is S.ELSEWHERE
    overview = station.members.overview(teller, 1)
    assert overview.service(resetting().operation).possible
    with pytest.raises(KeyError):
        overview.service(setting("").operation)
    plan = station.cases.preview(teller, setting("")).plan
    assert plan.decision.finding("password_known").remedy.operation == "reset_password"
    assert problem(station.passwords.hand_over, teller, 1, GOOD, GOOD) == ("account_password_unknown", "")


def test_a_forgotten_one_is_reset_by_a_code_and_changed_before_the_first_withdrawal(
    station, teller, mobile
) -> None:
    receipt = reset(station, teller).receipt
    assert [one.label_key for one in receipt.lines] == [
        "receipt.label.code_sent_to",
        "receipt.label.code_good_for",
    ]
    assert (state(station), mobile.taken[0].mobile) == (S.RESET, "13800000001")
    refused = house.perform(station, teller, house.rent())
    assert isinstance(refused, Refused)
    (finding,) = refused.plan.decision.failed
    assert finding.code == "password_changed" and finding.remedy.operation == "set_password"
    hand_over = station.passwords.hand_over
    assert problem(hand_over, teller, 1, GOOD, GOOD) == ("account_code_empty", "proof")
    assert isinstance(set_to(station, teller, proof=mobile.code), Posted)
    assert isinstance(house.done(station, teller, house.rent()), Posted)
    house.clean(station)


TYPED = [
    ("too short", "12345", "12345", "account_password_digits", "new_password"),
    ("too long", "4059360", "4059360", "account_password_digits", "new_password"),
    ("no digits", "40593x", "40593x", "account_password_digits", "new_password"),
    ("full-width digits", "４０５９３６", "４０５９３６", "account_password_digits", "new_password"),
    ("control characters", "\x1b[31m", "\x1b[31m", "account_password_digits", "new_password"),
    ("half a character", "\ud80040593", "\ud80040593", "account_password_digits", "new_password"),
    ("nothing", "", "", "account_password_digits", "new_password"),
    ("a million", "4" * 10**6, "4" * 10**6, "account_password_digits", "new_password"),
    ("the initial one", "010018", "010018", "account_password_initial", "new_password"),
    ("in a row", "123456", "123456", "account_password_sequence", "new_password"),
    ("repeated", "111111", "111111", "account_password_repeated", "new_password"),
    ("the birth date", "900101", "900101", "account_password_birth_date", "new_password"),
    ("of the mobile", "380000", "380000", "account_password_known_number", "new_password"),
    ("a common one", "147258", "147258", "account_password_listed", "new_password"),
    ("two that differ", GOOD, BETTER, "account_password_differs", "again"),
    ("half a character the second time", GOOD, "\ud80040593", "account_password_differs", "again"),
]


@pytest.mark.parametrize(("name", "new", "again", "code", "field"), TYPED, ids=[one[0] for one in TYPED])
def test_what_is_typed_on_the_keypad_and_refused(
    station, teller, mobile, name, new, again, code, field
) -> None:
    initial(station)
    assert problem(station.passwords.hand_over, teller, 1, new, again) == (code, field)
    assert house.rows(station, "SELECT * FROM account_password") == []


@pytest.mark.parametrize("new", ["123456", "12"])
def test_a_password_that_is_refused_does_not_use_up_the_code(station, teller, mobile, new) -> None:
    reset(station, teller)
    with pytest.raises(BadInput):
        station.passwords.hand_over(teller, 1, new, new, mobile.code)
    assert isinstance(set_to(station, teller, proof=mobile.code), Posted)


def test_five_wrong_ones_lock_for_the_day_and_a_reset_unlocks(station, teller, mobile) -> None:
    initial(station)
    set_to(station, teller)
    hand_over = station.passwords.hand_over
    said = [problem(hand_over, teller, 1, BETTER, BETTER, "111222")[0] for _ in range(6)]
    assert said == [*["account_password_wrong"] * 4, *["account_password_locked"] * 2]
    assert problem(hand_over, teller, 1, BETTER, BETTER, GOOD)[0] == "account_password_locked"
    assert isinstance(house.perform(station, teller, house.rent()), Posted), "other business goes on"
    line = station.members.overview(teller, 1).service(setting("").operation)
    assert not line.possible and line.advice.code == "password_not_locked"
    reset(station, teller)
    assert isinstance(set_to(station, teller, BETTER, proof=mobile.code), Posted)


def test_the_next_day_one_may_try_again(station, teller, mobile) -> None:
    initial(station)
    set_to(station, teller)
    for _ in range(5):
        problem(station.passwords.hand_over, teller, 1, BETTER, BETTER, "111222")
    tomorrow = house.tomorrow(station)
    assert isinstance(set_to(station, tomorrow, BETTER, proof=GOOD), Posted)


def test_wrong_ones_leave_a_trace_without_what_was_typed(station, teller, mobile) -> None:
    initial(station)
    set_to(station, teller)
    problem(station.passwords.hand_over, teller, 1, BETTER, BETTER, "111222")
    reset(station, teller)
    problem(station.passwords.hand_over, teller, 1, BETTER, BETTER, "111222")
    traces = house.rows(
        station,
        "SELECT reason, outcome FROM audit_event WHERE operation = '1204:set_password' "
        "AND reason IS NOT NULL ORDER BY sequence",
    )
    assert traces == [("wrong_password", AuditOutcome.REFUSED), ("wrong_code", AuditOutcome.REFUSED)]


def test_without_a_mobile_there_is_no_reset(station, teller, mobile) -> None:
    with branch.raw(station) as uow:
        uow.session.get_one(Member, 1).mobile = None
    refused = house.perform(station, teller, resetting())
    assert isinstance(refused, Refused)
    assert [one.code for one in refused.plan.decision.failed] == ["mobile_on_file"]
    assert mobile.taken == [] and state(station) is S.ELSEWHERE


def test_a_mobile_changed_lately_takes_a_second_person(station, teller, mobile) -> None:
    from dataclasses import replace

    with branch.raw(station) as uow:
        uow.session.get_one(Member, 1).mobile_changed_on = branch.TODAY
    request = replace(resetting(), ground=GROUND)
    pending = house.perform(station, teller, request)
    assert isinstance(pending, Pending) and mobile.taken == []
    house.approve(station, teller, pending)
    assert state(station) is S.RESET and len(mobile.taken) == 1
    assert isinstance(set_to(station, teller, proof=mobile.code), Posted)


def test_too_many_codes_in_an_hour(station, teller, mobile) -> None:
    for _ in range(5):
        reset(station, teller)
    with pytest.raises(Refusal, match="code_too_many"):
        reset(station, teller)
    assert len(mobile.taken) == 5
    house.clean(station)


def test_no_code_goes_out_for_a_reset_that_did_not_happen(station, teller, mobile) -> None:
    """What is sent is sent after the transaction: one that is rolled back sends nothing."""
    seen = station.cases.preview(teller, resetting()).sha256
    with branch.raw(station) as uow:
        uow.session.get_one(Member, 1).mobile_changed_on = branch.TODAY
    stale = station.cases.perform(teller, resetting(), key=station.cases.new_key(), seen_sha256=seen)
    assert isinstance(stale, Stale) and mobile.taken == []


def test_a_code_that_could_not_be_sent_is_told_and_the_reset_stands(station, teller, mobile) -> None:
    """The next F9 asks under the same key, and hands over what was done; another reset sends another code."""

    class Full:
        def deliver(self, notice: OutgoingNotice) -> None:
            raise Trouble("file_not_written", path="/dev/full")

    station.codes._adapter = Full()
    key = station.cases.new_key()
    with pytest.raises(Trouble, match="file_not_written"):
        house.perform(station, teller, resetting(), key)
    assert house.perform(station, teller, resetting(), key).replayed
    station.codes._adapter = mobile
    reset(station, teller)
    assert isinstance(set_to(station, teller, proof=mobile.code), Posted)


def test_a_reset_that_is_pressed_twice_sends_one_code(station, teller, mobile) -> None:
    key = station.cases.new_key()
    first, again = (house.perform(station, teller, resetting(), key) for _ in range(2))
    assert (first.replayed, again.replayed, len(mobile.taken)) == (False, True, 1)


def test_a_password_is_never_taken_back(station, teller, mobile) -> None:
    initial(station)
    for case_no in (
        set_to(station, teller).receipt.case_no,
        reset(station, teller).receipt.case_no,
    ):
        refused = house.perform(station, teller, house.reverse(case_no))
        assert isinstance(refused, Refused)
        assert "reversal_undoable" in {one.code for one in refused.plan.decision.failed}


def test_a_password_set_since_does_not_keep_a_withdrawal_from_being_reversed(station, teller, mobile) -> None:
    case_no = house.done(station, teller, house.rent()).receipt.case_no
    reset(station, teller)
    set_to(station, teller, proof=mobile.code)
    assert isinstance(house.done(station, teller, house.reverse(case_no)), Posted)


def test_what_was_typed_waits_a_while_and_no_longer(station, teller, mobile, clock) -> None:
    initial(station)
    seal = station.passwords.hand_over(teller, 1, GOOD, GOOD)
    clock.advance(timedelta(minutes=9, seconds=59))
    assert not station.cases.preview(teller, setting(seal)).plan.decision.unfinished
    clock.advance(timedelta(seconds=1))
    with pytest.raises(BadInput, match="form_unfinished"):
        house.perform(station, teller, setting(seal))
    assert state(station) is S.INITIAL


def test_the_same_password_is_not_put_in_force_twice(station, teller, mobile) -> None:
    initial(station)
    seal = station.passwords.hand_over(teller, 1, GOOD, GOOD)
    key = station.cases.new_key()
    first, again = (house.perform(station, teller, setting(seal), key) for _ in range(2))
    assert (first.replayed, again.replayed) == (False, True)
    with pytest.raises(BadInput, match="form_unfinished"):
        house.perform(station, teller, setting(seal))


def test_one_key_is_not_for_two_passwords(station, teller, mobile) -> None:
    initial(station)
    key = station.cases.new_key()
    one = station.passwords.hand_over(teller, 1, GOOD, GOOD)
    house.perform(station, teller, setting(one), key)
    other = station.passwords.hand_over(teller, 1, BETTER, BETTER, GOOD)
    with pytest.raises(Conflict, match="key_reused"):
        house.perform(station, teller, setting(other), key)


def test_what_was_changed_on_file_is_found(station, teller, mobile) -> None:
    initial(station)
    set_to(station, teller)
    house.behind(station, "UPDATE account SET password_is_initial = true")
    with station._database.reading() as reader:
        from hfund_tui.db.integrity import verify_database

        found = {one.code for one in verify_database(reader, station._database.keys)}
    assert found == {"password_not_as_set"}


@pytest.mark.parametrize("role", [branch.AGENT, branch.AUDITOR, branch.ADMINISTRATOR])
def test_who_may_not(station, mobile, role) -> None:
    who = branch.sign_in(station, role)
    assert problem(station.passwords.hand_over, who, 1, GOOD, GOOD)[0] == "not_permitted"


def test_nobody_of_that_number(station, teller, mobile) -> None:
    assert problem(station.passwords.hand_over, teller, 999, GOOD, GOOD)[0] == "member_unknown"


def test_the_row_says_what_made_it_so(station, teller, mobile) -> None:
    case_no = reset(station, teller).receipt.case_no
    with station._database.reading() as reader:
        row = reader.session.get_one(AccountPassword, branch.account_no(1))
        assert (row.state, row.case_no, row.password_hash, row.changed_on) == (
            S.RESET,
            case_no,
            None,
            branch.TODAY,
        )
