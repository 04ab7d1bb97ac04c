"""The contribution certificate on paper."""

from __future__ import annotations

from hfund_tui.documents.paper import Block, Paper, Row, name_of, row, staff_of
from hfund_tui.documents.vouched import copy_mark, how_to_verify, vouched
from hfund_tui.domain.capital import capital_amount
from hfund_tui.domain.certificate import OTHER_PURPOSE, ContributionCertificate
from hfund_tui.domain.decision import month_span
from hfund_tui.i18n import Language, Translator

_BASIS_POINTS = 10_000


def contribution_paper(one: ContributionCertificate, t: Translator, *, sample: bool = False) -> Paper:
    """Who contributes how much, since when, and what it is certified for; the balance if it is told."""
    return Paper(
        branch=name_of(t, one.branch),
        title=t("certificate.title"),
        reference=one.stamp.number,
        issued_at=one.made_at,
        lead=t("certificate.lead", name=one.member.name, span=month_span(one.first, one.last)),
        blocks=(
            Block(_who(one, t), paired=True),
            Block(_contributions(one, t), paired=True),
            *_balance(one, t),
            Block(
                (
                    row(t, "certificate.purpose", purpose_of(one, t)),
                    row(t, "receipt.label.issued_at", t.instant(one.made_at)),
                    row(t, "loan_paper.made_by", staff_of(t, one.made_by)),
                )
            ),
            *vouched(one.stamp, t),
        ),
        notes=(t("certificate.note"), *how_to_verify(one.stamp, t)),
        mark=copy_mark(one.stamp, t),
        sealed=True,
        sample=sample,
    )


def purpose_of(one: ContributionCertificate, t: Translator) -> str:
    """The coded purpose, or the words where it is none of the listed ones."""
    return one.words if one.purpose == OTHER_PURPOSE else t(f"certificate.purpose.{one.purpose}")


def _who(one: ContributionCertificate, t: Translator) -> tuple[Row, ...]:
    return (
        row(t, "receipt.label.member", one.member.name),
        row(t, "receipt.label.id_no", one.member.id_no),
        row(t, "receipt.label.account_no", one.account_no),
        row(t, "receipt.label.account_state", t.term(one.state)),
        row(t, "certificate.employer", one.employer),
    )


def _contributions(one: ContributionCertificate, t: Translator) -> tuple[Row, ...]:
    return (
        row(t, "certificate.period", t.shown(month_span(one.first, one.last)), strong=True),
        row(t, "certificate.first_contribution", t.month(one.first_contribution)),
        row(t, "certificate.paid_through", t.month(one.paid_through)),
        row(t, "certificate.base", t.money(one.base_fen)),
        row(t, "certificate.personal_rate", _rate(one.personal_rate_bp, t)),
        row(t, "certificate.employer_rate", _rate(one.employer_rate_bp, t)),
        row(t, "certificate.personal_due", t.money(one.personal_due_fen)),
        row(t, "certificate.employer_due", t.money(one.employer_due_fen)),
        row(t, "certificate.monthly_due", t.money(one.monthly_due_fen), strong=True),
    )


def _rate(basis_points: int, t: Translator) -> str:
    whole, rest = divmod(basis_points, _BASIS_POINTS)
    return t.ratio(f"{whole}.{rest:04d}")


def _balance(one: ContributionCertificate, t: Translator) -> tuple[Block, ...]:
    if one.balance_fen is None:
        return ()
    balance = t("receipt.yuan", amount=t.money(one.balance_fen))
    rows = [row(t, "certificate.balance", balance, strong=True)]
    if t.language is Language.ZH:
        rows.append(row(t, "receipt.label.amount_capital", capital_amount(one.balance_fen)))
    return (Block(tuple(rows), shaded=True),)
