"""Differences of subsidies and plans: which lines differ, and whose ceilings change, and why."""

import datetime

import attrs
import pytest

from invented import UNSTATED
from invented_grants import PAID, REGISTERED, limit, limited
from invented_grants import council as grants_council
from renkei_model import AtLeast, Completeness, Council, FiscalYear, Record, kochi
from renkei_model.community_plans import CommunityPlan
from renkei_model.differences import (
    Change,
    ceiling_differences_table,
    compare,
    compare_ceilings,
    compare_councils,
    differences_markdown,
    explain_ceilings,
)
from renkei_model.errors import InvalidValue
from renkei_model.interchange.differences import (
    plain_ceiling_differences,
    plain_policy_difference,
)
from renkei_model.receipts import NOT_THE_CITYS_JUDGEMENT
from renkei_model.slips import one_slip_edits
from renkei_model.subsidy_rules import NoFigure
from renkei_model.wording import Wording

POLICY = kochi.POLICY
PROMOTION, DRAFTING = POLICY.subsidies
WITH_PLAN, BASIC = PROMOTION.ceilings
YEAR = FiscalYear(2023)
SLIPS = [
    pytest.param(slip.outcome, id=slip.text("en"))
    for slip in one_slip_edits(POLICY)
    if not slip.is_refused and slip.place.en.startswith(("subsidies", "plan_rule"))
]


def of_subsidy(rule):
    """Give the default policy with another rule in place of its first subsidy."""
    return attrs.evolve(POLICY, subsidies=(rule, DRAFTING))


def paying(yen):
    """Give the default policy with another amount for a council with a plan."""
    (amount,) = WITH_PLAN.amounts
    more = attrs.evolve(WITH_PLAN, amounts=(attrs.evolve(amount, yen=yen),))
    return of_subsidy(attrs.evolve(PROMOTION, ceilings=(more, BASIC)))


def told(before, after):
    """Give the grants of a comparison in plain values."""
    return [
        (each.change, each.place, each.before.en, each.after.en)
        for each in compare(before, after).grants
    ]


@pytest.mark.parametrize("edited", SLIPS)
def test_every_slip_in_a_subsidy_or_a_plan_is_a_decisive_difference(edited):
    """Fingerprints differ exactly when a comparison lists what decides otherwise."""
    assert edited.fingerprint != POLICY.fingerprint
    assert compare(POLICY, edited).is_decisive
    assert compare(edited, POLICY).grants


def test_an_amount_that_differs_is_told_by_its_ceiling():
    """The line says how many yen the ceiling was and is, under the subsidy's and its own key."""
    assert told(POLICY, paying(1_200_000)) == [
        (
            Change.CHANGED,
            "subsidies.activity_promotion.with_plan",
            "1,000,000 yen",
            "1,200,000 yen",
        )
    ]


def test_an_amount_from_another_year_on_is_told_with_the_year():
    """A later amount stands beside the first, with the fiscal year from which it holds."""
    (amount,) = BASIC.amounts
    later = attrs.evolve(amount, yen=500_000, since=FiscalYear(2025))
    after = of_subsidy(
        attrs.evolve(PROMOTION, ceilings=(WITH_PLAN, attrs.evolve(BASIC, amounts=(amount, later))))
    )
    (line,) = compare(POLICY, after).grants

    assert (line.before.ja, line.after.ja) == (
        "400,000円",
        "400,000円，500,000円（令和7年度から）",
    )


