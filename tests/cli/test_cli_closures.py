"""`hfund closures settle`: the batch from the command line, by a supervisor who proves who he or she is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hfund_tui.domain.months import Month
from hfund_tui.domain.request import InsuranceProof
from hfund_tui.domain.vocabulary import InsuranceStatus
from tests.cli.conftest import Caller, Outcome
from tests.services.test_closures import accept, insurance
from tests.support import branch
from tests.support.house import done

PAYING = InsuranceProof(InsuranceStatus.PAYING, Month(2020, 2))
TRANSFERRED = InsuranceProof(InsuranceStatus.TRANSFERRED, settled_on=branch.TODAY)

Settle = Callable[..., Outcome]


@pytest.fixture
def waiting(branch_settings) -> dict[str, str]:
    """A branch with a closure that is due, one without a card, and one that waits."""
    station = branch.open_branch(branch_settings)
    numbers = {name: accept(station, member, PAYING) for member, name in enumerate(("due", "no card"), 1)}
    numbers["waiting"] = accept(station, 3, InsuranceProof(InsuranceStatus.NEVER))
    for member in (1, 2):
        done(station, branch.sign_in(station), insurance(TRANSFERRED, member))
    with branch.raw(station) as uow:
        uow.session.delete(uow.session.get_one(branch.Card, 2))
    station.close()
    return numbers


@pytest.fixture
def settle(hfund: Caller, branch_settings, waiting) -> Settle:
    def call(*more: str, by: str = branch.SUPERVISOR, at: str = "0003", password: str = branch.PASSWORD):
        return hfund(
            "closures", "settle", "--branch", at, "--by", by, *more,
            stdin=f"{password}\n",
            environment={
                "HFUND_HOME": str(branch_settings.home),
                "HFUND_KEY_FILE": str(branch_settings.home / "hfund.key"),
            },
        )  # fmt: skip

    return call


def test_a_run_tells_what_came_of_each(settle: Settle, waiting: dict[str, str]) -> None:
    said = settle("--json")
    assert (said.code, said.err) == (1, "")
    assert said.json == {
        "business_date": "2020-02-27",
        "total": 3,
        "amount": "50000.00",
        "settled": [
            {
                "case_no": waiting["due"],
                "receipt_no": said.json["settled"][0]["receipt_no"],
                "amount": "50000.00",
            }
        ],
        "cancelled": [],
        "pending": [],
        "waiting": [waiting["waiting"]],
        "unknown": [],
        "refused": [{"case_no": waiting["no card"], "codes": ["card_linked"]}],
    }
    again = settle("--json")
    assert (again.json["settled"], again.json["total"]) == ([], 2)


def test_as_a_table(settle: Settle, waiting: dict[str, str]) -> None:
    said = settle("--lang", "zh")
    assert said.code == 1
    for word in ("已结算", "50,000.00", waiting["due"], waiting["no card"], "联名卡"):
        assert word in said.out


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"by": branch.TELLER}, 1, "9303"),
        ({"by": branch.SUPERVISOR, "password": "wrong"}, 1, "wrong"),
        ({"by": "nobody"}, 1, "wrong"),
        ({"at": "0002"}, 1, "0002"),
        ({"password": ""}, 2, "password"),
    ],
)
def test_not_everybody(settle: Settle, changes: dict[str, str], code: int, says: str) -> None:
    said = settle(**changes)
    assert said.code == code
    assert says in said.err
    assert settle("--json").json["total"] == 3, "nothing was settled"
