"""What a council may receive in a fiscal year: ceilings, projects, flags and what is refused."""

import attrs
import pytest

from invented import COMPLAINTS, day
from invented_grants import (
    APPROVED,
    AT_WORK,
    BASIC,
    BEGUN,
    FESTIVAL,
    GRANT,
    GRANTS,
    IS_REGISTERED,
    OPEN_TO_ALL,
    REGISTERED,
    START,
    WRITTEN,
    amount,
    ceiling,
    council,
    need,
    question,
    with_grant,
)
from renkei_model.community_plans import CommunityPlan
from renkei_model.conditions import AllOf, AtLeast, AtMost
from renkei_model.date_text import parse_span
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.flags import OtherReading
from renkei_model.money import MOST_YEN, YenRange
from renkei_model.projects import assess_project
from renkei_model.subsidies import subsidy_range
from renkei_model.subsidy_rules import EachDistrict, Excluded, MonthsLeft, OtherCeilings
from renkei_model.verdicts import MET, OPEN, UNMET
from renkei_model.windows import THROUGH_LAST_FISCAL_YEAR

FY2023, FY2024, FY2025 = map(FiscalYear, (2023, 2024, 2025))
AS_OF = day("2027-03-31")
IN_2024 = day("2024-06-01")
LONG_AGO = Record(REGISTERED, day("2020-04-01"))


def asked(of=None, subsidy="grant", year=FY2024, *, policy=GRANTS, as_of=AS_OF, projects=None):
    """Ask what a council may receive: Minori's, registered long ago, if no other is given."""
    who = council(LONG_AGO) if of is None else of
    return subsidy_range(who, policy, subsidy, year, as_of, projects=projects)


def planned(drafted, promoted=None, **parts):
    """Make a council of one plan, registered long ago."""
    plan = CommunityPlan(
        drafted=parse_span(drafted), promoted=promoted and parse_span(promoted), **parts
    )
    return council(LONG_AGO, plans=(plan,))


def flagged(answer):
    """Give what the other readings would give, by question: ceiling and amount."""
    return {
        flag.key: (flag.ceiling.text("en"), flag.amount.text("en"))
        for flag in answer.flags
        if flag.ceiling is not None
    }


# --- ceilings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "verdict", "least", "most"),
    [
        ((LONG_AGO,), MET, 300_000, 300_000),
        ((), UNMET, 0, 0),
        ((Record(REGISTERED, day("2025-03-31")),), MET, 300_000, 300_000),
        ((Record(REGISTERED, day("2025-04-01")),), UNMET, 0, 0),
        ((Record(REGISTERED, Span.month(2025, 3)),), MET, 300_000, 300_000),
        ((Record(REGISTERED, Span(day("2025-03-15"), day("2025-04-15"))),), OPEN, 0, 300_000),
    ],
    ids=["long ago", "never", "31 March", "1 April", "in March", "March or April"],
)
def test_everything_up_to_the_end_of_the_year_counts(entries, verdict, least, most):
    """A council registered on 31 March receives the whole year; nobody looks beyond it."""
    answer = asked(council(*entries))

    assert (answer.verdict, answer.ceiling) == (verdict, YenRange(least, most))


def test_what_nobody_recorded_is_open():
    """Of a council of which nothing was checked, nothing and the highest ceiling are possible."""
    answer = asked(council(checked=None))

    assert (answer.verdict, answer.ceiling) == (OPEN, YenRange(0, 900_000))
    assert [each.verdict for each in answer.ceilings] == [OPEN, MET]
    assert asked(council(LONG_AGO, checked=None)).ceiling == YenRange(300_000, 900_000)


def test_what_is_recorded_after_the_day_does_not_count():
    """A registration that nobody knew of on the day is none, and moves no month either."""
    later = council(Record(REGISTERED, day("2024-10-01")), checked=day("2024-09-01"))
    answer = asked(later, as_of=day("2024-09-01"))

    assert (answer.verdict, answer.ceiling) == (OPEN, YenRange(0, 300_000))
    assert "mid_year" not in flagged(answer)
    assert answer.receipt.later == 1


def test_the_first_ceiling_that_is_met_applies():
    """A plan that is at work brings the higher ceiling, and no other is asked then."""
    answer = asked(planned("2023-05", "2023-06"))

    assert answer.ceiling == YenRange.exactly(900_000)
    assert [(each.ceiling.key, each.yen, each.verdict) for each in answer.ceilings] == [
        ("planned", 900_000, MET),
        ("basic", 300_000, MET),
    ]
    assert [finding.requirement.key for finding in answer.findings] == ["is_registered"]
    assert [finding.requirement.key for finding in answer.ceilings[0].findings] == [
        "written_before",
        "at_work_before",
    ]


