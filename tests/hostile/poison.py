"""Hostile texts put straight into the database: what an import or another program may have left there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta

from sqlmodel import Session, select

from hfund_tui.db.tables import (
    Account,
    Agreement,
    Branch,
    Card,
    Draft,
    Employer,
    FamilyMember,
    Member,
    ProxyDocument,
    ProxyMatter,
    Staff,
    metadata,
)
from hfund_tui.db.tables.types import Text
from hfund_tui.db.unit_of_work import UnitOfWork
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import Matter, OperationCode
from hfund_tui.domain.vocabulary import (
    AgreementKind,
    AgreementState,
    Channel,
    FamilyRelation,
    ProxyDocumentKind,
    ProxyRelation,
)
from tests.support import branch
from tests.support.lending import lend

Dealer = Callable[[str], str]
"""The hostile text of a field, named `table.column`."""

SWEPT = (
    "member.name",
    "employer.name",
    "member.mobile",
    "branch.name",
    "staff.name",
    "proxy_document.proxy_name",
    "card.bank_code",
    "proxy_document.notary",
    "proxy_document.certificate_no",
    "draft.cue",
    "loan.contract_no",
    "loan.bank_code",
    "agreement.version",
    "account.freeze_writ",
    "family_member.name",
    "family_member.id_no",
    "employer.uscc",
    "branch.name_en",
    "staff.name_en",
    "branch.address",
    "member.pinyin",
    "member.pinyin_initials",
    "card.holder_name",
    "member.id_no",
    "proxy_document.proxy_id_no",
    "draft.payload_json",
    "draft.step",
)
ADDED_LATER = (
    "case.decision_words",
    "draft.cue",
    "payment_order.result_reason",
    "exception_record.words",
    "exception_record.attachments",
    "day_difference.words",
    "call.notes",
    "work_order.words",
    "work_order_step.words",
    "call_back.words",
)
"""What the second person, the bank and the day add; swept in test_second_person and test_the_hotline."""
NOT_FREE = {
    "machine's": r"\.(operation|case_no|.*_case|kind|receipt_no|verification_code|audit_chain|chain|terminal|"
    r"number|idempotency_key|key|refusal_codes|ratio_text|inbox|outcome|password_hash|language|theme|matter|"
    r"request_json|plan_json|data_json|detail_json|actor|branch_code|refers_to|corrects|decision_code|"
    r"form_json|undo_json|found_json|file_no|params_json|reason_code|rule|subject|sheet_json|"
    r"approval_branch_code|call_no|session_id|guide|order_no|call_back_no|to_branch|referred_branch)$"
    r"|^day_difference\.code$",
    "copies of what is swept": r"^(case|payment_order|proxy_act|exception_record)\."
    r"(.*id_no|payee_name|bank_code|maker|checker)$|^notice\.mobile$|^(?!loan\.).*\.contract_no$"
    r"|^(repayment_account|debit_order)\.(bank_code|holder_name|holder_id_no)$",
    "sign-in codes": r"^(staff\.code|.*_by|.*\.by|.*_with|.*\.operator|.*\.owner|call\.agent|call_back\.maker|"
    r".*\.staff_code)$",
    "staff's numbers": r"^(staff|staff_relative)\.id_no$",
    "shown nowhere": r"^(audit_event\.reason|ledger_entry\.memo|loan_party\.(id_no|name)"
    r"|debit_order\.result_reason)$",
}
"""Columns of text whose words are the program's own, or which no screen shows; by reason."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def text_columns() -> list[str]:
    return [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if type(column.type) is Text
    ]


def storable(field: str, text: str) -> str:
    """As much of a text as the column takes: cut or filled to its bounds."""
    table, column = field.split(".")
    kind = metadata.tables[table].c[column].type
    assert isinstance(kind, Text)
    kept = _UNSTORABLE.sub("", text)[: kind.high]
    return kept + kept[:1] * (kind.low - len(kept)) if kept else "?" * kind.low


def poison_office(sql: Session, deal: Dealer) -> None:
    """The branch and everybody who works there. Names stay with their codes."""
    place = sql.get_one(Branch, "0003")
    place.name, place.name_en = deal("branch.name"), deal("branch.name_en")
    place.address = deal("branch.address")
    for person in sql.exec(select(Staff)):
        person.name, person.name_en = deal("staff.name"), deal("staff.name_en")