def test_every_part_of_a_subsidy_is_compared():
    """Rate, requirements, project requirements, questions: dropped, added, changed, in order."""
    first, *questions = PROMOTION.questions
    after = of_subsidy(
        attrs.evolve(
            PROMOTION,
            rate=PROMOTION.rate / 2,
            requirements=(),
            project_requirements=PROMOTION.project_requirements[::-1],
            questions=(*questions, attrs.evolve(first, alternative=NoFigure())),
        )
    )
    lines = told(POLICY, after)

    assert [(change, place) for change, place, *_ in lines] == [
        (Change.CHANGED, "subsidies.activity_promotion.rate"),
        (Change.DROPPED, "subsidies.activity_promotion.certified"),
        (Change.REORDERED, "subsidies.activity_promotion.projects"),
        (Change.CHANGED, "subsidies.activity_promotion.drafting_alone"),
        (Change.REORDERED, "subsidies.activity_promotion"),
    ]
    assert lines[0][2:] == ("1", "1/2")
    assert lines[3][2:] == (
        "the other reading: 1,000,000 yen, 400,000 yen",
        "the other reading: no figure",
    )
    assert told(after, POLICY)[1][0] is Change.ADDED


def test_a_requirement_that_asks_otherwise_is_told_in_its_words():
    """What was asked and what is asked now stand side by side."""
    (certified,) = PROMOTION.requirements
    founded = attrs.evolve(certified, condition=AtLeast(POLICY.fact("founded")))
    after = attrs.evolve(
        POLICY,
        subsidies=tuple(attrs.evolve(rule, requirements=(founded,)) for rule in POLICY.subsidies),
    )

    assert told(POLICY, after)[0] == (
        Change.CHANGED,
        "subsidies.activity_promotion.certified",
        "“certified by the city”: at least 1",
        "“council founded”: at least 1",
    )


def test_subsidies_and_the_rule_of_plans_may_stand_in_one_policy_only():
    """A subsidy is told with its amounts; that nothing is said of plans is told too."""
    without = attrs.evolve(POLICY, subsidies=(), plan_rule=None)

    assert told(POLICY, without) == [
        (
            Change.DROPPED,
            "subsidies.activity_promotion",
            "1,000,000 yen, 400,000 yen",
            "",
        ),
        (Change.DROPPED, "subsidies.plan_drafting", "250,000 yen, 0 yen", ""),
        (Change.DROPPED, "plan_rule", "", ""),
    ]
    assert [change for change, *_ in told(without, POLICY)] == [Change.ADDED] * 3
    assert told(without, without) == []


def test_what_is_said_of_plans_is_compared():
    """Parts, years, the share of soft projects and what a plan is evidence of."""
    rule = POLICY.plan_rule
    facts = attrs.evolve(rule.facts, recognised=rule.facts.promoted)
    other = attrs.evolve(
        rule, parts=rule.parts[1:], years=6, soft_share=rule.soft_share / 2, facts=facts
    )

    assert told(POLICY, attrs.evolve(POLICY, plan_rule=other)) == [
        (Change.DROPPED, "plan_rule.situation", "", ""),
        (Change.CHANGED, "plan_rule.years", "5", "6"),
        (Change.CHANGED, "plan_rule.soft_share", "1/2", "1/4"),
        (Change.CHANGED, "plan_rule.facts.recognised", "plan_recognised", "plan_promoted"),
    ]


def test_what_is_no_longer_said_of_plans_is_compared():
    """A share or a fact that one policy does not have, and a part that projects do not show."""
    rule = POLICY.plan_rule
    parts = tuple(attrs.evolve(part, of_projects=False) for part in rule.parts)
    facts = attrs.evolve(rule.facts, recognised=None)
    other = attrs.evolve(rule, parts=parts, soft_share=None, soft_basis=None, facts=facts)

    assert told(POLICY, attrs.evolve(POLICY, plan_rule=other)) == [
        (
            Change.CHANGED,
            "plan_rule.projects",
            "shown by recorded projects too",
            "shown by the record of parts",
        ),
        (Change.CHANGED, "plan_rule.soft_share", "1/2", ""),
        (Change.CHANGED, "plan_rule.facts.recognised", "plan_recognised", ""),
    ]


def test_words_of_subsidies_and_plans_decide_nothing():
    """Another name is told by its place, and no ceiling changes."""
    other = of_subsidy(attrs.evolve(PROMOTION, wording=DRAFTING.wording))
    difference = compare(POLICY, other)

    assert not difference.is_decisive
    assert [text.place for text in difference.texts] == ["subsidies.activity_promotion"]


