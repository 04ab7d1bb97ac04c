"""Texts and numbers no screen would send, and what may be learnt from an answer."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from sqlmodel import func, select

from hfund_tui.db.tables import (
    Case,
    ProxyDocument,
)
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import (
    Role,
)
from hfund_tui.services.drafts import Draft
from hfund_tui.services.errors import BadInput
from hfund_tui.services.staff import NewStaff
from tests.support import branch
from tests.support.branch import PROXY_ID
from tests.support.case_work import approve, by_proxy, clean, failed, one, perform, refusal_of, signing

KEY = "a-key-that-was-made-before"


HALF = "\ud800"
"""Half of a character: Python holds it, no encoding does."""


class TestHostileTexts:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"name": "张" * 101}, "proxy_name"),
            ({"name": "\u0958" * 60}, "proxy_name"),
            ({"name": "x" * 1_000_000}, "proxy_name"),
            ({"notary": "公" * 201}, "notary"),
            ({"certificate_no": "1" * 101}, "certificate_no"),
        ],
    )
    def test_too_long_is_told_before_anybody_is_called(self, station, teller, change, field):
        with pytest.raises(BadInput) as caught:
            perform(station, teller, signing(**by_proxy(**change)))
        assert (caught.value.field, caught.value.code) == (field, "text_too_long")
        assert one(station, select(func.count()).select_from(Case)) == 0

    @pytest.mark.parametrize("field", ["name", "notary", "certificate_no", "id_no"])
    def test_half_of_a_character(self, station, teller, field):
        request = signing(**by_proxy(**{field: PROXY_ID + HALF}))
        assert refusal_of(lambda: perform(station, teller, request)) == "unstorable"
        assert one(station, select(func.count()).select_from(Case)) == 0

    @pytest.mark.parametrize("version", [HALF, "\x00", "x" * 1_000_001, ""])
    def test_version_of_a_text(self, station, teller, version):
        try:
            outcome = perform(station, teller, signing(version=version))
        except BadInput as refused:
            assert refused.code in {"unstorable", "text_too_long"}
        else:
            assert "current_version" in failed(outcome)
        clean(station)

    def test_control_characters_do_not_reach_the_file(self, station, teller):
        change = by_proxy(name="李\x1b[31m\x00四\u202e", certificate_no="2020\t-\r\n1", notary="公\u200b证处")
        approve(station, teller, perform(station, teller, signing(**change)))
        document = one(station, select(ProxyDocument))
        assert (document.proxy_name, document.certificate_no, document.notary) == (
            "李[31m四",
            "2020 - 1",
            "公证处",
        )

    @pytest.mark.parametrize("text", [HALF, "\x00", "x" * 100_000])
    def test_as_a_number_that_is_looked_for(self, station, teller, text):
        calls = (
            lambda: station.cases.pending(teller, text),
            lambda: station.cases.cancel(teller, text),
            lambda: station.receipts.get(teller, text),
            lambda: station.receipts.reprint(teller, text),
        )
        for call in calls:
            assert refusal_of(call) in {"unstorable", "case_unknown", "receipt_unknown"}
        clean(station)

    def test_in_a_draft(self, station, teller):
        draft = Draft(KEY, OperationCode.RENT_WITHDRAWAL, 1, {"amount": HALF}, "form")
        station.drafts.save(teller, draft)
        assert station.drafts.load(teller, draft.key) == draft  # as it was typed: nothing is lost
        clean(station)

    def test_as_a_password(self, station, teller):
        assert refusal_of(lambda: station.staff.sign_in("1001", HALF)) == "sign_in_failed_left"
        assert refusal_of(lambda: station.staff.sign_in("nobody", HALF)) == "sign_in_failed"
        with pytest.raises(BadInput) as caught:
            station.staff.change_password(teller, branch.PASSWORD, HALF * 12)
        assert (caught.value.field, caught.value.code) == ("new_password", "unstorable")

    @pytest.mark.parametrize("cursor", ["x", "é", b"5", b"[]", b'[0,"a",null]', b'{"a":1}'])
    def test_as_a_cursor(self, station, teller, cursor):
        if isinstance(cursor, bytes):
            cursor = base64.urlsafe_b64encode(cursor).decode()
        assert station.lookup.search(teller, "张", cursor=cursor).rows


class TestWhatShows:
    def test_a_password_is_in_no_repr(self):
        new = NewStaff("5001", "新人", "", Role.TELLER, "0003", PROXY_ID, "a-long-password")
        assert not any(secret in repr(new) for secret in (PROXY_ID, "a-long-password"))

    def test_an_error_carries_no_value(self, station, teller):
        with pytest.raises(BadInput) as caught:
            perform(station, teller, signing(**by_proxy(name="王二" + HALF)))
        chain, error = [], caught.value
        while error is not None:
            chain.append(repr(error))
            error = error.__cause__
        assert PROXY_ID not in chain[0] and "王二" not in chain[0]

    def test_staff_is_not_named_too_long(self, station):
        new = NewStaff("5001", "长" * 101, "", Role.TELLER, "0003", PROXY_ID, "a-long-password")
        assert refusal_of(lambda: station.staff.add(new)) == "name_too_long"
        assert refusal_of(lambda: station.staff.add(replace(new, name="短", name_en="x" * 101))) == (
            "name_too_long"
        )
