"""Conditions as functions of what their leaves read, whatever that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

import attrs

from renkei_model.conditions import AtLeast, AtMost, Condition, Leaf, Unspecified, fold
from renkei_model.exploration.decisions import Decisions, Node

__all__ = ["first_level_of_change", "function_of"]


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


def function_of(condition: Condition, decisions: Decisions, leaf: Callable[[Leaf], Node]) -> Node:
    """Give where a condition holds.

    Args:
        condition: The condition.
        decisions: The diagrams of the functions.
        leaf: Gives where a leaf holds.

    Raises:
        TooLarge: If that is too much work.
    """
    return fold(condition, _Where(decisions, leaf))


@attrs.frozen
class _Where:
    """The algebra of functions: where a condition holds."""

    decisions: Decisions
    leaf: Callable[[Leaf], Node]

    def all_of(self, parts: Sequence[Node]) -> Node:
        return self.decisions.every(parts)

    def any_of(self, parts: Sequence[Node]) -> Node:
        return self.decisions.some(parts)

    def some_of(self, k: int, parts: Sequence[Node]) -> Node:
        return self.decisions.at_least(k, parts)
