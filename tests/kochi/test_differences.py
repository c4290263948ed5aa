"""What hangs on each open reading of the leaflet, for the 29 councils on its own date."""

import pytest

from renkei_model import Record, kochi
from renkei_model.differences import Change, compare, compare_councils
from renkei_model.verdicts import Verdict

BY_KEY = {policy.key: policy for policy in kochi.POLICIES}
LAST_STEP = "solving_to_self_standing"


def read_by(key, councils=kochi.COUNCILS):
    """Compare councils under the default policy and another one."""
    return compare_councils(kochi.POLICY, BY_KEY[key], councils, kochi.REGISTRY_AS_OF)


def last_step(difference):
    """Give the last step's verdicts and the rules by which they differ, with theirs."""
    step = next(step for step in difference.steps if step.transition.key == LAST_STEP)
    rules = [(rule.requirement.key, rule.change, rule.before, rule.after) for rule in step.rules]
    return step.verdicts, rules


# Policy, how many councils are read otherwise, and how many of them in a stage or a whole step.
CONCERNED = """
kochi                          | 0  | 0
kochi_indicators               | 29 | 0
kochi_plan_any                 | 0  | 0
kochi_plan_recognised_required | 29 | 0
kochi_two_of_three             | 29 | 0
kochi_founding_divider         | 0  | 0
"""


@pytest.mark.parametrize("row", CONCERNED.strip().splitlines())
def test_how_many_councils_another_reading_concerns(row):
    """On the leaflet's evidence alone no reading moves a council: it changes what is asked."""
    key, differing, decisive = map(str.strip, row.split("|"))
    differences = read_by(key)

    assert len(differences) == 29
    assert int(differing) == sum(each.differs for each in differences)
    assert int(decisive) == sum(each.is_decisive for each in differences)


def test_every_policy_decides_something_else():
    """No two of the policies that ship are the same under two names."""
    pairs = [(one, other) for one in kochi.POLICIES for other in kochi.POLICIES if one != other]

    assert all(compare(one, other).is_decisive for one, other in pairs)


@pytest.mark.parametrize("number", [6, 9, 18])
def test_a_plan_that_must_be_recognised_leaves_councils_with_a_plan_one_thing_more_to_show(number):
    """Nos. 6, 9 and 18 have a plan; that it was recognised is not in the leaflet, so it is open."""
    difference = read_by("kochi_plan_recognised_required")[number - 1]

    assert number == difference.council.number
    assert last_step(difference) == (
        (Verdict.OPEN, Verdict.OPEN),
        [("plan_recognised", Change.ADDED, None, Verdict.OPEN)],
    )


@pytest.mark.parametrize("number", [6, 9, 18])
def test_a_council_with_a_plan_and_solutions_would_lose_the_last_step(number):
    """Once solutions are recorded, that rule alone turns the last step from met to open."""
    solutions = BY_KEY["kochi"].fact("solutions_considered")
    council = kochi.COUNCILS[number - 1].add(Record(solutions, kochi.REGISTRY_AS_OF))
    (difference,) = read_by("kochi_plan_recognised_required", [council])

    assert difference.is_decisive
    assert last_step(difference) == (
        (Verdict.MET, Verdict.OPEN),
        [("plan_recognised", Change.ADDED, None, Verdict.OPEN)],
    )


def test_by_counts_a_plan_on_record_is_asked_for_no_more():
    """Only for nos. 6, 9 and 18 is nothing freed by it, for they have a plan on record."""
    not_freed = [
        each.council.number
        for each in read_by("kochi_indicators")
        if "plan_drafted" not in [key for key, *_ in last_step(each)[1]]
    ]

    assert not_freed == [6, 9, 18]
