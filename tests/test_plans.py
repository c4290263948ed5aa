"""What plans are evidence of, what they lack, and when they fall due."""

import datetime
from fractions import Fraction

import attrs
import pytest

from invented import LADDER, MEETING, WORKING, day, transition
from invented_grants import (
    AT_WORK,
    BEGUN,
    BEGUN_AGAIN,
    CHECKED,
    GRANTS,
    PLAN_RULE,
    REGISTERED,
    WHOLE,
    WRITTEN,
    council,
    need,
)
from renkei_model.community_plans import CommunityPlan, PlanProject
from renkei_model.conditions import AtLeast
from renkei_model.date_text import parse_span
from renkei_model.dates import FiscalYear, Span
from renkei_model.errors import InvalidValue, UnknownName
from renkei_model.facts import Record
from renkei_model.lifecycle import advance
from renkei_model.plan_evidence import (
    evidence_even_if_lapsed,
    parts_held,
    promotions_of_another_plan,
)
from renkei_model.plans import (
    evidence_in,
    evidence_of,
    plan_records,
    plan_title,
    review,
    term_ends,
)
from renkei_model.provenance import stated
from renkei_model.verdicts import MET, OPEN, UNMET

AS_OF = day("2026-10-01")
FY2025 = FiscalYear(2025)


def found_in(ledger):
    """Give what a ledger holds, as fact and date."""
    return [(record.fact.key, record.on.iso) for record in ledger.records]


# --- evidence ------------------------------------------------------------------------------------

# A plan, and the facts that it is evidence of, with their dates.
EVIDENCE = [
    ({}, []),
    ({"drafting": "2024-06"}, [("plan_begun", "2024-06")]),
    ({"number": 2, "drafting": "2024-06"}, [("plan_begun_again", "2024-06")]),
    ({"drafted": "2025-02"}, [("plan_begun", "2025-02"), ("plan_written", "2025-02")]),
    (
        {"drafting": "2025-02-01", "drafted": "2025-02-01"},
        [("plan_begun", "2025-02-01"), ("plan_written", "2025-02-01")],
    ),
    (
        {"drafting": "2022-06", "drafted": "2025-05"},
        [
            ("plan_begun", "2022-06"),
            ("plan_begun", "2023-04/2024-03"),
            ("plan_begun", "2024-04/2025-03"),
            ("plan_begun", "2025-05"),
            ("plan_written", "2025-05"),
        ],
    ),
    (
        {"drafted": "2025-02", "recognised": "2025-03", "promoted": "2025-04"},
        [
            ("plan_begun", "2025-02"),
            ("plan_written", "2025-02"),
            ("plan_approved", "2025-03"),
            ("plan_at_work", "2025-04"),
        ],
    ),
    (
        {"drafted": "2025-02", "parts": ("roles", "goals", "issues")},
        [("plan_begun", "2025-02"), ("plan_written", "2025-02"), ("plan_whole", "2025-02")],
    ),
    (
        {"drafted": "2025-02", "parts": ("roles", "goals")},
        [("plan_begun", "2025-02"), ("plan_written", "2025-02")],
    ),
    ({"parts": ("roles", "goals", "issues")}, []),
    (
        {"promoted": "2025-04-10"},
        [
            ("plan_begun", "2022-04-10/2025-04-10"),
            ("plan_written", "2022-04-10/2025-04-10"),
            ("plan_at_work", "2025-04-10"),
        ],
    ),
    (
        {"drafting": "2024-06", "recognised": "2025-03", "promoted": "2025-04-10"},
        [
            ("plan_begun", "2024-06"),
            ("plan_begun", "2024-06/2025-03"),
            ("plan_written", "2024-06/2025-03"),
            ("plan_approved", "2025-03"),
            ("plan_at_work", "2025-04-10"),
        ],
    ),
    (
        {"number": 2, "recognised": "2025-03-31"},
        [
            ("plan_begun_again", "2022-03-31/2025-03-31"),
            ("plan_written", "2022-03-31/2025-03-31"),
            ("plan_approved", "2025-03-31"),
        ],
    ),
]


@pytest.mark.parametrize(("parts", "found"), EVIDENCE)
def test_what_a_plan_is_evidence_of(parts, found):
    """Each date tells one fact; a drafted plan with every part is complete, an idea is not."""
    dates = {
        name: parse_span(part) if isinstance(part, str) else part for name, part in parts.items()
    }
    records = plan_records(CommunityPlan(**dates), PLAN_RULE)

    assert found == [(record.fact.key, record.on.iso) for record in records]


