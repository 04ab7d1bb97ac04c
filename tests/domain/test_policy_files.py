"""The shipped policy: every file loads, says where its numbers come from, and holds what the sources say."""

import ast
import shutil
import tomllib
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest

import hfund_tui.domain
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import Matter
from hfund_tui.domain.policy import DatedValue, PolicyError, read_parameters
from hfund_tui.domain.vocabulary import AgreementKind, Channel
from hfund_tui.resources import data_path
from hfund_tui.services.policies import load_policy_book
from tests.support.policies import policy, policy_book

D = date
FOLDER = data_path("policies")
PARSED = {path.name: tomllib.loads(path.read_text()) for path in sorted(FOLDER.glob("*.toml"))}
SOURCES = PARSED["sources.toml"]
PARAMETER_FILES = sorted(PARSED.keys() - {"sources.toml", "holidays.toml"})
GRADES = {"A", "B", "C", "D", "P"}

# What sources leave open or contradict, and what this project decided itself.
ASSUMED_TODAY = {
    "hotline.questions",
    "hotline.questions_asked",
    "hotline.digits_asked",
    "hotline.wrong_answers",
    "hotline.counted_hours",
    "hotline.lock_hours",
    "hotline.numbers_tried",
    "hotline.unchanged_days",
    "hotline.order_days",
    "hotline.urgent_order_days",
    "hotline.call_backs",
    "one_time_code.minutes",
    "one_time_code.tries",
    "one_time_code.per_hour",
    "agreement.paying_within_months",
    "approval.others_money",
    "approval.members_export_above",
    "approval.members_import",
    "contribution.in_order",
    "contribution.months_ahead",
    "contribution.rounding",
    "contribution.without_bad_lines",
    "loan.co_repayer.both_agreements",
    "loan.co_repayer.version",
    "loan.offset.approval_above",
    "loan.offset.kept",
    "loan.offset.minimum",
    "loan.offset.times_a_year",
    "loan.rate.first.to_5_years",
    "loan.rate.first.over_5_years",
    "loan.rate.second.to_5_years",
    "loan.rate.second.over_5_years",
    "loan.days_in_year",
    "loan.penalty_percent",
    "loan.change.not_on_due_day",
    "loan.change.borrowers",
    "loan.change.excluded_in_cycle",
    "loan.change.months_left",
    "loan.shorten.months_left",
    "loan.due_day.last",
    "loan.account.banks",
    "house.day_ahead",
    "house.sign_in_failures",
    "house.sign_in_lock_minutes",
    "house.staff_password_length",
    "house.reveal_seconds",
    "proxy.minimum_age",
    "proxy.default_validity_days",
    "proxy.principals_per_day",
    "proxy.cooling_off_days",
    "proxy.spouse_certificate_for_agreement",
    "proxy.second_person",
    "withdrawal.max_withdrawable_months",
    "withdrawal.partial_claim_consumes_all_months",
    "withdrawal.min_balance_left",
    "withdrawal.counter_agreement",
    "withdrawal.approval_above",
    "approval.closure",
    "approval.export_above",
    "approval.high_risk_above",
    "approval.high_risk_reasons",
    "approval.new_card_days",
    "approval.rejection_reasons",
    "approval.reveals_per_day",
    "approval.reversal",
    "card.banks",
    "certificate.months",
    "password.hand_over_minutes",
    "password.listed",
    "password.mobile_days",
    "password.refused",
    "password.wrong_per_day",
    "certificate.purposes",
    "card.cooling_off_days",
    "closure.approval_above",
    "closure.leaving.insurance_free_months",
    "closure.leaving.never_insured_months",
    "closure.retirement.age_women",
    "closure.sealed_first",
    "closure.settlement_second_person",
    "exception.reasons",
    "interest.days_in_year",
    "interest.runs_to",
    "mobile.cooling_off_days",
    "proxy.principals_per_year",
    "reversal.reasons",
    "velocity.refusals_per_day",
}


def all_values() -> list[tuple[str, DatedValue]]:
    return [(key, value) for key, one in policy_book().parameters.items() for value in one.values]


# Files about more than their name says.
SUBJECTS = {"card": {"card", "mobile", "velocity"}, "exception": {"exception", "reversal"}}


@pytest.mark.parametrize("name", PARAMETER_FILES)
def test_each_file_loads_by_itself(name: str) -> None:
    parameters = read_parameters(PARSED[name], name)
    assert parameters
    subject = name.removesuffix(".toml")
    assert {one.key.partition(".")[0] for one in parameters} == SUBJECTS.get(subject, {subject})


@pytest.mark.parametrize("key", sorted(policy_book().parameters))
def test_each_parameter_covers_every_day_from_its_first(key: str) -> None:
    values = policy_book().parameters[key].values
    assert values[-1].until is None
    for before, after in pairwise(values):
        assert before.until == after.since - timedelta(days=1)


