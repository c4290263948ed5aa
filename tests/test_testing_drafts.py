"""Drafts of boundary cases: what they hold, and that they are headed as drafts."""

import functools

import attrs
import hoshigaoka
import minato
import pytest

from renkei_model import kochi
from renkei_model.conditions import AllOf, AtLeast, Unspecified
from renkei_model.dates import Span
from renkei_model.errors import InvalidValue
from renkei_model.facts import Completeness, Record
from renkei_model.testing import (
    DRAFT,
    boundary_cases,
    boundary_cases_in_python,
    one_slip_edits,
    unnoticed_edits,
)
from renkei_model.wording import Wording

CITIES = (kochi.POLICY, kochi.INDICATOR_POLICY, hoshigaoka.POLICY, minato.POLICY)
POLICIES = pytest.mark.parametrize("policy", CITIES, ids=lambda policy: policy.key)


@functools.cache
def drafted_for(policy):
    """Draft the cases of a policy, once for all tests."""
    return boundary_cases(policy)


def guards(policy):
    """Give a policy that only guards its steps."""
    return attrs.evolve(policy, subsidies=(), plan_rule=None)


@POLICIES
def test_a_draft_says_what_the_policy_decides_today(policy):
    """Whoever reviews a draft reads the answers of the model, for better or worse."""
    drafted = drafted_for(policy)

    assert [case for case in drafted if case.given_by(policy) != case] == []
    assert len({case.council for case in drafted}) == len(drafted)
    assert [case.name for case in drafted if " / " not in case.name] == []


@pytest.mark.parametrize("policy", CITIES[:3], ids=lambda policy: policy.key)
def test_a_draft_notices_every_slip_where_that_is_cheap(policy):
    """Of most policies nothing is left for a person to add, and all to review."""
    slips = unnoticed_edits(guards(policy), drafted_for(policy))

    assert [slip.text("en") for slip in slips] == []


def test_a_draft_may_leave_slips_that_nobody_notices():
    """Of soft numbers, of which a fact is asked for twice at once, some are left to a person."""
    policy = guards(minato.POLICY)
    left = unnoticed_edits(policy, drafted_for(minato.POLICY))

    assert 0 < len(left) < len(list(one_slip_edits(policy))) / 50


def test_just_below_and_just_at_a_threshold_the_step_is_closed_and_open():
    """Of each leaf one case lacks it and one has it, and the step of its stage follows it."""
    below, enough, *_ = drafted_for(kochi.POLICY)

    assert below.name.endswith("not enough by one")
    assert enough.name.endswith("just enough")
    assert (below.enters, enough.enters) == ((), ("acquaintance",))


@POLICIES
def test_a_draft_in_python_gives_the_same_cases(policy):
    """What is written to be reviewed can be imported, and is headed as a draft in ja and en."""
    drafted = drafted_for(policy)
    text = boundary_cases_in_python(policy, drafted)
    module = {}
    exec(compile(text, "draft.py", "exec"), module)  # noqa: S102 - what was just written

    assert module["cases"](policy) == drafted
    assert DRAFT.ja in text.splitlines()[0]
    assert DRAFT.en in text.splitlines()[2]


def test_every_part_of_a_case_is_written_in_python():
    """Spans, quotation marks and what a case does not look at come through."""
    case, *_ = drafted_for(kochi.POLICY)
    fact = kochi.FACTS[0]
    entries = Record(fact, Span.month(2024, 4)), Completeness(fact, case.on, since=case.on)
    case = attrs.evolve(
        case, name='a "case"', council=case.council.add(*entries), enters=None, must=("a", "b")
    )
    module = {}
    exec(boundary_cases_in_python(kochi.POLICY, [case]), module)  # noqa: S102 - as above

    assert module["cases"](kochi.POLICY) == (case,)


def policy_asking(condition):
    """Give Kochi's policy with another condition of its first requirement."""
    need = attrs.evolve(kochi.POLICY.requirements[0], condition=condition)
    first = kochi.POLICY.transitions[0].key
    return kochi.POLICY.variant(key="asking", title=Wording("別", "other"), guards={first: [need]})


def test_what_is_not_spelt_out_decides_nothing():
    """A rule left open has no threshold; what is asked for beside it has."""
    fact = kochi.FACTS[0]
    left_open = Unspecified(Wording("定めがない", "not said"))
    drafted = boundary_cases(policy_asking(AllOf(AtLeast(fact, n=2), left_open)))

    assert drafted[0].council.ledger.records[0].count == 1
    assert drafted[1].council.ledger.records[0].count == 2


def test_a_requirement_of_very_many_leaves_is_left_to_a_person():
    """Where trying every leaf would take too long, no case at its threshold is drafted."""
    fact = kochi.FACTS[0]
    wording = kochi.POLICY.requirements[0].wording.ja
    many = AllOf(*(AtLeast(fact, n=n) for n in range(1, 15)))
    drafted = boundary_cases(policy_asking(many))

    assert [case.name for case in drafted if case.name.startswith(wording)] == []


def test_something_else_is_refused():
    """A draft of no policy, or of no cases, says so."""
    with pytest.raises(InvalidValue):
        boundary_cases("kochi")
    with pytest.raises(InvalidValue):
        boundary_cases_in_python(kochi.POLICY, ["a case"])
