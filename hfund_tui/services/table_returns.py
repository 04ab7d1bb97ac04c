"""What is given back of a file: the lines that stayed out, each with its reasons, to be corrected and sent again.

In Chinese, for those who made the file. What stands in a member's own record stays in the house.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from hfund_tui.domain import contribution_rules, member_rules
from hfund_tui.domain.decision import NOTHING
from hfund_tui.domain.table_file import RETURNED, Fault, for_spreadsheet
from hfund_tui.i18n import Language, Translator
from hfund_tui.services.errors import HfundError

_PRIVATE = contribution_rules.PRIVATE | member_rules.PRIVATE


class Line(Protocol):
    """A line of any file: its number, and its cells as they came."""

    @property
    def number(self) -> int: ...

    @property
    def cells(self) -> tuple[str, ...]: ...


def returned_rows(heads: Sequence[str], bad: Sequence[tuple[Line, tuple[Fault, ...]]]) -> Iterator[list[str]]:
    """The names of the columns, and a row for each bad line: its cells, its number, its reasons."""
    t = Translator(Language.ZH)
    yield [*heads, *(names[0] for names in RETURNED.values())]
    for line, faults in bad:
        cells = [*line.cells, *[""] * len(heads)][: len(heads)]
        reasons = t("table.between").join(_reason(t, one) for one in faults)
        yield [for_spreadsheet(cell) for cell in (*cells, str(line.number), reasons)]


def _reason(t: Translator, fault: Fault) -> str:
    what, do = t.error(HfundError(fault.code, found=fault.found))
    column = t(f"field.{fault.column.lower()}") if fault.column else ""
    hidden = fault.wanted == NOTHING or fault.code in _PRIVATE
    wanted = "" if hidden else t("table.wanted", wanted=fault.wanted)
    said = " ".join(part for part in (column, what) if part)
    return t("table.comma").join(part for part in (said, wanted, do) if part)
