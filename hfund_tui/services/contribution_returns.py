"""What an employer gets back of a list: a list itself, of the lines that were not credited.

Corrected, with its totals put right, it is handed in as the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

from hfund_tui.domain.contribution_file import COLUMNS, HEADS, ContributionHead, ContributionLine
from hfund_tui.domain.money import plain_yuan
from hfund_tui.domain.table_file import BYTE_ORDER_MARK, Fault, for_spreadsheet, written
from hfund_tui.services.table_returns import returned_rows


def returned_list(head: ContributionHead, bad: Sequence[tuple[ContributionLine, tuple[Fault, ...]]]) -> str:
    """The file for the employer. Its totals are those of the lines as they stand in it."""
    total_fen = sum(line.total_fen for line, _ in bad)
    # A spreadsheet would make a date of 2020-02.
    month = f"{head.month.year}{head.month.month:02}"
    said = (head.employer_no, month, str(len(bad)), plain_yuan(total_fen))
    heads = [[names[0], for_spreadsheet(value)] for names, value in zip(HEADS.values(), said, strict=True)]
    columns = [names[0] for names in COLUMNS.values()]
    return BYTE_ORDER_MARK + written([*heads, *returned_rows(columns, bad)])
