"""Columns against the verdicts of one council at a time."""

import itertools

import attrs
import numpy
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from invented import AWARE, FACTS, LADDER, MEETING, WORKING, transition
from renkei_model.columns import CountColumns, judge_columns
from renkei_model.columns.counts import things_counted
from renkei_model.conditions import AtLeast, SomeOf
from renkei_model.testing import councils, days, histories, laws, policies, roundabouts


@st.composite
def crowds(draw):
    """Draw a policy that counts something, and several councils under it."""
    if draw(st.booleans()):
        policy, council = draw(roundabouts())
        return policy, [council, draw(councils(policy))]
    policy = draw(policies())
    assume(things_counted(policy))
    return policy, draw(st.lists(councils(policy) | histories(policy), max_size=3))


@given(crowds(), days(), st.sampled_from([numpy.array, None]))
def test_columns_equal_scalars(crowd, on, array):
    """Every requirement and transition has the verdict that each council has by itself."""
    policy, them = crowd
    made_by = {} if array is None else {"array": array}

    laws.columns_equal_scalars(them, policy, on, **made_by)


@given(policies().filter(things_counted), st.data())
def test_a_closed_interval_is_the_two_valued_reading(policy, data):
    """Where the least and the most are equal numbers, they say what exact counts say."""
    column = st.lists(st.integers(0, 4), min_size=3, max_size=3).map(numpy.array)
    least = {thing: data.draw(column) for thing in things_counted(policy)}
    most = {thing: column.copy() for thing, column in least.items()}
    exact = judge_columns(policy, CountColumns.exactly(least))
    closed = judge_columns(policy, CountColumns(least=least, most=most))

    for one, other in zip(exact, closed, strict=True):
        assert one.verdicts() == other.verdicts()
        for need, again in zip(one.requirements, other.requirements, strict=True):
            assert need.verdicts() == again.verdicts()


@pytest.mark.parametrize(("k", "n"), [(k, n) for n in range(1, 7) for k in range(1, n + 1)])
def test_some_of_several_is_by_how_many_hold(k, n):
    """At least k of n hold surely where k surely do, and possibly where k possibly do."""
    facts = FACTS[:n]
    guard = attrs.evolve(AWARE, condition=SomeOf(k, *map(AtLeast, facts)))
    way = transition("meeting_to_working", MEETING, WORKING, guard)
    policy = attrs.evolve(LADDER, stages=(MEETING, WORKING), transitions=(way,))
    # Every way in which each of them is unmet, open or met.
    rows = numpy.array(list(itertools.product([(0, 0), (0, 1), (1, 1)], repeat=n)))
    surely, possibly = rows[:, :, 0].sum(axis=1) >= k, rows[:, :, 1].sum(axis=1) >= k
    counts = CountColumns(
        least=dict(zip(facts, rows[:, :, 0].T, strict=True)),
        most=dict(zip(facts, rows[:, :, 1].T, strict=True)),
    )
    (judged,) = judge_columns(policy, counts)

    assert judged.surely.tolist() == surely.tolist()
    assert judged.possibly.tolist() == possibly.tolist()
