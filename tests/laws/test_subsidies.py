"""What holds of every sum that a council may receive, and of every plan."""

import datetime

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from granting_strategies import granting_policies, projects
from invented_grants import (
    APPROVED,
    AT_WORK,
    BASIC,
    BEGUN,
    GRANT,
    GRANTS,
    PAID,
    PLAN_FACTS,
    PLAN_RULE,
    REGISTERED,
    START,
    WHOLE,
    WRITTEN,
    ceiling,
    limit,
    limited,
    need,
)
from oracles import (
    ceilings_over_all_completions,
    ceilings_over_all_worlds_of_plans,
    left_over_all_completions,
)
from renkei_model import kochi
from renkei_model.community_plans import CommunityPlan, date_clashes, term_clashes
from renkei_model.conditions import AllOf, AtLeast, AtMost
from renkei_model.councils import Council
from renkei_model.dates import FiscalYear, Span
from renkei_model.facts import Completeness, Record
from renkei_model.ledgers import Ledger
from renkei_model.lifecycle import assess
from renkei_model.money import NOTHING, YenRange
from renkei_model.plan_evidence import drafted_in
from renkei_model.plans import evidence_of, plan_records, review
from renkei_model.subsidies import subsidy_range
from renkei_model.testing import (
    LAST_DAY,
    community_plans,
    days,
    fiscal_years,
    ledgers,
    narrower,
    records,
    spans,
)
from renkei_model.verdicts import Verdict
from renkei_model.windows import THROUGH_LAST_FISCAL_YEAR, Moment

A = "activity_promotion"
COUNTED = tuple(
    fact for fact in kochi.FACTS if fact.key == "certified" or fact.key.startswith("plan_")
)
KOCHIS_PLANS = community_plans(
    parts=[part.key for part in kochi.POLICY.plan_rule.parts], names=st.just("計画")
)
MINORIS_PLANS = community_plans(parts=[part.key for part in PLAN_RULE.parts], names=st.just("計画"))
YEARS = fiscal_years(2021, 2026)


def council(ledger=Ledger(), plans=(), districts=("みのり",)):
    """Make a council of a ledger and plans."""
    return Council(name="みのり地区協議会", ledger=ledger, plans=plans, districts=districts)


@st.composite
def questions(draw, **shape):
    """Draw a policy, a council of a small ledger, a fiscal year and the day that is known."""
    policy = draw(granting_policies(**shape))
    ledger = draw(ledgers(policy.facts[8:], most=3))
    who = council(ledger, districts=draw(st.sampled_from([(), ("川北",), ("川北", "川南")])))
    return policy, who, draw(YEARS), draw(days())


@st.composite
def kochi_councils(draw):
    """Draw a council of Kochi with records of its certification and plans, and with plans."""
    return council(draw(ledgers(COUNTED, most=4)), draw(KOCHIS_PLANS))


def activity_promotion(who, year, as_of, asked=None):
    """Ask what a council may receive of Kochi's activity-promotion subsidy."""
    return subsidy_range(who, kochi.POLICY, A, year, as_of, projects=asked)


def within(inner, outer):
    """Tell whether an interval lies within another."""
    return outer.least <= inner.least and inner.most <= outer.most


# --- limits over several years -------------------------------------------------------------------


@st.composite
def limited_questions(draw, most=3):
    """Draw limits of a few yen, a council that was paid some, a fiscal year and a known day."""
    totals = tuple(
        limit(f"limit_{place}", draw(st.integers(1, most)), draw(st.sampled_from([2, 3, None])))
        for place in range(draw(st.integers(1, 2)))
    )
    year = draw(YEARS)
    who = council(draw(ledgers([PAID], most=2)))
    return limited(*totals), totals, who, year, draw(days())


@given(limited_questions())
def test_what_is_left_of_limits_is_exact_over_all_completions(question):
    """Two limits together leave exactly what some way of filling in the ledger would leave."""
    policy, totals, who, year, as_of = question
    found = subsidy_range(who, policy, "grant", year, as_of)
    left = left_over_all_completions(
        totals, who.ledger, year, as_of, unseen=max(each.yen for each in totals)
    )

    assert min(each.left.least for each in found.totals) == min(left)
    assert min(each.left.most for each in found.totals) == max(left)


@given(limited_questions(most=1_000_000), st.data())
def test_a_limit_only_ever_cuts_the_ceiling_of_a_year(question, data):
    """What may be received lies within what the year alone would give, and within what is left."""
    policy, _, who, year, as_of = question
    asked = data.draw(st.lists(projects(policy, year), max_size=2))
    found = subsidy_range(who, policy, "grant", year, as_of, projects=asked)

    assert found.ceiling.least <= found.yearly.least
    assert found.ceiling.most <= found.yearly.most
    assert found.amount.most <= found.ceiling.most
    assert all(found.ceiling.most <= each.left.most for each in found.totals)
    assert all(
        flag.ceiling is None or flag.ceiling.most <= each.left.most
        for flag in found.flags
        for each in found.totals
    )


