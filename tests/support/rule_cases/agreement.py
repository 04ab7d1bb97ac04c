"""Signing and terminating the agreement, taking back a document, and what withdrawals need of it."""

from dataclasses import replace
from datetime import date

from hfund_tui.domain.vocabulary import Channel
from tests.support.builders import AGREEMENT, document, facts, other, rent, revoke, sign, terminate
from tests.support.policies import policy_with
from tests.support.rule_cases.case import Fails, Passes

SIGNED = facts(agreement=AGREEMENT)
ON_FILE = facts(documents=(document(),))

FAILS = [
    Fails(
        name="a second time",
        code="not_signed_yet",
        remedy="nothing_to_do",
        request=sign(),
        facts=SIGNED,
        otherwise=facts(),
    ),
    Fails(
        name="nothing to terminate",
        code="signed_before",
        remedy="nothing_to_do",
        request=terminate(),
        otherwise=SIGNED,
    ),
    Fails(
        name="an old text was shown",
        code="current_version",
        remedy="read_current_text",
        request=sign(version="2015-01"),
    ),
    Fails(
        name="no text was shown",
        code="current_version",
        remedy="read_current_text",
        request=sign(version=""),
    ),
    Fails(
        name="never registered",
        code="document_on_file",
        remedy="nothing_to_do",
        request=revoke(),
        otherwise=ON_FILE,
    ),
    Fails(
        name="registered for somebody else",
        code="document_on_file",
        remedy="nothing_to_do",
        request=revoke(document_id=99),
        facts=ON_FILE,
        otherwise=facts(documents=(document(document_id=99),)),
    ),
    Fails(
        name="taken back before",
        code="document_on_file",
        remedy="nothing_to_do",
        request=revoke(),
        facts=facts(documents=(document(revoked_on=date(2020, 2, 1)),)),
        otherwise=ON_FILE,
    ),
    *(
        Fails(
            name=f"{request.operation} by {channel}",
            code="agreement_in_force",
            remedy="sign_agreement",
            request=request,
            facts=facts(channel=channel),
        )
        for request in (rent(), other())
        for channel in Channel
        if channel is not Channel.COUNTER
    ),
    Fails(
        name="where the counter requires it",
        code="agreement_in_force",
        remedy="sign_agreement",
        request=rent(),
        policy=policy_with(withdrawal__counter_agreement="require"),
    ),
]

PASSES = [
    Passes(
        name="the counter offers it",
        code="agreement_in_force",
        request=rent(),
        advice="offer_agreement",
    ),
    Passes(
        name="the counter offers it for other consumption",
        code="agreement_in_force",
        request=other(),
        advice="offer_agreement",
    ),
    Passes(name="signed, at the counter", code="agreement_in_force", request=rent(), facts=SIGNED),
    *(
        Passes(
            name=f"signed, by {channel}",
            code="agreement_in_force",
            request=rent(),
            facts=facts(channel=channel, agreement=AGREEMENT),
        )
        for channel in Channel
    ),
    Passes(
        name="a document past its end may still be taken back",
        code="document_on_file",
        request=revoke(),
        facts=facts(documents=(document(valid_to=date(2020, 1, 31)),)),
    ),
    Passes(name="the current text", code="current_version", request=sign()),
    Passes(name="the first time", code="not_signed_yet", request=sign()),
    Passes(
        name="an older text was signed",
        code="not_signed_yet",
        request=sign(),
        facts=facts(agreement=replace(AGREEMENT, version="2015-01")),
    ),
    Passes(name="in force", code="signed_before", request=terminate(), facts=SIGNED),
]
