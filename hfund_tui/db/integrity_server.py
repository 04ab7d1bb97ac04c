"""What a server must hold beside the rules over the data: constraints that are in force, and rows that meet them.

Whoever may do everything on a server may switch constraints off, change rows and switch them on again. So each
condition and each reference of the tables as declared is asked of the rows, whatever the server believes. Its pages
are its own business (data checksums, amcheck).
"""

from hfund_tui.db import schema
from hfund_tui.db.integrity_rows import missing_parents, unmet_conditions
from hfund_tui.db.integrity_rules import Problem
from hfund_tui.db.progress import Progress
from hfund_tui.db.tables import metadata
from hfund_tui.db.unit_of_work import Reader


def verify_server(reader: Reader, progress: Progress) -> list[Problem]:
    """Schema, then the conditions and references of each table."""
    problems = [Problem("schema", "", name) for name in schema.differences(reader.connection)]
    if problems:  # what is not there can't be asked
        return problems
    tables = metadata.sorted_tables
    for number, table in enumerate(tables):
        progress("storage", number, len(tables))
        problems += unmet_conditions(reader, table)
        problems += missing_parents(reader, table)
    progress("storage", len(tables), len(tables))
    return problems
