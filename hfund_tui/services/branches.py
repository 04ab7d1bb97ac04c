"""Branches (管理部)."""

from __future__ import annotations

from dataclasses import dataclass

from hfund_tui.db.tables import Branch
from hfund_tui.domain.text import clean
from hfund_tui.domain.vocabulary import AuditOutcome
from hfund_tui.services.clock import Clock
from hfund_tui.services.errors import BadInput
from hfund_tui.services.records import record
from hfund_tui.services.session import machine_session
from hfund_tui.services.store import Store

ADD_BRANCH = "0009:add_branch"
SET_APPROVAL_BRANCH = "0010:set_approval_branch"

_CODE_LENGTH = 4
_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class NewBranch:
    """A branch to be. `name_en` may be empty: then the Chinese name stands in."""

    code: str
    name: str
    name_en: str = ""


class BranchService:
    """The branches of the house."""

    def __init__(self, store: Store, clock: Clock, terminal: str) -> None:
        self._store = store
        self._clock = clock
        self._terminal = terminal

    def add(self, new: NewBranch) -> str:
        """Add a branch; the author is whoever may run commands on this machine. Raises BadInput."""
        code, name = clean(new.code), clean(new.name)
        name_en = clean(new.name_en) or name
        if not (code.isascii() and code.isdecimal() and len(code) == _CODE_LENGTH):
            raise BadInput("code", "bad_branch_code")
        if not name:
            raise BadInput("name", "empty")
        if max(len(name), len(name_en)) > _NAME_LIMIT:
            raise BadInput("name", "name_too_long", most=_NAME_LIMIT)
        branch = Branch(code=code, name=name, name_en=name_en)
        with self._store.writing() as uow:
            if uow.session.get(Branch, code) is not None:
                raise BadInput("code", "branch_exists", branch=code)
            uow.session.add(branch)
            author = machine_session(branch, self._terminal, self._clock)
            now = self._clock.now()
            record(uow, self._store.audit_key, author, now, ADD_BRANCH, AuditOutcome.DONE, branch=code)
        return code

    def approve_at(self, code: str, approval_code: str | None) -> None:
        """From now on the supervisors of another branch decide this one's cases too; None: only its own do.

        The author is whoever may run commands on this machine. Raises BadInput.
        """
        with self._store.writing() as uow:
            sql = uow.session
            branch = sql.get(Branch, code)
            if branch is None:
                raise BadInput("code", "branch_unknown", branch=code)
            if approval_code is not None and sql.get(Branch, approval_code) is None:
                raise BadInput("approved_by", "branch_unknown", branch=approval_code)
            if approval_code == code:
                raise BadInput("approved_by", "branch_approves_itself")
            before, branch.approval_branch_code = branch.approval_branch_code, approval_code
            sql.add(branch)
            record(
                uow,
                self._store.audit_key,
                machine_session(branch, self._terminal, self._clock),
                self._clock.now(),
                SET_APPROVAL_BRANCH,
                AuditOutcome.DONE,
                branch=code,
                before=before,
                after=approval_code,
            )
