"""The ways through the stages: which can be gone, past which stages, and on how little evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from renkei_model.exploration.decisions import TooLarge
from renkei_model.exploration.levels import walked
from renkei_model.exploration.worlds import Point, World, walk
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition, shortest_way, stages_reached

__all__ = ["Route", "detours", "least_route", "passed_at_once", "routes_to", "trapped", "unreached"]

_MOST_ROUTES: Final = 100

_MOST_STEPS: Final = 100_000
"""How much work one way through the stages may be. There is one for each stage at least."""

_MOST_BEGINNINGS: Final = 10_000
"""How many beginnings of ways are looked at: stages that all lead to one another have too many."""


@attrs.frozen
class Route:
    """A way from the first stage to another, and the least evidence on which it can be gone.

    Attributes:
        target: The stage that it leads to.
        transitions: Its steps.
        point: The evidence.
    """

    target: Stage = attrs.field(repr=lambda stage: stage.key)
    transitions: tuple[Transition, ...] = attrs.field(
        repr=lambda ways: ", ".join(way.key for way in ways)
    )
    point: Point = attrs.field(repr=False)

    @property
    def records(self) -> int:
        """How many records it needs."""
        return self.point.records


def unreached(policy: Policy, can_open: Iterable[Transition]) -> list[Stage]:
    """Find the stages that no transition which can open leads to from the first.

    Args:
        policy: The policy.
        can_open: The transitions that can open.
    """
    reached = stages_reached(policy.initial, can_open)
    return [stage for stage in policy.stages if stage not in reached]


def trapped(policy: Policy, can_open: Iterable[Transition]) -> list[Stage]:
    """Find the stages that are meant to be left by a step of progress, and cannot be.

    Args:
        policy: The policy.
        can_open: The transitions that can open.
    """
    can = set(can_open)
    return [
        stage
        for stage in policy.stages
        if policy.ways_from(stage) and can.isdisjoint(policy.ways_from(stage))
    ]


def detours(
    policy: Policy, can_open: Iterable[Transition]
) -> Iterator[tuple[Transition, tuple[Transition, ...]]]:
    """Find the steps that pass over stages: what they enter can be entered step by step too.

    Args:
        policy: The policy.
        can_open: The transitions that can open.

    Yields:
        Each of them, with a shortest way that passes through those stages.
    """
    ways = [way for way in policy.progress if way in set(can_open)]
    for way in ways:
        # Another step between the same stages passes over nothing either.
        ends = (way.source, way.target)
        longer = shortest_way(*ends, [each for each in ways if (each.source, each.target) != ends])
        if longer:
            yield way, longer


def routes_to(policy: Policy, target: Stage, can_open: Iterable[Transition]) -> list[Route]:
    """Give the ways of progress from the first stage to another, each with its least evidence.

    Args:
        policy: The policy.
        target: The stage.
        can_open: The transitions that can open.

    Raises:
        TooLarge: If there are too many ways, or one asks for too much.
    """
    ways = [way for way in policy.progress if way in set(can_open)]
    routes = []
    for number, path in enumerate(_paths(policy.initial, target, ways)):
        if number == _MOST_ROUTES:
            raise TooLarge
        routes.append(Route(target, path, least_route(path)))
    return routes


def least_route(path: tuple[Transition, ...]) -> Point:
    """Find the least evidence on which one can go a way, step after step.

    Each step is taken on a later day than the one before, and what it needs is filed on the days
    between: what is filed on the very day of a step would count since both entries.

    Args:
        path: The steps, each of which can open.

    Raises:
        TooLarge: If they ask for too much.
    """
    world = walk([[need.condition for need in way.requirements] for way in path], _MOST_STEPS)
    made = world.decisions
    whole = made.every(
        world.read(need.condition, step=step)
        for step, way in enumerate(path)
        for need in way.requirements
    )
    point = world.smallest(whole)
    assert point is not None, "more evidence opens every step of progress"  # noqa: S101
    return point


def passed_at_once(path: tuple[Transition, Transition]) -> bool:
    """Tell whether whoever takes the first of two steps may take the second on the same day.

    Args:
        path: The two steps, the one into the stage that the other leaves.

    Raises:
        TooLarge: If they ask for too much.
    """
    conditions = [
        (need.condition, step) for step, way in enumerate(path) for need in way.requirements
    ]
    world = World(conditions, (walked(2)[:1],))  # nothing was added since the first
    first, second = (
        world.decisions.every(world.read(need.condition, step=step) for need in way.requirements)
        for step, way in enumerate(path)
    )
    return world.implies(first, second)


def _paths(
    start: Stage, target: Stage, ways: Iterable[Transition]
) -> Iterator[tuple[Transition, ...]]:
    """Give the ways that enter no stage twice, shorter ones first.

    Raises:
        TooLarge: If there are too many.
    """
    leaving: dict[Stage, list[Transition]] = {}
    known = tuple(ways)
    for way in known:
        if target in stages_reached(way.target, known):
            leaving.setdefault(way.source, []).append(way)
    looked = 0
    waiting: list[tuple[Transition, ...]] = [()]
    while waiting:
        longer = []
        for path in waiting:
            looked += 1
            if looked > _MOST_BEGINNINGS:
                raise TooLarge
            stage = path[-1].target if path else start
            if stage == target and path:
                yield path
                continue
            passed = {start, *(way.target for way in path)}
            longer += [(*path, way) for way in leaving.get(stage, ()) if way.target not in passed]
        waiting = longer
