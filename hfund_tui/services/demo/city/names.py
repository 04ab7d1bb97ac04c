"""Names with their sound, put together from tables made once: a name costs two draws."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hfund_tui.domain.vocabulary import Sex
from hfund_tui.services.demo.names import Names
from hfund_tui.services.demo.office import Office, read_demo
from hfund_tui.services.pinyin import pinyin_of

Sounded = tuple[str, str, str]
"""A name, its pinyin and the initials of it."""

_ODD_NAMES = 3000
_PER_MILLE = 1000
_BEFORE = "一"
"""Set before a given name, so that its first character is not read as a surname."""


class CityNames:
    """The same *seed* makes the same tables."""

    def __init__(self, seed: int, office: Office) -> None:
        parsed = read_demo("names")
        share = office.per_mille
        surnames = {one: pinyin_of(one) for one in parsed["surnames"]}
        self._surnames = [
            (name, *surnames[name]) for name, weight in parsed["surnames"].items() for _ in range(weight // 5)
        ]
        alone = share["one_character_given_name"]
        self._given = {
            sex: _given_names(parsed["given"][sex.value], alone)
            for sex in Sex
            if sex.value in parsed["given"]
        }
        self._odd_share = sum(share[kind] for kind in ("minority", "rare_name", "compound_surname"))
        self._odd = {sex: _odd_names(seed, sex, office) for sex in self._given}
        names = Names(Random(f"{seed} city permits"), alone)
        self._permits = [_sounded(names.hmt(sex)) for sex in self._given for _ in range(100)]
        self._foreign = [_sounded(name) for name in parsed["foreign"]["names"]]

    def draw(self, sex: Sex, draw: Callable[[], float]) -> Sounded:
        """Anybody's name; *draw* answers numbers from 0 to 1."""
        if draw() * _PER_MILLE < self._odd_share:
            odd = self._odd[sex]
            return odd[int(draw() * len(odd))]
        return self.common(sex, draw)

    def common(self, sex: Sex, draw: Callable[[], float]) -> Sounded:
        surnames, given = self._surnames, self._given[sex]
        family, sound, initial = surnames[int(draw() * len(surnames))]
        own, own_sound, own_initials = given[int(draw() * len(given))]
        return family + own, sound + own_sound, initial + own_initials

    def given(self, sex: Sex, draw: Callable[[], float]) -> str:
        given = self._given[sex]
        return given[int(draw() * len(given))][0]

    def permit(self, draw: Callable[[], float]) -> Sounded:
        return self._permits[int(draw() * len(self._permits))]

    def foreign(self, draw: Callable[[], float]) -> Sounded:
        return self._foreign[int(draw() * len(self._foreign))]


def _sounded(name: str) -> Sounded:
    return (name, *pinyin_of(name))


def _given_names(characters: dict[str, str], alone_per_mille: int) -> list[Sounded]:
    """Two characters, and as often as wanted one alone."""
    two = [first + second for first in characters["first"] for second in characters["second"]]
    alone = len(two) * alone_per_mille // (_PER_MILLE - alone_per_mille)
    one = [characters["alone"][number % len(characters["alone"])] for number in range(alone)]
    skipped = pinyin_of(_BEFORE)
    return [
        (name, sound.full.removeprefix(skipped.full), sound.initials.removeprefix(skipped.initials))
        for name in (*two, *one)
        for sound in (pinyin_of(_BEFORE + name),)
    ]


def _odd_names(seed: int, sex: Sex, office: Office) -> list[Sounded]:
    """Names out of the ordinary, in the proportion of their kinds."""
    random, share = Random(f"{seed} city names {sex.value}"), office.per_mille
    names = Names(random, share["one_character_given_name"])
    kinds = [(share["minority"], names.minority), (share["compound_surname"], names.compound)]
    rare = share["rare_name"]
    drawn = []
    for _ in range(_ODD_NAMES):
        at = random.randrange(rare + sum(weight for weight, _ in kinds))
        if at < rare:
            drawn.append(names.rare())
        elif at < rare + kinds[0][0]:
            drawn.append(kinds[0][1](sex))
        else:
            drawn.append(kinds[1][1](sex))
    return [_sounded(name) for name in drawn]
