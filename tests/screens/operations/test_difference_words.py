"""What is different between two plans of one case, as lines."""

from __future__ import annotations

import pytest

from hfund_tui.documents.effects import effect_sentence
from hfund_tui.domain.approval import plan_difference
from hfund_tui.domain.plan import DebitAccount, PayOut
from hfund_tui.domain.planners import make_plan
from hfund_tui.i18n import Language, Translator
from hfund_tui.screens.operation.changes import difference_lines
from tests.support.builders import facts, rent
from tests.support.policies import policy


@pytest.mark.parametrize("language", list(Language))
def test_a_line_that_reads_the_same_before_and_after_is_left_out(language: Language) -> None:
    t = Translator(language)
    before, now = (make_plan(rent(amount_fen=fen), facts(), policy()) for fen in (780_000, 100_000))
    difference = plan_difference(before.canonical_json(), now)
    assert PayOut in {type(one) for one in difference.effects_removed}
    lines = difference_lines(difference, t)
    said = [line for _, line in lines]
    assert len(said) == len(set(said))
    for plan, sign in ((before, "-"), (now, "+")):
        debit = plan.effect(DebitAccount)
        assert (sign, effect_sentence(debit, t)) in lines
