"""Where each leaf of a guard decides: what MC/DC cases are made of, and what proves it redundant.

A leaf decides at a ledger if the guard's answer there is the leaf's own. Where there are such
ledgers both with the leaf met and with it unmet, the two of fewest records are its pair of
cases (masking MC/DC). Where one of the two is missing, the leaf could be left out, or stand there
without anybody noticing: it is redundant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from renkei_model.conditions import AllOf, AnyOf, Condition, Leaf, SomeOf, Unspecified
from renkei_model.exploration.decisions import ALWAYS, Node
from renkei_model.exploration.worlds import Point, Unspelt, World
from renkei_model.requirements import Requirement

__all__ = ["DecisionPair", "decision_pairs", "opens", "pairs_within"]


@attrs.frozen
class DecisionPair:
    """The two smallest ledgers that show what a leaf decides.

    Attributes:
        requirement: The requirement that it stands in.
        number: Its place among the leaves of the requirement, in reading order, from 0 on.
        leaf: The leaf.
        met: A ledger at which the leaf is met and therefore the whole is; None if there is none:
            then what the leaf asks for is never what opens it.
        unmet: A ledger at which the leaf is unmet and therefore the whole is; None if there is
            none: then the leaf never holds anything back.
        rests_on_unspelt: Whether it decides only where what is not spelt out is taken to hold.
    """

    requirement: Requirement = attrs.field(repr=lambda need: need.key)
    number: int
    leaf: Leaf
    met: Point | None
    unmet: Point | None
    rests_on_unspelt: bool = False

    @property
    def is_redundant(self) -> bool:
        """Whether the leaf decides nothing."""
        return self.met is None or self.unmet is None


def opens(world: World, needs: Sequence[Requirement], unspelt: Unspelt = "fails") -> Node:
    """Give where all of some requirements hold.

    Args:
        world: A world that was made of their conditions.
        needs: The requirements.
        unspelt: How what is not spelt out is read.
    """
    return world.decisions.every(world.read(need.condition, unspelt) for need in needs)


def decision_pairs(world: World, needs: Sequence[Requirement]) -> tuple[DecisionPair, ...]:
    """Find for each leaf of a guard the pair of cases that shows what it decides.

    Args:
        world: A world that was made of the guard's conditions.
        needs: The requirements of the guard: all of them are asked for.

    Returns:
        A pair for each leaf that is spelt out, in reading order.
    """
    return pairs_within(world, needs, {"fails": ALWAYS, "holds": ALWAYS})


def pairs_within(
    world: World, needs: Sequence[Requirement], within: dict[Unspelt, Node]
) -> tuple[DecisionPair, ...]:
    """Find the same among some ledgers only.

    Args:
        world: A world that was made of the guard's conditions.
        needs: The requirements of the guard.
        within: The ledgers, for each reading of what is not spelt out.
    """
    surely = _pairs(world, needs, "fails", within["fails"])
    if not any(pair.is_redundant for pair in surely):
        return tuple(surely)
    # An open leaf beside a leaf hides what it decides on one reading or on the other.
    possibly = _pairs(world, needs, "holds", within["holds"])
    return tuple(
        attrs.evolve(also, rests_on_unspelt=True)
        if pair.is_redundant and not also.is_redundant
        else pair
        for pair, also in zip(surely, possibly, strict=True)
    )


def _pairs(
    world: World, needs: Sequence[Requirement], unspelt: Unspelt, within: Node
) -> list[DecisionPair]:
    parts = [world.read(need.condition, unspelt) for need in needs]
    found = []
    for need, alone in zip(needs, _others_hold(world, parts), strict=True):
        deciding = world.decisions.both(within, alone)
        for number, (leaf, decides) in enumerate(
            _deciding(world, need.condition, deciding, unspelt)
        ):
            if not isinstance(leaf, Unspecified):
                met = world.leaf(leaf)
                found.append(
                    DecisionPair(
                        need,
                        number,
                        leaf,
                        world.smallest(world.decisions.both(decides, met)),
                        world.smallest(world.decisions.but_not(decides, met)),
                    )
                )
    return found


def _deciding(
    world: World, condition: Condition, deciding: Node, unspelt: Unspelt
) -> Iterator[tuple[Leaf, Node]]:
    """Give for each leaf where the whole answers as it does.

    Args:
        world: The world.
        condition: A part of the whole.
        deciding: Where the whole answers as this part does.
        unspelt: How what is not spelt out is read.
    """
    match condition:
        case AllOf(parts) | AnyOf(parts) | SomeOf(_, parts):
            nodes = [world.read(part, unspelt) for part in parts]
            for part, alone in zip(parts, _left_to_one(world, condition, nodes), strict=True):
                yield from _deciding(world, part, world.decisions.both(deciding, alone), unspelt)
        case _:
            yield condition, deciding


def _left_to_one(world: World, whole: Condition, parts: Sequence[Node]) -> list[Node]:
    """Give for each part where the others leave it to this one."""
    made = world.decisions
    match whole:
        case AllOf():
            return _others_hold(world, parts)
        case AnyOf():
            return _others_hold(world, [made.opposite(part) for part in parts])
        case SomeOf(k):
            return [
                made.but_not(*made.reached(k, [*parts[:place], *parts[place + 1 :]])[k - 1 :])
                for place in range(len(parts))
            ]
        case _:  # pragma: no cover - a leaf has no parts
            return []


def _others_hold(world: World, parts: Sequence[Node]) -> list[Node]:
    """Give for each part where all the others hold."""
    made = world.decisions
    before, after = [ALWAYS], [ALWAYS]
    for part in parts:
        before.append(made.both(before[-1], part))
    for part in reversed(parts):
        after.append(made.both(after[-1], part))
    later = after[-2::-1]
    return [made.both(one, other) for one, other in zip(before, later, strict=False)]
