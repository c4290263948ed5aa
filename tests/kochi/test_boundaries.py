"""The boundary tables of Kochi's policies: reviewed cases that must notice every slip of the pen.

Each table in `boundaries/` is of one policy. Its expected columns are written by hand, from the
leaflet's development model and from what the policy says of itself, and never from an answer of
the library. How to read a row stands in `boundaries/README.md`, for those who review the tables.
"""

import attrs
import pytest

from boundary_tables import TABLES, cases, needed, rows
from renkei_model import kochi
from renkei_model.slips import one_slip_edits, unnoticed_edits

POLICIES = pytest.mark.parametrize("policy", kochi.POLICIES, ids=lambda policy: policy.key)


def _guards(policy):
    """Give a policy that only guards its steps; subsidies and plans have tables of their own."""
    return attrs.evolve(policy, subsidies=(), plan_rule=None)


CASES = [
    pytest.param(policy, case, id=f"{policy.key}: {case.name}")
    for policy in kochi.POLICIES
    for case in cases(policy)
]


def test_every_policy_has_its_table():
    """No policy ships without boundary cases, and no table is left of one that is gone."""
    tables = sorted(path.stem for path in TABLES.glob("*.csv"))

    assert sorted(policy.key for policy in kochi.POLICIES) == tables


def test_every_table_opens_in_a_spreadsheet():
    """A spreadsheet takes a CSV file for Japanese only if it begins with a byte order mark."""
    without = [
        path.name
        for path in TABLES.glob("*.csv")
        if not path.read_bytes().startswith(b"\xef\xbb\xbf")
    ]

    assert without == []


@POLICIES
def test_the_headings_name_every_requirement(policy):
    """A reader finds each sign under a word of its own, step by step."""
    headings = [heading for heading in rows(policy)[0] if "→" in heading]
    words = [len(heading.split("：")[1].split("／")) for heading in headings]

    assert words == [len(way.requirements) for way in policy.transitions]


@pytest.mark.parametrize(("policy", "case"), CASES)
def test_the_policy_decides_every_case_as_it_was_written(policy, case):
    """What the table expects of a council is what the library says."""
    assert case == case.given_by(policy)


@POLICIES
def test_every_slip_of_the_pen_is_noticed(policy):
    """No number, name or word of a guard can change without a case that says so."""
    unnoticed = [slip.text("ja") for slip in unnoticed_edits(_guards(policy), needed(policy))]

    assert "\n".join(unnoticed) == ""


@POLICIES
def test_no_row_is_there_without_need(policy):
    """A row without a reason of its own notices a slip that no other such row notices."""
    reviewed = needed(policy)
    noticing = [
        [case.name for case in reviewed if case.notices(slip.outcome)]
        for slip in one_slip_edits(_guards(policy))
        if not slip.is_refused
    ]
    alone = {names[0] for names in noticing if len(names) == 1}

    assert [case.name for case in reviewed if case.name not in alone] == []
