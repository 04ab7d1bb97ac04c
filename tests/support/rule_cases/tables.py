"""All rule tables together."""

from tests.support.rule_cases import agreement, closure, common, proxy, withdrawal

FAILS = [*common.FAILS, *agreement.FAILS, *proxy.FAILS, *withdrawal.FAILS, *closure.FAILS]
PASSES = [*common.PASSES, *agreement.PASSES, *proxy.PASSES, *withdrawal.PASSES, *closure.PASSES]