@given(limited_questions(), st.integers(1, 3), YEARS)
def test_a_further_payment_never_leaves_more(question, yen, paid_in):
    """Filing what was paid takes from what is left, or leaves it as it was."""
    policy, _, who, year, as_of = question
    before = subsidy_range(who, policy, "grant", year, as_of)
    after = subsidy_range(
        who.add(Record(PAID, paid_in.first, count=yen)), policy, "grant", year, as_of
    )

    assert [
        one.left.most >= other.left.most
        for one, other in zip(before.totals, after.totals, strict=True)
    ] == [True] * len(before.totals)


# --- evidence ------------------------------------------------------------------------------------


@given(kochi_councils(), records(COUNTED), YEARS, days(), st.data())
def test_more_evidence_of_a_council_never_lowers_the_sure_amount(who, record, year, as_of, data):
    """Filing a further record never takes from what activity promotion surely gives."""
    asked = data.draw(st.lists(projects(kochi.POLICY, year), max_size=2))
    before = activity_promotion(who, year, as_of, asked)
    after = activity_promotion(who.add(record), year, as_of, asked)

    assert before.ceiling.least <= after.ceiling.least
    assert before.amount.least <= after.amount.least


@given(kochi_councils(), YEARS, days(), st.data())
def test_a_further_plan_never_lowers_the_sure_amount(who, year, as_of, data):
    """A council with one more plan surely receives no less of activity promotion."""
    fewer = who.plans[: data.draw(st.integers(0, len(who.plans)))]
    before = activity_promotion(attrs.evolve(who, plans=fewer), year, as_of)

    assert before.ceiling.least <= activity_promotion(who, year, as_of).ceiling.least


@given(kochi_councils(), YEARS, days(), st.data())
def test_a_more_exact_plan_never_widens_the_ceiling(who, year, as_of, data):
    """Learning the days of a plan leads to a ceiling within the one that was told before."""
    exact = []
    for plan in who.plans:
        dates = {
            name: data.draw(narrower(when))
            for name in ("drafting", "drafted", "recognised", "promoted")
            if (when := getattr(plan, name)) is not None
        }
        named = ("drafting", "drafted", "recognised", "promoted")
        fits = not list(date_clashes(*map(dates.get, named), term=plan.term))
        exact.append(attrs.evolve(plan, **dates) if fits else plan)
    assume(not list(term_clashes(exact)))
    before = activity_promotion(who, year, as_of).ceiling
    after = activity_promotion(attrs.evolve(who, plans=tuple(exact)), year, as_of).ceiling

    assert within(after, before)


@given(questions(), st.data())
def test_a_completeness_statement_never_widens_the_ceiling(question, data):
    """Stating that nothing else happened leads to a ceiling within the one told before."""
    policy, who, year, as_of = question
    fact = data.draw(st.sampled_from(policy.facts[8:]))
    before = subsidy_range(who, policy, "grant", year, as_of).ceiling
    checked = who.add(Completeness(fact, LAST_DAY))

    assert within(subsidy_range(checked, policy, "grant", year, as_of).ceiling, before)


@given(questions(questions=False))
def test_a_ceiling_holds_that_of_every_completion(question):
    """However what is not recorded may have been, the ceiling lies in the interval.

    So where it is closed it is the ceiling of every completion of the ledger.
    """
    policy, who, year, as_of = question
    ceiling = subsidy_range(who, policy, "grant", year, as_of).ceiling
    by_brute_force = ceilings_over_all_completions(
        policy.subsidy("grant"), who.ledger, Moment(year.last, as_of)
    )

    assert within(YenRange(min(by_brute_force), max(by_brute_force)), ceiling)
    assert not ceiling.is_closed or by_brute_force == {ceiling.least}


# Days about the beginning of fiscal 2024, and three years before it, when terms that end begin.
TURNS = tuple(
    datetime.date(*day)
    for day in (
        (2018, 6, 1),
        (2021, 3, 31),
        (2021, 4, 1),
        (2021, 4, 2),
        (2021, 8, 10),
        (2022, 6, 1),
        (2023, 3, 31),
        (2023, 5, 1),
        (2024, 3, 31),
        (2024, 4, 1),
        (2024, 9, 9),
        (2025, 3, 31),
        (2025, 4, 1),
    )
)
FY2024 = FiscalYear(2024)
FRESH = need("nothing_stale", AtMost(APPROVED, during=THROUGH_LAST_FISCAL_YEAR))
MIXED = need(
    "at_work_and_not_approved",
    AllOf(
        AtLeast(AT_WORK, during=THROUGH_LAST_FISCAL_YEAR),
        AtMost(APPROVED, during=THROUGH_LAST_FISCAL_YEAR),
    ),
)
LIMITED = need("not_yet_written", AtMost(WRITTEN, during=THROUGH_LAST_FISCAL_YEAR))
PLANNING_GRANTS = {
    "planned": GRANT,
    "start": START,
    "mixed": attrs.evolve(GRANT, ceilings=(ceiling("mixed", 900, MIXED), BASIC), questions=()),
    "limited": attrs.evolve(
        GRANT,
        requirements=(),
        ceilings=(ceiling("first", 500, LIMITED), ceiling("fresh", 400, FRESH), BASIC),
        questions=(),
    ),
}


