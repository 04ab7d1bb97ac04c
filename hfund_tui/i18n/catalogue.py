"""All messages, gathered from the modules of `i18n/messages/`."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from hfund_tui.i18n import messages
from hfund_tui.i18n.message import Message


@cache
def message(key: str) -> Message:
    """The message of a key. Raises KeyError for an unknown key.

    Most keys stand in the module their first word names; the rest of the catalogue is not even loaded for
    those, which counts before the first frame.
    """
    try:
        own = import_module(f"{messages.__name__}.{key.partition('.')[0]}").MESSAGES
    except ModuleNotFoundError:
        own = {}
    found: Message | None = own.get(key)
    return catalogue()[key] if found is None else found


@cache
def catalogue() -> Mapping[str, Message]:
    """Every message by its key. Raises ValueError when two modules give the same key."""
    gathered: dict[str, Message] = {}
    for module in pkgutil.iter_modules(messages.__path__, messages.__name__ + "."):
        own: Mapping[str, Message] = import_module(module.name).MESSAGES
        if twice := gathered.keys() & own.keys():
            raise ValueError(f"{module.name} gives again: {', '.join(sorted(twice))}")
        gathered.update(own)
    return MappingProxyType(gathered)
