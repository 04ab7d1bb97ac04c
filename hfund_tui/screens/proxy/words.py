"""How a proxy reads: masked, with relation and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfund_tui.domain.masks import mask_id, mask_name
from hfund_tui.domain.receipt import PersonOnReceipt
from hfund_tui.domain.request import NewProxy, ProxyOnFile

if TYPE_CHECKING:
    from hfund_tui.i18n import Translator
    from hfund_tui.screens.visit import Proxy
    from hfund_tui.services.overview import MemberOverview, ProxyView


def on_file(document_id: int, overview: MemberOverview) -> ProxyView | None:
    return next((one for one in overview.proxies if one.document_id == document_id), None)


def masked_proxy(proxy: Proxy, overview: MemberOverview) -> PersonOnReceipt | None:
    """The proxy as papers name people; None for a document that is not on file any more."""
    match proxy:
        case NewProxy():
            return PersonOnReceipt(mask_name(proxy.name), mask_id(proxy.id_no))
        case ProxyOnFile(document_id):
            found = on_file(document_id, overview)
            return PersonOnReceipt(found.proxy_name, found.proxy_id_no) if found else None


def proxy_words(proxy: Proxy, overview: MemberOverview, t: Translator) -> str:
    """One line: name, relation, kind of document."""
    match proxy:
        case NewProxy():
            parts = [mask_name(proxy.name), t.term(proxy.relation), t.term(proxy.document_kind)]
        case ProxyOnFile(document_id):
            found = on_file(document_id, overview)
            if found is None:
                return ""
            parts = [found.proxy_name, t.term(found.relation), t.term(found.kind)]
    return " ".join(parts)
