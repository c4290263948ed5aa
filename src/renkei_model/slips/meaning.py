"""Whether two conditions, or the guards of two policies, decide the same for every ledger."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

import attrs

from renkei_model.conditions import AtLeast, AtMost, Condition, Leaf, Unspecified, fold, leaves
from renkei_model.facts import Fact
from renkei_model.policy import Policy
from renkei_model.windows import During

__all__ = [
    "MOST_COMPARED",
    "Counted",
    "first_level_of_change",
    "guards_decide_the_same",
    "holds_at",
    "levels_of",
    "means_the_same",
    "read_by",
]

MOST_COMPARED: Final = 4_096
"""How many combinations of counts two conditions are compared on at most."""


def guards_decide_the_same(one: Policy, other: Policy) -> bool:
    """Tell whether two policies surely give every council the same verdicts and stages.

    Args:
        one: A policy.
        other: Another.

    Returns:
        True if their stages, steps and requirements are the same and each requirement means the
        same in both. False if not, and where a requirement is too large to compare.
    """
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

    A condition compares counts with thresholds, so of each count only a few levels differ, and the
    conditions are compared on every combination of them. That is enough for open verdicts too: a
    verdict is MET where the condition holds at what is sure, and UNMET where it fails at what is
    possible, and each of the two is a combination that was compared. What is not spelt out is
    taken once to fail and once to hold, as in those two halves of a verdict.

    Counts of one fact in two windows, or from its two ends, are taken as independent of one
    another. So True is always right, and False may be too careful about such conditions.

    Args:
        one: A condition.
        other: Another.

    Returns:
        True if they decide the same. False if not, and where more than `MOST_COMPARED`
        combinations would have to be compared.
    """
    if one == other:
        return True
    levels = levels_of([*leaves(one), *leaves(other)])
    if math.prod(map(len, levels.values())) > MOST_COMPARED:
        return False
    return all(
        holds_at(one, counts) == holds_at(other, counts)
        for counts in _readings(list(levels), list(levels.values()))
    )


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


def first_level_of_change(leaf: Leaf) -> int:
    """Give the count from which on a leaf answers otherwise than at none."""
    match leaf:
        case AtLeast(_, n):
            return n
        case AtMost(_, n):
            return n + 1
        case Unspecified():
            return 1
    assert_never(leaf)


def _readings(
    counted: Sequence[Counted], levels: Sequence[list[int]]
) -> Iterator[Mapping[Counted, int]]:
    for counts in itertools.product(*levels):
        yield dict(zip(counted, counts, strict=True))


def holds_at(condition: Condition, counts: Mapping[Counted, int]) -> bool:
    """Tell whether a condition holds when everything is counted so."""
    return fold(condition, _AtCounts(counts))


@attrs.frozen
class _AtCounts:
    """The algebra of two answers: whether a condition holds when everything is counted so."""

    counts: Mapping[Counted, int]

    def leaf(self, leaf: Leaf) -> bool:
        reached = self.counts[read_by(leaf)] >= first_level_of_change(leaf)
        return reached is not isinstance(leaf, AtMost)

    def all_of(self, parts: Sequence[bool]) -> bool:
        return all(parts)

    def any_of(self, parts: Sequence[bool]) -> bool:
        return any(parts)

    def some_of(self, k: int, parts: Sequence[bool]) -> bool:
        return sum(parts) >= k
