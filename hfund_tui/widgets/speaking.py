"""How a widget that renders by itself gets at the words: from the app, in the language of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from textual.widget import Widget

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator


class _Speaks(Protocol):
    """The app, as far as a widget needs it."""

    translator: Translator


def translator_of(widget: Widget) -> Translator:
    """The translator of the app a widget is in."""
    return cast(_Speaks, widget.app).translator
