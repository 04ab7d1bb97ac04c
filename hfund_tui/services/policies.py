"""Reading the policy files."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from hfund_tui.domain.calendar import PolicyError, WorkingCalendar, read_calendar
from hfund_tui.domain.policy import Parameter, PolicyBook, read_parameters
from hfund_tui.resources import data_path

_HOLIDAYS = "holidays.toml"
_SOURCES = "sources.toml"


def load_policy_book(folder: Path | None = None) -> PolicyBook:
    """Read and check all policy files. Raises PolicyError at the first fault."""
    folder = folder or data_path("policies")
    digest = hashlib.sha256()
    parameters: list[Parameter] = []
    calendar = WorkingCalendar()
    sources: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content)
        try:
            parsed = tomllib.loads(content.decode())
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise PolicyError(path.name, str(problem)) from problem
        if path.name == _SOURCES:
            sources = set(parsed)
        elif path.name == _HOLIDAYS:
            calendar = read_calendar(parsed, path.name)
        else:
            parameters += read_parameters(parsed, path.name)
    for parameter in parameters:
        for value in parameter.values:
            if value.citation.partition(":")[0] not in sources:
                raise PolicyError(parameter.key, f"cites {value.citation}, which is not in {_SOURCES}")
    return PolicyBook(parameters, calendar=calendar, version=digest.hexdigest())
