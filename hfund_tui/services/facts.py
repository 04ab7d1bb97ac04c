"""Loading the facts of one member in one read, for the planners."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func
from sqlmodel import Session as SqlSession
from sqlmodel import col, select

from hfund_tui.db.tables import (
    Account,
    Agreement,
    Card,
    Case,
    ClaimedMonth,
    FamilyMember,
    Hold,
    Loan,
    Member,
    ProxyAct,
    ProxyDocument,
    ProxyMatter,
    Staff,
)
from hfund_tui.domain.facts import (
    AccountFacts,
    AgreementFacts,
    CardFacts,
    DocumentFacts,
    Facts,
    LoanFacts,
    MemberFacts,
    OpenCase,
    ProxyBackground,
    WithdrawalCounts,
)
from hfund_tui.domain.identifiers import holder_no
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.request import NewProxy, ProxyOnFile, Request, Withdraw
from hfund_tui.domain.text import fold_code
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    CardState,
    CaseStatus,
    Channel,
    HoldState,
)
from hfund_tui.services.errors import Refusal

_OPEN = (CaseStatus.PENDING, CaseStatus.CLOSED_UNSETTLED)


class FactsLoader:
    """Loads facts from one snapshot. `texts` maps the version of an agreement text to its digest."""

    def __init__(self, sql: SqlSession, texts: dict[str, str]) -> None:
        self._sql = sql
        self._texts = texts

    def load(
        self,
        member_id: int,
        *,
        business_date: date,
        channel: Channel,
        maker_id_no: str,
        proxy: ProxyOnFile | NewProxy | None = None,
        excluding_case: str | None = None,
    ) -> Facts:
        """The facts of one member. Raises Refusal for a member or account that does not exist.

        `excluding_case` is a pending case that is being decided: what it holds is available to it.
        """
        sql = self._sql
        member = sql.get(Member, member_id)
        account = sql.exec(select(Account).where(Account.member_id == member_id)).one_or_none()
        if member is None or account is None:
            raise Refusal("member_unknown")
        documents = self._documents(member_id)
        return Facts(
            business_date=business_date,
            channel=channel,
            maker_id_no=maker_id_no,
            member=MemberFacts(
                member_id,
                member.id_kind,
                member.id_no,
                member.name,
                member.sex,
                member.birth_date,
                member.hukou_shenzhen,
                member.deceased,
            ),
            account=self._account(account, excluding_case),
            card=self._card(member),
            agreement=self._agreement(member_id),
            agreement_texts=self._texts,
            documents=documents,
            proxy=self._background(member_id, proxy, documents, business_date),
            last_proxy_act=sql.exec(
                select(func.max(ProxyAct.acted_on)).where(ProxyAct.member_id == member_id)
            ).one(),
            claimed_months=frozenset(
                sql.exec(select(col(ClaimedMonth.month)).where(ClaimedMonth.account_no == account.account_no))
            ),
            counts={kind: self._counts(member_id, kind, business_date) for kind in sorted(Withdraw.KINDS)},
            open_cases=self._open_cases(member_id, excluding_case),
            loans=tuple(
                LoanFacts(one.contract_no, one.state, one.balance_fen)
                for one in sql.exec(
                    select(Loan).where(Loan.member_id == member_id).order_by(col(Loan.contract_no))
                )
            ),
            home_on_file=sql.exec(
                select(FamilyMember.id).where(
                    FamilyMember.member_id == member_id, col(FamilyMember.owns_home).is_(True)
                )
            ).first()
            is not None,
        )

    def for_request(
        self,
        request: Request,
        *,
        business_date: date,
        channel: Channel,
        maker_id_no: str,
        excluding_case: str | None = None,
    ) -> Facts:
        """The facts a request is judged by."""
        return self.load(
            request.member_id,
            business_date=business_date,
            channel=channel,
            maker_id_no=maker_id_no,
            proxy=request.proxy,
            excluding_case=excluding_case,
        )

    def _account(self, account: Account, excluding_case: str | None) -> AccountFacts:
        held = account.held_fen
        if excluding_case is not None:
            held -= sum(
                self._sql.exec(
                    select(Hold.amount_fen).where(
                        Hold.case_no == excluding_case, Hold.state == HoldState.ACTIVE
                    )
                )
            )
        return AccountFacts(
            account.account_no,
            account.state,
            account.freeze,
            account.balance_fen,
            held,
            account.frozen_fen,
            account.personal_due_fen,
            account.employer_due_fen,
            account.first_contribution_month,
            account.paid_through,
            account.sealed_on,
            account.last_withdrawal_month,
            account.password_is_initial,
        )

    def _card(self, member: Member) -> CardFacts | None:
        card = self._sql.exec(
            select(Card).where(Card.member_id == member.id, Card.state == CardState.LINKED)
        ).one_or_none()
        if card is None or card.id is None:
            return None
        return CardFacts(
            card.id,
            card.bank_code,
            card.card_no[-4:],
            card.class_one,
            card.holder_name == member.name,
            card.linked_on,
        )

    def _agreement(self, member_id: int) -> AgreementFacts | None:
        found = self._sql.exec(
            select(Agreement).where(
                Agreement.member_id == member_id,
                Agreement.kind == AgreementKind.SELF_SERVICE,
                Agreement.state == AgreementState.IN_FORCE,
            )
        ).one_or_none()
        if found is None or found.id is None:
            return None
        return AgreementFacts(found.id, found.kind, found.version, found.signed_on)

    def _documents(self, member_id: int) -> tuple[DocumentFacts, ...]:
        rows = self._sql.exec(
            select(ProxyDocument).where(ProxyDocument.member_id == member_id).order_by(col(ProxyDocument.id))
        ).all()
        ids = [row.id for row in rows]
        named: dict[int, set[Matter]] = {}
        for matter in self._sql.exec(select(ProxyMatter).where(col(ProxyMatter.document_id).in_(ids))):
            named.setdefault(matter.document_id, set()).add(Matter(matter.matter))
        return tuple(
            DocumentFacts(
                row.id or 0,
                row.proxy_name,
                row.proxy_id_kind,
                row.proxy_id_no,
                row.proxy_birth_date,
                row.relation,
                row.document_kind,
                row.notary,
                row.certificate_no,
                row.issued_on,
                row.valid_from,
                row.valid_to,
                frozenset(named.get(row.id or 0, ())),
                row.revoked_on,
            )
            for row in rows
        )

    def _background(
        self,
        member_id: int,
        proxy: ProxyOnFile | NewProxy | None,
        documents: Iterable[DocumentFacts],
        business_date: date,
    ) -> ProxyBackground | None:
        match proxy:
            case NewProxy():
                id_no = holder_no(fold_code(proxy.id_no))
            case ProxyOnFile(document_id):
                found = (d.proxy_id_no for d in documents if d.document_id == document_id)
                id_no = holder_no(next(found, ""))
            case _:
                return None
        sql = self._sql
        staff = sql.exec(select(Staff.code).where(Staff.id_no == id_no)).first()
        others = sql.exec(
            select(func.count(func.distinct(ProxyAct.member_id))).where(
                ProxyAct.proxy_id_no == id_no,
                ProxyAct.acted_on == business_date,
                ProxyAct.member_id != member_id,
            )
        ).one()
        taken = isinstance(proxy, NewProxy) and self._certificate_taken(proxy)
        return ProxyBackground(staff is not None, others, taken)

    def _certificate_taken(self, proxy: NewProxy) -> bool:
        query = select(ProxyDocument.id).where(ProxyDocument.certificate_sha256 == proxy.certificate_sha256)
        return self._sql.exec(query).first() is not None

    def _counts(self, member_id: int, kind: OperationCode, today: date) -> WithdrawalCounts:
        rows = self._sql.exec(
            select(col(Case.channel), col(Case.business_date)).where(
                Case.member_id == member_id,
                Case.operation == kind.value,
                Case.status == CaseStatus.COMPLETED,
                Case.business_date >= today.replace(month=1, day=1),
            )
        ).all()
        counter = sum(not channel.is_self_service for channel, _ in rows)
        month = sum(channel.is_self_service and on >= today.replace(day=1) for channel, on in rows)
        return WithdrawalCounts(counter, month)

    def _open_cases(self, member_id: int, excluding_case: str | None) -> tuple[OpenCase, ...]:
        rows = self._sql.exec(
            select(Case)
            .where(Case.member_id == member_id, col(Case.status).in_(_OPEN))
            .order_by(col(Case.case_no))
        )
        return tuple(
            OpenCase(row.case_no, OperationCode(row.operation), row.amount_fen or 0)
            for row in rows
            if row.case_no != excluding_case
        )