def test_a_lower_ceiling_may_come_first():
    """What is possible is the least and the most of the ceilings, whichever comes first."""
    policy = with_grant(ceilings=(ceiling("small", 100, *GRANT.ceilings[0].requirements), BASIC))

    assert asked(council(LONG_AGO, checked=None), policy=policy).ceiling == YenRange(100, 300_000)


def test_a_new_leaflet_is_read_for_the_years_it_speaks_of():
    """A dated change of an amount is one entry; only years beyond the last leaflet are assumed.

    The leaflet of 2026 also tells that the amount of 2024 still held in 2025.
    """
    new = amount(350_000, since=FiscalYear(2026), published=Span.month(2026, 2))
    changed = attrs.evolve(BASIC, amounts=(*BASIC.amounts, new))
    policy = with_grant(ceilings=(changed,), questions=())
    answers = [asked(year=FiscalYear(year), policy=policy) for year in range(2023, 2028)]

    assert [answer.ceiling.least for answer in answers] == [300_000] * 3 + [350_000] * 2
    assert [len(answer.flags) for answer in answers] == [1, 0, 0, 0, 1]


def test_a_year_is_assumed_only_where_an_amount_of_another_year_may_apply():
    """Once the amount that applies is of the year itself, nobody need assume anything."""
    new = amount(950_000, since=FiscalYear(2026), published=Span.month(2026, 2))
    higher = attrs.evolve(GRANT.ceilings[0], amounts=(*GRANT.ceilings[0].amounts, new))
    policy = with_grant(ceilings=(higher, BASIC), questions=())
    at_work, without = planned("2024-05", "2024-06"), council(LONG_AGO)

    assert asked(at_work, year=FiscalYear(2026), policy=policy).flags == ()
    (flag,) = asked(without, year=FiscalYear(2026), policy=policy).flags
    assert flag.key == "other_year"


def test_a_year_before_a_dated_amount_is_assumed():
    """An amount that holds from 2025 on is taken for 2024 too, and flagged."""
    new = amount(350_000, since=FY2025, published=Span.month(2024, 2))
    policy = with_grant(ceilings=(attrs.evolve(BASIC, amounts=(new,)),), questions=())

    assert asked(policy=policy).ceiling == YenRange.exactly(350_000)
    assert [flag.key for flag in asked(policy=policy).flags] == ["other_year"]
    assert asked(year=FY2025, policy=policy).flags == ()


# --- plans whose term may be over ----------------------------------------------------------------


def test_a_plan_whose_term_may_be_over_leaves_its_ceiling_open():
    """Drafted in March or April three years before, it may be in force on 1 April, or not."""
    answer = asked(planned("2021-03-15/2021-04-15", "2022-01"))

    assert answer.ceiling == YenRange(300_000, 900_000)
    assert answer.ceilings[0].verdict is OPEN
    assert [leaf.leaf.fact for leaf in answer.ceilings[0].findings[0].missing] == [WRITTEN]
    assert flagged(answer) == {"lapsed": ("900,000 yen", "0 to 900,000 yen")}


def test_a_limit_on_plans_is_open_too_while_a_term_may_be_over():
    """What may be in force may exceed a limit, so it is not surely kept."""
    fresh = ceiling("fresh", 500_000, need("nothing_at_work", AtMost(AT_WORK)))
    policy = with_grant(ceilings=(fresh, BASIC), questions=())
    may_be_over = planned("2021-03-15/2021-04-15", "2022-01")

    assert asked(policy=policy).ceiling == YenRange.exactly(500_000)
    assert asked(may_be_over, policy=policy).ceiling == YenRange(300_000, 500_000)
    assert asked(planned("2019-03", "2019-05"), policy=policy).ceiling == YenRange.exactly(500_000)


def test_plans_that_may_be_over_count_each_way_in_one_requirement():
    """What may be in force may be at work, and may be approved already: neither is sure."""
    asked_both = need(
        "at_work_not_approved",
        AllOf(
            AtLeast(AT_WORK, during=THROUGH_LAST_FISCAL_YEAR),
            AtMost(APPROVED, during=THROUGH_LAST_FISCAL_YEAR),
        ),
    )
    policy = with_grant(ceilings=(ceiling("both", 900, asked_both), BASIC), questions=())
    spring = parse_span("2021-03-15/2021-04-15")
    first = CommunityPlan(drafted=spring, recognised=day("2022-01-10"))
    second = CommunityPlan(number=2, drafted=spring, promoted=day("2022-01-10"))
    answers = {
        (of_first, of_second): asked(
            council(
                LONG_AGO,
                plans=(
                    attrs.evolve(first, drafted=of_first),
                    attrs.evolve(second, drafted=of_second),
                ),
            ),
            policy=policy,
        ).ceiling
        for of_first, of_second in (
            (spring, spring),
            (spring.first, spring.first),
            (spring.first, spring.last),
            (spring.last, spring.last),
        )
    }

    assert list(answers.values()) == [
        YenRange(900, 300_000),
        YenRange.exactly(300_000),
        YenRange.exactly(900),
        YenRange.exactly(300_000),
    ]


