"""Statement and certificate on the screen: read, saved, of another loan."""

from __future__ import annotations

from datetime import date

import pytest

from hfund_tui.documents.loan_papers import render_text, statement_paper
from hfund_tui.domain.loans.papers import LoanStatement, SettlementCertificate
from hfund_tui.domain.operation import OperationCode
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.loan.paper import PAPER_WIDTH, LoanPaperScreen
from hfund_tui.screens.workbench.screen import WorkbenchScreen
from hfund_tui.services.workstation import Workstation
from hfund_tui.widgets.paper_view import PaperView
from tests.support import branch, house
from tests.support.closing import Counter, at_counter
from tests.support.family import BORROWER, FATHER, related
from tests.support.lending import CONTRACT, lend
from tests.support.loans import loan_request

SECOND = "D2019050002"
ODD = "../[/]D 3"


def settle(station: Workstation) -> None:
    request = loan_request(OperationCode.EARLY_REPAYMENT, amount_fen=None)
    house.done(station, branch.sign_in(station), request)
    supervisor = house.supervisor(station)
    station.debits.import_returns(supervisor, house.answer(station.debits.export(supervisor)))


def paper_of(at: Counter) -> LoanStatement | SettlementCertificate:
    made = at.on(LoanPaperScreen).made
    assert made is not None
    return made.paper


@pytest.mark.parametrize("code", ["3201", "dkdzd"])
async def test_a_statement_reads_as_it_is_printed_in_both_languages(station: Workstation, code: str) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    async with at_counter(station) as at:
        await at.run(code)
        await at.press(*(() if code.isdecimal() else ("enter",)))
        for language, keys in ((Language.ZH, ()), (Language.EN, ("ctrl+l",))):
            await at.press(*keys)
            statement = paper_of(at)
            assert isinstance(statement, LoanStatement)
            t = Translator(language)
            assert list(at.one(PaperView).lines) == render_text(
                statement_paper(statement, t), t, width=PAPER_WIDTH
            )
        await at.press("enter")
        at.on(WorkbenchScreen)


async def test_saving_says_where_and_only_the_owner_may_read_it(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    async with at_counter(station) as at:
        await at.run("3201")
        await at.press("p")
        path = station.settings.receipts / f"DZ20200227{CONTRACT}.pdf"
        assert path.read_bytes().startswith(b"%PDF")
        assert path.stat().st_mode & 0o077 == 0 and path.name in at.status.replace("\n", "")


async def test_a_contract_number_is_no_path(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow, contract_no=ODD)
    async with at_counter(station) as at:
        await at.run("3201")
        assert ODD in "".join(at.one(PaperView).lines)
        await at.press("p")
        assert [one.name for one in station.settings.receipts.iterdir()] == ["DZ20200227_D_3.pdf"]


async def test_a_certificate_of_the_loan_that_is_settled(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow)
    settle(station)
    with branch.raw(station) as uow:
        lend(uow, contract_no=SECOND, disbursed_on=date(2019, 5, 20))
    async with at_counter(station) as at:
        await at.run("3202")
        certificate = paper_of(at)
        assert isinstance(certificate, SettlementCertificate) and certificate.head.contract_no == CONTRACT
        await at.press("p")
        assert (station.settings.receipts / f"{certificate.number}.pdf").exists()
        await at.press("n")
        assert "没有另一笔" in at.status


async def test_another_loan_of_the_member(station: Workstation) -> None:
    with branch.raw(station) as uow:
        lend(uow)
        lend(uow, contract_no=SECOND, disbursed_on=date(2019, 5, 20))
    async with at_counter(station) as at:
        await at.run("3201")
        seen = []
        for _ in range(3):
            seen.append(paper_of(at).head.contract_no)
            await at.press("n")
        assert seen == [CONTRACT, SECOND, CONTRACT]


@pytest.mark.parametrize(
    ("code", "member", "said"),
    [("3202", BORROWER, "没有已结清"), ("3201", FATHER, "没有贷款"), ("3202", FATHER, "没有已结清")],
    ids=["running", "a co-repayer's statement", "a co-repayer's certificate"],
)
async def test_why_there_is_none_is_said_before_anything_opens(
    station: Workstation, code: str, member: int, said: str
) -> None:
    related(station, FATHER)
    async with at_counter(station, member=member) as at:
        await at.run(code)
        assert not isinstance(at.app.screen, LoanPaperScreen)
        assert said in at.screen_text
