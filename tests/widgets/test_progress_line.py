"""A bar moves by hundredths, however large the steps are that a service tells."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.widgets import ProgressBar

from hfund_tui.widgets.progress_line import ProgressLine


class Bar(App[None]):
    def compose(self) -> ComposeResult:
        yield ProgressLine()


@pytest.mark.parametrize(("step", "total", "drawn"), [(1, 1_000, 101), (400, 12_345, 31), (1, 3, 3)])
async def test_every_hundredth_is_drawn_once(
    step: int, total: int, drawn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    show = ProgressLine._show

    def noted(self: ProgressLine, done: int, of: int) -> None:
        shown.append(done)
        show(self, done, of)

    monkeypatch.setattr(ProgressLine, "_show", noted)
    async with Bar().run_test() as pilot:
        line = pilot.app.query_one(ProgressLine)

        def service() -> None:
            for done in [*range(step, total, step), total]:
                line.report(done, total)

        await asyncio.to_thread(service)
        assert len(shown) == drawn and shown[-1] == total
        assert line.has_class("-running")
        assert line.query_one(ProgressBar).progress == total
        line.end()
        assert not line.has_class("-running")
