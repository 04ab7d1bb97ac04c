"""The channel matrix: which service a member reaches alone, where, from when, and after which signature."""

from datetime import date
from typing import Any

import pytest

from hfund_tui.domain.calendar import PolicyError
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.channels import read_channels
from hfund_tui.domain.operation import OperationCode as O
from hfund_tui.domain.vocabulary import AgreementKind, Channel
from hfund_tui.services.policies import load_policy_book

D = date
NEWS, DAY_BEFORE = D(2020, 2, 27), D(2020, 2, 26)
FIVE = ("mini_program", "website", "app", "alipay", "self_voice")
BY_PHONE = ("mini_program", "app")
WITHDRAWALS = (O.RENT_WITHDRAWAL, O.OTHER_HOUSING_WITHDRAWAL, O.LEAVING_CLOSURE, O.RETIREMENT_CLOSURE)
CHANGES = (
    O.EARLY_REPAYMENT,
    O.SHORTEN_TERM,
    O.CHANGE_REPAYMENT_ACCOUNT,
    O.CHANGE_REPAYMENT_METHOD,
    O.CHANGE_DUE_DAY,
)

AS_THE_NEWS_SAYS = [
    *((code, NEWS, FIVE, AgreementKind.SELF_SERVICE) for code in WITHDRAWALS),
    *((code, NEWS, BY_PHONE, AgreementKind.SELF_SERVICE) for code in CHANGES),
    (O.OFFSET_REPAYMENT, NEWS, ("mini_program",), AgreementKind.CO_REPAYER),
    (O.SIGN_AGREEMENT, NEWS, ("mini_program", "app", "alipay"), None),
    *((code, NEWS, ("website",), None) for code in (O.LINK_CARD, O.SET_PASSWORD, O.CONTRIBUTION_CERTIFICATE)),
    *((code, DAY_BEFORE, FIVE[1:], AgreementKind.SELF_SERVICE) for code in WITHDRAWALS),
    (O.RENT_WITHDRAWAL, D(2025, 1, 1), FIVE, AgreementKind.SELF_SERVICE),
]


@pytest.mark.parametrize(("code", "on", "channels", "agreement"), AS_THE_NEWS_SAYS)
def test_where_a_service_is_reached(
    code: O, on: date, channels: tuple[str, ...], agreement: AgreementKind | None
) -> None:
    reach = load_policy_book().channels.reach(code, on)
    assert reach is not None
    assert (tuple(one.value for one in reach.channels), reach.agreement) == (channels, agreement)


@pytest.mark.parametrize(
    ("code", "on"),
    [
        (O.SIGN_AGREEMENT, DAY_BEFORE),
        (O.OFFSET_REPAYMENT, DAY_BEFORE),
        (O.TERMINATE_AGREEMENT, NEWS),
        (O.SIGN_CO_REPAYMENT, NEWS),
        (O.RESET_PASSWORD, NEWS),
        (O.VERIFY_DOCUMENT, NEWS),
        (O.REVERSE_CASE, NEWS),
        (O.RENT_WITHDRAWAL, D(2014, 12, 31)),
    ],
)
def test_what_is_reached_nowhere(code: O, on: date) -> None:
    assert load_policy_book().channels.reach(code, on) is None


def test_what_a_channel_carries_its_declaration_allows() -> None:
    """Signing and linking are another program's on line; whatever this one posts, it declares for the channel."""
    elsewhere = {O.SIGN_AGREEMENT, O.LINK_CARD, O.SET_PASSWORD, O.CONTRIBUTION_CERTIFICATE}
    for opening in load_policy_book().channels.openings:
        for code in set(opening.operations) - elsewhere:
            assert set(opening.channels) <= OPERATIONS[code].channels


def opening(**changes: Any) -> dict[str, Any]:
    row = {
        "operations": ["rent_withdrawal"],
        "channels": ["app"],
        "from": NEWS,
        "agreement": "self_service",
        "citation": "agreement_news",
    }
    return {key: value for key, value in {**row, **changes}.items() if value is not None}


FAULTS = [
    ("no list", {"opening": {}}, "holds a list"),
    ("something else beside it", {"opening": [], "more": 1}, "holds a list"),
    ("an unknown service", opening(operations=["dance"]), "dance"),
    ("no service", opening(operations=[]), "needs 'operations'"),
    ("a service twice", opening(operations=["link_card", "link_card"]), "without repetitions"),
    ("an unknown channel", opening(channels=["fax"]), "fax"),
    ("a channel of staff", opening(channels=["counter"]), "acts alone"),
    ("no date", opening(**{"from": None}), "'from'"),
    ("a moment for a day", opening(**{"from": "2020-02-27"}), "'from'"),
    ("an end before the beginning", opening(until=DAY_BEFORE), "'until'"),
    ("no citation", opening(citation=" "), "citation"),
    ("an assumption without a word", opening(assumption=True), "note"),
    ("an unknown agreement", opening(agreement="handshake"), "'agreement'"),
    ("an unknown name", opening(agremeent="x"), "agremeent"),
    ("one service twice on one day", [opening(), opening(**{"from": D(2021, 1, 1)})], "overlaps"),
    ("two agreements for one service", [opening(), opening(channels=["alipay"], agreement=None)], "another"),
]


@pytest.mark.parametrize(("name", "rows", "words"), FAULTS, ids=[one[0] for one in FAULTS])
def test_a_fault_in_the_file_is_named(name: str, rows: Any, words: str) -> None:
    alone = isinstance(rows, dict) and "opening" not in rows
    parsed = {"opening": [rows]} if alone else {"opening": rows} if isinstance(rows, list) else rows
    with pytest.raises(PolicyError, match=words):
        read_channels(parsed, "channels.toml")


def test_one_service_in_two_channels_from_two_days() -> None:
    matrix = read_channels(
        {"opening": [opening(), opening(channels=["alipay"], **{"from": D(2021, 1, 1)})]}, "channels.toml"
    )
    assert matrix.reach(O.RENT_WITHDRAWAL, NEWS).channels == (Channel.APP,)
    assert matrix.reach(O.RENT_WITHDRAWAL, D(2021, 1, 1)).channels == (Channel.APP, Channel.ALIPAY)
    assert matrix.carries(Channel.ALIPAY, O.RENT_WITHDRAWAL, D(2021, 1, 1))
    assert not matrix.carries(Channel.ALIPAY, O.RENT_WITHDRAWAL, D(2020, 12, 31))
