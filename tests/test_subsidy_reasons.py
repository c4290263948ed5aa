"""Why a ceiling is what it is, in the few words that a table has room for."""

from datetime import date

import attrs
import pytest

from invented_grants import AT_WORK, PAID, REGISTERED, WRITTEN, limit, limited
from renkei_model import (
    AtLeast,
    Completeness,
    Council,
    FiscalYear,
    Record,
    Span,
    Unspecified,
    kochi,
)
from renkei_model.community_plans import CommunityPlan
from renkei_model.kochi.facts import CERTIFIED, PLAN_DRAFTED, PLAN_PROMOTED
from renkei_model.subsidies import subsidy_range
from renkei_model.subsidy_reasons import reason_of, reasons_in_short
from renkei_model.wording import Wording

MINORI = Council(name="みのり地区連携協議会（架空の例）").add(Record(CERTIFIED, date(2019, 6, 3)))
SPRING = Span(date(2018, 3, 1), date(2018, 4, 30))


def _plan(**dates):
    return (CommunityPlan(**dates),)


def _reason(council, *, policy=kochi.POLICY, subsidy="activity_promotion"):
    reading = subsidy_range(council, policy, subsidy, FiscalYear(2023), date(2024, 3, 31))
    return reasons_in_short([reason_of(reading)])


@pytest.mark.parametrize(
    ("council", "ja", "en"),
    [
        (
            attrs.evolve(
                MINORI, plans=_plan(drafted=date(2021, 5, 10), promoted=date(2021, 10, 1))
            ),
            "計画を策定・推進した場合",
            "with a plan drafted and promoted",
        ),
        (
            attrs.evolve(MINORI, plans=_plan(drafted=date(2021, 5, 10))),
            "計画の推進が未記録",
            "no record: promotion",
        ),
        (MINORI, "計画が未記録", "no record: plan"),
        (
            MINORI.add(Completeness(PLAN_DRAFTED, date(2024, 3, 31))),
            "計画なし",
            "none: plan",
        ),
        (
            MINORI.add(
                Record(PLAN_DRAFTED, date(2023, 6, 1)),
                Completeness(PLAN_DRAFTED, date(2024, 3, 31)),
            ),
            "計画が要件に合わない",
            "not as asked: plan",
        ),
        (
            MINORI.add(Record(PLAN_DRAFTED, Span(date(2022, 4, 1), date(2023, 9, 30)))),
            "計画の時期が未確認",
            "date unclear: plan",
        ),
        (
            attrs.evolve(
                MINORI,
                plans=_plan(
                    term=Span(date(2018, 4, 1), date(2023, 3, 31)), drafted=date(2018, 2, 1)
                ),
            ),
            "計画の期間が終了",
            "term over: plan",
        ),
        (
            MINORI.add(Record(PLAN_DRAFTED, SPRING), Record(PLAN_PROMOTED, SPRING)),
            "計画の期間が未確認",
            "term unclear: plan",
        ),
        (
            MINORI.add(Record(PLAN_DRAFTED, SPRING), Record(PLAN_PROMOTED, date(2015, 4, 1))),
            "計画の期間が未確認",
            "term unclear: plan",
        ),
        (
            Council(name="みのり地区連携協議会（架空の例）"),
            "市による認定が未記録",
            "no record: certified by the city",
        ),
    ],
)
def test_a_reason_names_what_the_ceiling_hangs_on(council, ja, en):
    """Each row of the table: the evidence of a council, and the words it gets in fiscal 2023."""
    assert _reason(council) == Wording(ja, en)


def test_a_plan_that_may_be_over_is_unclear_although_another_record_is_missing():
    """Where the term of the one plan on record is open, that is what to look at first."""
    council = attrs.evolve(MINORI, plans=_plan(drafted=SPRING))

    assert _reason(council).ja == "計画の期間が未確認"


def test_reasons_in_the_same_state_stand_together():
    """Two subsidies that lack a record each take one phrase, not two."""
    readings = [
        subsidy_range(MINORI, kochi.POLICY, rule, FiscalYear(2023), date(2023, 8, 31))
        for rule in kochi.POLICY.subsidies
    ]

    assert reasons_in_short(map(reason_of, readings)) == Wording(
        "計画・策定作業が未記録", "no record: plan, drafting"
    )


def test_a_condition_that_the_source_does_not_spell_out_is_said_to_be_open():
    """Nobody can file a record for a condition that nobody wrote."""
    promotion, _ = kochi.POLICY.subsidies
    unclear = attrs.evolve(
        promotion.ceilings[0].requirements[0],
        condition=Unspecified(Wording("要綱による", "see the outline")),
    )
    policy = _policy_with(unclear)

    assert _reason(MINORI, policy=policy) == Wording("条件が未確認", "open: condition")


def test_a_policy_without_plans_names_its_facts_in_full():
    """Short names are for what a policy's rule of plans speaks of."""
    promotion, _ = kochi.POLICY.subsidies
    drafted = attrs.evolve(promotion.ceilings[0].requirements[0], condition=AtLeast(PLAN_DRAFTED))
    policy = attrs.evolve(_policy_with(drafted), plan_rule=None)

    assert _reason(MINORI, policy=policy).ja == "コミュニティ計画の策定が未記録"


def _policy_with(need):
    """Give Kochi's policy with one requirement for its higher ceiling, and no open questions."""
    promotion, _ = kochi.POLICY.subsidies
    tier, default = promotion.ceilings
    rule = attrs.evolve(
        promotion,
        ceilings=(attrs.evolve(tier, requirements=(need,)), default),
        questions=(),
    )
    return attrs.evolve(kochi.POLICY, subsidies=(rule,))


# --- limits over several years -------------------------------------------------------------------


def paid(yen, on=date(2023, 3, 31)):
    """Record a payment, on the last day of the year before unless another is said."""
    return Record(PAID, on, count=yen)


@pytest.mark.parametrize(
    ("entries", "ja", "en"),
    [
        ((paid(600_000),), "限度額の残りまで", "what is left of it: limit"),
        ((paid(900_000),), "限度額に達した", "nothing left of it: limit"),
        ((paid(500_000),), "計画なし", "none: plan"),
        (None, "交付された助成金が未記録", "no record: grant paid"),
        (
            (paid(700_000, Span(date(2023, 3, 1), date(2023, 4, 30))),),
            "交付された助成金の時期が未確認",
            "date unclear: grant paid",
        ),
    ],
    ids=["partly", "wholly", "not", "nobody knows", "when"],
)
def test_what_is_left_of_a_limit_is_the_reason_where_it_decides(entries, ja, en):
    """A table tells whether the limit is used up, or whether nobody knows what was paid."""
    who = Council(name="みのり").add(
        Record(REGISTERED, date(2019, 6, 3)),
        *(Completeness(each, date(2024, 3, 31)) for each in (WRITTEN, AT_WORK)),
        *(() if entries is None else (*entries, Completeness(PAID, date(2023, 3, 31)))),
    )
    policy = limited(limit("cap", 800_000))

    assert _reason(who, policy=policy, subsidy="grant") == Wording(ja, en)
