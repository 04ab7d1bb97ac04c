"""What a frame says, and somebody to be served in it."""

from __future__ import annotations

from hfund_tui.app import HfundApp
from hfund_tui.domain.vocabulary import Verification
from hfund_tui.widgets.context_header import ContextHeader, Serving
from hfund_tui.widgets.key_bar import KeyBar
from hfund_tui.widgets.status_strip import StatusStrip
from tests.support.fake_workstation import MORNING

ZHANG = Serving(
    member_id=1,
    name="张*",
    id_no="440***********0014",
    account_no="2*******789",
    verification=Verification.ID_ORIGINAL,
    verified_at=MORNING,
)


def header(app: HfundApp) -> str:
    return str(app.screen.query_one(ContextHeader).render())


def status(app: HfundApp) -> str:
    return app.screen.query_one(StatusStrip).message.plain


def bar(app: HfundApp) -> str:
    return str(app.screen.query_one(KeyBar).render())