# --- whose ceilings change -----------------------------------------------------------------------

CERTIFIED = Record(POLICY.fact("certified"), datetime.date(2019, 7, 1))
PLANNING = Council(
    name="みのり地区連携協議会（架空の例）",
    number=3,
    plans=(CommunityPlan(drafted=datetime.date(2018, 10, 1), promoted=datetime.date(2018, 11, 1)),),
).add(CERTIFIED)
OTHER = Council(name="川北地域内連携協議会（架空の例）").add(
    Record(POLICY.fact("plan_drafted"), datetime.date(2022, 5, 1)), CERTIFIED
)


def changed(after, *councils, before=POLICY):
    """Give the ceilings that change between two policies."""
    found = compare_ceilings(before, after, councils, YEAR, YEAR.last)
    return [difference for difference in found if difference.differs]


def test_a_ceiling_changes_for_the_councils_that_it_applies_to():
    """A council with a plan may receive more; one that has not promoted any, perhaps."""
    text = explain_ceilings(changed(paying(1_200_000), PLANNING, OTHER), "en")

    assert text.splitlines() == [
        "councils whose ceilings differ: FY2023, as of 2024-03-31",
        "",
        "3 みのり地区連携協議会（架空の例）",
        "  activity-promotion subsidy: 1,000,000 yen ↔ 1,200,000 yen",
        (
            "    differs: with a plan drafted and promoted [activity_promotion.with_plan]: "
            "1,000,000 yen ↔ 1,200,000 yen"
        ),
        "",
        "川北地域内連携協議会（架空の例）",
        "  activity-promotion subsidy: 400,000 to 1,000,000 yen ↔ 400,000 to 1,200,000 yen",
        (
            "    differs: with a plan drafted and promoted [activity_promotion.with_plan]: "
            "1,000,000 yen ↔ 1,200,000 yen"
        ),
        "",
        NOT_THE_CITYS_JUDGEMENT.en,
    ]


def test_a_shorter_term_of_plans_changes_a_ceiling_though_no_requirement_changed():
    """The same requirement is not met any more, for the plan's term is over."""
    shorter = attrs.evolve(POLICY, plan_rule=attrs.evolve(POLICY.plan_rule, years=4))
    (difference,) = changed(shorter, PLANNING)
    rows = ceiling_differences_table([difference], "ja").rows

    assert [(row[3], row[4], *row[6:]) for row in rows] == [
        ("activity_promotion", "異なる", "1,000,000円", "400,000円～1,000,000円"),
        (
            "activity_promotion.with_plan.plan_drafted_by_last_year",
            "要件は同じで数え方が異なる",
            "充足",
            "未確認",
        ),
        (
            "activity_promotion.with_plan.plan_promoted_by_last_year",
            "要件は同じで数え方が異なる",
            "充足",
            "未確認",
        ),
    ]


def test_a_ceiling_that_asks_for_less_is_told_with_what_it_does_not_ask():
    """Drafting alone gives the higher ceiling, since promotion is not asked for any more."""
    drafted, _ = WITH_PLAN.requirements
    less = attrs.evolve(WITH_PLAN, requirements=(drafted,))
    (difference,) = changed(of_subsidy(attrs.evolve(PROMOTION, ceilings=(less, BASIC))), OTHER)

    assert plain_ceiling_differences([difference], "en") == {
        "ceilings": [
            {
                "council": {
                    "number": None,
                    "name": OTHER.name,
                    "nickname": "",
                    "districts": [],
                },
                "fiscal_year": 2023,
                "subsidy": "activity_promotion",
                "change": "changed",
                "before": {"least": 400000, "most": 1000000},
                "after": {"least": 1000000, "most": 1000000},
                "rules": [
                    {
                        "place": "activity_promotion.with_plan.plan_promoted_by_last_year",
                        "change": "dropped",
                        "wording": "a community plan was promoted by the end of the previous "
                        "fiscal year",
                        "before": "open",
                        "after": "not asked",
                    }
                ],
            }
        ],
        "same_ceilings": 0,
    }