def test_what_is_open_beside_a_term_that_may_be_over_stays_open():
    """Where nobody checked whether there is another plan, the ledger alone leaves it open."""
    plan = CommunityPlan(drafted=parse_span("2021-03-15/2021-04-15"), promoted=day("2022-01-15"))
    unchecked = council(LONG_AGO, checked=None, plans=(plan,))
    answer = asked(unchecked)

    assert [finding.verdict for finding in answer.ceilings[0].findings] == [OPEN, OPEN]
    assert answer.ceiling == YenRange(300_000, 900_000)


def test_a_finding_that_both_readings_share_is_kept():
    """A plan that is too late is too late whether its term is over or not."""
    filed = council(
        LONG_AGO, Record(WRITTEN, parse_span("2021-03-15/2021-04-15")), Record(BEGUN, IN_2024)
    )
    answer = asked(filed)

    assert [finding.verdict for finding in answer.ceilings[0].findings] == [OPEN, UNMET]
    assert answer.ceiling == YenRange.exactly(300_000)


def test_districts_may_multiply_the_highest_amount():
    """The other reading is an answer, however much it is."""
    highest = with_grant(
        ceilings=(ceiling("basic", MOST_YEN),),
        questions=(question("districts", alternative=EachDistrict()),),
    )
    (flag,) = asked(council(LONG_AGO, districts=("川北", "川南")), policy=highest).flags

    assert flag.ceiling == YenRange.exactly(2 * MOST_YEN)


# --- projects ------------------------------------------------------------------------------------


def test_projects_that_were_not_given_differ_from_none():
    """Not told which projects, anything up to the ceiling is possible; without any, nothing is."""
    unknown, none = asked(), asked(projects=())

    assert (unknown.amount, unknown.projects) == (YenRange(0, 300_000), None)
    assert (none.amount, none.projects) == (YenRange.exactly(0), ())
    assert none.ceiling == unknown.ceiling == YenRange.exactly(300_000)


@pytest.mark.parametrize(
    ("cost", "yen"), [(0, 0), (1, 0), (300_001, 150_000), (600_000, 300_000), (600_002, 300_000)]
)
def test_the_amount_is_the_rate_of_the_costs_in_whole_yen_up_to_the_ceiling(cost, yen):
    """Half of the costs, never half a yen, and never more than the ceiling."""
    answer = asked(projects=[attrs.evolve(FESTIVAL, cost=cost)])

    assert answer.amount == YenRange.exactly(yen)


def test_a_project_that_may_be_paid_counts_for_the_most_only():
    """Costs of eligible projects are sure; those of which something is open are possible."""
    open_one = attrs.evolve(FESTIVAL, name="教室", cost=100_000, no=())
    refused = attrs.evolve(FESTIVAL, name="旅行", cost=900_000, yes=(), no=(OPEN_TO_ALL,))
    answer = asked(projects=(FESTIVAL, open_one, refused))

    assert [read.verdict for read in answer.projects] == [MET, OPEN, UNMET]
    assert answer.amount == YenRange(150_000, 200_000)


# --- flags ---------------------------------------------------------------------------------------


def test_a_flag_tells_ceiling_and_amount_on_the_other_reading():
    """With projects, the other reading is told of their costs too."""
    half_plan = planned("2023-05")
    answer = asked(half_plan, projects=(attrs.evolve(FESTIVAL, cost=1_000_500),))

    assert (answer.ceiling.text("en"), answer.amount.text("en")) == ("300,000 yen", "300,000 yen")
    assert flagged(answer) == {"writing_alone": ("900,000 yen", "500,250 yen")}


def test_a_flag_stands_only_where_the_other_reading_gives_something_else():
    """A council whose answer is the same on every reading has only the questions of no figure."""
    assert [flag.key for flag in asked().flags] == ["paid_when"]
    assert asked(council()).flags == ()


@pytest.mark.parametrize("districts", [(), ("みのり",)])
def test_a_council_of_one_district_or_of_none_has_one_ceiling(districts):
    """Where no district is recorded, none is invented."""
    assert flagged(asked(council(LONG_AGO, districts=districts))) == {}