def test_the_evidence_of_a_plan_names_its_term_and_keeps_its_basis():
    """A reader finds from which plan a record comes, and who says so; a name may come later."""
    basis = stated()
    named = CommunityPlan(name="みのりの夢", drafted=AS_OF, basis=basis)
    unnamed = CommunityPlan(number=2, drafted=AS_OF)

    assert {record.item for record in plan_records(named, PLAN_RULE)} == {"第1期の計画"}
    assert plan_title(named).ja == "みのりの夢"
    assert {record.basis for record in plan_records(named, PLAN_RULE)} == {basis}
    assert plan_title(unnamed).ja == "第2期の計画"
    assert plan_title(unnamed).en == "the plan of term 2"


def test_evidence_is_the_ledger_and_what_the_plans_say():
    """Plans stand behind the ledger's own records; its statements stay."""
    registered = Record(REGISTERED, AS_OF)
    planned = council(registered, plans=(CommunityPlan(drafted=AS_OF),))
    evidence = evidence_of(planned, GRANTS)

    assert [record.fact for record in evidence.records] == [REGISTERED, BEGUN, WRITTEN]
    assert evidence.complete == planned.ledger.complete
    assert evidence_of(planned, GRANTS) is evidence


def test_a_part_that_names_the_projects_is_held_by_a_plan_with_projects():
    """Whoever filed a plan's projects need not say that it names them."""
    goals = attrs.evolve(PLAN_RULE.parts[1], of_projects=True)
    rule = attrs.evolve(PLAN_RULE, parts=(PLAN_RULE.parts[0], goals))
    project = PlanProject(name="移動支援")

    assert list(parts_held(CommunityPlan(projects=(project,)), rule).values()) == [OPEN, MET]
    assert list(parts_held(CommunityPlan(parts=()), rule).values()) == [UNMET, UNMET]
    whole = CommunityPlan(parts=("issues",), projects=(project,), drafted=AS_OF)
    assert WHOLE in {record.fact for record in plan_records(whole, rule)}


def test_a_city_may_know_fewer_facts_of_plans():
    """Where it knows no renewal, no completeness and no recognition, a plan shows none."""
    few = attrs.evolve(PLAN_RULE.facts, renewing=None, complete=None, recognised=None)
    rule = attrs.evolve(PLAN_RULE, facts=few)
    plan = CommunityPlan(
        number=2,
        drafted=AS_OF,
        recognised=AS_OF,
        promoted=AS_OF,
        parts=("issues", "goals", "roles"),
    )

    assert [record.fact for record in plan_records(plan, rule)] == [WRITTEN, AT_WORK]


def test_a_step_may_rest_on_what_a_plan_is_evidence_of():
    """A plan that was adopted carries a step that asks for one, though no line says so."""
    asks_for_a_plan = transition(
        "meeting_to_working", MEETING, WORKING, need("written", AtLeast(WRITTEN))
    )
    policy = attrs.evolve(GRANTS, stages=(MEETING, WORKING), transitions=(asks_for_a_plan,))
    planned = council(plans=(CommunityPlan(drafted=day("2025-02-01")),), checked=None)
    (step,) = advance(planned, policy, AS_OF).history

    assert [(record.fact, record.on.iso) for record in step.rests_on] == [(WRITTEN, "2025-02-01")]


# The dates of a plan, and what they are evidence of: each within what the others leave open.
TIGHTENED = [
    (
        {"drafted": "2023-03-01/2023-05-31", "promoted": "2023-02-01/2023-03-15"},
        {"plan_written": ["2023-03-01/2023-03-15"], "plan_at_work": ["2023-03-01/2023-03-15"]},
    ),
    (
        {"drafted": "2023-03-01/2023-05-31", "recognised": "2023-02-01/2023-03-15"},
        {"plan_written": ["2023-03-01/2023-03-15"], "plan_approved": ["2023-03-01/2023-03-15"]},
    ),
    (
        {"drafting": "2023-03-01", "drafted": "2023-01-01/2023-05-31", "promoted": "2023年"},
        {"plan_written": ["2023-03/2023-05"], "plan_at_work": ["2023-03/2023-12"]},
    ),
    (
        {"drafting": "2023年", "promoted": "2023-04-10"},
        {"plan_written": ["2023-01-01/2023-04-10"], "plan_at_work": ["2023-04-10"]},
    ),
]


