"""The end of the day in processes of its own: each job is taken up again as people do after a power cut."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from hfund_tui.domain.approval import Retyped
from hfund_tui.domain.operation import OperationCode
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.settings import Settings
from hfund_tui.services.workstation import Workstation
from tests.support import branch, house
from tests.support.lending import lend
from tests.support.loans import loan_request

CASE_NO = "202002270003000001"
OWED = "D2018030002"


def export(station: Workstation, key: str) -> None:
    """Send what is due; where all was sent already, its file is written again."""
    session = house.supervisor(station)
    if station.payments.due(session).lines:
        station.payments.export(session)
    else:
        station.payments.write_again(session, station.payments.files(session)[0].file_no)


def answers(station: Workstation, key: str) -> None:
    text = Path(station.settings.home / "returns.csv").read_text(encoding="utf-8")
    assert not station.payments.import_returns(house.supervisor(station), text).bad


def close(station: Workstation, key: str) -> None:
    if station.day.current("0003") is not None:
        words = {"orders_not_sent": "银行系统停机"}
        station.day.close(house.supervisor(station), explanations=words)


def reopen(station: Workstation, key: str) -> None:
    if station.day.current("0003") is None:
        one, two = house.proven(station), house.proven(station, branch.SUPERVISOR_2)
        station.day.reopen("0003", by=one, second=two)


def reverse(station: Workstation, key: str) -> None:
    session = branch.sign_in(station)
    request = house.reverse(CASE_NO)
    seen = station.cases.preview(session, request).sha256
    outcome = station.cases.perform(session, request, key=key, seen_sha256=seen)
    if isinstance(outcome, Pending):
        station.approvals.approve(
            session,
            outcome.case_no,
            checker_code=branch.SUPERVISOR,
            checker_password=branch.PASSWORD,
            seen_sha256=outcome.sha256,
            retyped=Retyped("7800.00"),
        )


def deliver(station: Workstation, key: str) -> None:
    station.notices.deliver()


def debit(station: Workstation, key: str) -> None:
    """Debit what is due; where all was sent already, its file is written again."""
    session = house.supervisor(station)
    if station.debits.due(session).lines:
        station.debits.export(session)
    else:
        station.debits.write_again(session, station.debits.files(session)[0].file_no)


def debited(station: Workstation, key: str) -> None:
    text = Path(station.settings.home / "returns.csv").read_text(encoding="utf-8")
    assert not station.debits.import_returns(house.supervisor(station), text).bad


JOBS: dict[str, Callable[[Workstation, str], None]] = {
    one.__name__: one for one in (export, answers, close, reopen, reverse, deliver, debit, debited)
}


def prepare(station: Workstation, job: str) -> None:
    """The house as the job finds it: a rent withdrawal that was posted, and what comes before the job."""
    house.done(station, branch.sign_in(station), house.rent())
    if job == "answers":
        sent = house.export(station)
        text = house.answer(sent, {CASE_NO: "账户已销户"})
        (station.settings.home / "returns.csv").write_text(text, encoding="utf-8")
    if job in ("debit", "debited"):
        _lend(station)
    if job == "debited":
        sent = station.debits.export(house.supervisor(station))
        text = house.answer(sent, {f"{OWED}-20200220": "余额不足"})
        (station.settings.home / "returns.csv").write_text(text, encoding="utf-8")
    if job == "reopen":
        close(station, "")


def _lend(station: Workstation) -> None:
    """A loan that is being repaid early, and one that is owed an instalment and bears another rate from here."""
    with branch.raw(station) as uow:
        lend(uow)
        lend(uow, 2, OWED, months=60, unpaid=1)
    house.done(station, branch.sign_in(station), loan_request(OperationCode.EARLY_REPAYMENT))


def killed_at(settings: Settings, job: str, key: str, statement: int) -> None:
    """Do the job and be killed right before the given statement or commit."""
    station = branch.open_branch(settings)
    executed = 0

    def count(*_: object) -> None:
        nonlocal executed
        executed += 1
        if executed == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    JOBS[job](station, key)
    os._exit(0)