def test_three_districts_would_have_three_ceilings():
    """On the other reading each district has its own."""
    wide = council(LONG_AGO, districts=("川北", "川南", "潮見"))

    assert flagged(asked(wide)) == {"districts": ("900,000 yen", "0 to 900,000 yen")}


@pytest.mark.parametrize(
    ("registered", "ceiling_of"),
    [
        ("2024-04-30", None),
        ("2024-05-01", "275,000 yen"),
        ("2024-05/2024-07", "225,000 to 275,000 yen"),
        ("2025-03-31", "25,000 yen"),
        ("2023-04/2024-06", "250,000 to 300,000 yen"),
        ("2023-04/2025-05", None),
    ],
)
def test_months_that_are_left(registered, ceiling_of):
    """The month of the registration counts, and a span gives the fewest and the most months.

    Where the registration itself is open, so is the answer, and the months change nothing.
    """
    entry = Record(REGISTERED, parse_span(registered))
    flags = flagged(asked(council(entry)))

    assert flags.get("mid_year", (None,))[0] == ceiling_of


def test_rounding_is_told_where_something_is_cut():
    """Both ends of an amount are cut to thousands, and only where that makes a difference."""
    open_one = attrs.evolve(FESTIVAL, name="教室", cost=2_001, no=())
    answer = asked(projects=(FESTIVAL, open_one))

    assert answer.amount == YenRange(150_000, 151_000)
    assert "rounding" not in flagged(answer)
    answer = asked(projects=(attrs.evolve(FESTIVAL, cost=301_001), open_one))
    assert flagged(answer) == {"rounding": ("300,000 yen", "150,000 to 151,000 yen")}


def test_another_subsidy_in_the_same_year_would_exclude_this_one():
    """On the other reading nothing is given while the other may be; else nothing is flagged."""
    begins = council(LONG_AGO, plans=(CommunityPlan(drafting=IN_2024),))
    poor = attrs.evolve(
        GRANTS, subsidies=(attrs.evolve(GRANT, ceilings=(ceiling("no", 0),)), START)
    )

    assert asked(begins, "start").ceiling == YenRange.exactly(100_000)
    assert flagged(asked(begins, "start")) == {"both": ("0 yen", "0 yen")}
    assert flagged(asked(begins, "start", policy=poor)) == {}


def test_another_subsidy_that_is_only_possible_excludes_nothing_surely():
    """Whether the other is received is open, and so is whether this one is."""
    begins = council(LONG_AGO, plans=(CommunityPlan(drafting=IN_2024),), checked=None)
    planned_only = (*GRANT.ceilings[:1], ceiling("no", 0))
    policy = attrs.evolve(GRANTS, subsidies=(attrs.evolve(GRANT, ceilings=planned_only), START))

    assert asked(begins, policy=policy).ceiling == YenRange(0, 900_000)
    assert asked(begins, "start", policy=policy).ceiling == YenRange.exactly(100_000)
    assert flagged(asked(begins, "start", policy=policy)) == {
        "both": ("0 to 100,000 yen", "0 to 100,000 yen")
    }


def test_a_flag_says_whether_the_other_reading_grants_less_or_more():
    """The cautious reading is not always the one that is taken, so each flag says which it is."""
    begins = council(LONG_AGO, plans=(CommunityPlan(drafting=IN_2024),), districts=("川北", "川南"))
    told = [
        flag.gives
        for answer in (
            asked(begins, "start"),
            asked(begins),
            asked(planned("2021-03-15/2021-04-15")),
        )
        for flag in answer.flags
    ]

    assert told == [OtherReading.LESS, OtherReading.MORE, None, OtherReading.MORE, None]


def test_a_promotion_of_another_plan_is_only_possible():
    """Promoted before any drafting on record: of some other plan, which nobody knows."""
    records = Record(AT_WORK, day("2022-05-01")), Record(WRITTEN, day("2023-06-01"))
    answer = asked(council(LONG_AGO, *records))

    assert answer.ceiling == YenRange(300_000, 900_000)
    assert [finding.verdict for finding in answer.ceilings[0].findings] == [MET, OPEN]


def test_a_subsidy_of_nothing_asks_nothing():
    """Where nothing can be received, only the year is in question."""
    nothing = asked(council(LONG_AGO), "start", FY2023)

    assert nothing.ceiling == YenRange.exactly(0)
    assert [flag.key for flag in nothing.flags] == ["other_year"]


# --- receipts and short forms --------------------------------------------------------------------