@pytest.mark.parametrize(("dates", "told"), TIGHTENED)
def test_the_dates_of_a_plan_narrow_each_other(dates, told):
    """It is drafted once work on it began, and recognised and promoted once it is drafted."""
    plan = CommunityPlan(**{name: parse_span(on) for name, on in dates.items()})
    found = {}
    for record in plan_records(plan, PLAN_RULE):
        if record.fact != BEGUN:
            found.setdefault(record.fact.key, []).append(record.on.iso)

    assert found == told


# When work on a plan began and ended, and the days that tell of each fiscal year.
IN_THE_MAKING = [
    ("2020-04-01/2022-03-31", "2022-05-01", "2020-04/2022-03 2021-04/2022-03 2022-05-01"),
    ("2020-06-01", "2022-03-01/2022-06-01", "2020-06-01 2021-04/2022-03 2022-03-01/2022-06-01"),
    ("2020-06-01", "2022-06-01", "2020-06-01 2021-04/2022-03 2022-06-01"),
    ("2021-06-01", "2021-09", "2021-06-01 2021-09"),
    (
        "2020-06-01/2021-08-31",
        "2021-10-01/2022-06-30",
        "2020-06/2021-08 2021-04/2022-03 2021-10/2022-06",
    ),
    (
        "2020-06-01/2021-08-31",
        "2021-10-01/2022-01-31",
        "2020-06/2021-08 2021-10/2022-01",
    ),
    ("2020-06/2022-06", "2020-06/2022-06", "2020-06/2022-06"),
    ("2021-08-31", None, "2021-08-31"),
]


@pytest.mark.parametrize(("begun", "ended", "told"), IN_THE_MAKING)
def test_a_plan_was_in_the_making_in_every_year_that_surely_saw_it(begun, ended, told):
    """A year between its ends counts, and one in which it was begun or drafted at the latest."""
    plan = CommunityPlan(drafting=parse_span(begun), drafted=ended and parse_span(ended))
    records = plan_records(plan, PLAN_RULE)

    assert " ".join(record.on.iso for record in records if record.fact == BEGUN) == told


def test_without_plans_or_without_a_rule_the_evidence_is_the_ledger():
    """A policy that says nothing of plans reads none."""
    planned = council(plans=(CommunityPlan(drafted=AS_OF),))

    assert evidence_of(council(), GRANTS) == council().ledger
    assert evidence_of(planned, LADDER) == planned.ledger
    assert evidence_in(planned, LADDER, FY2025) == (planned.ledger, planned.ledger)


# --- plans whose term is over --------------------------------------------------------------------

# When a plan was drafted, or its term; whether it counts surely, and possibly, in fiscal 2025.
IN_FORCE = [
    ({"drafted": "2022-03-31"}, False, False),
    ({"drafted": "2022-04-01"}, False, False),
    ({"drafted": "2022-04-02"}, True, True),
    ({"drafted": "2022-04"}, False, True),
    ({"drafted": "2022-04-01", "term": "2022-04-01/2025-03-31"}, False, False),
    ({"promoted": "2024-04"}, False, True),
    ({"promoted": "2024-04", "term": "2024-04/2027-03"}, True, True),
    ({"promoted": "2022-03-31"}, False, False),
    ({"drafted": "2022-03"}, False, False),
    ({"drafted": "2022-03-15/2022-04-15"}, False, True),
    ({"drafted": "2021-04", "term": "2021-04/2025-03"}, False, False),
    ({"drafted": "2021-04", "term": "2021-04-01/2025-04-01"}, True, True),
    ({"drafted": "2024-04"}, True, True),
]


@pytest.mark.parametrize(("parts", "surely", "possibly"), IN_FORCE)
def test_a_plan_counts_in_a_year_that_begins_within_its_term(parts, surely, possibly):
    """It counts surely if its term surely reaches 1 April, and possibly if it may."""
    plan = CommunityPlan(**{name: parse_span(part) for name, part in parts.items()})
    sure, possible = evidence_in(council(plans=(plan,)), GRANTS, FY2025)

    assert (bool(sure.of(WRITTEN)), bool(possible.of(WRITTEN))) == (surely, possibly)


def test_what_is_drafted_does_not_lapse():
    """That a plan was being drafted stays what it was, however long ago."""
    old = CommunityPlan(drafting=day("2015-06-01"), drafted=day("2016-02-01"))
    sure, _ = evidence_in(council(plans=(old,)), GRANTS, FY2025)

    assert found_in(sure) == [("plan_begun", "2015-06-01"), ("plan_begun", "2016-02-01")]


