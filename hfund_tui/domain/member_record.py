"""Members with their accounts as JGJ/T 320 names what is known of them: columns, codes, and a line of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month
from hfund_tui.domain.vocabulary import AccountState, Sex

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "GRZH": ("个人账号",),
    "XINGMING": ("姓名",),
    "ZJLX": ("证件类型",),
    "ZJHM": ("证件号码",),
    "XINGBIE": ("性别",),
    "CSRQ": ("出生日期",),
    "SJHM": ("手机号码",),
    "SZHJ": ("深圳户籍",),
    "DWZH": ("单位账号",),
    "DWMC": ("单位名称",),
    "GRZHZT": ("个人账户状态", "账户状态"),
    "KHRQ": ("开户日期",),
    "SCHJNY": ("首次汇缴年月",),
    "JZNY": ("缴至年月",),
    "GRJCJS": ("个人缴存基数", "缴存基数"),
    "GRJCBL": ("个人缴存比例",),
    "DWJCBL": ("单位缴存比例",),
    "GRYJCE": ("个人月缴存额",),
    "DWYJCE": ("单位月缴存额",),
    "GRZHYE": ("个人账户余额", "账户余额"),
    "JXRQ": ("结息日期",),
    "SCTQNY": ("上次提取年月",),
    "FCRQ": ("封存日期",),
    "XHRQ": ("销户日期",),
}
"""CSRQ, SZHJ, SCHJNY, SCTQNY and FCRQ are this house's own: no field of JGJ/T 320 known here says as much."""
NEEDED = (
    "GRZH",
    "XINGMING",
    "ZJLX",
    "ZJHM",
    "DWZH",
    "GRZHZT",
    "KHRQ",
    "GRJCJS",
    "GRJCBL",
    "DWJCBL",
)
STATES = {
    "01": AccountState.NORMAL,
    "02": AccountState.SEALED,
    "03": AccountState.MERGED,
    "04": AccountState.TRANSFERRED_OUT,
    "05": AccountState.CLOSED,
    "99": AccountState.OTHER,
}
"""GRZHZT. 06, frozen, is no state here: a freeze comes with its writ and not in a list."""
ID_KINDS = {
    "01": IdKind.RESIDENT,
    "04": IdKind.FOREIGN_PR,
    "05": IdKind.HOME_RETURN_PERMIT,
    "06": IdKind.TAIWAN_PERMIT,
    "07": IdKind.HMT_RESIDENCE,
    "99": IdKind.PASSPORT,
}
"""ZJLX. 05 to 07 are this house's own; elsewhere these documents are among the others, 99."""
SEXES = {"1": Sex.MALE, "2": Sex.FEMALE}
_STATE_CODES = {state: code for code, state in STATES.items()}
_ID_CODES = {kind: code for code, kind in ID_KINDS.items()}
_SEX_CODES = {sex: code for code, sex in SEXES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord:
    """A member with an account. Amounts in fen, rates in basis points.

    `personal_fen` and `employer_fen` are the monthly parts as a file states them, None where it does not.
    `interest_on` is the day up to which the balance has its interest.
    """

    account_no: str
    name: str
    id_kind: IdKind
    id_no: str
    sex: Sex
    birth_date: date
    mobile: str | None
    hukou_shenzhen: bool
    employer_no: str
    employer_name: str
    state: AccountState
    opened_on: date
    first_month: Month | None
    paid_through: Month | None
    base_fen: int
    personal_rate_bp: int
    employer_rate_bp: int
    personal_fen: int | None
    employer_fen: int | None
    balance_fen: int
    interest_on: date | None
    last_withdrawal: Month | None
    sealed_on: date | None
    closed_on: date | None


def cells_of_record(one: MemberRecord) -> list[str]:
    """The cells of a line, in the order of COLUMNS."""
    return [
        one.account_no,
        one.name,
        _ID_CODES.get(one.id_kind, "99"),
        one.id_no,
        _SEX_CODES[one.sex],
        one.birth_date.isoformat(),
        one.mobile or "",
        "1" if one.hukou_shenzhen else "0",
        one.employer_no,
        one.employer_name,
        _STATE_CODES.get(one.state, "99"),
        one.opened_on.isoformat(),
        _month_cell(one.first_month),
        _month_cell(one.paid_through),
        _decimal(one.base_fen),
        _decimal(one.personal_rate_bp),
        _decimal(one.employer_rate_bp),
        _decimal(one.personal_fen or 0),
        _decimal(one.employer_fen or 0),
        _decimal(one.balance_fen),
        one.interest_on.isoformat() if one.interest_on else "",
        _month_cell(one.last_withdrawal),
        one.sealed_on.isoformat() if one.sealed_on else "",
        one.closed_on.isoformat() if one.closed_on else "",
    ]


def _month_cell(month: Month | None) -> str:
    return f"{month.year}{month.month:02}" if month else ""


def _decimal(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"
