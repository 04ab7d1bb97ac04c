"""What the rules of co-repayers say they found and wanted: code, passed, request, facts, found, wanted."""

from dataclasses import replace
from typing import Any

from hfund_tui.domain.decision import NOTHING, Shown, count, flag, money, term, terms, text
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.vocabulary import CoRepayerRelation, LoanRole
from tests.support.builders import AGREEMENT, TELLER_ID_NO, change
from tests.support.loans import LOAN, loan_facts
from tests.support.rule_cases.offset import FATHER, ME, given_by, join, leave_loan, of_others, offset

YES, NO = flag(True), flag(False)
PARENT = CoRepayerRelation.PARENT
RELATIONS = terms([CoRepayerRelation.PARENT, CoRepayerRelation.CHILD])
IN_FORCE, NONE = term("finding.agreement.in_force"), term("finding.agreement.none")
OWN = change(loan_facts(), agreement=AGREEMENT)
JOINED = loan_facts(replace(LOAN, parties=(ME,)))

ROWS: list[tuple[str, bool, Any, Facts, Shown, Shown]] = [
    ("relation_allows", True, join(), of_others(), term(PARENT), RELATIONS),
    (
        "relation_allows", False, join(relation=CoRepayerRelation.SPOUSE), of_others(),
        term(CoRepayerRelation.SPOUSE), RELATIONS,
    ),
    ("not_a_party_yet", True, join(), of_others(), NOTHING, NOTHING),
    ("not_a_party_yet", False, join(), OWN, term(LoanRole.BORROWER), NOTHING),
    ("is_co_repayer", True, leave_loan(), JOINED, term(LoanRole.CO_REPAYER), term(LoanRole.CO_REPAYER)),
    ("is_co_repayer", False, leave_loan(), OWN, term(LoanRole.BORROWER), term(LoanRole.CO_REPAYER)),
    ("self_service_signed", True, join(), of_others(), IN_FORCE, IN_FORCE),
    ("self_service_signed", False, join(), of_others(agreement=None), NONE, IN_FORCE),
    ("co_repayer_version", True, join(), of_others(), text("2020-02"), text("2020-02")),
    ("co_repayer_version", False, join(version="2015-01"), of_others(), text("2015-01"), text("2020-02")),
    ("co_repayers_there", True, offset(), given_by(FATHER), count(1, "unit.people"), count(1, "unit.people")),
    ("co_repayers_there", False, offset(), given_by(), count(0, "unit.people"), count(1, "unit.people")),
    ("offset_minimum", True, offset(), given_by(FATHER), money(50_000_00), money(5_000_00)),
    ("offset_minimum", False, offset(4_999_99), given_by(FATHER), money(4_999_99), money(5_000_00)),
    # 3.25 % / 360 x 7 days of the principal are wanted with it.
    ("offset_covered", True, offset(), given_by(FATHER), money(50_031_60), money(50_031_60)),
    ("offset_covered", False, offset(80_000_00), given_by(FATHER), money(80_000_00), money(80_050_56)),
    ("co_repayers_unrelated", True, offset(), given_by(FATHER), YES, YES),
    ("co_repayers_unrelated", False, offset(), given_by(replace(FATHER, id_no=TELLER_ID_NO)), NO, YES),
]  # fmt: skip
