"""The part of a draft that every form has: who is here, which papers were seen, what was typed of a proxy."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime

from hfund_tui.domain.operation import ChecklistItem
from hfund_tui.domain.plain import from_plain, to_plain
from hfund_tui.domain.request import NewProxy, ProxyOnFile
from hfund_tui.screens.visit import Proxy, Visit

_PROXY = "proxy."


def save_people(
    visit: Visit, ticked: Collection[ChecklistItem], proxy_texts: Mapping[str, str], on: date
) -> dict[str, str]:
    """Texts for a draft of the business date `on`."""
    return {
        "day": on.isoformat(),
        "verified_at": visit.verified_at.isoformat() if visit.verified_at else "",
        "papers": json.dumps(sorted(visit.seen | set(ticked))),
        "acting": json.dumps(to_plain(visit.proxy)) if visit.proxy else "",
        **{_PROXY + name: text for name, text in proxy_texts.items()},
    }


def saved_proxy_texts(payload: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(_PROXY): text for name, text in payload.items() if name.startswith(_PROXY)}


def saved_people(
    payload: Mapping[str, str], visit: Visit, on: date
) -> tuple[Visit, frozenset[ChecklistItem]]:
    """The visit as the draft knew it, and the papers ticked then. Papers seen on another day count for nothing."""
    same_day = payload.get("day") == on.isoformat()
    proxy = _proxy(payload.get("acting", ""))
    then = visit.with_person(proxy) if proxy is not None else visit
    ticked = (
        frozenset(ChecklistItem(one) for one in json.loads(payload.get("papers", "[]")))
        if same_day
        else frozenset()
    )
    if not same_day or not payload.get("verified_at"):
        return then, ticked
    seen = then.seen | {one for one in ticked if one.lasts_for_visit}
    at = then.verified_at or datetime.fromisoformat(payload["verified_at"])
    return Visit(then.member_id, then.proxy, seen, at), ticked


def _proxy(written: str) -> Proxy | None:
    if not written:
        return None
    plain = json.loads(written)
    if set(plain) == {"document_id"}:
        return from_plain(ProxyOnFile, plain)
    return from_plain(NewProxy, plain)
