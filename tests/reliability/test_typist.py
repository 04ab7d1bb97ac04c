"""The whole program at a real terminal, killed again and again under somebody who types.

Whatever receipt was on the screen is in the database; a form has taken effect once or not at all; what was typed
and rested upon is a draft.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

import pytest

from hfund_tui.domain.vocabulary import CaseStatus
from hfund_tui.services.settings import Settings
from tests.reliability.all_jobs import CAMPAIGN
from tests.support import demo_station as demo
from tests.support import house
from tests.support.pty import Terminal
from tests.support.teller import at_counter, keys

pytestmark = [pytest.mark.pty, pytest.mark.reliability]

SEEDS = range(40) if CAMPAIGN else range(1)
KILLS = 3 if CAMPAIGN else 2

RECEIPT = re.compile(r"R\d{18}")
PATIENCE = 100
"""So often, a tenth of a second apart, is looked whether what was typed is kept."""


@dataclass(frozen=True)
class Form:
    """One form from the member to the receipt. After `begun` keys something stands there that is worth keeping."""

    id_no: str
    operation: str
    typed: tuple[str, ...]
    begun: int = 2


PAPERS = "every paper"
"""The teller ticks what is not ticked: whoever has shown the identity card in this visit has shown it."""

FORMS = (
    Form(demo.NEVER_SIGNED, "sign_agreement", ("<f4>", PAPERS, "<f9>")),
    Form(demo.NEVER_SIGNED, "rent_withdrawal", ("<f5>", "1", PAPERS, "<f9>")),
    Form(demo.HAS_LOAN, "early_repayment", ("<f6>", "100000", "<enter>", PAPERS, "<f9>")),
    Form(demo.LOAN_OF_TWO, "shorten_term", ("/", "3102", "<enter>", "240", "<enter>", PAPERS, "<f9>"), 5),
)


class Killed(Exception):
    """The program is gone in the middle of a key."""


@dataclass
class Typist:
    """Types the keys of forms, and is cut off: after so many keys, or while resting upon what was begun."""

    settings: Settings
    chance: random.Random
    shown: set[str] = field(default_factory=set)
    left: int = 0
    rests: bool = False
    begun: Form | None = None
    """What was being filled in when the power went, and was kept by then."""

    def serve(self, forms: list[Form]) -> None:
        """All forms, at a program that is started again after each kill."""
        for _ in range(KILLS):
            self.left, self.rests = self.chance.randint(6, 24), self.chance.random() < 0.4
            self.sit_down(forms)
        self.left, self.rests = 10**6, False
        self.sit_down(forms)

    def sit_down(self, forms: list[Form]) -> None:
        """Until killed. What a member's page shows as done is not asked for again."""
        with at_counter(self.settings) as terminal:
            try:
                for form in forms:
                    if not done(self.settings, form):
                        self.fill_in(terminal, form)
            except Killed:
                terminal.kill()
            assert self.begun is None or drafts(self.settings, self.begun), "what was begun is parked"
            self.begun = None
            self.shown |= set(RECEIPT.findall(terminal.text))

    def fill_in(self, terminal: Terminal, form: Form) -> None:
        for key in ("<f2>", form.id_no, "<enter>"):
            self.press(terminal, key)
        for number, key in enumerate(form.typed, 1):
            if key == PAPERS:
                self.tick(terminal)
            else:
                self.press(terminal, key)
            if self.rests and number == form.begun:
                self.rest(terminal, form)
        terminal.wait_for("回单编号")
        self.look(terminal)

    def tick(self, terminal: Terminal) -> None:
        terminal.wait_for("[ ]")
        terminal.idle()
        for _ in range(terminal.text.count("[ ]")):
            self.press(terminal, "<space>")

    def press(self, terminal: Terminal, key: str) -> None:
        keys(terminal, key)
        terminal.pump(self.chance.choice((0.0, 0.0, 0.02, 0.1)))
        self.look(terminal)
        self.left -= 1
        if self.left == 0:
            terminal.pump(self.chance.uniform(0.0, 0.4))
            self.look(terminal)
            raise Killed

    def rest(self, terminal: Terminal, form: Form) -> None:
        """Until what was typed is kept; then the power goes."""
        for _ in range(PATIENCE):
            if drafts(self.settings, form):
                self.begun = form
                raise Killed
            terminal.pump(0.1)
        raise AssertionError(f"nothing is kept of {form}\n{terminal.text}")

    def look(self, terminal: Terminal) -> None:
        self.shown |= set(RECEIPT.findall(terminal.text))


def cases(settings: Settings, form: Form) -> list[str]:
    query = (
        'SELECT status FROM "case" c JOIN member m ON m.id = c.member_id'
        " WHERE m.id_no = ? AND c.operation = ? AND c.business_date = '2020-02-27'"
    )
    return list(demo.column(settings, query, form.id_no, form.operation))


def done(settings: Settings, form: Form) -> bool:
    return bool(cases(settings, form))


def drafts(settings: Settings, form: Form) -> list[str]:
    query = (
        "SELECT key FROM draft d JOIN member m ON m.id = d.member_id WHERE m.id_no = ? AND d.operation = ?"
    )
    return list(demo.column(settings, query, form.id_no, form.operation))


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_under_a_typist(demo_settings: Settings, seed: int) -> None:
    chance = random.Random(seed)
    some = FORMS if CAMPAIGN else FORMS[:3]
    mixed = [*some[2:], *some[:2]] if seed % 2 else list(some)
    typist = Typist(demo_settings, chance)
    typist.serve(mixed)
    kept = set(demo.column(demo_settings, "SELECT receipt_no FROM receipt"))
    assert typist.shown and typist.shown <= kept
    for form in mixed:
        assert cases(demo_settings, form) == [CaseStatus.COMPLETED], form
    station = demo.open_station(demo_settings)
    house.clean(station)
    station.close()
