"""What a plan does, in sentences: for summaries and for the person who approves."""

from __future__ import annotations

from hfund_tui.documents.loan_effects import loan_sentence
from hfund_tui.domain.decision import card, insurance, month_span, term
from hfund_tui.domain.decision import money as shown_money
from hfund_tui.domain.effect import Effect
from hfund_tui.domain.loans.effects import LoanEffect
from hfund_tui.domain.masks import mask_account, mask_name
from hfund_tui.domain.months import Month
from hfund_tui.domain.plan import (
    AcceptClosure,
    ChangeCard,
    ClaimMonths,
    CreditInterest,
    DebitAccount,
    EndAgreement,
    EndClosure,
    FileInsurance,
    NeedsApproval,
    PayOut,
    Plan,
    PutAgreementInForce,
    PutPasswordInForce,
    RecordException,
    RecordProxyAct,
    RegisterProxy,
    ReplaceOrder,
    RevokeDocument,
    SendResetCode,
    SetAccountState,
    UndoCase,
)
from hfund_tui.domain.vocabulary import AgreementKind
from hfund_tui.i18n import Translator


def effect_sentences(plan: Plan, t: Translator) -> list[str]:
    """One sentence for each effect, in the order of posting. Names and numbers are masked.

    Months are used up whole: what of their quota isn't taken is told with them.
    """
    sentences = []
    for effect in plan.effects:
        sentence = effect_sentence(effect, t)
        if isinstance(effect, ClaimMonths) and plan.forgone_fen:
            sentence += t("effect.forgone", amount=shown_money(plan.forgone_fen))
        sentences.append(sentence)
    return sentences


def effect_sentence(effect: Effect, t: Translator) -> str:
    """Raises TypeError for a kind of effect that has no words."""
    match effect:
        case RegisterProxy():
            return t(
                "effect.register_proxy",
                name=mask_name(effect.document.name),
                document=effect.document.document_kind,
                valid_to=effect.valid_to,
            )
        case RecordProxyAct():
            return t("effect.record_proxy_act")
        case PutAgreementInForce():
            return t("effect.put_agreement_in_force", agreement=effect.kind, version=effect.version)
        case EndAgreement():
            ends_self_service = effect.kind is AgreementKind.SELF_SERVICE
            return t("effect.end_agreement" if ends_self_service else "effect.end_co_repayment")
        case RevokeDocument():
            return t("effect.revoke_document", name=mask_name(effect.proxy_name))
        case ClaimMonths():
            return t("effect.claim_months", n=len(effect.months), span=month_spans(effect.months, t))
        case DebitAccount():
            amount = shown_money(effect.amount_fen)
            return t("effect.debit_account", account=mask_account(effect.account_no), amount=amount)
        case PayOut():
            return t(
                "effect.pay_out_held" if effect.cooling_off else "effect.pay_out",
                card=card(effect.bank_code, effect.card_last_four),
                not_before=effect.not_before,
                pay_by=effect.pay_by,
            )
        case CreditInterest():
            amount = shown_money(effect.amount_fen)
            return t("effect.credit_interest", days=effect.days, rate=effect.rate, amount=amount)
        case SetAccountState():
            return t(
                "effect.set_account_state",
                account=mask_account(effect.account_no),
                before=effect.before,
                state=effect.state,
            )
        case AcceptClosure():
            if effect.due_from is None:
                return t("effect.accept_closure_open")
            return t("effect.accept_closure", day=effect.due_from)
        case EndClosure():
            key = "effect.end_closure_settled" if effect.settled else "effect.end_closure"
            return t(key, case_no=effect.case_no)
        case ChangeCard():
            return t("effect.change_card", card=card(effect.bank_code, effect.card_no[-4:]))
        case PutPasswordInForce():
            return t("effect.put_password_in_force")
        case SendResetCode():
            return t("effect.send_reset_code", mobile=effect.mobile)
        case ReplaceOrder():
            return t("effect.replace_order", case_no=effect.case_no)
        case UndoCase():
            operation = term(f"operation.{effect.operation.value}.title")
            return t("effect.undo_case", kind=effect.kind, case_no=effect.case_no, operation=operation)
        case FileInsurance():
            proof = effect.proof
            return t(
                "effect.file_insurance",
                insurance=insurance(proof.status, proof.last_paid, proof.settled_on),
            )
        case RecordException():
            return t("effect.record_exception", rule=t(f"finding.{effect.rule}.title"))
        case _ if isinstance(effect, LoanEffect):
            return loan_sentence(effect, t)
    raise TypeError(f"no words for {type(effect).__name__}")


def approval_sentence(approval: NeedsApproval, t: Translator) -> str:
    """Why a second person is needed."""
    return t(f"approval.{approval.reason.value}", value=approval.value, limit=approval.limit)


def month_spans(months: tuple[Month, ...], t: Translator) -> str:
    """Months in words, neighbours as a span: 2019-09 to 2019-11, 2020-01."""
    spans: list[tuple[Month, Month]] = []
    for month in months:
        if spans and month - spans[-1][1] == 1:
            spans[-1] = (spans[-1][0], month)
        else:
            spans.append((month, month))
    return t("format.list_separator").join(t.shown(month_span(*span)) for span in spans)
