"""The outbox: every kind of notice, each delivered once, and again under its number after a break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import select

from hfund_tui.db.tables import Member, Notice
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import CancelClosure, RevokeProxy, TerminateAgreement
from hfund_tui.domain.vocabulary import InsuranceStatus, NoticeKind, NoticeState
from hfund_tui.services.errors import Trouble
from hfund_tui.services.notices import NoticeService, OutgoingNotice
from hfund_tui.services.outcomes import Refused
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store
from hfund_tui.services.workstation import Workstation
from tests.services.test_reversals import accepted, by_new_proxy, leave, signing
from tests.support import branch, house, passwords
from tests.support.branch import raw
from tests.support.closing import seal
from tests.support.family import join
from tests.support.house import behind, clean, complete, done, perform, rent, reverse, tomorrow
from tests.support.lending import borrow_with, lend
from tests.support.loans import loan_request

K = NoticeKind


def kinds(station: Workstation) -> list[NoticeKind]:
    with station._database.reading() as reader:
        return list(reader.session.exec(select(Notice.kind).order_by(Notice.id)))


class Post:
    """An adapter that remembers, and breaks when it is told to."""

    def __init__(self) -> None:
        self.taken: list[OutgoingNotice] = []
        self.breaks_after: int | None = None

    def deliver(self, notice: OutgoingNotice) -> None:
        if self.breaks_after is not None and len(self.taken) >= self.breaks_after:
            raise Trouble("file_not_written", path="/dev/full")
        self.taken.append(notice)


def posted_by(station: Workstation) -> tuple[NoticeService, Post]:
    post = Post()
    return NoticeService(Store(station._database), station.clock, post), post


def terminate(station: Workstation, session: Session) -> None:
    done(station, session, signing())
    done(station, session, complete(TerminateAgreement(member_id=1)))


def revoke(station: Workstation, session: Session) -> None:
    done(station, session, signing(**by_new_proxy()))
    done(station, session, complete(RevokeProxy(member_id=1, document_id=1)))


def fail(station: Workstation, session: Session) -> None:
    case_no = done(station, session, rent()).receipt.case_no
    house.settle_with_bank(station, {case_no: "账户已销户"})


def fail_to_debit(station: Workstation, session: Session) -> None:
    with raw(station) as uow:
        lend(uow)
    case_no = done(station, session, loan_request(OperationCode.EARLY_REPAYMENT)).receipt.case_no
    exported = station.debits.export(house.supervisor(station))
    station.debits.import_returns(house.supervisor(station), house.answer(exported, {case_no: "余额不足"}))


def debit_elsewhere(station: Workstation, session: Session) -> str:
    with raw(station) as uow:
        lend(uow)
    return done(station, session, loan_request(OperationCode.CHANGE_REPAYMENT_ACCOUNT)).receipt.case_no


def take_back(station: Workstation, session: Session) -> None:
    case_no = accepted(station, session)
    done(station, session, complete(CancelClosure(member_id=1, case_no=case_no)))


def set_a_password(station: Workstation, session: Session) -> None:
    """The code of the reset goes out by itself, and leaves nothing that waits."""
    mobile = passwords.cheaply(station)
    passwords.reset(station, session)
    passwords.set_to(station, session, proof=mobile.code)


def undo(station: Workstation, session: Session) -> None:
    done(station, session, reverse(done(station, session, rent()).receipt.case_no))


def retire(station: Workstation, session: Session) -> None:
    done(station, session, signing())
    seal(station)
    done(station, session, house.retire())


Deed = Callable[[Workstation, Session], object]

TOLD: list[tuple[Deed, list[NoticeKind]]] = [
    (lambda station, session: done(station, session, signing()), [K.AGREEMENT_SIGNED]),
    (
        lambda station, session: done(station, session, signing(**by_new_proxy())),
        [K.PROXY_REGISTERED, K.AGREEMENT_SIGNED],
    ),
    (terminate, [K.AGREEMENT_SIGNED, K.AGREEMENT_ENDED]),
    (revoke, [K.PROXY_REGISTERED, K.AGREEMENT_SIGNED, K.PROXY_REVOKED]),
    (lambda station, session: done(station, session, house.link()), [K.CARD_LINKED]),
    (set_a_password, [K.PASSWORD_SET]),
    (lambda station, session: done(station, session, rent()), [K.PAYOUT_ORDERED]),
    (fail, [K.PAYOUT_ORDERED, K.PAYOUT_FAILED]),
    (fail_to_debit, [K.DEBIT_FAILED]),
    (debit_elsewhere, [K.REPAYMENT_ACCOUNT_CHANGED]),
    (accepted, [K.CLOSURE_ACCEPTED]),
    (take_back, [K.CLOSURE_ACCEPTED, K.CLOSURE_CANCELLED]),
    (undo, [K.PAYOUT_ORDERED, K.REVERSED]),
    (retire, [K.AGREEMENT_SIGNED, K.PAYOUT_ORDERED, K.AGREEMENT_ENDED]),
]


@pytest.mark.parametrize(("deed", "told"), TOLD)
def test_what_is_told_after_what(station, teller, deed, told) -> None:
    deed(station, teller)
    assert kinds(station) == told
    service, post = posted_by(station)
    assert service.deliver() == len(told)
    for notice in post.taken:
        assert notice.text.startswith("【住房公积金】") and "{" not in notice.text
        assert notice.mobile == "13800000001"


def test_every_kind_is_reached() -> None:
    """What co-repayers are told goes to other members: tests/services/test_offset.py."""
    assert {kind for _, told in TOLD for kind in told} | {K.OFFSET_TAKEN} == set(NoticeKind)


@pytest.mark.parametrize("asker", [1, 2])
def test_every_borrower_is_told_that_the_loan_is_debited_elsewhere(station, teller, asker) -> None:
    """Whoever asked for it: a co-repayer is not told, and a co-borrower without an account here can't be."""
    with raw(station) as uow:
        lend(uow)
        borrow_with(uow, 2)
        borrow_with(uow, None)
    for who in (signing(member_id=3), join(3)):
        done(station, teller, who)
    service, post = posted_by(station)
    service.deliver()
    post.taken.clear()
    request = replace(loan_request(OperationCode.CHANGE_REPAYMENT_ACCOUNT), member_id=asker)
    case_no = done(station, teller, request).receipt.case_no
    done(station, teller, reverse(case_no, asker))
    told = house.rows(
        station, "SELECT member_id, kind FROM notice WHERE kind <> 'agreement_signed' ORDER BY id"
    )
    both = [asker, 3 - asker]
    assert told == [
        *((one, K.REPAYMENT_ACCOUNT_CHANGED.value) for one in both),
        *((one, K.REVERSED.value) for one in both),
    ]
    service.deliver()
    assert {one.text.partition("】")[2].partition("。")[0] for one in post.taken} == {
        "您的贷款还款账户已变更为 招商银行 0006",
        "您的「变更还款账户」业务已冲正，账户恢复原状",
    }


