"""Acting for a member: who may, with which document, for which matter, how often."""

from dataclasses import replace
from datetime import date

from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.operation import Matter
from hfund_tui.domain.request import ProxyOnFile
from hfund_tui.domain.vocabulary import (
    Channel,
    ProxyDocumentKind,
    ProxyRelation,
)
from tests.support.builders import (
    AGREEMENT,
    ALL_MATTERS,
    MEMBER_ID_NO,
    PROXY_ID_NO,
    STRANGER,
    by_proxy,
    document,
    facts,
    grounded,
    new_proxy,
    other,
    rent,
    resident_id,
    revoke,
    sign,
    spouse,
    terminate,
)
from tests.support.policies import TODAY, policy_with
from tests.support.rule_cases.case import Fails, Passes

D = date
SIGNED = facts(agreement=AGREEMENT)
ON_FILE = facts(documents=(document(),))
TOMORROW, YESTERDAY = D(2020, 2, 28), D(2020, 2, 26)


def sign_by(**changes: object) -> object:
    return by_proxy(sign(), new_proxy(**changes))


def kept(**changes: object) -> object:
    """Facts with one document on file."""
    return facts(documents=(document(**changes),))


FAILS = [
    Fails(
        name="only the member takes a document back",
        code="proxy_allowed",
        remedy="member_comes",
        request=by_proxy(revoke(), ProxyOnFile(11)),
        facts=ON_FILE,
    ),
    *(
        Fails(
            name=f"{name} by {channel}",
            code="proxy_allowed",
            remedy="member_comes",
            request=by_proxy(rent(), proxy),
            facts=replace(ON_FILE, channel=channel, agreement=AGREEMENT),
        )
        for channel in Channel
        if channel is not Channel.COUNTER
        for name, proxy in (("a new proxy", new_proxy()), ("a proxy on file", ProxyOnFile(11)))
    ),
    Fails(
        name="nobody named",
        code="proxy_named",
        remedy="name_proxy",
        request=by_proxy(sign(), None),
        form=True,
    ),
    Fails(
        name="a document that is not this member's",
        code="proxy_named",
        remedy="name_proxy",
        request=by_proxy(sign(), ProxyOnFile(99)),
        facts=ON_FILE,
        form=True,
    ),
    *(
        Fails(
            name=f"{field} is {value!r}",
            code="proxy_complete",
            remedy="fill_in",
            request=sign_by(**{field: value}),
            form=True,
        )
        for field in ("name", "notary", "certificate_no")
        for value in ("", "  ", "\u3000", "\u200b")
    ),
    *(
        Fails(
            name=f"{field} is {value!r}",
            code="proxy_complete",
            remedy="fill_in",
            request=sign_by(**{field: value}),
            form=True,
        )
        for field in ("notary", "certificate_no")
        for value in ("-", "()", "〔〕 —")
    ),
    *(
        Fails(
            name=f"the notary is {value!r}",
            code="proxy_complete",
            remedy="fill_in",
            request=sign_by(notary=value),
            form=True,
        )
        for value in ("1", "202000123", "公", "A 1")
    ),
    Fails(
        name="no matter ticked",
        code="proxy_complete",
        remedy="fill_in",
        request=sign_by(matters=frozenset()),
        along=frozenset({"proxy_scope"}),
        form=True,
    ),
    *(
        Fails(
            name=f"{kind} {number!r}",
            code="proxy_id_valid",
            remedy="correct_proxy_id",
            request=sign_by(id_kind=kind, id_no=number),
            form=True,
        )
        for kind, number in (
            (IdKind.RESIDENT, ""),
            (IdKind.RESIDENT, PROXY_ID_NO[:-1]),
            (IdKind.RESIDENT, "110105194912310021"),
            (IdKind.RESIDENT, "440307198702290014"),
            (IdKind.RESIDENT, resident_id(TOMORROW)),
            (IdKind.RESIDENT, "H12345678"),
            (IdKind.RESIDENT_15, "110105491231002"),
            (IdKind.HOME_RETURN_PERMIT, "K12345678"),
            (IdKind.HMT_RESIDENCE, PROXY_ID_NO),
            (IdKind.PASSPORT, "E1"),
        )
    ),
    Fails(
        name="the member acts for himself",
        code="proxy_not_member",
        remedy="member_in_person",
        request=sign_by(id_no=MEMBER_ID_NO),
    ),
    Fails(
        name="a member of the staff",
        code="proxy_not_staff",
        remedy="another_proxy",
        request=sign_by(),
        facts=facts(proxy=replace(STRANGER, is_staff=True)),
    ),
    Fails(
        name="a member of the staff, on file from before",
        code="proxy_not_staff",
        remedy="another_proxy",
        request=by_proxy(rent(), ProxyOnFile(11)),
        facts=replace(ON_FILE, proxy=replace(STRANGER, is_staff=True)),
    ),
    Fails(
        name="18 tomorrow",
        code="proxy_adult",
        remedy="proxy_of_age",
        request=sign_by(id_no=resident_id(D(2002, 2, 28))),
    ),
    Fails(
        name="16, on file from before",
        code="proxy_adult",
        remedy="proxy_of_age",
        request=by_proxy(sign(), ProxyOnFile(11)),
        facts=kept(proxy_id_no=resident_id(D(2004, 1, 1)), valid_to=D(2029, 12, 31)),
    ),
    Fails(
        name="a third principal on one day",
        code="proxy_principals",
        remedy="proxy_next_day",
        request=sign_by(),
        facts=facts(proxy=replace(STRANGER, other_principals_today=2)),
    ),
    Fails(
        name="valid before it was issued",
        code="proxy_document_dates",
        remedy="correct_dates",
        request=sign_by(issued_on=D(2020, 1, 7), valid_from=D(2020, 1, 6)),
    ),
    Fails(
        name="issued tomorrow",
        code="proxy_document_dates",
        remedy="correct_dates",
        request=sign_by(issued_on=TOMORROW, valid_from=TOMORROW),
        along=frozenset({"proxy_document_in_force"}),
    ),
    Fails(
        name="ends before it begins",
        code="proxy_document_dates",
        remedy="correct_dates",
        request=sign_by(valid_from=D(2020, 2, 1), valid_to=D(2020, 1, 31)),
        along=frozenset({"proxy_document_in_force"}),
    ),
    Fails(
        name="from tomorrow",
        code="proxy_document_in_force",
        remedy="wait_until",
        request=sign_by(valid_from=TOMORROW),
    ),
    Fails(
        name="until yesterday",
        code="proxy_document_in_force",
        remedy="new_document",
        request=sign_by(valid_to=YESTERDAY),
    ),
    Fails(
        name="until yesterday, on file",
        code="proxy_document_in_force",
        remedy="new_document",
        request=by_proxy(rent(), ProxyOnFile(11)),
        facts=kept(valid_to=YESTERDAY),
    ),
    Fails(
        name="names no end and was issued 365 days ago",
        code="proxy_document_in_force",
        remedy="new_document",
        request=sign_by(issued_on=D(2019, 2, 27), valid_from=D(2019, 2, 27), valid_to=None),
    ),
    Fails(
        name="names no end: counted from the issue, not from a later beginning",
        code="proxy_document_in_force",
        remedy="new_document",
        request=sign_by(issued_on=D(2019, 2, 27), valid_from=D(2020, 1, 1), valid_to=None),
    ),
    Fails(
        name="taken back",
        code="proxy_document_not_revoked",
        remedy="new_document",
        request=by_proxy(sign(), ProxyOnFile(11)),
        facts=kept(revoked_on=YESTERDAY),
    ),
    Fails(
        name="taken back today",
        code="proxy_document_not_revoked",
        remedy="new_document",
        request=by_proxy(rent(), ProxyOnFile(11)),
        facts=kept(revoked_on=TODAY),
    ),
    *(
        Fails(
            name=f"{request.operation} is not named",
            code="proxy_scope",
            remedy="document_names_matter",
            request=by_proxy(request, new_proxy(matters=ALL_MATTERS - {matter})),
            facts=SIGNED if request.operation == "terminate_agreement" else facts(),
        )
        for request, matter in (
            (sign(), Matter.SELF_SERVICE_AGREEMENT),
            (terminate(), Matter.SELF_SERVICE_AGREEMENT),
            (rent(), Matter.RENT_WITHDRAWAL),
            (other(), Matter.OTHER_HOUSING_WITHDRAWAL),
        )
    ),
    Fails(
        name="not named in the document on file",
        code="proxy_scope",
        remedy="document_names_matter",
        request=by_proxy(rent(), ProxyOnFile(11)),
        facts=kept(matters=frozenset({Matter.SELF_SERVICE_AGREEMENT})),
    ),
    Fails(
        name="the number is on file",
        code="proxy_certificate_unused",
        remedy="certificate_taken",
        request=sign_by(),
        facts=facts(proxy=replace(STRANGER, certificate_taken=True)),
    ),
    *(
        Fails(
            name=f"a spouse's marriage certificate to {request.operation}",
            code="proxy_document_kind",
            remedy="bring_notarised",
            request=grounded(by_proxy(request, spouse())),
            facts=SIGNED if request.operation == "terminate_agreement" else facts(),
            overridable=True,
        )
        for request in (sign(), terminate())
    ),
    Fails(
        name="a marriage certificate on file, to sign",
        code="proxy_document_kind",
        remedy="bring_notarised",
        request=grounded(by_proxy(sign(), ProxyOnFile(11))),
        facts=kept(kind=ProxyDocumentKind.MARRIAGE_CERTIFICATE, relation=ProxyRelation.SPOUSE),
        overridable=True,
    ),
    *(
        Fails(
            name=f"a marriage certificate shown by a {relation}, to {request.operation}",
            code="proxy_document_kind",
            remedy="bring_notarised",
            request=by_proxy(request, spouse(relation=relation)),
        )
        for request in (sign(), rent())
        for relation in ProxyRelation
        if relation is not ProxyRelation.SPOUSE
    ),
    Fails(
        name="a marriage certificate of somebody else than the spouse on file",
        code="proxy_is_spouse",
        remedy="compare_spouse",
        request=grounded(by_proxy(rent(), spouse())),
        facts=facts(spouse_id_no=resident_id(D(1991, 3, 4))),
        overridable=True,
    ),
    Fails(
        name="where the policy refuses marriage certificates",
        code="proxy_document_kind",
        remedy="bring_notarised",
        request=by_proxy(rent(), spouse()),
        policy=policy_with(proxy__spouse_certificate_for_withdrawal="refuse"),
    ),
    Fails(
        name="where the policy makes marriage certificates an exception",
        code="proxy_document_kind",
        remedy="bring_notarised",
        request=grounded(by_proxy(other(), spouse())),
        policy=policy_with(proxy__spouse_certificate_for_withdrawal="exception"),
        overridable=True,
    ),
    Fails(
        name="the seventh member of the year",
        code="proxy_principals_year",
        remedy="proxy_next_year",
        request=grounded(sign_by()),
        facts=facts(proxy=replace(STRANGER, other_principals_this_year=6)),
        overridable=True,
    ),
    Fails(
        name="the eighth member of the year, with a document on file",
        code="proxy_principals_year",
        remedy="proxy_next_year",
        request=grounded(by_proxy(rent(), ProxyOnFile(11))),
        facts=replace(kept(), proxy=replace(STRANGER, other_principals_this_year=7)),
        overridable=True,
    ),
]

