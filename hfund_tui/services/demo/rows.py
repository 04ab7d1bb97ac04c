"""From portraits to rows: people and what belongs to them, and the ledger since its beginning.

Rows are handed over in one list per table; every column stands in every row, so that they can be inserted many
at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from typing import Any

from hfund_tui.domain.calendar import WorkingCalendar
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.domain.request import certificate_sha256
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    CardState,
    Channel,
    Freeze,
    Ledger,
    SummaryCode,
)
from hfund_tui.services.demo import numbers
from hfund_tui.services.demo.loan_rows import LoanIds, loan_batches, loan_rows
from hfund_tui.services.demo.office import Office
from hfund_tui.services.demo.portrait import AccountPortrait, EmployerPortrait, Portrait
from hfund_tui.services.pinyin import pinyin_of

Row = dict[str, Any]

LOCAL = timezone(timedelta(hours=8))

_POSTING_HOUR = 10
WITHDRAWAL_DAY = 21
"""Late enough in the month to come after every employer's pay day."""


def local_instant(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by the office's clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL).astimezone(UTC)


def working_day_from(day: date, calendar: WorkingCalendar) -> date:
    """*day*, or the next working day."""
    return day if calendar.is_working_day(day) else calendar.add(day, 1)


class RowMaker:
    """Makes the rows of one employer after the other and numbers them."""

    def __init__(self, office: Office, policies: PolicyBook, texts: Mapping[str, str]) -> None:
        self._office = office
        self._policies = policies
        self._texts = texts
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
        self._instalments = 0
        self._checker = office.staff[0].code
        self._first_month = Month.of(office.books_begin) + 1
        self._last_month = Month.of(office.business_date)

    def take(self) -> dict[str, list[Row]]:
        """The rows made since the last time, by table."""
        rows, self._rows = self._rows, defaultdict(list)
        return rows

    def add(self, employer: EmployerPortrait) -> None:
        employer_id = self._next("employer")
        self._rows["employer"].append(
            {
                "id": employer_id,
                "account_no": numbers.employer_account_no(employer_id),
                "name": employer.name,
                "uscc": numbers.employer_uscc(employer_id),
            }
        )
        balances = self._post(employer)
        for portrait in employer.members:
            member_id = self._next("member")
            self._person(portrait, member_id)
            self._account(portrait.account, member_id, employer_id, balances[portrait.account.account_no])
            self._cards(portrait, member_id)
            documents = self._proxies(portrait, member_id)
            self._agreement(portrait, member_id, documents)
            self._family(portrait, member_id)
            self._loan(portrait, member_id)

    def _next(self, table: str) -> int:
        return next(self._numbers[table])

    # People and what belongs to them.

    def _person(self, portrait: Portrait, member_id: int) -> None:
        sound = pinyin_of(portrait.identity.name)
        self._rows["member"].append(
            {
                "id": member_id,
                **asdict(portrait.identity),
                "pinyin": sound.full,
                "pinyin_initials": sound.initials,
                "created_on": portrait.account.opened_on,
            }
        )

    def _account(self, account: AccountPortrait, member_id: int, employer_id: int, balance_fen: int) -> None:
        frozen = account.frozen
        self._rows["account"].append(
            {
                "account_no": account.account_no,
                "member_id": member_id,
                "employer_id": employer_id,
                "state": account.state,
                "opened_on": account.opened_on,
                "first_contribution_month": account.first_contribution,
                "paid_through": account.paid_through,
                "sealed_on": account.sealed_on,
                "closed_on": account.closed_on,
                "contribution_base_fen": account.base_fen,
                "personal_rate_bp": account.personal_rate_bp,
                "employer_rate_bp": account.employer_rate_bp,
                "personal_due_fen": account.personal_due_fen,
                "employer_due_fen": account.employer_due_fen,
                "balance_fen": balance_fen,
                "held_fen": 0,
                "frozen_fen": frozen.amount_fen if frozen else 0,
                "freeze": frozen.freeze if frozen else Freeze.NONE,
                "freeze_cause": frozen.cause if frozen else None,
                "freeze_writ": frozen.writ if frozen else None,
                "freeze_until": frozen.until if frozen else None,
                "last_interest_on": self._office.books_begin if account.opening_fen else None,
                "last_withdrawal_month": account.withdrawn.month if account.withdrawn else None,
                "password_is_initial": account.password_is_initial,
                "version": 1,
            }
        )

    def _cards(self, portrait: Portrait, member_id: int) -> None:
        for card in portrait.cards:
            self._rows["card"].append(
                {
                    "id": self._next("card"),
                    "member_id": member_id,
                    "holder_name": portrait.identity.name,
                    "state": CardState.UNLINKED if card.unlinked_on else CardState.LINKED,
                    **asdict(card),
                }
            )

    def _proxies(self, portrait: Portrait, member_id: int) -> list[int]:
        documents = []
        for proxy in portrait.proxies:
            document_id = self._next("proxy_document")
            documents.append(document_id)
            self._rows["proxy_document"].append(
                {
                    "id": document_id,
                    "member_id": member_id,
                    "proxy_name": proxy.name,
                    "proxy_id_kind": IdKind.RESIDENT,
                    "proxy_id_no": proxy.id_no,
                    "proxy_birth_date": proxy.birth_date,
                    "relation": proxy.relation,
                    "document_kind": proxy.document_kind,
                    "notary": proxy.notary,
                    "certificate_no": proxy.certificate_no,
                    "certificate_sha256": certificate_sha256(
                        proxy.document_kind, proxy.notary, proxy.certificate_no
                    ),
                    "issued_on": proxy.issued_on,
                    "valid_from": proxy.issued_on,
                    "valid_to": proxy.valid_to,
                    "original_seen_by": self._checker,
                    "registered_case": None,
                    "registered_on": working_day_from(proxy.issued_on, self._policies.calendar),
                    "revoked_on": proxy.revoked_on,
                    "revoked_case": None,
                }
            )
            self._rows["proxy_matter"] += [
                {"document_id": document_id, "matter": matter.value} for matter in sorted(proxy.matters)
            ]
        return documents

    def _agreement(self, portrait: Portrait, member_id: int, documents: list[int]) -> None:
        agreement = portrait.agreement
        if agreement is None:
            return
        version = self._policies.on(agreement.signed_on).word("agreement.version")
        ended = agreement.terminated_on is not None
        self._rows["agreement"].append(
            {
                "id": self._next("agreement"),
                "member_id": member_id,
                "kind": AgreementKind.SELF_SERVICE,
                "version": version,
                "text_sha256": self._texts[version],
                "state": AgreementState.TERMINATED if ended else AgreementState.IN_FORCE,
                "channel": agreement.channel,
                "proxy_document_id": documents[-1] if agreement.by_proxy else None,
                "signed_case": None,
                "signed_on": agreement.signed_on,
                "terminated_case": None,
                "terminated_on": agreement.terminated_on,
            }
        )

    def _family(self, portrait: Portrait, member_id: int) -> None:
        for person in portrait.family:
            self._rows["family_member"].append(
                {
                    "id": self._next("family_member"),
                    "member_id": member_id,
                    "checked_by": self._checker if person.checked_on else None,
                    **asdict(person),
                }
            )

    def _loan(self, portrait: Portrait, member_id: int) -> None:
        loan = portrait.loan
        if loan is None:
            return
        ids = LoanIds(self._next("loan_terms"), self._next("repayment_account"), self._instalments)
        for table, row in loan_rows(portrait, loan, member_id, ids, self._office):
            if table == "loan_instalment":
                self._instalments = row["id"]
            if table in ("loan_party", "debit_order"):
                row = {"id": self._next(table), **row}
            if table == "debit_order":
                row["created_at"] = local_instant(row["business_date"], _POSTING_HOUR)
            self._rows[table].append(row)
        for batch in loan_batches(loan, self._office):
            self._close(
                batch.summary,
                batch.day,
                [_entry(ledger, fen, contract_no=contract) for ledger, fen, contract in batch.lines],
            )

    # The ledger.

    def _post(self, employer: EmployerPortrait) -> dict[str, int]:
        """The employer's batches in the order of time; answers the balances at the end, in fen."""
        accounts = [portrait.account for portrait in employer.members]
        balances = dict.fromkeys((account.account_no for account in accounts), 0)
        self._batch(
            SummaryCode.OPENING,
            Ledger.OPENING,
            self._office.books_begin,
            [(account.account_no, account.opening_fen) for account in accounts if account.opening_fen],
            balances,
        )
        calendar = self._policies.calendar
        for month in months_between(self._first_month, self._last_month):
            first = month.first_day
            self._batch(
                SummaryCode.CONTRIBUTION,
                Ledger.COLLECTION_CLEARING,
                working_day_from(first.replace(day=employer.pay_day), calendar),
                [
                    (account.account_no, account.monthly_due_fen)
                    for account in accounts
                    if account.first_contribution <= month <= account.paid_through
                ],
                balances,
            )
            for account in accounts:
                taken = account.withdrawn
                if taken is not None and taken.month == month:
                    self._batch(
                        taken.summary,
                        Ledger.BANK,
                        working_day_from(first.replace(day=WITHDRAWAL_DAY), calendar),
                        [(account.account_no, -taken.amount_fen)],
                        balances,
                        taken.channel,
                    )
        return balances

    def _batch(
        self,
        summary: SummaryCode,
        counterpart: Ledger,
        day: date,
        lines: list[tuple[str, int]],
        balances: dict[str, int],
        channel: Channel | None = None,
    ) -> None:
        """One batch of members' lines and the one line that balances them."""
        if not lines:
            return
        entries = []
        for account_no, amount_fen in lines:
            balances[account_no] += amount_fen
            entries.append(_entry(Ledger.MEMBER, amount_fen, account_no, balances[account_no]))
        entries.append(_entry(counterpart, -sum(amount for _, amount in lines)))
        self._close(summary, day, entries, channel)

    def _close(
        self, summary: SummaryCode, day: date, entries: list[Row], channel: Channel | None = None
    ) -> None:
        batch_id = self._next("journal_batch")
        self._rows["ledger_entry"] += [{"batch_id": batch_id, **one} for one in entries]
        self._rows["journal_batch"].append(
            {
                "id": batch_id,
                "case_no": None,
                "summary_code": summary,
                "business_date": day,
                "value_date": day,
                "created_at": local_instant(day, _POSTING_HOUR),
                "entry_count": len(entries),
                "channel": channel,
            }
        )


def _entry(
    ledger: Ledger,
    amount_fen: int,
    account_no: str | None = None,
    balance: int | None = None,
    *,
    contract_no: str | None = None,
) -> Row:
    return {
        "ledger": ledger,
        "account_no": account_no,
        "contract_no": contract_no,
        "amount_fen": amount_fen,
        "balance_after_fen": balance,
        "memo": "",
    }
