"""The demo branch: synthetic members, some of them worth trying something with (docs/demo.md)."""

from hfund_tui.services.demo.build import (
    MEMBERS,
    SEED,
    DemoSummary,
    begun_demo,
    build_demo,
    demo_accounts,
    is_demo,
)
from hfund_tui.services.demo.city import bytes_needed

__all__ = [
    "MEMBERS",
    "SEED",
    "DemoSummary",
    "begun_demo",
    "build_demo",
    "bytes_needed",
    "demo_accounts",
    "is_demo",
]