def test_ceilings_in_another_order_change_what_a_council_may_receive():
    """The first that is met applies, so their order is a rule of its own."""
    drafted, _ = WITH_PLAN.requirements
    (amount,) = WITH_PLAN.amounts
    drafting = attrs.evolve(
        WITH_PLAN,
        key="drafted",
        amounts=(attrs.evolve(amount, yen=700_000),),
        requirements=(drafted,),
    )
    tiers = (WITH_PLAN, drafting, BASIC)
    before = of_subsidy(attrs.evolve(PROMOTION, ceilings=tiers))
    after = of_subsidy(attrs.evolve(PROMOTION, ceilings=(drafting, WITH_PLAN, BASIC)))
    (difference,) = changed(after, PLANNING, before=before)

    assert explain_ceilings([difference], "ja").splitlines()[-4:-2] == [
        "  活動促進事業費補助金: 1,000,000円 ↔ 700,000円",
        (
            "    順序が異なる: 上限額 [activity_promotion.ceilings]: "
            "with_plan drafted basic ↔ drafted with_plan basic"
        ),
    ]
    assert told(before, after)[-1][:2] == (
        Change.REORDERED,
        "subsidies.activity_promotion",
    )


def test_a_subsidy_of_one_policy_only_is_told_for_every_council():
    """Whoever may receive something of it loses it where it is dropped."""
    without = attrs.evolve(POLICY, subsidies=())
    lost, _ = changed(without, PLANNING)
    (found,) = plain_ceiling_differences([lost], "ja")["ceilings"]

    assert (found["change"], found["before"], found["after"], found["rules"]) == (
        "dropped",
        {"least": 1000000, "most": 1000000},
        None,
        [],
    )


def test_the_same_policies_give_the_same_ceilings():
    """Nothing is listed, and the text says so."""
    same = compare_ceilings(POLICY, POLICY, [PLANNING], YEAR, YEAR.last)

    assert plain_ceiling_differences(same, "en") == {"ceilings": [], "same_ceilings": 2}
    assert ceiling_differences_table(same, "en").rows == ()
    assert explain_ceilings(same, "ja").splitlines() == [
        "補助金の上限額が異なる協議会: 令和5年度（令和6年3月31日時点）",
        "上限額はどの協議会も同じです。",
        "",
        NOT_THE_CITYS_JUDGEMENT.ja,
    ]


def test_a_year_that_a_source_does_not_speak_of_is_told_to_be_assumed():
    """Ceilings of another year are computed as if nothing had changed, and the heading says so."""
    year = FiscalYear(2026)
    found = compare_ceilings(POLICY, paying(1_200_000), [PLANNING], year, YEAR.last)

    assert explain_ceilings(found, "en").splitlines()[0] == (
        "councils whose ceilings differ: "
        "FY2026 (amounts and conditions assumed to be as in FY2023), as of 2024-03-31"
    )


def test_a_page_tabulates_whose_ceilings_change():
    """Below what differs for councils stands whose ceilings change, and what it is not."""
    after = paying(1_200_000)
    found = changed(after, PLANNING)
    councils = compare_councils(POLICY, after, [PLANNING], YEAR.last)
    page = differences_markdown(compare(POLICY, after), councils, "en", ceilings=found)
    *_, heading, table, closing = page.split("\n\n")

    assert heading == "## councils whose ceilings differ: FY2023, as of 2024-03-31"
    assert table == ceiling_differences_table(found, "en").as_markdown("en")
    assert closing.endswith("not the city's judgement.")


def test_programs_read_the_lines_under_stable_keys():
    """Each line has its place, its change and both sides."""
    (line,) = plain_policy_difference(compare(POLICY, paying(1)), "ja")["grants"]

    assert line == {
        "place": "subsidies.activity_promotion.with_plan",
        "change": "changed",
        "wording": "上限額「計画を策定・推進した場合」",
        "before": "1,000,000円",
        "after": "1円",
    }