def test_a_record_without_its_plan_lasts_as_long_as_a_plan_does():
    """A ledger that says only "drafted in 2021" is read as a plan of about three years."""
    filed = council(
        Record(REGISTERED, day("2015-01-01")),
        Record(WRITTEN, day("2021-06-01")),
        Record(WRITTEN, Span(day("2022-01-01"), day("2022-12-31"))),
        Record(AT_WORK, day("2024-06-01")),
        Record(BEGUN_AGAIN, day("2015-01-01")),
    )
    sure, possible = evidence_in(filed, GRANTS, FY2025)

    assert [record.fact for record in sure.records] == [REGISTERED, BEGUN_AGAIN]
    assert [record.fact for record in possible.records] == [
        REGISTERED,
        WRITTEN,
        AT_WORK,
        BEGUN_AGAIN,
    ]


# Promotions and draftings that stand in the ledger itself; whether the promotion surely counts, and
# whether it would if a plan whose term is over counted too.
PROMOTED = [
    ("2024-05", ["2024-06"], False, False),
    ("2024-06", ["2024-06"], True, True),
    ("2024-05", ["2024-06", "2023-09"], True, True),
    ("2024-05", [], False, True),
    ("2024-05-10/2024-06-10", ["2024-06"], False, True),
]


@pytest.mark.parametrize(("promoted", "drafted", "surely", "lapsed"), PROMOTED)
def test_a_promotion_before_every_drafting_is_of_another_plan(promoted, drafted, surely, lapsed):
    """Nobody can tell whether that other plan is in force, so it may count and does not surely."""
    filed = council(
        Record(AT_WORK, parse_span(promoted)),
        *(Record(WRITTEN, parse_span(on)) for on in drafted),
    )
    sure, possible = evidence_in(filed, GRANTS, FY2025)
    lapsed_too = evidence_even_if_lapsed(filed, GRANTS)

    assert (bool(sure.of(AT_WORK)), bool(possible.of(AT_WORK))) == (surely, True)
    assert (bool(lapsed_too[0].of(AT_WORK)), bool(lapsed_too[1].of(AT_WORK))) == (lapsed, True)
    assert sure.complete == filed.ledger.complete
    assert promotions_of_another_plan(filed, LADDER) == ()


# Draftings and a promotion in the ledger itself, the drafting of a plan, whether it is confirmed
# that no other plan was drafted; whether the promotion counts surely, and possibly, in fiscal 2025.
OF_WHICH_PLAN = [
    (["2020-05"], "2022-06", None, True, False, False),
    (["2020-05"], "2022-06", None, False, False, True),
    (["2020-05", "2022-05"], "2022-06", None, True, True, True),
    (["2020-05", "2022-05/2022-07"], "2022-06", None, True, False, True),
    (["2020-05", "2022-07"], "2022-06", None, True, False, False),
    (["2020-05"], "2022-06", "2024-10", True, False, False),
    ([], "2022-06", "2022-05", True, True, True),
    ([], "2022-06", "2020-05", True, False, False),
    ([], "2022-06", None, True, False, True),
    (["2018-05"], "2024-06", None, True, False, False),
]


@pytest.mark.parametrize(
    ("drafted", "promoted", "planned", "confirmed", "surely", "possibly"), OF_WHICH_PLAN
)
def test_what_stands_in_the_ledger_itself_is_of_the_plan_that_was_drafted_last(
    drafted, promoted, planned, confirmed, surely, possibly
):
    """Its term begins with the last drafting by then; where that is open, so is the term."""
    plan = CommunityPlan(drafted=planned and parse_span(planned))
    filed = council(
        Record(AT_WORK, parse_span(promoted)),
        *(Record(WRITTEN, parse_span(on)) for on in drafted),
        plans=(plan,),
        checked=CHECKED if confirmed else None,
    )
    sure, possible = evidence_in(filed, GRANTS, FY2025)

    assert (bool(sure.of(AT_WORK)), bool(possible.of(AT_WORK))) == (surely, possibly)


def test_a_plan_that_is_not_drafted_yet_has_no_term_that_could_be_over():
    """Parts and beginnings of a plan under way count in every year."""
    begun = CommunityPlan(drafting=day("2015-06-01"))
    sure, possible = evidence_in(council(plans=(begun,)), GRANTS, FY2025)

    assert found_in(sure) == found_in(possible) == [("plan_begun", "2015-06-01")]


