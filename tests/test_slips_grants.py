"""Slips in subsidies and plans: what is edited, what decides nothing, what a case notices."""

import datetime
from fractions import Fraction

import attrs
import pytest

from invented import (
    ACCOUNTS_FILED,
    EVENTS_HELD,
    FACTS,
    FIELDS_JOINED,
    ISSUES_LISTED,
    LADDER,
    LETTERS_SENT,
    NEIGHBOURS_MET,
    PLAN_ADOPTED,
    STATED,
    council,
    day,
)
from invented_grants import limit, limited
from renkei_model.community_plans import CommunityPlan
from renkei_model.conditions import AllOf, AnyOf, AtLeast, AtMost, SomeOf, Unspecified
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue, PolicyError
from renkei_model.facts import Record
from renkei_model.money import YenRange
from renkei_model.plan_rules import PlanFacts, PlanPart, PlanRule
from renkei_model.projects import Project
from renkei_model.requirements import Requirement
from renkei_model.slips import (
    PlanCase,
    SubsidyAnswer,
    SubsidyCase,
    one_slip_edits,
    unnoticed_edits,
)
from renkei_model.slips.granting import grants_decide_the_same
from renkei_model.subsidy_rules import (
    Amount,
    Ceiling,
    EachDistrict,
    EvenIfLapsed,
    Excluded,
    MonthsLeft,
    NoFigure,
    OpenQuestion,
    OtherCeilings,
    RoundedDown,
    SubsidyRule,
)
from renkei_model.verdicts import Verdict
from renkei_model.windows import EVER, THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR
from renkei_model.wording import Wording

YEAR = FiscalYear(2023)


def need(key, condition):
    """Make a requirement that is worded by its key."""
    return Requirement(key=key, condition=condition, wording=Wording.same(key), basis=STATED)


def amount(yen, since=None):
    """Make an amount of the handbook of March 2024."""
    return Amount(
        yen=yen,
        since=None if since is None else FiscalYear(since),
        published=Span.month(2024, 3),
        basis=STATED,
    )


def ceiling(key, *amounts, asks=()):
    """Make a ceiling that is worded by its key."""
    return Ceiling(key=key, wording=Wording.same(key), amounts=amounts, requirements=asks)


def question(key, alternative):
    """Make a question that is worded by its key."""
    return OpenQuestion(key=key, wording=Wording.same(key), basis=STATED, alternative=alternative)


def subsidy(*ceilings, **changes):
    """Make a subsidy that pays half."""
    made = SubsidyRule(
        key="help", wording=Wording.same("help"), basis=STATED, ceilings=ceilings, rate=Fraction(1)
    )
    return attrs.evolve(made, **changes)


def granting(*rules, plan_rule=None):
    """Give Minori's ladder with subsidies."""
    return attrs.evolve(LADDER, subsidies=rules, plan_rule=plan_rule)


def edits(policy, place):
    """Give the edits in a place, each with what it makes, in English."""
    return {
        slip.text("en").removeprefix(place): slip.outcome
        for slip in one_slip_edits(policy)
        if slip.text("en").startswith(place)
    }


ACTIVE = need("active", AtLeast(EVENTS_HELD, n=2))
MORE = ceiling("more", amount(300), asks=(ACTIVE,))
BASIC = ceiling("basic", amount(205))
SIMPLE = granting(subsidy(MORE, BASIC))

# Every edit of a subsidy with two ceilings; those that the library refuses are marked by ×.
TWO_CEILINGS = """
× subsidies.help.rate: 1 → 0
× subsidies.help.rate: 1 → 2
  subsidies.help.rate: 1 → 1/2
  subsidies.help.more: ceiling “more” left out
× subsidies.help.more: requirement “active” left out
× subsidies.help.more: 300 yen left out
  subsidies.help.more: 300 yen → 299 yen
  subsidies.help.more: 300 yen → 301 yen
  subsidies.help.more: 300 yen → 30 yen
  subsidies.help.more: 300 yen → 3,000 yen
× subsidies.help.basic: ceiling “basic” left out
× subsidies.help.basic: 205 yen left out
  subsidies.help.basic: 205 yen → 204 yen
  subsidies.help.basic: 205 yen → 206 yen
  subsidies.help.basic: 205 yen → 2,050 yen
× subsidies.help.ceilings: “more” and “basic” exchanged in order
  subsidies.help.ceilings: “more” and “basic” exchanged in amounts
"""