# --- limits over several years -------------------------------------------------------------------


def test_a_limit_over_several_years_is_compared_by_its_key():
    """Added, dropped or changed, with its amount, its years and the fact that it counts."""
    before, after = limited(limit("cap", 900_000, 3)), limited(limit("cap", 900_000, 2))
    without = limited()

    assert told(before, after) == [
        (
            Change.CHANGED,
            "subsidies.grant.cap",
            "900,000 yen within 3 fiscal years in a row, counting “grant paid” [paid]",
            "900,000 yen within 2 fiscal years in a row, counting “grant paid” [paid]",
        )
    ]
    assert [line[0] for line in told(without, before)] == [Change.ADDED]
    assert [line[0] for line in told(before, without)] == [Change.DROPPED]
    assert len({policy.fingerprint for policy in (before, after, without)}) == 3


def test_words_and_bases_of_a_limit_are_only_said_otherwise():
    """Another name, another source and another unit change no yen."""
    before = limited(limit("cap", 900_000, 3))
    renamed = limit("cap", 900_000, 3, wording=Wording("別名", "another"), basis=UNSTATED)
    after = limited(renamed)
    in_yen = attrs.evolve(before, facts=(*before.facts[:-1], attrs.evolve(PAID, unit=None)))
    places = [text.place for text in compare(before, after).texts]
    (unit,) = compare(before, in_yen).texts

    assert not compare(before, after).is_decisive
    assert places == ["subsidies.grant.cap", "subsidies.grant.cap.basis"]
    assert (unit.place, unit.where.en) == ("facts.paid.unit", "unit of the fact paid")
    assert (unit.before.ja, unit.after.ja) == ("円", "件")


def test_whose_ceilings_change_by_a_limit_is_told_by_what_is_left():
    """Three years leave less than two, and a limit that is new cuts for the first time."""
    who = grants_council(
        Record(REGISTERED, datetime.date(2020, 4, 1)),
        Record(PAID, datetime.date(2021, 6, 1), count=700_000),
        Completeness(PAID, datetime.date(2024, 3, 31)),
    )
    three, two, none = (
        limited(limit("cap", 800_000, 3), limit("ever", 9_000_000)),
        limited(limit("cap", 800_000, 2), limit("ever", 9_000_000)),
        limited(),
    )
    day = datetime.date(2024, 3, 31)
    changed = explain_ceilings(compare_ceilings(three, two, [who], YEAR, day), "en")
    added = explain_ceilings(compare_ceilings(none, three, [who], YEAR, day), "en")
    plain = plain_ceiling_differences(compare_ceilings(three, two, [who], YEAR, day), "en")

    assert "  activity grant: 100,000 yen ↔ 300,000 yen" in changed
    assert "differs: limit [grant.cap]: 100,000 yen ↔ 800,000 yen" in changed
    assert "only B has: limit [grant.cap]: none ↔ 100,000 yen" in added
    assert [rule["place"] for rule in plain["ceilings"][0]["rules"]] == ["grant.cap"]


@pytest.mark.parametrize(
    ("councils", "year", "as_of", "sentence"),
    [
        (5, YEAR, YEAR.last, "councils: 5 is no Iterable"),
        (None, YEAR, YEAR.last, "councils: None is no Iterable"),
        (["PLANNING"], YEAR, YEAR.last, r"councils\[0\]: 'PLANNING' is no Council"),
        ([], 2023, YEAR.last, "fiscal_year: 2023 is no FiscalYear"),
        ([], YEAR, "2024-03-31", "as_of: '2024-03-31' is not a day"),
    ],
)
def test_arguments_of_another_kind_are_refused(councils, year, as_of, sentence):
    """Whoever confuses the arguments is told what to give, even where there is no council."""
    with pytest.raises(InvalidValue, match=sentence):
        compare_ceilings(POLICY, POLICY, councils, year, as_of)
