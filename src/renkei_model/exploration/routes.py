"""The ways through the stages: which can be gone, past which stages, and on how little evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from renkei_model.exploration.decisions import TooLarge
from renkei_model.exploration.levels import walked
from renkei_model.exploration.worlds import Point, World, walk
from renkei_model.policy import Policy
from renkei_model.stages import Stage, Transition, stages_reached

__all__ = ["Route", "detours", "least_route", "passed_at_once", "routes_to", "trapped", "unreached"]

_MOST_ROUTES: Final = 100

_MOST_STEPS: Final = 100_000
"""How much work one way through the stages may be. There is one for each stage at least."""


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
    left = {way.source for way in can_open}
    return [stage for stage in policy.stages if policy.ways_from(stage) and stage not in left]


def detours(policy: Policy, can_open: Iterable[Transition]) -> Iterator[tuple[Transition, Route]]:
    """Find the steps that pass over stages: what they enter can be entered step by step too.

    Args:
        policy: The policy.
        can_open: The transitions that can open.

    Yields:
        Each of them, with the stages that it passes over.
    """
    ways = [way for way in policy.progress if way in set(can_open)]
    for way in ways:
        others = [each for each in ways if each != way]
        longer = next((path for path in _paths(way.source, way.target, others)), None)
        if longer is not None:
            yield way, Route(way.target, longer, Point((), (), 0))


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
    """Give the ways that enter no stage twice, shorter ones first."""
    leaving: dict[Stage, list[Transition]] = {}
    for way in ways:
        leaving.setdefault(way.source, []).append(way)
    waiting: list[tuple[Transition, ...]] = [()]
    while waiting:
        longer = []
        for path in waiting:
            stage = path[-1].target if path else start
            if stage == target and path:
                yield path
                continue
            passed = {start, *(way.target for way in path)}
            longer += [(*path, way) for way in leaving.get(stage, ()) if way.target not in passed]
        waiting = longer