def test_nothing_identifies_the_member(station, teller) -> None:
    done(station, teller, signing(**by_new_proxy()))
    done(station, teller, rent())
    done(station, teller, house.link())
    service, post = posted_by(station)
    service.deliver()
    with station._database.reading() as reader:
        member = reader.session.get_one(Member, 1)
        secrets = [member.name, member.id_no, branch.account_no(1), house.NEW_CARD, "6217000000000001"]
    for notice in post.taken:
        assert not [one for one in secrets if one in notice.text]


def test_what_is_refused_or_waits_is_not_told(station, teller) -> None:
    perform(station, teller, rent(**by_new_proxy()))
    with raw(station) as uow:
        uow.session.get_one(Member, 2).deceased = True
    assert isinstance(perform(station, teller, rent(2)), Refused)
    assert kinds(station) == []


def test_the_day_that_is_told_is_that_of_the_posting(station, teller) -> None:
    pending = perform(station, teller, signing(**by_new_proxy()))
    session = tomorrow(station)
    house.approve(station, session, pending)
    service, post = posted_by(station)
    service.deliver()
    assert "2020-02-28" in post.taken[-1].text


def test_each_is_delivered_once_and_in_order(station, teller) -> None:
    for member in range(1, 9):
        done(station, teller, rent(member))
    service, post = posted_by(station)
    seen: list[tuple[int, int]] = []
    assert service.waiting() == 8
    assert service.deliver(lambda *told: seen.append(told)) == 8
    assert [one.key for one in post.taken] == sorted(one.key for one in post.taken)
    assert seen == [(n, 8) for n in range(1, 9)]
    assert (service.waiting(), service.deliver()) == (0, 0)
    assert len(post.taken) == 8
    clean(station)


