"""Contribution certificates: what may be certified, and issuing it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session as SqlSession
from sqlmodel import select

from hfund_tui.db import turns
from hfund_tui.db.tables import Account, Employer, Member
from hfund_tui.domain.catalogue import OPERATIONS
from hfund_tui.domain.certificate import OTHER_PURPOSE, CertificateRequest, ContributionCertificate
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.masks import mask_account, mask_id
from hfund_tui.domain.months import Month
from hfund_tui.domain.operation import OperationCode
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.receipt import PersonOnReceipt
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import AuditOutcome, IssuedKind
from hfund_tui.services.audited import refusals_recorded
from hfund_tui.services.authority import Actor, authorise
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput, Refusal
from hfund_tui.services.facts.people import relatives
from hfund_tui.services.issued_documents import issue, next_number
from hfund_tui.services.maker import Maker, maker_of
from hfund_tui.services.records import record
from hfund_tui.services.session import Session
from hfund_tui.services.store import Store

CODE = OperationCode.CONTRIBUTION_CERTIFICATE
WORDS_LENGTH = 40


@dataclass(frozen=True, slots=True)
class CertificateTerms:
    """What a certificate of one member can say: the months that were paid, the period proposed, the purposes."""

    first: Month
    last: Month
    proposed: Month
    purposes: tuple[str, ...]


class CertificateService:
    def __init__(self, store: Store, clock: Clock, policies: PolicyBook) -> None:
        self._store = store
        self._clock = clock
        self._policies = policies

    def terms(self, session: Session, member_id: int) -> CertificateTerms:
        """Raises Refusal where nothing was ever paid, and for a member one may not serve."""
        with self._store.reading() as reader:
            actor = authorise(reader.session, session, CODE)
            _, account = _served(reader.session, actor, member_id)
            return self._terms(session, account)

    def draft(self, session: Session, request: CertificateRequest) -> ContributionCertificate:
        """The certificate as it would be issued now, without number and code. Raises Refusal and BadInput."""
        with self._store.reading() as reader:
            actor = authorise(reader.session, session, CODE)
            return self._made(reader.session, session, actor, request)

    def issue(self, session: Session, request: CertificateRequest) -> ContributionCertificate:
        """Issue it: numbered, kept and recorded. Raises Refusal and BadInput."""
        about = (turns.member(request.member_id), turns.paper(session.branch_code))
        with (
            refusals_recorded(self._store, self._clock, session, CODE, request.member_id),
            self._store.writing(*about) as uow,
        ):
            sql = uow.session
            made = self._made(sql, session, authorise(sql, session, CODE), request)
            number = next_number(sql, session, IssuedKind.CONTRIBUTION_CERTIFICATE)
            key = self._store.audit_key
            made = issue(uow, key, session, request.member_id, made, number, made.made_at)
            record(
                uow,
                key,
                session,
                made.made_at,
                OPERATIONS[CODE].audit_label,
                AuditOutcome.READ,
                member_id=request.member_id,
                number=number,
                first=str(made.first),
                last=str(made.last),
                balance=request.with_balance,
                purpose=made.purpose,
            )
            return made

    def _terms(self, session: Session, account: Account) -> CertificateTerms:
        first, last = account.first_contribution_month, account.paid_through
        if first is None or last is None:
            raise Refusal("certificate_nothing_paid")
        policy = self._policies.on(session.business_date)
        proposed = max(first, last - (policy.count("certificate.months") - 1))
        return CertificateTerms(first, last, proposed, policy.words("certificate.purposes"))

    def _made(
        self, sql: SqlSession, session: Session, actor: Actor, request: CertificateRequest
    ) -> ContributionCertificate:
        member, account = _served(sql, actor, request.member_id)
        words = _checked(request, self._terms(session, account))
        maker: Maker = maker_of(sql, session, self._clock.now())
        assert account.first_contribution_month is not None and account.paid_through is not None
        return ContributionCertificate(
            member=PersonOnReceipt(member.name, mask_id(member.id_no)),
            account_no=mask_account(account.account_no),
            employer=sql.get_one(Employer, account.employer_id).name,
            state=account.state,
            first=request.first,
            last=request.last,
            first_contribution=account.first_contribution_month,
            paid_through=account.paid_through,
            base_fen=account.contribution_base_fen,
            personal_rate_bp=account.personal_rate_bp,
            employer_rate_bp=account.employer_rate_bp,
            personal_due_fen=account.personal_due_fen,
            employer_due_fen=account.employer_due_fen,
            balance_fen=account.balance_fen if request.with_balance else None,
            purpose=request.purpose,
            words=words,
            branch=maker.branch,
            made_by=maker.staff,
            made_at=maker.at,
        )


def _served(sql: SqlSession, actor: Actor, member_id: int) -> tuple[Member, Account]:
    """The member and the account. Nobody certifies anything to himself or herself, or to relatives."""
    member = sql.get(Member, member_id)
    account = sql.exec(select(Account).where(Account.member_id == member_id)).one_or_none()
    if member is None or account is None:
        raise Refusal("member_unknown")
    if holder_no(member.id_no) in {holder_no(one) for one in (actor.id_no, *relatives(sql, actor.id_no))}:
        raise Refusal("maker_stands_aside")
    return member, account


def _checked(request: CertificateRequest, terms: CertificateTerms) -> str:
    """The words of the purpose, as they are printed. Raises BadInput."""
    if not terms.first <= request.first <= terms.last:
        raise BadInput("first", "certificate_month", first=terms.first, last=terms.last)
    if not request.first <= request.last <= terms.last:
        raise BadInput("last", "certificate_month", first=request.first, last=terms.last)
    if request.purpose not in terms.purposes:
        raise BadInput("purpose", "certificate_purpose")
    words = clean(request.words) if request.purpose == OTHER_PURPOSE else ""
    if request.purpose == OTHER_PURPOSE and not words:
        raise BadInput("words", "certificate_words")
    if len(words) > WORDS_LENGTH:
        raise BadInput("words", "text_too_long", most=WORDS_LENGTH)
    return words
