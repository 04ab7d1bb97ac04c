"""Names put together from ``data/demo/names.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from random import Random

from hfund_tui.domain.vocabulary import Sex
from hfund_tui.services.demo.office import read_demo


class Names:
    """Draws names from *random*."""

    def __init__(self, random: Random, one_character_per_mille: int) -> None:
        parsed = read_demo("names")
        self._random = random
        self._surnames: tuple[str, ...] = tuple(parsed["surnames"])
        self._weights: tuple[int, ...] = tuple(parsed["surnames"].values())
        self._compound: list[str] = parsed["compound_surnames"]["names"]
        self._given: dict[str, dict[str, str]] = parsed["given"]
        self._rare_surnames: str = parsed["rare"]["surnames"]
        self._rare_given: Iterator[str] = cycle(parsed["rare"]["given"])
        self._dotted: dict[str, dict[str, list[str]]] = parsed["dotted"]
        self._whole: dict[str, list[str]] = parsed["whole"]
        self._hmt_surnames: str = parsed["hmt"]["surnames"]
        self._hmt_given: dict[str, list[str]] = parsed["hmt"]["given"]
        self._foreign: list[str] = parsed["foreign"]["names"]
        self._alone = one_character_per_mille

    def common(self, sex: Sex) -> str:
        return self._surname() + self._given_name(sex)

    def child_of(self, parent: str, sex: Sex) -> str:
        """A child bears the parent's surname, here taken to be one character."""
        return parent[0] + self._given_name(sex)

    def compound(self, sex: Sex) -> str:
        return self._random.choice(self._compound) + self._given_name(sex)

    def rare(self) -> str:
        """With a surname or a given name, or both, out of the ordinary; each character in its turn."""
        odd = self._random.randrange(3) == 0
        surname = self._random.choice(self._rare_surnames) if odd else self._surname()
        given = next(self._rare_given)
        return surname + given + self._random.choice(("", given, self._random.choice("文宇然"), "一"))

    def minority(self, sex: Sex) -> str:
        if self._random.randrange(2):
            return self._random.choice(self._whole[sex.value])
        own = self._random.choice(self._dotted["own"][sex.value])
        return f"{own}·{self._random.choice(self._dotted['father']['names'])}"

    def hmt(self, sex: Sex) -> str:
        return self._random.choice(self._hmt_surnames) + self._random.choice(self._hmt_given[sex.value])

    def foreign(self) -> str:
        return self._random.choice(self._foreign)

    def _surname(self) -> str:
        return self._random.choices(self._surnames, self._weights)[0]

    def _given_name(self, sex: Sex) -> str:
        characters = self._given[sex.value]
        if self._random.randrange(1000) < self._alone:
            return self._random.choice(characters["alone"])
        return self._random.choice(characters["first"]) + self._random.choice(characters["second"])
