"""What is wrong with a password, where nothing but a password was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.services.errors import HfundError


def own_password_words(error: HfundError, t: Translator) -> tuple[str, str]:
    """What is wrong and what to do, for a person who is known already: no code was typed that could be wrong."""
    what, do = t.error(error)
    match error.code:
        case "sign_in_failed":
            return t("error.own_password.what"), t("error.own_password.do")
        case "sign_in_failed_left":
            return t("error.own_password.what"), do
        case _:
            return what, do