@pytest.mark.parametrize(
    ("parts", "ends"),
    [
        ({}, None),
        ({"term": "2020-04/2025-03"}, "2025-03-31"),
        ({"drafted": "2022-05-10"}, "2025-05-09"),
        ({"drafted": "2022-04-01"}, "2025-03-31"),
        ({"drafted": "2022-05"}, "2025-04-30/2025-05-30"),
        ({"promoted": "2022-05-10"}, "2022-05-09/2025-05-09"),
        ({"drafted": "2020-02-29"}, "2023-02-28"),
        ({"drafted": "2022-05-10", "term": "2022-06/2027-05"}, "2027-05-31"),
    ],
)
def test_when_a_term_ends(parts, ends):
    """As the plan says, or after three years from its drafting; else nobody can tell."""
    plan = CommunityPlan(**{name: parse_span(part) for name, part in parts.items()})
    end = term_ends(plan, PLAN_RULE)

    assert (None if end is None else end.iso) == ends


def test_a_term_that_the_calendar_cannot_hold_ends_with_it():
    """A plan of the last years of the calendar never ends before it begins."""
    plan = CommunityPlan(drafted=datetime.date(9998, 1, 1))

    assert term_ends(plan, PLAN_RULE) == Span.day(datetime.date.max)


# --- reviews -------------------------------------------------------------------------------------


def test_a_review_names_the_parts_that_are_missing():
    """Missing parts come in the rule's order; where nobody looked, nothing is said."""
    looked = CommunityPlan(parts=("goals",))

    assert [part.key for part in review(looked, GRANTS, AS_OF).missing] == ["issues", "roles"]
    assert review(CommunityPlan(), GRANTS, AS_OF).missing is None
    assert review(CommunityPlan(parts=("roles", "issues", "goals")), GRANTS, AS_OF).missing == ()


def test_parts_that_are_not_named_are_missing_only_where_all_were_looked_for():
    """As long as the list of parts may go on, none of the others is called missing."""
    some = review(CommunityPlan(parts=("goals",), parts_complete=False), GRANTS, AS_OF)
    every = review(
        CommunityPlan(parts=("roles", "issues", "goals"), parts_complete=False), GRANTS, AS_OF
    )

    assert (some.missing, list(some.held.values())) == (None, [OPEN, MET, OPEN])
    assert every.missing == ()


def test_a_part_that_the_rule_does_not_have_is_refused():
    """A slip of the pen in a part learns the nearest one."""
    with pytest.raises(UnknownName) as refusal:
        review(CommunityPlan(parts=("goals", "goal")), GRANTS, AS_OF)

    assert refusal.value.explain("ja") == (
        "計画の内容「goal」はありません。「goals」ではありませんか。"
        "使えるのは issues, goals, roles です。"
    )
    assert refusal.value.explain("en") == (
        "unknown part of a plan 'goal'. Did you mean 'goals'? Known: issues, goals, roles."
    )


# How many projects are soft, hard and not recorded; surely and possibly soft; mainly soft?
SOFT = [
    (0, 0, 0, (0, 0), OPEN),
    (2, 1, 0, (2, 2), MET),
    (1, 1, 0, (1, 1), UNMET),
    (1, 2, 0, (1, 1), UNMET),
    (0, 0, 3, (0, 3), OPEN),
    (2, 1, 1, (2, 3), OPEN),
    (3, 1, 1, (3, 4), MET),
    (1, 3, 1, (1, 2), UNMET),
]


@pytest.mark.parametrize(("soft", "hard", "unrecorded", "counted", "verdict"), SOFT)
def test_soft_projects_are_the_main_part_when_more_than_half(
    soft, hard, unrecorded, counted, verdict
):
    """Half is not enough, and projects of which nobody recorded it may be either."""
    kinds = [True] * soft + [False] * hard + [None] * unrecorded
    projects = tuple(PlanProject(name="催し", soft=kind) for kind in kinds)
    read = review(CommunityPlan(projects=projects), GRANTS, AS_OF)

    assert (read.soft, read.mainly_soft) == (counted, verdict)


@pytest.mark.parametrize(
    ("drafted", "renewal", "over"),
    [
        (None, None, OPEN),
        ("2023-05-10", ("FY2026", "FY2026"), MET),
        ("2023-10-02", ("FY2026", "FY2026"), UNMET),
        ("2023-10-01", ("FY2026", "FY2026"), MET),
        ("2023-09-15/2023-10-15", ("FY2026", "FY2026"), OPEN),
        ("2023-03-15/2023-04-15", ("FY2025", "FY2026"), MET),
        ("2025-05", ("FY2028", "FY2028"), UNMET),
    ],
)
def test_when_a_renewal_falls_due(drafted, renewal, over):
    """A renewal falls due in the fiscal year in which the term ends; its last day still counts."""
    plan = CommunityPlan(drafted=None if drafted is None else parse_span(drafted))
    read = review(plan, GRANTS, AS_OF)
    years = read.renewal and tuple(year.text("en") for year in read.renewal)

    assert (years, read.is_over) == (renewal, over)


