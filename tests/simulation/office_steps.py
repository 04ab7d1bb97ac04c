"""What supervisors do: deciding cases, the bank's files, lists of employers and members, the day."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import datetime, time, timedelta

from hfund_tui.domain.approval import Retyped
from hfund_tui.domain.day_sheet import DifferenceCode
from hfund_tui.domain.member_record import COLUMNS
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.plan import PayOut
from hfund_tui.services.clock import _FUND_ZONE
from hfund_tui.services.errors import HfundError
from hfund_tui.services.workstation import Workstation
from tests.simulation import town
from tests.simulation.world import World
from tests.support import branch, house
from tests.support.contributing import contribution_list, entry

WORDS = {one.value: "已核实" for one in DifferenceCode}


def other(code: str) -> tuple[str, str]:
    """Code and password of the other supervisor."""
    return next(one for one in town.SUPERVISORS if one != code), branch.PASSWORD


def decides(world: World, code: str) -> None:
    """From the queue: takes a case, looks at it, and says yes, no, or back to the maker."""
    found = world.pick("""SELECT case_no FROM "case" WHERE status = 'pending' ORDER BY case_no""")
    if found is None or (inside := world.enter(code)) is None:
        return
    (station, session), case_no = inside, found[0]
    approvals = station.approvals
    if world.random.random() < 0.4:
        world.attempt(OperationCode.TAKE_CASE, lambda: approvals.take(session, case_no))
    if world.random.random() < 0.1:
        world.attempt(OperationCode.TAKE_CASE, lambda: approvals.release(session, case_no))
    said = {"code": "papers_doubtful", "words": "印章不清"}
    choice = world.random.random()
    if choice < 0.18:
        world.attempt(OperationCode.REJECT_CASE, lambda: approvals.reject(session, case_no, **said))
    elif choice < 0.4:
        world.attempt(OperationCode.RETURN_CASE, lambda: approvals.send_back(session, case_no, **said))
    else:
        approves(world, code, case_no)


def approves(world: World, code: str, case_no: str) -> None:
    """Looks at the case, types again what has to be, mostly rightly, and approves; the key is pressed twice."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    shown = world.attempt("review", lambda: station.approvals.view(session, case_no))
    pending = world.attempt("review", lambda: station.cases.pending(session, case_no))
    if shown is None or pending is None:
        return
    payout: PayOut | None = pending.plan.effect(PayOut)
    typed = Retyped(plain_yuan(pending.plan.amount_fen), payout.card_last_four if payout else "")
    if world.random.random() < 0.1:
        typed = Retyped("1.00", "0000")
    before = None
    for _ in range(world.random.choice([1, 1, 2])):
        world.attempt(
            OperationCode.APPROVE_CASE,
            lambda: station.approvals.approve(
                session,
                case_no,
                seen_sha256=shown.sha256,
                step_up_password=branch.PASSWORD,
                retyped=typed,
            ),
        )
        now = world.rows("SELECT count(*) FROM journal_batch")
        assert before is None or now == before, "approved twice"
        before = now


def files(world: World, code: str) -> None:
    """Payments or debits go to the bank, or its answers come in, whole, in part, or again."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    choose = world.random
    debit = choose.random() < 0.4
    service, sent = (station.debits, world.debits) if debit else (station.payments, world.payments)
    if not sent or choose.random() < 0.5:
        exporting = OperationCode.EXPORT_DEBITS if debit else OperationCode.EXPORT_PAYMENTS
        exported = world.attempt(exporting, lambda: service.export(session, second=other(code)))
        if exported is not None:
            sent.append(exported)
        if exported is None or choose.random() < 0.5:
            return
    exported = choose.choice(sent)
    lines = exported.path.read_text(encoding="utf-8").splitlines()[1:-1]
    references = [line.split(",")[2] for line in lines]
    failed = {one: "账户已销户" for one in references if choose.random() < 0.3}
    only = frozenset(references[: choose.randint(1, len(references))])
    text = house.answer(exported, failed, only=only)
    importing = OperationCode.IMPORT_DEBITS if debit else OperationCode.IMPORT_RETURNS
    world.attempt(importing, lambda: service.import_returns(session, text))


def batch(world: World, code: str) -> None:
    if (inside := world.enter(code)) is not None:
        station, session = inside
        world.attempt(OperationCode.SETTLE_DUE, lambda: station.closures.settle_due(session))


def employers(world: World, code: str) -> None:
    """A list of contributions, with lines that are good, known, and bad; now and then handed in twice."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    month = world.random.choice([Month(2020, 2), Month(2020, 3)])
    lines = [entry(number) for number in sorted(world.random.sample(range(1, 9), 4))]
    content = contribution_list(lines, month=month)
    for _ in range(world.random.choice([1, 2])):
        world.attempt(
            OperationCode.IMPORT_CONTRIBUTIONS, lambda: station.contributions.take_in(session, content)
        )