def test_every_slip_in_a_subsidy_of_two_ceilings():
    """The whole list, and which of the edits the library refuses by itself."""
    lines = [
        f"{'×' if slip.is_refused else ' '} {slip.text('en')}"
        for slip in one_slip_edits(SIMPLE)
        if slip.place.en.startswith("subsidies.help.")
    ]

    assert TWO_CEILINGS.strip("\n").splitlines() == lines


def test_a_subsidy_is_left_out():
    """Where no other names it, a policy without it is sound."""
    assert edits(SIMPLE, "subsidies.help: ")["the subsidy “help” left out"].subsidies == ()


def test_what_a_subsidy_asks_for_is_edited_like_a_guard():
    """Threshold, window, limit, fact and exchange; a fiscal year may be asked for here."""
    found = edits(SIMPLE, "requirements.active: “events held together”: at least 2 → ")

    assert isinstance(found["3"].subsidies[0].ceilings[0].requirements[0].condition, AtLeast)
    assert not isinstance(
        found["“events held together”: at least 2 within the fiscal year"], PolicyError
    )
    assert isinstance(
        found["“events held together”: at least 2 since the stage was entered"], PolicyError
    )


def test_the_year_from_which_an_amount_holds_is_one_off_or_lost():
    """An amount of another year, of no year, or left out; years before all amounts count too."""
    policy = granting(subsidy(ceiling("basic", amount(100, 2020), amount(200, 2024))))
    found = edits(policy, "subsidies.help.basic: ")
    kept = [text for text, outcome in found.items() if not isinstance(outcome, PolicyError)]

    assert [text for text in kept if "from" in text or "left out" in text] == [
        "100 yen left out",
        "100 yen from FY2020 → FY2019",
        "100 yen from FY2020 → FY2021",
        "100 yen from FY2020 → from no year",
        "200 yen left out",
        "200 yen from FY2024 → FY2023",
        "200 yen from FY2024 → FY2025",
    ]


QUESTIONS = (
    question("tiers", OtherCeilings((MORE, BASIC))),
    question("lapsed", EvenIfLapsed()),
    question("districts", EachDistrict()),
    question("months", MonthsLeft(NEIGHBOURS_MET)),
    question("rounded", RoundedDown(10)),
    question("silent", NoFigure()),
    question("together", Excluded("other")),
)
PLANS = PlanRule(
    parts=(
        PlanPart(key="vision", wording=Wording("将来像", "vision"), basis=STATED),
        PlanPart(key="works", wording=Wording("事業", "works"), basis=STATED),
    ),
    years=3,
    years_basis=STATED,
    soft_share=Fraction(1, 3),
    soft_basis=STATED,
    facts=PlanFacts(
        drafting=LETTERS_SENT,
        renewing=EVENTS_HELD,
        drafted=PLAN_ADOPTED,
        complete=ISSUES_LISTED,
        recognised=ACCOUNTS_FILED,
        promoted=FIELDS_JOINED,
    ),
)
OTHER = attrs.evolve(subsidy(BASIC), key="other")
THIRD = attrs.evolve(subsidy(BASIC), key="third")
ASKING = granting(
    subsidy(ceiling("basic", amount(100)), questions=QUESTIONS), OTHER, THIRD, plan_rule=PLANS
)


def test_what_the_source_leaves_open_is_edited_too():
    """A question left out, its other reading lost or confused, its numbers and names."""
    found = edits(ASKING, "subsidies.help")

    assert [text for text in found if "question" in text] == [
        f": question “{each.key}” left out" for each in QUESTIONS
    ]
    assert [text for text in found if text.startswith((".lapsed", ".districts", ".silent"))] == [
        ".lapsed: the other reading left out",
        ".lapsed: the other reading → once for each district",
        ".districts: the other reading left out",
        ".districts: the other reading → a plan whose term is over counts",
        ".silent: the other reading → a plan whose term is over counts",
        ".silent: the other reading → once for each district",
    ]
    assert [text for text in found if text.startswith((".rounded", ".together"))] == [
        ".rounded: the other reading left out",
        ".rounded: 10 → 9",
        ".rounded: 10 → 11",
        ".rounded: 10 → 1",
        ".rounded: 10 → 100",
        ".together: the other reading left out",
        ".together: other → third",
    ]
    assert ".months: neighbours met → letters sent" in found
    assert ".tiers.more: 300 yen → 301 yen" in found


