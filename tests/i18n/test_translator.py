from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hfund_tui.domain import decision
from hfund_tui.domain.decision import Shown
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import AccountState, Freeze
from hfund_tui.i18n import Language, M, Translator
from hfund_tui.services.errors import Refusal

ZH, EN = Translator(Language.ZH), Translator(Language.EN)


@pytest.mark.parametrize(
    ("shown", "zh", "en"),
    [
        (decision.money(780000), "7,800.00", "7,800.00"),
        (decision.money(0), "0.00", "0.00"),
        (decision.count(1234), "1,234", "1,234"),
        (decision.count(6, "unit.months"), "6 个月", "6 months"),
        (decision.count(1, "unit.months"), "1 个月", "1 month"),
        (decision.day(date(2020, 2, 27)), "2020-02-27", "2020-02-27"),
        (decision.day(None), "无", "none"),
        (decision.month(Month(2019, 8)), "2019-08", "2019-08"),
        (decision.month_span(Month(2019, 9), Month(2020, 2)), "2019-09 至 2020-02", "2019-09 to 2020-02"),
        (decision.month_span(Month(2020, 2), Month(2020, 2)), "2020-02", "2020-02"),
        (decision.ratio("0.65"), "65%", "65%"),
        (decision.ratio("0.0325"), "3.25%", "3.25%"),
        (decision.ratio("1"), "100%", "100%"),
        (decision.term(AccountState.SEALED), "封存", "sealed"),
        (decision.terms([Freeze.FULL, Freeze.PARTIAL]), "全额冻结、部分冻结", "fully frozen, partly frozen"),
        (decision.flag(True), "是", "yes"),
        (decision.text("{x} [/] 张三"), "{x} [/] 张三", "{x} [/] 张三"),
        (Shown("none"), "无", "none"),
    ],
)
def test_values_read_as_they_ask_to(shown: Shown, zh: str, en: str) -> None:
    assert (ZH.shown(shown), EN.shown(shown)) == (zh, en)


def test_parameters_are_put_into_words() -> None:
    assert ZH("header.held", amount=decision.money(1)) == "占用 0.01"
    assert EN("header.day", day=date(2020, 2, 27)) == "day 2020-02-27"
    assert ZH("header.day", day=Month(2020, 2)) == "营业日 2020-02"
    assert EN("header.day", day=AccountState.SEALED) == "day sealed"
    assert EN("header.day", day=None) == "day none"
    assert EN("header.day", day="{0} {day.__class__} %s") == "day {0} {day.__class__} %s"


def test_instants_are_shown_in_the_fund_s_time() -> None:
    late = datetime(2020, 2, 26, 17, 41, tzinfo=UTC)
    assert ZH.instant(late) == "2020-02-27 01:41"
    assert EN.clock(late) == "01:41"
    with pytest.raises(ValueError, match="time zone"):
        ZH.instant(datetime(2020, 2, 27, 9, 41))


def test_a_machine_without_time_zones_gets_the_fixed_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from hfund_tui.i18n import translator

    def missing(_: str) -> ZoneInfo:
        raise ZoneInfoNotFoundError

    monkeypatch.setattr("zoneinfo.ZoneInfo", missing)
    translator._fund_zone.cache_clear()
    try:
        assert ZH.instant(datetime(2020, 2, 26, 17, 41, tzinfo=UTC)) == "2020-02-27 01:41"
    finally:
        translator._fund_zone.cache_clear()


def test_an_error_says_what_and_what_to_do() -> None:
    what, do = EN.error(Refusal("sign_in_failed_left", n=1))
    assert (what, do) == ("Staff code or password is wrong", "1 try left")


@pytest.mark.parametrize("language", list(Language))
def test_an_unknown_key_is_an_error(language: Language) -> None:
    with pytest.raises(KeyError):
        Translator(language)("no.such.key")


def test_the_english_form_for_one() -> None:
    message = M("{n} 人", "{n} people", one="one person")
    assert message.template(Language.EN, 1) == "one person"
    assert message.template(Language.EN, 2) == "{n} people"
    assert message.template(Language.ZH, 1) == "{n} 人"
