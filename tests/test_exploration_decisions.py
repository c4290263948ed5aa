"""Decision diagrams: each operation against the truth table of what it means."""

import itertools
import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.exploration.decisions import ALWAYS, NEVER, Decisions, TooLarge

LOWER = [[(), (0,)]]
"""Of one variable of two levels, the levels below each."""

SIZES = ((2,), (3, 2), (1, 3), (2, 2, 3), (3, 1, 2, 2))


def _points(sizes):
    return list(itertools.product(*map(range, sizes)))


def _made(decisions, table):
    """Make the function that is true at some points: one branch for each of them."""
    return decisions.some(
        decisions.every(
            decisions.where(variable, [each == level for each in range(size)])
            for variable, (level, size) in enumerate(zip(point, decisions.sizes, strict=True))
        )
        for point in table
    )


def _table(decisions, node):
    return {point for point in _points(decisions.sizes) if decisions.at(node, point)}


@st.composite
def worlds(draw, *, functions=2, sizes=SIZES):
    """Draw diagrams over a few variables, with the points at which some functions are true."""
    chosen = draw(st.sampled_from(sizes))
    points = st.sets(st.sampled_from(_points(chosen)))
    return Decisions(chosen), [draw(points) for _ in range(functions)]


@given(worlds())
def test_operations_are_those_of_truth_tables(drawn):
    """And, or, not, and-not: true at the points at which the tables say so."""
    decisions, (one, other) = drawn
    first, second = _made(decisions, one), _made(decisions, other)
    everywhere = set(_points(decisions.sizes))

    assert _table(decisions, first) == one
    assert _table(decisions, decisions.both(first, second)) == one & other
    assert _table(decisions, decisions.either(first, second)) == one | other
    assert _table(decisions, decisions.opposite(first)) == everywhere - one
    assert _table(decisions, decisions.but_not(first, second)) == one - other
    assert set(decisions.points(first)) == one


@given(worlds())
def test_equal_functions_are_one_node(drawn):
    """Two nodes are the same exactly where their tables are, however they were made."""
    decisions, (one, other) = drawn
    first, second = _made(decisions, one), _made(decisions, other)
    neither = decisions.both(decisions.opposite(first), decisions.opposite(second))

    assert (first == second) == (one == other)
    assert (first == NEVER) == (not one)
    assert (first == ALWAYS) == (len(one) == len(_points(decisions.sizes)))
    assert decisions.opposite(neither) == decisions.either(first, second)
    assert decisions.both(second, first) == decisions.both(first, second)
    assert decisions.either(second, first) == decisions.either(first, second)


@given(worlds(functions=4), st.integers(0, 4))
def test_so_many_of_several(drawn, k):
    """At least k of four hold where k or more of the tables say so."""
    decisions, tables = drawn
    nodes = [_made(decisions, table) for table in tables]
    wanted = {
        point for point in _points(decisions.sizes) if sum(point in table for table in tables) >= k
    }

    assert _table(decisions, decisions.at_least(k, nodes)) == wanted
    assert [_table(decisions, node) for node in decisions.reached(2, nodes)] == [
        {
            point
            for point in _points(decisions.sizes)
            if sum(point in table for table in tables) >= least
        }
        for least in range(3)
    ]


@given(worlds(functions=1))
def test_whichever_level_the_first_variable_has(drawn):
    """True where the table has a point that differs in the first variable at most."""
    decisions, (table,) = drawn
    others = {point[1:] for point in table}
    found = decisions.whichever(_made(decisions, table))

    assert _table(decisions, found) == {
        point for point in _points(decisions.sizes) if point[1:] in others
    }


def test_all_and_any_of_nothing():
    """Nothing asked for holds always; none of nothing holds."""
    decisions = Decisions([2])

    assert decisions.every(()) == ALWAYS
    assert decisions.some(()) == NEVER
    assert decisions.at_least(0, ()) == ALWAYS
    assert decisions.at_least(1, ()) == NEVER


@given(worlds(functions=1))
def test_points_are_counted(drawn):
    """The number of points is that of the table, variables that are not looked at included."""
    decisions, (table,) = drawn

    assert decisions.number(_made(decisions, table)) == len(table)


@given(worlds(functions=1), st.data())
def test_the_least_point_is_the_least_of_all(drawn, data):
    """No point costs less; nowhere true has none."""
    decisions, (table,) = drawn
    costs = [
        data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
        for size in decisions.sizes
    ]

    def cost(point):
        return sum(map(operator.getitem, costs, point))

    found = decisions.least(_made(decisions, table), costs)

    if not table:
        assert found is None
    else:
        assert found in table
        assert cost(found) == min(map(cost, table))


def test_of_points_that_cost_the_same_the_lowest_is_given():
    """Where nothing else decides, levels are as low as they can be, the first variable first."""
    decisions = Decisions([2, 2, 3])
    one_of_two = decisions.either(
        decisions.where(0, [False, True]), decisions.where(1, [False, True])
    )
    costs = [[0, 1], [0, 1], [2, 1, 1]]

    assert decisions.least(one_of_two, costs) == (0, 1, 1)


