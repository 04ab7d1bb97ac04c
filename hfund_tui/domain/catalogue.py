"""Every operation of the house, declared once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hfund_tui.domain.operation import (
    ApprovalReason,
    ChecklistItem,
    Matter,
    Operation,
    OperationCode,
    OperationGroup,
    OperationNature,
    Presence,
    ReceiptKind,
)
from hfund_tui.domain.vocabulary import Channel, Role, Verification

_COUNTER_STAFF = frozenset({Role.TELLER, Role.SUPERVISOR})
_FRONT_STAFF = frozenset({Role.TELLER, Role.SUPERVISOR, Role.AGENT})
_READERS = frozenset({Role.TELLER, Role.SUPERVISOR, Role.AGENT, Role.AUDITOR})

_ANYONE = frozenset(Verification)
_FACE_TO_FACE = frozenset({Verification.ID_ORIGINAL, Verification.PROXY_ID_ORIGINAL})
_SIGNED_IN = frozenset({Verification.HOTLINE_FULL})
_KNOWN_CALLER = frozenset({Verification.HOTLINE_BASIC, Verification.HOTLINE_FULL})

_STAFF_CHANNELS = MappingProxyType({Channel.COUNTER: _ANYONE, Channel.HOTLINE: _ANYONE})
_ABSENT = frozenset({Verification.NONE})
_OFFICE = MappingProxyType({Channel.COUNTER: _ABSENT})
_COUNTER_ONLY = MappingProxyType({Channel.COUNTER: _FACE_TO_FACE})
_COUNTER_DESK = MappingProxyType({Channel.COUNTER: _ANYONE})
# Self-service channels identify the member by their own means (face, password); they reach the same rules.
_EVERY_CHANNEL = MappingProxyType(
    {channel: _FACE_TO_FACE if channel is Channel.COUNTER else _SIGNED_IN for channel in Channel}
)

_SETTLEMENT = MappingProxyType(
    {
        **_EVERY_CHANNEL,
        Channel.COUNTER: _FACE_TO_FACE | _ABSENT,
    }
)
_FACE_TO_FACE_OR_OFFICE = MappingProxyType({Channel.COUNTER: _FACE_TO_FACE | _ABSENT})

_AGREEMENT_PAPERS = MappingProxyType(
    {
        Presence.IN_PERSON: (
            ChecklistItem.ID_ORIGINAL,
            ChecklistItem.CARD_AND_PIN,
            ChecklistItem.AGREEMENT_READ,
        ),
        Presence.PROXY: (
            ChecklistItem.PROXY_ID_ORIGINAL,
            ChecklistItem.POWER_OF_ATTORNEY,
            ChecklistItem.MEMBER_ID_SEEN,
            ChecklistItem.AGREEMENT_READ,
        ),
    }
)
_TERMINATION_PAPERS = MappingProxyType(
    {
        presence: tuple(item for item in items if item is not ChecklistItem.AGREEMENT_READ)
        for presence, items in _AGREEMENT_PAPERS.items()
    }
)
_WITHDRAWAL_PAPERS = MappingProxyType(
    {
        Presence.IN_PERSON: (ChecklistItem.ID_ORIGINAL, ChecklistItem.APPLICATION_FORM),
        Presence.PROXY: (
            ChecklistItem.PROXY_ID_ORIGINAL,
            ChecklistItem.POWER_OF_ATTORNEY,
            ChecklistItem.MEMBER_ID_SEEN,
            ChecklistItem.APPLICATION_FORM,
        ),
    }
)
_LEAVING_PAPERS = MappingProxyType(
    {presence: (*items, ChecklistItem.INSURANCE_PROOF) for presence, items in _WITHDRAWAL_PAPERS.items()}
)
_IDENTITY_PAPERS = MappingProxyType(
    {
        presence: tuple(item for item in items if item is not ChecklistItem.APPLICATION_FORM)
        for presence, items in _WITHDRAWAL_PAPERS.items()
    }
)
_LOAN_PAPERS = MappingProxyType(
    {presence: (*items, ChecklistItem.LOAN_CHANGE_FORM) for presence, items in _IDENTITY_PAPERS.items()}
)
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_AGENT = frozenset({Role.AGENT})
_BY_TELEPHONE = MappingProxyType({Channel.HOTLINE: _ANYONE})
_DAY_READERS = frozenset({Role.TELLER, Role.SUPERVISOR, Role.AUDITOR})
_WITHDRAWAL_APPROVAL = frozenset(
    {
        ApprovalReason.PROXY_ACTS,
        ApprovalReason.AMOUNT_ABOVE_LIMIT,
        ApprovalReason.NEW_CARD,
        ApprovalReason.RULE_OVERRIDDEN,
    }
)
_HOUSING_APPROVAL = _WITHDRAWAL_APPROVAL | {ApprovalReason.BY_TELEPHONE}
_CLOSURE_APPROVAL = _WITHDRAWAL_APPROVAL | {ApprovalReason.CLOSURE}
_BY_PROXY_OR_OVERRIDE = frozenset({ApprovalReason.PROXY_ACTS, ApprovalReason.RULE_OVERRIDDEN})

_DECLARATIONS = (
    Operation(
        OperationCode.LOOKUP, "1001", "cxzg", OperationGroup.MEMBER, OperationNature.INQUIRY,
        roles=_COUNTER_STAFF | {Role.AUDITOR}, verification=_COUNTER_DESK, key="f2",
    ),
    Operation(
        OperationCode.VIEW_MEMBER, "1002", "zggk", OperationGroup.MEMBER, OperationNature.INQUIRY,
        roles=_READERS,
        verification=MappingProxyType({Channel.COUNTER: _ANYONE, Channel.HOTLINE: _SIGNED_IN}),
    ),
    Operation(
        OperationCode.REVEAL_FIELD, "1003", "xsmw", OperationGroup.MEMBER, OperationNature.INQUIRY,
        roles=_COUNTER_STAFF | {Role.AUDITOR}, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.SIGN_AGREEMENT, "1101", "qdxy", OperationGroup.AGREEMENT, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY, key="f4", matter=Matter.SELF_SERVICE_AGREEMENT,
        checklist=_AGREEMENT_PAPERS, approval=_BY_PROXY_OR_OVERRIDE, receipt=ReceiptKind.AGREEMENT_SIGNED,
    ),
    Operation(
        OperationCode.TERMINATE_AGREEMENT, "1102", "zzxy", OperationGroup.AGREEMENT,
        OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY, matter=Matter.SELF_SERVICE_AGREEMENT,
        checklist=_TERMINATION_PAPERS, approval=_BY_PROXY_OR_OVERRIDE, receipt=ReceiptKind.AGREEMENT_TERMINATED,
    ),
    Operation(
        OperationCode.REVOKE_PROXY, "1103", "cxwt", OperationGroup.AGREEMENT, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY,
        checklist=MappingProxyType({Presence.IN_PERSON: (ChecklistItem.ID_ORIGINAL,)}),
        receipt=ReceiptKind.PROXY_REVOKED,
    ),
    Operation(
        OperationCode.SIGNING_GUIDE, "1104", "qyzy", OperationGroup.AGREEMENT, OperationNature.INQUIRY,
        roles=_FRONT_STAFF, verification=_STAFF_CHANNELS,
    ),
    Operation(
        OperationCode.RENT_WITHDRAWAL, "2101", "zftq", OperationGroup.WITHDRAWAL, OperationNature.TRANSACTION,
        roles=_FRONT_STAFF, verification=_EVERY_CHANNEL, key="f5", matter=Matter.RENT_WITHDRAWAL,
        checklist=_WITHDRAWAL_PAPERS, approval=_HOUSING_APPROVAL, receipt=ReceiptKind.WITHDRAWAL,
    ),
    Operation(
        OperationCode.OTHER_HOUSING_WITHDRAWAL, "2102", "qtzfxftq", OperationGroup.WITHDRAWAL,
        OperationNature.TRANSACTION,
        roles=_FRONT_STAFF, verification=_EVERY_CHANNEL, matter=Matter.OTHER_HOUSING_WITHDRAWAL,
        checklist=_WITHDRAWAL_PAPERS, approval=_HOUSING_APPROVAL, receipt=ReceiptKind.WITHDRAWAL,
    ),
    Operation(
        OperationCode.LEAVING_CLOSURE, "2103", "lsxh", OperationGroup.WITHDRAWAL, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_EVERY_CHANNEL, matter=Matter.LEAVING_CLOSURE,
        checklist=_LEAVING_PAPERS, approval=_CLOSURE_APPROVAL, receipt=ReceiptKind.CLOSURE,
    ),
    Operation(
        OperationCode.RETIREMENT_CLOSURE, "2104", "txxh", OperationGroup.WITHDRAWAL,
        OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_EVERY_CHANNEL, matter=Matter.RETIREMENT_CLOSURE,
        checklist=_WITHDRAWAL_PAPERS, approval=_CLOSURE_APPROVAL, receipt=ReceiptKind.CLOSURE,
    ),
    Operation(
        OperationCode.SETTLE_CLOSURE, "2105", "xhjs", OperationGroup.WITHDRAWAL, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_SETTLEMENT, matter=Matter.LEAVING_CLOSURE,
        checklist=MappingProxyType({**_IDENTITY_PAPERS, Presence.ABSENT: ()}),
        approval=_BY_PROXY_OR_OVERRIDE | {ApprovalReason.CLOSURE, ApprovalReason.NEW_CARD},
        receipt=ReceiptKind.CLOSURE,
    ),
    Operation(
        OperationCode.CANCEL_CLOSURE, "2106", "chxh", OperationGroup.WITHDRAWAL, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_FACE_TO_FACE_OR_OFFICE,
        checklist=MappingProxyType({Presence.IN_PERSON: (ChecklistItem.ID_ORIGINAL,), Presence.ABSENT: ()}),
        receipt=ReceiptKind.CLOSURE_CANCELLED,
    ),
    Operation(
        OperationCode.REDIRECT_PAYOUT, "2107", "fkgk", OperationGroup.WITHDRAWAL, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY,
        checklist=MappingProxyType({Presence.IN_PERSON: (ChecklistItem.ID_ORIGINAL,)}),
        approval=frozenset({ApprovalReason.AMOUNT_ABOVE_LIMIT, ApprovalReason.NEW_CARD}),
        receipt=ReceiptKind.PAYOUT_REDIRECTED,
    ),
    Operation(
        OperationCode.RECORD_INSURANCE, "2108", "djsb", OperationGroup.WITHDRAWAL,
        OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_OFFICE,
        checklist=MappingProxyType({Presence.ABSENT: (ChecklistItem.INSURANCE_PROOF,)}),
        receipt=ReceiptKind.INSURANCE_RECORDED,
    ),
    Operation(
        OperationCode.LINK_CARD, "1201", "gllmk", OperationGroup.MEMBER, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY,
        checklist=MappingProxyType(
            {
                Presence.IN_PERSON: (
                    ChecklistItem.ID_ORIGINAL,
                    ChecklistItem.CARD_AND_PIN,
                    ChecklistItem.CLASS_ONE_CARD,
                    ChecklistItem.APPLICATION_FORM,
                )
            }
        ),
        receipt=ReceiptKind.CARD_LINKED,
    ),
    Operation(
        OperationCode.SET_PASSWORD, "1204", "szmm", OperationGroup.MEMBER, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY,
        checklist=MappingProxyType({Presence.IN_PERSON: (ChecklistItem.ID_ORIGINAL,)}),
        receipt=ReceiptKind.PASSWORD_SET,
    ),
    Operation(
        OperationCode.RESET_PASSWORD, "1205", "mmgs", OperationGroup.MEMBER, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY,
        checklist=MappingProxyType(
            {Presence.IN_PERSON: (ChecklistItem.ID_ORIGINAL, ChecklistItem.APPLICATION_FORM)}
        ),
        approval=frozenset({ApprovalReason.RULE_OVERRIDDEN}), receipt=ReceiptKind.PASSWORD_RESET,
    ),
    Operation(
        OperationCode.CONTRIBUTION_CERTIFICATE, "1202", "jczm", OperationGroup.MEMBER,
        OperationNature.INQUIRY,
        roles=_COUNTER_STAFF, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.VERIFY_DOCUMENT, "1203", "hyzm", OperationGroup.MEMBER, OperationNature.INQUIRY,
        roles=_DAY_READERS, verification=_COUNTER_DESK,
    ),
    *(
        Operation(
            code, transaction_code, initials, OperationGroup.LOAN, OperationNature.TRANSACTION,
            roles=_COUNTER_STAFF, verification=_EVERY_CHANNEL, key=key, matter=Matter.POST_LOAN_CHANGE,
            checklist=papers, approval=_BY_PROXY_OR_OVERRIDE, receipt=receipt,
        )
        for code, transaction_code, initials, key, papers, receipt in (
            (OperationCode.EARLY_REPAYMENT, "3101", "tqhk", "f6", _LOAN_PAPERS, ReceiptKind.DEBIT_ORDERED),
            (OperationCode.SHORTEN_TERM, "3102", "dksq", None, _LOAN_PAPERS, ReceiptKind.LOAN_CHANGED),
            (
                OperationCode.CHANGE_REPAYMENT_ACCOUNT, "3103", "bghkzh", None, _LOAN_PAPERS,
                ReceiptKind.LOAN_CHANGED,
            ),
            (
                OperationCode.CHANGE_REPAYMENT_METHOD, "3104", "bghkfs", None, _LOAN_PAPERS,
                ReceiptKind.LOAN_CHANGED,
            ),
            (OperationCode.CHANGE_DUE_DAY, "3105", "bghkr", None, _LOAN_PAPERS, ReceiptKind.LOAN_CHANGED),
        )
    ),
    Operation(
        OperationCode.SIGN_CO_REPAYMENT, "3106", "qdgthkxy", OperationGroup.LOAN, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY,
        checklist=MappingProxyType(
            {
                Presence.IN_PERSON: (
                    ChecklistItem.ID_ORIGINAL, ChecklistItem.KINSHIP_PROOF, ChecklistItem.AGREEMENT_READ,
                    ChecklistItem.APPLICATION_FORM,
                )
            }
        ),
        receipt=ReceiptKind.CO_REPAYMENT_SIGNED,
    ),
    Operation(
        OperationCode.END_CO_REPAYMENT, "3107", "zzgthkxy", OperationGroup.LOAN, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_COUNTER_ONLY,
        checklist=MappingProxyType(
            {Presence.IN_PERSON: (ChecklistItem.ID_ORIGINAL, ChecklistItem.APPLICATION_FORM)}
        ),
        receipt=ReceiptKind.CO_REPAYMENT_ENDED,
    ),
    Operation(
        OperationCode.OFFSET_REPAYMENT, "3108", "dchd", OperationGroup.LOAN, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_EVERY_CHANNEL, matter=Matter.POST_LOAN_CHANGE,
        checklist=_LOAN_PAPERS,
        approval=_BY_PROXY_OR_OVERRIDE | {ApprovalReason.OTHERS_MONEY, ApprovalReason.AMOUNT_ABOVE_LIMIT},
        receipt=ReceiptKind.OFFSET,
    ),
    Operation(
        OperationCode.LOAN_STATEMENT, "3201", "dkdzd", OperationGroup.LOAN, OperationNature.INQUIRY,
        roles=_COUNTER_STAFF, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.SETTLEMENT_CERTIFICATE, "3202", "dkjqzm", OperationGroup.LOAN, OperationNature.INQUIRY,
        roles=_COUNTER_STAFF, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.LOAN_CALCULATOR, "3203", "dkjsq", OperationGroup.LOAN, OperationNature.INQUIRY,
        roles=_READERS, verification=_STAFF_CHANNELS,
    ),
    Operation(
        OperationCode.REVERSE_CASE, "9104", "ywcz", OperationGroup.CASE, OperationNature.TRANSACTION,
        roles=_COUNTER_STAFF, verification=_OFFICE, checklist=MappingProxyType({Presence.ABSENT: ()}),
        approval=frozenset({ApprovalReason.REVERSAL}), receipt=ReceiptKind.REVERSAL,
    ),
    Operation(
        OperationCode.TAKE_CALL, "4101", "jtld", OperationGroup.CALL, OperationNature.HANDLING,
        roles=_AGENT, verification=_BY_TELEPHONE,
    ),
    Operation(
        OperationCode.CALLER_STATUS, "4102", "ldrgk", OperationGroup.CALL, OperationNature.INQUIRY,
        roles=_AGENT, verification=MappingProxyType({Channel.HOTLINE: _KNOWN_CALLER}),
    ),
    Operation(
        OperationCode.WHAT_IF, "4103", "ssdf", OperationGroup.CALL, OperationNature.INQUIRY,
        roles=_AGENT, verification=MappingProxyType({Channel.HOTLINE: _SIGNED_IN}),
    ),
    Operation(
        OperationCode.CALL_BACK, "4104", "hbqr", OperationGroup.CALL, OperationNature.HANDLING,
        roles=_AGENT | {Role.SUPERVISOR}, verification=_STAFF_CHANNELS,
    ),
    Operation(
        OperationCode.OPEN_WORK_ORDER, "4201", "djgd", OperationGroup.CALL, OperationNature.HANDLING,
        roles=_AGENT, verification=_BY_TELEPHONE,
    ),
    Operation(
        OperationCode.WORK_ORDERS, "4202", "gdlb", OperationGroup.CALL, OperationNature.INQUIRY,
        roles=_AGENT | _SUPERVISOR, verification=_STAFF_CHANNELS,
    ),
    Operation(
        OperationCode.ANSWER_WORK_ORDER, "4203", "dfgd", OperationGroup.CALL, OperationNature.HANDLING,
        roles=_AGENT | _SUPERVISOR, verification=_STAFF_CHANNELS,
    ),
    Operation(
        OperationCode.HANDLE_WORK_ORDER, "4204", "blgd", OperationGroup.CALL, OperationNature.HANDLING,
        roles=_AGENT, verification=_BY_TELEPHONE,
    ),
    Operation(
        OperationCode.VIEW_QUEUE, "9110", "dbyw", OperationGroup.CASE, OperationNature.INQUIRY,
        roles=_COUNTER_STAFF, verification=_COUNTER_DESK, key="f8",
    ),
    Operation(
        OperationCode.APPROVE_CASE, "9101", "sqyw", OperationGroup.CASE, OperationNature.HANDLING,
        roles=frozenset({Role.SUPERVISOR}), verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.CANCEL_CASE, "9102", "cxsq", OperationGroup.CASE, OperationNature.HANDLING,
        roles=_FRONT_STAFF, verification=_STAFF_CHANNELS,
    ),
    Operation(
        OperationCode.REPRINT_RECEIPT, "9103", "bdhd", OperationGroup.CASE, OperationNature.HANDLING,
        roles=_COUNTER_STAFF, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.TAKE_CASE, "9105", "lqdb", OperationGroup.CASE, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.REJECT_CASE, "9106", "bhyw", OperationGroup.CASE, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.RETURN_CASE, "9107", "thyw", OperationGroup.CASE, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.VIEW_DAY, "9201", "rzd", OperationGroup.DAY, OperationNature.INQUIRY,
        roles=_DAY_READERS, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.OPEN_DAY, "9202", "kqyyr", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.CLOSE_DAY, "9203", "yyrz", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.REOPEN_DAY, "9204", "hfyyr", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.EXPORT_PAYMENTS, "9301", "dcfk", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.IMPORT_RETURNS, "9302", "drhp", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.EXPORT_DEBITS, "9304", "dckk", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.IMPORT_DEBITS, "9305", "drkkhp", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.SETTLE_DUE, "9303", "pljs", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.IMPORT_CONTRIBUTIONS, "9306", "drhjqc", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.EXPORT_MEMBERS, "9307", "dczgzl", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.IMPORT_MEMBERS, "9308", "drzgzl", OperationGroup.DAY, OperationNature.HANDLING,
        roles=_SUPERVISOR, verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.VIEW_EXCEPTIONS, "9401", "lwtj", OperationGroup.DAY, OperationNature.INQUIRY,
        roles=frozenset({Role.SUPERVISOR, Role.AUDITOR}), verification=_COUNTER_DESK,
    ),
    Operation(
        OperationCode.VIEW_ADOPTION, "9402", "tgqk", OperationGroup.DAY, OperationNature.INQUIRY,
        roles=frozenset({Role.SUPERVISOR, Role.AUDITOR}), verification=_COUNTER_DESK,
    ),
)  # fmt: skip

OPERATIONS: Mapping[OperationCode, Operation] = MappingProxyType({one.code: one for one in _DECLARATIONS})


def operation(code: OperationCode | str) -> Operation:
    """The declaration of an operation. Raises ValueError for a code that does not exist."""
    return OPERATIONS[OperationCode(code)]


def of_nature(nature: OperationNature) -> tuple[Operation, ...]:
    return tuple(one for one in OPERATIONS.values() if one.nature is nature)