def turning():
    """Draw a day about which something turns, or a span between two."""
    day = st.sampled_from(TURNS)
    return day.map(Span.day) | st.tuples(day, day).map(lambda two: Span(min(two), max(two)))


@st.composite
def planning_councils(draw):
    """Draw a council of Minori with one or two plans, and records of plans in the ledger itself."""
    plans = draw(community_plans(when=turning(), most=2, numbers=(1, 2)))
    filed = draw(
        st.lists(
            st.builds(Record, st.sampled_from((WRITTEN, APPROVED, AT_WORK, BEGUN)), turning()),
            max_size=2,
        )
    )
    complete = draw(st.lists(st.sampled_from(PLAN_FACTS), unique=True))
    ledger = Ledger(
        (Record(REGISTERED, TURNS[0]), *filed),
        (
            Completeness(REGISTERED, TURNS[-1]),
            *(Completeness(each, TURNS[-1]) for each in complete),
        ),
    )
    return council(ledger, plans)


@given(planning_councils(), st.sampled_from(sorted(PLANNING_GRANTS)), st.sampled_from(TURNS[-6:]))
def test_a_ceiling_holds_that_of_every_world_of_plans(who, name, as_of):
    """However the dates of plans and the terms of what is filed without them may have been.

    So where it is closed it is the ceiling of each of these worlds.
    """
    rule = PLANNING_GRANTS[name]
    policy = attrs.evolve(GRANTS, subsidies=(attrs.evolve(rule, questions=()),))
    told = subsidy_range(who, policy, rule.key, FY2024, as_of).ceiling
    by_brute_force = ceilings_over_all_worlds_of_plans(
        rule, PLAN_RULE, who, Moment(FY2024.last, as_of), TURNS
    )

    assume(by_brute_force)  # no days of the two plans may be in the order of their numbers
    assert within(YenRange(min(by_brute_force), max(by_brute_force)), told)


# --- sums ----------------------------------------------------------------------------------------


@given(questions(), st.data())
def test_an_amount_is_whole_yen_and_never_above_ceiling_or_costs(question, data):
    """Least and most are whole yen in order, within the ceiling and the rate of the costs."""
    policy, who, year, as_of = question
    asked = data.draw(st.lists(projects(policy, year), max_size=3))
    answer = subsidy_range(who, policy, "grant", year, as_of, projects=asked)
    rate, costs = policy.subsidy("grant").rate, sum(project.cost for project in asked)

    assert all(type(yen) is int for yen in attrs.astuple(answer.amount))
    assert 0 <= answer.amount.least <= answer.amount.most <= rate * costs
    assert answer.amount.least <= answer.ceiling.least
    assert answer.amount.most <= answer.ceiling.most


@given(questions())
def test_no_projects_give_nothing_and_unknown_ones_up_to_the_ceiling(question):
    """Without any project nothing is received; not told of any, anything up to the ceiling."""
    policy, who, year, as_of = question
    none = subsidy_range(who, policy, "grant", year, as_of, projects=())
    unknown = subsidy_range(who, policy, "grant", year, as_of)

    assert none.amount == NOTHING
    assert unknown.amount == YenRange(0, unknown.ceiling.most)
    assert none.ceiling == unknown.ceiling


@given(questions(), st.data())
def test_a_further_project_never_lowers_the_amount(question, data):
    """One more project adds to both ends or to none."""
    policy, who, year, as_of = question
    asked = data.draw(st.lists(projects(policy, year), min_size=1, max_size=3))
    before = subsidy_range(who, policy, "grant", year, as_of, projects=asked[:-1]).amount
    after = subsidy_range(who, policy, "grant", year, as_of, projects=asked).amount

    assert before.least <= after.least
    assert before.most <= after.most


@given(questions(), st.data())
def test_what_is_left_open_never_widens_a_sum(question, data):
    """A subsidy that asks no question gives the same ceiling and the same amount."""
    policy, who, year, as_of = question
    asked = data.draw(st.none() | st.lists(projects(policy, year), max_size=2))
    decided = attrs.evolve(policy.subsidy("grant"), questions=())
    sure = attrs.evolve(policy, subsidies=(decided,))
    open_one = subsidy_range(who, policy, "grant", year, as_of, projects=asked)
    decided_one = subsidy_range(who, sure, "grant", year, as_of, projects=asked)

    assert (open_one.ceiling, open_one.amount) == (decided_one.ceiling, decided_one.amount)


