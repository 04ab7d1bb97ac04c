"""A paper over the form: the summary for the customer, or the slip of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from hfund_tui.documents.refusal import render_refusal_pdf, render_refusal_text
from hfund_tui.documents.summary import render_summary
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.receipt import PersonOnReceipt, RefusalSlip, StaffOnReceipt
from hfund_tui.i18n import Translator
from hfund_tui.screens.base import Reason
from hfund_tui.screens.command import Command
from hfund_tui.screens.modal import HouseModal
from hfund_tui.screens.receipt.printing import save_pdf
from hfund_tui.widgets.paper_view import PaperView

if TYPE_CHECKING:
    from hfund_tui.domain.plan import Plan
    from hfund_tui.screens.operation.screen import OperationScreen
    from hfund_tui.services.outcomes import Refused

PAPER_WIDTH = 72

Render = Callable[[Translator], list[str]]
WritePdf = Callable[[Translator, Path], object]


class PaperModal(HouseModal[None]):
    """A paper in the language of the moment. With `pdf` it can be saved under a name."""

    HELP_RULE = "paper_view.help.rule"
    HELP_NEXT = "paper_view.help.next"
    KEYS = (Command("save_pdf", "p"), Command("done", "enter"))
    AUTO_FOCUS = "PaperView"
    DEFAULT_CSS = """
    PaperModal > #body { width: 80; max-width: 100%; max-height: 100%; padding: 0 1; }
    PaperModal PaperView { height: auto; max-height: 100%; }
    PaperModal #body > #keys { color: $text-muted; dock: bottom; }
    PaperModal PaperView { margin-bottom: 1; }
    """

    def __init__(self, render: Render, keys: str, *, pdf: tuple[str, WritePdf] | None = None) -> None:
        super().__init__()
        self._render_paper, self._keys_key, self._pdf = render, keys, pdf

    def compose_body(self) -> ComposeResult:
        yield PaperView()
        yield Static(id="keys")

    def retranslate(self) -> None:
        self.query_one(PaperView).show(self._render_paper(self.t))
        self.query_one("#keys", Static).update(self.text(self._keys_key))

    def unavailable(self, name: str) -> Reason | None:
        return "frame.not_here" if name == "save_pdf" and self._pdf is None else super().unavailable(name)

    def do_done(self) -> None:
        self.close(None)

    def do_save_pdf(self) -> None:
        if self._pdf is not None:
            name, write = self._pdf
            folder = self.house.settings.receipts
            self.run_call(
                save_pdf,
                folder,
                name,
                write,
                self.t,
                then=lambda path: self.say("receipt.saved", path=str(path)),
            )


def summary_modal(screen: OperationScreen, plan: Plan) -> PaperModal:
    """What the plan will do, for the customer to read."""
    member, account_no, proxy = people(screen)

    def render(t: Translator) -> list[str]:
        return render_summary(
            plan,
            t,
            branch=_branch(screen),
            member=member,
            account_no=account_no,
            proxy=proxy,
            at=screen.house.clock.now(),
            width=PAPER_WIDTH,
        )

    return PaperModal(render, "operation.paper.keys")


def refusal_modal(screen: OperationScreen, refused: Refused) -> PaperModal:
    """The written refusal, with every reason."""
    session = screen.session
    member, account_no, proxy = people(screen)
    slip = RefusalSlip(
        operation=refused.plan.operation,
        case_no=refused.case_no,
        issued_at=screen.house.clock.now(),
        business_date=session.business_date,
        branch=_branch(screen),
        operator=StaffOnReceipt(session.staff_code, BilingualName(session.staff_name, session.staff_name_en)),
        member=member,
        account_no=account_no,
        proxy=proxy,
        findings=refused.plan.decision.failed,
    )
    sample = screen.house.settings.is_sample

    def render(t: Translator) -> list[str]:
        return render_refusal_text(slip, t, width=PAPER_WIDTH, sample=sample)

    def write(t: Translator, path: Path) -> object:
        return render_refusal_pdf(slip, t, path, sample=sample)

    name = refused.case_no or f"{screen.member_id}-{slip.issued_at:%Y%m%d%H%M%S}"
    return PaperModal(render, "operation.refusal.keys", pdf=(f"refusal-{name}", write))


def _branch(screen: OperationScreen) -> BilingualName:
    return BilingualName(screen.session.branch_name, screen.session.branch_name_en)


def people(screen: OperationScreen) -> tuple[PersonOnReceipt, str, PersonOnReceipt | None]:
    """Member, account number and proxy, masked, as papers name them."""
    from hfund_tui.screens.proxy.words import masked_proxy

    overview = screen.overview
    assert overview is not None, "a plan was shown"
    identity = overview.identity
    proxy = masked_proxy(screen.visit.proxy, overview) if screen.visit.proxy else None
    return PersonOnReceipt(identity.name, identity.id_no), overview.account.account_no, proxy
