"""Every code the domain can utter has words in both languages, with the placeholders it fills.

The codes are read from the source of the domain, so that a new rule without words fails here.
"""

import ast
import re
import string
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from pypinyin import Style, lazy_pinyin

from hfund_tui import domain
from hfund_tui.domain import (
    contribution_file,
    day_sheet,
    decision,
    member_record,
    operation,
    vocabulary,
)
from hfund_tui.domain.approval import FACTS_CHANGED, Risk
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.decision import term_key
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import ApprovalReason, ChecklistItem, Operation, OperationCode
from hfund_tui.domain.vocabulary import AgreementKind
from hfund_tui.i18n import Language, Translator
from hfund_tui.i18n.catalogue import catalogue
from hfund_tui.resources import data_path
from hfund_tui.services.policies import load_policy_book

DOMAIN = Path(domain.__file__).parent
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(DOMAIN.rglob("*.py"))}
# Their words stand under keys of their own.
SPOKEN_OTHERWISE = {ChecklistItem, OperationCode}


def functions() -> Iterator[ast.AST]:
    for tree in TREES.values():
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def calls(name: str) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Every call of a function by its plain name, with the function it stands in."""
    for function in functions():
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield function, node


def literals(node: ast.AST, function: ast.AST) -> set[str]:
    """The strings an argument can be: its own literals, or those assigned to the variable it names."""
    if isinstance(node, ast.JoinedStr | ast.Compare):
        return set()
    if isinstance(node, ast.IfExp):
        return literals(node.body, function) | literals(node.orelse, function)
    if isinstance(node, ast.Name):
        return {
            text
            for one in ast.walk(function)
            if isinstance(one, ast.Assign) and any(ast.unparse(target) == node.id for target in one.targets)
            for text in literals(one.value, function)
        }
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def uttered() -> dict[str, set[str]]:
    """Message keys the domain's own code leads to, with the parameters given."""
    found: dict[str, set[str]] = {}
    for name, position in (("Finding", 0), ("by_policy", 2)):
        for function, call in calls(name):
            found |= {f"finding.{code}.title": set() for code in literals(call.args[position], function)}
    for function, call in calls("remedy"):
        given = {one.arg for one in call.keywords if one.arg and one.arg != "operation"}
        found |= {f"remedy.{code}": given for code in literals(call.args[0], function)}
    for name in ("term", "count", "ReceiptLine", "refused"):
        position = {"term": 0, "count": 1, "ReceiptLine": 0, "refused": 1}[name]
        prefix = "identifier." if name == "refused" else ""
        for function, call in calls(name):
            if len(call.args) > position:
                found |= {prefix + key: set() for key in literals(call.args[position], function)}
    for tree in TREES.values():
        for node in ast.walk(tree):
            text = str(node.value) if isinstance(node, ast.Constant) else ""
            if text.startswith(("field.", "receipt.", "finding.")) and not text.endswith("."):
                found.setdefault(text, set())
    return found


UTTERED = uttered()


def test_the_search_finds_what_is_there() -> None:
    assert {
        "finding.account_state.title",
        "finding.frequency.title",
        "remedy.employer_unseals",
        "remedy.possible_from",
        "identifier.bad_checksum",
        "finding.card.not_own",
        "finding.agreement.none",
        "field.notary",
        "unit.times",
    } <= UTTERED.keys()
    assert UTTERED["remedy.reduce_to"] == {"amount"}


@pytest.mark.parametrize("key", sorted(UTTERED))
def test_every_code_has_words(key: str) -> None:
    message = catalogue()[key]
    wanted = {"n"} if key.startswith("unit.") else UTTERED[key]
    assert placeholders(message.zh) == placeholders(message.en) == wanted


def enumerations() -> list[type[StrEnum]]:
    return [
        one
        for module in (vocabulary, operation, decision, day_sheet)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__ == module.__name__
    ] + [IdKind]


@pytest.mark.parametrize("kind", [one for one in enumerations() if one not in SPOKEN_OTHERWISE])
def test_every_word_of_a_closed_list_has_words(kind: type[StrEnum]) -> None:
    assert [one for one in kind if term_key(one) not in catalogue()] == []


@pytest.mark.parametrize("item", ChecklistItem)
def test_every_paper_has_words(item: ChecklistItem) -> None:
    assert f"checklist.{item.value}" in catalogue()


@pytest.mark.parametrize("reason", ApprovalReason)
def test_every_reason_for_approval_has_words(reason: ApprovalReason) -> None:
    assert placeholders(catalogue()[f"approval.{reason.value}"].zh) <= {"value", "limit"}


@pytest.mark.parametrize("declared", OPERATIONS.values(), ids=lambda one: one.code.value)
def test_every_operation_has_a_title_whose_initials_are_its_quick_key(declared: Operation) -> None:
    title = Translator(Language.ZH)(declared.title_key)
    assert "".join(lazy_pinyin(title, style=Style.FIRST_LETTER)) == declared.pinyin_initials
    assert f"operation.{declared.code.value}.help" in catalogue()


def test_quick_keys_are_unambiguous() -> None:
    quick = [one.pinyin_initials for one in OPERATIONS.values()]
    assert len(set(quick)) == len(quick)


@pytest.mark.parametrize("effect", Effect.__subclasses__())
def test_every_effect_has_words(effect: type[Effect]) -> None:
    snake = "".join("_" + c.lower() if c.isupper() else c for c in effect.__name__).lstrip("_")
    assert f"effect.{snake}" in catalogue()


