"""What the rules of the account password say they found and wanted: code, passed, request, facts, both."""

from datetime import date
from typing import Any

from hfund_tui.domain.decision import Shown, count, day, flag, term, terms, text
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.vocabulary import PasswordState
from tests.support.builders import facts, reset_password, reverse, reversible, set_password
from tests.support.rule_cases.password import known

YES, NO = flag(True), flag(False)
S = PasswordState
SHOWABLE = terms([S.INITIAL, S.OWN, S.RESET])
WANTED = term("finding.mobile.wanted")
CHANGED = date(2020, 2, 26)

ROWS: list[tuple[str, bool, Any, Facts, Shown, Shown]] = [
    ("password_known", True, set_password(), known(), term(S.OWN), SHOWABLE),
    ("password_known", False, set_password(), known(state=S.ELSEWHERE), term(S.ELSEWHERE), SHOWABLE),
    ("password_not_locked", True, set_password(), known(wrong_today=4), YES, YES),
    ("password_not_locked", False, set_password(), known(wrong_today=5), NO, YES),
    ("password_entered", True, set_password(), known(), YES, YES),
    ("password_entered", False, set_password(seal=""), known(handed_over=False), NO, YES),
    ("mobile_on_file", True, reset_password(), known(), text("138****0001"), WANTED),
    ("mobile_on_file", False, reset_password(), known(mobile=None), term("finding.mobile.none"), WANTED),
    ("mobile_settled", True, reset_password(), facts(), YES, count(3, "unit.days")),
    (
        "mobile_settled", False, reset_password(), facts(mobile_changed_on=CHANGED), day(CHANGED),
        count(3, "unit.days"),
    ),
    (
        "reversal_undoable", False, reverse(),
        reversible(operation=OperationCode.SET_PASSWORD), NO, YES,
    ),
]  # fmt: skip