def test_a_receipt_names_what_a_subsidy_did_not_read():
    """What was recorded of the council and does not bear on the sum is named."""
    answer = asked(council(LONG_AGO, Record(COMPLAINTS, IN_2024), checked=None))

    assert answer.receipt.policy == GRANTS.stamp
    assert [fact.key for fact in answer.receipt.unread] == ["complaints"]


def test_a_receipt_names_what_came_after_the_year_that_was_asked_about():
    """What is known by the day and lies beyond the year did not count, and is told by name."""
    later = council(LONG_AGO, Record(WRITTEN, day("2025-04-01")), Record(COMPLAINTS, AS_OF))
    receipt = asked(later).receipt

    assert (receipt.beyond, receipt.beyond_records, receipt.later) == ((WRITTEN,), 1, 0)
    assert receipt.beyond_text("ja") == ("求めた年度より後の記録 1件は数えていません: 計画の決定")
    assert receipt.beyond_text("en") == (
        "Records dated after the year that was asked about, and not counted: 1: plan written"
    )
    assert receipt.beyond_text("ja") in asked(later).explain("ja")
    assert asked(later, year=FY2025).receipt.beyond_text("ja") == ""


def test_an_answer_shows_itself_briefly():
    """In a console an answer shows council, policy, subsidy, year and the two sums."""
    text = repr(asked())

    assert text.startswith(
        f"SubsidyRange(council='みのり地区協議会', policy={GRANTS.stamp}, rule=grant, "
        "fiscal_year=FiscalYear(year=2024), as_of=2027-03-31, ceiling=YenRange("
    )
    assert len(text) < 400
    assert "rule=grant" in repr(assess_project(FESTIVAL, GRANTS, "grant"))
    assert "ceiling=basic" in repr(asked().ceilings[1])


# --- what is refused -----------------------------------------------------------------------------


def test_projects_of_another_fiscal_year_are_refused_together():
    """Every stranger is named with its own year."""
    strangers = [
        attrs.evolve(FESTIVAL, name="花見", on=day("2024-03-31")),
        FESTIVAL,
        attrs.evolve(FESTIVAL, name="初詣", on=Span.month(2026, 1)),
    ]
    with pytest.raises(InvalidValue) as refusal:
        asked(projects=strangers)

    assert refusal.value.explain("ja") == (
        "projects: 令和6年度の事業ではありません（花見: 令和5年度，初詣: 令和7年度）。"
        "その年度の事業だけを渡してください。"
    )
    assert refusal.value.explain("en") == (
        "projects: not of FY2024: 花見 (FY2023), 初詣 (FY2025); "
        "give the projects of that year only."
    )


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("council", "みのり", "council: 'みのり' is no Council"),
        ("policy", "minori", "policy: 'minori' is no Policy"),
        ("fiscal_year", 2024, "fiscal_year: 2024 is no FiscalYear"),
        ("as_of", "2024", "as_of: '2024' is not a day"),
        ("subsidy", 3, r"Policy\.subsidy: 3 is no str"),
        ("projects", FESTIVAL, r"projects: Project\(.* is no tuple or list"),
        ("projects", ("まつり",), r"projects\[0\]: 'まつり' is no Project"),
    ],
)
def test_a_question_of_other_parts_is_refused(place, value, sentence):
    """Whoever asks with a text, a number or a single project learns what to give."""
    question_asked = {
        "council": council(),
        "policy": GRANTS,
        "subsidy": "grant",
        "fiscal_year": FY2024,
        "as_of": AS_OF,
        place: value,
    }
    with pytest.raises(InvalidValue, match=f"^{sentence}"):
        subsidy_range(**question_asked)


def test_every_other_reading_may_be_asked_of_a_council_that_may_receive_nothing():
    """Where the registration itself is open, the other readings are intervals from nothing on.

    That another subsidy, only possible itself, would exclude this one changes nothing there.
    """
    readings = (
        question("districts", alternative=EachDistrict()),
        question("mid_year", alternative=MonthsLeft(REGISTERED)),
        question("both", alternative=Excluded("start")),
        question("other", alternative=OtherCeilings((ceiling("other", 400_000),))),
    )
    policy = with_grant(questions=readings, ceilings=(BASIC,), requirements=(IS_REGISTERED,))
    maybe = council(
        Completeness(COMPLAINTS, AS_OF),
        checked=None,
        districts=("川北", "川南"),
        plans=(CommunityPlan(drafting=IN_2024),),
    )
    answer = asked(maybe, policy=policy)

    assert answer.ceiling == YenRange(0, 300_000)
    assert {key: other for key, (other, _) in flagged(answer).items()} == {
        "districts": "0 to 600,000 yen",
        "other": "0 to 400,000 yen",
    }