PASSES = [
    Passes(
        name="the sixth member of the year",
        code="proxy_principals_year",
        request=sign_by(),
        facts=facts(proxy=replace(STRANGER, other_principals_this_year=5)),
    ),
    Passes(
        name="18 today",
        code="proxy_adult",
        request=sign_by(id_no=resident_id(D(2002, 2, 27))),
    ),
    Passes(
        name="a permit without a date of birth",
        code="proxy_adult",
        request=sign_by(id_kind=IdKind.HOME_RETURN_PERMIT, id_no="H12345678"),
    ),
    Passes(
        name="a second principal on one day",
        code="proxy_principals",
        request=sign_by(),
        facts=facts(proxy=replace(STRANGER, other_principals_today=1)),
    ),
    Passes(
        name="issued and valid from today",
        code="proxy_document_dates",
        request=sign_by(issued_on=TODAY, valid_from=TODAY),
    ),
    Passes(name="from today", code="proxy_document_in_force", request=sign_by(valid_from=TODAY)),
    Passes(name="until today", code="proxy_document_in_force", request=sign_by(valid_to=TODAY)),
    Passes(
        name="valid on one day only",
        code="proxy_document_dates",
        request=sign_by(issued_on=TODAY, valid_from=TODAY, valid_to=TODAY),
    ),
    Passes(
        name="names no end, on its 365th day",
        code="proxy_document_in_force",
        request=sign_by(issued_on=D(2019, 2, 28), valid_from=D(2019, 2, 28), valid_to=None),
    ),
    Passes(
        name="only the matter at hand is named",
        code="proxy_scope",
        request=by_proxy(rent(), new_proxy(matters=frozenset({Matter.RENT_WITHDRAWAL}))),
    ),
    Passes(
        name="the document on file bears its own number",
        code="proxy_certificate_unused",
        request=by_proxy(rent(), ProxyOnFile(11)),
        facts=replace(ON_FILE, proxy=replace(STRANGER, certificate_taken=True)),
    ),
    *(
        Passes(
            name=f"a spouse's marriage certificate for {request.operation}",
            code="proxy_document_kind",
            request=by_proxy(request, spouse()),
        )
        for request in (rent(), other())
    ),
    *(
        Passes(
            name=f"notarised, {relation}",
            code="proxy_document_kind",
            request=sign_by(relation=relation),
        )
        for relation in ProxyRelation
    ),
    Passes(name="no spouse on file", code="proxy_is_spouse", request=by_proxy(rent(), spouse())),
    Passes(
        name="the spouse on file",
        code="proxy_is_spouse",
        request=by_proxy(rent(), spouse()),
        facts=facts(spouse_id_no=PROXY_ID_NO),
    ),
    Passes(
        name="a marriage certificate names no notary",
        code="proxy_complete",
        request=by_proxy(rent(), spouse(notary="")),
    ),
    *(
        Passes(
            name=f"typed as {number!r}",
            code="proxy_id_valid",
            request=sign_by(id_kind=kind, id_no=number),
        )
        for kind, number in (
            (IdKind.RESIDENT, f" {PROXY_ID_NO[:6]} {PROXY_ID_NO[6:14]} {PROXY_ID_NO[14:]}"),
            (IdKind.HMT_RESIDENCE, resident_id(D(1980, 5, 5), region="810000")),
            (IdKind.TAIWAN_PERMIT, "12345678"),
            (IdKind.FOREIGN_PR, "USA110075010101"),
            (IdKind.PASSPORT, "E12345678"),
        )
    ),
]