def test_a_fact_that_is_counted_otherwise_is_so_in_subsidies_and_plans():
    """The catalogue, the requirements, the months left and the plans change all at once."""
    rule = subsidy(
        ceiling("more", amount(300), asks=(need("met", AtLeast(NEIGHBOURS_MET, n=2)),)),
        BASIC,
        questions=(question("months", MonthsLeft(NEIGHBOURS_MET)), question("silent", NoFigure())),
    )
    plans = attrs.evolve(PLANS, facts=attrs.evolve(PLANS.facts, renewing=NEIGHBOURS_MET))
    edited = edits(granting(rule, plan_rule=plans), "facts.neighbours_met: ")[
        "records counted → different items counted"
    ]
    other = attrs.evolve(NEIGHBOURS_MET, distinct=True)

    assert edited.subsidies[0].questions[0].alternative == MonthsLeft(other)
    assert edited.plan_rule.facts.renewing == other
    assert edited.subsidies[0].ceilings[0].requirements[0].facts == (other,)


def test_what_is_said_of_plans_is_edited():
    """Parts, years, the share of soft projects, and the facts that are counted of plans."""
    rule = granting(subsidy(MORE, BASIC), plan_rule=PLANS)
    found = edits(rule, "plan_rule")

    assert [text for text in found if ".facts" not in text] == [
        ": the rule of plans left out",
        ".parts: vision left out",
        ".vision: not shown by a plan's projects → shown by a plan's projects",
        ".parts: works left out",
        ".works: not shown by a plan's projects → shown by a plan's projects",
        ".years: 3 years → 2 years",
        ".years: 3 years → 4 years",
        ".soft_share: 1/3 → 0",
        ".soft_share: 1/3 → 2/3",
        ".soft_share: 1/3 → 1/2",
        ".soft_share: 1/3 → 1/4",
    ]
    assert ".facts: “events held together” and “plan adopted” exchanged" in found
    # Neither letters nor accounts are counted by anybody.
    assert ".facts: “letters sent” and “accounts filed” exchanged" not in found


# --- what decides nothing ------------------------------------------------------------------------


def same(one, other):
    """Tell whether two subsidies decide the same as the only ones of a policy."""
    return grants_decide_the_same(granting(one), granting(other))


def test_ceilings_that_are_written_otherwise_and_pay_the_same():
    """A tier that asks for what is asked anyway, and an order that nobody can tell."""
    twice = ceiling("more", amount(300), asks=(ACTIVE, need("once", AtLeast(EVENTS_HELD))))
    equal = ceiling("equal", amount(300), asks=(need("met", AtLeast(NEIGHBOURS_MET)),))

    assert same(subsidy(MORE, BASIC), subsidy(twice, BASIC))
    assert same(subsidy(MORE, equal, BASIC), subsidy(equal, MORE, BASIC))
    assert not same(subsidy(MORE, BASIC), subsidy(BASIC))


def test_a_ceiling_that_only_what_is_unknown_can_reach_still_decides():
    """Nobody is surely left with it, and yet it is the least where nothing is recorded."""
    never = ceiling("none", amount(10), asks=(need("silent", AtMost(EVENTS_HELD, n=1)),))

    assert not same(
        subsidy(MORE, never, ceiling("rest", amount(1))),
        subsidy(MORE, never, ceiling("rest", amount(2))),
    )


def test_conditions_of_every_kind_are_compared():
    """All, any, some and what is not spelt out, each sure, possible or ruled out."""
    unknown = Unspecified(Wording("額の決め方", "how it is set"))
    asked = AnyOf(
        AllOf(AtLeast(EVENTS_HELD), unknown),
        SomeOf(2, AtLeast(NEIGHBOURS_MET), AtLeast(ISSUES_LISTED), AtMost(ACCOUNTS_FILED)),
    )
    one = ceiling("more", amount(300), asks=(need("asked", asked),))
    other = ceiling("more", amount(300), asks=(need("asked", AnyOf(*asked.parts[::-1])),))

    assert same(subsidy(one, BASIC), subsidy(other, BASIC))
    assert not same(subsidy(one, BASIC), subsidy(MORE, BASIC))


