"""What tellers do."""

from __future__ import annotations

from dataclasses import replace

from hfund_tui.domain.certificate import CertificateRequest
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import ResetPassword, SetPassword
from hfund_tui.services.drafts import Draft
from hfund_tui.services.outcomes import Pending
from hfund_tui.services.revealing import RevealField
from tests.simulation import forms, town
from tests.simulation.world import World
from tests.support import branch, house

_OFTEN = (
    OperationCode.RENT_WITHDRAWAL,
    OperationCode.OTHER_HOUSING_WITHDRAWAL,
    OperationCode.SIGN_AGREEMENT,
    OperationCode.LINK_CARD,
    OperationCode.EARLY_REPAYMENT,
    OperationCode.REVERSE_CASE,
)


def serve(world: World, code: str) -> None:
    """A member comes with any matter; now and then a supervisor steps to the counter at once."""
    operation = world.random.choice(_OFTEN) if world.random.random() < 0.3 else next_matter(world)
    if operation is OperationCode.SET_PASSWORD:
        keypad(world, code)
    elif (request := forms.request_for(world, operation)) is not None:
        outcome = world.submit(code, request)
        if isinstance(outcome, Pending) and world.random.random() < 0.4:
            on_the_spot(world, code, outcome)


def next_matter(world: World) -> OperationCode:
    """Every matter has its turn, from seed to seed."""
    world.served += 1
    matters = list(forms.MAKERS)
    return matters[(3 * world.seed + world.served) % len(matters)]


def on_the_spot(world: World, code: str, pending: Pending) -> None:
    inside = world.enter(code)
    checker = world.random.choice(town.SUPERVISORS)
    if inside is not None:
        station, session = inside
        world.attempt(
            OperationCode.APPROVE_CASE,
            lambda: house.approve(station, session, pending, checker=checker),
        )


def keypad(world: World, code: str) -> None:
    """A member types another password; mostly after a reset, with the code that has just come."""
    member = forms.anybody(world)
    if world.random.random() < 0.7:
        world.submit(code, house.complete(ResetPassword(member_id=member)))
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    new, proof = forms.password_typed(world, member)
    seal = world.attempt(
        OperationCode.SET_PASSWORD, lambda: station.passwords.hand_over(session, member, new, new, proof)
    )
    if seal is not None:
        world.submit(code, house.complete(SetPassword(member_id=member, seal=seal)))


def is_killed(world: World, code: str) -> None:
    """The power goes at this terminal on the way, and the same form is sent again when it is back."""
    operation = world.random.choice([*forms.MAKERS, *_OFTEN, *_OFTEN])
    if (request := forms.request_for(world, operation)) is None:
        return
    before = len(world.sent)
    world.submit(code, request, kill_at=world.random.randint(1, 60))
    if len(world.sent) > before and world.random.random() < 0.7:
        world.again(world.sent[-1])


def sends_again(world: World, code: str) -> None:
    """Enter twice, or the form of yesterday that stood open over night: one of the last, or any."""
    if world.sent:
        world.again(world.random.choice(world.random.choice([world.sent[-3:], world.sent])))


def looks_up(world: World, code: str) -> None:
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    member = forms.anybody(world)
    text = world.random.choice(
        [town.id_of(member), branch.account_no(member), "zhang", f"138000000{member:02d}"]
    )
    world.attempt(OperationCode.LOOKUP, lambda: station.lookup.search(session, text))
    world.attempt(OperationCode.VIEW_MEMBER, lambda: station.members.overview(session, member))
    world.attempt(OperationCode.VIEW_QUEUE, lambda: station.queue.queue(session))
    world.attempt("history", lambda: station.history.of(session, member))


def uncovers(world: World, code: str) -> None:
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    member, field = forms.anybody(world), world.random.choice(list(RevealField))
    second = world.random.choice([None, None, (town.SUPERVISORS[0], branch.PASSWORD)])
    world.attempt(
        OperationCode.REVEAL_FIELD,
        lambda: station.members.reveal(session, member, field, "call_member", second),
    )


def parks(world: World, code: str) -> None:
    """A form is kept for later; another one is taken up again and handed in, or thrown away."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    drafts, operation = station.drafts, world.random.choice(_OFTEN)
    key, member = station.cases.new_key(), forms.anybody(world)
    kept = Draft(key, operation, member, {"amount": "500"}, "2", "等材料", parked=True)
    world.attempt("draft", lambda: drafts.save(session, kept))
    opened = world.attempt("drafts", lambda: drafts.open(session))
    if opened:
        resumes(world, code, opened[-1].key)


def resumes(world: World, code: str, key: str) -> None:
    """A form that was kept is handed in under its own key, or thrown away."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    found = world.attempt("draft", lambda: station.drafts.load(session, key))
    if found is None or found.corrects is not None:
        return
    if world.random.random() < 0.4:
        world.attempt("draft", lambda: station.drafts.discard(session, key))
    elif (request := forms.request_for(world, found.operation)) is not None:
        world.submit(code, replace(request, member_id=found.member_id), key=key)


def corrects(world: World, code: str) -> None:
    """A case that was sent back is opened again and sent with another amount."""
    found = world.pick(
        """SELECT case_no, maker, operation, member_id FROM "case" WHERE status = 'returned' ORDER BY case_no"""
    )
    if found is None:
        return
    case_no, maker, operation, member = found
    who = world.random.choice([maker, maker, code])
    if who not in world.terminals or (inside := world.enter(who)) is None:
        return
    station, session = inside
    world.attempt("reopen", lambda: station.approvals.reopen(session, case_no))
    if (request := forms.request_for(world, OperationCode(operation))) is not None:
        world.submit(who, replace(request, member_id=member), corrects=case_no)


def gives_up(world: World, code: str) -> None:
    found = world.pick(
        """SELECT case_no, maker FROM "case" WHERE status IN ('pending', 'returned', 'completed')
           ORDER BY case_no DESC LIMIT 6"""
    )
    if found is None:
        return
    who = found[1] if world.random.random() < 0.5 and found[1] in world.terminals else code
    if (inside := world.enter(who)) is not None:
        station, session = inside
        world.attempt(OperationCode.CANCEL_CASE, lambda: station.cases.cancel(session, found[0]))


def prints(world: World, code: str) -> None:
    """Papers: a receipt once more, a certificate, a loan's statement and certificate, and the check of a code."""
    if (inside := world.enter(code)) is None:
        return
    station, session = inside
    receipt = world.pick("SELECT receipt_no FROM receipt ORDER BY receipt_no")
    if receipt is not None:
        world.attempt(OperationCode.REPRINT_RECEIPT, lambda: station.receipts.reprint(session, receipt[0]))
    member = forms.anybody(world)
    asked = CertificateRequest(
        member, Month(2019, 12), Month(2020, 1), world.random.random() < 0.5, "other", "留存"
    )
    world.attempt(OperationCode.CONTRIBUTION_CERTIFICATE, lambda: station.certificates.issue(session, asked))
    borrower = world.random.choice(town.BORROWERS)
    contract = town.contract_of(borrower)
    world.attempt(
        OperationCode.LOAN_STATEMENT, lambda: station.loan_papers.statement(session, borrower, contract)
    )
    world.attempt(
        OperationCode.SETTLEMENT_CERTIFICATE,
        lambda: station.loan_papers.certificate(session, borrower, contract),
    )
    paper = world.pick("SELECT code FROM issued_document ORDER BY number")
    if paper is not None:
        world.attempt(OperationCode.VERIFY_DOCUMENT, lambda: station.documents.verify(session, paper[0]))
