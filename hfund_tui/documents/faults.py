"""What is wrong with a line of a file, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from hfund_tui.domain.decision import NOTHING, Shown
from hfund_tui.domain.table_file import Fault
from hfund_tui.i18n import Translator


@dataclass(frozen=True, slots=True)
class FaultWords:
    """The column, what is wrong, what was wanted ("" where no value can be named), and what to do."""

    column: str
    what: str
    wanted: str
    do: str


@dataclass(frozen=True, slots=True)
class _Coded:
    code: str
    params: dict[str, Shown]


def fault_words(fault: Fault, t: Translator) -> FaultWords:
    what, do = t.error(_Coded(fault.code, {"found": fault.found}))
    return FaultWords(
        t(f"field.{fault.column.lower()}") if fault.column else "",
        what,
        "" if fault.wanted == NOTHING else t("table.wanted", wanted=fault.wanted),
        do,
    )
