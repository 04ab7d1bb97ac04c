"""The command line: the same services as the screens, for people without one and for machines.

Answers go to stdout, everything else to stderr. A command ends with 0 when it is done or valid, 1 when it is
refused or invalid, 2 when it was wrongly used, 70 when the program itself is at fault.
"""

from hfund_tui.cli.root import main

__all__ = ["main"]
