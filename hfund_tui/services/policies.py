"""Reading the policy files and the channel matrix."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from hfund_tui.domain.calendar import PolicyError, WorkingCalendar, read_calendar
from hfund_tui.domain.channels import ChannelMatrix, read_channels
from hfund_tui.domain.policy import Parameter, PolicyBook, read_parameters
from hfund_tui.resources import data_path

_HOLIDAYS = "holidays.toml"
_SOURCES = "sources.toml"


def load_policy_book(folder: Path | None = None, channels: Path | None = None) -> PolicyBook:
    """Read and check all policy files and the channel matrix. Raises PolicyError at the first fault."""
    folder = folder or data_path("policies")
    channels = channels or data_path("channels.toml")
    digest = hashlib.sha256()
    parameters: list[Parameter] = []
    calendar = WorkingCalendar()
    matrix = ChannelMatrix()
    sources: set[str] = set()
    for path in [*sorted(folder.glob("*.toml")), channels]:
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content)
        try:
            parsed = tomllib.loads(content.decode())
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise PolicyError(path.name, str(problem)) from problem
        if path == channels:
            matrix = read_channels(parsed, path.name)
        elif path.name == _SOURCES:
            sources = set(parsed)
        elif path.name == _HOLIDAYS:
            calendar = read_calendar(parsed, path.name)
        else:
            parameters += read_parameters(parsed, path.name)
    cited = [(one.key, value.citation) for one in parameters for value in one.values]
    cited += [(channels.name, one.citation) for one in matrix.openings]
    for where, citation in cited:
        if citation.partition(":")[0] not in sources:
            raise PolicyError(where, f"cites {citation}, which is not in {_SOURCES}")
    return PolicyBook(parameters, calendar=calendar, channels=matrix, version=digest.hexdigest())