def test_the_order_in_which_much_is_asked_decides_nothing():
    """Every fact of the catalogue asked for at once is the same in any order."""
    many = [need(f"asked_{place}", AtLeast(fact)) for place, fact in enumerate(FACTS)]
    tier = ceiling("more", amount(300), asks=tuple(many))
    reordered = ceiling("more", amount(300), asks=tuple(many[::-1]))

    assert same(subsidy(tier, BASIC), subsidy(reordered, BASIC))
    fewer = attrs.evolve(tier, requirements=tier.requirements[1:])
    assert not same(subsidy(tier, BASIC), subsidy(fewer, BASIC))


def too_much():
    """Give facts, and a condition that asks for one of each pair of them: pairs far apart."""
    first, second = (
        [attrs.evolve(EVENTS_HELD, key=f"{order}_{number}") for number in range(30)]
        for order in ("first", "second")
    )
    pairs = [AnyOf(AtLeast(one), AtLeast(two)) for one, two in zip(first, second, strict=True)]
    every = AllOf(*map(AtLeast, first), AtLeast(PLAN_ADOPTED))
    return (*first, *second), AnyOf(every, AllOf(*pairs))


def test_subsidies_that_are_too_much_work_are_never_called_the_same():
    """An answer that would take too long is the careful one."""
    facts, asked = too_much()
    one, other = (
        attrs.evolve(
            LADDER,
            facts=(*FACTS, *facts),
            subsidies=(subsidy(ceiling("more", amount(300), asks=(need("asked", each),)), BASIC),),
        )
        for each in (asked, AnyOf(*asked.parts[::-1]))
    )

    assert not grants_decide_the_same(one, other)


def test_a_condition_on_projects_is_compared_by_what_it_means():
    """The order of the examples of a list decides nothing; a further example does."""
    others = Unspecified(Wording("ほか", "others"))

    def of_projects(*parts):
        facts = (EVENTS_HELD, LETTERS_SENT)
        asked = need("kind", AnyOf(*parts, others))
        return subsidy(BASIC, project_facts=facts, project_requirements=(asked,))

    events, letters = AtLeast(EVENTS_HELD), AtLeast(LETTERS_SENT)
    assert same(of_projects(events, letters), of_projects(letters, events))
    assert not same(of_projects(events), of_projects(events, letters))


def test_a_rule_of_plans_that_says_less_has_fewer_slips():
    """Without a share and without some facts, nobody can mistype them."""
    few = attrs.evolve(PLANS.facts, renewing=None, complete=None, recognised=None)
    rule = attrs.evolve(PLANS, facts=few, soft_share=None, soft_basis=None)
    policy, asks_more = (granting(OTHER, plan_rule=each) for each in (rule, PLANS))
    places = {text.partition(":")[0] for text in edits(policy, "plan_rule")}

    assert not {".soft_share", ".facts.renewing"} & places
    assert grants_decide_the_same(policy, granting(OTHER, plan_rule=rule))
    assert not grants_decide_the_same(policy, asks_more)


def test_what_is_told_with_the_drafting_of_a_plan_anyway_decides_nothing():
    """That a plan is complete may count as its drafting, for it is drafted on that day."""

    def complete_as(fact, n):
        rule = subsidy(
            ceiling("more", amount(300), asks=(need("planned_twice", AtLeast(PLAN_ADOPTED, n=n)),)),
            BASIC,
        )
        facts = attrs.evolve(PLANS.facts, complete=fact)
        policy = granting(rule, plan_rule=attrs.evolve(PLANS, facts=facts))
        # Without a guard that lists issues, nobody counts whether a plan is complete.
        first, second = policy.transitions
        return attrs.evolve(
            policy,
            transitions=(
                attrs.evolve(first, requirements=first.requirements[:1]),
                attrs.evolve(second, requirements=second.requirements[1:]),
            ),
        )

    assert grants_decide_the_same(complete_as(ISSUES_LISTED, 1), complete_as(PLAN_ADOPTED, 1))
    assert not grants_decide_the_same(complete_as(ISSUES_LISTED, 2), complete_as(PLAN_ADOPTED, 2))
    assert not grants_decide_the_same(complete_as(ISSUES_LISTED, 1), complete_as(NEIGHBOURS_MET, 1))