def _below(lower, point):
    """Give the points that are lower in one variable and the same in the others."""
    for variable, level in enumerate(point):
        for other in lower[variable][level]:
            yield (*point[:variable], other, *point[variable + 1 :])


def _upwards(points, sizes):
    return {
        each
        for each in _points(sizes)
        if any(all(map(operator.ge, each, point)) for point in points)
    }


@given(worlds(functions=1), st.integers(1, 4))
def test_minimal_points_are_those_with_none_below(drawn, most):
    """Of a function that rises, the minimal points of the table, the cheapest first."""
    decisions, (seeds,) = drawn
    table = _upwards(seeds, decisions.sizes)
    costs = [list(range(size)) for size in decisions.sizes]
    lower = [[tuple(range(level)) for level in range(size)] for size in decisions.sizes]
    wanted = {point for point in table if not any(each in table for each in _below(lower, point))}

    found, is_all = decisions.minimal(_made(decisions, table), costs, lower, most)

    assert is_all == (len(wanted) <= most)
    assert len(set(found)) == len(found) == min(most, len(wanted))
    assert set(found) <= wanted
    assert [sum(point) for point in found] == sorted(map(sum, wanted))[:most]


def test_minimal_points_where_levels_are_no_line():
    """Two levels of one variable need not be comparable: both can be minimal."""
    decisions = Decisions([4])
    lower = [[(), (0,), (0,), (0, 1, 2)]]
    either = decisions.where(0, [False, True, True, True])

    assert decisions.minimal(either, [[0, 1, 1, 2]], lower, 5) == ([(1,), (2,)], True)


# --- too much -------------------------------------------------------------------------------------


def _pairs(decisions, number):
    """Make one of the pairs hold, in the order in which that needs twice the nodes for each."""
    yes = [decisions.where(variable, [False, True]) for variable in range(2 * number)]
    return decisions.some(
        decisions.both(yes[place], yes[number + place]) for place in range(number)
    )


def test_too_much_work_is_refused():
    """A function of a million nodes is given up after so many steps."""
    with pytest.raises(TooLarge):
        _pairs(Decisions([2] * 40, most_steps=2_000), 20)


def test_work_is_counted_exactly():
    """As many steps as are needed are enough, and one less is not."""
    decisions = Decisions([2] * 6)
    _pairs(decisions, 3)
    needed = next(
        steps for steps in itertools.count(len(decisions) - 2) if _succeeds([2] * 6, steps)
    )

    assert not _succeeds([2] * 6, needed - 1)
    # Nodes, and pairs of nodes: what was made once is made no more, and costs nothing again.
    again = Decisions([2] * 6, most_steps=needed)
    assert _pairs(again, 3) == _pairs(again, 3)


def _succeeds(sizes, steps):
    try:
        _pairs(Decisions(sizes, most_steps=steps), len(sizes) // 2)
    except TooLarge:
        return False
    return True


def _one_of_each_two(decisions):
    yes = [decisions.where(variable, [False, True]) for variable in range(len(decisions.sizes))]
    return decisions.every(map(decisions.either, yes[::2], yes[1::2]))


def test_more_minimal_points_than_are_asked_for_are_told_of():
    """One of each two of thirty: of 32,768 minimal points one is given, and that it is not all."""
    decisions = Decisions([2] * 30)
    found, is_all = decisions.minimal(_one_of_each_two(decisions), [[0, 1]] * 30, LOWER * 30, 1)

    assert (len(found), is_all) == (1, False)


def test_the_search_for_minimal_points_ends(monkeypatch):
    """After so many beginnings for each point that is asked for, what was found is not all."""
    decisions = Decisions([2] * 4)
    whole = _one_of_each_two(decisions), [[0, 1]] * 4, LOWER * 4
    wanted = {(0, 1, 0, 1), (0, 1, 1, 0), (1, 0, 0, 1), (1, 0, 1, 0)}
    everything, is_all = decisions.minimal(*whole, 10)
    assert (set(everything), is_all) == (wanted, True)

    monkeypatch.setattr("renkei_model.exploration.decisions._MOST_LOOKED_AT", 1)
    found, is_all = decisions.minimal(*whole, 8)
    assert (len(found) < 4, set(found) <= wanted, is_all) == (True, True, False)


def test_what_one_variable_makes_needless_in_another_is_left_out():
    """The middle one alone, or the two others: all three together are not minimal."""
    decisions = Decisions([2] * 3)
    first, middle, last = (decisions.where(variable, [False, True]) for variable in range(3))
    node = decisions.either(middle, decisions.both(first, last))

    assert decisions.minimal(node, [[0, 1]] * 3, LOWER * 3, 5) == ([(0, 1, 0), (1, 0, 1)], True)


def test_the_length_is_the_number_of_nodes():
    """The two constants are there from the beginning; a function that is made again is not new."""
    decisions = Decisions([2, 2])
    assert len(decisions) == 2
    for _ in range(2):
        decisions.where(0, [False, True])
        decisions.where(1, [True, True])
    assert len(decisions) == 3
