"""What can be told apart of one fact: the levels its counts can have together, in every window.

A condition compares counts with thresholds, so of each count only finitely many levels differ.
Where a fact is counted in several windows, their counts hang together: what lies in this fiscal
year lies in all of time too. Only levels that some ledger has together are given, each with the
fewest records that make it.
"""

from __future__ import annotations

import heapq
import itertools
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from renkei_model.exploration.decisions import TooLarge
from renkei_model.windows import (
    EVER,
    SINCE_STAGE_ENTRY,
    THIS_FISCAL_YEAR,
    THROUGH_LAST_FISCAL_YEAR,
    During,
)

__all__ = [
    "ENTERED_EARLIER",
    "ENTERED_THIS_YEAR",
    "Level",
    "Period",
    "Reading",
    "levels_of_fact",
    "walked",
]

Reading = tuple[During, int]
"""In which days a count is taken, and at which step of a walk; 0 where there is one only."""


@attrs.frozen
class Period:
    """A stretch of days that no window divides.

    Attributes:
        readings: The windows that it lies in.
    """

    readings: frozenset[Reading]

    @classmethod
    def within(cls, *windows: During) -> Period:
        """Make the period of a single moment that lies in some windows."""
        return cls(frozenset((window, 0) for window in windows))


ENTERED_EARLIER: Final = (
    Period.within(EVER, THROUGH_LAST_FISCAL_YEAR),
    Period.within(EVER, THROUGH_LAST_FISCAL_YEAR, SINCE_STAGE_ENTRY),
    Period.within(EVER, THIS_FISCAL_YEAR, SINCE_STAGE_ENTRY),
)
"""The periods up to a day, in order, where the stage was entered before its fiscal year."""

ENTERED_THIS_YEAR: Final = (
    Period.within(EVER, THROUGH_LAST_FISCAL_YEAR),
    Period.within(EVER, THIS_FISCAL_YEAR),
    Period.within(EVER, THIS_FISCAL_YEAR, SINCE_STAGE_ENTRY),
)
"""The same where it was entered within the fiscal year."""


def walked(steps: int) -> tuple[Period, ...]:
    """Give the periods of a walk through stages: one for each stage that is left on it.

    Args:
        steps: How many steps it has.
    """
    return tuple(
        Period(
            frozenset([*((EVER, later) for later in range(step, steps)), (SINCE_STAGE_ENTRY, step)])
        )
        for step in range(steps)
    )


@attrs.frozen
class Level:
    """A combination of levels that the counts of one fact can have together.

    Attributes:
        counts: For each reading the lowest count of that level: a threshold of it, or 0. So two
            ways to reach a level have the same counts.
        filed: The fewest things that make it: how many of each kind, where a kind is the set of
            periods, by place, in which each of them is on record.
        records: How many records that needs.
    """

    counts: Mapping[Reading, int] = attrs.field(hash=False)
    filed: tuple[tuple[tuple[int, ...], int], ...]
    records: int


_MOST_STATES: Final = 20_000


def levels_of_fact(
    thresholds: Mapping[Reading, Sequence[int]],
    periods: Sequence[Period],
    *,
    distinct: bool,
) -> tuple[Level, ...]:
    """Give the levels that the counts of a fact can have together.

    Args:
        thresholds: For each reading of the fact, the counts from which on something changes,
            in order; each at least 1.
        periods: The stretches of days.
        distinct: Whether different items are counted, which may be on record in several periods.

    Returns:
        Every level that some ledger has, by how few records make it: none at all comes first.

    Raises:
        TooLarge: If counts up to the thresholds can be combined in too many ways.
    """
    columns = _columns(thresholds, periods)
    caps = [max(column.thresholds) for column in columns]
    kinds = _kinds(columns, periods, distinct=distinct)
    if len(columns) == 1 and len(kinds) == 1:
        (column,), ((kind, _),) = columns, kinds
        return tuple(
            Level(dict.fromkeys(column.readings, n), ((kind, n),) if n else (), n * len(kind))
            for n in (0, *column.thresholds)
        )
    return tuple(_combined(columns, caps, kinds))


@attrs.frozen
class _Column:
    """Readings that always count the same, with the thresholds of all of them."""

    readings: tuple[Reading, ...]
    thresholds: tuple[int, ...]
    periods: frozenset[int]


def _columns(
    thresholds: Mapping[Reading, Sequence[int]], periods: Sequence[Period]
) -> list[_Column]:
    alike: dict[frozenset[int], list[Reading]] = {}
    for reading in thresholds:
        within = (place for place, each in enumerate(periods) if reading in each.readings)
        alike.setdefault(frozenset(within), []).append(reading)
    return [
        _Column(
            tuple(readings),
            tuple(sorted({n for reading in readings for n in thresholds[reading]})),
            within,
        )
        for within, readings in alike.items()
    ]


_Kind = tuple[tuple[int, ...], tuple[bool, ...]]
"""In which periods, by place, a thing is on record, and in which columns it then counts."""


def _kinds(columns: Sequence[_Column], periods: Sequence[Period], *, distinct: bool) -> list[_Kind]:
    together = range(1, len(periods) + 1) if distinct else (1,)
    kinds: dict[tuple[bool, ...], tuple[int, ...]] = {}
    for number in together:
        for chosen in itertools.combinations(range(len(periods)), number):
            counts = tuple(not column.periods.isdisjoint(chosen) for column in columns)
            if any(counts):
                kinds.setdefault(counts, chosen)
    return [(chosen, counts) for counts, chosen in kinds.items()]


def _combined(
    columns: Sequence[_Column], caps: Sequence[int], kinds: Sequence[_Kind]
) -> Iterable[Level]:
    """Walk from no record at all, one thing more each time, the fewest records first."""
    nothing = (0,) * len(columns)
    waiting = [(0, nothing, (0,) * len(kinds))]
    seen, given = set(), set()
    while waiting:
        records, counts, filed = heapq.heappop(waiting)
        if counts in seen:
            continue
        seen.add(counts)
        if len(seen) > _MOST_STATES:
            raise TooLarge
        reached = tuple(
            bisect_right(column.thresholds, count)
            for column, count in zip(columns, counts, strict=True)
        )
        if reached not in given:
            given.add(reached)
            yield Level(
                {
                    reading: (0, *column.thresholds)[place]
                    for column, place in zip(columns, reached, strict=True)
                    for reading in column.readings
                },
                tuple(
                    (chosen, number)
                    for (chosen, _), number in zip(kinds, filed, strict=True)
                    if number
                ),
                records,
            )
        for place, (chosen, counted) in enumerate(kinds):
            more = tuple(
                min(count + one, cap) for count, one, cap in zip(counts, counted, caps, strict=True)
            )
            if more not in seen:
                longer = (*filed[:place], filed[place] + 1, *filed[place + 1 :])
                heapq.heappush(waiting, (records + len(chosen), more, longer))