@pytest.mark.parametrize(
    ("parts", "drafted", "verdict"),
    [
        (("issues", "goals", "roles"), "2025-05", MET),
        (("issues", "goals"), "2025-05", UNMET),
        (("issues", "goals", "roles"), "2021-05", UNMET),
        (None, "2021-05", UNMET),
        (None, "2025-05", OPEN),
        (("issues", "goals", "roles"), "2023-09-15/2023-10-15", OPEN),
        (("issues", "goals", "roles"), None, OPEN),
    ],
    ids=["whole", "a part less", "over", "over and unseen", "unseen", "may be over", "undated"],
)
def test_a_plan_is_in_order_when_it_is_whole_and_its_term_is_not_over(parts, drafted, verdict):
    """What lacks a part or is over is not in order; where nobody looked, nobody can say."""
    plan = CommunityPlan(parts=parts, drafted=drafted and parse_span(drafted))

    assert review(plan, GRANTS, AS_OF).verdict is verdict


@pytest.mark.parametrize(
    ("dates", "begun", "later"),
    [
        ({"term": "2027-04/2030-03", "drafted": "2026-03"}, UNMET, []),
        ({"term": "2026-10-01/2030-03-31"}, MET, []),
        ({"drafted": "2026-11", "drafting": "2026-03"}, UNMET, ["drafted"]),
        ({"drafted": "2026-09-15/2026-10-15", "promoted": "2027-04"}, OPEN, ["promoted"]),
        ({"drafted": "2026-10-01", "recognised": "2026-10-02"}, MET, ["recognised"]),
        ({"drafting": "2026-12"}, OPEN, ["drafting begins"]),
    ],
)
def test_a_review_tells_what_lies_after_the_day_that_is_judged(dates, begun, later):
    """A term that has not begun does not go on, and dates that are to come are named."""
    plan = CommunityPlan(**{name: parse_span(on) for name, on in dates.items()})
    read = review(plan, GRANTS, AS_OF)

    assert (read.is_begun, [name.en for name, _ in read.later]) == (begun, later)


def test_a_city_that_says_nothing_of_soft_projects_leaves_it_open():
    """Without a share nobody says what the main part of a plan is."""
    silent = attrs.evolve(PLAN_RULE, soft_share=None, soft_basis=None)
    policy = attrs.evolve(GRANTS, plan_rule=silent)
    read = review(CommunityPlan(projects=(PlanProject(name="催し", soft=True),)), policy, AS_OF)

    assert (read.soft, read.mainly_soft) == ((1, 1), OPEN)
    assert "soft projects" not in read.explain("en")


def test_a_policy_without_a_rule_of_plans_cannot_review_one():
    """Whoever asks learns which policies can."""
    with pytest.raises(InvalidValue) as refusal:
        review(CommunityPlan(), LADDER, AS_OF)

    assert refusal.value.explain("ja") == (
        "policy: 基準 minori に計画の定めがありません。plan_rule のある基準を渡してください。"
    )
    assert refusal.value.explain("en") == (
        "policy: minori has no plan rule; give a policy with a plan_rule."
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("plan", GRANTS, AS_OF), "plan: 'plan' is no CommunityPlan"),
        ((CommunityPlan(), "minori", AS_OF), "policy: 'minori' is no Policy"),
        ((CommunityPlan(), GRANTS, "2026"), "as_of: '2026' is not a day"),
    ],
)
def test_what_cannot_be_reviewed_is_refused(arguments, sentence):
    """Arguments of another kind say what to give."""
    with pytest.raises(InvalidValue, match=f"^{sentence}"):
        review(*arguments)


def test_another_share_is_another_main_part():
    """A city may ask for more than two thirds."""
    strict = attrs.evolve(GRANTS, plan_rule=attrs.evolve(PLAN_RULE, soft_share=Fraction(2, 3)))
    projects = tuple(PlanProject(name="催し", soft=kind) for kind in (True, True, False))

    assert review(CommunityPlan(projects=projects), GRANTS, CHECKED).mainly_soft is MET
    assert review(CommunityPlan(projects=projects), strict, CHECKED).mainly_soft is UNMET