def test_plans_of_which_too_much_is_asked_are_never_said_to_be_the_same():
    """Whether it matters that a plan is complete is too much work to tell, so it may."""
    facts, asked = too_much()
    unknown = AnyOf(AtLeast(NEIGHBOURS_MET), Unspecified(Wording("測り方", "how it is measured")))
    needs = (need("asked", asked), need("met", unknown))
    large, also = (
        attrs.evolve(
            granting(subsidy(BASIC), plan_rule=attrs.evolve(PLANS, facts=named)),
            facts=(*FACTS, *facts),
            transitions=tuple(attrs.evolve(way, requirements=needs) for way in LADDER.transitions),
        )
        for named in (PLANS.facts, attrs.evolve(PLANS.facts, complete=PLAN_ADOPTED))
    )

    assert not grants_decide_the_same(large, also)


@pytest.mark.parametrize(
    ("n", "during", "same"),
    [
        (1, EVER, True),
        (1, THROUGH_LAST_FISCAL_YEAR, True),
        (2, EVER, False),
        (1, THIS_FISCAL_YEAR, False),
    ],
)
def test_a_recognition_filed_as_a_drafting_tells_nothing_more(n, during, same):
    """A plan was drafted before it was recognised, so one drafting by a day is on record."""

    def recognised_as(fact):
        asked = need("drafted", AtLeast(PLAN_ADOPTED, n=n, during=during))
        facts = attrs.evolve(PLANS.facts, recognised=fact)
        rule = subsidy(ceiling("more", amount(300), asks=(asked,)), BASIC)
        policy = granting(rule, plan_rule=attrs.evolve(PLANS, facts=facts))
        met = need("met", AtLeast(NEIGHBOURS_MET))
        ways = (attrs.evolve(way, requirements=(met,)) for way in policy.transitions)
        return attrs.evolve(policy, transitions=tuple(ways))

    assert grants_decide_the_same(*map(recognised_as, (ACCOUNTS_FILED, PLAN_ADOPTED))) is same


# --- cases ---------------------------------------------------------------------------------------

BUSY = SubsidyCase(
    name="two events were held",
    council=council(Record(EVENTS_HELD, day("2023-05-01"), count=2)),
    fiscal_year=YEAR,
    as_of=YEAR.last,
    answers=(SubsidyAnswer("help", YenRange.exactly(300)),),
)
PLAN = PlanCase(
    name="a plan without works",
    plan=CommunityPlan(drafted=day("2021-05-01"), parts=("vision",)),
    missing=("works",),
    mainly_soft=Verdict.OPEN,
    ends=Span.day(day("2024-04-30")),
)


def test_a_case_is_given_back_as_it_is_where_it_is_decided_as_written():
    """Comparing it with what a policy makes of it shows whether it is right."""
    assert BUSY.given_by(SIMPLE) == BUSY
    assert not BUSY.notices(SIMPLE)
    assert PLAN.given_by(ASKING) == PLAN
    assert PLAN.notices(SIMPLE)


def test_flags_are_compared_in_any_order():
    """Which question comes first decides nothing."""
    flags = (("months", YenRange.exactly(1)), ("districts", None))

    assert SubsidyAnswer("help", YenRange(0, 1), flags) == SubsidyAnswer(
        "help", YenRange(0, 1), flags[::-1]
    )


def test_a_case_with_projects_tells_what_is_paid_and_why():
    """The cost decides below the ceiling, and each requirement has its verdict."""
    asked = need("hosted", AtLeast(EVENTS_HELD))
    policy = granting(
        subsidy(MORE, BASIC, project_facts=(EVENTS_HELD,), project_requirements=(asked,))
    )
    project = Project(name="祭り", on=day("2023-05-01"), cost=120, yes=(EVENTS_HELD,))
    case = attrs.evolve(
        BUSY,
        projects=(project,),
        answers=(SubsidyAnswer("help", YenRange.exactly(120), (), ((Verdict.MET,),)),),
    )

    assert case.given_by(policy) == case
    assert case.notices(SIMPLE)


