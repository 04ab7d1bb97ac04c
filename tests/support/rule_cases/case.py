"""What a row of a rule table says."""

from dataclasses import dataclass, field
from typing import Any

from hfund_tui.domain.decision import Decision
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.policy import Policy
from tests.support.builders import FACTS
from tests.support.policies import policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Fails:
    """A rule stands in the way, and its remedy takes it out of the way.

    `along` names the other rules that fail for the same cause. `otherwise` are the facts under which the rule
    would pass, for remedies that only say that nothing helps here.
    """

    name: str
    code: str
    remedy: str
    request: Any
    facts: Facts = FACTS
    along: frozenset[str] = frozenset()
    overridable: bool = False
    form: bool = False
    otherwise: Facts | None = None
    policy: Policy = field(default_factory=policy)

    @property
    def plan(self) -> Plan:
        return make_plan(self.request, self.facts, self.policy)

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passes:
    """A rule on the last value that it lets pass; `advice` is the remedy it still gives, if any."""

    name: str
    code: str
    request: Any
    facts: Facts = FACTS
    advice: str | None = None
    policy: Policy = field(default_factory=policy)

    @property
    def plan(self) -> Plan:
        return make_plan(self.request, self.facts, self.policy)

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


def failed_codes(decision: Decision) -> set[str]:
    return {one.code for one in decision.failed}
