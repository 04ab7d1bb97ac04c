"""A new proxy and the document he or she acts with, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from hfund_tui.domain.identifiers import IdCheck, IdKind, check_proxy_id, partial_id_problem
from hfund_tui.domain.operation import Matter
from hfund_tui.domain.plain import word_or_none
from hfund_tui.domain.request import NewProxy
from hfund_tui.domain.text import has_letters
from hfund_tui.domain.vocabulary import ProxyDocumentKind, ProxyRelation
from hfund_tui.i18n import Translator
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.checklist import Checklist
from hfund_tui.widgets.choice import Choice
from hfund_tui.widgets.date_field import DayInput
from hfund_tui.widgets.field import Field
from hfund_tui.widgets.form_input import FormInput
from hfund_tui.widgets.text import ui_text

LABEL_WIDTH = 16
_LAST_OF_GROUP = frozenset({"relation", "certificate_no", "valid_to"})
ID_KINDS = tuple(kind for kind in IdKind if kind is not IdKind.RESIDENT_15)
_RESIDENT_LENGTH = 18
LABELS = {
    "proxy_id_kind": "proxy.label.id_kind",
    "proxy_id_no": "proxy.label.id_no",
    "proxy_name": "proxy.label.name",
    "relation": "proxy.label.relation",
    "document_kind": "proxy.label.document_kind",
    "notary": "proxy.label.notary",
    "certificate_no": "proxy.label.certificate_no",
    "issued_on": "proxy.label.issued_on",
    "valid_from": "proxy.label.valid_from",
    "valid_to": "proxy.label.valid_to",
    "matters": "proxy.label.matters",
}
"""Message keys of the labels, by field."""

_DAY_PROBLEMS = {"bad_format": "proxy.day.bad_format", "no_such_day": "proxy.day.no_such_day"}


class IdInput(FormInput):
    """The number of the proxy's own document. A whole resident number goes on by itself."""

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(max_length=24, id=id)
        self.kind = IdKind.RESIDENT
        self._today = today

    @property
    def check(self) -> IdCheck:
        return check_proxy_id(self.kind, self.value, on=self._today)

    @property
    def problem(self) -> IdCheck | None:
        """The first rule that is broken already, while it is still being typed too."""
        if not self.value.strip():
            return None
        if self.kind is IdKind.RESIDENT and self.has_focus:
            return partial_id_problem(self.value, on=self._today)
        return None if self.check.valid else self.check

    @property
    def is_answered(self) -> bool:
        return self.check.valid

    @on(Input.Changed)
    def _complete(self) -> None:
        whole = len(self.check.value) == _RESIDENT_LENGTH
        if self.has_focus and self.kind is IdKind.RESIDENT and whole and self.check.valid:
            self.post_message(GoOn(self))


class NotaryInput(FormInput):
    """The name of a notary's office. Digits alone belong to the next field."""

    @property
    def is_answered(self) -> bool:
        return has_letters(self.value) or not self.required

    @property
    def is_implausible(self) -> bool:
        return bool(self.text) and not self.is_answered and (self.entered or not self.has_focus)


