"""The levels of a fact: every filling of the periods with few records, tried one by one."""

import itertools
from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei_model.exploration.decisions import TooLarge
from renkei_model.exploration.levels import (
    ENTERED_EARLIER,
    ENTERED_THIS_YEAR,
    Period,
    levels_of_fact,
    walked,
)
from renkei_model.windows import (
    EVER,
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    THROUGH_LAST_FISCAL_YEAR,
)

LAYOUTS = (ENTERED_EARLIER, ENTERED_THIS_YEAR, walked(1), walked(2), walked(3), walked(2)[:1])


def _fillings(periods, most, *, distinct):
    """Give every way in which up to so many things of each kind are on record."""
    places = range(len(periods))
    together = range(1, len(periods) + 1) if distinct else [1]
    kinds = [kind for size in together for kind in itertools.combinations(places, size)]
    for numbers in itertools.product(range(most + 1), repeat=len(kinds)):
        yield [(kind, number) for kind, number in zip(kinds, numbers, strict=True) if number]


def _count(filling, reading, periods):
    """Count things: one that is on record in several periods of a window is one."""
    return sum(
        number
        for kind, number in filling
        if any(reading in periods[place].readings for place in kind)
    )


def _records(filling):
    return sum(number * len(kind) for kind, number in filling)


def _reached(filling, thresholds, periods):
    return tuple(
        bisect_right(found, _count(filling, reading, periods))
        for reading, found in thresholds.items()
    )


@st.composite
def questions(draw, *, most):
    """Draw how the days are divided, and from which counts on each window answers otherwise."""
    periods = draw(st.sampled_from(LAYOUTS))
    readings = [
        *((each, 0) for each in (EVER, SINCE_STAGE_ENTRY)),
        *((each, 0) for each in (THIS_FISCAL_YEAR, THROUGH_LAST_FISCAL_YEAR)),
        *((each, step) for each in (EVER, SINCE_STAGE_ENTRY) for step in (1, 2)),
    ]
    named = frozenset().union(*(period.readings for period in periods))
    asked = draw(
        st.lists(
            st.sampled_from([each for each in readings if each in named or each[1] == 1]),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    some = st.lists(st.integers(1, most), min_size=1, max_size=2, unique=True).map(sorted)
    return periods, {reading: draw(some) for reading in asked}


@pytest.mark.parametrize(("distinct", "most"), [(False, 4), (True, 2)])
@given(st.data())
def test_levels_are_those_of_every_filling(distinct, most, data):
    """Exactly the combinations that some filling has, each with the fewest records of all."""
    periods, thresholds = data.draw(questions(most=most))
    fewest = {}
    for filling in _fillings(periods, most, distinct=distinct):
        reached = _reached(filling, thresholds, periods)
        fewest[reached] = min(_records(filling), fewest.get(reached, 99))

    levels = levels_of_fact(thresholds, periods, distinct=distinct)

    found = [_reached(level.filed, thresholds, periods) for level in levels]
    assert len(found) == len(set(found))
    assert dict(zip(found, (level.records for level in levels), strict=True)) == fewest
    for level, reached in zip(levels, found, strict=True):
        assert _records(level.filed) == level.records
        assert reached == tuple(
            bisect_right(thresholds[reading], level.counts[reading]) for reading in thresholds
        )
    assert (levels[0].filed, levels[0].records) == ((), 0)
    assert [level.records for level in levels] == sorted(level.records for level in levels)


@given(questions(most=4), st.booleans())
def test_a_level_is_told_by_thresholds_alone(question, distinct):
    """Two ways to reach a level are one level: its counts are 0 or thresholds, never between."""
    periods, thresholds = question
    counted_alike = {
        reading: tuple(reading in period.readings for period in periods) for reading in thresholds
    }
    for level in levels_of_fact(thresholds, periods, distinct=distinct):
        for reading, count in level.counts.items():
            assert count in {
                0,
                *(
                    n
                    for other, found in thresholds.items()
                    if counted_alike[other] == counted_alike[reading]
                    for n in found
                ),
            }


def test_far_thresholds_in_one_window_are_few_levels():
    """Where one window is read, only the thresholds count, however high they are."""
    levels = levels_of_fact({(EVER, 0): [5, 9_000_000]}, walked(1), distinct=False)

    assert [level.records for level in levels] == [0, 5, 9_000_000]
    assert [level.filed for level in levels] == [(), (((0,), 5),), (((0,), 9_000_000),)]


def test_too_many_counts_together_are_refused():
    """Where several windows count up to a high number, it is given up."""
    yen = {(EVER, 0): [1_000_000], (THIS_FISCAL_YEAR, 0): [1_000_000]}
    with pytest.raises(TooLarge):
        levels_of_fact(yen, ENTERED_EARLIER, distinct=False)


def test_what_lies_in_no_period_is_never_counted():
    """A window that nothing can lie in stays at its lowest level."""
    levels = levels_of_fact({(SINCE_STAGE_ENTRY, 1): [1]}, walked(2)[:1], distinct=True)

    assert [dict(level.counts) for level in levels] == [{(SINCE_STAGE_ENTRY, 1): 0}]


def test_the_periods_of_a_walk():
    """What is filed before a step counts at it and at all later ones, and once since entry."""
    assert walked(2) == (
        Period(frozenset([(EVER, 0), (EVER, 1), (SINCE_STAGE_ENTRY, 0)])),
        Period(frozenset([(EVER, 1), (SINCE_STAGE_ENTRY, 1)])),
    )
