"""Ceilings of subsidies: the smallest ledger of each is a council that really gets it."""

import datetime

import attrs
import pytest
from hypothesis import given

from granting_strategies import granting_policies
from invented_grants import BASIC, GRANT, WRITTEN_BEFORE, ceiling
from renkei_model import kochi
from renkei_model.dates import FiscalYear
from renkei_model.exploration.examples import exemplify
from renkei_model.exploration.grants import ceilings_read, granted, world_of_rule
from renkei_model.subsidies import subsidy_range

YEAR = FiscalYear(2024)
ON = datetime.date(2025, 3, 31)


def _gets(policy, rule, example):
    """Give the keys of the ceilings that a council with this ledger may get."""
    read = subsidy_range(example.council(), policy, rule, YEAR, as_of=ON)
    return {each.ceiling.key for each in read.reached}


@given(granting_policies(questions=False))
def test_smallest_ledgers_get_the_ceilings_that_they_stand_for(policy):
    """The library grants them, surely or possibly; where there is none, nothing spelt out does."""
    for rule in policy.subsidies:
        for read in ceilings_read(rule):
            if read.smallest is not None:
                example = exemplify(read.smallest, policy.facts, ON)
                assert read.ceiling.key in _gets(policy, rule, example)
            assert read.question == ""


@given(granting_policies(questions=False))
def test_where_no_council_is_said_to_get_a_ceiling_none_does(policy):
    """Of all ledgers that the subsidy can tell apart, none gets it, and each gets one at most."""
    for rule in policy.subsidies:
        world = world_of_rule(rule)
        if world.number() > 200:
            continue
        got = set()
        for point in world.points():
            got |= _gets(policy, rule, exemplify(point, policy.facts, ON))
        assert got == {
            read.ceiling.key for read in ceilings_read(rule) if read.smallest is not None
        }


def test_ceilings_are_tried_one_after_another():
    """The first that is met applies; the last applies where no other does."""
    world = world_of_rule(GRANT)
    (first, tried, applies), (last, left, rest) = granted(world, GRANT, GRANT.ceilings)
    made = world.decisions

    assert (first.key, last.key) == ("planned", "basic")
    assert made.either(applies, rest) == tried
    assert (
        made.both(applies, rest)
        == made.both(applies, left)
        == made.both(applies, made.opposite(tried))
    )
    assert left == rest


def test_each_reading_has_its_ceilings():
    """Those of the rule, and those of the open question that has others."""
    assert [
        (read.question, read.ceiling.key, read.smallest.records, len(read.pairs))
        for read in ceilings_read(GRANT)
    ] == [
        ("", "planned", 3, 2),
        ("", "basic", 1, 0),
        ("writing_alone", "written", 2, 1),
        ("writing_alone", "basic", 1, 0),
    ]
    twice = attrs.evolve(
        GRANT,
        ceilings=(ceiling("one", 9, WRITTEN_BEFORE), ceiling("other", 8, WRITTEN_BEFORE), BASIC),
    )
    assert [read.smallest is None for read in ceilings_read(twice)][:3] == [False, True, False]


@pytest.mark.parametrize("policy", [kochi.POLICY, kochi.INDICATOR_POLICY])
def test_every_ceiling_of_kochi_applies_to_some_council(policy):
    """And each of its conditions decides something."""
    for rule in policy.subsidies:
        for read in ceilings_read(rule):
            assert read.smallest is not None
            assert not any(pair.is_redundant for pair in read.pairs)
