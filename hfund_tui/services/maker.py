"""Where, by whom and when a paper is made."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session as SqlSession

from hfund_tui.db.tables import Branch, Staff
from hfund_tui.domain.names import BilingualName
from hfund_tui.domain.receipt import StaffOnReceipt
from hfund_tui.services.session import Session


class Maker(NamedTuple):
    branch: BilingualName
    staff: StaffOnReceipt
    at: datetime


def maker_of(sql: SqlSession, session: Session, now: datetime) -> Maker:
    branch = sql.get_one(Branch, session.branch_code)
    staff = sql.get_one(Staff, session.staff_code)
    return Maker(
        BilingualName(branch.name, branch.name_en),
        StaffOnReceipt(staff.code, BilingualName(staff.name, staff.name_en)),
        now,
    )