def members(world: World, code: str) -> None:
    """Everybody out into a file, and in again with another base; now and then without the second supervisor."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    path = station.settings.home / f"members-{len(world.said)}.csv"
    exported = world.attempt(
        OperationCode.EXPORT_MEMBERS,
        lambda: station.member_export.export(session, path, second=other(code)),
    )
    if exported is None:
        return
    table = list(csv.DictReader(io.StringIO(exported.path.read_text(encoding="utf-8-sig"))))
    world.random.choice(table)["GRJCJS"] = f"{world.random.randint(5, 30)}000.00"
    target = io.StringIO()
    writer = csv.DictWriter(target, list(COLUMNS))
    writer.writeheader()
    writer.writerows(table)
    content, second = target.getvalue().encode(), world.random.choice([other(code), other(code), None])
    world.attempt(
        OperationCode.IMPORT_MEMBERS, lambda: station.member_import.take_in(session, content, second=second)
    )


def figures(world: World, code: str) -> None:
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    today = session.business_date
    world.attempt(OperationCode.VIEW_DAY, lambda: station.day.sheet(session))
    world.attempt(
        OperationCode.VIEW_EXCEPTIONS,
        lambda: station.exceptions.counts(session, today - timedelta(days=30), today),
    )
    world.attempt(OperationCode.VIEW_ADOPTION, lambda: station.adoption.figures(session))
    world.attempt(OperationCode.WORK_ORDERS, lambda: station.orders.orders(session))


# ---- the day -----------------------------------------------------------------------------------------------


def closes(world: World, code: str) -> None:
    """The day is closed; the first time without words for what is left over."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    for words in ({}, WORDS) if world.random.random() < 0.5 else (WORDS,):
        if world.attempt(
            OperationCode.CLOSE_DAY, lambda words=words: station.day.close(session, explanations=words)
        ):
            break
    if world.open_day() is None:
        for one in world.terminals.values():
            one.leave()


def opens_again(world: World, code: str) -> None:
    """What was closed too early is opened again by two, or by one who may not alone."""
    station = world.terminals[code].station
    second = code if world.random.random() < 0.2 else other(code)[0]

    def both() -> object:
        by, beside = (station.staff.prove_at_door(one, branch.PASSWORD) for one in (code, second))
        return station.day.reopen("0003", by=by, second=beside)

    world.attempt(OperationCode.REOPEN_DAY, both)


def night(world: World, *, days: int) -> None:
    """Everybody goes home, some without closing; the next business day is opened on its morning."""
    if world.open_day() is not None:
        for code in town.SUPERVISORS:
            closes(world, code)
            if world.open_day() is None:
                break
    last = world.onlooker.day.last_day("0003")
    assert last is not None
    morning = max(world.today, last + timedelta(days=days))
    world.until(datetime.combine(morning, time(9), _FUND_ZONE))
    for code in town.SUPERVISORS:
        station = world.terminals[code].station

        def opens(code: str = code, station: Workstation = station) -> object:
            by = station.staff.prove_at_door(code, branch.PASSWORD)
            return station.day.open_at_door(morning, by=by)

        with suppress(HfundError):
            if world.open_day() is None:
                world.attempt(OperationCode.OPEN_DAY, opens)
    world.say(f"  {morning:%A %d %B %Y}, open: {world.open_day()}")
