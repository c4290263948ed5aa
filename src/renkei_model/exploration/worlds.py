"""Every distinguishable ledger at once: conditions as functions of what the facts' counts reach.

A world is made of conditions and knows nothing else. Each of its points is one distinguishable
ledger, complete up to the day that is judged; ledgers that no condition of it tells apart are one
point. What is not spelt out is read twice: as failing where something must *surely* hold, as
holding where it only may.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import attrs

from renkei_model.conditions import AtLeast, Condition, Leaf, Unspecified, leaves
from renkei_model.exploration.decisions import ALWAYS, MOST_STEPS, NEVER, Decisions, Node
from renkei_model.exploration.functions import first_level_of_change, function_of
from renkei_model.exploration.levels import (
    ENTERED_EARLIER,
    ENTERED_THIS_YEAR,
    Level,
    Period,
    Reading,
    levels_of_fact,
    walked,
)
from renkei_model.facts import Fact
from renkei_model.windows import EVER, During

__all__ = ["Filed", "Point", "Unspelt", "World", "moment", "walk"]

Unspelt = Literal["fails", "holds"]
"""How what is not spelt out is read."""

_Layout = tuple[Period, ...]

_Stepped = tuple[Condition, int]


@attrs.frozen
class Filed:
    """What is on record of one fact.

    Attributes:
        fact: The fact.
        kinds: How many things there are of each kind, as `Level.filed` has it.
        windows: The windows that somebody counts them in, but for all of time: where there are
            any, it matters in which of the periods they lie.
    """

    fact: Fact
    kinds: tuple[tuple[tuple[int, ...], int], ...]
    windows: frozenset[During] = frozenset()

    @property
    def is_dated(self) -> bool:
        """Whether it matters in which of the periods they lie."""
        return bool(self.windows)

    @property
    def number(self) -> int:
        """How many things there are of all kinds."""
        return sum(number for _, number in self.kinds)


@attrs.frozen
class Point:
    """One distinguishable ledger.

    Attributes:
        filed: What is on record of each fact.
        periods: The stretches of days that these name.
        records: How many records that needs.
    """

    filed: tuple[Filed, ...]
    periods: _Layout
    records: int


class World:
    """The distinguishable ledgers of some conditions.

    Attributes:
        facts: The facts that are counted, in order of appearance.
    """

    def __init__(
        self,
        conditions: Iterable[_Stepped],
        layouts: Sequence[_Layout],
        most_steps: int = MOST_STEPS,
    ) -> None:
        """Find out what the conditions can tell apart.

        Args:
            conditions: The conditions, each with the step of a walk at which it is judged.
            layouts: The ways in which the days can be divided.
            most_steps: How much work its diagrams may be.

        Raises:
            TooLarge: If the counts of one fact can be combined in too many ways.
        """
        thresholds: dict[Fact, dict[Reading, set[int]]] = {}
        for condition, step in conditions:
            for leaf in leaves(condition):
                if not isinstance(leaf, Unspecified):
                    readings = thresholds.setdefault(leaf.fact, {})
                    readings.setdefault((leaf.during, step), set()).add(first_level_of_change(leaf))
        self.facts: tuple[Fact, ...] = tuple(thresholds)
        self._layouts = tuple(layouts)
        levels = [
            [
                levels_of_fact(
                    {reading: sorted(found) for reading, found in readings.items()},
                    layout,
                    distinct=fact.distinct,
                )
                for layout in layouts
            ]
            for fact, readings in thresholds.items()
        ]
        # Where one division of the days allows what another does not, which it is comes first.
        self._divided = any(
            _alike(found) != _alike(by_layout[0]) for by_layout in levels for found in by_layout
        )
        used = range(len(layouts)) if self._divided else range(1)
        self._levels = [_together([by_layout[layout] for layout in used]) for by_layout in levels]
        self._first = int(self._divided)
        layouts_size = [len(layouts)] if self._divided else []
        self.decisions: Decisions = Decisions([*layouts_size, *map(len, self._levels)], most_steps)
        self._windows = [
            frozenset(during for during, _ in readings if during is not EVER)
            for readings in thresholds.values()
        ]
        self._place = {fact: place for place, fact in enumerate(self.facts)}
        self._read: dict[tuple[Condition, int, Unspelt], Node] = {}

    @functools.cached_property
    def possible(self) -> Node:
        """The points that some ledger has."""
        if not self._divided:
            return ALWAYS
        made = self.decisions
        possible = NEVER
        for layout in range(len(self._layouts)):
            here = made.where(0, [each == layout for each in range(len(self._layouts))])
            allowed = (
                made.where(place + 1, [layout in level.made_in for level in levels])
                for place, levels in enumerate(self._levels)
            )
            possible = made.either(possible, made.both(here, made.every(allowed)))
        return possible

    # --- reading ---------------------------------------------------------------------------------

    def read(self, condition: Condition, unspelt: Unspelt = "fails", step: int = 0) -> Node:
        """Give where a condition holds.

        Args:
            condition: One of those that the world is made of.
            unspelt: How what is not spelt out is read.
            step: The step at which it is judged.

        Raises:
            TooLarge: If that is too much work.
        """
        key = (condition, step, unspelt)
        found = self._read.get(key)
        if found is None:
            found = function_of(
                condition, self.decisions, lambda leaf: self.leaf(leaf, unspelt, step)
            )
            self._read[key] = found
        return found

    def leaf(self, leaf: Leaf, unspelt: Unspelt = "fails", step: int = 0) -> Node:
        """Give where a leaf holds."""
        if isinstance(leaf, Unspecified):
            return ALWAYS if unspelt == "holds" else NEVER
        place, reading = self._place[leaf.fact], (leaf.during, step)
        turn, least = first_level_of_change(leaf), isinstance(leaf, AtLeast)
        return self.decisions.where(
            place + self._first,
            [(each.level.counts[reading] >= turn) is least for each in self._levels[place]],
        )

    # --- asking ----------------------------------------------------------------------------------

    def never(self, node: Node) -> bool:
        """Tell whether no ledger is there."""
        return self.decisions.both(node, self.possible) == NEVER

    def always(self, node: Node) -> bool:
        """Tell whether every ledger is there."""
        return self.never(self.decisions.opposite(node))

    def implies(self, one: Node, other: Node) -> bool:
        """Tell whether every ledger of the one is one of the other."""
        return self.never(self.decisions.but_not(one, other))

    def number(self, node: Node = ALWAYS) -> int:
        """Count the distinguishable ledgers."""
        there = self.decisions.both(node, self.possible)
        if not self._divided:
            return self.decisions.number(there)
        # What two divisions of the days allow is one ledger: it counts the same in both.
        return self.decisions.number(self.decisions.whichever(there)) // len(self._layouts)

    def smallest(self, node: Node) -> Point | None:
        """Find a ledger of the fewest records; None if there is none.

        Args:
            node: Where it shall be.
        """
        layouts = range(len(self._layouts)) if self._divided else range(1)
        found = (self._smallest_in(layout, node) for layout in layouts)
        return min(
            (point for point in found if point is not None),
            key=lambda point: point.records,
            default=None,
        )

    def _smallest_in(self, layout: int, node: Node) -> Point | None:
        there = self.decisions.both(node, self.possible)
        if self._divided:
            divided = [each == layout for each in range(len(self._layouts))]
            there = self.decisions.both(there, self.decisions.where(0, divided))
        found = self.decisions.least(there, self._costs(layout))
        return None if found is None else self._point(found)

    def _costs(self, layout: int) -> list[list[int]]:
        costs = [[each.made(layout).records for each in levels] for levels in self._levels]
        return [[0] * len(self._layouts), *costs] if self._divided else costs

    def minimal(self, node: Node, most: int) -> tuple[tuple[Point, ...], bool]:
        """Find the ledgers from which no record can be left out; those of fewest records first.

        Args:
            node: Where they shall be: a function that more evidence never makes false.
            most: How many are given.

        Returns:
            The ledgers, and whether they are all.
        """
        assert not self._divided, "progress does not look at fiscal years"  # noqa: S101
        lower = [
            [[other for other, each in enumerate(levels) if each < mine] for mine in levels]
            for levels in self._levels
        ]
        found, is_all = self.decisions.minimal(node, self._costs(0), lower, most)
        return tuple(self._point(point) for point in found), is_all

    def points(self, node: Node = ALWAYS) -> Iterator[Point]:
        """Give every distinguishable ledger, one after another: for worlds that are small.

        Args:
            node: Where they shall be.
        """
        there = self.decisions.both(node, self.possible)
        if not self._divided:
            yield from (self._point(point) for point in self.decisions.points(there))
            return
        for ledger in self.decisions.points(self.decisions.whichever(there)):
            if ledger[0] == 0:
                divided = ((layout, *ledger[1:]) for layout in range(len(self._layouts)))
                allowed = (each for each in divided if self.decisions.at(there, each))
                yield min(map(self._point, allowed), key=lambda point: point.records)

    def _point(self, point: Sequence[int]) -> Point:
        layout = point[0] if self._divided else 0
        levels = [
            each[place].made(layout)
            for each, place in zip(self._levels, point[self._first :], strict=True)
        ]
        filed = tuple(
            Filed(fact, level.filed, windows)
            for fact, level, windows in zip(self.facts, levels, self._windows, strict=True)
            if level.filed
        )
        return Point(filed, self._layouts[layout], sum(level.records for level in levels))


@attrs.frozen
class _Shared:
    """A level, with what makes it in each division of the days that allows it."""

    level: Level
    made_in: dict[int, Level]

    def made(self, layout: int) -> Level:
        return self.made_in.get(layout, self.level)

    def __lt__(self, other: _Shared) -> bool:
        """Tell whether it is another level, and no count of it is higher."""
        mine, theirs = self.level.counts, other.level.counts
        return mine != theirs and all(mine[reading] <= theirs[reading] for reading in mine)


def _key(level: Level) -> tuple[tuple[Reading, int], ...]:
    return tuple(level.counts.items())


def _alike(levels: Iterable[Level]) -> set[object]:
    return {_key(level) for level in levels}


def _together(by_layout: Sequence[Sequence[Level]]) -> list[_Shared]:
    shared: dict[object, dict[int, Level]] = {}
    for layout, levels in enumerate(by_layout):
        for level in levels:
            shared.setdefault(_key(level), {})[layout] = level
    return [_Shared(next(iter(made.values())), made) for made in shared.values()]


# --- making --------------------------------------------------------------------------------------

_MOMENT: Final = (ENTERED_EARLIER, ENTERED_THIS_YEAR)


def moment(conditions: Iterable[Condition], most_steps: int = MOST_STEPS) -> World:
    """Make the world of conditions that are judged on one day.

    Args:
        conditions: They.
        most_steps: How much work its diagrams may be.
    """
    return World(((condition, 0) for condition in conditions), _MOMENT, most_steps)


def walk(steps: Sequence[Sequence[Condition]], most_steps: int = MOST_STEPS) -> World:
    """Make the world of conditions that are judged step after step, while records are added.

    Args:
        steps: The conditions of each step.
        most_steps: How much work its diagrams may be.
    """
    numbered = ((condition, step) for step, each in enumerate(steps) for condition in each)
    return World(numbered, (walked(len(steps)),), most_steps)
