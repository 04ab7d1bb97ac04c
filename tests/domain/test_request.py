"""Requests are stored as plain JSON and come back the same, or not at all."""

import json
from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.domain.catalogue import of_nature
from hfund_tui.domain.operation import Matter, OperationCode, OperationNature, Presence
from hfund_tui.domain.plain import to_plain
from hfund_tui.domain.request import HomeDeclaration, ProxyOnFile, Request, Withdraw, certificate_sha256
from hfund_tui.domain.request_types import REQUEST_TYPES, request_from_plain
from hfund_tui.domain.vocabulary import ProxyDocumentKind
from tests.support import family
from tests.support.builders import (
    by_proxy,
    leave,
    link,
    new_proxy,
    other,
    record_insurance,
    redirect,
    rent,
    reset_password,
    retire,
    reverse,
    revoke,
    set_password,
    settle,
    sign,
    take_back,
    terminate,
)
from tests.support.loans import LOAN_CHANGES, loan_request
from tests.support.strategies import requests


def stored(request: Request) -> Any:
    """Through JSON text and back, as the database keeps it."""
    return json.loads(json.dumps(to_plain(request), ensure_ascii=False))


@given(requests())
def test_what_is_stored_comes_back(request_: Request) -> None:
    back = request_from_plain(request_.operation, stored(request_))
    assert back == request_
    assert type(back) is type(request_)
    assert to_plain(back) == to_plain(request_)


def test_the_stored_form_of_a_withdrawal() -> None:
    assert to_plain(rent(amount_fen=7_800_00)) == {
        "member_id": 1,
        "presence": "in_person",
        "verification": "id_original",
        "proxy": None,
        "ticked": ["application_form", "id_original"],
        "kind": "rent_withdrawal",
        "amount_fen": 780000,
        "home": {"owns_home": False},
        "ground": None,
    }


def test_the_stored_form_of_a_new_proxy() -> None:
    matters = frozenset({Matter.RENT_WITHDRAWAL, Matter.LEAVING_CLOSURE})
    plain = to_plain(by_proxy(sign(), new_proxy(matters=matters, valid_to=None)))["proxy"]
    assert plain["matters"] == ["leaving_closure", "rent_withdrawal"]
    assert (plain["issued_on"], plain["valid_to"]) == ("2020-01-06", None)


def test_each_transaction_has_a_request() -> None:
    built = [
        *(sign(), terminate(), revoke(), rent(), other()),
        *(retire(), leave(), settle(), take_back(), record_insurance()),
        *(link(), redirect(), reverse(), set_password(), reset_password()),
        *map(loan_request, LOAN_CHANGES),
        *(family.join(2), family.leave(2), family.offset(None)),
    ]
    assert {one.operation for one in built} == REQUEST_TYPES.keys()
    about = {one.operation: one.about for one in built if one.about is not None}
    assert about.keys() == {
        OperationCode.SETTLE_CLOSURE,
        OperationCode.CANCEL_CLOSURE,
        OperationCode.REDIRECT_PAYOUT,
        OperationCode.REVERSE_CASE,
    }
    assert all(one.case_no == about[one.operation] for one in built if one.operation in about)
    with pytest.raises(KeyError):
        request_from_plain(OperationCode.LOOKUP, {})


def test_requests_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        rent().amount_fen = 1


def without(plain: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if name != key}


RENT = to_plain(rent(amount_fen=100_00))
SIGN = to_plain(by_proxy(sign(), new_proxy()))
CODE = OperationCode.RENT_WITHDRAWAL


