"""What a member is told after something happened to the account: one notice for each thing worth telling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hfund_tui.domain.decision import Shown, card, day, term
from hfund_tui.domain.decision import money as shown_money
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.loans.effects import ReplaceRepaymentAccount
from hfund_tui.domain.plan import (
    AcceptClosure,
    ChangeCard,
    EndAgreement,
    EndClosure,
    PayOut,
    Plan,
    PutAgreementInForce,
    PutPasswordInForce,
    RegisterProxy,
    RevokeDocument,
    UndoCase,
)
from hfund_tui.domain.vocabulary import AgreementKind, NoticeKind


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A kind of notice with the values of its words (`notice.<kind>`)."""

    kind: NoticeKind
    params: tuple[tuple[str, Shown], ...] = ()


def notices_of(plan: Plan, posted_on: date) -> tuple[NoticeText, ...]:
    """The notices of a plan that was posted on that day. They name nothing that identifies the member."""
    found = (_notice(effect, posted_on) for effect in plan.effects)
    notices = tuple(one for one in found if one is not None)
    signed = any(one.kind is NoticeKind.AGREEMENT_SIGNED for one in notices)
    # A text that replaces an older one is told once.
    return tuple(one for one in notices if not (signed and one.kind is NoticeKind.AGREEMENT_ENDED))


def payout_failed(amount_fen: int) -> NoticeText:
    """The bank could not pay; the member has to link another card."""
    return NoticeText(NoticeKind.PAYOUT_FAILED, (("amount", shown_money(amount_fen)),))


def debit_failed(amount_fen: int) -> NoticeText:
    """The bank could not debit an early repayment; it has to be asked for again."""
    return NoticeText(NoticeKind.DEBIT_FAILED, (("amount", shown_money(amount_fen)),))


def offset_taken(amount_fen: int, posted_on: date) -> NoticeText:
    """A co-repayer's account repaid a loan; its owner was not there."""
    return NoticeText(NoticeKind.OFFSET_TAKEN, (("amount", shown_money(amount_fen)), ("day", day(posted_on))))


def repayment_account_changed(effect: ReplaceRepaymentAccount) -> NoticeText:
    """The loan is debited from another account; every borrower is told, whoever asked for it."""
    shown = card(effect.bank_code, effect.account_no[-4:])
    return NoticeText(NoticeKind.REPAYMENT_ACCOUNT_CHANGED, (("card", shown),))


def taken_back(effect: UndoCase) -> NoticeText:
    undone = term(f"operation.{effect.operation.value}.title")
    return NoticeText(NoticeKind.REVERSED, (("operation", undone),))


def _which(kind: AgreementKind, on: date) -> tuple[tuple[str, Shown], ...]:
    return ("agreement", term(kind)), ("day", day(on))


def _notice(effect: Effect, posted_on: date) -> NoticeText | None:
    match effect:
        case PutAgreementInForce():
            return NoticeText(NoticeKind.AGREEMENT_SIGNED, _which(effect.kind, posted_on))
        case EndAgreement():
            return NoticeText(NoticeKind.AGREEMENT_ENDED, _which(effect.kind, posted_on))
        case RegisterProxy():
            until = day(effect.valid_to)
            return NoticeText(
                NoticeKind.PROXY_REGISTERED,
                (("day", until), ("document", term(effect.document.document_kind))),
            )
        case RevokeDocument():
            return NoticeText(NoticeKind.PROXY_REVOKED)
        case ChangeCard():
            shown = card(effect.bank_code, effect.card_no[-4:])
            return NoticeText(NoticeKind.CARD_LINKED, (("card", shown),))
        case PutPasswordInForce():
            return NoticeText(NoticeKind.PASSWORD_SET, (("day", day(posted_on)),))
        case PayOut():
            return NoticeText(
                NoticeKind.PAYOUT_ORDERED,
                (
                    ("amount", shown_money(effect.amount_fen)),
                    ("card", card(effect.bank_code, effect.card_last_four)),
                    ("day", day(effect.pay_by)),
                ),
            )
        case AcceptClosure():
            return NoticeText(NoticeKind.CLOSURE_ACCEPTED)
        case EndClosure(settled=False):
            return NoticeText(NoticeKind.CLOSURE_CANCELLED)
        case ReplaceRepaymentAccount():
            return repayment_account_changed(effect)
        case UndoCase():
            return taken_back(effect)
        case _:
            return None
