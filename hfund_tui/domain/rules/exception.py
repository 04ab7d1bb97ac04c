"""On what ground a rule may be passed over."""

from __future__ import annotations

from hfund_tui.domain.decision import Finding, flag, remedy, term, terms
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import ExceptionGround
from hfund_tui.domain.rules.common import by_policy
from hfund_tui.domain.text import clean


def exception_grounded(ground: ExceptionGround | None, policy: Policy) -> Finding:
    """The maker names a coded reason and says in words why; asked only where a rule could be passed over."""
    known = policy.words("exception.reasons")
    named = ground is not None and ground.code in known
    said = ground is not None and bool(clean(ground.words))
    return by_policy(
        policy,
        "exception.reasons",
        "exception_grounded",
        named and said,
        term(f"exception_reason.{ground.code}") if ground is not None and named else flag(False),
        terms([f"exception_reason.{one}" for one in known]),
        remedy("state_exception"),
        form=True,
    )
