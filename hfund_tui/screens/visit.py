"""One visit of one member: who stands at the counter, and what was looked at.

The application keeps it while a member is served, so that nobody is asked twice for the same paper.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from hfund_tui.domain.operation import ChecklistItem, Presence
from hfund_tui.domain.request import NewProxy, ProxyOnFile
from hfund_tui.domain.vocabulary import Verification
from hfund_tui.services.overview import ProxyView

Proxy: TypeAlias = ProxyOnFile | NewProxy

_IDENTIFIES = {
    Presence.IN_PERSON: (ChecklistItem.ID_ORIGINAL, Verification.ID_ORIGINAL),
    Presence.PROXY: (ChecklistItem.PROXY_ID_ORIGINAL, Verification.PROXY_ID_ORIGINAL),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """`proxy` is None while the member is here in person.

    `seen` holds the papers that serve the whole visit, `verified_at` is when the ID was looked at.
    """

    member_id: int
    proxy: Proxy | None = None
    seen: frozenset[ChecklistItem] = frozenset()
    verified_at: datetime | None = None

    @property
    def presence(self) -> Presence:
        return Presence.IN_PERSON if self.proxy is None else Presence.PROXY

    @property
    def verification(self) -> Verification:
        """How the person at the counter was identified."""
        item, verification = _IDENTIFIES[self.presence]
        return verification if item in self.seen else Verification.NONE

    def looked_at(
        self, papers: Collection[ChecklistItem], ticked: Collection[ChecklistItem], at: datetime
    ) -> Visit:
        """After ticks in one operation's list of papers; those good for this operation alone don't stay."""
        seen = (self.seen - set(papers)) | {item for item in ticked if item.lasts_for_visit}
        identified = _IDENTIFIES[self.presence][0] in seen
        return replace(self, seen=seen, verified_at=(self.verified_at or at) if identified else None)

    def with_person(self, proxy: Proxy | None) -> Visit:
        """Somebody else is here, whose papers are still to be seen; or the same proxy's data were corrected."""
        if _same_person(proxy, self.proxy):
            return replace(self, proxy=proxy)
        return Visit(self.member_id, proxy)

    def registered(self, proxies: tuple[ProxyView, ...]) -> Visit:
        """After a new proxy's document was put on file, it is the newest one there."""
        if not isinstance(self.proxy, NewProxy) or not proxies:
            return self
        newest = max(proxies, key=lambda one: one.document_id)
        return replace(self, proxy=ProxyOnFile(newest.document_id))


def _same_person(one: Proxy | None, other: Proxy | None) -> bool:
    if isinstance(one, NewProxy) and isinstance(other, NewProxy):
        return (one.id_kind, one.id_no) == (other.id_kind, other.id_no)
    return one == other
