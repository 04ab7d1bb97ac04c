"""What each request would do: effects, approvals and amounts, scenario by scenario and in general."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from hfund_tui.domain.decision import Verdict, count, flag, term
from hfund_tui.domain.facts import Facts
from hfund_tui.domain.identifiers import IdKind
from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.operation import ApprovalReason, OperationCode
from hfund_tui.domain.plan import (
    ClaimMonths,
    DebitAccount,
    EndAgreement,
    NeedsApproval,
    PayOut,
    Plan,
    PutAgreementInForce,
    RecordException,
    RecordProxyAct,
    RegisterProxy,
    RevokeDocument,
)
from hfund_tui.domain.planners import make_plan
from hfund_tui.domain.policy import Policy
from hfund_tui.domain.request import ProxyOnFile, Withdraw
from hfund_tui.domain.vocabulary import (
    AccountState,
    AgreementKind,
    CoolingOff,
    Freeze,
    ProxyDocumentKind,
    SummaryCode,
)
from tests.support.builders import (
    ACCOUNT,
    AGREEMENT,
    GROUND,
    PROXY_ID_NO,
    by_proxy,
    document,
    facts,
    grounded,
    new_proxy,
    other,
    rent,
    revoke,
    sign,
    spouse,
    terminate,
)
from tests.support.policies import TODAY, policy, policy_with

D = date
SWEEP = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ON_FILE = facts(documents=(document(),))
SIGNED = facts(agreement=AGREEMENT)
SIX_MONTHS = months_between(Month(2019, 9), Month(2020, 2))
PUT = PutAgreementInForce(AgreementKind.SELF_SERVICE, "2020-02", "a" * 64)
PROXY_ACTS = ApprovalReason.PROXY_ACTS
ABOVE = ApprovalReason.AMOUNT_ABOVE_LIMIT
OVERRIDDEN = ApprovalReason.RULE_OVERRIDDEN


def plan(request: Any, known: Facts, rules: Policy | None = None) -> Plan:
    return make_plan(request, known, rules or policy(known.business_date))


def reasons(made: Plan) -> list[ApprovalReason]:
    return [one.reason for one in made.approvals]


def pay_out(
    amount_fen: int, not_before: date, pay_by: date, *, cooling_off: CoolingOff | None = None
) -> PayOut:
    return PayOut(7, "CCB", "8821", amount_fen, not_before, pay_by, cooling_off=cooling_off)


class TestAgreement:
    def test_signed_in_person(self) -> None:
        made = plan(sign(), facts())
        assert made.decision.verdict is Verdict.ALLOWED
        assert made.effects == (PUT,)
        assert not made.needs_approval
        assert (made.amount_fen, made.maximum_fen, made.quota) == (0, 0, None)

    def test_signed_by_a_proxy_never_seen_before(self) -> None:
        shown = new_proxy()
        made = plan(by_proxy(sign(), shown), facts())
        assert made.decision.verdict is Verdict.ALLOWED
        assert made.effects == (
            RegisterProxy(shown, D(1987, 3, 9), D(2020, 12, 31)),
            RecordProxyAct(None, PROXY_ID_NO),
            PUT,
        )
        assert made.approvals == (NeedsApproval(PROXY_ACTS, term(ProxyDocumentKind.NOTARISED_POA), count(0)),)
        assert made.needs_approval

    def test_signed_by_a_proxy_nobody_named(self) -> None:
        made = plan(by_proxy(sign(), None), facts())
        assert made.refused
        assert made.effects == (PUT,)
        assert made.approvals == (NeedsApproval(PROXY_ACTS, flag(False), count(0)),)

    def test_signed_by_a_proxy_on_file(self) -> None:
        made = plan(by_proxy(sign(), ProxyOnFile(11)), ON_FILE)
        assert made.effects == (RecordProxyAct(11, PROXY_ID_NO), PUT)
        assert reasons(made) == [PROXY_ACTS]

    def test_signed_by_a_spouse_with_a_marriage_certificate_is_an_exception(self) -> None:
        made = plan(grounded(by_proxy(sign(), spouse())), facts())
        assert made.decision.verdict is Verdict.NEEDS_OVERRIDE
        assert reasons(made) == [PROXY_ACTS, OVERRIDDEN]
        assert made.approvals[1].value.value == "finding.proxy_document_kind.title"
        assert made.needs_approval

    def test_terminated(self) -> None:
        made = plan(terminate(), SIGNED)
        assert made.effects == (EndAgreement(3),)
        assert not made.needs_approval
        made = plan(by_proxy(terminate(), new_proxy()), SIGNED)
        assert made.effects[-1] == EndAgreement(3)
        assert reasons(made) == [PROXY_ACTS]

    def test_a_new_text_is_signed_in_place_of_an_old_one(self) -> None:
        old = replace(AGREEMENT, version="2015-01")
        made = plan(sign(), facts(agreement=old))
        assert made.decision.verdict is Verdict.ALLOWED
        assert made.effects == (EndAgreement(3), PUT)

    def test_nothing_to_terminate_has_no_effect(self) -> None:
        assert plan(terminate(), facts()).effects == ()

    def test_a_document_is_taken_back_at_once(self) -> None:
        made = plan(revoke(), ON_FILE)
        assert made.effects == (RevokeDocument(11, "(2020)深证字第00001号", ON_FILE.documents[0].proxy_name),)
        assert not made.needs_approval


class TestNewDocument:
    def registered(self, **changes: Any) -> RegisterProxy:
        effect: RegisterProxy = plan(by_proxy(sign(), new_proxy(**changes)), facts()).effect(RegisterProxy)
        return effect

    @pytest.mark.parametrize(
        ("issued", "valid_from", "valid_to", "until"),
        [
            (D(2020, 1, 6), D(2020, 1, 6), D(2020, 12, 31), D(2020, 12, 31)),
            (D(2020, 1, 6), D(2020, 1, 6), None, D(2021, 1, 4)),  # 365 days of a leap year
            (D(2019, 3, 1), D(2019, 3, 1), None, D(2020, 2, 28)),
            (D(2019, 3, 1), D(2020, 2, 1), None, D(2020, 2, 28)),
            (D(9999, 12, 31), D(9999, 12, 31), None, date.max),
        ],
    )
    def test_its_end_is_always_known(
        self, issued: date, valid_from: date, valid_to: date | None, until: date
    ) -> None:
        effect = self.registered(issued_on=issued, valid_from=valid_from, valid_to=valid_to)
        assert effect.valid_to == until

    def test_it_is_kept_in_one_way_of_writing(self) -> None:
        effect = self.registered(
            name=" 李 代办\u200b ",
            id_no=f"{PROXY_ID_NO[:6]} {PROXY_ID_NO[6:]}".lower(),
            notary="深圳公证处 ",
            certificate_no=" (2020)深证字第00001号",
        )
        kept = effect.document
        assert (kept.name, kept.id_no) == ("李 代办", PROXY_ID_NO)
        assert (kept.notary, kept.certificate_no) == ("深圳公证处", "(2020)深证字第00001号")

    def test_a_permit_has_no_date_of_birth_to_keep(self) -> None:
        effect = self.registered(id_kind=IdKind.PASSPORT, id_no="e12345678")
        assert (effect.proxy_birth_date, effect.document.id_no) == (None, "E12345678")

    def test_nobody_passes_unexamined(self) -> None:
        with pytest.raises(ValueError, match="without the proxy"):
            plan(by_proxy(sign(), new_proxy()), facts(proxy=None))


class TestWithdrawal:
    def test_all_that_is_possible(self) -> None:
        made = plan(rent(), facts())
        assert made.decision.verdict is Verdict.ALLOWED
        assert (made.amount_fen, made.maximum_fen) == (7_800_00, 7_800_00)
        assert made.effects == (
            ClaimMonths(ACCOUNT.account_no, SIX_MONTHS, ("0.65",) * 6),
            DebitAccount(ACCOUNT.account_no, 7_800_00, SummaryCode.RENT_WITHDRAWAL),
            pay_out(7_800_00, TODAY, D(2020, 3, 3)),
        )
        assert not made.needs_approval

    def test_other_consumption(self) -> None:
        made = plan(other(), facts())
        assert made.effects[:2] == (
            ClaimMonths(ACCOUNT.account_no, SIX_MONTHS, ("0.40",) * 6),
            DebitAccount(ACCOUNT.account_no, 4_800_00, SummaryCode.OTHER_HOUSING_WITHDRAWAL),
        )

    def test_less_is_paid_and_every_month_is_claimed_all_the_same(self) -> None:
        made = plan(rent(amount_fen=100_00), facts())
        assert (made.amount_fen, made.maximum_fen) == (100_00, 7_800_00)
        assert made.effect(ClaimMonths).months == SIX_MONTHS
        assert made.effect(DebitAccount).amount_fen == made.effect(PayOut).amount_fen == 100_00

    def test_each_month_keeps_the_ratio_it_was_claimed_at(self) -> None:
        known = facts(business_date=D(2026, 1, 5), last_withdrawal=Month(2025, 8))
        assert plan(rent(), known).effect(ClaimMonths).ratios == ("0.65", "0.65", "0.80", "0.80", "0.80")

    @pytest.mark.parametrize(
        ("name", "changes", "maximum"),
        [
            ("the quota", {}, 7_800_00),
            ("the balance", {"balance_fen": 1_234_56}, 1_234_56),
            ("the balance less what is held", {"balance_fen": 5_000_00, "held_fen": 1_000_00}, 4_000_00),
            (
                "the balance less what is held and frozen",
                {
                    "balance_fen": 5_000_00,
                    "held_fen": 1_000_00,
                    "freeze": Freeze.PARTIAL,
                    "frozen_fen": 500_00,
                },
                3_500_00,
            ),
            ("nothing when more is frozen than there is", {"freeze": Freeze.PARTIAL, "frozen_fen": 10**9}, 0),
            ("nothing when fully frozen", {"freeze": Freeze.FULL}, 0),
            ("a frozen amount without a freeze does not count", {"frozen_fen": 10**9}, 7_800_00),
        ],
    )
    def test_what_can_be_taken_at_most(self, name: str, changes: dict[str, Any], maximum: int) -> None:
        made = plan(rent(), facts(**changes))
        assert (made.maximum_fen, made.amount_fen) == (maximum, maximum)

    @pytest.mark.parametrize(
        ("request_", "changes"),
        [
            (rent(), {"card": None}),
            (rent(), {"balance_fen": 0}),
            (rent(), {"last_withdrawal": Month(2020, 2)}),
            (rent(amount_fen=0), {}),
            (rent(amount_fen=-1), {}),
            (rent(amount_fen=100_00), {"last_withdrawal": Month(2020, 2)}),
        ],
    )
    def test_no_money_moves_where_none_can(self, request_: Withdraw, changes: dict[str, Any]) -> None:
        made = plan(request_, facts(**changes))
        assert made.refused
        assert made.effects == ()

    @pytest.mark.parametrize(
        ("amount", "wanted"), [(49_999_99, []), (50_000_00, []), (50_000_01, [ABOVE]), (None, [ABOVE])]
    )
    def test_large_amounts_are_approved(self, amount: int | None, wanted: list[ApprovalReason]) -> None:
        rich = facts(balance_fen=90_000_00, personal_due_fen=20_000_00, employer_due_fen=20_000_00)
        made = plan(rent(amount_fen=amount), rich)
        assert made.decision.verdict is Verdict.ALLOWED
        assert reasons(made) == wanted
        assert made.needs_approval == bool(wanted)
        for approval in made.approvals:
            assert (approval.value.value, approval.limit.value) == (made.amount_fen, 50_000_00)

    def test_a_sealed_account_is_an_exception_for_the_months_before_the_sealing(self) -> None:
        sealed = facts(state=AccountState.SEALED, sealed_on=D(2019, 11, 20))
        made = plan(grounded(rent()), sealed)
        assert made.decision.verdict is Verdict.NEEDS_OVERRIDE
        assert reasons(made) == [OVERRIDDEN]
        assert made.effects[-1] == RecordException("account_state", GROUND)
        assert made.approvals[0].value.value == "finding.account_state.title"
        assert made.effect(ClaimMonths).months == SIX_MONTHS[:3]
        assert made.amount_fen == 3_900_00

    def test_a_day_of_sealing_says_nothing_of_an_account_in_use_again(self) -> None:
        made = plan(rent(), facts(sealed_on=D(2019, 11, 20)))
        assert made.effect(ClaimMonths).months == SIX_MONTHS

    def test_every_reason_for_a_second_person_is_given(self) -> None:
        sealed = facts(
            state=AccountState.SEALED,
            sealed_on=TODAY,
            balance_fen=90_000_00,
            personal_due_fen=20_000_00,
            employer_due_fen=20_000_00,
        )
        assert reasons(plan(by_proxy(rent(), new_proxy()), sealed)) == [PROXY_ACTS, ABOVE, OVERRIDDEN]

    def test_what_is_refused_waits_for_nobody(self) -> None:
        made = plan(by_proxy(rent(), new_proxy()), facts(card=None))
        assert made.refused
        assert reasons(made) == [PROXY_ACTS]
        assert not made.needs_approval


class TestCoolingOff:
    def test_a_spouse_with_a_marriage_certificate_withdraws_but_the_payout_waits(self) -> None:
        made = plan(by_proxy(rent(), spouse()), facts())
        assert made.decision.verdict is Verdict.ALLOWED
        assert reasons(made) == [PROXY_ACTS]
        assert [type(one) for one in made.effects] == [
            RegisterProxy,
            RecordProxyAct,
            ClaimMonths,
            DebitAccount,
            PayOut,
        ]
        assert made.effects[-1] == pay_out(
            7_800_00, D(2020, 3, 1), D(2020, 3, 4), cooling_off=CoolingOff.PROXY
        )

    @pytest.mark.parametrize(
        ("last_act", "not_before"),
        [
            (None, TODAY),
            (D(2020, 2, 27), D(2020, 3, 1)),
            (D(2020, 2, 26), D(2020, 2, 29)),
            (D(2020, 2, 25), D(2020, 2, 28)),
            (D(2020, 2, 24), TODAY),
            (D(2019, 2, 27), TODAY),
        ],
    )
    def test_a_proxys_act_delays_the_members_own_withdrawal(
        self, last_act: date | None, not_before: date
    ) -> None:
        payment = plan(rent(), facts(last_proxy_act=last_act)).effect(PayOut)
        assert payment.not_before == not_before
        assert payment.cooling_off is (CoolingOff.PROXY if not_before > TODAY else None)

    def test_how_long_is_policy(self) -> None:
        none = policy_with(proxy__cooling_off_days=0)
        payment = plan(by_proxy(rent(), new_proxy()), facts(), none).effect(PayOut)
        assert (payment.not_before, payment.cooling_off) == (TODAY, None)

    def test_working_days_are_counted_after_it(self) -> None:
        """Acted on 2020-01-22: waits into Spring Festival, paid within 3 working days after the holiday."""
        known = facts(business_date=D(2020, 1, 22), agreement_texts={"2015-01": "b" * 64})
        payment = plan(by_proxy(rent(), new_proxy()), known).effect(PayOut)
        assert (payment.not_before, payment.pay_by) == (D(2020, 1, 25), D(2020, 2, 5))


def test_an_operation_without_a_planner_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        plan(rent(kind=OperationCode.LOOKUP), facts())
