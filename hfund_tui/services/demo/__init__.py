"""The demo branch: synthetic members, some of them worth trying something with (docs/demo.md)."""

from hfund_tui.services.demo.build import DemoSummary, build_demo, demo_accounts, is_demo

__all__ = ["DemoSummary", "build_demo", "demo_accounts", "is_demo"]
