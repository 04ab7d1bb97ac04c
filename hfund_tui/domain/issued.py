"""Papers the house issues and vouches for: each has a number and a code by which any counter can check it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hfund_tui.domain.text import fold_code
from hfund_tui.domain.vocabulary import IssuedKind

CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The letters of GB 32100, which leaves out what is easily misread: I, O, S, V, Z."""
CODE_LENGTH = 16

_BASE = len(CODE_ALPHABET)
_BODY = CODE_LENGTH - 1  # 74 bits, which nobody guesses
_GROUP = 4
_WEIGHT = 3
# What is read in place of a letter that no code has.
_MISREAD = str.maketrans("IOSVZ", "105U2")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a paper one of the house's. `copy` is 0 for the original, n for its n-th reprint."""

    number: str = ""
    code: str = ""
    copy: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuable:
    """A paper that can be issued; its stamp is empty until then."""

    stamp: Stamp = Stamp()


def document_code(key: bytes, kind: IssuedKind, content: Mapping[str, Any]) -> str:
    """The code of a paper, which only the holder of `key` can make: 15 characters and a check character.

    `content` is the paper as plain values, with the number in its stamp and nothing else.
    """
    digest = hmac.digest(key, f"document|{kind.value}|{canonical(content)}".encode(), hashlib.sha256)
    number = int.from_bytes(digest)
    body = ""
    for _ in range(_BODY):
        number, letter = divmod(number, _BASE)
        body += CODE_ALPHABET[letter]
    return body + _check_character(body)


def canonical(content: Mapping[str, Any]) -> str:
    """The text that digest and code of a paper are made of."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_sha256(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def read_document_code(typed: str) -> str | None:
    """A code as it is compared, however it was grouped or misread; None for one that was mistyped."""
    code = fold_code(typed).translate(_MISREAD)
    if len(code) != CODE_LENGTH or not set(code) <= set(CODE_ALPHABET):
        return None
    return code if code[-1] == _check_character(code[:-1]) else None


def grouped(code: str) -> str:
    """A code as it is printed: in groups of four."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def _check_character(body: str) -> str:
    """As in GB 32100: weights 3^k modulo 31 tell any one wrong character and any two that were swapped."""
    total = sum(CODE_ALPHABET.index(one) * pow(_WEIGHT, at, _BASE) for at, one in enumerate(body))
    return CODE_ALPHABET[-total % _BASE]
