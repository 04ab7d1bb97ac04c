"""A field for passwords."""

from __future__ import annotations

from textual.widgets import Input


class SecretInput(Input):
    """Shows bullets, offers nothing, and never puts its text on a clipboard."""

    def __init__(self, *, id: str, max_length: int = 128) -> None:
        super().__init__(password=True, id=id, max_length=max_length, compact=True)
        self.suggester = None

    def action_copy(self) -> None:
        """Nothing: a password does not leave the field."""
        self.app.bell()

    def action_cut(self) -> None:
        """Nothing: a password does not leave the field."""
        self.app.bell()

    def take(self) -> str:
        """The password typed; the field is empty afterwards."""
        value = self.value
        with self.prevent(Input.Changed):
            self.value = ""
        return value
