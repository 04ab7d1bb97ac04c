"""The part of a draft that every form has: who is here, which papers were seen, what was typed of a proxy."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date

from hfund_tui.domain.operation import ChecklistItem
from hfund_tui.domain.plain import from_plain, to_plain, word_or_none
from hfund_tui.domain.request import NewProxy, ProxyOnFile
from hfund_tui.screens.visit import Proxy, Visit

_PROXY = "proxy."


def save_people(
    visit: Visit, ticked: Collection[ChecklistItem], proxy_texts: Mapping[str, str], on: date
) -> dict[str, str]:
    """Texts for a draft of the business date `on`."""
    return {
        "day": on.isoformat(),
        "papers": json.dumps(sorted(visit.seen | set(ticked))),
        "acting": json.dumps(to_plain(visit.proxy)) if visit.proxy else "",
        **{_PROXY + name: text for name, text in proxy_texts.items()},
    }


def saved_proxy_texts(payload: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(_PROXY): text for name, text in payload.items() if name.startswith(_PROXY)}


def saved_people(
    payload: Mapping[str, str], visit: Visit, on: date
) -> tuple[Visit, frozenset[ChecklistItem]]:
    """The visit with the proxy the draft names, and the papers ticked then.

    A paper of the operation counts on the day it was ticked. One about the person counts only as far as it was
    seen in the visit that goes on now: whoever takes a draft up again looks at the person again. What can't be
    read, as when another version wrote it, was not said.
    """
    proxy = _proxy(payload.get("acting", ""))
    then = visit.with_person(proxy) if proxy is not None else visit
    ticked = _papers(payload.get("papers", "")) if payload.get("day") == on.isoformat() else frozenset()
    return then, frozenset(one for one in ticked if not one.lasts_for_visit) | (ticked & then.seen)


def _papers(written: str) -> frozenset[ChecklistItem]:
    plain = _plain(written)
    words = (word_or_none(ChecklistItem, one) for one in (plain if isinstance(plain, list) else ()))
    return frozenset(one for one in words if one is not None)


def _proxy(written: str) -> Proxy | None:
    plain = _plain(written)
    if not isinstance(plain, dict):
        return None
    try:
        if set(plain) == {"document_id"}:
            return from_plain(ProxyOnFile, plain)
        return from_plain(NewProxy, plain)
    except (KeyError, ValueError, TypeError):
        return None


def _plain(written: str) -> object:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return None