def test_every_identifier_reason_has_a_short_and_an_exact_form() -> None:
    reasons = {key for key in catalogue() if key.startswith("identifier.") and key.count(".") == 1}
    assert {f"{key}.detail" for key in reasons} == {
        k for k in catalogue() if k.startswith("identifier.")
    } - reasons


def test_every_source_has_a_short_title() -> None:
    sources = tomllib.loads(data_path("policies", "sources.toml").read_text(encoding="utf-8"))
    assert {f"source.{one}" for one in sources} == {key for key in catalogue() if key.startswith("source.")}


def test_every_policy_cites_a_source_that_has_a_title() -> None:
    for path in data_path("policies").glob("*.toml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("citation = "):
                source = line.split('"')[1].partition(":")[0]
                assert f"source.{source}" in catalogue(), f"{path.name}: {source}"


@pytest.mark.parametrize(
    ("citation", "zh", "en"),
    [
        ("withdrawal_rules:15", "提取管理规定 第15条", "Withdrawal Rules Art. 15"),
        ("house_rule", "本系统内控规定", "House Rule"),
    ],
)
def test_a_citation_reads_with_its_article(citation: str, zh: str, en: str) -> None:
    assert Translator(Language.ZH).citation(citation) == zh
    assert Translator(Language.EN).citation(citation) == en


def test_what_an_agreement_opens_has_words() -> None:
    opened = load_policy_book().channels.opened_by(AgreementKind.SELF_SERVICE, date(2020, 2, 27))
    keys = [term_key(one) for one in (*opened.channels, *opened.withdrawals)]
    keys += [f"loan_change.{one}" for one in opened.loan_changes]
    assert {*keys, *(f"channel.{one}" for one in opened.channels)} <= catalogue().keys()


def test_every_reason_for_a_reversal_has_words() -> None:
    parsed = tomllib.loads(data_path("policies", "exception.toml").read_text(encoding="utf-8"))
    for value in parsed["reversal.reasons"]["values"]:
        assert {f"reversal_reason.{one}" for one in value["value"]} <= catalogue().keys()


def test_every_bank_has_a_name() -> None:
    parsed = tomllib.loads(data_path("policies", "card.toml").read_text(encoding="utf-8"))
    for value in parsed["card.banks"]["values"]:
        assert {f"vocabulary.bank.{one}" for one in value["value"]} <= catalogue().keys()


@pytest.mark.parametrize("kind", vocabulary.NoticeKind)
def test_every_notice_has_words(kind: vocabulary.NoticeKind) -> None:
    assert f"notice.{kind.value}" in catalogue()


def test_everything_that_can_be_wrong_with_a_return_file_has_words() -> None:
    tree = TREES[DOMAIN / "payment_file.py"]
    codes = {
        one.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.startswith("return_")
    }
    assert len(codes) > 10
    assert {f"error.{code}.{part}" for code in codes for part in ("what", "do")} <= catalogue().keys()


FAULTS = re.compile("(contribution|member|table|line|number|cell|amount)_[a-z_]+")
FILES = ("table_file", "contribution_file", "contribution_rules", "member_file", "member_rules")


def test_everything_that_can_be_wrong_with_a_list_has_words() -> None:
    codes = {
        one.value
        for name in FILES
        for one in ast.walk(TREES[DOMAIN / f"{name}.py"])
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and FAULTS.fullmatch(one.value)
    }
    assert len(codes) > 40
    words = {f"error.{code}.{part}" for code in codes for part in ("what", "do")}
    assert words <= catalogue().keys()
    assert all(placeholders(catalogue()[one].zh) <= {"found", "wanted"} for one in words)


@pytest.mark.parametrize("column", sorted({*contribution_file.COLUMNS, *member_record.COLUMNS}))
def test_every_column_of_a_list_has_words(column: str) -> None:
    assert f"field.{column.lower()}" in catalogue()


@pytest.mark.parametrize(
    ("file", "parameter", "prefix", "more"),
    [
        ("exception", "exception.reasons", "exception_reason.", set()),
        ("approval", "approval.rejection_reasons", "rejection_reason.", {FACTS_CHANGED}),
        ("certificate", "certificate.purposes", "certificate.purpose.", set()),
    ],
)
def test_every_coded_reason_of_the_policy_has_words(
    file: str, parameter: str, prefix: str, more: set[str]
) -> None:
    parsed = tomllib.loads(data_path("policies", f"{file}.toml").read_text(encoding="utf-8"))
    codes = {code for value in parsed[parameter]["values"] for code in value["value"]}
    spoken = {key.removeprefix(prefix) for key in catalogue() if key.startswith(prefix)}
    assert spoken == codes | more


@pytest.mark.parametrize("risk", Risk)
def test_every_risk_has_words(risk: Risk) -> None:
    assert f"vocabulary.risk.{risk.value}" in catalogue()


@pytest.mark.parametrize("key", sorted(key for key in catalogue() if key.startswith("remedy.")))
def test_a_remedy_is_short(key: str) -> None:
    message = catalogue()[key]
    assert len(message.zh) <= 40
    assert len(message.en) <= 80


def test_no_word_has_a_width_that_depends_on_the_terminal() -> None:
    wide = {
        key: letter
        for key, message in catalogue().items()
        for letter in message.zh + message.en
        if unicodedata.east_asian_width(letter) == "A"
    }
    assert wide == {}
