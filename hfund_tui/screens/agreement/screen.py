"""The self-service agreement: read and sign it, end it, or take back a proxy's document."""

from __future__ import annotations

import re

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from hfund_tui.domain.decision import term_key
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.request import Request, RevokeProxy, SignAgreement, TerminateAgreement
from hfund_tui.domain.vocabulary import AgreementKind
from hfund_tui.screens.agreement.documents import DocumentList
from hfund_tui.screens.agreement.reading import Unlocks
from hfund_tui.screens.agreement.reading_form import ReadingForm
from hfund_tui.screens.base import Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.operation.home import do_at_home, reason_at_home
from hfund_tui.screens.operation.screen import LABEL_WIDTH, OperationScreen
from hfund_tui.services.overview import MemberOverview
from hfund_tui.widgets.answers import GoOn
from hfund_tui.widgets.field import Field


class AgreementScreen(ReadingForm):
    """Signing, ending and revoking share the screen: the text or the documents left, who and what right."""

    KEYS = (Command("terminate", "t"), Command("revoke", "x"))
    BAR = ("back", "proxy", "terminate", "revoke", "withdrawal", "commit", "lock", "help")
    HELP_RULE = "agreement.help.rule"
    HELP_NEXT = "agreement.help.next"
    STEPS = (("agreement.step.papers", "papers"), ("agreement.step.check", ""))
    LABELS = {**OperationScreen.LABELS, "document": "agreement.documents"}

    def __init__(self, member_id: int, operation: OperationCode = OperationCode.SIGN_AGREEMENT) -> None:
        super().__init__(member_id, operation)

    def compose_above(self) -> ComposeResult:
        yield Unlocks(id="unlocks")

    def compose_form(self) -> ComposeResult:
        yield Field("document", DocumentList(id="documents"), label_width=LABEL_WIDTH).add_class(
            "tall", "document-only"
        )

    def retranslate(self) -> None:
        self.set_class(self.operation is OperationCode.REVOKE_PROXY, "-revoking")
        super().retranslate()
        if self.overview is not None:
            self._show_unlocks()
            self.query_one(DocumentList).show(self.overview.proxies, self.t)

    def fill_in(self, overview: MemberOverview) -> None:
        documents = self.query_one(DocumentList)
        documents.show(overview.proxies, self.t)
        if len(documents.proxies) == 1:
            documents.document_id = documents.proxies[0].document_id

    def version(self, overview: MemberOverview) -> str:
        """The text to be signed, or the one that is ended."""
        if self.operation is OperationCode.TERMINATE_AGREEMENT:
            return next(
                (one.version for one in overview.agreements if one.in_force), overview.agreement_version
            )
        return overview.agreement_version

    def standing(self, overview: MemberOverview) -> Content:
        """Since when the agreement is in force, if it is."""
        signed = next((one for one in overview.agreements if one.in_force), None)
        if signed is None:
            return self.text("agreement.state.none", "$text-warning")
        key = "agreement.state.by_proxy" if signed.by_proxy else "agreement.state.in_person"
        return self.text(key, "$text-success", version=signed.version, day=signed.signed_on)

    def _show_unlocks(self) -> None:
        """What the signature opens, or what ending it closes."""
        opened = self.workstation.policies.channels.opened_by(
            AgreementKind.SELF_SERVICE, self.session.business_date
        )
        rows = []
        for title, keys in (
            ("agreement.unlocks.channels", [term_key(one) for one in opened.channels]),
            ("agreement.unlocks.withdrawals", [term_key(one) for one in opened.withdrawals]),
            ("agreement.unlocks.loan_changes", [f"loan_change.{one}" for one in opened.loan_changes]),
        ):
            listed = self.t("format.list_separator").join(self.t(key) for key in keys)
            rows.append((self.t(title, n=len(keys)), listed))
        ends = self.operation is OperationCode.TERMINATE_AGREEMENT
        title = self.t("agreement.ends" if ends else "agreement.unlocks")
        self.query_one(Unlocks).show(title, rows)

    # ---- what is asked ---------------------------------------------------------------------------------

    def request(self) -> Request | None:
        if self.overview is None:
            return None
        match self.operation:
            case OperationCode.TERMINATE_AGREEMENT:
                return TerminateAgreement(**self.who())
            case OperationCode.REVOKE_PROXY:
                document_id = self.query_one(DocumentList).document_id
                return None if document_id is None else RevokeProxy(document_id=document_id, **self.who())
            case _:
                return SignAgreement(version=self.overview.agreement_version, **self.who())

    def texts(self) -> dict[str, str]:
        document_id = self.query_one(DocumentList).document_id
        return {"document": str(document_id or "")} if self.operation is OperationCode.REVOKE_PROXY else {}

    def refill(self, texts: dict[str, str]) -> None:
        document = texts.get("document", "")
        if re.fullmatch("[0-9]{1,18}", document):
            self.query_one(DocumentList).document_id = int(document)

    @on(GoOn, "#documents")
    def _chosen(self) -> None:
        if self.overview is not None:
            self.query_one(DocumentList).show(self.overview.proxies, self.t)
            self.changed()

    # ---- going on --------------------------------------------------------------------------------------

    async def do_terminate(self) -> None:
        await self._turn_to(OperationCode.TERMINATE_AGREEMENT)

    async def do_revoke(self) -> None:
        await self._turn_to(OperationCode.REVOKE_PROXY)

    async def do_agreement(self) -> None:
        await self._turn_to(OperationCode.SIGN_AGREEMENT)

    async def _turn_to(self, operation: OperationCode) -> None:
        """Another of the agreement's operations, with what was begun here kept."""
        await self.put_away()
        self.house.switch_screen(AgreementScreen(self.member_id, operation))

    async def do_withdrawal(self) -> None:
        await do_at_home(self, "withdrawal")

    def unavailable(self, name: str) -> Reason | None:
        overview = self.overview
        match name:
            case "withdrawal":
                return reason_at_home(self, name)
            case "agreement" if self.operation is OperationCode.SIGN_AGREEMENT:
                return "agreement.here_already"
            case "terminate" if self.operation is OperationCode.TERMINATE_AGREEMENT:
                return "agreement.here_already"
            case "terminate" if overview is None or not overview.agreement_in_force:
                return "agreement.nothing_to_end"
            case "revoke" if self.operation is OperationCode.REVOKE_PROXY:
                return "agreement.here_already"
            case "revoke" if overview is None or not any(one.revoked_on is None for one in overview.proxies):
                return "agreement.nothing_to_revoke"
        return super().unavailable(name)
