"""The summary a customer looks at before anything is done."""

from __future__ import annotations

from datetime import datetime

from hfund_tui.documents.effects import approval_sentence, effect_sentences
from hfund_tui.documents.paper import Block, Paper, Row, name_of, people, row
from hfund_tui.documents.receipt import quota_rows
from hfund_tui.documents.refusal import reason_block
from hfund_tui.documents.text import paper_lines
from hfund_tui.domain.capital import capital_amount
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.loans.effects import OrderDebit
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.plan import Plan
from hfund_tui.domain.receipt import PersonOnReceipt
from hfund_tui.i18n import Translator


def render_summary(
    plan: Plan,
    t: Translator,
    *,
    branch: BilingualName,
    member: PersonOnReceipt,
    account_no: str,
    proxy: PersonOnReceipt | None = None,
    at: datetime,
    width: int = 76,
) -> list[str]:
    """What the plan will do, in lines of at most `width` cells. People and account are masked already."""
    title = t(OPERATIONS[plan.operation].title_key)
    head = (
        row(t, "receipt.label.transaction", f"{OPERATIONS[plan.operation].transaction_code} {title}"),
        row(t, "receipt.label.business_date", t.day(plan.business_date)),
    )
    paper = Paper(
        branch=name_of(t, branch),
        title=t("document.summary.title"),
        reference="",
        issued_at=at,
        blocks=(
            Block((*head, *people(t, member, account_no, proxy)), paired=True),
            *(_refused(plan, t) if plan.refused else _will_happen(plan, t)),
        ),
    )
    return paper_lines(paper, t, width)


def _will_happen(plan: Plan, t: Translator) -> list[Block]:
    blocks = []
    if plan.amount_fen:
        amount = t("receipt.yuan", amount=t.money(plan.amount_fen))
        money = [
            row(t, _amount_label(plan), amount, strong=True),
            row(t, "receipt.label.amount_capital", capital_amount(plan.amount_fen)),
        ]
        money += quota_rows(plan.quota, plan.amount_fen, t) if plan.quota else ()
        blocks.append(Block(tuple(money)))
    blocks.append(_listed(t("document.summary.effects"), effect_sentences(plan, t)))
    if plan.approvals:
        reasons = [approval_sentence(one, t) for one in plan.approvals]
        blocks.append(_listed(t("document.summary.approvals"), reasons))
    return blocks


def _amount_label(plan: Plan) -> str:
    debited = plan.effect(OrderDebit) is not None
    return "receipt.label.amount_debited" if debited else "receipt.label.amount"


def _refused(plan: Plan, t: Translator) -> list[Block]:
    reasons = [reason_block(one, t, number) for number, one in enumerate(plan.decision.failed, start=1)]
    return [Block((), heading=t("document.summary.refused")), *reasons]


def _listed(heading: str, sentences: list[str]) -> Block:
    rows = (Row(f"{number}.", one) for number, one in enumerate(sentences, start=1))
    return Block(tuple(rows), heading=heading)