def poison_member(uow: UnitOfWork, number: int, deal: Dealer, *, whole: bool) -> None:
    """A member and what hangs on him. Unless `whole`, numbers stay what they are and operations possible."""

    def unique(field: str) -> str:
        """Numbers that must differ get the member's own at the end, as far as there is room."""
        return deal(field)[:18] + str(number)

    sql = uow.session
    member = sql.get_one(Member, number)
    member.name, member.mobile = deal("member.name"), deal("member.mobile")
    # In the list of one query all of them must stand together.
    member.pinyin = "hostile" + deal("member.pinyin")[:280]
    member.pinyin_initials = "hh" + deal("member.pinyin_initials")[:90]
    card = sql.get_one(Card, number)
    card.bank_code, card.holder_name = deal("card.bank_code"), member.name
    proxy_id = branch.PROXY_ID
    if whole:
        member.id_no, card.holder_name = unique("member.id_no"), deal("card.holder_name")
        proxy_id = unique("proxy_document.proxy_id_no")
    sql.add(
        Employer(
            id=100 + number,
            account_no=f"9{number:05d}",
            name=deal("employer.name"),
            uscc=deal("employer.uscc"),
        )
    )
    account = sql.get_one(Account, branch.account_no(number))
    account.employer_id, account.freeze_writ = 100 + number, deal("account.freeze_writ")
    sql.add(
        FamilyMember(
            member_id=number,
            relation=FamilyRelation.SPOUSE,
            name=deal("family_member.name"),
            id_no=deal("family_member.id_no"),
        )
    )
    lend(uow, number, unique("loan.contract_no"), bank_code=deal("loan.bank_code"))
    sql.add(
        Agreement(
            member_id=number,
            kind=AgreementKind.SELF_SERVICE,
            version=deal("agreement.version"),
            text_sha256="a" * 64,
            state=AgreementState.IN_FORCE,
            channel=Channel.COUNTER,
            signed_on=branch.TODAY,
        )
    )
    _proxy_on_file(sql, number, deal, proxy_id)
    _parked(sql, number, deal, broken=not whole)


def _proxy_on_file(sql: Session, number: int, deal: Dealer, proxy_id: str) -> None:
    document = ProxyDocument(
        member_id=number,
        proxy_name=deal("proxy_document.proxy_name"),
        proxy_id_kind=IdKind.RESIDENT,
        proxy_id_no=proxy_id,
        proxy_birth_date=date(1985, 5, 5),
        relation=ProxyRelation.FRIEND,
        document_kind=ProxyDocumentKind.NOTARISED_POA,
        notary=deal("proxy_document.notary") or "?",
        certificate_no=deal("proxy_document.certificate_no"),
        certificate_sha256=f"{number:064x}",
        issued_on=date(2020, 1, 6),
        valid_from=date(2020, 1, 6),
        valid_to=date(2020, 12, 31),
        original_seen_by=branch.TELLER_2,
        registered_on=date(2020, 1, 7),
    )
    sql.add(document)
    sql.flush()
    assert document.id is not None
    for matter in Matter:
        sql.add(ProxyMatter(document_id=document.id, matter=matter))


def _parked(sql: Session, number: int, deal: Dealer, *, broken: bool) -> None:
    """A draft of a withdrawal; a `broken` one says nothing that its form knows, and is the newest."""
    hostile = deal("draft.payload_json")
    answers = {"amount": hostile, "home": "none", "proxy.proxy_name": hostile, hostile: hostile}
    fields = ("home", "papers", "verified_at", "acting", "proxy.proxy_id_kind", "proxy.relation")
    more = ("proxy.document_kind", "proxy.proxy_id_no", "proxy.matters", "proxy.issued_on")
    if broken:
        answers |= dict.fromkeys((*fields, *more), hostile) | {"day": branch.TODAY.isoformat()}
    sql.add(
        Draft(
            key=f"hostile-{number:04d}",
            operator=branch.TELLER,
            member_id=number,
            operation=OperationCode.RENT_WITHDRAWAL,
            payload_json=json.dumps(answers),
            step=deal("draft.step"),
            cue=deal("draft.cue"),
            created_at=branch.NOW,
            updated_at=branch.NOW + timedelta(hours=number + 10 * broken),
            parked=True,
        )
    )