class ProxyForm(Vertical):
    """Everything the house records about a proxy. `day` is the business date.

    An empty "valid from" means the day of issue, an empty "valid to" the policy's `default_days`.
    """

    DEFAULT_CSS = """
    ProxyForm { height: auto; }
    ProxyForm .tall > Horizontal { height: auto; }
    ProxyForm #proxy-name { width: 24; }
    ProxyForm #notary, ProxyForm #certificate-no { width: 36; }
    ProxyForm DayInput { width: 14; }
    """

    def __init__(self, day: date, default_days: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._day = day
        self._default_days = default_days
        self._t: Translator | None = None
        self.id_kind = Choice(ID_KINDS, value=IdKind.RESIDENT, brief=True, id="id-kind")
        self.id_no = IdInput(day, id="id-no")
        self.proxy_name = FormInput(max_length=100, id="proxy-name")
        self.relation = Choice(tuple(ProxyRelation), id="relation")
        self.document_kind = Choice(
            tuple(ProxyDocumentKind), value=ProxyDocumentKind.NOTARISED_POA, id="document-kind"
        )
        self.notary = NotaryInput(max_length=200, id="notary")
        self.certificate_no = FormInput(max_length=100, id="certificate-no")
        self.issued_on = DayInput(id="issued-on")
        self.valid_from = DayInput(id="valid-from")
        self.valid_to = DayInput(required=False, id="valid-to")
        self.matters = Checklist(tuple(Matter), wants_all=False, columns=2, numbered=True, id="matters")

    def compose(self) -> ComposeResult:
        for name, control in self._controls().items():
            field = Field(name, control, label_width=LABEL_WIDTH)
            field.set_class(isinstance(control, Choice | Checklist), "tall")
            field.set_class(name in _LAST_OF_GROUP, "last-of-group")
            yield field

    def _controls(self) -> dict[str, Widget]:
        return {
            "proxy_id_kind": self.id_kind,
            "proxy_id_no": self.id_no,
            "proxy_name": self.proxy_name,
            "relation": self.relation,
            "document_kind": self.document_kind,
            "notary": self.notary,
            "certificate_no": self.certificate_no,
            "issued_on": self.issued_on,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "matters": self.matters,
        }

    # ---- words -----------------------------------------------------------------------------------------

    def words(self, t: Translator) -> None:
        """Say everything again: labels, options, hints, and what is wrong."""
        self._t = t
        for choice in (self.id_kind, self.relation, self.document_kind):
            choice.words(t.term)
        self.matters.words(t.term)
        for field in self.query(Field):
            name = str(field.name)
            field.words(ui_text(t(LABELS[name])), ui_text(self._hint(name, t)))
            problem = self._problem(name, t)
            if problem:
                field.mark(ui_text(problem))
            else:
                field.unmark()

    def _hint(self, name: str, t: Translator) -> str:
        first = self.valid_from.day
        if name == "valid_from" and not self.valid_from.value.strip() and first is not None:
            return t("proxy.hint.valid_from", day=first)
        if name == "valid_to" and not self.valid_to.value.strip() and first is not None:
            return t("proxy.hint.valid_to", day=first + timedelta(days=self._default_days - 1))
        return ""

    def _problem(self, name: str, t: Translator) -> str:
        control = self._controls()[name]
        if isinstance(control, IdInput) and (check := control.problem) is not None:
            return t(f"identifier.{check.reason}.detail", **check.detail)
        if isinstance(control, NotaryInput) and control.is_implausible:
            return t("proxy.notary.implausible")
        if isinstance(control, DayInput) and (problem := control.problem) is not None:
            return "" if control.is_unfinished else t(_DAY_PROBLEMS[problem.code])
        return ""

    # ---- what was typed --------------------------------------------------------------------------------

    @on(Choice.Picked)
    @on(Input.Changed)
    @on(Input.Submitted)
    @on(Input.Blurred)
    @on(Checklist.Changed)
    def _understood(self) -> None:
        """Carry over what one answer means for the others; the message goes on to the screen."""
        assert self.id_kind.value is not None
        self.id_no.kind = self.id_kind.value
        self.notary.required = self.document_kind.value is ProxyDocumentKind.NOTARISED_POA
        self.valid_from.fallback = self.issued_on.day
        if self._t is not None:
            self.words(self._t)

    def texts(self) -> dict[str, str]:
        """Everything as it stands, to be put back by `refill`."""
        texts = {}
        for name, control in self._controls().items():
            match control:
                case Input():
                    texts[name] = control.value
                case Choice():
                    texts[name] = control.value.value if control.value is not None else ""
                case Checklist():
                    texts[name] = " ".join(sorted(control.ticked))
        return texts

    def refill(self, texts: Mapping[str, str]) -> None:
        """Put back what `texts` gave; what it does not name, or not in words of today, stays as it is."""
        for name, control in self._controls().items():
            text = texts.get(name, "")
            match control:
                case Input():
                    control.value = text
                case Choice():
                    control.value = word_or_none(type(control.options[0]), text) or control.value
                case Checklist():
                    named = (word_or_none(Matter, one) for one in text.split())
                    control.show(control.items, [one for one in named if one is not None])
        self._understood()

    def proxy(self) -> NewProxy | None:
        """The proxy as the form stands; None while the relation is open or a day can't be read."""
        issued, first = self.issued_on.day, self.valid_from.day
        if issued is None or first is None or self.valid_to.problem is not None:
            return None
        relation = self.relation.value
        return None if relation is None else self._proxy(relation, issued, first, self.valid_to.day)

    def person(self) -> NewProxy | None:
        """Who is to act, with a document made up for today: so that the person can be judged before it.

        None while the number is not well formed.
        """
        if not self.id_no.check.valid:
            return None
        return self._proxy(self.relation.value or ProxyRelation.FRIEND, self._day, self._day, None)

    def _proxy(
        self, relation: ProxyRelation, issued_on: date, valid_from: date, valid_to: date | None
    ) -> NewProxy:
        assert self.id_kind.value is not None and self.document_kind.value is not None
        return NewProxy(
            name=self.proxy_name.text,
            id_kind=self.id_kind.value,
            id_no=self.id_no.check.value,
            relation=relation,
            document_kind=self.document_kind.value,
            notary=self.notary.text,
            certificate_no=self.certificate_no.text,
            issued_on=issued_on,
            valid_from=valid_from,
            valid_to=valid_to,
            matters=self.matters.ticked,
        )
