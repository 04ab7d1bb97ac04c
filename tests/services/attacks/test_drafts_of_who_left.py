"""Drafts hold what was typed in the clear: nobody reads them who may not do the operation any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfund_tui.db.tables import Staff
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import Role
from hfund_tui.services.drafts import Draft
from hfund_tui.services.errors import Refusal
from tests.support.branch import PROXY_ID, TELLER, TELLER_2, raw, sign_in

KEY = "a-key-that-was-made-before"
RENT = OperationCode.RENT_WITHDRAWAL


@pytest.fixture
def draft(station, teller) -> Draft:
    draft = Draft(KEY, RENT, 1, {"proxy.id_no": PROXY_ID}, "form")
    station.drafts.save(teller, draft)
    assert station.drafts.load(teller, KEY) == station.drafts.find(teller, RENT, 1) == draft
    return draft


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.AUDITOR}, {"must_change": True}])
def test_after_leaving(station, teller, draft, change):
    with raw(station) as uow:
        for name, value in change.items():
            setattr(uow.session.get_one(Staff, TELLER), name, value)
    for read in (lambda: station.drafts.load(teller, KEY), lambda: station.drafts.find(teller, RENT, 1)):
        with pytest.raises(Refusal):
            read()


def test_a_colleague_reads_none(station, draft):
    other = sign_in(station, TELLER_2)
    assert station.drafts.load(other, KEY) is None
    assert station.drafts.find(other, RENT, 1) is None
    with pytest.raises(Refusal):
        station.drafts.load(replace(other, staff_code=TELLER, role=Role.SUPERVISOR), KEY)
