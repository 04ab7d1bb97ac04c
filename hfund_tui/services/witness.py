"""A second supervisor who has to be there for what one person may not do alone."""

from __future__ import annotations

from sqlmodel import Session as SqlSession

from hfund_tui.db.tables import Staff
from hfund_tui.domain.vocabulary import Role
from hfund_tui.services.errors import Refusal
from hfund_tui.services.proven import Proven
from hfund_tui.services.session import Session


def check_witness(sql: SqlSession, session: Session, witness: Proven) -> None:
    """A supervisor of this branch, somebody else, known by a password of his or her own. Raises Refusal."""
    staff = sql.get_one(Staff, witness.code)
    if staff.must_change:
        raise Refusal("checker_must_change")
    if staff.role is not Role.SUPERVISOR or staff.branch_code != session.branch_code:
        raise Refusal("second_role")
    if staff.code == session.staff_code or staff.id_no == sql.get_one(Staff, session.staff_code).id_no:
        raise Refusal("second_person")
