"""A visit: who is here, and what was looked at."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hfund_tui.domain.operation import ChecklistItem, Matter, Presence
from hfund_tui.domain.request import ProxyOnFile
from hfund_tui.domain.vocabulary import ProxyDocumentKind, ProxyRelation, Verification
from hfund_tui.screens.operation.saved import save_people, saved_people, saved_proxy_texts
from hfund_tui.screens.visit import Visit
from hfund_tui.services.overview import ProxyView
from tests.support.builders import new_proxy

AT = datetime(2020, 2, 27, 1, 41, tzinfo=UTC)
LATER = datetime(2020, 2, 27, 2, 0, tzinfo=UTC)
TODAY = date(2020, 2, 27)
PAPERS = (ChecklistItem.ID_ORIGINAL, ChecklistItem.CARD_AND_PIN, ChecklistItem.AGREEMENT_READ)


def test_an_empty_visit_identifies_nobody() -> None:
    assert (Visit(1).presence, Visit(1).verification) == (Presence.IN_PERSON, Verification.NONE)


def test_papers_for_one_operation_alone_do_not_stay() -> None:
    visit = Visit(1).looked_at(PAPERS, PAPERS, AT)
    assert visit.seen == {ChecklistItem.ID_ORIGINAL, ChecklistItem.CARD_AND_PIN}
    assert (visit.verification, visit.verified_at) == (Verification.ID_ORIGINAL, AT)


def test_the_papers_of_another_operation_leave_the_rest_as_it_was() -> None:
    visit = Visit(1).looked_at(PAPERS, PAPERS, AT)
    next_list = (ChecklistItem.ID_ORIGINAL, ChecklistItem.APPLICATION_FORM)
    again = visit.looked_at(next_list, next_list, LATER)
    assert (again.seen, again.verified_at) == (visit.seen, AT)
    assert again.looked_at(next_list, (), LATER).verification is Verification.NONE


def test_another_person_brings_other_papers() -> None:
    visit = Visit(1).looked_at(PAPERS, PAPERS, AT).with_person(new_proxy())
    assert (visit.presence, visit.seen, visit.verified_at) == (Presence.PROXY, frozenset(), None)


def test_a_corrected_name_keeps_what_was_seen() -> None:
    seen = (ChecklistItem.PROXY_ID_ORIGINAL,)
    visit = Visit(1).with_person(new_proxy()).looked_at(seen, seen, AT)
    assert visit.verification is Verification.PROXY_ID_ORIGINAL
    assert visit.with_person(new_proxy(name="李代半")).seen == visit.seen
    assert visit.with_person(ProxyOnFile(3)).seen == frozenset()


def test_a_registered_proxy_goes_on_as_the_newest_on_file() -> None:
    def on_file(document_id: int) -> ProxyView:
        return ProxyView(
            document_id,
            "李**",
            "440***********0023",
            ProxyRelation.FRIEND,
            ProxyDocumentKind.NOTARISED_POA,
            TODAY,
            TODAY,
            frozenset(Matter),
            None,
            True,
        )

    visit = Visit(1).with_person(new_proxy())
    assert visit.registered((on_file(4), on_file(9), on_file(7))).proxy == ProxyOnFile(9)
    assert visit.registered(()) == visit
    assert Visit(1).registered((on_file(4),)) == Visit(1)


@pytest.mark.parametrize("proxy", [None, ProxyOnFile(4), new_proxy(), new_proxy(valid_to=None)])
def test_a_draft_of_the_same_day_knows_the_people_again(proxy: object) -> None:
    visit = Visit(1).with_person(proxy)  # type: ignore[arg-type]
    items = (
        ChecklistItem.ID_ORIGINAL if proxy is None else ChecklistItem.PROXY_ID_ORIGINAL,
        ChecklistItem.APPLICATION_FORM,
    )
    visit = visit.looked_at(items, items, AT)
    payload = save_people(visit, items, {"notary": "深圳公证处"}, TODAY)
    assert saved_people(payload, visit, TODAY) == (visit, frozenset(items))
    assert saved_proxy_texts(payload) == {"notary": "深圳公证处"}


@pytest.mark.parametrize("proxy", [None, new_proxy()])
def test_in_another_visit_the_person_is_looked_at_again(proxy: object) -> None:
    """Somebody may have gone and somebody else come: the form is there, the ticks about the person are not."""
    nobody_seen = Visit(1).with_person(proxy)  # type: ignore[arg-type]
    items = (
        ChecklistItem.ID_ORIGINAL if proxy is None else ChecklistItem.PROXY_ID_ORIGINAL,
        ChecklistItem.APPLICATION_FORM,
    )
    payload = save_people(nobody_seen.looked_at(items, items, AT), items, {}, TODAY)
    found = saved_people(payload, Visit(1), TODAY)
    assert found == (nobody_seen, frozenset({ChecklistItem.APPLICATION_FORM}))
    assert found[0].verification is Verification.NONE


def test_papers_seen_on_another_day_count_for_nothing() -> None:
    visit = Visit(1).with_person(new_proxy())
    items = (ChecklistItem.PROXY_ID_ORIGINAL,)
    payload = save_people(visit.looked_at(items, items, AT), items, {}, date(2020, 2, 26))
    assert saved_people(payload, Visit(1), TODAY) == (visit, frozenset())
