"""Which language is spoken, by one rule for the program and its commands."""

from __future__ import annotations

from collections.abc import Mapping

from hfund_tui.i18n.message import Language

_NAMES_NONE = frozenset({"c", "posix"})


def chosen_language(environment: Mapping[str, str], remembered: str = "") -> Language:
    """HFUND_LANG; else what was chosen in the program; else the locale's language; else Chinese.

    A locale that is neither Chinese nor C nor POSIX, which name no language, means English.
    """
    for name in (environment.get("HFUND_LANG", ""), remembered):
        if name.lower()[:2] in set(Language):
            return Language(name.lower()[:2])
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "").lower()
        if value.partition(".")[0] in _NAMES_NONE:
            return Language.ZH
        if value:
            return Language.ZH if value.startswith("zh") else Language.EN
    return Language.ZH
