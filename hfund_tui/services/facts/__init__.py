"""Loading the facts of one member in one read, for the planners."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import func
from sqlmodel import Session as SqlSession
from sqlmodel import col, select, true

from hfund_tui.db.tables import Account, ClaimedMonth, FamilyMember, Loan, Member, ProxyAct
from hfund_tui.domain.facts import Facts, LoanFacts, MemberFacts
from hfund_tui.domain.loans.facts import LoanStanding
from hfund_tui.domain.loans.requests import (
    ChangeRepaymentAccount,
    LoanRequest,
    OffsetRepayment,
    SignCoRepayment,
)
from hfund_tui.domain.request import LinkCard, NewProxy, ProxyOnFile, Request, ReverseCase, Withdraw
from hfund_tui.domain.vocabulary import Channel
from hfund_tui.services.errors import Refusal
from hfund_tui.services.facts import accounts, cases, co_repayers, loans, passwords, people
from hfund_tui.services.hand_overs import HandOvers
from hfund_tui.services.insurance import InsuranceSource, RecordedInsurance


class FactsLoader:
    """Loads facts from one snapshot. `texts` maps the version of an agreement text to its digest, `hand_overs` are
    the passwords that wait to be put in force."""

    def __init__(
        self,
        sql: SqlSession,
        texts: dict[str, str],
        insurance: InsuranceSource | None = None,
        hand_overs: HandOvers | None = None,
    ) -> None:
        self._sql = sql
        self._texts = texts
        self._hand_overs = hand_overs
        self._insurance = insurance or RecordedInsurance()

    def load(
        self,
        member_id: int,
        *,
        business_date: date,
        channel: Channel,
        maker_id_no: str,
        request: Request | None = None,
        excluding_case: str | None = None,
    ) -> Facts:
        """The facts of one member. Raises Refusal for a member or account that does not exist.

        `request` adds what only that request asks for. `excluding_case` is a pending case that is being
        decided: what it holds is available to it.
        """
        sql = self._sql
        member = sql.get(Member, member_id)
        account = sql.exec(select(Account).where(Account.member_id == member_id)).one_or_none()
        if member is None or account is None:
            raise Refusal("member_unknown")
        proxy: ProxyOnFile | NewProxy | None = request.proxy if request is not None else None
        documents = people.documents(sql, member_id)
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
                member.mobile_changed_on,
            ),
            account=accounts.account_facts(sql, account, excluding_case),
            card=accounts.card(sql, member),
            agreement=people.agreement(sql, member_id),
            agreement_texts=self._texts,
            documents=documents,
            proxy=people.background(sql, member_id, proxy, documents, business_date),
            last_proxy_act=sql.exec(
                select(func.max(ProxyAct.acted_on)).where(ProxyAct.member_id == member_id)
            ).one(),
            claimed_months=frozenset(
                sql.exec(select(col(ClaimedMonth.month)).where(ClaimedMonth.account_no == account.account_no))
            ),
            counts={
                kind: cases.counts(sql, member_id, kind, business_date) for kind in sorted(Withdraw.KINDS)
            },
            open_cases=cases.open_cases(sql, member_id, excluding_case),
            loans=tuple(
                LoanFacts(one.contract_no, one.state, one.balance_fen)
                for one in sql.exec(
                    select(Loan).where(Loan.member_id == member_id).order_by(col(Loan.contract_no))
                )
            ),
            home_on_file=sql.exec(
                select(FamilyMember.id).where(
                    FamilyMember.member_id == member_id, col(FamilyMember.owns_home).is_(true())
                )
            ).first()
            is not None,
            spouse_id_no=people.spouse_id_no(sql, member_id),
            balances=accounts.balances(sql, account),
            insurance=self._insurance.of(sql, member_id),
            accepted_closure=cases.accepted_closure(sql, member_id),
            failed_payouts=cases.failed_payouts(sql, account.account_no),
            target=cases.reversal_target(sql, request, business_date)
            if isinstance(request, ReverseCase)
            else None,
            relatives=people.relatives(sql, maker_id_no),
            refused_today=cases.refused_on(sql, member_id, business_date),
            loan=self._loan(request, business_date, excluding_case)
            if isinstance(request, LoanRequest)
            else None,
            card_no=accounts.card_no(sql, member_id)
            if isinstance(request, ChangeRepaymentAccount) and request.linked_card
            else "",
            card_taken=isinstance(request, LinkCard) and accounts.card_taken(sql, request.card_no),
            password=passwords.password(
                sql, member, account, business_date, request, maker_id_no, self._hand_overs
            ),
        )

    def _loan(self, request: LoanRequest, on: date, excluding_case: str | None) -> LoanStanding | None:
        """The loan a change is about; None when there is none of that number for this member. Whoever becomes a
        co-repayer is not one of its people yet."""
        sql, number = self._sql, request.contract_no
        joining = isinstance(request, SignCoRepayment)
        found = sql.get(Loan, number) if joining else loans.loan_of(sql, request.member_id, number)
        if found is None:
            return None
        standing = loans.standing(sql, found, on)
        if not isinstance(request, OffsetRepayment):
            return standing
        return replace(standing, co_repayers=co_repayers.co_repayers(sql, number, on, excluding_case))

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
            request=request,
            excluding_case=excluding_case,
        )
