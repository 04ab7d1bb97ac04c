"""The whole service layer of one terminal, put together. Importing this is slow: do it behind the first frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from shutil import disk_usage

from sqlmodel import func, select

from hfund_tui.db.engine import Database, require_no_family
from hfund_tui.db.errors import StorageTrouble
from hfund_tui.db.keys import Keys, Rung, find_keys, make_keys
from hfund_tui.db.storage import Storage
from hfund_tui.db.tables import AuditEvent
from hfund_tui.services.account_passwords import AccountPasswordService
from hfund_tui.services.adoption import AdoptionService
from hfund_tui.services.agreement_texts import load_agreement_texts
from hfund_tui.services.approvals import ApprovalService
from hfund_tui.services.branches import BranchService
from hfund_tui.services.call_backs import CallBackService
from hfund_tui.services.calls import AnswerService, CallService
from hfund_tui.services.cases import CaseService
from hfund_tui.services.casework import CaseWork
from hfund_tui.services.certificates import CertificateService
from hfund_tui.services.chance import SYSTEM_CHANCE, Chance
from hfund_tui.services.clock import Clock, ShiftedClock, SystemClock
from hfund_tui.services.closures import ClosureService
from hfund_tui.services.contributions import ContributionService
from hfund_tui.services.day import DayService
from hfund_tui.services.debits import DebitService
from hfund_tui.services.drafts import DraftService
from hfund_tui.services.errors import Refusal
from hfund_tui.services.exceptions import ExceptionService
from hfund_tui.services.guides import load_guides
from hfund_tui.services.hand_overs import HandOvers
from hfund_tui.services.history import HistoryService
from hfund_tui.services.issued_documents import IssuedDocumentService
from hfund_tui.services.loan_papers import LoanPaperService
from hfund_tui.services.lookup import LookupService
from hfund_tui.services.member_export import MemberExportService
from hfund_tui.services.member_import import MemberImportService
from hfund_tui.services.members import MemberService
from hfund_tui.services.notices import FileNotices, NoticeService
from hfund_tui.services.one_time_codes import OneTimeCodes
from hfund_tui.services.opening import open_storage
from hfund_tui.services.payments import PaymentService
from hfund_tui.services.policies import load_policy_book
from hfund_tui.services.queue import QueueService
from hfund_tui.services.receipts import ReceiptService
from hfund_tui.services.settings import Settings
from hfund_tui.services.staff import DemoAccount, StaffService
from hfund_tui.services.staff_care import StaffCare
from hfund_tui.services.store import Store, readable_errors
from hfund_tui.services.training.place import prepare
from hfund_tui.services.training.service import TrainingService
from hfund_tui.services.work_orders import OrderDraftService, WorkOrderService

Progress = Callable[[int, int], None]

# The demo branch lives on the day the agreement went on line.
DEMO_OPENS_AT = datetime(2020, 2, 27, 9, 0, tzinfo=timezone(timedelta(hours=8))).astimezone(UTC)

_GIGABYTE = 10**9


class Workstation:
    """Everything a screen or a command may ask for. Safe to call from several threads."""

    def __init__(
        self, settings: Settings, database: Storage, clock: Clock, chance: Chance = SYSTEM_CHANCE
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.policies = load_policy_book()
        self._database = database
        store = Store(database)
        texts = load_agreement_texts()
        accounts = _demo_accounts() if settings.is_sample else ()
        self.staff = StaffService(store, clock, self.policies, settings.terminal, accounts, chance)
        self.staff_care = StaffCare(store, clock, self.staff, settings.terminal)
        self.lookup = LookupService(store, clock)
        self.members = MemberService(store, clock, self.policies, texts, self.staff)
        post = FileNotices(settings.outbox / "notices")
        self.codes = OneTimeCodes(store, clock, post, chance)
        self.guides = load_guides(self.policies.channels)
        self.calls = CallService(store, clock, self.policies, self.members, self.codes, self.guides)
        self.orders = WorkOrderService(store, clock, self.policies)
        self.order_drafts = OrderDraftService(store, clock)
        self.answers = AnswerService(store, clock, self.policies, texts)
        hand_overs = HandOvers(clock, chance)
        self.passwords = AccountPasswordService(store, clock, self.policies, self.codes, hand_overs)
        work = CaseWork(store, clock, self.policies, texts, hand_overs, self.codes, chance)
        self.cases = CaseService(work)
        self.closures = ClosureService(store, clock, self.policies, self.cases)
        self.approvals = ApprovalService(work, self.staff)
        self.call_backs = CallBackService(work)
        self.history = HistoryService(work)
        self.loan_papers = LoanPaperService(store, clock)
        self.certificates = CertificateService(store, clock, self.policies)
        self.documents = IssuedDocumentService(store, clock)
        self.queue = QueueService(store, self.policies)
        self.exceptions = ExceptionService(store)
        self.adoption = AdoptionService(store, clock, self.policies, settings.outbox / "reports")
        self.drafts = DraftService(store, clock)
        self.receipts = ReceiptService(store, clock)
        self.day = DayService(store, clock, self.policies, settings.outbox / "anchors")
        self.payments = PaymentService(store, clock, self.policies, self.staff, settings.outbox / "payments")
        self.debits = DebitService(store, clock, self.policies, self.staff, settings.outbox / "debits")
        self.notices = NoticeService(store, clock, post)
        self.contributions = ContributionService(
            store, clock, self.policies, settings.outbox / "contributions"
        )
        self.member_export = MemberExportService(store, clock, self.policies, self.staff)
        self.member_import = MemberImportService(
            store, clock, self.policies, self.staff, settings.outbox / "members"
        )
        self.branches = BranchService(store, clock, settings.terminal)
        self.training = TrainingService(store, settings) if settings.training else None

    @property
    def rung(self) -> Rung:
        """Where the master key came from."""
        return self._database.keys.rung

    def close(self) -> None:
        self._database.close()


def open_workstation(
    settings: Settings,
    *,
    clock: Clock | None = None,
    passphrase: Callable[[], str] | None = None,
    on_progress: Progress | None = None,
) -> Workstation:
    """Open the terminal's database. Raises Trouble, and Refusal when a demo is asked for and this is none.

    A demo, or a place for training, makes its own database, with a key file of its own; anything else has to be
    set up first (`hfund init`).
    """
    with readable_errors():
        if settings.training:
            prepare(settings, on_progress)
        elif settings.demo and not settings.database.exists():
            make_demo(settings, on_progress=on_progress)
        database = open_storage(settings, passphrase)
        try:
            if settings.is_sample:
                _require_demo(database)
                clock = clock or ShiftedClock(_demo_goes_on_at(database))
        except BaseException:
            database.close()
            raise
    return Workstation(settings, database, clock or SystemClock())


def make_demo(settings: Settings, *, members: int | None = None, on_progress: Progress | None = None) -> None:
    """Build the demo branch, and two contribution lists for its inbox. It is made under another name and moved into
    place when it is complete; one of as many members that was cut short is gone on with.

    Raises StorageTrouble, and Refusal when the disk has no room for it.
    """
    from hfund_tui.services.demo import MEMBERS, build_demo
    from hfund_tui.services.demo.lists import write_sample_lists

    if not settings.database.exists():  # Else it is a demo that nobody uses, to be replaced.
        require_no_family(settings.database)
    credential = settings.key.credential_file
    if credential is not None and credential.exists():
        keys = find_keys(settings.key)
    else:
        keys = make_keys(settings.key, Rung.CREDENTIAL_FILE)
    building = settings.database.with_suffix(".building")
    wanted = members or MEMBERS
    begun = _begun(building, keys, wanted)
    if begun is None:
        for leftover in building.parent.glob(f"{building.name}*"):
            leftover.unlink()
    _require_room(building, wanted)
    with begun or Database.create(building, keys) as database:
        build_demo(database, keys, load_policy_book(), members=wanted, on_progress=on_progress)
        write_sample_lists(database, settings.inbox)
    building.rename(settings.database)


def _begun(building: Path, keys: Keys, members: int) -> Database | None:
    """A demo of so many members whose making was cut short, to go on with."""
    from hfund_tui.services.demo import SEED, begun_demo

    if not building.exists():
        return None
    try:
        database = Database.open(building, keys)
    except StorageTrouble:
        return None
    if begun_demo(database) == (members, SEED):
        return database
    database.close()
    return None


def _require_room(building: Path, members: int) -> None:
    """Refuse to begin what the disk has no room for. A small demo is not asked about."""
    from hfund_tui.services.demo import MEMBERS, bytes_needed

    if members <= MEMBERS:
        return
    there = building.stat().st_size if building.exists() else 0
    needed, free = bytes_needed(members) - there, disk_usage(building.parent).free
    if needed > free:
        raise Refusal(
            "demo_room",
            needed=f"{needed / _GIGABYTE:.1f}",
            free=f"{free / _GIGABYTE:.1f}",
            path=str(building.parent),
        )


def _require_demo(database: Storage) -> None:
    """A house's own database must not be worked on by the demo's clock."""
    from hfund_tui.services.demo import is_demo

    with database.reading() as reader:
        if not is_demo(reader):
            raise Refusal("not_a_demo", path=database.place)


def _demo_goes_on_at(database: Storage) -> datetime:
    """When the demo's clock starts: as its day opens, or where its last record left off."""
    with database.reading() as reader:
        last = reader.session.exec(select(func.max(AuditEvent.at))).one()
    return max(DEMO_OPENS_AT, last) if last is not None else DEMO_OPENS_AT


def _demo_accounts() -> tuple[DemoAccount, ...]:
    from hfund_tui.services.demo import demo_accounts

    return demo_accounts()
