"""Why a ceiling is what it is, in the few words that a table has room for."""

from datetime import date

import attrs
import pytest

from invented import COMPLAINTS
from invented_grants import (
    APPROVED,
    AT_WORK,
    BASIC,
    GRANT,
    PAID,
    REGISTERED,
    WRITTEN,
    WRITTEN_BEFORE,
    ceiling,
    limit,
    limited,
    need,
    with_grant,
)
from invented_grants import council as invented_council
from renkei_model import (
    AtLeast,
    AtMost,
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
    reading = subsidy_range(council, policy, subsidy, FiscalYear(2023), date(2024, 4, 1))
    return reasons_in_short([reason_of(reading)])


@pytest.mark.parametrize(
    ("council", "ja", "en"),
    [
        (
            attrs.evolve(
                MINORI, plans=_plan(drafted=date(2021, 5, 10), promoted=date(2021, 10, 1))
            ),
            "計画・計画の推進の記録あり",
            "on record: plan, promotion",
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
            "計画が前年度末までになし",
            "none by the end of the previous year: plan",
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
            MINORI.add(
                Record(PLAN_DRAFTED, date(2022, 6, 1)), Record(PLAN_PROMOTED, date(2021, 6, 1))
            ),
            "計画の推進がどの計画のものか未確認",
            "of which plan is unclear: promotion",
        ),
        (
            attrs.evolve(
                MINORI,
                plans=(
                    *_plan(drafted=date(2018, 4, 1), promoted=date(2018, 6, 1)),
                    CommunityPlan(number=2, drafted=date(2023, 3, 1), promoted=date(2023, 5, 1)),
                ),
            ).add(Completeness(PLAN_PROMOTED, date(2024, 3, 31))),
            "計画の期間が終了",
            "term over: plan",
        ),
        (
            attrs.evolve(
                MINORI,
                plans=(
                    *_plan(drafted=date(2018, 4, 1), promoted=date(2018, 6, 1)),
                    CommunityPlan(
                        number=2,
                        drafted=date(2022, 3, 1),
                        promoted=Span(date(2023, 3, 1), date(2023, 5, 1)),
                    ),
                ),
            ),
            "計画の推進の時期が未確認",
            "date unclear: promotion",
        ),
        (
            Council(name="みのり地区連携協議会（架空の例）").add(
                Record(CERTIFIED, date(2024, 4, 1)), Completeness(CERTIFIED, date(2024, 4, 1))
            ),
            "市による認定がその年度末までになし",
            "none by the end of the year: certified by the city",
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


# Minori's grant with three ceilings, what is on record in fiscal 2024, and the reason.
THREE_TIERS = [
    ((), "計画が前年度末までになし", "none by the end of the previous year: plan"),
    ((Record(WRITTEN, date(2023, 6, 1)),), "計画の推進なし", "none: promotion"),
    (
        (Record(WRITTEN, date(2023, 6, 1)), Record(AT_WORK, date(2023, 7, 1))),
        "計画・計画の推進の記録あり",
        "on record: plan, promotion",
    ),
    (
        (
            Record(WRITTEN, date(2023, 6, 1)),
            Record(AT_WORK, Span(date(2023, 7, 1), date(2024, 7, 1))),
        ),
        "計画の推進の時期が未確認",
        "date unclear: promotion",
    ),
]


@pytest.mark.parametrize(("records", "ja", "en"), THREE_TIERS)
def test_a_reason_is_of_a_ceiling_that_would_give_more(records, ja, en):
    """With three ceilings it is what a higher one lacks, or on what the highest rests."""
    written = ceiling("written", 600_000, WRITTEN_BEFORE)
    policy = with_grant(ceilings=(GRANT.ceilings[0], written, BASIC))
    records = records or (Record(WRITTEN, date(2024, 6, 1)),)
    who = invented_council(Record(REGISTERED, date(2020, 4, 1)), *records)

    assert _minoris(who, policy) == Wording(ja, en)


def test_a_ceiling_that_would_give_no_more_is_no_reason():
    """A lower ceiling that comes first and is not met keeps nothing away."""
    small = ceiling("small", 100, WRITTEN_BEFORE)
    who = invented_council(Record(REGISTERED, date(2020, 4, 1)))

    assert _minoris(who, with_grant(ceilings=(small, BASIC))) == Wording("上限額", "ceiling")


def test_the_reason_is_of_the_ceiling_that_may_yet_apply():
    """Where a higher ceiling is ruled out and another may apply, the second tells the range."""
    ruled_out = ceiling("approved", 900_000, need("approved", AtLeast(APPROVED)))
    policy = with_grant(ceilings=(ruled_out, ceiling("written", 600_000, WRITTEN_BEFORE), BASIC))
    spring = Span(date(2024, 3, 1), date(2024, 4, 30))
    who = invented_council(Record(REGISTERED, date(2020, 4, 1)), Record(WRITTEN, spring))

    assert _minoris(who, policy) == Wording("計画の時期が未確認", "date unclear: plan")


def test_a_condition_that_asks_for_several_things_at_once_names_one_that_is_missing():
    """Of two parts of one requirement, the reason is the one that is not met."""
    both = need("both", AtLeast(WRITTEN) & AtMost(COMPLAINTS, n=1))
    policy = with_grant(ceilings=(ceiling("good", 900_000, both), BASIC))
    complaints = Record(COMPLAINTS, date(2023, 6, 1), count=2)
    who = invented_council(
        Record(REGISTERED, date(2020, 4, 1)), Record(WRITTEN, date(2023, 6, 1)), complaints
    )

    assert _minoris(who, policy) == Wording(
        "苦情の件数が要件に合わない", "not as often as asked: complaints"
    )


def _minoris(who, policy):
    reading = subsidy_range(who, policy, "grant", FiscalYear(2024), date(2027, 3, 31))
    return reasons_in_short([reason_of(reading)])


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
