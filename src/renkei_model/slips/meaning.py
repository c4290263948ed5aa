"""Whether two conditions, or the guards of two policies, decide the same for every ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar, assert_never

from renkei_model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Condition,
    Leaf,
    SomeOf,
    Unspecified,
)
from renkei_model.exploration.decisions import TOO_MUCH, Decisions, Node
from renkei_model.exploration.functions import first_level_of_change, function_of
from renkei_model.facts import Fact
from renkei_model.policy import Policy
from renkei_model.windows import During

__all__ = [
    "Counted",
    "Readings",
    "guards_decide_the_same",
    "holds_at",
    "levels_of",
    "means_the_same",
    "read_by",
]

T = TypeVar("T")

_MOST_STEPS: Final = 50_000
"""How much work a comparison may be before it is given up."""


def guards_decide_the_same(one: Policy, other: Policy) -> bool:
    """Tell whether two policies surely give every council the same verdicts and stages.

    Args:
        one: A policy.
        other: Another.

    Returns:
        True if their stages, steps and requirements are the same and each requirement means the
        same in both. False if not, and where a requirement is too large to compare.
    """
    if one.initial is other.initial and one.transitions is other.transitions:
        return True
    return _outline(one) == _outline(other) and all(
        means_the_same(need.condition, also.condition)
        for need, also in zip(one.requirements, other.requirements, strict=True)
    )


def _outline(policy: Policy) -> tuple[object, ...]:
    """Give what a policy decides, but for its conditions. Only the first stage has a place."""
    return policy.initial, tuple(
        (
            *(way.key, way.source, way.target, way.kind, way.force),
            [need.key for need in way.requirements],
        )
        for way in policy.transitions
    )


def means_the_same(one: Condition, other: Condition) -> bool:
    """Tell whether two conditions surely have the same verdict on every ledger.

    A condition compares counts with thresholds, so of each count only a few levels differ, and a
    condition is a function of them. Two conditions are the same if the functions are, at every
    combination of levels. That is enough for open verdicts too: a verdict is MET where the
    condition holds at what is sure, and UNMET where it fails at what is possible, and each of the
    two is such a combination. What is not spelt out may fail or hold, as in those two halves of a
    verdict.

    Counts of one fact in two windows, or from its two ends, are taken as independent of one
    another. In a ledger about which everything is known they are not, but what may be possible of
    them comes from different ledgers: that no letter was sent until today bounds all letters so
    far, and not those of a fiscal year that goes on. So True is always right, and False may be too
    careful about such conditions. About all others the answer is exact.

    Args:
        one: A condition.
        other: Another.

    Returns:
        True if they decide the same. False if not, and where it is too much work to tell.
    """
    if one is other or one == other:
        return True
    read = Readings(levels_of([*_shallow_first(one), *_shallow_first(other)]))
    try:
        return read.where(one, holds_at) == read.where(other, holds_at)
    except TOO_MUCH:
        return False


def _shallow_first(condition: Condition) -> Iterator[Leaf]:
    """Give the leaves so that what stands beside a deep part comes before it: then it decides."""
    match condition:
        case AllOf(parts) | AnyOf(parts) | SomeOf(_, parts):
            for part in sorted(parts, key=_depth):
                yield from _shallow_first(part)
        case AtLeast() | AtMost() | Unspecified():
            yield condition
        case _:
            assert_never(condition)


def _depth(condition: Condition) -> int:
    return 0 if isinstance(condition, Leaf) else condition.extent[0]


Counted = tuple[type[Leaf], Fact | None, During | None]
"""What a leaf reads: an end of the count of a fact in a window, or what is not spelt out."""


def read_by(leaf: Leaf) -> Counted:
    """Tell what a leaf reads."""
    match leaf:
        case AtLeast(fact, _, during) | AtMost(fact, _, during):
            return type(leaf), fact, during
        case Unspecified():
            return Unspecified, None, None
    assert_never(leaf)


def levels_of(every: Iterable[Leaf]) -> dict[Counted, list[int]]:
    """Give the levels of each count at which some leaf answers otherwise, and none."""
    levels: dict[Counted, set[int]] = {}
    for leaf in every:
        levels.setdefault(read_by(leaf), {0}).add(first_level_of_change(leaf))
    return {counted: sorted(found) for counted, found in levels.items()}


def holds_at(leaf: Leaf, count: int) -> bool:
    """Tell whether a leaf holds at a count of what it reads."""
    return (count >= first_level_of_change(leaf)) is not isinstance(leaf, AtMost)


class Readings(Generic[T]):
    """Everything that leaves can read, together: each count is independent of the others.

    Attributes:
        decisions: The functions of it.
    """

    def __init__(self, values: Mapping[Counted, Sequence[T]]) -> None:
        """Take the values that each count can have.

        Args:
            values: They, by what is read.
        """
        self.decisions: Decisions = Decisions(map(len, values.values()), _MOST_STEPS)
        self._values = {
            counted: (place, found) for place, (counted, found) in enumerate(values.items())
        }

    def where(self, condition: Condition, holds: Callable[[Leaf, T], bool]) -> Node:
        """Give where a condition holds.

        Args:
            condition: A condition whose leaves read nothing else.
            holds: Tells whether a leaf holds at a value of what it reads.

        Raises:
            TooLarge: If that is too much work.
        """
        return function_of(condition, self.decisions, lambda leaf: self.leaf(leaf, holds))

    def leaf(self, leaf: Leaf, holds: Callable[[Leaf, T], bool]) -> Node:
        """Give where a leaf holds."""
        place, values = self._values[read_by(leaf)]
        return self.decisions.where(place, [holds(leaf, value) for value in values])
