"""The program on a training database: the lessons, walked through by keys."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from hfund_tui.app import HfundApp
from hfund_tui.domain.lesson import LessonRun
from hfund_tui.services.settings import Settings
from hfund_tui.services.training.place import untouched
from hfund_tui.services.workstation import open_workstation
from hfund_tui.widgets.coach_strip import CoachStrip
from tests.support import branch
from tests.support.desk import at_work
from tests.support.walking import Walk


def training_settings(demo_settings: Settings) -> Settings:
    """A training place on a copy of the demo branch, untouched so far."""
    settings = replace(demo_settings, demo=False, training=True)
    if not untouched(settings).exists():
        settings.database.rename(untouched(settings))
    return settings


def open_training(settings: Settings, **kwargs: Any) -> Any:
    return open_workstation(settings, clock=branch.FrozenClock(branch.NOW), **kwargs)


@dataclass
class Learner(Walk):
    async def begin(self, number: int) -> None:
        """Choose a lesson of the list."""
        await self.press("home", *["down"] * (number - 1), "enter")

    async def sign_in(self, staff: str) -> None:
        await self.press(*staff, "enter", *f"demo-{staff}", "enter")

    @property
    def run(self) -> LessonRun:
        assert self.app.coach is not None and self.app.coach.run is not None
        return self.app.coach.run

    @property
    def said(self) -> str:
        """What the coach says now."""
        view = self.one(CoachStrip).view
        return view.words if view is not None else ""

    @property
    def code_on_the_phone(self) -> str:
        found = re.search(r"\d{6}", self.said)
        assert found is not None, self.said
        return found.group()


@asynccontextmanager
async def classroom(
    settings: Settings, *, language: str = "zh", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Learner]:
    app = HfundApp(replace(settings, language=language), opener=open_training)
    async with at_work(app, size, None) as pilot:
        yield Learner(app, pilot)
        app.workstation.close()
