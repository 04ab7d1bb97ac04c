"""One member at a glance, and revealing what is masked."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db import turns
from hfund_tui.db.tables import (
    Account,
    Agreement,
    Case,
    Employer,
    JournalBatch,
    LedgerEntry,
    Loan,
    Member,
    ProxyDocument,
)
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.facts import DocumentFacts, Facts
from hfund_tui.domain.masks import mask_account, mask_id, mask_mobile, mask_name
from hfund_tui.domain.months import age_on
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.planners import withdrawable_months
from hfund_tui.domain.policy import Policy, PolicyBook
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    AuditOutcome,
    LoanRole,
    LoanState,
)
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import Actor, authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.facts import FactsLoader
from hfund_tui.services.facts.cases import OPEN
from hfund_tui.services.facts.co_repayers import co_repayers
from hfund_tui.services.facts.loans import standing
from hfund_tui.services.loan_views import loans_of
from hfund_tui.services.overview import (
    AccountView,
    AgreementView,
    CardView,
    CaseLine,
    EventLine,
    FailedPayoutView,
    IdentityView,
    LoanView,
    MemberOverview,
    ProxyView,
)
from hfund_tui.services.records import record
from hfund_tui.services.revealing import RevealField, looks_today, plain_field
from hfund_tui.services.service_lines import service_lines
from hfund_tui.services.session import Session
from hfund_tui.services.staff import StaffService
from hfund_tui.services.store import Store
from hfund_tui.services.witness import check_witness

_EVENTS = 6
_NOTARIES = 100
_REASON_LENGTH = 200


class MemberService:
    def __init__(
        self, store: Store, clock: Clock, policies: PolicyBook, texts: dict[str, str], staff: StaffService
    ) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies
        self._texts = texts
        self._staff = staff

    def overview(self, session: Session, member_id: int) -> MemberOverview:
        """Everything about one member at one moment, masked. Raises Refusal."""
        with self._store.reading() as reader:
            actor = authorise(reader.session, session, OperationCode.VIEW_MEMBER, member_id)
            return self.look(reader.session, session, member_id, actor)

    def look(self, sql: SqlSession, session: Session, member_id: int, actor: Actor) -> MemberOverview:
        """The same, for a service that has authorised the actor for what it tells of it."""
        facts = FactsLoader(sql, self._texts).load(
            member_id,
            business_date=session.business_date,
            channel=session.channel,
            maker_id_no=actor.id_no,
        )
        policy = self._policies.on(session.business_date)
        loans = loans_of(sql, member_id, session.business_date, policy)
        return MemberOverview(
            member_id=member_id,
            business_date=session.business_date,
            identity=_identity(sql, facts),
            account=_account(sql, facts, policy),
            agreements=_agreements(sql, member_id),
            agreement_version=policy.word("agreement.version"),
            proxies=tuple(_proxy(one, facts) for one in facts.documents),
            card=_card(facts),
            loans=loans,
            open_cases=_cases(sql, member_id),
            events=_events(sql, facts.account.account_no),
            services=service_lines(session, *_with_loans(sql, facts, loans), policy),
            failed_payouts=tuple(
                FailedPayoutView(one.case_no, one.amount_fen, one.reason) for one in facts.failed_payouts
            ),
        )

    def notaries(self, session: Session) -> tuple[str, ...]:
        """The notary offices of the documents on file, the most frequent first: to complete what is typed."""
        with self._store.reading() as reader:
            authorise(reader.session, session, OperationCode.VIEW_MEMBER)
            uses = func.count().label("uses")
            rows = reader.session.exec(
                select(ProxyDocument.notary, uses)
                .where(ProxyDocument.notary != "")
                .group_by(ProxyDocument.notary)
                .order_by(uses.desc(), ProxyDocument.notary)
                .limit(_NOTARIES)
            )
            return tuple(notary for notary, _ in rows)

    def reveal(
        self,
        session: Session,
        member_id: int,
        field: RevealField,
        reason: str,
        second: tuple[str, str] | None = None,
    ) -> str:
        """One field as it is. The look and its reason are recorded.

        `second` is code and password of a supervisor, demanded beyond the policy's number of looks a day.
        Raises Refusal, BadInput without reason.
        """
        reason = clean(reason)[:_REASON_LENGTH]
        if not reason:
            raise BadInput("reason", "reason_needed")
        witness = self._staff.prove(session, *second) if second is not None else None
        with (
            refusals_recorded(self._store, self._clock, session, OperationCode.REVEAL_FIELD, member_id),
            self._store.writing(turns.staff(session.staff_code)) as uow,
        ):
            authorise(uow.session, session, OperationCode.REVEAL_FIELD)
            most = self._policies.on(session.business_date).count("approval.reveals_per_day")
            if looks_today(uow.session, session) >= most:
                if witness is None:
                    raise Refusal("reveal_needs_second", most=most)
                check_witness(uow.session, session, witness)
            value = plain_field(uow.session, member_id, field)
            record(
                uow,
                self._store.audit_key,
                session,
                self._clock.now(),
                OPERATIONS[OperationCode.REVEAL_FIELD].audit_label,
                AuditOutcome.READ,
                reason=reason,
                member_id=member_id,
                field=field.value,
                second=witness.code if witness else None,
            )
        return value


def _identity(sql: SqlSession, facts: Facts) -> IdentityView:
    member = facts.member
    mobile = sql.get_one(Member, member.member_id).mobile
    return IdentityView(
        mask_name(member.name),
        member.id_kind,
        mask_id(member.id_no),
        mask_mobile(mobile) if mobile else None,
        member.sex,
        member.birth_date,
        age_on(member.birth_date, facts.business_date),
        member.hukou_shenzhen,
    )


def _account(sql: SqlSession, facts: Facts, policy: Policy) -> AccountView:
    account = facts.account
    row = sql.get_one(Account, account.account_no)
    return AccountView(
        account_no=mask_account(account.account_no),
        employer=sql.get_one(Employer, row.employer_id).name,
        state=account.state,
        sealed_on=account.sealed_on,
        closed_on=row.closed_on,
        freeze=account.freeze,
        freeze_cause=row.freeze_cause,
        freeze_until=row.freeze_until,
        frozen_fen=account.frozen_fen,
        balance_fen=account.balance_fen,
        held_fen=account.held_fen,
        available_fen=account.available_fen,
        contribution_base_fen=row.contribution_base_fen,
        personal_rate_bp=row.personal_rate_bp,
        employer_rate_bp=row.employer_rate_bp,
        personal_due_fen=account.personal_due_fen,
        employer_due_fen=account.employer_due_fen,
        first_contribution=account.first_contribution,
        paid_through=account.paid_through,
        last_withdrawal=account.last_withdrawal,
        claimable_months=len(withdrawable_months(facts, policy)),
        password_is_initial=account.password_is_initial,
        password=facts.password.state,
    )


def _agreements(sql: SqlSession, member_id: int) -> tuple[AgreementView, ...]:
    rows = sql.exec(
        select(Agreement)
        .where(Agreement.member_id == member_id, Agreement.kind == AgreementKind.SELF_SERVICE)
        .order_by(col(Agreement.signed_on).desc(), col(Agreement.id).desc())
    )
    return tuple(
        AgreementView(
            row.version,
            row.state is AgreementState.IN_FORCE,
            row.signed_on,
            row.terminated_on,
            row.proxy_document_id is not None,
        )
        for row in rows
    )


def _proxy(document: DocumentFacts, facts: Facts) -> ProxyView:
    in_time = document.valid_from <= facts.business_date <= document.valid_to
    return ProxyView(
        document.document_id,
        mask_name(document.proxy_name),
        mask_id(document.proxy_id_no),
        document.relation,
        document.kind,
        document.valid_from,
        document.valid_to,
        document.matters,
        document.revoked_on,
        usable=in_time and document.revoked_on is None,
    )


def _card(facts: Facts) -> CardView | None:
    card = facts.card
    return CardView(card.bank_code, card.last_four, card.class_one, card.linked_on) if card else None


def _cases(sql: SqlSession, member_id: int) -> tuple[CaseLine, ...]:
    rows = sql.exec(
        select(Case)
        .where(
            Case.member_id == member_id,
            col(Case.status).in_(OPEN),
        )
        .order_by(col(Case.created_at).desc())
    )
    return tuple(
        CaseLine(row.case_no, OperationCode(row.operation), row.status, row.amount_fen or 0, row.created_at)
        for row in rows
    )


def _events(sql: SqlSession, account_no: str) -> tuple[EventLine, ...]:
    rows = sql.exec(
        select(LedgerEntry, JournalBatch)
        .join(JournalBatch, col(JournalBatch.id) == col(LedgerEntry.batch_id))
        .where(LedgerEntry.account_no == account_no)
        .order_by(col(LedgerEntry.id).desc())
        .limit(_EVENTS)
    )
    return tuple(
        EventLine(batch.business_date, batch.summary_code, entry.amount_fen, entry.balance_after_fen or 0)
        for entry, batch in rows
    )


def _with_loans(sql: SqlSession, facts: Facts, loans: tuple[LoanView, ...]) -> tuple[Facts, Facts]:
    """With the loan that a change would be about, and with the one that a co-repayer would leave."""
    on = facts.business_date
    of_others = [one.contract_no for one in loans if one.role is LoanRole.CO_REPAYER]
    owed = [
        one for one in loans if one.state is not LoanState.SETTLED and one.role is not LoanRole.CO_REPAYER
    ]
    running = [one for one in owed if one.terms is not None]
    first = sql.get(Loan, (running or owed)[0].contract_no) if owed else None
    other = sql.get(Loan, of_others[0]) if of_others else None
    changed = left = facts
    if first is not None:
        givers = co_repayers(sql, first.contract_no, on, None)
        changed = replace(facts, loan=replace(standing(sql, first, on), co_repayers=givers))
    if other is not None:
        left = replace(facts, loan=standing(sql, other, on))
    return changed, left
