"""Values that must be found nowhere but where they belong, and everywhere else that is searched for them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.support import branch

NAME, ID_NO, MOBILE = "金丝雀示例", branch.MEMBER_IDS[1], "13800000001"
CARD_NO, NEW_CARD_NO = "6217000000000001", "6228480000000012"
PASSWORD, CALLER_ANSWER, WORDS = branch.PASSWORD, "暗号答案四七", "不可外传之言"
ACCOUNT_PASSWORD, CODE = "405936", "846193"

TYPED = (NAME, ID_NO, MOBILE, NEW_CARD_NO, CALLER_ANSWER, WORDS)
"""What is typed into fields, one after the other."""
SECRETS = (PASSWORD, ACCOUNT_PASSWORD)
"""What is never shown either."""
ALL = (*TYPED, CARD_NO, *SECRETS)

PAPERS = ("receipts", "outbox", "exports", "returns")
"""Folders of a house with papers and files for others, which only their owner reads."""


def found_in(content: bytes, values: Iterable[str] = ALL) -> list[str]:
    return [
        one
        for one in values
        if any(one.encode(encoding) in content for encoding in ("utf-8", "gb18030", "utf-16-le"))
    ]


def left_behind(*folders: Path, exempt: Path | None = None) -> list[str]:
    """Files that hold a canary. Those of papers are exempt, if nobody else may read them."""
    left = []
    for path in _files(folders):
        if exempt is not None and any(path.is_relative_to(exempt / one) for one in PAPERS):
            if stat.S_IMODE(path.stat().st_mode) != 0o600:
                left.append(f"{path} can be read by others")
        elif found := found_in(path.read_bytes()):
            left.append(f"{path}: {found}")
        elif found := found_in(str(path).encode()):
            left.append(f"the name of {path}: {found}")
    return left


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink())


def of_process(pid: int | str = "self") -> list[str]:
    """Canaries in what everybody on the machine can see of a process, and in its environment."""
    seen = [Path(f"/proc/{pid}/{one}").read_bytes() for one in ("cmdline", "comm", "environ")]
    return found_in(b"\0".join(seen))


def of_environment() -> list[str]:
    return found_in("\0".join(f"{name}={value}" for name, value in os.environ.items()).encode())
