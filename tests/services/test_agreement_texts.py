"""The agreement texts: every version the policy names is there, in both languages, clause by clause."""

import hashlib
import re
import shutil
import tomllib
import unicodedata
from pathlib import Path

import pytest

from hfund_tui.i18n import Language
from hfund_tui.resources import data_path
from hfund_tui.services.agreement_texts import agreement_text, load_agreement_texts, texts_in

POLICY = tomllib.loads(data_path("policies", "agreement.toml").read_text(encoding="utf-8"))
VERSIONS = [one["value"] for one in POLICY["agreement.version"]["values"]]
CLAUSE = re.compile(r"^([0-9]+\.[0-9]+) ", re.MULTILINE)


def test_every_version_of_the_policy_has_a_text() -> None:
    assert set(VERSIONS) <= load_agreement_texts().keys()


@pytest.mark.parametrize("version", VERSIONS)
def test_both_languages_have_the_same_clauses(version: str) -> None:
    zh, en = (CLAUSE.findall(agreement_text(version, language).text) for language in Language)
    assert zh == en
    assert len(zh) > 30


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("language", Language)
def test_a_text_names_its_version_and_reads_in_a_narrow_column(version: str, language: Language) -> None:
    text = agreement_text(version, language).text
    assert version in text.splitlines()[2]
    assert max(map(len, CLAUSE.split(text))) < 60 * 6  # no clause is longer than six lines of 60 columns
    assert not [letter for letter in text if unicodedata.east_asian_width(letter) == "A"]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_hash_is_that_of_the_chinese_text_in_either_language(version: str) -> None:
    content = data_path("agreements", "self_service", f"{version}.zh.md").read_bytes()
    wanted = hashlib.sha256(content).hexdigest()
    assert {agreement_text(version, language).sha256 for language in Language} == {wanted}
    assert load_agreement_texts()[version] == wanted


def test_the_text_of_2020_names_all_that_it_unlocks() -> None:
    text = agreement_text("2020-02", Language.ZH).text
    for word in (
        *("粤省事", "网站", "APP", "支付宝", "自助语音"),
        *("租房提取", "其他住房消费提取", "非深户离深销户提取", "退休（离休）销户提取"),
        *("提前还款", "贷款缩期", "变更还款账户", "变更还款方式", "变更还款日"),
    ):
        assert word in text


def test_the_text_of_2015_knows_no_mini_program() -> None:
    assert "粤省事" not in agreement_text("2015-01", Language.ZH).text


@pytest.mark.parametrize("version", ["2019-13", "", "../../policies/house", "2020-02.zh"])
def test_an_unknown_version_is_refused(version: str) -> None:
    with pytest.raises(KeyError):
        agreement_text(version, Language.ZH)


def test_a_version_without_a_translation_is_found_at_loading(tmp_path: Path) -> None:
    source = data_path("agreements", "self_service", "2020-02.zh.md")
    shutil.copy(source, tmp_path / "2020-02.zh.md")
    with pytest.raises(FileNotFoundError, match=r"2020-02\.en\.md"):
        texts_in(tmp_path)


def test_an_empty_folder_is_found_at_loading(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        texts_in(tmp_path)