@pytest.mark.parametrize(
    ("name", "operation", "plain"),
    [
        ("nothing", CODE, {}),
        ("no object", CODE, []),
        ("no object but its names", CODE, list(RENT)),
        ("a text", CODE, "rent"),
        ("a number", CODE, 1),
        ("null", CODE, None),
        *((f"without {key}", CODE, without(RENT, key)) for key in RENT),
        ("something more", CODE, {**RENT, "version": "2020-02"}),
        ("of another operation", OperationCode.OTHER_HOUSING_WITHDRAWAL, RENT),
        ("of another type", OperationCode.SIGN_AGREEMENT, RENT),
        ("a kind that is no withdrawal", CODE, {**RENT, "kind": "sign_agreement"}),
        ("an unknown kind", CODE, {**RENT, "kind": "gift"}),
        ("an amount as text", CODE, {**RENT, "amount_fen": "10000"}),
        ("an amount with a fraction", CODE, {**RENT, "amount_fen": 10000.0}),
        ("an amount of true", CODE, {**RENT, "amount_fen": True}),
        ("a member of true", CODE, {**RENT, "member_id": True}),
        ("no member", CODE, {**RENT, "member_id": None}),
        ("an unknown presence", CODE, {**RENT, "presence": "by_post"}),
        ("a presence of null", CODE, {**RENT, "presence": None}),
        ("a home of yes", CODE, {**RENT, "home": True}),
        ("a home of one", CODE, {**RENT, "home": {"owns_home": 1}}),
        ("an empty home", CODE, {**RENT, "home": {}}),
        ("ticks as text", CODE, {**RENT, "ticked": "id_original"}),
        ("ticks as empty text", CODE, {**RENT, "ticked": ""}),
        ("ticks as an object", CODE, {**RENT, "ticked": {}}),
        ("ticks of null", CODE, {**RENT, "ticked": None}),
        ("unknown ticks", CODE, {**RENT, "ticked": ["everything"]}),
        ("ticks of lists", CODE, {**RENT, "ticked": [["id_original"]]}),
        ("a proxy by name", CODE, {**RENT, "proxy": "李代办"}),
        ("a proxy by number", CODE, {**RENT, "proxy": 11}),
        ("a proxy that is neither form", CODE, {**RENT, "proxy": {"id": 11}}),
        ("a document number as text", CODE, {**RENT, "proxy": {"document_id": "11"}}),
        *(
            (
                f"a proxy with a bad {key}",
                OperationCode.SIGN_AGREEMENT,
                {**SIGN, "proxy": {**SIGN["proxy"], key: bad}},
            )
            for key, bad in [
                ("issued_on", "6 January 2020"),
                ("issued_on", 20200106),
                ("valid_from", "2020-02-30"),
                ("valid_to", ""),
                ("id_kind", "library_card"),
                ("relation", "agent"),
                ("matters", ["everything"]),
                ("name", None),
                ("certificate_no", 12),
            ]
        ),
    ],
)  # fmt: skip
def test_what_is_no_request(name: str, operation: OperationCode, plain: Any) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        request_from_plain(operation, plain)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*RENT, *SIGN["proxy"], "document_id"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(sorted(REQUEST_TYPES)), st.sampled_from([RENT, SIGN]), st.sampled_from(sorted(RENT)), JSON
)
def test_junk_in_a_field_is_refused_or_means_what_it_says(
    operation: OperationCode, base: dict[str, Any], key: str, junk: Any
) -> None:
    plain = {**base, key: junk}
    try:
        built = request_from_plain(operation, plain)
    except (KeyError, ValueError, TypeError):
        return
    again = to_plain(built)
    assert again == plain or {**again, "ticked": 0} == {**plain, "ticked": 0}, "only ticks may be reordered"


@given(JSON)
def test_junk_as_a_whole_is_refused(junk: Any) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        request_from_plain(CODE, junk)


def test_the_defaults_claim_nothing() -> None:
    """Whoever forgets to say what was seen has seen nothing."""
    bare = Withdraw(member_id=1, kind=CODE)
    assert (bare.presence, bare.proxy, bare.ticked) == (Presence.IN_PERSON, None, frozenset())
    assert bare.verification.value == "none"
    assert (bare.amount_fen, bare.home) == (None, None)


def test_parts_are_told_apart_by_their_fields() -> None:
    assert request_from_plain(CODE, {**RENT, "proxy": {"document_id": 11}}).proxy == ProxyOnFile(11)
    home = request_from_plain(CODE, {**RENT, "home": {"owns_home": True}})
    assert isinstance(home, Withdraw) and home.home == HomeDeclaration(owns_home=True)
    proxy = request_from_plain(OperationCode.SIGN_AGREEMENT, SIGN).proxy
    assert proxy == new_proxy()
    assert type(getattr(proxy, "issued_on", None)) is date


def test_every_request_type_is_a_transaction() -> None:
    assert {one.code for one in of_nature(OperationNature.TRANSACTION)} == REQUEST_TYPES.keys()


POA, MARRIAGE = ProxyDocumentKind.NOTARISED_POA, ProxyDocumentKind.MARRIAGE_CERTIFICATE


@pytest.mark.parametrize(
    ("name", "one", "another", "same"),
    [
        (
            "typed in another way",
            (POA, "深圳公证处", "(2020)深证字第1号"),
            (POA, "深圳 公证处", "〔２０２０〕深证字第 1 号"),
            True,
        ),
        ("small letters", (POA, "SZ Notary", "a-1"), (POA, "sz notary", "A1"), True),
        ("another number", (POA, "深圳公证处", "1"), (POA, "深圳公证处", "2"), False),
        ("another notary", (POA, "深圳公证处", "1"), (POA, "广州公证处", "1"), False),
        ("a number that runs on from the notary", (POA, "深圳1", "2"), (POA, "深圳", "12"), False),
        ("a marriage certificate, whoever issued it", (MARRIAGE, "福田", "J1"), (MARRIAGE, "", "J1"), True),
        ("another kind", (POA, "福田", "J1"), (MARRIAGE, "福田", "J1"), False),
    ],
)  # fmt: skip
def test_when_two_documents_are_one(
    name: str,
    one: tuple[ProxyDocumentKind, str, str],
    another: tuple[ProxyDocumentKind, str, str],
    same: bool,
) -> None:
    assert (certificate_sha256(*one) == certificate_sha256(*another)) is same


def test_a_document_knows_what_it_cannot_share() -> None:
    shown = new_proxy()
    assert shown.certificate_sha256 == certificate_sha256(
        shown.document_kind, shown.notary, shown.certificate_no
    )