@given(questions(), st.data())
def test_a_flag_grants_less_or_more_as_its_yen_say(question, data):
    """Less where no end of its sums is above the answer's, more where none is below them.

    Another reading that changes neither ceiling nor amount is not told.
    """
    policy, who, year, as_of = question
    asked = data.draw(st.none() | st.lists(projects(policy, year), max_size=2))
    answer = subsidy_range(who, policy, "grant", year, as_of, projects=asked)
    ours = (*attrs.astuple(answer.ceiling), *attrs.astuple(answer.amount))
    words = {"grants less": set(), "grants more": set(), "may grant more or less": set()}
    for flag in answer.flags:
        if flag.ceiling is not None and flag.amount is not None:
            theirs = (*attrs.astuple(flag.ceiling), *attrs.astuple(flag.amount))
            words[flag.gives.text("en")] |= {
                (yen > before) - (yen < before) for before, yen in zip(ours, theirs, strict=True)
            }
            assert ours != theirs
            assert f"({flag.gives.text('en')})" in answer.explain("en")
        else:
            assert flag.gives is None

    assert words["grants less"] <= {-1, 0}
    assert words["grants more"] <= {1, 0}
    assert words["may grant more or less"] in ({-1, 1}, {-1, 0, 1}, set())


@given(questions())
def test_a_rival_excludes_only_what_it_surely_takes_the_place_of(question):
    """On the reading that excludes, all completions of a rival that is possible stay possible."""
    policy, who, year, as_of = question
    answer, rival = (subsidy_range(who, policy, key, year, as_of) for key in ("grant", "start"))
    excluded = next((flag.ceiling for flag in answer.flags if flag.key == "rival"), answer.ceiling)

    assert excluded.most == (0 if rival.ceiling.least else answer.ceiling.most)
    assert excluded.least == (0 if rival.ceiling.most else answer.ceiling.least)


# --- plans ---------------------------------------------------------------------------------------


@given(days(), days())
def test_a_plan_opens_the_guard_of_a_stage_and_the_ceiling_by_one_date(drafted, on):
    """From the day of its drafting the stage's requirement is met; from 1 April the ceiling is."""
    who = council(
        Ledger((Record(COUNTED[0], days_before(drafted)),)),
        (CommunityPlan(drafted=drafted, promoted=drafted),),
    )
    (guard,) = [
        finding
        for way in assess(who, kochi.POLICY, on).transitions
        for finding in way.findings
        if finding.requirement.key == "plan_drafted"
    ]
    year = FiscalYear.of(on)
    answer = activity_promotion(who, year, LAST_DAY)
    in_time = year > FiscalYear.of(drafted)

    assert (guard.verdict is Verdict.MET) == (drafted <= on)
    assert (answer.ceiling.least == 1_000_000) == in_time


def days_before(day):
    """Give a day long before another."""
    return day.replace(year=day.year - 10, day=1)


@given(MINORIS_PLANS)
def test_parts_of_two_plans_never_add_up_to_a_complete_one(plans):
    """The evidence holds a complete plan exactly when one plan lacks nothing by itself."""
    evidence = evidence_of(council(plans=plans), GRANTS)
    complete = [
        plan
        for plan in plans
        if drafted_in(plan, PLAN_RULE) is not None and review(plan, GRANTS, LAST_DAY).missing == ()
    ]

    assert [record.on for record in evidence.of(WHOLE)] == [
        drafted_in(plan, PLAN_RULE) for plan in complete
    ]


@given(MINORIS_PLANS)
def test_what_plans_are_evidence_of_is_what_each_is_evidence_of(plans):
    """Several plans say what each of them says, and nothing together that none says alone."""
    each = tuple(record for plan in plans for record in plan_records(plan, PLAN_RULE))

    assert evidence_of(council(plans=plans), GRANTS).records == each


@given(spans(), YEARS, days())
def test_what_a_plan_says_a_record_in_the_ledger_says_too(drafted, year, as_of):
    """A plan without a term and the same dates filed as records give one ceiling."""
    facts = {fact.key: fact for fact in COUNTED}
    filed = Ledger(
        tuple(
            Record(facts[key], drafted)
            for key in ("plan_drafting", "plan_drafted", "plan_promoted")
        )
    )
    plan = CommunityPlan(drafted=drafted, promoted=drafted)

    assert (
        activity_promotion(council(filed), year, as_of).ceiling
        == activity_promotion(council(plans=(plan,)), year, as_of).ceiling
    )
