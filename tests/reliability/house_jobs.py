"""Jobs about the house: its day, its files, its staff, its papers, and what is typed and not sent."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

from hfund_tui.domain.certificate import CertificateRequest
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode as Code
from hfund_tui.domain.operation import Presence
from hfund_tui.domain.request import InsuranceProof, RecordInsurance
from hfund_tui.domain.vocabulary import InsuranceStatus, Role
from hfund_tui.services.branches import NewBranch
from hfund_tui.services.drafts import Draft
from hfund_tui.services.errors import Refusal
from hfund_tui.services.revealing import RevealField
from hfund_tui.services.staff import NewStaff
from tests.reliability.job import Desk, Job, Steps
from tests.services.test_loan_papers import settled
from tests.support import branch, house
from tests.support.closing import STOPPED, accepted
from tests.support.contributing import contribution_list, entry, unpaid
from tests.support.lending import CONTRACT, lend
from tests.support.loans import loan_request

SECOND = (branch.SUPERVISOR_2, branch.PASSWORD)
NEW_PASSWORD = "another-sesame-28"
OWED = "D2018030002"
DAY = "0003"
PAYING = InsuranceProof(InsuranceStatus.PAYING, Month(2020, 2))
EXPLAINED = {"orders_not_sent": "银行系统停机"}


def _by_supervisor(name: str, through: str, call: Steps, code: Code, prepare: Steps, **how: Any) -> Job:
    return Job(name, through, call, code, branch.SUPERVISOR, prepare, **how)


# ---- the day -----------------------------------------------------------------------------------------------


def _two_withdrawals(desk: Desk) -> list[str]:
    teller = desk.as_(branch.TELLER)
    return [house.done(desk.station, teller, house.rent(n)).receipt.case_no for n in (1, 2)]


def _close(desk: Desk) -> Any:
    return desk.station.day.close(desk.as_(branch.SUPERVISOR), explanations=EXPLAINED)


def _closed(desk: Desk) -> date:
    """A day that was closed, and the next one as it is proposed."""
    _two_withdrawals(desk)
    _close(desk)
    return desk.station.day.next_day(DAY)


def _reopen(desk: Desk) -> Any:
    return desk.do(DAY, by=house.proven(desk.station), second=house.proven(desk.station, branch.SUPERVISOR_2))


def _three_closures(desk: Desk) -> None:
    """Of three accepted closures one has come due, one is insured again, one waits on."""
    station = desk.station
    for member, proof in ((1, STOPPED), (2, PAYING), (3, InsuranceProof(InsuranceStatus.NEVER))):
        accepted(station, member, proof)
    teller = house.tomorrow(station, to=date(2020, 4, 22))
    again = InsuranceProof(InsuranceStatus.PAYING, Month(2020, 4))
    request = RecordInsurance(member_id=2, presence=Presence.ABSENT, insurance=again)
    house.done(station, teller, house.complete(request))


# ---- files -------------------------------------------------------------------------------------------------


def _export(desk: Desk) -> Any:
    """Send what is due; where all was sent already, its file is written again."""
    service = getattr(desk.station, desk.through.partition(".")[0])
    if service.due(desk.session).lines:
        return desk.do(desk.session)
    return service.write_again(desk.session, service.files(desk.session)[0].file_no)


def _payments_sent(desk: Desk) -> str:
    """The bank's answer to a file: one order paid, one failed."""
    first, _ = _two_withdrawals(desk)
    return house.answer(house.export(desk.station), {first: "账户已销户"})


def _owing(desk: Desk) -> None:
    """A loan that is being repaid early, and one that is owed an instalment and bears another rate from here."""
    with branch.raw(desk.station) as uow:
        lend(uow)
        lend(uow, 2, OWED, months=60, unpaid=1)
    house.done(desk.station, desk.as_(branch.TELLER), loan_request(Code.EARLY_REPAYMENT))


def _debits_sent(desk: Desk) -> str:
    _owing(desk)
    sent = desk.station.debits.export(desk.as_(branch.SUPERVISOR))
    return house.answer(sent, {f"{OWED}-20200220": "余额不足"})


def _file_of(desk: Desk, service: str) -> str:
    return str(getattr(desk.station, service).files(desk.as_(branch.SUPERVISOR))[0].file_no)


def _list(desk: Desk) -> bytes:
    """A contribution list with three bad lines among nine, of accounts that are paid through the month before."""
    unpaid(desk.station)
    spoilt = {2: {"personal": "1.00"}, 5: {"name": "别人"}}
    lines = [entry(n, **spoilt.get(n, {})) for n in range(1, 9)]
    return contribution_list([*lines, lines[0]])


