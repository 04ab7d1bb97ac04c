"""The texts of the agreements, by kind, version and language."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from hfund_tui.domain.facts import text_key_of
from hfund_tui.domain.vocabulary import AgreementKind
from hfund_tui.i18n import Language
from hfund_tui.resources import data_path

_BINDING = Language.ZH
_VERSION = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class AgreementText:
    """One version in one language.

    `text` is Markdown: a title, articles, and one line for each clause. `sha256` is that of the binding
    Chinese text whatever the language, the one a signature records.
    """

    version: str
    language: Language
    text: str
    sha256: str


def load_agreement_texts() -> dict[str, str]:
    """Every text by `domain.facts.text_key_of`, with the SHA-256 of its Chinese wording; those of one kind oldest
    first. Raises FileNotFoundError for a kind without any, or when a version lacks a language."""
    return {
        text_key_of(kind, version): digest
        for kind in AgreementKind
        for version, digest in texts_in(data_path("agreements", kind.value)).items()
    }


def texts_in(folder: Path) -> dict[str, str]:
    """Every version with the SHA-256 of its Chinese text, oldest first.

    Raises FileNotFoundError when there is none, or when a version lacks a language.
    """
    versions = sorted(path.name.removesuffix(".zh.md") for path in folder.glob("*.zh.md"))
    if not versions:
        raise FileNotFoundError(folder / "*.zh.md")
    for version in versions:
        for language in Language:
            if not _path(folder, version, language).is_file():
                raise FileNotFoundError(_path(folder, version, language))
    return {version: _sha256(folder, version) for version in versions}


def agreement_text(
    version: str,
    language: Language,
    folder: Path | None = None,
    *,
    kind: AgreementKind = AgreementKind.SELF_SERVICE,
) -> AgreementText:
    """The text of a version. Raises KeyError when there is no such version."""
    folder = folder or data_path("agreements", kind.value)
    path = _path(folder, version, language)
    if not _VERSION.fullmatch(version) or not path.is_file():
        raise KeyError(version)
    return AgreementText(version, language, path.read_text(encoding="utf-8"), _sha256(folder, version))


def _path(folder: Path, version: str, language: Language) -> Path:
    return folder / f"{version}.{language.value}.md"


def _sha256(folder: Path, version: str) -> str:
    # Read as text: line ends are the machine's, the wording is what is signed.
    text = _path(folder, version, _BINDING).read_text(encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()
