"""Chance that repeats itself: what the product draws, and what people in the simulation decide."""

from __future__ import annotations

import base64
from random import Random

from hfund_tui.services.chance import Chance


class SeededChance(Chance):
    """Draws from `random`, which is another one at each step."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def token(self, size: int) -> str:
        return base64.urlsafe_b64encode(self.random.randbytes(size)).rstrip(b"=").decode()

    def digits(self, number: int) -> str:
        return f"{self.random.randrange(10**number):0{number}d}"
