"""Families and agreements of a block's members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import Matter
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.request import certificate_sha256
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    Channel,
    FamilyRelation,
    ProxyDocumentKind,
    ProxyRelation,
)
from hfund_tui.services.demo.city import numbers
from hfund_tui.services.demo.city.calendar import StoredDays
from hfund_tui.services.demo.city.making import Draw, Making, Person
from hfund_tui.services.demo.city.names import CityNames
from hfund_tui.services.demo.crowd import FIRST_SIGNING
from hfund_tui.services.demo.office import Office
from hfund_tui.services.demo.proportions import SIGNS_ON_LINE
from hfund_tui.services.demo.rows import working_day_from

_SIGNED_THAT_MORNING = 0.004
_WITH_CHILD = 0.5
_SPOUSE, _CHILD = FamilyRelation.SPOUSE.value, FamilyRelation.MINOR_CHILD.value
_SELF_SERVICE, _RESIDENT = AgreementKind.SELF_SERVICE.value, IdKind.RESIDENT.value
_IN_FORCE, _TERMINATED = AgreementState.IN_FORCE.value, AgreementState.TERMINATED.value

Spouse = tuple[str, str, int]
"""Name, identity number and birth day."""


class CityPapers:
    def __init__(
        self,
        office: Office,
        policies: PolicyBook,
        texts: Mapping[str, str],
        days: StoredDays,
        identities: numbers.Identities,
        names: CityNames,
    ) -> None:
        self._office = office
        self._policies = policies
        self._days, self._identities, self._names = days, identities, names
        self._share = {name: share / 1000 for name, share in office.per_mille.items()}
        self._texts = texts
        self._versions = [self._version(day) for day in (FIRST_SIGNING, office.business_date)]
        self._first_signing = FIRST_SIGNING.toordinal()
        self._festival = office.festival.toordinal() - 1
        self._checker = office.staff[0].code
        policy = policies.on(office.business_date)
        self._validity = policy.count("proxy.default_validity_days")

    def family(self, block: Making, one: Person) -> Spouse:
        """A spouse, and for half of them a child."""
        draw, days = block.draw, self._days
        assert one.place is not None
        day, order = self._identities.spouse(one.day, one.order)
        sex = numbers.sex_of(order)
        name, id_no = self._names.common(sex, draw)[0], self._identities.number(one.place, day, order)
        owns = (None, 0, 0, 1)[int(draw() * 4)]
        checked = None if owns is None else days.text[self._signing_day(draw, self._first_signing)]
        checker = None if owns is None else self._checker
        block.rows.add("family_member", one.member_id, _SPOUSE, name, id_no, owns, checked, checker)
        child = self._identities.child(one.day, one.order) if draw() < _WITH_CHILD else None
        if child is not None:
            sex = numbers.sex_of(child[1])
            named = one.name[0] + self._names.given(sex, draw)
            number = self._identities.number(one.place, *child)
            block.rows.add("family_member", one.member_id, _CHILD, named, number, None, None, None)
        return name, id_no, day

    def _signing_day(self, draw: Draw, first: int) -> int:
        """A working day before the Spring Festival, or since the first day it could be."""
        last = self._festival if first < self._festival else self._days.today
        return self._days.working_day[first + int(draw() * (last - first))]

    def signed(self, block: Making, one: Person, opened: int, spouse: Spouse | None, normal: bool) -> int:
        """An agreement in force, by proxy where the spouse came; answers the day (ordinal) it was signed."""
        draw, days = block.draw, self._days
        channel, document = Channel.COUNTER, None
        version, text = self._versions[0]
        if normal and draw() < _SIGNED_THAT_MORNING:
            day, (version, text) = days.today, self._versions[1]
            channel = SIGNS_ON_LINE[int(draw() * len(SIGNS_ON_LINE))]
        else:
            day = self._signing_day(draw, max(opened, self._first_signing))
            if day == days.today:
                day = opened
            if spouse is not None and draw() < self._share["signed_by_proxy"] / self._share["with_family"]:
                document = self._proxy(block, one, spouse, day)
        block.rows.add(
            "agreement",
            one.member_id,
            _SELF_SERVICE,
            version,
            text,
            _IN_FORCE,
            channel.value,
            document,
            days.text[day],
            None,
        )
        return day

    def ended(self, block: Making, one: Person, opened: int) -> None:
        """An agreement that was terminated."""
        day = self._signing_day(block.draw, max(opened, self._first_signing))
        if day == self._days.today:
            return
        ended = self._days.working_day[day + int(block.draw() * (self._days.today - day + 1))]
        version, text = self._versions[0]
        kind, state = _SELF_SERVICE, _TERMINATED
        days = (self._days.text[day], self._days.text[ended])
        block.rows.add(
            "agreement", one.member_id, kind, version, text, state, Channel.COUNTER.value, None, *days
        )

    def _proxy(self, block: Making, one: Person, spouse: Spouse, signed_on: int) -> int:
        """The power of attorney by which the spouse signed."""
        name, id_no, born = spouse
        issued = date.fromordinal(signed_on) - timedelta(days=1 + int(block.draw() * 20))
        kind, notaries = ProxyDocumentKind.NOTARISED_POA, self._office.notaries
        notary = notaries[one.ordinal % len(notaries)]
        certificate = f"({issued.year})示城民字第{one.ordinal:07}号"
        valid_to = issued + timedelta(days=self._validity - 1)
        registered = working_day_from(issued, self._policies.calendar)
        document = block.rows.add(
            "proxy_document",
            one.member_id,
            name,
            _RESIDENT,
            id_no,
            date.fromordinal(born).isoformat(),
            ProxyRelation.SPOUSE.value,
            kind.value,
            notary,
            certificate,
            certificate_sha256(kind, notary, certificate),
            issued.isoformat(),
            issued.isoformat(),
            valid_to.isoformat(),
            self._checker,
            registered.isoformat(),
        )
        block.rows.rows["proxy_matter"].append((document, Matter.SELF_SERVICE_AGREEMENT.value))
        return document

    def _version(self, day: date) -> tuple[str, str]:
        version = self._policies.on(day).word("agreement.version")
        return version, self._texts[version]