def test_after_a_break_only_the_rest_goes_out(station, teller) -> None:
    for member in (1, 2, 3):
        done(station, teller, rent(member))
    service, post = posted_by(station)
    post.breaks_after = 1
    with pytest.raises(Trouble):
        service.deliver()
    assert service.waiting() == 2
    post.breaks_after = None
    assert service.deliver() == 2
    assert len({one.key for one in post.taken}) == len(post.taken) == 3


def test_killed_between_delivery_and_mark_it_goes_again_under_its_number(
    station, teller, monkeypatch
) -> None:
    done(station, teller, rent())
    service, post = posted_by(station)

    class Killed(BaseException):
        pass

    def kill(notice: OutgoingNotice) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(service, "_mark", kill)
        with pytest.raises(Killed):
            service.deliver()
    assert service.waiting() == 1
    assert service.deliver() == 1
    first, second = post.taken
    assert first == second


def test_files_are_named_by_the_number_and_delivering_twice_changes_nothing(station, teller) -> None:
    done(station, teller, rent())
    assert station.notices.deliver() == 1
    (file,) = (station.settings.outbox / "notices").iterdir()
    assert file.name == "notice-00000001.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    to, words = file.read_text(encoding="utf-8").splitlines()
    assert to == "13800000001" and "7,800.00" in words
    before = file.read_bytes()
    with raw(station) as uow:
        notice = uow.session.exec(select(Notice)).one()
        notice.state, notice.delivered_at = NoticeState.QUEUED, None
    assert station.notices.deliver() == 1
    assert file.read_bytes() == before


def test_without_a_mobile_number_it_is_kept_for_the_counter(station, teller) -> None:
    with raw(station) as uow:
        uow.session.get_one(Member, 1).mobile = None
    done(station, teller, rent())
    station.notices.deliver()
    (file,) = (station.settings.outbox / "notices").iterdir()
    assert file.read_text(encoding="utf-8").startswith("-\n")


@pytest.mark.parametrize(
    "params", ["", "[]", "{}", '{"amount": 5}', '{"amount": ["money", "x", null]}', '{"amount": null}']
)
def test_one_that_can_not_be_read_keeps_nobody_waiting(station, teller, params) -> None:
    for member in (1, 2, 3):
        done(station, teller, rent(member))
    behind(station, f"UPDATE notice SET params_json = '{params}' WHERE id = 2")
    service, post = posted_by(station)
    with pytest.raises(Trouble) as trouble:
        service.deliver()
    assert (trouble.value.code, dict(trouble.value.params)) == ("notice_unreadable", {"number": 2})
    assert [one.key for one in post.taken] == ["notice-00000001", "notice-00000003"]
    assert service.waiting() == 1


def test_leaving_at_once_is_told_as_a_payout(station, teller) -> None:
    seal(station)
    done(station, teller, leave(status=InsuranceStatus.TRANSFERRED))
    assert kinds(station) == [K.PAYOUT_ORDERED]
