"""Other documents, employers' credit codes, cards, accounts and mobiles."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hfund_tui.domain.identifiers import (
    IdKind,
    check_account_no,
    check_card,
    check_mobile,
    check_proxy_id,
    check_uscc,
)

TODAY = date(2020, 2, 27)
DIGITS = "0123456789"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    """GB 32100, with the weights as powers of three."""
    body = (
        draw(st.text(USCC_ALPHABET, min_size=2, max_size=2))
        + draw(st.text(DIGITS, min_size=6, max_size=6))
        + draw(st.text(USCC_ALPHABET, min_size=9, max_size=9))
    )
    total = sum(USCC_ALPHABET.index(c) * pow(3, k, 31) for k, c in enumerate(body))
    return body + USCC_ALPHABET[(31 - total % 31) % 31]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (IdKind.RESIDENT, "11010519491231002x", "11010519491231002X"),
        (IdKind.HMT_RESIDENCE, "810000199001010019", "810000199001010019"),
        (IdKind.HOME_RETURN_PERMIT, "h12345678", "H12345678"),
        (IdKind.HOME_RETURN_PERMIT, "M12345678 01", "M1234567801"),
        (IdKind.TAIWAN_PERMIT, "０１２３４５６７", "01234567"),
        (IdKind.FOREIGN_PR, "usa 440312345678", "USA440312345678"),
        (IdKind.FOREIGN_PR, "944840199001010016", "944840199001010016"),
        (IdKind.PASSPORT, "e12345678", "E12345678"),
        (IdKind.PASSPORT, "12345", "12345"),
    ],
)
def test_documents_a_proxy_may_show(kind: IdKind, text: str, value: str) -> None:
    check = check_proxy_id(kind, text, TODAY)
    assert (check.reason, check.value, check.kind) == (None, value, kind)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (IdKind.RESIDENT, "", "empty"),
        (IdKind.RESIDENT, "110105194912310021", "bad_checksum"),
        (IdKind.RESIDENT, "810000199001010019", "wrong_kind"),
        (IdKind.HMT_RESIDENCE, "11010519491231002X", "wrong_kind"),
        (IdKind.RESIDENT_15, "110105491231002", "lookup_only"),
        (IdKind.HOME_RETURN_PERMIT, "T12345678", "bad_format"),
        (IdKind.HOME_RETURN_PERMIT, "H1234567", "bad_format"),
        (IdKind.HOME_RETURN_PERMIT, "H123456789", "bad_format"),
        (IdKind.TAIWAN_PERMIT, "1234567", "bad_format"),
        (IdKind.TAIWAN_PERMIT, "1234567٨", "bad_character"),
        (IdKind.FOREIGN_PR, "US1440312345678", "bad_format"),
        (IdKind.FOREIGN_PR, "944840199001010018", "bad_checksum"),
        (IdKind.FOREIGN_PR, "11010519491231002X", "wrong_kind"),
        (IdKind.PASSPORT, "E123", "bad_format"),
        (IdKind.PASSPORT, "E123456789012345", "bad_format"),
        (IdKind.PASSPORT, "Ё12345678", "bad_character"),
        (IdKind.PASSPORT, "E1234/5678", "bad_character"),
    ],
)
def test_documents_refused(kind: IdKind, text: str, reason: str) -> None:
    check = check_proxy_id(kind, text, TODAY)
    assert (check.valid, check.reason) == (False, reason)


@given(st.sampled_from(IdKind), st.text(max_size=20))
def test_any_document_text_gets_an_answer(kind: IdKind, text: str) -> None:
    check = check_proxy_id(kind, text, TODAY)
    assert check.valid == (check.reason is None)
    assert check.kind == (kind if check.valid else None)


# --- credit codes, cards, accounts, mobiles ------------------------------------------------------------


@pytest.mark.parametrize("text", ["91350100M000100Y43", "11440300693981103B", "９１３５０１００m000100y43"])
def test_valid_credit_codes(text: str) -> None:
    assert check_uscc(text).valid


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        ("", "empty", {}),
        ("91350100M000100Y44", "bad_checksum", {"found": "4", "wanted": "3"}),
        ("91350100M000100Y4", "bad_length", {"found": "17", "wanted": "18"}),
        ("91350100I000100Y43", "bad_character", {"position": "9", "character": "I"}),
        ("913501O0M000100Y43", "bad_character", {"position": "7", "character": "O"}),
        ("9135A100M000100Y43", "bad_character", {"position": "5", "character": "A"}),
        ("9135010AM000100Y43", "bad_character", {"position": "8", "character": "A"}),
        ("91350100M000100Y4三", "bad_character", {"position": "18", "character": "三"}),
    ],
)
def test_credit_codes_refused(text: str, reason: str, detail: dict[str, str]) -> None:
    check = check_uscc(text)
    assert (check.valid, check.reason, check.detail) == (False, reason, detail)


@given(credit_codes())
def test_every_credit_code_built_by_the_standard_is_valid(code: str) -> None:
    assert check_uscc(code).valid


@given(credit_codes(), st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_one_wrong_character_of_a_credit_code_is_always_caught(code: str, at: int, character: str) -> None:
    assume(code[at] != character)
    assert not check_uscc(code[:at] + character + code[at + 1 :]).valid


@pytest.mark.parametrize(
    ("text", "valid", "reason", "warning"),
    [
        ("4111111111111111", True, None, None),
        ("4111 1111 1111 1111", True, None, None),
        ("4111111111111112", True, None, "luhn"),
        ("6225881234561111", True, None, "luhn"),
        ("4" * 15, False, "bad_length", None),
        ("4" * 20, False, "bad_length", None),
        ("411111111111111X", False, "bad_character", None),
        ("", False, "empty", None),
    ],
)
def test_cards(text: str, valid: bool, reason: str | None, warning: str | None) -> None:
    check = check_card(text)
    assert (check.valid, check.reason, check.warning) == (valid, reason, warning)


@given(st.text(DIGITS, min_size=15, max_size=18))
def test_exactly_one_last_digit_of_a_card_passes_without_a_warning(body: str) -> None:
    assert [check_card(body + digit).warning for digit in DIGITS].count(None) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("20012345789", None),
        ("２００ １２３４ ５７８９", None),
        ("2001234578", "bad_length"),
        ("200123457890", "bad_length"),
        ("2001234578O", "bad_character"),
        ("2001234578٩", "bad_character"),
        ("", "empty"),
    ],
)
def test_account_numbers(text: str, reason: str | None) -> None:
    check = check_account_no(text)
    assert (check.valid, check.reason) == (reason is None, reason)


def test_another_citys_account_numbers() -> None:
    assert check_account_no("200123457890", length=12).valid
    assert check_account_no("20012345789", length=12).detail == {"found": "11", "wanted": "12"}


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("13812345678", "13812345678", "mainland"),
        ("138 1234-5678", "13812345678", "mainland"),
        ("１９９１２３４５６７８", "19912345678", "mainland"),
        ("+852 9123 4567", "+85291234567", "hong_kong"),
        ("＋８５３-6612-3456", "+85366123456", "macau"),
    ],
)
def test_mobiles(text: str, value: str, kind: str) -> None:
    check = check_mobile(text)
    assert (check.valid, check.value, check.detail) == (True, value, {"kind": kind})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("1381234567", "bad_length"),
        ("138123456789", "bad_length"),
        ("12812345678", "bad_prefix"),
        ("23812345678", "bad_prefix"),
        ("+13812345678", "bad_prefix"),
        ("+8529123456", "bad_length"),
        ("+852912345678", "bad_length"),
        ("1381234567+", "bad_character"),
        ("1381234567a", "bad_character"),
        ("1381234567٨", "bad_character"),
    ],
)
def test_mobiles_refused(text: str, reason: str) -> None:
    check = check_mobile(text)
    assert (check.valid, check.reason) == (False, reason)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_mainland_mobile_is_accepted(number: str) -> None:
    assert check_mobile(number).value == number
    assert check_mobile(number).valid
