"""What every dialog stands on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import ModalScreen, ScreenResultType

from hfund_tui.screens.base import HouseScreen, Reason
from hfund_tui.screens.command import MODAL_COMMANDS
from hfund_tui.widgets.status_strip import StatusStrip
from hfund_tui.widgets.too_small import TooSmall


class HouseModal(HouseScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A dialog. It is left by `close`, which works once: Textual's `dismiss` called twice pops two screens."""

    HOUSE_KEYS = MODAL_COMMANDS
    BAR = ()
    BINDINGS = [command.binding() for command in MODAL_COMMANDS]
    DEFAULT_CSS = """
    HouseModal { align: center middle; background: $background 60%; layers: base cover; }
    HouseModal > #body {
        width: 64; max-width: 96%; height: auto; max-height: 90%;
        padding: 1 2; background: $surface; border: round $border;
    }
    HouseModal > #body > StatusStrip { display: none; margin-top: 1; }
    HouseModal > #body > StatusStrip.-speaking { display: block; }
    HouseModal > #body > #title { color: $accent; text-style: bold; margin-bottom: 1; }
    """

    _left = False

    def unavailable(self, name: str) -> Reason | None:
        """Keys of the screens below do nothing while a dialog is open."""
        return super().unavailable(name) if name in self.commands else "frame.dialog_open"

    def compose(self) -> ComposeResult:
        with Container(id="body"):
            yield from self.compose_body()
            yield StatusStrip()
        yield from self.compose_coach()
        yield TooSmall()

    def close(self, result: ScreenResultType | None = None) -> None:
        """Leave with a result. A second call does nothing."""
        if not self._left:
            self._left = True
            self.dismiss(result)

    def do_back(self) -> None:
        self.close(None)
