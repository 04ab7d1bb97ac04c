"""The words of the program, in two languages.

Below the screens, code passes codes and parameters; here they become sentences. Messages stand in
`i18n/messages/`, one module per feature, with both languages side by side.
"""

from hfund_tui.i18n.message import Language, M, Message
from hfund_tui.i18n.translator import Translator

__all__ = ["Language", "M", "Message", "Translator"]