def test_records_that_could_not_be_filed_any_more_notice_the_edit():
    """An event has no item, so it could not be counted by different items."""
    edit = "facts.events_held: records counted → different items counted"
    found = [slip.text("en") for slip in unnoticed_edits(SIMPLE, [BUSY])]

    assert edit in [slip.text("en") for slip in unnoticed_edits(SIMPLE, [])]
    assert edit not in found
    assert "subsidies.help.more: 300 yen → 301 yen" not in found
    assert "subsidies.help.basic: 205 yen → 206 yen" in found


@pytest.mark.parametrize(
    ("case", "field", "value"),
    [
        (BUSY, "name", 1),
        (BUSY, "council", "みのり"),
        (BUSY, "fiscal_year", 2023),
        (BUSY, "as_of", datetime.datetime(2024, 3, 31)),
        (BUSY, "answers", [SubsidyAnswer("help", YenRange(0, 1))]),
        (BUSY, "answers", ("help",)),
        (BUSY, "projects", []),
        (PLAN, "name", 1),
        (PLAN, "plan", "計画"),
        (PLAN, "missing", ["works"]),
        (PLAN, "mainly_soft", True),
        (PLAN, "ends", day("2024-05-01")),
    ],
)
def test_a_case_refuses_what_could_never_be_decided(case, field, value):
    """Lists and things of another kind would be unequal to every answer."""
    with pytest.raises(InvalidValue, match=f"{type(case).__name__}.{field}"):
        attrs.evolve(case, **{field: value})


def test_a_case_of_a_plan_that_tells_little_is_fine():
    """Where nobody recorded parts and dates, nothing is missing and nothing ends."""
    case = PlanCase(
        name="a name only",
        plan=CommunityPlan(),
        missing=None,
        mainly_soft=Verdict.OPEN,
        ends=None,
    )

    assert case.given_by(ASKING) == case


# --- what a policy refuses -----------------------------------------------------------------------


def test_what_is_asked_of_a_project_is_not_counted_by_items():
    """A project answers by yes or no, so a fact of different items could not be recorded."""
    with pytest.raises(PolicyError, match="answered by yes or no"):
        granting(subsidy(BASIC, project_facts=(FIELDS_JOINED,)))


def test_ceilings_of_another_reading_have_keys_of_their_own():
    """Two of one key could not be told apart."""
    with pytest.raises(PolicyError, match="two different things have this key"):
        granting(
            subsidy(
                BASIC,
                questions=(
                    question("tiers", OtherCeilings((MORE, attrs.evolve(BASIC, key="more")))),
                ),
            )
        )


# --- limits over several years -------------------------------------------------------------------


def test_a_limit_over_several_years_is_edited_in_all_that_it_says():
    """Amount, years and fact, and the whole left out; another fact counts no yen."""
    slips = [
        (slip.text("en").removeprefix("subsidies.grant.cap: "), slip.is_refused)
        for slip in one_slip_edits(limited(limit("cap", 900_000, 3)))
        if slip.place.en == "subsidies.grant.cap"
    ]
    told = "900,000 yen within 3 fiscal years in a row"

    assert slips[:9] == [
        ("limit over several years “limit” left out", False),
        (f"{told} → 899,999 yen", False),
        (f"{told} → 900,001 yen", False),
        (f"{told} → 90,000 yen", False),
        (f"{told} → 9,000,000 yen", False),
        (f"{told} → 2 fiscal years", False),
        (f"{told} → 4 fiscal years", False),
        (f"{told} → in all years", False),
        ("grant paid → neighbours met", True),
    ]
    assert {refused for _, refused in slips[8:]} == {True}


def test_a_limit_of_no_number_of_years_has_none_to_mistake():
    """In all years: only the amount and the fact can be slips."""
    slips = [slip.text("ja") for slip in one_slip_edits(limited(limit("cap", 900_000)))]

    assert "subsidies.grant.cap: 通算900,000円 → 90,000円" in slips
    assert not any("通算900,000円 → 2か年度" in slip for slip in slips)
