"""What happens to the branch while people work: rights that go, locks, other policies, time, and money."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta

from hfund_tui.db.ledger import AccountEnded, Line, post_batch
from hfund_tui.db.tables import Account
from hfund_tui.domain.policy import DatedValue, Parameter, PolicyBook
from hfund_tui.domain.vocabulary import Freeze, Ledger, Role, SummaryCode
from hfund_tui.services.clock import _FUND_ZONE
from tests.simulation import forms, town
from tests.simulation.world import World
from tests.support import branch
from tests.support.policies import policy_book

_CHANGES: dict[str, object] = {
    "approval.new_card_days": 10,
    "card.cooling_off_days": 5,
    "approval.high_risk_above": 3_000_00,
    "approval.closure": False,
    "withdrawal.max_withdrawable_months": 6,
    "approval.export_above": 1,
}
"""Parameters that may change, and what to."""


def changed_book(key: str, since: object, value: object) -> PolicyBook:
    """The shipped policies, with one parameter that has another value from a day on."""
    book = policy_book()
    parameters = []
    for one in book.parameters.values():
        if one.key == key:
            last = one.values[-1]
            before = replace(last, until=since - timedelta(days=1))  # type: ignore[operator]
            after = DatedValue(since, None, value, last.citation, last.assumption, last.note)  # type: ignore[arg-type]
            one = Parameter(one.key, one.unit, (*one.values[:-1], before, after))
        parameters.append(one)
    version = f"{key} {since}"
    return PolicyBook(parameters, calendar=book.calendar, channels=book.channels, version=version)


def other_policies(world: World, code: str) -> None:
    """New policies are installed at all terminals: another value from today on, or from tomorrow."""
    key = world.random.choice(list(_CHANGES))
    since = (world.open_day() or world.today) + timedelta(days=world.random.randint(0, 1))
    book = changed_book(key, since, _CHANGES[key])
    world.say(f"    {key} is {_CHANGES[key]} from {since}")
    for one in world.terminals.values():
        one.install(book)


def loses_the_role(world: World, code: str) -> None:
    """Somebody gets another role, or the own one back, in the middle of a case."""
    care = world.terminals[town.TELLERS[0]].station.staff_care
    who = world.random.choice(town.STAFF)
    role = world.random.choice([Role.TELLER, Role.SUPERVISOR, Role.AGENT, Role.AUDITOR])
    world.say(f"    {who} is to be {role.value}")
    world.attempt("assign", lambda: care.assign(who, role=role))


def gets_the_role_back(world: World, code: str) -> None:
    care = world.terminals[town.TELLERS[0]].station.staff_care
    for who in town.STAFF:
        role = (
            Role.AGENT if who in town.AGENTS else Role.SUPERVISOR if who in town.SUPERVISORS else Role.TELLER
        )
        (now, active) = world.rows("SELECT role, active FROM staff WHERE code = :code", code=who)[0]
        if not active:
            world.attempt("reinstate", lambda who=who: care.reinstate(who))
        if now != role.value:
            world.attempt("assign", lambda who=who, role=role: care.assign(who, role=role))


def leaves(world: World, code: str) -> None:
    """Somebody is dismissed; cases and drafts are left."""
    care = world.terminals[town.TELLERS[0]].station.staff_care
    who = world.random.choice(town.TELLERS)
    world.attempt("dismiss", lambda: care.dismiss(who))


def is_locked(world: World, code: str) -> None:
    """Wrong passwords, until there were too many."""
    staff = world.terminals[code].station.staff
    who = world.random.choice(town.STAFF)
    for _ in range(6):
        world.attempt("wrong_password", lambda: staff.prove_at_door(who, "not-the-password"))


def midnight(world: World, code: str) -> None:
    """It gets late; the business day is still open when the calendar's ends."""
    late = datetime.combine(world.today, time(23, 58), _FUND_ZONE)
    world.until(late)
    world.clock.advance(timedelta(minutes=world.random.randint(1, 4)))
    world.say(f"    it is {world.clock.now().astimezone(_FUND_ZONE):%d %B %H:%M}")


def terminal_is_restarted(world: World, code: str) -> None:
    world.terminals[code].drop()


def money_comes_in(world: World, code: str) -> None:
    """What changes the facts under a case that waits. A closed account takes none."""
    day = world.open_day()
    if day is None:
        return
    number, amount = forms.anybody(world), world.random.randint(1, 3_000_00)
    lines = [
        Line(Ledger.MEMBER, amount, branch.account_no(number)),
        Line(Ledger.COLLECTION_CLEARING, -amount),
    ]
    with suppress(AccountEnded), branch.raw(world.onlooker) as uow:
        post_batch(
            uow,
            lines,
            summary=SummaryCode.CONTRIBUTION,
            business_date=day,
            value_date=day,
            created_at=world.clock.now(),
        )


def court(world: World, code: str) -> None:
    """An account is frozen, in part or whole, or free again."""
    freeze = world.random.choice(list(Freeze))
    with branch.raw(world.onlooker) as uow:
        account = uow.session.get_one(Account, branch.account_no(forms.anybody(world)))
        account.freeze = freeze
        account.frozen_fen = 5_000_00 if freeze is Freeze.PARTIAL else 0


def notices_go_out(world: World, code: str) -> None:
    station = world.terminals[code].station
    world.attempt("notices", station.notices.deliver)
    assert station.notices.waiting() == 0