def test_every_parameter_holds_on_the_days_the_program_is_about() -> None:
    for day in (D(2018, 7, 1), D(2020, 2, 27), D(2026, 9, 20), D(2040, 2, 29)):
        for key in policy_book().parameters:
            policy(day).entry(key)


@pytest.mark.parametrize(("key", "value"), all_values())
def test_each_value_cites_a_source(key: str, value: DatedValue) -> None:
    assert value.citation.partition(":")[0] in SOURCES


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_each_source_can_be_named_in_both_languages(source: str) -> None:
    entry = SOURCES[source]
    assert entry.keys() == {"title", "title_en", "grade"}
    assert entry["title"].strip() and entry["title_en"].isascii()
    assert entry["grade"] in GRADES


def test_no_source_is_left_over() -> None:
    cited = {value.citation.partition(":")[0] for _, value in all_values()}
    cited |= {table["citation"] for table in PARSED["holidays.toml"].values()}
    assert SOURCES.keys() - cited - cited_in_rules() - {"card_guide"} == set()


def cited_in_rules() -> set[str]:
    """Sources named in the domain's code, where a rule rests on a text without a number in it."""
    files = Path(hfund_tui.domain.__path__[0]).rglob("*.py")
    strings = {
        node.value.partition(":")[0]
        for file in files
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return strings & SOURCES.keys()


@pytest.mark.parametrize(("key", "value"), all_values())
def test_what_this_project_decided_itself_is_marked_as_assumption(key: str, value: DatedValue) -> None:
    own_decision = SOURCES[value.citation.partition(":")[0]]["grade"] == "P"
    assert value.assumption or not own_decision
    assert not value.assumption or value.note


def test_today_exactly_these_values_are_assumed() -> None:
    today = policy()
    assert {key for key in policy_book().parameters if today.is_assumption(key)} == ASSUMED_TODAY


RENT, OTHER = "withdrawal.rent.ratio", "withdrawal.other.ratio"


@pytest.mark.parametrize(
    ("key", "on", "bands"),
    [
        (RENT, D(2015, 1, 1), [(None, "0.50")]),
        (RENT, D(2017, 11, 13), [(None, "0.50")]),
        (RENT, D(2017, 11, 14), [(None, "0.65")]),
        (RENT, D(2020, 2, 27), [(None, "0.65")]),
        (RENT, D(2023, 10, 31), [(None, "0.65")]),
        (RENT, D(2023, 11, 1), [(None, "1.00")]),
        (RENT, D(2025, 10, 31), [(None, "1.00")]),
        (RENT, D(2025, 11, 1), [("2025-10", "0.65"), (None, "0.80")]),
        (RENT, D(2027, 10, 31), [("2025-10", "0.65"), (None, "0.80")]),
        (RENT, D(2027, 11, 1), [(None, "0.65")]),
        (OTHER, D(2015, 1, 1), [(None, "0.30")]),
        (OTHER, D(2017, 11, 13), [(None, "0.30")]),
        (OTHER, D(2017, 11, 14), [(None, "0.40")]),
        (OTHER, D(2020, 2, 27), [(None, "0.40")]),
        (OTHER, D(2025, 12, 15), [(None, "0.40")]),
    ],
)
def test_ratios_by_application_date(key: str, on: date, bands: list[tuple[str | None, str]]) -> None:
    found = policy(on).bands(key)
    assert [(band.until and str(band.until), band.text) for band in found] == bands


@pytest.mark.parametrize("key", [RENT, OTHER])
def test_no_ratio_pays_more_than_was_due(key: str) -> None:
    for value in policy_book().parameters[key].values:
        bands: Any = value.value
        assert all(0 < band.ratio <= 1 for band in bands)


@pytest.mark.parametrize(
    ("on", "cap", "floor"),
    [
        (D(2018, 7, 1), 25_044_00, 2_200_00),
        (D(2019, 6, 30), 25_044_00, 2_200_00),
        (D(2019, 7, 1), 27_927_00, 2_200_00),
        (D(2020, 2, 27), 27_927_00, 2_200_00),
        (D(2020, 7, 1), 31_938_00, 2_200_00),
        (D(2021, 7, 1), 34_860_00, 2_200_00),
        (D(2022, 7, 1), 38_892_00, 2_200_00),
        (D(2026, 6, 30), 38_892_00, 2_200_00),
        (D(2026, 7, 1), 48_471_00, 2_520_00),
    ],
)
def test_contribution_bases_by_fund_year(on: date, cap: int, floor: int) -> None:
    assert policy(on).fen("contribution.base_cap") == cap
    assert policy(on).fen("contribution.base_floor") == floor


def test_the_values_of_february_2020() -> None:
    today = policy()
    assert today.ratio("contribution.rate_minimum") == Fraction(5, 100)
    assert today.ratio("contribution.rate_maximum") == Fraction(12, 100)
    assert today.month("withdrawal.earliest_claimable_month") == Month(2010, 12)
    assert today.count_or_none("withdrawal.max_withdrawable_months") is None
    assert today.flag("withdrawal.partial_claim_consumes_all_months")
    assert today.fen("withdrawal.min_balance_left") == 0
    assert today.fen("withdrawal.approval_above") == 50_000_00
    assert today.count("withdrawal.payment_working_days") == 3
    assert today.count("withdrawal.rent.counter_per_year") == 2
    assert today.count("withdrawal.other.counter_per_year") == 1
    assert today.count("withdrawal.rent.self_service_per_month") == 1
    assert today.count("withdrawal.other.self_service_per_month") == 1
    assert today.flag("withdrawal.password_changed") and today.flag("agreement.password_changed")
    assert today.word("withdrawal.counter_agreement") == "offer"
    assert today.word("proxy.spouse_certificate_for_withdrawal") == "accept"
    assert today.word("proxy.spouse_certificate_for_agreement") == "exception"
    assert today.count("proxy.minimum_age") == 18
    assert today.count("proxy.principals_per_day") == 2
    assert today.count("proxy.default_validity_days") == 365
    assert today.flag("proxy.second_person")
    assert today.count("house.account_no_length") == 11


def test_closings_and_interest_of_february_2020() -> None:
    today = policy()
    assert today.count("closure.retirement.age_men") == 60
    assert today.count("closure.retirement.age_women") == 55
    assert today.count("closure.leaving.insurance_free_months") == 3
    assert today.count("closure.leaving.never_insured_months") == 6
    assert today.count("closure.leaving.batch_from_day") == 22
    assert today.flag("closure.leaving.hukou") and today.flag("closure.sealed_first")
    assert not today.flag("closure.settlement_second_person") and today.flag("approval.closure")
    assert today.fen("closure.approval_above") == 100_000_00
    assert today.ratio("interest.annual_rate") == Fraction(15, 1000)
    assert today.count("interest.days_in_year") == 360
    assert today.word("interest.runs_to") == "application"


def test_what_the_agreement_unlocks() -> None:
    before, today = policy(D(2020, 2, 26)), policy()
    assert (before.word("agreement.version"), today.word("agreement.version")) == ("2015-01", "2020-02")
    then, now = (one.book.channels.opened_by(AgreementKind.SELF_SERVICE, one.day) for one in (before, today))
    assert set(now.channels) == {one for one in Channel if one.is_self_service}
    assert set(now.channels) - set(then.channels) == {Channel.MINI_PROGRAM}
    assert len(now.withdrawals) == 4 and len(now.loan_changes) == 5
    assert Matter.RENT_WITHDRAWAL in now.withdrawals and Matter.POST_LOAN_CHANGE not in now.withdrawals


def test_choices_are_among_those_the_rules_know() -> None:
    choices = {
        "withdrawal.counter_agreement": {"offer", "require"},
        "proxy.spouse_certificate_for_withdrawal": {"accept", "exception", "refuse"},
        "proxy.spouse_certificate_for_agreement": {"accept", "exception", "refuse"},
    }
    for key, known in choices.items():
        assert {value.value for value in policy_book().parameters[key].values} <= known


def test_holidays_only_say_what_differs_from_an_ordinary_week() -> None:
    tables = PARSED["holidays.toml"].values()
    worked = list(chain.from_iterable(table["worked"] for table in tables))
    off = list(chain.from_iterable(table["off"] for table in tables))
    assert all(day.weekday() >= 5 for day in worked), "a weekday is worked anyway"
    assert len(set(worked)) == len(worked) and len(set(off)) == len(off)


def copy_of_the_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "policies"))


def test_the_version_names_the_content(tmp_path: Path) -> None:
    folder = copy_of_the_folder(tmp_path)
    assert load_policy_book(folder).version == policy_book().version
    (folder / "house.toml").write_bytes((folder / "house.toml").read_bytes() + b"\n# another day\n")
    assert load_policy_book(folder).version != policy_book().version


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("house.toml", b"[", "house.toml"),
        ("house.toml", b"\xff\xfe", "house.toml"),
        (
            "extra.toml",
            b'["extra.one"]\nunit="count"\nvalues=[{from=2015-01-01,value=1,citation="nobody"}]\n',
            "nobody",
        ),
        (
            "extra.toml",
            b'["house.reveal_seconds"]\nunit="count"\nvalues=[{from=2015-01-01,value=1,citation="house_rule"}]\n',
            "declared twice",
        ),
        ("holidays.toml", b"[2020]\noff=[2020-01-01]\n", "needs a citation"),
    ],
)
def test_a_folder_with_one_bad_file_is_refused(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    folder = copy_of_the_folder(tmp_path)
    (folder / name).write_bytes(content)
    with pytest.raises(PolicyError, match=problem):
        load_policy_book(folder)
