"""Styles that are read once."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_SOURCES = 512


class KeptStylesheet(Stylesheet):
    """Reads each source once for a theme. Textual's own reads all of them anew with the first screen of each kind.

    Other variables, those of another theme, drop what was read.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_SOURCES)

    def reparse(self) -> None:
        self.parse()
