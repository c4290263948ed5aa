"""What is said of subsidies, projects and plans as plain values: the keys that programs read."""

import attrs

from invented import COMPLAINTS, day
from invented_grants import (
    FESTIVAL,
    GRANT,
    GRANTS,
    OPEN_TO_ALL,
    PAID_ELSEWHERE,
    PLAN_RULE,
    REGISTERED,
    START,
    WRITTEN,
    council,
)
from renkei_model.community_plans import CommunityPlan
from renkei_model.dates import FiscalYear
from renkei_model.facts import Record
from renkei_model.interchange.subsidy_readings import plain_plans, plain_project, plain_subsidy
from renkei_model.plans import review
from renkei_model.projects import assess_project
from renkei_model.subsidies import subsidy_range

AS_OF = day("2027-03-31")
LONG_AGO = Record(REGISTERED, day("2020-04-01"))


def test_a_subsidy_tells_what_each_other_reading_gives_and_what_did_not_count():
    """A flag says in a word whether it grants less or more; later records are named and counted."""
    who = council(
        LONG_AGO,
        Record(WRITTEN, day("2025-05-01")),
        Record(COMPLAINTS, day("2028-01-01")),
        districts=("川北", "川南"),
    )
    plain = plain_subsidy(subsidy_range(who, GRANTS, "grant", FiscalYear(2024), AS_OF), "en")

    assert [(flag["key"], flag["gives"]) for flag in plain["flags"]] == [
        ("districts", "more"),
        ("paid_when", None),
    ]
    assert plain["later_records"] == 1
    assert plain["records_beyond_the_year"] == {"number": 1, "facts": ["plan_written"]}


def test_a_project_tells_what_may_be_paid_and_what_was_not_asked():
    """The reading alone is enough: it knows its policy, and who asks what the subsidy does not."""
    paid = plain_project(assess_project(FESTIVAL, GRANTS, GRANT), "ja")
    not_asked = plain_project(assess_project(FESTIVAL, GRANTS, START), "ja")

    assert paid["payable"] == {"least": 150_000, "most": 150_000}
    assert paid["policy"]["fingerprint"] == GRANTS.fingerprint
    assert paid["unread_facts"] == []
    assert not_asked["unread_facts"] == [
        {"key": OPEN_TO_ALL.key, "asked_by": ["grant"]},
        {"key": PAID_ELSEWHERE.key, "asked_by": ["grant"]},
    ]


def test_a_plan_tells_its_verdict_and_on_what_its_end_and_its_share_rest():
    """A term that is counted is about so long, by a basis; a written one needs none."""
    counted = CommunityPlan(drafted=day("2025-05-10"), parts=("goals",), parts_complete=False)
    written = CommunityPlan(number=2, term=FiscalYear(2028).span)
    who = council(plans=(counted, written))
    one, other = plain_plans(
        who, [review(plan, GRANTS, AS_OF) for plan in who.plans], GRANTS, "en"
    )["plans"]

    assert (one["ends"], one["ends_about"], one["ends_basis"]["kind"]) == (
        "2028-05-09",
        True,
        "stated",
    )
    assert (one["verdict"], one["missing"], one["begun"]) == ("open", None, "met")
    assert one["parts"] == {"issues": "open", "goals": "met", "roles": "open"}
    assert (one["soft_share"], one["soft_basis"]["kind"]) == ("1/2", "assumed")
    assert (other["ends_about"], other["ends_basis"], other["begun"]) == (False, None, "unmet")


def test_a_city_that_says_nothing_of_soft_projects_has_no_share():
    """Nothing is made up for what the city leaves out."""
    silent = attrs.evolve(PLAN_RULE, soft_share=None, soft_basis=None)
    policy = attrs.evolve(GRANTS, plan_rule=silent)
    (plan,) = plain_plans(council(), [review(CommunityPlan(), policy, AS_OF)], policy, "en")[
        "plans"
    ]

    assert (plan["soft_share"], plan["soft_basis"]) == (None, None)
