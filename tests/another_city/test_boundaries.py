"""The boundary tables of the two invented cities.

Together with the cases of `test_grants.py` they must notice every slip of the pen. They are read
like Kochi's (`../kochi/boundaries/README.md`), with columns for what a ladder does not need:
recorded steps, the stages that one step may enter (of which those that progress enters), and the
steps that must be taken.
"""

import pathlib
from itertools import islice

import attrs
import hoshigaoka
import minato
import pytest

from boundary_tables import cases, needed, rows
from renkei_model.slips import one_slip_edits

TABLES = pathlib.Path(__file__).parent / "boundaries"
CITIES = (hoshigaoka.POLICY, minato.POLICY)
POLICIES = pytest.mark.parametrize("policy", CITIES, ids=lambda policy: policy.key)
CASES = [
    pytest.param(policy, case, id=f"{policy.key}: {case.name}")
    for policy in CITIES
    for case in cases(policy, TABLES)
]


def _guards(policy):
    """Give a policy that only guards its steps; its grant has a table of its own."""
    return attrs.evolve(policy, subsidies=())


@POLICIES
def test_the_headings_name_every_requirement(policy):
    """A reader finds each sign under a word of its own, step by step."""
    headings = [heading for heading in rows(policy, TABLES)[0] if "→" in heading]
    words = [len(heading.split("：")[1].split("／")) for heading in headings]

    assert words == [len(way.requirements) for way in policy.transitions]


@pytest.mark.parametrize(("policy", "case"), CASES)
def test_the_policy_decides_every_case_as_it_was_written(policy, case):
    """What the table expects of a council is what the library says."""
    assert case == case.given_by(policy)


@POLICIES
def test_no_row_is_there_without_need(policy):
    """A row without a reason of its own notices a slip that no other such row notices."""
    reviewed = needed(policy, TABLES)
    noticing = [
        list(islice((case.name for case in reviewed if case.notices(slip.outcome)), 2))
        for slip in one_slip_edits(_guards(policy))
        if not slip.is_refused
    ]
    alone = {names[0] for names in noticing if len(names) == 1}

    assert [case.name for case in reviewed if case.name not in alone] == []