def _members(desk: Desk) -> bytes:
    """A member file that adjusts the bases of three, and does not know how to read a fourth."""
    with branch.raw(desk.station) as uow:
        execute = uow.connection.exec_driver_sql
        execute("UPDATE member SET sex = iif(CAST(substr(id_no, 17, 1) AS INT) % 2, 'male', 'female')")
    path = desk.station.settings.home / "members-before.csv"
    desk.station.member_export.export(desk.as_(branch.SUPERVISOR), path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    path.unlink()
    for number in (0, 3, 6):
        rows[number] |= {"GRJCJS": "12345.00", "GRYJCE": "", "DWYJCE": ""}
    rows[5]["CSRQ"] = "昨天"
    target = io.StringIO()
    writer = csv.DictWriter(target, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def _target(desk: Desk) -> Path:
    return desk.station.settings.home / "members.csv"


# ---- staff -------------------------------------------------------------------------------------------------


def _wrong_before(desk: Desk) -> None:
    try:
        desk.station.staff.prove_at_door(branch.TELLER, "wrong")
    except Refusal as refused:
        assert refused.code == "sign_in_failed_left"


def _change_password(desk: Desk) -> Any:
    """Whoever tries again finds out by the new password that it was changed."""
    staff = desk.station.staff
    row = staff._standing(branch.TELLER)
    assert row is not None
    if staff._matches(row.password_hash, NEW_PASSWORD):
        return None
    return desk.do(desk.session, branch.PASSWORD, NEW_PASSWORD)


NEWCOMER = NewStaff(
    "1003", "新来", "New", Role.TELLER, DAY, branch.id_number(date(1995, 5, 5), 200), NEW_PASSWORD
)


def _wrong(name: str, through: str, *arguments: Any) -> Job:
    """A password that is wrong: it is counted, and refused."""
    signed_in = through in ("staff.unlock", "staff.prove")
    return Job(
        f"{name}, wrongly",
        through,
        lambda desk: desk.do(*([desk.session] if signed_in else []), *arguments, "wrong"),
        by=branch.TELLER if signed_in else None,
        ends_in="sign_in_failed_left",
        each_time=True,
    )


# ---- papers ------------------------------------------------------------------------------------------------


def _receipt(desk: Desk) -> str:
    return str(house.done(desk.station, desk.as_(branch.TELLER), house.rent()).receipt.receipt_no)


ASKED = CertificateRequest(1, Month(2019, 3), Month(2020, 2), with_balance=True, purpose="visa")


def _certificate(desk: Desk) -> Any:
    return desk.station.certificates.issue(desk.as_(branch.TELLER), ASKED).stamp


def _lent(desk: Desk) -> None:
    with branch.raw(desk.station) as uow:
        lend(uow)


def _settled_loan(desk: Desk) -> None:
    _lent(desk)
    settled(desk.station)


def _look(name: str, through: str, call: Steps, code: Code | None, prepare: Steps, **how: Any) -> Job:
    """Something that is on record each time it is asked for."""
    return Job(name, through, call, code, how.pop("by", branch.TELLER), prepare, each_time=True, **how)


def _draft(desk: Desk, key: str = "key-of-a-draft") -> Draft:
    return Draft(key, Code.RENT_WITHDRAWAL, 1, {"amount": "7800"}, "1", "租房提取", True)


def _nothing(desk: Desk) -> None:
    return None


HOUSE_JOBS: tuple[Job, ...] = (
    _by_supervisor(
        "close_day",
        "day.close",
        lambda desk: desk.do(desk.session, explanations=EXPLAINED),
        Code.CLOSE_DAY,
        _two_withdrawals,
        known=frozenset({"day_closed"}),
        file_once=True,
    ),
    Job("open_day", "day.open", lambda desk: desk.do(DAY, desk.given, opened_by=branch.SUPERVISOR),
        Code.OPEN_DAY, None, _closed, frozenset({"day_already_open"})),
    Job("open_day at the door", "day.open_at_door",
        lambda desk: desk.do(desk.given, by=house.proven(desk.station)),
        Code.OPEN_DAY, None, _closed, frozenset({"day_already_open"})),
    Job("reopen_day", "day.reopen", _reopen, Code.REOPEN_DAY, None, _closed, frozenset({"day_already_open"})),
    _by_supervisor("settle_due", "closures.settle_due", lambda desk: desk.do(desk.session), Code.SETTLE_DUE,
                   _three_closures, transactions=3, each_time=True),
    _by_supervisor("export_payments", "payments.export", _export, Code.EXPORT_PAYMENTS, _two_withdrawals,
                   each_time=True),
    _by_supervisor("write payments again", "payments.write_again", lambda desk: desk.do(desk.session, desk.given),
                   Code.EXPORT_PAYMENTS, lambda desk: (_payments_sent(desk), _file_of(desk, "payments"))[1],
                   each_time=True),
    _by_supervisor("import_returns", "payments.import_returns", lambda desk: desk.do(desk.session, desk.given),
                   Code.IMPORT_RETURNS, _payments_sent, each_time=True),
    _by_supervisor("export_debits", "debits.export", _export, Code.EXPORT_DEBITS, _owing, each_time=True),
    _by_supervisor("write debits again", "debits.write_again", lambda desk: desk.do(desk.session, desk.given),
                   Code.EXPORT_DEBITS, lambda desk: (_debits_sent(desk), _file_of(desk, "debits"))[1],
                   each_time=True),
    _by_supervisor("import_debits", "debits.import_returns", lambda desk: desk.do(desk.session, desk.given),
                   Code.IMPORT_DEBITS, _debits_sent, each_time=True),
    _by_supervisor("import_contributions", "contributions.take_in", lambda desk: desk.do(desk.session, desk.given),
                   Code.IMPORT_CONTRIBUTIONS, _list, transactions=5, each_time=True),
    _by_supervisor("export_members", "member_export.export", lambda desk: desk.do(desk.session, _target(desk)),
                   Code.EXPORT_MEMBERS, _nothing, transactions=2, known=frozenset({"file_is_there"}),
                   each_time=True),
    _by_supervisor("import_members", "member_import.take_in",
                   lambda desk: desk.do(desk.session, desk.given, second=SECOND),
                   Code.IMPORT_MEMBERS, _members, transactions=4, each_time=True),
    _by_supervisor("view_adoption", "adoption.export", lambda desk: desk.do(desk.session, "a,b\r\n"),
                   Code.VIEW_ADOPTION, _nothing, each_time=True),
    Job("deliver notices", "notices.deliver", lambda desk: desk.do(), None, None, _two_withdrawals, transactions=2),
    Job("sign_in", "staff.sign_in", lambda desk: desk.do(branch.TELLER, branch.PASSWORD), None, None),
    _look("sign_out", "staff.sign_out", lambda desk: desk.do(desk.session), None, _nothing),
    _wrong("sign_in", "staff.sign_in", branch.TELLER),
    _wrong("unlock", "staff.unlock"),
    _wrong("prove", "staff.prove", branch.SUPERVISOR),
    _wrong("prove at the door", "staff.prove_at_door", branch.SUPERVISOR),
    Job("unlock after a wrong try", "staff.unlock", lambda desk: desk.do(desk.session, branch.PASSWORD),
        prepare=_wrong_before),
    Job("change_password", "staff.change_password", _change_password),
    Job("add staff", "staff.add", lambda desk: desk.do(NEWCOMER), by=None, known=frozenset({"staff_exists"})),
    _look("renew_password", "staff_care.renew_password", lambda desk: desk.do(branch.TELLER, NEW_PASSWORD),
          None, _nothing, by=None),
    Job("dismiss", "staff_care.dismiss", lambda desk: desk.do(branch.TELLER_2), by=None,
        known=frozenset({"staff_left"})),
    Job("reinstate", "staff_care.reinstate", lambda desk: desk.do(branch.TELLER_2), by=None,
        prepare=lambda desk: desk.station.staff_care.dismiss(branch.TELLER_2),
        known=frozenset({"staff_is_active"})),
    Job("assign", "staff_care.assign", lambda desk: desk.do(branch.TELLER_2, role=Role.AUDITOR), by=None,
        known=frozenset({"nothing_assigned"})),
    Job("add branch", "branches.add", lambda desk: desk.do(NewBranch("0009", "南山管理部")), by=None,
        known=frozenset({"branch_exists"})),
    _look("approve at another branch", "branches.approve_at", lambda desk: desk.do(DAY, "0009"), None,
          lambda desk: desk.station.branches.add(NewBranch("0009", "南山管理部")), by=None),
    _look("contribution_certificate", "certificates.issue", lambda desk: desk.do(desk.session, ASKED),
          Code.CONTRIBUTION_CERTIFICATE, _nothing),
    _look("loan_statement", "loan_papers.statement", lambda desk: desk.do(desk.session, 1, CONTRACT),
          Code.LOAN_STATEMENT, _lent),
    _look("settlement_certificate", "loan_papers.certificate", lambda desk: desk.do(desk.session, 1, CONTRACT),
          Code.SETTLEMENT_CERTIFICATE, _settled_loan),
    _look("verify_document", "documents.verify", lambda desk: desk.do(desk.session, desk.given.code),
          Code.VERIFY_DOCUMENT, _certificate),
    _look("look at a paper", "documents.get", lambda desk: desk.do(desk.session, desk.given.number),
          Code.REPRINT_RECEIPT, _certificate),
    _look("reprint a paper", "documents.reprint", lambda desk: desk.do(desk.session, desk.given.number),
          Code.REPRINT_RECEIPT, _certificate),
    _look("look at a receipt", "receipts.get", lambda desk: desk.do(desk.session, desk.given), Code.VIEW_MEMBER,
          _receipt),
    _look("reprint a receipt", "receipts.reprint", lambda desk: desk.do(desk.session, desk.given),
          Code.REPRINT_RECEIPT, _receipt),
    _look("reveal_field", "members.reveal", lambda desk: desk.do(desk.session, 1, RevealField.MOBILE, "核对"),
          Code.REVEAL_FIELD, _nothing),
    Job("save a draft", "drafts.save", lambda desk: desk.do(desk.session, _draft(desk))),
    Job("discard a draft", "drafts.discard", lambda desk: desk.do(desk.session, "key-of-a-draft"),
        prepare=lambda desk: desk.station.drafts.save(desk.as_(branch.TELLER), _draft(desk))),
)  # fmt: skip
