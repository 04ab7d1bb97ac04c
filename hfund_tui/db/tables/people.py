"""Members, their families, their employers and their cards."""

from datetime import date
from typing import Annotated

import sqlalchemy as sa

from hfund_tui.db.tables.base import Row, check, column, one_per, rules
from hfund_tui.db.tables.types import Day, Digits, Flag, Id, MonthType, Text, Word
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import CardState, FamilyRelation, InsuranceStatus, Sex


class Employer(Row, table=True):
    """缴存单位."""

    __tablename__ = "employer"
    __table_args__ = rules()

    id: Annotated[int | None, column(Id(), key=True)] = None
    account_no: Annotated[str, column(Digits(6, 20), unique=True)]
    name: Annotated[str, column(Text(200))]
    uscc: Annotated[str | None, column(Text(18, 18))] = None


class Member(Row, table=True):
    """缴存职工. ``pinyin`` is whole, lower case and unspaced; ``pinyin_initials`` the first letters."""

    __tablename__ = "member"
    __table_args__ = rules(
        check("id_today", "id_kind <> 'resident_15'"),
        sa.Index("ix_member_name", "name"),
        sa.Index("ix_member_pinyin", "pinyin"),
        sa.Index("ix_member_pinyin_initials", "pinyin_initials"),
        sa.Index("ix_member_mobile", "mobile"),
        sa.Index("ix_member_id_tail", sa.text("substr(id_no, length(id_no) - 3)"), "name"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    id_kind: Annotated[IdKind, column(Word(IdKind))]
    id_no: Annotated[str, column(Text(20, 5), unique=True, private=True)]
    name: Annotated[str, column(Text(100), private=True)]
    pinyin: Annotated[str, column(Text(300), private=True)]
    pinyin_initials: Annotated[str, column(Text(100), private=True)]
    sex: Annotated[Sex, column(Word(Sex), private=True)]
    birth_date: Annotated[date, column(Day(), private=True)]
    mobile: Annotated[str | None, column(Text(20, 5), private=True)] = None
    hukou_shenzhen: Annotated[bool, column(Flag(), private=True)]
    deceased: Annotated[bool, column(Flag(), private=True)] = False
    created_on: Annotated[date, column(Day())]
    mobile_changed_on: Annotated[date | None, column(Day())] = None


class InsuranceRecord(Row, table=True):
    """What a proof of social insurance said, as a staff member put it on file; the newest counts.

    One that a reversal took back stays, and counts no more.
    """

    __tablename__ = "insurance_record"
    __table_args__ = rules(sa.Index("ix_insurance_record_member_id", "member_id", "id"))

    id: Annotated[int | None, column(Id(), key=True)] = None
    member_id: Annotated[int, column(Id(), to="member.id")]
    status: Annotated[InsuranceStatus, column(Word(InsuranceStatus), private=True)]
    last_paid: Annotated[Month | None, column(MonthType(), private=True)] = None
    settled_on: Annotated[date | None, column(Day(), private=True)] = None
    case_no: Annotated[str | None, column(Text(20), to="case.case_no", breaks_cycle=True)] = None
    recorded_on: Annotated[date, column(Day())]
    void: Annotated[bool, column(Flag())] = False


class FamilyMember(Row, table=True):
    """Spouse or minor child. ``owns_home`` is None until somebody checked."""

    __tablename__ = "family_member"
    __table_args__ = rules(sa.Index("ix_family_member_member_id", "member_id"))

    id: Annotated[int | None, column(Id(), key=True)] = None
    member_id: Annotated[int, column(Id(), to="member.id")]
    relation: Annotated[FamilyRelation, column(Word(FamilyRelation), private=True)]
    name: Annotated[str, column(Text(100), private=True)]
    id_no: Annotated[str | None, column(Text(20, 5), private=True)] = None
    owns_home: Annotated[bool | None, column(Flag(), private=True)] = None
    checked_on: Annotated[date | None, column(Day())] = None
    checked_by: Annotated[str | None, column(Text(20), to="staff.code")] = None


class Card(Row, table=True):
    """联名卡: a savings card of the member's own, to which withdrawals are paid."""

    __tablename__ = "card"
    __table_args__ = rules(
        one_per("card_linked_member", "member_id", where="state = 'linked'"),
        one_per("card_linked_no", "card_no", where="state = 'linked'"),
        sa.Index("ix_card_card_no", "card_no"),
        sa.Index("ix_card_member_id", "member_id"),
    )

    id: Annotated[int | None, column(Id(), key=True)] = None
    member_id: Annotated[int, column(Id(), to="member.id")]
    bank_code: Annotated[str, column(Text(20))]
    card_no: Annotated[str, column(Digits(12, 19), private=True)]
    class_one: Annotated[bool, column(Flag())]
    holder_name: Annotated[str, column(Text(100), private=True)]
    state: Annotated[CardState, column(Word(CardState))] = CardState.LINKED
    linked_on: Annotated[date, column(Day())]
    linked_case: Annotated[str | None, column(Text(20), to="case.case_no", breaks_cycle=True)] = None
    unlinked_on: Annotated[date | None, column(Day())] = None
